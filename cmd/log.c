/*
 * log: the journal, operation by operation.
 */
#include "crud.h"

#include <inttypes.h>
#include <kam/date.h>
#include <string.h>

static const struct kam_out_column table[] = {
	{ "operation", N_("Operation"), KAM_FORM_NUMBER },
	{ "at", N_("When"), KAM_FORM_FIXED },
	{ "actor", N_("Who"), KAM_FORM_TEXT },
	{ "command", N_("Command"), KAM_FORM_TEXT },
	{ "changes", N_("Changes"), KAM_FORM_NUMBER },
};

struct log {
	struct cmd *c;
	struct kam_out *out;
	int64_t operation; /* the one whose row is open; 0: none */
	int64_t changes;
	struct kam_journal_query query;
	char since[KAM_INSTANT_TEXT];
	/* of one record: the operations that touched it, oldest first */
	int64_t *operations;
	size_t n, room;
};

static void end_operation(struct log *l)
{
	if (!l->operation)
		return;
	if (cmd_nests(l->c)) {
		kam_out_end(l->out);
	} else {
		kam_out_key(l->out, "changes");
		kam_out_integer(l->out, l->changes);
	}
	kam_out_end(l->out);
	l->operation = 0;
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
	cmd_print_time(l->c, change->at);
	kam_out_key(l->out, "actor");
	kam_out_text(l->out, change->actor);
	kam_out_key(l->out, "command");
	kam_out_text(l->out, change->command);
	if (cmd_nests(l->c)) {
		kam_out_key(l->out, "changes");
		kam_out_array(l->out);
	}
}

static int print_change(void *context, const struct kam_change *change,
			struct kam_err *err)
{
	struct log *l = context;
	char id[64];
	int rc;

	if (change->operation != l->operation)
		begin_operation(l, change);
	if (!change->kind)
		return 0;
	l->changes++;
	if (!cmd_nests(l->c))
		return 0;
	snprintf(id, sizeof id, "%s-%" PRId64, change->kind->prefix,
		 change->record);
	kam_out_map(l->out);
	kam_out_key(l->out, "kind");
	kam_out_text(l->out, change->kind->name);
	kam_out_key(l->out, "id");
	kam_out_text(l->out, id);
	kam_out_key(l->out, "field");
	kam_out_text(l->out, cmd_change_field(change));
	rc = cmd_change_values(l->c, change, err);
	kam_out_end(l->out);
	return rc;
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
static int read_since(struct log *l, const char *text, struct kam_err *err)
{
	struct kam *k = l->c->k;
	int64_t instant;
	int rc =
	    kam_instant_read(&instant, text, kam_now(k), kam_zone_of(k), err);

	if (!rc)
		kam_instant_format(l->since, instant);
	l->query.since = l->since;
	return rc;
}

/* An ID, whether there is such a record or was; an account's or project's
   key. */
static int read_record(struct log *l, const char *word, struct kam_err *err)
{
	const struct kam_catalogue *all = l->c->catalogue;
	struct kam_err ignored = { 0 };

	if (!kam_id_parse(&l->query.kind, &l->query.record, all, word,
			  &ignored))
		return 0;
	l->query.kind =
	    kam_kind_find(all, strchr(word, '/') ? "project" : "account");
	return kam_resolve(&l->query.record, l->c->k, l->query.kind, word, err);
}

static int keep_operation(void *context, const struct kam_change *change,
			  struct kam_err *err)
{
	struct log *l = context;
	int64_t *grown;

	if (l->n && l->operations[l->n - 1] == change->operation)
		return 0;
	if (l->n == l->room) {
		l->room = l->room ? 2 * l->room : 64;
		grown = kam_arena_array(&l->c->arena, l->room, sizeof *grown);
		if (!grown)
			return kam_fail_memory(err);
		if (l->n)
			memcpy(grown, l->operations, l->n * sizeof *grown);
		l->operations = grown;
	}
	l->operations[l->n++] = change->operation;
	return 0;
}

static int print_operations(struct log *l, struct kam_err *err)
{
	size_t least = 0;
	int rc = 0;

	if (l->query.limit && (int64_t)l->n > l->query.limit)
		least = l->n - (size_t)l->query.limit;
	for (size_t i = l->n; i > least && !rc; i--) {
		struct kam_journal_query one = {
			.operation = l->operations[i - 1],
			.since = l->since,
		};

		rc = kam_journal_each(l->c->k, &one, print_change, l, err);
	}
	return rc;
}

static int find_operations(struct log *l, struct kam_err *err)
{
	int rc = kam_journal_each(l->c->k, &l->query, keep_operation, l, err);

	if (!rc && !l->n) {
		rc = kam_fail(err, KAM_ENOENT, _("no %s '%.100s', now or ever"),
			      _(l->query.kind->name), l->c->words[0]);
		kam_hint(err, _("see 'kam %s list'"), l->query.kind->name);
	}
	return rc;
}

static int log_words(struct cmd *c, void *values, struct kam_err *err)
{
	const struct log_values *v = values;
	const size_t n = sizeof table / sizeof *table;
	const struct kam_out_column *columns = cmd_translated(c, table, n);
	struct log l = { .c = c };
	int rc = columns ? 0 : kam_fail_memory(err);

	l.query.limit = v->limit.set ? v->limit.value : 50;
	if (!rc && v->since)
		rc = read_since(&l, v->since, err);
	if (!rc && c->n_words)
		rc = read_record(&l, c->words[0], err);
	if (!rc && c->n_words)
		rc = find_operations(&l, err);
	if (!rc)
		rc = cmd_out(c, &l.out, err);
	if (rc)
		return rc;
	kam_out_list(l.out, columns, n);
	rc = c->n_words
		 ? print_operations(&l, err)
		 : kam_journal_each(c->k, &l.query, print_change, &l, err);
	end_operation(&l);
	kam_out_end(l.out);
	return rc;
}

const struct cmd_verb cmd_word_log = {
	"log",
	log_words,
	CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT,
	0,
	1,
	log_options,
	sizeof(struct log_values),
	"[ID] [--since DATE] [--limit N]",
	N_("who did what, newest first; to one record"),
	"kam log REQ-1 --limit 5",
};
