/*
 * Plans by what they are of: "plan show acme".
 */
#include "crud.h"
#include "plan.h"

#include <kam/areas.h>
#include <string.h>

int cmd_plan_scope(int64_t *account, int64_t *project, struct cmd *c,
		   const char *word, struct kam_err *err)
{
	const int is_path = strchr(word, '/') != NULL;
	struct kam_err ignored = { 0 };
	struct kam_record *r;

	*account = *project = 0;
	if (err->code != KAM_ENOENT || !word[strspn(word, "0123456789")])
		return err->code;
	if (kam_resolve(is_path ? project : account, c->k,
			is_path ? &kam_project_kind : &kam_account_kind, word,
			&ignored)) {
		*account = *project = 0;
		return err->code;
	}
	kam_err_reset(err);
	if (!is_path)
		return 0;
	if (kam_record_load(&r, c->k, &c->arena, &kam_project_kind, *project,
			    err))
		return err->code;
	*account = r->values[KAM_PROJECT_ACCOUNT].integer;
	return 0;
}

struct finding {
	struct kam_str names;
	int64_t only, whole; /* the last one; the one of the account */
	size_t n;
};

static int take(void *context, struct kam_record *plan, struct kam_err *err)
{
	struct finding *f = context;

	f->only = plan->id;
	if (!strcmp(plan->values[KAM_PLAN_AREA].text, "account"))
		f->whole = plan->id;
	kam_str_printf(&f->names, "%sPLAN-%lld", f->n++ ? ", " : "",
		       (long long)plan->id);
	return kam_str_check(&f->names, err);
}

static int ask(struct finding *f, struct cmd *c, int64_t account,
	       int64_t project, struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, c->k, &kam_plan_kind, err);

	if (!rc)
		rc = kam_query_account(q, account, err);
	if (!rc)
		rc = project ? kam_query_project(q, project, err)
			     : kam_query_where(q, "project=", err);
	if (!rc)
		rc = kam_query_run(q, take, f, err);
	kam_query_release(q);
	return rc;
}

static int find_open(int64_t *id, struct cmd *c, const char *word,
		     int64_t account, int64_t project, struct kam_err *err)
{
	struct finding f = { .names = KAM_STR_INIT };
	int rc = ask(&f, c, account, project, err);

	*id = f.whole ? f.whole : f.only;
	if (!rc && !f.n) {
		rc = kam_fail(err, KAM_ENOENT, _("no plan of '%s' is open"),
			      word);
		kam_hint(err, "kam plan new %s", word);
	} else if (!rc && f.n > 1 && !f.whole) {
		rc = kam_fail(err, KAM_EINVALID,
			      _("'%s' may be any of several: %s"), word,
			      f.names.data);
		kam_hint(err, "%s", _("name it by its ID"));
	}
	kam_str_release(&f.names);
	return rc;
}

int cmd_plan_load(struct kam_record **out, struct cmd *c, const char *word,
		  struct kam_err *err)
{
	int64_t account, project, id;

	if (!cmd_load(out, c, &kam_plan_kind, word, err))
		return 0;
	if (cmd_plan_scope(&account, &project, c, word, err) ||
	    find_open(&id, c, word, account, project, err))
		return err->code;
	return kam_record_load(out, c->k, &c->arena, &kam_plan_kind, id, err);
}

int cmd_plan_words(struct cmd *c, size_t n, struct kam_err *err)
{
	struct kam_record *plan;

	for (size_t i = 0; i < n; i++) {
		if (cmd_plan_load(&plan, c, c->words[i], err))
			return err->code;
		c->words[i] = kam_arena_printf(&c->arena, "PLAN-%lld",
					       (long long)plan->id);
		if (!c->words[i])
			return kam_fail_memory(err);
	}
	return 0;
}
