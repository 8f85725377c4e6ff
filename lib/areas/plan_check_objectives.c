/*
 * The objectives of a plan: whether they are complete and measured, and what
 * they were agreed to be.
 */
#include "areas/plan_check.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <string.h>

struct objectives {
	struct kam_checking *c;
	const struct kam_document *approved; /* or NULL */
	size_t n;
};

static int incomplete(struct objectives *o, const struct kam_record *r,
		      struct kam_err *err)
{
	static const int fields[] = { KAM_OBJECTIVE_MEASURE,
				      KAM_OBJECTIVE_BASELINE,
				      KAM_OBJECTIVE_TARGET, KAM_OBJECTIVE_DUE,
				      KAM_OBJECTIVE_OWNER };
	char missing[120] = "", options[160] = "";

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const char *name = r->kind->fields[fields[i]].name;

		if (r->values[fields[i]].set)
			continue;
		(void)snprintf(missing + strlen(missing),
			       sizeof missing - strlen(missing), "%s%s",
			       *missing ? ", " : "", name);
		(void)snprintf(options + strlen(options),
			       sizeof options - strlen(options), " --%s '…'",
			       name);
	}
	o->c->class = KAM_FINDING_MISSING;
	return *missing
		   ? kam_finding(o->c, "objective_incomplete",
				 kam_mend(o->c, "kam objective edit OBJ-%lld%s",
					  (long long)r->id, options),
				 err, _("OBJ-%lld has no %s"), (long long)r->id,
				 missing)
		   : 0;
}

/* What was measured, against its state. */
static int measured(struct objectives *o, const struct kam_record *r,
		    struct kam_err *err)
{
	const struct kam_value *v = r->values;
	const long long id = (long long)r->id;
	const int open = !r->kind->states[r->status].closed;
	int64_t current, progress = 0;
	const char *on = "", *mend;
	int known, found = kam_objective_current(&current, &on, o->c->k,
						 o->c->arena, r->id, err);

	if (found < 0)
		return found;
	known =
	    found && v[KAM_OBJECTIVE_BASELINE].set &&
	    v[KAM_OBJECTIVE_TARGET].set &&
	    kam_objective_progress(&progress, v[KAM_OBJECTIVE_BASELINE].integer,
				   v[KAM_OBJECTIVE_TARGET].integer, current);
	o->c->class = KAM_FINDING_CONTRADICTED;
	if (known && open && progress >= KAM_DECIMAL_ONE)
		return kam_finding(
		    o->c, "objective_reached",
		    kam_mend(o->c, "kam objective meet OBJ-%lld", id), err,
		    _("OBJ-%lld reached its target on %s, and is open"), id,
		    on);
	if (known && !strcmp(r->kind->states[r->status].name, "met") &&
	    progress < KAM_DECIMAL_ONE)
		return kam_finding(
		    o->c, "objective_short",
		    kam_mend(o->c, "kam objective reopen OBJ-%lld", id), err,
		    _("OBJ-%lld is met, and short of its target on %s"), id,
		    on);
	o->c->class = KAM_FINDING_STALE;
	if (!open || strcmp(on, o->c->stale) >= 0)
		return 0;
	mend = kam_mend(o->c, "kam objective measure OBJ-%lld VALUE", id);
	return found
		   ? kam_finding(o->c, "objective_unmeasured", mend, err,
				 _("OBJ-%lld was last measured on %s"), id, on)
		   : kam_finding(o->c, "objective_unmeasured", mend, err,
				 _("OBJ-%lld was never measured"), id);
}

static int timed(struct objectives *o, const struct kam_record *r,
		 struct kam_err *err)
{
	const struct kam_value *due = &r->values[KAM_OBJECTIVE_DUE];
	const struct kam_value *end = &o->c->plan->values[KAM_PLAN_END];
	const long long id = (long long)r->id;

	if (r->kind->states[r->status].closed || !due->set)
		return 0;
	o->c->class = KAM_FINDING_STALE;
	if (strcmp(due->text, o->c->today) < 0)
		return kam_finding(
		    o->c, "objective_overdue",
		    kam_mend(o->c, "kam objective miss OBJ-%lld --reason '…'",
			     id),
		    err, _("OBJ-%lld was due on %s"), id, due->text);
	o->c->class = KAM_FINDING_CONTRADICTED;
	return end->set && strcmp(due->text, end->text) > 0
		   ? kam_finding(
			 o->c, "objective_after_end",
			 kam_mend(o->c, "kam objective edit OBJ-%lld --due %s",
				  id, end->text),
			 err, _("OBJ-%lld is due on %s, after the plan's end"),
			 id, due->text)
		   : 0;
}

static const struct kam_document_row *
find_row(const struct kam_document_table **table,
	 const struct kam_document *doc, const char *id)
{
	const struct kam_document_section *s = doc->sections;

	for (; s; s = s->next)
		for (*table = s->tables; *table; *table = (*table)->next) {
			const struct kam_document_row *row = (*table)->rows;

			if (strcmp((*table)->name, "objectives") != 0)
				continue;
			for (; row; row = row->next)
				if (row->n && row->cells[0].text &&
				    !strcmp(row->cells[0].text, id))
					return row;
		}
	return NULL;
}

/* What was approved, against what it is now. */
static int agreed(struct objectives *o, const struct kam_record *r,
		  struct kam_err *err)
{
	static const int fields[] = { KAM_OBJECTIVE_BASELINE,
				      KAM_OBJECTIVE_TARGET, KAM_OBJECTIVE_DUE };
	const struct kam_document_table *table;
	const struct kam_document_row *row;
	char id[40];
	int rc = 0;

	(void)snprintf(id, sizeof id, "OBJ-%lld", (long long)r->id);
	row = o->approved ? find_row(&table, o->approved, id) : NULL;
	o->c->class = KAM_FINDING_CONTRADICTED;
	for (size_t i = 0; row && i < 3 && !rc; i++) {
		struct kam_str was = KAM_STR_INIT, now = KAM_STR_INIT;
		const char *name = r->kind->fields[fields[i]].name;

		for (size_t j = 0; j < row->n; j++)
			if (!strcmp(table->columns[j].key, name))
				kam_document_cell_text(&was, &row->cells[j]);
		rc = kam_record_text(&now, r, fields[i], err);
		if (!rc && strcmp(was.data, now.data) != 0)
			rc = kam_finding(
			    o->c, "objective_changed",
			    kam_mend(o->c,
				     "kam plan revise PLAN-%lld --reason '…'",
				     (long long)o->c->plan->id),
			    err,
			    _("%s: its %s was '%s' when the plan was "
			      "approved, and is '%s'"),
			    id, name, was.data, now.data);
		kam_str_release(&was);
		kam_str_release(&now);
	}
	return rc;
}

static int take_objective(void *context, struct kam_record *r,
			  struct kam_err *err)
{
	struct objectives *o = context;
	int rc = 0;

	o->n++;
	if (!r->kind->states[r->status].closed)
		rc = incomplete(o, r, err);
	if (!rc)
		rc = timed(o, r, err);
	if (!rc)
		rc = measured(o, r, err);
	return rc ? rc : agreed(o, r, err);
}

int kam_check_objectives(struct kam_checking *c, struct kam_err *err)
{
	struct objectives o = { .c = c };
	struct kam_document *approved = NULL;
	struct kam_query *q = NULL;
	char filter[64];
	int rc = 0;

	/* a draft is free to change what was approved */
	if (strcmp(c->plan->kind->states[c->plan->status].name, "draft") != 0)
		rc = kam_plan_approved(&approved, c->k, c->arena, c->plan->id,
				       err);
	o.approved = approved;
	(void)snprintf(filter, sizeof filter, "plan=PLAN-%lld",
		       (long long)c->plan->id);
	if (!rc)
		rc = kam_query_open(&q, c->k, &kam_objective_kind, err);
	if (!rc)
		rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_where(q, "status.ne=dropped", err);
	if (!rc)
		rc = kam_query_run(q, take_objective, &o, err);
	kam_query_release(q);
	if (rc || o.n || !kam_checking_shows(c, "objectives"))
		return rc;
	c->class = KAM_FINDING_MISSING;
	return kam_finding(
	    c, "no_objective",
	    kam_mend(c,
		     "kam objective add 'what is to be reached' --plan "
		     "PLAN-%lld --measure '…' --baseline 0 --target 1",
		     (long long)c->plan->id),
	    err, "%s", _("no objective is set"));
}
