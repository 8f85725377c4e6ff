/*
 * export: the whole register as lines of JSON.
 */
#include "crud.h"

#include <kam/jsonl.h>

static int export(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_out *out;
	int rc;

	(void)values;
	if (c->globals.fields)
		return cmd_usage(c, err, "%s",
				 _("an export has all fields; 'kam NOUN list' "
				   "chooses"));
	if (c->globals.format != KAM_FORMAT_JSON)
		c->globals.format = KAM_FORMAT_JSONL;
	rc = cmd_out(c, &out, err);
	return rc ? rc : kam_jsonl_export(out, c->k, err);
}

const struct cmd_verb cmd_word_export = {
	"export",
	export,
	CMD_REGISTER_READ | CMD_NO_SCOPE,
	0,
	0,
	NULL,
	0,
	"",
	N_("every record, a line of JSON each; import --as jsonl reads it"),
	"kam export",
};
