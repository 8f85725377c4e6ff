/*
 * The search's index made, and brought up to date.
 *
 * It is made as a draft that takes its place when it is whole. All records are
 * put in the order in which they were changed, so that the newest can be had
 * without reading the rest. The register is read some at a time: whoever wants
 * to write waits for no more than a moment. What is changed meanwhile counts as
 * changed since, because the state that the index notes is the first one's.
 */
#include "store/search.h"

#include <kam/file.h>
#include <kam/grow.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { AT_ONCE = 2000 };

static const char sql_doc[] =
    "INSERT INTO doc (id, kind, record) VALUES ($1, $2, $3)";
static const char sql_words[] =
    "INSERT INTO words (rowid, text) VALUES ($1, $2)";
static const char sql_meta[] =
    "INSERT INTO meta (id, format, mark, operation, hash, built) VALUES (1, "
    "$1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET operation = "
    "excluded.operation, hash = excluded.hash";
static const char sql_last[] = "SELECT COALESCE(max(id), 0) FROM doc";
/* larger pieces: a third of the time */
static const char sql_large[] =
    "INSERT INTO words (words, rank) VALUES ('hashsize', 33554432)";
/* and then one of them all: each would be asked */
static const char sql_join[] = "INSERT INTO words (words) VALUES ('optimize')";

struct entry {
	const struct kam_kind *kind;
	int64_t id;
	char modified[KAM_INSTANT_TEXT];
};

struct filling {
	struct kam *k;
	struct kam_db *db;
	struct kam_stmt *doc, *words;
	struct entry *entries;
	size_t n, room;
	int64_t last; /* id of the newest line */
	struct kam_str text, folded;
};

static int add_entry(struct filling *f, const struct kam_kind *kind, int64_t id,
		     const char *modified, struct kam_err *err)
{
	struct entry *grown;
	struct entry *e;

	grown = kam_grow(f->entries, &f->room, f->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	f->entries = grown;
	e = &f->entries[f->n++];
	e->kind = kind;
	e->id = id;
	snprintf(e->modified, sizeof e->modified, "%s",
		 modified ? modified : "");
	return 0;
}

static int list_kind(struct filling *f, const struct kam_kind *kind,
		     struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	kam_str_printf(&sql, "SELECT id, modified FROM \"%s\"", kind->name);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, f->k->db, sql.data, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = add_entry(f, kind, kam_stmt_int(s, 0), kam_stmt_text(s, 1),
			       err);
	kam_stmt_finalize(s);
	kam_str_release(&sql);
	return rc;
}

static int compare(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int later = strcmp(x->modified, y->modified);

	if (later)
		return later;
	if (!kam_kind_is(x->kind, y->kind))
		return strcmp(y->kind->name, x->kind->name);
	return x->id < y->id ? -1 : x->id > y->id;
}

static int take_text(void *context, const struct kam_kind *kind, int field,
		     const char *text, struct kam_err *err)
{
	struct filling *f = context;

	(void)kind;
	(void)field;
	kam_str_truncate(&f->folded, 0);
	kam_needle_fold(&f->folded, text);
	kam_needle_words(&f->text, f->folded.data, f->folded.length);
	if (f->folded.failed)
		return kam_fail_memory(err);
	return kam_str_check(&f->text, err);
}

static int take_row(void *context, const struct kam_kind *kind, int64_t id,
		    struct kam_err *err)
{
	struct filling *f = context;
	int rc;

	kam_stmt_bind_int(f->doc, 1, ++f->last);
	kam_stmt_bind_text(f->doc, 2, kind->name);
	kam_stmt_bind_int(f->doc, 3, id);
	rc = kam_stmt_step(f->doc, err);
	kam_stmt_reset(f->doc);
	if (rc)
		return rc;
	kam_stmt_bind_int(f->words, 1, f->last);
	kam_stmt_bind_text(f->words, 2, f->text.data);
	rc = kam_stmt_step(f->words, err);
	kam_stmt_reset(f->words);
	return rc;
}

static int prepare(struct filling *f, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&f->doc, f->db, sql_doc, err);

	if (!rc)
		rc = kam_db_prepare(&f->words, f->db, sql_words, err);
	if (!rc)
		rc = kam_db_prepare(&s, f->db, sql_last, err);
	if (!rc)
		rc = kam_stmt_step(s, err);
	if (rc > 0)
		f->last = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

/* Entries from..to, one state of the register for all of them. */
static int add_some(struct filling *f, size_t from, size_t to,
		    struct kam_err *err)
{
	const struct kam_search_reader reader = { f->k, take_text, take_row,
						  f };
	int rc = 0;

	for (size_t i = from; i < to && rc >= 0; i++) {
		kam_str_truncate(&f->text, 0);
		rc = kam_search_read_one(&reader, f->entries[i].kind,
					 f->entries[i].id, err);
	}
	return rc < 0 ? rc : 0;
}

static int write_meta(struct filling *f, const struct kam_search_state *state,
		      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char format[65];
	int rc = kam_db_prepare(&s, f->db, sql_meta, err);

	kam_search_index_format(format, f->k);
	if (!rc) {
		kam_stmt_bind_text(s, 1, format);
		kam_stmt_bind_text(s, 2, state->mark);
		kam_stmt_bind_int(s, 3, state->operation);
		kam_stmt_bind_blob(s, 4, state->hash, KAM_DIGEST);
		kam_stmt_bind_int(s, 5, f->last);
		rc = kam_stmt_step(s, err);
	}
	kam_stmt_finalize(s);
	return rc;
}

/* Its state first, then what there is, all in one state of the register. */
static int list_all(struct filling *f, struct kam_search_state *state,
		    struct kam_err *err)
{
	const struct kam_catalogue *all = f->k->catalogue;
	int rc = kam_read_begin(f->k, err);

	if (rc)
		return rc;
	rc = kam_search_state(state, f->k, err);
	for (int i = 0; i < all->n_kinds && !rc; i++)
		rc = list_kind(f, all->kinds[i], err);
	kam_read_end(f->k);
	if (!rc && f->n)
		qsort(f->entries, f->n, sizeof *f->entries, compare);
	return rc;
}

static int fill(struct filling *f, struct kam_err *err)
{
	struct kam_search_state state;
	int rc = list_all(f, &state, err);

	for (int i = 0; kam_search_index_schema[i] && !rc; i++)
		rc = kam_db_exec(f->db, kam_search_index_schema[i], err);
	if (!rc)
		rc = kam_db_exec(f->db, sql_large, err);
	if (!rc)
		rc = prepare(f, err);
	for (size_t at = 0; at < f->n && !rc; at += AT_ONCE) {
		rc = kam_read_begin(f->k, err);
		if (rc)
			break;
		rc = add_some(f, at, at + AT_ONCE < f->n ? at + AT_ONCE : f->n,
			      err);
		kam_read_end(f->k);
	}
	if (!rc)
		rc = kam_db_exec(f->db, sql_join, err);
	return rc ? rc : write_meta(f, &state, err);
}

static void release(struct filling *f)
{
	kam_stmt_finalize(f->doc);
	kam_stmt_finalize(f->words);
	free(f->entries);
	kam_str_release(&f->text);
	kam_str_release(&f->folded);
}

static int make_draft(struct filling *f, const char *path, struct kam_err *err)
{
	struct kam_db_options options;
	int rc;

	kam_search_index_options(&options, f->k, KAM_DB_WRITE);
	options.unsynced = 1;
	rc = kam_db_open(&f->db, f->k->options.driver, path, &options, err);
	/* no file beside it that a killed process would leave */
	if (!rc)
		rc = kam_db_exec(f->db, "PRAGMA journal_mode = MEMORY", err);
	if (!rc)
		rc = kam_db_exec(f->db, "BEGIN IMMEDIATE", err);
	if (!rc)
		rc = kam_db_set_stamp(f->db, KAM_INDEX_APPLICATION,
				      KAM_INDEX_VERSION, err);
	if (!rc)
		rc = fill(f, err);
	if (!rc)
		rc = kam_db_commit(f->db, err);
	release(f);
	kam_db_close(f->db);
	return rc;
}

int kam_search_index_make(int64_t *records, struct kam *k, struct kam_err *err)
{
	struct filling f = { .k = k,
			     .text = KAM_STR_INIT,
			     .folded = KAM_STR_INIT };
	const char *path = kam_search_index_path(k);
	struct kam_db_options options;
	struct kam_db *held = NULL;
	struct kam_draft draft;
	int rc;

	if (!path)
		return kam_fail_memory(err);
	kam_search_index_options(&options, k, KAM_DB_WRITE);
	rc = kam_draft_open(&draft, path, err);
	if (!rc && options.group && fchmod(draft.fd, 0660))
		rc = kam_fail(err, KAM_ECREATE, _("cannot create '%s'"), path);
	if (!rc)
		rc = kam_search_index_empty(&draft, err);
	if (!rc)
		rc = make_draft(&f, draft.path, err);
	if (!rc)
		rc = kam_search_index_hold(&held, k, path, err);
	if (!rc)
		rc = kam_draft_publish(&draft, path, 1, err);
	kam_db_close(held);
	kam_draft_release(&draft);
	*records = (int64_t)f.n;
	return rc;
}

static int note(void *context, const struct kam_kind *kind, int64_t id,
		struct kam_err *err)
{
	return add_entry(context, kind, id, "", err);
}

/* A record that was changed several times is added once. */
static void drop_repeats(struct filling *f)
{
	size_t n = 0;

	if (f->n)
		qsort(f->entries, f->n, sizeof *f->entries, compare);
	for (size_t i = 0; i < f->n; i++)
		if (!n || compare(&f->entries[n - 1], &f->entries[i]) != 0)
			f->entries[n++] = f->entries[i];
	f->n = n;
}

/* In the order in which they were changed. */
static int date_all(struct filling *f, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < f->n && !rc; i++) {
		struct entry *e = &f->entries[i];
		struct kam_search_rest rest;

		rc = kam_search_row_rest(&rest, f->k, e->kind, e->id, err);
		memcpy(e->modified, rest.modified, sizeof e->modified);
	}
	if (!rc && f->n)
		qsort(f->entries, f->n, sizeof *f->entries, compare);
	return rc;
}

/* What was changed since the index's state, as of now. */
static int add_changed(struct filling *f, struct kam_err *err)
{
	struct kam_search_state state;
	struct kam_stmt *s = NULL;
	int64_t since = 0;
	int rc = kam_search_state(&state, f->k, err);

	if (!rc)
		rc = kam_db_prepare(&s, f->db, "SELECT operation FROM meta",
				    err);
	if (!rc)
		rc = kam_stmt_step(s, err);
	if (rc > 0)
		since = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	if (rc < 0 || since >= state.operation)
		return rc < 0 ? rc : 0;
	rc = kam_search_changed(f->k, since, 0, note, f, err);
	drop_repeats(f);
	if (!rc)
		rc = date_all(f, err);
	if (!rc)
		rc = prepare(f, err);
	if (!rc)
		rc = add_some(f, 0, f->n, err);
	return rc ? rc : write_meta(f, &state, err);
}

int kam_search_index_update(struct kam *k, struct kam_err *err)
{
	struct filling f = { .k = k,
			     .text = KAM_STR_INIT,
			     .folded = KAM_STR_INIT };
	const char *path = kam_search_index_path(k);
	struct kam_db_options options;
	int rc;

	if (!path)
		return kam_fail_memory(err);
	kam_search_index_options(&options, k, KAM_DB_WRITE);
	rc = kam_db_open(&f.db, k->options.driver, path, &options, err);
	if (!rc)
		rc = kam_db_begin_write(f.db, err);
	if (!rc)
		rc = add_changed(&f, err);
	if (!rc)
		rc = kam_db_commit(f.db, err);
	release(&f);
	kam_db_close(f.db);
	return rc;
}
