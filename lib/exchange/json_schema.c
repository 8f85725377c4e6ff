#include "exchange/json_schema_kind.h"

#include <kam/json_schema.h>
#include <string.h>

/*
 * Results that are no records: "key:type", where type is a letter: s text,
 * i integer, n number, b flag, d day, t moment, a array of texts, e an import's
 * errors, c a log's changes, o an occurrence, k the kinds of a status, v any
 * value, as the field has it; in capitals it may be null.
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
	  { "ok:b", "operations:i", "changes:i", "records:i", "head:s",
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
	{ "delivery",
	  "what feedback give and skip did",
	  { "given:o", "next:O", "missed:i" } },
	{ "register",
	  "a register that was made",
	  { "register:s", "timezone:s" } },
	{ "plan_version",
	  "a version of a plan",
	  { "id:s", "plan:s", "number:i", "created:t", "actor:S", "reason:S",
	    "approved:b", "digest:s" } },
	{ "plan_document",
	  "a plan as one of its versions was",
	  { "plan:s", "number:i", "title:s", "facts:v", "sections:v" } },
	{ "plan_difference",
	  "a line of plan diff",
	  { "section:S", "part:s", "row:S", "field:S", "change:s", "before:S",
	    "after:S" } },
	{ "plan_finding",
	  "a line of plan check",
	  { "account:s", "plan:S", "section:S", "class:s", "code:s",
	    "finding:s", "mend:s" } },
	{ "plan_figure",
	  "a line of plan figures",
	  { "figure:s", "unit:S", "good:s", "target:N", "actual:N", "limit:N",
	    "state:s" } },
	{ "plan_template",
	  "a template of plans",
	  { "area:s", "built_in:b", "text:s" } },
	{ "plan_template_line",
	  "a line of plan template list",
	  { "area:s", "title:s", "built_in:b", "sections:i" } },
	{ "status",
	  "where the register stands",
	  { "register:s", "timezone:s", "account:S", "project:S", "kinds:k" } },
};

static void add_member(struct kam_str *out, char type)
{
	int nullable = type >= 'A' && type <= 'Z';

	switch (type | 32) {
	case 'i':
		kam_schema_type(out, "integer", nullable);
		break;
	case 'n':
		kam_schema_type(out, "number", nullable);
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
		kam_str_add(out, "\"type\":\"array\",\"items\":{\"$ref\":"
				 "\"#/$defs/import_error\"}");
		break;
	case 'c':
		kam_str_add(out, "\"type\":\"array\",\"items\":{\"$ref\":"
				 "\"#/$defs/log_change\"}");
		break;
	case 'k':
		kam_str_add(out, "\"type\":\"array\",\"items\":{\"$ref\":"
				 "\"#/$defs/status_kind\"}");
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
	kam_schema_quoted(out, help);
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
	static const char *const status_kind[] = { "kind:s", "open:i",
						   "overdue:i" };

	kam_str_printf(out, "{%s\"$defs\":{", kam_schema_draft);
	for (int i = 0; i < catalogue->n_kinds; i++) {
		kam_str_printf(out, "%s\"%s\":{", i ? "," : "",
			       catalogue->kinds[i]->name);
		kam_schema_members(out, catalogue->kinds[i], catalogue);
		kam_str_add_char(out, '}');
	}
	for (size_t i = 0; i < sizeof results / sizeof *results; i++)
		add_result(out, results[i].name, results[i].help,
			   results[i].members, 14);
	add_result(out, "import_error", "a row that was refused", import_error,
		   3);
	add_result(out, "log_change", "a change of an operation", log_change,
		   5);
	add_result(out, "status_kind", "a kind's open records", status_kind, 3);
	kam_str_add(out, "}}\n");
}
