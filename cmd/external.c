/*
 * Programs named kam-NAME: kam's own in libexec, then those on PATH.
 */
#include "engine.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int cmd_spawn(const char *path, char **argv, int *status, struct kam_err *err)
{
	posix_spawnattr_t attributes;
	sigset_t standard, none;
	pid_t pid;
	int rc, state = 0;

	sigemptyset(&none);
	sigemptyset(&standard);
	sigaddset(&standard, SIGPIPE);
	sigaddset(&standard, SIGINT);
	sigaddset(&standard, SIGTERM);
	sigaddset(&standard, SIGHUP);
	(void)posix_spawnattr_init(&attributes);
	(void)posix_spawnattr_setsigdefault(&attributes, &standard);
	(void)posix_spawnattr_setsigmask(&attributes, &none);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF |
							POSIX_SPAWN_SETSIGMASK);
	rc = posix_spawn(&pid, path, NULL, &attributes, argv, environ);
	(void)posix_spawnattr_destroy(&attributes);
	if (rc)
		return kam_fail(err, KAM_EHELPER, _("cannot run '%s': %s"),
				path, kam_errno_text(rc));
	while (waitpid(pid, &state, 0) < 0)
		if (errno != EINTR)
			return kam_fail(err, KAM_EIO, _("lost '%s': %s"), path,
					kam_errno_text(errno));
	*status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
	return 0;
}

static int is_safe_name(const char *name)
{
	static const char set[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

	return name[0] && name[0] != '-' && strlen(name) < 64 &&
	       name[strspn(name, set)] == '\0';
}

static int in_folder(char path[PATH_MAX], const char *folder, size_t n,
		     const char *file)
{
	struct stat info;

	return n < PATH_MAX - 80 &&
	       snprintf(path, PATH_MAX, "%.*s/%s", (int)n, folder, file) <
		   PATH_MAX &&
	       stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
	       access(path, X_OK) == 0;
}

/* Empty and relative entries of PATH are where anyone may put a program. */
int cmd_program_find(char path[PATH_MAX], const char *file)
{
	const char *list = getenv("PATH");

	while (list && *list) {
		size_t n = strcspn(list, ":");

		if (list[0] == '/' && in_folder(path, list, n, file))
			return 1;
		list += n;
		list += *list == ':';
	}
	return 0;
}

int cmd_external_find(char path[PATH_MAX], const char *name)
{
	char file[80];

	if (!is_safe_name(name))
		return 0;
	(void)snprintf(file, sizeof file, "kam-%s", name);
	return in_folder(path, KAM_LIBEXECDIR, strlen(KAM_LIBEXECDIR), file) ||
	       cmd_program_find(path, file);
}

/* What the options before the name said reaches the program as well. */
static int pass_on(const char *variable, const char *value)
{
	return value ? setenv(variable, value, 1) : 0;
}

int cmd_external_run(struct cmd *c, const char *name, char **argv,
		     struct kam_err *err)
{
	char path[PATH_MAX], **words;
	size_t n = 0;

	if (!cmd_external_find(path, name))
		return CMD_NOT_FOUND;
	while (argv[n])
		n++;
	words = kam_arena_array(&c->arena, n + 2, sizeof *words);
	if (!words)
		return kam_fail_memory(err);
	words[0] = kam_arena_strdup(&c->arena, path);
	memcpy(words + 1, argv, n * sizeof *words);
	if (!words[0] || pass_on("KAM_REGISTER", c->globals.path) ||
	    pass_on("KAM_ACCOUNT", c->globals.account) ||
	    pass_on("KAM_PROJECT", c->globals.project))
		return kam_fail_memory(err);
	return cmd_spawn(path, words, &c->status, err);
}
