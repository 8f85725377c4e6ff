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

static int show(struct cmd *c, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "account", N_("Account"), KAM_FORM_FIXED },
		{ "project", N_("Project"), KAM_FORM_FIXED },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 2);
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_record(out, columns, 2);
	kam_out_key(out, "account");
	kam_out_text(out, cmd_config(c, "use.account"));
	kam_out_key(out, "project");
	kam_out_text(out, cmd_config(c, "use.project"));
	kam_out_end(out);
	return 0;
}

static int exists(struct cmd *c, const char *kind_name, const char *text,
		  struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_find(c->catalogue, kind_name);
	int64_t id;

	if (!kind)
		return kam_fail(err, KAM_ENOENT, _("no %s '%s'"), kind_name,
				text);
	return kam_resolve(&id, c->k, kind, text, err);
}

static int use(struct cmd *c, void *values, struct kam_err *err)
{
	const struct use_values *v = values;
	struct cmd_edit edits[] = { { "use.account", NULL, 0 },
				    { "use.project", NULL, 0 } };
	const char *text = c->n_words ? c->words[0] : NULL;
	const char *slash = text ? strchr(text, '/') : NULL;
	const char *path = c->config->register_path;
	int rc = 0;

	if (!text && !v->none)
		return show(c, err);
	if (text && v->none)
		return cmd_usage(c, err, "%s",
				 _("an account and --none exclude each other"));
	if (text) {
		edits[0].value = kam_arena_strndup(
		    &c->arena, text,
		    slash ? (size_t)(slash - text) : strlen(text));
		if (!edits[0].value)
			return kam_fail_memory(err);
		rc = exists(c, "account", edits[0].value, err);
	}
	if (slash) {
		edits[1].value = text;
		if (!rc)
			rc = exists(c, "project", text, err);
	}
	if (rc)
		return rc;
	return cmd_config_write(c, path ? path : c->config->user_path, edits, 2,
				err);
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
