/*
 * mail: what waits to be sent, what was sent, and what to do about it.
 */
#include "crud.h"
#include "post.h"

#include <kam/outbox.h>
#include <string.h>
#include <unistd.h>

static const struct kam_out_column table[] = {
	{ "id", N_("ID"), KAM_FORM_NUMBER },
	{ "status", N_("Status"), KAM_FORM_FIXED },
	{ "recipient", N_("To"), KAM_FORM_TEXT },
	{ "subject", N_("Subject"), KAM_FORM_TEXT },
	{ "report", N_("Report"), KAM_FORM_TEXT },
	{ "person", N_("Person"), KAM_FORM_TEXT },
	{ "period", N_("Period"), KAM_FORM_FIXED },
	{ "queued", N_("Queued"), KAM_FORM_FIXED },
	{ "tried", N_("Tried"), KAM_FORM_FIXED },
	{ "next_try", N_("Next try"), KAM_FORM_FIXED },
	{ "attempts", N_("Attempts"), KAM_FORM_NUMBER },
	{ "message_id", N_("Message-ID"), KAM_FORM_TEXT },
	{ "error", N_("Error"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

int cmd_mail_list(struct cmd *c, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (!rc)
		kam_out_list(out, columns, COLUMNS);
	return rc;
}

/* People see the register's wall clock. */
static void print_time(struct cmd *c, const char *key, const char *at)
{
	kam_out_key(c->out, key);
	if (at && c->k)
		cmd_print_time(c, at);
	else
		kam_out_text(c->out, at);
}

int cmd_mail_print(void *context, const struct kam_outgoing *m,
		   struct kam_err *err)
{
	struct cmd *c = context;
	struct kam_out *out = c->out;
	const char *state = kam_mail_states[m->state];

	(void)err;
	kam_out_row(out);
	kam_out_key(out, "id");
	kam_out_integer(out, m->id);
	kam_out_key(out, "status");
	kam_out_style(out, m->state == KAM_MAIL_UNKNOWN  ? KAM_STYLE_BAD
			   : m->state == KAM_MAIL_QUEUED ? KAM_STYLE_WARN
							 : KAM_STYLE_PLAIN);
	kam_out_people(out, _(state));
	kam_out_text(out, state);
	cmd_print_text(out, "recipient", m->recipient);
	cmd_print_text(out, "subject", m->subject);
	cmd_print_text(out, "report", m->report);
	cmd_print_text(out, "person", m->person);
	cmd_print_text(out, "period", m->period);
	print_time(c, "queued", m->queued);
	print_time(c, "tried", m->tried);
	print_time(c, "next_try", m->next_try);
	kam_out_key(out, "attempts");
	kam_out_integer(out, m->attempts);
	cmd_print_text(out, "message_id", m->message_id);
	cmd_print_text(out, "error", m->error);
	kam_out_end(out);
	return 0;
}

static int print(struct cmd *c, const struct kam_outbox_query *query,
		 struct kam_err *err)
{
	int rc = cmd_mail_list(c, err);

	if (!rc)
		rc = kam_outbox_each(c->k, query, cmd_mail_print, c, err);
	if (!rc)
		kam_out_end(c->out);
	return rc;
}

static int queue(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_outbox_query query = { .open = 1 };

	(void)values;
	return print(c, &query, err);
}

struct log_values {
	struct cmd_integer limit;
};
static const struct cmd_option log_options[] = {
	{ "limit", 'n', CMD_INTEGER, N_("N"), N_("the newest N; 0 is all"),
	  CMD_AT(struct log_values, limit) },
	{ NULL },
};

static int log_all(struct cmd *c, void *values, struct kam_err *err)
{
	const struct log_values *v = values;
	const struct kam_outbox_query query = {
		.limit = v->limit.set ? v->limit.value : 50,
	};

	return print(c, &query, err);
}

static int read_ids(int64_t **ids, struct cmd *c, struct kam_err *err)
{
	*ids = kam_arena_array(&c->arena, c->n_words + 1, sizeof **ids);
	if (!*ids)
		return kam_fail_memory(err);
	for (size_t i = 0; i < c->n_words; i++) {
		char *end;

		(*ids)[i] = strtoll(c->words[i], &end, 10);
		if (*end || (*ids)[i] < 1)
			return cmd_usage(c, err,
					 _("'%.60s' is no message's number"),
					 c->words[i]);
	}
	return 0;
}

static int flush(struct cmd *c, void *values, struct kam_err *err)
{
	struct cmd_post post;
	int64_t *ids;
	int rc = read_ids(&ids, c, err);

	(void)values;
	if (!rc)
		rc = cmd_post_read(&post, c, err);
	return rc ? rc : cmd_post_flush_now(c, &post, ids, c->n_words, err);
}

/* Not beside somebody who sends: what is on its way can't be dropped. */
static int drop(struct cmd *c, void *values, struct kam_err *err)
{
	int64_t *ids;
	int fd, rc = read_ids(&ids, c, err);

	(void)values;
	if (!rc)
		rc = cmd_post_lock(&fd, c, err);
	if (rc)
		return rc;
	rc = kam_outbox_orphans(c->k, err);
	for (size_t i = 0; i < c->n_words && !rc; i++)
		rc = kam_outbox_drop(c->k, ids[i], err);
	(void)close(fd);
	return rc;
}

static const struct cmd_verb verbs[] = {
	{ "queue", queue, CMD_REGISTER_READ | CMD_NO_SCOPE, 0, 0, NULL, 0, "",
	  N_("list what waits to be sent, or may have been"),
	  "kam mail queue" },
	{ "flush", flush, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 0, CMD_ANY, NULL,
	  0, "[ID …]",
	  N_("send what waits, now; by ID also what may have been sent"),
	  "kam mail flush" },
	{ "log", log_all, CMD_REGISTER_READ | CMD_NO_SCOPE, 0, 0, log_options,
	  sizeof(struct log_values), "[--limit N]",
	  N_("list what was sent, dropped and waits, newest first"),
	  "kam mail log --limit 10" },
	{ "drop", drop, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, CMD_ANY, NULL, 0,
	  "ID …", N_("give up what waits, or may have been sent"), NULL },
	{ NULL },
};
const struct cmd_noun cmd_noun_mail = {
	"mail", NULL, N_("mail that kam sends: what waits, what was sent"),
	verbs, "queue"
};
