/*
 * A line of an export: a record that says which kind it is of, and what it was
 * imported from. Its keys are those of the kind's own shape, to which this one
 * refers.
 */
#include "exchange/json_schema.h"

static void add_line_of(struct kam_str *out, const struct kam_kind *kind)
{
	int columns[KAM_COLUMNS], n = kam_columns_all(columns, kind);

	kam_str_printf(out,
		       "{\"properties\":{\"kind\":{\"const\":\"%s\"},"
		       "\"source_digest\":true",
		       kind->name);
	for (int i = 0; i < n; i++) {
		const char *name = kam_column_name(kind, columns[i]);

		kam_str_printf(
		    out, ",\"%s\":{\"$ref\":\"#/$defs/%s/properties/%s\"}",
		    name, kind->name, name);
	}
	kam_str_add(out, "},\"required\":[");
	for (int i = 0; i < n; i++)
		kam_str_printf(out, "%s\"%s\"", i ? "," : "",
			       kam_column_name(kind, columns[i]));
	kam_str_add(out, "],\"additionalProperties\":false}");
}

void kam_schema_export_line(struct kam_str *out,
			    const struct kam_catalogue *catalogue)
{
	kam_str_add(out,
		    ",\"export_line\":{\"title\":\"export_line\","
		    "\"description\":\"a line of export, a record: besides "
		    "these it has the keys of its kind\",\"type\":\"object\","
		    "\"properties\":{\"kind\":{\"type\":\"string\"},"
		    "\"source_digest\":{\"type\":[\"string\",\"null\"]}},"
		    "\"required\":[\"kind\",\"source_digest\"],\"anyOf\":[");
	for (int i = 0; i < catalogue->n_kinds; i++) {
		kam_str_add(out, i ? "," : "");
		add_line_of(out, catalogue->kinds[i]);
	}
	kam_str_add(out, "]}");
}
