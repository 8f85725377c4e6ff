/*
 * The fields that options name: they alone are shown, in the order in which
 * they were named, whatever the order in which the caller gives them.
 */
#include "out/internal.h"

#include <stdlib.h>
#include <string.h>

/* The key of the column whose head people read so: "To" is recipient; NULL. */
static const char *key_of_label(const char *name, size_t length,
				const struct kam_out_column *columns, size_t n)
{
	struct kam_str typed = KAM_STR_INIT, wanted = KAM_STR_INIT;
	struct kam_str label = KAM_STR_INIT;
	const char *key = NULL;

	kam_str_add_bytes(&typed, name, length);
	kam_utf8_fold(&wanted, typed.data);
	for (size_t i = 0; i < n && !key; i++) {
		kam_str_truncate(&label, 0);
		kam_utf8_fold(&label, columns[i].label);
		if (!label.failed && !strcmp(label.data, wanted.data))
			key = columns[i].key;
	}
	kam_str_release(&typed);
	kam_str_release(&wanted);
	kam_str_release(&label);
	return key;
}

static void no_field(struct kam_out *out, const char *name, size_t length,
		     const struct kam_out_column *columns, size_t n)
{
	const char *key = key_of_label(name, length, columns, n);
	struct kam_str all = KAM_STR_INIT;

	for (size_t i = 0; i < n; i++)
		kam_str_printf(&all, "%s%s", i ? "," : "", columns[i].key);
	kam_fail(&out->err, KAM_EFIELD, _("no field '%.*s'"),
		 length > 60 ? 60 : (int)length, name);
	if (key)
		kam_hint(&out->err, _("did you mean '%s'? there are: %s"), key,
			 all.data);
	else
		kam_hint(&out->err, _("one of: %s"), all.data);
	kam_str_release(&all);
}

/* Of n columns the one with the key's first bytes as its key; n: none. */
static size_t find(const struct kam_out_column *columns, size_t n,
		   const char *key, size_t length)
{
	size_t i = 0;

	while (i < n && (strlen(columns[i].key) != length ||
			 strncmp(columns[i].key, key, length) != 0))
		i++;
	return i;
}

int kam_out_is_picked(const struct kam_out *out, const char *key)
{
	return find(out->picked, out->n_columns, key, strlen(key)) <
	       out->n_columns;
}

static int in_order(const struct kam_out *out,
		    const struct kam_out_column *columns, size_t n)
{
	size_t last = 0;

	for (size_t i = 0; i < out->n_columns; i++) {
		const char *key = out->picked[i].key;
		size_t at = find(columns, n, key, strlen(key));

		if (at < last)
			return 0;
		last = at;
	}
	return 1;
}

void kam_out_pick(struct kam_out *out, const struct kam_out_column *columns,
		  size_t n)
{
	const char *at = out->options.fields;

	out->columns = columns;
	out->n_columns = n;
	if (!at || !columns)
		return;
	free(out->picked);
	free(out->parts);
	out->parts = NULL;
	out->picked = calloc(n + 1, sizeof *out->picked);
	if (!out->picked) {
		(void)kam_fail_memory(&out->err);
		return;
	}
	out->n_columns = 0;
	out->columns = out->picked;
	while (at) {
		size_t length = strcspn(at, ",");
		size_t i = find(columns, n, at, length);

		if (i == n) {
			no_field(out, at, length, columns, n);
			return;
		}
		if (!kam_out_is_picked(out, columns[i].key))
			out->picked[out->n_columns++] = columns[i];
		at = at[length] ? at + length + 1 : NULL;
	}
	if (in_order(out, columns, n))
		return;
	out->parts = calloc(out->n_columns, sizeof *out->parts);
	if (!out->parts)
		(void)kam_fail_memory(&out->err);
}

void kam_out_part(struct kam_out *out, const char *key, size_t from)
{
	if (out->n_parts < out->n_columns)
		out->parts[out->n_parts++] = (struct kam_out_part){
			.column =
			    find(out->picked, out->n_columns, key, strlen(key)),
			.from = from,
		};
}

void kam_out_order_text(struct kam_out *out, struct kam_str *text)
{
	struct kam_str row = KAM_STR_INIT;
	const size_t end = text->length;
	size_t start = out->n_parts ? out->parts[0].from : end;

	for (size_t i = 0; i < out->n_columns; i++)
		for (size_t j = 0; j < out->n_parts; j++) {
			size_t from = out->parts[j].from;
			size_t to =
			    j + 1 < out->n_parts ? out->parts[j + 1].from : end;

			if (out->parts[j].column != i)
				continue;
			from += text->data[from] == ',';
			if (row.length)
				kam_str_add_char(&row, ',');
			kam_str_add_bytes(&row, text->data + from, to - from);
		}
	kam_str_truncate(text, start);
	kam_str_add_bytes(text, row.data, row.length);
	text->failed |= row.failed;
	kam_str_release(&row);
	out->n_parts = 0;
}

void kam_out_order_cells(struct kam_out *out)
{
	struct kam_cell *cells = out->cells->cells;
	size_t n = 0;

	for (size_t i = 0; i < out->n_columns; i++)
		for (size_t j = n; j < out->cells->n; j++)
			if (!strcmp(cells[j].key, out->picked[i].key)) {
				struct kam_cell moved = cells[j];

				cells[j] = cells[n];
				cells[n++] = moved;
				break;
			}
}
