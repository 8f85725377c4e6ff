/*
 * What a feedback turns into. Kinds are known by their fields, not by name, so
 * that one that is added later is known too.
 */
#include <kam/areas.h>
#include <kam/feedback.h>
#include <kam/link.h>
#include <string.h>

/* What a record is made of, by the names that kinds have for it. */
static const char *const words_names[] = { "description", "statement", "text",
					   "problem",     "cause",     NULL };
static const char *const contact_names[] = { "source_contact", "contact",
					     "reported_by", "raised_by", NULL };
static const char *const source_names[] = { "source_feedback", "origin",
					    "about", NULL };

static int field_of(const struct kam_kind *kind, const char *const *names,
		    enum kam_type type, enum kam_type other)
{
	for (; *names; names++) {
		int i = kam_field_find(kind, *names);

		if (i != KAM_NO_FIELD && !(kind->fields[i].flags & KAM_FIXED) &&
		    (kind->fields[i].type == type ||
		     kind->fields[i].type == other))
			return i;
	}
	return KAM_NO_FIELD;
}

int kam_feedback_turns_into(const struct kam_kind *kind)
{
	if (!kind || !kind->group || !kind->n_states ||
	    kam_kind_is(kind, &kam_feedback_kind) ||
	    kind->account == KAM_NO_FIELD ||
	    kind->fields[kind->account].type != KAM_REF ||
	    strcmp(kind->fields[kind->title].name, "title") != 0)
		return 0;
	for (int i = 0; i < kind->n_fields; i++)
		if (i != kind->title && i != kind->account &&
		    (kind->fields[i].flags & KAM_REQUIRED) &&
		    !kind->fields[i].initial)
			return 0;
	return field_of(kind, words_names, KAM_PROSE, KAM_TEXT) != KAM_NO_FIELD;
}

static int set_text(struct kam *k, struct kam_record *heir, int field,
		    const struct kam_value *from, struct kam_err *err)
{
	return field == KAM_NO_FIELD || !from->set || heir->values[field].set
		   ? 0
		   : kam_record_set(k, heir, field, from->text, err);
}

static int set_ref(struct kam *k, struct kam_record *heir, int field,
		   const char *target, const struct kam_value *from,
		   struct kam_err *err)
{
	if (field == KAM_NO_FIELD || !from->set || !from->integer ||
	    heir->kind->fields[field].type != KAM_REF ||
	    strcmp(heir->kind->fields[field].target, target) != 0)
		return 0;
	return kam_record_set_ref(k, heir, field, from->integer, err);
}

/* A word goes along where the other kind has it too. */
static int set_severity(struct kam *k, struct kam_record *heir,
			const struct kam_value *from, struct kam_err *err)
{
	const int field = kam_field_find(heir->kind, "severity");

	if (field == KAM_NO_FIELD ||
	    heir->kind->fields[field].type != KAM_WORD ||
	    kam_word_find(&heir->kind->fields[field], from->text) < 0)
		return 0;
	return kam_record_set(k, heir, field, from->text, err);
}

/* A field that takes any record takes this one. */
static int set_any(struct kam *k, struct kam_record *heir, int field,
		   const struct kam_kind *kind, int64_t id, struct kam_err *err)
{
	char name[KAM_ID_TEXT];

	if (field == KAM_NO_FIELD || !id ||
	    heir->kind->fields[field].type != KAM_ANY)
		return 0;
	kam_id_format(name, kind, id);
	return kam_record_set(k, heir, field, name, err);
}

static int set_contact(struct kam *k, struct kam_record *heir,
		       const struct kam_value *contact, struct kam_err *err)
{
	const int field = field_of(heir->kind, contact_names, KAM_REF, KAM_ANY);
	int rc = set_ref(k, heir, field, "contact", contact, err);

	return rc ? rc
		  : set_any(k, heir, field, &kam_contact_kind, contact->integer,
			    err);
}

/* The field that says where a record came from, if the kind has one. */
static int source_of(const struct kam_kind *kind)
{
	return field_of(kind, source_names, KAM_ANY, KAM_ANY);
}

/* The new record takes over what the two kinds have in common. */
static int make_heir(struct kam_record **out, struct kam *k,
		     const struct kam_record *feedback,
		     const struct kam_kind *kind, const char *title,
		     struct kam_err *err)
{
	const struct kam_value *v = feedback->values;
	struct kam_record *heir;
	int rc = kam_record_new(&heir, feedback->arena, kind, err);

	if (!rc)
		rc = set_ref(k, heir, kind->account, "account",
			     &v[KAM_FEEDBACK_ACCOUNT], err);
	if (!rc)
		rc = set_ref(k, heir, kind->project, "project",
			     &v[KAM_FEEDBACK_PROJECT], err);
	if (!rc)
		rc = set_contact(k, heir, &v[KAM_FEEDBACK_CONTACT], err);
	if (!rc)
		rc = set_ref(k, heir, kam_field_find(kind, "owner"), "member",
			     &v[KAM_FEEDBACK_OWNER], err);
	if (!rc)
		rc = kam_record_set(k, heir, kind->title,
				    title ? title : v[KAM_FEEDBACK_TITLE].text,
				    err);
	if (!rc)
		rc = set_text(k, heir,
			      field_of(kind, words_names, KAM_PROSE, KAM_TEXT),
			      &v[KAM_FEEDBACK_TEXT], err);
	if (!rc)
		rc = set_severity(k, heir, &v[KAM_FEEDBACK_SEVERITY], err);
	if (!rc)
		rc = set_any(k, heir, source_of(kind), feedback->kind,
			     feedback->id, err);
	if (!rc)
		rc = kam_record_insert(k, heir, err);
	*out = heir;
	return rc;
}

static int check_turn(const struct kam_record *feedback,
		      const struct kam_kind *kind, struct kam_err *err)
{
	const struct kam_value *became = &feedback->values[KAM_FEEDBACK_BECAME];

	if (became->set) {
		kam_fail(err, KAM_EREFUSED, _("FB-%lld became %s already"),
			 (long long)feedback->id, became->text);
		kam_hint(err, "kam %s show %s", kam_kind_typed(became->kind),
			 became->text);
		return err->code;
	}
	if (kam_feedback_turns_into(kind))
		return 0;
	return kam_fail(err, KAM_EINVALID,
			_("feedback doesn't turn into a record of '%s'"),
			kind->name);
}

int kam_feedback_turn(struct kam_record **heir, struct kam *k,
		      const struct kam_record *before, struct kam_record *after,
		      const struct kam_kind *kind, const char *title,
		      struct kam_err *err)
{
	char name[KAM_ID_TEXT];
	int64_t link;
	int rc = check_turn(before, kind, err);

	if (!rc)
		rc = make_heir(heir, k, before, kind, title, err);
	if (rc)
		return rc;
	kam_id_format(name, kind, (*heir)->id);
	rc = kam_record_set(k, after, KAM_FEEDBACK_BECAME, name, err);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
	if (!rc && source_of(kind) == KAM_NO_FIELD)
		rc = kam_link_add(
		    &link, k, (struct kam_end){ before->kind, before->id },
		    "became", (struct kam_end){ kind, (*heir)->id }, NULL, err);
	return rc < 0 ? rc : 0;
}
