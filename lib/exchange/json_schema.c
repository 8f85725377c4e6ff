#include "exchange/json_results.h"
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
	if (kind->hooks.shown)
		kam_str_add(out, kind->hooks.shown);
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
	case 'n':
		kam_schema_type(out, "number", nullable);
		break;
	case 'm':
		kam_schema_type(out, "object", nullable);
		kam_str_add(out, ",\"additionalProperties\":{\"type\":"
				 "\"integer\"}");
		break;
	case 'x':
		kam_schema_type(out, "object", nullable);
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

static void add_results(struct kam_str *out,
			const struct kam_json_result *results, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add_result(out, results[i].name, results[i].help,
			   results[i].members, KAM_RESULT_MEMBERS);
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
	add_results(out, kam_json_results, kam_n_json_results);
	add_results(out, kam_json_more, kam_n_json_more);
	kam_schema_export_line(out, catalogue);
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
