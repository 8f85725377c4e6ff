/*
 * Growing text.
 *
 * Adding never fails in the caller's face: a failed allocation marks the
 * string and further additions do nothing, so that code reads straight and
 * asks once, with kam_str_check(). data is always NUL-terminated text ("" when
 * nothing was added).
 *
 *	struct kam_str s = KAM_STR_INIT;
 *	kam_str_add(&s, "REQ-");
 *	kam_str_printf(&s, "%" PRId64, id);
 *	rc = kam_str_check(&s, err);
 *	kam_str_release(&s);
 */
#ifndef KAM_STR_H
#define KAM_STR_H

#include <kam/err.h>
#include <stddef.h>

struct kam_str {
	char *data;
	size_t length; /* bytes, without the NUL */
	size_t room;   /* bytes allocated, 0 where data is borrowed */
	int failed;
};

extern char kam_str_empty[];
#define KAM_STR_INIT                                                           \
	{                                                                      \
		.data = kam_str_empty                                          \
	}

void kam_str_add(struct kam_str *s, const char *text);
void kam_str_add_bytes(struct kam_str *s, const char *bytes, size_t length);
void kam_str_add_char(struct kam_str *s, char c);
/* Makes room for n more bytes; 0 after a failure. */
int kam_str_grow(struct kam_str *s, size_t n);
/* Adds n bytes for the caller to fill in, none of them NUL: where they are,
   until the next addition; NULL after a failure. Inline, since the printer
   comes here several times a value. */
static inline char *kam_str_extend(struct kam_str *s, size_t n)
{
	char *at;

	if ((s->failed || n >= s->room - s->length) && !kam_str_grow(s, n))
		return NULL;
	at = s->data + s->length;
	s->length += n;
	s->data[s->length] = '\0';
	return at;
}

void kam_str_printf(struct kam_str *s, const char *format, ...)
    KAM_PRINTF(2, 3);
/* Adds text as one line: each run of line breaks becomes a blank, where none
   is there already. */
void kam_str_add_line(struct kam_str *s, const char *text);
/* An entry of a list of such between ',': one within it gets a '\' in front, as
   do blanks at its ends and a '\' that would be taken for such. */
void kam_str_add_entry(struct kam_str *s, const char *text);
void kam_str_truncate(struct kam_str *s, size_t length);
/* Empties it for reuse and forgets a failure; release frees it. */
void kam_str_reset(struct kam_str *s);
void kam_str_release(struct kam_str *s);
/* 0, or KAM_ENOMEM where an addition failed */
int kam_str_check(const struct kam_str *s, struct kam_err *err) KAM_MUST_USE;

#endif
