/*
 * kam help NOUN VERB: usage, options, an example.
 */
#include "engine.h"

#include <ctype.h>
#include <string.h>

/* "MEMBER", or what a kind is called in another language */
static const char *upper(struct cmd *c, const char *name, const char *tail)
{
	const char *translated = _(name);
	char *out = kam_arena_printf(&c->arena, "%s%s", translated, tail);

	for (char *at = out; translated == name && at && *at; at++)
		*at = *at == '_' ? '-' : (char)toupper((unsigned char)*at);
	c->text.failed |= !out;
	return out ? out : name;
}

static const char *joined(struct cmd *c, const char *const *words)
{
	struct kam_str out = KAM_STR_INIT;
	const char *text;

	for (size_t i = 0; words && words[i]; i++)
		kam_str_printf(&out, "%s%s", i ? "|" : "", words[i]);
	text = kam_arena_strdup(&c->arena, out.data);
	c->text.failed |= !text || out.failed;
	kam_str_release(&out);
	return text ? text : "";
}

static const char *number(struct cmd *c, const struct kam_field *f)
{
	const char *text = NULL;

	if (f->minimum < f->maximum)
		text = kam_arena_printf(&c->arena, "%lld…%lld",
					(long long)f->minimum,
					(long long)f->maximum);
	c->text.failed |= f->minimum < f->maximum && !text;
	return text ? text : "N";
}

const char *cmd_help_argument(struct cmd *c, const struct kam_field *f)
{
	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
		return _("TEXT");
	case KAM_WORD:
		return joined(c, f->words);
	case KAM_INTEGER:
		return number(c, f);
	case KAM_DECIMAL:
		return _("NUMBER");
	case KAM_RATIO:
		return "0.35|35%";
	case KAM_FLAG:
		return "yes|no";
	case KAM_DATE:
		return _("DATE");
	case KAM_INSTANT:
		return _("TIME");
	case KAM_CALENDAR_DURATION:
		return "3d|2w";
	case KAM_WORKING_DURATION:
		return "4h|2d";
	case KAM_MONEY:
		return "1200.50 EUR";
	case KAM_REF:
		return upper(c, f->target, "");
	case KAM_ANY:
		return "ID";
	case KAM_REFS:
		return upper(c, f->target, _("[:ROLE],…"));
	case KAM_TAGS:
		return _("TAG,…");
	case KAM_EVIDENCE:
		return _("FILE");
	}
	return "";
}

static void add_argument(struct kam_str *out, const char *before,
			 const char *argument, const char *after)
{
	kam_str_add(out, before);
	cmd_add_usage(out, argument);
	kam_str_add(out, after);
}

static void add_options(struct kam_str *out, const struct cmd_option *table)
{
	for (; table && table->name; table++) {
		struct kam_str name = KAM_STR_INIT, text = KAM_STR_INIT;

		if (table->letter)
			kam_str_printf(&name, "-%c, ", table->letter);
		kam_str_printf(&name, "--%s", table->name);
		if (table->form == CMD_MAYBE && table->argument)
			add_argument(&name, "[=", table->argument, "]");
		else if (table->argument && table->form != CMD_FLAG)
			add_argument(&name, " ", table->argument, "");
		kam_str_printf(&text, "%s%s", table->help ? _(table->help) : "",
			       table->required ? _(" (required)") : "");
		cmd_help_row(out, name.data, text.data);
		out->failed |= name.failed || text.failed;
		kam_str_release(&name);
		kam_str_release(&text);
	}
}

int cmd_add_meanings(struct kam_str *out, const struct kam_field *f)
{
	struct kam_str all = KAM_STR_INIT;
	int any;

	for (size_t i = 0; f->words && f->words[i]; i++) {
		const char *meaning = kam_gettext_in(f->name, f->words[i]);

		if (meaning != f->words[i])
			kam_str_printf(&all, "%s%s %s", all.length ? ", " : "",
				       f->words[i], meaning);
	}
	any = all.length > 0;
	if (any)
		kam_str_printf(out, _(" (%s)"), all.data);
	out->failed |= all.failed;
	kam_str_release(&all);
	return any;
}

enum { WIDEST = 60 };

static void add_field(struct cmd *c, const struct kam_field *f)
{
	char option[CMD_OPTION_NAME];
	struct kam_str name = KAM_STR_INIT, text = KAM_STR_INIT;
	const int flag = f->type == KAM_FLAG;
	const char *argument = cmd_help_argument(c, f);
	/* words that no line has room for are told behind */
	const int many = f->type == KAM_WORD && strlen(argument) > WIDEST;

	kam_str_printf(&name, "--%s%s%s", cmd_field_option(option, f->name),
		       flag ? "[=" : " ", many ? _("WORD") : argument);
	if (flag)
		kam_str_add_char(&name, ']');
	kam_str_add(&text, f->help ? _(f->help) : "");
	if (f->initial)
		kam_str_printf(&text, _(" (default %s)"), f->initial);
	else if ((f->flags & KAM_REQUIRED) && !c->move &&
		 (c->verb->flags & CMD_SCOPE_FIELDS))
		kam_str_add(&text, _(" (required)"));
	if (!cmd_add_meanings(&text, f) && many)
		kam_str_printf(&text, " [%s]", argument);
	cmd_help_row(&c->text, name.data, text.data);
	c->text.failed |= name.failed || text.failed;
	kam_str_release(&name);
	kam_str_release(&text);
}

static void add_usage(struct cmd *c)
{
	const char *usage = c->verb->usage ? c->verb->usage : "";
	struct kam_str text = KAM_STR_INIT;

	kam_str_printf(&text, "kam %s%s%s",
		       c->noun ? cmd_noun_typed(c, c->noun->name) : "",
		       c->noun ? " " : "", c->verb_name);
	if (*usage) {
		kam_str_add_char(&text, ' ');
		cmd_add_usage(&text, usage);
	}
	if ((c->verb->flags & CMD_FIELDS) && !strstr(usage, "FIELD"))
		kam_str_add(&text, _(" [--FIELD VALUE …]"));
	if ((c->verb->flags & CMD_FILTERS) && !strstr(usage, "FIELD="))
		kam_str_add(&text, _(" [FILTER …]"));
	cmd_help_wrapped(&c->text, text.data, 0, 0);
	c->text.failed |= text.failed;
	kam_str_release(&text);
}

static void add_filters(struct cmd *c)
{
	static const char *const forms[][2] = {
		{ "FIELD=A,B", N_("is one of these; 'FIELD=' is unset") },
		{ "FIELD.ne=A", N_("is not; also .lt .le .gt .ge") },
		{ "FIELD.by=+7d", N_("on or before; also .after") },
		{ "FIELD~TEXT", N_("contains") },
		{ "@NAME", N_("a saved one: kam filter") },
	};

	kam_str_printf(&c->text, "\n%s\n", _("Filters"));
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct kam_str form = KAM_STR_INIT;

		cmd_add_usage(&form, forms[i][0]);
		cmd_help_row(&c->text, form.data, _(forms[i][1]));
		c->text.failed |= form.failed;
		kam_str_release(&form);
	}
}

void cmd_help_verb(struct cmd *c)
{
	const struct cmd_verb *v = c->verb;
	const char *help = c->move && c->move->help ? c->move->help : v->help;

	if (v->flags & CMD_FIELDS)
		cmd_fields_for_help(c);
	add_usage(c);
	if (help)
		kam_str_printf(&c->text, "\n%s\n", _(help));
	if (v->options && v->options->name) {
		kam_str_printf(&c->text, "\n%s\n", _("Options"));
		add_options(&c->text, v->options);
	}
	if ((v->flags & CMD_FIELDS) && c->kind) {
		kam_str_printf(&c->text, "\n%s\n", _("Fields"));
		for (int i = 0; i < c->kind->n_fields; i++)
			if (cmd_field_taken(c, i))
				add_field(c, &c->kind->fields[i]);
	}
	if (v->flags & CMD_FILTERS) {
		add_filters(c);
		kam_str_printf(&c->text, "\n%s\n", _("List options"));
		add_options(&c->text, cmd_filter_options);
	}
	if (v->flags & CMD_REPORT) {
		kam_str_printf(&c->text, "\n%s\n", _("By mail"));
		add_options(&c->text, cmd_report_options);
	}
	kam_str_printf(&c->text, "\n%s\n", _("Common options"));
	add_options(&c->text, cmd_common_options);
	if (v->example)
		kam_str_printf(&c->text, "\n%s\n  %s\n", _("Example"),
			       v->example);
}
