/*
 * Of a brief: what changed since a moment, net, from the journal.
 *
 * Records that were modified since are few; of each the journal is read by its
 * index. What was changed and changed back is no change.
 */
#include "areas/brief.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/grow.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

/* $1 kind, $2 id, $3 instant */
static const char sql_changes[] =
    "SELECT c.field, c.before, c.after FROM change c "
    "JOIN operation o ON o.id = c.operation "
    "WHERE c.kind = $1 AND c.record = $2 AND o.at > $3 "
    "ORDER BY c.operation, c.position";
static const char *const texts[] = { sql_changes };
const struct kam_sql kam_brief_changes_sql = { texts, 1 };

enum { CHANGES = 8, FIELDS = KAM_COLUMNS };

/* A field of a record, as it was at first and is now. */
struct field {
	int column;
	const char *before, *after; /* canonical; in the arena */
};

struct change {
	const struct kam_kind *kind;
	int64_t id;
	const char *title;
	int created;
	int rank;           /* of its kind */
	const char *fields; /* "status,due"; NULL where it is new */
	const char *what;   /* for people */
};

struct changes {
	struct brief *b;
	char since[KAM_INSTANT_TEXT];
	int rank;
	struct change *items;
	size_t n, room;
	struct kam_str fields, what; /* of the record at hand */
};

/* What matters most comes first; the rest in the catalogue's order. */
static int rank_of(const struct kam_kind *kind, int at)
{
	static const struct kam_kind *const first[] = {
		&kam_req_kind,  &kam_project_kind,   &kam_feedback_kind,
		&kam_risk_kind, &kam_objective_kind, &kam_action_kind,
	};
	const int n = sizeof first / sizeof *first;

	for (int i = 0; i < n; i++)
		if (first[i] == kind)
			return i;
	return n + at;
}

/* Kinds of an account that say something on their own. Conversations are what
   it is counted from; who they are the customer knows. */
static int is_told(const struct brief *b, const struct kam_kind *kind)
{
	const unsigned flags = kind->fields[kind->title].flags;

	if (kam_kind_is(kind, &kam_comm_kind))
		return 0;
	if (b->view.customer)
		return kind->account != KAM_NO_FIELD &&
		       (flags & (KAM_CUSTOMER | KAM_PERSONAL)) == KAM_CUSTOMER;
	return kind->account != KAM_NO_FIELD ||
	       kam_kind_is(kind, &kam_account_kind);
}

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

static int read_fields(struct field fields[FIELDS], size_t *n,
		       const struct changes *c, const struct kam_record *r,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc =
	    kam_db_prepare(&s, kam_database(c->b->view.k), sql_changes, err);

	*n = 0;
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, r->kind->name);
	kam_stmt_bind_int(s, 2, r->id);
	kam_stmt_bind_text(s, 3, c->since);
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

static void add_field(struct changes *c, const struct kam_kind *kind,
		      const struct field *f)
{
	char label[KAM_LABEL_TEXT];

	kam_str_printf(&c->fields, "%s%s", c->fields.length ? "," : "",
		       kam_column_name(kind, f->column));
	kam_str_printf(&c->what, "%s%s", c->what.length ? "; " : "",
		       kam_column_label(label, kind, f->column));
	if (!is_short(kind, f->column))
		return;
	kam_str_add(&c->what, ": ");
	add_side(&c->what, kind, f->column, f->before);
	kam_str_add(&c->what, " → ");
	add_side(&c->what, kind, f->column, f->after);
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

/* Fills fields and what; they stay empty where nothing is left of it. */
static int compare_fields(struct changes *c, const struct kam_record *r,
			  struct kam_err *err)
{
	struct field fields[FIELDS];
	size_t n;
	int rc = read_fields(fields, &n, c, r, err);

	for (size_t i = 0; i < n && !rc; i++)
		if (!same(fields[i].before, fields[i].after) &&
		    is_seen(c->b, r->kind, fields[i].column))
			add_field(c, r->kind, &fields[i]);
	return rc;
}

static int keep(struct changes *c, const struct kam_record *r, int created,
		struct kam_err *err)
{
	struct change *grown;
	struct kam_arena *arena = c->b->view.arena;
	const struct kam_value *title = &r->values[r->kind->title];
	struct change *item;

	grown = kam_grow(c->items, &c->room, c->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	c->items = grown;
	item = &c->items[c->n++];
	*item = (struct change){ r->kind, r->id, NULL, created, c->rank };
	item->title = kam_arena_strdup(
	    arena, title->set && title->text ? title->text : "");
	item->what = kam_arena_strdup(arena, created ? _("new") : c->what.data);
	if (!created)
		item->fields = kam_arena_strdup(arena, c->fields.data);
	if (!item->title || !item->what || (!created && !item->fields) ||
	    c->fields.failed || c->what.failed)
		return kam_fail_memory(err);
	return 0;
}

static int add_record(void *context, struct kam_record *r, struct kam_err *err)
{
	struct changes *c = context;
	const int created = !*c->since || strcmp(r->created, c->since) > 0;
	int rc = 0;

	if (c->b->view.customer && r->kind->hooks.internal &&
	    r->kind->hooks.internal(r))
		return 0;
	kam_str_truncate(&c->fields, 0);
	kam_str_truncate(&c->what, 0);
	if (!created)
		rc = compare_fields(c, r, err);
	return rc || (!created && !c->fields.length) ? rc
						     : keep(c, r, created, err);
}

static int read_kind(struct changes *c, const struct kam_kind *kind,
		     struct kam_err *err)
{
	struct kam_query *q = NULL;
	char filter[64];
	int rc = kam_query_open(&q, c->b->view.k, kind, err);

	(void)snprintf(filter, sizeof filter, "modified.gt=%s", c->since);
	if (!rc) {
		kam_query_closed_too(q);
		rc = kam_query_account(q, c->b->view.account, err);
	}
	if (!rc && *c->since)
		rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_run(q, add_record, c, err);
	kam_query_release(q);
	return rc;
}

static int compare(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static const struct brief_column columns[] = {
	{ "id", NULL, N_("ID"), KAM_FORM_FIXED, 1 },
	{ "kind", NULL, "", KAM_FORM_FIXED, 1 },
	{ "title", NULL, N_("Title"), KAM_FORM_TEXT, 1 },
	{ "change", NULL, "", KAM_FORM_FIXED, 1 },
	{ "fields", NULL, "", KAM_FORM_TEXT, 1 },
	{ "what", NULL, N_("Change"), KAM_FORM_TEXT, 1 },
	{ NULL },
};

static void add_change(struct brief *b, const struct change *c)
{
	char id[KAM_ID_TEXT];

	if (!kam_brief_row(b))
		return;
	kam_brief_id(b, c->kind, c->id);
	kam_document_text(b->view.doc, c->kind->name, NULL);
	kam_document_text(b->view.doc, c->title, NULL);
	kam_document_text(b->view.doc, c->created ? "new" : "changed", NULL);
	kam_document_text(b->view.doc, c->fields, NULL);
	kam_document_text(b->view.doc, c->what, NULL);
	kam_id_format(id, c->kind, c->id);
	kam_document_line(
	    b->view.doc,
	    kam_document_made(
		b->view.doc,
		kam_arena_printf(b->view.arena, "%s %s: %s", id,
				 *c->title ? c->title : _(c->kind->name),
				 c->what)));
}

/* "What changed since 2026-11-18" */
static void begin(struct brief *b)
{
	char day[KAM_DATE_TEXT];
	const char *label = _("What changed");

	if (b->since != INT64_MIN) {
		kam_date_format(day,
				kam_zone_day(kam_zone_of(b->view.k), b->since));
		label = kam_document_made(
		    b->view.doc,
		    kam_arena_printf(b->view.arena, _("What changed since %s"),
				     day));
	}
	kam_document_section(b->view.doc, "changes", "What changed", label,
			     b->view.customer);
	kam_str_truncate(&b->remark, 0);
}

int kam_brief_changes(struct brief *b, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(b->view.k);
	struct changes c = { .b = b,
			     .fields = KAM_STR_INIT,
			     .what = KAM_STR_INIT };
	/* the customer gets all of it; we can look it up */
	const size_t most = b->view.customer ? SIZE_MAX : CHANGES;
	int rc = 0;

	if (b->since != INT64_MIN)
		kam_instant_format(c.since, b->since);
	for (int i = 0; i < all->n_kinds && !rc; i++) {
		c.rank = rank_of(all->kinds[i], i);
		if (is_told(b, all->kinds[i]))
			rc = read_kind(&c, all->kinds[i], err);
	}
	if (!rc && c.n)
		qsort(c.items, c.n, sizeof *c.items, compare);
	begin(b);
	kam_brief_table(b, "changes", NULL, columns, most);
	for (size_t i = 0; i < c.n && !rc; i++)
		add_change(b, &c.items[i]);
	kam_brief_more(b, "kam brief --all");
	if (!rc && !c.n)
		kam_brief_say(b, _("nothing changed"));
	kam_brief_end(b);
	kam_str_release(&c.fields);
	kam_str_release(&c.what);
	free(c.items);
	return rc;
}
