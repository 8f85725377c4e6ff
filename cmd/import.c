/*
 * import: records from another system's export.
 */
#include "crud.h"

#include <kam/import.h>
#include <kam/jsonl.h>
#include <kam/utf8.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct import {
	const char *layout, *kind, *encoding, *timezone, *dates, *match,
	    *skip_bad;
	struct cmd_many maps;
	int dry_run;
};
static const struct cmd_option import_options[] = {
	{ "as", 0, CMD_TEXT, N_("LAYOUT"),
	  N_("what the file is: jsonl and csv, kam's own; zoho-accounts, "
	     "zoho-contacts, zoho-notes, zoho-calls, zoho-tasks; "
	     "fxiaoke-accounts (客户), fxiaoke-contacts (联系人), "
	     "fxiaoke-activities (销售记录); doorstop"),
	  CMD_AT(struct import, layout) },
	{ "kind", 0, CMD_TEXT, N_("NOUN"),
	  N_("with csv: what its rows are, as in kam NOUN list"),
	  CMD_AT(struct import, kind) },
	{ "map", 0, CMD_MANY, N_("COLUMN=LABEL"),
	  N_("the file's COLUMN is the layout's LABEL (none: left out); or "
	     "'COLUMN:VALUE=VALUE', what a cell is read as: ACC-3 for a name "
	     "that several have"),
	  CMD_AT(struct import, maps) },
	{ "match", 0, CMD_TEXT, N_("FIELD"),
	  N_("rows whose source isn't known are the records with the same "
	     "FIELD"),
	  CMD_AT(struct import, match) },
	{ "skip-bad", 0, CMD_TEXT, N_("FILE"),
	  N_("put the bad rows into FILE and take the others; exit 65"),
	  CMD_AT(struct import, skip_bad) },
	{ "encoding", 0, CMD_TEXT, N_("ENCODING"),
	  N_("GB18030 …; else UTF-8 or what the bytes look like"),
	  CMD_AT(struct import, encoding) },
	{ "tz", 0, CMD_TEXT, N_("ZONE"),
	  N_("the zone of its times: Europe/Berlin; else the register's"),
	  CMD_AT(struct import, timezone) },
	{ "dates", 0, CMD_TEXT, "mdy|dmy",
	  N_("what 1/5/2026 is; else what the file's other dates show"),
	  CMD_AT(struct import, dates) },
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

	snprintf(count, sizeof count, "%lld", (long long)r->refused);
	kam_out_people(out, r->refused ? count : "");
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

/* A refused file has done nothing. */
int cmd_import_refused(const struct cmd_imported *how,
		       const struct kam_import_result *r)
{
	return r->refused && !how->mail && (!how->skip_bad || r->broken);
}

static int print(struct cmd *c, const struct cmd_imported *how,
		 const struct kam_import_result *r, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	int none = cmd_import_refused(how, r);
	const int64_t counts[] = {
		none ? 0 : r->created,
		none ? 0 : r->updated,
		none ? 0 : r->unchanged,
		none ? 0 : r->skipped,
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

static void hint(struct cmd *c, const struct cmd_imported *how,
		 const struct kam_import_result *r, int none)
{
	if (none && !r->broken && how->otherwise)
		cmd_say(c, _("hint: %s"), _(how->otherwise));
	else if (none && r->broken)
		cmd_say(
		    c, "%s",
		    _("hint: the file ends in what is no CSV: mend it there, "
		      "or export it anew"));
	if (!none && r->duplicates && how->matches)
		cmd_say(
		    c, "%s",
		    _("hint: likely duplicates became records of their own; "
		      "--match FIELD (name, email …) would have "
		      "taken such rows as the record that is there"));
}

/* Errors are in the result too, warnings here only. */
int cmd_import_tell(struct cmd *c, const struct cmd_imported *how,
		    const struct kam_import_result *r, struct kam_err *err)
{
	int none = cmd_import_refused(how, r);

	cmd_import_say(c, how, r);
	if (r->unread && !none)
		cmd_warn(c, "%s%s%s", _(how->unread), _(": "), r->unread);
	if (r->encoding && strcasecmp(r->encoding, "UTF-8") != 0 &&
	    !how->encoding)
		cmd_say(c, _("read as %s"), r->encoding);
	if (r->refused)
		c->status = kam_code_exit(KAM_EINVALID);
	if (none || how->dry_run)
		cmd_say(c, "%s",
			none ? _("nothing was written")
			     : _("nothing was written: --dry-run"));
	else if (r->refused && how->skip_bad)
		cmd_say(c, _("left out, and kept in '%s': %lld"), how->skip_bad,
			(long long)r->skipped);
	if (r->members && !none)
		cmd_say(c,
			_("colleagues whom the file names and the register "
			  "hadn't: %lld, now members: %s%s"),
			(long long)r->members, r->named,
			r->members > 5 ? " …" : "");
	hint(c, how, r, none);
	return print(c, how, r, err);
}

static void hint_layouts(struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;

	for (size_t i = 0; kam_import_layout(i); i++)
		kam_str_printf(&all, ", %s", kam_import_layout(i));
	kam_hint(err, _("one of: jsonl, csv%s"), all.data);
	kam_str_release(&all);
}

static int read_file(struct kam_import_result *result, struct cmd *c,
		     const void *context, struct cmd_bad_rows *bad,
		     const struct kam_input *input, struct kam_err *err)
{
	const struct import *v = context;
	const struct kam_import_options options = {
		.layout = v->layout,
		.kind = v->kind,
		.encoding = v->encoding,
		.timezone = v->timezone,
		.dates = v->dates,
		.match = v->match,
		.maps = v->maps.items,
		.n_maps = v->maps.n,
		.account = c->account,
		.project = c->project,
		.bad = v->skip_bad ? cmd_bad_keep : NULL,
		.context = bad,
	};

	if (!strcmp(v->layout, "jsonl"))
		return kam_jsonl_import(&result->created, c->k, input, err);
	return kam_import_csv(result, c->k, &c->arena, &options, input, err);
}

/* The bad rows are safe on the disk before the others are committed. */
static int run(struct kam_import_result *result, int *written, struct cmd *c,
	       const struct cmd_imported *how, int fd, cmd_import_read read,
	       const void *context, struct kam_err *err)
{
	struct cmd_bad_rows bad = { .file.path = NULL };
	struct kam_file_input file;
	struct kam_input input = kam_input_file(&file, fd);
	int rc = 0, none;

	if (how->skip_bad)
		rc = cmd_outfile_open(&bad.file, how->skip_bad, err);
	if (!rc)
		rc = kam_operation_begin(c->k, err);
	if (rc)
		goto out;
	rc = read(result, c, context, &bad, &input, err);
	none = rc || cmd_import_refused(how, result) || how->dry_run;
	if (!none && bad.begun)
		rc = cmd_outfile_sync(&bad.file, err);
	if (none && !rc)
		kam_operation_cancel(c->k);
	else
		rc = kam_operation_end(c->k, rc, err);
	*written = !rc && !none && result->created + result->updated > 0;
	if (!rc && !none && bad.begun)
		rc = cmd_outfile_commit(&bad.file, err);
out:
	cmd_outfile_release(&bad.file);
	return rc;
}

/* Whether a file has more than so many lines after its first. */
static int has_lines(int fd, size_t most)
{
	char piece[16384];
	size_t lines = 0;
	off_t at = 0;
	ssize_t n;

	while (lines <= most + 1 &&
	       (n = pread(fd, piece, sizeof piece, at)) > 0) {
		for (ssize_t i = 0; i < n; i++)
			lines += piece[i] == '\n';
		at += n;
	}
	return lines > most + 1;
}

/* Before anything is done: a layout that there isn't, or none. */
static int check_layout(struct cmd *c, const struct import *v, int fd,
			struct kam_err *err)
{
	struct kam_file_input file;
	struct kam_input input = kam_input_file(&file, fd);
	const char *fits;

	if (v->layout && !strcmp(v->layout, "jsonl") &&
	    (v->skip_bad || v->match || v->maps.n))
		return cmd_usage(c, err, "%s",
				 _("--skip-bad, --match and --map are for "
				   "CSV"));
	if (v->layout &&
	    (!strcmp(v->layout, "jsonl") || !strcmp(v->layout, "csv") ||
	     kam_import_kind(v->layout)))
		return 0;
	if (v->layout)
		kam_fail(err, KAM_EUSAGE, _("no layout '%s'"), v->layout);
	else
		kam_fail(err, KAM_EUSAGE, "%s",
			 _("--as LAYOUT is missing: what the file is"));
	fits = kam_import_fits(&input, v->encoding);
	if (fits)
		kam_hint(err, _("it looks like --as %s"), fits);
	else
		hint_layouts(err);
	return err->code;
}

int cmd_import_file(struct cmd *c, int fd, const struct cmd_imported *how,
		    cmd_import_read read, const void *context,
		    struct kam_err *err)
{
	struct kam_import_result *result =
	    kam_arena_alloc(&c->arena, sizeof *result);
	struct kam_backup backup = { .path = NULL };
	int written = 0, rc = 0;

	if (!result)
		return kam_fail_memory(err);
	if (!how->dry_run && has_lines(fd, CMD_IMPORT_SMALL))
		rc = cmd_backup_automatic(&backup, c, "import", err);
	if (!rc)
		rc = run(result, &written, c, how, fd, read, context, err);
	rc = cmd_backup_settle(c, &backup, written, rc, err);
	return rc ? rc : cmd_import_tell(c, how, result, err);
}

static int import(struct cmd *c, void *values, struct kam_err *err)
{
	const struct import *v = values;
	const struct cmd_imported how = {
		.dry_run = v->dry_run,
		.skip_bad = v->skip_bad,
		.encoding = v->encoding,
		.unread = N_("columns that were not read"),
		.otherwise =
		    v->layout && !strcmp(v->layout, "jsonl")
			? NULL
			: N_("--skip-bad FILE puts the bad rows into FILE and "
			     "takes the others; --map 'COLUMN:VALUE=VALUE' "
			     "reads a cell as something else"),
		.matches = !v->match,
	};
	int fd, rc = cmd_input_open(&fd, c->words[0], err);

	if (rc)
		return rc;
	rc = check_layout(c, v, fd, err);
	if (!rc)
		rc = cmd_import_file(c, fd, &how, read_file, v, err);
	(void)close(fd);
	return rc;
}

const struct cmd_verb cmd_word_import = {
	"import",
	import,
	CMD_REGISTER_WRITE,
	1,
	1,
	import_options,
	sizeof(struct import),
	"FILE|- --as LAYOUT [--dry-run]",
	N_("read another system's export, or kam's own"),
	"kam import Accounts.csv --as zoho-accounts --dry-run",
};
