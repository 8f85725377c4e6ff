/*
 * Assessing risks and ranking them.
 */
#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <kam/risk.h>
#include <kam/setting.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_RANK };
static const char *const texts[] = {
	[SQL_RANK] =
	    "SELECT r.id, r.\"title\", r.\"type\", r.status, a.\"key\", "
	    "a.\"key\" || '/' || p.\"key\", m.\"key\", s.\"probability\", "
	    "s.\"impact\", s.\"on\", b.\"key\" FROM risk r "
	    "JOIN account a ON a.id = r.\"account\" "
	    "LEFT JOIN project p ON p.id = r.\"project\" "
	    "LEFT JOIN member m ON m.id = r.\"owner\" "
	    "LEFT JOIN assessment s ON s.id = (SELECT max(x.id) "
	    "FROM assessment x WHERE x.\"risk\" = r.id) "
	    "LEFT JOIN member b ON b.id = s.\"by\" "
	    "WHERE ($1 = 0 OR r.\"account\" = $1) "
	    "AND ($2 = 0 OR r.\"project\" = $2) "
	    "AND ($3 = 0 OR r.\"owner\" = $3) "
	    "AND ($4 = 1 OR r.status <> 'closed') ORDER BY r.id",
};
const struct kam_sql kam_risk_sql = { texts, sizeof texts / sizeof *texts };

int kam_risk_matrix_load(struct kam_risk_matrix *out, struct kam *k,
			 struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	const char *matrix, *levels;
	int rc = kam_setting_get(&matrix, k, &arena, "risk.matrix", err);

	if (!rc)
		rc = kam_setting_get(&levels, k, &arena, "risk.levels", err);
	if (!rc)
		rc = kam_risk_matrix_parse(out, matrix, levels, err);
	kam_arena_release(&arena);
	return rc;
}

static int set_number(struct kam *k, struct kam_record *r, int field,
		      int64_t number, struct kam_err *err)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)number);
	return kam_record_set(k, r, field, text, err);
}

/* The score, by the matrix as it is; the day and the assessor. */
int kam_assessment_check(struct kam *k, const struct kam_record *before,
			 struct kam_record *after, struct kam_err *err)
{
	struct kam_value *v = after->values;
	struct kam_risk_matrix matrix;
	struct kam_err ignored = { 0 };
	int score, rc = 0;

	(void)before;
	if (!v[KAM_ASSESSMENT_PROBABILITY].set || !v[KAM_ASSESSMENT_IMPACT].set)
		return 0;
	rc = kam_risk_matrix_load(&matrix, k, err);
	if (!rc)
		rc = kam_risk_matrix_score(
		    &score, &matrix, v[KAM_ASSESSMENT_PROBABILITY].integer,
		    v[KAM_ASSESSMENT_IMPACT].integer, err);
	if (!rc)
		rc = set_number(k, after, KAM_ASSESSMENT_SCORE, score, err);
	if (!rc && !v[KAM_ASSESSMENT_ON].set)
		rc = kam_record_set(k, after, KAM_ASSESSMENT_ON, "today", err);
	/* who assessed: the actor, where the register knows them */
	if (!rc && !before && !v[KAM_ASSESSMENT_BY].set &&
	    kam_record_set(k, after, KAM_ASSESSMENT_BY, "me", &ignored) &&
	    ignored.code != KAM_ENOENT && ignored.code != KAM_EINVALID) {
		*err = ignored;
		rc = err->code;
	}
	return rc;
}

/* An identified risk is assessed by its first assessment. */
static int advance(struct kam *k, struct kam_arena *arena, int64_t risk,
		   struct kam_err *err)
{
	const struct kam_move *move = kam_move_find(&kam_risk_kind, "assess");
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, k, arena, &kam_risk_kind, risk, err);

	if (rc || !(move->from & (1u << before->status)))
		return rc;
	rc = kam_record_load(&after, k, arena, &kam_risk_kind, risk, err);
	if (!rc)
		rc = kam_record_move(k, after, move, err);
	return rc ? rc : kam_record_update(k, before, after, err);
}

int kam_risk_assess(struct kam_record **out, struct kam *k,
		    struct kam_arena *arena, int64_t risk, int64_t probability,
		    int64_t impact, const char *rationale, struct kam_err *err)
{
	struct kam_record *r = NULL;
	int rc = kam_record_new(&r, arena, &kam_assessment_kind, err);

	if (!rc)
		rc = kam_record_set_ref(k, r, KAM_ASSESSMENT_RISK, risk, err);
	if (!rc)
		rc = set_number(k, r, KAM_ASSESSMENT_PROBABILITY, probability,
				err);
	if (!rc)
		rc = set_number(k, r, KAM_ASSESSMENT_IMPACT, impact, err);
	if (!rc && rationale)
		rc = kam_record_set(k, r, KAM_ASSESSMENT_RATIONALE, rationale,
				    err);
	if (!rc)
		rc = kam_record_insert(k, r, err);
	if (!rc)
		rc = advance(k, arena, risk, err);
	*out = r;
	return rc;
}

struct ranks {
	struct kam_arena arena;
	struct kam_risk_rank *rows;
	size_t n, room;
};

static const char *copy(struct ranks *r, struct kam_stmt *s, int column)
{
	const char *text = kam_stmt_text(s, column);

	return text ? kam_arena_strdup(&r->arena, text) : NULL;
}

static int add_rank(struct ranks *r, const struct kam_risk_matrix *matrix,
		    struct kam_stmt *s, struct kam_err *err)
{
	struct kam_risk_rank *grown;
	struct kam_risk_rank *row;
	struct kam_err off = { 0 };

	grown = kam_grow(r->rows, &r->room, r->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	r->rows = grown;
	row = &r->rows[r->n];
	memset(row, 0, sizeof *row);
	row->id = kam_stmt_int(s, 0);
	row->title = copy(r, s, 1);
	row->type = copy(r, s, 2);
	row->status = copy(r, s, 3);
	row->account = copy(r, s, 4);
	row->project = copy(r, s, 5);
	row->owner = copy(r, s, 6);
	row->probability = kam_stmt_int(s, 7);
	row->impact = kam_stmt_int(s, 8);
	row->on = copy(r, s, 9);
	row->by = copy(r, s, 10);
	/* one assessed on a larger matrix than today's has no score */
	if (!kam_stmt_is_null(s, 7) &&
	    !kam_risk_matrix_score(&row->score, matrix, row->probability,
				   row->impact, &off)) {
		row->assessed = 1;
		row->level = kam_risk_matrix_level(matrix, row->score);
	}
	r->n++;
	return kam_stmt_failed(s) || !row->title ? kam_fail_memory(err) : 0;
}

static int compare(const void *a, const void *b)
{
	const struct kam_risk_rank *x = a, *y = b;

	if (x->assessed != y->assessed)
		return y->assessed - x->assessed;
	if (x->assessed && x->score != y->score)
		return y->score - x->score;
	return x->id < y->id ? -1 : x->id > y->id;
}

int kam_risk_rank_each(struct kam *k, const struct kam_risk_query *query,
		       int (*each)(void *context,
				   const struct kam_risk_rank *rank,
				   struct kam_err *err),
		       void *context, struct kam_err *err)
{
	struct ranks ranks = { 0 };
	struct kam_risk_matrix matrix;
	struct kam_stmt *s = NULL;
	int rc = kam_risk_matrix_load(&matrix, k, err);

	if (!rc)
		rc = kam_db_prepare(&s, kam_database(k), texts[SQL_RANK], err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, query->account);
	kam_stmt_bind_int(s, 2, query->project);
	kam_stmt_bind_int(s, 3, query->owner);
	kam_stmt_bind_int(s, 4, query->closed_too != 0);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = add_rank(&ranks, &matrix, s, err);
	kam_stmt_finalize(s);
	if (!rc && ranks.n)
		qsort(ranks.rows, ranks.n, sizeof *ranks.rows, compare);
	for (size_t i = 0; i < ranks.n && !rc; i++)
		rc = each(context, &ranks.rows[i], err);
	free(ranks.rows);
	kam_arena_release(&ranks.arena);
	return rc;
}
