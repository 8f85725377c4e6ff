/*
 * feedback turn: what a customer's feedback becomes.
 */
#include "feedback.h"

#include <kam/areas.h>
#include <kam/feedback.h>
#include <string.h>

const struct cmd_option cmd_feedback_turn_options[] = {
	{ "into", 0, CMD_TEXT, N_("NOUN"),
	  N_("what it becomes: req, action, risk and the like"),
	  CMD_AT(struct cmd_feedback_turn, into), .required = 1 },
	{ "title", 0, CMD_TEXT, N_("TEXT"),
	  N_("its title; else the feedback's"),
	  CMD_AT(struct cmd_feedback_turn, title) },
	{ NULL },
};

/* Whatever it became, the customer has had no answer yet. */
static void say_owed(const struct cmd *c, const struct kam_record *feedback)
{
	const struct kam_value *by = &feedback->values[KAM_FEEDBACK_RESPOND_BY];

	if (strcmp(feedback->kind->states[feedback->status].name, "received"))
		return;
	if (by->set)
		cmd_say(c, _("FB-%lld still awaits an answer, by %s"),
			(long long)feedback->id, by->text);
	else
		cmd_say(c, _("FB-%lld still awaits an answer"),
			(long long)feedback->id);
	cmd_say(c, _("hint: kam feedback respond FB-%lld --response TEXT"),
		(long long)feedback->id);
}

static int turn_into(struct cmd *c, const struct cmd_feedback_turn *v,
		     const struct kam_kind *kind, struct kam_err *err)
{
	struct kam_record *before, *after, *heir;
	int rc = cmd_load_pair(&before, &after, c, c->words[0], err);

	if (!rc)
		rc = kam_feedback_turn(&heir, c->k, before, after, kind,
				       v->title, err);
	if (rc)
		return rc;
	c->kind = kind;
	rc = cmd_written(c, heir, err);
	if (!rc)
		say_owed(c, after);
	return rc;
}

/* The kinds that it may become, by name. */
static int refuse(const struct cmd *c, const char *into, struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;

	for (int i = 0; i < c->catalogue->n_kinds; i++)
		if (kam_feedback_turns_into(c->catalogue->kinds[i]))
			kam_str_printf(&all, "%s%s", all.length ? ", " : "",
				       c->catalogue->kinds[i]->name);
	(void)cmd_usage(c, err, _("--into: one of %s, not '%.60s'"),
			all.length ? all.data : "", into);
	kam_str_release(&all);
	return err->code;
}

int cmd_feedback_turn(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_feedback_turn *v = values;
	const struct kam_kind *kind = kam_kind_find(c->catalogue, v->into);
	int rc;

	if (!kam_feedback_turns_into(kind))
		return refuse(c, v->into, err);
	rc = kam_operation_begin(c->k, err);
	return rc ? rc
		  : kam_operation_end(c->k, turn_into(c, v, kind, err), err);
}
