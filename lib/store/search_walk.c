/*
 * All records read straight from the file, where the driver can: nearly all of
 * them are told in a glance not to hold what is looked for.
 */
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

struct table {
	const struct kam_kind *kind;
	struct kam_search_fields fields;
	const char *columns[KAM_COLUMNS + 2]; /* texts, modified, status */
};

struct walking {
	const struct kam_search_reader *reader;
	const struct kam_needles *needles;
	struct table *tables;
	const struct table *now;
	struct kam_stmt *lists;
	int more; /* lists stands on a row of the table */
	int64_t *read;
	int rc; /* of what went wrong at a glance */
	struct kam_err *err;
	struct kam_str text;
};

/* As a string, which a NUL ends, if one is in it too. */
static const char *string_of(struct walking *w, const struct kam_walked *value)
{
	kam_str_truncate(&w->text, 0);
	kam_str_add_bytes(&w->text, value->text, value->length);
	return w->text.data;
}

static int read_texts(struct walking *w, const struct kam_walked *values,
		      struct kam_err *err)
{
	const struct kam_search_fields *f = &w->now->fields;
	int rc = 0;

	for (int i = 0; i < f->n && !rc; i++)
		if (values[i].text) {
			const char *text = string_of(w, &values[i]);

			rc = kam_str_check(&w->text, err);
			if (!rc)
				rc = w->reader->text(w->reader->context,
						     w->now->kind, f->at[i],
						     text, err);
		}
	return rc;
}

static void read_rest(struct walking *w, const struct kam_walked *values)
{
	const struct kam_kind *kind = w->now->kind;

	values += w->now->fields.n;
	kam_search_rest_set(
	    w->reader->rest, kind, values[0].text, values[0].length,
	    kind->n_states && values[1].text ? string_of(w, &values[1]) : NULL);
}

/* Its lists come with the first row of a table. */
static void begin_table(struct walking *w, const struct table *table)
{
	w->now = table;
	w->more = 0;
	if (table->fields.lists && !w->rc)
		w->rc = kam_search_begin_lists(
		    &w->lists, &w->more, w->reader->k, table->kind, w->err);
}

static int glance(void *context, size_t table, int64_t id, const char *bytes,
		  size_t length)
{
	struct walking *w = context;

	++*w->read;
	if (w->now != &w->tables[table])
		begin_table(w, &w->tables[table]);
	if (w->rc || (w->more && kam_stmt_int(w->lists, 0) <= id))
		return 1;
	for (size_t i = 0; i < w->needles->n; i++)
		if (kam_needle_may(&w->needles->items[i], bytes, length))
			return 1;
	return 0;
}

static int take_row(void *context, size_t table, int64_t id,
		    const struct kam_walked *values, struct kam_err *err)
{
	struct walking *w = context;
	const struct kam_search_reader *reader = w->reader;
	const struct kam_kind *kind = w->tables[table].kind;
	int rc = w->rc;

	if (!rc) {
		read_rest(w, values);
		rc = read_texts(w, values, err);
	}
	if (!rc && w->more)
		rc = kam_search_read_lists(reader, kind, id, w->lists, &w->more,
					   err);
	return rc ? rc : reader->end(reader->context, kind, id, err);
}

/* Of each kind what is read of it: how many tables. */
static size_t fill(struct table *tables, struct kam_walk *walks,
		   const struct kam_catalogue *all, const struct kam_kind *only)
{
	size_t n = 0;

	for (int i = 0; i < all->n_kinds; i++) {
		struct table *t = &tables[n];
		struct kam_search_fields *f = &t->fields;

		t->kind = all->kinds[i];
		kam_search_fields(f, t->kind);
		if ((only && only != t->kind) || (!f->n && !f->lists))
			continue;
		for (int j = 0; j < f->n; j++)
			t->columns[j] = t->kind->fields[f->at[j]].name;
		t->columns[f->n] = "modified";
		t->columns[f->n + 1] = "status";
		walks[n++] = (struct kam_walk){
			.table = t->kind->name,
			.columns = t->columns,
			.n = (size_t)f->n + 1 + (t->kind->n_states > 0),
		};
	}
	return n;
}

int kam_search_walk(const struct kam_search_reader *reader, int64_t *read,
		    const struct kam_needles *needles,
		    const struct kam_kind *only, struct kam_err *err)
{
	const struct kam_catalogue *all = reader->k->catalogue;
	struct walking w = { .reader = reader,
			     .read = read,
			     .err = err,
			     .needles = needles,
			     .text = KAM_STR_INIT };
	const struct kam_walker walker = { glance, take_row, &w };
	struct kam_walk *walks = calloc((size_t)all->n_kinds, sizeof *walks);
	int rc;

	w.tables = calloc((size_t)all->n_kinds, sizeof *w.tables);
	rc = walks && w.tables ? 0 : kam_fail_memory(err);
	if (!rc)
		rc =
		    kam_db_walk(reader->k->db, walks,
				fill(w.tables, walks, all, only), &walker, err);
	kam_stmt_finalize(w.lists);
	kam_str_release(&w.text);
	free(w.tables);
	free(walks);
	return rc;
}
