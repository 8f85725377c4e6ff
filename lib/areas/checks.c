/*
 * Rules across the fields of a record, and defaults that need the register.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/cadence.h>
#include <kam/credit_code.h>
#include <kam/calendars.h>
#include <kam/date.h>
#include <string.h>

/* The account of a project. */
static int account_of(int64_t *account, struct kam *k, struct kam_arena *arena,
		      int64_t project, struct kam_err *err)
{
	struct kam_record *p;
	int rc = kam_record_load(&p, k, arena, &kam_project_kind, project, err);

	if (!rc)
		*account = p->values[KAM_PROJECT_ACCOUNT].integer;
	return rc;
}

int kam_scope_check(struct kam *k, const struct kam_record *before,
		    struct kam_record *after, struct kam_err *err)
{
	const struct kam_kind *kind = after->kind;
	struct kam_value *account, *project;
	int64_t of_project;
	int rc;

	(void)before;
	account = &after->values[kind->account];
	project = &after->values[kind->project];
	if (!project->set)
		return 0;
	rc = account_of(&of_project, k, after->arena, project->integer, err);
	if (rc)
		return rc;
	if (!account->set)
		return kam_record_set_ref(k, after, kind->account, of_project,
					  err);
	if (account->integer == of_project)
		return 0;
	kam_fail(err, KAM_EINVALID, _("the project %s is not one of %s"),
		 project->text, account->text);
	kam_field(err, kind->fields[kind->project].name);
	return err->code;
}

/* Accounts above accounts: more levels than any firm has are a circle that
   something else than kam wrote. */
enum { LEVELS = 1000 };

/* Following a field from the record must not lead back to it. */
static int check_tree(struct kam *k, struct kam_record *after, int field,
		      struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	int64_t at = after->values[field].integer;
	int rc = 0;

	if (!after->id || !after->values[field].set)
		return 0;
	for (int i = 0; !rc && at && at != after->id && i < LEVELS; i++) {
		struct kam_record *r;

		kam_arena_reset(&scratch);
		rc = kam_record_load(&r, k, &scratch, after->kind, at, err);
		if (!rc)
			at = r->values[field].integer;
	}
	kam_arena_release(&scratch);
	if (rc || !at)
		return rc;
	kam_fail(err, KAM_EREFUSED, _("its %s '%s' leads back to it"),
		 after->kind->fields[field].name, after->values[field].text);
	kam_field(err, after->kind->fields[field].name);
	kam_hint(err, _("take the %s of '%s' away first"),
		 after->kind->fields[field].name, after->values[field].text);
	return err->code;
}

/* What an import brought: its digest, or a further source, is new. */
static int is_imported(const struct kam_record *before,
		       const struct kam_record *after, int also)
{
	const struct kam_value *v = &after->values[also];
	const struct kam_value *old = before ? &before->values[also] : NULL;
	const char *digest = after->source_digest;

	if (!before)
		return after->source != NULL;
	return (digest && (!before->source_digest ||
			   strcmp(digest, before->source_digest) != 0)) ||
	       (v->n_refs &&
		(!old->n_refs || strcmp(v->refs[v->n_refs - 1].role,
					old->refs[old->n_refs - 1].role) != 0));
}

/* A wrong one that another system has comes in as it is there: an import does
   not fail for it. */
static int check_credit_code(struct kam *k, const struct kam_record *before,
			     struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = &after->values[KAM_ACCOUNT_CREDIT_CODE];
	const struct kam_value *old =
	    before ? &before->values[KAM_ACCOUNT_CREDIT_CODE] : NULL;
	struct kam_err none = { 0 };
	char code[KAM_CREDIT_CODE_TEXT];

	if (!v->set || (old && old->set && !strcmp(old->text, v->text)))
		return 0;
	if (!kam_credit_code_read(code, v->text, &none))
		return kam_record_set(k, after, KAM_ACCOUNT_CREDIT_CODE, code,
				      err);
	if (is_imported(before, after, KAM_ACCOUNT_ALSO_FROM))
		return 0;
	*err = none;
	return err->code;
}

int kam_account_check(struct kam *k, const struct kam_record *before,
		      struct kam_record *after, struct kam_err *err)
{
	int rc = check_credit_code(k, before, after, err);

	return rc ? rc : check_tree(k, after, KAM_ACCOUNT_PARENT, err);
}

int kam_contact_check(struct kam *k, const struct kam_record *before,
		      struct kam_record *after, struct kam_err *err)
{
	if (before && before->values[KAM_CONTACT_ERASED_ON].set) {
		kam_fail(err, KAM_EREFUSED, _("CON-%lld was forgotten"),
			 (long long)before->id);
		kam_hint(err, "%s",
			 _("whoever it is about now is a contact of their "
			   "own: kam contact add"));
		return err->code;
	}
	if (kam_language_field(k, before, after, KAM_CONTACT_LANGUAGE, err))
		return err->code;
	return check_tree(k, after, KAM_CONTACT_REPORTS_TO, err);
}

int kam_calendar_check(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = &after->values[KAM_CALENDAR_WEEKDAYS];
	char text[KAM_WEEKDAYS_TEXT];
	unsigned mask;
	int rc;

	(void)before;
	if (!v->set)
		return 0;
	rc = kam_weekdays_parse(&mask, v->text, err);
	if (rc) {
		kam_field(err, "weekdays");
		return rc;
	}
	kam_weekdays_format(text, mask);
	return kam_record_set(k, after, KAM_CALENDAR_WEEKDAYS, text, err);
}

/* A calendar that changes moves what is due by it. */
int kam_calendar_follow(struct kam *k, const struct kam_record *before,
			struct kam_record *after, struct kam_err *err)
{
	(void)after;
	return before ? kam_cadence_refresh(k, err) : 0;
}

int kam_contact_scope(struct kam *k, struct kam_record *after, int64_t id,
		      struct kam_err *err)
{
	struct kam_record *contact;
	int rc;

	if (after->values[after->kind->account].set)
		return 0;
	rc = kam_record_load(&contact, k, after->arena, &kam_contact_kind, id,
			     err);
	if (!rc && contact->values[KAM_CONTACT_ACCOUNTS].n_refs == 1)
		rc = kam_record_set_ref(
		    k, after, after->kind->account,
		    contact->values[KAM_CONTACT_ACCOUNTS].refs[0].id, err);
	return rc;
}

int kam_comm_check(struct kam *k, const struct kam_record *before,
		   struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *with = &after->values[KAM_COMM_CONTACTS];
	int rc = kam_scope_check(k, before, after, err);

	if (!rc)
		rc = kam_past_check(k, before, after, err);
	if (rc || !with->n_refs)
		return rc;
	/* whoever was spoken to belongs to one account: it is about that one */
	return kam_contact_scope(k, after, with->refs[0].id, err);
}

int kam_scope_calendar(const struct kam_calendar **out, struct kam *k,
		       const struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *project = &r->values[r->kind->project];
	const struct kam_value *account = &r->values[r->kind->account];
	struct kam_record *scope;
	int64_t id = 0;
	int rc = 0;

	if (project->set) {
		rc = kam_record_load(&scope, k, r->arena, &kam_project_kind,
				     project->integer, err);
		if (!rc)
			id = scope->values[KAM_PROJECT_CALENDAR].integer;
	}
	if (!rc && !id && account->set) {
		rc = kam_record_load(&scope, k, r->arena, &kam_account_kind,
				     account->integer, err);
		if (!rc)
			id = scope->values[KAM_ACCOUNT_CALENDAR].integer;
	}
	return rc ? rc : kam_calendar_load(out, k, r->arena, id, err);
}

int kam_calendar_day_follow(struct kam *k, const struct kam_record *before,
			    struct kam_record *after, struct kam_err *err)
{
	(void)before;
	(void)after;
	return kam_cadence_refresh(k, err);
}
