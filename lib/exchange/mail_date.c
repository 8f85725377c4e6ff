/*
 * Dates as programs write them, into the form that parsers of mail know.
 */
#include <kam/mail_text.h>
#include <string.h>
#include <strings.h>

/* "09:30:00.123 PM" */
struct clock {
	unsigned hour, minute, second;
	size_t n; /* bytes of the text */
};

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Two digits, or one where it may be; 0 where there are others. */
static size_t read_number(unsigned *out, const char *text, size_t least)
{
	size_t n = strspn(text, "0123456789");

	*out = 0;
	if (n < least || n > 2)
		return 0;
	for (size_t i = 0; i < n; i++)
		*out = *out * 10 + (unsigned)(text[i] - '0');
	return n;
}

static void read_half(struct clock *c, const char *text)
{
	size_t blanks = strspn(text + c->n, " ");
	const char *half = text + c->n + blanks;
	int late = !strncasecmp(half, "PM", 2);

	if ((!late && strncasecmp(half, "AM", 2) != 0) || is_letter(half[2]) ||
	    c->hour > 12)
		return;
	c->hour = c->hour % 12 + (late ? 12 : 0);
	c->n += blanks + 2;
}

static int read_clock(struct clock *c, const char *text, char mark)
{
	size_t n = read_number(&c->hour, text, 1), digits;

	c->n = n;
	c->second = 0;
	if (!n || text[c->n] != mark)
		return 0;
	n = read_number(&c->minute, text + c->n + 1, 2);
	c->n += 1 + n;
	if (!n)
		return 0;
	digits = text[c->n] == mark
		     ? read_number(&c->second, text + c->n + 1, 2)
		     : 0;
	/* with dots it is a time only where it has seconds */
	if (!digits && mark == '.')
		return 0;
	c->n += digits ? 1 + digits : 0;
	if (digits && (text[c->n] == '.' || text[c->n] == ',') &&
	    is_digit(text[c->n + 1]))
		c->n += 1 + strspn(text + c->n + 1, "0123456789");
	if (c->hour > 23 || c->minute > 59 || c->second > 60)
		return 0;
	read_half(c, text);
	return 1;
}

/* Not within another number or time; and with dots it is a date where no
   number stands before it. */
static int may_begin(const char *text, const char *at, char mark)
{
	if (mark == '.' && strcspn(text, "0123456789") == (size_t)(at - text))
		return 0;
	return at == text ||
	       !(is_digit(at[-1]) ||
		 (strchr(":.", at[-1]) && at - text > 1 && is_digit(at[-2])));
}

static const char *find_clock(struct clock *c, const char *text, char mark)
{
	for (const char *at = text; *at && *at != '('; at++)
		if (is_digit(*at) && may_begin(text, at, mark) &&
		    read_clock(c, at, mark))
			return at;
	return NULL;
}

/* "GMT+8", "+08:00", "Z" as "+0800"; how much of the text it is, or 0. */
static size_t add_zone(struct kam_str *out, const char *text)
{
	static const char *const names[] = { "GMT", "UTC", "UT" };
	size_t from = 0, n;
	unsigned hours, minutes = 0;

	if ((*text == 'Z' || *text == 'z') && !is_letter(text[1])) {
		kam_str_add(out, "+0000");
		return 1;
	}
	for (size_t i = 0; i < 3 && !from; i++)
		if (!strncasecmp(text, names[i], strlen(names[i])))
			from = strlen(names[i]);
	if (!text[from] || !strchr("+-", text[from]))
		return 0;
	n = strspn(text + from + 1, "0123456789");
	if (!n || n > 4)
		return 0;
	hours = (unsigned)(text[from + 1] - '0');
	for (size_t i = 2; i <= n; i++)
		hours = hours * 10 + (unsigned)(text[from + i] - '0');
	if (n > 2) {
		minutes = hours % 100;
		hours /= 100;
	} else if (text[from + 1 + n] == ':') {
		if (read_number(&minutes, text + from + n + 2, 2) != 2)
			return 0;
		n += 3;
	}
	kam_str_printf(out, "%c%02u%02u", text[from], hours, minutes);
	return from + 1 + n;
}

/* Without comments and the blanks around colons, which RFC 822 let stand
   anywhere: "09(hours): 55 : 06". */
static void strip(struct kam_str *out, const char *text)
{
	int depth = 0;

	for (; *text; text++) {
		size_t blanks = depth ? 0 : strspn(text, " \t\r\n");

		if (blanks && text[blanks] != ':' &&
		    !(out->length && out->data[out->length - 1] == ':'))
			kam_str_add_bytes(out, text, blanks);
		text += blanks;
		if (!*text)
			break;
		depth += *text == '(';
		depth -= *text == ')' && depth;
		if (depth || *text == ')')
			continue;
		if (*text == ':')
			while (out->length &&
			       strchr(" \t", out->data[out->length - 1]))
				kam_str_truncate(out, out->length - 1);
		kam_str_add_char(out, *text);
	}
}

static void add_date(struct kam_str *out, const char *text, const char *at,
		     struct clock c)
{
	kam_str_add_bytes(out, text, (size_t)(at - text));
	if (at > text + 1 && at[-1] == 'T' && is_digit(at[-2])) {
		kam_str_truncate(out, out->length - 1);
		kam_str_add_char(out, ' ');
	}
	kam_str_printf(out, "%02u:%02u:%02u", c.hour, c.minute, c.second);
	at += c.n;
	if (*at)
		kam_str_add_char(out, ' ');
	at += strspn(at, " \t");
	at += add_zone(out, at);
	kam_str_add(out, at);
}

void kam_mail_date(struct kam_str *out, const char *text)
{
	struct kam_str bare = KAM_STR_INIT;
	struct clock c;
	const char *at = find_clock(&c, text, ':');

	if (!at)
		at = find_clock(&c, text, '.');
	if (!at) {
		strip(&bare, text);
		if ((at = find_clock(&c, bare.data, ':')))
			text = bare.data;
	}
	if (at)
		add_date(out, text, at, c);
	else
		kam_str_add(out, text);
	out->failed |= bare.failed;
	kam_str_release(&bare);
}
