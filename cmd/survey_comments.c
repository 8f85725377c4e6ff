/*
 * survey comments: what people said beside their score, and feedback of it.
 */
#include "survey.h"

#include <kam/areas.h>

const struct cmd_option cmd_survey_comments_options[] = {
	{ "to-feedback", 0, CMD_FLAG, NULL,
	  N_("make feedback of those that aren't yet: complaint, comment or "
	     "praise by their score"),
	  CMD_AT(struct cmd_survey_comments, to_feedback) },
	{ NULL },
};

enum { ID, SCORE, ACCOUNT, CONTACT, NAME, ON, COMMENT, FEEDBACK, COLUMNS };
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[SCORE] = { "score", N_("Score"), KAM_FORM_NUMBER },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_KEY },
	[CONTACT] = { "contact", N_("Contact"), KAM_FORM_FIXED },
	[NAME] = { "name", N_("Name"), KAM_FORM_TEXT },
	[ON] = { "on", N_("On"), KAM_FORM_FIXED, 1 },
	[COMMENT] = { "comment", N_("Comment"), KAM_FORM_PROSE },
	[FEEDBACK] = { "feedback", N_("Feedback"), KAM_FORM_FIXED },
};

struct comments {
	struct cmd *c;
	struct cmd_view view;
	int64_t *ids;
	size_t n, made, without; /* without an account */
};

static int count_one(void *context, struct kam_record *r, struct kam_err *err)
{
	struct comments *all = context;

	(void)r;
	(void)err;
	all->n++;
	return 0;
}

static int keep_one(void *context, struct kam_record *r, struct kam_err *err)
{
	struct comments *all = context;

	(void)err;
	all->ids[all->n++] = r->id;
	return 0;
}

static int find(struct comments *all, const struct kam_record *survey,
		struct kam_err *err)
{
	struct kam_query *q;
	char filter[64];
	int rc = kam_query_open(&q, all->c->k, &kam_reply_kind, err);

	if (rc)
		return rc;
	(void)snprintf(filter, sizeof filter, "survey=SUR-%lld",
		       (long long)survey->id);
	rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_where(q, "comment.ne=", err);
	if (!rc)
		rc = kam_query_sort(q, "score,id", err);
	if (!rc)
		rc = kam_query_run(q, count_one, all, err);
	if (!rc) {
		all->ids = kam_arena_array(&all->c->arena, all->n + 1,
					   sizeof *all->ids);
		rc = all->ids ? 0 : kam_fail_memory(err);
	}
	all->n = 0;
	if (!rc)
		rc = kam_query_run(q, keep_one, all, err);
	kam_query_release(q);
	return rc;
}

static void print_row(const struct cmd_view *v, const struct kam_record *r)
{
	const struct kam_value *of = r->values;
	const struct kam_value *contact = &of[KAM_REPLY_CONTACT];

	kam_out_row(v->out);
	cmd_view_id(v, ID, r->kind, r->id);
	cmd_view_integer(v, SCORE, of[KAM_REPLY_SCORE].set,
			 of[KAM_REPLY_SCORE].integer);
	cmd_view_text(v, ACCOUNT, of[KAM_REPLY_ACCOUNT].text);
	cmd_view_text(v, CONTACT, contact->text);
	cmd_view_text(v, NAME,
		      contact->set ? contact->extra
				   : of[KAM_REPLY_RESPONDENT].text);
	cmd_view_text(v, ON, of[KAM_REPLY_ANSWERED_ON].text);
	cmd_view_text(v, COMMENT, of[KAM_REPLY_COMMENT].text);
	cmd_view_text(v, FEEDBACK, of[KAM_REPLY_FEEDBACK].text);
	kam_out_end(v->out);
}

static int take_one(struct comments *all, int64_t id, int to_feedback,
		    struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_record *reply;
	int64_t feedback = 0;
	int rc = to_feedback ? kam_reply_to_feedback(&feedback, all->c->k,
						     &scratch, id, err)
			     : 0;

	if (!rc)
		rc = kam_record_load(&reply, all->c->k, &scratch,
				     &kam_reply_kind, id, err);
	if (!rc) {
		all->made += feedback != 0;
		all->without += !reply->values[KAM_REPLY_ACCOUNT].set;
		print_row(&all->view, reply);
	}
	kam_arena_release(&scratch);
	return rc;
}

static int run(struct comments *all, int to_feedback, struct kam_err *err)
{
	struct cmd *c = all->c;
	struct kam_record *survey;
	int rc = cmd_load(&survey, c, c->kind, c->words[0], err);

	if (!rc)
		rc = find(all, survey, err);
	if (!rc)
		rc = cmd_view_open(&all->view, c, table, COLUMNS,
				   ~(1ull << CONTACT), CMD_VIEW_LIST, err);
	for (size_t i = 0; i < all->n && !rc; i++)
		rc = take_one(all, all->ids[i], to_feedback, err);
	if (!rc)
		kam_out_end(all->view.out);
	return rc;
}

int cmd_survey_comments(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_survey_comments *v = values;
	struct comments all = { .c = c };
	int rc;

	if (!v->to_feedback) {
		rc = kam_read_begin(c->k, err);
		if (rc)
			return rc;
		rc = run(&all, 0, err);
		kam_read_end(c->k);
		return rc;
	}
	rc = kam_operation_begin(c->k, err);
	if (!rc)
		rc = kam_operation_end(c->k, run(&all, 1, err), err);
	if (!rc)
		cmd_say(c, _("now feedback: %zu"), all.made);
	if (!rc && all.without)
		cmd_warn(c,
			 _("comments of no account, which stay what they "
			   "are: %zu"),
			 all.without);
	return rc;
}
