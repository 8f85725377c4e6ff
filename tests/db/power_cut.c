/*
 * Power cuts, simulated: power_cut [CUTS [SEED]]
 *
 * A workload runs through kam_db over a VFS that logs it. For each cut point
 * the files are rebuilt as a disk could hold them: what was synced is there;
 * a write that wasn't is kept, lost or torn at 512 bytes; of the folder's
 * changes since it was synced a random prefix is there. Then kam_db opens the
 * result, and every acknowledged transaction must be there, whole.
 *
 * A simulator that cannot fail proves nothing: with synchronous=FULL it must
 * find lost commits, with OFF damage as well.
 */
#include "replay.h"

#include "db/db.h"
#include "db/driver.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	TRANSACTIONS = 60,
	ACCOUNTS = 20,
};

struct tally {
	long cuts;
	long damaged; /* unreadable, or not whole */
	long lost;    /* an acknowledged transaction isn't there */
};

struct world {
	struct recorder recorder;
	struct kam_sqlite_under under;
	struct random random;
	char folder[64];
	char path[80];
	char journal[96];
	int verbose;
};

static void die(const char *what, const struct kam_err *err)
{
	(void)fprintf(stderr, "power_cut: %s: %s\n", what,
		      err ? err->message : "");
	exit(2);
}

static struct kam_db *open_db(struct world *w, enum kam_db_mode mode,
			      struct kam_err *err)
{
	struct kam_db_options options = { .mode = mode, .busy_ms = 100 };
	struct kam_db *db;

	if (kam_db_open(&db, kam_db_sqlite_under(&w->under), w->path, &options,
			err))
		return NULL;
	return db;
}

/* Moves money about, and writes a row of a size that varies. */
static int run_statements(struct world *w, struct kam_db *db, int64_t n,
			  struct kam_err *err)
{
	static const char *const texts[] = {
		"INSERT INTO done (n, bytes) VALUES ($1, zeroblob($2))",
		"UPDATE account SET amount = amount - $2 WHERE id = $1",
		"UPDATE account SET amount = amount + $2 WHERE id = $1",
	};
	int64_t amount = below(&w->random, 100);
	int64_t values[][2] = { { n, below(&w->random, 12000) },
				{ below(&w->random, ACCOUNTS), amount },
				{ below(&w->random, ACCOUNTS), amount } };
	int rc = 0;

	for (size_t i = 0; !rc && i < 3; i++) {
		struct kam_stmt *stmt;

		rc = kam_db_prepare(&stmt, db, texts[i], err);
		if (rc)
			return rc;
		kam_stmt_bind_int(stmt, 1, values[i][0]);
		kam_stmt_bind_int(stmt, 2, values[i][1]);
		rc = kam_stmt_step(stmt, err);
		kam_stmt_finalize(stmt);
	}
	if (!rc && below(&w->random, 5) == 0) /* frees and moves pages */
		rc = kam_db_exec(db,
				 "UPDATE done SET bytes = x'' "
				 "WHERE n % 3 = 0",
				 err);
	return rc;
}

static int create(struct kam_db *db, struct kam_err *err)
{
	int rc = kam_db_begin_write(db, err);

	if (!rc)
		rc = kam_db_exec(db,
				 "CREATE TABLE done (n INTEGER PRIMARY KEY,"
				 " bytes BLOB NOT NULL) STRICT;"
				 "CREATE TABLE account (id INTEGER PRIMARY KEY,"
				 " amount INTEGER NOT NULL) STRICT;"
				 "WITH RECURSIVE a(i) AS (SELECT 0 UNION ALL "
				 "SELECT i + 1 FROM a LIMIT 20) "
				 "INSERT INTO account SELECT i, 100 FROM a;"
				 "INSERT INTO done (n, bytes) VALUES (1, x'')",
				 err);
	return rc ? rc : kam_db_commit(db, err);
}

/* Fills the log: a new register and its transactions. */
static void work(struct world *w)
{
	struct kam_err err = { 0 };
	struct kam_db *db;

	(void)unlink(w->path);
	(void)unlink(w->journal);
	w->recorder.recording = 1;
	recorder_note(&w->recorder, OP_CREATE, FILE_DB, 0, NULL, 0);
	db = open_db(w, KAM_DB_CREATE, &err);
	if (!db || create(db, &err))
		die("create", &err);
	recorder_note(&w->recorder, OP_ACK, FILE_DB, 1, NULL, 0);
	for (int64_t n = 2; n <= TRANSACTIONS; n++) {
		if (below(&w->random, 3) == 0) { /* another process */
			kam_db_close(db);
			db = open_db(w, KAM_DB_WRITE, &err);
			if (!db ||
			    kam_db_exec(db, "PRAGMA cache_size = 3", &err))
				die("open", &err);
		}
		if (kam_db_begin_write(db, &err) ||
		    run_statements(w, db, n, &err))
			die("transaction", &err);
		if (below(&w->random, 8) == 0) { /* and once more */
			kam_db_rollback(db);
			n--;
			continue;
		}
		if (kam_db_commit(db, &err))
			die("commit", &err);
		recorder_note(&w->recorder, OP_ACK, FILE_DB, (size_t)n, NULL,
			      0);
	}
	kam_db_close(db);
	w->recorder.recording = 0;
}

static void write_image(const char *path, const struct image *image)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	size_t at = 0;

	while (fd >= 0 && at < image->length) {
		ssize_t n = write(fd, image->bytes + at, image->length - at);

		if (n <= 0)
			die("cannot write an image", NULL);
		at += (size_t)n;
	}
	if (fd < 0 || close(fd))
		die("cannot write an image", NULL);
}

static void on_found(void *context, const char *what)
{
	(void)what;
	++*(int *)context;
}

static int64_t ask(struct kam_db *db, const char *sql, struct kam_err *err)
{
	struct kam_stmt *stmt;
	int64_t answer = -1;

	if (kam_db_prepare(&stmt, db, sql, err))
		return -1;
	if (kam_stmt_step(stmt, err) == 1)
		answer = kam_stmt_int(stmt, 0);
	kam_stmt_finalize(stmt);
	return answer;
}

/* Opens what is left: the last transaction in it; -1 where it is damaged. */
static int64_t examine(struct world *w, struct kam_err *err)
{
	enum kam_db_mode mode =
	    below(&w->random, 2) ? KAM_DB_READ : KAM_DB_WRITE;
	struct kam_db *db = open_db(w, mode, err);
	int64_t last = -1;
	int found = 0;

	if (!db)
		return -1;
	if (kam_db_integrity(db, on_found, &found, err) || found > 0)
		goto out;
	if (ask(db, "SELECT count(*) FROM sqlite_schema", err) == 0) {
		last = 0; /* whole, but its creation was undone */
		goto out;
	}
	if (ask(db, "SELECT sum(amount) FROM account", err) != 2000)
		goto out;
	last = ask(db, "SELECT max(n) FROM done", err);
	if (ask(db, "SELECT count(*) FROM done", err) != last)
		last = -1;
out:
	kam_db_close(db);
	return last;
}

static void cut(struct world *w, struct image images[FILES], size_t end,
		struct tally *tally)
{
	const char *const paths[FILES] = { w->path, w->journal };
	struct kam_err err = { 0 };
	int ext4 = (int)below(&w->random, 2);
	int64_t acked = 0, last;
	size_t made[FILES];

	for (size_t i = 0; i < end; i++)
		if (w->recorder.ops[i].type == OP_ACK)
			acked = (int64_t)w->recorder.ops[i].offset;
	replay_names(&w->recorder, &w->random, made, end, ext4);
	for (int file = 0; file < FILES; file++) {
		(void)unlink(paths[file]);
		if (made[file] == SIZE_MAX)
			continue;
		replay_file(&w->recorder, &w->random, &images[file], made[file],
			    end);
		write_image(paths[file], &images[file]);
	}
	last = examine(w, &err);
	tally->cuts++;
	if (acked == 0) /* a register that nobody was told of */
		return;
	if (last < 0)
		tally->damaged++;
	else if (last < acked || last > acked + 1)
		tally->lost++;
	else
		return;
	if (w->verbose)
		(void)fprintf(stderr,
			      "cut %zu of %zu, ext4 %d: %ld of %ld %s\n", end,
			      w->recorder.count, ext4, (long)last, (long)acked,
			      err.message);
}

/* That many cuts, a hundred to each run of the workload. */
static struct tally run(struct world *w, const char *sql, long cuts,
			uint64_t seed)
{
	struct image images[FILES] = { { malloc(IMAGE_ROOM), 0 },
				       { malloc(IMAGE_ROOM), 0 } };
	struct tally tally = { 0 };

	if (!images[0].bytes || !images[1].bytes)
		die("out of memory", NULL);
	w->random.state = seed * 0x9E3779B97F4A7C15u | 1;
	w->under = (struct kam_sqlite_under){ .vfs = RECORDER_VFS, .sql = sql };
	while (tally.cuts < cuts) {
		recorder_reset(&w->recorder);
		work(w);
		for (int i = 0; i < 100 && tally.cuts < cuts; i++)
			cut(w, images,
			    1 + below(&w->random, (uint32_t)w->recorder.count),
			    &tally);
	}
	(void)printf("%-28s %6ld cuts %6ld damaged %6ld lost\n",
		     sql ? sql : "as kam opens it", tally.cuts, tally.damaged,
		     tally.lost);
	for (int file = 0; file < FILES; file++)
		free(images[file].bytes);
	return tally;
}

static void clean(const struct world *w)
{
	char lock[96];

	(void)snprintf(lock, sizeof lock, "%s.lock", w->path);
	(void)unlink(w->path);
	(void)unlink(w->journal);
	(void)unlink(lock);
	(void)rmdir(w->folder);
}

int main(int argc, char **argv)
{
	long cuts = argc > 1 ? strtol(argv[1], NULL, 10) : 500;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct world w = { .folder = "/tmp/kam-power-cut-XXXXXX" };
	struct tally kam, full, off;

	if (cuts <= 0 || !mkdtemp(w.folder) || recorder_register(&w.recorder))
		die("usage: power_cut [CUTS [SEED]]", NULL);
	(void)snprintf(w.path, sizeof w.path, "%s/r.db", w.folder);
	(void)snprintf(w.journal, sizeof w.journal, "%s-journal", w.path);
	(void)printf("seed %llu\n", (unsigned long long)seed);
	w.verbose = 1;
	kam = run(&w, NULL, cuts, seed);
	w.verbose = 0;
	full = run(&w, "PRAGMA synchronous = FULL", 300, seed);
	off = run(&w, "PRAGMA synchronous = OFF", 300, seed);
	clean(&w);
	recorder_release(&w.recorder);
	if (kam.damaged || kam.lost)
		die("a power cut did harm", NULL);
	if (full.damaged || !full.lost || !off.damaged)
		die("the simulator does not find what it must", NULL);
	return 0;
}
