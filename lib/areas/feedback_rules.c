/*
 * What holds of customers' feedback: who confirms it, the days that are
 * promised, what reopening takes back.
 */
#include "areas/feedback_rules.h"

#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/calendars.h>
#include <kam/date.h>
#include <kam/setting.h>
#include <stdlib.h>
#include <string.h>

enum { WORKING_HOURS = 8 };

int kam_feedback_span(int32_t *out, const char *span, int32_t from,
		      const struct kam_calendar *calendar, struct kam_err *err)
{
	const size_t digits = strspn(span, "0123456789");
	char text[32];

	if (digits && digits < 6 && !strcmp(span + digits, "h"))
		return kam_calendar_add_working(
		    out, calendar, from,
		    strtoll(span, NULL, 10) / WORKING_HOURS, err);
	if (snprintf(text, sizeof text, "+%s", span) < (int)sizeof text &&
	    digits && !kam_date_read(out, text, from, calendar, err))
		return 0;
	kam_err_reset(err);
	kam_fail(err, KAM_EINVALID, _("'%.60s' is no time"), span);
	kam_hint(err, "%s",
		 _("working days, days, weeks, or hours of work: 2wd, 3d, 1w, "
		   "4h"));
	return err->code;
}

/* The setting's day, counted from one; an account's own goes first. Nothing is
   set where there is no time. */
static int promise_day(struct kam *k, struct kam_record *after, int field,
		       const char *setting, int32_t from, struct kam_err *err)
{
	const struct kam_calendar *calendar = NULL;
	const struct kam_value *v = after->values;
	const char *name, *value;
	char day[KAM_DATE_TEXT];
	int32_t due;
	int rc;

	name = kam_arena_printf(after->arena, "feedback.%s.%s.%s", setting,
				v[KAM_FEEDBACK_SEVERITY].text,
				v[KAM_FEEDBACK_ACCOUNT].text);
	if (!name)
		return kam_fail_memory(err);
	rc = kam_setting_get(&value, k, after->arena, name, err);
	if (rc || !*value)
		return rc;
	rc = kam_scope_calendar(&calendar, k, after, err);
	if (!rc)
		rc = kam_feedback_span(&due, value, from, calendar, err);
	if (rc)
		return rc;
	kam_date_format(day, due);
	return kam_record_set(k, after, field, day, err);
}

static int promise_days(struct kam *k, struct kam_record *after, int32_t from,
			int respond, int resolve, struct kam_err *err)
{
	int rc = 0;

	if (respond)
		rc = promise_day(k, after, KAM_FEEDBACK_RESPOND_BY, "respond",
				 from, err);
	if (!rc && resolve)
		rc = promise_day(k, after, KAM_FEEDBACK_RESOLVE_BY, "resolve",
				 from, err);
	return rc;
}

static int was(const struct kam_record *r, const char *state)
{
	return r && !strcmp(r->kind->states[r->status].name, state);
}

/* Whoever gave the feedback confirms it, where nobody else is named. */
static int confirmed_by(struct kam *k, const struct kam_record *before,
			struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *by = &after->values[KAM_FEEDBACK_CONFIRMED_BY];

	if (!before || was(before, "confirmed") || !was(after, "confirmed") ||
	    by->set)
		return 0;
	if (after->values[KAM_FEEDBACK_CONTACT].set)
		return kam_record_set_ref(
		    k, after, KAM_FEEDBACK_CONFIRMED_BY,
		    after->values[KAM_FEEDBACK_CONTACT].integer, err);
	kam_fail(err, KAM_EINVALID, _("who confirmed FB-%lld?"),
		 (long long)after->id);
	kam_field(err, "confirmed_by");
	kam_hint(err, "kam feedback confirm FB-%lld --by CONTACT",
		 (long long)after->id);
	return err->code;
}

static int same(const struct kam_record *a, const struct kam_record *b,
		int field)
{
	const struct kam_value *v = &a->values[field], *w = &b->values[field];

	return v->set == w->set && (!v->set || !strcmp(v->text, w->text));
}

/* What was said and done is to be said and done anew, by a new day. */
int kam_feedback_reopen(struct kam *k, const struct kam_record *before,
			struct kam_record *after, int32_t from,
			struct kam_err *err)
{
	static const int former[] = {
		KAM_FEEDBACK_RESPONSE,     KAM_FEEDBACK_RESPONDED_ON,
		KAM_FEEDBACK_RESOLUTION,   KAM_FEEDBACK_RESOLVED_ON,
		KAM_FEEDBACK_CONFIRMED_BY, KAM_FEEDBACK_CONFIRMED_ON,
	};
	const int settled = !was(before, "responded");

	if (!before || was(before, "received") || !was(after, "received"))
		return 0;
	for (size_t i = 0; i < sizeof former / sizeof *former; i++)
		if (same(before, after, former[i]))
			memset(&after->values[former[i]], 0,
			       sizeof *after->values);
	return promise_days(
	    k, after, from, same(before, after, KAM_FEEDBACK_RESPOND_BY),
	    settled && same(before, after, KAM_FEEDBACK_RESOLVE_BY), err);
}

/* A step's day that is new is between the receipt and today. */
static int check_day(struct kam *k, const struct kam_record *before,
		     const struct kam_record *after, int field,
		     struct kam_err *err)
{
	const struct kam_value *v = after->values;
	int32_t day, received;
	int rc;

	if (!before || !v[field].set || same(before, after, field))
		return 0;
	rc = kam_date_parse(&day, v[field].text, err);
	if (!rc)
		rc = kam_date_parse(&received, v[KAM_FEEDBACK_RECEIVED].text,
				    err);
	if (rc || (day >= received && day <= kam_today(k)))
		return rc;
	if (day > kam_today(k))
		kam_fail(err, KAM_EINVALID, _("%s is still to come"),
			 v[field].text);
	else
		kam_fail(err, KAM_EINVALID,
			 _("%s is before FB-%lld was received, on %s"),
			 v[field].text, (long long)after->id,
			 v[KAM_FEEDBACK_RECEIVED].text);
	kam_field(err, after->kind->fields[field].name);
	return err->code;
}

/* A new one's days, unless somebody said them. */
static int promised(struct kam *k, struct kam_record *after,
		    struct kam_err *err)
{
	const struct kam_value *v = after->values;
	int32_t received;
	int rc = kam_date_parse(&received, v[KAM_FEEDBACK_RECEIVED].text, err);

	return rc ? rc
		  : promise_days(k, after, received,
				 !v[KAM_FEEDBACK_RESPOND_BY].set,
				 !v[KAM_FEEDBACK_RESOLVE_BY].set, err);
}

int kam_feedback_check(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	static const int days[] = { KAM_FEEDBACK_RESPONDED_ON,
				    KAM_FEEDBACK_RESOLVED_ON,
				    KAM_FEEDBACK_CONFIRMED_ON };
	int rc = kam_scope_check(k, before, after, err);

	if (!rc)
		rc = confirmed_by(k, before, after, err);
	if (!rc && after->values[KAM_FEEDBACK_CONTACT].set)
		rc = kam_contact_scope(
		    k, after, after->values[KAM_FEEDBACK_CONTACT].integer, err);
	if (!rc && !after->values[KAM_FEEDBACK_RECEIVED].set)
		rc = kam_record_set(k, after, KAM_FEEDBACK_RECEIVED, "today",
				    err);
	if (!rc && !before && after->status == 0 &&
	    after->values[KAM_FEEDBACK_ACCOUNT].set)
		rc = promised(k, after, err);
	if (!rc)
		rc = kam_feedback_reopen(k, before, after, kam_today(k), err);
	for (size_t i = 0; i < 3 && !rc; i++)
		rc = check_day(k, before, after, days[i], err);
	return rc;
}
