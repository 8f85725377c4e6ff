/*
 * What was done although its command fails: a script that tries again must not
 * do it twice.
 */
#include "engine.h"

#include <inttypes.h>
#include <stdio.h>

/* "REQ-7 and 3 more" */
static void add_written(struct kam_str *out, const struct kam_written *w)
{
	kam_str_printf(out, "%s-%" PRId64, w->prefix, w->record);
	if (w->others)
		kam_str_printf(out, _(" and %" PRId64 " more"), w->others);
}

/* Where more than the output failed, what to do is the verb's own to say. */
static void add_hint(struct kam_err *err, const struct kam_written *w,
		     int unsaid)
{
	if (!unsaid && w->operation)
		kam_hint(err, "%s", _("'kam log' shows what was done"));
	else if (unsaid && w->prefix)
		kam_hint(err,
			 _("do not run it again: 'kam log %s-%" PRId64
			   "' shows what was done"),
			 w->prefix, w->record);
	else if (unsaid)
		kam_hint(err, "%s", _("do not run it again"));
}

int cmd_fail_done(const struct cmd *c, int unsaid, struct kam_err *err)
{
	const struct kam_written *w = &c->written;
	struct kam_err failed = *err;
	struct kam_str what = KAM_STR_INIT;
	enum kam_code code = err->code;

	if (!w->operation && !c->finished && !(unsaid && w->more))
		return code;
	if (unsaid && code == KAM_EIO)
		code = KAM_EUNSAID;
	kam_err_reset(err);
	if (w->operation && w->prefix)
		add_written(&what, w);
	if (what.length && !what.failed)
		kam_fail(
		    err, code,
		    _("%s; written all the same, as operation %" PRId64 ": %s"),
		    failed.message, w->operation, what.data);
	else
		kam_fail(err, code, _("%s; it was done all the same"),
			 failed.message);
	kam_field(err, failed.field);
	if (*failed.hint)
		kam_hint(err, "%s", failed.hint);
	add_hint(err, w, unsaid);
	kam_str_release(&what);
	return code;
}
