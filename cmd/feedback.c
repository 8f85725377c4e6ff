/*
 * feedback: what is due, given and left out of what we promised.
 */
#include "crud.h"
#include "due.h"
#include "feedback.h"

#include <kam/areas.h>
#include <kam/cadence.h>
#include <kam/record_io.h>
#include <string.h>

static int feedback_due(struct cmd *c, void *values, struct kam_err *err)
{
	return cmd_due_run(c, values, KAM_DUE_FEEDBACK, err);
}

struct give {
	const char *on, *via, *note, *reason;
	int again;
};
static const struct cmd_option give_options[] = {
	{ "on", 0, CMD_TEXT, N_("DATE"), N_("when it was given; else today"),
	  CMD_AT(struct give, on) },
	{ "via", 0, CMD_TEXT, N_("CHANNEL"),
	  N_("meeting, mail, call, chat, visit, document or other"),
	  CMD_AT(struct give, via) },
	{ "note", 0, CMD_TEXT, N_("TEXT"), N_("a remark on the delivery"),
	  CMD_AT(struct give, note) },
	{ "again", 0, CMD_FLAG, NULL,
	  N_("the next one too, given on the same day or ahead"),
	  CMD_AT(struct give, again) },
	{ NULL },
};
static const struct cmd_option skip_options[] = {
	{ "reason", 0, CMD_TEXT, N_("TEXT"), N_("why it is left out"),
	  CMD_AT(struct give, reason), .required = 1 },
	{ NULL },
};

/* An occurrence under a key, or null. */
static int print_occurrence(struct cmd *c, struct kam_out *out, const char *key,
			    const struct kam_record *o, struct kam_err *err)
{
	int columns[KAM_COLUMNS],
	    n = kam_columns_all(columns, &kam_occurrence_kind), rc;

	kam_out_key(out, key);
	if (!o) {
		kam_out_null(out);
		return 0;
	}
	kam_out_people(out, o->values[KAM_OCCURRENCE_DUE].text);
	kam_out_map(out);
	rc = kam_record_print(out, c->k, o, columns, n, err);
	kam_out_end(out);
	return rc;
}

/* "due 2026-11-06: late; missed since: 2; …", and each of the missed ones. */
static void tell_people(struct cmd *c, const struct kam_settled *s)
{
	const struct kam_record *done = s->done;

	kam_str_printf(&c->text, _("due %s: %s"),
		       done->values[KAM_OCCURRENCE_DUE].text,
		       kam_gettext_in(done->kind->name,
				      done->kind->states[done->status].name));
	if (s->n_missed)
		kam_str_printf(&c->text, _("; missed since: %lld"),
			       (long long)s->n_missed);
	if (s->next)
		kam_str_printf(&c->text, _("; next due %s"),
			       s->next->values[KAM_OCCURRENCE_DUE].text);
	else
		kam_str_add(&c->text, _("; that was the last"));
	kam_str_add(&c->text, "\n");
	for (const struct kam_missed *m = s->missed; m; m = m->next)
		kam_str_printf(&c->text, _("missed: OCC-%lld, due %s\n"),
			       (long long)m->occurrence->id,
			       m->occurrence->values[KAM_OCCURRENCE_DUE].text);
	if (s->missed)
		cmd_say(
		    c,
		    _("hint: for one that was given all the same: kam "
		      "feedback give CAD-%lld --on DATE"),
		    (long long)done->values[KAM_OCCURRENCE_CADENCE].integer);
}

/* What happened, what fell due meanwhile and wasn't given, what comes next. */
static int tell(struct cmd *c, const struct kam_settled *s, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "given", N_("Given"), KAM_FORM_TEXT },
		{ "next", N_("Next"), KAM_FORM_TEXT },
		{ "missed", N_("Missed"), KAM_FORM_NUMBER },
		{ "missed_ids", N_("Missed ones"), KAM_FORM_TEXT },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 4);
	struct kam_out *out;
	char id[32];
	int rc;

	if (c->globals.format == KAM_FORMAT_TABLE) {
		tell_people(c, s);
		return 0;
	}
	rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);
	if (rc)
		return rc;
	kam_out_record(out, columns, 4);
	rc = print_occurrence(c, out, "given", s->done, err);
	if (!rc)
		rc = print_occurrence(c, out, "next", s->next, err);
	kam_out_key(out, "missed");
	kam_out_integer(out, s->n_missed);
	kam_out_key(out, "missed_ids");
	kam_out_array(out);
	for (const struct kam_missed *m = s->missed; m; m = m->next) {
		(void)snprintf(id, sizeof id, "OCC-%lld",
			       (long long)m->occurrence->id);
		kam_out_text(out, id);
	}
	kam_out_end(out);
	kam_out_end(out);
	return rc;
}

static int give_one(struct cmd *c, const struct give *v, int skip,
		    struct kam_err *err)
{
	const struct kam_delivery delivery = { v->on, v->via, v->note,
					       v->again };
	struct kam_settled settled = { 0 };
	int64_t cadence;
	int rc =
	    kam_resolve(&cadence, c->k, &kam_cadence_kind, c->words[0], err);

	if (!rc && skip)
		rc = kam_cadence_skip(&settled, c->k, &c->arena, cadence,
				      v->reason, err);
	else if (!rc)
		rc = kam_cadence_give(&settled, c->k, &c->arena, cadence,
				      &delivery, err);
	return rc ? rc : tell(c, &settled, err);
}

static int give(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(c->k, give_one(c, values, 0, err), err);
}

static int skip(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(c->k, give_one(c, values, 1, err), err);
}

enum { STEP = CMD_REGISTER_WRITE | CMD_FIELDS | CMD_NO_SCOPE };
static const struct cmd_verb verbs[] = {
	{ "due", feedback_due, CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED, 0, 0,
	  cmd_due_options, sizeof(struct cmd_due),
	  "[--overdue] [--within 7d] [--owner X] [-A ACCOUNT]",
	  N_("feedback promised, and feedback that awaits an answer"),
	  "kam feedback due --overdue" },
	{ "give", give, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1, give_options,
	  sizeof(struct give), "CADENCE [--on DATE] [--via CHANNEL]",
	  N_("record that promised feedback was given"),
	  "kam feedback give CAD-1 --via mail" },
	{ "skip", skip, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1, skip_options,
	  sizeof(struct give), "CADENCE --reason TEXT",
	  N_("leave one occurrence of a cadence out"),
	  "kam feedback skip CAD-1 --reason 'customer on holiday'" },
	{ "respond", cmd_feedback_step, STEP, 1, CMD_ANY,
	  cmd_feedback_step_options, sizeof(struct cmd_feedback_step),
	  "ID … --response TEXT [--on DATE] [--via CHANNEL] [--by MEMBER]",
	  N_("record what was answered, when, by whom and how"),
	  "kam feedback respond FB-1 --response 'it was a full disk'" },
	{ "resolve", cmd_feedback_step, STEP, 1, CMD_ANY,
	  cmd_feedback_step_options, sizeof(struct cmd_feedback_step),
	  "ID … --resolution TEXT [--on DATE] [--via CHANNEL] [--by MEMBER]",
	  N_("record what was done about it"),
	  "kam feedback resolve FB-1 --resolution 'disks are watched now'" },
	{ "confirm", cmd_feedback_step, STEP, 1, CMD_ANY,
	  cmd_feedback_confirm_options, sizeof(struct cmd_feedback_step),
	  "ID … [--by CONTACT] [--on DATE] [--via CHANNEL]",
	  N_("record that the customer is content"),
	  "kam feedback confirm FB-1 --by CON-1 --via call" },
	{ "reopen", cmd_feedback_step, STEP, 1, CMD_ANY,
	  cmd_feedback_step_options, sizeof(struct cmd_feedback_step),
	  "ID … --reason TEXT [--on DATE] [--via CHANNEL]",
	  N_("it is not settled: an answer is owed again"),
	  "kam feedback reopen FB-1 --reason 'slow again'" },
	{ "turn", cmd_feedback_turn, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  cmd_feedback_turn_options, sizeof(struct cmd_feedback_turn),
	  "ID --into NOUN", N_("make something of it that stays linked"),
	  "kam feedback turn FB-1 --into req" },
	{ "stats", cmd_feedback_stats, CMD_REGISTER_READ | CMD_REPORT, 0, 0,
	  cmd_feedback_stats_options, sizeof(struct cmd_feedback_stats),
	  "[--by severity|account|type|owner] [--since DATE] [--until DATE]",
	  N_("how soon feedback is answered and settled"),
	  "kam feedback stats --by severity" },
	{ "draft", cmd_feedback_draft,
	  CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT | CMD_AUDIENCE, 0, 1,
	  cmd_feedback_draft_options, sizeof(struct cmd_feedback_draft),
	  "CADENCE [--since DATE] | --template",
	  N_("what a report that is due has to say, from the register"),
	  "kam feedback draft CAD-1 --format md" },
	{ NULL },
};
const struct cmd_noun cmd_noun_feedback = { "feedback", "feedback", NULL,
					    verbs };
