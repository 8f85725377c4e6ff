/*
 * Titles of plans where people read them among others.
 */
#include "plan.h"

#include <kam/areas.h>
#include <string.h>

static const char *title_of(const struct kam_record *plan)
{
	const struct kam_value *v = &plan->values[KAM_PLAN_TITLE];

	return v->set ? v->text : "";
}

static void add_title(struct kam_str *out, const void *context)
{
	kam_plan_shown(out, context, title_of(context));
}

void cmd_plan_title(struct kam_out *out, const struct kam_record *plan)
{
	kam_out_people_by(out, add_title, plan);
	kam_out_text(out, plan->values[KAM_PLAN_TITLE].text);
}

struct titled {
	struct cmd *c;
	const struct kam_kind *kind;
	int64_t id;
	const char *title;
};

static void add_title_of(struct kam_str *out, const void *context)
{
	const struct titled *t = context;
	const char *shown =
	    kam_title_shown(t->c->k, &t->c->arena, t->kind, t->id, t->title);

	if (shown)
		kam_str_add(out, shown);
	else
		out->failed = 1;
}

void cmd_title(struct cmd *c, struct kam_out *out, const struct kam_kind *kind,
	       int64_t id, const char *title)
{
	const struct titled t = { c, kind, id, title };

	if (title)
		kam_out_people_by(out, add_title_of, &t);
	kam_out_text(out, title);
}
