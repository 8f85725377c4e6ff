#include <kam/utf8.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

/* One code point at bytes: its length, 0 at an end or a malformed byte. */
static size_t decode(utf8proc_int32_t *c, const char *bytes, size_t length)
{
	utf8proc_ssize_t n;

	if (!length)
		return 0;
	n = utf8proc_iterate((const utf8proc_uint8_t *)bytes,
			     length > 4 ? 4 : (utf8proc_ssize_t)length, c);
	return n > 0 ? (size_t)n : 0;
}

/* Whether eight bytes are ASCII without a NUL: the common case. */
static int are_ascii(const char *bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t eight;

	memcpy(&eight, bytes, sizeof eight);
	return !((eight | (eight - ones)) & 0x80 * ones);
}

/* How many bytes of Han characters alone it begins with. */
static size_t han_bytes(const char *bytes, size_t length)
{
	size_t n = 0;

	while (length - n >= KAM_HAN_BYTES && kam_utf8_is_han(bytes + n))
		n += KAM_HAN_BYTES;
	return n;
}

int kam_utf8_holds(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (; *text; text++)
		if (!strncasecmp(text, word, n))
			return 1;
	return 0;
}

int kam_utf8_valid(const char *bytes, size_t length)
{
	while (length) {
		utf8proc_int32_t c;
		size_t n;

		if (length >= 8 && are_ascii(bytes)) {
			bytes += 8;
			length -= 8;
			continue;
		}
		if (*bytes && kam_utf8_is_ascii(*bytes)) {
			bytes++;
			length--;
			continue;
		}
		n = han_bytes(bytes, length);
		if (!n)
			n = *bytes ? decode(&c, bytes, length) : 0;
		if (!n)
			return 0;
		bytes += n;
		length -= n;
	}
	return 1;
}

/* ASCII that is no control character */
static inline int is_plain(char c)
{
	return kam_utf8_is_ascii(c) && c >= 0x20 && c != 0x7f;
}

static int is_ambiguous(utf8proc_int32_t c)
{
	/* the ambiguous ranges that Chinese fonts draw wide (UAX 11) */
	return (c >= 0x2010 && c <= 0x203b && c != 0x2011) ||
	       (c >= 0x2160 && c <= 0x217f) || (c >= 0x2190 && c <= 0x21ff) ||
	       (c >= 0x2460 && c <= 0x27bf && c != 0x2705) ||
	       (c >= 0x391 && c <= 0x451) || c == 0xb7 || c == 0xd7 ||
	       c == 0xb0 || c == 0xb1 || c == 0xa7;
}

/* The columns of one grapheme cluster, growing as its code points come. */
struct cluster {
	size_t width;
	int points;
	int flag; /* it began with a regional indicator */
};

static int is_regional(utf8proc_int32_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static void add_point(struct cluster *cluster, utf8proc_int32_t c,
		      enum kam_ambiguous ambiguous)
{
	size_t width = 0;

	if (utf8proc_charwidth(c) > 0)
		width = (size_t)utf8proc_charwidth(c);
	if (is_regional(c))
		width = 1;
	if (width == 1 && ambiguous == KAM_AMBIGUOUS_WIDE && is_ambiguous(c))
		width = 2;
	/* an emoji by its variation selector, a keycap */
	if (c == 0xfe0f && cluster->points && cluster->width)
		cluster->width = 2;
	if (is_regional(c) && cluster->points == 1 && cluster->flag)
		cluster->width = 2;
	cluster->flag |= !cluster->points && is_regional(c);
	cluster->points++;
	if (width > cluster->width)
		cluster->width = width;
}

/* Han, or a mark among it, U+3001 to U+3029 or U+FF01 to U+FF3F: two columns,
   and of one cluster neither with what is before nor another of them. */
static int is_wide(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;

	if (at[0] == 0xe3)
		return at[1] == 0x80 && at[2] > 0x80 && at[2] < 0xaa;
	if (at[0] == 0xef)
		return at[1] == 0xbc && at[2] > 0x80 && at[2] < 0xc0;
	return kam_utf8_is_han(text);
}

/*
 * Reads one cluster: its bytes; its columns into *width. A malformed byte is a
 * cluster of one column, as its replacement is.
 */
static size_t read_cluster(size_t *width, const char *text,
			   enum kam_ambiguous ambiguous)
{
	struct cluster cluster = { 0 };
	utf8proc_int32_t before, c, state = 0;
	size_t at;

	at = decode(&before, text, strnlen(text, 4));
	if (!at) {
		*width = 1;
		return 1;
	}
	add_point(&cluster, before, ambiguous);
	while (text[at]) {
		size_t n = decode(&c, text + at, strnlen(text + at, 4));

		if (!n || utf8proc_grapheme_break_stateful(before, c, &state))
			break;
		add_point(&cluster, c, ambiguous);
		before = c;
		at += n;
	}
	*width = cluster.width;
	return at;
}

/* What nearly all text is made of is told at once. */
static inline size_t next_cluster(size_t *width, const char *text,
				  enum kam_ambiguous ambiguous)
{
	if (text[0] && kam_utf8_is_ascii(text[0]) &&
	    kam_utf8_is_ascii(text[1])) {
		*width = is_plain(text[0]) ? 1 : 0;
		return 1;
	}
	if (is_wide(text) && (kam_utf8_is_ascii(text[KAM_HAN_BYTES]) ||
			      is_wide(text + KAM_HAN_BYTES))) {
		*width = 2;
		return KAM_HAN_BYTES;
	}
	return read_cluster(width, text, ambiguous);
}

size_t kam_utf8_width(const char *text, enum kam_ambiguous ambiguous)
{
	size_t total = 0, width;

	while (*text) {
		const char *from = text;

		/* a run that needs no look at what joins: none of it does */
		while (is_plain(*text) && kam_utf8_is_ascii(text[1]))
			text++;
		total += (size_t)(text - from);
		if (!*text)
			break;
		text += next_cluster(&width, text, ambiguous);
		total += width;
	}
	return total;
}

size_t kam_utf8_fit(const char *text, size_t columns,
		    enum kam_ambiguous ambiguous)
{
	size_t at = 0, used = 0, width;

	while (text[at]) {
		size_t n = next_cluster(&width, text + at, ambiguous);

		if (used + width > columns)
			break;
		used += width;
		at += n;
	}
	return at;
}

void kam_utf8_shorten(char *out, size_t size, const char *text)
{
	static const char dots[] = "\u2026"; /* … */
	size_t n = strnlen(text, size);

	if (n < size) {
		memcpy(out, text, n + 1);
		return;
	}
	for (n = size - sizeof dots; n && (text[n] & 0xc0) == 0x80;)
		n--;
	memcpy(out, text, n);
	memcpy(out + n, dots, sizeof dots);
}

/* Bytes there of a character that ends too soon; 0 where none does. */
static size_t broken_off(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	size_t n = 1, whole = *at >= 0xf0 ? 4 : *at >= 0xe0 ? 3 : 2;

	if (*at < 0xc2 || *at > 0xf4)
		return 0;
	while (n < whole && (at[n] & 0xc0) == 0x80)
		n++;
	return n < whole && strchr("' ", at[n]) ? n : 0;
}

void kam_utf8_mend(char *text, size_t size)
{
	size_t length = strlen(text);

	for (size_t at = 0; at < length; at++) {
		size_t n = broken_off(text + at);
		size_t dots = length - n + 3 < size ? 3 : 0;

		if (!n)
			continue;
		memmove(text + at + dots, text + at + n, length - at - n + 1);
		memcpy(text + at, "\u2026", dots);
		length = length - n + dots;
		at += dots ? 2 : 0;
	}
}

static int is_hostile(utf8proc_int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c ||
	       c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 ||
	       c == 0xfeff;
}

/* Line breaks and tabs: kept, or one space for a run of them. */
static int add_break(struct kam_str *out, char c, enum kam_show show)
{
	if (c != '\n' && c != '\t' && c != '\r')
		return 0;
	if (show == KAM_SHOW_TEXT) {
		if (c == '\r')
			return 0;
		kam_str_add_char(out, c == '\t' ? ' ' : '\n');
		return 1;
	}
	if (c == '\r')
		return 0;
	if (!out->length || out->data[out->length - 1] != ' ')
		kam_str_add_char(out, ' ');
	return 1;
}

void kam_utf8_show(struct kam_str *out, const char *text, enum kam_show show)
{
	while (*text) {
		utf8proc_int32_t c;
		size_t n = 0;

		for (;;) {
			if (is_plain(text[n]))
				n++;
			else if (is_wide(text + n))
				n += KAM_HAN_BYTES;
			else
				break;
		}
		kam_str_add_bytes(out, text, n);
		text += n;
		if (!*text)
			return;
		/* CR LF is one break */
		if (text[0] == '\r' && text[1] == '\n')
			text++;
		if (add_break(out, *text, show)) {
			text++;
			continue;
		}
		n = decode(&c, text, strnlen(text, 4));
		if (!n) {
			kam_str_add(out, "\xef\xbf\xbd");
			text++;
			continue;
		}
		if (is_hostile(c))
			kam_str_printf(out, "<U+%04X>", (unsigned)c);
		else
			kam_str_add_bytes(out, text, n);
		text += n;
	}
}

int kam_utf8_starts_cjk(const char *text)
{
	utf8proc_int32_t c;

	return *text && decode(&c, text, strnlen(text, 4)) &&
	       ((c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af) ||
		(c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff));
}

void kam_utf8_repair(struct kam_str *out, const char *bytes, size_t length)
{
	while (length) {
		utf8proc_int32_t c;
		size_t n = decode(&c, bytes, length);

		if (n && *bytes)
			kam_str_add_bytes(out, bytes, n);
		else
			kam_str_add(out, "\xef\xbf\xbd");
		bytes += n ? n : 1;
		length -= n ? n : 1;
	}
}

/* Where a text ends that holds only ASCII and Han characters. */
static const char *plain_end(const char *text)
{
	for (;;) {
		while (*text && kam_utf8_is_ascii(*text))
			text++;
		if (!kam_utf8_is_han(text))
			return text;
		text += KAM_HAN_BYTES;
	}
}

void kam_utf8_fold(struct kam_str *out, const char *text)
{
	utf8proc_uint8_t *folded = NULL;
	const char *at = plain_end(text);
	utf8proc_ssize_t n;

	/* the common case needs no library */
	if (!*at) {
		char *to = kam_str_extend(out, (size_t)(at - text));

		for (at = text; to && *at; at++)
			*to++ =
			    *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;
		return;
	}
	n = utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded,
			 UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
			     UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
	if (n == UTF8PROC_ERROR_NOMEM)
		out->failed = 1;
	else if (n < 0)
		kam_str_add(out, text);
	else
		kam_str_add_bytes(out, (const char *)folded, (size_t)n);
	free(folded);
}
