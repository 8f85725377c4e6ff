/*
 * req rank: requirements by a scheme, and the line that a capacity draws.
 */
#include "figures.h"
#include "rank.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/scoring.h>
#include <string.h>

const struct cmd_option cmd_req_rank_options[] = {
	{ "by", 0, CMD_TEXT, "moscow|value-effort|rice|wsjf|weighted|kano",
	  N_("the scheme; else moscow"), CMD_AT(struct cmd_req_rank, by) },
	{ "capacity", 0, CMD_TEXT, "40d|8w",
	  N_("person days that there are: what fits in them"),
	  CMD_AT(struct cmd_req_rank, capacity) },
	{ "totals", 0, CMD_FLAG, NULL, N_("the sums instead of the list"),
	  CMD_AT(struct cmd_req_rank, totals) },
	{ NULL },
};

enum {
	COLUMN_RANK,
	COLUMN_ID,
	COLUMN_TITLE,
	COLUMN_PRIORITY,
	COLUMN_SCORE,
	COLUMN_EFFORT,
	COLUMN_CUMULATIVE,
	COLUMN_ABOVE_LINE,
	COLUMN_REASON,
	COLUMN_STATUS,
	COLUMN_ACCOUNT,
	COLUMN_MISSING,
	COLUMN_NEEDS,
	COLUMN_INPUTS,
	COLUMN_WEIGHTS,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[COLUMN_RANK] = { "rank", N_("Rank"), KAM_FORM_NUMBER },
	[COLUMN_ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[COLUMN_TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[COLUMN_PRIORITY] = { "priority", N_("Priority"), KAM_FORM_FIXED },
	[COLUMN_SCORE] = { "score", N_("Score"), KAM_FORM_NUMBER },
	[COLUMN_EFFORT] = { "effort", N_("Effort"), KAM_FORM_NUMBER },
	[COLUMN_CUMULATIVE] = { "cumulative", N_("Sum"), KAM_FORM_NUMBER },
	[COLUMN_ABOVE_LINE] = { "above_line", N_("Above the line"),
				KAM_FORM_FIXED },
	[COLUMN_REASON] = { "reason", N_("Reason"), KAM_FORM_TEXT },
	[COLUMN_STATUS] = { "status", N_("Status"), KAM_FORM_FIXED },
	[COLUMN_ACCOUNT] = { "account", N_("Account"), KAM_FORM_TEXT },
	[COLUMN_MISSING] = { "missing", N_("Missing"), KAM_FORM_TEXT },
	[COLUMN_NEEDS] = { "needs", N_("Needs"), KAM_FORM_TEXT },
	[COLUMN_INPUTS] = { "inputs", N_("Inputs"), KAM_FORM_TEXT },
	[COLUMN_WEIGHTS] = { "weights", N_("Weights"), KAM_FORM_TEXT },
};

static int find_scheme(enum kam_rank_by *by, struct cmd *c, const char *name,
		       struct kam_err *err)
{
	for (int i = 0; i < KAM_RANKS; i++)
		if (!strcmp(kam_rank_words[i], name)) {
			*by = (enum kam_rank_by)i;
			return 0;
		}
	return cmd_usage(c, err,
			 _("--by: moscow, value-effort, rice, wsjf, weighted "
			   "or kano, not '%.40s'"),
			 name);
}

static void print_name(void *context, const char *name)
{
	kam_out_text(context, name);
}

static void print_input(struct kam_out *out, const struct kam_rank_place *p,
			int input)
{
	const struct kam_field *f =
	    &kam_req_kind.fields[kam_rank_fields[input]];

	kam_out_key(out, f->name);
	if (!(p->set & 1u << input))
		kam_out_null(out);
	else if (f->type == KAM_WORD)
		kam_out_text(out, f->words[p->inputs[input]]);
	else if (f->type == KAM_INTEGER)
		kam_out_integer(out, p->inputs[input]);
	else
		kam_out_decimal(out, p->inputs[input]);
}

static void print_kano(struct kam_out *out, const struct kam_rank_place *p)
{
	cmd_print_text(out, "class",
		       p->class < 0 ? NULL : kam_kano_words[p->class]);
	for (int i = 0; i < KAM_KANO_CLASSES; i++)
		cmd_print_integer(out, kam_kano_words[i], p->tally.counts[i]);
	for (int i = 0; i < 2; i++) {
		kam_out_key(out, i ? "worse" : "better");
		if (p->known)
			kam_out_decimal(out, i ? p->worse : p->better);
		else
			kam_out_null(out);
	}
}

static void print_inputs(struct kam_out *out, const struct kam_rank_place *p,
			 enum kam_rank_by by)
{
	unsigned wanted = kam_rank_needs[by];

	if (by == KAM_RANK_MOSCOW)
		wanted |= 1u << KAM_INPUT_VALUE | 1u << KAM_INPUT_EFFORT;
	kam_out_map(out);
	for (int i = 0; i < KAM_INPUTS; i++)
		if (wanted & 1u << i)
			print_input(out, p, i);
	if (by == KAM_RANK_MOSCOW) {
		kam_out_key(out, "core");
		kam_out_flag(out, p->core);
	}
	if (by == KAM_RANK_KANO)
		print_kano(out, p);
	for (size_t i = 0; by == KAM_RANK_WEIGHTED && i < p->weights->n; i++) {
		kam_out_key(out, p->weights->names[i]);
		if (p->missing_criteria & 1u << i)
			kam_out_null(out);
		else
			kam_out_decimal(out, p->scores[i]);
	}
	kam_out_end(out);
}

static void print_needs(struct kam_out *out, const struct kam_rank_place *p)
{
	kam_out_array(out);
	for (size_t i = 0; i < p->n_needs; i++) {
		char id[KAM_ID_TEXT];

		kam_id_format(id, &kam_req_kind, p->needs[i]);
		kam_out_text(out, id);
	}
	kam_out_end(out);
}

static void print_weights(struct kam_out *out, const struct kam_rank_place *p,
			  enum kam_rank_by by)
{
	if (by != KAM_RANK_WEIGHTED) {
		kam_out_null(out);
		return;
	}
	kam_out_map(out);
	for (size_t i = 0; i < p->weights->n; i++) {
		kam_out_key(out, p->weights->names[i]);
		kam_out_decimal(out, p->weights->weights[i]);
	}
	kam_out_end(out);
}

static void print_line(const struct cmd_req_list *l,
		       const struct kam_ranking *r,
		       const struct kam_rank_place *p)
{
	const int above = p->cut == KAM_CUT_NONE;

	if (!cmd_req_key(l, COLUMN_ABOVE_LINE))
		return;
	if (r->capacity < 0) {
		kam_out_null(l->out);
		return;
	}
	kam_out_people(l->out, above ? _("above") : _("below"));
	kam_out_style(l->out, above ? KAM_STYLE_GOOD : KAM_STYLE_WARN);
	kam_out_flag(l->out, above);
}

static int print_place(const struct cmd_req_list *l,
		       const struct kam_ranking *r,
		       const struct kam_rank_place *p, struct kam_err *err)
{
	const int effort = (p->set & 1u << KAM_INPUT_EFFORT) != 0;
	struct kam_str reason = KAM_STR_INIT;
	int rc;

	kam_out_row(l->out);
	cmd_req_integer(l, COLUMN_RANK, p->rank ? p->rank : -1);
	cmd_req_id(l, COLUMN_ID, p->id);
	cmd_req_text(l, COLUMN_TITLE, p->title);
	cmd_req_word(l, COLUMN_PRIORITY,
		     p->set & 1u << KAM_INPUT_PRIORITY
			 ? kam_req_kind.fields[KAM_REQ_PRIORITY]
			       .words[p->inputs[KAM_INPUT_PRIORITY]]
			 : NULL);
	cmd_req_decimal(l, COLUMN_SCORE, p->rank && r->by != KAM_RANK_MOSCOW,
			p->score);
	cmd_req_decimal(l, COLUMN_EFFORT, effort, p->inputs[KAM_INPUT_EFFORT]);
	cmd_req_decimal(l, COLUMN_CUMULATIVE, p->cumulative >= 0,
			p->cumulative);
	print_line(l, r, p);
	cmd_rank_reason(&reason, p, r->by);
	cmd_req_text(l, COLUMN_REASON, reason.data);
	cmd_req_word(l, COLUMN_STATUS, kam_req_kind.states[p->status].name);
	cmd_req_text(l, COLUMN_ACCOUNT, p->account);
	if (cmd_req_key(l, COLUMN_MISSING)) {
		kam_out_array(l->out);
		cmd_rank_missing(p, r->by, print_name, l->out);
		kam_out_end(l->out);
	}
	if (cmd_req_key(l, COLUMN_NEEDS))
		print_needs(l->out, p);
	if (cmd_req_key(l, COLUMN_INPUTS))
		print_inputs(l->out, p, r->by);
	if (cmd_req_key(l, COLUMN_WEIGHTS))
		print_weights(l->out, p, r->by);
	kam_out_end(l->out);
	rc = kam_str_check(&reason, err);
	kam_str_release(&reason);
	return rc;
}

static int print_list(struct cmd *c, const struct kam_ranking *r,
		      struct kam_err *err)
{
	const size_t limit = c->globals.limit ? (size_t)c->globals.limit : r->n;
	unsigned people = (1u << (COLUMN_REASON + 1)) - 1;
	struct cmd_req_list l;
	int rc;

	if (c->globals.exit_code && r->n)
		c->status = 1;
	if (cmd_for_people(c)) {
		cmd_rank_people(c, r, limit);
		return kam_str_check(&c->text, err);
	}
	if (r->capacity < 0)
		people &= ~(1u << COLUMN_ABOVE_LINE);
	if (r->by == KAM_RANK_MOSCOW)
		people &= ~(1u << COLUMN_SCORE);
	rc = cmd_req_list_begin(&l, c, table, COLUMNS, people, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < r->n && i < limit && !rc; i++)
		rc = print_place(&l, r, &r->places[i], err);
	kam_out_end(l.out);
	return rc;
}

static void print_days(struct kam_out *out, const char *key, int64_t days)
{
	kam_out_key(out, key);
	if (days < 0)
		kam_out_null(out);
	else
		kam_out_decimal(out, days);
}

static int print_totals(struct cmd *c, const struct kam_ranking *r,
			struct kam_err *err)
{
	static const struct kam_out_column sums[] = {
		{ "by", NC_("rule", "By"), KAM_FORM_FIXED },
		{ "count", N_("Requirements"), KAM_FORM_NUMBER },
		{ "rated", N_("Rated"), KAM_FORM_NUMBER },
		{ "effort", N_("Effort"), KAM_FORM_NUMBER },
		{ "effort_unknown", N_("Effort unknown"), KAM_FORM_NUMBER },
		{ "musts", N_("Musts"), KAM_FORM_NUMBER },
		{ "must_effort", N_("Must effort"), KAM_FORM_NUMBER },
		{ "must_effort_unknown", N_("Must effort unknown"),
		  KAM_FORM_NUMBER },
		{ "must_share", N_("Must share"), KAM_FORM_NUMBER },
		{ "capacity", N_("Capacity"), KAM_FORM_NUMBER },
		{ "above", N_("Above the line"), KAM_FORM_NUMBER },
		{ "above_effort", N_("Effort above"), KAM_FORM_NUMBER },
		{ "below", N_("Below the line"), KAM_FORM_NUMBER },
	};
	const size_t n = sizeof sums / sizeof *sums;
	const struct kam_out_column *columns = cmd_translated(c, sums, n);
	const int line = r->capacity >= 0;
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_record(out, columns, n);
	cmd_print_text(out, "by", kam_rank_words[r->by]);
	cmd_print_integer(out, "count", (int64_t)r->n);
	cmd_print_integer(out, "rated", (int64_t)r->n_rated);
	print_days(out, "effort", r->effort);
	cmd_print_integer(out, "effort_unknown", (int64_t)r->n_unknown);
	cmd_print_integer(out, "musts", (int64_t)r->n_musts);
	print_days(out, "must_effort", r->must_effort);
	cmd_print_integer(out, "must_effort_unknown",
			  (int64_t)r->n_unknown_musts);
	kam_out_key(out, "must_share");
	cmd_print_rate(out, kam_ranking_must_share(r));
	print_days(out, "capacity", r->capacity);
	kam_out_key(out, "above");
	line ? kam_out_integer(out, (int64_t)r->n_above) : kam_out_null(out);
	print_days(out, "above_effort", line ? r->above_effort : -1);
	kam_out_key(out, "below");
	line ? kam_out_integer(out, (int64_t)(r->n - r->n_above))
	     : kam_out_null(out);
	kam_out_end(out);
	return 0;
}

/* What a planner must not miss, in every format. */
static void warn(struct cmd *c, const struct kam_ranking *r)
{
	const int64_t share = kam_ranking_must_share(r);
	struct kam_str days = KAM_STR_INIT, whole = KAM_STR_INIT;
	char percent[KAM_DECIMAL_TEXT];

	cmd_rank_days(&days, r->must_effort);
	cmd_rank_days(&whole, r->capacity >= 0 ? r->capacity : r->effort);
	kam_ratio_format(percent,
			 kam_decimal_round(share, KAM_DECIMAL_ONE / 1000));
	if (share >= 0 && kam_must_is_heavy(share))
		cmd_warn(c, _("Musts take %s of %s, %s: more than %d%% (DSDM)"),
			 days.data, whole.data, percent, KAM_MUST_PERCENT);
	if (r->n_unknown_musts)
		cmd_warn(
		    c, _("Musts without an effort, which are not counted: %zu"),
		    r->n_unknown_musts);
	for (size_t i = 0; i < r->n_above; i++)
		for (size_t j = 0; j < r->places[i].n_needs; j++)
			cmd_warn(c,
				 _("REQ-%lld is above the line, but needs "
				   "REQ-%lld, which isn't"),
				 (long long)r->places[i].id,
				 (long long)r->places[i].needs[j]);
	kam_str_release(&days);
	kam_str_release(&whole);
}

int cmd_req_rank(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_req_rank *v = values;
	struct kam_ranking r = { .by = KAM_RANK_MOSCOW, .capacity = -1 };
	struct kam_query *q;
	int rc = v->by ? find_scheme(&r.by, c, v->by, err) : 0;

	if (!rc && v->capacity)
		rc = kam_capacity_parse(&r.capacity, v->capacity, err);
	if (!rc)
		rc = cmd_req_query(&q, c, "captured,analysed,agreed", err);
	if (rc)
		return rc;
	c->title = _("requirements, ranked");
	rc = kam_req_rank(&r, c->k, q, err);
	kam_query_release(q);
	if (!rc)
		rc = v->totals ? print_totals(c, &r, err)
			       : print_list(c, &r, err);
	if (!rc && (r.by == KAM_RANK_MOSCOW || r.capacity >= 0))
		warn(c, &r);
	kam_ranking_release(&r);
	return rc;
}
