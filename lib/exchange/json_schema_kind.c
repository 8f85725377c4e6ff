/*
 * The schema of one kind, from its table.
 */
#include "exchange/json_schema_kind.h"

#include <kam/json.h>
#include <kam/json_schema.h>
#include <string.h>

void kam_schema_quoted(struct kam_str *out, const char *text)
{
	kam_json_quote(out, text, strlen(text));
}

/* The pattern of IDs of a kind; keyed ones go by their key as well. */
static void add_id_pattern(struct kam_str *out, const struct kam_kind *kind)
{
	kam_str_printf(out, "\"pattern\":\"^%s-[1-9][0-9]*$\"", kind->prefix);
}

void kam_schema_type(struct kam_str *out, const char *type, int nullable)
{
	if (nullable)
		kam_str_printf(out, "\"type\":[\"%s\",\"null\"]", type);
	else
		kam_str_printf(out, "\"type\":\"%s\"", type);
}

static void add_words(struct kam_str *out, const char *const *words,
		      int nullable)
{
	kam_str_add(out, "\"enum\":[");
	for (int i = 0; words[i]; i++) {
		kam_str_add(out, i ? "," : "");
		kam_schema_quoted(out, words[i]);
	}
	kam_str_add(out, nullable ? ",null]" : "]");
}

/* An object of two texts, as money and evidence are. */
static void add_pair(struct kam_str *out, const char *first,
		     const char *first_pattern, const char *second,
		     const char *second_pattern, int nullable)
{
	kam_schema_type(out, "object", nullable);
	kam_str_printf(
	    out,
	    ",\"properties\":{\"%s\":{\"type\":\"string\"%s},"
	    "\"%s\":{\"type\":\"string\"%s}},\"required\":[\"%s\",\"%s\"],"
	    "\"additionalProperties\":false",
	    first, first_pattern, second, second_pattern, first, second);
}

static void add_refs(struct kam_str *out, const char *target)
{
	kam_str_printf(out, "\"x-target\":\"%s\",", target);
	kam_str_add(
	    out,
	    "\"type\":\"array\",\"items\":{\"type\":\"object\","
	    "\"properties\":{\"id\":{\"type\":\"string\"},"
	    "\"role\":{\"type\":[\"string\",\"null\"]}},"
	    "\"required\":[\"id\",\"role\"],\"additionalProperties\":false}");
}

static void add_ref(struct kam_str *out, const struct kam_kind *target,
		    int nullable)
{
	kam_schema_type(out, "string", nullable);
	kam_str_printf(out, ",\"x-target\":\"%s\"", target->name);
	if (target->key == KAM_NO_FIELD) {
		kam_str_add_char(out, ',');
		add_id_pattern(out, target);
	}
}

static void add_field(struct kam_str *out, const struct kam_field *f,
		      const struct kam_catalogue *catalogue)
{
	int nullable = !(f->flags & KAM_REQUIRED);

	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
		kam_schema_type(out, "string", nullable);
		break;
	case KAM_CALENDAR_DURATION:
	case KAM_WORKING_DURATION:
		kam_schema_type(out, "string", nullable);
		kam_str_add(out, ",\"pattern\":\"^([0-9]+[wdhm])+$\"");
		break;
	case KAM_WORD:
		add_words(out, f->words, nullable);
		break;
	case KAM_INTEGER:
		kam_schema_type(out, "integer", nullable);
		if (f->minimum != f->maximum)
			kam_str_printf(
			    out, ",\"minimum\":%lld,\"maximum\":%lld",
			    (long long)f->minimum, (long long)f->maximum);
		break;
	case KAM_DECIMAL:
		kam_schema_type(out, "number", nullable);
		break;
	case KAM_RATIO:
		kam_schema_type(out, "number", nullable);
		kam_str_add(out, ",\"minimum\":0,\"maximum\":1");
		break;
	case KAM_FLAG:
		kam_schema_type(out, "boolean", nullable);
		break;
	case KAM_DATE:
		kam_schema_type(out, "string", nullable);
		kam_str_add(out, ",\"format\":\"date\"");
		break;
	case KAM_INSTANT:
		kam_schema_type(out, "string", nullable);
		kam_str_add(out, ",\"format\":\"date-time\"");
		break;
	case KAM_MONEY:
		add_pair(out, "amount",
			 ",\"pattern\":\"^-?[0-9]+(\\\\.[0-9]+)?$\"",
			 "currency", ",\"pattern\":\"^[A-Z]{3}$\"", nullable);
		break;
	case KAM_EVIDENCE:
		add_pair(out, "name", "", "sha256",
			 ",\"pattern\":\"^[0-9a-f]{64}$\"", nullable);
		break;
	case KAM_REF:
		add_ref(out, kam_kind_find(catalogue, f->target), nullable);
		break;
	case KAM_ANY:
		kam_schema_type(out, "string", nullable);
		kam_str_add(out, ",\"pattern\":\"^[A-Z]+-[1-9][0-9]*$\"");
		break;
	case KAM_REFS:
		add_refs(out, f->target);
		break;
	case KAM_TAGS:
		kam_str_add(
		    out, "\"type\":\"array\",\"items\":{\"type\":\"string\"}");
		break;
	}
}

static void add_own(struct kam_str *out, const struct kam_kind *kind,
		    int column)
{
	switch (column) {
	case KAM_COLUMN_ID:
		kam_str_add(out, "\"type\":\"string\",");
		add_id_pattern(out, kind);
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

/* What show gives of a plan besides its record; it is not read. */
static const char plan_sections[] =
    ",\"sections\":{\"readOnly\":true,\"description\":\"its text and tables, "
    "of plan show\",\"type\":\"array\",\"items\":{\"type\":\"object\","
    "\"properties\":{\"name\":{\"type\":\"string\"},\"title\":{\"type\":"
    "[\"string\",\"null\"]},\"customer\":{\"type\":\"boolean\"},\"text\":"
    "{\"type\":[\"string\",\"null\"]},\"tables\":{\"type\":\"array\","
    "\"items\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":"
    "\"string\"},\"rows\":{\"type\":\"array\",\"items\":{\"type\":"
    "\"object\"}}},\"required\":[\"name\",\"rows\"],"
    "\"additionalProperties\":false}}},\"required\":[\"name\",\"title\","
    "\"customer\",\"text\",\"tables\"],\"additionalProperties\":false}}";

void kam_schema_members(struct kam_str *out, const struct kam_kind *kind,
			const struct kam_catalogue *catalogue)
{
	int columns[KAM_COLUMNS], n = kam_columns_all(columns, kind);

	kam_str_printf(out, "\"title\":\"%s\",\"description\":", kind->name);
	kam_schema_quoted(out, kind->help);
	kam_str_add(out, ",\"type\":\"object\",\"properties\":{");
	for (int i = 0; i < n; i++) {
		kam_str_printf(out, "%s\"%s\":{", i ? "," : "",
			       kam_column_name(kind, columns[i]));
		if (columns[i] >= 0) {
			add_field(out, &kind->fields[columns[i]], catalogue);
			kam_str_add(out, ",\"description\":");
			kam_schema_quoted(out, kind->fields[columns[i]].help);
		} else {
			add_own(out, kind, columns[i]);
		}
		kam_str_add_char(out, '}');
	}
	if (!strcmp(kind->name, "plan"))
		kam_str_add(out, plan_sections);
	kam_str_add(out, "},\"required\":[");
	for (int i = 0; i < n; i++)
		kam_str_printf(out, "%s\"%s\"", i ? "," : "",
			       kam_column_name(kind, columns[i]));
	kam_str_add(out, "],\"additionalProperties\":false");
}

const char kam_schema_draft[] =
    "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",";

void kam_schema_kind(struct kam_str *out, const struct kam_kind *kind,
		     const struct kam_catalogue *catalogue)
{
	kam_str_printf(out, "{%s", kam_schema_draft);
	kam_schema_members(out, kind, catalogue);
	kam_str_add(out, "}\n");
}
