/*
 * risk score: an assessment, or the ranking of all risks.
 */
#include "crud.h"

#include <kam/areas.h>
#include <kam/risk.h>
#include <string.h>

struct score {
	struct cmd_integer probability, impact;
	const char *rationale, *owner;
	int all;
};
static const struct cmd_option score_options[] = {
	{ "probability", 'p', CMD_INTEGER, N_("N"),
	  N_("how likely, from 1 up to the matrix's most"),
	  CMD_AT(struct score, probability) },
	{ "impact", 'i', CMD_INTEGER, N_("N"), N_("how bad or good, from 1 up"),
	  CMD_AT(struct score, impact) },
	{ "rationale", 0, CMD_TEXT, N_("TEXT"), N_("why so"),
	  CMD_AT(struct score, rationale) },
	{ "owner", 0, CMD_TEXT, N_("MEMBER"), N_("only the risks they watch"),
	  CMD_AT(struct score, owner) },
	{ "all", 'a', CMD_FLAG, NULL, N_("closed ones too"),
	  CMD_AT(struct score, all) },
	{ NULL },
};

static const struct kam_out_column table[] = {
	{ "id", N_("ID"), KAM_FORM_FIXED },
	{ "title", N_("Title"), KAM_FORM_TEXT },
	{ "type", N_("Type"), KAM_FORM_FIXED, 3 },
	{ "status", N_("Status"), KAM_FORM_FIXED, 4 },
	{ "account", N_("Account"), KAM_FORM_KEY },
	{ "project", N_("Project"), KAM_FORM_TEXT, 1 },
	{ "owner", N_("Owner"), KAM_FORM_TEXT },
	{ "probability", N_("P"), KAM_FORM_NUMBER },
	{ "impact", N_("I"), KAM_FORM_NUMBER },
	{ "score", N_("Score"), KAM_FORM_NUMBER },
	{ "level", N_("Level"), KAM_FORM_FIXED },
	{ "on", N_("On"), KAM_FORM_FIXED },
	{ "by", NC_("assessment", "By"), KAM_FORM_TEXT, 2 },
};

static void print_word(struct kam_out *out, const char *key, const char *word)
{
	kam_out_key(out, key);
	if (word)
		kam_out_people(out, _(word));
	kam_out_text(out, word);
}

static void print_number(struct kam_out *out, const char *key, int set,
			 int64_t number)
{
	kam_out_key(out, key);
	if (set)
		kam_out_integer(out, number);
	else
		kam_out_null(out);
}

static void print_name(struct kam_out *out, const char *key, const char *text)
{
	kam_out_key(out, key);
	kam_out_text(out, text);
}

struct ranking {
	struct cmd *c;
	struct kam_out *out;
};

static int print_rank(void *context, const struct kam_risk_rank *r,
		      struct kam_err *err)
{
	struct ranking *ranking = context;
	struct kam_out *out = ranking->out;
	char id[32];

	(void)err;
	if (!cmd_mail_takes_key(ranking->c, r->owner))
		return 0;
	snprintf(id, sizeof id, "RISK-%lld", (long long)r->id);
	kam_out_row(out);
	print_name(out, "id", id);
	print_name(out, "title", r->title);
	print_word(out, "type", r->type);
	print_word(out, "status", r->status);
	print_name(out, "account", r->account);
	print_name(out, "project", r->project);
	kam_out_key(out, "owner");
	cmd_mail_name(ranking->c, out, r->owner);
	kam_out_text(out, r->owner);
	print_number(out, "probability", r->assessed, r->probability);
	print_number(out, "impact", r->assessed, r->impact);
	print_number(out, "score", r->assessed, r->score);
	/* the firm's own word, or one of those that kam begins with */
	kam_out_key(out, "level");
	if (r->assessed && r->level)
		kam_out_people(out, kam_gettext_in("level", r->level));
	kam_out_text(out, r->assessed ? r->level : NULL);
	print_name(out, "on", r->on);
	print_name(out, "by", r->by);
	kam_out_end(out);
	return 0;
}

static int rank(struct cmd *c, const struct score *v, struct kam_err *err)
{
	const size_t n = sizeof table / sizeof *table;
	const struct kam_out_column *columns = cmd_translated(c, table, n);
	struct kam_risk_query query = { c->account, c->project, 0, v->all };
	struct ranking ranking = { .c = c };
	int rc = columns ? 0 : kam_fail_memory(err);

	c->title = _("risks by score");
	if (!rc && v->owner)
		rc = kam_resolve(&query.owner, c->k, &kam_member_kind, v->owner,
				 err);
	if (!rc)
		rc = cmd_out(c, &ranking.out, err);
	if (rc)
		return rc;
	/* the verb opens the register for writing: the ranking only reads */
	rc = kam_read_begin(c->k, err);
	if (rc)
		return rc;
	kam_out_list(ranking.out, columns, n);
	rc = kam_risk_rank_each(c->k, &query, print_rank, &ranking, err);
	kam_out_end(ranking.out);
	kam_read_end(c->k);
	return rc;
}

static int assess(struct cmd *c, const struct score *v, struct kam_err *err)
{
	struct kam_record *assessment;
	int64_t risk;
	int rc = kam_resolve(&risk, c->k, c->kind, c->words[0], err);

	if (!rc)
		rc = kam_risk_assess(&assessment, c->k, &c->arena, risk,
				     v->probability.value, v->impact.value,
				     v->rationale, err);
	if (rc)
		return rc;
	c->kind = cmd_kind(c, &kam_assessment_kind);
	if (c->globals.format != KAM_FORMAT_TABLE)
		return cmd_written(c, assessment, err);
	kam_str_printf(
	    &c->text, _("RISK-%lld scores %lld\n"), (long long)risk,
	    (long long)assessment->values[KAM_ASSESSMENT_SCORE].integer);
	return kam_str_check(&c->text, err);
}

static int score(struct cmd *c, void *values, struct kam_err *err)
{
	const struct score *v = values;
	int rc;

	if (!c->n_words && (v->probability.set || v->impact.set))
		return cmd_usage(c, err, "%s", _("which risk?"));
	if (!c->n_words)
		return rank(c, v, err);
	if (c->mailing)
		return cmd_usage(c, err, "%s", _("--mail is for the ranking"));
	if (!v->probability.set || !v->impact.set)
		return cmd_usage(c, err, "%s",
				 _("an assessment needs --probability and "
				   "--impact"));
	rc = kam_operation_begin(c->k, err);
	return rc ? rc : kam_operation_end(c->k, assess(c, v, err), err);
}

static const struct cmd_verb verbs[] = {
	{ "score", score, CMD_REGISTER_WRITE | CMD_REPORT | CMD_OWNED, 0, 1,
	  score_options, sizeof(struct score),
	  "[ID --probability N --impact N]",
	  N_("assess a risk, or list all by score"),
	  "kam risk score 1 --probability 4 --impact 5" },
	{ NULL },
};
const struct cmd_noun cmd_noun_risk = { "risk", "risk", NULL, verbs };
