/*
 * Configuration from all its places: /etc/kam/config, the user's own file, the
 * register's (only what the allow-list has), the environment, -c.
 */
#include "engine.h"

#include <ctype.h>
#include <string.h>

static const struct {
	const char *variable, *key;
} variables[] = {
	{ "KAM_PAGER", "core.pager" },       { "KAM_EDITOR", "core.editor" },
	{ "KAM_LANGUAGE", "core.language" }, { "KAM_ACCOUNT", "use.account" },
	{ "KAM_PROJECT", "use.project" },
};

static int is_section(const struct cmd_entry *entry)
{
	return entry->key[strlen(entry->key) - 1] == '.';
}

/* Entries stay in order of level. */
static void insert(struct cmd_config *config, struct cmd_entry *entries,
		   enum cmd_level level)
{
	struct cmd_entry **at = &entries, *last = NULL;

	while (*at) {
		if (is_section(*at)) {
			*at = (*at)->next;
			continue;
		}
		(*at)->level = level;
		last = *at;
		at = &(*at)->next;
	}
	at = &config->entries;
	if (!last)
		return;
	while (*at && (*at)->level <= level)
		at = &(*at)->next;
	last->next = *at;
	*at = entries;
}

static int insert_one(struct cmd *c, enum cmd_level level, const char *key,
		      const char *value, const char *origin,
		      struct kam_err *err)
{
	struct cmd_entry *entry = kam_arena_alloc(&c->arena, sizeof *entry);

	if (!entry)
		return kam_fail_memory(err);
	entry->key = key;
	entry->value = value;
	entry->origin = origin;
	insert(c->config, entry, level);
	return 0;
}

static int load_file(struct cmd *c, enum cmd_level level, const char *path,
		     struct kam_err *err)
{
	struct cmd_entry *entries = NULL;
	const char *text;
	size_t length;
	int rc = cmd_config_read(&text, &length, c, path, 0, err);

	if (!rc && text)
		rc = cmd_config_parse(&entries, c, path, text, length, err);
	if (!rc)
		insert(c->config, entries, level);
	return rc;
}

static int load_environment(struct cmd *c, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < sizeof variables / sizeof *variables;
	     i++) {
		const char *value = getenv(variables[i].variable);

		if (value)
			rc = insert_one(c, CMD_LEVEL_ENVIRONMENT,
					variables[i].key, value,
					variables[i].variable, err);
	}
	return rc;
}

static int load_line(struct cmd *c, const struct cmd_many *said,
		     struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < said->n; i++) {
		size_t n = strcspn(said->items[i], "=");
		const char *name =
		    kam_arena_strndup(&c->arena, said->items[i], n);
		const char *key;

		if (!name)
			return kam_fail_memory(err);
		key = cmd_config_key(c, name);
		if (!key || !said->items[i][n]) {
			kam_fail(err, KAM_EUSAGE,
				 _("-c: '%.100s' is not KEY=VALUE"), name);
			kam_hint(err, "kam -c core.pager=less …");
			return err->code;
		}
		rc = insert_one(c, CMD_LEVEL_LINE, key, said->items[i] + n + 1,
				"-c", err);
	}
	return rc;
}

static const char *user_path(struct cmd *c)
{
	const char *folder = cmd_environment_path("XDG_CONFIG_HOME");

	if (folder)
		return kam_arena_printf(&c->arena, "%s/kam/config", folder);
	return kam_arena_printf(&c->arena, "%s/.config/kam/config",
				cmd_home(c));
}

static int load_files(struct cmd *c, struct kam_err *err)
{
	int rc;

	c->config = kam_arena_alloc(&c->arena, sizeof *c->config);
	if (!c->config)
		return kam_fail_memory(err);
	c->config->user_path = user_path(c);
	if (!c->config->user_path)
		return kam_fail_memory(err);
	rc = load_file(c, CMD_LEVEL_SYSTEM, KAM_SYSCONFDIR "/config", err);
	return rc ? rc
		  : load_file(c, CMD_LEVEL_USER, c->config->user_path, err);
}

void cmd_config_load_early(struct cmd *c)
{
	struct kam_err ignored = { 0 };

	/* to ask who the user is takes longer than all the rest */
	if (!cmd_environment_path("HOME"))
		return;
	/* a broken file is complained of by whoever needs it */
	if (load_files(c, &ignored))
		c->config = NULL;
	else
		c->config->early = 1;
}

int cmd_config_load(struct cmd *c, const struct cmd_line *line,
		    struct kam_err *err)
{
	int rc = 0;

	if (c->config && !c->config->early)
		return 0;
	if (!c->config)
		rc = load_files(c, err);
	if (c->config)
		c->config->early = 0;
	if (!rc)
		rc = load_environment(c, err);
	if (!rc)
		rc = load_line(c, &line->common.config, err);
	if (!rc)
		cmd_language_said(c);
	return rc;
}

/* What runs programs or sends mail is the user's to say, not a folder's. */
int cmd_config_allowed(const char *key, const char *value)
{
	static const char *const allowed[] = { "use.", "color.", "list.",
					       "user.", "core.ambiguous" };

	if (strncmp(key, "alias.", 6) == 0)
		return value[0] != '!';
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
		size_t n = strlen(allowed[i]);

		if (strncmp(key, allowed[i], n) == 0 &&
		    (allowed[i][n - 1] == '.' || !key[n]))
			return 1;
	}
	return 0;
}

int cmd_config_load_register(struct cmd *c, const char *folder,
			     struct kam_err *err)
{
	struct cmd_entry *entries = NULL, **at = &entries;
	const char *path = kam_arena_printf(&c->arena, "%s/config", folder);
	const char *text;
	size_t length;
	int rc;

	if (!path)
		return kam_fail_memory(err);
	c->config->register_path = path;
	rc = cmd_config_read(&text, &length, c, path, 1, err);
	if (!rc && text)
		rc = cmd_config_parse(&entries, c, path, text, length, err);
	if (rc)
		return rc;
	while (*at)
		if (cmd_config_allowed((*at)->key, (*at)->value))
			at = &(*at)->next;
		else
			*at = (*at)->next;
	insert(c->config, entries, CMD_LEVEL_REGISTER);
	return 0;
}

const struct cmd_entry *cmd_config_entry(const struct cmd *c, const char *key)
{
	const struct cmd_entry *found = NULL;

	for (const struct cmd_entry *e = c->config ? c->config->entries : NULL;
	     e; e = e->next)
		if (strcmp(e->key, key) == 0)
			found = e;
	return found;
}

const char *cmd_config(const struct cmd *c, const char *key)
{
	const struct cmd_entry *entry = cmd_config_entry(c, key);

	return entry ? entry->value : NULL;
}

static int is_name(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)text[i]) && text[i] != '-')
			return 0;
	return n > 0;
}

const char *cmd_config_key(struct cmd *c, const char *key)
{
	const char *first = strchr(key, '.'), *last = strrchr(key, '.');
	char *copy;

	if (!first || !is_name(key, (size_t)(first - key)) ||
	    !is_name(last + 1, strlen(last + 1)) || strchr(key, '\n'))
		return NULL;
	copy = kam_arena_strdup(&c->arena, key);
	for (char *at = copy; copy && *at; at++)
		if (at < copy + (first - key) || at > copy + (last - key))
			*at = (char)tolower((unsigned char)*at);
	return copy;
}
