/*
 * Decisions, and what must not become of them and of versions: a record of
 * what was agreed to that could be changed or taken away would prove nothing.
 */
#include "areas/decision.h"

#include "areas/hooks.h"
#include "areas/version.h"

#include <kam/areas.h>
#include <kam/custom.h>
#include <string.h>

int kam_decision_add(struct kam *k, const struct kam_record *about,
		     const struct kam_decision *d, struct kam_err *err)
{
	char name[KAM_ID_TEXT];
	struct kam_record *r;
	int rc = kam_record_new(&r, about->arena, &kam_decision_kind, err);

	kam_id_format(name, about->kind, about->id);
	if (!rc)
		rc = kam_record_set(k, r, KAM_DECISION_ABOUT, name, err);
	if (!rc)
		rc =
		    kam_record_set(k, r, KAM_DECISION_OUTCOME, d->outcome, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_DECISION_ON, d->on, err);
	if (!rc)
		rc = kam_not_ahead(k, r, KAM_DECISION_ON, err);
	if (!rc)
		rc = kam_record_set_ref(k, r, KAM_DECISION_BY_CONTACT,
					d->contact, err);
	if (!rc)
		rc = kam_record_set_ref(k, r, KAM_DECISION_BY_MEMBER, d->member,
					err);
	if (!rc && d->channel)
		rc =
		    kam_record_set(k, r, KAM_DECISION_CHANNEL, d->channel, err);
	if (!rc && d->remark)
		rc = kam_record_set(k, r, KAM_DECISION_REMARK, d->remark, err);
	if (!rc)
		rc = kam_record_set_ref(k, r, KAM_DECISION_WORDING_VERSION,
					d->version, err);
	if (rc)
		return rc;
	if (d->evidence)
		r->values[KAM_DECISION_EVIDENCE] = *d->evidence;
	return kam_record_insert(k, r, err);
}

static int is_of_req(const struct kam_record *r, int about)
{
	return r->values[about].set &&
	       kam_kind_is(r->values[about].kind, &kam_req_kind);
}

/* The field that differs, of those that are kept as they are. */
static int changed_field(int *field, const struct kam_record *before,
			 const struct kam_record *after, const int *kept,
			 size_t n, struct kam_err *err)
{
	struct kam_str old = KAM_STR_INIT, new = KAM_STR_INIT;
	int rc = 0;

	*field = KAM_NO_FIELD;
	for (size_t i = 0; i < n && !rc && *field == KAM_NO_FIELD; i++) {
		kam_str_truncate(&old, 0);
		kam_str_truncate(&new, 0);
		rc = kam_record_text(&old, before, kept[i], err);
		if (!rc)
			rc = kam_record_text(&new, after, kept[i], err);
		if (!rc && strcmp(old.data, new.data) != 0)
			*field = kept[i];
	}
	kam_str_release(&old);
	kam_str_release(&new);
	return rc;
}

static int refuse_change(const struct kam_record *r, int about, int field,
			 struct kam_err *err)
{
	kam_fail(err, KAM_EREFUSED,
		 _("%s-%lld is part of what was agreed on %s: it stays as it "
		   "is"),
		 r->kind->prefix, (long long)r->id, r->values[about].text);
	if (field != KAM_NO_FIELD)
		kam_field(err, r->kind->fields[field].name);
	kam_hint(err,
		 _("a new wording: kam req reword %s; an agreement taken back: "
		   "kam req withdraw %s"),
		 r->values[about].text, r->values[about].text);
	return err->code;
}

/* A decision that is new says what became of the requirement: one in force is
   agreed to, any other isn't. One that comes back with its ID tells of an
   earlier time. */
static int check_new(struct kam *k, struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *v = r->values;
	const struct kam_value *about = &v[KAM_DECISION_ABOUT];
	struct kam_record *req, *version;
	int rc, agrees, in_force;

	if (r->id || !is_of_req(r, KAM_DECISION_ABOUT) ||
	    !v[KAM_DECISION_WORDING_VERSION].set ||
	    !v[KAM_DECISION_OUTCOME].set)
		return 0;
	rc = kam_record_load(&req, k, r->arena, &kam_req_kind, about->integer,
			     err);
	if (!rc)
		rc = kam_record_load(&version, k, r->arena, &kam_revision_kind,
				     v[KAM_DECISION_WORDING_VERSION].integer,
				     err);
	if (rc)
		return rc;
	agrees = !strcmp(v[KAM_DECISION_OUTCOME].text, "agreed");
	in_force = version->values[KAM_REVISION_ABOUT].integer == req->id &&
		   req->values[KAM_REQ_AGREED_VERSION].set &&
		   req->values[KAM_REQ_AGREED_VERSION].integer ==
		       version->values[KAM_REVISION_NUMBER].integer;
	if (agrees == in_force)
		return 0;
	kam_fail(err, KAM_EREFUSED, _("that REV-%lld of %s is %s is not so"),
		 (long long)version->id, about->text,
		 kam_gettext_in("outcome", v[KAM_DECISION_OUTCOME].text));
	kam_field(err, "outcome");
	kam_hint(err, "%s",
		 _("'req agree', 'req reject' and 'req withdraw' decide, and "
		   "keep that they did"));
	return err->code;
}

int kam_decision_check(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	/* the last two may come later: proof, and, with an export, the version
	   that it lists further on */
	static const int kept[] = {
		KAM_DECISION_ABOUT,      KAM_DECISION_OUTCOME,
		KAM_DECISION_BY_CONTACT, KAM_DECISION_BY_MEMBER,
		KAM_DECISION_ON,         KAM_DECISION_CHANNEL,
	};
	static const int later[] = { KAM_DECISION_WORDING_VERSION,
				     KAM_DECISION_EVIDENCE };
	int field, rc;

	if (!before)
		return check_new(k, after, err);
	if (!is_of_req(before, KAM_DECISION_ABOUT))
		return 0;
	rc = changed_field(&field, before, after, kept,
			   sizeof kept / sizeof *kept, err);
	for (size_t i = 0; i < 2 && !rc && field == KAM_NO_FIELD; i++)
		if (before->values[later[i]].set)
			rc = changed_field(&field, before, after, &later[i], 1,
					   err);
	if (rc || field == KAM_NO_FIELD)
		return rc;
	return refuse_change(before, KAM_DECISION_ABOUT, field, err);
}

int kam_revision_check(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	static const int kept[] = {
		KAM_REVISION_ABOUT,  KAM_REVISION_NUMBER,
		KAM_REVISION_TITLE,  KAM_REVISION_TEXT,
		KAM_REVISION_DIGEST, KAM_REVISION_ACCEPTANCE_CRITERIA,
	};
	const struct kam_value *about = &after->values[KAM_REVISION_ABOUT];
	const struct kam_value *number = &after->values[KAM_REVISION_NUMBER];
	struct kam_record *there;
	int field, rc;

	if (before && is_of_req(before, KAM_REVISION_ABOUT)) {
		rc = changed_field(&field, before, after, kept,
				   sizeof kept / sizeof *kept, err);
		if (rc || field == KAM_NO_FIELD)
			return rc;
		return refuse_change(before, KAM_REVISION_ABOUT, field, err);
	}
	if (!is_of_req(after, KAM_REVISION_ABOUT) || !number->set)
		return 0;
	rc = kam_version_find(&there, k, after->arena, about->integer,
			      number->integer, err);
	if (rc || !there)
		return rc;
	kam_fail(err, KAM_EDUPLICATE, _("%s has a version %lld already"),
		 about->text, (long long)number->integer);
	kam_field(err, "number");
	return err->code;
}

int kam_decision_release(struct kam *k, const struct kam_record *r,
			 struct kam_err *err)
{
	(void)k;
	return is_of_req(r, KAM_DECISION_ABOUT)
		   ? refuse_change(r, KAM_DECISION_ABOUT, KAM_NO_FIELD, err)
		   : 0;
}

static int add_besides_by(struct kam_str *out, const struct kam_record *r,
			  struct kam_err *err)
{
	struct kam_value values[KAM_DECISION_FIELDS + KAM_CUSTOM_MOST];
	struct kam_record besides = *r;

	memcpy(values, r->values, (size_t)r->kind->n_fields * sizeof *values);
	values[KAM_DECISION_BY_CONTACT].set = 0;
	values[KAM_DECISION_BY_MEMBER].set = 0;
	besides.values = values;
	kam_record_canonical(out, &besides);
	return kam_str_check(out, err);
}

/* 1 where nothing else was changed than who it was by: two contacts that were
   merged into one are two again. */
static int is_same_besides_by(const struct kam_record *before,
			      const struct kam_record *after,
			      struct kam_err *err)
{
	struct kam_str old = KAM_STR_INIT, new = KAM_STR_INIT;
	int rc = add_besides_by(&old, before, err);

	if (!rc)
		rc = add_besides_by(&new, after, err);
	if (!rc)
		rc = !strcmp(old.data, new.data);
	kam_str_release(&old);
	kam_str_release(&new);
	return rc;
}

/* That it was said stays, whatever follows from it. */
int kam_decision_keeps(struct kam *k, const struct kam_record *before,
		       const struct kam_record *after, struct kam_err *err)
{
	const struct kam_record *r = before ? before : after;
	const char *about = r->values[KAM_DECISION_ABOUT].text;
	int rc = before && after ? is_same_besides_by(before, after, err) : 0;

	(void)k;
	if (rc)
		return rc < 0 ? rc : 0;
	/* how feedback was answered is a step of ours, taken back with it */
	if (kam_kind_is(r->values[KAM_DECISION_ABOUT].kind,
			&kam_feedback_kind))
		return 0;
	kam_fail(err, KAM_EREFUSED,
		 _("what was decided on %s stays: a decision is not undone"),
		 about);
	if (is_of_req(r, KAM_DECISION_ABOUT))
		kam_hint(err,
			 _("an agreement taken back: kam req withdraw %s; a "
			   "new wording: kam req reword %s"),
			 about, about);
	else
		kam_hint(err, "%s",
			 _("a new decision says that it is otherwise now"));
	return err->code;
}

int kam_revision_release(struct kam *k, const struct kam_record *r,
			 struct kam_err *err)
{
	(void)k;
	return is_of_req(r, KAM_REVISION_ABOUT)
		   ? refuse_change(r, KAM_REVISION_ABOUT, KAM_NO_FIELD, err)
		   : 0;
}
