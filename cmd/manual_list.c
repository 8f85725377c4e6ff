/*
 * Lists that whole pages ask for: ".\" kam: WHAT [NAME]".
 */
#include "manual.h"

#include <kam/import.h>
#include <kam/setting.h>
#include <string.h>

static void nouns(struct cmd_manual *m, const char *name)
{
	const char *names[CMD_NAMES];
	size_t n = cmd_names_of_nouns(names);

	(void)name;
	cmd_mdoc_begin(m->out);
	for (size_t i = 0; i < n; i++) {
		const struct cmd_noun *noun = cmd_noun_find(m->c, names[i]);
		const struct kam_kind *kind =
		    noun && noun->kind
			? kam_kind_find(m->c->catalogue, noun->kind)
			: NULL;
		const char *help = noun ? noun->help : NULL;

		if (!help && kind)
			help = kind->help;
		kam_str_printf(m->out, ".It Xr kam-%s 1\n", names[i]);
		cmd_mdoc_sentence(m->out, help ? help : "");
		if (kind)
			kam_str_printf(m->out, "IDs are\n.Ql %s-1 .\n",
				       kind->prefix);
	}
	cmd_mdoc_end(m->out);
}

static void words(struct cmd_manual *m, const char *name)
{
	const char *names[CMD_NAMES];
	size_t n = cmd_names_of_words(names);

	(void)name;
	cmd_mdoc_begin(m->out);
	for (size_t i = 0; i < n; i++) {
		const struct cmd_verb *word = cmd_word_find(names[i]);

		kam_str_printf(m->out, ".It Xr kam-%s 1\n", names[i]);
		cmd_mdoc_sentence(m->out, word->help ? word->help : "");
	}
	cmd_mdoc_end(m->out);
}

static void verbs(struct cmd_manual *m, const char *name)
{
	(void)name;
	cmd_mdoc_begin(m->out);
	for (const struct cmd_verb *v = cmd_generic_verbs; v->name; v++) {
		if (v->flags & CMD_HIDDEN)
			continue;
		kam_str_printf(m->out, ".It Ic %s", v->name);
		cmd_manual_usage(m, v);
		kam_str_add_char(m->out, '\n');
		cmd_mdoc_sentence(m->out, v->help);
	}
	cmd_mdoc_end(m->out);
}

static void common(struct cmd_manual *m, const char *name)
{
	(void)name;
	cmd_manual_options(m, cmd_common_options);
}

static void filters(struct cmd_manual *m, const char *name)
{
	(void)name;
	cmd_manual_options(m, cmd_filter_options);
}

static void reports(struct cmd_manual *m, const char *name)
{
	(void)name;
	cmd_manual_options(m, cmd_report_options);
}

static void config(struct cmd_manual *m, const char *name)
{
	(void)name;
	cmd_mdoc_begin(m->out);
	for (size_t i = 0; cmd_config_known[i].key; i++) {
		const char *key = cmd_config_known[i].key;

		kam_str_printf(m->out, ".It Va %s%s\n", key,
			       key[strlen(key) - 1] == '.' ? "NAME" : "");
		cmd_mdoc_sentence(m->out, cmd_config_known[i].help);
	}
	cmd_mdoc_end(m->out);
}

static void settings(struct cmd_manual *m, const char *name)
{
	(void)name;
	cmd_mdoc_begin(m->out);
	for (size_t i = 0; i < kam_n_settings; i++) {
		cmd_mdoc_term(m->out, "Va",
			      kam_settings[i].named ? "filter.NAME"
						    : kam_settings[i].name);
		cmd_mdoc_sentence(m->out, kam_settings[i].help);
		if (kam_settings[i].scoped)
			kam_str_printf(m->out,
				       "For one account alone:\n"
				       ".Ql %s.ACCOUNT .\n",
				       kam_settings[i].name);
		if (!kam_settings[i].initial || !*kam_settings[i].initial)
			continue;
		kam_str_add(m->out, "The default is\n.Ql");
		cmd_mdoc_argument(m->out, kam_settings[i].initial);
		kam_str_add(m->out, " .\n");
	}
	cmd_mdoc_end(m->out);
}

/* The words of the error object and the statuses that go with them. */
static void codes(struct cmd_manual *m, const char *name)
{
	static const char *const help[] = {
		[-KAM_EUSAGE] = "the command's words are off",
		[-KAM_EFIELD] = "there is no such field",
		[-KAM_EINVALID] = "a value is wrong",
		[-KAM_EREFUSED] = "a rule or a lifecycle forbids it",
		[-KAM_EDUPLICATE] = "a key that is taken",
		[-KAM_EINUSE] = "other records refer to it",
		[-KAM_ECORRUPT] = "the register or a file is damaged",
		[-KAM_ENOENT] = "there is no such record or file",
		[-KAM_EHELPER] = "a helper program is missing or fails",
		[-KAM_EINTERNAL] = "a fault of kam's own",
		[-KAM_ENOMEM] = "out of memory",
		[-KAM_ECREATE] = "a file can't be made",
		[-KAM_EIO] = "reading or writing fails",
		[-KAM_EBUSY] = "the register is in use: try again",
		[-KAM_ECONFLICT] = "another change came before: look again",
		[-KAM_EACCESS] = "not allowed",
		[-KAM_ECONFIG] = "a configuration is wrong",
		[-KAM_EINTERRUPT] = "interrupted by a signal",
		[-KAM_EUNSAID] =
		    "it was done, but the output could not be written",
	};

	(void)name;
	cmd_mdoc_begin(m->out);
	for (size_t i = 1; i < sizeof help / sizeof *help; i++) {
		const enum kam_code code = (enum kam_code)(-(int)i);

		kam_str_printf(m->out, ".It Li %s , No %d\n",
			       kam_code_word(code), kam_code_exit(code));
		cmd_mdoc_sentence(m->out, help[i] ? help[i] : "");
	}
	cmd_mdoc_end(m->out);
}

static void add_names(struct cmd_manual *m, const struct kam_import_reads *c)
{
	for (size_t i = 1; c->names[i]; i++) {
		kam_str_add(m->out, i == 1 ? "Also\n.Ql" : ".Ql");
		cmd_mdoc_argument(m->out, c->names[i]);
		kam_str_add(m->out, c->names[i + 1] ? " ,\n" : " .\n");
	}
	for (size_t i = 0; c->words && c->words[i]; i += 2) {
		kam_str_add(m->out, i ? ".Ql" : "Read:\n.Ql");
		cmd_mdoc_argument(m->out, c->words[i]);
		kam_str_add(m->out, "\nas");
		if (*c->words[i + 1]) {
			kam_str_add(m->out, "\n.Cm");
			cmd_mdoc_argument(m->out, c->words[i + 1]);
		} else {
			kam_str_add(m->out, " nothing");
		}
		kam_str_add(m->out, c->words[i + 2] ? " ,\n" : " .\n");
	}
}

/* Each layout, or the one that is named: its columns and what they fill. */
static void layouts(struct cmd_manual *m, const char *name)
{
	struct kam_import_reads c;
	const char *layout;

	for (size_t i = 0; (layout = kam_import_layout(i)); i++) {
		if (*name && strcmp(name, layout) != 0)
			continue;
		kam_str_printf(m->out,
			       ".Ss %s\nGives records of\n"
			       ".Xr kam-%s 1 .\n",
			       layout, kam_import_kind(layout)->name);
		cmd_mdoc_begin(m->out);
		for (size_t at = 0; kam_import_reads(&c, layout, at); at++) {
			cmd_mdoc_term(m->out, "Li", c.names[0]);
			if (!strcmp(c.fills, "id"))
				kam_str_add(m->out, "The row's own id.\n");
			else
				kam_str_printf(m->out, "Fills\n.Va %s .\n",
					       c.fills);
			if (c.required)
				kam_str_add(m->out, "Required.\n");
			add_names(m, &c);
		}
		cmd_mdoc_end(m->out);
	}
}

static const struct {
	const char *what;
	void (*add)(struct cmd_manual *m, const char *name);
} lists[] = {
	{ "nouns", nouns },
	{ "words", words },
	{ "verbs", verbs },
	{ "common", common },
	{ "filters", filters },
	{ "reports", reports },
	{ "config", config },
	{ "settings", settings },
	{ "codes", codes },
	{ "layouts", layouts },
	{ "shapes", cmd_manual_shapes },
};

int cmd_manual_list(struct cmd_manual *m, const char *what, const char *name)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (!strcmp(lists[i].what, what)) {
			lists[i].add(m, name);
			return 1;
		}
	return 0;
}
