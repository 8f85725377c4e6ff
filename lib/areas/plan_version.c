/*
 * Versions of plans: frozen with their figures, listed, shown, approved.
 */
#include "areas/plan_check.h"
#include "areas/plan_document.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <kam/sha256.h>
#include <string.h>

enum { SQL_VERSIONS, SQL_TEXT };
static const char *const texts[] = {
	[SQL_VERSIONS] =
	    "SELECT r.id, r.\"number\", r.created, o.actor, r.\"digest\", "
	    "r.\"reason\", (SELECT count(*) FROM decision d "
	    "WHERE d.\"wording_version\" = r.id "
	    "AND d.\"outcome\" = 'approved') FROM revision r "
	    "LEFT JOIN change c ON c.kind = 'revision' AND c.record = r.id "
	    "AND c.field IS NULL AND c.after IS NOT NULL "
	    "LEFT JOIN operation o ON o.id = c.operation "
	    "WHERE r.\"about\" = $1 AND r.\"about_kind\" = 'plan' "
	    "ORDER BY r.\"number\"",
	/* $2: the number, or 0 for the last */
	[SQL_TEXT] = "SELECT id, \"text\", \"number\" FROM revision "
		     "WHERE \"about\" = $1 AND \"about_kind\" = 'plan' "
		     "AND ($2 = 0 OR \"number\" = $2) "
		     "ORDER BY \"number\" DESC LIMIT 1",
};
const struct kam_sql kam_plan_sql = { texts, sizeof texts / sizeof *texts };

static const char *copy(struct kam_arena *arena, struct kam_stmt *s, int column)
{
	const char *text = kam_stmt_text(s, column);

	return text ? kam_arena_strdup(arena, text) : NULL;
}

int kam_plan_versions(struct kam_plan_version **out, size_t *n, struct kam *k,
		      struct kam_arena *arena, int64_t plan,
		      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	size_t room = 0;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_VERSIONS], err);

	*out = NULL;
	*n = 0;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, plan);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		if (*n == room) {
			struct kam_plan_version *grown = kam_grow_in(
			    arena, *out, &room, *n, sizeof *grown, err);

			if (!grown) {
				rc = err->code;
				break;
			}
			*out = grown;
		}
		(*out)[(*n)++] = (struct kam_plan_version){
			kam_stmt_int(s, 0),     kam_stmt_int(s, 1),
			copy(arena, s, 2),      copy(arena, s, 3),
			copy(arena, s, 4),      copy(arena, s, 5),
			kam_stmt_int(s, 6) > 0,
		};
		rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

/* What was kept; *kept is NULL where there is no such version. */
struct kept {
	int64_t id, number;
	struct kam_document *doc;
};
static int load(struct kept *out, struct kam *k, struct kam_arena *arena,
		int64_t plan, int64_t number, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_TEXT], err);

	memset(out, 0, sizeof *out);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, plan);
	kam_stmt_bind_int(s, 2, number);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *text = kam_stmt_text(s, 1);

		out->id = kam_stmt_int(s, 0);
		out->number = kam_stmt_int(s, 2);
		rc = kam_document_read(&out->doc, arena, text ? text : "", err);
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

static int no_version(const struct kam_record *plan, int64_t number,
		      struct kam_err *err)
{
	kam_fail(err, KAM_ENOENT, _("PLAN-%lld has no version %lld"),
		 (long long)plan->id, (long long)number);
	kam_hint(err, "kam plan versions PLAN-%lld", (long long)plan->id);
	return err->code;
}

int kam_plan_version_document(struct kam_document **out, struct kam *k,
			      struct kam_arena *arena,
			      const struct kam_record *plan, int64_t number,
			      int customer, struct kam_err *err)
{
	struct kept kept;
	int rc = load(&kept, k, arena, plan->id, number, err);

	if (!rc && !kept.doc)
		rc = no_version(plan, number, err);
	return rc ? rc
		  : kam_plan_document_restore(out, k, arena, plan, kept.doc,
					      customer, err);
}

int kam_plan_approved(struct kam_document **out, struct kam *k,
		      struct kam_arena *arena, int64_t plan,
		      struct kam_err *err)
{
	struct kam_plan_version *versions;
	struct kept kept;
	size_t n;
	int rc = kam_plan_versions(&versions, &n, k, arena, plan, err);

	*out = NULL;
	while (!rc && n && !versions[n - 1].approved)
		n--;
	if (rc || !n)
		return rc;
	rc = load(&kept, k, arena, plan, versions[n - 1].number, err);
	*out = kept.doc;
	return rc;
}

static int insert_revision(struct kam_record **out, struct kam *k,
			   const struct kam_record *plan, int64_t n,
			   const struct kam_str *text, const char *reason,
			   struct kam_err *err)
{
	char about[40], number[24], digest[KAM_SHA256_TEXT];
	struct kam_record *r;
	struct kam_sha256 sha;
	int rc = kam_record_new(&r, plan->arena, &kam_revision_kind, err);

	(void)snprintf(about, sizeof about, "PLAN-%lld", (long long)plan->id);
	(void)snprintf(number, sizeof number, "%lld", (long long)n);
	kam_sha256_begin(&sha);
	kam_sha256_add(&sha, text->data, text->length);
	kam_sha256_text(digest, &sha);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_ABOUT, about, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_NUMBER, number, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_TEXT, text->data, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REVISION_DIGEST, digest, err);
	if (!rc && reason && *reason)
		rc = kam_record_set(k, r, KAM_REVISION_REASON, reason, err);
	if (!rc)
		rc = kam_record_insert(k, r, err);
	*out = r;
	return rc;
}

int kam_plan_freeze(struct kam_record **revision, struct kam *k,
		    const struct kam_record *plan, const char *reason,
		    struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	struct kam_arena scratch = { 0 };
	struct kam_document *doc;
	struct kept last;
	int rc = load(&last, k, &scratch, plan->id, 0, err);

	if (!rc)
		rc = kam_plan_document(&doc, k, &scratch, plan, 0, err);
	if (!rc) {
		kam_document_json(&text, doc);
		rc = kam_str_check(&text, err);
	}
	if (!rc)
		rc = insert_revision(revision, k, plan, last.number + 1, &text,
				     reason, err);
	kam_str_release(&text);
	kam_arena_release(&scratch);
	return rc;
}

static int same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static const char *fact(const struct kam_document *doc, const char *key)
{
	const struct kam_document_fact *f = doc->facts;

	while (f && strcmp(f->key, key) != 0)
		f = f->next;
	return f ? f->value.text : NULL;
}

/* What people wrote and agree on, whatever the figures are that day. */
static int same_words(const struct kam_document *a,
		      const struct kam_document *b)
{
	static const char *const keys[] = { "start",   "end",    "every",
					    "targets", "limits", "revenue",
					    "spend" };
	const struct kam_document_section *x = a->sections, *y = b->sections;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!same(fact(a, keys[i]), fact(b, keys[i])))
			return 0;
	for (; x && y; x = x->next, y = y->next)
		if (!same(x->name, y->name) || !same(x->title, y->title) ||
		    !same(x->text, y->text) || x->customer != y->customer)
			return 0;
	return !x && !y && same(a->title, b->title);
}

/* The version that says what the plan says now; frozen where there is none. */
static int find_version(int64_t *id, struct kam *k,
			const struct kam_record *plan, int64_t number,
			struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_record *made;
	struct kam_document *now;
	struct kept kept;
	int rc = load(&kept, k, &scratch, plan->id, number, err);

	if (!rc)
		rc = kam_plan_document(&now, k, &scratch, plan, 0, err);
	if (!rc && number && !kept.doc)
		rc = no_version(plan, number, err);
	if (!rc && kept.doc && same_words(kept.doc, now)) {
		*id = kept.id;
	} else if (!rc && number) {
		kam_fail(err, KAM_EREFUSED,
			 _("PLAN-%lld says something else now than its "
			   "version %lld"),
			 (long long)plan->id, (long long)number);
		kam_hint(err, "kam plan diff PLAN-%lld %lld",
			 (long long)plan->id, (long long)number);
		rc = err->code;
	} else if (!rc) {
		rc = kam_plan_freeze(&made, k, plan,
				     plan->values[KAM_PLAN_REASON].text, err);
		*id = rc ? 0 : made->id;
	}
	kam_arena_release(&scratch);
	return rc;
}

static int add_decision(struct kam_record **out, struct kam *k,
			const struct kam_record *plan,
			const struct kam_plan_approval *a, int64_t version,
			struct kam_err *err)
{
	const int by = kam_kind_is(a->by_kind, &kam_member_kind)
			   ? KAM_DECISION_BY_MEMBER
			   : KAM_DECISION_BY_CONTACT;
	struct kam_record *d;
	char about[40];
	int rc = kam_record_new(&d, plan->arena, &kam_decision_kind, err);

	(void)snprintf(about, sizeof about, "PLAN-%lld", (long long)plan->id);
	if (!rc)
		rc = kam_record_set(k, d, KAM_DECISION_ABOUT, about, err);
	if (!rc)
		rc =
		    kam_record_set(k, d, KAM_DECISION_OUTCOME, "approved", err);
	if (!rc)
		rc = kam_record_set_ref(k, d, by, a->by, err);
	if (!rc)
		rc = kam_record_set(k, d, KAM_DECISION_ON,
				    plan->values[KAM_PLAN_APPROVED_ON].text,
				    err);
	if (!rc && a->via)
		rc = kam_record_set(k, d, KAM_DECISION_CHANNEL, a->via, err);
	if (!rc && a->remark)
		rc = kam_record_set(k, d, KAM_DECISION_REMARK, a->remark, err);
	if (!rc)
		rc = kam_record_set_ref(k, d, KAM_DECISION_WORDING_VERSION,
					version, err);
	if (!rc)
		rc = kam_record_insert(k, d, err);
	*out = d;
	return rc;
}

int kam_plan_approve(struct kam_record **out, struct kam_record **plan,
		     struct kam *k, const struct kam_record *before,
		     const struct kam_plan_approval *approval,
		     struct kam_err *err)
{
	const struct kam_move *move = kam_move_find(&kam_plan_kind, "approve");
	struct kam_record *after;
	int64_t version = 0;
	char by[40];
	int rc = kam_record_load(&after, k, before->arena, before->kind,
				 before->id, err);

	(void)snprintf(by, sizeof by, "%s-%lld", approval->by_kind->prefix,
		       (long long)approval->by);
	if (!rc)
		rc = kam_record_set(k, after, KAM_PLAN_APPROVED_BY, by, err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_PLAN_APPROVED_ON,
				    approval->on ? approval->on : "today", err);
	if (!rc)
		rc = kam_record_move(k, after, move, err);
	/* the version comes first: it is what is approved */
	if (!rc)
		rc = find_version(&version, k, before, approval->version, err);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
	if (!rc)
		rc = add_decision(out, k, after, approval, version, err);
	*plan = after;
	return rc;
}
