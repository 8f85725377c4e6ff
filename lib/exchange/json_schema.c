#include <kam/json.h>
#include <kam/json_schema.h>
#include <string.h>

static void add_quoted(struct kam_str *out, const char *text)
{
	kam_json_quote(out, text, strlen(text));
}

/* The pattern of IDs of a kind; keyed ones go by their key as well. */
static void add_id_pattern(struct kam_str *out, const struct kam_kind *kind)
{
	kam_str_printf(out, "\"pattern\":\"^%s-[1-9][0-9]*$\"", kind->prefix);
}

static void add_type(struct kam_str *out, const char *type, int nullable)
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
		add_quoted(out, words[i]);
	}
	kam_str_add(out, nullable ? ",null]" : "]");
}

/* An object of two texts, as money and evidence are. */
static void add_pair(struct kam_str *out, const char *first,
		     const char *first_pattern, const char *second,
		     const char *second_pattern, int nullable)
{
	add_type(out, "object", nullable);
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
	add_type(out, "string", nullable);
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
		add_type(out, "string", nullable);
		break;
	case KAM_CALENDAR_DURATION:
	case KAM_WORKING_DURATION:
		add_type(out, "string", nullable);
		kam_str_add(out, ",\"pattern\":\"^([0-9]+[wdhm])+$\"");
		break;
	case KAM_WORD:
		add_words(out, f->words, nullable);
		break;
	case KAM_INTEGER:
		add_type(out, "integer", nullable);
		if (f->minimum != f->maximum)
			kam_str_printf(
			    out, ",\"minimum\":%lld,\"maximum\":%lld",
			    (long long)f->minimum, (long long)f->maximum);
		break;
	case KAM_DECIMAL:
		add_type(out, "number", nullable);
		break;
	case KAM_RATIO:
		add_type(out, "number", nullable);
		kam_str_add(out, ",\"minimum\":0,\"maximum\":1");
		break;
	case KAM_FLAG:
		add_type(out, "boolean", nullable);
		break;
	case KAM_DATE:
		add_type(out, "string", nullable);
		kam_str_add(out, ",\"format\":\"date\"");
		break;
	case KAM_INSTANT:
		add_type(out, "string", nullable);
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
		add_type(out, "string", nullable);
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
			add_field(out, &kind->fields[columns[i]], catalogue);
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
 * c a log's changes, o an occurrence, k the kinds of a status, v any value, as
 * the field has it; in capitals it may be null.
 */
static const struct {
	const char *name, *help;
	const char *members[16];
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
	{ "req_version",
	  "a line of req versions",
	  { "number:i", "id:s", "fingerprint:s", "state:s", "by:S", "on:D",
	    "channel:S", "evidence:v", "reason:S", "title:S", "statement:S",
	    "acceptance_criteria:S", "decisions:v" } },
	{ "req_diff",
	  "what req diff says of two wordings",
	  { "id:s", "from:I", "to:I", "title:v", "statement:v",
	    "acceptance_criteria:v" } },
	{ "baseline_diff",
	  "what req diff says of two baselines",
	  { "from:v", "to:v", "rows:v", "added:i", "removed:i", "changed:i",
	    "unchanged:i" } },
	{ "pack_line",
	  "a requirement of req pack",
	  { "id:s", "number:i", "fingerprint:s", "title:s", "statement:S",
	    "acceptance_criteria:S", "fields:v", "answer:S", "remark:S" } },
	{ "pack_result",
	  "what req pack --read did",
	  { "agreed:i", "rejected:i", "noted:i", "unchanged:i", "unanswered:i",
	    "errors:v" } },
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

static void add_member(struct kam_str *out, char type)
{
	int nullable = type >= 'A' && type <= 'Z';

	switch (type | 32) {
	case 'i':
		add_type(out, "integer", nullable);
		break;
	case 'b':
		add_type(out, "boolean", nullable);
		break;
	case 'd':
		add_type(out, "string", nullable);
		kam_str_add(out, ",\"format\":\"date\"");
		break;
	case 't':
		add_type(out, "string", nullable);
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
		add_type(out, "string", nullable);
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
			   results[i].members, 16);
	add_result(out, "import_error", "a row that was refused", import_error,
		   3);
	add_result(out, "log_change", "a change of an operation", log_change,
		   5);
	add_result(out, "status_kind", "a kind's open records", status_kind, 3);
	kam_str_add(out, "}}\n");
}
