/*
 * Restore: a backup takes the register's place.
 *
 * In this order, so that a power cut leaves the old register or the new one:
 * the backup is copied beside the register, proved and synced; the register's
 * lock is taken; the register is backed up, or where it is damaged moved aside
 * with whatever SQLite would play back into a file of its name; then the copy
 * is given the register's name and the folder is synced.
 */
#include "store/keep.h"

#include <errno.h>
#include <kam/file.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char sql_chain[] =
    "SELECT id, hash, at FROM operation ORDER BY id";

struct restore {
	struct kam_restored *out;
	const struct kam_open_options *of;
	const struct kam_restore_options *options;
	struct kam_arena *arena;
	struct kam_draft draft;
	const char *copy; /* the proved backup: the draft, or the file */
	struct kam_db
	    *old;         /* the register, locked; NULL: missing, unreadable */
	struct stat info; /* of the register */
	int there, damaged;
};

static int fail_missing(const char *file, struct kam_err *err)
{
	kam_fail(err, KAM_ENOENT, _("no backup '%s'"), file);
	kam_hint(err, "%s", _("'kam backup --list' shows those there are"));
	return err->code;
}

/* The backup's bytes, read under its own lock, and proved. */
static int take_backup(struct restore *r, struct kam_err *err)
{
	const struct kam_db_options mode = { .mode = KAM_DB_READ,
					     .interrupted =
						 r->of->interrupted };
	struct kam_db *db = NULL;
	int64_t bytes;
	int rc;

	r->copy = r->options->file;
	if (!r->options->dry_run) {
		rc = kam_draft_open(&r->draft, r->of->path, err);
		if (!rc)
			rc = kam_db_open(&db, r->of->driver, r->options->file,
					 &mode, err);
		if (!rc)
			rc = kam_db_begin_read(db, err);
		if (!rc)
			rc = kam_copy_to_draft(&bytes, &r->draft, db, err);
		kam_db_close(db);
		if (rc)
			return rc;
		r->copy = r->draft.path;
	}
	return kam_prove(&r->out->proof, r->of, r->copy, r->options->file, err);
}

/* What helps where the register is damaged is no help with its backup. */
static void hint_backup(const char *file, struct kam_err *err)
{
	err->hint[0] = '\0';
	kam_hint(err,
		 _("'kam backup --list' shows the others; 'kam recover %s "
		   "--output NEW.db' saves what can be read of this one"),
		 file);
}

/* Opens the register that is to go and keeps others from writing to it. */
static int hold_old(struct restore *r, struct kam_err *err)
{
	const struct kam_db_options mode = {
		.mode = r->options->dry_run ? KAM_DB_READ : KAM_DB_WRITE,
		.busy_ms = r->of->busy_ms,
		.interrupted = r->of->interrupted,
	};
	struct kam_err why = { 0 };
	int rc;

	r->there = !lstat(r->of->path, &r->info);
	if (!r->there)
		return 0;
	rc = kam_db_open(&r->old, r->of->driver, r->of->path, &mode, &why);
	if (!rc)
		rc = r->options->dry_run ? kam_db_begin_read(r->old, &why)
					 : kam_db_begin_write(r->old, &why);
	r->damaged = rc == KAM_ECORRUPT;
	if (r->damaged || !rc)
		return 0;
	*err = why;
	return rc;
}

/* Walks both chains as far as they agree, and counts what comes after. */
static int compare_chains(struct restore *r, struct kam_db *new,
			  struct kam_err *err)
{
	struct kam_stmt *a = NULL, *b = NULL;
	int64_t common = 0;
	int rc = kam_db_prepare(&a, r->old, sql_chain, err), same = 1;

	if (!rc)
		rc = kam_db_prepare(&b, new, sql_chain, err);
	while (!rc && (rc = kam_stmt_step(a, err)) > 0) {
		int other = same ? kam_stmt_step(b, err) : 0;
		size_t n = kam_stmt_length(a, 1);

		rc = other < 0 ? other : 0;
		same = other > 0 && kam_stmt_int(a, 0) == kam_stmt_int(b, 0) &&
		       n == kam_stmt_length(b, 1) &&
		       !memcmp(kam_stmt_blob(a, 1), kam_stmt_blob(b, 1), n);
		r->out->operations++;
		common += same;
		if (same || r->out->lost++)
			continue;
		r->out->lost_from =
		    kam_arena_strdup(r->arena, kam_stmt_text(a, 2));
		if (!r->out->lost_from)
			rc = kam_fail_memory(err);
	}
	kam_stmt_finalize(a);
	kam_stmt_finalize(b);
	if (rc || common || !r->out->operations || !r->out->proof.operations ||
	    r->options->unrelated)
		return rc;
	kam_fail(err, KAM_EREFUSED,
		 _("'%s' is a backup of another register than '%s'"),
		 r->options->file, r->of->path);
	kam_hint(err, "%s", _("with --force it is taken nevertheless"));
	return err->code;
}

static int compare(struct restore *r, struct kam_err *err)
{
	struct kam_open_options options = *r->of;
	struct kam_err why = { 0 };
	struct kam *new = NULL;
	int rc;

	if (!r->old || r->damaged)
		return 0;
	options.path = r->copy;
	options.access = KAM_READ;
	rc = kam_open(&new, &options, err);
	if (rc)
		return rc;
	rc = compare_chains(r, new->db, &why);
	kam_close(new);
	if (rc && rc != KAM_ECORRUPT && rc != KAM_EINTERNAL) {
		*err = why;
		return rc;
	}
	r->damaged = rc != 0; /* no such table: not a register at all */
	r->out->was_there = !rc;
	return 0;
}

/* A whole one is backed up; whether it is whole the backup finds out. */
static int save_old(struct restore *r, struct kam_err *err)
{
	const struct kam_backup_options options = {
		.why = "restore",
		.keep = KAM_KEEP_AUTOMATIC,
	};
	struct kam_backup backup = { .path = NULL };
	struct kam_err why = { 0 };
	struct kam_fsck proof;
	int rc;

	if (!r->old || r->damaged)
		return 0;
	if (r->options->dry_run)
		rc = kam_prove(&proof, r->of, r->of->path, r->of->path, &why);
	else
		rc = kam_backup_database(&backup, r->old, r->of, r->arena,
					 &options, 1, &why);
	r->out->backup = rc ? NULL : backup.path;
	r->damaged = rc == KAM_ECORRUPT;
	if (!rc || r->damaged)
		return 0;
	*err = why;
	return rc;
}

/* "register-20261125T093000Z-damaged.db", or the next number that is free. */
static int choose_aside(struct restore *r, struct kam_err *err)
{
	const char *base = kam_backup_base(r->arena, r->of->path), *name;
	char stamp[KAM_STAMP_TEXT], number[16] = "";
	struct stat info;

	kam_backup_stamp(stamp, r->of->now);
	for (int i = 2;; i++) {
		name = base ? kam_arena_printf(r->arena, "%s-%s-damaged%s.db",
					       base, stamp, number)
			    : NULL;
		r->out->aside =
		    name ? kam_beside(r->arena, r->of->path, name) : NULL;
		if (!r->out->aside)
			return kam_fail_memory(err);
		if (lstat(r->out->aside, &info))
			return 0;
		(void)snprintf(number, sizeof number, "-%d", i);
	}
}

/* The sidecars first: whatever is left of the name at a power cut, a journal
   is never beside a file that it doesn't belong to. */
static int move_aside(struct restore *r, struct kam_err *err)
{
	static const char *const suffixes[] = { "-shm", "-wal", "-journal",
						"" };
	int moved = 0, rc = 0;

	for (size_t i = 0; !rc && i < sizeof suffixes / sizeof *suffixes; i++) {
		const char *from = kam_arena_printf(r->arena, "%s%s",
						    r->of->path, suffixes[i]);
		const char *to = kam_arena_printf(r->arena, "%s%s",
						  r->out->aside, suffixes[i]);

		if (!from || !to)
			rc = kam_fail_memory(err);
		else if (!rename(from, to))
			moved = 1;
		else if (errno != ENOENT)
			rc = kam_fail(err, KAM_EIO,
				      _("cannot move '%s' aside: %s"), from,
				      kam_errno_text(errno));
	}
	if (!moved)
		r->out->aside = NULL;
	return rc || !moved ? rc : kam_folder_sync(r->draft.folder, err);
}

/* The new file may be read by whom the old one could be. */
static void set_mode(const struct restore *r)
{
	struct stat folder;

	if (r->there && S_ISREG(r->info.st_mode)) {
		if (r->info.st_uid != geteuid() || r->info.st_gid != getegid())
			(void)!fchown(r->draft.fd,
				      geteuid() ? (uid_t)-1 : r->info.st_uid,
				      r->info.st_gid);
		(void)fchmod(r->draft.fd, r->info.st_mode & 0660);
	} else if (!stat(r->draft.folder, &folder) &&
		   (folder.st_mode & S_ISGID)) {
		(void)fchmod(r->draft.fd, 0660);
	}
}

static int replace(struct restore *r, struct kam_err *err)
{
	int rc = 0;

	if (r->damaged || !r->there) {
		rc = choose_aside(r, err);
		if (!rc && !r->options->dry_run)
			rc = move_aside(r, err);
		else if (!r->there)
			r->out->aside = NULL;
	}
	if (rc || r->options->dry_run)
		return rc;
	set_mode(r);
	return kam_draft_publish(&r->draft, r->of->path,
				 r->there && !r->damaged, err);
}

int kam_restore(struct kam_restored *out, const struct kam_open_options *of,
		struct kam_arena *arena,
		const struct kam_restore_options *options, struct kam_err *err)
{
	struct restore r = {
		.out = out,
		.of = of,
		.options = options,
		.arena = arena,
		.draft = { .fd = -1 },
	};
	struct stat a, b;
	int rc;

	*out = (struct kam_restored){ .path = of->path };
	if (stat(options->file, &a))
		return fail_missing(options->file, err);
	if (!stat(of->path, &b) && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
		return kam_fail(err, KAM_EUSAGE,
				_("'%s' is the register itself"),
				options->file);
	rc = take_backup(&r, err);
	if (rc == KAM_ECORRUPT)
		hint_backup(options->file, err);
	if (!rc)
		rc = hold_old(&r, err);
	if (!rc)
		rc = compare(&r, err);
	if (!rc)
		rc = save_old(&r, err);
	if (!rc)
		rc = replace(&r, err);
	kam_db_close(r.old);
	kam_draft_release(&r.draft);
	return rc;
}
