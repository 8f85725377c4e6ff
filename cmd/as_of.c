/*
 * --as-of: the register as it was, for every command that reads.
 */
#include "engine.h"
#include "mailing.h"

#include <kam/past.h>

/* Some verbs that may write are asked what there is, too: they are let through,
   and the register refuses what they would change. */
int cmd_as_of_check(const struct cmd *c, struct kam_err *err)
{
	const unsigned flags = c->verb->flags;
	const int reads = flags & (CMD_REGISTER_READ | CMD_REGISTER_MAYBE);

	if (c->globals.mail)
		return cmd_usage(c, err, "%s",
				 _("--as-of and --mail exclude each other"));
	if (reads || (flags & CMD_REGISTER_WRITE && flags & CMD_REPORT))
		return 0;
	kam_fail(err, KAM_EUSAGE, "%s",
		 _("--as-of is for commands that read the register"));
	kam_hint(err, "%s",
		 _("'kam NOUN list', 'show', 'kam due', 'kam export' take it"));
	return err->code;
}

int cmd_as_of(struct cmd *c, struct kam_err *err)
{
	struct kam_moment moment;
	int rc = kam_moment_read(&moment, c->k, c->globals.as_of, err);

	if (!rc)
		rc = kam_past_open(&c->k, &moment, err);
	if (rc)
		return rc;
	c->now = kam_now(c->k);
	/* with the fields that it had then */
	return cmd_use_catalogue(c, err);
}
