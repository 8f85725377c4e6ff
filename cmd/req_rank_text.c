/*
 * Why a requirement has its place in a ranking, in words.
 */
#include "rank.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <string.h>

void cmd_rank_days(struct kam_str *out, int64_t millionths)
{
	char text[KAM_DECIMAL_TEXT];

	kam_decimal_format(text, millionths);
	kam_str_printf(out, _("%sd"), text);
}

/* A score, to two decimals: the sum beside it has the rest. */
static void add_score(struct kam_str *out, int64_t millionths)
{
	char text[KAM_DECIMAL_TEXT];
	int64_t half = millionths < 0 ? -5000 : 5000;

	kam_decimal_format(text, (millionths + half) / 10000 * 10000);
	kam_str_add(out, text);
}

static void add_decimal(struct kam_str *out, int64_t millionths)
{
	char text[KAM_DECIMAL_TEXT];

	kam_decimal_format(text, millionths);
	kam_str_add(out, text);
}

static int has(const struct kam_rank_place *p, int input)
{
	return (p->set & 1u << input) != 0;
}

static const char *priority(const struct kam_rank_place *p)
{
	return has(p, KAM_INPUT_PRIORITY)
		   ? _(kam_req_kind.fields[KAM_REQ_PRIORITY]
			   .words[p->inputs[KAM_INPUT_PRIORITY]])
		   : _("no priority");
}

static void add_moscow(struct kam_str *out, const struct kam_rank_place *p)
{
	kam_str_add(out, priority(p));
	if (p->core)
		kam_str_printf(out, "%s%s", _(", "), _("core"));
	if (has(p, KAM_INPUT_VALUE))
		kam_str_printf(out, _(", value %lld"),
			       (long long)p->inputs[KAM_INPUT_VALUE]);
	if (has(p, KAM_INPUT_EFFORT)) {
		kam_str_add(out, _(", "));
		cmd_rank_days(out, p->inputs[KAM_INPUT_EFFORT]);
	}
}

static void add_rice(struct kam_str *out, const struct kam_rank_place *p)
{
	char confidence[KAM_DECIMAL_TEXT];

	kam_ratio_format(confidence, p->inputs[KAM_INPUT_CONFIDENCE]);
	kam_str_add(out, "RICE ");
	add_score(out, p->score);
	kam_str_printf(out, " = %lld × ",
		       (long long)p->inputs[KAM_INPUT_REACH]);
	add_decimal(out, p->inputs[KAM_INPUT_IMPACT]);
	kam_str_printf(out, " × %s / ", confidence);
	cmd_rank_days(out, p->inputs[KAM_INPUT_EFFORT]);
}

static void add_weighted(struct kam_str *out, const struct kam_rank_place *p)
{
	int64_t whole = 0;

	add_score(out, p->score);
	kam_str_add(out, " = (");
	for (size_t i = 0; i < p->weights->n; i++) {
		int64_t weight = p->weights->weights[i];

		kam_str_add(out, i            ? weight < 0 ? " - " : " + "
				 : weight < 0 ? "-"
					      : "");
		add_decimal(out, weight < 0 ? -weight : weight);
		kam_str_printf(out, " × %s ", p->weights->names[i]);
		add_score(out, p->scores[i]);
		whole += weight < 0 ? -weight : weight;
	}
	kam_str_add(out, ") / ");
	add_decimal(out, whole);
}

static void add_kano(struct kam_str *out, const struct kam_rank_place *p)
{
	static const char *const names[KAM_KANO_CLASSES] = {
		N_("must-be"),     N_("one-dimensional"), N_("attractive"),
		N_("indifferent"), N_("reverse"),         N_("questionable"),
	};

	kam_str_add(out, _(names[p->class]));
	if (p->known) {
		kam_str_printf(out, ", %s ", _("better"));
		add_score(out, p->better);
		kam_str_printf(out, ", %s ", _("worse"));
		add_score(out, p->worse);
	}
	kam_str_add(out, ":");
	for (int i = 0; i < KAM_KANO_CLASSES; i++)
		if (p->tally.counts[i])
			kam_str_printf(out, " %c %lld", kam_kano_letters[i],
				       (long long)p->tally.counts[i]);
}

static void add_scheme(struct kam_str *out, const struct kam_rank_place *p,
		       enum kam_rank_by by)
{
	const int64_t *in = p->inputs;

	switch (by) {
	case KAM_RANK_VALUE_EFFORT:
		add_score(out, p->score);
		kam_str_printf(out, _(" = value %lld / "),
			       (long long)in[KAM_INPUT_VALUE]);
		cmd_rank_days(out, in[KAM_INPUT_EFFORT]);
		break;
	case KAM_RANK_RICE:
		add_rice(out, p);
		break;
	case KAM_RANK_WSJF:
		kam_str_add(out, "WSJF ");
		add_score(out, p->score);
		kam_str_printf(out, " = (%lld + %lld + %lld) / %lld",
			       (long long)in[KAM_INPUT_VALUE],
			       (long long)in[KAM_INPUT_TIME_CRITICALITY],
			       (long long)in[KAM_INPUT_RISK_REDUCTION],
			       (long long)in[KAM_INPUT_JOB_SIZE]);
		break;
	case KAM_RANK_WEIGHTED:
		add_weighted(out, p);
		break;
	case KAM_RANK_KANO:
		add_kano(out, p);
		break;
	default:
		add_moscow(out, p);
	}
}

void cmd_rank_missing(const struct kam_rank_place *p, enum kam_rank_by by,
		      void (*each)(void *context, const char *name),
		      void *context)
{
	if (p->rank)
		return;
	if (by == KAM_RANK_KANO)
		each(context, "answers");
	if (by == KAM_RANK_WEIGHTED && !p->weights->n)
		each(context, "req.weights");
	for (size_t i = 0; by == KAM_RANK_WEIGHTED && i < p->weights->n; i++)
		if (p->missing_criteria & 1u << i)
			each(context, p->weights->names[i]);
	for (int i = 0; i < KAM_INPUTS; i++)
		if (p->missing & 1u << i)
			each(context,
			     kam_req_kind.fields[kam_rank_fields[i]].name);
}

struct naming {
	struct kam_str *out;
	size_t n;
};

static void add_name(void *context, const char *name)
{
	struct naming *naming = context;

	kam_str_printf(naming->out, "%s%s", naming->n++ ? _(", ") : "", name);
}

struct asking {
	struct kam_str *out;
	const struct kam_rank_place *p;
	enum kam_rank_by by;
};

/* " --reach N", as the command that sets it has it */
static void add_option(void *context, const char *name)
{
	struct asking *asking = context;
	char option[64];
	size_t n = strlen(name);

	if (asking->by == KAM_RANK_WEIGHTED) {
		kam_str_printf(asking->out, " --score %s=N", name);
		return;
	}
	for (size_t i = 0; i <= n && i < sizeof option; i++)
		option[i] = name[i] == '_' ? '-' : name[i];
	kam_str_printf(asking->out, " --%.63s N", option);
}

/* The command that would have it rated. */
static void add_command(struct kam_str *out, const struct kam_rank_place *p,
			enum kam_rank_by by)
{
	struct asking asking = { out, p, by };

	if (by == KAM_RANK_MOSCOW)
		kam_str_printf(out,
			       "kam req edit REQ-%lld --priority "
			       "must|should|could|wont",
			       (long long)p->id);
	else if (by == KAM_RANK_KANO)
		kam_str_printf(out,
			       "kam req kano REQ-%lld --functional like "
			       "--dysfunctional dislike",
			       (long long)p->id);
	else if (by == KAM_RANK_WEIGHTED && !p->weights->n)
		kam_str_printf(out, "kam setting set req.weights.%s 'fit=3'",
			       p->account);
	else {
		kam_str_printf(out, "kam req rate REQ-%lld", (long long)p->id);
		cmd_rank_missing(p, by, add_option, &asking);
	}
}

static void add_large(struct kam_str *out, const struct kam_rank_place *p)
{
	struct kam_str effort = KAM_STR_INIT, left = KAM_STR_INIT;

	cmd_rank_days(&effort, p->inputs[KAM_INPUT_EFFORT]);
	cmd_rank_days(&left, p->left);
	kam_str_printf(out, _("; %s do not fit in the %s left"), effort.data,
		       left.data);
	out->failed |= effort.failed || left.failed;
	kam_str_release(&effort);
	kam_str_release(&left);
}

static void add_cut(struct kam_str *out, const struct kam_rank_place *p)
{
	if (p->cut == KAM_CUT_WONT)
		kam_str_add(out, _("; it won't be had this time"));
	if (p->cut == KAM_CUT_NO_EFFORT)
		kam_str_printf(out,
			       _("; no effort: kam req rate REQ-%lld "
				 "--effort N"),
			       (long long)p->id);
	if (p->cut == KAM_CUT_TOO_LARGE)
		add_large(out, p);
}

void cmd_rank_reason(struct kam_str *out, const struct kam_rank_place *p,
		     enum kam_rank_by by)
{
	struct naming naming = { out, 0 };

	if (p->rank) {
		add_scheme(out, p, by);
	} else {
		kam_str_add(out, _("not rated, without "));
		cmd_rank_missing(p, by, add_name, &naming);
		kam_str_add(out, _(": "));
		add_command(out, p, by);
	}
	add_cut(out, p);
	if (p->n_needs)
		kam_str_printf(out, "%s%s", _("; "),
			       _("needs, below the line:"));
	for (size_t i = 0; i < p->n_needs; i++)
		kam_str_printf(out, " REQ-%lld", (long long)p->needs[i]);
}
