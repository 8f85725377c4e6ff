/*
 * What an import found wrong, and what it wasn't sure of, line by line.
 */
#include "crud.h"

#include <kam/import.h>
#include <string.h>

/* "error: line 3, column 4: …"; an object's code tells programs what it is. */
static const char *issue_text(struct cmd *c, const struct cmd_imported *how,
			      const char *what,
			      const struct kam_import_issue *issue)
{
	const char *text;

	if (how->mail)
		text = kam_arena_printf(&c->arena, _("message %zu: %s"),
					issue->line, issue->message);
	else if (issue->column)
		text = kam_arena_printf(
		    &c->arena, _("line %zu, column %zu: %s"), issue->line,
		    issue->column, issue->message);
	else
		text = kam_arena_printf(&c->arena, _("line %zu: %s"),
					issue->line, issue->message);
	if (text && !c->globals.json)
		text =
		    kam_arena_printf(&c->arena, "%s%s%s", what, _(": "), text);
	return text ? text : issue->message;
}

static void say_more(struct cmd *c, long long n)
{
	if (n > 0)
		cmd_say(c, _("… and %lld more"), n);
}

/* What is wrong with row after row is not said for each. */
static void say_errors(struct cmd *c, const struct cmd_imported *how,
		       const struct kam_import_result *r)
{
	enum { ENOUGH = 3 };
	long long alike = 0, more = 0;

	for (size_t i = 0; i < r->n_errors; i++) {
		const struct kam_import_issue *issue = &r->errors[i];

		if (!i || strcmp(issue->message, issue[-1].message) != 0) {
			say_more(c, more);
			alike = more = 0;
		}
		if (alike++ < ENOUGH)
			cmd_say(c, "%s", issue_text(c, how, _("error"), issue));
		else
			more++;
	}
	say_more(c, more + (long long)r->refused - (long long)r->n_errors);
}

void cmd_import_say(struct cmd *c, const struct cmd_imported *how,
		    const struct kam_import_result *r)
{
	say_errors(c, how, r);
	if (cmd_import_refused(how, r))
		return;
	for (size_t i = 0; i < r->n_warnings; i++)
		cmd_warn(c, "%s",
			 issue_text(c, how, _("warning"), &r->warnings[i]));
	if (r->warned > (int64_t)r->n_warnings)
		cmd_warn(c, _("… and %lld more"),
			 (long long)r->warned - (long long)r->n_warnings);
}
