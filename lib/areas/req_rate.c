/*
 * Scores of requirements and the weights of their criteria.
 */
#include "areas/rating.h"

#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/scoring.h>
#include <kam/setting.h>
#include <string.h>

enum { SQL_SCORE, SQL_SCORES };
static const char *const texts[] = {
	[SQL_SCORE] = "SELECT max(id) FROM score WHERE \"about\" = $1 "
		      "AND \"about_kind\" = $4 AND \"criterion\" = $2 "
		      "AND COALESCE(\"by\", 0) = $3",
	[SQL_SCORES] = "SELECT \"about\", \"criterion\", sum(\"value\"), "
		       "count(*) FROM score WHERE \"about_kind\" = $1 "
		       "GROUP BY \"about\", \"criterion\" "
		       "ORDER BY \"about\", \"criterion\"",
};
const struct kam_sql kam_rating_sql = { texts, sizeof texts / sizeof *texts };

int kam_req_check_scores(const struct kam_record *req, struct kam_err *err)
{
	const struct kam_value *effort = &req->values[KAM_REQ_EFFORT];
	const struct kam_value *impact = &req->values[KAM_REQ_IMPACT];

	if (effort->set && effort->integer < 0) {
		kam_fail(err, KAM_EINVALID, "%s",
			 _("effort is a number of person days, 0 or more"));
		kam_field(err, "effort");
		return err->code;
	}
	if (impact->set && !kam_rice_impact_is_known(impact->integer)) {
		kam_fail(err, KAM_EINVALID, "%s",
			 _("impact is 3 (massive), 2 (high), 1 (medium), 0.5 "
			   "(low) or 0.25 (minimal)"));
		kam_field(err, "impact");
		return err->code;
	}
	return 0;
}

int kam_req_weights(struct kam_weights *out, struct kam *k, const char *account,
		    struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	const char *name = "req.weights", *value;
	int rc = 0;

	if (account)
		name = kam_arena_printf(&scratch, "req.weights.%s", account);
	rc = name ? kam_setting_get(&value, k, &scratch, name, err)
		  : kam_fail_memory(err);
	if (!rc)
		rc = kam_weights_parse(out, value, err);
	kam_arena_release(&scratch);
	return rc;
}

/* The one id that a statement with bound values finds; 0 where none. */
int kam_rating_find(int64_t *id, struct kam_stmt *s, struct kam_err *err)
{
	int rc = kam_stmt_step(s, err);

	*id = rc > 0 && !kam_stmt_is_null(s, 0) ? kam_stmt_int(s, 0) : 0;
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

/* Who acts, where the register knows them; else 0. */
static int find_actor(int64_t *member, struct kam *k, struct kam_err *err)
{
	struct kam_err off = { 0 };

	*member = 0;
	if (!kam_resolve(member, k, &kam_member_kind, "me", &off) ||
	    off.code == KAM_ENOENT || off.code == KAM_EINVALID)
		return 0;
	*err = off;
	return err->code;
}

/* A new record, or the one with the id in two states. */
int kam_rating_open(struct kam_record **before, struct kam_record **after,
		    struct kam *k, struct kam_arena *arena,
		    const struct kam_kind *kind, int64_t id,
		    struct kam_err *err)
{
	int rc;

	*before = NULL;
	if (!id)
		return kam_record_new(after, arena, kind, err);
	rc = kam_record_load(before, k, arena, kind, id, err);
	return rc ? rc : kam_record_load(after, k, arena, kind, id, err);
}

int kam_rating_write(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	return before ? kam_record_update(k, before, after, err)
		      : kam_record_insert(k, after, err);
}

static int write_score(struct kam *k, struct kam_arena *arena, int64_t id,
		       const struct kam_record *rated, int64_t by,
		       const char *criterion, const char *value,
		       struct kam_err *err)
{
	struct kam_record *before, *after;
	char about[KAM_ID_TEXT];
	int rc = kam_rating_open(&before, &after, k, arena, &kam_score_kind, id,
				 err);

	kam_id_format(about, rated->kind, rated->id);
	if (!rc)
		rc = kam_record_set(k, after, KAM_SCORE_ABOUT, about, err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_SCORE_CRITERION, criterion,
				    err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_SCORE_VALUE, value, err);
	if (!rc)
		rc = kam_record_set_ref(k, after, KAM_SCORE_BY, by, err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_SCORE_ON, "today", err);
	return rc ? rc : kam_rating_write(k, before, after, err);
}

int kam_score_give(struct kam *k, const struct kam_record *rated,
		   const char *criterion, const char *value,
		   struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_stmt *s = NULL;
	int64_t id = 0, by;
	int rc = find_actor(&by, k, err);

	if (!rc)
		rc = kam_db_prepare(&s, kam_database(k), texts[SQL_SCORE], err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, rated->id);
	kam_stmt_bind_text(s, 2, criterion);
	kam_stmt_bind_int(s, 3, by);
	kam_stmt_bind_text(s, 4, rated->kind->name);
	rc = kam_rating_find(&id, s, err);
	if (!rc)
		rc = write_score(k, &scratch, id, rated, by, criterion, value,
				 err);
	kam_arena_release(&scratch);
	return rc;
}

int kam_scores_each(struct kam *k, const struct kam_kind *kind,
		    kam_each_score each, void *context, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_SCORES], err);

	if (!rc)
		kam_stmt_bind_text(s, 1, kind->name);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *criterion = kam_stmt_text(s, 1);
		int64_t sum = kam_stmt_int(s, 2), n = kam_stmt_int(s, 3);

		rc = criterion ? each(context, kam_stmt_int(s, 0), criterion,
				      sum / n, err)
			       : kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}
