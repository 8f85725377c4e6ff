/*
 * Agreements: what they are and how a wording comes into force.
 */
#include "areas/agreement.h"

#include "areas/decision.h"
#include "areas/hooks.h"
#include "areas/version.h"

#include <kam/areas.h>
#include <kam/fingerprint.h>
#include <string.h>

int kam_req_state(const char *name)
{
	return kam_state_find(&kam_req_kind, name);
}

int kam_req_closed(const struct kam_record *req)
{
	return req->kind->states[req->status].closed;
}

/* Agreed to, whatever its state; one that came with an import may have the
   state alone. */
int kam_req_locked(const struct kam_record *req)
{
	return req->values[KAM_REQ_AGREED_VERSION].set ||
	       (req->status >= kam_req_state("agreed") &&
		req->status <= kam_req_state("accepted"));
}

static int same_value(const struct kam_record *a, const struct kam_record *b,
		      int field)
{
	const struct kam_value *v = &a->values[field], *w = &b->values[field];

	return v->set == w->set && v->integer == w->integer &&
	       !strcmp(v->set && v->text ? v->text : "",
		       w->set && w->text ? w->text : "") &&
	       !strcmp(v->set && v->extra ? v->extra : "",
		       w->set && w->extra ? w->extra : "");
}

/* The first field of the wording that differs, or KAM_NO_FIELD. */
int kam_req_reworded(const struct kam_record *before,
		     const struct kam_record *after)
{
	for (int i = 0; i < after->kind->n_fields; i++)
		if (kam_is_wording(after->kind, i) &&
		    !same_value(before, after, i))
			return i;
	return KAM_NO_FIELD;
}

/* A version comes into force with this change. */
static int is_agreement(const struct kam_record *before,
			const struct kam_record *after)
{
	return before && after && after->status == kam_req_state("agreed") &&
	       (before->status != after->status ||
		!same_value(before, after, KAM_REQ_AGREED_VERSION));
}

static int refuse_wording(const struct kam_record *req, int field,
			  struct kam_err *err)
{
	kam_fail(err, KAM_EREFUSED,
		 _("the wording of REQ-%lld was agreed with the customer"),
		 (long long)req->id);
	kam_field(err, req->kind->fields[field].name);
	if (kam_req_closed(req))
		kam_hint(err, "%s",
			 _("add the new wording as a requirement of its own "
			   "and link the two"));
	else
		kam_hint(err,
			 _("propose the change, for the customer to agree to: "
			   "kam req reword REQ-%lld --statement TEXT --reason "
			   "TEXT"),
			 (long long)req->id);
	return err->code;
}

/* What was agreed with the customer is not reworded behind their back: only
   another version that comes into force says something else. */
static int check_wording(struct kam *k, const struct kam_record *before,
			 struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *number = &after->values[KAM_REQ_AGREED_VERSION];
	int field = kam_req_reworded(before, after), rc;
	struct kam_record *version = NULL;

	if (field == KAM_NO_FIELD || !kam_req_locked(before))
		return 0;
	if (number->set && !same_value(before, after, KAM_REQ_AGREED_VERSION)) {
		rc = kam_version_find(&version, k, after->arena, after->id,
				      number->integer, err);
		if (rc || (version && kam_version_same(version, after)))
			return rc;
	}
	return refuse_wording(before, field, err);
}

/* A rewording that was agreed to since is in force: it is not taken back. */
int kam_req_keeps(struct kam *k, const struct kam_record *before,
		  const struct kam_record *after, struct kam_err *err)
{
	int field;

	(void)k;
	if (!before || !after || !kam_req_locked(before))
		return 0;
	field = kam_req_reworded(before, after);
	return field == KAM_NO_FIELD ? 0 : refuse_wording(before, field, err);
}

/* What proves an agreement in force may come later, and then stays. */
static int check_evidence(const struct kam_record *before,
			  const struct kam_record *after, struct kam_err *err)
{
	if (!before->values[KAM_REQ_AGREED_VERSION].set ||
	    !after->values[KAM_REQ_AGREED_VERSION].set ||
	    !before->values[KAM_REQ_EVIDENCE].set ||
	    is_agreement(before, after) ||
	    same_value(before, after, KAM_REQ_EVIDENCE))
		return 0;
	kam_fail(err, KAM_EREFUSED, _("'%s' proves the agreement to REQ-%lld"),
		 before->values[KAM_REQ_EVIDENCE].text, (long long)after->id);
	kam_field(err, "evidence");
	kam_hint(err,
		 _("what came later goes into a note: kam req note "
		   "REQ-%lld TEXT"),
		 (long long)after->id);
	return err->code;
}

int kam_req_check(struct kam *k, const struct kam_record *before,
		  struct kam_record *after, struct kam_err *err)
{
	struct kam_value *number = &after->values[KAM_REQ_AGREED_VERSION];
	int rc = before ? check_wording(k, before, after, err) : 0;

	/* a new one, as a copy of another, is agreed to by nobody; one that
	   comes back with its ID brings its versions along */
	if (!before && !after->id) {
		memset(number, 0, sizeof *number);
		memset(&after->values[KAM_REQ_PROPOSED_VERSION], 0,
		       sizeof *number);
	}

	if (!rc && before)
		rc = check_evidence(before, after, err);
	if (!rc)
		rc = kam_req_check_scores(after, err);
	if (!rc && is_agreement(before, after) && !number->set) {
		rc = kam_version_number(&number->integer, k, after, err);
		number->set = !rc;
	}
	return rc ? rc : kam_scope_check(k, before, after, err);
}

int kam_req_decision(struct kam_record **before, struct kam_record **after,
		     struct kam *k, const struct kam_record *req,
		     struct kam_err *err)
{
	struct kam_record *version;
	int rc =
	    kam_version_find(&version, k, req->arena, req->id,
			     req->values[KAM_REQ_AGREED_VERSION].integer, err);

	*before = NULL;
	if (!rc && version)
		rc = kam_version_decision(before, k, req->arena, version->id,
					  err);
	if (rc || !*before)
		return rc;
	return kam_record_load(after, k, req->arena, (*before)->kind,
			       (*before)->id, err);
}

/* Evidence that came after the agreement, with the decision it proves. */
static int add_evidence(struct kam *k, const struct kam_record *req,
			struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = kam_req_decision(&before, &after, k, req, err);

	if (rc || !before)
		return rc;
	after->values[KAM_DECISION_EVIDENCE] = req->values[KAM_REQ_EVIDENCE];
	return kam_record_update(k, before, after, err);
}

int kam_req_follow(struct kam *k, const struct kam_record *before,
		   struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after ? after->values : NULL;
	struct kam_record *version;
	int rc;

	if (!before || !after)
		return 0;
	if (!is_agreement(before, after))
		return v[KAM_REQ_AGREED_VERSION].set &&
			       v[KAM_REQ_EVIDENCE].set &&
			       !before->values[KAM_REQ_EVIDENCE].set
			   ? add_evidence(k, after, err)
			   : 0;
	rc = kam_version_keep(&version, k, after, err);
	return rc ? rc
		  : kam_decision_add(
			k, after,
			&(struct kam_decision){
			    .outcome = "agreed",
			    .version = version->id,
			    .contact = v[KAM_REQ_AGREED_WITH].integer,
			    .on = v[KAM_REQ_AGREED_ON].text,
			    .channel = v[KAM_REQ_AGREED_VIA].text,
			    .evidence = &v[KAM_REQ_EVIDENCE] },
			err);
}
