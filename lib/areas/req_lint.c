/*
 * Requirements looked at one by one; then for duplicates among them.
 */
#include "areas/req_links.h"
#include "areas/req_texts.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <kam/req_lint.h>
#include <kam/setting.h>
#include <kam/wording.h>
#include <stdlib.h>
#include <string.h>

const char *const kam_lint_words[KAM_LINT_RULES + 1] = {
	N_("open"),     N_("ambiguous"), N_("compound"), N_("statement"),
	N_("criteria"), N_("duplicate"), N_("long"),     N_("source"),
	N_("priority"), N_("effort"),    NULL,
};

const char *kam_lint_severity(enum kam_lint_rule rule)
{
	return rule == KAM_LINT_OPEN   ? N_("error")
	       : rule >= KAM_LINT_LONG ? N_("info")
				       : N_("warning");
}

static int find_rule(const char *name, size_t length)
{
	for (int i = 0; i < KAM_LINT_RULES; i++)
		if (strlen(kam_lint_words[i]) == length &&
		    !strncmp(kam_lint_words[i], name, length))
			return i;
	return -1;
}

int kam_lint_skip_parse(unsigned *rules, const char *text, struct kam_err *err)
{
	static const char between[] = ", ";

	*rules = 0;
	for (text += strspn(text, between); *text;
	     text += strspn(text, between)) {
		size_t n = strcspn(text, between);
		int rule = find_rule(text, n);

		if (rule < 0) {
			kam_fail(err, KAM_EINVALID, _("no rule '%.*s'"),
				 n > 60 ? 60 : (int)n, text);
			kam_hint(err, _("one of: %s"),
				 "open, ambiguous, compound, statement, "
				 "criteria, duplicate, long, source, "
				 "priority, effort");
			return err->code;
		}
		*rules |= 1u << rule;
		text += n;
	}
	return 0;
}

/* What one look at all requirements works with. */
struct look {
	struct kam_lint *lint;
	const struct kam_words *words;
	struct kam_req_texts texts;
	struct kam_req_links links;
	int agreed, accepted; /* states */
	/* the requirement and the field at hand */
	const struct kam_record *req;
	int field;
};

static struct kam_lint_finding *add(struct look *l, int64_t id,
				    const char *title, enum kam_lint_rule rule,
				    struct kam_err *err)
{
	struct kam_lint *lint = l->lint;
	struct kam_lint_finding *f;

	if (lint->n == lint->room) {
		struct kam_lint_finding *grown = kam_grow(
		    lint->findings, &lint->room, lint->n, sizeof *grown, err);

		if (!grown)
			return NULL;
		lint->findings = grown;
	}
	f = &lint->findings[lint->n];
	memset(f, 0, sizeof *f);
	f->id = id;
	f->rule = rule;
	f->field = KAM_NO_FIELD;
	f->title = kam_arena_strdup(&lint->arena, title);
	if (!f->title) {
		kam_fail_memory(err);
		return NULL;
	}
	lint->n++;
	return f;
}

static int is_skipped(const struct look *l, enum kam_lint_rule rule)
{
	return (l->lint->skip & 1u << rule) != 0;
}

/* A finding about the requirement at hand. */
static struct kam_lint_finding *find(struct look *l, enum kam_lint_rule rule,
				     int field, struct kam_err *err)
{
	struct kam_lint_finding *f =
	    add(l, l->req->id, l->req->values[KAM_REQ_TITLE].text, rule, err);

	if (!f)
		return NULL;
	f->field = field;
	f->agreed =
	    l->req->status >= l->agreed && l->req->status <= l->accepted;
	return f;
}

/* One at a place in the field at hand. */
static int find_at(struct look *l, enum kam_lint_rule rule, size_t at,
		   size_t length, struct kam_err *err)
{
	const char *text = l->req->values[l->field].text;
	struct kam_lint_finding *f = find(l, rule, l->field, err);
	struct kam_str excerpt = KAM_STR_INIT;
	int rc = f ? 0 : err->code;

	if (rc)
		return rc;
	kam_wording_place(&f->line, &f->column, text, at);
	kam_wording_excerpt(&excerpt, text, at, length);
	rc = kam_str_check(&excerpt, err);
	if (!rc) {
		f->excerpt = kam_arena_strdup(&l->lint->arena, excerpt.data);
		f->word = kam_arena_strndup(&l->lint->arena, text + at, length);
		rc = f->excerpt && f->word ? 0 : kam_fail_memory(err);
	}
	kam_str_release(&excerpt);
	return rc;
}

static int take_word(void *context, const struct kam_wording_hit *hit,
		     struct kam_err *err)
{
	struct look *l = context;
	enum kam_lint_rule rule =
	    hit->what == KAM_WORDING_OPEN ? KAM_LINT_OPEN : KAM_LINT_AMBIGUOUS;

	return is_skipped(l, rule)
		   ? 0
		   : find_at(l, rule, hit->at, hit->length, err);
}

static int look_at_words(struct look *l, struct kam_err *err)
{
	static const int fields[] = { KAM_REQ_TITLE, KAM_REQ_STATEMENT,
				      KAM_REQ_ACCEPTANCE_CRITERIA };
	int rc = 0;

	for (size_t i = 0; i < sizeof fields / sizeof *fields && !rc; i++) {
		const struct kam_value *v = &l->req->values[fields[i]];

		l->field = fields[i];
		if (v->set)
			rc = kam_words_each(l->words, v->text, take_word, l,
					    err);
	}
	return rc;
}

static int look_at_shape(struct look *l, struct kam_err *err)
{
	const struct kam_value *v = l->req->values;
	struct kam_lint_finding *f;
	size_t at, length, words;
	int rc = 0;

	l->field = v[KAM_REQ_STATEMENT].set ? KAM_REQ_STATEMENT : KAM_REQ_TITLE;
	if (!is_skipped(l, KAM_LINT_COMPOUND) &&
	    kam_wording_compound(&at, &length, v[l->field].text))
		rc = find_at(l, KAM_LINT_COMPOUND, at, length, err);
	words = kam_wording_words(v[l->field].text);
	if (rc || is_skipped(l, KAM_LINT_LONG) || words <= KAM_LINT_WORDS)
		return rc;
	f = find(l, KAM_LINT_LONG, l->field, err);
	if (f)
		f->words = words;
	return f ? 0 : err->code;
}

/* Whether anything says where it comes from; kinds of sources that a register
   has besides are fields of the same form. */
static int has_source(const struct kam_record *req)
{
	if (req->source)
		return 1;
	for (int i = 0; i < req->kind->n_fields; i++)
		if (!strncmp(req->kind->fields[i].name, "source_", 7) &&
		    req->values[i].set)
			return 1;
	return 0;
}

static int look_at_fields(struct look *l, struct kam_err *err)
{
	const struct {
		enum kam_lint_rule rule;
		int field;
	} needed[] = {
		{ KAM_LINT_STATEMENT, KAM_REQ_STATEMENT },
		{ KAM_LINT_CRITERIA, KAM_REQ_ACCEPTANCE_CRITERIA },
		{ KAM_LINT_PRIORITY, KAM_REQ_PRIORITY },
		{ KAM_LINT_EFFORT, KAM_REQ_EFFORT },
	};

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!is_skipped(l, needed[i].rule) &&
		    !l->req->values[needed[i].field].set &&
		    !find(l, needed[i].rule, needed[i].field, err))
			return err->code;
	if (!is_skipped(l, KAM_LINT_SOURCE) && !has_source(l->req) &&
	    !find(l, KAM_LINT_SOURCE, KAM_REQ_SOURCE_CONTACT, err))
		return err->code;
	return 0;
}

static int look_at(void *context, struct kam_record *req, struct kam_err *err)
{
	struct look *l = context;
	int rc;

	l->req = req;
	rc = look_at_words(l, err);
	if (!rc)
		rc = look_at_shape(l, err);
	if (!rc)
		rc = look_at_fields(l, err);
	if (!rc && !is_skipped(l, KAM_LINT_DUPLICATE))
		rc = kam_req_texts_add(&l->texts, req, 1, err);
	return rc;
}

/* A requirement is told of once for each that it is like. */
static int take_pair(void *context, size_t later, size_t earlier, int percent,
		     struct kam_err *err)
{
	struct look *l = context;
	const struct kam_req_text *a = &l->texts.items[later];
	const struct kam_req_text *b = &l->texts.items[earlier];
	struct kam_lint_finding *f;

	if (kam_req_links_tied(&l->links, a->id, b->id, KAM_TIE_DUPLICATES))
		return 0;
	f = l->lint->n ? &l->lint->findings[l->lint->n - 1] : NULL;
	if (f && f->rule == KAM_LINT_DUPLICATE && f->id == a->id &&
	    f->other == b->id)
		return 1;
	f = add(l, a->id, a->title, KAM_LINT_DUPLICATE, err);
	if (!f)
		return err->code;
	f->field = a->field;
	f->other = b->id;
	f->percent = percent;
	return 1;
}

static int compare(const void *a, const void *b)
{
	const struct kam_lint_finding *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (x->field != y->field)
		return x->field < y->field ? -1 : 1;
	if (x->line != y->line)
		return x->line - y->line;
	if (x->column != y->column)
		return x->column - y->column;
	return x->other < y->other ? -1 : x->other > y->other;
}

static int begin(struct look *l, struct kam_words **words, struct kam *k,
		 struct kam_err *err)
{
	struct kam_arena *arena = &l->lint->arena;
	const char *skip, *more;
	unsigned rules;
	int rc = kam_setting_get(&skip, k, arena, "req.lint.skip", err);

	if (!rc)
		rc = kam_lint_skip_parse(&rules, skip, err);
	if (!rc)
		rc = kam_setting_get(&more, k, arena, "req.lint.words", err);
	if (!rc)
		rc = kam_words_open(words, arena, more, err);
	if (rc)
		return rc;
	l->lint->skip |= rules;
	l->words = *words;
	l->agreed = kam_state_find(&kam_req_kind, "agreed");
	l->accepted = kam_state_find(&kam_req_kind, "accepted");
	return is_skipped(l, KAM_LINT_DUPLICATE)
		   ? 0
		   : kam_req_links_load(&l->links, k, err);
}

int kam_req_lint(struct kam_lint *lint, struct kam *k, struct kam_query *q,
		 struct kam_err *err)
{
	struct look l = { .lint = lint };
	struct kam_words *words;
	int rc = begin(&l, &words, k, err);

	if (!rc)
		rc = kam_query_run(q, look_at, &l, err);
	if (!rc)
		rc = kam_similar_each(l.texts.similar, l.texts.n,
				      KAM_SIMILAR_PERCENT, take_pair, &l, err);
	if (!rc && lint->n)
		qsort(lint->findings, lint->n, sizeof *lint->findings, compare);
	kam_req_texts_release(&l.texts);
	kam_req_links_release(&l.links);
	return rc;
}

void kam_lint_release(struct kam_lint *lint)
{
	free(lint->findings);
	kam_arena_release(&lint->arena);
	lint->findings = NULL;
	lint->n = lint->room = 0;
}
