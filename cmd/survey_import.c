/*
 * survey import: answers that another tool collected.
 */
#include "survey.h"

#include <kam/areas.h>
#include <kam/survey_import.h>
#include <unistd.h>

#define IMPORT(member) CMD_AT(struct cmd_survey_import, member)

const struct cmd_option cmd_survey_import_options[] = {
	{ "map", 0, CMD_MANY, N_("COLUMN=LABEL"),
	  N_("the file's COLUMN is score, comment, email, contact, name, date, "
	     "asked, account, project, touchpoint or id (none: left out); or "
	     "'COLUMN:VALUE=VALUE', what a cell is read as: 5 for 'very good'"),
	  IMPORT(maps) },
	{ "skip-bad", 0, CMD_TEXT, N_("FILE"),
	  N_("put the bad rows into FILE and take the others; exit 65"),
	  IMPORT(skip_bad) },
	{ "encoding", 0, CMD_TEXT, N_("ENCODING"),
	  N_("LATIN1 …; else UTF-8 or what the bytes look like"),
	  IMPORT(encoding) },
	{ "tz", 0, CMD_TEXT, N_("ZONE"),
	  N_("the zone of its times: Europe/Berlin; else the register's"),
	  IMPORT(timezone) },
	{ "dates", 0, CMD_TEXT, "mdy|dmy",
	  N_("what 1/5/2026 is; else what the file's other dates show"),
	  IMPORT(dates) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would change"),
	  IMPORT(dry_run) },
	{ NULL },
};

static int read_file(struct kam_import_result *result, struct cmd *c,
		     const void *context, struct cmd_bad_rows *bad,
		     const struct kam_input *input, struct kam_err *err)
{
	const struct cmd_survey_import *v = context;
	const struct kam_import_options options = {
		.encoding = v->encoding,
		.timezone = v->timezone,
		.dates = v->dates,
		.maps = v->maps.items,
		.n_maps = v->maps.n,
		.bad = v->skip_bad ? cmd_bad_keep : NULL,
		.context = bad,
	};
	struct kam_record *survey;
	int rc = cmd_load(&survey, c, c->kind, c->words[0], err);

	return rc ? rc
		  : kam_survey_import(result, c->k, &c->arena, survey, &options,
				      input, err);
}

int cmd_survey_import(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_survey_import *v = values;
	const struct cmd_imported how = {
		.dry_run = v->dry_run,
		.skip_bad = v->skip_bad,
		.encoding = v->encoding,
		.unread = N_("columns that were not read"),
		.otherwise =
		    N_("--skip-bad FILE puts the bad rows into FILE and takes "
		       "the others; --map 'COLUMN:VALUE=VALUE' reads a cell as "
		       "something else"),
	};
	int fd, rc = cmd_input_open(&fd, c->words[1], err);

	if (rc)
		return rc;
	rc = cmd_import_file(c, fd, &how, read_file, v, err);
	(void)close(fd);
	return rc;
}
