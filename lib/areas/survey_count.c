/*
 * Answers counted: of a round, by what they have in common, over time.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <kam/survey.h>
#include <stdlib.h>
#include <string.h>

const char *const kam_survey_by_words[] = {
	"",         "account",    "contact", "tier",  "region",
	"industry", "touchpoint", "quarter", "round", NULL,
};

/*
 * One shape for all: $1 survey, $2 account, $3 project (0: any), $4 measure
 * ("": any). A row for each value, score and whether they were invited.
 */
#define COUNT(value, name, on)                                                 \
	"SELECT s.\"type\", s.\"scale\", " value ", " name ", " on             \
	", r.\"score\", r.\"asked_on\" IS NOT NULL, count(*), "                \
	"max(CASE WHEN r.\"score\" IS NOT NULL THEN r.\"answered_on\" END) "   \
	"FROM reply r "                                                        \
	"JOIN survey s ON s.id = r.\"survey\" "                                \
	"LEFT JOIN account a ON a.id = r.\"account\" "                         \
	"LEFT JOIN contact c ON c.id = r.\"contact\" "                         \
	"WHERE s.status <> 'dropped' AND ($1 = 0 OR s.id = $1) "               \
	"AND ($2 = 0 OR r.\"account\" = $2) "                                  \
	"AND ($3 = 0 OR r.\"project\" = $3) "                                  \
	"AND ($4 = '' OR s.\"type\" = $4) "                                    \
	"GROUP BY 1, 2, 3, 4, 5, 6, 7 "
#define BY(value, name)                                                        \
	COUNT(value, name, "NULL") "ORDER BY 1, 2, 3 NULLS LAST, 4, 6, 7"
#define DAY                                                                    \
	"COALESCE(s.\"opened_on\", s.\"closed_on\", substr(s.created, 1, 10))"

static const char *const texts[] = {
	[KAM_SURVEY_BY_NOTHING] = BY("NULL", "NULL"),
	[KAM_SURVEY_BY_ACCOUNT] = BY("a.\"key\"", "a.\"name\""),
	[KAM_SURVEY_BY_CONTACT] = BY("c.id", "c.\"name\""),
	[KAM_SURVEY_BY_TIER] = BY("a.\"tier\"", "NULL"),
	[KAM_SURVEY_BY_REGION] = BY("a.\"region\"", "NULL"),
	[KAM_SURVEY_BY_INDUSTRY] = BY("a.\"industry\"", "NULL"),
	[KAM_SURVEY_BY_TOUCHPOINT] = BY("r.\"touchpoint\"", "NULL"),
	[KAM_SURVEY_BY_QUARTER] =
	    BY("substr(COALESCE(r.\"answered_on\", r.\"asked_on\"), 1, 7)",
	       "NULL"),
	[KAM_SURVEY_BY_ROUND] =
	    COUNT("s.id", "s.\"title\"", DAY) "ORDER BY 1, 2, 5, 3, 6, 7",
};
const struct kam_sql kam_survey_count_sql = { texts,
					      sizeof texts / sizeof *texts };

struct counting {
	struct kam_arena *arena;
	enum kam_survey_by by;
	struct kam_survey_group *groups;
	size_t n, room;
};

static int copy(const char **out, struct kam_arena *arena, const char *text,
		struct kam_err *err)
{
	*out = text ? kam_arena_strdup(arena, text) : NULL;
	return text && !*out ? kam_fail_memory(err) : 0;
}

/* As people know it: "CON-3", "SUR-1", "2026-Q4" of the month "2026-10". */
static int read_value(const char **out, struct counting *c, struct kam_stmt *s,
		      struct kam_err *err)
{
	char text[KAM_ID_TEXT];
	const char *month;

	*out = NULL;
	if (kam_stmt_is_null(s, 2))
		return 0;
	if (c->by == KAM_SURVEY_BY_CONTACT)
		kam_id_format(text, &kam_contact_kind, kam_stmt_int(s, 2));
	else if (c->by == KAM_SURVEY_BY_ROUND)
		kam_id_format(text, &kam_survey_kind, kam_stmt_int(s, 2));
	else if (c->by != KAM_SURVEY_BY_QUARTER)
		return copy(out, c->arena, kam_stmt_text(s, 2), err);
	else if ((month = kam_stmt_text(s, 2)) && strlen(month) == 7)
		(void)snprintf(text, sizeof text, "%.4s-Q%d", month,
			       ((month[5] - '0') * 10 + month[6] - '0' + 2) /
				   3);
	else
		return kam_fail_memory(err);
	return copy(out, c->arena, text, err);
}

static int same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

/* The group of the row: the last one, or a new one. */
static int find_group(struct kam_survey_group **out, struct counting *c,
		      struct kam_stmt *s, struct kam_err *err)
{
	struct kam_survey_group *last = c->n ? &c->groups[c->n - 1] : NULL;
	const char *scale, *type = kam_stmt_text(s, 0);
	struct kam_survey_group g = { 0 };
	int word, rc = read_value(&g.value, c, s, err);

	word =
	    type ? kam_word_find(&kam_survey_kind.fields[KAM_SURVEY_TYPE], type)
		 : -1;
	g.tally.measure = word < 0 ? KAM_NPS : (enum kam_measure)word;
	scale = kam_stmt_text(s, 1);
	if (!rc)
		rc = kam_scale_parse(
		    &g.tally.scale,
		    scale ? scale : kam_scale_usual(g.tally.measure), err);
	if (rc)
		return rc;
	if (last && last->tally.measure == g.tally.measure &&
	    last->tally.scale.high == g.tally.scale.high &&
	    same(last->value, g.value)) {
		*out = last;
		return 0;
	}
	rc = copy(&g.name, c->arena, kam_stmt_text(s, 3), err);
	if (!rc)
		rc = copy(&g.on, c->arena, kam_stmt_text(s, 4), err);
	last =
	    rc ? NULL : kam_grow(c->groups, &c->room, c->n, sizeof *last, err);
	if (!last)
		return err->code;
	c->groups = last;
	c->groups[c->n] = g;
	*out = &c->groups[c->n++];
	return 0;
}

/* Days as text are in the order of time. */
static int note_last(struct kam_survey_group *g, struct kam_arena *arena,
		     const char *day, struct kam_err *err)
{
	if (!day || (g->last && strcmp(day, g->last) <= 0))
		return 0;
	return copy(&g->last, arena, day, err);
}

static int take_row(struct counting *c, struct kam_stmt *s, struct kam_err *err)
{
	struct kam_survey_group *g;
	int64_t n = kam_stmt_int(s, 7), asked = kam_stmt_int(s, 6);
	int answered = !kam_stmt_is_null(s, 5);
	int rc = find_group(&g, c, s, err);

	if (rc)
		return rc;
	if (asked)
		g->tally.asked += n;
	if (answered && kam_tally_add(&g->tally, kam_stmt_int(s, 5), n) &&
	    asked)
		g->tally.replied += n;
	rc = note_last(g, c->arena, kam_stmt_text(s, 8), err);
	return !rc && kam_stmt_failed(s) ? kam_fail_memory(err) : rc;
}

/* Whom another tool asked: everybody's answer counts then. */
static void add_asked(struct kam_survey_group *g, const struct kam_record *s)
{
	const struct kam_value *asked = &s->values[KAM_SURVEY_ASKED];
	int64_t n = 0;

	if (!asked->set || !asked->integer)
		return;
	for (int i = 0; i < KAM_SCALE_STEPS; i++)
		n += g->tally.counts[i];
	g->tally.asked += asked->integer;
	g->tally.replied = n < g->tally.asked ? n : g->tally.asked;
}

/* Of one round as a whole: there, though nobody may have answered. */
static int take_whole(struct counting *c, struct kam *k,
		      const struct kam_survey_query *q, struct kam_err *err)
{
	struct kam_record *survey;
	struct kam_survey_group *grown;
	int rc = kam_record_load(&survey, k, c->arena, &kam_survey_kind,
				 q->survey, err);

	if (rc)
		return rc;
	if (!c->n) {
		grown = kam_grow(c->groups, &c->room, 0, sizeof *grown, err);
		if (!grown)
			return err->code;
		c->groups = grown;
		c->groups[c->n++] = (struct kam_survey_group){
			.tally.measure = kam_survey_measure(survey),
		};
		rc = kam_survey_scale(&c->groups[0].tally.scale, survey, err);
	}
	if (!rc && !q->account && !q->project)
		add_asked(&c->groups[0], survey);
	return rc;
}

static int finish(struct kam_survey_group **out, size_t *n, struct counting *c,
		  struct kam_err *err)
{
	*n = c->n;
	*out = kam_arena_array(c->arena, c->n + 1, sizeof **out);
	if (!*out)
		return kam_fail_memory(err);
	if (c->n)
		memcpy(*out, c->groups, c->n * sizeof **out);
	for (size_t i = 0; i < c->n; i++)
		kam_satisfaction(&(*out)[i].figures, &(*out)[i].tally);
	return 0;
}

int kam_survey_count(struct kam_survey_group **out, size_t *n, struct kam *k,
		     struct kam_arena *arena, const struct kam_survey_query *q,
		     struct kam_err *err)
{
	const char *const *types =
	    kam_survey_kind.fields[KAM_SURVEY_TYPE].words;
	struct counting c = { .arena = arena, .by = q->by };
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[q->by], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, q->survey);
	kam_stmt_bind_int(s, 2, q->account);
	kam_stmt_bind_int(s, 3, q->project);
	kam_stmt_bind_text(s, 4, q->measure < 0 ? "" : types[q->measure]);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = take_row(&c, s, err);
	kam_stmt_finalize(s);
	if (!rc && q->survey && q->by == KAM_SURVEY_BY_NOTHING)
		rc = take_whole(&c, k, q, err);
	if (!rc)
		rc = finish(out, n, &c, err);
	free(c.groups);
	return rc;
}

int kam_survey_latest(struct kam_survey_group *out, struct kam *k,
		      struct kam_arena *arena, int64_t account,
		      enum kam_measure measure, struct kam_err *err)
{
	const struct kam_survey_query query = { .account = account,
						.measure = (int)measure,
						.by = KAM_SURVEY_BY_ROUND };
	struct kam_survey_group *groups;
	size_t n = 0;
	int rc = kam_survey_count(&groups, &n, k, arena, &query, err);

	memset(out, 0, sizeof *out);
	/* by scale first, then by day */
	for (size_t i = 0; i < n && !rc; i++)
		if (groups[i].figures.n &&
		    (!out->on || strcmp(groups[i].on, out->on) >= 0))
			*out = groups[i];
	return rc;
}
