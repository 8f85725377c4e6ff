/*
 * What people see of a hit: its name and title, whose it is, and the match with
 * what stands about it.
 */
#include "store/search.h"

#include <kam/utf8.h>
#include <string.h>

enum { BEFORE = 16, ALL = 72 }; /* columns */

struct showing {
	struct kam_search_hit *hit;
	const struct kam_needles *needles;
	struct kam_arena *arena;
};

/* Where the snippet begins: some columns before the match, at a word where one
   begins there. */
static size_t begin_of(const char *text, size_t match)
{
	size_t at = match, word = match;
	int columns = 0;

	while (at > 0 && columns < BEFORE) {
		size_t was = at;

		do
			at--;
		while (at > 0 && (text[at] & 0xc0) == 0x80);
		columns += was - at == 1 ? 1 : 2;
		if (text[at] == '\n' || text[at] == ' ')
			word = was;
	}
	return at == 0 || word == match ? at : word;
}

/* Adds bytes of the text as one line, at most so many columns; what is left. */
static size_t add_part(struct kam_str *out, const char *text, size_t length,
		       size_t columns, struct kam_str *scratch)
{
	struct kam_str line = KAM_STR_INIT;
	size_t fit, most = 4 * columns + 64;

	/* a character takes no more than 4 bytes; the rest is not shown */
	if (length > most) {
		while (most && (text[most] & 0xc0) == 0x80)
			most--;
		length = most;
	}
	kam_str_truncate(scratch, 0);
	kam_str_add_bytes(scratch, text, length);
	kam_str_add_line(&line, scratch->data);
	fit = kam_utf8_fit(line.data, columns, KAM_AMBIGUOUS_NARROW);
	kam_str_add_bytes(out, line.data, fit);
	if (fit < line.length) {
		kam_str_add(out, "…");
		columns = 0;
	} else {
		columns -= kam_utf8_width(line.data, KAM_AMBIGUOUS_NARROW);
	}
	out->failed |= line.failed;
	kam_str_release(&line);
	return columns;
}

static int cut_out(struct showing *s, const char *text, size_t from, size_t to,
		   struct kam_err *err)
{
	struct kam_str out = KAM_STR_INIT, scratch = KAM_STR_INIT;
	size_t begin = begin_of(text, from), left = ALL;
	int rc;

	if (begin > 0)
		kam_str_add(&out, "…");
	left = add_part(&out, text + begin, from - begin, left, &scratch);
	s->hit->from = out.length;
	left = add_part(&out, text + from, to - from, left, &scratch);
	s->hit->to = out.length;
	if (left)
		(void)add_part(&out, text + to, strlen(text + to), left,
			       &scratch);
	out.failed |= scratch.failed;
	rc = kam_str_check(&out, err);
	if (!rc) {
		s->hit->snippet = kam_arena_strdup(s->arena, out.data);
		rc = s->hit->snippet ? 0 : kam_fail_memory(err);
	}
	kam_str_release(&out);
	kam_str_release(&scratch);
	return rc;
}

/* The first text of the field in which a needle is. */
static int take_text(void *context, const struct kam_kind *kind, int field,
		     const char *text, struct kam_err *err)
{
	struct showing *s = context;
	size_t from = 0, to = 0;
	int rc;

	(void)kind;
	if (field != s->hit->field || (s->hit->snippet && s->hit->to))
		return 0;
	rc = kam_needles_locate(&from, &to, s->needles, text, err);
	if (rc < 0 || (!rc && s->hit->snippet))
		return rc;
	return cut_out(s, text, from, to, err);
}

static int take_row(void *context, const struct kam_kind *kind, int64_t id,
		    struct kam_err *err)
{
	(void)context;
	(void)kind;
	(void)id;
	(void)err;
	return 0;
}

static int show_snippet(struct kam_search_hit *hit,
			const struct kam_search_shown *shown,
			struct kam_err *err)
{
	struct showing s = { hit, &shown->query->needles, shown->arena };
	const struct kam_search_reader reader = { shown->k, take_text, take_row,
						  &s };
	int rc = kam_search_read_one(&reader, hit->kind, hit->id, err);

	return rc < 0 ? rc : 0;
}

static int name(const char **out, const struct kam_search_shown *shown,
		const char *kind, int64_t id, struct kam_err *err)
{
	const char *title;

	if (!id)
		return 0;
	return kam_label(out, &title, shown->k, shown->arena,
			 kam_kind_find(shown->k->catalogue, kind), id, err);
}

/* Many hits in a row are of one account. */
static int show_scope(struct kam_search_hit *hit,
		      struct kam_search_shown *shown, struct kam_err *err)
{
	struct kam_search_scope scope;
	int rc = kam_search_scope(&scope, shown->k, hit->kind, hit->id,
				  shown->query->account, err);

	if (!rc && scope.account != shown->account) {
		rc = name(&shown->key, shown, "account", scope.account, err);
		shown->account = scope.account;
	}
	hit->account = scope.account ? shown->key : NULL;
	return rc ? rc
		  : name(&hit->project, shown, "project", scope.project, err);
}

int kam_search_show(struct kam_search_hit *hit, struct kam_search_shown *shown,
		    struct kam_err *err)
{
	const unsigned leave = shown->query->leave;
	int rc = 0;

	if (!(leave & KAM_SEARCH_SNIPPET))
		rc = show_snippet(hit, shown, err);
	if (!rc && !(leave & KAM_SEARCH_TITLE))
		rc = kam_label(&hit->key, &hit->title, shown->k, shown->arena,
			       hit->kind, hit->id, err);
	if (!rc && !(leave & KAM_SEARCH_OF))
		rc = show_scope(hit, shown, err);
	return rc;
}
