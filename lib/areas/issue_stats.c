/*
 * Issues counted: how many are open for how long, how long solving takes.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/grow.h>
#include <kam/issue.h>
#include <kam/quantile.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_RECURS };
static const char *const texts[] = {
	[SQL_RECURS] = "SELECT DISTINCT \"from_record\" FROM link "
		       "WHERE \"relation\" = 'recurs' "
		       "AND \"from_record_kind\" = 'issue' "
		       "ORDER BY \"from_record\"",
};
const struct kam_sql kam_issue_stats_sql = { texts,
					     sizeof texts / sizeof *texts };

const int kam_issue_bands[KAM_ISSUE_BANDS - 1] = { 7, 30, 90 };

struct days {
	int64_t *days;
	size_t n, room;
};
struct counting {
	struct kam_issue_stats *stats;
	int32_t today;
	char today_text[KAM_DATE_TEXT];
	struct days ages, solving, recurring; /* the last: ids, ascending */
};

static int add(struct days *d, int64_t day, struct kam_err *err)
{
	int64_t *grown =
	    kam_grow(d->days, &d->room, d->n, sizeof *d->days, err);

	if (!grown)
		return err->code;
	d->days = grown;
	d->days[d->n++] = day;
	return 0;
}

static int read_recurring(struct counting *c, struct kam *k,
			  struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_RECURS], err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = add(&c->recurring, kam_stmt_int(s, 0), err);
	kam_stmt_finalize(s);
	return rc;
}

static int compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* From one of its days to another, or to today. */
static int span(int64_t *out, const struct counting *c,
		const struct kam_record *r, int from, int to,
		struct kam_err *err)
{
	int32_t begin, end = c->today;
	int rc = kam_date_parse(&begin, r->values[from].text, err);

	if (!rc && to)
		rc = kam_date_parse(&end, r->values[to].text, err);
	if (!rc)
		*out = (int64_t)end - begin;
	return rc;
}

static int count_open(struct counting *c, const struct kam_record *r,
		      struct kam_err *err)
{
	const struct kam_value *v = r->values;
	struct kam_issue_stats *s = c->stats;
	const int severity = kam_word_find(&r->kind->fields[KAM_ISSUE_SEVERITY],
					   v[KAM_ISSUE_SEVERITY].text);
	int64_t age;
	int band = 0;
	int rc = span(&age, c, r,
		      v[KAM_ISSUE_REOPENED_ON].set ? KAM_ISSUE_REOPENED_ON
						   : KAM_ISSUE_RAISED_ON,
		      0, err);

	if (rc)
		return rc;
	while (band < KAM_ISSUE_BANDS - 1 && age > kam_issue_bands[band])
		band++;
	if (severity >= 0)
		s->open_by[severity][band]++;
	s->open++;
	s->unowned += !v[KAM_ISSUE_OWNER].set;
	s->overdue += v[KAM_ISSUE_DUE].set &&
		      strcmp(v[KAM_ISSUE_DUE].text, c->today_text) < 0;
	if (age > s->oldest)
		s->oldest = age;
	return add(&c->ages, age, err);
}

static int count_one(void *context, struct kam_record *r, struct kam_err *err)
{
	const int solved = kam_state_find(r->kind, "solved");
	struct counting *c = context;
	struct kam_issue_stats *s = c->stats;
	int64_t took;
	int rc;

	s->by_status[r->status]++;
	if (r->kind->states[r->status].closed == KAM_GIVEN_UP)
		return 0;
	s->count++;
	s->reopened += r->values[KAM_ISSUE_REOPENED].integer > 0;
	if (c->recurring.n)
		s->recurred +=
		    bsearch(&r->id, c->recurring.days, c->recurring.n,
			    sizeof *c->recurring.days, compare) != NULL;
	if (!r->values[KAM_ISSUE_RAISED_ON].set)
		return 0;
	if (r->status < solved)
		return count_open(c, r, err);
	s->solved++;
	if (!r->values[KAM_ISSUE_SOLVED_ON].set)
		return 0;
	rc = span(&took, c, r, KAM_ISSUE_RAISED_ON, KAM_ISSUE_SOLVED_ON, err);
	return rc ? rc : add(&c->solving, took, err);
}

static int64_t mean(const struct days *d)
{
	int64_t sum = 0;

	for (size_t i = 0; i < d->n; i++)
		sum += d->days[i];
	return d->n ? kam_divide_round(sum * KAM_DECIMAL_ONE, (int64_t)d->n)
		    : -1;
}

static int64_t median(struct days *d)
{
	kam_quantile_sort(d->days, d->n);
	return d->n ? kam_quantile_median(d->days, d->n) : -1;
}

int kam_issue_stats(struct kam_issue_stats *s, struct kam *k,
		    struct kam_err *err)
{
	struct counting c = { .stats = s, .today = kam_today(k) };
	int rc = read_recurring(&c, k, err);

	kam_date_format(c.today_text, c.today);
	s->oldest = -1;
	if (!rc)
		rc = kam_query_run(s->query, count_one, &c, err);
	s->age_median = median(&c.ages);
	s->solve_mean = mean(&c.solving);
	s->solve_median = median(&c.solving);
	free(c.ages.days);
	free(c.solving.days);
	free(c.recurring.days);
	return rc;
}
