/*
 * history: the journal of one record, oldest first; and how a change looks.
 */
#include "crud.h"

#include <kam/date.h>
#include <kam/record_io.h>
#include <string.h>

static const char *field_of(const struct kam_change *change)
{
	if (!change->field)
		return change->after ? N_("created") : N_("removed");
	return *change->field == '~' ? change->field + 1 : change->field;
}

void cmd_print_changed(struct kam_out *out, const struct kam_change *change)
{
	const char *name = field_of(change);
	char label[KAM_LABEL_TEXT];
	int column;

	kam_out_key(out, "field");
	if (!change->field) {
		kam_out_people(out, _(name));
	} else {
		column = kam_column_find(change->kind, name);
		if (column != KAM_COLUMN_NONE)
			kam_out_people(
			    out, kam_column_label(label, change->kind, column));
	}
	kam_out_text(out, name);
}

/* A whole record is for programs; people have `show`, cells no room. */
static int print_one(struct cmd *c, const char *key,
		     const struct kam_change *change, const char *value,
		     struct kam_err *err)
{
	kam_out_key(c->out, key);
	if (!change->field && !cmd_nests(c))
		value = NULL;
	return kam_change_print(c->out, c->k, change, value, err);
}

int cmd_change_values(struct cmd *c, const struct kam_change *change,
		      struct kam_err *err)
{
	int rc = print_one(c, "before", change, change->before, err);

	return rc ? rc : print_one(c, "after", change, change->after, err);
}

int cmd_nests(const struct cmd *c)
{
	return c->globals.format == KAM_FORMAT_JSON ||
	       c->globals.format == KAM_FORMAT_JSONL;
}

void cmd_print_time(struct cmd *c, const char *at)
{
	char local[KAM_LOCAL_TEXT];

	if (c->k && at) {
		kam_local_time(local, c->k, at);
		kam_out_people(c->out, local);
	}
	kam_out_text(c->out, at);
}

void cmd_print_actor(struct cmd *c, const char *key, const char *actor)
{
	const char *address = actor ? strstr(actor, " <") : NULL;
	struct kam_str name = KAM_STR_INIT;

	kam_out_key(c->out, key);
	if (address && c->globals.format == KAM_FORMAT_TABLE)
		kam_str_add_bytes(&name, actor, (size_t)(address - actor));
	if (name.length)
		kam_out_people(c->out, name.data);
	kam_out_text(c->out, actor);
	kam_str_release(&name);
}

static const struct kam_out_column table[] = {
	{ "operation", N_("Operation"), KAM_FORM_NUMBER },
	{ "at", N_("When"), KAM_FORM_FIXED },
	{ "actor", N_("Who"), KAM_FORM_TEXT },
	{ "field", N_("Field"), KAM_FORM_FIXED },
	{ "before", N_("Before"), KAM_FORM_TEXT },
	{ "after", N_("After"), KAM_FORM_TEXT },
};

static int print_change(void *context, const struct kam_change *change,
			struct kam_err *err)
{
	struct cmd *c = context;
	int rc;

	kam_out_row(c->out);
	kam_out_key(c->out, "operation");
	kam_out_integer(c->out, change->operation);
	kam_out_key(c->out, "at");
	cmd_print_time(c, change->at);
	cmd_print_actor(c, "actor", change->actor);
	cmd_print_changed(c->out, change);
	rc = cmd_change_values(c, change, err);
	kam_out_end(c->out);
	return rc;
}

int cmd_history(struct cmd *c, void *values, struct kam_err *err)
{
	const size_t n = sizeof table / sizeof *table;
	const struct kam_out_column *columns = cmd_translated(c, table, n);
	struct kam_journal_query query = { .kind = c->kind };
	struct kam_out *out;
	int rc = columns ? 0 : kam_fail_memory(err);

	(void)values;
	if (!rc)
		rc =
		    kam_resolve(&query.record, c->k, c->kind, c->words[0], err);
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	kam_out_list(out, columns, n);
	rc = kam_journal_each(c->k, &query, print_change, c, err);
	kam_out_end(out);
	return rc;
}
