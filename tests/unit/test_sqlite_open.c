#include "place.h"

static void assert_open_fails(const struct place *place, enum kam_db_mode mode,
			      int code)
{
	struct kam_err err;
	struct kam_db *db;

	assert_int_equal(open_with(&db, place, mode, &err), code);
	assert_null(db);
	assert_int_equal(err.code, code);
	assert_true(err.message[0] != '\0');
}

static void write_file(const char *path, const void *bytes, size_t length)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), length);
	assert_int_equal(close(fd), 0);
}

static void creating_ignores_the_umask(void **state)
{
	struct place *place = *state;
	struct kam_db_options options = { .mode = KAM_DB_CREATE, .group = 1 };
	struct kam_err err = { 0 };
	struct kam_db *db;
	struct stat info;
	mode_t old = umask(0077);

	assert_int_equal(kam_db_open(&db, NULL, place->path, &options, &err),
			 0);
	assert_int_equal(lstat(place->path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0660);
	kam_db_close(db);
	umask(0);
	make_register(place);
	umask(old);
	assert_int_equal(lstat(place->path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
}

static void creating_refuses_what_is_there(void **state)
{
	struct place *place = *state;
	char name[160];

	make_register(place);
	assert_open_fails(place, KAM_DB_CREATE, KAM_ECREATE);
	assert_int_equal(unlink(place->path), 0);
	beside(name, place, "-journal");
	write_file(name, "x", 1);
	assert_open_fails(place, KAM_DB_CREATE, KAM_ECREATE);
	assert_false(exists(place->path));
}

static void creating_needs_the_folder(void **state)
{
	struct place *place = *state;
	struct place other = { "", "/tmp/kam-no-such-folder/register.db" };

	(void)place;
	assert_open_fails(&other, KAM_DB_CREATE, KAM_ECREATE);
	assert_open_fails(&other, KAM_DB_READ, KAM_ENOENT);
	assert_open_fails(&other, KAM_DB_WRITE, KAM_ENOENT);
}

static void an_empty_creation_leaves_no_file(void **state)
{
	struct place *place = *state;
	struct kam_db *db = must_open(place, KAM_DB_CREATE);
	struct kam_err err = { 0 };
	char name[160];

	assert_int_equal(kam_db_begin_write(db, &err), 0);
	must_exec(db, "CREATE TABLE t (id INTEGER)");
	kam_db_close(db);
	assert_false(exists(place->path));
	beside(name, place, ".lock");
	assert_false(exists(name));
}

static void what_is_no_register_is_refused(void **state)
{
	struct place *place = *state;
	char text[5000];

	memset(text, 'x', sizeof text);
	write_file(place->path, "", 0);
	assert_open_fails(place, KAM_DB_READ, KAM_ECORRUPT);
	assert_open_fails(place, KAM_DB_WRITE, KAM_ECORRUPT);
	write_file(place->path, "S", 1);
	assert_open_fails(place, KAM_DB_READ, KAM_ECORRUPT);
	assert_open_fails(place, KAM_DB_WRITE, KAM_ECORRUPT);
	write_file(place->path, text, sizeof text);
	assert_open_fails(place, KAM_DB_READ, KAM_ECORRUPT);
	assert_open_fails(place, KAM_DB_WRITE, KAM_ECORRUPT);
	assert_int_equal(unlink(place->path), 0);
	assert_int_equal(mkfifo(place->path, 0600), 0);
	assert_open_fails(place, KAM_DB_READ, KAM_ECORRUPT);
	assert_int_equal(unlink(place->path), 0);
	assert_int_equal(mkdir(place->path, 0700), 0);
	assert_open_fails(place, KAM_DB_WRITE, KAM_ECORRUPT);
}

static void links_are_refused(void **state)
{
	struct place *place = *state;
	char name[160];

	make_register(place);
	beside(name, place, ".link");
	assert_int_equal(link(place->path, name), 0);
	assert_open_fails(place, KAM_DB_READ, KAM_EACCESS);
	assert_int_equal(unlink(place->path), 0);
	assert_int_equal(symlink(name, place->path), 0);
	assert_open_fails(place, KAM_DB_READ, KAM_EACCESS);
	assert_int_equal(unlink(place->path), 0);
	assert_int_equal(rename(name, place->path), 0);
	beside(name, place, "-journal");
	assert_int_equal(symlink("/etc/passwd", name), 0);
	assert_open_fails(place, KAM_DB_READ, KAM_EACCESS);
	assert_open_fails(place, KAM_DB_WRITE, KAM_EACCESS);
}

/* Dies with a transaction written to the file: a hot journal is left. */
static void leave_hot_journal(const struct place *place)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		sqlite3 *db;

		if (sqlite3_open(place->path, &db) ||
		    sqlite3_exec(
			db,
			"PRAGMA cache_size = 1; BEGIN;"
			"UPDATE t SET a = 'torn' WHERE id = 1;"
			"WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL "
			"SELECT i + 1 FROM n LIMIT 2000) INSERT INTO t "
			"(id, a) SELECT i, i || hex(zeroblob(50)) "
			"FROM n",
			NULL, NULL, NULL))
			_exit(1);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void a_hot_journal_is_rolled_back_for_a_reader(void **state)
{
	struct place *place = *state;
	struct kam_db *db;
	char name[160];

	make_register(place);
	leave_hot_journal(place);
	beside(name, place, "-journal");
	assert_true(exists(name));
	db = must_open(place, KAM_DB_READ);
	assert_int_equal(count_rows(db), 1);
	kam_db_close(db);
	assert_false(exists(name));
}

/*
 * security.md, finding 3: the end of a journal names a super-journal, which
 * plain SQLite deletes on rolling back. The layout is pager.c's: page number
 * of the lock byte, the name, its length, the sum of its bytes, the magic.
 */
static void plant_super_journal(const struct place *place, const char *victim)
{
	static const unsigned char magic[8] = { 0xd9, 0xd5, 0x05, 0xf9,
						0x20, 0xa1, 0x63, 0xd7 };
	uint32_t lock_page = 0x40000000 / 4096 + 1, sum = 0;
	uint32_t length = (uint32_t)strlen(victim);
	unsigned char bytes[1024] = { 0 };
	char name[160];
	size_t at = 512;

	memcpy(bytes, magic, 8);
	bytes[15] = 1;    /* nonce */
	bytes[19] = 2;    /* pages before */
	bytes[22] = 2;    /* sector size 512 */
	bytes[26] = 0x10; /* page size 4096 */
	for (int i = 0; i < 4; i++)
		bytes[at++] = (unsigned char)(lock_page >> (24 - 8 * i));
	for (uint32_t i = 0; i < length; i++)
		sum += (unsigned char)victim[i];
	memcpy(bytes + at, victim, length);
	at += length;
	for (int i = 0; i < 4; i++)
		bytes[at++] = (unsigned char)(length >> (24 - 8 * i));
	for (int i = 0; i < 4; i++)
		bytes[at++] = (unsigned char)(sum >> (24 - 8 * i));
	memcpy(bytes + at, magic, 8);
	at += 8;
	beside(name, place, "-journal");
	write_file(name, bytes, at);
}

static void a_planted_journal_deletes_nothing(void **state)
{
	struct place *place = *state;
	char victim[160];
	sqlite3 *plain;

	make_register(place);
	beside(victim, place, ".victim");
	write_file(victim, "thesis", 6);
	plant_super_journal(place, victim);
	assert_open_fails(place, KAM_DB_READ, KAM_EACCESS);
	assert_true(exists(victim));
	assert_open_fails(place, KAM_DB_WRITE, KAM_EACCESS);
	assert_true(exists(victim));
	/* the attack is real: SQLite by itself deletes the file */
	assert_int_equal(sqlite3_open(place->path, &plain), SQLITE_OK);
	(void)sqlite3_exec(plain, "SELECT * FROM t", NULL, NULL, NULL);
	(void)sqlite3_close(plain);
	assert_false(exists(victim));
}

/* What a user other than root meets, whose rights are asked about. */
static int as_nobody(void (*check)(const struct place *place),
		     const struct place *place)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		if (geteuid() == 0 && setuid(65534))
			_exit(2);
		check(place);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void check_read_only(const struct place *place)
{
	struct kam_err err;
	struct kam_stmt *stmt;
	struct kam_db *db;

	if (open_with(&db, place, KAM_DB_READ, &err) ||
	    kam_db_prepare(&stmt, db, "SELECT a FROM t", &err) ||
	    kam_stmt_step(stmt, &err) != 1)
		_exit(3);
	kam_stmt_finalize(stmt);
	kam_db_close(db);
	if (open_with(&db, place, KAM_DB_WRITE, &err) != KAM_EACCESS)
		_exit(4);
}

static void check_unreadable(const struct place *place)
{
	struct kam_err err;
	struct kam_db *db;

	if (open_with(&db, place, KAM_DB_READ, &err) != KAM_EACCESS)
		_exit(3);
}

static void rights_are_respected(void **state)
{
	struct place *place = *state;

	make_register(place);
	assert_int_equal(chmod(place->path, 0444), 0);
	assert_int_equal(chmod(place->folder, 0555), 0);
	assert_int_equal(as_nobody(check_read_only, place), 0);
	assert_int_equal(chmod(place->path, 0666), 0);
	assert_int_equal(as_nobody(check_read_only, place), 0);
	assert_int_equal(chmod(place->path, 0000), 0);
	assert_int_equal(as_nobody(check_unreadable, place), 0);
	assert_int_equal(chmod(place->folder, 0700), 0);
}

static void a_reader_without_rights_cannot_roll_back(void **state)
{
	struct place *place = *state;
	char name[160];

	make_register(place);
	leave_hot_journal(place);
	beside(name, place, "-journal");
	assert_int_equal(chmod(name, 0444), 0);
	assert_int_equal(chmod(place->path, 0444), 0);
	assert_int_equal(chmod(place->folder, 0555), 0);
	assert_int_equal(as_nobody(check_unreadable, place), 0);
	assert_true(exists(name));
	assert_int_equal(chmod(place->folder, 0700), 0);
}

static void a_strangers_journal_is_refused(void **state)
{
	struct place *place = *state;
	char name[160];

	if (geteuid() != 0)
		skip();
	make_register(place);
	beside(name, place, "-journal");
	write_file(name, "", 0);
	assert_int_equal(chown(name, 65534, 65534), 0);
	assert_open_fails(place, KAM_DB_READ, KAM_EACCESS);
	/* a shared register's group may */
	assert_int_equal(chmod(place->path, 0660), 0);
	assert_open_fails(place, KAM_DB_READ, KAM_EACCESS);
	assert_int_equal(chown(name, 65534, getegid()), 0);
	kam_db_close(must_open(place, KAM_DB_READ));
}

static void a_register_in_wal_mode_can_be_used(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	struct kam_db *db;
	sqlite3 *plain;

	make_register(place);
	assert_int_equal(sqlite3_open(place->path, &plain), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(plain, "PRAGMA journal_mode = WAL", NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_close(plain), SQLITE_OK);
	db = must_open(place, KAM_DB_WRITE);
	assert_int_equal(kam_db_begin_write(db, &err), 0);
	must_exec(db, "INSERT INTO t (id) VALUES (2)");
	assert_int_equal(kam_db_commit(db, &err), 0);
	kam_db_close(db);
	db = must_open(place, KAM_DB_READ);
	assert_int_equal(count_rows(db), 2);
	kam_db_close(db);
}

static void relative_paths_and_odd_names_are_paths(void **state)
{
	struct place *place = *state;
	struct place odd = { "", "file:register.db?mode=memory" };
	char here[400];

	assert_non_null(getcwd(here, sizeof here));
	assert_int_equal(chdir(place->folder), 0);
	make_register(&odd);
	assert_true(exists(odd.path));
	assert_int_equal(unlink(odd.path), 0);
	assert_int_equal(chdir(here), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(creating_ignores_the_umask),
		IN_PLACE(creating_refuses_what_is_there),
		IN_PLACE(creating_needs_the_folder),
		IN_PLACE(an_empty_creation_leaves_no_file),
		IN_PLACE(what_is_no_register_is_refused),
		IN_PLACE(links_are_refused),
		IN_PLACE(a_hot_journal_is_rolled_back_for_a_reader),
		IN_PLACE(a_planted_journal_deletes_nothing),
		IN_PLACE(rights_are_respected),
		IN_PLACE(a_reader_without_rights_cannot_roll_back),
		IN_PLACE(a_strangers_journal_is_refused),
		IN_PLACE(a_register_in_wal_mode_can_be_used),
		IN_PLACE(relative_paths_and_odd_names_are_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
