/*
 * plan check: what is missing, stale or contradicted, and what mends it.
 */
#include "plan.h"

#include <kam/areas.h>

static const struct kam_out_column table[] = {
	{ "account", N_("Account"), KAM_FORM_FIXED },
	{ "plan", N_("Plan"), KAM_FORM_FIXED },
	{ "section", N_("Section"), KAM_FORM_FIXED },
	{ "class", N_("Class"), KAM_FORM_FIXED },
	{ "code", N_("Code"), KAM_FORM_FIXED },
	{ "finding", N_("Finding"), KAM_FORM_TEXT },
	{ "mend", N_("Mended by"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

struct checking {
	struct cmd *c;
	int64_t found;
	int lines; /* for people: a finding, and below it what mends it */
};

static void print_words(struct kam_out *out, const struct kam_plan_finding *f)
{
	static const enum kam_style styles[] = {
		[KAM_FINDING_MISSING] = KAM_STYLE_WARN,
		[KAM_FINDING_STALE] = KAM_STYLE_WARN,
		[KAM_FINDING_CONTRADICTED] = KAM_STYLE_BAD,
		[KAM_FINDING_BEYOND] = KAM_STYLE_BAD,
	};

	cmd_print_text(out, "section", f->section);
	kam_out_key(out, "class");
	kam_out_style(out, styles[f->class]);
	kam_out_people(out, _(kam_finding_words[f->class]));
	kam_out_text(out, kam_finding_words[f->class]);
	cmd_print_text(out, "code", f->code);
	cmd_print_text(out, "finding", f->what);
	cmd_print_text(out, "mend", f->mend);
}

static int print_finding(void *context, const struct kam_plan_finding *f,
			 struct kam_err *err)
{
	struct checking *checking = context;
	struct kam_out *out = checking->c->out;
	char id[32];

	(void)err;
	if (!cmd_mail_takes(checking->c, f->owner))
		return 0;
	checking->found++;
	kam_out_row(out);
	cmd_print_text(out, "account", f->account);
	(void)snprintf(id, sizeof id, "PLAN-%lld", (long long)f->plan);
	cmd_print_text(out, "plan", f->plan ? id : NULL);
	print_words(out, f);
	kam_out_end(out);
	return 0;
}

static int add_lines(void *context, const struct kam_plan_finding *f,
		     struct kam_err *err)
{
	struct checking *checking = context;
	struct cmd *c = checking->c;
	const char *what, *class = _(kam_finding_words[f->class]);

	checking->found++;
	what = f->plan ? kam_arena_printf(&c->arena, "PLAN-%lld  %s%s%s",
					  (long long)f->plan, class, _(": "),
					  f->what)
		       : kam_arena_printf(&c->arena, "%s  %s%s%s", f->account,
					  class, _(": "), f->what);
	return what ? cmd_tell_finding(c, what, f->mend, err)
		    : kam_fail_memory(err);
}

static int check_one(void *context, struct kam_record *plan,
		     struct kam_err *err)
{
	struct checking *checking = context;

	if (!cmd_mail_takes(checking->c, plan->values[KAM_PLAN_OWNER].integer))
		return 0;
	return kam_plan_check(checking->c->k, plan,
			      checking->lines ? add_lines : print_finding,
			      checking, err);
}

/* Every open plan of the scope, and accounts that have none. */
static int check_scope(struct checking *checking, struct kam_err *err)
{
	struct cmd *c = checking->c;
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, c->k, c->kind, err);

	if (!rc && c->account)
		rc = kam_query_account(q, c->account, err);
	if (!rc && c->project)
		rc = kam_query_project(q, c->project, err);
	if (!rc)
		rc = kam_query_run(q, check_one, checking, err);
	kam_query_release(q);
	if (rc || c->project)
		return rc;
	return kam_plan_check_accounts(
	    c->k, c->account, checking->lines ? add_lines : print_finding,
	    checking, err);
}

/* Plans, or all of accounts and projects. */
static int check_words(struct checking *checking, struct kam_err *err)
{
	struct cmd *c = checking->c;
	int rc = 0;

	for (size_t i = 0; i < c->n_words && !rc; i++) {
		struct kam_record *plan;

		rc = cmd_load(&plan, c, c->kind, c->words[i], err);
		if (!rc)
			rc = check_one(checking, plan, err);
		else if (!cmd_plan_scope(&c->account, &c->project, c,
					 c->words[i], err))
			rc = check_scope(checking, err);
	}
	return rc;
}

int cmd_plan_check(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	struct checking checking = { .c = c,
				     .lines =
					 cmd_for_people(c) && !c->mailing };
	struct kam_out *out;
	int rc = columns ? 0 : kam_fail_memory(err);

	(void)values;
	c->title = _("findings in plans");
	if (!rc && !checking.lines)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	if (!checking.lines)
		kam_out_list(out, columns, COLUMNS);
	rc = c->n_words ? check_words(&checking, err)
			: check_scope(&checking, err);
	if (!checking.lines)
		kam_out_end(out);
	if (!rc && checking.found && !c->globals.mail)
		c->status = 1;
	return rc;
}
