/*
 * What a mailed report is called: for its reader, and for the outbox, which
 * must know one report from another and one day from the next.
 */
#include "mailing.h"

#include <kam/date.h>
#include <kam/record_io.h>
#include <string.h>

static void add_value(struct kam_str *out, const char *value)
{
	if (*value && !strpbrk(value, " '\"\t"))
		kam_str_add(out, value);
	else
		kam_str_printf(out, "'%s'", value);
}

static void add_named(struct kam_str *out, const char *name, const char *value)
{
	if (!value)
		return;
	kam_str_printf(out, " --%s ", name);
	add_value(out, value);
}

/* One of the verb's own options, where it was given. */
static void add_option(struct kam_str *out, const struct cmd_option *o,
		       const void *values)
{
	const char *at = (const char *)values + o->at;
	const struct cmd_integer *number = (const void *)at;
	const struct cmd_many *many = (const void *)at;

	switch (o->form) {
	case CMD_FLAG:
		if (*(const int *)(const void *)at)
			kam_str_printf(out, " --%s", o->name);
		break;
	case CMD_TEXT:
	case CMD_MAYBE:
		add_named(out, o->name, *(const char *const *)(const void *)at);
		break;
	case CMD_INTEGER:
		if (number->set)
			kam_str_printf(out, " --%s %lld", o->name,
				       (long long)number->value);
		break;
	case CMD_MANY:
		for (size_t i = 0; i < many->n; i++)
			add_named(out, o->name, many->items[i]);
		break;
	}
}

int cmd_mailing_report(const char **out, struct cmd *c, const void *values,
		       struct kam_err *err)
{
	const struct cmd_globals *g = &c->globals;
	const struct cmd_option *o = c->verb->options;
	struct kam_str text = KAM_STR_INIT;
	int rc;

	if (c->noun)
		kam_str_printf(&text, "%s ", c->noun->name);
	kam_str_add(&text, c->verb_name);
	for (size_t i = 0; i < c->n_words; i++) {
		kam_str_add_char(&text, ' ');
		add_value(&text, c->words[i]);
	}
	for (size_t i = 0; i < c->n_filters; i++) {
		kam_str_add_char(&text, ' ');
		add_value(&text, c->filters[i]);
	}
	for (; o && o->name; o++)
		add_option(&text, o, values);
	add_named(&text, "sort", g->sort);
	add_named(&text, "count-by", g->count_by);
	add_named(&text, "fields", g->fields);
	if (g->limit)
		kam_str_printf(&text, " --limit %lld", (long long)g->limit);
	if (g->all)
		kam_str_add(&text, " --all");
	add_named(&text, "account", c->account_key);
	add_named(&text, "project", c->project_key);
	if (g->customer)
		kam_str_add(&text, " --audience customer");
	if (!strcmp(g->mail, "owners"))
		kam_str_add(&text, " --mail owners");
	rc = kam_str_check(&text, err);
	if (!rc)
		*out = kam_arena_strdup(&c->arena, text.data);
	kam_str_release(&text);
	return rc || *out ? rc : kam_fail_memory(err);
}

enum { WEEK_TEXT = 32 };

/* ISO 8601: the week of the year that its Thursday lies in. */
static void format_week(char out[WEEK_TEXT], int32_t today)
{
	int32_t thursday =
	    today - (int32_t)kam_date_weekday(today) + KAM_THURSDAY;
	int year, month, day;

	kam_date_split(thursday, &year, &month, &day);
	(void)snprintf(out, WEEK_TEXT, "%04d-W%02d", year,
		       (int)(thursday - kam_date_of(year, 1, 1)) / 7 + 1);
}

int cmd_mailing_period(const char **out, struct cmd *c, int64_t number,
		       struct kam_err *err)
{
	char text[WEEK_TEXT];

	if (!c->globals.once) {
		kam_instant_format(text, c->now);
		*out = kam_arena_printf(&c->arena, "%s#%lld", text,
					(long long)number);
	} else {
		if (!strcmp(c->globals.once, "week"))
			format_week(text, kam_today(c->k));
		else
			kam_date_format(text, kam_today(c->k));
		*out = kam_arena_strdup(&c->arena, text);
	}
	return *out ? 0 : kam_fail_memory(err);
}

static const char *title_of(const struct cmd *c)
{
	if (c->title)
		return c->title;
	return c->kind ? _(c->kind->help) : _(c->verb->help);
}

int cmd_mailing_subject(const char **out, struct cmd *c, int64_t rows,
			struct kam_err *err)
{
	const char *scope = c->project_key ? c->project_key : c->account_key;
	struct kam_str text = KAM_STR_INIT;
	int rc;

	if (c->globals.subject) {
		*out = c->globals.subject;
		return kam_header_check("Subject", *out, err);
	}
	kam_str_add(&text, title_of(c));
	/* as a sentence begins */
	if (text.data[0] >= 'a' && text.data[0] <= 'z')
		text.data[0] = (char)(text.data[0] - 'a' + 'A');
	if (scope)
		kam_str_printf(&text, ": %s", scope);
	if (rows >= 0)
		kam_str_printf(&text, " (%lld)", (long long)rows);
	rc = kam_str_check(&text, err);
	if (!rc)
		*out = kam_arena_strdup(&c->arena, text.data);
	kam_str_release(&text);
	return rc || *out ? rc : kam_fail_memory(err);
}

int cmd_mailing_foot(const char **out, struct cmd *c, const char *head,
		     struct kam_err *err)
{
	const struct kam_mailbox *from = c->mailing->from;
	char now[KAM_INSTANT_TEXT], local[KAM_LOCAL_TEXT];
	struct kam_str text = KAM_STR_INIT;
	int rc;

	kam_instant_format(now, c->now);
	kam_local_time(local, c->k, now);
	kam_str_printf(&text, "%s\n",
		       strcmp(c->globals.mail, "owners") != 0
			   ? _("kam keeps what was promised to customers, and "
			       "sends you this report.")
			   : _("kam keeps what was promised to customers, and "
			       "sends you what is yours."));
	if (from->name)
		kam_str_printf(&text, _("Answers go to %s <%s>."), from->name,
			       from->address);
	else
		kam_str_printf(&text, _("Answers go to %s."), from->address);
	kam_str_add_char(&text, '\n');
	if (*head)
		kam_str_printf(&text, _("As of %s; reference %.8s"), local,
			       head);
	else
		kam_str_printf(&text, _("As of %s"), local);
	rc = kam_str_check(&text, err);
	if (!rc)
		*out = kam_arena_strdup(&c->arena, text.data);
	kam_str_release(&text);
	return rc || *out ? rc : kam_fail_memory(err);
}
