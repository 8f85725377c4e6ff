/*
 * What show tells people of an account beyond its fields: the whole file, in a
 * few lines each.
 */
#include "account.h"

#include "plan.h"

#include <kam/areas.h>
#include <kam/brief.h>
#include <kam/date.h>
#include <kam/due.h>
#include <kam/record_io.h>
#include <string.h>

enum { LINES = 8, SAID = 3 };

/* Lines of one kind's records, of which the first few are written. */
struct lines {
	struct cmd *c;
	struct kam_str *text;
	int64_t account;
	int64_t n;
	void (*add)(struct lines *l, const struct kam_record *r);
};

static int add_line(void *context, struct kam_record *r, struct kam_err *err)
{
	struct lines *l = context;

	if (l->n++ >= LINES)
		return 0;
	if (l->text->length)
		kam_str_add_char(l->text, '\n');
	l->add(l, r);
	return kam_str_check(l->text, err);
}

static int add_lines(struct lines *l, const struct kam_kind *kind,
		     const char *sort, struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, l->c->k, kind, err);

	if (!rc)
		rc = kam_query_account(q, l->account, err);
	if (!rc)
		rc = kam_query_sort(q, sort, err);
	if (!rc)
		rc = kam_query_run(q, add_line, l, err);
	kam_query_release(q);
	if (l->n > LINES)
		kam_str_printf(l->text, _("\nand %lld more"),
			       (long long)l->n - LINES);
	return rc;
}

static const char *text_of(const struct kam_record *r, int field)
{
	return r->values[field].set ? r->values[field].text : NULL;
}

/* Another piece of a line, where there is one. */
static void add_piece(struct kam_str *text, const char *before,
		      const char *piece)
{
	if (piece)
		kam_str_printf(text, "%s%s", before, piece);
}

static const char *state_of(const struct kam_record *r)
{
	return kam_gettext_in(r->kind->name, r->kind->states[r->status].name);
}

/* "CON-1  Ingrid Paulsen, CIO, sponsor  ingrid@harlund.test  +49 421 …" */
static void add_contact(struct lines *l, const struct kam_record *r)
{
	const struct kam_value *by = &r->values[KAM_CONTACT_PREFERRED_CHANNEL];

	kam_str_printf(l->text, "CON-%lld  %s", (long long)r->id,
		       r->values[KAM_CONTACT_NAME].text);
	add_piece(l->text, _(", "), text_of(r, KAM_CONTACT_TITLE));
	add_piece(l->text, _(", "), kam_contact_role(r, l->account));
	add_piece(l->text, "  ", text_of(r, KAM_CONTACT_EMAIL));
	add_piece(l->text, "  ",
		  text_of(r, r->values[KAM_CONTACT_MOBILE].set
				 ? KAM_CONTACT_MOBILE
				 : KAM_CONTACT_PHONE));
	if (by->set)
		kam_str_printf(l->text, _("  (best by %s)"),
			       kam_gettext_in("channel", by->text));
}

int cmd_tell_contacts(struct kam_str *text, struct cmd *c,
		      const struct kam_record *r, struct kam_err *err)
{
	struct lines l = { c, text, r->id, 0, add_contact };

	return add_lines(&l, &kam_contact_kind, "-influence,name", err);
}

/* Further addresses, each with whose it is. */
struct channels {
	struct lines *lines;
	const struct kam_record *contact;
};

static int add_channel(void *context, struct kam_record *r, struct kam_err *err)
{
	const struct channels *of = context;
	const struct kam_value *v = r->values;
	struct kam_str *text = of->lines->text;
	const int avoid =
	    v[KAM_CHANNEL_DO_NOT_USE].set && v[KAM_CHANNEL_DO_NOT_USE].integer;

	if (of->lines->n++ >= LINES)
		return 0;
	kam_str_printf(text, "%sCHN-%lld  %s  %s  %s", text->length ? "\n" : "",
		       (long long)r->id,
		       of->contact->values[KAM_CONTACT_NAME].text,
		       kam_gettext_in("channel", v[KAM_CHANNEL_TYPE].text),
		       v[KAM_CHANNEL_ADDRESS].text);
	add_piece(text, "  ", text_of(r, KAM_CHANNEL_HOURS));
	if (avoid)
		kam_str_printf(text, "  (%s)", _("not to be used"));
	else if (v[KAM_CHANNEL_PREFERRED].set &&
		 v[KAM_CHANNEL_PREFERRED].integer)
		kam_str_printf(text, "  (%s)", _("preferred"));
	return kam_str_check(text, err);
}

static int channels_of(void *context, struct kam_record *r, struct kam_err *err)
{
	struct lines *l = context;
	const struct channels of = { l, r };
	struct kam_query *q = NULL;
	char filter[48];
	int rc = kam_query_open(&q, l->c->k, &kam_channel_kind, err);

	(void)snprintf(filter, sizeof filter, "contact=CON-%lld",
		       (long long)r->id);
	if (!rc)
		rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_run(q, add_channel, (void *)&of, err);
	kam_query_release(q);
	return rc;
}

int cmd_tell_channels(struct kam_str *text, struct cmd *c,
		      const struct kam_record *r, struct kam_err *err)
{
	struct lines l = { c, text, r->id, 0, NULL };
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, c->k, &kam_contact_kind, err);

	if (!rc)
		rc = kam_query_account(q, r->id, err);
	if (!rc)
		rc = kam_query_run(q, channels_of, &l, err);
	kam_query_release(q);
	if (l.n > LINES)
		kam_str_printf(text, _("\nand %lld more"),
			       (long long)l.n - LINES);
	return rc;
}

static void add_project(struct lines *l, const struct kam_record *r)
{
	kam_str_printf(l->text, "%s  %s", r->values[KAM_PROJECT_KEY].text,
		       r->values[KAM_PROJECT_NAME].text);
	if (r->values[KAM_PROJECT_DUE].set)
		kam_str_printf(l->text, _(", due %s"),
			       r->values[KAM_PROJECT_DUE].text);
	kam_str_printf(l->text, "  (%s)", state_of(r));
}

int cmd_tell_projects(struct kam_str *text, struct cmd *c,
		      const struct kam_record *r, struct kam_err *err)
{
	struct lines l = { c, text, r->id, 0, add_project };

	return add_lines(&l, &kam_project_kind, "due,key", err);
}

static void add_step(struct lines *l, const struct kam_record *r)
{
	const struct kam_value *theirs = &r->values[KAM_ESCALATION_CONTACT];
	const struct kam_value *ours = &r->values[KAM_ESCALATION_MEMBER];

	kam_str_printf(l->text, "%lld. ",
		       (long long)r->values[KAM_ESCALATION_LEVEL].integer);
	if (theirs->set)
		kam_str_printf(l->text, "%s  %s", theirs->text, theirs->extra);
	if (ours->set)
		kam_str_printf(l->text, _("%swith %s"), theirs->set ? "  " : "",
			       ours->extra ? ours->extra : ours->text);
	if (r->values[KAM_ESCALATION_AFTER].set)
		kam_str_printf(l->text, _(", after %s"),
			       r->values[KAM_ESCALATION_AFTER].text);
}

int cmd_tell_escalation(struct kam_str *text, struct cmd *c,
			const struct kam_record *r, struct kam_err *err)
{
	struct lines l = { c, text, r->id, 0, add_step };

	return add_lines(&l, &kam_escalation_kind, "level", err);
}

static void add_plan(struct lines *l, const struct kam_record *r)
{
	kam_str_printf(l->text, "PLAN-%lld  ", (long long)r->id);
	kam_plan_shown(l->text, r, r->values[KAM_PLAN_TITLE].text);
	kam_str_printf(l->text, "  (%s)", state_of(r));
	if (r->values[KAM_PLAN_REVIEW].set)
		kam_str_printf(l->text, _(", review %s"),
			       r->values[KAM_PLAN_REVIEW].text);
}

int cmd_tell_plans(struct kam_str *text, struct cmd *c,
		   const struct kam_record *r, struct kam_err *err)
{
	struct lines l = { c, text, r->id, 0, add_plan };

	return add_lines(&l, &kam_plan_kind, "id", err);
}

static int add_said(void *context, struct kam_record *r, struct kam_err *err)
{
	struct lines *l = context;
	char local[KAM_LOCAL_TEXT];

	kam_local_time(local, l->c->k, r->values[KAM_COMM_AT].text);
	kam_str_printf(
	    l->text, "%sCOM-%lld  %.10s  %s  %s", l->text->length ? "\n" : "",
	    (long long)r->id, local,
	    kam_gettext_in("channel", r->values[KAM_COMM_CHANNEL].text),
	    r->values[KAM_COMM_SUMMARY].text);
	return kam_str_check(l->text, err);
}

int cmd_tell_said(struct kam_str *text, struct cmd *c,
		  const struct kam_record *r, struct kam_err *err)
{
	struct lines l = { c, text, r->id, 0, NULL };
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, c->k, &kam_comm_kind, err);

	if (!rc)
		rc = kam_query_account(q, r->id, err);
	if (!rc)
		rc = kam_query_sort(q, "-at", err);
	if (!rc) {
		kam_query_limit(q, SAID);
		rc = kam_query_run(q, add_said, &l, err);
	}
	kam_query_release(q);
	return rc;
}

static int add_count(void *context, const char *label, int64_t count,
		     struct kam_err *err)
{
	int64_t *n = context;

	(void)label;
	(void)err;
	*n += count;
	return 0;
}

static int count_open(int64_t *n, struct cmd *c, const struct kam_kind *kind,
		      int64_t account, struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, c->k, kind, err);

	*n = 0;
	if (!rc)
		rc = kam_query_account(q, account, err);
	if (!rc)
		rc =
		    kam_query_count_by(q, KAM_COLUMN_STATUS, add_count, n, err);
	kam_query_release(q);
	return rc;
}

/* "3 requirements, first REQ-4  Pages within two seconds, due 2026-11-26" */
static void add_open(struct kam_str *text, const struct kam_kind *kind,
		     int64_t n, const struct kam_due_list *due)
{
	char day[KAM_DATE_TEXT];

	kam_str_printf(text, "%s%lld  %s", text->length ? "\n" : "",
		       (long long)n, kam_kind_called(kind));
	for (size_t i = 0; i < due->n; i++) {
		if (!kam_kind_is(due->items[i].kind, kind))
			continue;
		kam_date_format(day, due->items[i].due);
		kam_str_printf(text, _(": %s-%lld  %s, due %s"), kind->prefix,
			       (long long)due->items[i].id, due->items[i].what,
			       day);
		return;
	}
}

/* Of each kind that owes something how many are open, and the one that is due
   first. */
int cmd_tell_open(struct kam_str *text, struct cmd *c,
		  const struct kam_record *r, struct kam_err *err)
{
	const struct kam_due_query query = { .until = KAM_DATE_LAST,
					     .account = r->id };
	struct kam_due_list due = { .arena = &c->arena, .query = &query };
	int rc = kam_due_find(&due, c->k, err);

	for (int i = 0; i < c->catalogue->n_kinds && !rc; i++) {
		const struct kam_kind *kind = c->catalogue->kinds[i];
		int64_t n;

		if (!kind->hooks.due || kam_kind_is(kind, &kam_project_kind) ||
		    kam_kind_is(kind, &kam_plan_kind))
			continue;
		rc = count_open(&n, c, kind, r->id, err);
		if (!rc && n)
			add_open(text, kind, n, &due);
	}
	kam_due_release(&due);
	return rc ? rc : kam_str_check(text, err);
}

int cmd_tell_health(struct kam_str *text, struct cmd *c,
		    const struct kam_record *r, struct kam_err *err)
{
	struct kam_health *h = kam_arena_alloc(&c->arena, sizeof *h);
	char score[KAM_DECIMAL_TEXT], known[KAM_DECIMAL_TEXT];
	int rc = h ? kam_health_find(h, c->k, &c->arena, r->id, err)
		   : kam_fail_memory(err);

	if (rc)
		return rc;
	cmd_health_percent(known, h->coverage);
	kam_decimal_format(score, h->score);
	if (h->scored)
		kam_str_printf(text, _("%s of 100, %s; most by: %s"), score,
			       kam_gettext_in("band", h->band),
			       _(h->signals.items[0].sort->label));
	else if (h->known)
		kam_str_printf(text, _("no score: only %s is known"), known);
	return kam_str_check(text, err);
}
