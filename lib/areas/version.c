/*
 * Versions of a requirement's wording, and the decisions on them.
 */
#include "areas/version.h"

#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/fingerprint.h>
#include <string.h>

enum { SQL_FIND, SQL_LAST, SQL_DECISION, SQL_AGREEMENT };
static const char *const texts[] = {
	/* the first of a number: what somebody adds later is not it */
	[SQL_FIND] = "SELECT id FROM revision WHERE \"about_kind\" = 'req' "
		     "AND \"about\" = $1 AND \"number\" = $2 ORDER BY id "
		     "LIMIT 1",
	[SQL_LAST] = "SELECT id FROM revision WHERE \"about_kind\" = 'req' "
		     "AND \"about\" = $1 ORDER BY \"number\" DESC, id LIMIT 1",
	[SQL_DECISION] = "SELECT id FROM decision WHERE \"wording_version\" = "
			 "$1 ORDER BY id DESC LIMIT 1",
	[SQL_AGREEMENT] = "SELECT id FROM decision WHERE \"wording_version\" = "
			  "$1 AND \"outcome\" = 'agreed' "
			  "ORDER BY id DESC LIMIT 1",
};
const struct kam_sql kam_version_sql = { texts, sizeof texts / sizeof *texts };

/* A wording's fields, of a requirement and of its versions. */
static const int wording[][2] = {
	{ KAM_REQ_TITLE, KAM_REVISION_TITLE },
	{ KAM_REQ_STATEMENT, KAM_REVISION_TEXT },
	{ KAM_REQ_ACCEPTANCE_CRITERIA, KAM_REVISION_ACCEPTANCE_CRITERIA },
};
enum { WORDING = sizeof wording / sizeof *wording };

/* The record whose id a statement gives; NULL where it gives none. */
static int ask(struct kam_record **out, struct kam *k, struct kam_arena *arena,
	       const struct kam_kind *kind, int sql, int64_t first,
	       int64_t second, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int64_t id = 0;
	int rc = kam_db_prepare(&s, kam_database(k), texts[sql], err);

	*out = NULL;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, first);
	if (sql == SQL_FIND)
		kam_stmt_bind_int(s, 2, second);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		id = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	if (rc < 0 || !id)
		return rc < 0 ? rc : 0;
	return kam_record_load(out, k, arena, kind, id, err);
}

int kam_version_find(struct kam_record **out, struct kam *k,
		     struct kam_arena *arena, int64_t req, int64_t number,
		     struct kam_err *err)
{
	return ask(out, k, arena, &kam_revision_kind, SQL_FIND, req, number,
		   err);
}

int kam_version_last(struct kam_record **out, struct kam *k,
		     struct kam_arena *arena, int64_t req, struct kam_err *err)
{
	return ask(out, k, arena, &kam_revision_kind, SQL_LAST, req, 0, err);
}

int kam_version_decision(struct kam_record **out, struct kam *k,
			 struct kam_arena *arena, int64_t version,
			 struct kam_err *err)
{
	return ask(out, k, arena, &kam_decision_kind, SQL_DECISION, version, 0,
		   err);
}

int kam_version_agreement(struct kam_record **out, struct kam *k,
			  struct kam_arena *arena, int64_t version,
			  struct kam_err *err)
{
	return ask(out, k, arena, &kam_decision_kind, SQL_AGREEMENT, version, 0,
		   err);
}

int kam_version_same(const struct kam_record *version,
		     const struct kam_record *req)
{
	for (size_t i = 0; i < WORDING; i++) {
		const struct kam_value *a = &req->values[wording[i][0]];
		const struct kam_value *b = &version->values[wording[i][1]];

		if (a->set != b->set || (a->set && strcmp(a->text, b->text)))
			return 0;
	}
	return 1;
}

int kam_version_apply(struct kam *k, const struct kam_record *version,
		      struct kam_record *req, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < WORDING && !rc; i++) {
		const struct kam_value *v = &version->values[wording[i][1]];

		rc = kam_record_set(k, req, wording[i][0],
				    v->set ? v->text : "", err);
	}
	return rc;
}

int kam_version_equal(const struct kam_record *a, const struct kam_record *b)
{
	for (size_t i = 0; i < WORDING; i++) {
		const struct kam_value *v = &a->values[wording[i][1]];
		const struct kam_value *w = &b->values[wording[i][1]];

		if (v->set != w->set || (v->set && strcmp(v->text, w->text)))
			return 0;
	}
	return 1;
}

/* The version that a requirement's wording would be, without its number. */
static int draft(struct kam_record **out, struct kam *k,
		 const struct kam_record *req, struct kam_err *err)
{
	char digest[KAM_SHA256_TEXT], about[KAM_ID_TEXT];
	struct kam_record *r;
	int rc = kam_fingerprint(digest, req, err);

	kam_id_format(about, req->kind, req->id);
	if (!rc)
		rc = kam_record_new(&r, req->arena, &kam_revision_kind, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_ABOUT, about, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_DIGEST, digest, err);
	for (size_t i = 0; i < WORDING && !rc; i++) {
		const struct kam_value *v = &req->values[wording[i][0]];

		if (v->set)
			rc = kam_record_set(k, r, wording[i][1], v->text, err);
	}
	if (!rc)
		*out = r;
	return rc;
}

int kam_version_add(struct kam_record **out, struct kam *k,
		    const struct kam_record *req, int64_t number,
		    const char *reason, struct kam_err *err)
{
	int rc = draft(out, k, req, err);

	if (!rc && reason)
		rc = kam_record_set(k, *out, KAM_REVISION_REASON, reason, err);
	if (rc)
		return rc;
	(*out)->values[KAM_REVISION_NUMBER].set = 1;
	(*out)->values[KAM_REVISION_NUMBER].integer = number;
	return kam_record_insert(k, *out, err);
}

int kam_version_next(int64_t *number, struct kam *k,
		     const struct kam_record *req, struct kam_err *err)
{
	const struct kam_value *in_force = &req->values[KAM_REQ_AGREED_VERSION];
	struct kam_record *last;
	int rc = kam_version_last(&last, k, req->arena, req->id, err);

	if (rc)
		return rc;
	*number = last ? last->values[KAM_REVISION_NUMBER].integer : 0;
	/* it may have come with an import that left its versions out */
	if (in_force->set && in_force->integer > *number)
		*number = in_force->integer;
	++*number;
	return 0;
}

int kam_version_number(int64_t *number, struct kam *k,
		       const struct kam_record *req, struct kam_err *err)
{
	struct kam_record *last;
	int rc = kam_version_last(&last, k, req->arena, req->id, err);

	if (rc || !last || !kam_version_same(last, req))
		return rc ? rc : kam_version_next(number, k, req, err);
	*number = last->values[KAM_REVISION_NUMBER].integer;
	return 0;
}

int kam_version_keep(struct kam_record **out, struct kam *k,
		     const struct kam_record *req, struct kam_err *err)
{
	const struct kam_value *in_force = &req->values[KAM_REQ_AGREED_VERSION];
	int64_t number = in_force->integer;
	int rc = in_force->set ? 0 : kam_version_number(&number, k, req, err);

	if (!rc)
		rc = kam_version_find(out, k, req->arena, req->id, number, err);
	if (rc || *out)
		return rc;
	return kam_version_add(out, k, req, number, NULL, err);
}

int kam_version_present(struct kam_record **out, struct kam *k,
			const struct kam_record *req, struct kam_err *err)
{
	const struct kam_value *in_force = &req->values[KAM_REQ_AGREED_VERSION];
	struct kam_value *number;
	int rc = draft(out, k, req, err);

	if (rc)
		return rc;
	number = &(*out)->values[KAM_REVISION_NUMBER];
	*number = *in_force;
	if (!in_force->set)
		rc = kam_version_number(&number->integer, k, req, err);
	number->set = !rc;
	return rc;
}

const char *kam_version_digest(const struct kam_record *version)
{
	return version->values[KAM_REVISION_DIGEST].text;
}

const char *kam_version_state(const struct kam_record *req,
			      const struct kam_record *version,
			      const struct kam_record *decision)
{
	const struct kam_value *number = &version->values[KAM_REVISION_NUMBER];
	const struct kam_value *in_force = &req->values[KAM_REQ_AGREED_VERSION];
	const struct kam_value *proposed =
	    &req->values[KAM_REQ_PROPOSED_VERSION];
	const char *outcome =
	    decision ? decision->values[KAM_DECISION_OUTCOME].text : NULL;

	if (in_force->set && in_force->integer == number->integer)
		return "in_force";
	if (proposed->set && proposed->integer == number->integer)
		return "proposed";
	if (outcome && !strcmp(outcome, "rejected"))
		return "rejected";
	if (outcome && !strcmp(outcome, "withdrawn"))
		return "withdrawn";
	if (outcome)
		return "superseded";
	return version->values[KAM_REVISION_REASON].set ? "replaced" : "kept";
}
