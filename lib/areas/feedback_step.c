/*
 * The steps of an answer.
 */
#include "areas/decision.h"
#include "areas/feedback_rules.h"
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <string.h>

/* By move: what is kept of it, and the field that has the words. */
static const struct step {
	const char *move, *outcome;
	int words;
} steps[] = {
	{ "respond", "answered", KAM_FEEDBACK_RESPONSE },
	{ "resolve", "resolved", KAM_FEEDBACK_RESOLUTION },
	{ "confirm", "confirmed", 0 },
	{ "reopen", "reopened", KAM_FEEDBACK_REASON },
};

static const struct step *step_of(const struct kam_move *move)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (!strcmp(steps[i].move, move->verb))
			return &steps[i];
	return NULL;
}

/* The day of it, as a text, and in the field that the move stamps. */
static int set_day(const char **out, struct kam *k,
		   const struct kam_record *before, struct kam_record *after,
		   const struct kam_feedback_step *step, struct kam_err *err)
{
	const int field = step->move->stamps;
	char text[KAM_DATE_TEXT];
	int32_t day;
	int rc;

	if (field && !step->on) {
		*out = after->values[field].text;
		return 0;
	}
	rc = kam_date_read(&day, step->on ? step->on : "today", kam_today(k),
			   kam_calendar_of(k), err);
	if (!rc && day > kam_today(k))
		rc = kam_fail(err, KAM_EINVALID, _("%.60s is still to come"),
			      step->on);
	if (rc) {
		kam_field(err, "on");
		return rc;
	}
	kam_date_format(text, day);
	*out = kam_arena_strdup(after->arena, text);
	if (!*out)
		return kam_fail_memory(err);
	return field ? kam_record_set(k, after, field, text, err)
		     : kam_feedback_reopen(k, before, after, day, err);
}

int kam_feedback_take(struct kam *k, const struct kam_record *before,
		      struct kam_record *after,
		      const struct kam_feedback_step *step, struct kam_err *err)
{
	const struct step *kept = step_of(step->move);
	const struct kam_value *v = after->values;
	struct kam_decision decision = { .outcome = kept->outcome,
					 .member = step->member,
					 .channel = step->channel };
	int rc = 0;

	if (step->contact)
		rc = kam_record_set_ref(k, after, KAM_FEEDBACK_CONFIRMED_BY,
					step->contact, err);
	if (!rc)
		rc = kam_record_move(k, after, step->move, err);
	if (!rc)
		rc = set_day(&decision.on, k, before, after, step, err);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
	if (rc)
		return rc;
	if (kept->words && v[kept->words].set)
		decision.remark = v[kept->words].text;
	if (!strcmp(kept->move, "confirm"))
		decision.contact = v[KAM_FEEDBACK_CONFIRMED_BY].integer;
	return kam_decision_add(k, after, &decision, err);
}

static int take_decision(void *context, struct kam_record *r,
			 struct kam_err *err)
{
	(void)err;
	*(int64_t *)context = r->id;
	return 0;
}

/* The id of a decision about it, or 0. */
static int find_decision(int64_t *id, struct kam *k,
			 const struct kam_record *feedback, struct kam_err *err)
{
	struct kam_query *q = NULL;
	char filter[40];
	int rc = kam_query_open(&q, k, &kam_decision_kind, err);

	*id = 0;
	(void)snprintf(filter, sizeof filter, "about=FB-%lld",
		       (long long)feedback->id);
	if (!rc)
		rc = kam_query_where(q, filter, err);
	if (!rc) {
		kam_query_limit(q, 1);
		rc = kam_query_run(q, take_decision, id, err);
	}
	kam_query_release(q);
	return rc;
}

/* What was said of it goes with it. */
int kam_feedback_release(struct kam *k, const struct kam_record *feedback,
			 struct kam_err *err)
{
	struct kam_record *decision;
	int64_t id;
	int rc = find_decision(&id, k, feedback, err);

	while (!rc && id) {
		rc = kam_record_load(&decision, k, feedback->arena,
				     &kam_decision_kind, id, err);
		if (!rc)
			rc = kam_record_discard(k, decision, err);
		if (!rc)
			rc = find_decision(&id, k, feedback, err);
	}
	return rc;
}
