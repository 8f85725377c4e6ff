/*
 * kam help of what is the user's own: aliases, and programs named kam-NAME.
 */
#include "engine.h"

#include <dirent.h>
#include <string.h>

/* Help is there with a broken configuration and without a register, too. */
static void load(struct cmd *c)
{
	struct cmd_line line = { .common = { .path = c->globals.path } };
	struct kam_err ignored = { 0 };
	const char *value;

	if (c->globals.config)
		line.common.config = *c->globals.config;
	if (cmd_alias_find(&value, c, &line, "", &ignored))
		kam_err_reset(&ignored);
}

int cmd_help_other(struct cmd *c, const char *name)
{
	const char *key = kam_arena_printf(&c->arena, "alias.%s", name), *value;
	char path[PATH_MAX];

	load(c);
	value = key ? cmd_config(c, key) : NULL;
	if (value)
		kam_str_printf(&c->text, _("'%s' is an alias for '%s'\n"), name,
			       value);
	else if (cmd_external_find(path, name))
		kam_str_printf(&c->text, _("'%s' runs the program %s\n"), name,
			       path);
	else
		return 0;
	return 1;
}

static void add_aliases(struct cmd *c)
{
	const struct cmd_entry *e;
	int any = 0;

	for (e = c->config ? c->config->entries : NULL; e; e = e->next) {
		const char *name = e->key + strlen("alias.");

		if (strncmp(e->key, "alias.", strlen("alias.")) != 0 ||
		    e != cmd_config_entry(c, e->key) ||
		    cmd_is_built_in(c, name))
			continue;
		if (!any++)
			kam_str_printf(&c->text, "\n%s\n", _("Aliases"));
		cmd_help_row(&c->text, name, e->value);
	}
}

static void add_programs_of(struct cmd *c, const char *folder, int *any)
{
	DIR *files = opendir(folder);
	const struct dirent *file;
	char path[PATH_MAX], first[PATH_MAX];

	while (files && (file = readdir(files))) {
		const char *name = file->d_name + strlen("kam-");

		if (strncmp(file->d_name, "kam-", strlen("kam-")) != 0 ||
		    !cmd_external_find(first, name) ||
		    snprintf(path, sizeof path, "%s/%s", folder,
			     file->d_name) >= PATH_MAX ||
		    strcmp(path, first) != 0 || cmd_is_built_in(c, name))
			continue;
		if (!(*any)++)
			kam_str_printf(&c->text, "\n%s\n",
				       _("Programs on PATH"));
		cmd_help_row(&c->text, name, path);
	}
	if (files)
		(void)closedir(files);
}

void cmd_help_others(struct cmd *c)
{
	const char *list = getenv("PATH");
	int any = 0;

	load(c);
	add_aliases(c);
	while (list && *list) {
		size_t n = strcspn(list, ":");
		const char *folder =
		    kam_arena_printf(&c->arena, "%.*s", (int)n, list);

		if (folder && folder[0] == '/')
			add_programs_of(c, folder, &any);
		list += n;
		list += *list == ':';
	}
}
