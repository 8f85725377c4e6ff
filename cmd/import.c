/*
 * import: records from another system's export.
 */
#include "crud.h"

#include <kam/import.h>
#include <kam/jsonl.h>
#include <kam/utf8.h>
#include <string.h>

struct import {
	const char *layout, *encoding, *timezone;
	int dry_run;
};
static const struct cmd_option import_options[] = {
	{ "as", 0, CMD_TEXT,
	  "jsonl|zoho-accounts|zoho-contacts|zoho-notes|zoho-calls|zoho-tasks",
	  N_("the layout of the file"), CMD_AT(struct import, layout),
	  .required = 1 },
	{ "encoding", 0, CMD_TEXT, N_("NAME"),
	  N_("GB18030 …; else UTF-8 or what the bytes look like"),
	  CMD_AT(struct import, encoding) },
	{ "tz", 0, CMD_TEXT, N_("ZONE"),
	  N_("the zone of its times: Europe/Berlin; else the register's"),
	  CMD_AT(struct import, timezone) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would change"),
	  CMD_AT(struct import, dry_run) },
	{ NULL },
};

static const struct kam_out_column table[] = {
	{ "created", N_("Created"), KAM_FORM_NUMBER },
	{ "updated", N_("Updated"), KAM_FORM_NUMBER },
	{ "unchanged", N_("Unchanged"), KAM_FORM_NUMBER },
	{ "skipped", N_("Skipped"), KAM_FORM_NUMBER },
	{ "errors", N_("Errors"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

static void print_errors(struct kam_out *out, const struct kam_import_result *r)
{
	char count[24];

	snprintf(count, sizeof count, "%zu", r->n_errors);
	kam_out_people(out, r->n_errors ? count : "");
	kam_out_array(out);
	for (size_t i = 0; i < r->n_errors; i++) {
		kam_out_map(out);
		kam_out_key(out, "line");
		kam_out_integer(out, (int64_t)r->errors[i].line);
		kam_out_key(out, "column");
		kam_out_integer(out, (int64_t)r->errors[i].column);
		kam_out_key(out, "message");
		kam_out_text(out, r->errors[i].message);
		kam_out_end(out);
	}
	kam_out_end(out);
}

static int print(struct cmd *c, const struct kam_import_result *r,
		 struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	/* a refused file has done nothing */
	const int64_t counts[] = {
		r->n_errors ? 0 : r->created,
		r->n_errors ? 0 : r->updated,
		r->n_errors ? 0 : r->unchanged,
		r->skipped,
	};
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_record(out, columns, COLUMNS);
	for (size_t i = 0; i < 4; i++) {
		kam_out_key(out, table[i].key);
		kam_out_integer(out, counts[i]);
	}
	kam_out_key(out, "errors");
	print_errors(out, r);
	kam_out_end(out);
	return 0;
}

/* "error: line 3, column 4: …" */
static const char *issue_text(struct cmd *c, const char *what,
			      const struct kam_import_issue *issue)
{
	const char *text =
	    issue->column
		? kam_arena_printf(&c->arena, _("%s: line %zu, column %zu: %s"),
				   what, issue->line, issue->column,
				   issue->message)
		: kam_arena_printf(&c->arena, _("%s: line %zu: %s"), what,
				   issue->line, issue->message);

	return text ? text : issue->message;
}

/* Errors are in the result too, warnings here only. */
static int tell(struct cmd *c, const struct import *v,
		const struct kam_import_result *r, struct kam_err *err)
{
	for (size_t i = 0; i < r->n_errors; i++)
		cmd_say(c, "%s", issue_text(c, _("error"), &r->errors[i]));
	for (size_t i = 0; i < r->n_warnings && !r->n_errors; i++)
		cmd_warn(c, "%s", issue_text(c, _("warning"), &r->warnings[i]));
	if (r->unread && !r->n_errors)
		cmd_warn(c, _("columns that were not read: %s"), r->unread);
	if (r->n_errors) {
		cmd_say(c, "%s", _("nothing was written"));
		c->status = kam_code_exit(KAM_EINVALID);
	} else if (v->dry_run) {
		cmd_say(c, "%s", _("nothing was written: --dry-run"));
	}
	return print(c, r, err);
}

static void hint_layouts(struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;

	for (size_t i = 0; kam_import_layout(i); i++)
		kam_str_printf(&all, ", %s", kam_import_layout(i));
	kam_hint(err, _("one of: jsonl%s"), all.data);
	kam_str_release(&all);
}

static int import(struct cmd *c, void *values, struct kam_err *err)
{
	const struct import *v = values;
	const struct kam_import_options options = {
		.layout = v->layout,
		.encoding = v->encoding,
		.timezone = v->timezone,
	};
	struct kam_import_result *result =
	    kam_arena_alloc(&c->arena, sizeof *result);
	const char *text;
	size_t length;
	int rc = result ? cmd_input(&text, &length, c, c->words[0], err)
			: kam_fail_memory(err);

	if (!rc)
		rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	if (!strcmp(v->layout, "jsonl"))
		rc =
		    kam_jsonl_import(&result->created, c->k, text, length, err);
	else
		rc = kam_import_csv(result, c->k, &c->arena, &options, text,
				    length, err);
	if (!rc && (result->n_errors || v->dry_run))
		kam_operation_cancel(c->k);
	else
		rc = kam_operation_end(c->k, rc, err);
	if (rc == KAM_EUSAGE)
		hint_layouts(err);
	return rc ? rc : tell(c, v, result, err);
}

const struct cmd_verb cmd_word_import = {
	"import",
	import,
	CMD_REGISTER_WRITE | CMD_NO_SCOPE,
	1,
	1,
	import_options,
	sizeof(struct import),
	"FILE --as LAYOUT [--dry-run]",
	N_("read another system's export"),
	"kam import Accounts.csv --as zoho-accounts --dry-run",
};
