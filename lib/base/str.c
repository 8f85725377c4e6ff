#include <kam/str.h>

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char kam_str_empty[1];

/* Makes room for length more bytes and a NUL; marks the string on failure. */
int kam_str_grow(struct kam_str *s, size_t length)
{
	/* one size that fits most: what is grown and freed again and again
	   keeps malloc() from finding the last one's room */
	size_t room = s->room ? s->room : 256;
	char *data;

	if (s->failed || length > SIZE_MAX / 4) {
		s->failed = 1;
		return 0;
	}
	if (s->room > s->length + length)
		return 1;
	while (room <= s->length + length)
		room *= 2;
	data = realloc(s->room ? s->data : NULL, room);
	if (!data) {
		s->failed = 1;
		return 0;
	}
	data[s->length] = '\0';
	s->data = data;
	s->room = room;
	return 1;
}

void kam_str_add(struct kam_str *s, const char *text)
{
	kam_str_add_bytes(s, text, strlen(text));
}

void kam_str_add_bytes(struct kam_str *s, const char *bytes, size_t length)
{
	char *at = kam_str_extend(s, length);

	if (at)
		memcpy(at, bytes, length);
}

void kam_str_add_char(struct kam_str *s, char c)
{
	char *at = kam_str_extend(s, 1);

	if (at)
		*at = c;
}

void kam_str_printf(struct kam_str *s, const char *format, ...)
{
	va_list args;
	size_t room;
	int length;

	/* most fit into what there is */
	if (!kam_str_grow(s, 1))
		return;
	room = s->room - s->length;
	va_start(args, format);
	length = vsnprintf(s->data + s->length, room, format, args);
	va_end(args);
	if (length >= 0 && (size_t)length < room) {
		s->length += (size_t)length;
		return;
	}
	s->data[s->length] = '\0';
	if (length < 0 || !kam_str_grow(s, (size_t)length)) {
		s->failed = 1;
		return;
	}
	va_start(args, format);
	(void)vsnprintf(s->data + s->length, (size_t)length + 1, format, args);
	va_end(args);
	s->length += (size_t)length;
}

void kam_str_add_line(struct kam_str *s, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\r\n");

		kam_str_add_bytes(s, text, n);
		text += n;
		if (*text && s->length && s->data[s->length - 1] != ' ')
			kam_str_add_char(s, ' ');
		text += strspn(text, "\r\n");
	}
}

void kam_str_truncate(struct kam_str *s, size_t length)
{
	if (length < s->length) {
		s->length = length;
		s->data[length] = '\0';
	}
}

void kam_str_reset(struct kam_str *s)
{
	s->failed = 0;
	kam_str_truncate(s, 0);
}

void kam_str_release(struct kam_str *s)
{
	if (s->room)
		free(s->data);
	*s = (struct kam_str)KAM_STR_INIT;
}

int kam_str_check(const struct kam_str *s, struct kam_err *err)
{
	return s->failed ? kam_fail_memory(err) : 0;
}

void kam_str_add_entry(struct kam_str *s, const char *text)
{
	for (const char *at = text; *at; at++) {
		if (*at == ',' || (*at == ' ' && (at == text || !at[1])) ||
		    (*at == '\\' && (!at[1] || strchr("\\, ", at[1]))))
			kam_str_add_char(s, '\\');
		kam_str_add_char(s, *at);
	}
}
