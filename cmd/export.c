/*
 * export: the whole register, or the records of a list, for kam and for other
 * systems.
 */
#include "crud.h"

#include <kam/export.h>
#include <kam/import.h>
#include <kam/jsonl.h>
#include <string.h>

struct export
{
	const char *layout, *encoding, *timezone;
	const char *person;
	int hash;
};
static const struct cmd_option export_options[] = {
	{ "as", 0, CMD_TEXT, N_("LAYOUT"),
	  N_("jsonl, everything, where none is given; csv, one NOUN; "
	     "zoho-accounts, zoho-contacts, zoho-notes, zoho-calls, "
	     "zoho-tasks; fxiaoke-accounts, fxiaoke-contacts, "
	     "fxiaoke-activities; doorstop"),
	  CMD_AT(struct export, layout) },
	{ "encoding", 0, CMD_TEXT, N_("ENCODING"),
	  N_("other than what the layout's system expects"),
	  CMD_AT(struct export, encoding) },
	{ "tz", 0, CMD_TEXT, N_("ZONE"),
	  N_("the zone of its times: Europe/Berlin; else the register's"),
	  CMD_AT(struct export, timezone) },
	{ "hash", 0, CMD_FLAG, NULL,
	  N_("only a SHA-256 of it all: equal registers have the same"),
	  CMD_AT(struct export, hash) },
	{ "person", 0, CMD_TEXT, N_("CONTACT"),
	  N_("all that is held about them, as JSON or --format md"),
	  CMD_AT(struct export, person) },
	{ NULL },
};

static int print_hash(struct cmd *c, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "records", N_("Records"), KAM_FORM_NUMBER },
		{ "sha256", N_("SHA-256"), KAM_FORM_FIXED },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 2);
	char hash[KAM_EXPORT_HASH];
	struct kam_out *out;
	int64_t records;
	int rc = columns ? kam_export_hash(hash, &records, c->k, err)
			 : kam_fail_memory(err);

	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	kam_out_record(out, columns, 2);
	kam_out_key(out, "records");
	kam_out_integer(out, records);
	kam_out_key(out, "sha256");
	kam_out_text(out, hash);
	kam_out_end(out);
	return 0;
}

/* NOUN, or what the layout is of. */
static int choose_kind(struct cmd *c, const struct export *v,
		       struct kam_err *err)
{
	const char *word = c->n_words ? c->words[0] : NULL;
	const struct kam_kind *kind =
	    v->layout ? kam_import_kind(v->layout) : NULL;

	if (!word) {
		c->kind = kind;
	} else {
		c->kind = kam_kind_named(c->catalogue, word);
		if (!c->kind)
			return kam_fail(err, KAM_EUSAGE, _("no noun '%s'"),
					word);
	}
	if (kind && !kam_kind_is(kind, c->kind))
		return cmd_usage(c, err, _("%s is of %s"), v->layout,
				 _(kind->help));
	if (!c->kind && v->layout && !strcmp(v->layout, "csv"))
		return cmd_usage(c, err, "%s",
				 _("csv is of one noun: kam export req --as "
				   "csv"));
	/* the whole is the whole, whatever account is in use */
	if (!c->kind && (c->n_filters || c->globals.sort || c->globals.limit ||
			 c->globals.account || c->globals.project))
		return cmd_usage(c, err, "%s",
				 _("filters need a noun: kam export req …"));
	return 0;
}

static void warn_unsaid(struct cmd *c, const struct export *v,
			const struct kam_export_result *r)
{
	if (r->unsaid)
		cmd_warn(c,
			 _("left out, as %s has no place for them: %lld, "
			   "such as %s"),
			 v->layout, (long long)r->unsaid, r->example);
}

static int print_csv(struct cmd *c, const struct export *v, struct kam_query *q,
		     struct kam_err *err)
{
	const struct kam_export_options options = {
		.layout = v->layout,
		.timezone = v->timezone,
	};
	struct kam_export_result result;
	const char *encoding;
	struct kam_out *out;
	int rc;

	c->globals.format = KAM_FORMAT_CSV;
	c->globals.csv_raw |= strcmp(v->layout, "csv") != 0;
	rc = cmd_out(c, &out, err);
	if (!rc)
		rc = kam_export_csv(&result, out, c->k, q, c->kind, &c->arena,
				    &options, err);
	if (rc)
		return rc;
	encoding = v->encoding ? v->encoding : result.encoding;
	kam_out_encode(out, encoding, 1);
	warn_unsaid(c, v, &result);
	return 0;
}

static int print_lines(struct cmd *c, struct kam_query *q, struct kam_err *err)
{
	struct kam_out *out;
	int rc = cmd_out(c, &out, err);

	if (rc || !q)
		return rc ? rc : kam_jsonl_export(out, c->k, err);
	kam_out_list(out, NULL, 0);
	rc = kam_jsonl_export_query(out, c->k, q, c->kind, err);
	kam_out_end(out);
	return rc;
}

static int export(struct cmd *c, void *values, struct kam_err *err)
{
	const struct export *v = values;
	int lines = !v->layout || !strcmp(v->layout, "jsonl");
	struct kam_query *q = NULL;
	int rc;

	if (v->hash)
		return print_hash(c, err);
	if (v->person)
		return cmd_export_person(c, v->person, err);
	if (c->globals.count_by)
		return cmd_usage(c, err, "%s",
				 _("'kam NOUN list --count-by' counts"));
	if (c->globals.fields)
		return cmd_usage(c, err, "%s",
				 _("an export has all fields; 'kam NOUN list' "
				   "chooses"));
	if (!lines && c->globals.json)
		return cmd_usage(c, err, _("%s is a format of its own"),
				 v->layout);
	if (lines && v->encoding)
		return cmd_usage(c, err, "%s", _("JSON is UTF-8"));
	rc = choose_kind(c, v, err);
	/* an export that hides what is closed would lose it; a filter on the
	   status still says which */
	c->globals.all = 1;
	if (lines && c->globals.format != KAM_FORMAT_JSON)
		c->globals.format = KAM_FORMAT_JSONL;
	if (!rc && c->kind)
		rc = cmd_query(&q, c, err);
	if (!rc)
		rc = lines ? print_lines(c, q, err) : print_csv(c, v, q, err);
	kam_query_release(q);
	return rc;
}

const struct cmd_verb cmd_word_export = {
	"export",
	export,
	CMD_REGISTER_READ | CMD_FILTERS,
	0,
	1,
	export_options,
	sizeof(struct export),
	"[NOUN] [--as LAYOUT] [FIELD=VALUE …]",
	N_("every record, or a noun's, for kam import and other systems"),
	"kam export req status=agreed --as csv",
};
