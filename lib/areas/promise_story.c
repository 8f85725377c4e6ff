#include "areas/promise_story.h"

#include <kam/date.h>
#include <kam/zone.h>
#include <string.h>

enum { STATE = 40 };

/* The record as it was after one operation. */
struct story {
	const struct kam_promise_source *source;
	struct kam_arena *arena;
	struct kam_promise_round *first, *last;
	int64_t operation;
	struct kam_day on; /* the operation's */
	char state[STATE]; /* "": it wasn't there */
	struct kam_day due, done[KAM_STORY_DONE];
	int promised; /* it was owed or kept at some time */
	int failed;   /* memory */
};

int kam_promise_is_among(const char *names, const char *name)
{
	const size_t n = strlen(name);

	for (const char *at = names; n && at && (at = strstr(at, name)); at++)
		if ((at == names || at[-1] == ' ') && (!at[n] || at[n] == ' '))
			return 1;
	return 0;
}

int kam_promise_fate_of(const struct kam_promise_source *source,
			const char *state)
{
	return kam_promise_is_among(source->open, state)     ? KAM_FATE_OPEN
	       : kam_promise_is_among(source->kept, state)   ? KAM_FATE_KEPT
	       : kam_promise_is_among(source->missed, state) ? KAM_FATE_MISSED
	       : kam_promise_is_among(source->given_up, state)
		   ? KAM_FATE_GIVEN_UP
		   : -1;
}

/* "2026-11-23" in canonical JSON; what was erased or unset is no day. */
static struct kam_day read_day(const char *json)
{
	struct kam_err off = { 0 };
	struct kam_day day = { 0 };
	char text[KAM_DATE_TEXT];

	if (!json || json[0] != '"' || strlen(json) < KAM_DATE_TEXT + 1)
		return day;
	(void)snprintf(text, sizeof text, "%s", json + 1);
	day.set = !kam_date_parse(&day.day, text, &off);
	return day;
}

static int is_called(const char *name, size_t length, const char *wanted)
{
	return wanted && strlen(wanted) == length &&
	       !memcmp(name, wanted, length);
}

static void take(struct story *s, const char *name, size_t length,
		 const char *json)
{
	if (is_called(name, length, "~status"))
		(void)snprintf(s->state, sizeof s->state, "%.*s",
			       json ? (int)strcspn(json + 1, "\"") : 0,
			       json ? json + 1 : "");
	if (is_called(name, length, s->source->due))
		s->due = read_day(json);
	for (int i = 0; i < KAM_STORY_DONE; i++)
		if (is_called(name, length, s->source->done[i]))
			s->done[i] = read_day(json);
}

static void start(struct kam_promise_round *r, const struct story *s,
		  enum kam_promise_fate fate)
{
	*r = (struct kam_promise_round){ .first = s->due,
					 .due = s->due,
					 .begun = s->operation,
					 .fate = fate };
}

static void begin(struct story *s, enum kam_promise_fate fate)
{
	struct kam_promise_round *r = kam_arena_alloc(s->arena, sizeof *r);

	if (!r) {
		s->failed = 1;
		return;
	}
	start(r, s, fate);
	if (s->last)
		s->last->next = r;
	else
		s->first = r;
	s->last = r;
}

static void move_day(struct kam_promise_round *r, struct kam_day due)
{
	if (!r->first.set)
		r->first = due;
	else if (due.set && r->due.set && due.day != r->due.day)
		r->postponed++;
	r->due = due.set ? due : r->due;
}

/* The day that a field has for it; NULL where none has. */
static const struct kam_day *said_on(const struct story *s)
{
	for (int i = 0; i < KAM_STORY_DONE; i++)
		if (s->done[i].set)
			return &s->done[i];
	return NULL;
}

/* It has ended; what was kept stays so, whatever is given up later, and since
   the day on which it came to be so, unless a field says another one. */
static void end(struct story *s, enum kam_promise_fate fate)
{
	struct kam_promise_round *r = s->last;
	const struct kam_day *said = said_on(s);

	if (fate == KAM_FATE_KEPT && said)
		r->ended = *said;
	else if ((fate == KAM_FATE_KEPT &&
		  (r->fate != KAM_FATE_KEPT || !r->ended.set)) ||
		 fate == KAM_FATE_GIVEN_UP)
		r->ended = s->on;
	r->fate = fate;
}

/* All that one operation changed is in. What was put off before anybody
   promised it is promised from the day on which somebody does. */
static void settle(struct story *s)
{
	const int fate = kam_promise_fate_of(s->source, s->state);
	struct kam_promise_round *r = s->last;

	if (!r && fate >= 0)
		begin(s, (enum kam_promise_fate)fate);
	else if (r && !s->promised && fate >= 0 && fate != KAM_FATE_GIVEN_UP)
		start(r, s, (enum kam_promise_fate)fate);
	else if (r && fate == KAM_FATE_OPEN && r->fate != KAM_FATE_OPEN &&
		 s->source->anew)
		begin(s, (enum kam_promise_fate)fate);
	r = s->last;
	if (!r || s->failed)
		return;
	s->promised |= fate >= 0 && fate != KAM_FATE_GIVEN_UP;
	if (r->fate == KAM_FATE_OPEN || fate == KAM_FATE_OPEN)
		move_day(r, s->due);
	if (fate == KAM_FATE_OPEN)
		r->fate = (enum kam_promise_fate)fate;
	else if (fate == KAM_FATE_KEPT ||
		 (fate >= 0 && r->fate == KAM_FATE_OPEN))
		end(s, (enum kam_promise_fate)fate);
	else if (fate < 0 && r->fate == KAM_FATE_OPEN)
		end(s, KAM_FATE_GIVEN_UP);
	if (r->fate == KAM_FATE_OPEN)
		r->ended.set = 0;
}

static int next_operation(struct story *s, struct kam *k, struct kam_stmt *row,
			  struct kam_err *err)
{
	const char *at = kam_stmt_text(row, 1);
	int64_t instant;
	int rc;

	if (kam_stmt_int(row, 0) == s->operation)
		return 0;
	if (s->operation)
		settle(s);
	s->operation = kam_stmt_int(row, 0);
	rc = kam_instant_parse(&instant, at ? at : "", err);
	s->on.set = 1;
	if (!rc)
		s->on.day = kam_zone_day(kam_zone_of(k), instant);
	return rc;
}

static void take_row(struct story *s, struct kam_stmt *row)
{
	const char *field = kam_stmt_text(row, 2);
	const char *after = kam_stmt_text(row, 3);
	struct kam_canonical member;

	if (field) {
		take(s, field, strlen(field), after);
	} else if (!after) {
		s->state[0] = '\0';
	} else {
		while (kam_canonical_next(&member, &after) > 0) {
			char value[48];

			(void)snprintf(value, sizeof value, "%.*s",
				       (int)(member.length < sizeof value
						 ? member.length
						 : sizeof value - 1),
				       member.value);
			take(s, member.name, member.name_length, value);
		}
	}
}

int kam_promise_story(struct kam_promise_round **out, struct kam *k,
		      struct kam_arena *arena, struct kam_stmt *story,
		      const struct kam_promise_source *source, int64_t id,
		      struct kam_err *err)
{
	struct story s = { .source = source, .arena = arena };
	int rc = 0;

	kam_stmt_bind_text(story, 1, source->kind->name);
	kam_stmt_bind_int(story, 2, id);
	while (!rc && (rc = kam_stmt_step(story, err)) > 0) {
		rc = next_operation(&s, k, story, err);
		if (!rc)
			take_row(&s, story);
	}
	kam_stmt_reset(story);
	if (!rc && s.operation)
		settle(&s);
	*out = s.first;
	return rc ? rc : s.failed ? kam_fail_memory(err) : 0;
}
