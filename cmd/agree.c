/*
 * req agree, withdraw, reject and reword: what a customer says of a wording.
 */
#include "crud.h"
#include "req.h"

#include <kam/agreement.h>
#include <kam/areas.h>
#include <kam/fingerprint.h>
#include <string.h>

static const char channels[] = "meeting|mail|call|chat|visit|document";

const struct cmd_option cmd_agree_options[] = {
	{ "by", 0, CMD_TEXT, N_("CONTACT"),
	  N_("who agrees; the same as --agreed-with"),
	  CMD_AT(struct cmd_agree, by) },
	{ "on", 0, CMD_TEXT, N_("DATE"),
	  N_("when; else today; the same as --agreed-on"),
	  CMD_AT(struct cmd_agree, on) },
	{ "via", 0, CMD_TEXT, channels,
	  N_("by which channel; the same as --agreed-via"),
	  CMD_AT(struct cmd_agree, via) },
	{ "agreed-via", 0, CMD_TEXT, channels, N_("the same as --via"),
	  CMD_AT(struct cmd_agree, agreed_via) },
	{ "if-version", 0, CMD_INTEGER, N_("N"),
	  N_("only if nobody changed the record since version N"),
	  CMD_AT(struct cmd_agree, version) },
	{ NULL },
};
#define VERDICT_OPTIONS(who, why)                                              \
	{                                                                      \
		"by",          0,   CMD_TEXT,                                  \
		N_("CONTACT"), who, CMD_AT(struct cmd_verdict, by)             \
	},                                                                     \
	    { "on",                                                            \
	      0,                                                               \
	      CMD_TEXT,                                                        \
	      N_("DATE"),                                                      \
	      N_("when; else today"),                                          \
	      CMD_AT(struct cmd_verdict, on) },                                \
	    { "via",                                                           \
	      0,                                                               \
	      CMD_TEXT,                                                        \
	      channels,                                                        \
	      N_("by which channel"),                                          \
	      CMD_AT(struct cmd_verdict, via) },                               \
	{                                                                      \
		"reason", 0, CMD_TEXT, N_("TEXT"), why,                        \
		    CMD_AT(struct cmd_verdict, reason)                         \
	}
const struct cmd_option cmd_withdraw_options[] = {
	VERDICT_OPTIONS(N_("the contact who says so; else somebody of ours"),
			N_("why")),
	{ NULL },
};
const struct cmd_option cmd_reword_options[] = {
	{ "title", 0, CMD_TEXT, N_("TEXT"), N_("the new title"),
	  CMD_AT(struct cmd_reword, title) },
	{ "statement", 0, CMD_TEXT, N_("TEXT"), N_("the new statement"),
	  CMD_AT(struct cmd_reword, statement) },
	{ "acceptance-criteria", 0, CMD_TEXT, N_("TEXT"),
	  N_("the new acceptance criteria"),
	  CMD_AT(struct cmd_reword, criteria) },
	{ "reason", 0, CMD_TEXT, N_("TEXT"), N_("why it is to change"),
	  CMD_AT(struct cmd_reword, reason), .required = 1 },
	{ NULL },
};

/* The short spelling of a field's option, and the long one. */
static int take_short(const char **at, const char *given, const char *name,
		      struct kam_err *err)
{
	if (given && *at)
		return kam_fail(err, KAM_EUSAGE, _("'%s' is given twice"),
				name);
	if (given)
		*at = given;
	return 0;
}

/* Who agrees to a proposal agrees to what was proposed. */
static int check_proposal(const struct cmd *c, const struct kam_record *req,
			  struct kam_err *err)
{
	if (!req->values[KAM_REQ_PROPOSED_VERSION].set)
		return 0;
	for (int i = 0; i < c->kind->n_fields; i++) {
		if (!c->fields[i] || !kam_is_wording(c->kind, i))
			continue;
		kam_fail(err, KAM_EREFUSED,
			 _("another wording of REQ-%lld awaits agreement"),
			 (long long)req->id);
		kam_field(err, c->kind->fields[i].name);
		kam_hint(err,
			 _("kam req diff REQ-%lld shows it; kam req "
			   "reword REQ-%lld proposes one in its place"),
			 (long long)req->id, (long long)req->id);
		return err->code;
	}
	return 0;
}

/* What the lifecycle would say is true and of little help. */
static int check_agreement(const struct kam_record *before,
			   const struct kam_record *after, struct kam_err *err)
{
	const struct kam_move *move = kam_move_find(before->kind, "agree");
	char name[KAM_ID_TEXT];
	const struct kam_state *state = &before->kind->states[before->status];
	const int may =
	    kam_req_awaits(before) || move->from & 1u << before->status;
	const long long id = (long long)before->id;

	if (!may && !state->closed &&
	    before->values[KAM_REQ_AGREED_VERSION].set) {
		kam_id_format(name, before->kind, before->id);
		kam_fail(err, KAM_EREFUSED, _("%s is %s: it cannot %s"), name,
			 kam_gettext_in(before->kind->name, state->name),
			 move->verb);
		kam_hint(err,
			 _("another wording: kam req reword REQ-%lld; what "
			   "proves it: kam req edit REQ-%lld --evidence FILE"),
			 id, id);
	} else if (may && !after->values[KAM_REQ_AGREED_WITH].set) {
		kam_fail(err, KAM_EREFUSED, _("'%s' needs %s"), "agree",
			 after->kind->fields[KAM_REQ_AGREED_WITH].name);
		kam_field(err, after->kind->fields[KAM_REQ_AGREED_WITH].name);
		kam_hint(err,
			 _("say who agrees: kam req agree REQ-%lld --by "
			   "CONTACT"),
			 id);
	}
	return err->code;
}

static int agree_one(struct cmd_written *w, const struct cmd_agree *v,
		     const char *word, struct kam_err *err)
{
	struct cmd *c = w->c;
	struct kam_record *before, *after;
	int rc = cmd_load(&before, c, c->kind, word, err);

	if (!rc)
		rc = cmd_check_version(before, &v->version, err);
	if (!rc)
		rc = check_proposal(c, before, err);
	if (!rc)
		rc = kam_record_load(&after, c->k, &c->arena, c->kind,
				     before->id, err);
	if (rc)
		return rc;
	/* refused in most states: only there it is another agreement */
	if (kam_req_awaits(after))
		kam_req_clear_former(after);
	rc = cmd_set_fields(c, after, err);
	if (!rc && v->via)
		rc = kam_record_set(c->k, after, KAM_REQ_AGREED_VIA, v->via,
				    err);
	if (!rc)
		rc = check_agreement(before, after, err);
	if (!rc)
		rc = kam_req_agree(c->k, after, err);
	if (!rc)
		rc = kam_record_update(c->k, before, after, err);
	return rc ? rc : cmd_written_add(w, after, err);
}

static int agree_all(struct cmd *c, const struct cmd_agree *v,
		     struct kam_err *err)
{
	struct cmd_written w;
	int rc = cmd_written_begin(&w, c, c->n_words > 1, err);

	for (size_t i = 0; i < c->n_words && !rc; i++)
		rc = agree_one(&w, v, c->words[i], err);
	return rc ? rc : cmd_written_end(&w, err);
}

int cmd_req_agree(struct cmd *c, void *values, struct kam_err *err)
{
	struct cmd_agree *v = values;
	int rc =
	    take_short(&c->fields[KAM_REQ_AGREED_WITH], v->by, "--by", err);

	if (!rc)
		rc = take_short(&c->fields[KAM_REQ_AGREED_ON], v->on, "--on",
				err);
	if (!rc)
		rc = take_short(&v->via, v->agreed_via, "--via", err);
	if (!rc)
		rc = kam_operation_begin(c->k, err);
	return rc ? rc : kam_operation_end(c->k, agree_all(c, v, err), err);
}

typedef int (*verdict_run)(struct kam_record **out, struct kam *k,
			   struct kam_arena *arena, int64_t req,
			   const struct kam_verdict *verdict,
			   struct kam_err *err);

static int each_verdict(struct cmd *c, const struct cmd_verdict *v,
			verdict_run run, struct kam_err *err)
{
	struct kam_verdict verdict = { 0, v->on, v->via, v->reason };
	struct cmd_written w;
	int rc = cmd_written_begin(&w, c, c->n_words > 1, err);

	if (!rc && v->by) {
		rc = kam_resolve(&verdict.contact, c->k, &kam_contact_kind,
				 v->by, err);
		if (rc)
			kam_field(err, "by");
	}
	for (size_t i = 0; i < c->n_words && !rc; i++) {
		struct kam_record *req;
		int64_t id;

		rc = kam_resolve(&id, c->k, c->kind, c->words[i], err);
		if (!rc)
			rc = run(&req, c->k, &c->arena, id, &verdict, err);
		if (!rc)
			rc = cmd_written_add(&w, req, err);
	}
	return rc ? rc : cmd_written_end(&w, err);
}

int cmd_req_withdraw(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(
			c->k, each_verdict(c, values, kam_req_withdraw, err),
			err);
}

int cmd_req_reject(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(
			c->k, each_verdict(c, values, kam_req_reject, err),
			err);
}

static int reword_one(struct cmd *c, const struct cmd_reword *v,
		      struct kam_err *err)
{
	const struct kam_proposal proposal = { v->title, v->statement,
					       v->criteria, v->reason };
	struct kam_record *version, *req;
	int64_t id;
	int rc = kam_resolve(&id, c->k, c->kind, c->words[0], err);

	if (!rc)
		rc = kam_req_propose(&version, c->k, &c->arena, id, &proposal,
				     err);
	if (!rc)
		rc = kam_record_load(&req, c->k, &c->arena, c->kind, id, err);
	if (rc)
		return rc;
	if (!cmd_for_people(c))
		return cmd_written(c, req, err);
	kam_str_printf(
	    &c->text,
	    _("version %lld of REQ-%lld awaits agreement; %lld is in force\n"),
	    (long long)version->values[KAM_REVISION_NUMBER].integer,
	    (long long)id,
	    (long long)req->values[KAM_REQ_AGREED_VERSION].integer);
	return kam_str_check(&c->text, err);
}

int cmd_req_reword(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_reword *v = values;
	int rc;

	if (!v->title && !v->statement && !v->criteria)
		return cmd_usage(c, err, "%s", _("no new wording"));
	rc = kam_operation_begin(c->k, err);
	return rc ? rc : kam_operation_end(c->k, reword_one(c, v, err), err);
}
