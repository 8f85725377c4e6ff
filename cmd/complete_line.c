/*
 * A line that is still being typed, read as dispatch and options.c read whole
 * ones, except that nothing is refused: what can't be understood is passed by.
 */
#include "complete.h"

#include <ctype.h>
#include <string.h>

enum { ALIASES = 10 };

static int more(const struct cmd_completion *o)
{
	return o->line.at < o->line.argc - 1; /* the last is being typed */
}

static int is_option(const struct cmd_completion *o, const char *text)
{
	return !o->line.ended && text[0] == '-' && text[1] &&
	       !isdigit((unsigned char)text[1]) && text[1] != '.';
}

/* Whether the flag of a field has its value behind it: --core no */
static int is_answer(const char *text)
{
	return !strcmp(text, "yes") || !strcmp(text, "no") ||
	       !strcmp(text, "true") || !strcmp(text, "false");
}

static void set(struct cmd_completion *o, const struct cmd_match *match,
		const char *name, const char *value)
{
	struct kam_err err = { 0 };

	if (match->option && o->n_given < CMD_NAMES)
		o->given[o->n_given++] = match->option;
	/* what is wrong with it is said when the line runs */
	if (cmd_option_set(match, &o->c, name, value, &err))
		kam_err_reset(&err);
}

static void read_option(struct cmd_completion *o, const char *text)
{
	struct cmd_match match;
	const char *value = NULL;
	size_t length;
	int found;

	if (text[1] == '-') {
		length = strcspn(text + 2, "=");
		if (text[2 + length])
			value = text + 3 + length;
		found = cmd_option_find(&match, &o->line, &o->c, o->values,
					text + 2, length);
	} else {
		found = cmd_option_letter(&match, &o->line, &o->c, o->values,
					  text[1]);
		if (text[2])
			value = text + 2;
	}
	if (!found)
		return;
	if (!value && !cmd_option_bare(&match, &o->c)) {
		if (!more(o)) {
			o->pending = match;
			o->is_pending = 1;
			return;
		}
		value = o->line.argv[o->line.at++];
	} else if (!value && !match.option && !match.no && more(o) &&
		   is_answer(o->line.argv[o->line.at])) {
		value = o->line.argv[o->line.at++];
	}
	set(o, &match, text, value);
}

/* The register's own fields are options and filters, too; which register it is
   may be said further on. */
static void find_fields(struct cmd_completion *o)
{
	struct cmd_line ahead = o->line;

	cmd_line_ahead(&ahead, &o->c);
	o->c.globals.path = ahead.common.path;
	cmd_completion_fields(o);
}

static void use_verb(struct cmd_completion *o, const struct cmd_verb *verb,
		     const char *name)
{
	struct cmd *c = &o->c;
	size_t room = (size_t)o->line.argc + 1;

	c->verb = verb;
	c->verb_name = name;
	o->values = kam_arena_alloc(&c->arena, verb->values + 1);
	c->words = kam_arena_array(&c->arena, room, sizeof *c->words);
	c->filters = kam_arena_array(&c->arena, room, sizeof *c->filters);
	if (c->kind)
		c->fields =
		    kam_arena_array(&c->arena, (size_t)c->kind->n_fields + 1,
				    sizeof *c->fields);
	if (!o->values || !c->words || !c->filters || (c->kind && !c->fields) ||
	    (verb->flags & CMD_RAW))
		o->lost = 1;
	else if (verb->flags & (CMD_FIELDS | CMD_FILTERS))
		find_fields(o);
}

/* An alias of kam's own words stands for them; one of the shell's is not run,
   so that what it takes isn't known. */
static void read_alias(struct cmd_completion *o, const char *name, int *aliases)
{
	struct kam_err err = { 0 };
	const char *value;

	o->lost = 1;
	if (++*aliases > ALIASES ||
	    cmd_alias_find(&value, &o->c, &o->line, name, &err) || !value ||
	    *value == '!')
		return;
	/* the words may say another register or configuration */
	o->c.config = NULL;
	o->c.register_path = NULL;
	cmd_completion_close(o);
	o->opened = 0;
	o->lost = cmd_alias_rewrite(&o->c, &o->line, value, &err) != 1;
}

static void read_first(struct cmd_completion *o, const char *word, int *aliases)
{
	const struct cmd_verb *verb = cmd_word_find(word);
	struct cmd *c = &o->c;

	if (verb) {
		use_verb(o, verb, word);
		return;
	}
	c->noun = cmd_noun_find(c, word);
	if (!c->noun)
		read_alias(o, word, aliases);
	else
		cmd_noun_use(c, c->noun);
}

static void read_word(struct cmd_completion *o, const char *word, int *aliases)
{
	const struct cmd_verb *verb;
	struct cmd *c = &o->c;

	if (c->verb) {
		if ((c->verb->flags & CMD_FILTERS) &&
		    (*word == '@' || strpbrk(word, "=~")))
			c->filters[c->n_filters++] = word;
		else
			c->words[c->n_words++] = word;
	} else if (!c->noun) {
		read_first(o, word, aliases);
	} else {
		verb = cmd_verb_find(c->noun, c->kind, word, &c->move);
		if (verb && verb->noun)
			cmd_noun_use(c, cmd_noun_find(c, verb->noun));
		else if (verb)
			use_verb(o, verb, word);
		if (!verb || !c->noun)
			o->lost = 1;
	}
}

void cmd_completion_read(struct cmd_completion *o)
{
	int aliases = 0;

	while (more(o) && !o->lost && !o->is_pending) {
		const char *text = o->line.argv[o->line.at++];

		if (!o->line.ended && !strcmp(text, "--"))
			o->line.ended = 1;
		else if (is_option(o, text))
			read_option(o, text);
		else
			read_word(o, text, &aliases);
	}
	o->c.globals.path = o->line.common.path;
	o->c.globals.account = o->line.common.account;
	o->c.globals.project = o->line.common.project;
}
