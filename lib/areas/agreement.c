/*
 * Agreements: which wording a customer agreed to, who agreed, and when.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/sha256.h>
#include <string.h>

static int count_one(void *context, struct kam_record *r, struct kam_err *err)
{
	(void)r;
	(void)err;
	++*(int64_t *)context;
	return 0;
}

/* How many wordings of it are kept. */
static int count_revisions(int64_t *n, struct kam *k, const char *about,
			   struct kam_err *err)
{
	struct kam_query *q;
	char filter[64];
	int rc = kam_query_open(&q, k, &kam_revision_kind, err);

	*n = 0;
	if (rc)
		return rc;
	snprintf(filter, sizeof filter, "about=%s", about);
	rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_run(q, count_one, n, err);
	kam_query_release(q);
	return rc;
}

/* The wording, kept as it was: title, a line feed, the statement. */
static int add_version(int64_t *id, struct kam *k, const struct kam_record *req,
		       const char *about, struct kam_err *err)
{
	const struct kam_value *v = req->values;
	struct kam_record *revision;
	struct kam_str text = KAM_STR_INIT;
	char digest[KAM_SHA256_TEXT], number[24];
	struct kam_sha256 sha;
	int64_t n = 0;
	int rc = count_revisions(&n, k, about, err);

	if (rc)
		return rc;
	snprintf(number, sizeof number, "%lld", (long long)n + 1);

	kam_str_printf(&text, "%s\n%s", v[KAM_REQ_TITLE].text,
		       v[KAM_REQ_STATEMENT].set ? v[KAM_REQ_STATEMENT].text
						: "");
	rc = kam_str_check(&text, err);
	if (rc)
		goto out;
	kam_sha256_begin(&sha);
	kam_sha256_add(&sha, text.data, text.length);
	kam_sha256_text(digest, &sha);
	rc = kam_record_new(&revision, req->arena, &kam_revision_kind, err);
	if (!rc)
		rc =
		    kam_record_set(k, revision, KAM_REVISION_ABOUT, about, err);
	if (!rc)
		rc = kam_record_set(k, revision, KAM_REVISION_NUMBER, number,
				    err);
	if (!rc)
		rc = kam_record_set(k, revision, KAM_REVISION_TEXT, text.data,
				    err);
	if (!rc)
		rc = kam_record_set(k, revision, KAM_REVISION_DIGEST, digest,
				    err);
	if (!rc)
		rc = kam_record_insert(k, revision, err);
	if (!rc)
		*id = revision->id;
out:
	kam_str_release(&text);
	return rc;
}

static int add_decision(struct kam *k, const struct kam_record *req,
			const char *about, int64_t version, struct kam_err *err)
{
	const struct kam_value *v = req->values;
	struct kam_record *decision;
	int rc = kam_record_new(&decision, req->arena, &kam_decision_kind, err);

	if (!rc)
		rc =
		    kam_record_set(k, decision, KAM_DECISION_ABOUT, about, err);
	if (!rc)
		rc = kam_record_set(k, decision, KAM_DECISION_OUTCOME, "agreed",
				    err);
	if (!rc)
		rc = kam_record_set_ref(k, decision, KAM_DECISION_BY_CONTACT,
					v[KAM_REQ_AGREED_WITH].integer, err);
	if (!rc)
		rc = kam_record_set(k, decision, KAM_DECISION_ON,
				    v[KAM_REQ_AGREED_ON].text, err);
	if (!rc && v[KAM_REQ_AGREED_VIA].set)
		rc = kam_record_set(k, decision, KAM_DECISION_CHANNEL,
				    v[KAM_REQ_AGREED_VIA].text, err);
	if (!rc)
		rc = kam_record_set_ref(
		    k, decision, KAM_DECISION_WORDING_VERSION, version, err);
	return rc ? rc : kam_record_insert(k, decision, err);
}

int kam_req_follow(struct kam *k, const struct kam_record *before,
		   struct kam_record *after, struct kam_err *err)
{
	const char *about;
	int64_t version = 0;
	int agreed = kam_state_find(&kam_req_kind, "agreed");
	int rc;

	if (!before || !after || before->status >= agreed ||
	    after->status != agreed)
		return 0;
	about =
	    kam_arena_printf(after->arena, "REQ-%lld", (long long)after->id);
	if (!about)
		return kam_fail_memory(err);
	rc = add_version(&version, k, after, about, err);
	return rc ? rc : add_decision(k, after, about, version, err);
}
