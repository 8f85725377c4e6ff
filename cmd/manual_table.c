/*
 * The tables of a noun's or word's page: verbs and their options, fields,
 * states.
 */
#include "manual.h"

#include <string.h>

void cmd_manual_options(struct cmd_manual *m, const struct cmd_option *table)
{
	if (!table || !table->name)
		return;
	cmd_mdoc_begin(m->out);
	for (; table->name; table++) {
		cmd_mdoc_option(m->out, table);
		cmd_mdoc_sentence(m->out, table->help ? table->help : "");
		if (table->required)
			kam_str_add(m->out, "Required.\n");
	}
	cmd_mdoc_end(m->out);
}

void cmd_manual_usage(struct cmd_manual *m, const struct cmd_verb *verb)
{
	const char *usage = verb->usage ? verb->usage : "";

	cmd_mdoc_usage(m->out, usage);
	if ((verb->flags & CMD_FIELDS) && !strstr(usage, "FIELD"))
		cmd_mdoc_usage(m->out, " [--field VALUE …]");
	if ((verb->flags & CMD_FILTERS) && !strstr(usage, "FIELD="))
		cmd_mdoc_usage(m->out, " [FILTER …]");
}

/* "captured, analysed" */
static void add_states(struct kam_str *text, const struct kam_kind *kind,
		       unsigned states)
{
	const char *between = "";

	for (int i = 0; i < kind->n_states; i++)
		if (states & (1u << i)) {
			kam_str_printf(text, "%s%s", between,
				       kind->states[i].name);
			between = ", ";
		}
}

static void add_move(struct cmd_manual *m, const struct kam_move *move)
{
	struct kam_str text = KAM_STR_INIT;
	char name[CMD_OPTION_NAME];

	if (move->help)
		cmd_mdoc_sentence(m->out, move->help);
	kam_str_add(&text, "from ");
	add_states(&text, m->kind, move->from);
	kam_str_printf(&text, " to %s", m->kind->states[move->to].name);
	cmd_mdoc_sentence(m->out, text.data);
	for (int i = 0; i < KAM_NEEDS && move->needs[i]; i++)
		kam_str_printf(m->out, "Needs\n.Fl -%s .\n",
			       cmd_field_option(
				   name, m->kind->fields[move->needs[i]].name));
	if (move->stamps)
		kam_str_printf(
		    m->out, "Sets\n.Fl -%s\nto today where it is unset.\n",
		    cmd_field_option(name, m->kind->fields[move->stamps].name));
	m->out->failed |= text.failed;
	kam_str_release(&text);
}

void cmd_manual_example(struct cmd_manual *m, const struct cmd_verb *verb)
{
	if (!verb->example)
		return;
	kam_str_add(m->out, ".Pp\n.Dl $ ");
	cmd_mdoc_escaped(m->out, verb->example);
	kam_str_add_char(m->out, '\n');
}

static void add_verb(struct cmd_manual *m, const char *name)
{
	const struct kam_move *move;
	const struct cmd_verb *verb =
	    cmd_verb_find(m->noun, m->kind, name, &move);

	kam_str_printf(m->out, ".It Ic %s", name);
	cmd_manual_usage(m, verb);
	kam_str_add_char(m->out, '\n');
	if (move)
		add_move(m, move);
	else
		cmd_mdoc_sentence(m->out, verb->help ? verb->help : "");
	if (verb->flags & CMD_REPORT)
		kam_str_add(m->out, "Goes by mail too.\n");
	cmd_manual_options(m, verb->options);
	cmd_manual_example(m, verb);
}

void cmd_manual_verbs(struct cmd_manual *m)
{
	const char *names[CMD_NAMES];
	size_t n = cmd_names_of_verbs(names, m->noun, m->kind);

	kam_str_add(m->out, ".Sh VERBS\n");
	cmd_mdoc_begin(m->out);
	for (size_t i = 0; i < n; i++)
		add_verb(m, names[i]);
	cmd_mdoc_end(m->out);
}

static void add_field(struct cmd_manual *m, const struct kam_field *f)
{
	char name[CMD_OPTION_NAME];

	kam_str_printf(m->out, ".It Fl -%s Ar",
		       cmd_field_option(name, f->name));
	if (f->type == KAM_WORD)
		for (size_t i = 0; f->words[i]; i++)
			kam_str_printf(m->out, "%s %s", i ? " |" : "",
				       f->words[i]);
	else
		cmd_mdoc_argument(m->out, cmd_help_argument(m->c, f));
	kam_str_add_char(m->out, '\n');
	cmd_mdoc_sentence(m->out, f->help ? f->help : "");
	if (f->initial) {
		kam_str_add(m->out, "The default is\n.Ql");
		cmd_mdoc_argument(m->out, f->initial);
		kam_str_add(m->out, " .\n");
	} else if (f->flags & KAM_REQUIRED) {
		kam_str_add(m->out, "Required.\n");
	}
	if (f->flags & KAM_UNIQUE)
		kam_str_add(m->out, "No two share it.\n");
	if (f->flags & KAM_FIXED)
		kam_str_add(m->out, "Set by its own verb, not by\n.Ic add\n"
				    "and\n.Ic edit .\n");
}

void cmd_manual_fields(struct cmd_manual *m)
{
	kam_str_add(m->out, ".Sh RECORD FIELDS\n"
			    "Each is an option of\n.Ic add\nand\n.Ic edit ,\n"
			    "a filter and a column of\n.Ic list ,\n"
			    "and, with\n.Ql _\nfor\n.Ql - ,\n"
			    "a key in JSON.\n");
	cmd_mdoc_begin(m->out);
	for (int i = 0; i < m->kind->n_fields; i++)
		add_field(m, &m->kind->fields[i]);
	cmd_mdoc_end(m->out);
	kam_str_printf(m->out, ".Pp\nkam itself keeps\n.Va id\n.Pq Ql %s-1 ,\n",
		       m->kind->prefix);
	if (m->kind->n_states)
		kam_str_add(m->out, ".Va status ,\n");
	kam_str_add(m->out, ".Va version ,\n.Va created ,\n.Va modified\nand\n"
			    ".Va source .\n");
}

void cmd_manual_states(struct cmd_manual *m)
{
	const struct kam_kind *kind = m->kind;

	kam_str_add(m->out, ".Sh STATES\n");
	cmd_mdoc_begin(m->out);
	for (int i = 0; i < kind->n_states; i++) {
		struct kam_str moves = KAM_STR_INIT;

		cmd_mdoc_term(m->out, "Cm", kind->states[i].name);
		if (kind->states[i].help)
			cmd_mdoc_sentence(m->out, kind->states[i].help);
		kam_moves_from(&moves, kind, i);
		if (moves.length) {
			kam_str_add(m->out, "From here:\n");
			cmd_mdoc_list(m->out, moves.data);
		}
		if (kind->states[i].closed)
			kam_str_add(m->out, "Closed: left out of lists but "
					    "with\n.Fl a .\n");
		m->out->failed |= moves.failed;
		kam_str_release(&moves);
	}
	cmd_mdoc_end(m->out);
}
