/*
 * What a line of the communications plan does to its cadence, and how it may
 * change.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/cadence.h>
#include <kam/comm_plan.h>
#include <kam/recurrence.h>
#include <kam/sha256.h>
#include <string.h>

/* The fields that are the plan: what revisions keep. */
enum { FIRST = KAM_COMM_PLAN_ACCOUNT, LAST = KAM_COMM_PLAN_ACKNOWLEDGE };

static int is_state(const struct kam_record *r, const char *name)
{
	return r && !strcmp(r->kind->states[r->status].name, name);
}

int kam_comm_plan_internal(const struct kam_record *record)
{
	const struct kam_value *v =
	    &record->values[KAM_COMM_PLAN_CONFIDENTIALITY];

	return v->set &&
	       (!strcmp(v->text, "internal") || !strcmp(v->text, "secret"));
}

static int same(int *out, const struct kam_record *a,
		const struct kam_record *b, int field, struct kam_err *err)
{
	struct kam_str x = KAM_STR_INIT, y = KAM_STR_INIT;
	int rc = kam_record_text(&x, a, field, err);

	if (!rc)
		rc = kam_record_text(&y, b, field, err);
	if (!rc)
		rc = kam_str_check(&x, err);
	if (!rc)
		rc = kam_str_check(&y, err);
	*out = !strcmp(x.data, y.data);
	kam_str_release(&x);
	kam_str_release(&y);
	return rc;
}

/* The first field of the plan that differs, or KAM_NO_FIELD. */
static int find_change(int *field, const struct kam_record *before,
		       const struct kam_record *after, struct kam_err *err)
{
	int equal = 1, rc = 0;

	*field = KAM_NO_FIELD;
	for (int i = FIRST; i <= LAST && !rc && equal; i++) {
		rc = same(&equal, before, after, i, err);
		if (!equal)
			*field = i;
	}
	return rc;
}

static int check_confirmed(const struct kam_record *before,
			   const struct kam_record *after, struct kam_err *err)
{
	int field, rc;

	if (!is_state(before, "confirmed") ||
	    before->values[KAM_COMM_PLAN_REVISION].integer !=
		after->values[KAM_COMM_PLAN_REVISION].integer)
		return 0;
	rc = find_change(&field, before, after, err);
	if (rc || field == KAM_NO_FIELD)
		return rc;
	kam_fail(err, KAM_EREFUSED, _("CPL-%lld was confirmed"),
		 (long long)after->id);
	kam_field(err, after->kind->fields[field].name);
	kam_hint(err, "kam comm plan revise CPL-%lld --%s … --reason TEXT",
		 (long long)after->id, after->kind->fields[field].name);
	return err->code;
}

static int check_every(struct kam *k, struct kam_record *after,
		       struct kam_err *err)
{
	struct kam_value *every = &after->values[KAM_COMM_PLAN_EVERY];
	struct kam_str canonical = KAM_STR_INIT;
	struct kam_recurrence rule;
	int rc;

	if (!every->set)
		return 0;
	rc = kam_recurrence_parse(&rule, every->text, err);
	if (rc) {
		kam_field(err, "every");
		return rc;
	}
	kam_recurrence_format(&canonical, &rule);
	rc = kam_str_check(&canonical, err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_COMM_PLAN_EVERY,
				    canonical.data, err);
	kam_str_release(&canonical);
	return rc;
}

static int check_audience(const struct kam_record *after, struct kam_err *err)
{
	if (after->values[KAM_COMM_PLAN_AUDIENCE].n_refs ||
	    after->values[KAM_COMM_PLAN_GROUP].set)
		return 0;
	kam_fail(err, KAM_EINVALID, "%s", _("who is to hear it?"));
	kam_field(err, "audience");
	kam_hint(err, "%s",
		 _("--audience CONTACT,… or --group 'steering committee'"));
	return err->code;
}

int kam_comm_plan_check(struct kam *k, const struct kam_record *before,
			struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;
	int rc = kam_scope_check(k, before, after, err);

	if (!rc)
		rc = check_every(k, after, err);
	if (!rc)
		rc = check_audience(after, err);
	if (!rc && !v[KAM_COMM_PLAN_REVISION].set)
		rc = kam_record_set(k, after, KAM_COMM_PLAN_REVISION, "1", err);
	if (!rc && v[KAM_COMM_PLAN_START].set && v[KAM_COMM_PLAN_END].set &&
	    strcmp(v[KAM_COMM_PLAN_END].text, v[KAM_COMM_PLAN_START].text) <
		0) {
		rc = kam_fail(
		    err, KAM_EINVALID, _("the end %s is before the start %s"),
		    v[KAM_COMM_PLAN_END].text, v[KAM_COMM_PLAN_START].text);
		kam_field(err, "end");
	}
	return rc ? rc : check_confirmed(before, after, err);
}

/* From the line's field to the cadence's; unset is unset there too. */
static int carry(struct kam *k, struct kam_record *cadence, int to,
		 const struct kam_record *line, int from, struct kam_err *err)
{
	const struct kam_value *v = &line->values[from];

	if (line->kind->fields[from].type == KAM_REF)
		return kam_record_set_ref(k, cadence, to,
					  v->set ? v->integer : 0, err);
	return kam_record_set(k, cadence, to, v->set ? v->text : "", err);
}

static int fill(struct kam *k, struct kam_record *cadence,
		const struct kam_record *line, struct kam_err *err)
{
	static const int pairs[][2] = {
		{ KAM_CADENCE_ACCOUNT, KAM_COMM_PLAN_ACCOUNT },
		{ KAM_CADENCE_PROJECT, KAM_COMM_PLAN_PROJECT },
		{ KAM_CADENCE_TITLE, KAM_COMM_PLAN_TITLE },
		{ KAM_CADENCE_EVERY, KAM_COMM_PLAN_EVERY },
		{ KAM_CADENCE_CHANNEL, KAM_COMM_PLAN_CHANNEL },
		{ KAM_CADENCE_OWNER, KAM_COMM_PLAN_SENDER },
		{ KAM_CADENCE_CONTENT, KAM_COMM_PLAN_CONTENT },
		{ KAM_CADENCE_END, KAM_COMM_PLAN_END },
	};
	const struct kam_value *who = &line->values[KAM_COMM_PLAN_AUDIENCE];
	int rc =
	    kam_record_set_ref(k, cadence, KAM_CADENCE_CONTACT,
			       who->n_refs == 1 ? who->refs[0].id : 0, err);

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs && !rc; i++)
		rc = carry(k, cadence, pairs[i][0], line, pairs[i][1], err);
	/* without one of the line's own, the cadence keeps its first day */
	if (!rc && line->values[KAM_COMM_PLAN_START].set)
		rc = carry(k, cadence, KAM_CADENCE_START, line,
			   KAM_COMM_PLAN_START, err);
	return rc;
}

static int make_cadence(struct kam *k, struct kam_record *line,
			struct kam_err *err)
{
	struct kam_record *cadence, *stored;
	int rc = kam_record_new(&cadence, line->arena, &kam_cadence_kind, err);

	if (!rc)
		rc = fill(k, cadence, line, err);
	if (!rc)
		rc = kam_record_insert(k, cadence, err);
	if (!rc)
		rc = kam_record_load(&stored, k, line->arena, line->kind,
				     line->id, err);
	if (!rc)
		rc = kam_record_set_ref(k, line, KAM_COMM_PLAN_CADENCE,
					cadence->id, err);
	return rc ? rc : kam_record_update(k, stored, line, err);
}

/* The line's cadence, twice, for a change; NULL where it has none or that has
   ended. */
static int load_cadence(struct kam_record **before, struct kam_record **after,
			struct kam *k, const struct kam_record *line,
			struct kam_err *err)
{
	const struct kam_value *v = &line->values[KAM_COMM_PLAN_CADENCE];
	int rc = 0;

	*before = *after = NULL;
	if (v->set)
		rc = kam_record_load(before, k, line->arena, &kam_cadence_kind,
				     v->integer, err);
	if (!rc && is_state(*before, "ended"))
		*before = NULL;
	if (!rc && *before)
		rc = kam_record_load(after, k, line->arena, &kam_cadence_kind,
				     v->integer, err);
	return rc;
}

static int end_cadence(struct kam *k, const struct kam_record *line,
		       struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = load_cadence(&before, &after, k, line, err);

	if (rc || !before)
		return rc;
	rc = kam_record_move(k, after, kam_move_find(after->kind, "end"), err);
	return rc ? rc : kam_record_update(k, before, after, err);
}

/* A line that was removed takes with it what it promised and never gave. */
static int drop_cadence(struct kam *k, const struct kam_record *line,
			struct kam_err *err)
{
	struct kam_cadence_count count = { 0 };
	struct kam_record *cadence, *again;
	int rc = load_cadence(&cadence, &again, k, line, err);

	if (!rc && cadence)
		rc = kam_cadence_count(&count, k, cadence->id, err);
	if (rc || !cadence)
		return rc;
	if (count.given || count.late || count.missed || count.skipped)
		return end_cadence(k, line, err);
	return kam_record_remove(k, cadence, err);
}

int kam_comm_plan_follow(struct kam *k, const struct kam_record *before,
			 struct kam_record *after, struct kam_err *err)
{
	struct kam_record *was, *cadence;
	int rc;

	if (!after)
		return drop_cadence(k, before, err);
	if (is_state(after, "ended"))
		return is_state(before, "ended") ? 0
						 : end_cadence(k, after, err);
	/* one that came with its promise keeps it as it is */
	if (!before && after->values[KAM_COMM_PLAN_CADENCE].set)
		return 0;
	if (!after->values[KAM_COMM_PLAN_EVERY].set)
		return end_cadence(k, after, err);
	rc = load_cadence(&was, &cadence, k, after, err);
	if (rc)
		return rc;
	if (!was)
		return make_cadence(k, after, err);
	rc = fill(k, cadence, after, err);
	return rc ? rc : kam_record_update(k, was, cadence, err);
}

/* "every: week on fri", a line for each field that is set. */
static int add_wording(struct kam_str *out, const struct kam_record *line,
		       struct kam_err *err)
{
	int rc = 0;

	for (int i = FIRST; i <= LAST && !rc; i++) {
		if (!line->values[i].set)
			continue;
		kam_str_printf(out, "%s%s: ", out->length ? "\n" : "",
			       line->kind->fields[i].name);
		rc = kam_record_text(out, line, i, err);
	}
	return rc ? rc : kam_str_check(out, err);
}

static int keep_wording(struct kam *k, const struct kam_record *line,
			const char *reason, struct kam_err *err)
{
	char name[KAM_ID_TEXT], number[24], digest[KAM_SHA256_TEXT];
	struct kam_str text = KAM_STR_INIT;
	struct kam_record *r;
	struct kam_sha256 sha;
	int rc = add_wording(&text, line, err);

	kam_id_format(name, line->kind, line->id);
	(void)snprintf(number, sizeof number, "%lld",
		       (long long)line->values[KAM_COMM_PLAN_REVISION].integer);
	kam_sha256_begin(&sha);
	kam_sha256_add(&sha, text.data, text.length);
	kam_sha256_text(digest, &sha);
	if (!rc)
		rc = kam_record_new(&r, line->arena, &kam_revision_kind, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_ABOUT, name, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_NUMBER, number, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_TEXT, text.data, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_DIGEST, digest, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_REASON, reason, err);
	kam_str_release(&text);
	return rc ? rc : kam_record_insert(k, r, err);
}

int kam_comm_plan_revise(struct kam *k, const struct kam_record *before,
			 struct kam_record *after, const char *reason,
			 struct kam_err *err)
{
	struct kam_value *number = &after->values[KAM_COMM_PLAN_REVISION];
	int field, rc;

	if (is_state(before, "ended")) {
		kam_fail(err, KAM_EREFUSED, _("CPL-%lld has ended"),
			 (long long)before->id);
		kam_hint(err, "%s", _("'kam comm plan add' plans anew"));
		return err->code;
	}
	rc = find_change(&field, before, after, err);
	if (!rc && field == KAM_NO_FIELD) {
		rc = kam_fail(err, KAM_EREFUSED, "%s",
			      _("nothing of the line would change"));
		kam_hint(err, "%s", _("--every, --channel, --sender …"));
	}
	if (!rc)
		rc = keep_wording(k, before, reason, err);
	if (!rc)
		rc =
		    kam_record_set(k, after, KAM_COMM_PLAN_REASON, reason, err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_COMM_PLAN_CONFIRMED_ON, "",
				    err);
	if (rc)
		return rc;
	number->integer = before->values[KAM_COMM_PLAN_REVISION].integer + 1;
	after->status = kam_state_find(after->kind, "draft");
	return kam_record_update(k, before, after, err);
}
