/*
 * The pager: KAM_PAGER > core.pager > PAGER > less, only where a person looks
 * at a terminal and there is something to see.
 */
#include "engine.h"

#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int wanted(const struct cmd *c)
{
	if (c->globals.no_pager || c->globals.format != KAM_FORMAT_TABLE ||
	    !isatty(STDOUT_FILENO) || !isatty(STDIN_FILENO))
		return 0;
	if (c->verb && (c->verb->flags & CMD_REGISTER_WRITE))
		return 0;
	return c->out ? kam_out_rows(c->out) > 0 : c->text.length > 0;
}

static const char *program(const struct cmd *c)
{
	const char *name = cmd_config(c, "core.pager");
	char path[PATH_MAX];

	if (!name)
		name = getenv("KAM_PAGER"); /* where none was read */
	if (!name)
		name = getenv("PAGER");
	/* what nobody asked for must not lose the output where it is missing */
	if (!name)
		name = cmd_program_find(path, "less") ? "less" : "";
	return *name && strcmp(name, "cat") != 0 ? name : NULL;
}

static int spawn(struct cmd_pager *pager, const char *name, const int ends[2])
{
	char shell[] = "sh", option[] = "-c";
	char *command = strdup(name);
	char *argv[] = { shell, option, command, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t standard;
	pid_t pid = 0;
	int rc;

	if (!command)
		return -1;
	sigemptyset(&standard);
	sigaddset(&standard, SIGPIPE);
	(void)posix_spawnattr_init(&attributes);
	(void)posix_spawnattr_setsigdefault(&attributes, &standard);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_adddup2(&actions, ends[0], 0);
	rc = posix_spawn(&pid, "/bin/sh", &actions, &attributes, argv, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	(void)posix_spawnattr_destroy(&attributes);
	free(command);
	pager->pid = pid;
	return rc;
}

int cmd_pager_start(struct cmd_pager *pager, const struct cmd *c)
{
	const char *name = wanted(c) ? program(c) : NULL;
	int ends[2];

	if (!name || pipe(ends))
		return 0;
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	(void)setenv("LESS", "FRX", 0);
	/* what kam writes, whatever locale there is */
	(void)setenv("LESSCHARSET", "utf-8", 0);
	if (spawn(pager, name, ends)) {
		(void)close(ends[0]);
		(void)close(ends[1]);
		return 0;
	}
	(void)close(ends[0]);
	pager->fd = ends[1];
	return 1;
}

/* The pager has the terminal until it ends; ^C is its own. */
void cmd_pager_end(struct cmd_pager *pager)
{
	(void)close(pager->fd);
	while (waitpid((pid_t)pager->pid, NULL, 0) < 0 && cmd_interrupted())
		cmd_signal = 0;
}
