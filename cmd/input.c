/*
 * What a command reads from a file or from standard input.
 */
#include "crud.h"
#include "engine.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { INPUT_BYTES = 64 * 1024 * 1024, CMD_INPUT_FILE = 1 << 30 };

static int fail(const char *path, struct kam_err *err)
{
	return kam_fail(err, errno == ENOENT ? KAM_ENOENT : KAM_EIO,
			_("cannot read '%s': %s"), path, kam_errno_text(errno));
}

static int fail_large(const char *path, struct kam_err *err)
{
	return kam_fail(err, KAM_EINVALID, _("'%s' is larger than 1 GiB"),
			path);
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

int cmd_temporary(int *out, struct kam_err *err)
{
	const char *folder = cmd_environment_path("TMPDIR");
	char name[PATH_MAX];

	(void)snprintf(name, sizeof name, "%s/kam-XXXXXX",
		       folder ? folder : "/tmp");
	*out = mkstemp(name);
	if (*out < 0)
		return kam_fail(
		    err, KAM_ECREATE, _("cannot make a file in '%s': %s"),
		    folder ? folder : "/tmp", kam_errno_text(errno));
	(void)fcntl(*out, F_SETFD, FD_CLOEXEC);
	(void)unlink(name);
	return 0;
}

/* What comes through a pipe is read twice. */
static int spool(int *out, int from, const char *path, struct kam_err *err)
{
	char buffer[65536];
	int64_t length = 0;
	int fd, rc = cmd_temporary(&fd, err);

	if (rc)
		return rc;
	for (;;) {
		ssize_t n = read(from, buffer, sizeof buffer), done = 0;

		if (n < 0 && errno == EINTR && !cmd_interrupted())
			continue;
		while (n > 0 && done < n) {
			ssize_t written =
			    write(fd, buffer + done, (size_t)(n - done));

			if (written < 0 && errno != EINTR)
				n = -1;
			done += written > 0 ? written : 0;
		}
		length += n > 0 ? n : 0;
		if (n < 0 || length > CMD_INPUT_FILE) {
			close(fd);
			return n < 0 ? fail(path, err) : fail_large(path, err);
		}
		if (!n)
			break;
	}
	*out = fd;
	return 0;
}

int cmd_input_open(int *out, const char *path, struct kam_err *err)
{
	int standard = !strcmp(path, "-"), rc = 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat is;

	if (fd < 0 || fstat(fd, &is) < 0)
		return fail(path, err);
	if (S_ISDIR(is.st_mode)) {
		errno = EISDIR;
		rc = fail(path, err);
	} else if (!S_ISREG(is.st_mode)) {
		rc = spool(out, fd, standard ? "standard input" : path, err);
	} else if (is.st_size > CMD_INPUT_FILE) {
		rc = fail_large(path, err);
	} else {
		*out = standard ? dup(fd) : fd;
		return *out < 0 ? fail(path, err) : 0;
	}
	if (!standard)
		close(fd);
	return rc;
}
