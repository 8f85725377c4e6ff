/*
 * What is missing, stale or contradicted in a plan: the plan itself, and the
 * figures that are beyond their limits.
 */
#include "areas/plan_check.h"

#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/setting.h>
#include <kam/zone.h>
#include <stdarg.h>
#include <kam/utf8.h>
#include <string.h>

const char *const kam_finding_words[] = {
	[KAM_FINDING_MISSING] = N_("missing"),
	[KAM_FINDING_STALE] = N_("stale"),
	[KAM_FINDING_CONTRADICTED] = N_("contradicted"),
	[KAM_FINDING_BEYOND] = N_("beyond"),
};

enum { SQL_REVIEWED, SQL_UNPLANNED };
static const char *const texts[] = {
	[SQL_REVIEWED] = "SELECT max(\"on\") FROM review "
			 "WHERE \"about\" = $1 AND \"about_kind\" = 'plan'",
	/* $1 account, or 0 for any */
	[SQL_UNPLANNED] =
	    "SELECT a.\"key\", a.\"name\", a.\"owner\" FROM account a "
	    "WHERE a.status = 'active' AND a.\"tier\" IN ('key', 'strategic') "
	    "AND ($1 = 0 OR a.id = $1) AND NOT EXISTS (SELECT 1 FROM plan p "
	    "WHERE p.\"account\" = a.id AND p.\"project\" IS NULL "
	    "AND p.\"area\" = 'account' AND p.status <> 'closed') "
	    "ORDER BY a.id",
};
const struct kam_sql kam_plan_check_sql = { texts,
					    sizeof texts / sizeof *texts };

int kam_finding(struct kam_checking *c, const char *code, const char *mend,
		struct kam_err *err, const char *what, ...)
{
	struct kam_plan_finding found = {
		.class = c->class,
		.account = c->plan->values[KAM_PLAN_ACCOUNT].text,
		.owner = c->plan->values[KAM_PLAN_OWNER].integer,
		.plan = c->plan->id,
		.section = c->section,
		.code = code,
		.mend = mend,
	};
	char text[400];
	va_list args;

	va_start(args, what);
	(void)vsnprintf(text, sizeof text, what, args);
	va_end(args);
	kam_utf8_mend(text, sizeof text);
	found.what = text;
	return mend ? c->each(c->context, &found, err) : kam_fail_memory(err);
}

int kam_checking_shows(const struct kam_checking *c, const char *table)
{
	size_t n = strlen(table);

	for (size_t i = 0; i < c->n_sections; i++) {
		const char *at =
		    c->sections[i]->values[KAM_PLAN_SECTION_TABLES].text;

		while (at && *at) {
			size_t length = strcspn(at, ", ");

			if (length == n && !strncmp(at, table, n))
				return 1;
			at += length + strspn(at + length, ", ");
		}
	}
	return 0;
}

static int check_owner(struct kam_checking *c, struct kam_err *err)
{
	const struct kam_value *owner = &c->plan->values[KAM_PLAN_OWNER];
	const long long id = (long long)c->plan->id;
	struct kam_record *member;
	int rc;

	c->class = KAM_FINDING_MISSING;
	if (!owner->set)
		return kam_finding(
		    c, "no_owner",
		    kam_mend(c, "kam plan edit PLAN-%lld --owner MEMBER", id),
		    err, "%s", _("nobody keeps the plan up"));
	rc = kam_record_load(&member, c->k, c->arena, &kam_member_kind,
			     owner->integer, err);
	if (rc || !member->kind->states[member->status].closed)
		return rc;
	c->class = KAM_FINDING_CONTRADICTED;
	return kam_finding(
	    c, "owner_left",
	    kam_mend(c, "kam plan edit PLAN-%lld --owner MEMBER", id), err,
	    _("its owner %s has left"), owner->text);
}

static int check_review(struct kam_checking *c, struct kam_err *err)
{
	const struct kam_value *review = &c->plan->values[KAM_PLAN_REVIEW];
	const char *mend =
	    kam_mend(c, "kam plan review PLAN-%lld --outcome '…'",
		     (long long)c->plan->id);

	if (review->set && strcmp(review->text, c->today) >= 0)
		return 0;
	c->class = review->set ? KAM_FINDING_STALE : KAM_FINDING_MISSING;
	if (!review->set)
		return kam_finding(c, "no_review", mend, err, "%s",
				   _("no day is set for its review"));
	return kam_finding(c, "review_overdue", mend, err,
			   _("its review was due on %s"), review->text);
}

/* Its time, against its state. */
static int check_period(struct kam_checking *c, struct kam_err *err)
{
	const struct kam_value *v = c->plan->values;
	const struct kam_value *start = &v[KAM_PLAN_START];
	const struct kam_value *end = &v[KAM_PLAN_END];
	const char *state = c->plan->kind->states[c->plan->status].name;
	const long long id = (long long)c->plan->id;

	c->class = KAM_FINDING_STALE;
	if (end->set && strcmp(end->text, c->today) < 0)
		return kam_finding(
		    c, "period_over",
		    kam_mend(c, "kam plan close PLAN-%lld --reason '…'", id),
		    err, _("its time was over on %s"), end->text);
	if (!start->set || strcmp(start->text, c->today) > 0)
		return 0;
	if (!strcmp(state, "draft")) {
		c->class = KAM_FINDING_MISSING;
		return kam_finding(
		    c, "not_approved",
		    kam_mend(c, "kam plan approve PLAN-%lld --by CONTACT", id),
		    err, _("its time began on %s, and nobody approved it"),
		    start->text);
	}
	return !strcmp(state, "approved")
		   ? kam_finding(
			 c, "not_active",
			 kam_mend(c, "kam plan activate PLAN-%lld", id), err,
			 _("its time began on %s, and it is not active"),
			 start->text)
		   : 0;
}

/* The account or project that it is for. */
static int check_scope(struct kam_checking *c, const struct kam_kind *kind,
		       int field, struct kam_err *err)
{
	const struct kam_value *v = &c->plan->values[field];
	struct kam_record *scope;
	int rc;

	if (!v->set)
		return 0;
	rc = kam_record_load(&scope, c->k, c->arena, kind, v->integer, err);
	if (rc || !kind->states[scope->status].closed)
		return rc;
	c->class = KAM_FINDING_CONTRADICTED;
	return kam_finding(
	    c, "scope_closed",
	    kam_mend(c, "kam plan close PLAN-%lld --reason '…'",
		     (long long)c->plan->id),
	    err, _("%s is %s"), v->text,
	    kam_gettext_in(kind->name, kind->states[scope->status].name));
}

static int check_figures(struct kam_checking *c, struct kam_err *err)
{
	const struct kam_value *v = c->plan->values;
	const int project = v[KAM_PLAN_PROJECT].set;
	struct kam_plan_value *values;
	size_t n;
	int rc = kam_plan_figures(&values, &n, c->k, c->arena, c->plan, err);

	c->class = KAM_FINDING_BEYOND;
	c->section = NULL;
	for (size_t i = 0; i < n && !rc; i++) {
		char actual[KAM_DECIMAL_TEXT], limit[KAM_DECIMAL_TEXT];
		const struct kam_plan_figure *f = values[i].figure;

		if (values[i].state != KAM_FIGURE_BEYOND)
			continue;
		kam_decimal_format(actual, values[i].actual);
		kam_decimal_format(limit, values[i].limit);
		rc = kam_finding(
		    c, f->name,
		    kam_mend(c, "%s %s %s", f->mend, project ? "-P" : "-A",
			     project ? v[KAM_PLAN_PROJECT].text
				     : v[KAM_PLAN_ACCOUNT].text),
		    err,
		    f->good == KAM_AT_MOST ? _("%s: %s, more than %s")
					   : _("%s: %s, less than %s"),
		    _(f->label), actual, limit);
	}
	return rc;
}

/* What was last written or looked at before then is stale. */
static int read_days(struct kam_checking *c, struct kam_err *err)
{
	char *today = kam_arena_alloc(c->arena, KAM_DATE_TEXT);
	char *stale = kam_arena_alloc(c->arena, KAM_DATE_TEXT);
	struct kam_stmt *s = NULL;
	const char *span;
	char back[32];
	int32_t day = 0;
	int rc;

	if (!today || !stale)
		return kam_fail_memory(err);
	rc = kam_setting_get(&span, c->k, c->arena, "plan.stale", err);
	if (rc)
		return rc;
	(void)snprintf(back, sizeof back, "-%s", span);
	rc = kam_date_read(&day, back, kam_today(c->k), NULL, err);
	kam_date_format(today, kam_today(c->k));
	kam_date_format(stale, day);
	c->today = today;
	c->stale = stale;
	c->reviewed = "";
	if (!rc)
		rc = kam_db_prepare(&s, kam_database(c->k), texts[SQL_REVIEWED],
				    err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, c->plan->id);
	rc = kam_stmt_step(s, err);
	if (rc > 0 && !kam_stmt_is_null(s, 0)) {
		c->reviewed = kam_arena_strdup(c->arena, kam_stmt_text(s, 0));
		if (!c->reviewed)
			rc = kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

int kam_plan_check(struct kam *k, const struct kam_record *plan,
		   kam_each_finding each, void *context, struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct kam_checking c = { .k = k,
				  .arena = &arena,
				  .plan = plan,
				  .each = each,
				  .context = context };
	int rc = read_days(&c, err);

	if (!rc)
		rc = kam_plan_sections(&c.sections, &c.n_sections, k, &arena,
				       plan->id, err);
	if (!rc)
		rc = check_owner(&c, err);
	if (!rc)
		rc = check_scope(&c, &kam_account_kind, KAM_PLAN_ACCOUNT, err);
	if (!rc)
		rc = check_scope(&c, &kam_project_kind, KAM_PLAN_PROJECT, err);
	if (!rc)
		rc = check_period(&c, err);
	if (!rc)
		rc = check_review(&c, err);
	if (!rc)
		rc = kam_check_sections(&c, err);
	if (!rc)
		rc = kam_check_account(&c, err);
	if (!rc)
		rc = kam_check_objectives(&c, err);
	if (!rc)
		rc = kam_check_projects(&c, err);
	if (!rc)
		rc = check_figures(&c, err);
	kam_arena_release(&arena);
	return rc;
}

int kam_plan_check_accounts(struct kam *k, int64_t account,
			    kam_each_finding each, void *context,
			    struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_UNPLANNED], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, account);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *key = kam_stmt_text(s, 0);
		const char *name = kam_stmt_text(s, 1);
		char what[400], mend[200];
		const struct kam_plan_finding found = {
			.class = KAM_FINDING_MISSING,
			.account = key,
			.owner = kam_stmt_int(s, 2),
			.code = "no_plan",
			.what = what,
			.mend = mend,
		};

		if (!key || !name) {
			rc = kam_fail_memory(err);
			break;
		}
		(void)snprintf(what, sizeof what, _("%.200s has no plan"),
			       name);
		kam_utf8_mend(what, sizeof what);
		(void)snprintf(mend, sizeof mend, "kam plan new %.180s", key);
		rc = each(context, &found, err);
	}
	kam_stmt_finalize(s);
	return rc;
}
