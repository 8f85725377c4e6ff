/*
 * The ledger: what each kind has of promises.
 */
#include "areas/promise_sql.h"
#include "areas/promise_story.h"

#include <kam/areas.h>
#include <kam/calendar.h>
#include <kam/date.h>
#include <kam/grow.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

#include "areas/kept_calendars.h"
#include "areas/hooks.h"

/* One kind's promises on their way into the list. */
struct drawing {
	struct kam_promise_list *list;
	struct kam *k;
	const struct kam_promise_source *source;
	const struct kam_kind *said; /* what kind said_in is of, or NULL */
	struct kam_stmt *rows, *story;
	struct kam_kept_calendars calendars;
	struct kam_arena scratch; /* rounds of the row at hand */
	int is_quiet;             /* its state is */
};

static const char *copy(struct drawing *d, int column, int *failed)
{
	const char *text = kam_stmt_text(d->rows, column);
	const char *kept = text ? kam_arena_strdup(d->list->arena, text) : NULL;

	*failed |= text && !kept;
	return kept;
}

static const char *name_of(struct drawing *d, const struct kam_kind *kind,
			   int column, int *failed)
{
	const char *kept;
	char text[KAM_ID_TEXT];

	if (!kind || kam_stmt_is_null(d->rows, column))
		return NULL;
	kam_id_format(text, kind, kam_stmt_int(d->rows, column));
	kept = kam_arena_strdup(d->list->arena, text);
	*failed |= !kept;
	return kept;
}

/* A day, or the day of a moment. */
static int read_day(struct kam_day *out, struct drawing *d, int column,
		    struct kam_err *err)
{
	const char *text = kam_stmt_text(d->rows, column);
	int64_t at;
	int rc;

	memset(out, 0, sizeof *out);
	if (!text)
		return 0;
	out->set = 1;
	if (strlen(text) < KAM_DATE_TEXT)
		return kam_date_parse(&out->day, text, err);
	rc = kam_instant_parse(&at, text, err);
	if (!rc)
		out->day = kam_zone_day(kam_zone_of(d->k), at);
	return rc;
}

static int read_row(struct kam_promise *p, struct drawing *d,
		    struct kam_err *err)
{
	const struct kam_promise_source *source = d->source;
	const char *status = kam_stmt_text(d->rows, STATUS);
	int failed = 0, rc, fate;

	memset(p, 0, sizeof *p);
	p->kind = source->kind;
	p->id = kam_stmt_int(d->rows, WHICH_ID);
	p->promise = source->promise;
	p->what = copy(d, WHAT, &failed);
	p->severity = copy(d, SEVERITY, &failed);
	p->type = copy(d, TYPE, &failed);
	p->reason = copy(d, REASON, &failed);
	p->account = copy(d, ACCOUNT, &failed);
	p->project = copy(d, PROJECT, &failed);
	if (p->project)
		p->project =
		    kam_arena_printf(d->list->arena, "%s/%s",
				     p->account ? p->account : "", p->project);
	p->owner = copy(d, OWNER, &failed);
	p->owner_id = kam_stmt_int(d->rows, OWNER_ID);
	p->contact = name_of(d, &kam_contact_kind, CONTACT, &failed);
	p->contact_name = copy(d, CONTACT_NAME, &failed);
	p->said_in = name_of(d, d->said, SAID, &failed);
	p->internal = kam_kind_is(d->said, &kam_reply_kind) ||
		      kam_stmt_int(d->rows, INTERNAL);
	fate = kam_promise_fate_of(source, status ? status : "");
	d->is_quiet = kam_promise_is_among(source->quiet, status ? status : "");
	p->fate = fate < 0 ? KAM_FATE_GIVEN_UP : (enum kam_promise_fate)fate;
	if (failed || kam_stmt_failed(d->rows) || !p->what)
		return kam_fail_memory(err);
	rc = read_day(&p->due, d, DUE, err);
	if (!rc)
		rc = read_day(&p->said_on, d, SAID_ON, err);
	if (!rc && p->fate == KAM_FATE_KEPT)
		rc = read_day(&p->ended, d, DONE, err);
	p->first_due = p->due;
	return rc;
}

/* The days that its calendar says, and into the list. */
static int add(struct drawing *d, struct kam_promise *p,
	       const struct kam_calendar *calendar, struct kam_err *err)
{
	const int32_t until = p->fate == KAM_FATE_OPEN ? kam_today(d->k)
			      : p->ended.set           ? p->ended.day
						       : p->due.day;

	if (!p->due.set && p->fate == KAM_FATE_OPEN && d->is_quiet)
		return 0;
	p->days_late = p->due.set ? (int64_t)until - p->due.day : 0;
	p->working_days_late =
	    p->due.set
		? kam_calendar_working_between(calendar, p->due.day, until)
		: 0;
	p->postponed_days = p->due.set && p->first_due.set
				? (int64_t)p->due.day - p->first_due.day
				: 0;
	p->took = p->took_working = -1;
	if (p->fate == KAM_FATE_KEPT && p->ended.set && p->said_on.set) {
		p->took = (int64_t)p->ended.day - p->said_on.day;
		p->took_working = kam_calendar_working_between(
		    calendar, p->said_on.day, p->ended.day);
	}
	return kam_promise_add(d->list, d->k, p, err);
}

/* Each time that it was promised: the record says how the last one stands. */
static int add_rounds(struct drawing *d, struct kam_promise *p,
		      const struct kam_calendar *calendar, struct kam_err *err)
{
	struct kam_promise_round *rounds = NULL;
	int rc = 0;

	if (kam_stmt_int(d->rows, VERSION) > 1 || !d->source->due)
		rc = kam_promise_story(&rounds, d->k, &d->scratch, d->story,
				       d->source, p->id, err);
	p->round = 1;
	if (!rc && !rounds)
		return add(d, p, calendar, err);
	for (; rounds && !rc; rounds = rounds->next) {
		struct kam_promise one = *p;

		if (d->source->due) {
			one.first_due = rounds->first;
			one.due = rounds->due;
			one.postponed = rounds->postponed;
		}
		one.begun = rounds->begun;
		one.until = rounds->next ? rounds->next->begun : 0;
		one.fate = rounds->fate;
		one.ended = rounds->ended;
		rc = add(d, &one, calendar, err);
		p->round++;
	}
	return rc;
}

static int draw_rows(struct drawing *d, struct kam_err *err)
{
	int rc = 0;

	while (!rc && (rc = kam_stmt_step(d->rows, err)) > 0) {
		const struct kam_calendar *calendar;
		struct kam_promise p;

		rc = read_row(&p, d, err);
		if (!rc)
			rc = kam_kept_calendar(
			    &calendar, &d->calendars, d->k, d->list->arena,
			    kam_stmt_int(d->rows, CALENDAR), err);
		if (!rc)
			rc = add_rounds(d, &p, calendar, err);
		kam_arena_reset(&d->scratch);
	}
	return rc;
}

static int add_late(struct kam_promise_list *list, struct kam_stmt *s,
		    struct kam_err *err)
{
	const char *account = kam_stmt_text(s, 0);
	struct kam_promise_late *grown;

	if (account)
		account = kam_arena_strdup(list->arena, account);
	if ((!account && !kam_stmt_is_null(s, 0)) || kam_stmt_failed(s))
		return kam_fail_memory(err);
	grown = kam_grow(list->late, &list->late_room, list->n_late,
			 sizeof *grown, err);
	if (!grown)
		return err->code;
	list->late = grown;
	list->late[list->n_late++] =
	    (struct kam_promise_late){ account, kam_stmt_int(s, 1) };
	return 0;
}

static int count_late(struct kam_promise_list *list, struct kam *k, int sql,
		      struct kam_err *err)
{
	char today[KAM_DATE_TEXT];
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), kam_promise_sql.texts[sql],
				err);

	if (rc)
		return rc;
	kam_date_format(today, kam_today(k));
	kam_stmt_bind_int(s, 1, list->query->account);
	kam_stmt_bind_int(s, 2, list->query->project);
	kam_stmt_bind_int(s, 3, list->query->owner);
	kam_stmt_bind_text(s, 4, today);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = add_late(list, s, err);
	kam_stmt_finalize(s);
	return rc;
}

static int draw(struct kam_promise_list *list, struct kam *k,
		const struct kam_promise_source *source,
		const struct kam_kind *said, int sql, struct kam_err *err)
{
	const struct kam_promise_query *q = list->query;
	struct drawing d = {
		.list = list, .k = k, .source = source, .said = said
	};
	const int rows = q->account ? sql + ONE_OF : sql;
	int rc = q->late ? count_late(list, k, sql + LATE_OF, err) : 0;

	if (!rc)
		rc = kam_db_prepare(&d.rows, kam_database(k),
				    kam_promise_sql.texts[rows], err);
	if (!rc)
		rc = kam_db_prepare(&d.story, kam_database(k),
				    kam_promise_sql.texts[STORY], err);
	if (!rc) {
		kam_stmt_bind_int(d.rows, 1, q->account);
		kam_stmt_bind_int(d.rows, 2, q->project);
		kam_stmt_bind_int(d.rows, 3, q->owner);
		kam_stmt_bind_int(d.rows, 4, q->late ? 2 : q->settled);
		rc = draw_rows(&d, err);
	}
	kam_stmt_finalize(d.rows);
	kam_stmt_finalize(d.story);
	kam_arena_release(&d.scratch);
	return rc;
}

int kam_action_promise(struct kam *k, struct kam_promise_list *list,
		       struct kam_err *err)
{
	static const struct kam_promise_source source = {
		.kind = &kam_action_kind,
		.promise = "action",
		.due = "due",
		.done = { "done_on" },
		.open = "open",
		.kept = "done",
		.given_up = "cancelled",
	};
	int rc = draw(list, k, &source, &kam_comm_kind, OF_ACTION, err);

	return rc ? rc : draw(list, k, &source, &kam_reply_kind, OF_CALL, err);
}

int kam_feedback_promise(struct kam *k, struct kam_promise_list *list,
			 struct kam_err *err)
{
	static const struct kam_promise_source answer = {
		.kind = &kam_feedback_kind,
		.promise = "answer",
		.due = "respond_by",
		.done = { "responded_on", "resolved_on", "confirmed_on" },
		.open = "received",
		.kept = "responded resolved confirmed",
		.given_up = "dismissed",
		.anew = 1,
	};
	static const struct kam_promise_source resolution = {
		.kind = &kam_feedback_kind,
		.promise = "resolution",
		.due = "resolve_by",
		.done = { "resolved_on", "confirmed_on" },
		.open = "received responded",
		.quiet = "received",
		.kept = "resolved confirmed",
		.given_up = "dismissed",
		.anew = 1,
	};
	int rc = draw(list, k, &answer, NULL, OF_ANSWER, err);

	return rc ? rc : draw(list, k, &resolution, NULL, OF_RESOLUTION, err);
}

int kam_occurrence_promise(struct kam *k, struct kam_promise_list *list,
			   struct kam_err *err)
{
	static const struct kam_promise_source source = {
		.kind = &kam_occurrence_kind,
		.promise = "delivery",
		.done = { "given_on" },
		.open = "open",
		.kept = "given late",
		.missed = "missed",
		.given_up = "skipped",
	};

	return draw(list, k, &source, &kam_cadence_kind, OF_OCCURRENCE, err);
}

int kam_req_promise(struct kam *k, struct kam_promise_list *list,
		    struct kam_err *err)
{
	static const struct kam_promise_source source = {
		.kind = &kam_req_kind,
		.promise = "requirement",
		.due = "due",
		.open = "agreed implemented",
		.kept = "verified accepted",
		.given_up = "deferred dropped",
	};

	return draw(list, k, &source, &kam_comm_kind, OF_REQ, err);
}
