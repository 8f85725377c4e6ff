/*
 * promise list and show: rows of promises.
 */
#include "mailing.h"
#include "promise.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/undo.h>
#include <stdlib.h>
#include <string.h>

enum { MOVES = KAM_PROMISE_COLUMNS, COLUMNS };
static const struct kam_out_column table[COLUMNS] = {
	[KAM_PROMISE_ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[KAM_PROMISE_PROMISE] = { "promise", N_("Promise"), KAM_FORM_FIXED },
	[KAM_PROMISE_WHAT] = { "what", N_("What"), KAM_FORM_TEXT },
	[KAM_PROMISE_ACCOUNT] = { "account", N_("Account"), KAM_FORM_KEY },
	[KAM_PROMISE_PROJECT] = { "project", N_("Project"), KAM_FORM_TEXT },
	[KAM_PROMISE_OWNER] = { "owner", N_("Owner"), KAM_FORM_TEXT },
	[KAM_PROMISE_CONTACT] = { "contact", NC_("promise", "To"),
				  KAM_FORM_TEXT, 2 },
	[KAM_PROMISE_SAID_IN] = { "said_in", N_("Said in"), KAM_FORM_FIXED },
	[KAM_PROMISE_SAID_ON] = { "said_on", N_("Said on"), KAM_FORM_FIXED },
	[KAM_PROMISE_FIRST_DUE] = { "first_due", N_("First due"),
				    KAM_FORM_FIXED, 1 },
	[KAM_PROMISE_DUE] = { "due", N_("Due"), KAM_FORM_FIXED },
	[KAM_PROMISE_STATE] = { "state", N_("State"), KAM_FORM_FIXED },
	[KAM_PROMISE_STATE_AT_FIRST] = { "state_at_first", N_("At first"),
					 KAM_FORM_FIXED },
	[KAM_PROMISE_KEPT_ON] = { "kept_on", N_("Kept on"), KAM_FORM_FIXED },
	[KAM_PROMISE_ENDED_ON] = { "ended_on", N_("Ended on"), KAM_FORM_FIXED },
	[KAM_PROMISE_DAYS_LATE] = { "days_late", N_("Days late"),
				    KAM_FORM_NUMBER },
	[KAM_PROMISE_WORKING_DAYS_LATE] = { "working_days_late", N_("Working"),
					    KAM_FORM_NUMBER },
	[KAM_PROMISE_POSTPONED] = { "postponed", N_("Postponed"),
				    KAM_FORM_NUMBER },
	[KAM_PROMISE_POSTPONED_DAYS] = { "postponed_days", N_("By days"),
					 KAM_FORM_NUMBER },
	[KAM_PROMISE_SEVERITY] = { "severity", N_("Severity"), KAM_FORM_FIXED },
	[KAM_PROMISE_TYPE] = { "type", N_("Type"), KAM_FORM_FIXED },
	[KAM_PROMISE_ROUND] = { "round", N_("Round"), KAM_FORM_NUMBER },
	[KAM_PROMISE_REASON] = { "reason", N_("Reason"), KAM_FORM_TEXT },
	[MOVES] = { "moves", N_("Day moved"), KAM_FORM_PROSE },
};
enum {
	PEOPLE = 1 << KAM_PROMISE_ID | 1 << KAM_PROMISE_PROMISE |
		 1 << KAM_PROMISE_WHAT | 1 << KAM_PROMISE_ACCOUNT |
		 1 << KAM_PROMISE_CONTACT | 1 << KAM_PROMISE_OWNER |
		 1 << KAM_PROMISE_FIRST_DUE | 1 << KAM_PROMISE_DUE |
		 1 << KAM_PROMISE_STATE
};

static void print_value(struct cmd *c, const struct cmd_view *v,
			const struct kam_promise *item,
			enum kam_promise_column column)
{
	struct kam_promise_value value;

	if (!cmd_view_key(v, column))
		return;
	kam_promise_value(&value, item, column);
	if (!value.set) {
		kam_out_null(v->out);
		return;
	}
	if (column == KAM_PROMISE_CONTACT && item->contact_name)
		kam_out_people(v->out, item->contact_name);
	if (column == KAM_PROMISE_OWNER)
		cmd_mail_name(c, v->out, item->owner);
	if (column == KAM_PROMISE_STATE && item->state == KAM_PROMISE_LATE)
		kam_out_style(v->out, KAM_STYLE_BAD);
	if (column == KAM_PROMISE_STATE ||
	    column == KAM_PROMISE_STATE_AT_FIRST ||
	    column == KAM_PROMISE_PROMISE || column == KAM_PROMISE_SEVERITY ||
	    column == KAM_PROMISE_TYPE)
		kam_out_people(v->out, kam_gettext_in("promise", value.words));
	if (value.is_number)
		kam_out_integer(v->out, value.number);
	else
		kam_out_text(v->out, value.words ? value.words : value.text);
}

int cmd_promises_print(struct cmd *c, const struct kam_promise_list *list,
		       struct kam_err *err)
{
	int64_t given = 0;
	struct cmd_view v;
	int rc = cmd_view_open(&v, c, table, KAM_PROMISE_COLUMNS, PEOPLE,
			       CMD_VIEW_LIST, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < list->n; i++) {
		if (!cmd_mail_takes(c, list->items[i].owner_id))
			continue;
		if (c->globals.limit && given++ >= c->globals.limit)
			break;
		kam_out_row(v.out);
		for (int j = 0; j < KAM_PROMISE_COLUMNS; j++)
			print_value(c, &v, &list->items[i],
				    (enum kam_promise_column)j);
		kam_out_end(v.out);
	}
	kam_out_end(v.out);
	return 0;
}

struct counted {
	const char *value;
	int is_word; /* one of kam's own */
	int64_t n;
};

static int more_first(const void *a, const void *b)
{
	const struct counted *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->value ? x->value : "", y->value ? y->value : "");
}

/* How many of each value; the items come in its order. */
static int count(struct counted *all, size_t *n, struct cmd *c,
		 const struct kam_promise_list *list,
		 enum kam_promise_column column, struct kam_err *err)
{
	for (size_t i = 0; i < list->n; i++) {
		struct kam_promise_value v;
		const char *text = NULL;

		kam_promise_value(&v, &list->items[i], column);
		if (v.set && v.words)
			text = v.words;
		else if (v.set && !(text = kam_arena_strdup(&c->arena, v.text)))
			return kam_fail_memory(err);
		if (*n && !strcmp(all[*n - 1].value ? all[*n - 1].value : "",
				  text ? text : ""))
			all[*n - 1].n++;
		else
			all[(*n)++] =
			    (struct counted){ text, v.set && v.words, 1 };
	}
	qsort(all, *n, sizeof *all, more_first);
	return 0;
}

int cmd_promises_count(struct cmd *c, struct kam_promise_list *list,
		       struct kam_err *err)
{
	static const struct kam_out_column columns[] = {
		{ "value", N_("Value"), KAM_FORM_TEXT },
		{ "count", N_("Count"), KAM_FORM_NUMBER },
	};
	struct counted *all =
	    kam_arena_array(&c->arena, list->n + 1, sizeof *all);
	struct cmd_view v;
	size_t n = 0;
	int rc = all ? kam_promise_sort(list->items, list->n,
					c->globals.count_by, err)
		     : kam_fail_memory(err);

	if (!rc)
		rc = count(all, &n, c, list,
			   (enum kam_promise_column)kam_promise_column(
			       c->globals.count_by),
			   err);
	if (!rc)
		rc = cmd_view_open(&v, c, columns, 2, 3, CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++) {
		if (c->globals.limit && (int64_t)i >= c->globals.limit)
			break;
		kam_out_row(v.out);
		(void)cmd_view_key(&v, 0);
		if (all[i].is_word)
			kam_out_people(v.out,
				       kam_gettext_in("promise", all[i].value));
		kam_out_text(v.out, all[i].value);
		cmd_view_integer(&v, 1, 1, all[i].n);
		kam_out_end(v.out);
	}
	kam_out_end(v.out);
	return 0;
}

/* A move of the day, as the journal has it. */
struct moves {
	struct cmd *c;
	const struct kam_promise *of;
	struct kam_reverted reverted; /* what was undone never was */
	struct kam_out *out;          /* an array, or NULL: only the text */
	struct kam_str text;
};

/* "2026-11-23" of canonical JSON; NULL where it is none */
static const char *day_of(struct cmd *c, const char *json)
{
	return json && json[0] == '"' && strlen(json) == 12
		   ? kam_arena_strndup(&c->arena, json + 1, 10)
		   : NULL;
}

static int is_day_of(const struct kam_promise *p, const char *field)
{
	if (!strcmp(p->promise, "answer"))
		return !strcmp(field, "respond_by");
	if (!strcmp(p->promise, "resolution"))
		return !strcmp(field, "resolve_by");
	return !strcmp(field, "due");
}

static int add_move(void *context, const struct kam_change *change,
		    struct kam_err *err)
{
	struct moves *m = context;
	const char *from, *to;

	(void)err;
	if (!change->field || !is_day_of(m->of, change->field) ||
	    change->reverts || kam_reverted_by(&m->reverted, change->operation))
		return 0;
	from = day_of(m->c, change->before);
	to = day_of(m->c, change->after);
	if (m->out) {
		kam_out_map(m->out);
		kam_out_key(m->out, "at");
		kam_out_text(m->out, change->at);
		cmd_print_text(m->out, "actor", change->actor);
		cmd_print_text(m->out, "from", from);
		cmd_print_text(m->out, "to", to);
		kam_out_end(m->out);
		return 0;
	}
	kam_str_printf(&m->text, "%s%.10s  %s > %s  %s",
		       m->text.length ? "\n" : "", change->at,
		       from ? from : "-", to ? to : "-", change->actor);
	return 0;
}

static int print_moves(struct cmd *c, const struct cmd_view *v,
		       const struct kam_promise *p, struct kam_err *err)
{
	const struct kam_journal_query query = { .kind = p->kind,
						 .record = p->id };
	struct moves m = { .c = c, .of = p, .text = KAM_STR_INIT };
	int rc;

	if (!cmd_view_key(v, MOVES))
		return 0;
	rc = kam_reverted_read(&m.reverted, c->k, &c->arena, 1, err);
	if (!rc)
		rc = kam_journal_each(c->k, &query, add_move, &m, err);
	if (!rc)
		rc = kam_str_check(&m.text, err);
	if (!rc) {
		kam_out_people(v->out, m.text.data ? m.text.data : "");
		kam_out_array(v->out);
		m.out = v->out;
		rc = kam_journal_each(c->k, &query, add_move, &m, err);
		kam_out_end(v->out);
	}
	kam_str_release(&m.text);
	return rc;
}

static int print_all(struct cmd *c, const struct kam_promise_list *list,
		     struct kam_err *err)
{
	const int one = list->n == 1;
	struct cmd_view v;
	int rc = cmd_view_open(&v, c, table, COLUMNS,
			       one ? ~0ull : PEOPLE | 1ull << MOVES,
			       one ? CMD_VIEW_RECORD : CMD_VIEW_LIST, err);

	for (size_t i = 0; i < list->n && !rc; i++) {
		if (!one)
			kam_out_row(v.out);
		for (int j = 0; j < KAM_PROMISE_COLUMNS; j++)
			print_value(c, &v, &list->items[i],
				    (enum kam_promise_column)j);
		rc = print_moves(c, &v, &list->items[i], err);
		if (!one)
			kam_out_end(v.out);
	}
	if (!rc)
		kam_out_end(v.out);
	return rc;
}

int cmd_promise_show(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_promise_query query = { .settled = 1 };
	struct kam_promise_list list = { .arena = &c->arena, .query = &query };
	const struct kam_kind *kind;
	size_t kept = 0;
	int64_t id;
	int rc = kam_id_parse(&kind, &id, c->catalogue, c->words[0], err);

	(void)values;
	if (!rc)
		rc = kam_promise_find(&list, c->k, err);
	for (size_t i = 0; i < list.n && !rc; i++)
		if (kam_kind_is(list.items[i].kind, kind) &&
		    list.items[i].id == id)
			list.items[kept++] = list.items[i];
	list.n = kept;
	if (!rc && !kept) {
		rc = kam_fail(err, KAM_ENOENT, _("%.60s is no promise"),
			      c->words[0]);
		kam_hint(err, "kam promise list --all");
	}
	if (!rc)
		rc = print_all(c, &list, err);
	kam_promise_release(&list);
	return rc;
}
