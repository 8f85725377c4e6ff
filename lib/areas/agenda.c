#include "areas/sql.h"

#include <kam/agenda.h>
#include <kam/areas.h>
#include <kam/date.h>
#include <kam/grow.h>
#include <kam/setting.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_CALENDAR, SQL_DAYS };
static const char *const texts[] = {
	[SQL_CALENDAR] = "SELECT \"calendar\" FROM member WHERE id = $1",
	[SQL_DAYS] = "SELECT \"date\", \"working\", \"name\" FROM calendar_day "
		     "WHERE \"calendar\" = $1 AND \"date\" BETWEEN $2 AND $3 "
		     "ORDER BY \"date\"",
};
const struct kam_sql kam_agenda_sql = { texts, sizeof texts / sizeof *texts };

struct gathering {
	struct kam *k;
	struct kam_arena *arena;
	const struct kam_agenda_query *query;
	struct kam_agenda *out;
	size_t room;
};

static int add(struct gathering *g, const struct kam_agenda_entry *entry,
	       struct kam_err *err)
{
	struct kam_agenda *out = g->out;

	if (out->n == g->room) {
		struct kam_agenda_entry *grown =
		    kam_grow_in(g->arena, out->entries, &g->room, out->n,
				sizeof *grown, err);

		if (!grown)
			return err->code;
		out->entries = grown;
	}
	out->entries[out->n++] = *entry;
	return 0;
}

/* The owner's calendar, else the register's; 0 where there is none. */
static int find_calendar(int64_t *id, struct gathering *g, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	const char *name;
	int rc =
	    kam_db_prepare(&s, kam_database(g->k), texts[SQL_CALENDAR], err);

	*id = 0;
	if (!rc) {
		kam_stmt_bind_int(s, 1, g->query->owner);
		rc = kam_stmt_step(s, err);
	}
	if (rc > 0)
		*id = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	if (rc < 0 || *id)
		return rc < 0 ? rc : 0;
	rc = kam_setting_get(&name, g->k, g->arena, "calendar", err);
	return rc || !*name
		   ? rc
		   : kam_resolve(id, g->k, &kam_calendar_kind, name, err);
}

static int add_days(struct gathering *g, struct kam_err *err)
{
	char from[KAM_DATE_TEXT], to[KAM_DATE_TEXT];
	struct kam_stmt *s = NULL;
	int64_t calendar;
	int rc = find_calendar(&calendar, g, err);

	if (!rc)
		rc = kam_db_prepare(&s, kam_database(g->k), texts[SQL_DAYS],
				    err);
	if (rc)
		return rc;
	kam_date_format(from, g->query->from);
	kam_date_format(to, g->query->to);
	kam_stmt_bind_int(s, 1, calendar);
	kam_stmt_bind_text(s, 2, from);
	kam_stmt_bind_text(s, 3, to);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *day = kam_stmt_text(s, 0);
		const char *name = kam_stmt_text(s, 2);
		struct kam_agenda_entry entry = { 0 };

		entry.working = kam_stmt_int(s, 1) != 0;
		if (name && *name)
			entry.name = kam_arena_strdup(g->arena, name);
		rc = name && *name && !entry.name ? kam_fail_memory(err) : 0;
		if (!rc)
			rc = kam_date_parse(&entry.date, day ? day : "", err);
		if (!rc)
			rc = add(g, &entry, err);
	}
	kam_stmt_finalize(s);
	return rc;
}

static int compare(const void *a, const void *b)
{
	const struct kam_agenda_entry *x = a, *y = b;

	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	if (!x->item || !y->item)
		return (x->item != NULL) - (y->item != NULL);
	/* as the list of what is due has them */
	return x->item < y->item ? -1 : x->item > y->item;
}

int kam_agenda_find(struct kam_agenda *out, struct kam *k,
		    struct kam_arena *arena,
		    const struct kam_agenda_query *query, struct kam_err *err)
{
	struct gathering g = { k, arena, query, out, 0 };
	int rc;

	memset(out, 0, sizeof *out);
	out->query.until = query->to;
	out->query.account = query->account;
	out->query.project = query->project;
	out->query.owner = query->owner;
	out->due.arena = arena;
	out->due.query = &out->query;
	rc = kam_due_find(&out->due, k, err);
	for (size_t i = 0; i < out->due.n && !rc; i++) {
		const struct kam_due_item *item = &out->due.items[i];
		struct kam_agenda_entry entry = { item->due, item, NULL, 0 };

		if (item->due >= query->from || query->overdue)
			rc = add(&g, &entry, err);
	}
	if (!rc)
		rc = add_days(&g, err);
	if (!rc && out->n)
		qsort(out->entries, out->n, sizeof *out->entries, compare);
	if (rc)
		kam_agenda_release(out);
	return rc;
}

void kam_agenda_release(struct kam_agenda *agenda)
{
	kam_due_release(&agenda->due);
}
