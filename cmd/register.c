/*
 * Which register a command works on: --register, KAM_REGISTER, the nearest
 * .kam/register.db upward (not beyond the home folder, a mount point or
 * KAM_CEILING), else the user's own.
 */
#include "engine.h"
#include "mailing.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GLANCE_MS = 10 };

static int working_folder(char buffer[PATH_MAX], struct kam_err *err)
{
	if (getcwd(buffer, PATH_MAX))
		return 0;
	return kam_fail(err, KAM_EIO, _("cannot tell the working folder: %s"),
			kam_errno_text(errno));
}

/* A path is a path, never a URI or a name with a meaning (":memory:"). */
int cmd_absolute(const char **out, struct cmd *c, const char *path,
		 struct kam_err *err)
{
	char folder[PATH_MAX];
	int rc = 0;

	if (path[0] == '/') {
		*out = path;
		return 0;
	}
	rc = working_folder(folder, err);
	if (rc)
		return rc;
	*out = kam_arena_printf(&c->arena, "%s/%s", folder, path);
	return *out ? 0 : kam_fail_memory(err);
}

static int is_ceiling(const char *folder)
{
	const char *list = getenv("KAM_CEILING");
	size_t length = strlen(folder);

	while (list && *list) {
		size_t n = strcspn(list, ":");

		while (n > 1 && list[n - 1] == '/')
			n--;
		if (n == length && strncmp(list, folder, n) == 0)
			return 1;
		list += strcspn(list, ":");
		list += *list == ':';
	}
	return 0;
}

/* Also where the folder is there and does not let us look: that is said, and
   no other register taken. */
static int has(const char *parent, const char *name)
{
	char path[PATH_MAX + 32];
	struct stat info;

	(void)snprintf(path, sizeof path, "%s/.kam/%s", parent, name);
	if (!lstat(path, &info))
		return 1;
	if (errno != EACCES)
		return 0;
	(void)snprintf(path, sizeof path, "%s/.kam", parent);
	return !lstat(path, &info) && S_ISDIR(info.st_mode);
}

/* Cuts a folder back to the nearest one that has a register, or for lost != 0
   what is left of one; 0 if none. */
static int search_upward(char folder[PATH_MAX], const char *home, int lost)
{
	struct stat here, above, own = { 0 };

	(void)stat(home, &own);
	for (;;) {
		char *slash = strrchr(folder, '/');

		if (strcmp(folder, "/") == 0)
			folder[0] = '\0';
		if (has(folder, "register.db") ||
		    (lost && has(folder, "backups")))
			return 1;
		if (!*folder || is_ceiling(folder) || stat(folder, &here) ||
		    (here.st_dev == own.st_dev && here.st_ino == own.st_ino))
			return 0;
		*slash = '\0';
		if (stat(*folder ? folder : "/", &above) ||
		    above.st_dev != here.st_dev)
			return 0;
	}
}

static int set_path(struct cmd *c, const char *path, struct kam_err *err)
{
	c->register_path = path;
	return path ? 0 : kam_fail_memory(err);
}

static int find_near(struct cmd *c, const char **folder, struct kam_err *err)
{
	char parent[PATH_MAX];
	int rc = working_folder(parent, err);

	if (rc ||
	    !search_upward(parent, cmd_home(c),
			   c->verb && (c->verb->flags & CMD_REGISTER_PATH)))
		return rc;
	rc = cmd_register_trusted(c, parent, err);
	if (rc)
		return rc;
	*folder = kam_arena_printf(&c->arena, "%s/.kam", parent);
	if (!*folder)
		return kam_fail_memory(err);
	return set_path(
	    c, kam_arena_printf(&c->arena, "%s/register.db", *folder), err);
}

/* The folder of a path that was said outright is in use if it's a .kam that
   would have been found. */
static int explicit_folder(struct cmd *c, const char **folder,
			   struct kam_err *err)
{
	const char *tail = strstr(c->register_path, "/.kam/register.db");
	const char *parent;

	if (!tail || strcmp(tail, "/.kam/register.db") != 0 ||
	    access(c->register_path, F_OK))
		return 0;
	parent = kam_arena_strndup(&c->arena, c->register_path,
				   (size_t)(tail - c->register_path));
	if (!parent)
		return kam_fail_memory(err);
	if (cmd_register_trusted(c, parent, err)) {
		if (geteuid() == 0)
			return err->code;
		kam_err_reset(err);
		return 0;
	}
	*folder = kam_arena_printf(&c->arena, "%s/.kam", parent);
	return *folder ? 0 : kam_fail_memory(err);
}

static int find_own(struct cmd *c, struct kam_err *err)
{
	const char *data = cmd_environment_path("XDG_DATA_HOME");
	const char *path =
	    data
		? kam_arena_printf(&c->arena, "%s/kam/register.db", data)
		: kam_arena_printf(&c->arena, "%s/.local/share/kam/register.db",
				   cmd_home(c));

	return set_path(c, path, err);
}

int cmd_register_find(struct cmd *c, const char **folder, struct kam_err *err)
{
	const char *said = c->globals.path;
	int rc;

	*folder = NULL;
	if (!said)
		said = getenv("KAM_REGISTER");
	if (said && *said) {
		rc = cmd_absolute(&c->register_path, c, said, err);
		if (!rc)
			rc = explicit_folder(c, folder, err);
	} else {
		rc = find_near(c, folder, err);
		if (!rc && !c->register_path)
			rc = find_own(c, err);
	}
	if (!rc && *folder)
		rc = cmd_config_load_register(c, *folder, err);
	return rc;
}

void cmd_register_options(struct kam_open_options *options, const struct cmd *c)
{
	*options = (struct kam_open_options){
		.path = c->register_path,
		.access = c->verb->flags & CMD_REGISTER_WRITE || cmd_mails(c)
			      ? KAM_WRITE
			      : KAM_READ,
		.catalogue = c->catalogue,
		.option = cmd_option_of,
		.now = c->now,
		.actor = c->actor,
		.command = c->command,
		.unsynced = c->staged,
		.interrupted = (const volatile int *)&cmd_signal,
	};
}

int cmd_register_glance(struct kam_open_options *options, struct cmd *c,
			const struct cmd_line *line, struct kam_err *err)
{
	static const struct cmd_verb reader = { .flags = CMD_REGISTER_READ };
	const struct cmd_verb *verb = c->verb;
	int rc;

	c->verb = &reader;
	rc = cmd_world_read(c, line, err);
	cmd_register_options(options, c);
	c->verb = verb;
	options->busy_ms = GLANCE_MS;
	options->definitions = &c->arena;
	return rc;
}

static int none_there(const struct cmd *c, struct kam_err *err)
{
	const char *said = getenv("KAM_REGISTER");

	if (c->globals.path || (said && *said)) {
		kam_fail(err, KAM_ENOENT, _("no register '%s'"),
			 c->register_path);
		kam_hint(err, "%s",
			 _("that is what --register or KAM_REGISTER says; "
			   "'kam init' makes one"));
	} else {
		kam_fail(err, KAM_ENOENT, "%s",
			 _("no register here or in any folder above"));
		kam_hint(err, "%s",
			 _("'kam init' makes one here, 'kam demo' one to try; "
			   "--register names one elsewhere"));
	}
	return err->code;
}

int cmd_register_open(struct cmd *c, struct kam_err *err)
{
	struct kam_open_options options;
	int rc;

	if (access(c->register_path, F_OK) && errno != EACCES) {
		if (c->verb->flags & CMD_REGISTER_MAYBE)
			return 0;
		return none_there(c, err);
	}
	cmd_register_options(&options, c);
	options.definitions = &c->arena;
	rc = kam_open(&c->k, &options, err);
	return rc ? rc : cmd_use_catalogue(c, err);
}
