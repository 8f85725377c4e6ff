/*
 * kam __complete -- WORD … LAST: what may stand where LAST is, for the shells'
 * scripts in completions/. It reads and never writes, runs no program, and
 * says nothing of what goes wrong: an empty answer, and exit 0.
 */
#include "complete.h"

#include <ctype.h>
#include <string.h>

static int is_given(const struct cmd_completion *o, const struct cmd_option *at)
{
	if (at->form == CMD_MANY)
		return 0;
	for (size_t i = 0; i < o->n_given; i++)
		if (o->given[i] == at)
			return 1;
	return 0;
}

/* A nearer table hides what has the same name in one further off. */
static int is_hidden(const struct cmd_completion *o,
		     const struct cmd_option *at)
{
	struct cmd_match match;
	struct cmd_line line = o->line;

	return !cmd_option_find(&match, &line, &o->c, o->values, at->name,
				strlen(at->name)) ||
	       match.option != at;
}

static void offer_table(struct cmd_completion *o,
			const struct cmd_option *table)
{
	for (; table && table->name; table++)
		if (!is_given(o, table) && !is_hidden(o, table))
			cmd_offer(o, table->name, "",
				  table->help ? _(table->help) : NULL);
}

static void offer_field_options(struct cmd_completion *o)
{
	const struct cmd *c = &o->c;
	char name[CMD_OPTION_NAME], no[CMD_OPTION_NAME + 3];

	for (int i = 0; i < c->kind->n_fields; i++) {
		const struct kam_field *f = &c->kind->fields[i];
		struct cmd_match match;
		struct cmd_line line = o->line;

		cmd_field_option(name, f->name);
		if (!cmd_field_taken(c, i) ||
		    !cmd_option_find(&match, &line, c, o->values, name,
				     strlen(name)) ||
		    match.option)
			continue;
		if (c->fields[i] && f->type != KAM_TAGS && f->type != KAM_REFS)
			continue;
		cmd_offer(o, name, "", f->help ? _(f->help) : NULL);
		snprintf(no, sizeof no, "no-%s", name);
		if (f->type == KAM_FLAG && !strncmp(o->part, "no-", 3))
			cmd_offer(o, no, "", f->help ? _(f->help) : NULL);
	}
}

static void offer_options(struct cmd_completion *o, const char *typed)
{
	const struct cmd *c = &o->c;

	o->lead = "--";
	o->part = typed + strspn(typed, "-");
	if (c->verb) {
		offer_table(o, c->verb->options);
		if ((c->verb->flags & CMD_FIELDS) && c->kind && c->fields)
			offer_field_options(o);
		for (int i = 1; cmd_shared_options(c, i); i++)
			offer_table(o, cmd_shared_options(c, i));
	}
	offer_table(o, cmd_common_options);
}

static void offer_value(struct cmd_completion *o, const struct cmd_match *match)
{
	if (!match->option)
		cmd_offer_field(o, o->c.kind, match->field);
	else if (match->option->argument && match->option->form != CMD_FLAG)
		cmd_offer_argument(o, match->option->argument);
}

/* --name=part, -Xpart, or the name itself */
static void complete_option(struct cmd_completion *o, const char *typed)
{
	size_t length = typed[1] == '-' ? strcspn(typed, "=") : 2;
	struct cmd_match match;
	int found;

	if (!typed[1] || (typed[1] == '-' && !typed[length])) {
		offer_options(o, typed);
		return;
	}
	found = typed[1] == '-'
		    ? cmd_option_find(&match, &o->line, &o->c, o->values,
				      typed + 2, length - 2)
		    : cmd_option_letter(&match, &o->line, &o->c, o->values,
					typed[1]);
	if (!found)
		return;
	length += typed[1] == '-';
	o->lead = kam_arena_strndup(&o->c.arena, typed, length);
	o->part = typed + length;
	if (!o->lead)
		return;
	if (typed[1] != '-' && !typed[2]) /* whole already */
		cmd_offer(o, "", "", _(match.option->help));
	else
		offer_value(o, &match);
}

/*
 * What the usage calls the nth word: of "[ID --impact N]" the 0th is ID; "…"
 * is the one before it again, which gives 2. 0 where it has no more.
 */
static int usage_word(char name[CMD_OPTION_NAME], const char *usage, size_t nth)
{
	int is_value = 0, is_first = 1;

	name[0] = '\0';
	while (usage && *usage) {
		char word[CMD_OPTION_NAME];
		size_t n = 0, length;

		usage += strspn(usage, " ");
		length = strcspn(usage, " ");
		for (; *usage && *usage != ' '; usage++)
			if (!strchr("[]", *usage) && n < sizeof word - 1)
				word[n++] = *usage;
		word[n] = '\0';
		if (!strcmp(word, "|") && !is_first)
			return 0; /* another way to say it */
		if (!strcmp(word, "…") && !is_value)
			return name[0] ? 2 : 0;
		if (word[0] == '-' && word[1]) {
			is_value = !memchr(usage - length, ']', length);
			continue;
		}
		if (is_value || strpbrk(word, "=>") ||
		    (islower((unsigned char)word[0]) && !strchr(word, '|'))) {
			is_value = 0;
			continue;
		}
		is_first = 0;
		memcpy(name, word, n + 1);
		if (!nth--)
			return 1;
	}
	name[0] = '\0';
	return 0;
}

/* Where records may be named or filtered, "[CONTACT …] [FIELD=VALUE …]", the
   filters are of those. */
static void use_filtered_kind(struct cmd_completion *o)
{
	const struct kam_kind *kind;
	char name[CMD_OPTION_NAME];
	int found;

	for (size_t i = 0; (found = usage_word(name, o->c.verb->usage, i)) == 1;
	     i++)
		;
	for (char *at = name; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	kind = found ? kam_kind_find(o->c.catalogue, name) : NULL;
	if (kind)
		o->c.kind = kind;
}

static void complete_word(struct cmd_completion *o)
{
	const struct cmd_verb *verb = o->c.verb;
	char name[CMD_OPTION_NAME];
	char *bar;
	int found = usage_word(name, verb->usage, o->c.n_words);

	for (size_t i = 0;
	     (verb->flags & CMD_FILTERS) && !o->c.kind && i < o->c.n_words; i++)
		o->c.kind = kam_kind_named(o->c.catalogue, o->c.words[i]);
	if (found == 1 && o->c.n_words && !strcmp(name, "ID")) {
		cmd_offer_ids(o); /* what the first is linked to */
	} else if (found) {
		bar = strpbrk(name, "|/"); /* FILE|-, ACCOUNT/PROJECT */
		if (bar && isupper((unsigned char)name[0])) {
			if (*bar == '/' && strchr(o->part, '/'))
				memmove(name, bar + 1, strlen(bar));
			else
				*bar = '\0';
		}
		cmd_offer_argument(o, name);
	} else if (verb == &cmd_move_verb) {
		cmd_offer_argument(o, "ID");
	}
	if (verb->flags & CMD_FILTERS) {
		use_filtered_kind(o);
		cmd_offer_filters(o);
	}
}

static void complete_first(struct cmd_completion *o)
{
	cmd_offer_nouns(o, 0);
	cmd_offer_aliases(o);
}

static void answer(struct cmd_completion *o, const char *typed)
{
	o->lead = "";
	o->part = typed;
	if (o->lost)
		return;
	if (o->is_pending)
		offer_value(o, &o->pending);
	else if (!o->line.ended && typed[0] == '-')
		complete_option(o, typed);
	else if (!o->c.verb && !o->c.noun)
		complete_first(o);
	else if (!o->c.verb)
		cmd_offer_verbs(o, o->c.noun, o->c.kind);
	else
		complete_word(o);
	/* nothing is known of the word: what else the command takes */
	if (!o->n && !*typed && !o->is_pending && !o->line.ended && o->c.verb)
		offer_options(o, "--");
}

static int complete(struct cmd *c, void *values, struct kam_err *err)
{
	struct cmd_completion o = {
		.c = { .catalogue = c->catalogue, .globals.quiet = 1 },
		.out = &c->text,
	};
	char empty[] = "kam";
	char **argv = kam_arena_array(&c->arena, c->n_words + 2, sizeof *argv);
	size_t n = 0;

	(void)values;
	(void)err;
	if (!argv)
		return 0;
	argv[n++] = empty;
	for (size_t i = c->n_words && !strcmp(c->words[0], "--");
	     i < c->n_words; i++) {
		argv[n] = kam_arena_strdup(&c->arena, c->words[i]);
		if (!argv[n++])
			return 0;
	}
	if (n > 1) {
		o.line =
		    (struct cmd_line){ .argv = argv, .argc = (int)n, .at = 1 };
		cmd_completion_read(&o);
		answer(&o, o.line.argv[o.line.argc - 1]);
	}
	cmd_completion_close(&o);
	kam_arena_release(&o.c.arena);
	if (c->text.failed)
		kam_str_reset(&c->text);
	return 0;
}

const struct cmd_verb cmd_word_complete = {
	"__complete",
	complete,
	CMD_RAW | CMD_HIDDEN | CMD_NO_CONFIG,
	0,
	CMD_ANY,
	NULL,
	0,
	"-- WORD …",
};
