/*
 * What a plan shows of the register: whether it is there.
 */
#include "areas/plan_check.h"

#include <kam/areas.h>
#include <kam/shell.h>
#include <string.h>

#include "areas/hooks.h"

struct contacts {
	struct kam_checking *c;
	int64_t account;
	const char *first; /* what makes the first of them the buyer */
	int buyers;
	size_t n;
};

static int is_buyer(const char *role)
{
	static const char *const words[] = {
		"economic_buyer", "buyer",  "economic buyer", "economic-buyer",
		"decision_maker", "决策人", "决策者",
	};

	for (size_t i = 0; role && i < sizeof words / sizeof *words; i++)
		if (!strcmp(role, words[i]))
			return 1;
	return 0;
}

/* Their accounts stay, with this one's role. */
static const char *make_buyer(struct contacts *all, const struct kam_record *r)
{
	const struct kam_value *in = &r->values[KAM_CONTACT_ACCOUNTS];
	struct kam_str refs = KAM_STR_INIT, word = KAM_STR_INIT;
	const char *text = NULL;

	for (size_t i = 0; i < in->n_refs; i++) {
		const struct kam_ref *ref = &in->refs[i];
		const char *role =
		    ref->id == all->account ? "economic_buyer" : ref->role;

		kam_str_printf(&refs, "%s%s%s%s", i ? "," : "", ref->key,
			       role ? ":" : "", role ? role : "");
	}
	kam_shell_add(&word, refs.data, refs.length);
	if (!refs.failed && !word.failed)
		text =
		    kam_mend(all->c, "kam contact edit CON-%lld --accounts %s",
			     (long long)r->id, word.data);
	kam_str_release(&refs);
	kam_str_release(&word);
	return text;
}

static int take_contact(void *context, struct kam_record *r,
			struct kam_err *err)
{
	struct contacts *all = context;
	const struct kam_value *v = r->values;
	const struct kam_value *in = &v[KAM_CONTACT_ACCOUNTS];

	for (size_t i = 0; i < in->n_refs; i++)
		all->buyers += in->refs[i].id == all->account &&
			       is_buyer(in->refs[i].role);
	if (!all->n++ && !(all->first = make_buyer(all, r)))
		return kam_fail_memory(err);
	if (!v[KAM_CONTACT_INFLUENCE].set ||
	    v[KAM_CONTACT_INFLUENCE].integer < 4 || v[KAM_CONTACT_OWNER].set)
		return 0;
	all->c->class = KAM_FINDING_MISSING;
	return kam_finding(
	    all->c, "contact_unowned",
	    kam_mend(all->c, "kam contact edit CON-%lld --owner MEMBER",
		     (long long)r->id),
	    err, _("nobody keeps in touch with %s, who has influence"),
	    v[KAM_CONTACT_NAME].text);
}

static int check_stakeholders(struct kam_checking *c, const char *key,
			      struct kam_err *err)
{
	struct contacts all = { .c = c,
				.account =
				    c->plan->values[KAM_PLAN_ACCOUNT].integer };
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, c->k, &kam_contact_kind, err);

	if (!rc)
		rc = kam_query_account(q, all.account, err);
	if (!rc)
		rc = kam_query_sort(q, "-influence,name", err);
	if (!rc)
		rc = kam_query_run(q, take_contact, &all, err);
	kam_query_release(q);
	if (rc || all.buyers)
		return rc;
	c->class = KAM_FINDING_MISSING;
	if (!all.n)
		return kam_finding(c, "no_contact",
				   kam_mend(c,
					    "kam contact add NAME --accounts "
					    "%s:economic_buyer",
					    key),
				   err, "%s", _("no contact is known"));
	return kam_finding(c, "no_buyer", all.first, err, "%s",
			   _("nobody is known as the economic buyer"));
}

static int count_one(void *context, struct kam_record *r, struct kam_err *err)
{
	(void)r;
	(void)err;
	++*(size_t *)context;
	return 0;
}

static int count(size_t *n, struct kam_checking *c, const struct kam_kind *kind,
		 struct kam_err *err)
{
	const struct kam_value *v = c->plan->values;
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, c->k, kind, err);

	*n = 0;
	if (!rc)
		rc = kam_query_account(q, v[KAM_PLAN_ACCOUNT].integer, err);
	if (!rc && v[KAM_PLAN_PROJECT].set)
		rc = kam_query_project(q, v[KAM_PLAN_PROJECT].integer, err);
	if (!rc)
		rc = kam_query_run(q, count_one, n, err);
	kam_query_release(q);
	return rc;
}

static int check_wallet(struct kam_checking *c, struct kam_err *err)
{
	const struct kam_value *ours = &c->plan->values[KAM_PLAN_REVENUE];
	const struct kam_value *theirs = &c->plan->values[KAM_PLAN_SPEND];
	const char *mend =
	    kam_mend(c, "kam plan edit PLAN-%lld --revenue '…' --spend '…'",
		     (long long)c->plan->id);

	if (kam_same_currency(ours, theirs))
		return 0;
	c->class = ours->set && theirs->set ? KAM_FINDING_CONTRADICTED
					    : KAM_FINDING_MISSING;
	if (c->class == KAM_FINDING_MISSING)
		return kam_finding(c, "no_wallet", mend, err, "%s",
				   _("what they buy of us, or spend in all, is "
				     "not said"));
	return kam_finding(c, "currencies_differ", mend, err,
			   _("what they buy of us is in %s, what they spend "
			     "in %s"),
			   ours->text, theirs->text);
}

int kam_check_account(struct kam_checking *c, struct kam_err *err)
{
	const char *key = c->plan->values[KAM_PLAN_ACCOUNT].text;
	size_t n = 1;
	int rc = 0;

	if (kam_checking_shows(c, "stakeholders"))
		rc = check_stakeholders(c, key, err);
	if (!rc && kam_checking_shows(c, "cadences"))
		rc = count(&n, c, &kam_cadence_kind, err);
	c->class = KAM_FINDING_MISSING;
	if (!rc && !n)
		rc = kam_finding(c, "no_cadence",
				 kam_mend(c,
					  "kam cadence add 'what is given' -A "
					  "%s --every month",
					  key),
				 err, "%s",
				 _("no regular feedback is promised"));
	n = 1;
	if (!rc && kam_checking_shows(c, "whitespace"))
		rc = count(&n, c, &kam_whitespace_kind, err);
	if (!rc && !n)
		rc = kam_finding(
		    c, "no_whitespace",
		    kam_mend(c, "kam whitespace set UNIT OFFERING none -A %s",
			     key),
		    err, "%s", _("the whitespace grid is empty"));
	return !rc && kam_checking_shows(c, "wallet") ? check_wallet(c, err)
						      : rc;
}
