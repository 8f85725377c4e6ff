#include "audience.h"

#include <kam/areas.h>
#include <string.h>
#include <strings.h>

int cmd_audience_check(const struct cmd *c, struct kam_err *err)
{
	if (!c->audience->customer || (c->verb->flags & CMD_AUDIENCE))
		return 0;
	kam_fail(err, KAM_EREFUSED, "%s",
		 _("this report is internal: it is not made for customers"));
	kam_hint(err, "%s",
		 _("'kam NOUN list' and 'kam NOUN show' are, with --audience "
		   "customer"));
	return err->code;
}

struct looking {
	struct cmd *c;
	struct cmd_audience *out;
	const char *address, *domain; /* the domain after the @, or NULL */
	int ours, theirs;             /* the domain is members', contacts' */
};

static int same_domain(const struct looking *l, const char *address)
{
	const char *at = strrchr(address, '@');

	return at && l->domain && !strcasecmp(at + 1, l->domain);
}

static void add_accounts(struct cmd_audience *out, const struct kam_value *v)
{
	for (size_t i = 0; i < v->n_refs; i++) {
		size_t at = 0;

		while (at < out->n && out->accounts[at] != v->refs[i].id)
			at++;
		if (at == out->n && at < CMD_AUDIENCE_ACCOUNTS)
			out->accounts[out->n++] = v->refs[i].id;
	}
}

/* A contact with the address is who reads it; else those of its domain. */
static void look_at(struct looking *l, const struct kam_value *email,
		    const struct kam_value *accounts)
{
	if (!email->set)
		return;
	if (!strcasecmp(email->text, l->address)) {
		if (!l->out->customer)
			l->out->n = 0;
		l->out->customer = 1;
		add_accounts(l->out, accounts);
	} else if (!l->out->customer && same_domain(l, email->text)) {
		l->theirs = 1;
		add_accounts(l->out, accounts);
	}
}

static int look_at_contact(void *context, struct kam_record *r,
			   struct kam_err *err)
{
	(void)err;
	look_at(context, &r->values[KAM_CONTACT_EMAIL],
		&r->values[KAM_CONTACT_ACCOUNTS]);
	return 0;
}

/* A further address of a contact's. */
static int look_at_channel(void *context, struct kam_record *r,
			   struct kam_err *err)
{
	struct looking *l = context;
	struct kam_record *contact;
	int rc;

	if (!strchr(r->values[KAM_CHANNEL_ADDRESS].text, '@'))
		return 0;
	rc = kam_record_load(&contact, l->c->k, r->arena, &kam_contact_kind,
			     r->values[KAM_CHANNEL_CONTACT].integer, err);
	if (!rc)
		look_at(l, &r->values[KAM_CHANNEL_ADDRESS],
			&contact->values[KAM_CONTACT_ACCOUNTS]);
	return rc;
}

static int look_at_member(void *context, struct kam_record *r,
			  struct kam_err *err)
{
	const struct kam_value *email = &r->values[KAM_MEMBER_EMAIL];
	struct looking *l = context;

	(void)err;
	l->ours |= email->set && same_domain(l, email->text);
	return 0;
}

static int each(struct looking *l, struct cmd *c, const struct kam_kind *kind,
		kam_each_record look, struct kam_err *err)
{
	struct kam_query *q;
	int rc = kam_query_open(&q, c->k, kind, err);

	if (rc)
		return rc;
	kam_query_closed_too(q);
	rc = kam_query_run(q, look, l, err);
	kam_query_release(q);
	return rc;
}

int cmd_audience_of(struct cmd_audience *out, struct cmd *c,
		    const char *address, struct kam_err *err)
{
	const char *at = strrchr(address, '@');
	struct looking l = { c, out, address, at ? at + 1 : NULL, 0, 0 };
	int rc;

	*out = (struct cmd_audience){ 0 };
	rc = each(&l, c, &kam_member_kind, look_at_member, err);
	if (!rc)
		rc = each(&l, c, &kam_contact_kind, look_at_contact, err);
	if (!rc)
		rc = each(&l, c, &kam_channel_kind, look_at_channel, err);
	if (!out->customer && l.theirs && !l.ours)
		out->customer = 1;
	if (!out->customer)
		out->n = 0;
	return rc;
}

static int may_see(const struct kam_kind *kind, int column)
{
	if (column >= 0)
		return (kind->fields[column].flags & KAM_CUSTOMER) != 0;
	return column != KAM_COLUMN_SOURCE; /* which system we took it from */
}

int cmd_audience_columns(const struct cmd *c, const struct kam_kind *kind,
			 int columns[KAM_COLUMNS], int *n, struct kam_err *err)
{
	int kept = 0;

	if (!c->audience->customer)
		return 0;
	if (!may_see(kind, kind->title))
		return kam_fail(err, KAM_EREFUSED,
				_("each %s is internal: none is shown to a "
				  "customer"),
				kam_kind_called(kind));
	for (int i = 0; i < *n; i++) {
		if (may_see(kind, columns[i])) {
			columns[kept++] = columns[i];
		} else if (c->globals.fields) {
			const char *name = kam_column_name(kind, columns[i]);

			kam_fail(err, KAM_EREFUSED,
				 _("the field '%s' is internal"), name);
			kam_field(err, name);
			return err->code;
		}
	}
	*n = kept;
	return 0;
}

static int is_theirs(const struct cmd_audience *a, int64_t account)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->accounts[i] == account)
			return 1;
	return !a->n;
}

int cmd_audience_scope(const struct cmd *c, struct kam_err *err)
{
	if (!c->audience->customer)
		return 0;
	if (c->globals.count_by)
		return cmd_usage(c, err, "%s",
				 _("--count-by is not for customers"));
	if (c->kind->account == KAM_NO_FIELD)
		return kam_fail(err, KAM_EREFUSED,
				_("a list of every %s is of several "
				  "customers"),
				kam_kind_called(c->kind));
	if (!c->account)
		return cmd_usage(c, err, "%s",
				 _("for which customer? -A ACCOUNT"));
	if (!is_theirs(c->audience, c->account))
		return kam_fail(err, KAM_EREFUSED, _("'%s' is not theirs"),
				c->account_key);
	return 0;
}

int cmd_audience_sees(const struct cmd *c, const struct kam_record *r)
{
	const struct kam_kind *kind = r->kind;
	const struct kam_value *account =
	    kind->account == KAM_NO_FIELD ? NULL : &r->values[kind->account];

	if (!c->audience->customer)
		return 1;
	if (kind->hooks.internal && kind->hooks.internal(r))
		return 0;
	if (kam_kind_is(kind, &kam_account_kind))
		return is_theirs(c->audience, r->id);
	if (!account || !c->audience->n)
		return 1;
	for (size_t i = 0; i < account->n_refs; i++)
		if (is_theirs(c->audience, account->refs[i].id))
			return 1;
	return account->set && !account->n_refs &&
	       is_theirs(c->audience, account->integer);
}
