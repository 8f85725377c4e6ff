/*
 * account escalation: to whom what is stuck goes next.
 */
#include "account.h"
#include "crud.h"
#include "duplicates.h"
#include "merge.h"
#include "view.h"

#include <kam/areas.h>

enum {
	ID,
	LEVEL,
	CONTACT,
	CONTACT_NAME,
	CONTACT_TITLE,
	CONTACT_PHONE,
	CONTACT_EMAIL,
	MEMBER,
	MEMBER_NAME,
	MEMBER_PHONE,
	AFTER,
	REMARK,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[LEVEL] = { "level", N_("Level"), KAM_FORM_NUMBER },
	[CONTACT] = { "contact", N_("ID"), KAM_FORM_FIXED },
	[CONTACT_NAME] = { "contact_name", N_("Theirs"), KAM_FORM_TEXT },
	[CONTACT_TITLE] = { "contact_title", N_("Position"), KAM_FORM_TEXT },
	[CONTACT_PHONE] = { "contact_phone", N_("Phone"), KAM_FORM_TEXT },
	[CONTACT_EMAIL] = { "contact_email", N_("E-mail"), KAM_FORM_TEXT },
	[MEMBER] = { "member", N_("Member"), KAM_FORM_FIXED },
	[MEMBER_NAME] = { "member_name", N_("Ours"), KAM_FORM_TEXT },
	[MEMBER_PHONE] = { "member_phone", N_("Phone"), KAM_FORM_TEXT },
	[AFTER] = { "after", N_("After"), KAM_FORM_TEXT },
	[REMARK] = { "remark", N_("Remark"), KAM_FORM_TEXT },
};
enum {
	PEOPLE = 1 << LEVEL | 1 << CONTACT_NAME | 1 << CONTACT_PHONE |
		 1 << MEMBER_NAME | 1 << MEMBER_PHONE | 1 << AFTER
};

struct listing {
	struct cmd *c;
	struct cmd_view view;
};

/* A field of the other record, or null. */
static void print_of(const struct cmd_view *v, size_t column,
		     const struct kam_record *r, int field)
{
	cmd_view_text(v, column,
		      r && r->values[field].set ? r->values[field].text : NULL);
}

/* The number at which a contact is reached soonest. */
static int phone_of(const struct kam_record *contact)
{
	return contact && contact->values[KAM_CONTACT_MOBILE].set
		   ? KAM_CONTACT_MOBILE
		   : KAM_CONTACT_PHONE;
}

static int load(struct kam_record **out, struct cmd *c,
		const struct kam_kind *kind, const struct kam_value *v,
		struct kam_err *err)
{
	*out = NULL;
	return v->set ? kam_record_load(out, c->k, &c->arena, kind, v->integer,
					err)
		      : 0;
}

static int print_step(void *context, struct kam_record *r, struct kam_err *err)
{
	struct listing *l = context;
	const struct kam_value *contact = &r->values[KAM_ESCALATION_CONTACT];
	const struct kam_value *member = &r->values[KAM_ESCALATION_MEMBER];
	const struct cmd_view *v = &l->view;
	struct kam_record *theirs, *ours = NULL;
	int rc = load(&theirs, l->c, &kam_contact_kind, contact, err);

	if (!rc)
		rc = load(&ours, l->c, &kam_member_kind, member, err);
	if (rc)
		return rc;
	kam_out_row(v->out);
	cmd_view_id(v, ID, r->kind, r->id);
	cmd_view_integer(v, LEVEL, 1, r->values[KAM_ESCALATION_LEVEL].integer);
	cmd_view_text(v, CONTACT, contact->text);
	print_of(v, CONTACT_NAME, theirs, KAM_CONTACT_NAME);
	print_of(v, CONTACT_TITLE, theirs, KAM_CONTACT_TITLE);
	print_of(v, CONTACT_PHONE, theirs, phone_of(theirs));
	print_of(v, CONTACT_EMAIL, theirs, KAM_CONTACT_EMAIL);
	cmd_view_text(v, MEMBER, member->text);
	print_of(v, MEMBER_NAME, ours, KAM_MEMBER_NAME);
	print_of(v, MEMBER_PHONE, ours, KAM_MEMBER_PHONE);
	print_of(v, AFTER, r, KAM_ESCALATION_AFTER);
	print_of(v, REMARK, r, KAM_ESCALATION_REMARK);
	kam_out_end(v->out);
	return 0;
}

static int escalation(struct cmd *c, void *values, struct kam_err *err)
{
	struct listing l = { .c = c };
	struct kam_query *q = NULL;
	int64_t account;
	int rc =
	    kam_resolve(&account, c->k, &kam_account_kind, c->words[0], err);

	(void)values;
	c->title = _("escalation");
	if (!rc)
		rc = kam_query_open(&q, c->k, &kam_escalation_kind, err);
	if (!rc)
		rc = kam_query_account(q, account, err);
	if (!rc)
		rc = kam_query_sort(q, "level", err);
	if (!rc)
		rc = cmd_view_open(&l.view, c, table, COLUMNS, PEOPLE,
				   CMD_VIEW_LIST, err);
	if (!rc) {
		rc = kam_query_run(q, print_step, &l, err);
		kam_out_end(l.view.out);
	}
	kam_query_release(q);
	return rc;
}

static const struct cmd_verb verbs[] = {
	CMD_MERGE,
	{ "handover", cmd_account_handover, CMD_REGISTER_WRITE | CMD_NO_SCOPE,
	  1, 1, cmd_handover_options, sizeof(struct cmd_handover),
	  "ACCOUNT --to MEMBER [--dry-run]",
	  N_("give it to another owner with all that is open, and a pack to "
	     "read"),
	  NULL },
	{ "wallet", cmd_account_wallet, CMD_REGISTER_READ | CMD_REPORT, 0, 1,
	  NULL, 0, "[ACCOUNT]",
	  N_("what they spend on what we offer, and what of it is ours"),
	  "kam account wallet" },
	{ "rate", cmd_account_rate, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  cmd_account_rate_options, sizeof(struct cmd_account_rate),
	  "ACCOUNT --score CRITERION=N …",
	  N_("score it on the criteria that its tier goes by"),
	  "kam account rate acme --score fit=8 --score growth=6" },
	{ "tier", cmd_account_tier, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 0, 1,
	  cmd_account_tier_options, sizeof(struct cmd_account_tier),
	  "[ACCOUNT] [--explain] [--apply] [--dry-run]",
	  N_("the tier that its scores propose, beside the one that is set"),
	  "kam account tier acme --explain" },
	{ "quiet", cmd_quiet_run, CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED, 0,
	  1, cmd_quiet_options, sizeof(struct cmd_quiet),
	  "[ACCOUNT] [--days N] [--owner MEMBER]",
	  N_("accounts with which nobody has spoken for too long"),
	  "kam account quiet" },
	{ "timeline", cmd_account_timeline, CMD_REGISTER_READ | CMD_REPORT, 0,
	  1, cmd_timeline_options, sizeof(struct cmd_timeline),
	  "[ACCOUNT] [--since DATE] [--noun NOUN] [--limit N]",
	  N_("what happened with it, newest first"),
	  "kam account timeline acme" },
	{ "duplicates", cmd_duplicates_run, CMD_REGISTER_READ | CMD_REPORT, 0,
	  0, cmd_duplicates_options, sizeof(struct cmd_duplicates),
	  "[--least N]", N_("pairs that may be one, and why"),
	  "kam account duplicates" },
	{ "escalation", escalation, CMD_REGISTER_READ | CMD_REPORT, 1, 1, NULL,
	  0, "ACCOUNT", N_("to whom what is stuck goes next, step by step"),
	  "kam account escalation acme" },
	{ "health", cmd_account_health, CMD_REGISTER_READ | CMD_REPORT, 0, 1,
	  cmd_health_options, sizeof(struct cmd_health),
	  "[ACCOUNT|all] [--explain] [--history [--by month|week] "
	  "[--since DATE]]",
	  N_("how an account does, as a score that explains itself"),
	  "kam account health acme --explain" },
	{ NULL },
};
const struct cmd_noun cmd_noun_account = { "account", "account", NULL, verbs };
