/*
 * What a member must be so that mail reaches them, and 'me' is one.
 */
#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/address.h>
#include <kam/areas.h>
#include <kam/language.h>
#include <string.h>

/* Whether the field says something that it did not before: what was stored
   earlier, or came from elsewhere, does not stop an edit of another field. */
static int is_new(const struct kam_record *before,
		  const struct kam_record *after, int field)
{
	const struct kam_value *v = &after->values[field];

	return v->set && (!before || !before->values[field].set ||
			  strcmp(before->values[field].text, v->text) != 0);
}

int kam_language_field(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, int field, struct kam_err *err)
{
	char code[KAM_LANGUAGE_TEXT];
	int rc;

	if (!is_new(before, after, field))
		return 0;
	rc = kam_language_read(code, after->values[field].text, err);
	return rc ? rc : kam_record_set(k, after, field, code, err);
}

enum { SQL_SAME };
static const char *const texts[] = {
	[SQL_SAME] = "SELECT id, \"name\" FROM member WHERE status = 'active' "
		     "AND lower(\"email\") = lower($1) AND id <> $2 "
		     "ORDER BY id LIMIT 1",
};
const struct kam_sql kam_member_sql = { texts, sizeof texts / sizeof *texts };

/* An address tells who calls ('me') and whom mail is from: it is one's own. */
static int check_own(struct kam *k, const struct kam_record *after,
		     struct kam_err *err)
{
	const char *address = after->values[KAM_MEMBER_EMAIL].text;
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_SAME], err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, address);
	kam_stmt_bind_int(s, 2, after->id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *name = kam_stmt_text(s, 1);
		const long long id = kam_stmt_int(s, 0);

		rc = kam_fail(err, KAM_EDUPLICATE,
			      _("'%s' is the address of MEM-%lld %s"), address,
			      id, name ? name : "");
		kam_field(err, "email");
		kam_hint(err,
			 _("is it the same person? kam member edit MEM-%lld; "
			   "one who has left: kam member leave MEM-%lld"),
			 id, id);
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_member_check(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	const int fresh = is_new(before, after, KAM_MEMBER_EMAIL);
	const int comes = fresh || !before || before->status != after->status;
	const char *address = after->values[KAM_MEMBER_EMAIL].text;

	if (fresh && kam_address_check(address, err)) {
		kam_field(err, "email");
		return err->code;
	}
	if (comes && after->values[KAM_MEMBER_EMAIL].set &&
	    after->status == kam_state_find(after->kind, "active") &&
	    check_own(k, after, err))
		return err->code;
	return kam_language_field(k, before, after, KAM_MEMBER_LANGUAGE, err);
}
