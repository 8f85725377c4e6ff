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
	struct kam_search_rest *rest;
	const struct kam_needles *needles;
	struct table *tables;
	const struct table *now;
	struct kam_stmt *lists;
	int more; /* lists stands on a row of the table */
	struct kam_str text;
};

static int may(const struct walking *w, const struct kam_walked *values)
{
	for (int i = 0; i < w->now->fields.n; i++)
		for (size_t j = 0; j < w->needles->n && values[i].text; j++)
			if (kam_needle_may(&w->needles->items[j],
					   values[i].text, values[i].length))
				return 1;
	return 0;
}

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

	*w->rest = (struct kam_search_rest){ .status = -1 };
	values += w->now->fields.n;
	if (values[0].text)
		snprintf(w->rest->modified, sizeof w->rest->modified, "%.*s",
			 (int)values[0].length, values[0].text);
	if (kind->n_states && values[1].text)
		w->rest->status =
		    kam_state_find(kind, string_of(w, &values[1]));
}

static int take_row(void *context, size_t table, int64_t id,
		    const struct kam_walked *values, struct kam_err *err)
{
	struct walking *w = context;
	const struct kam_search_reader *reader = w->reader;
	const struct kam_kind *kind = w->tables[table].kind;
	int rc = 0, listed;

	if (w->now != &w->tables[table]) {
		w->now = &w->tables[table];
		w->more = 0;
		if (w->now->fields.lists)
			rc = kam_search_begin_lists(&w->lists, &w->more,
						    reader->k, kind, err);
	}
	listed = !rc && w->more && kam_stmt_int(w->lists, 0) <= id;
	if (!rc && (listed || may(w, values))) {
		read_rest(w, values);
		rc = read_texts(w, values, err);
	}
	if (!rc && listed)
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

int kam_search_walk(const struct kam_search_reader *reader,
		    struct kam_search_rest *rest,
		    const struct kam_needles *needles,
		    const struct kam_kind *only, struct kam_err *err)
{
	const struct kam_catalogue *all = reader->k->catalogue;
	struct walking w = { .reader = reader,
			     .rest = rest,
			     .needles = needles,
			     .text = KAM_STR_INIT };
	struct kam_walk *walks = calloc((size_t)all->n_kinds, sizeof *walks);
	int rc;

	w.tables = calloc((size_t)all->n_kinds, sizeof *w.tables);
	rc = walks && w.tables ? 0 : kam_fail_memory(err);
	if (!rc)
		rc = kam_db_walk(reader->k->db, walks,
				 fill(w.tables, walks, all, only), take_row, &w,
				 err);
	kam_stmt_finalize(w.lists);
	kam_str_release(&w.text);
	free(w.tables);
	free(walks);
	return rc;
}
