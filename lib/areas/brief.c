/*
 * A brief: who they are, since when changes count, and the sections.
 */
#include "areas/brief.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/health.h>
#include <kam/zone.h>
#include <string.h>

enum { SQL_TALK, SQL_DELIVERY, SQL_MAIL, SQL_PLAN };
static const char *const texts[] = {
	/* $1 account, $2 now */
	[SQL_TALK] = "SELECT id, \"at\" FROM comm WHERE \"account\" = $1 "
		     "AND \"at\" <= $2 ORDER BY \"at\" DESC, id DESC LIMIT 1",
	/* $2 today; cadences are few */
	[SQL_DELIVERY] = "SELECT o.id, o.\"given_on\" FROM cadence c "
			 "CROSS JOIN occurrence o WHERE o.\"cadence\" = c.id "
			 "AND c.\"account\" = $1 "
			 "AND o.status IN ('given', 'late') "
			 "AND o.\"given_on\" <= $2 "
			 "ORDER BY o.\"given_on\" DESC, o.id DESC LIMIT 1",
	/* $2 now */
	[SQL_MAIL] =
	    "SELECT m.id, m.tried FROM list_value v "
	    "JOIN contact c ON c.id = v.record "
	    "JOIN outbox m ON lower(m.recipient) = lower(c.\"email\") "
	    "WHERE v.kind = 'contact' AND v.field = 'accounts' "
	    "AND v.target = $1 AND m.status = 'sent' AND m.tried <= $2 "
	    "ORDER BY m.tried DESC, m.id DESC LIMIT 1",
	[SQL_PLAN] = "SELECT id FROM plan WHERE \"account\" = $1 "
		     "AND \"project\" IS NULL AND \"area\" = 'account' "
		     "AND status <> 'closed' ORDER BY id DESC LIMIT 1",
};
const struct kam_sql kam_brief_sql = { texts, sizeof texts / sizeof *texts };

/* The row of one statement: its id, 0 where there is none, and its moment. */
struct found {
	int64_t id;
	char at[KAM_INSTANT_TEXT];
};

static int find(struct found *out, struct brief *b, int sql, const char *until,
		struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(b->view.k), texts[sql], err);

	*out = (struct found){ 0 };
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, b->view.account);
	if (until)
		kam_stmt_bind_text(s, 2, until);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *at = until ? kam_stmt_text(s, 1) : NULL;

		out->id = kam_stmt_int(s, 0);
		(void)snprintf(out->at, sizeof out->at, "%s", at ? at : "");
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

static int count_from(struct brief *b, const char *by, int64_t at,
		      const struct kam_kind *kind, int64_t id,
		      struct kam_err *err)
{
	char text[KAM_INSTANT_TEXT], name[KAM_ID_TEXT];

	b->since = at;
	kam_instant_format(text, at);
	b->out->by = by;
	b->out->since = kam_arena_strdup(b->view.arena, text);
	if (kind) {
		kam_id_format(name, kind, id);
		b->out->by_record = kam_arena_strdup(b->view.arena, name);
	}
	return !b->out->since || (kind && !b->out->by_record)
		   ? kam_fail_memory(err)
		   : 0;
}

/* The last with one of those who are met, else with anybody. */
static int since_talk(struct brief *b, const char *now, struct kam_err *err)
{
	struct kam_last_talk last = { 0 }, one;
	struct found talk;
	int rc = 0;

	for (size_t i = 0; i < b->query->n_with && !rc; i++) {
		rc =
		    kam_last_talk_with(&one, b->view.k, b->query->with[i], err);
		if (!rc && one.comm && (!last.comm || one.at > last.at))
			last = one;
	}
	if (!rc && !last.comm) {
		rc = find(&talk, b, SQL_TALK, now, err);
		if (!rc && talk.id) {
			last.comm = talk.id;
			rc = kam_instant_parse(&last.at, talk.at, err);
		}
	}
	return rc || !last.comm ? rc
				: count_from(b, "conversation", last.at,
					     &kam_comm_kind, last.comm, err);
}

static int since_report(struct brief *b, const char *now, struct kam_err *err)
{
	struct found delivery, mail;
	char today[KAM_DATE_TEXT];
	int64_t given = INT64_MIN, sent = INT64_MIN;
	int32_t day;
	int rc;

	kam_date_format(today, kam_today(b->view.k));
	rc = find(&delivery, b, SQL_DELIVERY, today, err);
	if (!rc && delivery.id) {
		rc = kam_date_parse(&day, delivery.at, err);
		given =
		    rc ? 0 : kam_zone_instant(kam_zone_of(b->view.k), day, 0);
	}
	if (!rc)
		rc = find(&mail, b, SQL_MAIL, now, err);
	if (!rc && mail.id)
		rc = kam_instant_parse(&sent, mail.at, err);
	if (rc || (!delivery.id && !mail.id))
		return rc;
	return sent > given
		   ? count_from(b, "report", sent, NULL, 0, err)
		   : count_from(b, "report", given, &kam_occurrence_kind,
				delivery.id, err);
}

static int find_since(struct brief *b, struct kam_err *err)
{
	char now[KAM_INSTANT_TEXT];

	b->since = INT64_MIN;
	b->out->by = "beginning";
	kam_instant_format(now, kam_now(b->view.k));
	switch (b->query->since) {
	case KAM_SINCE_TALK:
		return since_talk(b, now, err);
	case KAM_SINCE_REPORT:
		return since_report(b, now, err);
	case KAM_SINCE_DAY:
		return count_from(
		    b, "date",
		    kam_zone_instant(kam_zone_of(b->view.k), b->query->day, 0),
		    NULL, 0, err);
	}
	return 0;
}

/* A fact of the account's own, where it is set and the reader may see it. */
static int add_field(struct brief *b, int field, struct kam_err *err)
{
	const struct kam_record *r = b->account;
	char label[KAM_LABEL_TEXT];

	if (!r->values[field].set ||
	    (b->view.customer &&
	     !(r->kind->fields[field].flags & KAM_CUSTOMER)))
		return 0;
	kam_document_fact(b->view.doc, r->kind->fields[field].name,
			  field == KAM_ACCOUNT_SINCE
			      ? _("Customer since")
			      : kam_column_label(label, r->kind, field));
	if (r->kind->fields[field].type == KAM_REF) {
		kam_document_text(b->view.doc, r->values[field].text,
				  r->values[field].extra);
		return 0;
	}
	return kam_brief_value(b, r, field, err);
}

static int add_health(struct brief *b, struct kam_err *err)
{
	struct kam_arena *arena = b->view.arena;
	struct kam_health *h = kam_arena_alloc(arena, sizeof *h);
	char score[KAM_DECIMAL_TEXT];
	int rc = h ? kam_health_find(h, b->view.k, arena, b->view.account, err)
		   : kam_fail_memory(err);

	if (rc || !h->scored)
		return rc;
	kam_decimal_format(score, h->score);
	kam_document_fact(b->view.doc, "health", _("Health"));
	kam_document_decimal(
	    b->view.doc, h->score,
	    kam_document_made(
		b->view.doc,
		kam_arena_printf(arena, _("%s of 100, %s; most by: %s"), score,
				 kam_gettext_in("band", h->band),
				 _(h->signals.items[0].sort->label))));
	return 0;
}

static int add_plan(struct brief *b, struct kam_err *err)
{
	struct kam_record *r;
	struct found plan;
	const char *review;
	int rc = find(&plan, b, SQL_PLAN, NULL, err);

	if (rc || !plan.id)
		return rc;
	rc = kam_record_load(&r, b->view.k, b->view.arena, &kam_plan_kind,
			     plan.id, err);
	if (rc)
		return rc;
	review = r->values[KAM_PLAN_REVIEW].text;
	kam_document_fact(b->view.doc, "plan", _("Plan"));
	kam_document_text(
	    b->view.doc,
	    kam_document_made(b->view.doc,
			      kam_arena_printf(b->view.arena, "PLAN-%lld",
					       (long long)plan.id)),
	    kam_document_made(
		b->view.doc,
		kam_arena_printf(
		    b->view.arena,
		    review ? _("PLAN-%lld, %s, review %s") : _("PLAN-%lld, %s"),
		    (long long)plan.id,
		    kam_gettext_in("plan", r->kind->states[r->status].name),
		    review)));
	return 0;
}

/* "2026-11-05 (COM-3)" */
static void add_since(struct brief *b)
{
	char day[KAM_DATE_TEXT];
	const char *id = b->out->by_record;

	if (b->since == INT64_MIN)
		return;
	kam_date_format(day, kam_zone_day(kam_zone_of(b->view.k), b->since));
	kam_document_fact(b->view.doc, "since_moment",
			  !strcmp(b->out->by, "conversation")
			      ? _("Last conversation")
			  : !strcmp(b->out->by, "report") ? _("Last report")
							  : _("Changes since"));
	kam_document_text(
	    b->view.doc, b->out->since,
	    id && !b->view.customer
		? kam_document_made(
		      b->view.doc,
		      kam_arena_printf(b->view.arena, "%s (%s)", day, id))
		: day);
}

static int add_facts(struct brief *b, struct kam_err *err)
{
	static const int fields[] = {
		KAM_ACCOUNT_TIER,   KAM_ACCOUNT_INDUSTRY, KAM_ACCOUNT_REGION,
		KAM_ACCOUNT_PARENT, KAM_ACCOUNT_VALUE,    KAM_ACCOUNT_OWNER,
		KAM_ACCOUNT_SINCE,
	};
	const struct kam_record *r = b->account;
	int rc = 0;

	for (size_t i = 0; i < sizeof fields / sizeof *fields && !rc; i++)
		rc = add_field(b, fields[i], err);
	if (!rc && !b->view.customer) {
		if (r->status) { /* not looked after as others are */
			kam_document_fact(b->view.doc, "status", _("Status"));
			kam_view_word(&b->view, r->kind->name,
				      r->kind->states[r->status].name);
		}
		rc = add_health(b, err);
		if (!rc)
			rc = add_plan(b, err);
	}
	add_since(b);
	return rc;
}

static int add_sections(struct brief *b, struct kam_err *err)
{
	static int (*const inside[])(struct brief * b, struct kam_err * err) = {
		kam_brief_people, kam_brief_late,    kam_brief_said,
		kam_brief_ask,    kam_brief_care,    kam_brief_reqs,
		kam_brief_money,  kam_brief_changes, NULL,
	};
	static int (*const report[])(struct brief * b, struct kam_err * err) = {
		kam_brief_changes,
		kam_brief_wanted,
		kam_brief_next,
		NULL,
	};
	int rc = 0;

	for (int i = 0; !rc; i++) {
		int (*add)(struct brief * b, struct kam_err * err) =
		    b->view.customer ? report[i] : inside[i];

		if (!add)
			break;
		rc = add(b, err);
	}
	return rc;
}

/* "Acme: brief for 2026-11-23", "Acme: what changed" */
static const char *title_of(const struct brief *b)
{
	char today[KAM_DATE_TEXT];

	kam_date_format(today, kam_today(b->view.k));
	return kam_arena_printf(b->view.arena,
				b->view.customer ? _("%s: report of %s")
						 : _("%s: brief of %s"),
				b->out->name, today);
}

int kam_brief_make(struct kam_brief *out, struct kam *k,
		   struct kam_arena *arena, const struct kam_brief_query *query,
		   struct kam_err *err)
{
	struct brief b = {
		.view = { .k = k,
			  .arena = arena,
			  .account = query->account,
			  .customer = query->customer },
		.query = query,
		.out = out,
		.remark = KAM_STR_INIT,
	};
	struct kam_record *r;
	const char *title;
	int rc = kam_record_load(&r, k, arena, &kam_account_kind,
				 query->account, err);

	*out = (struct kam_brief){ 0 };
	if (rc)
		return rc;
	b.account = r;
	out->key = r->values[KAM_ACCOUNT_KEY].text;
	out->name = r->values[KAM_ACCOUNT_NAME].text;
	title = title_of(&b);
	b.view.doc = title ? kam_document_new(arena, title) : NULL;
	if (!b.view.doc)
		return kam_fail_memory(err);
	b.view.doc->lean = 1;
	out->doc = b.view.doc;
	rc = find_since(&b, err);
	if (!rc)
		rc = add_facts(&b, err);
	if (!rc)
		rc = add_sections(&b, err);
	kam_str_release(&b.remark);
	return rc ? rc : kam_document_check(b.view.doc, err);
}
