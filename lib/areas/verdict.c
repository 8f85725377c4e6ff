/*
 * How a wording is proposed, agreed to, refused, and an agreement taken back.
 */
#include "areas/agreement.h"

#include "areas/decision.h"
#include "areas/version.h"

#include <kam/areas.h>
#include <string.h>

static void unset(struct kam_record *req, int field)
{
	memset(&req->values[field], 0, sizeof *req->values);
}

void kam_req_clear_former(struct kam_record *req)
{
	static const int fields[] = { KAM_REQ_AGREED_WITH, KAM_REQ_AGREED_ON,
				      KAM_REQ_AGREED_VIA, KAM_REQ_EVIDENCE };

	if (!req->values[KAM_REQ_AGREED_VERSION].set)
		return;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		unset(req, fields[i]);
}

int kam_req_agree(struct kam *k, struct kam_record *after, struct kam_err *err)
{
	const struct kam_move *move = kam_move_find(after->kind, "agree");
	struct kam_value *proposed = &after->values[KAM_REQ_PROPOSED_VERSION];
	struct kam_record *version;
	int64_t number = proposed->integer;
	int rc;

	if (!proposed->set || !kam_req_awaits(after))
		return kam_record_move(k, after, move, err);
	rc =
	    kam_version_find(&version, k, after->arena, after->id, number, err);
	if (!rc && !version)
		rc = kam_fail(err, KAM_ECORRUPT,
			      _("REQ-%lld has no version %lld"),
			      (long long)after->id, (long long)number);
	/* whatever was done with the former wording is to be done again */
	after->status = kam_req_state("analysed");
	if (!rc)
		rc = kam_record_move(k, after, move, err);
	if (!rc)
		rc = kam_version_apply(k, version, after, err);
	if (rc)
		return rc;
	after->values[KAM_REQ_AGREED_VERSION] = *proposed;
	unset(after, KAM_REQ_PROPOSED_VERSION);
	return 0;
}

int kam_req_awaits(const struct kam_record *req)
{
	if (kam_req_closed(req) || req->status == kam_req_state("deferred"))
		return 0;
	return req->values[KAM_REQ_PROPOSED_VERSION].set ||
	       req->status < kam_req_state("agreed");
}

int kam_req_awaited(struct kam_record **out, int64_t *number, struct kam *k,
		    struct kam_arena *arena, const struct kam_record *req,
		    struct kam_err *err)
{
	const struct kam_value *agreed = &req->values[KAM_REQ_AGREED_VERSION];
	const struct kam_value *proposed =
	    &req->values[KAM_REQ_PROPOSED_VERSION];
	struct kam_record *version;
	int rc = kam_record_load(out, k, arena, req->kind, req->id, err);

	if (rc)
		return rc;
	if (!proposed->set && !agreed->set)
		return kam_version_number(number, k, *out, err);
	*number = proposed->set ? proposed->integer : agreed->integer;
	if (!proposed->set)
		return 0;
	rc = kam_version_find(&version, k, arena, req->id, *number, err);
	return rc || !version ? rc : kam_version_apply(k, version, *out, err);
}

static int load_both(struct kam_record **before, struct kam_record **after,
		     struct kam *k, struct kam_arena *arena, int64_t id,
		     struct kam_err *err)
{
	int rc = kam_record_load(before, k, arena, &kam_req_kind, id, err);

	return rc ? rc
		  : kam_record_load(after, k, arena, &kam_req_kind, id, err);
}

/* What was said along with a yes. */
static int add_remark(struct kam *k, const struct kam_record *req,
		      const char *remark, struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = kam_req_decision(&before, &after, k, req, err);

	if (!rc && before)
		rc = kam_record_set(k, after, KAM_DECISION_REMARK, remark, err);
	return rc || !before ? rc : kam_record_update(k, before, after, err);
}

int kam_req_agree_to(struct kam_record **out, struct kam *k,
		     struct kam_arena *arena, int64_t req,
		     const struct kam_verdict *v, struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = load_both(&before, &after, k, arena, req, err);

	if (rc)
		return rc;
	*out = after;
	if (kam_req_awaits(after))
		kam_req_clear_former(after);
	rc = kam_record_set_ref(k, after, KAM_REQ_AGREED_WITH, v->contact, err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_REQ_AGREED_ON,
				    v->on ? v->on : "today", err);
	if (!rc && v->channel)
		rc = kam_record_set(k, after, KAM_REQ_AGREED_VIA, v->channel,
				    err);
	if (!rc)
		rc = kam_req_agree(k, after, err);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
	return rc || !v->remark ? rc : add_remark(k, after, v->remark, err);
}

/* Whether a new wording may be proposed for the requirement. */
static int check_proposal(const struct kam_record *req, struct kam_err *err)
{
	const char *name = kam_gettext_in(req->kind->name,
					  req->kind->states[req->status].name);

	if (kam_req_closed(req)) {
		kam_fail(err, KAM_EREFUSED, _("REQ-%lld is %s"),
			 (long long)req->id, name);
		kam_hint(err, "%s",
			 _("add the new wording as a requirement of its own "
			   "and link the two"));
	} else if (!kam_req_locked(req)) {
		kam_fail(err, KAM_EREFUSED,
			 _("the wording of REQ-%lld isn't agreed yet"),
			 (long long)req->id);
		kam_hint(err,
			 _("change it: kam req edit REQ-%lld --statement "
			   "TEXT"),
			 (long long)req->id);
	}
	return err->code;
}

static int fill_proposal(struct kam *k, struct kam_record *wanted,
			 const struct kam_proposal *p, struct kam_err *err)
{
	const char *const texts[] = { p->title, p->statement,
				      p->acceptance_criteria };
	static const int fields[] = { KAM_REQ_TITLE, KAM_REQ_STATEMENT,
				      KAM_REQ_ACCEPTANCE_CRITERIA };
	int rc = 0;

	for (size_t i = 0; i < 3 && !rc; i++)
		if (texts[i])
			rc =
			    kam_record_set(k, wanted, fields[i], texts[i], err);
	if (!rc && !wanted->values[KAM_REQ_TITLE].set) {
		rc = kam_fail(err, KAM_EINVALID, "%s",
			      _("a req needs its title"));
		kam_field(err, "title");
	}
	return rc;
}

/* A wording that was agreed to without a version has one from now on. */
static int keep_agreed(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	struct kam_value *number = &after->values[KAM_REQ_AGREED_VERSION];
	struct kam_record *version;
	int rc = kam_version_keep(&version, k, before, err);

	if (!rc && !number->set)
		*number = version->values[KAM_REVISION_NUMBER];
	return rc;
}

int kam_req_propose(struct kam_record **out, struct kam *k,
		    struct kam_arena *arena, int64_t req,
		    const struct kam_proposal *proposal, struct kam_err *err)
{
	struct kam_record *before, *after, *wanted;
	struct kam_value *number;
	int64_t next = 0;
	int rc = load_both(&before, &after, k, arena, req, err);

	if (!rc)
		rc = check_proposal(before, err);
	if (!rc)
		rc = kam_record_load(&wanted, k, arena, before->kind, req, err);
	if (!rc)
		rc = fill_proposal(k, wanted, proposal, err);
	if (!rc && kam_req_reworded(before, wanted) == KAM_NO_FIELD)
		rc = kam_fail(err, KAM_EREFUSED,
			      _("that is the wording of REQ-%lld as it is"),
			      (long long)req);
	if (!rc)
		rc = keep_agreed(k, before, after, err);
	if (!rc)
		rc = kam_version_next(&next, k, after, err);
	if (!rc)
		rc = kam_version_add(out, k, wanted, next, proposal->reason,
				     err);
	if (rc)
		return rc;
	number = &after->values[KAM_REQ_PROPOSED_VERSION];
	number->set = 1;
	number->integer = next;
	return kam_record_update(k, before, after, err);
}

static int decide(struct kam *k, const struct kam_record *req,
		  const char *outcome, const struct kam_record *version,
		  const struct kam_verdict *v, struct kam_err *err)
{
	const struct kam_decision decision = {
		.outcome = outcome,
		.version = version ? version->id : 0,
		.contact = v->contact,
		.on = v->on ? v->on : "today",
		.channel = v->channel,
		.remark = v->remark,
	};

	return kam_decision_add(k, req, &decision, err);
}

static void clear_agreement(struct kam_record *req)
{
	static const int fields[] = {
		KAM_REQ_AGREED_WITH,    KAM_REQ_AGREED_ON,
		KAM_REQ_AGREED_VIA,     KAM_REQ_EVIDENCE,
		KAM_REQ_AGREED_VERSION, KAM_REQ_PROPOSED_VERSION,
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		unset(req, fields[i]);
}

static int withdraw(struct kam *k, const struct kam_record *before,
		    struct kam_record *after, const struct kam_verdict *verdict,
		    struct kam_err *err)
{
	const struct kam_move *move = kam_move_find(after->kind, "withdraw");
	struct kam_record *version = NULL;
	int rc = 0;

	/* put off and taken up again, it is agreed to all the same */
	if ((move->from & (1u << before->status)) || kam_req_closed(before) ||
	    !kam_req_locked(before))
		rc = kam_record_move(k, after, move, err);
	if (!rc)
		rc = kam_version_keep(&version, k, before, err);
	clear_agreement(after);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
	return rc ? rc : decide(k, after, "withdrawn", version, verdict, err);
}

int kam_req_withdraw(struct kam_record **out, struct kam *k,
		     struct kam_arena *arena, int64_t req,
		     const struct kam_verdict *verdict, struct kam_err *err)
{
	struct kam_record *before;
	int rc = load_both(&before, out, k, arena, req, err);

	if (!rc)
		rc = withdraw(k, before, *out, verdict, err);
	if (!rc && !verdict->remark) {
		rc = kam_fail(err, KAM_EREFUSED, _("'%s' needs %s"), "withdraw",
			      "reason");
		kam_field(err, "reason");
		kam_hint(err, "%s", _("give --reason: why it is taken back"));
	}
	return rc;
}

int kam_req_reject(struct kam_record **out, struct kam *k,
		   struct kam_arena *arena, int64_t req,
		   const struct kam_verdict *verdict, struct kam_err *err)
{
	struct kam_record *before, *after, *version;
	int rc = load_both(&before, &after, k, arena, req, err);

	*out = after;
	if (rc)
		return rc;
	if (!kam_req_awaits(before)) {
		kam_fail(
		    err, KAM_EREFUSED,
		    _("nobody is asked to agree to REQ-%lld: it is %s"),
		    (long long)req,
		    kam_gettext_in(before->kind->name,
				   before->kind->states[before->status].name));
		kam_hint(err,
			 _("an agreement is taken back: kam req withdraw "
			   "REQ-%lld --reason TEXT"),
			 (long long)req);
		return err->code;
	}
	if (!before->values[KAM_REQ_PROPOSED_VERSION].set) {
		if (kam_req_locked(before))
			return withdraw(k, before, after, verdict, err);
		rc = kam_version_keep(&version, k, before, err);
		return rc ? rc
			  : decide(k, after, "rejected", version, verdict, err);
	}
	rc = kam_version_find(&version, k, arena, req,
			      before->values[KAM_REQ_PROPOSED_VERSION].integer,
			      err);
	unset(after, KAM_REQ_PROPOSED_VERSION);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
	return rc ? rc : decide(k, after, "rejected", version, verdict, err);
}
