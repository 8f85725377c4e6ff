/*
 * Whose addresses a mail has, and which account that makes it of.
 */
#include "exchange/mail.h"

#include <kam/areas.h>
#include <kam/forget.h>
#include <kam/thread.h>
#include <kam/utf8.h>
#include <string.h>
#include <strings.h>

/* The first one of an address keeps it: those in their posts come first. */
static int add_first(struct kam_names *names, const char *text, int64_t id,
		     struct kam_err *err)
{
	int64_t ids[KAM_NAMES_SAME];
	int n = kam_names_find(ids, names, text, 0, err);

	return n ? (n < 0 ? n : 0) : kam_names_add(names, text, id, 0, err);
}

static int find_first(int64_t *id, const struct kam_names *names,
		      const char *text, struct kam_err *err)
{
	int64_t ids[KAM_NAMES_SAME];
	int n = kam_names_find(ids, names, text, 0, err);

	*id = n > 0 ? ids[0] : 0;
	return n < 0 ? n : 0;
}

static int add_address(struct kam_names *addresses, struct kam_names *domains,
		       const char *address, int64_t id, struct kam_err *err)
{
	const char *at = strrchr(address, '@');
	int rc = add_first(addresses, address, id, err);

	if (!rc && at && at[1])
		rc = add_first(domains, at + 1, 1, err);
	return rc;
}

static int add_contact(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_mail_in *in = context;
	const struct kam_value *email = &r->values[KAM_CONTACT_EMAIL];

	return email->set ? add_address(&in->contacts, &in->theirs, email->text,
					r->id, err)
			  : 0;
}

/* A further address of a contact's. */
static int add_channel(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_mail_in *in = context;
	const char *address = r->values[KAM_CHANNEL_ADDRESS].text;

	return strcmp(r->values[KAM_CHANNEL_TYPE].text, "mail")
		   ? 0
		   : add_address(&in->contacts, &in->theirs, address,
				 r->values[KAM_CHANNEL_CONTACT].integer, err);
}

static int add_member(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_mail_in *in = context;
	const struct kam_value *email = &r->values[KAM_MEMBER_EMAIL];

	return email->set ? add_address(&in->members, &in->ours, email->text,
					r->id, err)
			  : 0;
}

static int load(struct kam_mail_in *in, const struct kam_kind *kind,
		kam_each_record each, int closed, struct kam_err *err)
{
	struct kam_query *q;
	int rc = kam_query_open(&q, in->base.k, kind, err);

	if (rc)
		return rc;
	if (closed)
		kam_query_closed_too(q);
	rc = kam_query_run(q, each, in, err);
	kam_query_release(q);
	return rc;
}

int kam_mail_load(struct kam_mail_in *in, struct kam_err *err)
{
	int rc = 0;

	for (int closed = 0; closed < 2 && !rc; closed++) {
		rc = load(in, &kam_contact_kind, add_contact, closed, err);
		if (!rc)
			rc =
			    load(in, &kam_member_kind, add_member, closed, err);
	}
	return rc ? rc : load(in, &kam_channel_kind, add_channel, 0, err);
}

int kam_mail_find(struct kam_mail_in *in, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < in->message.n_people && !rc; i++) {
		struct kam_mail_person *p = &in->message.people[i];

		rc = find_first(&p->member, &in->members, p->address, err);
		if (!rc && !p->member)
			rc = find_first(&p->contact, &in->contacts, p->address,
					err);
	}
	return rc;
}

/* A domain that members have, and no contact: the firm's own. */
int kam_mail_is_ours(const struct kam_mail_in *in, const char *address,
		     struct kam_err *err)
{
	const char *at = strrchr(address, '@');
	int64_t ours = 0, theirs = 0;
	int rc = 0;

	if (!at || !at[1])
		return 0;
	rc = find_first(&ours, &in->ours, at + 1, err);
	if (!rc)
		rc = find_first(&theirs, &in->theirs, at + 1, err);
	return rc ? rc : ours && !theirs;
}

/* Accounts that a mail may be about. */
enum { ACCOUNTS = 16 };
struct accounts {
	int64_t ids[ACCOUNTS];
	const char *keys[ACCOUNTS];
	size_t n;
	const char *whose; /* the address that brought them */
};

static int accounts_of(struct accounts *out, struct kam_mail_in *in,
		       const struct kam_mail_person *p, struct kam_err *err)
{
	const struct kam_value *v;
	struct kam_record *r;
	int rc = kam_record_load(&r, in->base.k, &in->base.row,
				 &kam_contact_kind, p->contact, err);

	out->n = 0;
	out->whose = p->address;
	if (rc)
		return rc;
	v = &r->values[KAM_CONTACT_ACCOUNTS];
	for (size_t i = 0; i < v->n_refs && out->n < ACCOUNTS; i++) {
		out->ids[out->n] = v->refs[i].id;
		out->keys[out->n++] = v->refs[i].key;
	}
	return 0;
}

/* Those of a that b has too; 0 where there is none, and a stays. */
static int narrow(struct accounts *a, const struct accounts *b)
{
	struct accounts both = { .whose = a->whose };

	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			if (a->ids[i] == b->ids[k]) {
				both.ids[both.n] = a->ids[i];
				both.keys[both.n++] = a->keys[i];
				break;
			}
	if (!both.n)
		return 0;
	*a = both;
	return 1;
}

static int fail_doubt(const struct accounts *a, const char *other,
		      struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;

	for (size_t i = 0; i < a->n; i++)
		kam_str_printf(&all, "%s%s", i ? ", " : "", a->keys[i]);
	if (other)
		kam_fail(err, KAM_EREFUSED,
			 _("'%.80s' is of %s and '%.80s' is not; -A ACCOUNT "
			   "says which it is about"),
			 a->whose, all.data, other);
	else if (a->n)
		kam_fail(err, KAM_EREFUSED,
			 _("'%.80s' is of several accounts: %s; -A ACCOUNT "
			   "says which it is about"),
			 a->whose, all.data);
	else
		kam_fail(err, KAM_EREFUSED,
			 _("'%.80s' is of no account; -A ACCOUNT says which it "
			   "is about"),
			 a->whose);
	kam_str_release(&all);
	return err->code;
}

/*
 * The accounts that all contacts share who have any; where they share none,
 * those of whoever wrote it decide if that is one.
 */
int kam_mail_account(int64_t *account, struct kam_mail_in *in,
		     struct kam_err *err)
{
	struct accounts shared = { 0 }, own;
	const char *other = NULL;
	int known = 0, by_contact = 0, rc = 0;

	*account = in->options->account;
	for (size_t i = 0; i < in->message.n_people && !rc; i++) {
		const struct kam_mail_person *p = &in->message.people[i];

		if (!p->contact)
			continue;
		rc = accounts_of(&own, in, p, err);
		if (!known++)
			shared.whose = p->address;
		if (rc || !own.n)
			continue;
		if (!shared.n) {
			shared = own;
			by_contact = !strcmp(p->role, "from");
		} else if (!other && !narrow(&shared, &own)) {
			other = p->address;
		}
	}
	if (rc || !known)
		return rc;
	if (shared.n == 1 && (!other || by_contact)) {
		*account = shared.ids[0];
		return 0;
	}
	return *account ? 0 : fail_doubt(&shared, other, err);
}

/* Programs that answer nobody. */
static int is_machine(const char *address)
{
	static const char *const names[] = { "no-reply",      "noreply",
					     "donotreply",    "do-not-reply",
					     "mailer-daemon", "postmaster" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strncasecmp(address, names[i], strlen(names[i])))
			return 1;
	return 0;
}

static int is_address(const char *text)
{
	const char *at = strchr(text, '@');

	return at && at > text && at[1] && at[1] != '.' &&
	       !strchr(at + 1, '@') && strlen(text) < 255 &&
	       !strpbrk(text, " \t<>()[],;:\\\"");
}

/* The contact that was made of an address before, whatever address they have
   now; *gone where they were forgotten, and so are not made again. */
static int find_made(int64_t *id, int *gone, const char **source,
		     struct kam_mail_in *in, const char *address,
		     struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	struct kam_record *r;
	int rc;

	*gone = 0;
	kam_str_add(&text, KAM_THREAD_SOURCE);
	kam_utf8_fold(&text, address);
	rc = kam_str_check(&text, err);
	*source = rc ? NULL : kam_arena_strdup(&in->base.row, text.data);
	kam_str_release(&text);
	if (!rc && !*source)
		rc = kam_fail_memory(err);
	if (!rc)
		rc = kam_find_source(id, in->base.k, &kam_contact_kind, *source,
				     err);
	if (rc || !*id)
		return rc;
	rc = kam_record_load(&r, in->base.k, &in->base.row, &kam_contact_kind,
			     *id, err);
	*gone = !rc && kam_record_erased(r);
	return rc;
}

static int make(struct kam_mail_in *in, struct kam_mail_person *p,
		int64_t account, struct kam_err *err)
{
	struct kam *k = in->base.k;
	struct kam_record *r;
	const char *source;
	int64_t id;
	int gone, rc = find_made(&id, &gone, &source, in, p->address, err);

	if (rc || id) {
		p->contact = gone ? 0 : id;
		return rc;
	}
	rc = kam_record_new(&r, &in->base.row, &kam_contact_kind, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_CONTACT_NAME,
				    *p->name ? p->name : p->address, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_CONTACT_EMAIL, p->address, err);
	if (!rc)
		rc = kam_record_add_ref(k, r, KAM_CONTACT_ACCOUNTS, account,
					NULL, err);
	if (rc)
		return rc;
	r->source = source;
	rc = kam_record_insert(k, r, err);
	if (!rc)
		rc = add_first(&in->contacts, p->address, r->id, err);
	if (rc)
		return rc;
	p->contact = r->id;
	p->made = 1;
	in->made++;
	return 0;
}

int kam_mail_make(struct kam_mail_in *in, int64_t account, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < in->message.n_people && !rc; i++) {
		struct kam_mail_person *p = &in->message.people[i];

		if (p->contact || p->member || !is_address(p->address) ||
		    is_machine(p->address))
			continue;
		/* twice in one message */
		rc = find_first(&p->contact, &in->contacts, p->address, err);
		if (!rc && !p->contact)
			rc = kam_mail_is_ours(in, p->address, err);
		if (!rc && !p->contact)
			rc = make(in, p, account, err);
		rc = rc < 0 ? rc : 0;
	}
	return rc;
}

int kam_mail_unmake(struct kam_mail_in *in, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < in->message.n_people && !rc; i++) {
		struct kam_mail_person *p = &in->message.people[i];
		struct kam_record *r;

		if (!p->made)
			continue;
		rc = kam_record_load(&r, in->base.k, &in->base.row,
				     &kam_contact_kind, p->contact, err);
		if (!rc)
			rc = kam_record_discard(in->base.k, r, err);
		if (!rc)
			rc = kam_names_remove(&in->contacts, p->address,
					      p->contact, err);
		p->made = 0;
		in->made--;
	}
	return rc;
}
