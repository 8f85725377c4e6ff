/*
 * The search's index: its file, and whether it may be used.
 *
 * It is derived, so nothing about it is an error to a search but want of memory
 * and a signal. What is dangerous is a file that somebody else put there, since
 * SQLite would run what its schema says: only the caller's own or the register
 * owner's is opened, of a shared register its group's, and its schema is
 * compared first.
 */
#include "store/search.h"

#include <errno.h>
#include <inttypes.h>
#include <kam/sha256.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char sql_meta[] = "SELECT format, mark, operation, hash, built, "
			       "(SELECT max(id) FROM doc) FROM meta";
static const char sql_schema[] =
    "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'words\\__%' "
    "ESCAPE '\\' ORDER BY rowid";
static const char sql_shadows[] =
    "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'words\\__%' ESCAPE "
    "'\\' AND (type <> 'table' OR sql NOT LIKE 'CREATE TABLE ''words%')";
static const char sql_newest[] =
    "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1";
static const char sql_hash[] = "SELECT hash FROM operation WHERE id = $1";

/* doc's lines are in the order in which records were changed; of a record that
   was changed since, the last one counts, though none is taken away: what the
   words were is not known any more. */
const char *const kam_search_index_schema[] = {
	"CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), format TEXT "
	"NOT NULL, mark TEXT NOT NULL, operation INTEGER NOT NULL, hash BLOB "
	"NOT NULL, built INTEGER NOT NULL) STRICT",
	"CREATE TABLE doc (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record "
	"INTEGER NOT NULL) STRICT",
	"CREATE VIRTUAL TABLE words USING fts5(text, content='', "
	"columnsize=0, tokenize='ascii')",
	NULL,
};

const char *kam_search_index_path(struct kam *k)
{
	return kam_arena_printf(&k->arena, "%s.search", k->options.path);
}

void kam_search_index_format(char out[65], const struct kam *k)
{
	struct kam_sha256 sha;

	kam_sha256_begin(&sha);
	for (int i = 0; i < k->catalogue->n_kinds; i++) {
		const struct kam_kind *kind = k->catalogue->kinds[i];

		for (int j = 0; j < kind->n_fields; j++)
			if (kam_search_reads(&kind->fields[j])) {
				const char *name = kind->fields[j].name;

				kam_sha256_add(&sha, kind->name,
					       strlen(kind->name) + 1);
				kam_sha256_add(&sha, name, strlen(name) + 1);
			}
	}
	kam_sha256_text(out, &sha);
}

int kam_search_state(struct kam_search_state *out, struct kam *k,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_register_mark(out->mark, k, err);

	out->operation = 0;
	memset(out->hash, 0, sizeof out->hash);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql_newest, err);
	if (!rc)
		rc = kam_stmt_step(s, err);
	if (rc > 0 && kam_stmt_length(s, 1) == KAM_DIGEST) {
		out->operation = kam_stmt_int(s, 0);
		memcpy(out->hash, kam_stmt_blob(s, 1), KAM_DIGEST);
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

/* Whether the file is one that nobody else could have put there. */
static int is_safe(const char *path, const char *of)
{
	struct stat file, base;
	int shared;

	if (lstat(path, &file) || lstat(of, &base) || !S_ISREG(file.st_mode) ||
	    file.st_nlink != 1)
		return 0;
	shared = (base.st_mode & S_IWGRP) != 0;
	if (file.st_mode & (S_IWOTH | (shared ? 0 : S_IWGRP)))
		return 0;
	return file.st_uid == geteuid() || file.st_uid == base.st_uid ||
	       (shared && file.st_gid == base.st_gid);
}

void kam_search_index_options(struct kam_db_options *options,
			      const struct kam *k, enum kam_db_mode mode)
{
	struct stat base;

	*options = (struct kam_db_options){
		.mode = mode,
		.busy_ms = k->options.busy_ms,
		.group = !lstat(k->options.path, &base) &&
			 (base.st_mode & S_IWGRP) != 0,
		.interrupted = k->options.interrupted,
	};
}

/* 1 where it is exactly what kam makes */
static int check_schema(struct kam_db *db, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int32_t application, version;
	int n = 0, same = 1, rc;

	rc = kam_db_stamp(db, &application, &version, err);
	if (rc || application != KAM_INDEX_APPLICATION ||
	    version != KAM_INDEX_VERSION)
		return rc;
	rc = kam_db_prepare(&s, db, sql_schema, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *sql = kam_stmt_text(s, 0);

		same = same && sql && kam_search_index_schema[n] &&
		       !strcmp(sql, kam_search_index_schema[n]);
		n += same;
		rc = 0;
	}
	kam_stmt_finalize(s);
	s = NULL;
	if (rc || !same || kam_search_index_schema[n])
		return rc;
	rc = kam_db_prepare(&s, db, sql_shadows, err);
	if (!rc)
		rc = kam_stmt_step(s, err);
	if (rc > 0)
		rc = !kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc;
}

/* Of which state of which register it is; 1, or 0 where it says nothing. */
static int read_meta(struct kam_search_index *index, struct kam *k,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char format[65];
	int rc = kam_db_prepare(&s, index->db, sql_meta, err);

	kam_search_index_format(format, k);
	if (!rc)
		rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *said = kam_stmt_text(s, 0);
		const char *mark = kam_stmt_text(s, 1);

		rc = said && !strcmp(said, format) && mark &&
		     kam_stmt_length(s, 3) == KAM_DIGEST;
		if (rc) {
			snprintf(index->state.mark, KAM_REGISTER_MARK, "%s",
				 mark);
			index->state.operation = kam_stmt_int(s, 2);
			memcpy(index->state.hash, kam_stmt_blob(s, 3),
			       KAM_DIGEST);
			index->built = kam_stmt_int(s, 4);
			index->docs = kam_stmt_int(s, 5);
		}
	}
	kam_stmt_finalize(s);
	return rc;
}

/* 1 where the register went through the state that the index is of */
static int is_of(const struct kam_search_index *index, struct kam *k,
		 struct kam_err *err)
{
	char mark[KAM_REGISTER_MARK];
	struct kam_stmt *s = NULL;
	int rc = kam_register_mark(mark, k, err);

	if (rc || strcmp(mark, index->state.mark) != 0)
		return rc;
	rc = kam_db_prepare(&s, k->db, sql_hash, err);
	if (!rc) {
		kam_stmt_bind_int(s, 1, index->state.operation);
		rc = kam_stmt_step(s, err);
	}
	if (rc > 0)
		rc =
		    kam_stmt_length(s, 0) == KAM_DIGEST &&
		    !memcmp(kam_stmt_blob(s, 0), index->state.hash, KAM_DIGEST);
	kam_stmt_finalize(s);
	return rc;
}

/* Whether so much was added that it is better made anew. */
static int is_worn(const struct kam_search_index *index)
{
	return index->docs > 2 * index->built + 10000;
}

static int look(struct kam_search_index *index, struct kam *k,
		struct kam_err *err)
{
	int rc = check_schema(index->db, err);

	if (rc > 0)
		rc = read_meta(index, k, err);
	if (rc > 0)
		rc = is_of(index, k, err);
	return rc > 0 ? !is_worn(index) : rc;
}

/* In one transaction, which lasts until it is closed: a lock is taken once. */
static int open_file(struct kam_search_index *index, struct kam *k,
		     const char *path, struct kam_err *err)
{
	struct kam_db_options options;
	int rc;

	kam_search_index_options(&options, k, KAM_DB_READ);
	rc = kam_db_open(&index->db, k->options.driver, path, &options, err);
	return rc ? rc : kam_db_begin_read(index->db, err);
}

enum { FAR = 1000 }; /* changes that are rather written than looked at */

static int count_changed(void *context, const struct kam_kind *kind, int64_t id,
			 struct kam_err *err)
{
	(void)kind;
	(void)id;
	(void)err;
	return ++*(int64_t *)context > FAR;
}

/* Behind by much: brought up to date where that can be. */
static int catch_up(struct kam_search_index *index, struct kam *k,
		    const char *path, struct kam_err *err)
{
	int64_t n = 0;
	int rc = kam_search_changed(k, index->state.operation, FAR + 1,
				    count_changed, &n, err);

	index->behind = n > 0;
	if (rc || n <= FAR)
		return rc;
	kam_search_index_close(index);
	rc = kam_search_index_update(k, err);
	/* what may not be written can be read all the same */
	if (rc && rc != KAM_ENOMEM && rc != KAM_EINTERRUPT)
		kam_err_reset(err);
	else if (rc)
		return rc;
	rc = open_file(index, k, path, err);
	if (!rc)
		rc = look(index, k, err);
	return rc > 0 ? 0 : rc ? rc : KAM_ECORRUPT;
}

int kam_search_index_open(enum kam_index_found *found,
			  struct kam_search_index *index, struct kam *k,
			  struct kam_err *err)
{
	const char *path = kam_search_index_path(k);
	int rc;

	*found = KAM_INDEX_NONE;
	memset(index, 0, sizeof *index);
	if (!path)
		return kam_fail_memory(err);
	if (!is_safe(path, k->options.path))
		return 0;
	rc = open_file(index, k, path, err);
	if (!rc)
		rc = look(index, k, err);
	if (!rc || rc == KAM_ECORRUPT)
		*found = KAM_INDEX_STALE;
	if (rc > 0) {
		rc = catch_up(index, k, path, err);
		*found = rc ? KAM_INDEX_STALE : KAM_INDEX_CURRENT;
	}
	if (*found != KAM_INDEX_CURRENT)
		kam_search_index_close(index);
	if (rc == KAM_ENOMEM || rc == KAM_EINTERRUPT)
		return rc;
	if (rc)
		kam_err_reset(err);
	return 0;
}

void kam_search_index_close(struct kam_search_index *index)
{
	kam_db_close(index->db);
	index->db = NULL;
}

/*
 * Waits until nobody writes it, and keeps others from it: a journal that one of
 * them had open would be played back into a file that takes this one's place.
 * *db is NULL where it is no database, so that nobody can.
 */
int kam_search_index_hold(struct kam_db **db, struct kam *k, const char *path,
			  struct kam_err *err)
{
	struct kam_db_options options;
	int rc;

	*db = NULL;
	if (!is_safe(path, k->options.path))
		return 0;
	kam_search_index_options(&options, k, KAM_DB_WRITE);
	rc = kam_db_open(db, k->options.driver, path, &options, err);
	if (!rc)
		rc = kam_db_begin_write(*db, err);
	if (rc == KAM_ECORRUPT) {
		kam_err_reset(err);
		kam_db_close(*db);
		*db = NULL;
		rc = 0;
	}
	return rc;
}

int kam_search_index_remove(struct kam *k, struct kam_err *err)
{
	/* its journal first: it has what was in it */
	static const char *const suffixes[] = { "-journal", ".lock", "" };
	const char *path = kam_search_index_path(k), *name;
	struct kam_db *held = NULL;
	int there = 0, rc;

	rc = path ? kam_search_index_hold(&held, k, path, err)
		  : kam_fail_memory(err);
	for (size_t i = 0; !rc && i < sizeof suffixes / sizeof *suffixes; i++) {
		name = kam_arena_printf(&k->arena, "%s%s", path, suffixes[i]);
		there = name && !unlink(name);
		if (!name)
			rc = kam_fail_memory(err);
		else if (!there && errno != ENOENT)
			rc = kam_fail(err, KAM_EIO, _("cannot remove '%s': %s"),
				      name, kam_errno_text(errno));
	}
	kam_db_close(held);
	return rc ? rc : there;
}
