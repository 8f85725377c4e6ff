/*
 * Nouns, verbs and words by name.
 */
#include "engine.h"

#include <kam/areas.h>
#include <string.h>

const struct cmd_verb *cmd_word_find(const char *name)
{
	for (size_t i = 0; cmd_words[i]; i++)
		if (strcmp(cmd_words[i]->name, name) == 0)
			return cmd_words[i];
	return NULL;
}

static const struct cmd_noun *own_noun(const char *name)
{
	for (size_t i = 0; cmd_nouns[i]; i++)
		if (strcmp(cmd_nouns[i]->name, name) == 0)
			return cmd_nouns[i];
	return NULL;
}

const struct cmd_noun *cmd_noun_find(struct cmd *c, const char *name)
{
	const struct kam_kind *kind = kam_kind_named(c->catalogue, name);
	const struct cmd_noun *own = own_noun(kind ? kind->name : name);
	struct cmd_noun *made;

	if (own || !kind)
		return own;
	made = kam_arena_alloc(&c->arena, sizeof *made);
	if (!made)
		return NULL;
	*made = (struct cmd_noun){ .name = kind->name, .kind = kind->name };
	return made;
}

const char *cmd_noun_typed(const struct cmd *c, const char *name)
{
	const struct kam_kind *kind = kam_kind_find(c->catalogue, name);

	return kind ? kam_kind_typed(kind) : name;
}

void cmd_noun_use(struct cmd *c, const struct cmd_noun *noun)
{
	c->noun = noun;
	c->kind =
	    noun && noun->kind ? kam_kind_find(c->catalogue, noun->kind) : NULL;
}

int cmd_is_built_in(struct cmd *c, const char *name)
{
	return cmd_word_find(name) || cmd_noun_find(c, name);
}

static const struct cmd_verb *in_table(const struct cmd_verb *verbs,
				       const char *name)
{
	for (; verbs && verbs->name; verbs++)
		if (strcmp(verbs->name, name) == 0)
			return verbs;
	return NULL;
}

const struct cmd_verb *cmd_verb_find(const struct cmd_noun *noun,
				     const struct kam_kind *kind,
				     const char *name,
				     const struct kam_move **move)
{
	const struct cmd_verb *verb = in_table(noun->verbs, name);

	*move = NULL;
	if (verb) {
		/* its own way of making the move, if it is called like one */
		if (kind)
			*move = kam_move_find(kind, name);
		return verb;
	}
	if (!kind)
		return NULL;
	verb = in_table(cmd_generic_verbs, name);
	if (verb)
		return verb;
	*move = kam_move_find(kind, name);
	return *move ? &cmd_move_verb : NULL;
}

size_t cmd_names_of_nouns(const char *names[CMD_NAMES])
{
	const struct kam_catalogue *all = kam_kinds();
	size_t n = 0;

	for (int i = 0; i < all->n_kinds && n < CMD_NAMES; i++)
		names[n++] = all->kinds[i]->name;
	for (size_t i = 0; cmd_nouns[i] && n < CMD_NAMES; i++)
		if (!kam_kind_find(all, cmd_nouns[i]->name))
			names[n++] = cmd_nouns[i]->name;
	return n;
}

size_t cmd_names_of_words(const char *names[CMD_NAMES])
{
	size_t n = 0;

	for (size_t i = 0; cmd_words[i] && n < CMD_NAMES; i++)
		if (!(cmd_words[i]->flags & CMD_HIDDEN))
			names[n++] = cmd_words[i]->name;
	return n;
}

static size_t add_name(const char *names[CMD_NAMES], size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return n;
	if (n < CMD_NAMES)
		names[n++] = name;
	return n;
}

size_t cmd_names_of_verbs(const char *names[CMD_NAMES],
			  const struct cmd_noun *noun,
			  const struct kam_kind *kind)
{
	const struct cmd_verb *v = cmd_generic_verbs;
	size_t n = 0;

	for (; kind && v->name; v++)
		if (!(v->flags & CMD_HIDDEN))
			n = add_name(names, n, v->name);
	for (int i = 0; kind && i < kind->n_moves; i++)
		n = add_name(names, n, kind->moves[i].verb);
	for (v = noun->verbs; v && v->name; v++)
		if (!(v->flags & CMD_HIDDEN))
			n = add_name(names, n, v->name);
	return n;
}

/* What other programs call it. */
static const struct {
	const char *typed, *meant;
} synonyms[] = {
	{ "update", "edit" },       { "change", "edit" },
	{ "modify", "edit" },       { "delete", "rm" },
	{ "remove", "rm" },         { "create", "add" },
	{ "new", "add" },           { "ls", "list" },
	{ "view", "show" },         { "get", "show" },
	{ "requirement", "req" },   { "requirements", "req" },
	{ "conversation", "comm" }, { "communication", "comm" },
	{ "customer", "account" },  { "client", "account" },
	{ "person", "contact" },    { "promise", "cadence" },
	{ "task", "action" },       { "todo", "action" },
};

static const char *suggest(const char *typed, const char *const *names,
			   size_t n)
{
	for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
		for (size_t j = 0; j < n; j++)
			if (!strcmp(synonyms[i].typed, typed) &&
			    !strcmp(synonyms[i].meant, names[j]))
				return names[j];
	return kam_suggest(typed, names, n);
}

/* The first noun that has a verb of this name; NULL where none has. */
static const char *noun_with(const char *verb)
{
	for (size_t i = 0; cmd_nouns[i]; i++)
		if (in_table(cmd_nouns[i]->verbs, verb))
			return cmd_nouns[i]->name;
	return NULL;
}

int cmd_unknown(const struct cmd *c, struct kam_err *err, const char *what,
		const char *name, const char *const *names, size_t n,
		const char *noun)
{
	const char *near = suggest(name, names, n);
	const char *of = noun ? NULL : noun_with(name);
	char word[CMD_OPTION_NAME];

	kam_fail(err, KAM_EUSAGE, "%s '%.100s'", what, name);
	if (!noun && in_table(cmd_generic_verbs, name))
		kam_hint(err, _("of what? kam NOUN %s, as 'kam req %s'"), name,
			 name);
	else if (of)
		kam_hint(err, "kam %s %s", cmd_noun_typed(c, of), name);
	else if (near)
		kam_hint(err, _("did you mean '%s'?"),
			 cmd_field_option(word, near));
	else
		kam_hint(err, "kam help%s%s", noun ? " " : "",
			 noun ? noun : "");
	return err->code;
}
