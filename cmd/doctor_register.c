/*
 * The register's file: which one, why that one, whose it is, what lies beside
 * it. Opens it where it can be opened.
 */
#include "doctor.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *why(const struct doctor *d)
{
	const char *said = getenv("KAM_REGISTER");

	if (d->c->globals.path)
		return _("--register names it");
	if (said && *said)
		return _("KAM_REGISTER names it");
	return d->folder ? _("the nearest .kam upward")
			 : _("your own, since there is no .kam upward");
}

/* It was there, as its backups show; or somebody named it; or there never was
   one. */
static void say_missing(struct doctor *d, const struct kam_err *err)
{
	const char *said = getenv("KAM_REGISTER");

	if (d->folder)
		doctor_say(d, "register", DOCTOR_ERROR,
			   "kam backup --list; kam restore FILE",
			   _("'%s' is gone, its backups are there"),
			   d->c->register_path);
	else if (d->c->globals.path || (said && *said))
		doctor_say(d, "register", DOCTOR_ERROR, "kam init", "%s: %s",
			   why(d), err->message);
	else
		doctor_say(d, "register", DOCTOR_WARNING, "kam init; kam demo",
			   "%s", _("there is none here"));
}

static const char *owner_of(const struct stat *info)
{
	const struct passwd *user = getpwuid(info->st_uid);

	return user ? user->pw_name : "?";
}

static const char *group_of(const struct stat *info)
{
	const struct group *group = getgrgid(info->st_gid);

	return group ? group->gr_name : "?";
}

static int is_shared(const struct doctor *d)
{
	struct stat info;

	return d->folder && !stat(d->folder, &info) && (info.st_mode & S_ISGID);
}

/* Personal data: for its owner, and in a folder of kam init --shared=group for
   the group. */
static void look_at_rights(struct doctor *d)
{
	const char *path = d->c->register_path;
	const int shared = is_shared(d);
	struct stat info;
	mode_t mode;

	if (stat(path, &info))
		return;
	mode = info.st_mode & 0777;
	if (mode & S_IRWXO)
		doctor_say(d, "rights", DOCTOR_ERROR,
			   doctor_hint(d, "chmod o-rwx '%s'", path),
			   _("anybody on this machine may read it (mode %03o)"),
			   (unsigned)mode);
	else if ((mode & S_IRWXG) && !shared)
		doctor_say(d, "rights", DOCTOR_ERROR,
			   doctor_hint(d, "chmod g-rwx '%s'", path),
			   _("the group '%s' may read it, and its folder is "
			     "not shared (mode %03o)"),
			   group_of(&info), (unsigned)mode);
	else if (shared && (mode & 0060) != 0060)
		doctor_say(d, "rights", DOCTOR_ERROR,
			   doctor_hint(d, "chmod g+rw '%s'", path),
			   _("its folder is for the group '%s', the file is "
			     "not (mode %03o)"),
			   group_of(&info), (unsigned)mode);
	else if (access(path, W_OK))
		doctor_say(d, "rights", DOCTOR_WARNING, NULL,
			   _("you may not write it (mode %03o, of %s)"),
			   (unsigned)mode, owner_of(&info));
	else if (shared)
		doctor_say(d, "rights", DOCTOR_OK, NULL,
			   _("shared by the group '%s' (mode %03o, of %s)"),
			   group_of(&info), (unsigned)mode, owner_of(&info));
	else
		doctor_say(d, "rights", DOCTOR_OK, NULL, _("mode %03o, of %s"),
			   (unsigned)mode, owner_of(&info));
}

enum { OLD = 3600 }; /* seconds after which nobody works on it any more */

/* Files of a command that was killed. A draft goes with the next one made
   there; the configuration's lock stands in the way until it is removed. */
static void look_at_leftover(struct doctor *d, const char *folder,
			     const char *name)
{
	const char *path =
	    kam_arena_printf(&d->c->arena, "%s/%s", folder, name);
	struct stat info;

	if (!path || lstat(path, &info) || !S_ISREG(info.st_mode) ||
	    (int64_t)info.st_mtime + OLD > d->c->now)
		return;
	doctor_say(d, "leftovers", DOCTOR_WARNING,
		   doctor_hint(d, "rm '%s'", path),
		   _("'%s' is of a command that was ended"), path);
}

static void look_for_leftovers(struct doctor *d, const char *folder)
{
	DIR *dir = folder ? opendir(folder) : NULL;
	const struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (!fnmatch(".kam-*.tmp*", entry->d_name, 0) ||
		    !strcmp(entry->d_name, "config.lock"))
			look_at_leftover(d, folder, entry->d_name);
	if (dir)
		(void)closedir(dir);
}

static const char *folder_of(struct doctor *d, const char *path)
{
	return path ? kam_arena_strndup(&d->c->arena, path,
					(size_t)(strrchr(path, '/') - path))
		    : NULL;
}

static void look_around(struct doctor *d)
{
	const char *folder = folder_of(d, d->c->register_path);

	look_for_leftovers(d, folder);
	look_for_leftovers(d, doctor_hint(d, "%s/backups", folder));
}

static void open_it(struct doctor *d)
{
	struct kam_err err = { 0 };
	struct kam_open_options options;

	cmd_register_options(&options, d->c);
	options.access = KAM_READ;
	options.definitions = &d->c->arena;
	if (!kam_open(&d->c->k, &options, &err))
		return;
	if (err.code == KAM_ECORRUPT)
		*err.hint = '\0'; /* it knows nothing of backups */
	doctor_fault(d, "register", &err,
		     err.code == KAM_ECORRUPT
			 ? "kam backup --list; kam restore FILE; "
			   "kam recover --output FILE"
			 : NULL);
}

void doctor_register(struct doctor *d)
{
	struct cmd *c = d->c;
	struct stat info;

	if (c->config)
		look_for_leftovers(d, folder_of(d, c->config->user_path));
	/* the configuration beside it was looked at already */
	if (d->unfound.code && d->unfound.code != KAM_ECONFIG) {
		doctor_fault(d, "register", &d->unfound, NULL);
		return;
	}
	if (!c->register_path)
		return;
	look_around(d);
	if (lstat(c->register_path, &info) && errno == ENOENT) {
		struct kam_err err = { 0 };

		kam_fail(&err, KAM_ENOENT, _("no register '%s'"),
			 c->register_path);
		say_missing(d, &err);
		return;
	}
	doctor_say(d, "register", DOCTOR_OK, NULL, "%s%s%s", c->register_path,
		   _(": "), why(d));
	look_at_rights(d);
	open_it(d);
}
