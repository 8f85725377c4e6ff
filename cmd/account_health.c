/*
 * account health: of one account the score with what it is made of, of all of
 * them a line each, those that do worst first.
 */
#include "account.h"

#include "crud.h"
#include "mailing.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/grow.h>
#include <stdlib.h>
#include <string.h>

const struct cmd_option cmd_health_options[] = {
	{ "explain", 0, CMD_FLAG, NULL,
	  N_("how the score comes about, and the records behind it"),
	  CMD_AT(struct cmd_health, explain) },
	{ "history", 0, CMD_FLAG, NULL,
	  N_("at the end of each month, from the register as it was"),
	  CMD_AT(struct cmd_health, history) },
	{ "by", 0, CMD_TEXT, "month|week",
	  N_("of --history: whose ends; else months"),
	  CMD_AT(struct cmd_health, by) },
	{ "since", 0, CMD_TEXT, N_("DATE"),
	  N_("of --history: from then on; else a year ago"),
	  CMD_AT(struct cmd_health, since) },
	{ NULL },
};

enum { ACCOUNT, NAME, OWNER, SCORE, BAND, COVERAGE, WORST, SIGNALS, COLUMNS };
static const struct kam_out_column table[COLUMNS] = {
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_KEY },
	[NAME] = { "name", N_("Name"), KAM_FORM_TEXT },
	[OWNER] = { "owner", N_("Owner"), KAM_FORM_TEXT },
	[SCORE] = { "score", N_("Score"), KAM_FORM_NUMBER },
	[BAND] = { "band", N_("Band"), KAM_FORM_FIXED },
	[COVERAGE] = { "coverage", N_("Known"), KAM_FORM_NUMBER },
	[WORST] = { "worst", N_("What costs most"), KAM_FORM_TEXT },
	[SIGNALS] = { "signals", N_("Signals"), KAM_FORM_TEXT },
};
enum { PEOPLE = ((1 << COLUMNS) - 1) & ~(1 << SIGNALS) };

static void print_ids(struct kam_out *out, const char *key,
		      const struct kam_signal *s, int against)
{
	char id[KAM_ID_TEXT];

	kam_out_key(out, key);
	kam_out_array(out);
	for (size_t i = 0; i < s->n_records; i++) {
		if (against && !s->records[i].against)
			continue;
		kam_id_format(id, s->records[i].kind, s->records[i].id);
		kam_out_text(out, id);
	}
	kam_out_end(out);
}

static void print_number(struct kam_out *out, const char *key, int set,
			 int64_t value)
{
	kam_out_key(out, key);
	if (set)
		kam_out_decimal(out, value);
	else
		kam_out_null(out);
}

static void print_signal(struct kam_out *out, const struct kam_signal *s)
{
	const int known = !s->missing;

	kam_out_map(out);
	cmd_print_text(out, "signal", s->sort->name);
	print_number(out, "value", known, s->value);
	cmd_print_text(out, "unit", *s->sort->unit ? s->sort->unit : NULL);
	print_number(out, "worst", 1, s->worst);
	print_number(out, "best", 1, s->best);
	print_number(out, "points", known, s->points);
	print_number(out, "weight", 1, s->weight);
	print_number(out, "contribution", known, s->contribution);
	cmd_print_text(out, "missing", s->missing);
	print_ids(out, "records", s, 0);
	print_ids(out, "against", s, 1);
	kam_out_end(out);
}

static void print_judged(struct cmd *c, const struct cmd_view *v,
			 const struct cmd_judged *j)
{
	const struct kam_signal *worst = kam_health_worst(&j->health);
	const struct kam_signal_list *list = &j->health.signals;
	char text[KAM_DECIMAL_TEXT];

	cmd_view_text(v, ACCOUNT, j->key);
	cmd_view_text(v, NAME, j->name);
	if (cmd_view_key(v, OWNER)) {
		cmd_mail_name(c, v->out, j->owner);
		kam_out_text(v->out, j->owner);
	}
	if (v->shown & 1 << SCORE)
		print_number(v->out, "score", j->health.scored,
			     j->health.score);
	if (cmd_view_key(v, BAND)) {
		kam_out_style(v->out, cmd_health_style(j->health.band));
		if (j->health.band)
			kam_out_people(v->out,
				       kam_gettext_in("band", j->health.band));
		kam_out_text(v->out, j->health.band);
	}
	if (cmd_view_key(v, COVERAGE)) {
		cmd_health_percent(text, j->health.coverage);
		kam_out_people(v->out, text);
		kam_out_decimal(v->out, j->health.coverage);
	}
	if (cmd_view_key(v, WORST)) {
		if (worst)
			kam_out_people(v->out, _(worst->sort->label));
		kam_out_text(v->out, worst ? worst->sort->name : NULL);
	}
	if (!cmd_view_key(v, SIGNALS))
		return;
	kam_out_array(v->out);
	for (size_t i = 0; i < list->n; i++)
		print_signal(v->out, &list->items[i]);
	kam_out_end(v->out);
}

static int judge(struct cmd_judged *out, struct cmd *c,
		 const struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *v = r->values;

	out->key = kam_arena_strdup(&c->arena, v[KAM_ACCOUNT_KEY].text);
	out->name = kam_arena_strdup(&c->arena, v[KAM_ACCOUNT_NAME].text);
	if (v[KAM_ACCOUNT_OWNER].set) {
		out->owner =
		    kam_arena_strdup(&c->arena, v[KAM_ACCOUNT_OWNER].text);
		out->owner_id = v[KAM_ACCOUNT_OWNER].integer;
	}
	if (!out->key || !out->name ||
	    (v[KAM_ACCOUNT_OWNER].set && !out->owner))
		return kam_fail_memory(err);
	return kam_health_find(&out->health, c->k, &c->arena, r->id, err);
}

static int is_document(const struct cmd *c)
{
	return !c->globals.fields && (c->globals.format == KAM_FORMAT_TABLE ||
				      c->globals.format == KAM_FORMAT_MD ||
				      c->globals.format == KAM_FORMAT_HTML);
}

static int show_one(struct cmd *c, int64_t account, int explain,
		    struct kam_err *err)
{
	struct cmd_judged j = { 0 };
	struct kam_record *r;
	struct cmd_view view;
	int rc = kam_record_load(&r, c->k, &c->arena, &kam_account_kind,
				 account, err);

	if (!rc)
		rc = judge(&j, c, r, err);
	if (rc)
		return rc;
	if (is_document(c))
		return cmd_health_document(c, &j, explain, err);
	rc = cmd_view_open(&view, c, table, COLUMNS, PEOPLE, CMD_VIEW_RECORD,
			   err);
	if (rc)
		return rc;
	print_judged(c, &view, &j);
	kam_out_end(view.out);
	return 0;
}

struct listing {
	struct cmd *c;
	struct cmd_judged *items;
	size_t n, room;
};

static int add_account(void *context, struct kam_record *r, struct kam_err *err)
{
	struct cmd_judged *grown;
	struct listing *l = context;

	grown = kam_grow(l->items, &l->room, l->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	l->items = grown;
	memset(&l->items[l->n], 0, sizeof *l->items);
	return judge(&l->items[l->n++], l->c, r, err);
}

/* The worst first; those without a score last. */
static int compare(const void *a, const void *b)
{
	const struct cmd_judged *x = a, *y = b;

	if (x->health.scored != y->health.scored)
		return y->health.scored - x->health.scored;
	if (x->health.score != y->health.score)
		return x->health.score < y->health.score ? -1 : 1;
	return strcmp(x->key, y->key);
}

static int list_all(struct cmd *c, struct kam_err *err)
{
	struct listing l = { .c = c };
	struct kam_query *q = NULL;
	struct cmd_view view;
	int rc = kam_query_open(&q, c->k, &kam_account_kind, err);

	c->title = _("health of accounts");
	if (!rc)
		rc = kam_query_run(q, add_account, &l, err);
	kam_query_release(q);
	if (!rc)
		rc = cmd_view_open(&view, c, table, COLUMNS, PEOPLE,
				   CMD_VIEW_LIST, err);
	if (!rc) {
		if (l.n)
			qsort(l.items, l.n, sizeof *l.items, compare);
		for (size_t i = 0; i < l.n; i++) {
			if (!cmd_mail_takes(c, l.items[i].owner_id))
				continue;
			kam_out_row(view.out);
			print_judged(c, &view, &l.items[i]);
			kam_out_end(view.out);
		}
		kam_out_end(view.out);
	}
	free(l.items);
	return rc;
}

int cmd_account_health(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_health *v = values;
	const char *word = c->n_words ? c->words[0] : NULL;
	int64_t account = word ? 0 : c->account;

	if (word && strcmp(word, "all") != 0) {
		int rc =
		    kam_resolve(&account, c->k, &kam_account_kind, word, err);

		if (rc)
			return rc;
	}
	if (v->history)
		return cmd_health_history(c, account, v, err);
	if (v->by || v->since)
		return cmd_usage(c, err, "%s",
				 _("--by and --since are of --history"));
	if (account)
		return show_one(c, account, v->explain, err);
	if (v->explain)
		return cmd_usage(c, err, "%s",
				 _("--explain is of one account"));
	return list_all(c, err);
}
