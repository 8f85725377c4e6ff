/*
 * What a command reads from a file or from standard input.
 */
#include "crud.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { INPUT_BYTES = 64 * 1024 * 1024 };

static int fail(const char *path, struct kam_err *err)
{
	return kam_fail(err, errno == ENOENT ? KAM_ENOENT : KAM_EIO,
			_("cannot read '%s': %s"), path, strerror(errno));
}

static int read_all(struct kam_str *text, int fd, const char *path,
		    struct kam_err *err)
{
	char buffer[65536];

	for (;;) {
		ssize_t n = read(fd, buffer, sizeof buffer);

		if (n < 0 && errno == EINTR && !cmd_interrupted())
			continue;
		if (n < 0)
			return fail(path, err);
		if (!n)
			return kam_str_check(text, err);
		kam_str_add_bytes(text, buffer, (size_t)n);
		if (text->length > INPUT_BYTES)
			return kam_fail(err, KAM_EINVALID,
					_("'%s' is larger than 64 MiB"), path);
	}
}

int cmd_input(const char **text, size_t *length, struct cmd *c,
	      const char *path, struct kam_err *err)
{
	int standard = !strcmp(path, "-");
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct kam_str all = KAM_STR_INIT;
	int rc;

	if (fd < 0)
		return fail(path, err);
	rc = read_all(&all, fd, standard ? "standard input" : path, err);
	if (!standard)
		close(fd);
	if (!rc) {
		*text = kam_arena_strndup(&c->arena, all.data, all.length);
		*length = all.length;
		rc = *text ? 0 : kam_fail_memory(err);
	}
	kam_str_release(&all);
	return rc;
}
