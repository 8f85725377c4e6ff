/*
 * account wallet: what accounts spend on what we offer, and what of it is ours.
 */
#include "account.h"

#include "view.h"

#include <kam/decimal.h>
#include <kam/money.h>
#include <kam/wallet.h>
#include <string.h>

enum {
	RANK,
	ID,
	NAME,
	TIER,
	OURS,
	POTENTIAL,
	CURRENCY,
	SHARE,
	GAP,
	BY,
	UNVALUED,
	ACCOUNTS,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[RANK] = { "rank", N_("Rank"), KAM_FORM_NUMBER },
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[NAME] = { "name", N_("Name"), KAM_FORM_TEXT },
	[TIER] = { "tier", N_("Tier"), KAM_FORM_FIXED },
	[OURS] = { "ours", N_("Ours"), KAM_FORM_NUMBER },
	[POTENTIAL] = { "potential", N_("Potential"), KAM_FORM_NUMBER },
	[CURRENCY] = { "currency", N_("Currency"), KAM_FORM_FIXED },
	[SHARE] = { "share", N_("Share"), KAM_FORM_NUMBER },
	[GAP] = { "gap", N_("To win"), KAM_FORM_NUMBER },
	[BY] = { "by", NC_("rule", "By"), KAM_FORM_FIXED },
	[UNVALUED] = { "unvalued", N_("Without value"), KAM_FORM_NUMBER },
	[ACCOUNTS] = { "accounts", N_("Accounts"), KAM_FORM_NUMBER },
};
enum {
	PEOPLE = 1 << RANK | 1 << ID | 1 << OURS | 1 << POTENTIAL |
		 1 << CURRENCY | 1 << SHARE | 1 << GAP | 1 << BY
};

/* "1,200.50" to people, "1200.50" else, as money is in JSON */
static void print_money(const struct cmd_view *v, size_t column,
			const char *currency, int64_t minor)
{
	char text[KAM_MONEY_TEXT], shown[KAM_MONEY_SHOWN];
	struct kam_money m = { .minor = minor };

	if (!cmd_view_key(v, column))
		return;
	(void)snprintf(m.currency, sizeof m.currency, "%s", currency);
	kam_money_amount(text, &m);
	kam_money_show(shown, &m);
	shown[strcspn(shown, " ")] = '\0';
	kam_out_people(v->out, shown);
	kam_out_text(v->out, text);
}

/* A tenth of a percent is as exact as such figures are. */
static void print_share(const struct cmd_view *v, int64_t share)
{
	char text[KAM_DECIMAL_TEXT + 2];

	if (!cmd_view_key(v, SHARE))
		return;
	if (share < 0) {
		kam_out_null(v->out);
		return;
	}
	kam_decimal_format(text, share / 1000 * 100000);
	(void)snprintf(text + strlen(text), 2, "%%");
	kam_out_people(v->out, text);
	kam_out_decimal(v->out, share);
}

static void print_row(const struct cmd_view *v, const struct kam_wallet *w)
{
	kam_out_row(v->out);
	cmd_view_integer(v, RANK, 1, w->rank);
	cmd_view_text(v, ID, w->key);
	cmd_view_text(v, NAME, w->name);
	cmd_view_word(v, TIER, w->tier);
	print_money(v, OURS, w->currency, w->ours);
	print_money(v, POTENTIAL, w->currency, w->potential);
	cmd_view_text(v, CURRENCY, w->currency);
	print_share(v, w->share);
	print_money(v, GAP, w->currency, w->gap);
	cmd_view_word(v, BY, w->by);
	cmd_view_integer(v, UNVALUED, 1, w->unvalued);
	cmd_view_integer(v, ACCOUNTS, 1, 1);
	kam_out_end(v->out);
}

/* A line without an account is the sum of its currency. */
static void print_sum(const struct cmd_view *v, const struct kam_wallet_sum *s)
{
	kam_out_row(v->out);
	cmd_view_integer(v, RANK, 0, 0);
	if (cmd_view_key(v, ID)) {
		kam_out_style(v->out, KAM_STYLE_STRONG);
		kam_out_people(v->out, _("all"));
		kam_out_null(v->out);
	}
	cmd_view_text(v, NAME, NULL);
	cmd_view_text(v, TIER, NULL);
	print_money(v, OURS, s->currency, s->ours);
	print_money(v, POTENTIAL, s->currency, s->potential);
	cmd_view_text(v, CURRENCY, s->currency);
	print_share(v, s->share);
	print_money(v, GAP, s->currency, s->gap);
	cmd_view_word(v, BY, NULL);
	cmd_view_integer(v, UNVALUED, 0, 0);
	cmd_view_integer(v, ACCOUNTS, 1, s->accounts);
	kam_out_end(v->out);
}

int cmd_account_wallet(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_wallets all;
	struct cmd_view view;
	int64_t account;
	int rc = cmd_account_named(&account, c, err);

	(void)values;
	c->title = _("share of wallet");
	if (!rc)
		rc = kam_wallet_find(&all, c->k, &c->arena, account, err);
	if (!rc)
		rc = cmd_view_open(&view, c, table, COLUMNS, PEOPLE,
				   CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < all.n; i++)
		print_row(&view, &all.items[i]);
	for (size_t i = 0; i < all.n_sums; i++)
		if (all.sums[i].accounts > 1)
			print_sum(&view, &all.sums[i]);
	kam_out_end(view.out);
	if (!all.n)
		cmd_tell_below(
		    c, "%s",
		    _("hint: nothing is known of what they spend: 'kam "
		      "whitespace add -A ACCOUNT --unit TEXT --offering TEXT "
		      "--standing open --value AMOUNT'"));
	return 0;
}
