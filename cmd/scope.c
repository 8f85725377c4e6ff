/*
 * The account and project that a command works on.
 */
#include "engine.h"

#include <kam/areas.h>
#include <string.h>

enum { LEVEL_OPTION = CMD_LEVEL_LINE + 1 };

static const char *scope_text(int *level, const struct cmd *c, const char *said,
			      const char *key)
{
	const struct cmd_entry *entry = cmd_config_entry(c, key);

	*level = -1;
	if (said) {
		*level = LEVEL_OPTION;
		return *said ? said : NULL;
	}
	if (!entry)
		return NULL;
	*level = (int)entry->level;
	return *entry->value ? entry->value : NULL;
}

static int stale(const char *what, int level, struct kam_err *err)
{
	if (level == CMD_LEVEL_USER || level == CMD_LEVEL_REGISTER)
		kam_hint(err,
			 _("%s was set by 'kam use'; 'kam use --none' "
			   "forgets it"),
			 what);
	return err->code;
}

static int resolve_account(struct cmd *c, const char *text, int level,
			   struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_find(c->catalogue, "account");

	if (!kind)
		return kam_fail(err, KAM_ENOENT, _("no account '%s'"), text);
	if (kam_resolve(&c->account, c->k, kind, text, err))
		return stale("use.account", level, err);
	c->account_key = text;
	return 0;
}

static int resolve_project(struct cmd *c, const char *text, int level,
			   struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_find(c->catalogue, "project");
	const char *path = text, *slash = strchr(text, '/');

	if (!kind)
		return kam_fail(err, KAM_ENOENT, _("no project '%s'"), text);
	if (c->account_key && !slash && strncmp(text, "PRJ-", 4) != 0)
		path =
		    kam_arena_printf(&c->arena, "%s/%s", c->account_key, text);
	if (!path)
		return kam_fail_memory(err);
	if (!kam_resolve(&c->project, c->k, kind, path, err)) {
		c->project_key = path;
		return 0;
	}
	if (path == text || err->code != KAM_ENOENT)
		return stale("use.project", level, err);
	/* an ID or a title */
	kam_err_reset(err);
	if (kam_resolve(&c->project, c->k, kind, text, err))
		return stale("use.project", level, err);
	c->project_key = text;
	return 0;
}

/* What is new and belongs to nothing yet belongs to the scope. */
static void fill_fields(struct cmd *c)
{
	const struct kam_kind *kind = c->kind;

	if (!kind || !c->fields || !(c->verb->flags & CMD_SCOPE_FIELDS))
		return;
	if (kind->account != KAM_NO_FIELD && !c->fields[kind->account])
		c->fields[kind->account] = c->account_key;
	if (kind->project != KAM_NO_FIELD && c->project_key)
		c->fields[kind->project] = c->project_key;
}

/* Of accounts, -A names one; what belongs to none can't be told by it. What is
   in use is of other nouns: nothing is said by it here. */
static int resolve_unscoped(struct cmd *c, struct kam_err *err)
{
	const char *account = c->globals.account;
	const char *project = c->globals.project;
	const int given = account && *account;

	if (!given && !(project && *project))
		return 0;
	if (!kam_kind_is(c->kind, &kam_account_kind) || !given)
		return cmd_usage(c, err,
				 _("'%s' belongs to no account or project"),
				 c->kind->name);
	if (c->verb->flags & CMD_SCOPE_FIELDS)
		return cmd_usage(
		    c, err, "%s",
		    _("an account belongs to another by --parent"));
	if (c->n_words)
		return cmd_usage(c, err,
				 _("which account: '%.60s', or -A '%.60s'?"),
				 c->words[0], account);
	return resolve_account(c, account, LEVEL_OPTION, err);
}

int cmd_scope_resolve(struct cmd *c, struct kam_err *err)
{
	int account_level, project_level, rc = 0;
	const char *account =
	    scope_text(&account_level, c, c->globals.account, "use.account");
	const char *project =
	    scope_text(&project_level, c, c->globals.project, "use.project");

	if (c->kind && c->kind->account == KAM_NO_FIELD &&
	    c->kind->project == KAM_NO_FIELD)
		return resolve_unscoped(c, err);
	/* another account has other projects */
	if (project_level < account_level)
		project = NULL;
	/* "acme/portal" names its account */
	if (project && strchr(project, '/') && project_level > account_level) {
		account = kam_arena_strndup(&c->arena, project,
					    strcspn(project, "/"));
		if (!account)
			return kam_fail_memory(err);
	}
	if (account)
		rc = resolve_account(c, account, account_level, err);
	if (!rc && project)
		rc = resolve_project(c, project, project_level, err);
	if (!rc)
		fill_fields(c);
	return rc;
}
