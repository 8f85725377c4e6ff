/*
 * The people in a plan: those of the customer, and ours.
 */
#include "areas/plan_view.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/brief.h>

/* $1 account, $2 project or 0: whoever owns something of it */
#define OWNS(table)                                                            \
	"EXISTS (SELECT 1 FROM " table " t WHERE t.\"owner\" = m.id "          \
	"AND t.\"account\" = $1 AND ($2 = 0 OR t.\"project\" = $2))"
/* clang-format off */
static const char sql_team[] =
    "SELECT m.id FROM member m WHERE m.status = 'active' AND ("
    "EXISTS (SELECT 1 FROM account a WHERE a.id = $1 AND a.\"owner\" = m.id) "
    "OR EXISTS (SELECT 1 FROM project p WHERE p.\"owner\" = m.id "
    "AND p.\"account\" = $1 AND ($2 = 0 OR p.id = $2)) "
    "OR " OWNS("plan") " OR " OWNS("req") " OR " OWNS("action")
    " OR " OWNS("risk") " OR " OWNS("cadence")
    ") ORDER BY m.\"name\", m.id";
/* clang-format on */
static const char *const texts[] = { sql_team };
const struct kam_sql kam_plan_people_sql = { texts, 1 };

const struct kam_plan_column kam_cells_of_stakeholders[] = {
	{ "id", &kam_contact_kind },
	{ "name", &kam_contact_kind },
	{ "role", NULL, N_("Role"), KAM_FORM_TEXT, 1 },
	{ "title", &kam_contact_kind },
	{ "influence", &kam_contact_kind },
	{ "interest", &kam_contact_kind },
	{ "attitude", &kam_contact_kind },
	{ "owner", &kam_contact_kind },
	{ NULL },
};

/* "economic_buyer", or whatever they are called in this account. */
const char *kam_contact_role(const struct kam_record *contact, int64_t account)
{
	const struct kam_value *in = &contact->values[KAM_CONTACT_ACCOUNTS];

	for (size_t i = 0; i < in->n_refs; i++)
		if (in->refs[i].id == account)
			return in->refs[i].role;
	return NULL;
}

static int add_stakeholder(void *context, struct kam_record *r,
			   struct kam_err *err)
{
	struct kam_plan_view *view = context;
	const struct kam_plan_column *c = kam_cells_of_stakeholders;
	int rc = 0;

	if (!kam_view_row(view))
		return 0;
	for (; c->key && !rc; c++)
		if (!c->kind)
			kam_document_text(view->doc,
					  kam_contact_role(r, view->account),
					  NULL);
		else
			rc = kam_view_field(view, r, c->key, err);
	return rc;
}

int kam_fill_stakeholders(struct kam_plan_view *view, struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc;

	if (!kam_view_begin(view))
		return 0;
	rc = kam_query_open(&q, view->k, &kam_contact_kind, err);
	if (!rc)
		rc = kam_query_account(q, view->account, err);
	if (!rc)
		rc = kam_query_sort(q, "-influence,name", err);
	if (!rc)
		rc = kam_query_run(q, add_stakeholder, view, err);
	kam_query_release(q);
	return rc;
}

const struct kam_plan_column kam_cells_of_team[] = {
	{ "key", &kam_member_kind },   { "name", &kam_member_kind },
	{ "role", &kam_member_kind },  { "email", &kam_member_kind },
	{ "phone", &kam_member_kind }, { NULL },
};

int kam_fill_team(struct kam_plan_view *view, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc;

	if (!kam_view_begin(view))
		return 0;
	rc = kam_db_prepare(&s, kam_database(view->k), sql_team, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, view->account);
	kam_stmt_bind_int(s, 2, view->project);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const struct kam_plan_column *c = kam_cells_of_team;
		struct kam_record *member;

		rc = 0;
		if (!kam_view_row(view))
			continue;
		rc = kam_record_load(&member, view->k, view->arena,
				     &kam_member_kind, kam_stmt_int(s, 0), err);
		for (; c->key && !rc; c++)
			rc = kam_view_field(view, member, c->key, err);
	}
	kam_stmt_finalize(s);
	return rc;
}
