/*
 * What came of a conversation.
 */
#include "areas/minutes_take.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <string.h>

enum { SQL_DECISIONS, SQL_ACTIONS };
static const char *const texts[] = {
	[SQL_DECISIONS] = "SELECT id FROM decision WHERE \"about_kind\" = "
			  "'comm' AND \"about\" = $1 ORDER BY id",
	[SQL_ACTIONS] = "SELECT id FROM action WHERE \"about_kind\" = 'comm' "
			"AND \"about\" = $1 ORDER BY id",
};
const struct kam_sql kam_minutes_sql = { texts, sizeof texts / sizeof *texts };

int kam_minutes_copy(struct kam_minutes_record *out, struct kam *k,
		     const struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *v = r->values;

	(void)k;
	(void)err;
	out->kind = r->kind;
	out->id = r->id;
	if (kam_kind_is(r->kind, &kam_decision_kind)) {
		out->text = v[KAM_DECISION_REMARK].set
				? v[KAM_DECISION_REMARK].text
				: NULL;
		return 0;
	}
	out->text = v[KAM_ACTION_TITLE].text;
	out->owner = v[KAM_ACTION_OWNER].set ? v[KAM_ACTION_OWNER].text : NULL;
	out->owner_name =
	    v[KAM_ACTION_OWNER].set ? v[KAM_ACTION_OWNER].extra : NULL;
	out->due = v[KAM_ACTION_DUE].set ? v[KAM_ACTION_DUE].text : NULL;
	out->status = r->kind->states[r->status].name;
	return 0;
}

static int add(struct kam_minutes_result *out, size_t *room,
	       struct kam_arena *arena, struct kam_err *err)
{
	struct kam_minutes_record *grown =
	    kam_grow_in(arena, out->records, room, out->n, sizeof *grown, err);

	if (!grown)
		return err->code;
	out->records = grown;
	return 0;
}

static int read_kind(struct kam_minutes_result *out, size_t *room,
		     struct kam *k, struct kam_arena *arena, int sql,
		     const struct kam_kind *kind, int64_t comm,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[sql], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, comm);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		struct kam_record *r;

		rc = add(out, room, arena, err);
		if (!rc)
			rc = kam_record_load(&r, k, arena, kind,
					     kam_stmt_int(s, 0), err);
		if (!rc) {
			struct kam_minutes_record *record =
			    &out->records[out->n++];

			memset(record, 0, sizeof *record);
			record->change = KAM_MINUTES_UNCHANGED;
			rc = kam_minutes_copy(record, k, r, err);
		}
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_minutes_records(struct kam_minutes_result *out, struct kam *k,
			struct kam_arena *arena, int64_t comm,
			struct kam_err *err)
{
	size_t room = 0;
	int rc;

	memset(out, 0, sizeof *out);
	rc = read_kind(out, &room, k, arena, SQL_DECISIONS, &kam_decision_kind,
		       comm, err);
	return rc ? rc
		  : read_kind(out, &room, k, arena, SQL_ACTIONS,
			      &kam_action_kind, comm, err);
}
