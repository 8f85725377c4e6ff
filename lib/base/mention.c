#include "base/mention.h"

#include <kam/grow.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

const char kam_erased_text[] = "[erased]";

enum { GAP = -1, LEAST_DIGITS = 5, MOST_LETTERS = 500 };

static int is_comma(int32_t c)
{
	return c == ',' || c == ';' || c == 0x3001;
}

/* Letters of a gap that begin at `at`: what stands where the trait has one. */
static size_t gap(const struct kam_mention *t, const struct kam_letter *at,
		  size_t n)
{
	int commas = t->trait == KAM_TRAIT_POSTAL || t->swapped;
	size_t i = 0;

	while (i < n &&
	       (kam_is_blank(at[i].c) || (commas && is_comma(at[i].c))))
		i++;
	/* as keys, addresses and file names join words */
	if (!i && n && t->trait == KAM_TRAIT_NAME &&
	    (at->c == '-' || at->c == '_' || at->c == '.'))
		i = 1;
	return i;
}

/* Whether the letters beside a match are of the same word. */
static int is_inside(const struct kam_mentions *m, const struct kam_mention *t,
		     size_t from, size_t to)
{
	const struct kam_letter *l = m->letters;
	int32_t first = l[from].c, last = l[to - 1].c;
	int alone = t->n == 1;

	if (from && l[from - 1].from == l[from].from)
		return 1;
	if (to < m->n_letters &&
	    (l[to].from == l[to - 1].from || kam_is_mark(l[to].c)))
		return 1;
	if (from && kam_is_letter(l[from - 1].c) && kam_is_letter(first) &&
	    (alone ||
	     (!kam_is_unspaced(l[from - 1].c) && !kam_is_unspaced(first))))
		return 1;
	return to < m->n_letters && kam_is_letter(l[to].c) &&
	       kam_is_letter(last) &&
	       (alone || (!kam_is_unspaced(l[to].c) && !kam_is_unspaced(last)));
}

static int is_capital(const char *text)
{
	utf8proc_int32_t c;

	return utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c) > 0 &&
	       utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

/* "Karl-Anna Weber", "Anna Weber-Meier": a hyphen makes another's name. */
static int is_hyphenated(const struct kam_mentions *m, const char *text,
			 size_t from, size_t to)
{
	const struct kam_letter *l = m->letters;

	if (from > 1 && l[from - 1].c == '-' && kam_is_letter(l[from - 2].c))
		return 1;
	return to + 1 < m->n_letters && l[to].c == '-' &&
	       is_capital(text + l[to + 1].from);
}

static int is_mail_letter(int32_t c)
{
	return (c > 0 && c < 0x80 && strchr("._%+-", (char)c)) ||
	       (kam_is_letter(c) && !kam_is_unspaced(c));
}

/* Whether the address is the end or the start of a longer one. */
static int is_longer_mail(const struct kam_mentions *m, size_t from, size_t to)
{
	const struct kam_letter *l = m->letters;
	size_t after = to;

	if (from && is_mail_letter(l[from - 1].c))
		return 1;
	if (after < m->n_letters && l[after].c == '.')
		after++; /* a full stop, unless a word follows it */
	return after < m->n_letters && is_mail_letter(l[after].c) &&
	       l[after].c != '.';
}

/* The letter behind a trait of words that begins at `from`; 0 for none. */
static size_t match_words(const struct kam_mentions *m,
			  const struct kam_mention *t, const char *text,
			  size_t from)
{
	const struct kam_letter *l = m->letters;
	size_t at = from;
	int joined = 0;

	for (size_t i = 0; i < t->n; i++) {
		size_t n = 1;

		if (at >= m->n_letters)
			return 0;
		if (t->letters[i] == GAP) {
			n = gap(t, l + at, m->n_letters - at);
			joined |=
			    n && !kam_is_blank(l[at].c) && !is_comma(l[at].c);
		} else if (l[at].c != t->letters[i]) {
			return 0;
		}
		if (!n)
			return 0;
		at += n;
	}
	if (t->trait == KAM_TRAIT_MAIL)
		return is_longer_mail(m, from, at) ? 0 : at;
	if (is_inside(m, t, from, at) ||
	    (t->capital && !is_capital(text + l[from].from)))
		return 0;
	if (t->trait == KAM_TRAIT_NAME && !joined &&
	    is_hyphenated(m, text, from, at))
		return 0;
	return at;
}

/* The first mention at or after *from: the letter behind it, or 0. */
static size_t find(const struct kam_mentions *m, const char *text, size_t *from)
{
	for (size_t at = *from; at < m->n_letters; at++)
		for (size_t i = 0; i < m->n; i++) {
			const struct kam_mention *t = &m->traits[i];
			size_t start = at, to;

			if ((m->sparing && t->shared) ||
			    (m->not_postal && t->trait == KAM_TRAIT_POSTAL))
				continue;
			to = t->trait == KAM_TRAIT_NUMBER
				 ? kam_mention_number(m, t, &start)
				 : match_words(m, t, text, at);
			if (!to)
				continue;
			*from = start;
			return to;
		}
	return 0;
}

int kam_mentions_replace(struct kam_str *out, struct kam_mentions *m,
			 const char *text, struct kam_err *err)
{
	size_t at = 0, to, done = 0;
	int n = 0, rc = kam_mention_fold(m, text, err);

	while (!rc && (to = find(m, text, &at)) > 0) {
		size_t from = m->letters[at].from;

		n++;
		if (out && from > done)
			kam_str_add_bytes(out, text + done, from - done);
		if (out)
			kam_str_add(out, kam_erased_text);
		for (; at < to; at++)
			if (m->letters[at].to > done)
				done = m->letters[at].to;
	}
	if (!rc && out && n) {
		kam_str_add(out, text + done);
		rc = kam_str_check(out, err);
	}
	return rc ? rc : n;
}

int kam_mentions_count(struct kam_mentions *m, const char *text,
		       struct kam_err *err)
{
	return kam_mentions_replace(NULL, m, text, err);
}

int kam_mentions_share(struct kam_mentions *m, const char *text,
		       struct kam_err *err)
{
	int found = 0, rc = kam_mention_fold(m, text, err);
	size_t end = m->n_letters, from = 0;

	while (end && kam_is_blank(m->letters[end - 1].c))
		end--;
	while (from < end &&
	       (kam_is_blank(m->letters[from].c) || m->letters[from].c == '+' ||
		m->letters[from].c == '('))
		from++;
	for (size_t i = 0; i < m->n && !rc && from < end; i++) {
		struct kam_mention *t = &m->traits[i];
		size_t start = from;

		if (end != (t->trait == KAM_TRAIT_NUMBER
				? kam_mention_number(m, t, &start)
				: match_words(m, t, text, from)))
			continue;
		found = t->shared = 1;
	}
	return rc ? rc : found;
}

static int is_general(const struct kam_mention *t)
{
	size_t digits = 0;

	for (size_t i = 0; i < t->n; i++)
		digits += (size_t)kam_is_digit(t->letters[i]);
	/* nobody's name: it would be compared again and again in vain */
	if (t->n > MOST_LETTERS)
		return 1;
	if (t->trait == KAM_TRAIT_NUMBER)
		return digits < LEAST_DIGITS;
	return !t->n || (t->trait == KAM_TRAIT_POSTAL && !digits);
}

static int same_letters(const struct kam_mention *a,
			const struct kam_mention *b)
{
	return a->trait == b->trait && a->n == b->n &&
	       a->swapped == b->swapped && a->form == b->form &&
	       !memcmp(a->letters, b->letters, a->n * sizeof *a->letters);
}

/* Keeps a trait; 1, or 0 where there is one like it. */
int kam_mention_keep(struct kam_mentions *m, const struct kam_mention *t,
		     struct kam_err *err)
{
	for (size_t i = 0; i < m->n; i++)
		if (same_letters(&m->traits[i], t))
			return 0;
	if (m->n == m->room) {
		struct kam_mention *grown =
		    kam_grow(m->traits, &m->room, m->n, sizeof *grown, err);

		if (!grown)
			return err->code;
		m->traits = grown;
	}
	m->traits[m->n++] = *t;
	return 1;
}

/* The text at hand as a trait has it: gaps as one, a number's digits only. */
static int fill(struct kam_mention *t, struct kam_mentions *m, const char *text,
		struct kam_err *err)
{
	struct kam_mention plain = *t;
	int32_t *letters;
	size_t n = 0, at = 0;

	if (kam_mention_fold(m, text, err))
		return err->code;
	letters = kam_arena_array(&m->arena, m->n_letters + 1, sizeof *letters);
	t->text = kam_arena_strdup(&m->arena, text);
	if (!letters || !t->text)
		return kam_fail_memory(err);
	/* of a name's own signs, only blanks are a gap */
	if (plain.trait == KAM_TRAIT_NAME)
		plain.trait = KAM_TRAIT_TEXT;
	plain.swapped = 0;
	while (at < m->n_letters) {
		size_t blanks = gap(&plain, m->letters + at, m->n_letters - at);
		int32_t c = m->letters[at].c;

		at += blanks ? blanks : 1;
		if (t->trait == KAM_TRAIT_NUMBER ? !kam_is_digit(c)
						 : blanks && !n)
			continue;
		letters[n++] = blanks ? GAP : c;
	}
	while (n && letters[n - 1] == GAP)
		n--;
	t->letters = letters;
	t->n = n;
	return 0;
}

/* "Anna Weber" as "Weber Anna", "Weber, Anna" as "Anna Weber". */
static int add_swapped(struct kam_mentions *m, const char *text,
		       struct kam_err *err)
{
	struct kam_mention t = { .trait = KAM_TRAIT_NAME, .swapped = 1 };
	const char *comma = strchr(text, ','), *last = strrchr(text, ' ');
	struct kam_str other = KAM_STR_INIT;
	int rc;

	if (!comma && !last)
		return 0;
	if (comma)
		kam_str_printf(&other, "%s %.*s", comma + 1,
			       (int)(comma - text), text);
	else
		kam_str_printf(&other, "%s %.*s", last + 1, (int)(last - text),
			       text);
	rc = kam_str_check(&other, err);
	if (!rc)
		rc = fill(&t, m, other.data, err);
	if (!rc && t.n)
		rc = kam_mention_keep(m, &t, err);
	kam_str_release(&other);
	return rc < 0 ? rc : 0;
}

int kam_mentions_add(struct kam_mentions *m, enum kam_trait trait,
		     const char *text, struct kam_err *err)
{
	struct kam_mention t = { .trait = trait };
	int added, rc = fill(&t, m, text, err);

	if (rc || is_general(&t))
		return rc;
	if (trait == KAM_TRAIT_NUMBER)
		return kam_mention_number_add(m, &t, err);
	t.capital = trait == KAM_TRAIT_NAME && is_capital(text);
	for (size_t i = 0; i < t.n; i++)
		t.capital &= t.letters[i] != GAP;
	added = kam_mention_keep(m, &t, err);
	if (added > 0 && trait == KAM_TRAIT_NAME)
		rc = add_swapped(m, text, err);
	return rc ? rc : added;
}

int kam_mentions_has(const struct kam_mentions *m, const char *text)
{
	for (size_t i = 0; i < m->n; i++)
		if (!strcmp(m->traits[i].text, text))
			return 1;
	return 0;
}

void kam_mentions_release(struct kam_mentions *m)
{
	free(m->traits);
	free(m->letters);
	kam_arena_release(&m->arena);
	memset(m, 0, sizeof *m);
}
