#include "base/needle.h"

#include <kam/utf8.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

/* The character at text, which ends with a NUL: its bytes, at least one. */
static size_t decode(utf8proc_int32_t *c, const char *text)
{
	utf8proc_ssize_t n;

	*c = (unsigned char)*text;
	if (kam_utf8_is_ascii(*text))
		return 1;
	n = utf8proc_iterate((const utf8proc_uint8_t *)text,
			     (utf8proc_ssize_t)strnlen(text, 4), c);
	return n > 0 ? (size_t)n : 1;
}

/* Where the character before that one begins. */
static const char *before(const char *begin, const char *at)
{
	do
		at--;
	while (at > begin && (*at & 0xc0) == 0x80);
	return at;
}

/* A letter, digit or "_" of a script that has blanks between words. */
static int is_word(const char *at)
{
	utf8proc_category_t category;
	utf8proc_int32_t c;

	if (kam_utf8_is_ascii(*at))
		return (*at >= '0' && *at <= '9') || *at == '_' ||
		       (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
	if (kam_utf8_starts_cjk(at))
		return 0;
	decode(&c, at);
	category = utf8proc_category(c);
	return (category >= UTF8PROC_CATEGORY_LU &&
		category <= UTF8PROC_CATEGORY_NO);
}

static int parse(struct kam_needle *n, struct kam_arena *arena,
		 const char *word, int prefix, struct kam_err *err)
{
	struct kam_str folded = KAM_STR_INIT;
	const char *begin, *end;
	int rc;

	kam_needle_fold(&folded, word);
	rc = kam_str_check(&folded, err);
	begin = folded.data + (*folded.data == ' ');
	end = folded.data + folded.length;
	if (end > begin && end[-1] == ' ')
		end--;
	if (!rc && end == begin)
		rc = kam_fail(err, KAM_EINVALID, "%s",
			      _("there is nothing to look for"));
	if (!rc && end - begin > KAM_NEEDLE_BYTES)
		rc = kam_fail(err, KAM_EINVALID,
			      _("what is looked for is longer than %d bytes"),
			      KAM_NEEDLE_BYTES);
	if (!rc) {
		n->length = (size_t)(end - begin);
		n->text = kam_arena_strndup(arena, begin, n->length);
		rc = n->text ? 0 : kam_fail_memory(err);
	}
	if (!rc) {
		n->head = !kam_utf8_starts_cjk(n->text);
		kam_needle_find_core(n);
		n->tail = !prefix && !kam_utf8_starts_cjk(
					 before(n->text, n->text + n->length));
	}
	kam_str_release(&folded);
	return rc;
}

int kam_needles_parse(struct kam_needles *out, struct kam_arena *arena,
		      const char *const *words, size_t n, int prefix,
		      struct kam_err *err)
{
	int rc = 0;

	memset(out, 0, sizeof *out);
	out->prefix = prefix;
	if (n > KAM_NEEDLES)
		return kam_fail(err, KAM_EINVALID,
				_("more than %d words to look for"),
				KAM_NEEDLES);
	while (!rc && out->n < n) {
		rc = parse(&out->items[out->n], arena, words[out->n], prefix,
			   err);
		out->n += !rc;
	}
	return rc;
}

int kam_needle_stands(const struct kam_needle *needle, const char *begin,
		      const char *at)
{
	if (needle->head && at > begin && is_word(before(begin, at)))
		return 0;
	return !needle->tail || !is_word(at + needle->length);
}

/* The next one in folded text, or NULL. */
static const char *find(const struct kam_needle *needle, const char *begin,
			const char *at)
{
	while ((at = strstr(at, needle->text)) &&
	       !kam_needle_stands(needle, begin, at))
		at++;
	return at;
}

size_t kam_needle_count(const struct kam_needle *needle, const char *folded,
			size_t length)
{
	const char *at = folded;
	size_t n = 0;

	if (length < needle->length)
		return 0;
	while ((at = find(needle, folded, at))) {
		at += needle->length;
		n++;
	}
	return n;
}

/* A text folded character by character, with where each byte came from. */
struct mapped {
	struct kam_str folded;
	uint32_t *from; /* of each byte of folded */
};

static int map(struct mapped *m, struct kam_arena *arena, const char *text,
	       struct kam_err *err)
{
	size_t length = strlen(text), room = 8 * length + 32, at = 0;

	m->from = kam_arena_array(arena, room, sizeof *m->from);
	if (!m->from)
		return kam_fail_memory(err);
	while (at < length) {
		char one[8] = "";
		utf8proc_int32_t c;
		size_t n = decode(&c, text + at), was = m->folded.length;

		memcpy(one, text + at, n);
		kam_needle_fold(&m->folded, one);
		if (m->folded.length > room - 32)
			break;
		/* runs of blanks are one */
		if (was && m->folded.length == was + 1 &&
		    m->folded.data[was] == ' ' &&
		    m->folded.data[was - 1] == ' ')
			kam_str_truncate(&m->folded, was);
		while (was < m->folded.length)
			m->from[was++] = (uint32_t)at;
		at += n;
	}
	m->from[m->folded.length] = (uint32_t)length;
	return kam_str_check(&m->folded, err);
}

/* In a text that need not be folded; 0 where one of the needles is no such. */
static int locate_simply(const char **first, size_t *length,
			 const struct kam_needles *needles, const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < needles->n; i++) {
		const struct kam_needle *needle = &needles->items[i];
		const char *at;

		if (!kam_needle_is_simple(needle, text, n))
			return 0;
		at = kam_needle_first(needle, text, n);
		if (at && (!*first || at < *first)) {
			*first = at;
			*length = needle->length;
		}
	}
	return 1;
}

static int locate_mapped(size_t *from, size_t *to,
			 const struct kam_needles *needles, const char *text,
			 struct kam_err *err)
{
	struct mapped m = { KAM_STR_INIT, NULL };
	struct kam_arena arena = { 0 };
	const char *first = NULL, *at;
	size_t length = 0;
	int rc = map(&m, &arena, text, err);

	for (size_t i = 0; i < needles->n && !rc; i++) {
		at = find(&needles->items[i], m.folded.data, m.folded.data);
		if (at && (!first || at < first)) {
			first = at;
			length = needles->items[i].length;
		}
	}
	if (first) {
		*from = m.from[first - m.folded.data];
		*to = m.from[(size_t)(first - m.folded.data) + length];
	}
	kam_str_release(&m.folded);
	kam_arena_release(&arena);
	return rc ? rc : first != NULL;
}

int kam_needles_locate(size_t *from, size_t *to,
		       const struct kam_needles *needles, const char *text,
		       struct kam_err *err)
{
	const char *first = NULL;
	size_t length = 0;

	if (!locate_simply(&first, &length, needles, text))
		return locate_mapped(from, to, needles, text, err);
	if (first) {
		*from = (size_t)(first - text);
		*to = *from + length;
	}
	return first != NULL;
}

void kam_needle_words(struct kam_str *out, const char *folded, size_t length)
{
	const char *end = folded + length;
	int inside = 0; /* the last one added belongs to a run */

	while (folded < end) {
		utf8proc_int32_t c;
		size_t n = decode(&c, folded);
		int alone =
		    !kam_utf8_is_ascii(*folded) && kam_utf8_starts_cjk(folded);
		int word = !alone && is_word(folded);

		if (alone || word != inside)
			kam_str_add_char(out, ' ');
		if (alone || word)
			kam_str_add_bytes(out, folded, n);
		if (alone)
			kam_str_add_char(out, ' ');
		inside = word;
		folded += n;
	}
	kam_str_add_char(out, ' ');
}
