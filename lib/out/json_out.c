/*
 * json and jsonl: events become text as they come.
 */
#include "out/internal.h"

#include <kam/decimal.h>
#include <kam/json.h>
#include <stdlib.h>
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

/* Of a list whose columns are known, and all shown. */
static void make_blanks(struct kam_out *out)
{
	struct kam_blanks *b = &out->blanks;

	free(b->ends);
	b->ends = NULL;
	kam_str_reset(&b->text);
	if (!out->columns || out->picked)
		return;
	b->ends = calloc(out->n_columns + 1, sizeof *b->ends);
	for (size_t i = 0; b->ends && i < out->n_columns; i++) {
		kam_str_printf(&b->text, ",\"%s\":null", out->columns[i].key);
		b->ends[i] = b->text.length;
	}
	if (kam_str_check(&b->text, &out->err) || !b->ends)
		(void)kam_fail_memory(&out->err);
}

static void begin(struct kam_out *out, enum kam_level level)
{
	if (level == KAM_LEVEL_LIST)
		make_blanks(out);
	else if (level == KAM_LEVEL_ROW)
		out->blanks.next = 0;
}

/* Adds what n columns are without values, but for its last bytes; 0 where they
   aren't those that the row has next (by pointer: their names are not read). */
static int add_blanks(struct kam_out *out, const char *const *keys, size_t n,
		      size_t but)
{
	struct kam_blanks *b = &out->blanks;
	size_t from;

	if (!b->ends || out->levels[out->depth - 1] != KAM_LEVEL_ROW ||
	    n > out->n_columns - b->next)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (out->columns[b->next + i].key != keys[i])
			return 0;
	from = b->next ? b->ends[b->next - 1] : 0;
	/* the row's first has no comma */
	from += !out->counts[out->depth - 1];
	b->next += n;
	kam_str_add_bytes(text_of(out), b->text.data + from,
			  b->ends[b->next - 1] - from - but);
	return 1;
}

static int add_nulls(struct kam_out *out, const char *const *keys, size_t n)
{
	return add_blanks(out, keys, n, 0);
}

static void open_level(struct kam_out *out, enum kam_level level)
{
	begin(out, level);
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
	size_t n;
	char *at;

	if (add_blanks(out, &key, 1, strlen("null")))
		return;
	n = strlen(key);
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
	.nulls = add_nulls,
};

/* As json, but a list's brackets and commas are left out. */
static void open_line(struct kam_out *out, enum kam_level level)
{
	begin(out, level);
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
	.nulls = add_nulls,
};
