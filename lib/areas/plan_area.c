/*
 * The areas that have plans: found through their kinds.
 */
#include "areas/plan_rules.h"

#include <kam/areas.h>
#include <kam/plan.h>
#include <string.h>

const struct kam_plan_area *
kam_plan_area_find(const struct kam_catalogue *catalogue, const char *name)
{
	for (int i = 0; i < catalogue->n_kinds; i++) {
		const struct kam_kind *kind = catalogue->kinds[i];

		if (kind->hooks.plan &&
		    (!strcmp(kind->hooks.plan->name, name) ||
		     !strcmp(kind->name, name)))
			return kind->hooks.plan;
	}
	return NULL;
}

const struct kam_plan_part *kam_plan_part_find(const struct kam_plan_area *area,
					       const char *name)
{
	for (size_t i = 0; area && i < area->n_parts; i++)
		if (!strcmp(area->parts[i].name, name))
			return &area->parts[i];
	return NULL;
}

const struct kam_plan_figure *
kam_plan_figure_find(const struct kam_plan_area *area, const char *name)
{
	for (size_t i = 0; area && i < area->n_figures; i++)
		if (!strcmp(area->figures[i].name, name))
			return &area->figures[i];
	return NULL;
}

const struct kam_plan_table *
kam_plan_table_find(const struct kam_catalogue *catalogue, const char *name)
{
	for (int i = 0; i < catalogue->n_kinds; i++) {
		const struct kam_plan_area *area =
		    catalogue->kinds[i]->hooks.plan;

		for (size_t j = 0; area && j < area->n_tables; j++)
			if (!strcmp(area->tables[j].name, name))
				return &area->tables[j];
	}
	return NULL;
}

const char *kam_plan_section_label(const struct kam *k,
				   const struct kam_record *plan,
				   const struct kam_record *section)
{
	const struct kam_value *v = section->values;
	const struct kam_plan_part *part;

	if (v[KAM_PLAN_SECTION_TITLE].set)
		return v[KAM_PLAN_SECTION_TITLE].text;
	part = kam_plan_part_find(kam_plan_area_of(k, plan),
				  v[KAM_PLAN_SECTION_NAME].text);
	return part && part->title ? _(part->title)
				   : v[KAM_PLAN_SECTION_NAME].text;
}

void kam_plan_title_make(struct kam_str *out, const char *area, const char *of)
{
	kam_str_add(out, of);
	if (strcmp(area, "account") != 0)
		kam_str_printf(out, ": %s", area);
}

const char *kam_plan_made_of(const struct kam_record *plan, const char *title)
{
	const struct kam_value *v = plan->values;
	const char *of = v[KAM_PLAN_PROJECT].set ? v[KAM_PLAN_PROJECT].extra
						 : v[KAM_PLAN_ACCOUNT].extra;
	struct kam_str made = KAM_STR_INIT;
	int is_made;

	if (of && v[KAM_PLAN_AREA].set)
		kam_plan_title_make(&made, v[KAM_PLAN_AREA].text, of);
	is_made = !made.failed && *made.data && !strcmp(made.data, title);
	kam_str_release(&made);
	return is_made ? of : NULL;
}

const char *kam_plan_heading(const struct kam *k, struct kam_arena *arena,
			     const struct kam_record *plan, const char *title)
{
	const struct kam_plan_area *area = kam_plan_area_of(k, plan);
	const char *of = area ? kam_plan_made_of(plan, title) : NULL;

	return of ? kam_arena_printf(arena, "%s%s%s", _(area->title), _(": "),
				     of)
		  : kam_arena_strdup(arena, title);
}

/* Not as the heading, since that begins with what all plans of an area have in
   common, of which a narrow column shows nothing else. */
void kam_plan_shown(struct kam_str *out, const struct kam_record *plan,
		    const char *title)
{
	const char *of = kam_plan_made_of(plan, title);
	const char *area = plan->values[KAM_PLAN_AREA].text;

	if (!of || !strcmp(area, "account"))
		kam_str_add(out, title);
	else
		kam_str_printf(out, "%s%s%s", of, _(": "),
			       kam_gettext_in("area", area));
}

static const char *shown_of_plan(struct kam_arena *arena,
				 const struct kam_record *plan,
				 const char *title)
{
	struct kam_str text = KAM_STR_INIT;
	const char *shown;

	kam_plan_shown(&text, plan, title);
	shown = text.failed ? NULL : kam_arena_strdup(arena, text.data);
	kam_str_release(&text);
	return shown;
}

const char *kam_title_shown(struct kam *k, struct kam_arena *arena,
			    const struct kam_kind *kind, int64_t id,
			    const char *title)
{
	struct kam_record *plan, *section;
	struct kam_err failed = { 0 };
	int rc = 0;

	if (!title)
		return "";
	if (kind->title >= 0 && kind->fields[kind->title].type == KAM_WORD)
		return kam_gettext_in(kind->fields[kind->title].name, title);
	if (kam_kind_is(kind, &kam_plan_kind)) {
		rc = kam_record_load(&plan, k, arena, kind, id, &failed);
		if (!rc)
			return shown_of_plan(arena, plan, title);
	} else if (kam_kind_is(kind, &kam_plan_section_kind)) {
		rc = kam_record_load(&section, k, arena, kind, id, &failed);
		if (!rc)
			rc = kam_record_load(
			    &plan, k, arena, &kam_plan_kind,
			    section->values[KAM_PLAN_SECTION_PLAN].integer,
			    &failed);
		if (!rc)
			return kam_plan_section_label(k, plan, section);
	}
	kam_err_reset(&failed);
	/* what is gone is still called by what is known of it */
	return rc == KAM_ENOMEM ? NULL : title;
}

const char *kam_plan_section_guidance(const struct kam *k,
				      const struct kam_record *plan,
				      const struct kam_record *section)
{
	const struct kam_value *v = section->values;
	const struct kam_plan_part *part;

	if (v[KAM_PLAN_SECTION_GUIDANCE].set)
		return v[KAM_PLAN_SECTION_GUIDANCE].text;
	part = kam_plan_part_find(kam_plan_area_of(k, plan),
				  v[KAM_PLAN_SECTION_NAME].text);
	return part && part->guidance ? _(part->guidance) : NULL;
}

struct sections {
	struct kam *k;
	struct kam_arena *arena;
	struct kam_record **rows;
	size_t n, room;
};

static int add_section(void *context, struct kam_record *r, struct kam_err *err)
{
	struct sections *s = context;

	if (s->n == s->room) {
		size_t room = s->room ? 2 * s->room : 32;
		struct kam_record **grown =
		    kam_arena_array(s->arena, room, sizeof *grown);

		if (!grown)
			return kam_fail_memory(err);
		if (s->n)
			memcpy(grown, s->rows, s->n * sizeof *grown);
		s->rows = grown;
		s->room = room;
	}
	/* the one given is gone after the call */
	return kam_record_load(&s->rows[s->n++], s->k, s->arena, r->kind, r->id,
			       err);
}

int kam_plan_sections(struct kam_record ***out, size_t *n, struct kam *k,
		      struct kam_arena *arena, int64_t plan,
		      struct kam_err *err)
{
	struct sections s = { .k = k, .arena = arena };
	struct kam_query *q = NULL;
	char filter[40];
	int rc = kam_query_open(&q, k, &kam_plan_section_kind, err);

	(void)snprintf(filter, sizeof filter, "plan=PLAN-%lld",
		       (long long)plan);
	if (!rc)
		rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_sort(q, "position", err);
	if (!rc)
		rc = kam_query_run(q, add_section, &s, err);
	kam_query_release(q);
	*out = s.rows;
	*n = s.n;
	return rc;
}
