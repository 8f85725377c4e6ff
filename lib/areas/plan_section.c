/*
 * Sections of plans: those that come with a new one, and what holds for them.
 */
#include "areas/hooks.h"
#include "areas/plan_rules.h"
#include "areas/plan_view.h"

#include <kam/areas.h>
#include <string.h>

static int add_section(struct kam *k, const struct kam_record *plan,
		       const struct kam_plan_template *t, size_t i,
		       struct kam_err *err)
{
	const struct kam_plan_part *part = &t->parts[i];
	struct kam_record *s;
	char number[24];
	int rc = kam_record_new(&s, plan->arena, &kam_plan_section_kind, err);

	(void)snprintf(number, sizeof number, "%zu", i + 1);
	if (!rc)
		rc = kam_record_set_ref(k, s, KAM_PLAN_SECTION_PLAN, plan->id,
					err);
	if (!rc)
		rc = kam_record_set(k, s, KAM_PLAN_SECTION_NAME, part->name,
				    err);
	if (!rc)
		rc = kam_record_set(k, s, KAM_PLAN_SECTION_POSITION, number,
				    err);
	if (!rc && part->tables)
		rc = kam_record_set(k, s, KAM_PLAN_SECTION_TABLES, part->tables,
				    err);
	if (!rc && part->flags & KAM_PART_CUSTOMER)
		rc = kam_record_set(k, s, KAM_PLAN_SECTION_AUDIENCE, "customer",
				    err);
	if (!rc && part->flags & KAM_PART_MAY_BE_EMPTY)
		rc = kam_record_set(k, s, KAM_PLAN_SECTION_MAY_BE_EMPTY, "yes",
				    err);
	/* what is built in stays in the reader's language */
	if (!rc && !t->built_in && part->title)
		rc = kam_record_set(k, s, KAM_PLAN_SECTION_TITLE, part->title,
				    err);
	if (!rc && !t->built_in && part->guidance)
		rc = kam_record_set(k, s, KAM_PLAN_SECTION_GUIDANCE,
				    part->guidance, err);
	return rc ? rc : kam_record_insert(k, s, err);
}

int kam_plan_follow(struct kam *k, const struct kam_record *before,
		    struct kam_record *after, struct kam_err *err)
{
	struct kam_plan_template t;
	int rc;

	if (before || !after)
		return 0;
	rc = kam_plan_template_load(&t, k, after->arena,
				    kam_plan_area_of(k, after), err);
	for (size_t i = 0; i < t.n && !rc; i++)
		rc = add_section(k, after, &t, i, err);
	return rc;
}

int kam_plan_release(struct kam *k, const struct kam_record *record,
		     struct kam_err *err)
{
	struct kam_record **sections;
	size_t n;
	int rc =
	    kam_plan_sections(&sections, &n, k, record->arena, record->id, err);

	for (size_t i = 0; i < n && !rc; i++)
		rc = kam_record_discard(k, sections[i], err);
	return rc;
}

static int check_name(struct kam *k, const struct kam_record *after,
		      struct kam_err *err)
{
	const char *name = after->values[KAM_PLAN_SECTION_NAME].text;
	struct kam_record **sections;
	size_t n = 0;
	int rc = 0;

	if (*name < 'a' || *name > 'z' || strlen(name) >= 40 ||
	    name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")])
		rc = kam_fail(err, KAM_EINVALID,
			      _("'%.60s' is no name of a section: a-z, digits "
				"and _"),
			      name);
	if (!rc)
		rc = kam_plan_sections(
		    &sections, &n, k, after->arena,
		    after->values[KAM_PLAN_SECTION_PLAN].integer, err);
	for (size_t i = 0; i < n && !rc; i++)
		if (sections[i]->id != after->id &&
		    !strcmp(sections[i]->values[KAM_PLAN_SECTION_NAME].text,
			    name))
			rc = kam_fail(err, KAM_EDUPLICATE,
				      _("there is a section '%s' already"),
				      name);
	if (rc)
		kam_field(err, "name");
	return rc;
}

static int check_draft(struct kam *k, const struct kam_record *section,
		       struct kam_err *err)
{
	struct kam_record *plan;
	int rc = kam_record_load(&plan, k, section->arena, &kam_plan_kind,
				 section->values[KAM_PLAN_SECTION_PLAN].integer,
				 err);

	return rc || kam_plan_is_draft(plan)
		   ? rc
		   : kam_plan_locked(plan, "text", err);
}

int kam_plan_section_rules(struct kam *k, const struct kam_record *before,
			   struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;
	int rc = 0;

	if (!v[KAM_PLAN_SECTION_PLAN].set || !v[KAM_PLAN_SECTION_NAME].set)
		return 0;
	/* not where it comes back from an export with its plan */
	if (before || !after->id)
		rc = check_draft(k, after, err);
	if (!rc && (!before ||
		    kam_value_differs(&before->values[KAM_PLAN_SECTION_NAME],
				      &v[KAM_PLAN_SECTION_NAME])))
		rc = check_name(k, after, err);
	if (!rc && v[KAM_PLAN_SECTION_TABLES].set)
		rc = kam_plan_tables_check(
		    kam_catalogue_of(k), v[KAM_PLAN_SECTION_TABLES].text, err);
	return rc;
}

int kam_plan_section_release(struct kam *k, const struct kam_record *record,
			     struct kam_err *err)
{
	return check_draft(k, record, err);
}
