#include "store/internal.h"

#include <kam/date.h>
#include <kam/grow.h>
#include <kam/timeline.h>
#include <kam/zone.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	struct kam *k;
	struct kam_arena *arena;
	const struct kam_timeline_query *query;
	struct kam_event *items;
	size_t n, room;
};

static void add_direct(struct kam_str *sql, const struct kam_kind *kind,
		       const char *alias)
{
	const struct kam_field *f;

	if (kind->role == KAM_ROLE_ACCOUNT) {
		kam_str_printf(sql, "%s.id = $1", alias);
		return;
	}
	f = &kind->fields[kind->account];
	if (f->type == KAM_REF)
		kam_str_printf(sql, "%s.\"%s\" = $1", alias, f->name);
	else
		kam_str_printf(sql,
			       "%s.id IN (SELECT record FROM list_value "
			       "WHERE kind = '%s' AND field = '%s' "
			       "AND target = $1)",
			       alias, kind->name, f->name);
}

static int is_direct(const struct kam_kind *kind)
{
	return kind->account != KAM_NO_FIELD || kind->role == KAM_ROLE_ACCOUNT;
}

/* The field that says what a record without an account of its own is a part
   of, or about; KAM_NO_FIELD where nothing does. */
static int owner_of(const struct kam *k, const struct kam_kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++) {
		const struct kam_field *f = &kind->fields[i];

		if ((f->flags & (KAM_REQUIRED | KAM_CUSTOM)) != KAM_REQUIRED)
			continue;
		if (f->type == KAM_ANY)
			return i;
		if (f->type == KAM_REF &&
		    is_direct(kam_kind_find(k->catalogue, f->target)))
			return i;
	}
	return KAM_NO_FIELD;
}

/* What an ANY leads to may be of any kind that has an account. */
static void add_any(struct kam_str *sql, const struct kam *k,
		    const struct kam_field *f)
{
	int n = 0;

	kam_str_add_char(sql, '(');
	for (int i = 0; i < k->catalogue->n_kinds; i++) {
		const struct kam_kind *kind = k->catalogue->kinds[i];

		if (!is_direct(kind))
			continue;
		kam_str_printf(sql,
			       "%s(t.\"%s%s\" = '%s' AND t.\"%s\" IN (SELECT "
			       "o.id FROM \"%s\" o WHERE ",
			       n++ ? " OR " : "", f->name, kam_field_suffix(f),
			       kind->name, f->name, kind->name);
		add_direct(sql, kind, "o");
		kam_str_add(sql, "))");
	}
	kam_str_add_char(sql, ')');
}

static void add_scope(struct kam_str *sql, const struct kam *k,
		      const struct kam_kind *kind, int owner)
{
	const struct kam_field *f;

	if (owner == KAM_NO_FIELD) {
		add_direct(sql, kind, "t");
		return;
	}
	f = &kind->fields[owner];
	if (f->type == KAM_ANY) {
		add_any(sql, k, f);
		return;
	}
	kam_str_printf(sql, "t.\"%s\" IN (SELECT o.id FROM \"%s\" o WHERE ",
		       f->name, f->target);
	add_direct(sql, kam_kind_find(k->catalogue, f->target), "o");
	kam_str_add_char(sql, ')');
}

/* Where it isn't said when it happened, it was when it was written. */
static void add_when(struct kam_str *sql, const struct kam_kind *kind,
		     int column)
{
	if (column < 0)
		kam_str_add(sql, "t.created");
	else if (column == kind->happened)
		kam_str_printf(sql, "COALESCE(t.\"%s\", t.created)",
			       kind->fields[column].name);
	else
		kam_str_printf(sql, "t.\"%s\"", kind->fields[column].name);
}

/* What is told of a record besides its title: what it is a part of; of one
   that may have no title, the first that it always refers to. */
static int about_of(const struct kam *k, const struct kam_kind *kind)
{
	if (!is_direct(kind))
		return owner_of(k, kind);
	return kind->fields[kind->title].flags & KAM_REQUIRED
		   ? KAM_NO_FIELD
		   : owner_of(k, kind);
}

static int build(struct kam_str *sql, const struct kam *k,
		 const struct kam_kind *kind, int column, struct kam_err *err)
{
	const int owner = is_direct(kind) ? KAM_NO_FIELD : owner_of(k, kind);
	const int about = about_of(k, kind);

	kam_str_printf(sql, "SELECT t.id, CAST(t.\"%s\" AS TEXT), ",
		       kind->fields[kind->title].name);
	add_when(sql, kind, column);
	if (about == KAM_NO_FIELD)
		kam_str_add(sql, ", NULL, NULL");
	else if (kind->fields[about].type == KAM_ANY)
		kam_str_printf(sql, ", t.\"%s\", t.\"%s%s\"",
			       kind->fields[about].name,
			       kind->fields[about].name,
			       kam_field_suffix(&kind->fields[about]));
	else
		kam_str_printf(sql, ", t.\"%s\", '%s'",
			       kind->fields[about].name,
			       kind->fields[about].target);
	kam_str_printf(sql, " FROM \"%s\" t WHERE ", kind->name);
	add_scope(sql, k, kind, owner);
	kam_str_add(sql, " AND ");
	add_when(sql, kind, column);
	kam_str_add(sql, " IS NOT NULL");
	return kam_str_check(sql, err);
}

/* A day, or a moment and its day in the register's zone. */
static int read_when(struct kam_event *e, const struct kam *k, const char *text,
		     struct kam_err *err)
{
	int rc;

	e->at = -1;
	if (!strchr(text, 'T'))
		return kam_date_parse(&e->day, text, err);
	rc = kam_instant_parse(&e->at, text, err);
	if (!rc)
		e->day = kam_zone_day(kam_zone_of(k), e->at);
	return rc;
}

static int add(struct reading *r, const struct kam_kind *kind, int column,
	       struct kam_stmt *s, struct kam_err *err)
{
	const char *title = kam_stmt_text(s, 1), *when = kam_stmt_text(s, 2);
	const char *about = kam_stmt_text(s, 4);
	struct kam_event *grown, e = { .kind = kind, .column = column };
	int rc;

	if (kam_stmt_failed(s) || !when)
		return kam_fail_memory(err);
	e.id = kam_stmt_int(s, 0);
	e.about = kam_stmt_int(s, 3);
	e.about_kind = about ? kam_kind_find(r->k->catalogue, about) : NULL;
	rc = read_when(&e, r->k, when, err);
	if (rc || e.day < r->query->since)
		return rc;
	e.title =
	    title ? kam_arena_strndup(r->arena, title, strcspn(title, "\r\n"))
		  : "";
	grown = kam_grow(r->items, &r->room, r->n, sizeof *grown, err);
	if (!grown || !e.title)
		return kam_fail_memory(err);
	r->items = grown;
	r->items[r->n++] = e;
	return 0;
}

static int read_events(struct reading *r, const struct kam_kind *kind,
		       int column, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc = build(&sql, r->k, kind, column, err);

	if (!rc)
		rc = kam_db_prepare(&s, r->k->db, sql.data, err);
	kam_str_release(&sql);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, r->query->account);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = add(r, kind, column, s, err);
	kam_stmt_finalize(s);
	return rc;
}

static int read_kind(struct reading *r, const struct kam_kind *kind,
		     struct kam_err *err)
{
	int rc = 0;

	if (r->query->kind && !kam_kind_is(r->query->kind, kind))
		return 0;
	if (!is_direct(kind) && owner_of(r->k, kind) == KAM_NO_FIELD)
		return 0;
	if (kind->happened)
		rc = read_events(r, kind, kind->happened, err);
	for (int i = 0; i < kind->n_fields && !rc; i++)
		if (kind->fields[i].flags & KAM_HAPPENED)
			rc = read_events(r, kind, i, err);
	return rc;
}

/* Of one day, what has a time comes by it, before what has none. */
static int compare(const void *a, const void *b)
{
	const struct kam_event *x = a, *y = b;
	int kinds;

	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	if (x->at != y->at)
		return x->at > y->at ? -1 : 1;
	kinds = strcmp(x->kind->name, y->kind->name);
	if (kinds)
		return kinds;
	if (x->id != y->id)
		return x->id > y->id ? -1 : 1;
	return y->column - x->column;
}

static int name_abouts(struct reading *r, struct kam_err *err)
{
	const char *key;
	int rc = 0;

	for (size_t i = 0; i < r->n && !rc; i++) {
		struct kam_event *e = &r->items[i];

		if (!e->about_kind)
			continue;
		rc = kam_label(&key, &e->about_title, r->k, r->arena,
			       e->about_kind, e->about, err);
		if (rc == KAM_ENOENT) {
			kam_err_reset(err);
			rc = 0;
		}
	}
	return rc;
}

void kam_event_title(char out[KAM_EVENT_TITLE], const struct kam_event *event)
{
	const struct kam_field *f = &event->kind->fields[event->kind->title];
	const char *own = event->title, *about = "";
	char first[241], then[201];

	if (f->type == KAM_WORD)
		own = kam_gettext_in(f->name, own);
	/* that it is about the account is known */
	if (event->about_kind &&
	    strcmp(event->about_kind->name, "account") != 0)
		about = event->about_title;
	kam_utf8_shorten(first, sizeof first, own);
	kam_utf8_shorten(then, sizeof then, about ? about : "");
	(void)snprintf(out, KAM_EVENT_TITLE, "%s%s%s", first,
		       *first && *then ? " · " : "", then);
}

int kam_timeline_find(struct kam_timeline *out, struct kam *k,
		      struct kam_arena *arena,
		      const struct kam_timeline_query *query,
		      struct kam_err *err)
{
	struct reading r = { .k = k, .arena = arena, .query = query };
	int rc = 0;

	memset(out, 0, sizeof *out);
	for (int i = 0; i < k->catalogue->n_kinds && !rc; i++)
		rc = read_kind(&r, k->catalogue->kinds[i], err);
	if (!rc && r.n)
		qsort(r.items, r.n, sizeof *r.items, compare);
	if (query->limit > 0 && r.n > (size_t)query->limit)
		r.n = (size_t)query->limit;
	if (!rc)
		rc = name_abouts(&r, err);
	if (!rc) {
		out->items = kam_arena_array(arena, r.n + 1, sizeof *r.items);
		if (!out->items)
			rc = kam_fail_memory(err);
		else if (r.n)
			memcpy(out->items, r.items, r.n * sizeof *r.items);
		out->n = r.n;
	}
	free(r.items);
	return rc;
}
