/*
 * What the areas have to say of an account's health, one signal each.
 */
#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/health.h>
#include <kam/promise.h>
#include <kam/silence.h>
#include <string.h>

/* $1 account, $2 the first recent day, $3 today; rows: health.h */
enum { SQL_GIVEN, SQL_ANSWERED, SQL_AGREED, SQL_ACTIONS, SQL_SEVERE };
static const char *const texts[] = {
	/* what is open counts once it is late: then it won't be in time */
	[SQL_GIVEN] =
	    "SELECT o.id, CASE WHEN o.status = 'given' THEN 0 ELSE 1 END "
	    "FROM cadence c CROSS JOIN occurrence o "
	    "WHERE o.\"cadence\" = c.id AND c.\"account\" = $1 AND o.\"due\" "
	    ">= $2 AND (o.status IN "
	    "('given', 'late', 'missed') OR (o.status = 'open' "
	    "AND c.status = 'active' AND o.\"due\" < $3)) ORDER BY o.id",
	[SQL_ANSWERED] =
	    "SELECT id, CASE WHEN COALESCE(\"responded_on\", "
	    "\"resolved_on\", $3) <= \"respond_by\" THEN 0 ELSE 1 END "
	    "FROM feedback WHERE \"account\" = $1 AND \"received\" >= $2 "
	    "AND \"respond_by\" IS NOT NULL AND (COALESCE(\"responded_on\", "
	    "\"resolved_on\") IS NOT NULL OR (status = 'received' "
	    "AND \"respond_by\" < $3)) ORDER BY id",
	/* $2 and $3 say nothing here: what was agreed stays so */
	[SQL_AGREED] =
	    "SELECT id, CASE WHEN status IN ('captured', 'analysed') THEN 1 "
	    "ELSE 0 END FROM req WHERE \"account\" = $1 "
	    "AND status NOT IN ('deferred', 'dropped') AND $2 <= $3 "
	    "ORDER BY id",
	[SQL_ACTIONS] =
	    "SELECT id, CASE WHEN status = 'open' AND \"due\" < $3 THEN 1 "
	    "ELSE 0 END FROM action WHERE \"account\" = $1 "
	    "AND \"due\" IS NOT NULL "
	    "AND (status = 'open' OR \"done_on\" >= $2) ORDER BY id",
	/* what is solved, or was not so bad, is known as long as it is recent
	 */
	[SQL_SEVERE] =
	    "SELECT id, CASE WHEN status IN ('open', 'contained', 'analysed', "
	    "'in_work') AND \"severity\" IN ('high', 'critical') THEN 1 ELSE 0 "
	    "END FROM issue WHERE \"account\" = $1 AND status <> 'dropped' "
	    "AND (status <> 'verified' OR \"raised_on\" >= $2) AND $2 <= $3 "
	    "ORDER BY id",
};
const struct kam_sql kam_signals_sql = { texts, sizeof texts / sizeof *texts };

int kam_cadence_signal(struct kam *k, int64_t account,
		       struct kam_signal_list *list, struct kam_err *err)
{
	static const struct kam_signal_sort sort = {
		"feedback_on_time",
		N_("regular feedback given in time"),
		"%",
		50,
		100,
		2,
		N_("no regular feedback fell due")
	};

	(void)account;
	return kam_signal_share(list, k, &sort, &kam_occurrence_kind,
				texts[SQL_GIVEN], err);
}

int kam_feedback_signal(struct kam *k, int64_t account,
			struct kam_signal_list *list, struct kam_err *err)
{
	static const struct kam_signal_sort sort = {
		"answer_time",
		N_("their feedback answered in time"),
		"%",
		50,
		100,
		2,
		N_("no feedback of theirs was to be answered")
	};

	(void)account;
	return kam_signal_share(list, k, &sort, &kam_feedback_kind,
				texts[SQL_ANSWERED], err);
}

int kam_req_signal(struct kam *k, int64_t account, struct kam_signal_list *list,
		   struct kam_err *err)
{
	static const struct kam_signal_sort sort = {
		"agreement", N_("requirements agreed"),    "%", 20, 80,
		2,           N_("no requirement is known")
	};

	(void)account;
	return kam_signal_share(list, k, &sort, &kam_req_kind,
				texts[SQL_AGREED], err);
}

int kam_action_signal(struct kam *k, int64_t account,
		      struct kam_signal_list *list, struct kam_err *err)
{
	static const struct kam_signal_sort sort = {
		"actions_overdue",
		N_("actions overdue"),
		"",
		5,
		0,
		1,
		N_("no action has a due day")
	};

	(void)account;
	return kam_signal_count(list, k, &sort, &kam_action_kind,
				texts[SQL_ACTIONS], err);
}

int kam_issue_signal(struct kam *k, int64_t account,
		     struct kam_signal_list *list, struct kam_err *err)
{
	static const struct kam_signal_sort sort = {
		"severe_issues",
		N_("severe issues not solved"),
		"",
		2,
		0,
		2,
		N_("no issue is known")
	};

	(void)account;
	return kam_signal_count(list, k, &sort, &kam_issue_kind,
				texts[SQL_SEVERE], err);
}

/* What is promised otherwise than by a cadence or with a feedback that came:
   those have signals of their own. 1 or 0: it speaks against, or for; -1: it
   doesn't count. */
static int judge_promise(const struct kam_promise *p, int32_t since)
{
	const int open = p->fate == KAM_FATE_OPEN;

	if (!strcmp(p->promise, "delivery") || !strcmp(p->promise, "answer") ||
	    !kam_promise_is_dated(p))
		return -1;
	if (open)
		return p->state == KAM_PROMISE_LATE ? 1 : -1;
	if (p->first_due.day < since || p->at_first == KAM_PROMISE_WITHDRAWN)
		return -1;
	return p->at_first != KAM_PROMISE_KEPT;
}

int kam_account_signal(struct kam *k, int64_t account,
		       struct kam_signal_list *list, struct kam_err *err)
{
	static const struct kam_signal_sort sort = {
		"promises",
		N_("other promises kept in time"),
		"%",
		50,
		100,
		1,
		N_("nothing else that was promised fell due")
	};
	const struct kam_promise_query query = { .account = account,
						 .settled = 1 };
	struct kam_promise_list all = { .arena = list->arena, .query = &query };
	struct kam_signal *s;
	int rc = kam_signal_add(&s, list, &sort, err);

	if (rc || !account)
		return rc;
	rc = kam_promise_find(&all, k, err);
	for (size_t i = 0; i < all.n && !rc; i++) {
		const int against = judge_promise(&all.items[i], list->since);

		if (against >= 0)
			rc = kam_signal_record(s, list, all.items[i].kind,
					       all.items[i].id, against, err);
	}
	kam_promise_release(&all);
	kam_signal_is_share(s);
	return rc;
}

/* How much of the time that silence may last is used up. */
static int judge_silence(struct kam_signal *s, struct kam_signal_list *list,
			 const struct kam_silence *silence, struct kam_err *err)
{
	const int64_t most = silence->days - silence->days_late;
	int rc = 0;

	if (!silence->by || most <= 0)
		return 0;
	kam_signal_is(
	    s, kam_divide_round(silence->days * 100 * KAM_DECIMAL_ONE, most));
	s->shown = kam_arena_printf(list->arena, _("%lld of %lld days"),
				    (long long)silence->days, (long long)most);
	if (silence->last_comm)
		rc = kam_signal_record(s, list, &kam_comm_kind,
				       silence->last_comm,
				       silence->days_late > 0, err);
	return s->shown || rc ? rc : kam_fail_memory(err);
}

int kam_comm_signal(struct kam *k, int64_t account,
		    struct kam_signal_list *list, struct kam_err *err)
{
	static const struct kam_signal_sort sort = {
		"contact",
		N_("silence, of the time it may last"),
		"%",
		200,
		100,
		2,
		N_("neither plan nor tier says how often to speak")
	};
	const struct kam_silence_query query = { account, KAM_SILENCE_ACCOUNT };
	struct kam_silences silences;
	struct kam_signal *s;
	int rc = kam_signal_add(&s, list, &sort, err);

	if (rc || !account)
		return rc;
	rc = kam_silence_find(&silences, k, list->arena, &query, err);
	if (!rc && !silences.n)
		s->missing = N_("the account is not looked after at present");
	for (size_t i = 0; i < silences.n && !rc; i++)
		if (kam_kind_is(silences.items[i].kind, &kam_account_kind))
			rc = judge_silence(s, list, &silences.items[i], err);
	return rc;
}
