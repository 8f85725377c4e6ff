/*
 * Answers to surveys as they come.
 */
#include "areas/rating.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/survey.h>
#include <string.h>

enum { SQL_OPEN, SQL_ANSWERED, SQL_ADDRESS };
static const char *const texts[] = {
	[SQL_OPEN] = "SELECT min(id) FROM reply WHERE \"survey\" = $1 "
		     "AND \"contact\" = $2 AND \"score\" IS NULL",
	[SQL_ANSWERED] = "SELECT max(id) FROM reply WHERE \"survey\" = $1 "
			 "AND \"contact\" = $2 AND \"score\" IS NOT NULL",
	[SQL_ADDRESS] =
	    "SELECT min(id), max(id) FROM contact WHERE lower(\"email\") = "
	    "lower($1) OR id IN (SELECT \"contact\" FROM channel WHERE "
	    "lower(\"address\") = lower($1))",
};
const struct kam_sql kam_survey_take_sql = { texts,
					     sizeof texts / sizeof *texts };

static int find(int64_t *id, struct kam *k, int sql, int64_t survey,
		int64_t contact, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[sql], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, survey);
	kam_stmt_bind_int(s, 2, contact);
	return kam_rating_find(id, s, err);
}

int kam_survey_answered(int64_t *reply, struct kam *k, int64_t survey,
			int64_t contact, struct kam_err *err)
{
	return find(reply, k, SQL_ANSWERED, survey, contact, err);
}

static int fail_several(const char *text, int64_t first, int64_t last,
			struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("'%.100s' is of several contacts"), text);
	kam_field(err, "contact");
	kam_hint(err, "CON-%lld, CON-%lld", (long long)first, (long long)last);
	return err->code;
}

int kam_survey_contact(int64_t *contact, struct kam *k, const char *text,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int64_t last = 0;
	int rc = 0;

	*contact = 0;
	if (strchr(text, '@')) {
		rc = kam_db_prepare(&s, kam_database(k), texts[SQL_ADDRESS],
				    err);
		if (rc)
			return rc;
		kam_stmt_bind_text(s, 1, text);
		rc = kam_stmt_step(s, err);
		if (rc > 0 && !kam_stmt_is_null(s, 0)) {
			*contact = kam_stmt_int(s, 0);
			last = kam_stmt_int(s, 1);
		}
		kam_stmt_finalize(s);
		if (rc < 0)
			return rc;
		if (*contact)
			return *contact == last
				   ? 0
				   : fail_several(text, *contact, last, err);
	}
	rc = kam_resolve(contact, k, &kam_contact_kind, text, err);
	if (rc)
		kam_field(err, "contact");
	return rc;
}

int kam_reply_fill(struct kam *k, struct kam_record *r,
		   const struct kam_survey_answer *a, struct kam_err *err)
{
	const struct {
		int field;
		const char *text;
	} sets[] = {
		{ KAM_REPLY_ASKED_ON, a->asked },
		{ KAM_REPLY_ANSWERED_ON, a->on },
		{ KAM_REPLY_SCORE, a->score },
		{ KAM_REPLY_COMMENT, a->comment },
		{ KAM_REPLY_ACCOUNT, a->account },
		{ KAM_REPLY_PROJECT, a->project },
		{ KAM_REPLY_TOUCHPOINT, a->touchpoint },
	};
	int rc = kam_record_set_ref(k, r, KAM_REPLY_SURVEY, a->survey->id, err);

	if (!rc)
		rc = kam_record_set_ref(k, r, KAM_REPLY_CONTACT, a->contact,
					err);
	if (!rc)
		rc = kam_record_set(
		    k, r, KAM_REPLY_RESPONDENT,
		    !a->contact && a->respondent ? a->respondent : "", err);
	for (size_t i = 0; i < sizeof sets / sizeof *sets && !rc; i++)
		if (sets[i].text && *sets[i].text)
			rc = kam_record_set(k, r, sets[i].field, sets[i].text,
					    err);
	if (a->source) {
		r->source = a->source;
		r->source_digest = a->digest;
	}
	return rc;
}

/* The comment as feedback, where it is to be: the reply has it then. */
static int follow_comment(struct kam_record **reply, struct kam *k,
			  struct kam_arena *arena, struct kam_err *err)
{
	int64_t id = (*reply)->id, feedback = 0;
	int wanted, rc = 0;

	if (!(*reply)->values[KAM_REPLY_COMMENT].set)
		return 0;
	rc = kam_reply_is_wanted(&wanted, k, arena, *reply, err);
	if (!rc && wanted)
		rc = kam_reply_to_feedback(&feedback, k, arena, id, err);
	return rc || !feedback
		   ? rc
		   : kam_record_load(reply, k, arena, &kam_reply_kind, id, err);
}

int kam_survey_take(struct kam_record **reply, struct kam *k,
		    struct kam_arena *arena, const struct kam_survey_answer *a,
		    struct kam_err *err)
{
	struct kam_record *before;
	int64_t open = 0;
	int rc = a->contact
		     ? find(&open, k, SQL_OPEN, a->survey->id, a->contact, err)
		     : 0;

	if (!rc)
		rc = kam_rating_open(&before, reply, k, arena, &kam_reply_kind,
				     open, err);
	if (!rc)
		rc = kam_reply_fill(k, *reply, a, err);
	if (!rc)
		rc = kam_rating_write(k, before, *reply, err);
	return rc ? rc : follow_comment(reply, k, arena, err);
}
