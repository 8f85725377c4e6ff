/*
 * Minutes taken: each line to its record, and back as a mark.
 */
#include "areas/minutes_take.h"

#include <kam/areas.h>
#include <kam/calendars.h>
#include <kam/date.h>
#include <kam/dice.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

static const struct kam_kind *kind_of(const struct kam_minutes_line *l)
{
	if (l->form == KAM_MINUTES_DECISION)
		return &kam_decision_kind;
	return l->form == KAM_MINUTES_ACTION || l->form == KAM_MINUTES_NEXT
		   ? &kam_action_kind
		   : NULL;
}

/* Names the line that the error is of. */
static int of_line(const struct kam_minutes_line *l, struct kam_err *inner,
		   struct kam_err *err)
{
	kam_fail(err, inner->code, _("line %zu: %s"), l->number,
		 inner->message);
	kam_field(err, inner->field);
	kam_hint(err, "%s", inner->hint);
	return err->code;
}

static int by_mark(struct kam_taking *t, size_t i, struct kam_err *err)
{
	const struct kam_minutes_line *l = &t->new.lines[i];
	char name[KAM_ID_TEXT];

	for (size_t r = 0; r < t->out->n; r++) {
		const struct kam_minutes_record *record = &t->out->records[r];

		kam_id_format(name, record->kind, record->id);
		if (strcmp(name, l->mark) != 0)
			continue;
		if (t->line_of[r] || record->kind != kind_of(l))
			break;
		t->line_of[r] = i + 1;
		t->record_of[i] = r + 1;
		return 0;
	}
	kam_fail(err, KAM_EINVALID,
		 _("line %zu: [%s] is not what came of COM-%lld, or is there "
		   "twice"),
		 l->number, l->mark, (long long)t->before->id);
	kam_hint(err, "%s",
		 _("without the mark in brackets the line is a new one"));
	return err->code;
}

/* The free record most like the line's, of at least so much. */
static int by_text(struct kam_taking *t, size_t i, int least,
		   struct kam_err *err)
{
	const struct kam_minutes_line *l = &t->new.lines[i];
	size_t best = 0;
	int rc = 0;

	for (size_t r = 0; r < t->out->n && !rc; r++) {
		const struct kam_minutes_record *record = &t->out->records[r];
		int alike = 0;

		if (t->line_of[r] || record->kind != kind_of(l) ||
		    !record->text)
			continue;
		rc = kam_dice(&alike, record->text, t->says[i], err);
		if (alike >= least) {
			best = r + 1;
			least = alike + 1;
		}
	}
	if (rc || !best)
		return rc;
	t->line_of[best - 1] = i + 1;
	t->record_of[i] = best;
	return 0;
}

/* Marks first, then the same words, then words that are alike. */
static int match(struct kam_taking *t, struct kam_err *err)
{
	static const int least[] = { 100, KAM_MINUTES_ALIKE };
	int rc = 0;

	for (size_t i = 0; i < t->new.n && !rc; i++)
		if (kind_of(&t->new.lines[i]) && t->new.lines[i].mark)
			rc = by_mark(t, i, err);
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < t->new.n && !rc; i++)
			if (kind_of(&t->new.lines[i]) && !t->record_of[i])
				rc = by_text(t, i, least[pass], err);
	return rc;
}

/* What the record's line said in the minutes before; NULL: it had none. */
static const struct kam_minutes_line *old_line(const struct kam_taking *t,
					       const char *mark)
{
	for (size_t i = 0; i < t->old.n; i++)
		if (t->old.lines[i].mark && !strcmp(t->old.lines[i].mark, mark))
			return &t->old.lines[i];
	return NULL;
}

static int differs(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") != 0;
}

static int set_owner(struct kam_taking *t, struct kam_record *r,
		     const struct kam_minutes_line *l, struct kam_err *err)
{
	struct kam_err inner = { 0 };
	int64_t id = 0;

	if (l->owner &&
	    kam_resolve(&id, t->k, &kam_member_kind, l->owner, &inner))
		return of_line(l, &inner, err);
	return kam_record_set_ref(t->k, r, KAM_ACTION_OWNER, id, err);
}

static int set_due(struct kam_taking *t, struct kam_record *r,
		   const struct kam_minutes_line *l, struct kam_err *err)
{
	char text[KAM_DATE_TEXT] = "";
	struct kam_err inner = { 0 };
	int32_t day;

	if (l->due) {
		if (kam_date_read(&day, l->due, t->day, t->calendar, &inner))
			return of_line(l, &inner, err);
		kam_date_format(text, day);
	}
	return kam_record_set(t->k, r, KAM_ACTION_DUE, text, err);
}

/* What the line says otherwise than before; all of it where there was none,
   but what it leaves open then stays as it is. */
static int fill(struct kam_taking *t, struct kam_record *r, size_t i,
		const struct kam_minutes_line *old, struct kam_err *err)
{
	const struct kam_minutes_line *l = &t->new.lines[i];
	const int action = kam_kind_is(r->kind, &kam_action_kind);
	int rc = 0;

	if (!old || differs(old->text, l->text))
		rc = kam_record_set(
		    t->k, r, action ? KAM_ACTION_TITLE : KAM_DECISION_REMARK,
		    t->says[i], err);
	if (!rc && action &&
	    (old ? differs(old->owner, l->owner) : l->owner != NULL))
		rc = set_owner(t, r, l, err);
	if (!rc && action && (old ? differs(old->due, l->due) : l->due != NULL))
		rc = set_due(t, r, l, err);
	return rc;
}

static int update(struct kam_taking *t, size_t i, struct kam_err *err)
{
	struct kam_minutes_record *record =
	    &t->out->records[t->record_of[i] - 1];
	struct kam_arena *arena = t->before->arena;
	struct kam_record *before, *after;
	const char *mark = t->new.lines[i].mark;
	int rc = kam_record_load(&before, t->k, arena, record->kind, record->id,
				 err);

	if (!mark)
		mark = kam_arena_printf(arena, "%s-%lld", record->kind->prefix,
					(long long)record->id);
	if (!rc && !mark)
		rc = kam_fail_memory(err);
	if (!rc)
		rc = kam_record_load(&after, t->k, arena, record->kind,
				     record->id, err);
	if (!rc)
		rc = fill(t, after, i, old_line(t, mark), err);
	if (!rc)
		rc = kam_record_update(t->k, before, after, err);
	if (rc)
		return rc;
	t->new.lines[i].mark = mark;
	record->change = after->version != before->version
			     ? KAM_MINUTES_UPDATED
			     : KAM_MINUTES_UNCHANGED;
	return kam_minutes_copy(record, t->k, after, err);
}

/* The conversation's account, project, day and channel go with it. */
static int set_scope(struct kam_taking *t, struct kam_record *r,
		     struct kam_err *err)
{
	const struct kam_value *of = t->before->values;
	char about[KAM_ID_TEXT], day[KAM_DATE_TEXT];
	int action = kam_kind_is(r->kind, &kam_action_kind), rc;

	kam_id_format(about, &kam_comm_kind, t->before->id);
	kam_date_format(day, t->day);
	rc = kam_record_set(t->k, r,
			    action ? KAM_ACTION_ABOUT : KAM_DECISION_ABOUT,
			    about, err);
	if (!rc && action)
		rc = kam_record_set_ref(t->k, r, KAM_ACTION_ACCOUNT,
					of[KAM_COMM_ACCOUNT].integer, err);
	if (!rc && action)
		rc = kam_record_set_ref(t->k, r, KAM_ACTION_PROJECT,
					of[KAM_COMM_PROJECT].integer, err);
	if (rc || action)
		return rc;
	rc = kam_record_set(t->k, r, KAM_DECISION_OUTCOME, "agreed", err);
	if (!rc)
		rc = kam_record_set(t->k, r, KAM_DECISION_ON, day, err);
	return rc ? rc
		  : kam_record_set(t->k, r, KAM_DECISION_CHANNEL,
				   of[KAM_COMM_CHANNEL].text, err);
}

static int create(struct kam_taking *t, size_t i, struct kam_err *err)
{
	struct kam_minutes_record *record = &t->out->records[t->out->n];
	struct kam_arena *arena = t->before->arena;
	struct kam_record *r;
	int rc = kam_record_new(&r, arena, kind_of(&t->new.lines[i]), err);

	if (!rc)
		rc = set_scope(t, r, err);
	if (!rc)
		rc = fill(t, r, i, NULL, err);
	if (!rc)
		rc = kam_record_insert(t->k, r, err);
	if (rc)
		return rc;
	t->new.lines[i].mark = kam_arena_printf(
	    arena, "%s-%lld", r->kind->prefix, (long long)r->id);
	if (!t->new.lines[i].mark)
		return kam_fail_memory(err);
	t->out->n++;
	record->change = KAM_MINUTES_CREATED;
	return kam_minutes_copy(record, t->k, r, err);
}

/* What was of the minutes before and isn't now; what else came of the
   conversation, as by comm log --next, was never of them. */
static void tell_left(struct kam_taking *t, size_t n)
{
	char name[KAM_ID_TEXT];

	for (size_t r = 0; r < n; r++) {
		struct kam_minutes_record *record = &t->out->records[r];

		kam_id_format(name, record->kind, record->id);
		if (!t->line_of[r] && old_line(t, name))
			record->change = KAM_MINUTES_LEFT;
	}
}

static int take_lines(struct kam_taking *t, struct kam_err *err)
{
	const size_t there = t->out->n;
	int rc = match(t, err);

	for (size_t i = 0; i < t->new.n && !rc; i++)
		if (t->record_of[i])
			rc = update(t, i, err);
		else if (kind_of(&t->new.lines[i]))
			rc = create(t, i, err);
	if (!rc)
		tell_left(t, there);
	return rc;
}

/* What a line's record is called: of the next meeting, its label goes first. */
static int name_lines(struct kam_taking *t, struct kam_err *err)
{
	struct kam_arena *arena = t->before->arena;

	for (size_t i = 0; i < t->new.n; i++) {
		const struct kam_minutes_line *l = &t->new.lines[i];

		t->says[i] = l->text;
		if (l->form != KAM_MINUTES_NEXT)
			continue;
		t->says[i] =
		    kam_arena_printf(arena, "%s%s%s", _("Next meeting"),
				     *l->text ? _(": ") : "", l->text);
		if (!t->says[i])
			return kam_fail_memory(err);
	}
	return 0;
}

/* Room for what is there and what may come; when the conversation was. */
static int prepare(struct kam_taking *t, struct kam_err *err)
{
	struct kam_arena *arena = t->before->arena;
	struct kam_minutes_record *grown;
	int64_t at;
	int rc = kam_minutes_records(t->out, t->k, arena, t->before->id, err);

	if (rc)
		return rc;
	grown = kam_arena_array(arena, t->out->n + t->new.n + 1, sizeof *grown);
	t->line_of = kam_arena_array(arena, t->out->n + 1, sizeof(size_t));
	t->record_of = kam_arena_array(arena, t->new.n + 1, sizeof(size_t));
	t->says = kam_arena_array(arena, t->new.n + 1, sizeof *t->says);
	if (!grown || !t->line_of || !t->record_of || !t->says)
		return kam_fail_memory(err);
	if (t->out->n)
		memcpy(grown, t->out->records, t->out->n * sizeof *grown);
	t->out->records = grown;
	rc = kam_instant_parse(&at, t->before->values[KAM_COMM_AT].text, err);
	t->day = rc ? 0 : kam_zone_day(kam_zone_of(t->k), at);
	t->calendar = kam_calendar_of(t->k);
	return rc ? rc : name_lines(t, err);
}

int kam_minutes_take(struct kam_minutes_result *out, struct kam_record **after,
		     struct kam *k, const struct kam_record *before,
		     const char *text, struct kam_err *err)
{
	const struct kam_value *old = &before->values[KAM_COMM_MINUTES];
	struct kam_taking t = { .k = k, .out = out, .before = before };
	struct kam_str marked = KAM_STR_INIT;
	int rc;

	memset(out, 0, sizeof *out);
	if (before->values[KAM_COMM_MESSAGE_ID].set) {
		kam_fail(err, KAM_EREFUSED,
			 _("COM-%lld is a mail: its text is its own"),
			 (long long)before->id);
		kam_hint(err, "%s",
			 _("minutes are of what was said: 'kam comm log'"));
		return err->code;
	}
	rc = kam_minutes_read(&t.new, before->arena, text, err);
	if (!rc)
		rc = kam_minutes_read(&t.old, before->arena,
				      old->set ? old->text : "", err);
	if (!rc)
		rc = prepare(&t, err);
	if (!rc)
		rc = take_lines(&t, err);
	if (!rc)
		rc = kam_record_load(after, k, before->arena, before->kind,
				     before->id, err);
	if (!rc)
		rc = kam_minutes_attend(&t, *after, err);
	kam_minutes_write(&marked, &t.new);
	if (!rc)
		rc = kam_str_check(&marked, err);
	if (!rc)
		rc = kam_record_set(k, *after, KAM_COMM_MINUTES, marked.data,
				    err);
	kam_str_release(&marked);
	return rc ? rc : kam_record_update(k, before, *after, err);
}
