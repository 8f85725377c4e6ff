/*
 * Titles of plans where people read them among others.
 */
#include "plan.h"

#include <kam/areas.h>
#include <string.h>

/* A title that kam made is of data alone, the word of its area too: people read
   that in their language, as everywhere. Not by kam_plan_heading(), since it
   begins with what all plans of an area have in common, of which a narrow
   column shows nothing else. */
static void add_title(struct kam_str *out, const void *context)
{
	const struct kam_record *plan = context;
	const struct kam_value *v = plan->values;
	const char *title = v[KAM_PLAN_TITLE].set ? v[KAM_PLAN_TITLE].text : "";
	const char *area = v[KAM_PLAN_AREA].text;
	const char *of = kam_plan_made_of(plan, title);

	if (!of || !strcmp(area, "account"))
		kam_str_add(out, title);
	else
		kam_str_printf(out, "%s%s%s", of, _(": "),
			       kam_gettext_in("area", area));
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
		add_title(out, plan);
	kam_err_reset(&none);
}

void cmd_title(struct cmd *c, struct kam_out *out, const struct kam_kind *kind,
	       int64_t id, const char *title)
{
	const struct titled t = { c, id, title };

	if (title && kam_kind_is(kind, &kam_plan_kind))
		kam_out_people_by(out, add_title_of, &t);
	kam_out_text(out, title);
}
