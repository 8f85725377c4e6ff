/*
 * What an issue must have, and what closes one.
 */
#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/issue.h>
#include <string.h>

enum { SQL_OPEN_ACTION };
static const char *const texts[] = {
	[SQL_OPEN_ACTION] =
	    "SELECT id, \"title\" FROM action WHERE \"about\" = $1 "
	    "AND \"about_kind\" = 'issue' AND status = 'open' "
	    "AND \"type\" IN ('correction', 'corrective') ORDER BY id LIMIT 1",
};
const struct kam_sql kam_issue_rules_sql = { texts,
					     sizeof texts / sizeof *texts };

int kam_person_check(const struct kam_record *r, int field, struct kam_err *err)
{
	const struct kam_value *v = &r->values[field];

	if (!v->set || kam_kind_is(v->kind, &kam_member_kind) ||
	    kam_kind_is(v->kind, &kam_contact_kind))
		return 0;
	kam_fail(err, KAM_EINVALID, _("%s is no member and no contact"),
		 v->text);
	kam_field(err, r->kind->fields[field].name);
	return err->code;
}

static int64_t scope_of(const struct kam_record *r, int field)
{
	return field == KAM_NO_FIELD ? 0 : r->values[field].integer;
}

int kam_origin_scope(struct kam *k, struct kam_record *after, int field,
		     struct kam_err *err)
{
	const struct kam_kind *kind = after->kind;
	const struct kam_value *from = &after->values[field];
	struct kam_record *origin;
	int64_t account, project;
	int rc;

	if (!from->set || after->values[kind->account].set)
		return 0;
	rc = kam_record_load(&origin, k, after->arena, from->kind,
			     from->integer, err);
	if (!rc && kam_kind_is(from->kind, &kam_contact_kind))
		return kam_contact_scope(k, after, from->integer, err);
	if (rc)
		return rc;
	account = scope_of(origin, from->kind->account);
	project = scope_of(origin, from->kind->project);
	if (kam_kind_is(from->kind, &kam_account_kind))
		account = origin->id;
	if (kam_kind_is(from->kind, &kam_project_kind))
		project = origin->id;
	rc = account ? kam_record_set_ref(k, after, kind->account, account, err)
		     : 0;
	if (!rc && project && !after->values[kind->project].set)
		rc = kam_record_set_ref(k, after, kind->project, project, err);
	return rc;
}

int kam_reason_check(const struct kam_record *before,
		     const struct kam_record *after, int field,
		     struct kam_err *err)
{
	const char *verb = NULL;

	if (!before || before->status == after->status ||
	    !after->values[field].set || !before->values[field].set ||
	    strcmp(after->values[field].text, before->values[field].text) != 0)
		return 0;
	for (int i = 0; i < after->kind->n_moves; i++)
		if (after->kind->moves[i].to == after->status &&
		    after->kind->moves[i].from & 1u << before->status &&
		    after->kind->moves[i].needs[0] == field)
			verb = after->kind->moves[i].verb;
	if (!verb)
		return 0;
	kam_fail(err, KAM_EINVALID, _("its reason is the one of last time"));
	kam_field(err, after->kind->fields[field].name);
	kam_hint(err, "kam %s %s %s-%lld --reason TEXT",
		 kam_kind_typed(after->kind), verb, after->kind->prefix,
		 (long long)after->id);
	return err->code;
}

int kam_not_ahead(struct kam *k, const struct kam_record *r, int field,
		  struct kam_err *err)
{
	const struct kam_value *v = &r->values[field];
	char today[KAM_DATE_TEXT];

	kam_date_format(today, kam_today(k));
	if (!v->set || strcmp(v->text, today) <= 0)
		return 0;
	kam_fail(err, KAM_EINVALID, _("'%.60s' is still to come"), v->text);
	kam_field(err, r->kind->fields[field].name);
	return err->code;
}

static int number_whys(struct kam *k, struct kam_record *after,
		       struct kam_err *err)
{
	const struct kam_value *whys = &after->values[KAM_ISSUE_WHYS];
	struct kam_str text = KAM_STR_INIT;
	const char *last = NULL;
	int rc = 0;

	if (whys->set)
		rc = kam_whys_number(&text, &last, whys->text, err);
	if (rc)
		kam_field(err, "whys");
	else
		rc = kam_record_set(k, after, KAM_ISSUE_ROOT_CAUSE,
				    last ? last : "", err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_ISSUE_WHYS, text.data, err);
	kam_str_release(&text);
	return rc;
}

/* What is bad is not closed before it is known where it came from. */
static int check_cause(const struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;
	const struct kam_field *severity =
	    &after->kind->fields[KAM_ISSUE_SEVERITY];

	if ((v[KAM_ISSUE_WHYS].set && v[KAM_ISSUE_CAUSE].set) ||
	    kam_word_find(severity, v[KAM_ISSUE_SEVERITY].text) <
		kam_word_find(severity, "high"))
		return 0;
	kam_fail(err, KAM_EREFUSED,
		 _("ISS-%lld is of %s severity: it is closed with its root "
		   "cause only"),
		 (long long)after->id, kam_gettext(v[KAM_ISSUE_SEVERITY].text));
	kam_field(err, v[KAM_ISSUE_WHYS].set ? "cause" : "whys");
	kam_hint(err, "kam issue why ISS-%lld '…' --cause process",
		 (long long)after->id);
	return err->code;
}

static int check_actions(struct kam *k, const struct kam_record *after,
			 struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc =
	    kam_db_prepare(&s, kam_database(k), texts[SQL_OPEN_ACTION], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, after->id);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const long long id = (long long)kam_stmt_int(s, 0);
		const char *title = kam_stmt_text(s, 1);

		rc = kam_fail(err, KAM_EREFUSED,
			      _("ACT-%lld is still to be done: %s"), id,
			      title ? title : "");
		kam_hint(err, "kam action finish ACT-%lld", id);
	}
	kam_stmt_finalize(s);
	return rc;
}

/* Whoever comes up again has been neither solved nor checked. */
static int come_again(struct kam *k, const struct kam_record *before,
		      struct kam_record *after, struct kam_err *err)
{
	static const int gone[] = { KAM_ISSUE_SOLVED_ON, KAM_ISSUE_VERIFIED_BY,
				    KAM_ISSUE_VERIFIED_ON,
				    KAM_ISSUE_CONTAINED_ON };
	char times[KAM_INTEGER_TEXT];
	int rc;

	kam_integer_format(times,
			   before->values[KAM_ISSUE_REOPENED].integer + 1);
	rc = kam_record_set(k, after, KAM_ISSUE_REOPENED, times, err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_ISSUE_REOPENED_ON, "today",
				    err);
	for (size_t i = 0; i < sizeof gone / sizeof *gone && !rc; i++)
		rc = kam_record_set(k, after, gone[i], "", err);
	return rc;
}

static int check_move(struct kam *k, const struct kam_record *before,
		      struct kam_record *after, struct kam_err *err)
{
	const int verified = kam_state_find(after->kind, "verified");
	const int solved = kam_state_find(after->kind, "solved");
	int rc = kam_reason_check(before, after, KAM_ISSUE_REASON, err);

	if (rc || !before || before->status == after->status)
		return rc;
	if (after->status == verified) {
		rc = check_cause(after, err);
		return rc ? rc : check_actions(k, after, err);
	}
	return before->status >= solved && !after->status
		   ? come_again(k, before, after, err)
		   : 0;
}

/* Its days come one after another. */
static int check_days(struct kam *k, const struct kam_record *after,
		      struct kam_err *err)
{
	static const int days[] = { KAM_ISSUE_RAISED_ON, KAM_ISSUE_SOLVED_ON,
				    KAM_ISSUE_VERIFIED_ON };
	const struct kam_value *last = NULL;
	int rc = 0;

	for (size_t i = 0; i < sizeof days / sizeof *days && !rc; i++) {
		const struct kam_value *v = &after->values[days[i]];

		rc = kam_not_ahead(k, after, days[i], err);
		if (!rc && v->set && last && strcmp(v->text, last->text) < 0) {
			rc = kam_fail(err, KAM_EINVALID, _("%s is before %s"),
				      v->text, last->text);
			kam_field(err, after->kind->fields[days[i]].name);
		}
		last = v->set ? v : last;
	}
	return rc;
}

int kam_issue_check(struct kam *k, const struct kam_record *before,
		    struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;
	int rc = kam_person_check(after, KAM_ISSUE_RAISED_BY, err);

	if (!rc)
		rc = kam_person_check(after, KAM_ISSUE_VERIFIED_BY, err);
	if (!rc)
		rc = kam_scope_check(k, before, after, err);
	if (!rc)
		rc = kam_origin_scope(k, after, KAM_ISSUE_ORIGIN, err);
	if (!rc && kam_kind_is(v[KAM_ISSUE_RAISED_BY].kind, &kam_contact_kind))
		rc = kam_contact_scope(k, after, v[KAM_ISSUE_RAISED_BY].integer,
				       err);
	if (!rc && !v[KAM_ISSUE_RAISED_ON].set)
		rc =
		    kam_record_set(k, after, KAM_ISSUE_RAISED_ON, "today", err);
	if (!rc)
		rc = number_whys(k, after, err);
	if (!rc)
		rc = check_move(k, before, after, err);
	return rc ? rc : check_days(k, after, err);
}
