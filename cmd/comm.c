/*
 * comm log: a conversation in one line, with what is to be done next.
 */
#include "comm.h"
#include "crud.h"
#include "ingest.h"

#include <kam/areas.h>
#include <kam/channel.h>
#include <kam/thread.h>
#include <kam/utf8.h>
#include <string.h>

struct log {
	struct cmd_many with;
	const char *next, *next_owner, *next_due, *in_reply_to;
};
static const struct cmd_option log_options[] = {
	{ "with", 'w', CMD_MANY, N_("CONTACT"),
	  N_("who it was with; again for each"), CMD_AT(struct log, with) },
	{ "in-reply-to", 0, CMD_TEXT, "COMM",
	  N_("which one it answers, by whatever channel: one thread"),
	  CMD_AT(struct log, in_reply_to) },
	{ "next", 0, CMD_TEXT, N_("TEXT"), N_("what is to be done next"),
	  CMD_AT(struct log, next) },
	{ "next-owner", 0, CMD_TEXT, N_("MEMBER"), N_("who does it"),
	  CMD_AT(struct log, next_owner) },
	{ "next-due", 0, CMD_TEXT, N_("DATE"), N_("by when"),
	  CMD_AT(struct log, next_due) },
	{ NULL },
};

static int set_contacts(struct cmd *c, struct kam_record *comm,
			const struct log *v, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < v->with.n && !rc; i++) {
		int64_t id;

		rc = kam_resolve(&id, c->k, &kam_contact_kind, v->with.items[i],
				 err);
		if (!rc)
			rc = kam_record_add_ref(c->k, comm, KAM_COMM_CONTACTS,
						id, NULL, err);
	}
	if (rc)
		kam_field(err, "with");
	return rc;
}

/* The next action, of the conversation's account, linked both ways. */
static int add_action(struct cmd *c, struct kam_record *comm,
		      const struct log *v, struct kam_err *err)
{
	const struct kam_value *of = comm->values;
	struct kam_record *action, *before;
	int rc = kam_record_new(&action, &c->arena, &kam_action_kind, err);

	if (!rc)
		rc = kam_record_set(c->k, action, KAM_ACTION_TITLE, v->next,
				    err);
	if (!rc)
		rc = kam_record_set_ref(c->k, action, KAM_ACTION_ACCOUNT,
					of[KAM_COMM_ACCOUNT].integer, err);
	if (!rc)
		rc = kam_record_set_ref(c->k, action, KAM_ACTION_PROJECT,
					of[KAM_COMM_PROJECT].integer, err);
	if (!rc && v->next_owner)
		rc = kam_record_set(c->k, action, KAM_ACTION_OWNER,
				    v->next_owner, err);
	if (!rc && v->next_due)
		rc = kam_record_set(c->k, action, KAM_ACTION_DUE, v->next_due,
				    err);
	if (!rc) {
		const char *about =
		    kam_arena_printf(&c->arena, "%s-%lld", comm->kind->prefix,
				     (long long)comm->id);

		rc = about ? kam_record_set(c->k, action, KAM_ACTION_ABOUT,
					    about, err)
			   : kam_fail_memory(err);
	}
	if (!rc)
		rc = kam_record_insert(c->k, action, err);
	if (!rc)
		rc = kam_record_load(&before, c->k, &c->arena, comm->kind,
				     comm->id, err);
	if (!rc)
		rc = kam_record_set_ref(c->k, comm, KAM_COMM_NEXT_ACTION,
					action->id, err);
	return rc ? rc : kam_record_update(c->k, before, comm, err);
}

/* What the customer began is theirs to mind. */
static int find_doubts(struct cmd *c, const struct kam_record *comm,
		       struct kam_err *err)
{
	const struct kam_value *with = &comm->values[KAM_COMM_CONTACTS];
	const struct kam_value *direction = &comm->values[KAM_COMM_DIRECTION];
	const char *channel = comm->values[KAM_COMM_CHANNEL].text;
	int rc = 0;

	if (direction->set && !strcmp(direction->text, "in"))
		return 0;
	for (size_t i = 0; i < with->n_refs && !rc; i++) {
		const struct kam_ref *who = &with->refs[i];
		enum kam_channel_doubt doubt;

		rc = kam_channel_doubt(&doubt, c->k, who->id, channel, err);
		if (rc || doubt == KAM_DOUBT_NONE)
			continue;
		kam_str_printf(&c->doubts,
			       doubt == KAM_DOUBT_OPT_OUT
				   ? _("%s %s wants no mail (opt-out)\n")
				   : _("%s %s wants it by another channel: "
				       "kam channel list contact=%s\n"),
			       who->key, who->title ? who->title : "",
			       who->key);
	}
	return rc ? rc : kam_str_check(&c->doubts, err);
}

/* What it answers is of the same account, unless another was said. */
static int answer(struct cmd *c, struct kam_record *comm, const char *word,
		  struct kam_err *err)
{
	struct kam_value *account = &comm->values[KAM_COMM_ACCOUNT];
	struct kam_record *other;
	int rc = cmd_load(&other, c, c->kind, word, err);

	if (rc) {
		kam_field(err, "in_reply_to");
		return rc;
	}
	if (!account->set)
		rc = kam_record_set_ref(c->k, comm, KAM_COMM_ACCOUNT,
					other->values[KAM_COMM_ACCOUNT].integer,
					err);
	return rc ? rc : kam_thread_answer(c->k, comm, other->id, err);
}

static int log_one(struct cmd *c, const struct log *v, struct kam_err *err)
{
	struct kam_str summary = KAM_STR_INIT;
	struct kam_record *comm;
	int rc = kam_record_new(&comm, &c->arena, c->kind, err);

	for (size_t i = 0; i < c->n_words; i++)
		kam_str_printf(&summary, "%s%s", i ? " " : "", c->words[i]);
	if (!rc)
		rc = kam_str_check(&summary, err);
	if (!rc)
		rc = cmd_set_fields(c, comm, err);
	if (!rc && summary.length)
		rc = kam_record_set(c->k, comm, KAM_COMM_SUMMARY, summary.data,
				    err);
	if (!rc)
		rc = set_contacts(c, comm, v, err);
	if (!rc && v->in_reply_to)
		rc = answer(c, comm, v->in_reply_to, err);
	if (!rc)
		rc = kam_record_insert(c->k, comm, err);
	if (!rc && v->next)
		rc = add_action(c, comm, v, err);
	if (!rc)
		rc = find_doubts(c, comm, err);
	kam_str_release(&summary);
	if (!rc)
		rc = cmd_written(c, comm, err);
	if (!rc && v->next && cmd_for_people(c)) {
		kam_str_printf(
		    &c->text, _("next: ACT-%lld  "),
		    (long long)comm->values[KAM_COMM_NEXT_ACTION].integer);
		kam_utf8_show(&c->text, v->next, KAM_SHOW_LINE);
		kam_str_add_char(&c->text, '\n');
	}
	return rc ? rc : kam_str_check(&c->text, err);
}

static int log_comm(struct cmd *c, void *values, struct kam_err *err)
{
	const struct log *v = values;
	int rc;

	if (!v->next && (v->next_owner || v->next_due))
		return cmd_usage(c, err, "%s",
				 _("--next says what is to be done"));
	rc = kam_operation_begin(c->k, err);
	return rc ? rc : kam_operation_end(c->k, log_one(c, v, err), err);
}

static const struct cmd_verb verbs[] = {
	{ "log", log_comm, CMD_REGISTER_WRITE | CMD_FIELDS | CMD_SCOPE_FIELDS,
	  0, CMD_ANY, log_options, sizeof(struct log),
	  "SUMMARY [--channel CHANNEL] [--with CONTACT …] [--next TEXT]",
	  N_("log a conversation, and what is to be done next"),
	  "kam comm log 'asked for a demo' -A acme --channel call" },
	{ "ingest", cmd_ingest, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, CMD_ANY,
	  cmd_ingest_options, sizeof(struct cmd_ingest),
	  "FILE.eml|MBOX|MAILDIR|- … [-A ACCOUNT] [--since DATE]",
	  N_("log mail, by the addresses of contacts and members; -A for that "
	     "of people unknown, or known to several accounts"),
	  "kam comm ingest inbox.mbox --since 2026-11-01 --dry-run" },
	{ "thread", cmd_thread, CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT,
	  1, 1, NULL, 0, "COMM",
	  N_("all of a thread, by mail or otherwise, in the order of time"),
	  "kam comm thread COM-1" },
	{ "minutes", cmd_minutes, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  cmd_minutes_options, sizeof(struct cmd_minutes),
	  "COMM [--from FILE | --show]",
	  N_("write minutes, in the editor or from a file, or show them"),
	  NULL },
	{ "gaps", cmd_gaps, CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED, 0, 0,
	  cmd_gaps_options, sizeof(struct cmd_gaps),
	  "[--all] [--owner X] [-A ACCOUNT]",
	  N_("with whom nobody has spoken for longer than was meant"),
	  "kam comm gaps --all" },
	{ "stats", cmd_stats, CMD_REGISTER_READ | CMD_REPORT, 0, 0,
	  cmd_stats_options, sizeof(struct cmd_stats),
	  "[--by contact] [--since DATE] [-A ACCOUNT]",
	  N_("how much was said, and how soon we answered"),
	  "kam comm stats --by channel --since -90d" },
	{ "actions", cmd_talk_actions,
	  CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED, 0, 0,
	  cmd_talk_actions_options, sizeof(struct cmd_talk_actions),
	  "[--overdue] [--owner X] [-A ACCOUNT]",
	  N_("what is still to be done of what was said"),
	  "kam comm actions --owner me" },
	{ "plan", NULL, 0, 0, CMD_ANY, NULL, 0, "VERB",
	  N_("the communications plan: 'kam help comm plan'"),
	  "kam comm plan list", .noun = "comm_plan" },
	{ NULL },
};
const struct cmd_noun cmd_noun_comm = { "comm", "comm", NULL, verbs };
