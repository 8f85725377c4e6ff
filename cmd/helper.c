/*
 * Helpers: kam's own programs with heavy libraries, which read their standard
 * input and write lines; they never open the register.
 */
#include "engine.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUTPUT_BYTES = 64 * 1024 * 1024 };

extern char **environ;

static int is_program(const char *path)
{
	return access(path, X_OK) == 0;
}

/* KAM_EXEC_PATH, the folder of kam itself (where it is built), libexec. */
static int find_helper(char path[PATH_MAX], const char *name)
{
	const char *folder = cmd_environment_path("KAM_EXEC_PATH");
	char own[PATH_MAX - 64];
	ssize_t n = readlink("/proc/self/exe", own, sizeof own - 1);

	if (folder) {
		(void)snprintf(path, PATH_MAX, "%s/kam-%s", folder, name);
		return is_program(path);
	}
	if (n > 0) {
		own[n] = '\0';
		*strrchr(own, '/') = '\0';
		(void)snprintf(path, PATH_MAX, "%s/kam-%s", own, name);
		if (is_program(path))
			return 1;
	}
	(void)snprintf(path, PATH_MAX, "%s/kam-%s", KAM_LIBEXECDIR, name);
	return is_program(path);
}

static int read_output(struct kam_str *text, int fd, struct kam_err *err)
{
	char buffer[65536];

	for (;;) {
		ssize_t n = read(fd, buffer, sizeof buffer);

		if (n < 0 && errno == EINTR && !cmd_interrupted())
			continue;
		if (n < 0)
			return kam_fail(err, KAM_EIO,
					_("cannot read the helper: %s"),
					strerror(errno));
		if (!n)
			return kam_str_check(text, err);
		kam_str_add_bytes(text, buffer, (size_t)n);
		if (text->length > OUTPUT_BYTES)
			return kam_fail(err, KAM_EIO, "%s",
					_("the helper's output has no end"));
	}
}

static int start(pid_t *pid, const char *path, char **argv, int in, int out,
		 struct kam_err *err)
{
	posix_spawn_file_actions_t actions;
	int rc;

	if (posix_spawn_file_actions_init(&actions))
		return kam_fail_memory(err);
	rc = posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	if (!rc)
		rc = posix_spawn_file_actions_adddup2(&actions, out,
						      STDOUT_FILENO);
	if (!rc)
		rc = posix_spawn(pid, path, &actions, NULL, argv, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	if (!rc)
		return 0;
	return kam_fail(err, KAM_EHELPER, _("cannot run '%s': %s"), path,
			strerror(rc));
}

/* Its exit status is an error of the same class. */
static int judge(int state, const char *name, struct kam_err *err)
{
	int status = WIFEXITED(state) ? WEXITSTATUS(state) : 70;

	if (!status)
		return 0;
	kam_fail(err, status == 65 ? KAM_EINVALID : KAM_EHELPER,
		 _("the helper kam-%s failed"), name);
	kam_hint(err, "%s", _("its message stands above"));
	return err->code;
}

int cmd_helper_run(struct kam_str *output, const char *name, char **argv,
		   int input, struct kam_err *err)
{
	char path[PATH_MAX];
	int fds[2], state = 0, rc;
	pid_t pid;

	if (!find_helper(path, name)) {
		kam_fail(err, KAM_EHELPER, _("the helper kam-%s is missing"),
			 name);
		kam_hint(
		    err, "%s",
		    _("install kam's helpers (the package kam-helpers), or "
		      "set KAM_EXEC_PATH to their folder"));
		return err->code;
	}
	if (pipe(fds))
		return kam_fail(err, KAM_EIO, _("no pipe: %s"),
				strerror(errno));
	(void)fcntl(fds[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(fds[1], F_SETFD, FD_CLOEXEC);
	argv[0] = path;
	rc = start(&pid, path, argv, input, fds[1], err);
	close(fds[1]);
	if (!rc) {
		rc = read_output(output, fds[0], err);
		close(fds[0]);
		while (waitpid(pid, &state, 0) < 0 && errno == EINTR)
			;
		return rc ? rc : judge(state, name, err);
	}
	close(fds[0]);
	return rc;
}
