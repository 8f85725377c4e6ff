/*
 * Filters as they are typed: a rule that recurs, or a noun, is looked for as
 * it is kept, however it was said.
 */
#include "crud.h"

#include <kam/areas.h>
#include <kam/recurrence.h>
#include <string.h>

/* every=每周, every=weekly: kept as "week" */
static void add_rule(struct kam_str *out, const char *said)
{
	struct kam_err none = { 0 };
	struct kam_recurrence rule;

	if (kam_recurrence_parse(&rule, said, &none))
		kam_str_add(out, said);
	else
		kam_recurrence_format(out, &rule);
	kam_err_reset(&none);
}

/* noun=comm-plan: kept as "comm_plan" */
static void add_noun(struct kam_str *out, const struct cmd *c, const char *said)
{
	const struct kam_kind *kind = kam_kind_named(c->catalogue, said);

	kam_str_add(out, kind ? kind->name : said);
}

static int holds_noun(const struct kam_kind *kind, int field)
{
	return kam_kind_is(kind, &kam_field_kind) &&
	       (field == KAM_FIELD_NOUN || field == KAM_FIELD_TARGET);
}

/* A text that is only a part of what is kept, after "~", stays what it is. */
int cmd_where(struct kam_query *q, const struct cmd *c,
	      const struct kam_kind *kind, const char *filter,
	      struct kam_err *err)
{
	const char *value = filter + strcspn(filter, "=~");
	struct kam_str name = KAM_STR_INIT, plain = KAM_STR_INIT;
	int field, rc;

	kam_str_add_bytes(&name, filter, strcspn(filter, ".=~"));
	rc = kam_str_check(&name, err);
	field = rc ? KAM_NO_FIELD : kam_field_find(kind, name.data);
	value += *value == '=';
	kam_str_add_bytes(&plain, filter, (size_t)(value - filter));
	if (field != KAM_NO_FIELD && kind->fields[field].flags & KAM_RECURS)
		add_rule(&plain, value);
	else if (field != KAM_NO_FIELD && holds_noun(kind, field))
		add_noun(&plain, c, value);
	else
		kam_str_add(&plain, value);
	if (!rc)
		rc = kam_str_check(&plain, err);
	if (!rc)
		rc = kam_query_where(q, plain.data, err);
	kam_str_release(&plain);
	kam_str_release(&name);
	return rc;
}
