#include <kam/file.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <kam/str.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static const char prefix[] = ".kam-", suffix[] = ".tmp";
enum { DIGITS = 16, TRIES = 100 };

static int cannot(const char *path, int number, struct kam_err *err)
{
	int full = number == ENOSPC || number == EDQUOT || number == EIO ||
		   number == EFBIG;

	return kam_fail(err, full ? KAM_EIO : KAM_ECREATE,
			_("cannot write '%s': %s"), path,
			kam_errno_text(number));
}

int kam_draft_write(struct kam_draft *d, const void *bytes, size_t length,
		    struct kam_err *err)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t n = write(d->fd, at, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return kam_fail(err, KAM_EIO,
					_("cannot write in '%s': %s"),
					d->folder, kam_errno_text(errno));
		at += n;
		length -= (size_t)n;
	}
	return 0;
}

int kam_folder_of(char **out, const char *path, struct kam_err *err)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		*out = strdup(".");
	else if (slash == path)
		*out = strdup("/");
	else
		*out = strndup(path, (size_t)(slash - path));
	return *out ? 0 : kam_fail_memory(err);
}

int kam_folder_sync(const char *folder, struct kam_err *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = 0;

	if (fd < 0 || (fsync(fd) && errno != EINVAL))
		rc =
		    kam_fail(err, KAM_EIO, _("cannot sync the folder '%s': %s"),
			     folder, kam_errno_text(errno));
	if (fd >= 0)
		(void)close(fd);
	return rc;
}

static int is_draft(const char *name)
{
	size_t n = strlen(name);

	return n == sizeof prefix - 1 + DIGITS + sizeof suffix - 1 &&
	       !strncmp(name, prefix, sizeof prefix - 1) &&
	       !strcmp(name + n - (sizeof suffix - 1), suffix) &&
	       strspn(name + sizeof prefix - 1, "0123456789abcdef") == DIGITS;
}

/* What nobody holds any more was left by a process that was killed. */
static void sweep(const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		int fd;

		if (!is_draft(entry->d_name))
			continue;
		fd = openat(dirfd(dir), entry->d_name,
			    O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
		if (fd < 0)
			continue;
		if (!flock(fd, LOCK_EX | LOCK_NB))
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
		(void)close(fd);
	}
	if (dir)
		(void)closedir(dir);
}

/* One name: 0, or errno; EEXIST also where a sweep came in between. */
static int try_name(struct kam_draft *d)
{
	struct stat info;

	d->fd = open(d->path,
		     O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (d->fd < 0)
		return errno;
	if (fchmod(d->fd, 0600) == 0 && !flock(d->fd, LOCK_EX | LOCK_NB) &&
	    !fstat(d->fd, &info) && info.st_nlink == 1)
		return 0;
	(void)unlink(d->path);
	(void)close(d->fd);
	d->fd = -1;
	return EEXIST;
}

int kam_draft_open(struct kam_draft *d, const char *target, struct kam_err *err)
{
	int number = EEXIST, rc;

	*d = (struct kam_draft){ .fd = -1 };
	rc = kam_folder_of(&d->folder, target, err);
	if (rc)
		return rc;
	sweep(d->folder);
	for (int i = 0; number == EEXIST && i < TRIES; i++) {
		struct kam_str path = KAM_STR_INIT;
		uint64_t random;

		if (getrandom(&random, sizeof random, 0) != sizeof random)
			return kam_fail(err, KAM_EIO, "%s",
					_("no random numbers to be had"));
		kam_str_printf(&path, "%s/%s%016" PRIx64 "%s", d->folder,
			       prefix, random, suffix);
		rc = kam_str_check(&path, err);
		free(d->path);
		d->path = rc ? NULL : strdup(path.data);
		kam_str_release(&path);
		if (!d->path)
			return kam_fail_memory(err);
		number = try_name(d);
	}
	return number ? cannot(target, number, err) : 0;
}

/* link() gives a name without taking one from another, in which rename() is no
   help; where the file system has no links, a look has to do. */
static int give_name(const struct kam_draft *d, const char *target, int replace)
{
	struct stat info;

	if (replace && !lstat(target, &info) && !S_ISREG(info.st_mode)) {
		errno = S_ISLNK(info.st_mode) ? ELOOP : EEXIST;
		return -1;
	}
	if (replace)
		return rename(d->path, target);
	if (!link(d->path, target))
		return unlink(d->path);
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
		return -1;
	if (!lstat(target, &info)) {
		errno = EEXIST;
		return -1;
	}
	return rename(d->path, target);
}

int kam_draft_sync(struct kam_draft *d, struct kam_err *err)
{
	if (!fsync(d->fd))
		return 0;
	return kam_fail(err, KAM_EIO, _("cannot write in '%s': %s"), d->folder,
			kam_errno_text(errno));
}

int kam_draft_publish(struct kam_draft *d, const char *target, int replace,
		      struct kam_err *err)
{
	if (kam_draft_sync(d, err))
		return err->code;
	if (!give_name(d, target, replace)) {
		/* the name is no longer the draft's: nothing to remove */
		free(d->path);
		d->path = NULL;
		return kam_folder_sync(d->folder, err);
	}
	if (errno == EEXIST)
		return kam_fail(err, KAM_ECREATE, _("'%s' is there already"),
				target);
	if (errno == ELOOP)
		return kam_fail(err, KAM_ECREATE, _("'%s' is a link"), target);
	return cannot(target, errno, err);
}

void kam_draft_release(struct kam_draft *d)
{
	if (d->fd >= 0) {
		if (d->path)
			(void)unlink(d->path);
		(void)close(d->fd);
	}
	free(d->path);
	free(d->folder);
	*d = (struct kam_draft){ .fd = -1 };
}
