/*
 * A card that is new or has changed into its contact.
 */
#include "exchange/vcard_import.h"

#include <kam/areas.h>

int kam_vcard_load(struct kam_record **out, struct kam_vcard_importing *in,
		   int64_t id, struct kam_err *err)
{
	return kam_record_load(out, in->base.k, &in->base.row,
			       &kam_contact_kind, id, err);
}

static const int fields[KAM_VCARD_TEXTS] = {
	[KAM_VCARD_NAME] = KAM_CONTACT_NAME,
	[KAM_VCARD_ORGANISATION] = KAM_NO_FIELD,
	[KAM_VCARD_DEPARTMENT] = KAM_CONTACT_DEPARTMENT,
	[KAM_VCARD_TITLE] = KAM_CONTACT_TITLE,
	[KAM_VCARD_EMAIL] = KAM_CONTACT_EMAIL,
	[KAM_VCARD_PHONE] = KAM_CONTACT_PHONE,
	[KAM_VCARD_MOBILE] = KAM_CONTACT_MOBILE,
	[KAM_VCARD_ADDRESS] = KAM_CONTACT_ADDRESS,
	[KAM_VCARD_LANGUAGE] = KAM_CONTACT_LANGUAGE,
	[KAM_VCARD_TIME_ZONE] = KAM_CONTACT_TIME_ZONE,
	[KAM_VCARD_NOTE] = KAM_CONTACT_DESCRIPTION,
};

static int set_text(struct kam_vcard_importing *in, struct kam_vcard_card *card,
		    size_t at, struct kam_err *err)
{
	const struct kam_vcard_property *p = card->contact.from[at];
	const char *text = card->contact.texts[at];

	if (!*text || fields[at] == KAM_NO_FIELD ||
	    !kam_record_set(in->base.k, card->after, fields[at], text, err))
		return 0;
	return kam_vcard_refuse(in, p ? p->line : card->vcard->line,
				p ? p->column : 0, err);
}

static int set_tags(struct kam_vcard_importing *in, struct kam_vcard_card *card,
		    struct kam_err *err)
{
	const struct kam_vcard_contact *c = &card->contact;
	int rc = c->n_tags ? kam_record_set(in->base.k, card->after,
					    KAM_CONTACT_TAGS, "", err)
			   : 0;

	for (size_t i = 0; i < c->n_tags && !rc; i++)
		rc = kam_record_add_ref(in->base.k, card->after,
					KAM_CONTACT_TAGS, 0, c->tags[i], err);
	return rc;
}

/* With the roles that it has there already. */
static int add_account(struct kam_vcard_importing *in,
		       struct kam_vcard_card *card, int64_t id,
		       struct kam_err *err)
{
	const struct kam_value *v = &card->after->values[KAM_CONTACT_ACCOUNTS];

	for (size_t i = 0; i < v->n_refs; i++)
		if (v->refs[i].id == id)
			return 0;
	return kam_record_add_ref(in->base.k, card->after, KAM_CONTACT_ACCOUNTS,
				  id, NULL, err);
}

static int make_account(int64_t *id, struct kam_vcard_importing *in,
			const struct kam_vcard_card *card, const char *name,
			struct kam_err *err)
{
	struct kam_record *account;
	int rc =
	    kam_record_new(&account, &in->base.row, &kam_account_kind, err);

	if (!rc)
		rc = kam_record_set(in->base.k, account, KAM_ACCOUNT_NAME, name,
				    err);
	if (!rc)
		rc = kam_record_insert(in->base.k, account, err);
	if (rc)
		return rc;
	*id = account->id;
	kam_vcard_warn(in, card, _("made the account '%.200s'"), name);
	return 0;
}

/* The account that ORG names, which must be there. */
static int set_first_account(struct kam_vcard_importing *in,
			     struct kam_vcard_card *card, struct kam_err *err)
{
	const char *name = card->contact.texts[KAM_VCARD_ORGANISATION];
	int64_t id = in->options->account;
	int rc = 0;

	if (!id && !*name)
		return 0;
	if (!id)
		rc = kam_find_title(&id, in->base.k, &kam_account_kind, name,
				    err);
	if (!rc && !id && in->options->create_accounts)
		rc = make_account(&id, in, card, name, err);
	if (!rc && !id)
		return kam_fail(err, KAM_ENOENT,
				_("no account is named '%.200s': choose one "
				  "with -A, or --create-accounts"),
				name);
	return rc ? rc : add_account(in, card, id, err);
}

static int set_accounts(struct kam_vcard_importing *in,
			struct kam_vcard_card *card, struct kam_err *err)
{
	const struct kam_vcard_contact *c = &card->contact;
	const struct kam_vcard_property *p = c->from[KAM_VCARD_ORGANISATION];
	int rc = set_first_account(in, card, err);

	if (rc)
		return kam_vcard_refuse(in, p ? p->line : card->vcard->line,
					p ? p->column : 0, err);
	for (size_t i = 0; i < c->n_more && !rc && !in->options->account; i++) {
		int64_t id;

		rc = kam_find_title(&id, in->base.k, &kam_account_kind,
				    c->more[i], err);
		if (!rc && id)
			rc = add_account(in, card, id, err);
		else if (!rc)
			kam_vcard_further(&card->further, "ORG", c->more[i]);
	}
	return rc;
}

int kam_vcard_check_duplicate(struct kam_vcard_importing *in,
			      const struct kam_vcard_card *card,
			      const struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *v = &r->values[KAM_CONTACT_EMAIL];
	int64_t others[KAM_NAMES_SAME];
	int known = 0, n;

	if (!v->set)
		return 0;
	n = kam_names_find(others, &in->emails, v->text, 0, err);
	for (int i = 0; i < n; i++)
		known |= others[i] == r->id;
	for (int i = 0; i < n; i++) {
		if (others[i] == r->id)
			continue;
		kam_vcard_warn(in, card,
			       _("'%.200s' is likely a duplicate of %s-%lld"),
			       v->text, r->kind->prefix, (long long)others[i]);
		break;
	}
	return n < 0 || known
		   ? n < 0 ? n : 0
		   : kam_names_add(&in->emails, v->text, r->id, 0, err);
}

static int write_contact(struct kam_vcard_importing *in,
			 struct kam_vcard_card *card, struct kam_err *err)
{
	struct kam_import_result *result = in->base.result;
	struct kam_record *r = card->after;
	int64_t version = r->version;
	int rc;

	rc = card->own ? 0
		       : kam_record_from(in->base.k, r, card->source,
					 card->digest, err);
	if (rc)
		return rc;
	rc = card->before ? kam_record_update(in->base.k, card->before, r, err)
			  : kam_record_insert(in->base.k, r, err);
	if (rc)
		return kam_vcard_refuse(in, card->vcard->line, 0, err);
	if (card->further.length)
		kam_vcard_warn(in, card, _("'%.100s' has no room for: %s"),
			       r->values[KAM_CONTACT_NAME].text,
			       card->further.data);
	result->created += !card->before;
	result->updated += card->before && r->version != version;
	result->unchanged += card->before && r->version == version;
	return kam_vcard_check_duplicate(in, card, r, err);
}

int kam_vcard_store(struct kam_vcard_importing *in, struct kam_vcard_card *card,
		    struct kam_err *err)
{
	size_t errors = in->base.result->n_errors;
	int64_t skipped = in->base.result->skipped;
	int rc = card->before
		     ? kam_vcard_load(&card->after, in, card->before->id, err)
		     : kam_record_new(&card->after, &in->base.row,
				      &kam_contact_kind, err);

	for (size_t i = 0; i < KAM_VCARD_TEXTS && !rc; i++) {
		rc = set_text(in, card, i, err);
		if (in->base.result->skipped != skipped)
			return rc;
	}
	if (!rc && set_tags(in, card, err))
		return kam_vcard_refuse(in, card->vcard->line, 0, err);
	if (!rc)
		rc = set_accounts(in, card, err);
	if (rc || in->base.result->n_errors > errors ||
	    in->base.result->skipped != skipped)
		return rc;
	return write_contact(in, card, err);
}
