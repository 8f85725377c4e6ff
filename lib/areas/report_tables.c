/*
 * Tables for reports: what was promised and kept, what was answered, which
 * dates lie ahead. They are of plans as well.
 */
#include "areas/plan_view.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/promise.h>
#include <stdlib.h>
#include <string.h>

enum { LAST_DAYS = 30, NEXT_DAYS = 60 };

static int32_t since(const struct kam_plan_view *view)
{
	return view->since ? view->since : kam_today(view->k) - LAST_DAYS;
}

static void add_id(struct kam_plan_view *view, const struct kam_kind *kind,
		   int64_t id)
{
	char text[KAM_ID_TEXT];

	kam_id_format(text, kind, id);
	kam_document_text(view->doc, text, NULL);
}

static void add_day(struct kam_plan_view *view, struct kam_day day)
{
	char text[KAM_DATE_TEXT] = "";

	if (day.set)
		kam_date_format(text, day.day);
	kam_document_text(view->doc, day.set ? text : NULL, NULL);
}

const struct kam_plan_column kam_cells_of_promises[] = {
	{ "id", NULL, N_("ID"), KAM_FORM_FIXED, 1 },
	{ "promise", NULL, N_("Promise"), KAM_FORM_FIXED, 1 },
	{ "what", NULL, N_("What"), KAM_FORM_TEXT, 1 },
	{ "first_due", NULL, N_("First due"), KAM_FORM_FIXED, 1 },
	{ "due", NULL, N_("Due"), KAM_FORM_FIXED, 1 },
	{ "kept_on", NULL, N_("Kept on"), KAM_FORM_FIXED, 1 },
	{ "state", NULL, N_("State"), KAM_FORM_FIXED, 1 },
	{ NULL },
};

static void add_promise(struct kam_plan_view *view, const struct kam_promise *p)
{
	if (!kam_view_row(view))
		return;
	add_id(view, p->kind, p->id);
	kam_view_word(view, "promise", p->promise);
	kam_document_text(view->doc, p->what, NULL);
	add_day(view, p->first_due);
	add_day(view, p->due);
	add_day(view,
		p->fate == KAM_FATE_KEPT ? p->ended : (struct kam_day){ 0 });
	kam_view_word(view, "state", kam_promise_states[p->state]);
	kam_document_style(view->doc, p->state == KAM_PROMISE_LATE
					  ? KAM_STYLE_BAD
					  : KAM_STYLE_PLAIN);
}

/* A report doesn't tell of its own coming, nor of what only we may know. */
static int is_left_out(const struct kam_plan_view *view,
		       const struct kam_promise *p)
{
	char id[KAM_ID_TEXT];

	if (p->internal)
		return 1;
	if (!view->cadence || !p->said_in || p->fate != KAM_FATE_OPEN)
		return 0;
	kam_id_format(id, &kam_cadence_kind, view->cadence);
	return !strcmp(id, p->said_in);
}

/* What the customer was told of: requirements that they didn't agree to,
   praise and comments are none, see promise.h. */
static int fill_promises(struct kam_plan_view *view, int kept,
			 struct kam_err *err)
{
	const struct kam_promise_query query = { view->account, view->project,
						 0, kept };
	struct kam_promise_list list = { .arena = view->arena,
					 .query = &query };
	int rc = kam_promise_find(&list, view->k, err);

	(void)kam_view_begin(view);
	for (size_t i = 0; i < list.n && !rc; i++) {
		const struct kam_promise *p = &list.items[i];

		if (is_left_out(view, p))
			continue;
		if (kept ? p->fate == KAM_FATE_KEPT && p->ended.set &&
			       p->ended.day >= since(view)
			 : p->due.set)
			add_promise(view, p);
	}
	kam_promise_release(&list);
	return rc;
}

int kam_fill_promises_kept(struct kam_plan_view *view, struct kam_err *err)
{
	return fill_promises(view, 1, err);
}

int kam_fill_promises_open(struct kam_plan_view *view, struct kam_err *err)
{
	return fill_promises(view, 0, err);
}

const struct kam_plan_column kam_cells_of_answered[] = {
	{ "id", &kam_feedback_kind },
	{ "title", &kam_feedback_kind },
	{ "received", &kam_feedback_kind },
	{ "responded_on", &kam_feedback_kind },
	{ "response", &kam_feedback_kind },
	{ "resolution", &kam_feedback_kind },
	{ "status", &kam_feedback_kind },
	{ NULL },
};

/* Something was done of it since then. */
static int is_news(const struct kam_plan_view *view, const struct kam_record *r)
{
	static const int days[] = { KAM_FEEDBACK_RESPONDED_ON,
				    KAM_FEEDBACK_RESOLVED_ON,
				    KAM_FEEDBACK_CONFIRMED_ON };
	char from[KAM_DATE_TEXT];

	kam_date_format(from, since(view));
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (r->values[days[i]].set &&
		    strcmp(r->values[days[i]].text, from) >= 0)
			return 1;
	return 0;
}

static int add_answered(void *context, struct kam_record *r,
			struct kam_err *err)
{
	struct kam_plan_view *view = context;
	const struct kam_plan_column *c = kam_cells_of_answered;
	int rc = 0;

	if (!is_news(view, r) || r->kind->hooks.internal(r) ||
	    !kam_view_row(view))
		return 0;
	for (; c->key && !rc; c++)
		rc = kam_view_field(view, r, c->key, err);
	return rc;
}

int kam_fill_answered(struct kam_plan_view *view, struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, view->k, &kam_feedback_kind, err);

	(void)kam_view_begin(view);
	if (!rc)
		rc = kam_query_account(q, view->account, err);
	if (!rc && view->project)
		rc = kam_query_project(q, view->project, err);
	if (!rc)
		rc = kam_query_where(q, "status=responded,resolved,confirmed",
				     err);
	if (!rc)
		rc = kam_query_sort(q, "received", err);
	if (!rc)
		rc = kam_query_run(q, add_answered, view, err);
	kam_query_release(q);
	return rc;
}

const struct kam_plan_column kam_cells_of_dates[] = {
	{ "due", NULL, N_("Due"), KAM_FORM_FIXED, 1 },
	{ "id", NULL, N_("ID"), KAM_FORM_FIXED, 1 },
	{ "promise", NULL, N_("Promise"), KAM_FORM_FIXED, 1 },
	{ "what", NULL, N_("What"), KAM_FORM_TEXT, 1 },
	{ NULL },
};

/* What is promised for the next two months. */
int kam_fill_dates(struct kam_plan_view *view, struct kam_err *err)
{
	const int32_t today = kam_today(view->k);
	const struct kam_promise_query query = { view->account, view->project,
						 0, 0 };
	struct kam_promise_list list = { .arena = view->arena,
					 .query = &query };
	int rc = kam_promise_find(&list, view->k, err);

	(void)kam_view_begin(view);
	for (size_t i = 0; i < list.n && !rc; i++) {
		const struct kam_promise *p = &list.items[i];

		if (is_left_out(view, p) || !p->due.set || p->due.day < today ||
		    p->due.day > today + NEXT_DAYS || !kam_view_row(view))
			continue;
		add_day(view, p->due);
		add_id(view, p->kind, p->id);
		kam_view_word(view, "promise", p->promise);
		kam_document_text(view->doc, p->what, NULL);
	}
	kam_promise_release(&list);
	return rc;
}
