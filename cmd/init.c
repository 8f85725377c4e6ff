/*
 * kam init: a new register.
 */
#include "engine.h"

#include <errno.h>
#include <kam/zone.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct init_values {
	const char *shared, *timezone;
};

static const struct cmd_option init_options[] = {
	{ "shared", 0, CMD_TEXT, "group",
	  N_("for all of the folder's group to read and write"),
	  CMD_AT(struct init_values, shared), 0 },
	{ "timezone", 0, CMD_TEXT, N_("ZONE"),
	  N_("where days begin: Asia/Shanghai; else this machine's"),
	  CMD_AT(struct init_values, timezone), 0 },
	{ NULL, 0, CMD_FLAG, NULL, NULL, 0, 0 },
};

/* By the name its link points to. */
const char *cmd_local_zone(struct cmd *c)
{
	static const char part[] = "/zoneinfo/";
	struct kam_err ignored = { 0 };
	struct kam_zone *zone = NULL;
	char target[PATH_MAX];
	ssize_t n = readlink("/etc/localtime", target, sizeof target - 1);
	const char *name;

	if (n <= 0)
		return NULL;
	target[n] = '\0';
	name = strstr(target, part);
	if (!name)
		return NULL;
	name += sizeof part - 1;
	if (kam_zone_open(&zone, name, NULL, &ignored))
		return NULL;
	kam_zone_close(zone);
	return kam_arena_strdup(&c->arena, name);
}

static int make_above(struct cmd *c, const char *path, struct kam_err *err)
{
	char *above = kam_arena_strdup(&c->arena, path);

	if (!above)
		return kam_fail_memory(err);
	*strrchr(above, '/') = '\0';
	return cmd_make_folders(above, err);
}

int cmd_folder_length(const char *path)
{
	size_t n = strlen(path);

	while (n > 0 && (path[n - 1] == '/' ||
			 (path[n - 1] == '.' && n > 1 && path[n - 2] == '/')))
		n--;
	return (int)n;
}

/* DIR/.kam/register.db, or the path that was said. */
static int place(struct cmd *c, int shared, struct kam_err *err)
{
	const char *said =
	    c->globals.path ? c->globals.path : getenv("KAM_REGISTER");
	const char *folder = c->n_words ? c->words[0] : NULL;
	const mode_t mode = shared ? 02770 : 0700;
	const char *above;
	char *path;
	int rc;

	if (folder && c->globals.path)
		return cmd_usage(c, err, "%s",
				 _("a folder and --register exclude each "
				   "other"));
	if (!folder && said && *said) {
		rc = cmd_absolute(&c->register_path, c, said, err);
		return rc ? rc : make_above(c, c->register_path, err);
	}
	rc = cmd_absolute(&above, c, folder ? folder : "", err);
	if (rc)
		return rc;
	path = kam_arena_printf(&c->arena, "%.*s/.kam",
				cmd_folder_length(above), above);
	if (!path)
		return kam_fail_memory(err);
	if (folder && cmd_make_folders(above, err))
		return err->code;
	if (mkdir(path, mode) == 0)
		(void)chmod(path, mode); /* whatever the umask */
	else if (errno != EEXIST)
		return kam_fail(err, KAM_ECREATE, _("cannot create '%s': %s"),
				path, strerror(errno));
	c->register_path = kam_arena_printf(&c->arena, "%s/register.db", path);
	return c->register_path ? 0 : kam_fail_memory(err);
}

static int tell(struct cmd *c, const char *timezone, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "register", N_("Register"), KAM_FORM_FIXED },
		{ "timezone", N_("Time zone"), KAM_FORM_FIXED },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 2);
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_record(out, columns, 2);
	kam_out_key(out, "register");
	kam_out_text(out, c->register_path);
	kam_out_key(out, "timezone");
	kam_out_text(out, timezone ? timezone : "UTC");
	kam_out_end(out);
	return 0;
}

static int init(struct cmd *c, void *values, struct kam_err *err)
{
	const struct init_values *v = values;
	const char *timezone = v->timezone ? v->timezone : cmd_local_zone(c);
	struct kam_open_options options;
	struct kam_zone *zone = NULL;
	int rc;

	if (v->shared && strcmp(v->shared, "group") != 0)
		return cmd_usage(c, err, _("--shared: no such word '%.100s'"),
				 v->shared);
	if (timezone && kam_zone_open(&zone, timezone, NULL, err))
		return err->code;
	kam_zone_close(zone);
	rc = place(c, v->shared != NULL, err);
	if (rc)
		return rc;
	cmd_register_options(&options, c);
	options.access = KAM_WRITE;
	rc = kam_init(&options, timezone, v->shared != NULL, err);
	return rc ? rc : tell(c, timezone, err);
}

const struct cmd_verb cmd_word_init = { "init",
					init,
					CMD_NO_SCOPE,
					0,
					1,
					init_options,
					sizeof(struct init_values),
					"[DIR]",
					N_("make a register"),
					"kam init --timezone Asia/Shanghai" };
