/*
 * Options: argv -> values. They may stand before the noun and anywhere after
 * the verb; "--" ends them.
 */
#include "engine.h"

#include <ctype.h>
#include <string.h>

/* The value of an option that needs one: the next word. */
static int next_value(const char **value, struct cmd_line *line,
		      const char *name, struct kam_err *err)
{
	const char *next = line->at < line->argc ? line->argv[line->at] : NULL;

	if (next && strncmp(next, "--", 2) != 0) {
		*value = next;
		line->at++;
		return 0;
	}
	kam_fail(err, KAM_EUSAGE, _("'%s' needs a value"), name);
	if (next && next[2])
		kam_hint(err, _("a value that begins with dashes: %s=%.100s"),
			 name, next);
	return err->code;
}

/* A flag among the fields may be followed by its value: --core no */
static int is_yes_or_no(const struct cmd_line *line)
{
	const char *next = line->at < line->argc ? line->argv[line->at] : "";

	return !strcmp(next, "yes") || !strcmp(next, "no") ||
	       !strcmp(next, "true") || !strcmp(next, "false");
}

static int take_long(const char *text, struct cmd_line *line, struct cmd *c,
		     void *values, struct kam_err *err)
{
	size_t length = strcspn(text + 2, "=");
	const char *value = text[2 + length] ? text + 3 + length : NULL;
	struct cmd_match match;
	char name[CMD_OPTION_NAME + 2];

	if (!length || length >= CMD_OPTION_NAME ||
	    (!cmd_option_find(&match, line, c, values, text + 2, length) &&
	     (!c->verb || !cmd_fields_early(c, line) ||
	      !cmd_option_find(&match, line, c, values, text + 2, length))))
		return cmd_option_unknown(c, text, err);
	memcpy(name, text, length + 2);
	name[length + 2] = '\0';
	if (!value && !match.option && !match.no &&
	    cmd_option_bare(&match, c) && is_yes_or_no(line))
		value = line->argv[line->at++];
	if (!value && !cmd_option_bare(&match, c)) {
		int rc = next_value(&value, line, name, err);

		if (rc)
			return rc;
	}
	return cmd_option_set(&match, c, name, value, err);
}

static int take_short(const char *text, struct cmd_line *line, struct cmd *c,
		      void *values, struct kam_err *err)
{
	const char name[3] = { '-', text[1], '\0' };
	const char *value = text[2] ? text + 2 : NULL;
	struct cmd_match match;
	int rc;

	if (!cmd_option_letter(&match, line, c, values, text[1]))
		return cmd_option_unknown(c, text, err);
	if (value && match.option->form == CMD_FLAG) {
		kam_fail(err, KAM_EUSAGE, _("no option '%.100s'"), text);
		kam_hint(err, "%s", _("letters are not bundled: -a -b"));
		return err->code;
	}
	if (!value && !cmd_option_bare(&match, c)) {
		rc = next_value(&value, line, name, err);
		if (rc)
			return rc;
	}
	return cmd_option_set(&match, c, name, value, err);
}

/* 1 with the next word that is no option, 0 at the end. */
static int next_word(const char **word, struct cmd_line *line, struct cmd *c,
		     void *values, struct kam_err *err)
{
	while (line->at < line->argc) {
		const char *text = line->argv[line->at++];
		int rc;

		if (line->ended || text[0] != '-' || !text[1] ||
		    isdigit((unsigned char)text[1]) || text[1] == '.') {
			*word = text;
			return 1;
		}
		if (strcmp(text, "--") == 0) {
			line->ended = 1;
			continue;
		}
		rc = text[1] == '-' ? take_long(text, line, c, values, err)
				    : take_short(text, line, c, values, err);
		if (rc)
			return rc;
	}
	return 0;
}

int cmd_line_word(const char **word, struct cmd_line *line, struct cmd *c,
		  struct kam_err *err)
{
	return next_word(word, line, c, NULL, err);
}

void cmd_line_ahead(struct cmd_line *line, struct cmd *c)
{
	static const char *const names[] = { "register", "config" };
	struct kam_err none = { 0 };
	struct cmd_match match;

	for (int i = line->at; i < line->argc; i++) {
		const char *text = line->argv[i];

		if (!strcmp(text, "--"))
			return;
		for (int j = 0; j < 2; j++) {
			size_t n = strlen(names[j]);
			const char *value = text + 2 + n;

			if (j && !strcmp(text, "-c"))
				value = "";
			else if (strncmp(text, "--", 2) != 0 ||
				 strncmp(text + 2, names[j], n) != 0 ||
				 (*value && *value != '='))
				continue;
			value = *value ? value + 1 : line->argv[i + 1];
			if (value &&
			    cmd_option_find(&match, line, c, NULL, names[j],
					    n) &&
			    cmd_option_set(&match, c, text, value, &none))
				kam_err_reset(&none);
		}
	}
}

/* FIELD=VALUE, FIELD.op=VALUE, FIELD~TEXT, @NAME */
static int is_filter(const char *word)
{
	size_t n = strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_-.");

	return (*word == '@' && word[1]) ||
	       (n > 0 && (word[n] == '=' || word[n] == '~'));
}

int cmd_line_rest(struct cmd_line *line, struct cmd *c, void *values,
		  struct kam_err *err)
{
	size_t room =
	    (size_t)(line->argc > line->at ? line->argc - line->at : 0);
	const char *word;
	int rc = 0;

	c->words = kam_arena_array(&c->arena, room + 1, sizeof *c->words);
	c->filters = kam_arena_array(&c->arena, room + 1, sizeof *c->filters);
	if (c->kind)
		c->fields =
		    kam_arena_array(&c->arena, (size_t)c->kind->n_fields + 1,
				    sizeof *c->fields);
	if (!c->words || !c->filters || (c->kind && !c->fields))
		return kam_fail_memory(err);
	if (c->verb->flags & CMD_RAW) {
		while (line->at < line->argc)
			c->words[c->n_words++] = line->argv[line->at++];
		return 0;
	}
	while ((rc = next_word(&word, line, c, values, err)) > 0) {
		if ((c->verb->flags & CMD_FILTERS) && is_filter(word))
			c->filters[c->n_filters++] = word;
		else
			c->words[c->n_words++] = word;
	}
	return rc;
}
