/*
 * Whether a register that was found on the way may be opened at all: one that
 * another user put there could be made to mislead.
 */
#include "engine.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STICKY = 01000 }; /* S_ISVTX, which plain POSIX leaves out */

/* Root acts for whoever called sudo. */
static int is_own(uid_t owner)
{
	const char *sudo = getenv("SUDO_UID");
	char *end;

	if (owner == geteuid())
		return 1;
	if (geteuid() != 0 || !sudo || !*sudo)
		return 0;
	return (uid_t)strtoul(sudo, &end, 10) == owner && *end == '\0';
}

static int is_listed(const struct cmd *c, const char *parent)
{
	const struct cmd_entry *e = c->config ? c->config->entries : NULL;

	for (; e; e = e->next)
		if (e->level <= CMD_LEVEL_USER &&
		    strcmp(e->key, "safe.register") == 0 &&
		    (strcmp(e->value, parent) == 0 ||
		     strcmp(e->value, "*") == 0))
			return 1;
	return 0;
}

static const char *objection(const char *parent, const char *folder,
			     const char *file)
{
	struct stat above, own, db;
	mode_t others = S_IWGRP | S_IWOTH;
	int missing, shared;

	if (stat(parent, &above) || lstat(folder, &own))
		return _("cannot be looked at");
	missing = lstat(file, &db);
	if (missing && errno != ENOENT)
		return _("cannot be looked at");
	if (missing) /* it is to be restored: the folder says enough */
		db = own;
	if (!S_ISDIR(own.st_mode) || !(missing || S_ISREG(db.st_mode)))
		return _("is a link or no file");
	/* of a folder that its owner shares, any of the group may have put it
	   there: kam restore does */
	shared = (own.st_mode & S_ISGID) && db.st_gid == own.st_gid;
	if (!is_own(own.st_uid) || (!is_own(db.st_uid) && !shared))
		return _("is not yours");
	if (!missing && db.st_nlink > 1)
		return _("has a second name");
	if (own.st_mode & S_ISGID) /* kam init --shared=group */
		others = S_IWOTH;
	if ((own.st_mode & others) || (db.st_mode & others))
		return _("may be written by others");
	if ((above.st_mode & S_IWOTH) && !(above.st_mode & STICKY))
		return _("lies where others may replace it");
	return NULL;
}

/* As one who is not let in, as cron's user often is. */
static int fail_closed(const char *file, struct kam_err *err)
{
	kam_fail(err, KAM_EACCESS, _("cannot look at '%s': %s"), file,
		 kam_errno_text(EACCES));
	kam_hint(err, "%s",
		 _("ask its owner to let you, or your group, into the folder"));
	return err->code;
}

int cmd_register_trusted(struct cmd *c, const char *parent, struct kam_err *err)
{
	const char *folder = kam_arena_printf(&c->arena, "%s/.kam", parent);
	const char *file =
	    kam_arena_printf(&c->arena, "%s/.kam/register.db", parent);
	const char *why;
	struct stat info;

	if (!folder || !file)
		return kam_fail_memory(err);
	if (lstat(file, &info) && errno == EACCES)
		return fail_closed(file, err);
	if (is_listed(c, parent))
		return 0;
	why = objection(parent, folder, file);
	if (!why)
		return 0;
	kam_fail(err, KAM_EACCESS, _("the register '%s' %s"), file, why);
	kam_hint(err, _("if you trust it: kam config --add safe.register %s"),
		 *parent ? parent : "/");
	return err->code;
}

int cmd_make_folders(const char *path, struct kam_err *err)
{
	struct kam_str part = KAM_STR_INIT;
	int rc = 0;

	for (const char *at = path; !rc && *at;) {
		size_t n = 1 + strcspn(at + 1, "/");

		kam_str_add_bytes(&part, at, n);
		at += n;
		rc = kam_str_check(&part, err);
		if (!rc && mkdir(part.data, 0700) && errno != EEXIST &&
		    errno != EISDIR)
			rc = kam_fail(err, KAM_ECREATE,
				      _("cannot create '%s': %s"), part.data,
				      kam_errno_text(errno));
	}
	kam_str_release(&part);
	return rc;
}
