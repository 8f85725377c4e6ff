/*
 * feedback: what is due, given and left out of what we promised, and what a
 * customer's feedback turned into.
 */
#include "crud.h"
#include "due.h"

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

struct turn {
	const char *into, *title;
};
static const struct cmd_option turn_options[] = {
	{ "into", 0, CMD_TEXT, "req|action|risk", N_("what it becomes"),
	  CMD_AT(struct turn, into), .required = 1 },
	{ "title", 0, CMD_TEXT, N_("TEXT"),
	  N_("its title; else the feedback's"), CMD_AT(struct turn, title) },
	{ NULL },
};

/* The new record takes over what the two kinds have in common. */
static int make_heir(struct kam_record **out, struct cmd *c,
		     const struct kam_record *feedback,
		     const struct kam_kind *kind, const char *title,
		     struct kam_err *err)
{
	const struct kam_value *from = feedback->values;
	struct kam_record *heir;
	int contact = kam_field_find(kind, "source_contact");
	int rc = kam_record_new(&heir, &c->arena, kind, err);

	if (!rc)
		rc =
		    kam_record_set_ref(c->k, heir, kind->account,
				       from[KAM_FEEDBACK_ACCOUNT].integer, err);
	if (!rc)
		rc =
		    kam_record_set_ref(c->k, heir, kind->project,
				       from[KAM_FEEDBACK_PROJECT].integer, err);
	if (!rc && contact >= 0)
		rc =
		    kam_record_set_ref(c->k, heir, contact,
				       from[KAM_FEEDBACK_CONTACT].integer, err);
	if (!rc)
		rc = kam_record_set(
		    c->k, heir, kind->title,
		    title ? title : from[KAM_FEEDBACK_TITLE].text, err);
	if (!rc)
		rc = kam_record_insert(c->k, heir, err);
	*out = heir;
	return rc;
}

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

static int turn_into(struct cmd *c, const struct turn *v,
		     const struct kam_kind *kind, struct kam_err *err)
{
	struct kam_record *before, *after, *heir;
	const char *name = NULL;
	int rc = cmd_load(&before, c, c->kind, c->words[0], err);

	if (!rc && before->values[KAM_FEEDBACK_BECAME].set)
		rc = kam_fail(err, KAM_EREFUSED, _("FB-%lld became %s already"),
			      (long long)before->id,
			      before->values[KAM_FEEDBACK_BECAME].text);
	if (!rc)
		rc = kam_record_load(&after, c->k, &c->arena, c->kind,
				     before->id, err);
	if (!rc)
		rc = make_heir(&heir, c, before, kind, v->title, err);
	if (!rc) {
		name = kam_arena_printf(&c->arena, "%s-%lld", kind->prefix,
					(long long)heir->id);
		rc = name ? kam_record_set(c->k, after, KAM_FEEDBACK_BECAME,
					   name, err)
			  : kam_fail_memory(err);
	}
	if (!rc)
		rc = kam_record_update(c->k, before, after, err);
	if (rc)
		return rc;
	c->kind = kind;
	rc = cmd_written(c, heir, err);
	if (!rc)
		say_owed(c, after);
	return rc;
}

static int turn(struct cmd *c, void *values, struct kam_err *err)
{
	static const char *const names[] = { "req", "action", "risk" };
	const struct turn *v = values;
	const struct kam_kind *kind = NULL;
	int rc;

	for (size_t i = 0; i < 3; i++)
		if (!strcmp(v->into, names[i]))
			kind = kam_kind_find(c->catalogue, names[i]);
	if (!kind)
		return cmd_usage(c, err,
				 _("--into: req, action or risk, not "
				   "'%.60s'"),
				 v->into);
	rc = kam_operation_begin(c->k, err);
	return rc ? rc
		  : kam_operation_end(c->k, turn_into(c, v, kind, err), err);
}

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
	{ "turn", turn, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1, turn_options,
	  sizeof(struct turn), "ID --into req|action|risk",
	  N_("make something of it that stays linked"),
	  "kam feedback turn FB-1 --into req" },
	{ NULL },
};
const struct cmd_noun cmd_noun_feedback = { "feedback", "feedback", NULL,
					    verbs };
