/*
 * What was found, counted by a column.
 */
#include "search.h"

#include "view.h"

#include <stdlib.h>
#include <string.h>

const struct kam_out_column cmd_search_columns[CMD_SEARCH_COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[KIND] = { "kind", N_("Kind"), KAM_FORM_FIXED },
	[TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_KEY },
	[PROJECT] = { "project", N_("Project"), KAM_FORM_TEXT },
	[STATUS] = { "status", N_("Status"), KAM_FORM_FIXED },
	[FIELD] = { "field", N_("Field"), KAM_FORM_FIXED },
	[SNIPPET] = { "snippet", N_("Match"), KAM_FORM_TEXT },
	[SCORE] = { "score", N_("Score"), KAM_FORM_NUMBER },
	[MODIFIED] = { "modified", N_("Modified"), KAM_FORM_FIXED },
};
/* What a hit counts as, by --count-by; NULL: as nothing. */
static const char *value_of(const struct kam_search_hit *hit, int column)
{
	switch (column) {
	case KIND:
		return hit->kind->name;
	case ACCOUNT:
		return hit->account;
	case PROJECT:
		return hit->project;
	case FIELD:
		return hit->kind->fields[hit->field].name;
	default:
		return hit->status < 0 ? NULL
				       : hit->kind->states[hit->status].name;
	}
}

static int compare_values(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x ? *x : "", *y ? *y : "");
}

int cmd_search_counts(struct cmd *c, const struct kam_search_result *result,
		      int column, struct kam_err *err)
{
	static const struct kam_out_column counts[] = {
		{ "value", N_("Value"), KAM_FORM_TEXT },
		{ "count", N_("Count"), KAM_FORM_NUMBER },
	};
	const char **values =
	    kam_arena_array(&c->arena, result->n + 1, sizeof *values);
	struct cmd_view v;
	int rc = values ? 0 : kam_fail_memory(err);

	if (!rc)
		rc = cmd_view_open(&v, c, counts, 2, 3, CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < result->n; i++)
		values[i] = value_of(&result->hits[i], column);
	qsort(values, result->n, sizeof *values, compare_values);
	for (size_t i = 0, from = 0; i < result->n; i++) {
		if (i + 1 < result->n &&
		    !compare_values(&values[i], &values[i + 1]))
			continue;
		kam_out_row(v.out);
		cmd_view_text(&v, 0, values[i]);
		cmd_view_integer(&v, 1, 1, (int64_t)(i + 1 - from));
		kam_out_end(v.out);
		from = i + 1;
	}
	kam_out_end(v.out);
	return 0;
}

int cmd_search_count_by(int *column, struct cmd *c, struct kam_err *err)
{
	static const int known[] = { KIND, STATUS, ACCOUNT, PROJECT, FIELD };

	*column = -1;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (c->globals.count_by &&
		    !strcmp(cmd_search_columns[known[i]].key,
			    c->globals.count_by))
			*column = known[i];
	if (!c->globals.count_by || *column >= 0)
		return 0;
	kam_fail(err, KAM_EFIELD, _("found records cannot be counted by '%s'"),
		 c->globals.count_by);
	kam_hint(err, _("one of: %s"), "kind, status, account, project, field");
	return err->code;
}
