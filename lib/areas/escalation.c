/*
 * Escalation: to whom what is stuck goes next, on both sides.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const struct kam_field escalation_fields[KAM_ESCALATION_FIELDS] = {
	[KAM_ESCALATION_ACCOUNT] = { "account", KAM_REF,
				     KAM_REQUIRED | KAM_LISTED,
				     N_("the account whose matters they are"),
				     .target = "account" },
	[KAM_ESCALATION_LEVEL] = { "level", KAM_INTEGER,
				   KAM_REQUIRED | KAM_LISTED,
				   N_("which step, from 1 up"), .minimum = 1,
				   .maximum = 9 },
	[KAM_ESCALATION_CONTACT] = { "contact", KAM_REF, KAM_LISTED,
				     N_("who decides there for the customer"),
				     .target = "contact" },
	[KAM_ESCALATION_MEMBER] = { "member", KAM_REF, KAM_LISTED,
				    N_("who speaks with them for us"),
				    .target = "member" },
	[KAM_ESCALATION_AFTER] = { "after", KAM_TEXT, KAM_LISTED,
				   N_("what brings it there: no answer in two "
				      "working days") },
	[KAM_ESCALATION_REMARK] = { "remark", KAM_TEXT, 0, N_("remark") },
};
const struct kam_kind kam_escalation_kind = {
	.name = "escalation",
	.prefix = "ESC",
	.help = N_("to whom what is stuck goes next, step by step"),
	.fields = escalation_fields,
	.n_fields = KAM_ESCALATION_FIELDS,
	.title = KAM_ESCALATION_LEVEL,
	.key = KAM_NO_FIELD,
	.account = KAM_ESCALATION_ACCOUNT,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_escalation_check },
};

int kam_escalation_check(struct kam *k, const struct kam_record *before,
			 struct kam_record *after, struct kam_err *err)
{
	(void)k;
	(void)before;
	if (after->values[KAM_ESCALATION_CONTACT].set ||
	    after->values[KAM_ESCALATION_MEMBER].set)
		return 0;
	kam_fail(err, KAM_EINVALID, "%s", _("to whom does it go?"));
	kam_field(err, "contact");
	kam_hint(err, "%s",
		 _("--contact CONTACT of theirs, --member MEMBER of ours, or "
		   "both"));
	return err->code;
}
