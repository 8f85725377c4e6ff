/*
 * Finding duplicates: what there is, and what it may be told by.
 */
#include "areas/duplicates.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

static int add_key(struct kam_likening *l, enum kam_likeness like,
		   size_t record, const char *text, int code,
		   struct kam_err *err)
{
	struct kam_alike_key *grown =
	    kam_grow(l->keys, &l->keys_room, l->n_keys, sizeof *grown, err);
	const char *copy = kam_arena_strdup(l->arena, text);

	if (grown)
		l->keys = grown;
	if (!grown || !copy)
		return kam_fail_memory(err);
	l->keys[l->n_keys++] = (struct kam_alike_key){
		.text = copy,
		.record = record,
		.like = like,
		.code = code,
	};
	return 0;
}

static int add_folded(struct kam_likening *l, enum kam_likeness like,
		      size_t record, const char *text, struct kam_err *err)
{
	struct kam_str folded = KAM_STR_INIT;
	int rc;

	kam_utf8_fold(&folded, text);
	rc = kam_str_check(&folded, err);
	if (!rc && folded.length)
		rc = add_key(l, like, record, folded.data, 0, err);
	kam_str_release(&folded);
	return rc;
}

static int add_phone(struct kam_likening *l, size_t record, const char *text,
		     struct kam_err *err)
{
	char digits[KAM_PHONE_DIGITS];
	int code;

	return kam_phone_read(digits, &code, text)
		   ? add_key(l, KAM_LIKE_PHONE, record, digits, code, err)
		   : 0;
}

/* "https://www.Acme.example:80/x" is acme.example */
static int add_domain(struct kam_likening *l, size_t record, const char *url,
		      struct kam_err *err)
{
	const char *at = strstr(url, "://");
	struct kam_str text = KAM_STR_INIT;
	int rc;

	kam_utf8_fold(&text, at ? at + 3 : url);
	rc = kam_str_check(&text, err);
	if (!rc && text.length) {
		const char *host = text.data;

		kam_str_truncate(&text, strcspn(text.data, "/:?# "));
		host += strncmp(host, "www.", 4) ? 0 : 4;
		if (strchr(host, '.'))
			rc = add_key(l, KAM_LIKE_DOMAIN, record, host, 0, err);
	}
	kam_str_release(&text);
	return rc;
}

static int copy_to(const char **out, struct kam_likening *l, const char *text,
		   struct kam_err *err)
{
	*out = text ? kam_arena_strdup(l->arena, text) : NULL;
	return text && !*out ? kam_fail_memory(err) : 0;
}

static int add_record(struct kam_likening *l, const struct kam_record *r,
		      struct kam_err *err)
{
	struct kam_alike_record *grown =
	    kam_grow(l->records, &l->room, l->n, sizeof *grown, err);
	struct kam_alike_record *a;
	struct kam_str core = KAM_STR_INIT;
	int rc;

	if (!grown)
		return err->code;
	l->records = grown;
	a = &l->records[l->n];
	memset(a, 0, sizeof *a);
	a->shown.id = r->id;
	rc = copy_to(&a->shown.name, l, r->values[r->kind->title].text, err);
	if (!rc)
		rc = copy_to(&a->shown.source, l, r->source, err);
	kam_name_core(&core, a->shown.name ? a->shown.name : "");
	if (!rc)
		rc = kam_str_check(&core, err);
	if (!rc)
		rc = copy_to(&a->core, l, core.length ? core.data : "", err);
	kam_str_release(&core);
	if (!rc)
		rc = add_folded(l, KAM_LIKE_NAME, l->n, a->shown.name, err);
	l->n += !rc;
	return rc;
}

static int read_account(void *context, struct kam_record *r,
			struct kam_err *err)
{
	struct kam_likening *l = context;
	const struct kam_value *v = r->values;
	const struct kam_value *credit = &v[KAM_ACCOUNT_CREDIT_CODE];
	char code[KAM_CREDIT_CODE_TEXT];
	struct kam_err none = { 0 };
	struct kam_alike_record *a;
	size_t at = l->n;
	int rc = add_record(l, r, err);

	if (rc)
		return rc;
	a = &l->records[at];
	rc = copy_to(&a->shown.key, l, v[KAM_ACCOUNT_KEY].text, err);
	if (!rc)
		rc = copy_to(&a->country, l,
			     v[KAM_ACCOUNT_COUNTRY].set
				 ? v[KAM_ACCOUNT_COUNTRY].text
				 : NULL,
			     err);
	if (!rc && *a->core)
		rc = add_key(l, KAM_LIKE_CORE, at, a->core, 0, err);
	if (!rc && v[KAM_ACCOUNT_PHONE].set)
		rc = add_phone(l, at, v[KAM_ACCOUNT_PHONE].text, err);
	if (!rc && v[KAM_ACCOUNT_WEBSITE].set)
		rc = add_domain(l, at, v[KAM_ACCOUNT_WEBSITE].text, err);
	if (!rc && credit->set) {
		if (!kam_credit_code_read(code, credit->text, &none))
			rc = copy_to(&a->code, l, code, err);
		if (!rc)
			rc = add_folded(l, KAM_LIKE_CREDIT_CODE, at,
					credit->text, err);
	}
	return rc;
}

static int read_contact(void *context, struct kam_record *r,
			struct kam_err *err)
{
	static const int phones[] = { KAM_CONTACT_PHONE, KAM_CONTACT_MOBILE };
	struct kam_likening *l = context;
	const struct kam_value *v = r->values;
	struct kam_alike_record *a;
	size_t at = l->n;
	int rc;

	if (v[KAM_CONTACT_ERASED_ON].set)
		return 0;
	rc = add_record(l, r, err);
	if (rc)
		return rc;
	a = &l->records[at];
	if (v[KAM_CONTACT_ACCOUNTS].n_refs) {
		a->shown.account = v[KAM_CONTACT_ACCOUNTS].refs[0].id;
		rc = copy_to(&a->shown.account_key, l,
			     v[KAM_CONTACT_ACCOUNTS].refs[0].key, err);
	}
	if (!rc && v[KAM_CONTACT_EMAIL].set)
		rc = add_folded(l, KAM_LIKE_MAIL, at, v[KAM_CONTACT_EMAIL].text,
				err);
	for (size_t i = 0; i < 2 && !rc; i++)
		if (v[phones[i]].set)
			rc = add_phone(l, at, v[phones[i]].text, err);
	return rc;
}

/* The index of an id, or -1. */
static long find_one(const struct kam_likening *l, int64_t id)
{
	size_t from = 0, to = l->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (l->records[middle].shown.id == id)
			return (long)middle;
		if (l->records[middle].shown.id < id)
			from = middle + 1;
		else
			to = middle;
	}
	return -1;
}

static int read_channel(void *context, struct kam_record *r,
			struct kam_err *err)
{
	struct kam_likening *l = context;
	const struct kam_value *v = r->values;
	const char *type = v[KAM_CHANNEL_TYPE].text;
	long at = find_one(l, v[KAM_CHANNEL_CONTACT].integer);

	if (at < 0)
		return 0;
	return strcmp(type, "mail")
		   ? add_phone(l, (size_t)at, v[KAM_CHANNEL_ADDRESS].text, err)
		   : add_folded(l, KAM_LIKE_MAIL, (size_t)at,
				v[KAM_CHANNEL_ADDRESS].text, err);
}

static int read_link(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_likening *l = context;
	const struct kam_value *from = &r->values[KAM_LINK_FROM_RECORD];
	const struct kam_value *to = &r->values[KAM_LINK_TO_RECORD];
	const char *relation = r->values[KAM_LINK_RELATION].text;
	long a, b;

	if (!kam_kind_is(from->kind, l->kind) ||
	    !kam_kind_is(to->kind, l->kind))
		return 0;
	a = find_one(l, from->integer);
	b = find_one(l, to->integer);
	/* none of a percentage says that they differ */
	return a < 0 || b < 0 ? 0
			      : kam_alike_pair_add(
				    l, (size_t)(a < b ? a : b),
				    (size_t)(a < b ? b : a), KAM_LIKE_LINKED,
				    strcmp(relation, "differs") ? 100 : 0, err);
}

static int read_all(struct kam_likening *l, const struct kam_kind *kind,
		    const char *where, kam_each_record each,
		    struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, l->k, kind, err);

	if (rc)
		return rc;
	kam_query_closed_too(q);
	if (where)
		rc = kam_query_where(q, where, err);
	if (!rc && l->account && kam_kind_is(kind, l->kind))
		rc = kam_query_account(q, l->account, err);
	if (!rc)
		rc = kam_query_run(q, each, l, err);
	kam_query_release(q);
	return rc;
}

int kam_alike_read(struct kam_likening *l, struct kam_err *err)
{
	int contacts = kam_kind_is(l->kind, &kam_contact_kind);
	int rc = read_all(l, l->kind, NULL,
			  contacts ? read_contact : read_account, err);

	if (!rc && contacts)
		rc = read_all(l, &kam_channel_kind, "type=mail,call",
			      read_channel, err);
	return rc ? rc
		  : read_all(l, &kam_link_kind, "relation=duplicates,differs",
			     read_link, err);
}

int kam_alike_pair_add(struct kam_likening *l, size_t a, size_t b,
		       enum kam_likeness like, int percent, struct kam_err *err)
{
	struct kam_alike_pair *grown =
	    kam_grow(l->pairs, &l->pairs_room, l->n_pairs, sizeof *grown, err);

	if (!grown)
		return err->code;
	l->pairs = grown;
	l->pairs[l->n_pairs++] = (struct kam_alike_pair){ a, b, like, percent };
	return 0;
}

void kam_alike_release(struct kam_likening *l)
{
	free(l->records);
	free(l->keys);
	free(l->pairs);
}
