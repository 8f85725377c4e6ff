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
	const struct kam_search_shown *shown;
	struct kam_search_own own;
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
		s->hit->snippet = kam_arena_strdup(s->shown->arena, out.data);
		rc = s->hit->snippet ? 0 : kam_fail_memory(err);
	}
	kam_str_release(&out);
	kam_str_release(&scratch);
	return rc;
}

static int leaves(const struct showing *s, enum kam_search_part part)
{
	return (s->shown->query->leave & (unsigned)part) != 0;
}

/* The title, and the first text of the field in which a needle is. */
static int take_text(void *context, const struct kam_kind *kind, int field,
		     const char *text, struct kam_err *err)
{
	struct showing *s = context;
	size_t from = 0, to = 0;
	int rc;

	if (field == kind->title && !leaves(s, KAM_SEARCH_TITLE)) {
		s->hit->title = kam_arena_strdup(s->shown->arena, text);
		if (!s->hit->title)
			return kam_fail_memory(err);
	}
	if (leaves(s, KAM_SEARCH_SNIPPET) || field != s->hit->field ||
	    (s->hit->snippet && s->hit->to))
		return 0;
	rc = kam_needles_locate(&from, &to, &s->shown->query->needles, text,
				err);
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

static int name(const char **out, const struct kam_search_shown *shown,
		enum kam_role role, int64_t id, struct kam_err *err)
{
	const char *title;

	if (!id)
		return 0;
	return kam_label(out, &title, shown->k, shown->arena,
			 kam_kind_by_role(shown->k->catalogue, role), id, err);
}

/* Many hits in a row are of one account. */
static int show_scope(struct kam_search_hit *hit,
		      struct kam_search_shown *shown,
		      const struct kam_search_own *own, struct kam_err *err)
{
	struct kam_search_scope scope;
	int rc = kam_search_scope_of(&scope, shown->k, hit->kind, hit->id,
				     shown->query->account, own, err);

	if (!rc && scope.account != shown->account) {
		rc = name(&shown->key, shown, KAM_ROLE_ACCOUNT, scope.account,
			  err);
		shown->account = scope.account;
	}
	hit->account = scope.account ? shown->key : NULL;
	return rc ? rc
		  : name(&hit->project, shown, KAM_ROLE_PROJECT, scope.project,
			 err);
}

/* One that is no text: a date, another record. */
static int show_title(struct kam_search_hit *hit,
		      const struct kam_search_shown *shown, struct kam_err *err)
{
	const struct kam_field *title = &hit->kind->fields[hit->kind->title];
	const char *key;

	hit->title = "";
	return kam_search_reads(title)
		   ? 0
		   : kam_label(&key, &hit->title, shown->k, shown->arena,
			       hit->kind, hit->id, err);
}

int kam_search_show(struct kam_search_hit *hit, struct kam_search_shown *shown,
		    struct kam_err *err)
{
	struct showing s = { .hit = hit, .shown = shown };
	const struct kam_search_reader reader = { .k = shown->k,
						  .text = take_text,
						  .end = take_row,
						  .context = &s,
						  .own = &s.own };
	int rc = 0;

	if (!leaves(&s, KAM_SEARCH_SNIPPET) || !leaves(&s, KAM_SEARCH_TITLE) ||
	    !leaves(&s, KAM_SEARCH_OF))
		rc = kam_search_read_one(&reader, hit->kind, hit->id, err);
	if (rc < 0)
		return rc;
	rc = 0;
	if (!hit->title && !leaves(&s, KAM_SEARCH_TITLE))
		rc = show_title(hit, shown, err);
	if (!rc && !leaves(&s, KAM_SEARCH_OF))
		rc = show_scope(hit, shown, &s.own, err);
	return rc;
}
