#include "db/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kam/str.h>

/* PATH_ROOM: SQLite's own limit is 512 with its suffixes. */
enum {
	PATH_ROOM = 500,
	SMALLEST = 512, /* a page; what is less SQLite takes as empty */
};

/*
 * SQLite refuses a path with a symbolic link anywhere in it. Folders may well
 * be links (/home, /tmp), so these are resolved; the file itself may not.
 */
int kam_sqlite_full_path(char **out, sqlite3_vfs *vfs, const char *path,
			 struct kam_err *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	struct kam_str folder = KAM_STR_INIT, whole = KAM_STR_INIT;
	char full[PATH_ROOM + 1];
	int rc;

	*out = NULL;
	if (*name == '\0')
		return kam_fail(err, KAM_ENOENT, _("'%s' names no file"), path);
	if (slash)
		kam_str_add_bytes(&folder, path, (size_t)(name - path));
	kam_str_add_char(&folder, '.');
	if ((rc = kam_str_check(&folder, err)))
		goto out;
	if (faccessat(AT_FDCWD, folder.data, X_OK, AT_EACCESS) &&
	    errno == EACCES) {
		rc = kam_fail(err, KAM_EACCESS, _("cannot look at '%s': %s"),
			      path, kam_errno_text(EACCES));
		kam_hint(err, "%s",
			 _("ask its owner to let you, or your group, into the "
			   "folder"));
		goto out;
	}
	rc = vfs->xFullPathname(vfs, folder.data, sizeof full, full);
	if ((rc & 0xff) != SQLITE_OK) {
		rc = kam_fail(err, KAM_EIO, _("cannot resolve the path '%s'"),
			      path);
		goto out;
	}
	kam_str_printf(&whole, "%s/%s", full[1] ? full : "", name);
	if ((rc = kam_str_check(&whole, err)))
		goto out;
	if (whole.length > PATH_ROOM) {
		rc = kam_fail(err, KAM_EIO, _("the path '%s' is too long"),
			      path);
		goto out;
	}
	*out = strdup(whole.data);
	rc = *out ? 0 : kam_fail_memory(err);
out:
	kam_str_release(&folder);
	kam_str_release(&whole);
	return rc;
}

static int fail_lstat(const char *path, int number, struct kam_err *err)
{
	if (number == ENOENT || number == ENOTDIR) {
		kam_fail(err, KAM_ENOENT, _("no register '%s'"), path);
		kam_hint(err, "%s", _("kam init makes one"));
		return KAM_ENOENT;
	}
	return kam_fail(err, number == EACCES ? KAM_EACCESS : KAM_EIO,
			_("cannot look at '%s': %s"), path,
			kam_errno_text(number));
}

/*
 * A journal is believed, so whoever may not write the register may not own
 * one: only the caller, the register's owner, and for a shared register its
 * group. Nothing is read from a lock file: that one may be anybody's.
 */
static int is_safe_sidecar(const char *suffix, const struct stat *info,
			   const struct stat *of_db)
{
	if (!S_ISREG(info->st_mode) || info->st_nlink > 1)
		return 0;
	if (strcmp(suffix, ".lock") == 0 || info->st_uid == geteuid() ||
	    info->st_uid == of_db->st_uid)
		return 1;
	return (of_db->st_mode & S_IWGRP) && info->st_gid == of_db->st_gid;
}

/* Sidecars that aren't there are fine. */
static int check_sidecar(const char *path, const char *suffix,
			 const struct stat *of_db, struct kam_err *err)
{
	struct kam_str name = KAM_STR_INIT;
	struct stat info;
	int rc;

	kam_str_printf(&name, "%s%s", path, suffix);
	if ((rc = kam_str_check(&name, err)) || lstat(name.data, &info))
		goto out;
	if (!is_safe_sidecar(suffix, &info, of_db)) {
		rc = kam_fail(err, KAM_EACCESS,
			      _("'%s' is a link or belongs to somebody else"),
			      name.data);
		kam_hint(err,
			 _("find out who made '%s' before using the "
			   "register"),
			 name.data);
	}
out:
	kam_str_release(&name);
	return rc;
}

/* Whether a file may be written, and the journal made beside it. */
static int check_writable(const char *path, struct kam_err *err)
{
	size_t length = (size_t)(strrchr(path, '/') - path);
	char folder[PATH_ROOM + 1] = "/";

	if (length > 0) {
		memcpy(folder, path, length);
		folder[length] = '\0';
	}
	if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 &&
	    faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0)
		return 0;
	kam_fail(err, errno == EROFS ? KAM_EIO : KAM_EACCESS,
		 _("'%s' may not be written: %s"), path, kam_errno_text(errno));
	kam_hint(err, "%s",
		 _("the register and its folder must both be writable"));
	return err->code;
}

/* What is too small to be one, or no file at all. */
static int fail_not_register(const char *path, const struct stat *info,
			     struct kam_err *err)
{
	kam_fail(err, KAM_ECORRUPT, _("'%s' is not a kam register"), path);
	if (!S_ISREG(info->st_mode))
		kam_hint(err, "%s", _("name another file"));
	else if (info->st_size)
		kam_hint(err, "%s",
			 _("'kam restore' brings a backup back; or name "
			   "another file"));
	else
		kam_hint(err, "%s",
			 _("it is empty: 'kam restore' brings a backup back; "
			   "where there is none, remove it, then 'kam init'"));
	return KAM_ECORRUPT;
}

int kam_sqlite_check_file(const char *path, enum kam_db_mode mode,
			  struct kam_err *err)
{
	static const char *const sidecars[] = { "-journal", "-wal", "-shm",
						".lock" };
	struct stat info;
	int rc = 0;

	/* never opened here: closing it would drop this process's locks */
	if (lstat(path, &info))
		return fail_lstat(path, errno, err);
	if (S_ISLNK(info.st_mode) ||
	    (S_ISREG(info.st_mode) && info.st_nlink > 1)) {
		kam_fail(err, KAM_EACCESS, _("'%s' is a link"), path);
		kam_hint(err, "%s", _("name the file itself"));
		return KAM_EACCESS;
	}
	if (!S_ISREG(info.st_mode) ||
	    (info.st_size < SMALLEST && mode != KAM_DB_CREATE))
		return fail_not_register(path, &info, err);
	for (size_t i = 0; !rc && i < sizeof sidecars / sizeof *sidecars; i++)
		rc = check_sidecar(path, sidecars[i], &info, err);
	if (!rc && mode != KAM_DB_READ)
		rc = check_writable(path, err);
	if (!rc && faccessat(AT_FDCWD, path, R_OK, AT_EACCESS))
		rc = kam_fail(err, KAM_EACCESS, _("'%s' may not be read: %s"),
			      path, kam_errno_text(errno));
	return rc;
}

/* A journal that waits for a new file would be played back into it. */
static int refuse_leftovers(const char *path, struct kam_err *err)
{
	static const char *const suffixes[] = { "-journal", "-wal", "-shm" };
	struct kam_str name = KAM_STR_INIT;
	struct stat info;
	int rc = 0;

	for (size_t i = 0; !rc && i < sizeof suffixes / sizeof *suffixes; i++) {
		kam_str_reset(&name);
		kam_str_printf(&name, "%s%s", path, suffixes[i]);
		rc = kam_str_check(&name, err);
		if (!rc && lstat(name.data, &info) == 0) {
			rc = kam_fail(err, KAM_ECREATE,
				      _("'%s' is there already"), name.data);
			kam_hint(err, "%s", _("move it out of the way"));
		}
	}
	kam_str_release(&name);
	return rc;
}

int kam_sqlite_create_file(const char *path, int group, struct kam_err *err)
{
	mode_t mode = group ? 0660 : 0600;
	int number, rc, fd;

	if ((rc = refuse_leftovers(path, err)))
		return rc;
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		  mode);
	if (fd < 0 && errno == EEXIST)
		return kam_fail(err, KAM_ECREATE, _("'%s' is there already"),
				path);
	if (fd < 0)
		return kam_fail(err, KAM_ECREATE, _("cannot create '%s': %s"),
				path, kam_errno_text(errno));
	number = fchmod(fd, mode) ? errno : 0;
	(void)close(fd);
	if (number == 0)
		return 0;
	(void)unlink(path);
	return kam_fail(err, KAM_ECREATE, _("cannot create '%s': %s"), path,
			kam_errno_text(number));
}
