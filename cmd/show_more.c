/*
 * What show tells people of a record beyond its fields, notes and links, by its
 * kind.
 */
#include "account.h"
#include "crud.h"
#include "issue.h"
#include "survey.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/risk.h>
#include <string.h>

int cmd_each_child(struct cmd *c, const struct kam_kind *kind,
		   const char *field, const struct kam_record *r,
		   const char *where, const char *sort, kam_each_record each,
		   void *context, struct kam_err *err)
{
	struct kam_query *q;
	char filter[128];
	int rc = kam_query_open(&q, c->k, kind, err);

	if (rc)
		return rc;
	(void)snprintf(filter, sizeof filter, "%s=%s-%lld", field,
		       r->kind->prefix, (long long)r->id);
	kam_query_closed_too(q);
	rc = kam_query_where(q, filter, err);
	if (!rc && where)
		rc = kam_query_where(q, where, err);
	if (!rc)
		rc = kam_query_sort(q, sort, err);
	if (!rc)
		rc = kam_query_run(q, each, context, err);
	kam_query_release(q);
	return rc;
}

/* Days of a calendar, those that follow one another in one line. */
struct days {
	struct kam_str *text;
	struct kam_str last; /* what the days of the line are */
	int32_t first, until;
};

static void end_days(struct days *d)
{
	char from[KAM_DATE_TEXT], to[KAM_DATE_TEXT];

	if (!d->last.length)
		return;
	kam_date_format(from, d->first);
	kam_date_format(to, d->until);
	kam_str_printf(d->text, "%s%s%s%s  %s", d->text->length ? "\n" : "",
		       from, d->first < d->until ? " … " : "",
		       d->first < d->until ? to : "", d->last.data);
	kam_str_truncate(&d->last, 0);
}

static int add_day(void *context, struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *name = &r->values[KAM_CALENDAR_DAY_NAME];
	struct days *d = context;
	struct kam_str what = KAM_STR_INIT;
	int32_t date;
	int rc =
	    kam_date_parse(&date, r->values[KAM_CALENDAR_DAY_DATE].text, err);

	kam_str_printf(&what, "%s  %s",
		       r->values[KAM_CALENDAR_DAY_WORKING].integer
			   ? _("working")
			   : _("off"),
		       name->set ? name->text : "");
	if (!rc)
		rc = kam_str_check(&what, err);
	if (!rc && (date != d->until + 1 || strcmp(what.data, d->last.data))) {
		end_days(d);
		kam_str_add(&d->last, what.data);
		d->first = date;
	}
	d->until = date;
	kam_str_release(&what);
	return rc ? rc : kam_str_check(&d->last, err);
}

/* Those from today on; 'kam calendar_day list' has the others too. */
static int tell_days(struct kam_str *text, struct cmd *c,
		     const struct kam_record *r, struct kam_err *err)
{
	struct days d = { .text = text, .last = KAM_STR_INIT };
	int rc = cmd_each_child(c, &kam_calendar_day_kind, "calendar", r,
				"date.since=today", "date", add_day, &d, err);

	end_days(&d);
	kam_str_release(&d.last);
	return rc;
}

static void add_line(struct kam_str *text, const char *label, const char *line)
{
	if (line)
		kam_str_printf(text, "\n   %s%s", label, line);
}

static const char *text_of(const struct kam_record *r, int field)
{
	return r->values[field].set ? r->values[field].text : NULL;
}

/* "1. who signs in? (Anna Weber)", below it the answer and what was said */
static int add_answer(void *context, struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *contact = &r->values[KAM_ANSWER_CONTACT];
	const char *who =
	    contact->set ? contact->extra : text_of(r, KAM_ANSWER_RESPONDENT);
	struct kam_str *text = context;

	kam_str_printf(text, "%s%lld. %s", text->length ? "\n" : "",
		       (long long)r->values[KAM_ANSWER_POSITION].integer,
		       r->values[KAM_ANSWER_QUESTION].text);
	if (who)
		kam_str_printf(text, " (%s)", who);
	add_line(text, "", text_of(r, KAM_ANSWER_TEXT));
	if (r->values[KAM_ANSWER_QUOTE].set)
		kam_str_printf(text, "\n   \"%s\"",
			       r->values[KAM_ANSWER_QUOTE].text);
	return kam_str_check(text, err);
}

static int tell_answers(struct kam_str *text, struct cmd *c,
			const struct kam_record *r, struct kam_err *err)
{
	return cmd_each_child(c, &kam_answer_kind, "elicit", r, NULL,
			      "position", add_answer, text, err);
}

static int add_req(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_str *text = context;

	kam_str_printf(
	    text, "%sREQ-%lld  %s  (%s)", text->length ? "\n" : "",
	    (long long)r->id, r->values[KAM_REQ_TITLE].text,
	    kam_gettext_in(r->kind->name, r->kind->states[r->status].name));
	return kam_str_check(text, err);
}

static int tell_reqs(struct kam_str *text, struct cmd *c,
		     const struct kam_record *r, struct kam_err *err)
{
	return cmd_each_child(c, &kam_req_kind, "source_elicit", r, NULL, "id",
			      add_req, text, err);
}

struct held {
	struct cmd *c;
	struct kam_str *text;
};

static int add_held(void *context, struct kam_record *r, struct kam_err *err)
{
	struct held *h = context;
	struct kam_record *v;
	int rc =
	    kam_record_load(&v, h->c->k, r->arena, &kam_revision_kind,
			    r->values[KAM_BASELINE_LINE_REVISION].integer, err);

	if (rc)
		return rc;
	kam_str_printf(h->text, _("%s%s  %s  (version %lld)"),
		       h->text->length ? "\n" : "",
		       v->values[KAM_REVISION_ABOUT].text,
		       v->values[KAM_REVISION_TITLE].set
			   ? v->values[KAM_REVISION_TITLE].text
			   : "",
		       (long long)v->values[KAM_REVISION_NUMBER].integer);
	return kam_str_check(h->text, err);
}

static int tell_held(struct kam_str *text, struct cmd *c,
		     const struct kam_record *r, struct kam_err *err)
{
	struct held h = { c, text };

	return cmd_each_child(c, &kam_baseline_line_kind, "baseline", r, NULL,
			      "id", add_held, &h, err);
}

/* Of all that are ranked, the one that is shown. */
struct scored {
	struct kam_str *text;
	int64_t id;
};

static int add_score(void *context, const struct kam_risk_rank *rank,
		     struct kam_err *err)
{
	struct scored *s = context;

	if (rank->id != s->id || !rank->assessed)
		return 0;
	kam_str_printf(
	    s->text, _("%d  %s  (probability %lld, impact %lld; %s)"),
	    rank->score, kam_gettext_in("level", rank->level),
	    (long long)rank->probability, (long long)rank->impact, rank->on);
	return kam_str_check(s->text, err);
}

static int tell_score(struct kam_str *text, struct cmd *c,
		      const struct kam_record *r, struct kam_err *err)
{
	const struct kam_risk_query query = {
		.account = r->values[KAM_RISK_ACCOUNT].integer,
		.project = r->values[KAM_RISK_PROJECT].integer,
		.closed_too = 1,
	};
	struct scored s = { text, r->id };

	return kam_risk_rank_each(c->k, &query, add_score, &s, err);
}

static const struct {
	const struct kam_kind *kind;
	const char *key, *label;
	int (*tell)(struct kam_str *text, struct cmd *c,
		    const struct kam_record *r, struct kam_err *err);
} extras[] = {
	{ &kam_account_kind, "health", N_("Health"), cmd_tell_health },
	{ &kam_account_kind, "plans", N_("Plans"), cmd_tell_plans },
	{ &kam_account_kind, "open", N_("Open"), cmd_tell_open },
	{ &kam_account_kind, "projects", N_("Projects"), cmd_tell_projects },
	{ &kam_account_kind, "contacts", N_("Contacts"), cmd_tell_contacts },
	{ &kam_account_kind, "channels", N_("Channels"), cmd_tell_channels },
	{ &kam_account_kind, "escalation", N_("Escalation"),
	  cmd_tell_escalation },
	{ &kam_account_kind, "conversations", N_("Last said"), cmd_tell_said },
	{ &kam_calendar_kind, "days", NC_("calendar", "Days"), tell_days },
	{ &kam_elicit_kind, "answers", N_("Answers"), tell_answers },
	{ &kam_elicit_kind, "requirements", N_("Requirements"), tell_reqs },
	{ &kam_risk_kind, "score", N_("Score"), tell_score },
	{ &kam_baseline_kind, "requirements", N_("Requirements"), tell_held },
	{ &kam_issue_kind, "because", N_("In words"), cmd_tell_issue_cause },
	{ &kam_issue_kind, "actions", N_("Actions"), cmd_tell_issue_actions },
	{ &kam_issue_kind, "age", N_("Not solved for"), cmd_tell_issue_time },
	{ &kam_issue_kind, "recurrence", N_("Recurrence"),
	  cmd_tell_issue_recurs },
	{ &kam_issue_kind, "improvements", N_("Improvements"),
	  cmd_tell_issue_improve },
	{ &kam_survey_kind, "figures", N_("Figures"), cmd_tell_survey },
	{ &kam_improve_kind, "measured", N_("Measured"),
	  cmd_tell_improve_effect },
	{ &kam_improve_kind, "doubt", N_("Effect in doubt"),
	  cmd_tell_improve_doubts },
};
enum { EXTRAS = sizeof extras / sizeof *extras };

int cmd_show_extras(const struct kam_kind *kind)
{
	int n = 0;

	for (size_t i = 0; i < EXTRAS; i++)
		n += kam_kind_is(extras[i].kind, kind);
	return n;
}

void cmd_show_columns(struct kam_out_column *columns,
		      const struct kam_kind *kind)
{
	for (size_t i = 0; i < EXTRAS; i++)
		if (kam_kind_is(extras[i].kind, kind))
			*columns++ = (struct kam_out_column){
				extras[i].key,
				kam_gettext_label(extras[i].label)
			};
}

int cmd_show_more(struct cmd *c, struct kam_out *out,
		  const struct kam_record *r, struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc = 0;

	for (size_t i = 0; i < EXTRAS && !rc; i++) {
		if (!kam_kind_is(extras[i].kind, r->kind))
			continue;
		kam_str_truncate(&text, 0);
		rc = extras[i].tell(&text, c, r, err);
		if (!rc)
			rc = kam_str_check(&text, err);
		kam_out_key(out, extras[i].key);
		kam_out_text(out, text.length ? text.data : NULL);
	}
	kam_str_release(&text);
	return rc;
}
