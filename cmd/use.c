/*
 * kam use: the account and project that commands work on from now.
 */
#include "engine.h"

#include <string.h>

struct use_values {
	int none;
};

static const struct cmd_option use_options[] = {
	{ "none", 0, CMD_FLAG, NULL, N_("forget account and project"),
	  CMD_AT(struct use_values, none), 0 },
	{ NULL, 0, CMD_FLAG, NULL, NULL, 0, 0 },
};

static int print(struct cmd *c, const char *account, const char *project,
		 struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "account", N_("Account"), KAM_FORM_FIXED },
		{ "project", N_("Project"), KAM_FORM_FIXED },
	};
	struct kam_out *out;
	int rc = cmd_out_record(c, &out, table, 2, err);

	if (rc)
		return rc;
	cmd_print_text(out, "account", account);
	cmd_print_text(out, "project", project);
	kam_out_end(out);
	return 0;
}

static int show(struct cmd *c, struct kam_err *err)
{
	const char *account = cmd_config(c, "use.account");

	if (!account)
		cmd_say(c, "%s", _("no account is set"));
	return print(c, account, cmd_config(c, "use.project"), err);
}

/* What kam itself calls the record that was meant: its key. */
static int name_of(const char **name, struct cmd *c, const char *kind_name,
		   const char *text, struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_find(c->catalogue, kind_name);
	struct kam_str key = KAM_STR_INIT;
	struct kam_record *record;
	int64_t id;
	int rc;

	if (!kind)
		return kam_fail(err, KAM_ENOENT, _("no %s '%s'"), _(kind_name),
				text);
	rc = kam_resolve(&id, c->k, kind, text, err);
	if (!rc)
		rc = kam_record_load(&record, c->k, &c->arena, kind, id, err);
	if (!rc)
		rc = kam_record_name(&key, record, err);
	if (!rc) {
		*name = kam_arena_strdup(&c->arena, key.data);
		rc = *name ? 0 : kam_fail_memory(err);
	}
	kam_str_release(&key);
	return rc;
}

/* "acme", or "acme/portal", which names its account too. */
static int read_scope(const char **account, const char **project, struct cmd *c,
		      const char *text, struct kam_err *err)
{
	const char *slash = strchr(text, '/');
	int rc;

	if (!slash)
		return name_of(account, c, "account", text, err);
	rc = name_of(project, c, "project", text, err);
	if (rc)
		return rc;
	*account =
	    kam_arena_strndup(&c->arena, *project, strcspn(*project, "/"));
	return *account ? 0 : kam_fail_memory(err);
}

static int use(struct cmd *c, void *values, struct kam_err *err)
{
	const struct use_values *v = values;
	struct cmd_edit edits[] = { { "use.account", NULL, 0 },
				    { "use.project", NULL, 0 } };
	const char *path = c->config->register_path;
	int rc = 0;

	if (!c->n_words && !v->none)
		return show(c, err);
	if (c->n_words && v->none)
		return cmd_usage(c, err, "%s",
				 _("an account and --none exclude each other"));
	if (c->n_words)
		rc = read_scope(&edits[0].value, &edits[1].value, c,
				c->words[0], err);
	if (rc)
		return rc;
	rc = cmd_config_write(c, path ? path : c->config->user_path, edits, 2,
			      err);
	if (rc || c->globals.format == KAM_FORMAT_TABLE)
		return rc;
	return print(c, edits[0].value, edits[1].value, err);
}

const struct cmd_verb cmd_word_use = {
	"use",
	use,
	CMD_REGISTER_READ | CMD_NO_SCOPE,
	0,
	1,
	use_options,
	sizeof(struct use_values),
	"[ACCOUNT[/PROJECT]]",
	N_("set the account and project to work on"),
	"kam use acme/portal"
};
