/*
 * What is wrong with a communications plan.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/comm_plan.h>
#include <kam/date.h>
#include <kam/grow.h>
#include <stdlib.h>
#include <kam/utf8.h>
#include <string.h>

#define OF_ACCOUNT "a.status = 'active' AND ($1 = 0 OR a.id = $1)"

enum { SQL_LINES, SQL_CONTACTS, SQL_REFUSED };
static const char *const texts[] = {
	[SQL_LINES] =
	    "SELECT p.id, a.\"key\", COALESCE(p.\"sender\", a.\"owner\"), "
	    "p.status, p.\"sender\", p.\"approver\", p.\"group\", p.\"every\", "
	    "p.\"end\", c.status, CASE WHEN p.\"acknowledge\" = 1 THEN "
	    "(SELECT count(*) FROM occurrence o WHERE o.\"cadence\" = c.id "
	    "AND o.status IN ('given', 'late') AND NOT EXISTS "
	    "(SELECT 1 FROM decision d WHERE d.\"about_kind\" = 'occurrence' "
	    "AND d.\"about\" = o.id AND d.\"outcome\" = 'acknowledged')) "
	    "ELSE 0 END, (SELECT count(*) FROM list_value v "
	    "JOIN contact x ON x.id = v.target AND x.status = 'active' "
	    "WHERE v.kind = 'comm_plan' AND v.field = 'audience' "
	    "AND v.record = p.id) FROM comm_plan p "
	    "JOIN account a ON a.id = p.\"account\" "
	    "LEFT JOIN cadence c ON c.id = p.\"cadence\" "
	    "WHERE p.status <> 'ended' AND " OF_ACCOUNT " AND $2 > 0 "
	    "ORDER BY p.id",
	[SQL_CONTACTS] =
	    "SELECT c.id, a.\"key\", COALESCE(c.\"owner\", a.\"owner\"), "
	    "c.\"name\", c.\"influence\" FROM contact c "
	    "JOIN list_value v ON v.kind = 'contact' AND v.field = 'accounts' "
	    "AND v.record = c.id JOIN account a ON a.id = v.target "
	    "WHERE c.status = 'active' AND c.\"influence\" >= $2 "
	    "AND NOT EXISTS (SELECT 1 FROM list_value w "
	    "JOIN comm_plan p ON p.id = w.record AND p.status <> 'ended' "
	    "AND p.\"account\" = a.id WHERE w.kind = 'comm_plan' "
	    "AND w.field = 'audience' AND w.target = c.id) "
	    "AND " OF_ACCOUNT " ORDER BY c.\"influence\" DESC, c.id, a.id",
	[SQL_REFUSED] =
	    "SELECT p.id, a.\"key\", COALESCE(p.\"sender\", a.\"owner\"), "
	    "c.id, c.\"name\", p.\"channel\" FROM comm_plan p "
	    "JOIN account a ON a.id = p.\"account\" "
	    "JOIN list_value v ON v.kind = 'comm_plan' "
	    "AND v.field = 'audience' AND v.record = p.id "
	    "JOIN contact c ON c.id = v.target "
	    "WHERE p.status <> 'ended' AND " OF_ACCOUNT " AND $2 > 0 "
	    "AND ((p.\"channel\" = 'mail' AND c.\"opt_out\" = 1) "
	    "OR (EXISTS (SELECT 1 FROM channel h WHERE h.\"contact\" = c.id "
	    "AND h.\"type\" = p.\"channel\" AND (h.\"do_not_use\" = 1 "
	    "OR h.\"consent\" = 'refused')) AND NOT EXISTS "
	    "(SELECT 1 FROM channel h WHERE h.\"contact\" = c.id "
	    "AND h.\"type\" = p.\"channel\" "
	    "AND COALESCE(h.\"do_not_use\", 0) = 0 "
	    "AND h.\"consent\" <> 'refused'))) ORDER BY p.id, v.position",
};
const struct kam_sql kam_comm_plan_judge_sql = { texts,
						 sizeof texts / sizeof *texts };

struct judging {
	struct kam *k;
	struct kam_comm_plan_findings *out;
	struct kam_stmt *s;
};

/* A finding on the record of the row; %lld of mend is its number. */
static int find(struct judging *j, const struct kam_kind *kind,
		const char *finding, const char *what, const char *mend,
		struct kam_err *err)
{
	struct kam_comm_plan_finding *grown;
	struct kam_comm_plan_findings *out = j->out;
	const char *account = kam_stmt_text(j->s, 1);
	struct kam_comm_plan_finding *f;

	grown = kam_grow(out->items, &out->room, out->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	out->items = grown;
	f = &out->items[out->n++];
	memset(f, 0, sizeof *f);
	f->id = kam_arena_printf(out->arena, "%s-%lld", kind->prefix,
				 (long long)kam_stmt_int(j->s, 0));
	f->finding = finding;
	f->account = kam_arena_strdup(out->arena, account ? account : "");
	f->owner_id = kam_stmt_int(j->s, 2);
	f->what = what ? kam_arena_strdup(out->arena, what) : NULL;
	f->mend = mend ? kam_arena_strdup(out->arena, mend) : NULL;
	return f->id && f->account && f->what && f->mend ? 0
							 : kam_fail_memory(err);
}

/* One that a line shows; the command begins with its verb. */
static int of_line(struct judging *j, const char *finding, const char *what,
		   const char *verb, const char *options, struct kam_err *err)
{
	char mend[160];

	(void)snprintf(mend, sizeof mend, "kam comm plan %s CPL-%lld%s%s", verb,
		       (long long)kam_stmt_int(j->s, 0), *options ? " " : "",
		       options);
	return find(j, &kam_comm_plan_kind, finding, what, mend, err);
}

static int is(const char *text, const char *word)
{
	return text && !strcmp(text, word);
}

static int judge_promise(struct judging *j, struct kam_err *err)
{
	char today[KAM_DATE_TEXT], what[128];
	const char *end = kam_stmt_text(j->s, 8);
	const char *cadence = kam_stmt_text(j->s, 9);
	const int64_t unanswered = kam_stmt_int(j->s, 10);
	int rc = 0;

	kam_date_format(today, kam_today(j->k));
	(void)snprintf(what, sizeof what,
		       _("deliveries that nobody acknowledged: %lld"),
		       (long long)unanswered);
	if (end && strcmp(end, today) < 0)
		rc = of_line(j, "ended", _("its last day has passed"), "end",
			     "", err);
	else if (!kam_stmt_is_null(j->s, 7) &&
		 (!cadence || is(cadence, "ended")))
		rc = of_line(j, "no_promise",
			     _("recurs, and has no cadence that is kept"),
			     "revise", "--every RULE --reason TEXT", err);
	if (!rc && unanswered)
		rc = of_line(j, "unacknowledged", what, "ack", "--by CONTACT",
			     err);
	return rc;
}

static int judge_line(struct judging *j, struct kam_err *err)
{
	const int draft = is(kam_stmt_text(j->s, 3), "draft");
	const char *verb = draft ? "edit" : "revise";
	int rc = 0;

	if (kam_stmt_is_null(j->s, 4))
		rc = of_line(j, "no_sender", _("nobody is to tell them"), verb,
			     draft ? "--sender MEMBER"
				   : "--sender MEMBER --reason TEXT",
			     err);
	if (!rc && kam_stmt_is_null(j->s, 5))
		rc = of_line(j, "no_approver", _("nobody approves it"), verb,
			     draft ? "--approver MEMBER"
				   : "--approver MEMBER --reason TEXT",
			     err);
	if (!rc && !kam_stmt_int(j->s, 11) && kam_stmt_is_null(j->s, 6))
		rc = of_line(j, "no_audience",
			     _("none of its audience is there any more"), verb,
			     draft ? "--audience CONTACT"
				   : "--audience CONTACT --reason TEXT",
			     err);
	if (!rc)
		rc = judge_promise(j, err);
	if (!rc && draft)
		rc = of_line(j, "unconfirmed", _("was not confirmed"),
			     "confirm", "", err);
	return rc;
}

static int judge_contact(struct judging *j, struct kam_err *err)
{
	const char *account = kam_stmt_text(j->s, 1);
	const char *name = kam_stmt_text(j->s, 3);
	char what[256], mend[256];

	(void)snprintf(what, sizeof what,
		       _("'%.80s' of influence %lld is in no line"),
		       name ? name : "", (long long)kam_stmt_int(j->s, 4));
	kam_utf8_mend(what, sizeof what);
	(void)snprintf(mend, sizeof mend,
		       "kam comm plan add TITLE -A %s --audience CON-%lld "
		       "--every RULE",
		       account ? account : "",
		       (long long)kam_stmt_int(j->s, 0));
	return find(j, &kam_contact_kind, "no_line", what, mend, err);
}

static int judge_channel(struct judging *j, struct kam_err *err)
{
	const char *name = kam_stmt_text(j->s, 4);
	const char *channel = kam_stmt_text(j->s, 5);
	char what[256], mend[128];

	(void)snprintf(what, sizeof what, _("'%.80s' wants no %s"),
		       name ? name : "", channel ? _(channel) : "");
	kam_utf8_mend(what, sizeof what);
	(void)snprintf(mend, sizeof mend, "kam channel list contact=CON-%lld",
		       (long long)kam_stmt_int(j->s, 3));
	return find(j, &kam_comm_plan_kind, "do_not_use", what, mend, err);
}

static int each_row(struct judging *j, int sql, int64_t account,
		    int (*judge)(struct judging *j, struct kam_err *err),
		    struct kam_err *err)
{
	int rc = kam_db_prepare(&j->s, kam_database(j->k), texts[sql], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(j->s, 1, account);
	kam_stmt_bind_int(j->s, 2, KAM_COMM_PLAN_INFLUENCE);
	while (!rc && (rc = kam_stmt_step(j->s, err)) > 0)
		rc = judge(j, err);
	kam_stmt_finalize(j->s);
	j->s = NULL;
	return rc;
}

int kam_comm_plan_judge(struct kam_comm_plan_findings *out, struct kam *k,
			int64_t account, struct kam_err *err)
{
	struct judging j = { .k = k, .out = out };
	int rc = each_row(&j, SQL_CONTACTS, account, judge_contact, err);

	if (!rc)
		rc = each_row(&j, SQL_LINES, account, judge_line, err);
	if (!rc)
		rc = each_row(&j, SQL_REFUSED, account, judge_channel, err);
	return rc;
}
