/*
 * Baselines of requirements, and what they hold.
 */
#include "areas/baseline.h"

#include "areas/hooks.h"
#include "areas/sql.h"
#include "areas/version.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <kam/shell.h>
#include <stdlib.h>
#include <string.h>

static const struct kam_field baseline_fields[KAM_BASELINE_FIELDS] = {
	[KAM_BASELINE_ACCOUNT] = { "account", KAM_REF,
				   KAM_LISTED | KAM_CUSTOMER,
				   N_("the account whose requirements it "
				      "holds"),
				   .target = "account" },
	[KAM_BASELINE_PROJECT] = { "project", KAM_REF,
				   KAM_LISTED | KAM_CUSTOMER,
				   N_("the project whose requirements it "
				      "holds"),
				   .target = "project" },
	[KAM_BASELINE_NAME] = { "name", KAM_TEXT,
				KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				N_("what it is called") },
	[KAM_BASELINE_ON] = { "on", KAM_DATE,
			      KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
			      N_("the day it was made") },
	[KAM_BASELINE_SCOPE] = { "scope", KAM_TEXT, KAM_LISTED,
				 N_("the filters by which they were chosen") },
	[KAM_BASELINE_DESCRIPTION] = { "description", KAM_PROSE, KAM_CUSTOMER,
				       N_("what it is for") },
	[KAM_BASELINE_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
const struct kam_kind kam_baseline_kind = {
	.name = "baseline",
	.prefix = "BASE",
	.help = N_("named sets of requirements as they were worded; 'kam req "
		   "baseline' makes one"),
	.group = N_("Requirements"),
	.fields = baseline_fields,
	.n_fields = KAM_BASELINE_FIELDS,
	.title = KAM_BASELINE_NAME,
	.key = KAM_NO_FIELD,
	.account = KAM_BASELINE_ACCOUNT,
	.project = KAM_BASELINE_PROJECT,
	.happened = KAM_BASELINE_ON,
	.hooks = { .check = kam_baseline_check,
		   .release = kam_baseline_release },
};

static const struct kam_field baseline_line_fields[KAM_BASELINE_LINE_FIELDS] = {
	[KAM_BASELINE_LINE_BASELINE] = { "baseline", KAM_REF,
					 KAM_REQUIRED | KAM_LISTED,
					 N_("the baseline it is part of"),
					 .target = "baseline" },
	[KAM_BASELINE_LINE_REVISION] = { "revision", KAM_REF,
					 KAM_REQUIRED | KAM_LISTED,
					 N_("the wording that it holds"),
					 .target = "revision" },
};
const struct kam_kind kam_baseline_line_kind = {
	.name = "baseline_line",
	.prefix = "BLN",
	.help = N_("what baselines hold"),
	.fields = baseline_line_fields,
	.n_fields = KAM_BASELINE_LINE_FIELDS,
	.title = KAM_BASELINE_LINE_REVISION,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_baseline_line_check },
};

enum { SQL_NAMED, SQL_VERSIONS, SQL_LINES };
static const char *const texts[] = {
	[SQL_NAMED] = "SELECT id FROM baseline WHERE \"name\" = $1 AND "
		      "COALESCE(\"account\", 0) = $2 AND "
		      "COALESCE(\"project\", 0) = $3",
	[SQL_VERSIONS] =
	    "SELECT r.\"about\", r.id FROM baseline_line l JOIN revision r ON "
	    "r.id = l.\"revision\" WHERE l.\"baseline\" = $1 AND "
	    "r.\"about_kind\" = 'req' ORDER BY r.\"about\", r.id",
	[SQL_LINES] =
	    "SELECT id, 0 FROM baseline_line WHERE baseline = $1 ORDER BY id",
};
const struct kam_sql kam_baseline_sql = { texts, sizeof texts / sizeof *texts };

/* A record of the project is one of its account; its day is today's. */
int kam_baseline_check(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	int rc = kam_scope_check(k, before, after, err);

	if (!rc && !after->values[KAM_BASELINE_ON].set)
		rc = kam_record_set(k, after, KAM_BASELINE_ON, "today", err);
	return rc;
}

int kam_baseline_line_check(struct kam *k, const struct kam_record *before,
			    struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;

	(void)k;
	if (!before || (before->values[KAM_BASELINE_LINE_BASELINE].integer ==
			    v[KAM_BASELINE_LINE_BASELINE].integer &&
			before->values[KAM_BASELINE_LINE_REVISION].integer ==
			    v[KAM_BASELINE_LINE_REVISION].integer))
		return 0;
	kam_fail(err, KAM_EREFUSED, "%s",
		 _("what a baseline holds stays as it is"));
	kam_hint(err, "%s", _("make another one: kam req baseline NAME"));
	return err->code;
}

void kam_baseline_pairs_release(struct kam_baseline_pairs *pairs)
{
	free(pairs->items);
	pairs->items = NULL;
	pairs->n = pairs->room = 0;
}

static int add_pair(struct kam_baseline_pairs *pairs, int64_t first,
		    int64_t second, struct kam_err *err)
{
	struct kam_baseline_pair *grown;

	grown =
	    kam_grow(pairs->items, &pairs->room, pairs->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	pairs->items = grown;
	pairs->items[pairs->n++] = (struct kam_baseline_pair){ first, second };
	return 0;
}

static int read_pairs(struct kam_baseline_pairs *pairs, struct kam *k, int sql,
		      int64_t baseline, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[sql], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, baseline);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = add_pair(pairs, kam_stmt_int(s, 0), kam_stmt_int(s, 1),
			      err);
	kam_stmt_finalize(s);
	return rc;
}

int kam_baseline_versions(struct kam_baseline_pairs *pairs, struct kam *k,
			  int64_t baseline, struct kam_err *err)
{
	return read_pairs(pairs, k, SQL_VERSIONS, baseline, err);
}

/* A baseline goes with all that it holds; the versions stay. */
int kam_baseline_release(struct kam *k, const struct kam_record *record,
			 struct kam_err *err)
{
	struct kam_baseline_pairs lines = { 0 };
	struct kam_arena arena = { 0 };
	int rc = read_pairs(&lines, k, SQL_LINES, record->id, err);

	for (size_t i = 0; i < lines.n && !rc; i++) {
		struct kam_record *line;

		rc = kam_record_load(&line, k, &arena, &kam_baseline_line_kind,
				     lines.items[i].req, err);
		if (!rc)
			rc = kam_record_discard(k, line, err);
		kam_arena_reset(&arena);
	}
	kam_arena_release(&arena);
	kam_baseline_pairs_release(&lines);
	return rc;
}

static int take_id(void *context, struct kam_record *r, struct kam_err *err)
{
	return add_pair(context, r->id, 0, err);
}

int kam_baseline_select(struct kam_baseline_pairs *pairs, struct kam *k,
			const struct kam_baseline_options *o,
			struct kam_err *err)
{
	struct kam_query *q;
	int by_status = 0;
	int rc = kam_query_open(&q, k, &kam_req_kind, err);

	if (rc)
		return rc;
	kam_query_closed_too(q);
	if (o->account)
		rc = kam_query_account(q, o->account, err);
	if (!rc && o->project)
		rc = kam_query_project(q, o->project, err);
	for (size_t i = 0; i < o->n_filters && !rc; i++) {
		by_status |= !strncmp(o->filters[i], "status", 6);
		rc = kam_query_where(q, o->filters[i], err);
	}
	if (!rc && !by_status)
		rc = kam_query_where(q, "status.ne=dropped", err);
	if (!rc)
		rc = kam_query_run(q, take_id, pairs, err);
	kam_query_release(q);
	return rc;
}

static int check_name(struct kam *k, const struct kam_baseline_options *o,
		      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_NAMED], err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, o->name);
	kam_stmt_bind_int(s, 2, o->account);
	kam_stmt_bind_int(s, 3, o->project);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		rc = kam_fail(err, KAM_EDUPLICATE,
			      _("there is a baseline '%s': BASE-%lld"), o->name,
			      (long long)kam_stmt_int(s, 0));
		kam_field(err, "name");
		kam_hint(err, "%s",
			 _("a baseline stays as it is: give the new one "
			   "another name"));
	}
	kam_stmt_finalize(s);
	return rc;
}

/* The filters, so that they can be asked again. */
static int set_scope(struct kam *k, struct kam_record *baseline,
		     const struct kam_baseline_options *o, struct kam_err *err)
{
	struct kam_str scope = KAM_STR_INIT;
	int rc;

	for (size_t i = 0; i < o->n_filters; i++) {
		kam_str_add(&scope, i ? " " : "");
		kam_shell_add(&scope, o->filters[i], strlen(o->filters[i]));
	}
	rc = kam_str_check(&scope, err);
	if (!rc)
		rc = kam_record_set(k, baseline, KAM_BASELINE_SCOPE, scope.data,
				    err);
	kam_str_release(&scope);
	return rc;
}

static int add_line(struct kam *k, struct kam_arena *arena, int64_t baseline,
		    int64_t id, struct kam_err *err)
{
	struct kam_record *req, *version, *line;
	int rc = kam_record_load(&req, k, arena, &kam_req_kind, id, err);

	if (!rc)
		rc = kam_version_keep(&version, k, req, err);
	if (!rc)
		rc = kam_record_new(&line, arena, &kam_baseline_line_kind, err);
	if (!rc)
		rc = kam_record_set_ref(k, line, KAM_BASELINE_LINE_BASELINE,
					baseline, err);
	if (!rc)
		rc = kam_record_set_ref(k, line, KAM_BASELINE_LINE_REVISION,
					version->id, err);
	return rc ? rc : kam_record_insert(k, line, err);
}

static int fill(struct kam *k, struct kam_record *baseline,
		const struct kam_baseline_options *o, struct kam_err *err)
{
	int rc = kam_record_set(k, baseline, KAM_BASELINE_NAME, o->name, err);

	if (!rc && o->description)
		rc = kam_record_set(k, baseline, KAM_BASELINE_DESCRIPTION,
				    o->description, err);
	if (!rc)
		rc = kam_record_set_ref(k, baseline, KAM_BASELINE_ACCOUNT,
					o->account, err);
	if (!rc)
		rc = kam_record_set_ref(k, baseline, KAM_BASELINE_PROJECT,
					o->project, err);
	return rc ? rc : set_scope(k, baseline, o, err);
}

int kam_baseline_make(struct kam_record **out, int64_t *lines, struct kam *k,
		      struct kam_arena *arena,
		      const struct kam_baseline_options *o, struct kam_err *err)
{
	struct kam_baseline_pairs reqs = { 0 };
	struct kam_arena scratch = { 0 };
	int rc = check_name(k, o, err);

	if (!rc)
		rc = kam_baseline_select(&reqs, k, o, err);
	if (!rc && !reqs.n) {
		rc = kam_fail(err, KAM_EINVALID, "%s",
			      _("no requirement to hold"));
		kam_hint(err, "%s",
			 _("see 'kam req list' with the same words"));
	}
	if (!rc)
		rc = kam_record_new(out, arena, &kam_baseline_kind, err);
	if (!rc)
		rc = fill(k, *out, o, err);
	if (!rc)
		rc = kam_record_insert(k, *out, err);
	for (size_t i = 0; i < reqs.n && !rc; i++) {
		rc = add_line(k, &scratch, (*out)->id, reqs.items[i].req, err);
		kam_arena_reset(&scratch);
	}
	*lines = (int64_t)reqs.n;
	kam_arena_release(&scratch);
	kam_baseline_pairs_release(&reqs);
	return rc;
}
