#include "out/internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *const kam_format_names[] = {
	"table", "json", "jsonl", "csv", "tsv", "md", "html", "porcelain", NULL,
};

int kam_format_find(const char *name)
{
	for (int i = 0; kam_format_names[i]; i++)
		if (!strcmp(kam_format_names[i], name))
			return i;
	return -1;
}

int kam_out_open(struct kam_out **out, const struct kam_out_options *options,
		 struct kam_err *err)
{
	struct kam_out *o = calloc(1, sizeof *o);

	if (!o)
		return kam_fail_memory(err);
	o->options = *options;
	o->people.data = kam_str_empty;
	o->blanks.text.data = kam_str_empty;
	kam_spool_init(&o->spool, options->temporary);
	switch (options->format) {
	case KAM_FORMAT_JSON:
		o->driver = &kam_json_driver;
		break;
	case KAM_FORMAT_JSONL:
		o->driver = &kam_jsonl_driver;
		break;
	default:
		o->driver = &kam_cells_driver;
		o->cells = calloc(1, sizeof *o->cells);
		if (!o->cells) {
			free(o);
			return kam_fail_memory(err);
		}
	}
	*out = o;
	return 0;
}

void kam_out_release(struct kam_out *out)
{
	if (!out)
		return;
	if (out->cells) {
		for (size_t i = 0; i < out->cells->room; i++)
			kam_str_release(&out->cells->cells[i].text);
		free(out->cells->cells);
		free(out->cells->widths);
		free(out->cells->filled);
		free(out->cells);
	}
	free(out->picked);
	free(out->parts);
	free(out->blanks.ends);
	kam_str_release(&out->blanks.text);
	kam_str_release(&out->people);
	kam_spool_release(&out->spool);
	free(out);
}

/* A failure is kept in out->err. */
static void spool_check(struct kam_out *out)
{
	int rc = kam_spool_check(&out->spool, &out->err);

	assert(!rc || out->err.code);
	(void)rc;
}

int kam_out_finish(struct kam_out *out, struct kam_err *err)
{
	assert(out->err.code || !out->depth);
	if (!out->err.code)
		spool_check(out);
	if (out->err.code) {
		kam_fail(err, out->err.code, "%s", out->err.message);
		kam_hint(err, "%s", out->err.hint);
		return err->code;
	}
	return out->driver->finish ? out->driver->finish(out, err)
				   : kam_out_write(out, err);
}

int64_t kam_out_rows(const struct kam_out *out)
{
	return out->rows;
}

int kam_out_is_list(const struct kam_out *out)
{
	return out->is_list;
}

void kam_out_redirect(struct kam_out *out, int fd)
{
	out->options.fd = fd;
}

void kam_out_encode(struct kam_out *out, const char *encoding, int bom)
{
	out->encoding =
	    encoding && strcasecmp(encoding, "UTF-8") != 0 ? encoding : NULL;
	out->bom = bom;
}

void kam_out_spooled(struct kam_out *out)
{
	if (!out->err.code)
		spool_check(out);
}

static void open_level(struct kam_out *out, enum kam_level level)
{
	if (out->err.code)
		return;
	if (out->muted) {
		out->muted_levels++;
		return;
	}
	assert(out->depth < KAM_OUT_DEPTH);
	if (out->depth && out->levels[out->depth - 1] != KAM_LEVEL_ARRAY &&
	    out->levels[out->depth - 1] != KAM_LEVEL_LIST)
		assert(out->keyed);
	out->keyed = 0;
	out->driver->open(out, level);
	if (out->depth)
		out->counts[out->depth - 1]++;
	out->levels[out->depth] = level;
	out->counts[out->depth++] = 0;
	out->rows += level == KAM_LEVEL_ROW || level == KAM_LEVEL_RECORD;
}

void kam_out_list(struct kam_out *out, const struct kam_out_column *columns,
		  size_t n)
{
	assert(!out->depth);
	kam_out_pick(out, columns, n);
	out->is_list = 1;
	open_level(out, KAM_LEVEL_LIST);
}

void kam_out_row(struct kam_out *out)
{
	open_level(out, KAM_LEVEL_ROW);
}

void kam_out_record(struct kam_out *out, const struct kam_out_column *columns,
		    size_t n)
{
	assert(!out->depth);
	kam_out_pick(out, columns, n);
	open_level(out, KAM_LEVEL_RECORD);
}

void kam_out_map(struct kam_out *out)
{
	open_level(out, KAM_LEVEL_MAP);
}

void kam_out_array(struct kam_out *out)
{
	open_level(out, KAM_LEVEL_ARRAY);
}

static void forget_people(struct kam_out *out)
{
	out->has_people = 0;
	out->style = KAM_STYLE_PLAIN;
	out->mark_from = out->mark_to = 0;
}

void kam_out_end(struct kam_out *out)
{
	if (out->err.code)
		return;
	if (out->muted_levels) {
		out->muted = --out->muted_levels > 0;
		return;
	}
	assert(out->depth && !out->keyed);
	out->depth--;
	out->driver->close(out, out->levels[out->depth]);
	forget_people(out);
	/* a row whose keys are put in order stays in memory till it is whole */
	if (!out->parts || out->depth <= out->is_list)
		kam_out_spooled(out);
}

void kam_out_key(struct kam_out *out, const char *key)
{
	if (out->err.code || out->muted)
		return;
	assert(out->depth && !out->keyed);
	if (out->picked && out->levels[out->depth - 1] <= KAM_LEVEL_RECORD &&
	    !kam_out_is_picked(out, key)) {
		out->muted = 1;
		forget_people(out);
		return;
	}
	out->driver->key(out, key);
	out->keyed = 1;
}

static void value(struct kam_out *out, enum kam_value_form form,
		  const char *text, int64_t number)
{
	const struct kam_out_value v = { form, text, number };

	if (out->err.code)
		return;
	if (out->muted) {
		out->muted = out->muted_levels > 0;
		forget_people(out);
		return;
	}
	assert(out->keyed || out->levels[out->depth - 1] == KAM_LEVEL_ARRAY);
	out->driver->value(out, &v);
	out->counts[out->depth - 1]++;
	out->keyed = 0;
	forget_people(out);
}

void kam_out_text(struct kam_out *out, const char *text)
{
	value(out, text ? KAM_VALUE_TEXT : KAM_VALUE_NULL, text, 0);
}

void kam_out_integer(struct kam_out *out, int64_t number)
{
	value(out, KAM_VALUE_INTEGER, NULL, number);
}

void kam_out_decimal(struct kam_out *out, int64_t millionths)
{
	value(out, KAM_VALUE_DECIMAL, NULL, millionths);
}

void kam_out_flag(struct kam_out *out, int flag)
{
	value(out, KAM_VALUE_FLAG, NULL, flag != 0);
}

void kam_out_null(struct kam_out *out)
{
	value(out, KAM_VALUE_NULL, NULL, 0);
}

void kam_out_nulls(struct kam_out *out, const char *const *keys, size_t n)
{
	if (out->err.code || out->muted || !n)
		return;
	assert(out->depth && !out->keyed);
	if (out->driver->nulls && out->driver->nulls(out, keys, n)) {
		out->counts[out->depth - 1] += (int)n;
		forget_people(out);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		kam_out_key(out, keys[i]);
		kam_out_null(out);
	}
}

void kam_out_people_by(struct kam_out *out, kam_out_describe describe,
		       const void *context)
{
	if (!kam_out_for_people(out))
		return;
	kam_str_truncate(&out->people, 0);
	describe(&out->people, context);
	if (out->people.failed && !out->err.code)
		(void)kam_fail_memory(&out->err);
	out->has_people = 1;
}

static void as_it_is(struct kam_str *text, const void *context)
{
	kam_str_add(text, context);
}

void kam_out_people(struct kam_out *out, const char *text)
{
	kam_out_people_by(out, as_it_is, text);
}

void kam_out_style(struct kam_out *out, enum kam_style style)
{
	out->style = style;
}

void kam_out_mark(struct kam_out *out, size_t from, size_t to)
{
	out->mark_from = from;
	out->mark_to = to;
}
