/*
 * How long silence has lasted and may last.
 */
#include "areas/silence.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/setting.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

static size_t word_length(const char *at)
{
	return strcspn(at, " ");
}

int kam_silence_span(const char **span, struct kam_arena *arena,
		     const char *setting, const char *word, struct kam_err *err)
{
	size_t n = strlen(word);

	*span = NULL;
	for (const char *at = setting; *at;
	     at += word_length(at), at += strspn(at, " "))
		if (!strncmp(at, word, n) && at[n] == '=') {
			*span = kam_arena_strndup(arena, at + n + 1,
						  word_length(at) - n - 1);
			return *span ? 0 : kam_fail_memory(err);
		}
	return 0;
}

/* Reads "2w" from a day on. */
static int move_by(int32_t *out, const char *span, int32_t from,
		   const struct kam_calendar *calendar, struct kam_err *err)
{
	char text[32];

	(void)snprintf(text, sizeof text, "+%s", span);
	return kam_date_read(out, text, from, calendar, err);
}

static int is_one_of(const char *at, size_t n, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == n && !strncmp(*words, at, n))
			return 1;
	return 0;
}

int kam_silence_check(const char *setting, const char *const *words,
		      struct kam_err *err)
{
	for (const char *at = setting; *at;
	     at += word_length(at), at += strspn(at, " ")) {
		size_t n = strcspn(at, "= "), length = word_length(at);
		struct kam_err none = { 0 };
		char span[24];
		int32_t day;

		(void)snprintf(span, sizeof span, "%.*s",
			       (int)(at[n] == '=' ? length - n - 1 : 0),
			       at + n + 1);
		if (at[n] == '=' && length - n < sizeof span && *span &&
		    is_one_of(at, n, words) &&
		    !move_by(&day, span, kam_date_of(2026, 1, 1), NULL, &none))
			continue;
		kam_fail(err, KAM_EINVALID, _("'%.*s' says no time"),
			 (int)length, at);
		kam_hint(err, _("as '%s=2w'"), words[0]);
		return err->code;
	}
	return 0;
}

struct judging {
	struct kam_silent read;
	struct kam_talks talks;
	const char *tiers, *influences;
	struct kam_silences *out;
};

/* The last two-way conversation of each account and contact. */
static void find_last(struct judging *j)
{
	for (size_t i = 0; i < j->talks.n; i++) {
		const struct kam_talk *t = &j->talks.items[i];
		struct kam_silent_account *a =
		    kam_silent_account(&j->read, t->account);

		if (a && t->two_way)
			a->last_talk = (int64_t)i;
		else if (a)
			a->one_way = 1;
	}
}

/* What they were last part of, by their index among all who took part. */
static int find_last_with(struct judging *j, struct kam_arena *scratch,
			  struct kam_err *err)
{
	int64_t *last =
	    kam_arena_array(scratch, j->talks.n_contacts + 1, sizeof *last);
	char *one_way = kam_arena_array(scratch, j->talks.n_contacts + 1, 1);

	if (!last || !one_way)
		return kam_fail_memory(err);
	for (size_t i = 0; i < j->talks.n; i++) {
		const struct kam_talk *t = &j->talks.items[i];

		for (size_t w = 0; w < t->n_with; w++)
			if (t->two_way)
				last[t->with[w]] = (int64_t)i + 1;
			else
				one_way[t->with[w]] = 1;
	}
	for (size_t i = 0; i < j->read.n_contacts; i++) {
		struct kam_silent_contact *c = &j->read.contacts[i];
		long at = kam_talks_contact(&j->talks, c->id);

		c->last_talk = at < 0 ? -1 : last[at] - 1;
		c->one_way = at >= 0 && one_way[at];
	}
	return 0;
}

/* Takes the limit where it is the strictest so far. */
static int limit(struct kam_silence *s, int32_t since,
		 const struct kam_calendar *calendar, const char *span,
		 const char *by, const char *value, struct kam_err *err)
{
	int32_t due;
	int rc = move_by(&due, span, since, calendar, err);

	if (rc || (s->by && s->due <= due))
		return rc;
	s->limit = span;
	s->by = by;
	s->by_value = value;
	s->due = due;
	return 0;
}

static int limit_by_lines(struct kam_silence *s, struct judging *j,
			  int32_t since, const struct kam_calendar *calendar,
			  int64_t account, int64_t contact, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < j->read.n_lines && !rc; i++) {
		const struct kam_silent_line *l = &j->read.lines[i];
		const char *name;

		if (contact ? l->contact != contact : l->account != account)
			continue;
		name = kam_arena_printf(j->read.arena, "CPL-%lld",
					(long long)l->id);
		rc = name
			 ? limit(s, since, calendar, l->span, "plan", name, err)
			 : kam_fail_memory(err);
	}
	return rc;
}

static int limit_by_setting(struct kam_silence *s, struct judging *j,
			    int32_t since, const struct kam_calendar *calendar,
			    const char *setting, const char *by,
			    const char *word, struct kam_err *err)
{
	const char *span;
	int rc = kam_silence_span(&span, j->read.arena, setting, word, err);

	return rc || !span ? rc
			   : limit(s, since, calendar, span, by, word, err);
}

/* The day from which it counts, and how long that is ago. */
static int32_t count_from(struct kam_silence *s, const struct judging *j,
			  int64_t last, int32_t created,
			  const struct kam_calendar *calendar)
{
	const struct kam_field *f = &kam_comm_kind.fields[KAM_COMM_CHANNEL];
	const int32_t today = kam_today(j->read.k);
	int32_t since = created;

	if (last >= 0) {
		const struct kam_talk *t = &j->talks.items[last];

		s->last = t->at;
		s->last_comm = t->id;
		s->channel = f->words[t->channel];
		since = kam_zone_day(kam_zone_of(j->read.k), t->at);
	}
	s->days = (int64_t)today - since;
	s->working_days = kam_calendar_working_between(calendar, since, today);
	return since;
}

static void finish(struct kam_silence *s, const struct judging *j,
		   const struct kam_calendar *calendar)
{
	const int32_t today = kam_today(j->read.k);

	if (!s->by)
		return;
	s->days_late = (int64_t)today - s->due;
	s->working_days_late =
	    kam_calendar_working_between(calendar, s->due, today);
}

static int judge_account(struct judging *j, const struct kam_silent_account *a,
			 struct kam_err *err)
{
	struct kam_silence *s = &j->out->items[j->out->n++];
	int32_t since;
	int rc;

	s->kind = &kam_account_kind;
	s->id = a->id;
	s->who = s->account = a->key;
	s->name = a->name;
	s->owner = a->owner;
	s->owner_id = a->owner_id;
	s->unanswered = a->one_way && a->last_talk < 0;
	since = count_from(s, j, a->last_talk, a->created, a->calendar);
	rc = limit_by_lines(s, j, since, a->calendar, a->id, 0, err);
	if (!rc && !s->by && a->tier)
		rc = limit_by_setting(s, j, since, a->calendar, j->tiers,
				      "tier", a->tier, err);
	finish(s, j, a->calendar);
	return rc;
}

static int judge_contact(struct judging *j, const struct kam_silent_contact *c,
			 struct kam_err *err)
{
	const struct kam_silent_account *a =
	    kam_silent_account(&j->read, c->account);
	struct kam_silence *s = &j->out->items[j->out->n++];
	char *influence;
	int32_t since;
	int rc;

	s->kind = &kam_contact_kind;
	s->id = c->id;
	s->who = kam_arena_printf(j->read.arena, "CON-%lld", (long long)c->id);
	s->name = c->name;
	s->account = a->key;
	s->owner = c->owner_id ? c->owner : a->owner;
	s->owner_id = c->owner_id ? c->owner_id : a->owner_id;
	influence =
	    kam_arena_printf(j->read.arena, "%lld", (long long)c->influence);
	if (!s->who || !influence)
		return kam_fail_memory(err);
	s->unanswered = c->one_way && c->last_talk < 0;
	since = count_from(s, j, c->last_talk, c->created, a->calendar);
	rc = limit_by_lines(s, j, since, a->calendar, a->id, c->id, err);
	if (!rc && c->influence)
		rc = limit_by_setting(s, j, since, a->calendar, j->influences,
				      "influence", influence, err);
	finish(s, j, a->calendar);
	return rc;
}

/* The latest first; those of whom nothing is asked last. */
static int compare(const void *a, const void *b)
{
	const struct kam_silence *x = a, *y = b;

	if (!x->by != !y->by)
		return x->by ? -1 : 1;
	if (x->days_late != y->days_late)
		return x->days_late > y->days_late ? -1 : 1;
	if (!kam_kind_is(x->kind, y->kind))
		return kam_kind_is(x->kind, &kam_account_kind) ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int judge(struct judging *j, struct kam_err *err)
{
	const struct kam_silent *r = &j->read;
	int rc = 0;

	j->out->items = kam_arena_array(
	    r->arena, r->n_accounts + r->n_contacts + 1, sizeof *j->out->items);
	if (!j->out->items)
		return kam_fail_memory(err);
	for (size_t i = 0; i < r->n_accounts && !rc; i++)
		rc = judge_account(j, &r->accounts[i], err);
	for (size_t i = 0; i < r->n_contacts && !rc; i++)
		rc = judge_contact(j, &r->contacts[i], err);
	if (!rc && j->out->n)
		qsort(j->out->items, j->out->n, sizeof *j->out->items, compare);
	return rc;
}

int kam_silence_find(struct kam_silences *out, struct kam *k,
		     struct kam_arena *arena,
		     const struct kam_silence_query *query, struct kam_err *err)
{
	/* a contact is spoken with on behalf of any account */
	const struct kam_talk_query talks = {
		.account =
		    query->of == KAM_SILENCE_ACCOUNT ? query->account : 0,
		.until = kam_now(k),
	};
	struct kam_arena scratch = { 0 };
	struct judging j = { .read = { .k = k,
				       .arena = arena,
				       .only = query->account,
				       .alone =
					   query->of == KAM_SILENCE_ACCOUNT },
			     .out = out };
	int rc = kam_setting_get(&j.tiers, k, arena, "comm.silence.tiers", err);

	memset(out, 0, sizeof *out);
	if (!rc)
		rc = kam_setting_get(&j.influences, k, arena,
				     "comm.silence.influence", err);
	if (!rc)
		rc = kam_silent_read(&j.read, err);
	if (!rc)
		rc = kam_talks_load(&j.talks, k, &scratch, &talks, err);
	if (!rc)
		rc = find_last_with(&j, &scratch, err);
	if (!rc) {
		find_last(&j);
		rc = judge(&j, err);
	}
	kam_arena_release(&scratch);
	return rc;
}
