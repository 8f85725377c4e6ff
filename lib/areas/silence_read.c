#include "areas/silence.h"

#include "areas/sql.h"

#include <kam/calendars.h>
#include <kam/date.h>
#include <kam/recurrence.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_ACCOUNTS, SQL_CONTACTS, SQL_LINES };
static const char *const texts[] = {
	[SQL_ACCOUNTS] =
	    "SELECT a.id, a.\"key\", a.\"name\", a.\"tier\", a.created, "
	    "m.\"key\", a.\"owner\", a.\"calendar\" FROM account a "
	    "LEFT JOIN member m ON m.id = a.\"owner\" "
	    "WHERE a.status = 'active' AND ($1 = 0 OR a.id = $1) "
	    "AND $2 <> '' ORDER BY a.id",
	[SQL_CONTACTS] =
	    "SELECT c.id, c.\"name\", c.\"influence\", c.created, m.\"key\", "
	    "c.\"owner\", v.target FROM contact c "
	    "JOIN list_value v ON v.kind = 'contact' AND v.field = 'accounts' "
	    "AND v.record = c.id "
	    "JOIN account a ON a.id = v.target AND a.status = 'active' "
	    "LEFT JOIN member m ON m.id = c.\"owner\" "
	    "WHERE c.status = 'active' AND ($1 = 0 OR a.id = $1) "
	    "AND $2 <> '' ORDER BY c.id, v.position",
	[SQL_LINES] =
	    "SELECT p.id, p.\"account\", p.\"every\", v.target "
	    "FROM comm_plan p LEFT JOIN list_value v ON v.kind = 'comm_plan' "
	    "AND v.field = 'audience' AND v.record = p.id "
	    "WHERE p.status <> 'ended' AND p.\"every\" IS NOT NULL "
	    "AND (p.\"channel\" IS NULL OR p.\"channel\" IN ('meeting', "
	    "'call', 'chat', 'visit')) AND ($1 = 0 OR p.\"account\" = $1) "
	    "AND (p.\"start\" IS NULL OR p.\"start\" <= $2) "
	    "AND (p.\"end\" IS NULL OR p.\"end\" >= $2) "
	    "ORDER BY p.id, v.position",
};
const struct kam_sql kam_silence_sql = { texts, sizeof texts / sizeof *texts };

/* before: the row read last, or NULL */
typedef int (*read_row)(struct kam_silent *s, void *to, const void *before,
			struct kam_stmt *stmt, struct kam_err *err);

/* Rows of one statement into an array in the arena; read gives 1 for a row to
   keep, 0 for one that isn't. */
static int read_rows(void **out, size_t *n, size_t size, struct kam_silent *s,
		     int sql, read_row read, struct kam_err *err)
{
	char today[KAM_DATE_TEXT];
	struct kam_stmt *stmt = NULL;
	char *rows = NULL;
	size_t room = 0;
	int rc = kam_db_prepare(&stmt, kam_database(s->k), texts[sql], err);

	*n = 0;
	if (rc)
		return rc;
	kam_date_format(today, kam_today(s->k));
	kam_stmt_bind_int(stmt, 1, s->only);
	kam_stmt_bind_text(stmt, 2, today);
	while (!rc && (rc = kam_stmt_step(stmt, err)) > 0) {
		if (*n == room) {
			char *grown =
			    realloc(rows, (room = room ? 2 * room : 64) * size);

			if (!grown) {
				rc = kam_fail_memory(err);
				break;
			}
			rows = grown;
		}
		memset(rows + *n * size, 0, size);
		rc = read(s, rows + *n * size,
			  *n ? rows + (*n - 1) * size : NULL, stmt, err);
		*n += rc > 0;
		rc = rc < 0 ? rc : 0;
	}
	kam_stmt_finalize(stmt);
	*out = kam_arena_array(s->arena, *n + 1, size);
	if (!rc && !*out)
		rc = kam_fail_memory(err);
	if (!rc && *n)
		memcpy(*out, rows, *n * size);
	free(rows);
	return rc;
}

static int copy(const char **out, struct kam_silent *s, struct kam_stmt *stmt,
		int column, struct kam_err *err)
{
	const char *text = kam_stmt_text(stmt, column);

	*out = text ? kam_arena_strdup(s->arena, text) : NULL;
	return kam_stmt_failed(stmt) || (text && !*out) ? kam_fail_memory(err)
							: 0;
}

/* The day on which the record was made. */
static int made_on(int32_t *day, struct kam_silent *s, const char *created,
		   struct kam_err *err)
{
	int64_t at;
	int rc = kam_instant_parse(&at, created ? created : "", err);

	if (!rc)
		*day = kam_zone_day(kam_zone_of(s->k), at);
	return rc;
}

static int read_account(struct kam_silent *s, void *to, const void *before,
			struct kam_stmt *stmt, struct kam_err *err)
{
	struct kam_silent_account *a = to;
	int rc = copy(&a->key, s, stmt, 1, err);

	(void)before;
	a->id = kam_stmt_int(stmt, 0);
	a->owner_id = kam_stmt_int(stmt, 6);
	a->calendar_id = kam_stmt_int(stmt, 7);
	a->last_talk = -1;
	if (!rc)
		rc = copy(&a->name, s, stmt, 2, err);
	if (!rc)
		rc = copy(&a->tier, s, stmt, 3, err);
	if (!rc)
		rc = copy(&a->owner, s, stmt, 5, err);
	if (!rc)
		rc = made_on(&a->created, s, kam_stmt_text(stmt, 4), err);
	return rc ? rc : 1;
}

/* Rows come by contact: of several accounts, the first is theirs. */
static int read_contact(struct kam_silent *s, void *to, const void *before,
			struct kam_stmt *stmt, struct kam_err *err)
{
	const struct kam_silent_contact *last = before;
	struct kam_silent_contact *c = to;
	int rc;

	c->id = kam_stmt_int(stmt, 0);
	if (last && last->id == c->id)
		return 0;
	c->influence = kam_stmt_int(stmt, 2);
	c->owner_id = kam_stmt_int(stmt, 5);
	c->account = kam_stmt_int(stmt, 6);
	c->last_talk = -1;
	rc = copy(&c->name, s, stmt, 1, err);
	if (!rc)
		rc = copy(&c->owner, s, stmt, 4, err);
	if (!rc)
		rc = made_on(&c->created, s, kam_stmt_text(stmt, 3), err);
	return rc ? rc : 1;
}

/* How far apart two occurrences are, as a span that a day may be moved by. */
static int read_line(struct kam_silent *s, void *to, const void *before,
		     struct kam_stmt *stmt, struct kam_err *err)
{
	static const char *const units[] = {
		[KAM_DAYS] = "d",     [KAM_WORKING_DAYS] = "wd",
		[KAM_WEEKS] = "w",    [KAM_MONTHS] = "m",
		[KAM_QUARTERS] = "q", [KAM_YEARS] = "y",
	};
	struct kam_silent_line *l = to;
	const char *every = kam_stmt_text(stmt, 2);
	struct kam_recurrence rule;
	int rc = kam_recurrence_parse(&rule, every ? every : "", err);

	(void)before;
	if (rc)
		return rc;
	l->id = kam_stmt_int(stmt, 0);
	l->account = kam_stmt_int(stmt, 1);
	l->contact = kam_stmt_int(stmt, 3);
	l->span =
	    kam_arena_printf(s->arena, "%d%s", rule.interval, units[rule.unit]);
	return l->span ? 1 : kam_fail_memory(err);
}

static int by_id(const void *a, const void *b)
{
	const struct kam_silent_account *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

struct kam_silent_account *kam_silent_account(const struct kam_silent *s,
					      int64_t id)
{
	const struct kam_silent_account key = { .id = id };

	return s->n_accounts ? bsearch(&key, s->accounts, s->n_accounts,
				       sizeof key, by_id)
			     : NULL;
}

/* Each calendar once: accounts share few of them. */
static int read_calendars(struct kam_silent *s, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < s->n_accounts && !rc; i++) {
		struct kam_silent_account *a = &s->accounts[i];
		size_t same = 0;

		while (s->accounts[same].calendar_id != a->calendar_id)
			same++;
		if (same < i)
			a->calendar = s->accounts[same].calendar;
		else
			rc = kam_calendar_load(&a->calendar, s->k, s->arena,
					       a->calendar_id, err);
	}
	return rc;
}

int kam_silent_read(struct kam_silent *out, struct kam_err *err)
{
	void *rows;
	int rc = read_rows(&rows, &out->n_accounts, sizeof *out->accounts, out,
			   SQL_ACCOUNTS, read_account, err);

	out->accounts = rows;
	if (!rc && !out->alone)
		rc = read_rows(&rows, &out->n_contacts, sizeof *out->contacts,
			       out, SQL_CONTACTS, read_contact, err);
	out->contacts = out->alone ? NULL : rows;
	if (!rc)
		rc = read_rows(&rows, &out->n_lines, sizeof *out->lines, out,
			       SQL_LINES, read_line, err);
	out->lines = rows;
	return rc ? rc : read_calendars(out, err);
}
