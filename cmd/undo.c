/*
 * undo and redo: one's own operations taken back and done again.
 */
#include "crud.h"

#include <inttypes.h>
#include <kam/undo.h>
#include <stdlib.h>
#include <string.h>

struct undo {
	int others, dry_run;
};
static const struct cmd_option options[] = {
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("show what would change"),
	  CMD_AT(struct undo, dry_run) },
	{ "others", 0, CMD_FLAG, NULL, N_("also an operation of somebody else"),
	  CMD_AT(struct undo, others) },
	{ NULL },
};

/* For people: what changes, one line each. */
static const struct kam_out_column table[] = {
	{ "id", N_("ID"), KAM_FORM_FIXED },
	{ "field", N_("Field"), KAM_FORM_FIXED },
	{ "before", N_("Before"), KAM_FORM_TEXT },
	{ "after", N_("After"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

static int print_change(void *context, const struct kam_change *change,
			struct kam_err *err)
{
	struct cmd *c = context;
	char id[KAM_ID_TEXT];
	int rc;

	kam_id_format(id, change->kind, change->record);
	if (cmd_nests(c)) {
		kam_out_map(c->out);
		cmd_print_text(c->out, "kind", change->kind->name);
	} else {
		kam_out_row(c->out);
	}
	cmd_print_text(c->out, "id", id);
	cmd_print_changed(c->out, change);
	rc = cmd_change_values(c, change, err);
	kam_out_end(c->out);
	return rc;
}

static void print_number(struct kam_out *out, const char *key, int64_t number)
{
	kam_out_key(out, key);
	if (number)
		kam_out_integer(out, number);
	else
		kam_out_null(out);
}

/* The changes come first, as they are made before it is known how many. */
static void print_rest(struct cmd *c, const struct kam_undone *u)
{
	if (!cmd_nests(c)) {
		kam_out_end(c->out);
		return;
	}
	kam_out_end(c->out);
	print_number(c->out, "operation", u->operation);
	cmd_print_integer(c->out, "reverts", u->reverts);
	cmd_print_integer(c->out, "of", u->of);
	cmd_print_text(c->out, "at", u->at);
	cmd_print_text(c->out, "actor", u->actor);
	cmd_print_text(c->out, "command", u->command);
	cmd_print_integer(c->out, "records", u->records);
	kam_out_end(c->out);
}

static void begin(struct cmd *c, const struct kam_out_column *columns)
{
	if (!cmd_nests(c)) {
		kam_out_list(c->out, columns, COLUMNS);
		return;
	}
	kam_out_record(c->out, NULL, 0);
	kam_out_key(c->out, "changes");
	kam_out_array(c->out);
}

static void tell(struct cmd *c, const struct kam_undone *u, int redo,
		 int dry_run)
{
	const char *said = dry_run
			       ? redo ? _("would do again") : _("would undo")
			   : redo ? _("did again")
				  : _("undid");

	cmd_say(c, "%s %" PRId64 ": %s", said, u->of, u->command);
}

static int read_operation(int64_t *out, const struct cmd *c,
			  struct kam_err *err)
{
	const char *word = c->words[0];
	char *end;

	*out = strtoll(word, &end, 10);
	if (*word >= '1' && *word <= '9' && !*end && end - word < 19)
		return 0;
	return cmd_usage(c, err, _("'%.60s' is no number of an operation"),
			 word);
}

static int revert(struct cmd *c, const struct undo *v, int redo,
		  struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	struct kam_undo_options how = {
		.redo = redo,
		.others = v->others,
		.dry_run = v->dry_run,
		.each = print_change,
		.context = c,
	};
	struct kam_undone done;
	struct kam_out *out;
	int rc = columns ? 0 : kam_fail_memory(err);

	if (!rc && c->n_words)
		rc = read_operation(&how.operation, c, err);
	else if (!rc && v->others)
		rc = cmd_usage(c, err, "%s",
			       _("'--others' needs an operation's number"));
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	begin(c, columns);
	rc = kam_undo(&done, c->k, &c->arena, &how, err);
	if (rc)
		return rc;
	print_rest(c, &done);
	tell(c, &done, redo, v->dry_run);
	return 0;
}

static int undo(struct cmd *c, void *values, struct kam_err *err)
{
	return revert(c, values, 0, err);
}

static int redo(struct cmd *c, void *values, struct kam_err *err)
{
	return revert(c, values, 1, err);
}

const struct cmd_verb cmd_word_undo = {
	"undo",
	undo,
	CMD_REGISTER_WRITE | CMD_NO_SCOPE,
	0,
	1,
	options,
	sizeof(struct undo),
	"[OPERATION] [--dry-run]",
	N_("take back what you did last, or an operation by its number"),
	"kam undo --dry-run",
};

const struct cmd_verb cmd_word_redo = {
	"redo",
	redo,
	CMD_REGISTER_WRITE | CMD_NO_SCOPE,
	0,
	1,
	options,
	sizeof(struct undo),
	"[OPERATION] [--dry-run]",
	N_("do again what you undid last"),
	"kam redo --dry-run",
};
