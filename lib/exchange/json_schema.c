#include "exchange/json_schema.h"

#include <kam/json.h>
#include <kam/json_schema.h>
#include <string.h>

static void add_quoted(struct kam_str *out, const char *text)
{
	kam_json_quote(out, text, strlen(text));
}

static void add_own(struct kam_str *out, const struct kam_kind *kind,
		    int column)
{
	switch (column) {
	case KAM_COLUMN_ID:
		kam_str_add(out, "\"type\":\"string\",");
		kam_schema_id_pattern(out, kind);
		break;
	case KAM_COLUMN_STATUS:
		kam_str_add(out, "\"enum\":[");
		for (int i = 0; i < kind->n_states; i++)
			kam_str_printf(out, "%s\"%s\"", i ? "," : "",
				       kind->states[i].name);
		kam_str_add(out, "]");
		break;
	case KAM_COLUMN_VERSION:
		kam_str_add(out, "\"type\":\"integer\",\"minimum\":1");
		break;
	case KAM_COLUMN_SOURCE:
		kam_str_add(out, "\"type\":[\"string\",\"null\"]");
		break;
	default:
		kam_str_add(out,
			    "\"type\":\"string\",\"format\":\"date-time\"");
	}
}

/* The object without its braces, so that $schema may go in front. */
static void add_kind(struct kam_str *out, const struct kam_kind *kind,
		     const struct kam_catalogue *catalogue)
{
	int columns[KAM_COLUMNS], n = kam_columns_all(columns, kind);

	kam_str_printf(out, "\"title\":\"%s\",\"description\":", kind->name);
	add_quoted(out, kind->help);
	kam_str_add(out, ",\"type\":\"object\",\"properties\":{");
	for (int i = 0; i < n; i++) {
		kam_str_printf(out, "%s\"%s\":{", i ? "," : "",
			       kam_column_name(kind, columns[i]));
		if (columns[i] >= 0) {
			kam_schema_field(out, &kind->fields[columns[i]],
					 catalogue);
			kam_str_add(out, ",\"description\":");
			add_quoted(out, kind->fields[columns[i]].help);
		} else {
			add_own(out, kind, columns[i]);
		}
		kam_str_add_char(out, '}');
	}
	kam_str_add(out, "},\"required\":[");
	for (int i = 0; i < n; i++)
		kam_str_printf(out, "%s\"%s\"", i ? "," : "",
			       kam_column_name(kind, columns[i]));
	kam_str_add(out, "],\"additionalProperties\":false");
}

static const char draft[] =
    "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",";

void kam_schema_kind(struct kam_str *out, const struct kam_kind *kind,
		     const struct kam_catalogue *catalogue)
{
	kam_str_printf(out, "{%s", draft);
	add_kind(out, kind, catalogue);
	kam_str_add(out, "}\n");
}

/*
 * Results that are no records: "key:type", where type is a letter: s text,
 * i integer, b flag, d day, t moment, a array of texts, e an import's errors,
 * c a log's changes, w a wording's, g what a cover lacks, o an occurrence, k
 * the kinds of a status, v any value, as the field has it; in capitals it may
 * be null.
 */
static const struct {
	const char *name, *help;
	const char *members[14];
} results[] = {
	{ "error",
	  "an error, on standard error",
	  { "code:s", "message:s", "hint:S", "field:S" } },
	{ "due_line",
	  "a line of due and feedback due",
	  { "id:s", "kind:s", "account:S", "project:S", "contact:S", "what:s",
	    "owner:S", "due:d", "days_late:i", "working_days_late:i",
	    "severity:S" } },
	{ "import_result",
	  "what an import did",
	  { "created:i", "updated:i", "unchanged:i", "skipped:i",
	    "errors:e" } },
	{ "fsck",
	  "the proof of a register",
	  { "ok:b", "operations:I", "changes:I", "records:I", "head:S",
	    "findings:a" } },
	{ "log_operation",
	  "an operation of the journal",
	  { "operation:i", "at:t", "actor:s", "command:s", "changes:c" } },
	{ "history_change",
	  "a change of one record",
	  { "operation:i", "at:t", "actor:s", "field:s", "before:v",
	    "after:v" } },
	{ "held",
	  "what export --person gives",
	  { "asked:t", "id:s", "person:v", "references:v", "mentions:v",
	    "journal:v" } },
	{ "forgotten",
	  "what forget erased of a kind",
	  { "kind:s", "records:i", "values:i", "changes:i", "ids:a" } },
	{ "count", "a line of --count-by", { "value:S", "count:i" } },
	{ "setting_value",
	  "a setting of the register",
	  { "name:s", "value:s", "default:s", "help:s" } },
	{ "risk_score",
	  "a line of risk score",
	  { "id:s", "title:s", "type:s", "status:s", "account:s", "project:S",
	    "owner:S", "probability:I", "impact:I", "score:I", "level:S",
	    "on:D", "by:S" } },
	{ "trace_row",
	  "a line of trace",
	  { "id:s", "way:s", "relation:S", "title:S", "status:S", "note:S",
	    "kind:s", "closed:b", "suspect:b", "seen:S", "depth:i", "parent:S",
	    "link:S" } },
	{ "impact_row",
	  "a line of impact",
	  { "id:s", "effect:s", "agreed:b", "relation:s", "via:s", "title:S",
	    "status:S", "kind:s", "depth:i", "link:S" } },
	{ "suspect_link",
	  "a link to a wording that has changed",
	  { "id:s", "relation:s", "to:s", "changes:w", "at:T", "by:S",
	    "title:S", "to_title:S", "status:S", "link:s" } },
	{ "trace_gap",
	  "a line of trace --gaps",
	  { "id:s", "title:s", "status:S", "coverage:s", "missing:g",
	    "orphaned:b", "covered_by:a", "account:S", "project:S" } },
	{ "matrix_cell",
	  "what trace --matrix has under a kind, in an array",
	  { "id:s", "way:s", "relation:s", "depth:i", "suspect:b" } },
	{ "delivery",
	  "what feedback give and skip did",
	  { "given:o", "next:O", "missed:i" } },
	{ "register",
	  "a register that was made",
	  { "register:s", "timezone:s" } },
	{ "status",
	  "where the register stands",
	  { "register:s", "timezone:s", "account:S", "project:S", "kinds:k" } },
};

/* Of objects that are described under a name of their own. */
static void add_array(struct kam_str *out, const char *name)
{
	kam_str_printf(out,
		       "\"type\":\"array\",\"items\":{\"$ref\":"
		       "\"#/$defs/%s\"}",
		       name);
}

static void add_member(struct kam_str *out, char type)
{
	int nullable = type >= 'A' && type <= 'Z';

	switch (type | 32) {
	case 'i':
		kam_schema_type(out, "integer", nullable);
		break;
	case 'b':
		kam_schema_type(out, "boolean", nullable);
		break;
	case 'd':
		kam_schema_type(out, "string", nullable);
		kam_str_add(out, ",\"format\":\"date\"");
		break;
	case 't':
		kam_schema_type(out, "string", nullable);
		kam_str_add(out, ",\"format\":\"date-time\"");
		break;
	case 'a':
		kam_str_add(
		    out, "\"type\":\"array\",\"items\":{\"type\":\"string\"}");
		break;
	case 'e':
		add_array(out, "import_error");
		break;
	case 'c':
		add_array(out, "log_change");
		break;
	case 'k':
		add_array(out, "status_kind");
		break;
	case 'w':
		add_array(out, "wording_change");
		break;
	case 'g':
		add_array(out, "gap_reason");
		break;
	case 'v':
		kam_str_add(out, "\"description\":\"as the record has it, "
				 "references as IDs\"");
		break;
	case 'o':
		kam_str_add(
		    out, nullable
			     ? "\"anyOf\":[{\"$ref\":\"#/$defs/occurrence\"},"
			       "{\"type\":\"null\"}]"
			     : "\"$ref\":\"#/$defs/occurrence\"");
		break;
	default:
		kam_schema_type(out, "string", nullable);
	}
}

static void add_result(struct kam_str *out, const char *name, const char *help,
		       const char *const *members, size_t n)
{
	kam_str_printf(out, ",\"%s\":{\"title\":\"%s\",\"description\":", name,
		       name);
	add_quoted(out, help);
	kam_str_add(out, ",\"type\":\"object\",\"properties\":{");
	for (size_t i = 0; i < n && members[i]; i++) {
		int length = (int)strcspn(members[i], ":");

		kam_str_printf(out, "%s\"%.*s\":{", i ? "," : "", length,
			       members[i]);
		add_member(out, members[i][length + 1]);
		kam_str_add_char(out, '}');
	}
	kam_str_add(out, "},\"required\":[");
	for (size_t i = 0; i < n && members[i]; i++)
		kam_str_printf(out, "%s\"%.*s\"", i ? "," : "",
			       (int)strcspn(members[i], ":"), members[i]);
	kam_str_add(out, "],\"additionalProperties\":false}");
}

void kam_schema_all(struct kam_str *out, const struct kam_catalogue *catalogue)
{
	static const char *const import_error[] = { "line:i", "column:i",
						    "message:s" };
	static const char *const log_change[] = { "kind:s", "id:s", "field:s",
						  "before:v", "after:v" };
	static const char *const wording_change[] = { "field:s", "before:S",
						      "after:S" };
	static const char *const gap_reason[] = { "gap:s", "record:S",
						  "link:S" };
	static const char *const status_kind[] = { "kind:s", "open:i",
						   "overdue:i" };

	kam_str_printf(out, "{%s\"$defs\":{", draft);
	for (int i = 0; i < catalogue->n_kinds; i++) {
		kam_str_printf(out, "%s\"%s\":{", i ? "," : "",
			       catalogue->kinds[i]->name);
		add_kind(out, catalogue->kinds[i], catalogue);
		kam_str_add_char(out, '}');
	}
	for (size_t i = 0; i < sizeof results / sizeof *results; i++)
		add_result(out, results[i].name, results[i].help,
			   results[i].members, 14);
	add_result(out, "import_error", "a row that was refused", import_error,
		   3);
	add_result(out, "log_change", "a change of an operation", log_change,
		   5);
	add_result(out, "wording_change", "what changed in a wording",
		   wording_change, 3);
	add_result(out, "gap_reason", "what a record's cover lacks", gap_reason,
		   3);
	add_result(out, "status_kind", "a kind's open records", status_kind, 3);
	kam_str_add(out, "}}\n");
}
