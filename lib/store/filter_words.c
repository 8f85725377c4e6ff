/*
 * Filters on words: a field's, by rank, and the states of a lifecycle.
 */
#include "store/query.h"

#include <kam/typed.h>
#include <string.h>

/* The states a word stands for: one by name, else all open or all closed. */
int kam_query_status(struct kam_query *q, enum kam_compare op, char *value,
		     struct kam_err *err)
{
	const struct kam_kind *kind = q->kind;
	unsigned chosen = 0;

	while (value) {
		char *next = kam_typed_split(value, KAM_TYPED_COMMA);
		int state, closed;

		state = kam_state_typed(kind, value);
		closed = !strcmp(value, "closed");
		if (state < 0 && !closed && strcmp(value, "open") != 0) {
			struct kam_str all = KAM_STR_INIT;

			for (int i = 0; i < kind->n_states; i++)
				kam_word_offer(&all, kind->name,
					       kind->states[i].name);
			kam_str_add(&all, all.length ? ", " : "");
			kam_fail(err, KAM_EINVALID, _("no status '%s'"), value);
			kam_hint(err, _("one of: %sopen, closed"), all.data);
			kam_str_release(&all);
			return err->code;
		}
		for (int i = 0; i < kind->n_states; i++)
			if (state >= 0 ? i == state
				       : !kind->states[i].closed == !closed)
				chosen |= 1u << i;
		value = next;
	}
	q->closed_too = 1;
	kam_str_printf(&q->where, " AND t.status %sIN ('-'",
		       op == KAM_COMPARE_NE ? "NOT " : "");
	for (int i = 0; i < kind->n_states; i++)
		if (chosen & (1u << i))
			kam_str_printf(&q->where, ", '%s'",
				       kind->states[i].name);
	kam_str_add(&q->where, ")");
	return kam_str_check(&q->where, err);
}

/* Words compare by rank: the ones that satisfy the comparison, named. */
int kam_query_word(struct kam_query *q, int column, enum kam_compare op,
		   char *value, struct kam_err *err)
{
	const struct kam_field *f = &q->kind->fields[column];
	const char *sql = kam_query_column(q, column, err);
	unsigned chosen = 0;

	if (!sql)
		return err->code;
	while (value) {
		char *next = kam_typed_split(value, KAM_TYPED_COMMA);
		int word;

		word = kam_word_typed(f, value);
		if (word < 0) {
			struct kam_str all = KAM_STR_INIT;

			for (int i = 0; f->words[i]; i++)
				kam_word_offer(&all, f->name, f->words[i]);
			kam_fail(err, KAM_EINVALID, _("%s: no such word '%s'"),
				 f->name, value);
			kam_hint(err, _("one of: %s"), all.data);
			kam_str_release(&all);
			return err->code;
		}
		for (int i = 0; f->words[i]; i++)
			if ((op == KAM_COMPARE_LT && i < word) ||
			    (op == KAM_COMPARE_LE && i <= word) ||
			    (op == KAM_COMPARE_GT && i > word) ||
			    (op == KAM_COMPARE_GE && i >= word) ||
			    (op <= KAM_COMPARE_NE && i == word))
				chosen |= 1u << i;
		value = next;
	}
	kam_str_printf(&q->where, " AND (%s %sIN ('-'", sql,
		       op == KAM_COMPARE_NE ? "NOT " : "");
	for (int i = 0; f->words[i]; i++)
		if (chosen & (1u << i))
			kam_str_printf(&q->where, ", '%s'", f->words[i]);
	kam_str_printf(&q->where, ")%s%s%s)",
		       op == KAM_COMPARE_NE ? " OR " : "",
		       op == KAM_COMPARE_NE ? sql : "",
		       op == KAM_COMPARE_NE ? " IS NULL" : "");
	return kam_str_check(&q->where, err);
}
