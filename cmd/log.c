/*
 * log and history: the journal, read.
 */
#include "crud.h"

#include <inttypes.h>
#include <kam/areas.h>
#include <kam/date.h>
#include <kam/record_io.h>
#include <string.h>

/* A text without its quotes, a reference by its ID, yes and no in words. */
static void print_people(struct kam_out *out, const struct kam_change *change,
			 const char *value)
{
	int field = change->field ? kam_field_find(change->kind, change->field)
				  : KAM_NO_FIELD;
	const struct kam_field *f =
	    field >= 0 ? &change->kind->fields[field] : NULL;
	struct kam_str text = KAM_STR_INIT;
	cJSON *parsed = NULL;

	if (*value == '"')
		parsed = cJSON_Parse(value);
	/* a whole record is for programs; people have `show` */
	if (parsed)
		kam_str_add(&text, parsed->valuestring);
	else if (f && f->type == KAM_REF && *value != 'n')
		kam_str_printf(&text, "%s-%s",
			       kam_kind_find(kam_kinds(), f->target)->prefix,
			       value);
	else if (f && f->type == KAM_FLAG && *value != 'n')
		kam_str_add(&text, *value == '1' ? _("yes") : _("no"));
	else if (f && strcmp(value, "null") != 0)
		kam_str_add(&text, value);
	kam_out_people(out, text.data);
	cJSON_Delete(parsed);
	kam_str_release(&text);
}

static void print_one(struct kam_out *out, const char *key,
		      const struct kam_change *change, const char *value)
{
	kam_out_key(out, key);
	if (value)
		print_people(out, change, value);
	kam_out_text(out, value);
}

/* One change as a row of history, or an entry of an operation's array. */
static void print_values(struct kam_out *out, const struct kam_change *change)
{
	print_one(out, "before", change, change->before);
	print_one(out, "after", change, change->after);
}

/* What people call a field; the store's own have a mark in front. */
static const char *field_name(const struct kam_change *change)
{
	if (!change->field)
		return change->after ? "created" : "removed";
	return *change->field == '~' ? change->field + 1 : change->field;
}

static const struct kam_out_column history_table[] = {
	{ "operation", N_("Operation"), KAM_FORM_NUMBER },
	{ "at", N_("When"), KAM_FORM_FIXED },
	{ "actor", N_("Who"), KAM_FORM_TEXT },
	{ "field", N_("Field"), KAM_FORM_FIXED },
	{ "before", N_("Before"), KAM_FORM_TEXT },
	{ "after", N_("After"), KAM_FORM_TEXT },
};

struct log {
	struct cmd *c;
	struct kam_out *out;
	int64_t operation; /* the one whose row is open; 0: none */
	int64_t changes;
	int nested; /* machine formats list the changes */
	char at[KAM_INSTANT_TEXT];
};

static void print_time(struct log *l, const char *at)
{
	char local[KAM_LOCAL_TEXT];

	kam_local_time(local, l->c->k, at);
	kam_out_people(l->out, local);
	kam_out_text(l->out, at);
}

static int print_change(void *context, const struct kam_change *change,
			struct kam_err *err)
{
	struct log *l = context;

	(void)err;
	kam_out_row(l->out);
	kam_out_key(l->out, "operation");
	kam_out_integer(l->out, change->operation);
	kam_out_key(l->out, "at");
	print_time(l, change->at);
	kam_out_key(l->out, "actor");
	kam_out_text(l->out, change->actor);
	kam_out_key(l->out, "field");
	kam_out_text(l->out, field_name(change));
	print_values(l->out, change);
	kam_out_end(l->out);
	return 0;
}

int cmd_history(struct cmd *c, void *values, struct kam_err *err)
{
	const size_t n = sizeof history_table / sizeof *history_table;
	const struct kam_out_column *columns =
	    cmd_translated(c, history_table, n);
	struct kam_journal_query query = { .kind = c->kind };
	struct log l = { .c = c };
	int rc = columns ? 0 : kam_fail_memory(err);

	(void)values;
	if (!rc)
		rc =
		    kam_resolve(&query.record, c->k, c->kind, c->words[0], err);
	if (!rc)
		rc = cmd_out(c, &l.out, err);
	if (rc)
		return rc;
	kam_out_list(l.out, columns, n);
	rc = kam_journal_each(c->k, &query, print_change, &l, err);
	kam_out_end(l.out);
	return rc;
}

static const struct kam_out_column log_table[] = {
	{ "operation", N_("Operation"), KAM_FORM_NUMBER },
	{ "at", N_("When"), KAM_FORM_FIXED },
	{ "actor", N_("Who"), KAM_FORM_TEXT },
	{ "command", N_("Command"), KAM_FORM_TEXT },
	{ "changes", N_("Changes"), KAM_FORM_NUMBER },
};

static void end_operation(struct log *l)
{
	if (!l->operation)
		return;
	if (l->nested) {
		kam_out_end(l->out);
	} else {
		kam_out_key(l->out, "changes");
		kam_out_integer(l->out, l->changes);
	}
	kam_out_end(l->out);
}

static void begin_operation(struct log *l, const struct kam_change *change)
{
	end_operation(l);
	l->operation = change->operation;
	l->changes = 0;
	kam_out_row(l->out);
	kam_out_key(l->out, "operation");
	kam_out_integer(l->out, change->operation);
	kam_out_key(l->out, "at");
	print_time(l, change->at);
	kam_out_key(l->out, "actor");
	kam_out_text(l->out, change->actor);
	kam_out_key(l->out, "command");
	kam_out_text(l->out, change->command);
	if (l->nested) {
		kam_out_key(l->out, "changes");
		kam_out_array(l->out);
	}
}

static int log_change(void *context, const struct kam_change *change,
		      struct kam_err *err)
{
	struct log *l = context;
	char id[64];

	(void)err;
	if (change->operation != l->operation)
		begin_operation(l, change);
	if (!change->kind)
		return 0;
	l->changes++;
	if (!l->nested)
		return 0;
	snprintf(id, sizeof id, "%s-%" PRId64, change->kind->prefix,
		 change->record);
	kam_out_map(l->out);
	kam_out_key(l->out, "kind");
	kam_out_text(l->out, change->kind->name);
	kam_out_key(l->out, "id");
	kam_out_text(l->out, id);
	kam_out_key(l->out, "field");
	kam_out_text(l->out, field_name(change));
	print_values(l->out, change);
	kam_out_end(l->out);
	return 0;
}

struct log_values {
	const char *since;
	struct cmd_integer limit;
};
static const struct cmd_option log_options[] = {
	{ "since", 0, CMD_TEXT, N_("DATE"), N_("from this day on"),
	  CMD_AT(struct log_values, since) },
	{ "limit", 'n', CMD_INTEGER, N_("N"), N_("the newest N; 0 is all"),
	  CMD_AT(struct log_values, limit) },
	{ NULL },
};

/* The first moment of the day, or the moment, as the journal writes it. */
static int read_since(char at[KAM_INSTANT_TEXT], struct cmd *c,
		      const char *text, struct kam_err *err)
{
	int64_t instant;
	int rc = kam_instant_read(&instant, text, kam_now(c->k),
				  kam_zone_of(c->k), err);

	if (!rc)
		kam_instant_format(at, instant);
	return rc;
}

static int log_words(struct cmd *c, void *values, struct kam_err *err)
{
	const struct log_values *v = values;
	const size_t n = sizeof log_table / sizeof *log_table;
	const struct kam_out_column *columns = cmd_translated(c, log_table, n);
	struct kam_journal_query query = {
		.limit = v->limit.set ? v->limit.value : 50,
	};
	struct log l = { .c = c };
	int rc = columns ? 0 : kam_fail_memory(err);

	l.nested = c->globals.format == KAM_FORMAT_JSON ||
		   c->globals.format == KAM_FORMAT_JSONL;
	if (!rc && v->since)
		rc = read_since(l.at, c, v->since, err);
	query.since = l.at;
	if (!rc)
		rc = cmd_out(c, &l.out, err);
	if (rc)
		return rc;
	kam_out_list(l.out, columns, n);
	rc = kam_journal_each(c->k, &query, log_change, &l, err);
	end_operation(&l);
	kam_out_end(l.out);
	return rc;
}

const struct cmd_verb cmd_word_log = {
	"log",
	log_words,
	CMD_REGISTER_READ | CMD_NO_SCOPE,
	0,
	0,
	log_options,
	sizeof(struct log_values),
	"[--since DATE] [--limit N]",
	N_("who did what, newest first"),
	"kam log --limit 5",
};
