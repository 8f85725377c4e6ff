/*
 * Backups: copied, proved, synced, named; then the oldest removed.
 */
#include "store/keep.h"

#include <errno.h>
#include <kam/file.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct first {
	char text[256];
	int64_t n;
};

static void keep_first(void *context, const char *what)
{
	struct first *first = context;

	if (!first->n++)
		(void)snprintf(first->text, sizeof first->text, "%s", what);
}

int kam_prove(struct kam_fsck *proof, const struct kam_open_options *of,
	      const char *path, const char *called, struct kam_err *err)
{
	struct kam_open_options options = *of;
	struct first first = { .n = 0 };
	struct kam_err why = { 0 };
	struct kam *k = NULL;
	int rc;

	options.path = path;
	options.access = KAM_READ;
	rc = kam_open(&k, &options, &why);
	if (!rc)
		rc = kam_read_begin(k, &why);
	if (!rc)
		rc = kam_fsck(proof, k, keep_first, &first, &why);
	kam_close(k);
	if (rc && rc != KAM_ECORRUPT) {
		*err = why;
		return rc;
	}
	if (!rc && !first.n)
		return 0;
	return kam_fail(err, KAM_ECORRUPT, _("'%s' is not whole: %s"), called,
			first.n ? first.text : why.message);
}

struct copy {
	struct kam_draft *draft;
	int64_t bytes;
};

static int copy_piece(void *context, const void *bytes, size_t n,
		      struct kam_err *err)
{
	struct copy *copy = context;

	copy->bytes += (int64_t)n;
	return kam_draft_write(copy->draft, bytes, n, err);
}

int kam_copy_to_draft(int64_t *bytes, struct kam_draft *draft,
		      struct kam_db *db, struct kam_err *err)
{
	struct copy copy = { .draft = draft };
	int rc = kam_db_copy(db, copy_piece, &copy, err);

	*bytes = copy.bytes;
	return rc;
}

/* A folder like the register's own: for its group too where that one is. */
static int make_folder(const char *folder, struct kam_err *err)
{
	char *above = NULL;
	struct stat info;
	mode_t mode = 0700;
	int rc = kam_folder_of(&above, folder, err);

	if (rc)
		return rc;
	if (!stat(above, &info) && (info.st_mode & S_ISGID) &&
	    (info.st_mode & S_IWGRP))
		mode = 02770;
	if (!mkdir(folder, mode)) {
		(void)chmod(folder, mode); /* whatever the umask */
		rc = kam_folder_sync(above, err);
	} else if (errno != EEXIST) {
		rc = kam_fail(err, KAM_ECREATE, _("cannot create '%s': %s"),
			      folder, kam_errno_text(errno));
	}
	free(above);
	return rc;
}

/* What lies beside a shared register is restored by whoever shares it. */
static void share(const struct kam_draft *draft, const char *folder)
{
	struct stat info;

	if (!stat(folder, &info) && (info.st_mode & S_ISGID) &&
	    (info.st_mode & S_IWGRP))
		(void)fchmod(draft->fd, 0660);
}

/* Never the register itself, nor what SQLite would take for its journal. */
static int refuse_own(const char *path, const char *reg, struct kam_err *err)
{
	static const char *const suffixes[] = { "", "-journal", "-wal", "-shm",
						".lock" };
	const char *slash = strrchr(reg, '/');
	const char *own = slash ? slash + 1 : reg, *name = strrchr(path, '/');
	char *ours = NULL, *theirs = NULL;
	struct stat a, b;
	int same, rc;

	name = name ? name + 1 : path;
	rc = kam_folder_of(&ours, reg, err);
	if (!rc)
		rc = kam_folder_of(&theirs, path, err);
	same = !rc && !stat(ours, &a) && !stat(theirs, &b) &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino &&
	       !strncmp(name, own, strlen(own));
	for (size_t i = 0; same && i < sizeof suffixes / sizeof *suffixes; i++)
		if (!strcmp(name + strlen(own), suffixes[i])) {
			rc = kam_fail(err, KAM_ECREATE,
				      _("'%s' is the register's own"), path);
			kam_hint(err, "%s", _("name another file"));
		}
	free(ours);
	free(theirs);
	return rc;
}

/* A name that nothing is at is a file's only where it looks like one: a disk
   that isn't mounted must not become a file on this one. */
static int check_name(const char *path, struct kam_err *err)
{
	size_t n = strlen(path);
	struct stat info;

	if (!lstat(path, &info) || (n > 3 && !strcmp(path + n - 3, ".db")))
		return 0;
	while (n > 1 && path[n - 1] == '/')
		n--;
	kam_fail(err, KAM_EUSAGE,
		 _("'%.*s' is no folder, and no file's name: that ends in .db"),
		 (int)n, path);
	kam_hint(err, _("mkdir '%.*s', or mount it; or: kam backup '%.*s.db'"),
		 (int)n, path, (int)n, path);
	return err->code;
}

/* Where it goes; *folder is set where kam makes the name. */
static int place(const char **path, const char **folder,
		 const struct kam_open_options *of, struct kam_arena *arena,
		 const struct kam_backup_options *options, struct kam_err *err)
{
	struct stat info;

	*folder = NULL;
	*path = options->path;
	if (*path && (stat(*path, &info) || !S_ISDIR(info.st_mode))) {
		int rc = refuse_own(*path, of->path, err);

		return rc ? rc : check_name(*path, err);
	}
	*folder = *path ? *path : kam_beside(arena, of->path, "backups");
	*path = NULL;
	if (!*folder)
		return kam_fail_memory(err);
	return options->path ? 0 : make_folder(*folder, err);
}

/* Gives it the first name of this second that is free. */
static int publish_next(const char **path, struct kam_draft *draft,
			const struct kam_open_options *of, const char *folder,
			struct kam_arena *arena, const char *why,
			struct kam_err *err)
{
	const char *base = kam_backup_base(arena, of->path);
	struct kam_backup_name name = { .number = 1 };
	int rc;

	kam_backup_stamp(name.stamp, of->now);
	(void)snprintf(name.why, sizeof name.why, "%s", why ? why : "");
	for (;; name.number++) {
		struct stat info;

		*path = base ? kam_backup_name_path(arena, folder, base, &name)
			     : NULL;
		if (!*path)
			return kam_fail_memory(err);
		if (!lstat(*path, &info))
			continue;
		rc = kam_draft_publish(draft, *path, 0, err);
		if (rc != KAM_ECREATE || lstat(*path, &info))
			return rc;
		kam_err_reset(err); /* another backup took the name */
	}
}

/* Removes the oldest of one sort beyond those to be kept, never the new one. */
static int prune(struct kam_backup *out, const struct kam_open_options *of,
		 const char *folder, struct kam_arena *arena,
		 const struct kam_backup_options *options, struct kam_err *err)
{
	const char *base = kam_backup_base(arena, of->path);
	struct kam_backup_name *names;
	size_t n;
	int rc = base ? kam_backup_names(&names, &n, arena, folder, base, err)
		      : kam_fail_memory(err);

	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++)
		out->kept += !*names[i].why == !options->why;
	for (size_t i = 0; i < n && options->keep; i++) {
		const char *path =
		    kam_arena_printf(arena, "%s/%s", folder, names[i].name);

		if (!path)
			return kam_fail_memory(err);
		if (out->kept <= options->keep)
			break;
		if (!*names[i].why != !options->why || !strcmp(path, out->path))
			continue;
		if (unlink(path) && errno != ENOENT) {
			out->unremoved = path;
			continue;
		}
		out->removed++;
		out->kept--;
	}
	return 0;
}

/* Whoever imports or restores needn't know that this comes first. */
static void hint_usual(const char *folder, const char *why, struct kam_err *err)
{
	if (why)
		kam_hint(err, _("a backup comes first: see to '%s'"), folder);
	else
		kam_hint(err,
			 _("see to '%s', or name another folder: kam backup "
			   "FOLDER"),
			 folder);
}

int kam_backup_database(struct kam_backup *out, struct kam_db *db,
			const struct kam_open_options *of,
			struct kam_arena *arena,
			const struct kam_backup_options *options, int held,
			struct kam_err *err)
{
	struct kam_draft draft = { .fd = -1 };
	const char *folder, *near;
	int rc;

	*out = (struct kam_backup){ .path = NULL };
	rc = place(&out->path, &folder, of, arena, options, err);
	if (rc)
		return rc;
	near = folder ? kam_arena_printf(arena, "%s/", folder) : out->path;
	rc = near ? kam_draft_open(&draft, near, err) : kam_fail_memory(err);
	if (!rc)
		rc = kam_copy_to_draft(&out->bytes, &draft, db, err);
	/* others may write again: what follows is about the copy */
	if (!rc && !held)
		kam_db_rollback(db);
	if (!rc)
		rc = kam_prove(&out->proof, of, draft.path, of->path, err);
	if (rc == KAM_ECORRUPT)
		kam_db_hint_damaged(err);
	if (!rc && folder && !options->path)
		share(&draft, folder);
	if (!rc && folder)
		rc = publish_next(&out->path, &draft, of, folder, arena,
				  options->why, err);
	else if (!rc)
		rc =
		    kam_draft_publish(&draft, out->path, options->replace, err);
	kam_draft_release(&draft);
	if (folder && !options->path && (rc == KAM_ECREATE || rc == KAM_EIO))
		hint_usual(folder, options->why, err);
	if (!rc && folder)
		rc = prune(out, of, folder, arena, options, err);
	return rc;
}

int kam_backup(struct kam_backup *out, struct kam *k, struct kam_arena *arena,
	       const struct kam_backup_options *options, struct kam_err *err)
{
	int rc = kam_db_begin_read(k->db, err);

	if (rc)
		return rc;
	rc = kam_backup_database(out, k->db, &k->options, arena, options, 0,
				 err);
	kam_db_rollback(k->db);
	return rc;
}

int kam_backup_automatic(struct kam_backup *out, struct kam *k,
			 struct kam_arena *arena, const char *why,
			 struct kam_err *err)
{
	const struct kam_backup_options options = { .why = why };

	return kam_backup(out, k, arena, &options, err);
}

int kam_backup_settle(struct kam_backup *backup, struct kam *k,
		      struct kam_arena *arena, int written, struct kam_err *err)
{
	const struct kam_backup_options options = {
		.why = "",
		.keep = KAM_KEEP_AUTOMATIC,
	};
	const char *folder;

	if (!written && unlink(backup->path) && errno != ENOENT)
		backup->unremoved = backup->path;
	if (!written)
		return 0;
	folder = kam_beside(arena, k->options.path, "backups");
	backup->kept = 0;
	return folder ? prune(backup, &k->options, folder, arena, &options, err)
		      : kam_fail_memory(err);
}
