#include <kam/catalogue.h>

#include <string.h>

static int is_name(const char *name)
{
	return name && name[0] >= 'a' && name[0] <= 'z' &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") ==
		   strlen(name);
}

static int check_field(const struct kam_catalogue *catalogue,
		       const struct kam_kind *kind, int i, struct kam_err *err)
{
	const struct kam_field *f = &kind->fields[i];
	int refers = f->type == KAM_REF || f->type == KAM_REFS;

	if (!is_name(f->name))
		return kam_fail(err, KAM_EINTERNAL, "%s: field %d has no name",
				kind->name, i);
	if (kam_field_find(kind, f->name) != i)
		return kam_fail(err, KAM_EINTERNAL, "%s: two fields '%s'",
				kind->name, f->name);
	if (!f->help || !f->help[0])
		return kam_fail(err, KAM_EINTERNAL, "%s: '%s' has no help",
				kind->name, f->name);
	if ((f->type == KAM_WORD) != (f->words && f->words[0]))
		return kam_fail(err, KAM_EINTERNAL, "%s: words of '%s'",
				kind->name, f->name);
	if (refers != (f->target && kam_kind_find(catalogue, f->target)))
		return kam_fail(err, KAM_EINTERNAL, "%s: target of '%s'",
				kind->name, f->name);
	if ((f->flags & KAM_WORDING) &&
	    (refers || f->type == KAM_ANY || f->type == KAM_TAGS))
		return kam_fail(err, KAM_EINTERNAL, "%s: wording in '%s'",
				kind->name, f->name);
	if ((f->flags & (KAM_LEADS_UP | KAM_LEADS_DOWN)) && !refers &&
	    f->type != KAM_ANY)
		return kam_fail(err, KAM_EINTERNAL, "%s: '%s' leads nowhere",
				kind->name, f->name);
	if (f->type == KAM_WORD && f->initial &&
	    kam_word_find(f, f->initial) < 0)
		return kam_fail(err, KAM_EINTERNAL, "%s: default of '%s'",
				kind->name, f->name);
	return 0;
}

static int check_move(const struct kam_kind *kind, int i, struct kam_err *err)
{
	const struct kam_move *move = &kind->moves[i];

	if (!is_name(move->verb) || !move->help)
		return kam_fail(err, KAM_EINTERNAL,
				"%s: move %d has no verb or help", kind->name,
				i);
	if (kam_move_find(kind, move->verb) != move)
		return kam_fail(err, KAM_EINTERNAL, "%s: two moves '%s'",
				kind->name, move->verb);
	if (move->to < 0 || move->to >= kind->n_states || !move->from ||
	    move->from >> kind->n_states)
		return kam_fail(err, KAM_EINTERNAL, "%s: '%s' names no state",
				kind->name, move->verb);
	for (int j = 0; j < KAM_NEEDS; j++)
		if (move->needs[j] < 0 || move->needs[j] >= kind->n_fields)
			return kam_fail(err, KAM_EINTERNAL,
					"%s: '%s' needs no field", kind->name,
					move->verb);
	if (move->stamps < 0 || move->stamps >= kind->n_fields ||
	    (move->stamps && kind->fields[move->stamps].type != KAM_DATE))
		return kam_fail(err, KAM_EINTERNAL, "%s: '%s' stamps no date",
				kind->name, move->verb);
	return 0;
}

static int check_moves(const struct kam_kind *kind, struct kam_err *err)
{
	unsigned reached = 1, last = 0;

	for (int i = 0; i < kind->n_moves; i++) {
		int rc = check_move(kind, i, err);

		if (rc)
			return rc;
	}
	while (reached != last) {
		last = reached;
		for (int i = 0; i < kind->n_moves; i++)
			if (kind->moves[i].from & reached)
				reached |= 1u << kind->moves[i].to;
	}
	if (kind->n_states && reached != (1u << kind->n_states) - 1)
		return kam_fail(err, KAM_EINTERNAL,
				"%s: a state cannot be reached", kind->name);
	return 0;
}

/* A kind's scope refers to what has that role. */
static int check_scope(const struct kam_catalogue *catalogue,
		       const struct kam_kind *kind, int field,
		       enum kam_role role, struct kam_err *err)
{
	const struct kam_kind *scope = kam_kind_by_role(catalogue, role);
	const struct kam_field *f;

	if (field == KAM_NO_FIELD)
		return 0;
	f = &kind->fields[field];
	if (!scope || !f->target || strcmp(f->target, scope->name) != 0)
		return kam_fail(err, KAM_EINTERNAL, "%s: '%s' is no scope",
				kind->name, f->name);
	return 0;
}

static int check_kind(const struct kam_catalogue *catalogue, int at,
		      struct kam_err *err)
{
	const struct kam_kind *kind = catalogue->kinds[at];
	int rc;

	if (!is_name(kind->name) ||
	    kam_kind_find(catalogue, kind->name) != kind)
		return kam_fail(err, KAM_EINTERNAL, "kind %d: name", at);
	if (!kind->prefix || kam_kind_by_prefix(catalogue, kind->prefix,
						strlen(kind->prefix)) != kind)
		return kam_fail(err, KAM_EINTERNAL, "%s: prefix", kind->name);
	if (kind->role && kam_kind_by_role(catalogue, kind->role) != kind)
		return kam_fail(err, KAM_EINTERNAL, "%s: role", kind->name);
	if (!kind->help || kind->n_states > KAM_STATES)
		return kam_fail(err, KAM_EINTERNAL, "%s: help or states",
				kind->name);
	for (int i = 0; i < kind->n_fields; i++) {
		rc = check_field(catalogue, kind, i, err);
		if (rc)
			return rc;
	}
	rc = check_scope(catalogue, kind, kind->account, KAM_ROLE_ACCOUNT, err);
	if (!rc)
		rc = check_scope(catalogue, kind, kind->project,
				 KAM_ROLE_PROJECT, err);
	if (rc)
		return rc;
	for (int i = 0; i < kind->n_states; i++)
		if (!is_name(kind->states[i].name) || !kind->states[i].help ||
		    kam_state_find(kind, kind->states[i].name) != i)
			return kam_fail(err, KAM_EINTERNAL, "%s: state %d",
					kind->name, i);
	return check_moves(kind, err);
}

int kam_catalogue_check(const struct kam_catalogue *catalogue,
			struct kam_err *err)
{
	for (int i = 0; i < catalogue->n_kinds; i++) {
		int rc = check_kind(catalogue, i, err);

		if (rc)
			return rc;
	}
	return 0;
}
