#include "areas/recur.h"

#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/grow.h>
#include <kam/normal.h>
#include <kam/setting.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_RAISED, SQL_LINKS };
static const char *const texts[] = {
	/* $1 account, 0: any. What became an issue is looked for as that. */
	[SQL_RAISED] =
	    "SELECT 0, id, \"account\", \"title\", \"description\", "
	    "\"raised_on\", \"cause\", CASE WHEN status IN ('solved', "
	    "'verified') THEN \"solved_on\" END FROM issue "
	    "WHERE status <> 'dropped' AND ($1 = 0 OR \"account\" = $1) "
	    "UNION ALL SELECT 1, id, \"account\", \"title\", \"text\", "
	    "\"received\", NULL, NULL FROM feedback "
	    "WHERE status <> 'dismissed' AND \"type\" <> 'praise' "
	    "AND COALESCE(\"became_kind\", '') <> 'issue' "
	    "AND ($1 = 0 OR \"account\" = $1) ORDER BY 6, 1, 2",
	[SQL_LINKS] =
	    "SELECT id, \"from_record_kind\", \"from_record\", "
	    "\"to_record_kind\", \"to_record\", \"relation\" FROM link "
	    "WHERE \"to_record_kind\" IN ('issue', 'feedback') "
	    "AND \"from_record_kind\" IN ('issue', 'feedback') ORDER BY id",
};
const struct kam_sql kam_issue_recur_sql = { texts,
					     sizeof texts / sizeof *texts };

static int copy(const char **out, struct kam_recur_search *s,
		struct kam_stmt *row, int column, struct kam_err *err)
{
	const char *text = kam_stmt_text(row, column);

	*out = text ? kam_arena_strdup(&s->arena, text) : NULL;
	return kam_stmt_failed(row) || (text && !*out) ? kam_fail_memory(err)
						       : 0;
}

int kam_recur_is(const struct kam_recur_item *i, int feedback, int64_t id)
{
	return i->id == id && i->feedback == feedback;
}

int kam_recur_wanted(const struct kam_recur_search *s,
		     const struct kam_recur_item *i)
{
	const struct kam_recur_query *q = s->query;

	return !q->kind ||
	       kam_recur_is(i, kam_kind_is(q->kind, &kam_feedback_kind), q->id);
}

/* Of all with one: as if the others were one owner's, they aren't compared with
   each other. */
static int add_wording(struct kam_recur_search *s, struct kam_normal *normal,
		       size_t item, const char *text, struct kam_err *err)
{
	struct kam_similar_text *w = kam_grow(s->wordings, &s->wordings_room,
					      s->n_wordings, sizeof *w, err);
	size_t *of;

	if (!w)
		return err->code;
	s->wordings = w;
	of = kam_grow(s->of, &s->of_room, s->n_wordings, sizeof *of, err);
	if (!of)
		return err->code;
	s->of = of;
	if (kam_normal_read(normal, text, err))
		return err->code;
	if (!normal->text.length)
		return 0;
	w += s->n_wordings;
	w->group = (uint64_t)s->items[item].account;
	w->owner = kam_recur_wanted(s, &s->items[item]) ? item + 1 : 0;
	w->text = kam_arena_strdup(&s->arena, normal->text.data);
	s->of[s->n_wordings++] = item;
	return w->text ? 0 : kam_fail_memory(err);
}

static int read_item(struct kam_recur_search *s, struct kam_normal *normal,
		     struct kam_stmt *row, struct kam_err *err)
{
	const char *on = kam_stmt_text(row, 5), *solved = kam_stmt_text(row, 7);
	const char *text = kam_stmt_text(row, 4);
	struct kam_recur_item *i =
	    kam_grow(s->items, &s->room, s->n, sizeof *s->items, err);
	int rc;

	if (!i)
		return err->code;
	s->items = i;
	i += s->n;
	memset(i, 0, sizeof *i);
	i->feedback = kam_stmt_int(row, 0) != 0;
	i->id = kam_stmt_int(row, 1);
	i->account = kam_stmt_int(row, 2);
	i->has_solved = solved != NULL;
	rc = on ? kam_date_parse(&i->on, on, err) : 0;
	if (!rc && solved)
		rc = kam_date_parse(&i->solved, solved, err);
	if (!rc)
		rc = copy(&i->title, s, row, 3, err);
	if (!rc)
		rc = copy(&i->cause, s, row, 6, err);
	if (rc)
		return rc;
	s->n++;
	if (!i->has_solved && !kam_recur_wanted(s, i))
		return 0;
	rc = add_wording(s, normal, s->n - 1, i->title ? i->title : "", err);
	if (!rc && text)
		rc = add_wording(s, normal, s->n - 1, text, err);
	return rc;
}

static int read_items(struct kam_recur_search *s, struct kam_err *err)
{
	struct kam_normal normal = KAM_NORMAL_INIT;
	struct kam_stmt *row = NULL;
	int rc =
	    kam_db_prepare(&row, kam_database(s->k), texts[SQL_RAISED], err);

	if (!rc)
		kam_stmt_bind_int(row, 1, s->query->account);
	while (!rc && (rc = kam_stmt_step(row, err)) > 0)
		rc = read_item(s, &normal, row, err);
	kam_stmt_finalize(row);
	kam_normal_release(&normal);
	return rc;
}

static int is_feedback(const char *kind)
{
	return kind && !strcmp(kind, "feedback");
}

static int read_ties(struct kam_recur_search *s, struct kam_err *err)
{
	struct kam_stmt *row = NULL;
	int rc =
	    kam_db_prepare(&row, kam_database(s->k), texts[SQL_LINKS], err);

	while (!rc && (rc = kam_stmt_step(row, err)) > 0) {
		struct kam_recur_tie *t = kam_grow(
		    s->ties, &s->ties_room, s->n_ties, sizeof *s->ties, err);
		const char *relation = kam_stmt_text(row, 5);

		rc = t ? 0 : err->code;
		if (rc)
			break;
		s->ties = t;
		t[s->n_ties++] = (struct kam_recur_tie){
			.link = kam_stmt_int(row, 0),
			.from_feedback = is_feedback(kam_stmt_text(row, 1)),
			.from = kam_stmt_int(row, 2),
			.to_feedback = is_feedback(kam_stmt_text(row, 3)),
			.to = kam_stmt_int(row, 4),
			.recurs = relation && !strcmp(relation, "recurs"),
		};
	}
	kam_stmt_finalize(row);
	return rc;
}

int kam_recur_begin(struct kam_recur_search *s, struct kam_err *err)
{
	const char *percent, *within;
	char span[40];
	int rc = kam_setting_get(&percent, s->k, &s->arena,
				 "issue.recur.percent", err);

	if (!rc)
		rc = kam_integer_parse(&s->percent, percent, err);
	if (!rc)
		rc = kam_setting_get(&within, s->k, &s->arena,
				     "issue.recur.within", err);
	if (!rc)
		rc = read_items(s, err);
	if (!rc)
		rc = read_ties(s, err);
	if (rc)
		return rc;
	(void)snprintf(span, sizeof span, "+%.30s", within);
	s->best = kam_arena_array(&s->arena, s->n + 1, sizeof *s->best);
	if (!s->best)
		return kam_fail_memory(err);
	memset(s->best, 0, (s->n + 1) * sizeof *s->best);
	for (size_t i = 0; i < s->n && !rc; i++) {
		if (s->items[i].has_solved)
			rc = kam_date_read(&s->items[i].until, span,
					   s->items[i].solved, NULL, err);
		for (size_t j = 0; j < s->n_ties; j++)
			s->items[i].told |=
			    s->ties[j].recurs &&
			    kam_recur_is(&s->items[i], s->ties[j].from_feedback,
					 s->ties[j].from);
	}
	return rc;
}

void kam_recur_release(struct kam_recur_search *s)
{
	free(s->items);
	free(s->ties);
	free(s->wordings);
	free(s->of);
	kam_arena_release(&s->arena);
}
