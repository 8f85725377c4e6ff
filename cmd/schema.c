/*
 * schema: what --json promises.
 */
#include "crud.h"
#include "engine.h"

#include <kam/json_schema.h>

static int schema(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_kind *kind = NULL;

	(void)values;
	cmd_fields_for_help(c);
	if (c->n_words) {
		kind = kam_kind_named(c->catalogue, c->words[0]);
		if (!kind) {
			kam_fail(err, KAM_EUSAGE, _("no noun '%s'"),
				 c->words[0]);
			kam_hint(err, "%s", _("'kam help' lists them"));
			return err->code;
		}
		kam_schema_kind(&c->text, kind, c->catalogue);
	} else {
		kam_schema_all(&c->text, c->catalogue);
	}
	return kam_str_check(&c->text, err);
}

const struct cmd_verb cmd_word_schema = {
	"schema",
	schema,
	CMD_NO_CONFIG,
	0,
	1,
	NULL,
	0,
	"[NOUN]",
	N_("JSON Schema of what --json prints"),
	"kam schema req",
};
