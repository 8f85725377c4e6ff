/*
 * Answers to Kano's paired questions, written and counted.
 */
#include "areas/rating.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <string.h>

enum { SQL_ANSWER, SQL_TALLIES };
static const char *const texts[] = {
	[SQL_ANSWER] = "SELECT max(id) FROM kano WHERE \"req\" = $1 "
		       "AND COALESCE(\"contact\", 0) = $2 "
		       "AND COALESCE(\"respondent\", '') = $3",
	[SQL_TALLIES] = "SELECT \"req\", \"functional\", \"dysfunctional\", "
			"count(*) FROM kano GROUP BY \"req\", \"functional\", "
			"\"dysfunctional\" ORDER BY \"req\"",
};
const struct kam_sql kam_kano_sql = { texts, sizeof texts / sizeof *texts };

static int find_answer(int64_t *id, struct kam *k,
		       const struct kam_kano_reply *reply, int64_t contact,
		       struct kam_err *err)
{
	const char *respondent = reply->respondent ? reply->respondent : "";
	struct kam_stmt *s = NULL;
	int rc;

	*id = 0;
	if (!contact && !*respondent)
		return 0;
	rc = kam_db_prepare(&s, kam_database(k), texts[SQL_ANSWER], err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, reply->req);
	kam_stmt_bind_int(s, 2, contact);
	kam_stmt_bind_text(s, 3, respondent);
	return kam_rating_find(id, s, err);
}

static int write_answer(struct kam *k, struct kam_arena *arena, int64_t id,
			const struct kam_kano_reply *reply, int64_t contact,
			struct kam_err *err)
{
	const struct {
		int field;
		const char *text;
	} sets[] = {
		{ KAM_KANO_FUNCTIONAL, reply->functional },
		{ KAM_KANO_DYSFUNCTIONAL, reply->dysfunctional },
		{ KAM_KANO_RESPONDENT, reply->respondent },
		{ KAM_KANO_ON, reply->on && *reply->on ? reply->on : "today" },
	};
	struct kam_record *before, *after;
	int rc =
	    kam_rating_open(&before, &after, k, arena, &kam_kano_kind, id, err);

	if (!rc)
		rc =
		    kam_record_set_ref(k, after, KAM_KANO_REQ, reply->req, err);
	for (size_t i = 0; i < sizeof sets / sizeof *sets && !rc; i++)
		rc = kam_record_set(k, after, sets[i].field,
				    sets[i].text ? sets[i].text : "", err);
	if (!rc)
		rc = kam_record_set_ref(k, after, KAM_KANO_CONTACT, contact,
					err);
	return rc ? rc : kam_rating_write(k, before, after, err);
}

int kam_kano_reply(struct kam *k, const struct kam_kano_reply *reply,
		   struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	int64_t id, contact = 0;
	int rc = 0;

	if (reply->contact && *reply->contact)
		rc = kam_resolve(&contact, k, &kam_contact_kind, reply->contact,
				 err);
	if (rc)
		kam_field(err, "contact");
	if (!rc)
		rc = find_answer(&id, k, reply, contact, err);
	if (!rc)
		rc = write_answer(k, &scratch, id, reply, contact, err);
	kam_arena_release(&scratch);
	return rc;
}

static int answer(const char *word)
{
	return word ? kam_word_find(&kam_kano_kind.fields[KAM_KANO_FUNCTIONAL],
				    word)
		    : -1;
}

/* Adds the row's answers; words that no answer has are nobody's. */
static void add_answers(struct kam_kano_tally *tally, struct kam_stmt *s)
{
	int functional = answer(kam_stmt_text(s, 1));
	int dysfunctional = answer(kam_stmt_text(s, 2));

	if (functional >= 0 && dysfunctional >= 0)
		tally->counts[kam_kano_evaluate(
		    (enum kam_kano_answer)functional,
		    (enum kam_kano_answer)dysfunctional)] += kam_stmt_int(s, 3);
}

int kam_kano_each(struct kam *k, kam_each_tally each, void *context,
		  struct kam_err *err)
{
	struct kam_kano_tally tally = { 0 };
	struct kam_stmt *s = NULL;
	int64_t req = 0;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_TALLIES], err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		rc = 0;
		if (req && req != kam_stmt_int(s, 0)) {
			rc = each(context, req, &tally, err);
			memset(&tally, 0, sizeof tally);
		}
		req = kam_stmt_int(s, 0);
		add_answers(&tally, s);
	}
	if (!rc && req)
		rc = kam_stmt_failed(s) ? kam_fail_memory(err)
					: each(context, req, &tally, err);
	kam_stmt_finalize(s);
	return rc;
}
