/*
 * What req's verbs that rank and judge have in common.
 */
#include "rank.h"

#include <kam/areas.h>
#include <string.h>

static int names_status(const struct cmd *c)
{
	for (size_t i = 0; i < c->n_filters; i++)
		if (!strncmp(c->filters[i], "status", 6))
			return 1;
	return 0;
}

int cmd_req_query(struct kam_query **out, struct cmd *c, const char *states,
		  struct kam_err *err)
{
	const int64_t limit = c->globals.limit;
	const char *filter;
	int rc;

	if (c->globals.sort || c->globals.count_by)
		return cmd_usage(c, err, _("%s has an order of its own"),
				 c->verb_name);
	c->globals.limit = 0;
	rc = cmd_query(out, c, err);
	c->globals.limit = limit;
	if (rc || !states || c->globals.all || names_status(c))
		return rc;
	filter = kam_arena_printf(&c->arena, "status=%s", states);
	rc = filter ? kam_query_where(*out, filter, err) : kam_fail_memory(err);
	if (rc)
		kam_query_release(*out);
	return rc;
}

int cmd_req_ids(int64_t **out, struct cmd *c, struct kam_err *err)
{
	int64_t *ids;
	int rc = 0;

	*out = NULL;
	if (!c->n_words)
		return 0;
	ids = kam_arena_array(&c->arena, c->n_words, sizeof *ids);
	if (!ids)
		return kam_fail_memory(err);
	for (size_t i = 0; i < c->n_words && !rc; i++)
		rc = kam_resolve(&ids[i], c->k, c->kind, c->words[i], err);
	*out = ids;
	return rc;
}

int cmd_req_wanted(const struct cmd *c, const int64_t *ids, int64_t id)
{
	for (size_t i = 0; ids && i < c->n_words; i++)
		if (ids[i] == id)
			return 1;
	return !ids;
}

int cmd_req_list_begin(struct cmd_req_list *l, struct cmd *c,
		       const struct kam_out_column *table, size_t n,
		       unsigned people, struct kam_err *err)
{
	const enum kam_format format = c->globals.format;
	struct kam_out_column *columns =
	    kam_arena_array(&c->arena, n, sizeof *columns);
	const int all = c->globals.fields ||
			(format != KAM_FORMAT_TABLE &&
			 format != KAM_FORMAT_MD && format != KAM_FORMAT_HTML);
	size_t shown = 0;
	int rc = columns ? cmd_out(c, &l->out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	l->table = table;
	l->shown = all ? ~0u : people;
	for (size_t i = 0; i < n; i++)
		if (l->shown & 1u << i) {
			columns[shown] = table[i];
			columns[shown++].label = _(table[i].label);
		}
	kam_out_list(l->out, columns, shown);
	return 0;
}

int cmd_req_key(const struct cmd_req_list *l, size_t column)
{
	if (!(l->shown & 1u << column))
		return 0;
	kam_out_key(l->out, l->table[column].key);
	return 1;
}

void cmd_req_id(const struct cmd_req_list *l, size_t column, int64_t id)
{
	char text[KAM_ID_TEXT];

	kam_id_format(text, &kam_req_kind, id);
	cmd_req_text(l, column, id ? text : NULL);
}

void cmd_req_text(const struct cmd_req_list *l, size_t column, const char *text)
{
	if (cmd_req_key(l, column))
		kam_out_text(l->out, text);
}

void cmd_req_word(const struct cmd_req_list *l, size_t column, const char *word)
{
	if (!cmd_req_key(l, column))
		return;
	if (word)
		kam_out_people(l->out, _(word));
	kam_out_text(l->out, word);
}

void cmd_req_integer(const struct cmd_req_list *l, size_t column, int64_t n)
{
	if (!cmd_req_key(l, column))
		return;
	if (n < 0)
		kam_out_null(l->out);
	else
		kam_out_integer(l->out, n);
}

void cmd_req_decimal(const struct cmd_req_list *l, size_t column, int known,
		     int64_t millionths)
{
	if (!cmd_req_key(l, column))
		return;
	if (known)
		kam_out_decimal(l->out, millionths);
	else
		kam_out_null(l->out);
}
