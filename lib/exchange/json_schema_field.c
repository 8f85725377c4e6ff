/*
 * What a field may hold, as JSON Schema.
 */
#include "exchange/json_schema.h"

#include <kam/json.h>
#include <string.h>

/* The pattern of IDs of a kind; keyed ones go by their key as well. */
void kam_schema_id_pattern(struct kam_str *out, const struct kam_kind *kind)
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
		kam_json_quote(out, words[i], strlen(words[i]));
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
		kam_schema_id_pattern(out, target);
	}
}

void kam_schema_field(struct kam_str *out, const struct kam_field *f,
		      const struct kam_catalogue *catalogue)
{
	/* what is older than a custom field may lack it */
	int nullable = (f->flags & (KAM_REQUIRED | KAM_CUSTOM)) != KAM_REQUIRED;

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
