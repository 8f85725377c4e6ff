/*
 * One line of the answer, and the lists that need no register.
 */
#include "complete.h"

#include <kam/utf8.h>
#include <string.h>
#include <strings.h>

enum { DESCRIPTION = 60 /* columns */ };

/* A description is shown only: what a terminal would act on is spelt out. */
static void add_description(struct kam_str *out, const char *text)
{
	struct kam_str valid = KAM_STR_INIT, shown = KAM_STR_INIT;
	size_t fit;

	kam_utf8_repair(&valid, text, strlen(text));
	kam_utf8_show(&shown, valid.data, KAM_SHOW_LINE);
	kam_str_release(&valid);
	fit = kam_utf8_fit(shown.data, DESCRIPTION, KAM_AMBIGUOUS_NARROW);
	kam_str_add_bytes(out, shown.data, fit);
	if (shown.data[fit])
		kam_str_add(out, "…");
	kam_str_release(&shown);
}

/* What must be spelt out to be shown can't be chosen. */
static int is_plain(const char *value)
{
	struct kam_str shown = KAM_STR_INIT;
	int plain;

	if (!kam_utf8_valid(value, strlen(value)))
		return 0;
	kam_utf8_show(&shown, value, KAM_SHOW_LINE);
	plain = !shown.failed && !strcmp(shown.data, value);
	kam_str_release(&shown);
	return plain;
}

/* Nobody wants an entry of a list twice. */
static int is_listed(const struct cmd_completion *o, const char *value)
{
	const char *at = o->listed;

	while (at && *at) {
		size_t n = strcspn(at, ",");

		if (n == strlen(value) && !strncmp(at, value, n))
			return 1;
		at += n + (at[n] == ',');
	}
	return 0;
}

void cmd_offer(struct cmd_completion *o, const char *value, const char *tail,
	       const char *help)
{
	if (is_listed(o, value) ||
	    strncasecmp(value, o->part, strlen(o->part)) != 0 ||
	    !is_plain(o->lead) || !is_plain(value))
		return;
	kam_str_printf(o->out, "%s%s%s\t", o->lead, value, tail);
	if (help)
		add_description(o->out, help);
	kam_str_add_char(o->out, '\n');
	o->n++;
}

void cmd_offer_split(struct cmd_completion *o, const char *words)
{
	char word[64];

	while (*words) {
		size_t n = strcspn(words, "|");

		if (n > 0 && n < sizeof word) {
			memcpy(word, words, n);
			word[n] = '\0';
			cmd_offer(o, word, "", NULL);
		}
		words += n;
		words += *words == '|';
	}
}

void cmd_offer_list(struct cmd_completion *o, const char *const *words)
{
	for (; words && *words; words++)
		cmd_offer(o, *words, "", NULL);
}

void cmd_offer_after_comma(struct cmd_completion *o)
{
	const char *comma = strrchr(o->part, ',');
	const char *lead;

	if (!comma)
		return;
	lead = kam_arena_printf(&o->c.arena, "%s%.*s", o->lead,
				(int)(comma + 1 - o->part), o->part);
	if (!lead)
		return;
	o->listed = lead + strlen(o->lead);
	o->lead = lead;
	o->part = comma + 1;
}

void cmd_offer_shell(struct cmd_completion *o, const char *what)
{
	kam_str_printf(o->out, "\t%s\n", what);
	o->n++;
}

void cmd_offer_columns(struct cmd_completion *o, const char *tail)
{
	const struct kam_kind *kind = o->c.kind;
	int columns[KAM_COLUMNS], n = kind ? kam_columns_all(columns, kind) : 0;

	for (int i = 0; i < n; i++) {
		const char *help =
		    columns[i] >= 0 ? kind->fields[columns[i]].help : NULL;

		cmd_offer(o, kam_column_name(kind, columns[i]), tail,
			  help ? _(help) : NULL);
	}
}

static void offer_noun(struct cmd_completion *o, const char *name,
		       int kinds_only, int grouped)
{
	const struct cmd_noun *noun = cmd_noun_find(&o->c, name);
	const struct kam_kind *kind =
	    noun && noun->kind ? kam_kind_find(o->c.catalogue, noun->kind)
			       : NULL;
	const char *help = noun ? noun->help : NULL;
	char word[CMD_OPTION_NAME];

	if (!help && kind)
		help = kind->help;
	if ((kinds_only && !kind) || (!kind || kind->group) != grouped)
		return;
	/* as kam help has it, unless it was begun with the other mark */
	if (!strchr(o->part, '_'))
		name = cmd_field_option(word, name);
	cmd_offer(o, name, "", help ? _(help) : NULL);
}

/* Those of kam help first, then what only scripts ask for. */
void cmd_offer_nouns(struct cmd_completion *o, int kinds_only)
{
	const char *nouns[CMD_NAMES], *words[CMD_NAMES];
	size_t n = cmd_names_of_nouns(nouns), n_words = 0;

	if (!kinds_only)
		n_words = cmd_names_of_words(words);
	for (size_t i = 0; i < n; i++)
		offer_noun(o, nouns[i], kinds_only, 1);
	for (size_t i = 0; i < n_words; i++) {
		const char *help = cmd_word_find(words[i])->help;

		cmd_offer(o, words[i], "", help ? _(help) : NULL);
	}
	for (size_t i = 0; i < n; i++)
		offer_noun(o, nouns[i], kinds_only, 0);
}

void cmd_offer_verbs(struct cmd_completion *o, const struct cmd_noun *noun,
		     const struct kam_kind *kind)
{
	const char *names[CMD_NAMES];
	size_t n = cmd_names_of_verbs(names, noun, kind);

	for (size_t i = 0; i < n; i++) {
		const struct kam_move *move;
		const struct cmd_verb *verb =
		    cmd_verb_find(noun, kind, names[i], &move);
		const char *help = move && move->help ? move->help : verb->help;

		cmd_offer(o, names[i], "", help ? _(help) : NULL);
	}
}

void cmd_offer_aliases(struct cmd_completion *o)
{
	const struct cmd_entry *e;
	const char *folder;
	struct kam_err err = { 0 };

	if (cmd_config_load(&o->c, &o->line, &err) ||
	    (!o->c.register_path && cmd_register_find(&o->c, &folder, &err)))
		kam_err_reset(&err); /* with those that were read */
	for (e = o->c.config ? o->c.config->entries : NULL; e; e = e->next)
		if (!strncmp(e->key, "alias.", 6) && !strchr(e->key + 6, '.') &&
		    !cmd_is_built_in(&o->c, e->key + 6))
			cmd_offer(o, e->key + 6, "", e->value);
}
