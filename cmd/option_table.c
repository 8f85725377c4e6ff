/*
 * The options there are: the common ones, a verb's own and the fields of its
 * kind. An own option hides a field's, a field's a common one.
 */
#include "engine.h"

#include <string.h>

#define COMMON(member) CMD_AT(struct cmd_common, member)

const struct cmd_option cmd_common_options[] = {
	{ "help", 'h', CMD_FLAG, NULL, N_("show what the command does"),
	  COMMON(help) },
	{ "json", 0, CMD_MAYBE, N_("FIELDS"),
	  N_("as JSON, with these fields; errors too"), COMMON(json) },
	{ "format", 0, CMD_TEXT, "table|json|jsonl|csv|tsv|md|html|porcelain",
	  N_("how results are written"), COMMON(format) },
	{ "fields", 0, CMD_TEXT, N_("FIELDS"),
	  N_("only these, in this order: id,title"), COMMON(fields) },
	{ "porcelain", 0, CMD_FLAG, NULL,
	  N_("for scripts: TAB separated, never changing"), COMMON(porcelain) },
	{ "null", 'z', CMD_FLAG, NULL, N_("porcelain; records end with NUL"),
	  COMMON(nul) },
	{ "csv-raw", 0, CMD_FLAG, NULL,
	  N_("CSV without the guard against formulas"), COMMON(csv_raw) },
	{ "account", 'A', CMD_TEXT, N_("ACCOUNT"), N_("work on this account"),
	  COMMON(account) },
	{ "project", 'P', CMD_TEXT, N_("PROJECT"), N_("work on this project"),
	  COMMON(project) },
	{ "register", 0, CMD_TEXT, N_("FILE"), N_("the register to use"),
	  COMMON(path) },
	{ "as-of", 0, CMD_TEXT, N_("MOMENT"),
	  N_("read the register as it was: a day, a moment, an operation"),
	  COMMON(as_of) },
	{ "config", 'c', CMD_MANY, N_("KEY=VALUE"),
	  N_("configuration for this call"), COMMON(config) },
	{ "color", 0, CMD_MAYBE, "always|never|auto", N_("when to colour"),
	  COMMON(colour) },
	{ "no-pager", 0, CMD_FLAG, NULL, N_("do not page long output"),
	  COMMON(no_pager) },
	{ "quiet", 'q', CMD_FLAG, NULL, N_("no remarks"), COMMON(quiet) },
	{ "version", 0, CMD_FLAG, NULL, N_("show kam's version"),
	  COMMON(version) },
	{ NULL, 0, CMD_FLAG, NULL, NULL, 0, 0 },
};

const struct cmd_option cmd_filter_options[] = {
	{ "sort", 0, CMD_TEXT, N_("FIELDS"),
	  N_("by these; '-due' is descending"), COMMON(sort) },
	{ "limit", 0, CMD_INTEGER, N_("N"), N_("no more than N"),
	  COMMON(limit) },
	{ "count-by", 0, CMD_TEXT, N_("FIELD"), N_("how many of each value"),
	  COMMON(count_by) },
	{ "all", 'a', CMD_FLAG, NULL, N_("closed ones too"), COMMON(all) },
	{ "exit-code", 0, CMD_FLAG, NULL,
	  N_("exit with 1 where some are found"), COMMON(exit_code) },
	{ NULL, 0, CMD_FLAG, NULL, NULL, 0, 0 },
};

const struct cmd_option cmd_report_options[] = {
	{ "audience", 0, CMD_TEXT, "customer|internal",
	  N_("for a customer: without what is internal"), COMMON(audience) },
	{ "mail", 0, CMD_TEXT, N_("owners|ADDRESS,…"),
	  N_("send it: to each owner their own part, or all of it"),
	  COMMON(mail) },
	{ "once", 0, CMD_TEXT, "day|week",
	  N_("with --mail: not twice to one person in that time"),
	  COMMON(once) },
	{ "even-if-empty", 0, CMD_FLAG, NULL,
	  N_("with --mail: also where there is nothing"),
	  COMMON(even_if_empty) },
	{ "subject", 0, CMD_TEXT, N_("TEXT"), N_("with --mail: its subject"),
	  COMMON(subject) },
	{ "dry-run", 0, CMD_FLAG, NULL,
	  N_("with --mail: print the message, send nothing"),
	  COMMON(mail_dry_run) },
	{ NULL, 0, CMD_FLAG, NULL, NULL, 0, 0 },
};

const struct cmd_option *cmd_shared_options(const struct cmd *c, int n)
{
	const unsigned flags = c->verb ? c->verb->flags : 0;

	if (!(flags & CMD_FILTERS))
		n += n > 0;
	if (!(flags & CMD_REPORT))
		n += n > 1;
	return n == 0   ? cmd_common_options
	       : n == 1 ? cmd_filter_options
	       : n == 2 ? cmd_report_options
			: NULL;
}

/* Options are found by name, "_" being "-", or by letter. */
static const struct cmd_option *in_table(const struct cmd_option *table,
					 const char *name, size_t length)
{
	for (; table && table->name; table++) {
		size_t i = 0;

		while (i < length && table->name[i] &&
		       (name[i] == '_' ? '-' : name[i]) == table->name[i])
			i++;
		if (i == length && !table->name[i])
			return table;
	}
	return NULL;
}

/* A verb that takes fields and has an option of its own by that name. */
static const char *verb_with(const struct cmd_verb *verb, const char *name)
{
	for (; verb && verb->name; verb++)
		if (verb->flags & CMD_FIELDS &&
		    in_table(verb->options, name, strlen(name)))
			return verb->name;
	return NULL;
}

const char *cmd_option_of(const char *noun, const char *name)
{
	static const struct cmd_option *const shared[] = {
		cmd_common_options,
		cmd_filter_options,
		cmd_report_options,
	};
	const char *verb = NULL;

	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
		if (in_table(shared[i], name, strlen(name)))
			return "";
	for (int i = 0; cmd_nouns[i] && !verb; i++)
		if (!strcmp(cmd_nouns[i]->name, noun))
			verb = verb_with(cmd_nouns[i]->verbs, name);
	return verb ? verb : verb_with(cmd_generic_verbs, name);
}

static const struct cmd_option *by_letter(const struct cmd_option *table,
					  char letter)
{
	for (; table && table->name; table++)
		if (table->letter == letter)
			return table;
	return NULL;
}

static int find_field(const struct cmd *c, const char *name, size_t length)
{
	char plain[CMD_OPTION_NAME];

	if (!c->verb || !(c->verb->flags & CMD_FIELDS) || !c->kind ||
	    length >= sizeof plain)
		return KAM_NO_FIELD;
	for (size_t i = 0; i < length; i++)
		plain[i] = name[i] == '-' ? '_' : name[i];
	plain[length] = '\0';
	for (int i = 0; i < c->kind->n_fields; i++)
		if (strcmp(c->kind->fields[i].name, plain) == 0)
			return cmd_field_taken(c, i) ? i : KAM_NO_FIELD;
	return KAM_NO_FIELD;
}

int cmd_option_find(struct cmd_match *match, struct cmd_line *line,
		    const struct cmd *c, void *values, const char *name,
		    size_t length)
{
	*match = (struct cmd_match){ .field = KAM_NO_FIELD, .values = values };
	if (c->verb)
		match->option = in_table(c->verb->options, name, length);
	if (match->option)
		return 1;
	match->field = find_field(c, name, length);
	if (match->field == KAM_NO_FIELD && length > 3 &&
	    !strncmp(name, "no-", 3)) {
		int field = find_field(c, name + 3, length - 3);

		match->no = field != KAM_NO_FIELD &&
			    c->kind->fields[field].type == KAM_FLAG;
		if (match->no)
			match->field = field;
	}
	if (match->field != KAM_NO_FIELD)
		return 1;
	match->values = &line->common;
	for (int i = 0; !match->option && cmd_shared_options(c, i); i++)
		match->option =
		    in_table(cmd_shared_options(c, i), name, length);
	return match->option != NULL;
}

int cmd_option_letter(struct cmd_match *match, struct cmd_line *line,
		      const struct cmd *c, void *values, char letter)
{
	*match = (struct cmd_match){ .field = KAM_NO_FIELD, .values = values };
	if (c->verb)
		match->option = by_letter(c->verb->options, letter);
	if (match->option)
		return 1;
	match->values = &line->common;
	for (int i = 0; !match->option && cmd_shared_options(c, i); i++)
		match->option = by_letter(cmd_shared_options(c, i), letter);
	return match->option != NULL;
}

static size_t table_names(const char *names[], size_t n,
			  const struct cmd_option *table)
{
	for (; table && table->name && n < CMD_NAMES; table++)
		names[n++] = table->name;
	return n;
}

/* Whether the verb takes filters and the kind has the column. */
static int is_filtered(const struct cmd *c, const char *name)
{
	return c->verb && (c->verb->flags & CMD_FILTERS) && c->kind &&
	       kam_column_find(c->kind, name) != KAM_COLUMN_NONE;
}

int cmd_option_unknown(const struct cmd *c, const char *text,
		       struct kam_err *err)
{
	const char *names[CMD_NAMES], *near;
	char fields[KAM_COLUMNS][CMD_OPTION_NAME];
	size_t n = table_names(names, 0, c->verb ? c->verb->options : NULL);
	size_t length = strcspn(text, "=");
	char name[CMD_OPTION_NAME] = "";

	for (int i = 0; c->verb && (c->verb->flags & CMD_FIELDS) && c->kind &&
			i < c->kind->n_fields && i < KAM_COLUMNS;
	     i++)
		if (cmd_field_taken(c, i) && n < CMD_NAMES)
			names[n++] = cmd_field_option(fields[i],
						      c->kind->fields[i].name);
	for (int i = 0; cmd_shared_options(c, i); i++)
		n = table_names(names, n, cmd_shared_options(c, i));
	if (length > 2 && length - 2 < sizeof name && text[1] == '-')
		memcpy(name, text + 2, length - 2);
	near = kam_suggest(name, names, n);
	kam_fail(err, KAM_EUSAGE, _("no option '%.*s'"),
		 length > 100 ? 100 : (int)length, text);
	if (is_filtered(c, name))
		kam_hint(err, _("fields filter without dashes: %s=VALUE"),
			 name);
	else if (near)
		kam_hint(err, _("did you mean '--%s'?"), near);
	else if (c->noun)
		kam_hint(err, "kam help %s%s%s",
			 cmd_noun_typed(c, c->noun->name), c->verb ? " " : "",
			 c->verb ? c->verb_name : "");
	else
		kam_hint(err, "kam help%s%s", c->verb ? " " : "",
			 c->verb ? c->verb_name : "");
	return err->code;
}
