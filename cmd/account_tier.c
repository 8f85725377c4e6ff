/*
 * account rate, account tier: how much an account matters, by criteria.
 */
#include "account.h"

#include "crud.h"

#include <kam/account_tier.h>
#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/req_rate.h>
#include <string.h>

const struct cmd_option cmd_account_rate_options[] = {
	{ "score", 0, CMD_MANY, N_("CRITERION=N"),
	  N_("0 to 10 on a criterion of account.tier.weights; again for each"),
	  CMD_AT(struct cmd_account_rate, scores), .required = 1 },
	{ NULL },
};
const struct cmd_option cmd_account_tier_options[] = {
	{ "explain", 0, CMD_FLAG, NULL,
	  N_("each criterion, its weight, score and part"),
	  CMD_AT(struct cmd_account_tier, explain) },
	{ "apply", 0, CMD_FLAG, NULL,
	  N_("set the proposed tier where another is set and at least "
	     "half of the weight is scored"),
	  CMD_AT(struct cmd_account_tier, apply) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would change"),
	  CMD_AT(struct cmd_account_tier, dry_run) },
	{ NULL },
};

static int fail_criterion(const struct kam_weights *weights, const char *name,
			  struct kam_err *err)
{
	const char *names[KAM_WEIGHTS], *near;

	for (size_t i = 0; i < weights->n; i++)
		names[i] = weights->names[i];
	near = kam_suggest(name, names, weights->n);
	kam_fail(err, KAM_EINVALID, _("the criterion '%.60s' has no weight"),
		 name);
	kam_field(err, "score");
	if (near)
		kam_hint(err, _("did you mean '%s'?"), near);
	else
		kam_hint(err, "%s",
			 _("'kam setting get account.tier.weights' has them"));
	return err->code;
}

/* "fit=8" */
static int score(struct cmd *c, const struct kam_record *r,
		 const struct kam_weights *weights, const char *text,
		 struct kam_err *err)
{
	const char *equals = strrchr(text, '=');
	const char *name =
	    equals ? kam_arena_strndup(&c->arena, text, (size_t)(equals - text))
		   : "";
	int64_t value;
	int rc;

	if (!name)
		return kam_fail_memory(err);
	if (!*name)
		return cmd_usage(c, err, _("--score: CRITERION=N, not '%.60s'"),
				 text);
	if (kam_weights_find(weights, name) < 0)
		return fail_criterion(weights, name, err);
	rc = kam_decimal_parse(&value, equals + 1, err);
	if (!rc && (value < 0 || value > KAM_TIER_MOST * INT64_C(1000000)))
		rc = kam_fail(err, KAM_EINVALID, _("%.40s is not from 0 to 10"),
			      equals + 1);
	if (rc) {
		kam_field(err, "score");
		return rc;
	}
	return kam_score_give(c->k, r, name, equals + 1, err);
}

int cmd_account_rate(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_account_rate *v = values;
	struct kam_weights weights;
	struct kam_record *r;
	int rc = kam_operation_begin(c->k, err);

	if (rc)
		return rc;
	rc = cmd_load(&r, c, c->kind, c->words[0], err);
	if (!rc)
		rc = kam_account_tier_weights(&weights, c->k, err);
	for (size_t i = 0; i < v->scores.n && !rc; i++)
		rc = score(c, r, &weights, v->scores.items[i], err);
	if (!rc)
		rc = cmd_written(c, r, err);
	return kam_operation_end(c->k, rc, err);
}

static int differs(const struct kam_tiering *t)
{
	return t->proposed && (!t->tier || strcmp(t->tier, t->proposed) != 0);
}

/* Nobody's tier is set by a criterion or two out of many. */
static int applies(const struct kam_tiering *t)
{
	return differs(t) && !t->thin;
}

static void tell_thin(struct cmd *c, const struct kam_tierings *all,
		      const struct cmd_account_tier *v)
{
	const struct kam_tiering *first = NULL;

	for (size_t i = 0; i < all->n && !first; i++)
		if (all->items[i].thin && differs(&all->items[i]))
			first = &all->items[i];
	if (!first)
		return;
	if (v->apply)
		cmd_say_below(c,
			      _("hint: not applied where less than half of "
				"the weight is scored: score more, or 'kam "
				"account edit %s --tier %s'"),
			      first->key, first->proposed);
	else
		cmd_tell_below(c, _("hint: where less than half of the weight "
				    "is scored, --apply sets nothing"));
}

static void print_word(struct kam_out *out, const char *key, const char *word)
{
	kam_out_key(out, key);
	if (word)
		kam_out_people(out, kam_gettext_in("tier", word));
	kam_out_text(out, word);
}

enum { HUNDREDTH = 10000, HALF = HUNDREDTH / 2 };

static void print_number(struct kam_out *out, const char *key, int set,
			 int64_t millionths)
{
	char text[KAM_DECIMAL_TEXT];

	kam_out_key(out, key);
	if (!set) {
		kam_out_null(out);
		return;
	}
	/* people see hundredths, rounded half away from zero */
	kam_decimal_format(text,
			   (millionths + (millionths < 0 ? -HALF : HALF)) /
			       HUNDREDTH * HUNDREDTH);
	kam_out_people(out, text);
	kam_out_decimal(out, millionths);
}

static void print_missing(struct kam_out *out, const struct kam_tiering *t)
{
	struct kam_str text = KAM_STR_INIT;

	kam_out_key(out, "missing");
	for (size_t i = 0; i < t->n_criteria; i++)
		if (!t->criteria[i].rated)
			kam_str_printf(&text, "%s%s", text.length ? ", " : "",
				       t->criteria[i].name);
	kam_out_people(out, text.length ? text.data : "");
	kam_out_array(out);
	for (size_t i = 0; i < t->n_criteria; i++)
		if (!t->criteria[i].rated)
			kam_out_text(out, t->criteria[i].name);
	kam_out_end(out);
	kam_str_release(&text);
}

static void print_known(struct kam_out *out, const struct kam_tiering *t)
{
	char text[KAM_DECIMAL_TEXT];

	cmd_health_percent(text, t->known);
	kam_out_key(out, "known");
	if (t->thin)
		kam_out_style(out, KAM_STYLE_WARN);
	kam_out_people(out, text);
	kam_out_decimal(out, t->known);
}

static int print(struct cmd *c, const struct kam_tierings *all,
		 const struct cmd_account_tier *v, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "id", N_("ID"), KAM_FORM_FIXED },
		{ "name", N_("Name"), KAM_FORM_TEXT },
		{ "tier", N_("Tier"), KAM_FORM_FIXED },
		{ "score", N_("Score"), KAM_FORM_NUMBER },
		{ "proposed", N_("Proposed"), KAM_FORM_FIXED },
		{ "applied", N_("Applied"), KAM_FORM_FIXED },
		{ "missing", N_("Not scored"), KAM_FORM_TEXT },
		{ "known", N_("Known"), KAM_FORM_NUMBER },
	};
	const size_t n = sizeof table / sizeof *table;
	struct kam_out *out;
	int rc = cmd_out_list(c, &out, table, n, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < all->n; i++) {
		const struct kam_tiering *t = &all->items[i];

		if (!t->proposed && !c->n_words)
			continue;
		kam_out_row(out);
		cmd_print_text(out, "id", t->key);
		cmd_print_text(out, "name", t->name);
		print_word(out, "tier", t->tier);
		print_number(out, "score", t->proposed != NULL, t->score);
		if (differs(t))
			kam_out_style(out, KAM_STYLE_WARN);
		print_word(out, "proposed", t->proposed);
		kam_out_key(out, "applied");
		kam_out_flag(out, v->apply && !v->dry_run && applies(t));
		print_missing(out, t);
		print_known(out, t);
		kam_out_end(out);
	}
	kam_out_end(out);
	if (!kam_out_rows(out))
		cmd_tell_below(c, "%s",
			       _("hint: no account is scored: 'kam account "
				 "rate ACCOUNT --score CRITERION=N'"));
	tell_thin(c, all, v);
	return 0;
}

static int explain(struct cmd *c, const struct kam_tierings *all,
		   struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "id", N_("ID"), KAM_FORM_FIXED },
		{ "criterion", N_("Criterion"), KAM_FORM_TEXT },
		{ "weight", N_("Weight"), KAM_FORM_NUMBER },
		{ "score", N_("Score"), KAM_FORM_NUMBER },
		{ "part", N_("Part"), KAM_FORM_NUMBER },
		{ "of", N_("Of"), KAM_FORM_NUMBER },
		{ "proposed", N_("Proposed"), KAM_FORM_FIXED },
		{ "tier", N_("Tier"), KAM_FORM_FIXED },
	};
	const size_t n = sizeof table / sizeof *table;
	struct kam_out *out;
	int rc = cmd_out_list(c, &out, table, n, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < all->n; i++) {
		const struct kam_tiering *t = &all->items[i];

		for (size_t j = 0; j < t->n_criteria; j++) {
			const struct kam_tier_criterion *one = &t->criteria[j];

			if (!t->proposed && !c->n_words)
				continue;
			kam_out_row(out);
			cmd_print_text(out, "id", t->key);
			cmd_print_text(out, "criterion", one->name);
			print_number(out, "weight", 1, one->weight);
			print_number(out, "score", one->rated, one->score);
			print_number(out, "part", one->rated,
				     one->contribution);
			print_number(out, "of", t->proposed != NULL, t->score);
			print_word(out, "proposed", t->proposed);
			print_word(out, "tier", t->tier);
			kam_out_end(out);
		}
	}
	kam_out_end(out);
	return 0;
}

static int apply(struct cmd *c, const struct kam_tierings *all,
		 struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = 0;

	for (size_t i = 0; i < all->n && !rc; i++) {
		const struct kam_tiering *t = &all->items[i];

		if (!applies(t))
			continue;
		rc = kam_record_load(&before, c->k, &c->arena, c->kind,
				     t->account, err);
		if (!rc)
			rc = kam_record_load(&after, c->k, &c->arena, c->kind,
					     t->account, err);
		if (!rc)
			rc = kam_record_set(c->k, after, KAM_ACCOUNT_TIER,
					    t->proposed, err);
		if (!rc)
			rc = kam_record_update(c->k, before, after, err);
	}
	return rc;
}

int cmd_account_tier(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_account_tier *v = values;
	int writes = v->apply && !v->dry_run;
	const char *one = c->n_words ? c->words[0] : c->globals.account;
	struct kam_tierings all;
	int64_t account = 0;
	int rc =
	    writes ? kam_operation_begin(c->k, err) : kam_read_begin(c->k, err);

	c->title = _("tiers by weighted criteria");
	if (rc)
		return rc;
	if (one)
		rc = kam_resolve(&account, c->k, c->kind, one, err);
	if (!rc)
		rc = kam_account_tiers(&all, c->k, &c->arena, account, err);
	if (!rc && writes)
		rc = apply(c, &all, err);
	if (!rc)
		rc =
		    v->explain ? explain(c, &all, err) : print(c, &all, v, err);
	if (writes)
		return kam_operation_end(c->k, rc, err);
	kam_read_end(c->k);
	return rc;
}
