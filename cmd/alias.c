/*
 * Aliases: alias.NAME in the configuration is the words it stands for, or
 * after a "!" a command of the shell's that gets the rest as "$@".
 */
#include "engine.h"

#include <string.h>

/* One word of an alias, quoted as for a shell; advances *text. */
static int next_word(char **word, const char **text, struct cmd *c,
		     struct kam_err *err)
{
	struct kam_str out = KAM_STR_INIT;
	char quote = '\0';
	const char *at = *text;

	for (; *at && (quote || !strchr(" \t\n", *at)); at++) {
		if (*at == quote)
			quote = '\0';
		else if (!quote && (*at == '\'' || *at == '"'))
			quote = *at;
		else if (*at == '\\' && quote != '\'' && at[1])
			kam_str_add_char(&out, *++at);
		else
			kam_str_add_char(&out, *at);
	}
	*text = at;
	*word = kam_arena_strdup(&c->arena, out.data);
	kam_str_release(&out);
	if (!*word)
		return kam_fail_memory(err);
	return quote ? kam_fail(err, KAM_ECONFIG, "%s",
				_("a quote is left open in an alias"))
		     : 0;
}

/* The alias's words before the rest of the line. */
int cmd_alias_rewrite(struct cmd *c, struct cmd_line *line, const char *value,
		      struct kam_err *err)
{
	size_t rest = (size_t)(line->argc - line->at);
	size_t room = strlen(value) / 2 + 2 + rest, n = 0;
	char **argv = kam_arena_array(&c->arena, room + 2, sizeof *argv);
	int rc = 0;

	if (!argv)
		return kam_fail_memory(err);
	argv[n++] = line->argv[0];
	value += strspn(value, " \t\n");
	while (!rc && *value) {
		rc = next_word(&argv[n++], &value, c, err);
		value += strspn(value, " \t\n");
	}
	memcpy(argv + n, line->argv + line->at, rest * sizeof *argv);
	line->argv = argv;
	line->argc = (int)(n + rest);
	line->at = 1;
	return rc ? rc : 1;
}

static int run_shell(struct cmd *c, const struct cmd_line *line,
		     const char *value, struct kam_err *err)
{
	size_t rest = (size_t)(line->argc - line->at);
	char **argv = kam_arena_array(&c->arena, rest + 5, sizeof *argv);
	int rc;

	if (!argv)
		return kam_fail_memory(err);
	argv[0] = kam_arena_strdup(&c->arena, "sh");
	argv[1] = kam_arena_strdup(&c->arena, "-c");
	argv[2] = kam_arena_printf(&c->arena, "%s \"$@\"", value);
	argv[3] = kam_arena_strdup(&c->arena, "kam");
	if (!argv[0] || !argv[1] || !argv[2] || !argv[3])
		return kam_fail_memory(err);
	memcpy(argv + 4, line->argv + line->at, rest * sizeof *argv);
	rc = cmd_spawn("/bin/sh", argv, &c->status, err);
	return rc ? rc : 2;
}

int cmd_alias_find(const char **value, struct cmd *c, struct cmd_line *line,
		   const char *name, struct kam_err *err)
{
	const char *key, *folder;
	int rc = cmd_config_load(c, line, err);

	*value = NULL;
	c->globals.path = line->common.path;
	c->globals.account = line->common.account;
	c->globals.project = line->common.project;
	if (!rc && !c->register_path)
		rc = cmd_register_find(c, &folder, err);
	key = kam_arena_printf(&c->arena, "alias.%s", name);
	if (!rc && !key)
		return kam_fail_memory(err);
	if (!rc)
		*value = cmd_config(c, key);
	return rc;
}

int cmd_alias_expand(struct cmd *c, struct cmd_line *line, const char *name,
		     struct cmd_many *seen, struct kam_err *err)
{
	const char *value, **items;
	int rc = cmd_alias_find(&value, c, line, name, err);

	if (rc || !value)
		return rc;
	for (size_t i = 0; i < seen->n; i++)
		if (strcmp(seen->items[i], name) == 0)
			return kam_fail(
			    err, KAM_ECONFIG,
			    _("the alias '%s' leads back to itself"), name);
	items = kam_arena_array(&c->arena, seen->n + 1, sizeof *items);
	if (!items)
		return kam_fail_memory(err);
	if (seen->n)
		memcpy(items, seen->items, seen->n * sizeof *items);
	items[seen->n++] = name;
	seen->items = items;
	/* the words may say another register or configuration */
	c->config = NULL;
	c->register_path = NULL;
	return *value == '!' ? run_shell(c, line, value + 1, err)
			     : cmd_alias_rewrite(c, line, value, err);
}
