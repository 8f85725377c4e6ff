/*
 * The bytes of a configuration file: only of a file, and not of one without
 * end.
 */
#include "engine.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST = 1 << 20 };

static int read_bytes(const char **text, size_t *length, struct cmd *c,
		      const char *path, int fd, size_t size,
		      struct kam_err *err)
{
	char *bytes = kam_arena_alloc(&c->arena, size + 1);

	*length = 0;
	if (!bytes)
		return kam_fail_memory(err);
	while (*length < size) {
		ssize_t n = read(fd, bytes + *length, size - *length);

		if (n < 0 && errno != EINTR)
			return kam_fail(err, KAM_EIO, _("cannot read '%s': %s"),
					path, kam_errno_text(errno));
		if (n == 0)
			break;
		*length += n > 0 ? (size_t)n : 0;
	}
	*text = bytes;
	return 0;
}

int cmd_config_read(const char **text, size_t *length, struct cmd *c,
		    const char *path, int own_only, struct kam_err *err)
{
	int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
	int fd = open(path, own_only ? flags | O_NOFOLLOW : flags), rc;
	struct stat info;

	*text = NULL;
	*length = 0;
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return 0;
	if (fd < 0)
		return kam_fail(err, KAM_ECONFIG, _("cannot read '%s': %s"),
				path, kam_errno_text(errno));
	if (fstat(fd, &info) || !S_ISREG(info.st_mode))
		rc = kam_fail(err, KAM_ECONFIG, _("'%s' is no file"), path);
	else if (info.st_size > LARGEST)
		rc = kam_fail(err, KAM_ECONFIG, _("'%s' is too large"), path);
	else
		rc = read_bytes(text, length, c, path, fd, (size_t)info.st_size,
				err);
	(void)close(fd);
	return rc;
}
