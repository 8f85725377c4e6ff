/*
 * Files that take their place whole or not at all.
 */
#include "crud.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

static int cannot(const struct cmd_outfile *f, struct kam_err *err)
{
	return kam_fail(err,
			errno == ENOSPC || errno == EIO ? KAM_EIO : KAM_ECREATE,
			_("cannot write '%s': %s"), f->path, strerror(errno));
}

int cmd_outfile_open(struct cmd_outfile *f, struct kam_arena *arena,
		     const char *path, struct kam_err *err)
{
	struct stat is;
	char *name;

	*f = (struct cmd_outfile){ arena, path, NULL, -1, KAM_STR_INIT };
	if (!lstat(path, &is) && !S_ISREG(is.st_mode)) {
		kam_fail(err, KAM_ECREATE,
			 _("'%s' is there and is no regular file"), path);
		kam_hint(err, "%s", _("name another one"));
		return err->code;
	}
	name = kam_arena_printf(arena, "%s.XXXXXX", path);
	if (!name)
		return kam_fail_memory(err);
	f->fd = mkstemp(name);
	if (f->fd < 0)
		return cannot(f, err);
	(void)fcntl(f->fd, F_SETFD, FD_CLOEXEC);
	f->temporary = name;
	return 0;
}

int cmd_outfile_flush(struct cmd_outfile *f, int all, struct kam_err *err)
{
	size_t at = 0;

	if (kam_str_check(&f->text, err))
		return err->code;
	if (!all && f->text.length < PIECE)
		return 0;
	while (at < f->text.length) {
		ssize_t n =
		    write(f->fd, f->text.data + at, f->text.length - at);

		if (n < 0 && errno != EINTR)
			return cannot(f, err);
		at += n > 0 ? (size_t)n : 0;
	}
	kam_str_truncate(&f->text, 0);
	return 0;
}

int cmd_outfile_sync(struct cmd_outfile *f, struct kam_err *err)
{
	int rc = cmd_outfile_flush(f, 1, err);

	if (!rc && fsync(f->fd) < 0)
		rc = cannot(f, err);
	return rc;
}

static int sync_folder(const struct cmd_outfile *f, struct kam_err *err)
{
	const char *slash = strrchr(f->path, '/');
	const char *folder =
	    slash ? kam_arena_strndup(f->arena, f->path,
				      (size_t)(slash - f->path) + 1)
		  : ".";
	int fd, rc = 0;

	if (!folder)
		return kam_fail_memory(err);
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) < 0)
		rc = cannot(f, err);
	if (fd >= 0)
		(void)close(fd);
	return rc;
}

int cmd_outfile_commit(struct cmd_outfile *f, struct kam_err *err)
{
	int rc = cmd_outfile_sync(f, err);

	if (rc)
		return rc;
	if (rename(f->temporary, f->path) < 0)
		return cannot(f, err);
	f->temporary = NULL;
	return sync_folder(f, err);
}

void cmd_outfile_release(struct cmd_outfile *f)
{
	if (!f->path)
		return;
	if (f->fd >= 0)
		(void)close(f->fd);
	if (f->temporary)
		(void)unlink(f->temporary);
	kam_str_release(&f->text);
	memset(f, 0, sizeof *f);
	f->fd = -1;
}
