/*
 * log: the journal, operation by operation.
 */
#include "crud.h"

#include <inttypes.h>
#include <kam/date.h>
#include <kam/past.h>
#include <kam/undo.h>
#include <string.h>

static const struct kam_out_column table[] = {
	{ "operation", N_("Operation"), KAM_FORM_NUMBER },
	{ "at", N_("When"), KAM_FORM_FIXED },
	{ "actor", N_("Who"), KAM_FORM_TEXT },
	{ "command", N_("Command"), KAM_FORM_TEXT },
	{ "changes", N_("Changes"), KAM_FORM_NUMBER },
	/* from here on for programs: people read it with the command */
	{ "reverts", N_("Reverts"), KAM_FORM_NUMBER },
	{ "undone_by", N_("Undone by"), KAM_FORM_NUMBER },
};
enum { COLUMNS = sizeof table / sizeof *table, FOR_PEOPLE = COLUMNS - 2 };

struct log {
	struct cmd *c;
	struct kam_out *out;
	int64_t operation; /* the one whose row is open; 0: none */
	int64_t changes;
	int64_t reverts, undone_by; /* of that one, or 0 */
	int64_t printed;
	struct kam_reverted reverted;
	struct kam_journal_query query;
	char since[KAM_INSTANT_TEXT], until[KAM_INSTANT_TEXT];
	/* of one record: the operations that touched it, oldest first */
	int64_t *operations;
	size_t n, room;
};

static int is_for_people(const struct cmd *c)
{
	return c->globals.format == KAM_FORMAT_TABLE ||
	       c->globals.format == KAM_FORMAT_MD ||
	       c->globals.format == KAM_FORMAT_HTML;
}

static void print_reverts(struct log *l, const char *key, int64_t operation)
{
	kam_out_key(l->out, key);
	if (operation)
		kam_out_integer(l->out, operation);
	else
		kam_out_null(l->out);
}

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
	if (!is_for_people(l->c)) {
		print_reverts(l, "reverts", l->reverts);
		print_reverts(l, "undone_by", l->undone_by);
	}
	kam_out_end(l->out);
	l->operation = 0;
}

/* What an undo or redo is about in the end: 5, of a redo of the undo of 5. */
static int64_t about(const struct log *l)
{
	for (size_t i = 0; i < l->reverted.n; i++)
		if (l->reverted.items[i].by == l->reverts)
			return l->reverted.items[i].reverts;
	return l->reverts;
}

/* "(undone) kam req rm 1", "kam undo (of 12)" */
static int print_command(struct log *l, const char *command,
			 struct kam_err *err)
{
	struct kam_str said = KAM_STR_INIT, text = KAM_STR_INIT;
	int rc;

	kam_out_key(l->out, "command");
	if (l->reverts)
		kam_str_printf(&said, _("%s (of %" PRId64 ")"), command,
			       about(l));
	else
		kam_str_add(&said, command);
	rc = kam_str_check(&said, err);
	if (!rc && l->undone_by)
		kam_str_printf(&text, _("(undone) %s"), said.data);
	if (!rc)
		rc = kam_str_check(&text, err);
	if (!rc && l->undone_by)
		kam_out_style(l->out, KAM_STYLE_DIM);
	if (!rc)
		kam_out_people(l->out, l->undone_by ? text.data : said.data);
	kam_out_text(l->out, command);
	kam_str_release(&said);
	kam_str_release(&text);
	return rc;
}

static int begin_operation(struct log *l, const struct kam_change *change,
			   struct kam_err *err)
{
	int rc;

	end_operation(l);
	l->operation = change->operation;
	l->changes = change->changes;
	l->reverts = change->reverts;
	l->undone_by = kam_reverted_by(&l->reverted, change->operation);
	l->printed++;
	kam_out_row(l->out);
	kam_out_key(l->out, "operation");
	kam_out_integer(l->out, change->operation);
	kam_out_key(l->out, "at");
	cmd_print_time(l->c, change->at);
	cmd_print_actor(l->c, "actor", change->actor);
	rc = print_command(l, change->command, err);
	if (cmd_nests(l->c)) {
		kam_out_key(l->out, "changes");
		kam_out_array(l->out);
	}
	return rc;
}

static int print_change(void *context, const struct kam_change *change,
			struct kam_err *err)
{
	struct log *l = context;
	char id[64];
	int rc = 0;

	if (change->operation != l->operation)
		rc = begin_operation(l, change, err);
	if (rc || !change->kind)
		return rc;
	snprintf(id, sizeof id, "%s-%" PRId64, change->kind->prefix,
		 change->record);
	kam_out_map(l->out);
	kam_out_key(l->out, "kind");
	kam_out_text(l->out, change->kind->name);
	kam_out_key(l->out, "id");
	kam_out_text(l->out, id);
	cmd_print_changed(l->out, change);
	rc = cmd_change_values(l->c, change, err);
	kam_out_end(l->out);
	return rc;
}

struct log_values {
	const char *since, *until, *actor, *noun;
	struct cmd_integer limit;
	int head;
};
static const struct cmd_option log_options[] = {
	{ "since", 0, CMD_TEXT, N_("DATE"), N_("from this day on"),
	  CMD_AT(struct log_values, since) },
	{ "until", 0, CMD_TEXT, N_("DATE"), N_("to the end of this day"),
	  CMD_AT(struct log_values, until) },
	{ "actor", 0, CMD_TEXT, N_("NAME"),
	  N_("by whoever has this in their name"),
	  CMD_AT(struct log_values, actor) },
	{ "noun", 0, CMD_TEXT, N_("NOUN"), N_("what changed records of it"),
	  CMD_AT(struct log_values, noun) },
	{ "limit", 'n', CMD_INTEGER, N_("N"), N_("the newest N; 0 is all"),
	  CMD_AT(struct log_values, limit) },
	{ "head", 0, CMD_FLAG, NULL,
	  N_("only the last one's number and hash, for 'kam fsck --head'"),
	  CMD_AT(struct log_values, head) },
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

static int read_filters(struct log *l, const struct log_values *v,
			struct kam_err *err)
{
	struct kam_moment until;
	int rc = v->since ? read_since(l, v->since, err) : 0;

	l->query.counted = !cmd_nests(l->c);
	l->query.limit = v->limit.set ? v->limit.value : 50;
	l->query.actor = v->actor;
	if (!rc && v->until) {
		rc = kam_moment_read(&until, l->c->k, v->until, err);
		/* before its beginning there is nothing to list */
		if (rc == KAM_ENOENT && until.now) {
			kam_err_reset(err);
			rc = 0;
		}
		if (!rc)
			kam_instant_format(l->until, until.now);
		l->query.until = l->until;
	}
	if (rc || !v->noun)
		return rc;
	l->query.of = kam_kind_named(l->c->catalogue, v->noun);
	return l->query.of
		   ? 0
		   : kam_fail(err, KAM_EUSAGE, _("no noun '%s'"), v->noun);
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

/* Of one record: looked up one by one, which its index gives. */
static int print_operations(struct log *l, struct kam_err *err)
{
	const int64_t limit = l->query.limit;
	int rc = 0;

	for (size_t i = l->n; i > 0 && !rc && (!limit || l->printed < limit);
	     i--) {
		struct kam_journal_query one = l->query;

		one.kind = NULL;
		one.operation = l->operations[i - 1];
		rc = kam_journal_each(l->c->k, &one, print_change, l, err);
	}
	return rc;
}

static int find_operations(struct log *l, struct kam_err *err)
{
	int rc = kam_journal_each(l->c->k, &l->query, keep_operation, l, err);

	if (!rc && !l->n) {
		rc = kam_fail(err, KAM_ENOENT, _("no %s '%.100s', now or ever"),
			      kam_kind_called(l->query.kind), l->c->words[0]);
		kam_hint(err, _("see 'kam %s list'"),
			 kam_kind_typed(l->query.kind));
	}
	return rc;
}

static int print_head(struct cmd *c, struct kam_err *err)
{
	static const struct kam_out_column head[] = {
		{ "operation", N_("Operation"), KAM_FORM_NUMBER },
		{ "at", N_("When"), KAM_FORM_FIXED },
		{ "hash", N_("Hash"), KAM_FORM_FIXED },
	};
	const struct kam_out_column *columns = cmd_translated(c, head, 3);
	char hash[KAM_HASH_TEXT];
	struct kam_out *out;
	const char *at;
	int64_t operation;
	int rc = columns ? kam_journal_head(&operation, hash, &at, c->k,
					    &c->arena, err)
			 : kam_fail_memory(err);

	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	kam_out_record(out, columns, 3);
	cmd_print_integer(out, "operation", operation);
	kam_out_key(out, "at");
	cmd_print_time(c, at);
	cmd_print_text(out, "hash", operation ? hash : NULL);
	kam_out_end(out);
	return 0;
}

/* What reverts an operation came later: of the newest ones no earlier row need
   be looked at. */
static int read_reverted(struct log *l, struct kam_err *err)
{
	const struct kam_journal_query *q = &l->query;
	const int newest = !q->kind && !q->of && !q->actor && !q->until;
	char hash[KAM_HASH_TEXT];
	const char *at;
	int64_t last;
	int rc = kam_journal_head(&last, hash, &at, l->c->k, &l->c->arena, err);

	if (!newest || !q->limit || q->limit > last)
		last = q->limit;
	return rc ? rc
		  : kam_reverted_read(&l->reverted, l->c->k, &l->c->arena,
				      last - q->limit, err);
}

static int log_words(struct cmd *c, void *values, struct kam_err *err)
{
	const struct log_values *v = values;
	struct log l = { .c = c };
	const size_t n = is_for_people(c) ? FOR_PEOPLE : COLUMNS;
	const struct kam_out_column *columns = cmd_translated(c, table, n);
	int rc = columns ? 0 : kam_fail_memory(err);

	if (!rc && v->head)
		return print_head(c, err);
	if (!rc)
		rc = read_filters(&l, v, err);
	if (!rc && c->n_words)
		rc = read_record(&l, c->words[0], err);
	if (!rc && c->n_words)
		rc = find_operations(&l, err);
	if (!rc)
		rc = read_reverted(&l, err);
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
	"[ID] [--since DATE] [--until DATE] [--actor NAME] [--noun NOUN] "
	"[--limit N] | --head",
	N_("who did what, newest first; to one record"),
	"kam log REQ-1 --limit 5",
};
