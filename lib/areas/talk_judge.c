/*
 * Which conversations were two-way, and when those of the customer were
 * answered: one pass each way through the time.
 */
#include "areas/talk.h"

#include <kam/areas.h>

enum { DAY = 86400 };
#define NEVER INT64_MIN
#define NOT_YET INT64_MAX

/* Of a thread or contact, the last mail each way; or the next answer. */
struct last {
	int64_t in, out;
	/* the same of mails without a thread, which match those of any */
	int64_t loose_in, loose_out;
};

static struct last *make(struct kam_arena *scratch, size_t n, int64_t initial)
{
	struct last *all = kam_arena_array(scratch, n + 1, sizeof *all);

	for (size_t i = 0; all && i <= n; i++)
		all[i] = (struct last){ initial, initial, initial, initial };
	return all;
}

/* The last one that went the other way. */
static int64_t other_way(const struct last *l, const struct kam_talk *t,
			 int loose)
{
	if (t->direction == KAM_TALK_IN)
		return loose ? l->loose_out : l->out;
	return loose ? l->loose_in : l->in;
}

static void keep(struct last *l, const struct kam_talk *t)
{
	*(t->direction == KAM_TALK_IN ? &l->in : &l->out) = t->at;
	if (!t->thread)
		*(t->direction == KAM_TALK_IN ? &l->loose_in : &l->loose_out) =
		    t->at;
}

static int answers(const struct last *threads, const struct last *contacts,
		   const struct kam_talk *t)
{
	int64_t since = t->at - (int64_t)KAM_TALK_DAYS * DAY;

	if (t->thread && other_way(&threads[t->thread], t, 0) != NEVER)
		return 1;
	/* one without a thread matches all of a contact, one with a thread
	   those without */
	for (size_t i = 0; i < t->n_with; i++)
		if (other_way(&contacts[t->with[i]], t, t->thread != 0) >=
		    since)
			return 1;
	return 0;
}

static int find_two_way(struct kam_talks *talks, struct kam_arena *scratch,
			struct kam_err *err)
{
	struct last *threads = make(scratch, talks->n_threads, NEVER);
	struct last *contacts = make(scratch, talks->n_contacts, NEVER);

	if (!threads || !contacts)
		return kam_fail_memory(err);
	for (size_t i = 0; i < talks->n; i++) {
		struct kam_talk *t = &talks->items[i];

		t->two_way = t->live;
		if (t->live || t->direction == KAM_TALK_UNSAID)
			continue;
		t->two_way = answers(threads, contacts, t);
		keep(&threads[t->thread], t);
		for (size_t w = 0; w < t->n_with; w++)
			keep(&contacts[t->with[w]], t);
	}
	return 0;
}

/* Backwards: when the next answer after a moment comes. */
static void find_answer(struct kam_talk *t, const struct last *threads,
			const struct last *contacts)
{
	int64_t next = t->thread ? threads[t->thread].out : NOT_YET;

	for (size_t i = 0; i < t->n_with; i++) {
		const struct last *l = &contacts[t->with[i]];
		int64_t at = t->thread ? l->loose_out : l->out;

		if (at < next)
			next = at;
	}
	t->answer = next == NOT_YET ? -1 : (next - t->at) / 60;
}

static int may_answer(const struct kam_talk *t)
{
	return t->direction == KAM_TALK_OUT ||
	       (t->direction == KAM_TALK_UNSAID && t->live);
}

static int find_answers(struct kam_talks *talks, struct kam_arena *scratch,
			struct kam_err *err)
{
	struct last *threads = make(scratch, talks->n_threads, NOT_YET);
	struct last *contacts = make(scratch, talks->n_contacts, NOT_YET);

	if (!threads || !contacts)
		return kam_fail_memory(err);
	for (size_t i = talks->n; i-- > 0;) {
		struct kam_talk *t = &talks->items[i];

		if (t->direction == KAM_TALK_IN)
			find_answer(t, threads, contacts);
		if (!may_answer(t))
			continue;
		threads[t->thread].out = t->at;
		for (size_t w = 0; w < t->n_with; w++) {
			struct last *l = &contacts[t->with[w]];

			l->out = t->at;
			if (!t->thread)
				l->loose_out = t->at;
		}
	}
	return 0;
}

int kam_talks_judge(struct kam_talks *talks, struct kam_arena *scratch,
		    struct kam_err *err)
{
	int rc = find_two_way(talks, scratch, err);

	return rc ? rc : find_answers(talks, scratch, err);
}
