/*
 * json and jsonl: events become text as they come.
 */
#include "out/internal.h"

#include <kam/decimal.h>
#include <kam/json.h>
#include <string.h>

static struct kam_str *text_of(struct kam_out *out)
{
	return &out->spool.memory;
}

/* A comma before all but the first entry; a list has an object a line. */
static void separate(struct kam_out *out)
{
	if (!out->depth || out->levels[out->depth - 1] == KAM_LEVEL_ROW ||
	    out->levels[out->depth - 1] == KAM_LEVEL_RECORD ||
	    out->levels[out->depth - 1] == KAM_LEVEL_MAP)
		return;
	if (!out->counts[out->depth - 1])
		return;
	kam_str_add(text_of(out), out->levels[out->depth - 1] == KAM_LEVEL_LIST
				      ? ",\n"
				      : ",");
}

static void open_level(struct kam_out *out, enum kam_level level)
{
	separate(out);
	kam_str_add_char(
	    text_of(out),
	    level == KAM_LEVEL_LIST || level == KAM_LEVEL_ARRAY ? '[' : '{');
}

/* The row that ends has its keys as they came. */
static void order(struct kam_out *out, enum kam_level level)
{
	if (out->parts && (level == KAM_LEVEL_ROW || level == KAM_LEVEL_RECORD))
		kam_out_order_text(out, text_of(out));
}

static void close_level(struct kam_out *out, enum kam_level level)
{
	order(out, level);
	kam_str_add_char(
	    text_of(out),
	    level == KAM_LEVEL_LIST || level == KAM_LEVEL_ARRAY ? ']' : '}');
	if (!out->depth)
		kam_str_add_char(text_of(out), '\n');
}

static void add_key(struct kam_out *out, const char *key)
{
	int comma = out->counts[out->depth - 1] != 0;
	size_t n = strlen(key);
	char *at;

	if (out->parts && out->levels[out->depth - 1] <= KAM_LEVEL_RECORD)
		kam_out_part(out, key, text_of(out)->length);
	at = kam_str_extend(text_of(out), n + 3 + (size_t)comma);

	if (!at)
		return;
	if (comma)
		*at++ = ',';
	*at++ = '"';
	memcpy(at, key, n);
	memcpy(at + n, "\":", 2);
}

static void add_number(struct kam_str *text, const struct kam_out_value *value)
{
	char number[KAM_DECIMAL_TEXT];

	if (value->form == KAM_VALUE_INTEGER)
		(void)kam_integer_format(number, value->number);
	else
		kam_decimal_format(number, value->number);
	kam_str_add(text, number);
}

static void add_value(struct kam_out *out, const struct kam_out_value *value)
{
	struct kam_str *text = text_of(out);
	char *at;

	separate(out);
	switch (value->form) {
	case KAM_VALUE_TEXT:
		kam_json_quote(text, value->text, strlen(value->text));
		break;
	case KAM_VALUE_INTEGER:
	case KAM_VALUE_DECIMAL:
		add_number(text, value);
		break;
	case KAM_VALUE_FLAG:
		kam_str_add(text, value->number ? "true" : "false");
		break;
	case KAM_VALUE_NULL:
		at = kam_str_extend(text, 4);
		if (at)
			memcpy(at, "null", 4);
		break;
	}
}

const struct kam_out_driver kam_json_driver = {
	.open = open_level,
	.close = close_level,
	.key = add_key,
	.value = add_value,
};

/* As json, but a list's brackets and commas are left out. */
static void open_line(struct kam_out *out, enum kam_level level)
{
	if (level == KAM_LEVEL_LIST)
		return;
	if (level != KAM_LEVEL_ROW)
		separate(out);
	kam_str_add_char(text_of(out), level == KAM_LEVEL_ARRAY ? '[' : '{');
}

static void close_line(struct kam_out *out, enum kam_level level)
{
	if (level == KAM_LEVEL_LIST)
		return;
	order(out, level);
	kam_str_add_char(text_of(out), level == KAM_LEVEL_ARRAY ? ']' : '}');
	if (level == KAM_LEVEL_ROW || level == KAM_LEVEL_RECORD)
		kam_str_add_char(text_of(out), '\n');
}

const struct kam_out_driver kam_jsonl_driver = {
	.open = open_line,
	.close = close_line,
	.key = add_key,
	.value = add_value,
};
