/*
 * What is said of mail on stderr: whom it did not reach, and to a person what
 * a call did.
 */
#include "mailing.h"

#include <string.h>

/* Nobody hears of these rows unless somebody is told. */
void cmd_mailing_complain(struct kam_str *out, const struct cmd_person *person,
			  int64_t rows)
{
	if (!person)
		kam_str_printf(out,
			       _("rows without an owner, not mailed: %lld"),
			       (long long)rows);
	else if (person->left)
		kam_str_printf(out,
			       _("'%s' has left and was not written to; their "
				 "rows: %lld"),
			       person->key, (long long)rows);
	else
		kam_str_printf(out,
			       _("'%s' has no mail address, rows not mailed: "
				 "%lld; kam member edit %s --email ADDRESS"),
			       person->key, (long long)rows, person->key);
	kam_str_add_char(out, '\n');
}

/* On stderr, which may be a pipe that nobody reads: with no transaction
   open. 1 where there were any. */
int cmd_mailing_warn(const struct cmd *c, const struct kam_str *complaints)
{
	const char *at = complaints->data;

	for (; *at; at += strcspn(at, "\n") + 1)
		cmd_warn(c, "%.*s", (int)strcspn(at, "\n"), at);
	return complaints->length > 0;
}

/* What was there before, by a call that this one repeats. */
static void tell_before(const struct cmd *c,
			const struct cmd_mailing_done *done)
{
	const char *once = c->globals.once;

	if (done->before)
		cmd_tell(c,
			 once && !strcmp(once, "week")
			     ? _("sent already this week: %lld")
			     : _("sent already today: %lld"),
			 (long long)done->before);
	if (done->dropped)
		cmd_tell(c, _("given up with 'kam mail drop': %lld"),
			 (long long)done->dropped);
}

void cmd_mailing_tell(const struct cmd *c, const struct cmd_mailing_done *done)
{
	tell_before(c, done);
	if (done->aloud && done->shown)
		cmd_tell(c, "%s",
			 _("nothing is sent; '--dry-run | less' shows the "
			   "message itself"));
	else if (!done->sent && !done->queued && !done->shown &&
		 !done->before && !done->dropped && !c->status)
		cmd_tell(c, "%s", _("nothing to send"));
}
