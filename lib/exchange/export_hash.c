/*
 * One hash for all that a register holds.
 */
#include <kam/export.h>
#include <kam/sha256.h>
#include <string.h>

struct hashing {
	struct kam_sha256 sha;
	struct kam_str text;
	int64_t records;
	int numbered;
};

static int add_record(void *context, struct kam_record *r, struct kam_err *err)
{
	struct hashing *h = context;
	int rc;

	kam_str_truncate(&h->text, 0);
	if (h->numbered)
		kam_str_printf(&h->text, "%s-%lld", r->kind->name,
			       (long long)r->id);
	else
		kam_str_add(&h->text, r->kind->name);
	kam_record_canonical(&h->text, r);
	rc = kam_str_check(&h->text, err);
	kam_sha256_add(&h->sha, h->text.data, h->text.length + 1);
	h->records++;
	return rc;
}

int kam_export_hash(char hash[KAM_EXPORT_HASH], int64_t *records, struct kam *k,
		    struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(k);
	struct hashing h = { .text = KAM_STR_INIT };
	int rc = 0;

	kam_sha256_begin(&h.sha);
	for (int i = 0; i < all->n_kinds && !rc; i++) {
		struct kam_query *q;

		/* settings are known by their names: numbers don't count */
		h.numbered = all->kinds[i]->role != KAM_ROLE_SETTING;
		rc = kam_query_open(&q, k, all->kinds[i], err);
		if (rc)
			break;
		kam_query_closed_too(q);
		if (!h.numbered)
			rc = kam_query_sort(q, "name", err);
		if (!rc)
			rc = kam_query_run(q, add_record, &h, err);
		kam_query_release(q);
	}
	kam_sha256_text(hash, &h.sha);
	*records = h.records;
	kam_str_release(&h.text);
	return rc;
}
