/*
 * objective measure: the figure that was reached by now.
 */
#include "crud.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/plan.h>

struct measure {
	const char *on, *remark;
};
static const struct cmd_option measure_options[] = {
	{ "on", 0, CMD_TEXT, N_("DATE"), N_("when; else today"),
	  CMD_AT(struct measure, on) },
	{ "remark", 0, CMD_TEXT, N_("TEXT"), N_("how it was measured"),
	  CMD_AT(struct measure, remark) },
	{ NULL },
};

/* "OBJ-1  42 of 60  (70%)" */
static int tell(struct cmd *c, const struct kam_record *objective,
		const struct kam_record *m, struct kam_err *err)
{
	const struct kam_value *v = objective->values;
	int64_t current = m->values[KAM_MEASUREMENT_VALUE].integer, progress;
	char value[KAM_DECIMAL_TEXT], target[KAM_DECIMAL_TEXT];

	kam_decimal_format(value, current);
	kam_decimal_format(target, v[KAM_OBJECTIVE_TARGET].integer);
	kam_str_printf(&c->text, "OBJ-%lld  ", (long long)objective->id);
	if (v[KAM_OBJECTIVE_TARGET].set)
		kam_str_printf(&c->text, _("%s of %s"), value, target);
	else
		kam_str_add(&c->text, value);
	if (v[KAM_OBJECTIVE_TARGET].set && v[KAM_OBJECTIVE_BASELINE].set &&
	    kam_objective_progress(&progress, v[KAM_OBJECTIVE_BASELINE].integer,
				   v[KAM_OBJECTIVE_TARGET].integer, current))
		kam_str_printf(&c->text, "  (%lld%%)",
			       (long long)(progress / 10000));
	kam_str_add_char(&c->text, '\n');
	return kam_str_check(&c->text, err);
}

static int measure_one(struct cmd *c, const struct measure *v,
		       struct kam_err *err)
{
	struct kam_record *objective, *made;
	int rc = cmd_load(&objective, c, c->kind, c->words[0], err);

	if (!rc)
		rc = kam_objective_measure(&made, c->k, objective, c->words[1],
					   v->on, v->remark, err);
	if (rc)
		return rc;
	c->kind = cmd_kind(c, &kam_measurement_kind);
	return cmd_for_people(c) ? tell(c, objective, made, err)
				 : cmd_written(c, made, err);
}

static int measure(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(c->k, measure_one(c, values, err), err);
}

static const struct cmd_verb verbs[] = {
	{ "measure", measure, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, 2,
	  measure_options, sizeof(struct measure),
	  "ID VALUE [--on DATE] [--remark TEXT]",
	  N_("take down the figure that was reached by now"),
	  "kam objective measure OBJ-1 42" },
	{ NULL },
};
const struct cmd_noun cmd_noun_objective = { "objective", "objective", NULL,
					     verbs };
