#include "db/sqlite.h"

#include <string.h>

static int fail_constraint(struct kam_sqlite *db, int code, struct kam_err *err)
{
	const char *what = sqlite3_errmsg(db->handle);

	switch (code) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return kam_fail(err, KAM_EDUPLICATE, _("taken already: %s"),
				what);
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return kam_fail(err, KAM_EINUSE, "%s",
				_("another record refers to it, or what it "
				  "refers to is missing"));
	default:
		return kam_fail(err, KAM_EINTERNAL, _("the register: %s"),
				what);
	}
}

/* SQLITE_AUTH: the shim's refusal, or that of a protected table */
static int fail_refused(struct kam_sqlite *db, struct kam_err *err)
{
	if (!db->vfs.refused)
		return kam_fail(err, KAM_EINTERNAL, _("the register: %s"),
				sqlite3_errmsg(db->handle));
	kam_fail(err, KAM_EACCESS, _("the journal of '%s' names another file"),
		 db->path);
	kam_hint(err,
		 _("find out who made '%s-journal' before using the "
		   "register"),
		 db->path);
	return KAM_EACCESS;
}

static int fail_disk(struct kam_sqlite *db, int code, struct kam_err *err)
{
	int number = sqlite3_system_errno(db->handle);

	if ((code & 0xff) == SQLITE_FULL)
		return kam_fail(err, KAM_EIO, _("the disk with '%s' is full"),
				db->path);
	if (code == SQLITE_READONLY_DIRECTORY)
		return kam_fail(err, KAM_EACCESS,
				_("the folder of '%s' may not be written"),
				db->path);
	if (code == SQLITE_READONLY_ROLLBACK ||
	    code == SQLITE_READONLY_RECOVERY) {
		kam_fail(err, KAM_EACCESS,
			 _("a change to '%s' was cut off and must be undone "
			   "first, but it may not be written"),
			 db->path);
		kam_hint(err, "%s",
			 _("have its owner run any kam command on it"));
		return KAM_EACCESS;
	}
	return kam_fail(
	    err, KAM_EIO, _("reading or writing '%s': %s"), db->path,
	    number && (code & 0xff) == SQLITE_IOERR ? kam_errno_text(number)
						    : sqlite3_errstr(code));
}

static int fail_not_database(struct kam_sqlite *db, struct kam_err *err)
{
	kam_fail(err, KAM_ECORRUPT, _("'%s' is damaged or not a kam register"),
		 db->path);
	kam_hint(err, "%s",
		 _("'kam restore' brings a backup back, 'kam recover' saves "
		   "what can be read; or name another file"));
	return KAM_ECORRUPT;
}

void kam_db_hint_damaged(struct kam_err *err)
{
	kam_hint(err, "%s",
		 _("'kam fsck' says what is wrong; 'kam restore' brings a "
		   "backup back, 'kam recover' saves what can be read"));
}

/* Of a plain SQLITE_ERROR only the text tells what it is: a sum() of values
   that were stored is no fault of the program's. */
static int fail_otherwise(struct kam_sqlite *db, int code, struct kam_err *err)
{
	const char *what = sqlite3_errmsg(db->handle);

	if (code == SQLITE_ERROR && !strcmp(what, "integer overflow"))
		return kam_fail(err, KAM_EINVALID, "%s",
				_("the sum is too large"));
	return kam_fail(err, KAM_EINTERNAL, _("the register: %s"), what);
}

int kam_sqlite_fail(struct kam_sqlite *db, int code, struct kam_err *err)
{
	if (code == SQLITE_IOERR_NOMEM)
		return kam_fail_memory(err);
	if (db->vfs.refused)
		return fail_refused(db, err);
	switch (code & 0xff) {
	case SQLITE_NOMEM:
		return kam_fail_memory(err);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return kam_busy_fail(&db->busy, err);
	case SQLITE_INTERRUPT:
		return kam_fail(err, KAM_EINTERRUPT, "%s", _("interrupted"));
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
		return fail_disk(db, code, err);
	case SQLITE_NOTADB:
		return fail_not_database(db, err);
	case SQLITE_CORRUPT:
		kam_fail(err, KAM_ECORRUPT, _("'%s' is damaged"), db->path);
		kam_db_hint_damaged(err);
		return KAM_ECORRUPT;
	case SQLITE_TOOBIG:
		return kam_fail(err, KAM_EINVALID, "%s",
				_("a value is longer than 16 MiB"));
	case SQLITE_CONSTRAINT:
		return fail_constraint(db, code, err);
	case SQLITE_AUTH:
		return fail_refused(db, err);
	default:
		return fail_otherwise(db, code, err);
	}
}
