/*
 * Of a brief: what of a record is another than at a moment, by its journal.
 */
#include "areas/brief.h"

#include <kam/areas.h>
#include <string.h>

/* $1 kind, $2 id, $3 instant */
static const char sql_changes[] =
    "SELECT c.field, c.before, c.after FROM change c "
    "JOIN operation o ON o.id = c.operation "
    "WHERE c.kind = $1 AND c.record = $2 AND o.at > $3 "
    "ORDER BY c.operation, c.position";
static const char *const texts[] = { sql_changes };
const struct kam_sql kam_brief_changes_sql = { texts, 1 };

enum { FIELDS = KAM_COLUMNS };

/* A field of a record, as it was at first and is now. */
struct field {
	int column;
	const char *before, *after; /* canonical; in the arena */
};

static int same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static const char *copy(struct kam_arena *arena, struct kam_stmt *s, int column,
			int *failed)
{
	const char *text = kam_stmt_text(s, column), *out = NULL;

	if (text && !(out = kam_arena_strdup(arena, text)))
		*failed = 1;
	return out;
}

/* Takes one change up among those of the record. */
static int take(struct field fields[FIELDS], size_t *n,
		const struct kam_record *r, struct kam_stmt *s)
{
	const char *name = kam_stmt_text(s, 0);
	int column, failed = 0;
	size_t at = 0;

	if (!name)
		return 0;
	column = kam_column_find(r->kind, *name == '~' ? name + 1 : name);
	if (column == KAM_COLUMN_NONE)
		return 0;
	while (at < *n && fields[at].column != column)
		at++;
	if (at == FIELDS)
		return 0;
	if (at == *n) {
		fields[(*n)++].column = column;
		fields[at].before = copy(r->arena, s, 1, &failed);
	}
	fields[at].after = copy(r->arena, s, 2, &failed);
	return failed;
}

static int read_fields(struct field fields[FIELDS], size_t *n, struct kam *k,
		       const struct kam_record *r, const char *since,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), sql_changes, err);

	*n = 0;
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, r->kind->name);
	kam_stmt_bind_int(s, 2, r->id);
	kam_stmt_bind_text(s, 3, since);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = take(fields, n, r, s) ? kam_fail_memory(err) : 0;
	kam_stmt_finalize(s);
	return rc;
}

/* A word, a state or a day can be said in the line itself. */
static int is_short(const struct kam_kind *kind, int column)
{
	const enum kam_type type = kam_column_type(kind, column);

	return column == KAM_COLUMN_STATUS || type == KAM_WORD ||
	       type == KAM_DATE;
}

/* "—" where there was none */
static void add_side(struct kam_str *out, const struct kam_kind *kind,
		     int column, const char *canonical)
{
	struct kam_str text = KAM_STR_INIT;

	if (canonical && *canonical == '"' &&
	    kam_canonical_text(&text, canonical,
			       kam_canonical_length(canonical))) {
		if (kam_column_type(kind, column) == KAM_DATE)
			kam_str_add(out, text.data);
		else
			kam_str_add(
			    out, kam_gettext_in(column == KAM_COLUMN_STATUS
						    ? kind->name
						    : kind->fields[column].name,
						text.data));
	} else {
		kam_str_add(out, "–");
	}
	out->failed |= text.failed;
	kam_str_release(&text);
}

static void add_field(struct kam_str *fields, struct kam_str *what,
		      const struct kam_kind *kind, const struct field *f)
{
	char label[KAM_LABEL_TEXT];

	kam_str_printf(fields, "%s%s", fields->length ? "," : "",
		       kam_column_name(kind, f->column));
	kam_str_printf(what, "%s%s", what->length ? _("; ") : "",
		       kam_column_label(label, kind, f->column));
	if (!is_short(kind, f->column))
		return;
	kam_str_add(what, _(": "));
	add_side(what, kind, f->column, f->before);
	kam_str_add(what, " → ");
	add_side(what, kind, f->column, f->after);
}

static int is_seen(const struct brief *b, const struct kam_kind *kind,
		   int column)
{
	/* tags are one's own order of things */
	if (kam_column_type(kind, column) == KAM_TAGS)
		return 0;
	return !b->view.customer || column == KAM_COLUMN_STATUS ||
	       (column >= 0 && kind->fields[column].flags & KAM_CUSTOMER);
}

int kam_brief_compare(struct kam_str *names, struct kam_str *what,
		      struct brief *b, const struct kam_record *r,
		      const char *since, struct kam_err *err)
{
	struct field fields[FIELDS];
	size_t n;
	int rc = read_fields(fields, &n, b->view.k, r, since, err);

	for (size_t i = 0; i < n && !rc; i++)
		if (!same(fields[i].before, fields[i].after) &&
		    is_seen(b, r->kind, fields[i].column))
			add_field(names, what, r->kind, &fields[i]);
	return rc;
}
