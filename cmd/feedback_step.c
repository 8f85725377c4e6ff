/*
 * feedback respond, resolve, confirm, reopen: the steps of an answer.
 */
#include "feedback.h"

#include <kam/areas.h>
#include <kam/feedback.h>
#include <string.h>

#define STEP(member) CMD_AT(struct cmd_feedback_step, member)

/* What all of the steps take. */
#define WHEN_AND_HOW                                                             \
	{ "if-version",                                                          \
	  0,                                                                     \
	  CMD_INTEGER,                                                           \
	  N_("N"),                                                               \
	  N_("only if nobody changed it since version N"),                       \
	  STEP(generic.version) },                                               \
	    { "on", 0, CMD_TEXT, N_("DATE"), N_("when; else today"), STEP(on) }, \
	{                                                                        \
		"via", 0, CMD_TEXT, N_("CHANNEL"),                               \
		    N_("meeting, mail, call, chat, visit, document or other"),   \
		    STEP(via)                                                    \
	}

const struct cmd_option cmd_feedback_step_options[] = {
	WHEN_AND_HOW,
	{ "by", 0, CMD_TEXT, N_("MEMBER"), N_("who did it; else you"),
	  STEP(by) },
	{ NULL },
};
const struct cmd_option cmd_feedback_confirm_options[] = {
	WHEN_AND_HOW,
	{ "by", 0, CMD_TEXT, N_("CONTACT"),
	  N_("the customer's who confirms it; else who gave it"), STEP(by) },
	{ NULL },
};

static int is_move(const struct cmd *c, const char *verb)
{
	return !strcmp(c->move->verb, verb);
}

/* Whoever types it did it, where the register knows them. */
static int find_who(struct kam_feedback_step *step, struct cmd *c,
		    const struct cmd_feedback_step *v, struct kam_err *err)
{
	struct kam_err off = { 0 };

	if (is_move(c, "confirm"))
		return v->by ? kam_resolve(&step->contact, c->k,
					   &kam_contact_kind, v->by, err)
			     : 0;
	if (v->by)
		return kam_resolve(&step->member, c->k, &kam_member_kind, v->by,
				   err);
	if (kam_resolve(&step->member, c->k, &kam_member_kind, "me", &off))
		step->member = 0;
	return 0;
}

static int take_one(struct cmd_written *w, const struct cmd_feedback_step *v,
		    const struct kam_feedback_step *step, const char *word,
		    struct kam_err *err)
{
	struct cmd *c = w->c;
	struct kam_record *before, *after;
	int rc = cmd_load(&before, c, c->kind, word, err);

	if (!rc)
		rc = cmd_check_version(before, &v->generic.version, err);
	if (!rc)
		rc = kam_record_load(&after, c->k, &c->arena, c->kind,
				     before->id, err);
	if (!rc)
		rc = cmd_set_fields(c, after, err);
	/* the reason of an earlier step is none for this one */
	if (!rc && is_move(c, "reopen") && !c->fields[KAM_FEEDBACK_REASON])
		rc = kam_record_set(c->k, after, KAM_FEEDBACK_REASON, "", err);
	if (!rc)
		rc = kam_feedback_take(c->k, before, after, step, err);
	return rc ? rc : cmd_written_add(w, after, err);
}

static int take_all(struct cmd *c, const struct cmd_feedback_step *v,
		    struct kam_err *err)
{
	struct kam_feedback_step step = { .move = c->move,
					  .on = v->on,
					  .channel = v->via };
	struct cmd_written w;
	int rc = find_who(&step, c, v, err);

	if (!rc)
		rc = cmd_written_begin(&w, c, c->n_words > 1, err);
	for (size_t i = 0; i < c->n_words && !rc; i++)
		rc = take_one(&w, v, &step, c->words[i], err);
	return rc ? rc : cmd_written_end(&w, err);
}

int cmd_feedback_step(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc : kam_operation_end(c->k, take_all(c, values, err), err);
}
