/*
 * kam version: what is running.
 */
#include "engine.h"

static int version(struct cmd *c, void *values, struct kam_err *err)
{
	static const struct kam_out_column columns[] = {
		{ "name", "name", KAM_FORM_FIXED },
		{ "version", "version", KAM_FORM_FIXED },
	};
	struct kam_out *out;
	int rc;

	(void)values;
	if (c->globals.format == KAM_FORMAT_TABLE) {
		kam_str_printf(&c->text, "kam %s\n", KAM_VERSION);
		return 0;
	}
	rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	kam_out_record(out, columns, 2);
	kam_out_key(out, "name");
	kam_out_text(out, "kam");
	kam_out_key(out, "version");
	kam_out_text(out, KAM_VERSION);
	kam_out_end(out);
	return 0;
}

const struct cmd_verb cmd_word_version = { "version",
					   version,
					   CMD_NO_SCOPE | CMD_NO_CONFIG,
					   0,
					   0,
					   NULL,
					   0,
					   "",
					   N_("show kam's version"),
					   "kam version --json" };
