/*
 * req versions: the wordings that were kept, and what was said of each.
 */
#include "crud.h"
#include "req.h"
#include "wording.h"

#include <kam/agreement.h>
#include <kam/areas.h>
#include <kam/record_io.h>
#include <string.h>

static const struct kam_out_column table[] = {
	{ "number", N_("Version"), KAM_FORM_NUMBER },
	{ "id", N_("ID"), KAM_FORM_FIXED },
	{ "fingerprint", N_("Fingerprint"), KAM_FORM_FIXED },
	{ "state", N_("State"), KAM_FORM_FIXED },
	{ "by", N_("By"), KAM_FORM_TEXT },
	{ "on", N_("On"), KAM_FORM_FIXED },
	{ "channel", N_("Via"), KAM_FORM_FIXED },
	{ "evidence", N_("Evidence"), KAM_FORM_TEXT },
	{ "reason", N_("Reason"), KAM_FORM_TEXT },
	{ "title", N_("Title"), KAM_FORM_TEXT },
	{ "statement", N_("Statement"), KAM_FORM_TEXT },
	{ "acceptance_criteria", N_("Acceptance criteria"), KAM_FORM_TEXT },
	{ "decisions", N_("Decisions"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

/* Those that tell the versions apart; JSON has the wording and every decision
   too. */
static const char for_people[] =
    "number,fingerprint,state,by,on,channel,evidence,reason";

static const char *state_label(const char *state)
{
	static const char *const labels[][2] = {
		{ "in_force", N_("in force") },
		{ "proposed", N_("proposed") },
		{ "superseded", N_("superseded") },
		{ "rejected", N_("rejected") },
		{ "withdrawn", N_("withdrawn") },
		{ "replaced", N_("replaced") },
		{ "kept", N_("kept") },
	};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (!strcmp(labels[i][0], state))
			return _(labels[i][1]);
	return state;
}

struct listing {
	struct cmd *c;
	struct kam_out *out;
	const struct kam_record *req;
};

static void print_field(const struct listing *l, const char *key,
			const struct kam_record *r, int field)
{
	static const struct kam_value none = { 0 };

	kam_out_key(l->out, key);
	if (r)
		kam_value_print(l->out, l->c->k, &r->kind->fields[field],
				&r->values[field]);
	else
		kam_value_print(l->out, l->c->k, &kam_revision_kind.fields[0],
				&none);
}

/* The name beside the ID; evidence by its name. */
static void print_decision(const struct listing *l, const struct kam_record *d)
{
	const struct kam_value *by =
	    d ? &d->values[KAM_DECISION_BY_CONTACT] : NULL;
	const struct kam_value *evidence =
	    d ? &d->values[KAM_DECISION_EVIDENCE] : NULL;
	struct kam_out *out = l->out;

	kam_out_key(out, "by");
	if (by && by->set)
		kam_out_people(out, by->extra);
	kam_out_text(out, by && by->set ? by->text : NULL);
	print_field(l, "on", d, KAM_DECISION_ON);
	print_field(l, "channel", d, KAM_DECISION_CHANNEL);
	kam_out_key(out, "evidence");
	if (!evidence || !evidence->set) {
		kam_out_null(out);
		return;
	}
	kam_out_people(out, evidence->text);
	kam_value_print(out, l->c->k, &d->kind->fields[KAM_DECISION_EVIDENCE],
			evidence);
}

/* Why it was proposed, or what was said of it. */
static void print_reason(const struct listing *l, const struct kam_record *r,
			 const struct kam_record *d)
{
	const struct kam_value *why = &r->values[KAM_REVISION_REASON];

	if (d && d->values[KAM_DECISION_REMARK].set)
		why = &d->values[KAM_DECISION_REMARK];
	kam_out_key(l->out, "reason");
	kam_out_text(l->out, why->set ? why->text : NULL);
}

static int print_one(void *context, struct kam_record *d, struct kam_err *err)
{
	const struct listing *l = context;
	char id[KAM_ID_TEXT];

	(void)err;
	kam_id_format(id, d->kind, d->id);
	kam_out_map(l->out);
	cmd_print_text(l->out, "id", id);
	print_field(l, "outcome", d, KAM_DECISION_OUTCOME);
	print_decision(l, d);
	print_field(l, "remark", d, KAM_DECISION_REMARK);
	kam_out_end(l->out);
	return 0;
}

/* All that was said of the version, in order. */
static int print_decisions(struct listing *l, const struct kam_record *version,
			   struct kam_err *err)
{
	struct kam_query *q;
	char filter[64];
	int rc = kam_query_open(&q, l->c->k, &kam_decision_kind, err);

	if (rc)
		return rc;
	snprintf(filter, sizeof filter, "wording_version=REV-%lld",
		 (long long)version->id);
	rc = kam_query_where(q, filter, err);
	kam_out_key(l->out, "decisions");
	kam_out_array(l->out);
	if (!rc)
		rc = kam_query_run(q, print_one, l, err);
	kam_out_end(l->out);
	kam_query_release(q);
	return rc;
}

static int print_version(void *context, struct kam_record *r,
			 struct kam_err *err)
{
	struct listing *l = context;
	struct kam_out *out = l->out;
	const char *digest = kam_version_digest(r), *state;
	struct kam_record *decision, *agreement;
	char id[KAM_ID_TEXT], brief[CMD_BRIEF_DIGEST];
	int rc = kam_version_decision(&decision, l->c->k, r->arena, r->id, err);

	if (rc)
		return rc;
	state = kam_version_state(l->req, r, decision);
	/* who took it back is often nobody of theirs: who agreed is told */
	agreement = decision;
	if (!strcmp(state, "withdrawn"))
		rc = kam_version_agreement(&agreement, l->c->k, r->arena, r->id,
					   err);
	if (rc)
		return rc;
	kam_id_format(id, r->kind, r->id);
	kam_out_row(out);
	print_field(l, "number", r, KAM_REVISION_NUMBER);
	cmd_print_text(out, "id", id);
	kam_out_key(out, "fingerprint");
	kam_out_people(out, cmd_brief_digest(brief, digest));
	kam_out_text(out, digest);
	kam_out_key(out, "state");
	kam_out_people(out, state_label(state));
	if (!strcmp(state, "in_force"))
		kam_out_style(out, KAM_STYLE_GOOD);
	kam_out_text(out, state);
	print_decision(l, agreement ? agreement : decision);
	print_reason(l, r, decision);
	print_field(l, "title", r, KAM_REVISION_TITLE);
	print_field(l, "statement", r, KAM_REVISION_TEXT);
	print_field(l, "acceptance_criteria", r,
		    KAM_REVISION_ACCEPTANCE_CRITERIA);
	rc = print_decisions(l, r, err);
	kam_out_end(out);
	return rc;
}

static int each_version(struct listing *l, struct kam_err *err)
{
	struct kam_query *q;
	char filter[KAM_ID_TEXT + 8];
	int rc = kam_query_open(&q, l->c->k, &kam_revision_kind, err);

	if (rc)
		return rc;
	snprintf(filter, sizeof filter, "about=REQ-%lld",
		 (long long)l->req->id);
	rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_sort(q, "number", err);
	if (!rc)
		rc = kam_query_run(q, print_version, l, err);
	kam_query_release(q);
	return rc;
}

int cmd_req_versions(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	struct listing l = { .c = c };
	struct kam_record *req;
	int rc = columns ? cmd_load(&req, c, c->kind, c->words[0], err)
			 : kam_fail_memory(err);

	(void)values;
	if (rc)
		return rc;
	l.req = req;
	c->title = kam_arena_printf(&c->arena, _("versions of REQ-%lld: %s"),
				    (long long)req->id,
				    req->values[KAM_REQ_TITLE].text);
	if (!c->globals.fields && !c->globals.json)
		c->globals.fields = for_people;
	rc = cmd_out(c, &l.out, err);
	if (rc)
		return rc;
	kam_out_list(l.out, columns, COLUMNS);
	rc = each_version(&l, err);
	kam_out_end(l.out);
	return rc;
}
