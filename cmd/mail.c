/*
 * mail: what waits to be sent, what was sent, and what to do about it.
 */
#include "crud.h"
#include "post.h"

#include <kam/outbox.h>
#include <string.h>
#include <unistd.h>

const struct kam_out_column cmd_mail_columns[CMD_MAIL_COLUMNS] = {
	{ "id", N_("ID"), KAM_FORM_NUMBER },
	{ "status", N_("Status"), KAM_FORM_FIXED },
	{ "recipient", NC_("mail", "To"), KAM_FORM_TEXT },
	{ "subject", N_("Subject"), KAM_FORM_TEXT },
	{ "report", N_("Report"), KAM_FORM_TEXT, 3 },
	{ "person", N_("Person"), KAM_FORM_TEXT, 4 },
	{ "period", N_("Period"), KAM_FORM_FIXED, 2 },
	{ "queued", N_("Queued"), KAM_FORM_FIXED, 6 },
	{ "tried", N_("Tried"), KAM_FORM_FIXED },
	{ "next_try", N_("Next try"), KAM_FORM_FIXED, 7 },
	{ "attempts", N_("Attempts"), KAM_FORM_NUMBER, 5 },
	{ "message_id", N_("Message-ID"), KAM_FORM_TEXT, 1 },
	{ "error", N_("Error"), KAM_FORM_TEXT },
};

/* What waits goes out some time; what went did so once. */
static void spare_what_was(struct kam_out_column *columns)
{
	for (size_t i = 0; i < CMD_MAIL_COLUMNS; i++)
		if (!strcmp(columns[i].key, "tried"))
			columns[i].spare = 7;
		else if (!strcmp(columns[i].key, "next_try"))
			columns[i].spare = 0;
}

static int list(struct cmd *c, int waiting, struct kam_err *err)
{
	struct kam_out_column table[CMD_MAIL_COLUMNS];
	const struct kam_out_column *columns;
	struct kam_out *out;
	int rc;

	memcpy(table, cmd_mail_columns, sizeof table);
	if (waiting)
		spare_what_was(table);
	columns = cmd_translated(c, table, CMD_MAIL_COLUMNS);
	rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);
	if (!rc)
		kam_out_list(out, columns, CMD_MAIL_COLUMNS);
	return rc;
}

int cmd_mail_list(struct cmd *c, struct kam_err *err)
{
	return list(c, 0, err);
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

/* Which program failed is worth less than why, where there is room for one:
   its folder is left out. */
static const char *brief(const char *error)
{
	size_t name = 0;

	for (size_t i = 0; error[0] == '/' && error[i] && error[i] != ':'; i++)
		if (error[i] == '/')
			name = i + 1;
	return error + name;
}

void cmd_mail_values(struct cmd *c, const struct kam_outgoing *m)
{
	struct kam_out *out = c->out;
	const char *state = kam_mail_states[m->state];

	kam_out_key(out, "id");
	kam_out_integer(out, m->id);
	kam_out_key(out, "status");
	kam_out_style(out, m->state == KAM_MAIL_UNKNOWN  ? KAM_STYLE_BAD
			   : m->state == KAM_MAIL_QUEUED ? KAM_STYLE_WARN
							 : KAM_STYLE_PLAIN);
	kam_out_people(out, kam_gettext_in("mail", state));
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
	kam_out_key(out, "error");
	if (m->error)
		kam_out_people(out, brief(m->error));
	kam_out_text(out, m->error);
}

int cmd_mail_print(void *context, const struct kam_outgoing *m,
		   struct kam_err *err)
{
	struct cmd *c = context;

	(void)err;
	kam_out_row(c->out);
	cmd_mail_values(c, m);
	kam_out_end(c->out);
	return 0;
}

static int print(struct cmd *c, const struct kam_outbox_query *query,
		 struct kam_err *err)
{
	int rc = list(c, query->open, err);

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

int cmd_mail_ids(int64_t **ids, struct cmd *c, struct kam_err *err)
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
	int rc = cmd_mail_ids(&ids, c, err);

	(void)values;
	if (!rc)
		rc = cmd_post_read(&post, c, err);
	return rc ? rc : cmd_post_flush_now(c, &post, ids, c->n_words, err);
}

/* Not beside somebody who sends: what is on its way can't be dropped. */
static int drop(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_outbox_query query = { .open = 0 };
	int64_t *ids;
	int fd, rc = cmd_mail_ids(&ids, c, err);

	(void)values;
	if (!rc)
		rc = cmd_post_lock(&fd, c, err);
	if (rc)
		return rc;
	rc = kam_outbox_orphans(c->k, err);
	for (size_t i = 0; i < c->n_words && !rc; i++)
		rc = kam_outbox_drop(c->k, ids[i], err);
	(void)close(fd);
	if (!rc)
		rc = list(c, 1, err);
	for (size_t i = 0; i < c->n_words && !rc; i++) {
		query.id = ids[i];
		rc = kam_outbox_each(c->k, &query, cmd_mail_print, c, err);
	}
	if (!rc)
		kam_out_end(c->out);
	return rc;
}

static const struct cmd_verb verbs[] = {
	{ "queue", queue, CMD_REGISTER_READ | CMD_NO_SCOPE, 0, 0, NULL, 0, "",
	  N_("list what waits to be sent, or may have been"),
	  "kam mail queue" },
	{ "show", cmd_mail_show, CMD_REGISTER_READ | CMD_NO_SCOPE, 1, 1,
	  cmd_mail_show_options, sizeof(struct cmd_mail_show), "ID [--raw]",
	  N_("what a message says and what became of it"), NULL },
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
