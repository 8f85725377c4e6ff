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
	int64_t plan;
	const char *title;
};

static void add_title_of(struct kam_str *out, const void *context)
{
	const struct titled *t = context;
	struct kam_err none = { 0 };
	struct kam_record *plan;

	if (kam_record_load(&plan, t->c->k, &t->c->arena, &kam_plan_kind,
			    t->plan, &none))
		kam_str_add(out, t->title);
	else
		kam_plan_shown(out, plan, t->title);
	kam_err_reset(&none);
}

void cmd_title(struct cmd *c, struct kam_out *out, const struct kam_kind *kind,
	       int64_t id, const char *title)
{
	const struct kam_field *f =
	    kind->title >= 0 ? &kind->fields[kind->title] : NULL;
	const struct titled t = { c, id, title };

	if (title && kam_kind_is(kind, &kam_plan_kind))
		kam_out_people_by(out, add_title_of, &t);
	else if (title && f && f->type == KAM_WORD)
		kam_out_people(out, kam_gettext_in(f->name, title));
	kam_out_text(out, title);
}
