/*
 * Helpers: kam's own programs with heavy libraries, which read their standard
 * input and write lines; they never open the register.
 */
#include "engine.h"
#include "speech.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUTPUT_BYTES = 64 * 1024 * 1024 };
static const int64_t spool_bytes = INT64_C(8) << 30;

extern char **environ;

const char cmd_helper_missing[] =
    N_("kam's helpers are built with kam where libcurl, gmime and libical are; "
       "KAM_EXEC_PATH says in which folder they are");

static int is_program(const char *path)
{
	return access(path, X_OK) == 0;
}

/* KAM_EXEC_PATH, the folder of kam itself (where it is built), libexec. */
int cmd_helper_find(char *path, const char *name)
{
	const char *folder = cmd_environment_path("KAM_EXEC_PATH");
	char own[PATH_MAX - 64];

	if (folder) {
		(void)snprintf(path, PATH_MAX, "%s/kam-%s", folder, name);
		return is_program(path);
	}
	if (cmd_own_folder(own, sizeof own)) {
		(void)snprintf(path, PATH_MAX, "%s/kam-%s", own, name);
		if (is_program(path))
			return 1;
	}
	(void)snprintf(path, PATH_MAX, "%s/kam-%s", KAM_LIBEXECDIR, name);
	return is_program(path);
}

/* Where a helper's output goes, piece by piece. */
typedef int (*take_piece)(void *context, const char *bytes, size_t n,
			  struct kam_err *err);

static int fail_endless(struct kam_err *err)
{
	return kam_fail(err, KAM_EIO, "%s",
			_("the helper's output has no end"));
}

static int read_output(int fd, take_piece take, void *context,
		       struct kam_err *err)
{
	char buffer[65536];

	for (;;) {
		ssize_t n = read(fd, buffer, sizeof buffer);
		int rc;

		if (n < 0 && errno == EINTR && !cmd_interrupted())
			continue;
		if (n < 0 && errno == EINTR)
			return kam_fail(err, KAM_EINTERRUPT, "%s",
					_("interrupted"));
		if (n < 0)
			return kam_fail(err, KAM_EIO,
					_("cannot read the helper: %s"),
					kam_errno_text(errno));
		if (!n)
			return 0;
		rc = take(context, buffer, (size_t)n, err);
		if (rc)
			return rc;
	}
}

/* kam ignores SIGPIPE; a helper whose reader is gone is to end of it. */
static int start(pid_t *pid, const char *path, char **argv, const int fds[3],
		 struct kam_err *err)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t standard;
	int rc;

	if (posix_spawn_file_actions_init(&actions))
		return kam_fail_memory(err);
	if (posix_spawnattr_init(&attributes)) {
		(void)posix_spawn_file_actions_destroy(&actions);
		return kam_fail_memory(err);
	}
	sigemptyset(&standard);
	sigaddset(&standard, SIGPIPE);
	(void)posix_spawnattr_setsigdefault(&attributes, &standard);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	rc = 0;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO && !rc; fd++)
		rc = posix_spawn_file_actions_adddup2(&actions, fds[fd], fd);
	if (!rc)
		rc = posix_spawn(pid, path, &actions, &attributes, argv,
				 environ);
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&actions);
	if (!rc)
		return 0;
	return kam_fail(err, KAM_EHELPER, _("cannot run '%s': %s"), path,
			kam_errno_text(rc));
}

/* Its exit status is an error of the same class. */
static int judge(int state, const char *name, struct kam_err *err)
{
	int status = WIFEXITED(state) ? WEXITSTATUS(state) : 70;
	enum kam_code code = status == 65   ? KAM_EINVALID
			     : status == 66 ? KAM_ENOENT
			     : status == 74 ? KAM_EIO
					    : KAM_EHELPER;

	return status ? kam_fail(err, code, _("the helper kam-%s failed"), name)
		      : 0;
}

static int fail_missing(const char *name, struct kam_err *err)
{
	kam_fail(err, KAM_EHELPER, _("the helper kam-%s is missing"), name);
	kam_hint(err, "%s", _(cmd_helper_missing));
	return err->code;
}

/* Closes both ends of the pipe, of which the helper writes into fds[1]. */
static int run_with(const struct cmd *c, const char *name, const char *path,
		    char **argv, const int fds[3], int end, take_piece take,
		    void *context, struct kam_err *err)
{
	int state = 0, rc;
	pid_t pid;

	rc = start(&pid, path, argv, fds, err);
	close(fds[STDOUT_FILENO]);
	if (rc) {
		close(end);
		return rc;
	}
	rc = read_output(end, take, context, err);
	close(end);
	/* it may wait for input that never comes */
	if (rc)
		(void)kill(pid, SIGTERM);
	while (waitpid(pid, &state, 0) < 0 && errno == EINTR)
		;
	if (!rc)
		rc = judge(state, name, err);
	if (rc)
		cmd_helper_complain(err, fds[STDERR_FILENO], name);
	else
		cmd_helper_warn(c, fds[STDERR_FILENO], name);
	return rc;
}

/* Where its complaints are kept until it ends; nowhere, where no file can be
   made: its work does not hang on them. */
static int open_complaints(int *fd, struct kam_err *err)
{
	const int rc = cmd_temporary(fd, err);

	if (!rc)
		return 0;
	*fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (*fd < 0)
		return rc;
	kam_err_reset(err);
	return 0;
}

static int run(const struct cmd *c, const char *name, char **argv, int input,
	       take_piece take, void *context, struct kam_err *err)
{
	char path[PATH_MAX];
	int ends[2], complaints, rc;

	if (!cmd_helper_find(path, name))
		return fail_missing(name, err);
	rc = open_complaints(&complaints, err);
	if (rc)
		return rc;
	if (pipe(ends)) {
		rc = kam_fail(err, KAM_EIO, _("no pipe: %s"),
			      kam_errno_text(errno));
	} else {
		const int fds[3] = { input, ends[1], complaints };

		(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
		(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
		argv[0] = path;
		/* its complaints become kam's own */
		cmd_speech_pass();
		rc = run_with(c, name, path, argv, fds, ends[0], take, context,
			      err);
	}
	close(complaints);
	return rc;
}

static int take_text(void *context, const char *bytes, size_t n,
		     struct kam_err *err)
{
	struct kam_str *text = context;

	kam_str_add_bytes(text, bytes, n);
	return text->length > OUTPUT_BYTES ? fail_endless(err)
					   : kam_str_check(text, err);
}

int cmd_helper_run(struct kam_str *output, const struct cmd *c,
		   const char *name, char **argv, int input,
		   struct kam_err *err)
{
	return run(c, name, argv, input, take_text, output, err);
}

struct spool {
	int fd;
	int64_t length;
};

static int take_spool(void *context, const char *bytes, size_t n,
		      struct kam_err *err)
{
	struct spool *spool = context;

	spool->length += (int64_t)n;
	if (spool->length > spool_bytes)
		return fail_endless(err);
	while (n) {
		ssize_t written = write(spool->fd, bytes, n);

		if (written < 0 && errno == EINTR && !cmd_interrupted())
			continue;
		if (written < 0)
			return kam_fail(err, KAM_EIO,
					_("cannot keep the helper's output: "
					  "%s"),
					kam_errno_text(errno));
		bytes += written;
		n -= (size_t)written;
	}
	return 0;
}

int cmd_helper_spool(int *output, const struct cmd *c, const char *name,
		     char **argv, int input, struct kam_err *err)
{
	struct spool spool = { .fd = -1 };
	int rc = cmd_temporary(&spool.fd, err);

	if (!rc)
		rc = run(c, name, argv, input, take_spool, &spool, err);
	if (rc && spool.fd >= 0)
		(void)close(spool.fd);
	*output = rc ? -1 : spool.fd;
	return rc;
}
