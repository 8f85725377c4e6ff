/*
 * An account's plan against those of its projects: what the one promises, the
 * others must not contradict.
 */
#include "areas/plan_check.h"
#include "areas/plan_rules.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/grow.h>
#include <string.h>

static int tell(struct kam_checking *c, const struct kam_record *other,
		const char *code, const char *options, struct kam_err *err,
		const char *what)
{
	const char *state = other->kind->states[other->status].name;
	const int draft = !strcmp(state, "draft");

	c->class = KAM_FINDING_CONTRADICTED;
	return kam_finding(c, code,
			   kam_mend(c, "kam plan %s PLAN-%lld %s%s",
				    draft ? "edit" : "revise",
				    (long long)other->id, options,
				    draft ? "" : " --reason '…'"),
			   err, "%s", what);
}

static int check_days(struct kam_checking *c, const struct kam_record *other,
		      struct kam_err *err)
{
	const struct kam_value *mine = c->plan->values;
	const struct kam_value *theirs = other->values;
	char what[300], option[40];
	int rc = 0;

	if (mine[KAM_PLAN_START].set && theirs[KAM_PLAN_START].set &&
	    strcmp(theirs[KAM_PLAN_START].text, mine[KAM_PLAN_START].text) <
		0) {
		(void)snprintf(what, sizeof what,
			       _("PLAN-%lld of %s starts on %s, before this "
				 "plan"),
			       (long long)other->id,
			       theirs[KAM_PLAN_PROJECT].text,
			       theirs[KAM_PLAN_START].text);
		(void)snprintf(option, sizeof option, "--start %s",
			       mine[KAM_PLAN_START].text);
		rc = tell(c, other, "project_plan_before", option, err, what);
	}
	if (!rc && mine[KAM_PLAN_END].set && theirs[KAM_PLAN_END].set &&
	    strcmp(theirs[KAM_PLAN_END].text, mine[KAM_PLAN_END].text) > 0) {
		(void)snprintf(what, sizeof what,
			       _("PLAN-%lld of %s ends on %s, after this plan"),
			       (long long)other->id,
			       theirs[KAM_PLAN_PROJECT].text,
			       theirs[KAM_PLAN_END].text);
		(void)snprintf(option, sizeof option, "--end %s",
			       mine[KAM_PLAN_END].text);
		rc = tell(c, other, "project_plan_after", option, err, what);
	}
	return rc;
}

static int is_looser(const struct kam_plan_figure *f, int64_t theirs,
		     int64_t mine)
{
	return f->good == KAM_AT_MOST ? theirs > mine : theirs < mine;
}

/* A figure that both have: the project's may be stricter, not looser. */
static int check_pairs(struct kam_checking *c, const struct kam_record *other,
		       int field, struct kam_err *err)
{
	const struct kam_plan_area *area = kam_plan_area_of(c->k, c->plan);
	const struct kam_plan_area *its = kam_plan_area_of(c->k, other);
	const char *name = other->kind->fields[field].name;
	int rc = 0;

	for (size_t i = 0; i < area->n_figures && !rc; i++) {
		const struct kam_plan_figure *f = &area->figures[i];
		char a[KAM_DECIMAL_TEXT], b[KAM_DECIMAL_TEXT];
		char what[300], option[120];
		int64_t mine, theirs;

		if (!kam_plan_figure_find(its, f->name) ||
		    !kam_plan_pair(&mine, c->plan->values[field].text,
				   f->name) ||
		    !kam_plan_pair(&theirs, other->values[field].text,
				   f->name) ||
		    !is_looser(f, theirs, mine))
			continue;
		kam_decimal_format(a, mine);
		kam_decimal_format(b, theirs);
		(void)snprintf(what, sizeof what,
			       _("PLAN-%lld of %s: its %s has %s=%s, this "
				 "plan's %s"),
			       (long long)other->id,
			       other->values[KAM_PLAN_PROJECT].text, name,
			       f->name, b, a);
		(void)snprintf(option, sizeof option, "--%s '%s=%s …'", name,
			       f->name, a);
		rc = tell(c, other, "project_figure_looser", option, err, what);
	}
	return rc;
}

struct list {
	struct kam_checking *c;
	const struct kam_record **rows;
	size_t n, room;
};

static int keep(void *context, struct kam_record *r, struct kam_err *err)
{
	struct list *l = context;
	struct kam_record *kept;
	int rc;

	if (l->n == l->room) {
		const struct kam_record **grown = kam_grow_in(
		    l->c->arena, l->rows, &l->room, l->n, sizeof *grown, err);

		if (!grown)
			return err->code;
		l->rows = grown;
	}
	rc = kam_record_load(&kept, l->c->k, l->c->arena, r->kind, r->id, err);
	l->rows[l->n++] = kept;
	return rc;
}

/* The account's open records of a kind. */
static int read_all(struct list *l, const struct kam_kind *kind,
		    struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, l->c->k, kind, err);

	if (!rc)
		rc = kam_query_account(
		    q, l->c->plan->values[KAM_PLAN_ACCOUNT].integer, err);
	if (!rc)
		rc = kam_query_run(q, keep, l, err);
	kam_query_release(q);
	return rc;
}

static int same_measure(const struct kam_value *a, const struct kam_value *b)
{
	const struct kam_value *x = &a[KAM_OBJECTIVE_UNIT];
	const struct kam_value *y = &b[KAM_OBJECTIVE_UNIT];

	return a[KAM_OBJECTIVE_MEASURE].set && b[KAM_OBJECTIVE_MEASURE].set &&
	       !strcmp(a[KAM_OBJECTIVE_MEASURE].text,
		       b[KAM_OBJECTIVE_MEASURE].text) &&
	       x->set == y->set && (!x->set || !strcmp(x->text, y->text));
}

/* A project that aims for less than the account was promised. */
static int check_pair(struct kam_checking *c, const struct kam_record *mine,
		      const struct kam_record *theirs, struct kam_err *err)
{
	const struct kam_value *a = mine->values, *b = theirs->values;
	char x[KAM_DECIMAL_TEXT], y[KAM_DECIMAL_TEXT];
	int rising;

	if (!same_measure(a, b) || !a[KAM_OBJECTIVE_TARGET].set ||
	    !b[KAM_OBJECTIVE_TARGET].set || !a[KAM_OBJECTIVE_BASELINE].set)
		return 0;
	rising = a[KAM_OBJECTIVE_TARGET].integer >=
		 a[KAM_OBJECTIVE_BASELINE].integer;
	if (rising ? b[KAM_OBJECTIVE_TARGET].integer >=
			 a[KAM_OBJECTIVE_TARGET].integer
		   : b[KAM_OBJECTIVE_TARGET].integer <=
			 a[KAM_OBJECTIVE_TARGET].integer)
		return 0;
	kam_decimal_format(x, a[KAM_OBJECTIVE_TARGET].integer);
	kam_decimal_format(y, b[KAM_OBJECTIVE_TARGET].integer);
	c->class = KAM_FINDING_CONTRADICTED;
	return kam_finding(
	    c, "project_objective_less",
	    kam_mend(c, "kam objective edit OBJ-%lld --target %s",
		     (long long)theirs->id, x),
	    err, _("OBJ-%lld of %s aims for %s where OBJ-%lld has %s"),
	    (long long)theirs->id, b[KAM_OBJECTIVE_PROJECT].text, y,
	    (long long)mine->id, x);
}

static int check_objectives(struct kam_checking *c, struct kam_err *err)
{
	struct list all = { .c = c };
	int rc = read_all(&all, &kam_objective_kind, err);

	for (size_t i = 0; i < all.n && !rc; i++) {
		const struct kam_value *mine = all.rows[i]->values;

		if (mine[KAM_OBJECTIVE_PLAN].integer != c->plan->id)
			continue;
		for (size_t j = 0; j < all.n && !rc; j++)
			if (all.rows[j]->values[KAM_OBJECTIVE_PROJECT].set)
				rc = check_pair(c, all.rows[i], all.rows[j],
						err);
	}
	return rc;
}

int kam_check_projects(struct kam_checking *c, struct kam_err *err)
{
	struct list plans = { .c = c };
	int rc;

	if (c->plan->values[KAM_PLAN_PROJECT].set)
		return 0;
	rc = read_all(&plans, &kam_plan_kind, err);
	for (size_t i = 0; i < plans.n && !rc; i++) {
		const struct kam_record *other = plans.rows[i];

		if (!other->values[KAM_PLAN_PROJECT].set)
			continue;
		rc = check_days(c, other, err);
		if (!rc)
			rc = check_pairs(c, other, KAM_PLAN_TARGETS, err);
		if (!rc)
			rc = check_pairs(c, other, KAM_PLAN_LIMITS, err);
	}
	return rc ? rc : check_objectives(c, err);
}
