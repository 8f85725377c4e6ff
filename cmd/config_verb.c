/*
 * kam config: shown and changed.
 */
#include "editor.h"
#include "engine.h"

#include <errno.h>
#include <fcntl.h>
#include <kam/language.h>
#include <kam/utf8.h>
#include <string.h>
#include <unistd.h>

struct config_values {
	int list, show_origin, local, global, add, get, edit;
	const char *unset;
};

static const struct cmd_option config_options[] = {
	{ "list", 'l', CMD_FLAG, NULL, N_("all that is set"),
	  CMD_AT(struct config_values, list), 0 },
	{ "show-origin", 0, CMD_FLAG, NULL, N_("with where it was set"),
	  CMD_AT(struct config_values, show_origin), 0 },
	{ "get", 0, CMD_FLAG, NULL, N_("a key's value, as without it"),
	  CMD_AT(struct config_values, get), 0 },
	{ "unset", 0, CMD_TEXT, N_("KEY"), N_("forget a key"),
	  CMD_AT(struct config_values, unset), 0 },
	{ "add", 0, CMD_FLAG, NULL, N_("keep the values there are"),
	  CMD_AT(struct config_values, add), 0 },
	{ "local", 0, CMD_FLAG, NULL, N_("in the register's own file"),
	  CMD_AT(struct config_values, local), 0 },
	{ "global", 0, CMD_FLAG, NULL,
	  N_("in the user's own file, as without it"),
	  CMD_AT(struct config_values, global), 0 },
	{ "edit", 'e', CMD_FLAG, NULL, N_("open the file in the editor"),
	  CMD_AT(struct config_values, edit), 0 },
	{ NULL, 0, CMD_FLAG, NULL, NULL, 0, 0 },
};

static int bad_key(const char *key, struct kam_err *err)
{
	kam_fail(err, KAM_EUSAGE, _("'%.100s' is no key"), key);
	kam_hint(err, "%s", _("a section and a name: user.email"));
	return err->code;
}

static int list(struct cmd *c, int origin, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "key", N_("Key"), KAM_FORM_FIXED },
		{ "value", N_("Value"), KAM_FORM_TEXT },
		{ "origin", N_("Origin"), KAM_FORM_TEXT },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 3);
	const struct cmd_entry *e = c->config->entries;
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_list(out, columns, origin ? 3 : 2);
	for (; e; e = e->next) {
		kam_out_row(out);
		kam_out_key(out, "key");
		kam_out_text(out, e->key);
		kam_out_key(out, "value");
		kam_out_text(out, e->value);
		if (origin) {
			kam_out_key(out, "origin");
			kam_out_text(out, e->origin);
		}
		kam_out_end(out);
	}
	kam_out_end(out);
	return 0;
}

static int show_object(struct cmd *c, const struct cmd_entry *e,
		       struct kam_err *err)
{
	static const struct kam_out_column columns[] = {
		{ "key", "key", KAM_FORM_FIXED },
		{ "value", "value", KAM_FORM_TEXT },
		{ "origin", "origin", KAM_FORM_TEXT },
	};
	struct kam_out *out;
	int rc = cmd_out(c, &out, err);

	if (rc)
		return rc;
	kam_out_record(out, columns, 3);
	kam_out_key(out, "key");
	kam_out_text(out, e->key);
	kam_out_key(out, "value");
	kam_out_text(out, e->value);
	kam_out_key(out, "origin");
	kam_out_text(out, e->origin);
	kam_out_end(out);
	return 0;
}

static int show(struct cmd *c, const char *key, int origin, struct kam_err *err)
{
	const struct cmd_entry *e = cmd_config_entry(c, key);

	if (!e) {
		kam_fail(err, KAM_ENOENT, _("'%s' is not set"), key);
		kam_hint(err, "kam config %s %s", key, _("VALUE"));
		return err->code;
	}
	if (c->globals.format != KAM_FORMAT_TABLE)
		return show_object(c, e, err);
	if (origin)
		kam_str_printf(&c->text, "%s\t", e->origin);
	kam_utf8_show(&c->text, e->value, KAM_SHOW_TEXT);
	kam_str_add_char(&c->text, '\n');
	return 0;
}

static int file_to_change(const char **path, struct cmd *c, int local,
			  struct kam_err *err)
{
	*path = local ? c->config->register_path : c->config->user_path;
	if (*path)
		return 0;
	kam_fail(err, KAM_ENOENT, "%s", _("no register in a .kam folder here"));
	kam_hint(err, "%s", _("kam init, or without --local"));
	return err->code;
}

/* Whether kam has the key; what is below "alias." is the user's own. */
static int is_known(const char *key)
{
	for (const struct cmd_config_key *k = cmd_config_known; k->key; k++) {
		size_t n = strlen(k->key);

		if (!strcmp(k->key, key) ||
		    (k->key[n - 1] == '.' && !strncmp(k->key, key, n)))
			return 1;
	}
	return 0;
}

/* "" where no key of kam's is like it. */
static const char *suggestion(struct cmd *c, const char *key)
{
	const char *names[64], *near, *text = NULL;
	size_t n = 0;

	for (const struct cmd_config_key *k = cmd_config_known;
	     k->key && n < sizeof names / sizeof *names; k++)
		names[n++] = k->key;
	near = kam_suggest(key, names, n);
	if (near)
		text =
		    kam_arena_printf(&c->arena, _("did you mean '%s'?"), near);
	return text ? text : "";
}

/* "zh_CN.UTF-8:en" as in the environment: each is a code. */
static int check_languages(const char *list, struct kam_err *err)
{
	char code[KAM_LANGUAGE_TEXT], one[KAM_LANGUAGE_TEXT];
	int rc = 0;

	while (!rc && *list) {
		(void)snprintf(one, sizeof one, "%.*s",
			       (int)strcspn(list, ":.@"), list);
		if (strcmp(one, "C") != 0 && strcmp(one, "POSIX") != 0)
			rc = kam_language_read(code, one, err);
		list += strcspn(list, ":");
		list += *list == ':';
	}
	return rc;
}

static int check_value(const char *key, const char *value, struct kam_err *err)
{
	if (!kam_utf8_valid(value, strlen(value)))
		return kam_fail(err, KAM_EINVALID, "%s",
				_("the value is not UTF-8"));
	if (!strcmp(key, "core.language") || !strcmp(key, "mail.language"))
		return check_languages(value, err);
	return 0;
}

static int change(struct cmd *c, const struct config_values *v, const char *key,
		  const char *value, struct kam_err *err)
{
	const struct cmd_edit edit = { key, value, v->add };
	const char *path;
	int rc = file_to_change(&path, c, v->local, err);

	if (!rc && value)
		rc = check_value(key, value, err);
	if (!rc && value && v->local && !cmd_config_allowed(key, value)) {
		rc = kam_fail(err, KAM_EACCESS,
			      _("'%s' may not be set in a register's file"),
			      key);
		kam_hint(err, "kam config %s %s", key, _("VALUE"));
	}
	if (!rc)
		rc = cmd_config_write(c, path, &edit, 1, err);
	if (rc)
		return rc;
	if (value && !strncmp(key, "alias.", strlen("alias.")) &&
	    cmd_is_built_in(c, key + strlen("alias.")))
		cmd_warn(c, _("'%s' is built in: the alias is never used"),
			 key + strlen("alias."));
	if (value && !is_known(key))
		cmd_warn_hint(c, suggestion(c, key),
			      _("kam itself reads no '%s'"), key);
	return 0;
}

/* The file in the editor, as git has it: what is wrong with it afterwards is
   said, and stays. */
static int edit(struct cmd *c, int local, struct kam_err *err)
{
	struct cmd_entry *entries = NULL;
	const char *path, *text;
	size_t length;
	int fd, rc = file_to_change(&path, c, local, err);

	if (!rc)
		rc = cmd_make_folders(
		    kam_arena_strndup(&c->arena, path,
				      (size_t)(strrchr(path, '/') - path)),
		    err);
	if (rc)
		return rc;
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return kam_fail(err, KAM_ECREATE, _("cannot write '%s': %s"),
				path, kam_errno_text(errno));
	(void)close(fd);
	rc = cmd_editor_open(c, path, err);
	if (!rc)
		rc = cmd_config_read(&text, &length, c, path, local, err);
	return rc || !text
		   ? rc
		   : cmd_config_parse(&entries, c, path, text, length, err);
}

/* git's newer words: list, get KEY, set KEY VALUE, unset KEY, edit. No key is
   called so: each has a dot. */
static int read_word(struct cmd *c, struct config_values *v,
		     struct kam_err *err)
{
	static const struct {
		const char *word;
		size_t n; /* words after it */
	} all[] = { { "list", 0 },
		    { "get", 1 },
		    { "set", 2 },
		    { "unset", 1 },
		    { "edit", 0 } };

	for (size_t i = 0; c->n_words && i < sizeof all / sizeof *all; i++) {
		if (strcmp(c->words[0], all[i].word) != 0)
			continue;
		if (c->n_words != all[i].n + 1)
			return cmd_usage(c, err,
					 _("words that kam config %s "
					   "takes: %zu"),
					 all[i].word, all[i].n);
		v->list |= !strcmp(all[i].word, "list");
		v->edit |= !strcmp(all[i].word, "edit");
		if (!strcmp(all[i].word, "unset"))
			v->unset = c->words[1];
		c->words++;
		c->n_words--;
		break;
	}
	if (c->n_words > 2)
		return cmd_usage(c, err, _("'%.100s' is one word too many"),
				 c->words[2]);
	if (v->get && c->n_words != 1)
		return cmd_usage(c, err, "%s", _("which key?"));
	if (v->local && v->global)
		return cmd_usage(c, err, "%s", _("either --local or --global"));
	return 0;
}

static int config(struct cmd *c, void *values, struct kam_err *err)
{
	struct config_values *v = values;
	const char *said, *folder, *key = NULL;
	int rc = read_word(c, v, err);

	if (rc)
		return rc;
	said = v->unset ? v->unset : c->n_words ? c->words[0] : NULL;
	rc = cmd_register_find(c, &folder, err);

	/* the user's own file can be mended where the register is another's */
	if (rc == KAM_EACCESS && !v->local) {
		kam_err_reset(err);
		rc = 0;
	}
	if (rc)
		return rc;
	if (v->edit)
		return edit(c, v->local, err);
	if (said) {
		key = cmd_config_key(c, said);
		if (!key)
			return bad_key(said, err);
	}
	if (v->unset || c->n_words == 2)
		return change(c, v, key, v->unset ? NULL : c->words[1], err);
	if (key && !v->list)
		return show(c, key, v->show_origin, err);
	return list(c, v->show_origin, err);
}

const struct cmd_verb cmd_word_config = {
	"config",
	config,
	CMD_NO_SCOPE,
	0,
	3,
	config_options,
	sizeof(struct config_values),
	"[--list] [KEY [VALUE]]",
	N_("show and change the configuration"),
	"kam config user.email wang@example.test"
};
