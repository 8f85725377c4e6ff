/*
 * Lifecycles: a record's moves from state to state.
 */
#include "store/internal.h"

#include <string.h>

static int refuse(const struct kam_record *r, const struct kam_move *move,
		  struct kam_err *err)
{
	struct kam_str name = KAM_STR_INIT, legal = KAM_STR_INIT;

	if (!kam_record_name(&name, r, err)) {
		kam_moves_from(&legal, r->kind, r->status);
		kam_fail(err, KAM_EREFUSED, _("%s is %s: it cannot %s"),
			 name.data,
			 kam_gettext_in(r->kind->name,
					r->kind->states[r->status].name),
			 move->verb);
		if (legal.length)
			kam_hint(err, _("from there: %s"), legal.data);
		else
			kam_hint(err, "%s",
				 _("it is at the end of its lifecycle"));
	}
	kam_str_release(&name);
	kam_str_release(&legal);
	return err->code;
}

static int check_needs(const struct kam_record *r, const struct kam_move *move,
		       struct kam_err *err)
{
	for (int i = 0; i < KAM_NEEDS && move->needs[i]; i++) {
		const struct kam_field *f = &r->kind->fields[move->needs[i]];
		char option[KAM_LABEL_TEXT];

		if (r->values[move->needs[i]].set)
			continue;
		kam_fail(err, KAM_EREFUSED, _("'%s' needs %s"), move->verb,
			 f->name);
		kam_field(err, f->name);
		kam_hint(err, _("give --%s: %s"), kam_option_name(option, f),
			 _(f->help));
		return err->code;
	}
	return 0;
}

/* Days and names that moves to come will set are of an earlier time. */
static void forget(struct kam_record *r, const struct kam_move *made)
{
	const struct kam_kind *kind = r->kind;

	for (int i = 0; i < kind->n_moves; i++) {
		const struct kam_move *move = &kind->moves[i];

		if (!(move->from & (1u << r->status)) || move == made)
			continue;
		if (move->stamps)
			memset(&r->values[move->stamps], 0, sizeof *r->values);
		for (int j = 0; j < KAM_NEEDS && move->needs[j]; j++)
			if (kind->fields[move->needs[j]].flags & KAM_FIXED)
				memset(&r->values[move->needs[j]], 0,
				       sizeof *r->values);
	}
}

int kam_record_move(struct kam *k, struct kam_record *record,
		    const struct kam_move *move, struct kam_err *err)
{
	int rc = 0;

	if (!(move->from & (1u << record->status)))
		return refuse(record, move, err);
	if (move->stamps && !record->values[move->stamps].set)
		rc = kam_record_set(k, record, move->stamps, "today", err);
	if (!rc)
		rc = check_needs(record, move, err);
	if (rc)
		return rc;
	record->status = move->to;
	forget(record, move);
	return 0;
}
