/*
 * improve: what it came of, what was measured, what it brought.
 */
#include "issue.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/improve.h>
#include <kam/plan.h>
#include <string.h>

struct measure {
	const char *value, *on, *remark;
};
static const struct cmd_option measure_options[] = {
	{ "value", 0, CMD_TEXT, N_("N"), N_("the figure"),
	  CMD_AT(struct measure, value) },
	{ "on", 0, CMD_TEXT, N_("DATE"), N_("when; else today"),
	  CMD_AT(struct measure, on) },
	{ "remark", 0, CMD_TEXT, N_("TEXT"), N_("how it was measured"),
	  CMD_AT(struct measure, remark) },
	{ NULL },
};

static void add_percent(struct kam_str *out, int64_t progress)
{
	kam_str_printf(out, "  (%lld%%)", (long long)(progress / 10000));
}

/* "IMP-1  12 of 10  (80%)", or that it is from before */
static int tell(struct cmd *c, const struct kam_record *r,
		const struct kam_record *m, struct kam_err *err)
{
	const struct kam_value *target = &r->values[KAM_IMPROVE_TARGET];
	const struct kam_value *since = &r->values[KAM_IMPROVE_IMPLEMENTED_ON];
	const struct kam_value *on = &m->values[KAM_MEASUREMENT_ON];
	const int64_t value = m->values[KAM_MEASUREMENT_VALUE].integer;
	char text[KAM_DECIMAL_TEXT], wanted[KAM_DECIMAL_TEXT];
	int64_t progress;

	kam_decimal_format(text, value);
	kam_decimal_format(wanted, target->integer);
	kam_str_printf(&c->text, "IMP-%lld  ", (long long)r->id);
	if (target->set)
		kam_str_printf(&c->text, _("%s of %s"), text, wanted);
	else
		kam_str_add(&c->text, text);
	if (target->set && r->values[KAM_IMPROVE_BASELINE].set &&
	    kam_objective_progress(&progress,
				   r->values[KAM_IMPROVE_BASELINE].integer,
				   target->integer, value))
		add_percent(&c->text, progress);
	kam_str_add_char(&c->text, '\n');
	if (!since->set)
		cmd_say(c, "%s",
			_("it is not in practice yet: this does not count as "
			  "its effect"));
	else if (strcmp(on->text, since->text) <= 0)
		cmd_say(c,
			_("it is in practice since %s: only what is measured "
			  "later counts as its effect"),
			since->text);
	return kam_str_check(&c->text, err);
}

static int measure_one(struct cmd *c, const struct measure *v,
		       struct kam_err *err)
{
	const char *said = c->n_words > 1 ? c->words[1] : v->value;
	struct kam_record *r, *made;
	int rc = cmd_load(&r, c, c->kind, c->words[0], err);

	if (!rc) {
		const struct kam_value *f = r->values;
		const struct kam_measured m = {
			.metric = f[KAM_IMPROVE_MEASURE].set
				      ? f[KAM_IMPROVE_MEASURE].text
				      : f[KAM_IMPROVE_TITLE].text,
			.unit = f[KAM_IMPROVE_UNIT].set
				    ? f[KAM_IMPROVE_UNIT].text
				    : NULL,
			.value = said,
			.on = v->on,
			.remark = v->remark,
		};

		rc = kam_measure_add(&made, c->k, r, &m, err);
	}
	if (rc)
		return rc;
	c->kind = &kam_measurement_kind;
	return cmd_for_people(c) ? tell(c, r, made, err)
				 : cmd_written(c, made, err);
}

static int measure(struct cmd *c, void *values, struct kam_err *err)
{
	const struct measure *v = values;
	int rc;

	if ((c->n_words > 1) == (v->value != NULL))
		return cmd_usage(c, err, "%s", _("which figure was measured?"));
	rc = kam_operation_begin(c->k, err);
	return rc ? rc : kam_operation_end(c->k, measure_one(c, v, err), err);
}

struct from {
	const char *title;
};
static const struct cmd_option from_options[] = {
	{ "title", 0, CMD_TEXT, N_("TEXT"), N_("its title; else the record's"),
	  CMD_AT(struct from, title) },
	{ NULL },
};

static int from_one(struct cmd *c, const struct from *v, struct kam_err *err)
{
	const struct kam_kind *kind;
	struct kam_record *made;
	int64_t id;
	int rc = kam_id_parse(&kind, &id, c->catalogue, c->words[0], err);

	if (rc)
		kam_hint(err, "%s", _("write its ID: kam improve from FB-1"));
	if (!rc)
		rc = kam_improve_from(&made, c->k, &c->arena, kind, id,
				      v->title, c->account, c->project, err);
	return rc ? rc : cmd_written(c, made, err);
}

static int from(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc : kam_operation_end(c->k, from_one(c, values, err), err);
}

enum {
	ID,
	TITLE,
	STATUS,
	ACCOUNT,
	ORIGIN,
	OWNER,
	MEASURE,
	UNIT,
	BASELINE,
	TARGET,
	VALUE,
	ON,
	EFFECT,
	PROGRESS,
	REACHED,
	MEASURED,
	DOUBTS,
	DOUBTED_BY,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[STATUS] = { "status", N_("Status"), KAM_FORM_FIXED },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_KEY },
	[ORIGIN] = { "origin", N_("Origin"), KAM_FORM_FIXED },
	[OWNER] = { "owner", N_("Owner"), KAM_FORM_TEXT },
	[MEASURE] = { "measure", N_("Measure"), KAM_FORM_TEXT },
	[UNIT] = { "unit", N_("Unit"), KAM_FORM_TEXT },
	[BASELINE] = { "baseline", N_("Baseline"), KAM_FORM_NUMBER },
	[TARGET] = { "target", N_("Target"), KAM_FORM_NUMBER },
	[VALUE] = { "value", N_("Now"), KAM_FORM_NUMBER },
	[ON] = { "on", N_("On"), KAM_FORM_FIXED },
	[EFFECT] = { "effect", N_("Effect"), KAM_FORM_NUMBER },
	[PROGRESS] = { "progress", N_("Way"), KAM_FORM_NUMBER },
	[REACHED] = { "reached", N_("Reached"), KAM_FORM_FIXED },
	[MEASURED] = { "measured", N_("Measured"), KAM_FORM_NUMBER },
	[DOUBTS] = { "doubts", N_("Doubts"), KAM_FORM_NUMBER },
	[DOUBTED_BY] = { "doubted_by", N_("Again as"), KAM_FORM_TEXT },
};
enum {
	PEOPLE = 1 << ID | 1 << TITLE | 1 << STATUS | 1 << BASELINE |
		 1 << TARGET | 1 << VALUE | 1 << EFFECT | 1 << PROGRESS |
		 1 << DOUBTED_BY
};

struct listing {
	struct cmd *c;
	struct cmd_view view;
};

static void print_figure(const struct cmd_view *v, size_t column, int set,
			 int64_t figure)
{
	if (!cmd_view_key(v, column))
		return;
	if (set)
		kam_out_decimal(v->out, figure);
	else
		kam_out_null(v->out);
}

static void print_progress(const struct cmd_view *v,
			   const struct kam_improve_effect *e)
{
	char text[KAM_DECIMAL_TEXT + 4];

	if (!cmd_view_key(v, PROGRESS))
		return;
	(void)snprintf(text, sizeof text, "%lld%%",
		       (long long)(e->progress / 10000));
	cmd_print_share(v->out, e->has_value && e->has_progress, e->progress,
			text);
}

static void print_reached(const struct cmd_view *v,
			  const struct kam_improve_effect *e)
{
	if (!cmd_view_key(v, REACHED))
		return;
	if (e->has_value)
		kam_out_flag(v->out, e->reached);
	else
		kam_out_null(v->out);
}

static int print_one(void *context, struct kam_record *r, struct kam_err *err)
{
	struct listing *l = context;
	const struct cmd_view *v = &l->view;
	const struct kam_value *f = r->values;
	static const struct {
		int column, field;
	} texts[] = {
		{ ORIGIN, KAM_IMPROVE_ORIGIN },
		{ OWNER, KAM_IMPROVE_OWNER },
		{ MEASURE, KAM_IMPROVE_MEASURE },
		{ UNIT, KAM_IMPROVE_UNIT },
	};
	struct kam_improve_effect e;
	int rc = kam_improve_effect(&e, l->c->k, r, err);

	if (rc)
		return rc;
	kam_out_row(v->out);
	cmd_view_id(v, ID, r->kind, r->id);
	cmd_view_text(v, TITLE, f[KAM_IMPROVE_TITLE].text);
	if (cmd_view_key(v, STATUS)) {
		kam_out_people(v->out,
			       kam_gettext_in(r->kind->name,
					      r->kind->states[r->status].name));
		kam_out_text(v->out, r->kind->states[r->status].name);
	}
	cmd_view_text(v, ACCOUNT, f[KAM_IMPROVE_ACCOUNT].text);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cmd_view_text(v, (size_t)texts[i].column,
			      f[texts[i].field].set ? f[texts[i].field].text
						    : NULL);
	print_figure(v, BASELINE, f[KAM_IMPROVE_BASELINE].set,
		     f[KAM_IMPROVE_BASELINE].integer);
	print_figure(v, TARGET, f[KAM_IMPROVE_TARGET].set,
		     f[KAM_IMPROVE_TARGET].integer);
	print_figure(v, VALUE, e.has_value, e.value);
	cmd_view_text(v, ON, e.has_value ? e.on : NULL);
	print_figure(v, EFFECT, e.has_value && f[KAM_IMPROVE_BASELINE].set,
		     e.effect);
	print_progress(v, &e);
	print_reached(v, &e);
	cmd_view_integer(v, MEASURED, 1, e.measured);
	cmd_view_integer(v, DOUBTS, 1, e.doubts);
	cmd_view_text(v, DOUBTED_BY, e.doubted_by);
	kam_out_end(v->out);
	return 0;
}

static int effect(struct cmd *c, void *values, struct kam_err *err)
{
	struct listing l = { .c = c };
	struct kam_query *q = NULL;
	int rc = cmd_query(&q, c, err);

	(void)values;
	c->title = _("what improvements brought");
	if (!rc)
		rc = cmd_view_open(&l.view, c, table, COLUMNS, PEOPLE,
				   CMD_VIEW_LIST, err);
	if (!rc) {
		rc = kam_query_run(q, print_one, &l, err);
		kam_out_end(l.view.out);
	}
	kam_query_release(q);
	return rc;
}

static const struct cmd_verb verbs[] = {
	{ "from", from, CMD_REGISTER_WRITE, 1, 1, from_options,
	  sizeof(struct from), "RECORD [--title TEXT]",
	  N_("one that comes of any record, linked both ways"),
	  "kam improve from FB-1" },
	{ "measure", measure, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 2,
	  measure_options, sizeof(struct measure),
	  "ID --value N [--on DATE] [--remark TEXT]",
	  N_("take down a figure, before or after"),
	  "kam improve measure IMP-1 --value 3" },
	{ "effect", effect, CMD_REGISTER_READ | CMD_FILTERS | CMD_REPORT, 0, 0,
	  NULL, 0, "[FIELD=VALUE …]",
	  N_("what they brought: baseline, target, effect, doubts"),
	  "kam improve effect --all" },
	{ NULL },
};
const struct cmd_noun cmd_noun_improve = { "improve", "improve", NULL, verbs };
