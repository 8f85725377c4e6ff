/*
 * kam help: one screen of what there is; a noun's verbs, fields and life.
 */
#include "engine.h"

#include <string.h>

/* The name as one word that is typed: comm-plan. */
static const char *typed(struct cmd *c, const char *name)
{
	char word[CMD_OPTION_NAME];
	const char *out;

	if (!strchr(name, '_'))
		return name;
	out = kam_arena_strdup(&c->arena, cmd_field_option(word, name));
	c->text.failed |= !out;
	return out ? out : name;
}

static size_t kinds_of(const char *names[CMD_NAMES], struct cmd *c,
		       const char *group)
{
	size_t n = 0;

	for (int i = 0; i < c->catalogue->n_kinds; i++) {
		const struct kam_kind *kind = c->catalogue->kinds[i];

		if (kind->group && !strcmp(kind->group, group) && n < CMD_NAMES)
			names[n++] = typed(c, kind->name);
	}
	return n;
}

/* A group is shown where its first kind stands in the catalogue. */
static int is_first_of_group(const struct kam_catalogue *all, int i)
{
	const char *group = all->kinds[i]->group;

	for (int j = 0; group && j < i; j++)
		if (all->kinds[j]->group &&
		    strcmp(all->kinds[j]->group, group) == 0)
			return 0;
	return group != NULL;
}

/* Nouns of no group: what comes with the others, and what is no record. */
static size_t nouns_besides(const char *names[CMD_NAMES], struct cmd *c)
{
	size_t n = 0;

	for (size_t i = 0; cmd_nouns[i] && n < CMD_NAMES; i++)
		if (!cmd_nouns[i]->kind)
			names[n++] = typed(c, cmd_nouns[i]->name);
	for (int i = 0; i < c->catalogue->n_kinds && n < CMD_NAMES; i++)
		if (!c->catalogue->kinds[i]->group)
			names[n++] = typed(c, c->catalogue->kinds[i]->name);
	return n;
}

void cmd_help_all(struct cmd *c)
{
	const char *names[CMD_NAMES];
	size_t n;

	kam_str_add(&c->text, _("kam [options] NOUN VERB [ID …] "
				"[--FIELD VALUE …] [FILTER …]\n\n"));
	for (int i = 0; i < c->catalogue->n_kinds; i++) {
		const char *group = c->catalogue->kinds[i]->group;

		if (!is_first_of_group(c->catalogue, i))
			continue;
		n = kinds_of(names, c, group);
		cmd_help_words(&c->text, _(group), names, n);
	}
	n = nouns_besides(names, c);
	cmd_help_words(&c->text, _("also"), names, n);
	n = cmd_names_of_words(names);
	cmd_help_words(&c->text, _("without a noun"), names, n);
	n = 0;
	for (const struct cmd_verb *v = cmd_generic_verbs; v->name; v++)
		if (!(v->flags & CMD_HIDDEN) && n < CMD_NAMES)
			names[n++] = v->name;
	cmd_help_words(&c->text, _("verbs"), names, n);
	kam_str_add(&c->text,
		    _("\nkam help NOUN, kam help NOUN VERB: more of one; kam "
		      "help -a: your aliases too\n"
		      "New here? kam demo makes a register to try; kam help "
		      "tutorial\n"));
}

static void add_fields(struct cmd *c, const struct kam_kind *kind)
{
	kam_str_printf(&c->text, "\n%s\n", _("Fields"));
	for (int i = 0; i < kind->n_fields; i++) {
		const struct kam_field *f = &kind->fields[i];
		const char *argument = cmd_help_argument(c, f);
		struct kam_str text = KAM_STR_INIT;

		kam_str_add(&text, f->help ? _(f->help) : "");
		/* words that are told with their meanings are told once */
		if (!cmd_add_meanings(&text, f))
			kam_str_printf(&text, " [%s]", argument);
		if ((f->flags & KAM_REQUIRED) && !f->initial)
			kam_str_add(&text, _(" (required)"));
		cmd_help_row(&c->text, f->name, text.data);
		c->text.failed |= text.failed;
		kam_str_release(&text);
	}
}

static void add_states(struct cmd *c, const struct kam_kind *kind)
{
	kam_str_printf(&c->text, "\n%s\n", _("States"));
	for (int i = 0; i < kind->n_states; i++) {
		struct kam_str text = KAM_STR_INIT, moves = KAM_STR_INIT;

		kam_str_add(
		    &text, kind->states[i].help ? _(kind->states[i].help) : "");
		kam_moves_from(&moves, kind, i);
		if (moves.length)
			kam_str_printf(&text, _("; from here: %s"), moves.data);
		cmd_help_row(&c->text, kind->states[i].name, text.data);
		c->text.failed |= text.failed || moves.failed;
		kam_str_release(&moves);
		kam_str_release(&text);
	}
}

static const char *verb_help(const struct cmd_verb *verb,
			     const struct kam_move *move)
{
	if (move && move->help)
		return _(move->help);
	return verb->help ? _(verb->help) : "";
}

void cmd_help_noun(struct cmd *c, const struct cmd_noun *noun,
		   const struct kam_kind *kind)
{
	const char *names[CMD_NAMES], *help = noun->help;
	size_t n = cmd_names_of_verbs(names, noun, kind);

	if (kind)
		cmd_fields_for_help(c);
	kind = c->kind;
	if (!help && kind)
		help = kind->help;
	kam_str_printf(&c->text, "kam %s: %s\n\n%s\n",
		       cmd_noun_typed(c, noun->name), help ? _(help) : "",
		       _("Verbs"));
	for (size_t i = 0; i < n; i++) {
		const struct kam_move *move;
		const struct cmd_verb *verb =
		    cmd_verb_find(noun, kind, names[i], &move);

		cmd_help_row(&c->text, names[i], verb_help(verb, move));
	}
	if (kind)
		add_fields(c, kind);
	if (kind && kind->n_states)
		add_states(c, kind);
	kam_str_printf(&c->text, "\nkam help %s ",
		       cmd_noun_typed(c, noun->name));
	cmd_add_usage(&c->text, "VERB");
	kam_str_add_char(&c->text, '\n');
}

/* The verb that the words from the nth on name; they may lead to another
   noun's verbs. */
static int help_verb(struct cmd *c, size_t nth, struct kam_err *err)
{
	const char *names[CMD_NAMES], *name = c->words[nth];

	c->verb = cmd_verb_find(c->noun, c->kind, name, &c->move);
	c->verb_name = name;
	if (c->verb && c->verb->noun) {
		cmd_noun_use(c, cmd_noun_find(c, c->verb->noun));
		if (!c->noun)
			return kam_fail_memory(err);
		if (nth + 1 < c->n_words)
			return help_verb(c, nth + 1, err);
		cmd_help_noun(c, c->noun, c->kind);
		return 0;
	}
	if (!c->verb)
		return cmd_unknown(c, err, _("no verb"), name, names,
				   cmd_names_of_verbs(names, c->noun, c->kind),
				   cmd_noun_typed(c, c->noun->name));
	cmd_help_verb(c);
	return 0;
}

struct help_values {
	int all;
};
static const struct cmd_option help_options[] = {
	{ "all", 'a', CMD_FLAG, NULL, N_("aliases and programs on PATH too"),
	  CMD_AT(struct help_values, all) },
	{ NULL },
};

/* What is neither a word nor a noun. */
static int help_of_other(struct cmd *c, const char *name, struct kam_err *err)
{
	const char *names[2 * CMD_NAMES];
	int rc = cmd_help_topic(c, name, err);
	size_t n;

	if (rc != CMD_NOT_FOUND)
		return rc;
	if (cmd_help_other(c, name))
		return 0;
	n = cmd_names_of_words(names);
	n += cmd_names_of_nouns(names + n);
	return cmd_unknown(c, err, _("no command"), name, names, n, NULL);
}

static int help(struct cmd *c, void *values, struct kam_err *err)
{
	const struct help_values *v = values;
	const struct cmd_verb *word;
	const char *name = c->n_words ? c->words[0] : NULL;

	if (!name) {
		cmd_help_all(c);
		if (v->all)
			cmd_help_others(c);
		return 0;
	}
	/* as the pages are called */
	if (!strncmp(name, "kam-", strlen("kam-")))
		name += strlen("kam-");
	word = cmd_word_find(name);
	c->noun = word ? NULL : cmd_noun_find(c, name);
	if (c->noun)
		name = c->noun->name;
	if ((word || c->noun) && c->n_words == 1 && cmd_help_page(c, name))
		return 0;
	if (word) {
		c->verb = word;
		c->verb_name = name;
		cmd_help_verb(c);
		return 0;
	}
	if (!c->noun)
		return help_of_other(c, name, err);
	cmd_noun_use(c, c->noun);
	if (c->n_words > 1)
		return help_verb(c, 1, err);
	cmd_help_noun(c, c->noun, c->kind);
	return 0;
}

const struct cmd_verb cmd_word_help = { "help",
					help,
					CMD_NO_SCOPE | CMD_NO_CONFIG,
					0,
					3,
					help_options,
					sizeof(struct help_values),
					"[NOUN [VERB]]",
					N_("show what there is"),
					"kam help risk add" };
