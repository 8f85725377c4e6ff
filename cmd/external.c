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
				path, strerror(rc));
	while (waitpid(pid, &state, 0) < 0)
		if (errno != EINTR)
			return kam_fail(err, KAM_EIO, _("lost '%s': %s"), path,
					strerror(errno));
	*status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
	return 0;
}

static int is_safe_name(const char *name)
{
	static const char set[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

	return name[0] && name[0] != '-' && strlen(name) < 64 &&
	       name[strspn(name, set)] == '\0';
}

static const char *in_folder(struct cmd *c, const char *folder, size_t n,
			     const char *name)
{
	struct kam_str path = KAM_STR_INIT;
	const char *found = NULL;
	struct stat info;

	kam_str_add_bytes(&path, folder, n);
	kam_str_printf(&path, "/kam-%s", name);
	if (!path.failed && stat(path.data, &info) == 0 &&
	    S_ISREG(info.st_mode) && access(path.data, X_OK) == 0)
		found = kam_arena_strdup(&c->arena, path.data);
	kam_str_release(&path);
	return found;
}

/* Empty and relative entries of PATH are where anyone may put a program. */
static const char *find_program(struct cmd *c, const char *name)
{
	const char *list = getenv("PATH");
	const char *found =
	    in_folder(c, KAM_LIBEXECDIR, strlen(KAM_LIBEXECDIR), name);

	while (!found && list && *list) {
		size_t n = strcspn(list, ":");

		if (n > 0 && list[0] == '/')
			found = in_folder(c, list, n, name);
		list += n;
		list += *list == ':';
	}
	return found;
}

/* What the options before the name said reaches the program as well. */
static int pass_on(const char *variable, const char *value)
{
	return value ? setenv(variable, value, 1) : 0;
}

int cmd_external_run(struct cmd *c, const char *name, char **argv,
		     struct kam_err *err)
{
	const char *path = is_safe_name(name) ? find_program(c, name) : NULL;
	size_t n = 0;
	char **words;

	if (!path)
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
