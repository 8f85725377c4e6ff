/*
 * Tables of a plan that are computed: objectives with their progress, the
 * whitespace grid, the share of wallet, figures, reviews.
 */
#include "areas/plan_view.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/money.h>
#include <string.h>

#include "areas/hooks.h"

int kam_same_currency(const struct kam_value *a, const struct kam_value *b)
{
	return a->set && b->set && !strcmp(a->text, b->text);
}

int64_t kam_share_of_wallet(int64_t revenue, int64_t spend)
{
	int64_t share;

	return spend > 0 && kam_decimal_share(&share, revenue, spend) ? share
								      : -1;
}

/* "60%", of millionths */
static void add_percent(struct kam_plan_view *view, int64_t millionths)
{
	char text[KAM_DECIMAL_TEXT + 2];

	/* a tenth of a percent is as exact as such figures are */
	kam_decimal_format(text, millionths / 1000 * 100000);
	(void)snprintf(text + strlen(text), 2, "%%");
	kam_document_decimal(view->doc, millionths, text);
}

const struct kam_plan_column kam_cells_of_objectives[] = {
	{ "id", &kam_objective_kind },
	{ "title", &kam_objective_kind },
	{ "measure", &kam_objective_kind, .spare = 2 },
	{ "unit", &kam_objective_kind },
	{ "baseline", &kam_objective_kind, .spare = 1 },
	{ "target", &kam_objective_kind },
	{ "current", NULL, N_("Current"), KAM_FORM_NUMBER, 1 },
	{ "progress", NULL, N_("Progress"), KAM_FORM_NUMBER, 1 },
	{ "due", &kam_objective_kind },
	{ "owner", &kam_objective_kind, .spare = 3 },
	{ "status", &kam_objective_kind },
	{ NULL },
};
static int add_current(struct kam_plan_view *view, const struct kam_record *r,
		       struct kam_err *err)
{
	const struct kam_value *v = r->values;
	int64_t current = 0, progress = 0;
	const char *on;
	int found = kam_objective_current(&current, &on, view->k, view->arena,
					  r->id, err);

	if (found < 0)
		return found;
	if (found)
		kam_document_decimal(view->doc, current, NULL);
	else
		kam_document_null(view->doc);
	if (found && v[KAM_OBJECTIVE_BASELINE].set &&
	    v[KAM_OBJECTIVE_TARGET].set &&
	    kam_objective_progress(&progress, v[KAM_OBJECTIVE_BASELINE].integer,
				   v[KAM_OBJECTIVE_TARGET].integer, current))
		add_percent(view, progress);
	else
		kam_document_null(view->doc);
	return 0;
}

static int add_objective(void *context, struct kam_record *r,
			 struct kam_err *err)
{
	const struct kam_plan_column *c = kam_cells_of_objectives;
	struct kam_plan_view *view = context;
	int rc = 0;

	if (!kam_view_row(view))
		return 0;
	for (; c->key && !rc; c++)
		if (c->kind)
			rc = kam_view_field(view, r, c->key, err);
		else if (!strcmp(c->key, "current"))
			rc = add_current(view, r, err);
	return rc;
}

/* The plan's records of a kind that says which plan it belongs to. */
static int run_of_plan(struct kam_plan_view *view, const struct kam_kind *kind,
		       const char *field, const char *sort,
		       kam_each_record each, struct kam_err *err)
{
	struct kam_query *q = NULL;
	char filter[64];
	int rc = kam_query_open(&q, view->k, kind, err);

	(void)snprintf(filter, sizeof filter, "%s=PLAN-%lld", field,
		       (long long)view->plan->id);
	if (!rc)
		rc = kam_query_where(q, filter, err);
	if (!rc && kam_kind_is(kind, &kam_objective_kind))
		rc = kam_query_where(q, "status.ne=dropped", err);
	if (!rc)
		rc = kam_query_sort(q, sort, err);
	if (!rc)
		rc = kam_query_run(q, each, view, err);
	kam_query_release(q);
	return rc;
}

int kam_fill_objectives(struct kam_plan_view *view, struct kam_err *err)
{
	if (!kam_view_begin(view))
		return 0;
	return run_of_plan(view, &kam_objective_kind, "plan", "due",
			   add_objective, err);
}

const struct kam_plan_column kam_cells_of_reviews[] = {
	{ "on", &kam_review_kind },
	{ "outcome", &kam_review_kind },
	{ "by", &kam_review_kind },
	{ "next", &kam_review_kind },
	{ NULL },
};

static int add_review(void *context, struct kam_record *r, struct kam_err *err)
{
	const struct kam_plan_column *c = kam_cells_of_reviews;
	struct kam_plan_view *view = context;
	int rc = 0;

	if (!kam_view_row(view))
		return 0;
	for (; c->key && !rc; c++)
		rc = kam_view_field(view, r, c->key, err);
	return rc;
}

int kam_fill_reviews(struct kam_plan_view *view, struct kam_err *err)
{
	if (!kam_view_begin(view))
		return 0;
	return run_of_plan(view, &kam_review_kind, "about", "-on", add_review,
			   err);
}

/* "won 12000.00 EUR" */
static int add_standing(struct kam_plan_view *view, const struct kam_record *r,
			struct kam_err *err)
{
	static const enum kam_style styles[] = { KAM_STYLE_DIM, KAM_STYLE_PLAIN,
						 KAM_STYLE_WARN,
						 KAM_STYLE_GOOD };
	struct kam_str text = KAM_STR_INIT;
	char shown[KAM_MONEY_SHOWN];
	const char *word;
	int rc;

	if (!r) {
		kam_document_null(view->doc);
		return 0;
	}
	word = r->values[KAM_WHITESPACE_STANDING].text;
	kam_str_add(&text, kam_gettext_in("standing", word));
	if (r->values[KAM_WHITESPACE_VALUE].set) {
		kam_view_money(shown, &r->values[KAM_WHITESPACE_VALUE]);
		kam_str_printf(&text, " %s", shown);
	}
	rc = kam_str_check(&text, err);
	kam_document_text(view->doc, word, text.data);
	kam_document_style(
	    view->doc, styles[kam_word_find(
			   &r->kind->fields[KAM_WHITESPACE_STANDING], word)]);
	kam_str_release(&text);
	return rc;
}

/* A column an offering: its name is the key, which no other column has. */
int kam_fill_whitespace(struct kam_plan_view *view, struct kam_err *err)
{
	struct kam_plan_column columns[64];
	struct kam_whitespace grid;
	size_t n;
	int rc = kam_whitespace_load(&grid, view->k, view->arena, view->account,
				     err);

	if (rc)
		return rc;
	n = grid.n_offerings < 63 ? grid.n_offerings : 63;
	columns[0] = (struct kam_plan_column){ "unit", NULL, N_("Unit"),
					       KAM_FORM_TEXT, 0 };
	for (size_t i = 0; i < n; i++)
		columns[i + 1] =
		    (struct kam_plan_column){ strcmp(grid.offerings[i],
						     "unit") != 0
						  ? grid.offerings[i]
						  : "unit (offering)",
					      NULL, NULL, KAM_FORM_TEXT, 0 };
	if (!grid.n_units || !kam_view_begin_with(view, columns, n + 1))
		return 0;
	for (size_t u = 0; u < grid.n_units && !rc; u++) {
		if (!kam_view_row(view))
			continue;
		kam_document_text(view->doc, grid.units[u], NULL);
		for (size_t i = 0; i < n && !rc; i++)
			rc = add_standing(
			    view, grid.cells[u * grid.n_offerings + i], err);
	}
	return rc;
}

const struct kam_plan_column kam_cells_of_wallet[] = {
	{ "revenue", &kam_plan_kind },
	{ "spend", &kam_plan_kind },
	{ "share", NULL, N_("Share"), KAM_FORM_NUMBER, 0 },
	{ NULL },
};

int kam_fill_wallet(struct kam_plan_view *view, struct kam_err *err)
{
	const struct kam_value *ours = &view->plan->values[KAM_PLAN_REVENUE];
	const struct kam_value *theirs = &view->plan->values[KAM_PLAN_SPEND];
	int64_t share = -1;
	int rc;

	if ((!ours->set && !theirs->set) || !kam_view_begin(view) ||
	    !kam_view_row(view))
		return 0;
	rc = kam_view_value(view, view->plan, KAM_PLAN_REVENUE, err);
	if (!rc)
		rc = kam_view_value(view, view->plan, KAM_PLAN_SPEND, err);
	if (kam_same_currency(ours, theirs))
		share = kam_share_of_wallet(ours->integer, theirs->integer);
	if (share >= 0)
		add_percent(view, share);
	else
		kam_document_null(view->doc);
	return rc;
}

static void add_figure(struct kam_plan_view *view, int has, int64_t value)
{
	if (has)
		kam_document_decimal(view->doc, value, NULL);
	else
		kam_document_null(view->doc);
}

const struct kam_plan_column kam_cells_of_figures[] = {
	{ "figure", NULL, N_("Figure"), KAM_FORM_TEXT, 0 },
	{ "unit", NULL, N_("Unit"), KAM_FORM_FIXED, 0 },
	{ "target", NULL, N_("Planned"), KAM_FORM_NUMBER, 0 },
	{ "actual", NULL, N_("Actual"), KAM_FORM_NUMBER, 0 },
	{ "limit", NULL, N_("Limit"), KAM_FORM_NUMBER, 0 },
	{ "state", NULL, N_("State"), KAM_FORM_FIXED, 0 },
	{ NULL },
};

int kam_fill_figures(struct kam_plan_view *view, struct kam_err *err)
{
	static const enum kam_style styles[] = {
		[KAM_FIGURE_UNKNOWN] = KAM_STYLE_DIM,
		[KAM_FIGURE_GOOD] = KAM_STYLE_GOOD,
		[KAM_FIGURE_OFF] = KAM_STYLE_WARN,
		[KAM_FIGURE_BEYOND] = KAM_STYLE_BAD,
	};
	struct kam_plan_value *values;
	size_t n;
	int rc;

	if (!kam_view_begin(view))
		return 0;
	rc = kam_plan_figures(&values, &n, view->k, view->arena, view->plan,
			      err);
	for (size_t i = 0; i < n && !rc; i++) {
		const struct kam_plan_value *v = &values[i];
		const struct kam_plan_figure *f = v->figure;

		if (!kam_view_row(view))
			continue;
		kam_document_text(view->doc, f->name, _(f->label));
		kam_document_text(view->doc, *f->unit ? f->unit : NULL,
				  *f->unit ? _(f->unit) : NULL);
		add_figure(view, v->has_target, v->target);
		add_figure(view, v->has_actual, v->actual);
		add_figure(view, v->has_limit, v->limit);
		kam_view_word(view, "state", kam_figure_words[v->state]);
		kam_document_style(view->doc, styles[v->state]);
	}
	return rc;
}
