/*
 * The folder that `kam demo` makes: under another name until it is whole.
 * Until then a file in it is locked, so that what a killed one left is known
 * from what is being made.
 */
#include "demo.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <kam/file.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char prefix[] = ".kam.", mark[] = "unfinished";
enum { RANDOM = 6 };

/* All that is in the folder, and the folder. */
static void remove_folder(int above, const char *name)
{
	int fd = openat(above, name,
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		(void)unlinkat(fd, entry->d_name, 0);
	if (folder)
		(void)closedir(folder);
	else if (fd >= 0)
		(void)close(fd);
	(void)unlinkat(above, name, AT_REMOVEDIR);
}

static int is_made(const char *name)
{
	size_t n = sizeof prefix - 1;

	if (strncmp(name, prefix, n) != 0 || strlen(name) != n + RANDOM)
		return 0;
	for (; name[n]; n++)
		if (!isalnum((unsigned char)name[n]))
			return 0;
	return 1;
}

/* The mark of one that nobody is making any more, locked; or -1. */
static int take_mark(int above, const char *name)
{
	int fd = openat(above, name,
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat info;
	int taken = -1;

	if (fd >= 0 && !fstat(fd, &info) && info.st_uid == geteuid())
		taken = openat(fd, mark,
			       O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (taken >= 0 && flock(taken, LOCK_EX | LOCK_NB)) {
		(void)close(taken);
		taken = -1;
	}
	if (fd >= 0)
		(void)close(fd);
	return taken;
}

/* What was left by a process that was killed. */
static void sweep(const char *above)
{
	DIR *dir = opendir(above);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		int taken;

		if (!is_made(entry->d_name))
			continue;
		taken = take_mark(dirfd(dir), entry->d_name);
		if (taken < 0)
			continue;
		remove_folder(dirfd(dir), entry->d_name);
		(void)close(taken);
	}
	if (dir)
		(void)closedir(dir);
}

static int cannot_create(const struct demo *d, struct kam_err *err)
{
	return kam_fail(err, KAM_ECREATE, _("cannot create '%s': %s"),
			d->folder, kam_errno_text(errno));
}

int demo_folder_make(struct demo *d, const char *above, struct kam_err *err)
{
	char *made =
	    kam_arena_printf(&d->c->arena, "%s/%sXXXXXX", above, prefix);
	const char *path;

	d->mark = -1;
	if (!made)
		return kam_fail_memory(err);
	sweep(above);
	if (!mkdtemp(made))
		return cannot_create(d, err);
	d->made = made;
	path = kam_arena_printf(&d->c->arena, "%s/%s", made, mark);
	if (!path)
		return kam_fail_memory(err);
	d->mark = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		       0600);
	if (d->mark < 0 || flock(d->mark, LOCK_EX | LOCK_NB))
		return cannot_create(d, err);
	return 0;
}

int demo_folder_end(struct demo *d, int rc, struct kam_err *err)
{
	const char *at;

	if (!rc && rename(d->made, d->folder))
		rc = cannot_create(d, err);
	at = d->made && !rc
		 ? kam_arena_printf(&d->c->arena, "%s/%s", d->folder, mark)
		 : NULL;
	if (at)
		(void)unlink(at);
	if (rc && d->made)
		remove_folder(AT_FDCWD, d->made);
	if (d->mark >= 0)
		(void)close(d->mark);
	return rc;
}
