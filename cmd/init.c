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

/* .kam in the folder; what was there before is shared too. */
static int make_own(struct cmd *c, const char *path, const char *above,
		    int shared, struct kam_err *err)
{
	const int made = mkdir(path, 0700) == 0;
	int rc = 0;

	if (!made && errno != EEXIST)
		return kam_fail(err, KAM_ECREATE, _("cannot create '%s': %s"),
				path, kam_errno_text(errno));
	if (made)
		(void)chmod(path, 0700); /* whatever the umask */
	if (shared)
		rc = cmd_share_folder(c, path, above, err);
	if (rc && made)
		(void)rmdir(path);
	return rc;
}

/* DIR/.kam/register.db, or the path that was said; *in is DIR. */
static int place(struct cmd *c, const char **in, int shared,
		 struct kam_err *err)
{
	const char *said =
	    c->globals.path ? c->globals.path : getenv("KAM_REGISTER");
	const char *folder = c->n_words ? c->words[0] : NULL;
	const char *above;
	struct stat info;
	char *path;
	int rc;

	if (folder && c->globals.path)
		return cmd_usage(c, err, "%s",
				 _("a folder and --register exclude each "
				   "other"));
	if (!folder && said && *said && shared)
		return cmd_usage(c, err, "%s",
				 _("--shared is for a folder: name it"));
	if (!folder && said && *said) {
		rc = cmd_absolute(&c->register_path, c, said, err);
		return rc ? rc : make_above(c, c->register_path, err);
	}
	rc = cmd_absolute(&above, c, folder ? folder : "", err);
	if (rc)
		return rc;
	above = kam_arena_strndup(&c->arena, above,
				  (size_t)cmd_folder_length(above));
	path = above ? kam_arena_printf(&c->arena, "%s/.kam", above) : NULL;
	if (!path)
		return kam_fail_memory(err);
	*in = *above ? above : "/";
	if (folder && stat(*in, &info)) {
		rc = cmd_make_folders(*in, err);
		if (!rc && shared)
			(void)chmod(*in, 02770); /* the group's to enter */
	}
	if (!rc)
		rc = make_own(c, path, *in, shared, err);
	if (rc)
		return rc;
	c->register_path = kam_arena_printf(&c->arena, "%s/register.db", path);
	return c->register_path ? 0 : kam_fail_memory(err);
}

static int tell(struct cmd *c, const char *timezone, const char *group,
		struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "register", N_("Register"), KAM_FORM_FIXED },
		{ "timezone", N_("Time zone"), KAM_FORM_FIXED },
		{ "group", N_("Group"), KAM_FORM_FIXED },
	};
	struct kam_out *out;
	int rc = cmd_out_record(c, &out, table, 3, err);

	if (rc)
		return rc;
	kam_out_key(out, "register");
	kam_out_text(out, c->register_path);
	kam_out_key(out, "timezone");
	kam_out_text(out, timezone ? timezone : "UTC");
	cmd_print_text(out, "group", group);
	kam_out_end(out);
	return 0;
}

static int init(struct cmd *c, void *values, struct kam_err *err)
{
	const struct init_values *v = values;
	const char *timezone = v->timezone ? v->timezone : cmd_local_zone(c);
	struct kam_open_options options;
	const char *in = NULL, *group = NULL;
	struct kam_zone *zone = NULL;
	int rc;

	if (v->shared && strcmp(v->shared, "group") != 0)
		return cmd_usage(c, err, _("--shared: no such word '%.100s'"),
				 v->shared);
	if (timezone && kam_zone_open(&zone, timezone, NULL, err))
		return err->code;
	kam_zone_close(zone);
	rc = place(c, &in, v->shared != NULL, err);
	if (rc)
		return rc;
	cmd_register_options(&options, c);
	options.access = KAM_WRITE;
	rc = kam_init(&options, timezone, v->shared != NULL, err);
	c->finished = !rc;
	if (!rc && v->shared)
		group = cmd_share_advise(c, in);
	return rc ? rc : tell(c, timezone, group, err);
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
