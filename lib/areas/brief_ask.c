/*
 * Of a brief: what to ask, each with the reason; gaps that a meeting can close.
 */
#include "areas/brief.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/setting.h>
#include <kam/silence.h>
#include <kam/zone.h>
#include <string.h>

enum {
	SQL_CONFIRM,
	SQL_ACCEPT,
	SQL_AGREE,
	SQL_FIGURES,
	SQL_PLANS,
	SQL_HAS_PLAN,
	SQL_CONSENT
};
static const char *const texts[] = {
	[SQL_CONFIRM] = "SELECT id FROM feedback WHERE \"account\" = $1 "
			"AND status IN ('responded', 'resolved') "
			"ORDER BY COALESCE(\"resolved_on\", "
			"\"responded_on\") NULLS LAST, id",
	[SQL_ACCEPT] = "SELECT id FROM req WHERE \"account\" = $1 "
		       "AND status = 'verified' ORDER BY id",
	[SQL_AGREE] =
	    "SELECT id FROM req WHERE \"account\" = $1 AND status NOT IN "
	    "('accepted', 'deferred', 'dropped') "
	    "AND (\"proposed_version\" IS NOT NULL OR (status IN ('captured', "
	    "'analysed') AND (\"core\" = 1 OR \"priority\" = 'must'))) "
	    "ORDER BY CASE WHEN \"proposed_version\" IS NULL THEN 1 ELSE 0 "
	    "END, CASE \"core\" WHEN 1 THEN 0 ELSE 1 END, id",
	[SQL_FIGURES] = "SELECT id FROM objective WHERE \"account\" = $1 "
			"AND status = 'open' AND (\"target\" IS NULL "
			"OR \"measure\" IS NULL) ORDER BY id",
	[SQL_PLANS] = "SELECT id FROM plan WHERE \"account\" = $1 "
		      "AND status <> 'closed' AND \"review\" IS NOT NULL "
		      "ORDER BY \"review\", id",
	[SQL_HAS_PLAN] = "SELECT count(*) FROM plan WHERE \"account\" = $1 "
			 "AND \"area\" = 'account' AND status <> 'closed'",
	/* $1 contact */
	[SQL_CONSENT] = "SELECT id FROM channel WHERE \"contact\" = $1 "
			"AND \"consent\" = 'unknown' "
			"AND COALESCE(\"do_not_use\", 0) = 0 "
			"ORDER BY id LIMIT 1",
};
const struct kam_sql kam_brief_ask_sql = { texts,
					   sizeof texts / sizeof *texts };

enum { ASK = 8, OF_ONE = 3, INFLUENTIAL = 4 };

static const struct brief_column columns[] = {
	{ "code", NULL, "", KAM_FORM_FIXED },
	{ "id", NULL, N_("ID"), KAM_FORM_FIXED },
	{ "question", NULL, N_("Question"), KAM_FORM_TEXT },
	{ "reason", NULL, N_("Why"), KAM_FORM_TEXT },
	{ NULL },
};

/* One question; reason is translated. */
static void ask(struct brief *b, const char *code, const struct kam_record *r,
		const char *question, const char *reason)
{
	char id[KAM_ID_TEXT];

	if (!kam_brief_row(b))
		return;
	kam_document_text(b->view.doc, code, NULL);
	kam_brief_id(b, r->kind, r->id);
	kam_document_text(b->view.doc, question, NULL);
	kam_document_text(b->view.doc, reason, NULL);
	kam_id_format(id, r->kind, r->id);
	kam_document_line(
	    b->view.doc,
	    kam_document_made(b->view.doc,
			      kam_arena_printf(b->view.arena, _("%s (%s: %s)"),
					       question, id, reason)));
}

static const char *text_of(const struct kam_record *r, int field)
{
	return r->values[field].set ? r->values[field].text : "";
}

/* A question that quotes the record's title, a reason with a word or day. */
static int ask_of(struct brief *b, const char *code, const struct kam_record *r,
		  const char *question, const char *reason, struct kam_err *err)
{
	if (!question || !reason)
		return kam_fail_memory(err);
	ask(b, code, r, question, reason);
	return 0;
}

static int ask_confirm(struct brief *b, struct kam_record *r,
		       struct kam_err *err)
{
	const int resolved = r && r->values[KAM_FEEDBACK_RESOLVED_ON].set;

	if (!r)
		return kam_brief_row(b);
	return ask_of(
	    b, "confirm", r,
	    kam_arena_printf(r->arena, _("is it settled: %s?"),
			     text_of(r, KAM_FEEDBACK_TITLE)),
	    kam_arena_printf(r->arena,
			     resolved ? _("resolved on %s, not confirmed")
				      : _("answered on %s, not confirmed"),
			     text_of(r, resolved ? KAM_FEEDBACK_RESOLVED_ON
						 : KAM_FEEDBACK_RESPONDED_ON)),
	    err);
}

static int ask_accept(struct brief *b, struct kam_record *r,
		      struct kam_err *err)
{
	return r ? ask_of(b, "accept", r,
			  kam_arena_printf(r->arena, _("do you accept: %s?"),
					   text_of(r, KAM_REQ_TITLE)),
			  _("it is built and verified"), err)
		 : kam_brief_row(b);
}

static int ask_agree(struct brief *b, struct kam_record *r, struct kam_err *err)
{
	if (!r)
		return kam_brief_row(b);
	return ask_of(b, "agree", r,
		      kam_arena_printf(r->arena, _("do you agree to: %s?"),
				       text_of(r, KAM_REQ_TITLE)),
		      r->values[KAM_REQ_PROPOSED_VERSION].set
			  ? _("a new wording is proposed")
			  : _("it decides, and nobody agreed to it yet"),
		      err);
}

static int ask_figures(struct brief *b, struct kam_record *r,
		       struct kam_err *err)
{
	return r ? ask_of(b, "figures", r,
			  kam_arena_printf(r->arena,
					   _("how is it measured: %s?"),
					   text_of(r, KAM_OBJECTIVE_TITLE)),
			  _("the objective has no figure to reach"), err)
		 : kam_brief_row(b);
}

static int ask_review(struct brief *b, struct kam_record *r,
		      struct kam_err *err)
{
	const char *review = r ? text_of(r, KAM_PLAN_REVIEW) : "";
	char today[KAM_DATE_TEXT];
	const char *heading;

	kam_date_format(today, kam_today(b->view.k));
	if (!r || strcmp(review, today) >= 0)
		return 0;
	heading = kam_plan_heading(b->view.k, r->arena, r,
				   text_of(r, KAM_PLAN_TITLE));
	if (!heading)
		return kam_fail_memory(err);
	return ask_of(
	    b, "review", r,
	    kam_arena_printf(r->arena, _("when do we review: %s?"), heading),
	    kam_arena_printf(r->arena, _("its review was due on %s"), review),
	    err);
}

/* How long they may be left alone by their influence; NULL: any time. */
static int span_of(const char **span, struct brief *b,
		   const struct kam_record *r, struct kam_err *err)
{
	const char *setting;
	char influence[24];
	int rc = kam_setting_get(&setting, b->view.k, b->view.arena,
				 "comm.silence.influence", err);

	(void)snprintf(influence, sizeof influence, "%lld",
		       (long long)r->values[KAM_CONTACT_INFLUENCE].integer);
	*span = NULL;
	return rc ? rc
		  : kam_silence_span(span, b->view.arena, setting, influence,
				     err);
}

/* What there is to say of how long ago they were spoken with; NULL where that
   is in time. */
static int judge_silence(const char **reason, struct brief *b,
			 const struct kam_record *r, struct kam_err *err)
{
	const int32_t today = kam_today(b->view.k);
	struct kam_last_talk last;
	const char *span;
	char by[40];
	int32_t day, due;
	int rc = span_of(&span, b, r, err);

	*reason = NULL;
	if (!rc && span)
		rc = kam_last_talk_with(&last, b->view.k, r->id, err);
	if (rc || !span)
		return rc;
	if (!last.comm) {
		*reason = _("nobody has spoken with them yet");
		return 0;
	}
	day = kam_zone_day(kam_zone_of(b->view.k), last.at);
	(void)snprintf(by, sizeof by, "+%s", span);
	rc = kam_date_read(&due, by, day, kam_calendar_of(b->view.k), err);
	if (rc || due >= today)
		return rc;
	*reason =
	    kam_arena_printf(r->arena, _("silent for %d days, %s are allowed"),
			     (int)(today - day), span);
	return *reason ? 0 : kam_fail_memory(err);
}

static int ask_silent(struct brief *b, struct kam_record *r,
		      struct kam_err *err)
{
	const struct kam_value *influence = &r->values[KAM_CONTACT_INFLUENCE];
	const char *reason;
	int rc;

	if (!influence->set || influence->integer < INFLUENTIAL)
		return 0;
	rc = judge_silence(&reason, b, r, err);
	return rc || !reason
		   ? rc
		   : ask_of(b, "silent", r,
			    kam_arena_printf(r->arena, _("what does %s think?"),
					     text_of(r, KAM_CONTACT_NAME)),
			    reason, err);
}

static int has_consent_to_ask(int64_t *channel, struct brief *b,
			      int64_t contact, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(b->view.k), texts[SQL_CONSENT],
				err);

	*channel = 0;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, contact);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		*channel = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

/* Of those whose word counts, or who are met: how they like to be reached. */
static int ask_channel(struct brief *b, struct kam_record *r,
		       struct kam_err *err)
{
	const char *name = text_of(r, KAM_CONTACT_NAME);
	int64_t channel;
	int rc;

	if (!b->query->n_with &&
	    r->values[KAM_CONTACT_INFLUENCE].integer < INFLUENTIAL)
		return 0;
	if (!r->values[KAM_CONTACT_PREFERRED_CHANNEL].set)
		return ask_of(b, "channel", r,
			      kam_arena_printf(r->arena,
					       _("how do we best reach %s?"),
					       name),
			      _("no preferred channel is known"), err);
	rc = has_consent_to_ask(&channel, b, r->id, err);
	return rc || !channel
		   ? rc
		   : ask_of(b, "consent", r,
			    kam_arena_printf(
				r->arena, _("may we write to %s there?"), name),
			    kam_arena_printf(
				r->arena, _("consent to CHN-%lld is unknown"),
				(long long)channel),
			    err);
}

static int ask_plan(struct brief *b, struct kam_err *err)
{
	const struct kam_value *tier = &b->account->values[KAM_ACCOUNT_TIER];
	int64_t n;
	int rc;

	if (!tier->set ||
	    (strcmp(tier->text, "key") && strcmp(tier->text, "strategic")))
		return 0;
	rc = kam_brief_number(&n, b, texts[SQL_HAS_PLAN], err);
	if (!rc && !n)
		ask(b, "plan", b->account, _("what do you expect of us?"),
		    _("the account has no plan"));
	return rc;
}

/* Some of each sort, so that one long list leaves room for the others. */
static int ask_some(struct brief *b, int sql, const struct kam_kind *kind,
		    brief_read read, struct kam_err *err)
{
	const size_t most = b->most;
	int rc;

	if (b->rows + OF_ONE < most)
		b->most = b->rows + OF_ONE;
	rc = kam_brief_records(b, texts[sql], kind, read, err);
	if (b->rows > b->most)
		b->rows = b->most;
	b->most = most;
	return rc;
}

int kam_brief_ask(struct brief *b, struct kam_err *err)
{
	int rc;

	kam_brief_section(b, "ask", N_("What to ask"));
	kam_brief_table(b, "ask", NULL, columns, ASK);
	rc = ask_some(b, SQL_CONFIRM, &kam_feedback_kind, ask_confirm, err);
	if (!rc)
		rc = ask_some(b, SQL_ACCEPT, &kam_req_kind, ask_accept, err);
	if (!rc)
		rc = ask_some(b, SQL_AGREE, &kam_req_kind, ask_agree, err);
	if (!rc)
		rc = kam_brief_each_contact(b, ask_silent, err);
	if (!rc)
		rc = ask_some(b, SQL_PLANS, &kam_plan_kind, ask_review, err);
	if (!rc)
		rc = ask_some(b, SQL_FIGURES, &kam_objective_kind, ask_figures,
			      err);
	if (!rc)
		rc = kam_brief_each_contact(b, ask_channel, err);
	if (!rc)
		rc = ask_plan(b, err);
	kam_brief_end(b);
	return rc;
}
