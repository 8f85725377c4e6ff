/*
 * whitespace: the grid of units and offerings, and one cell of it.
 */
#include "crud.h"

#include <kam/areas.h>
#include <kam/plan.h>
#include <string.h>

static int need_account(struct cmd *c, struct kam_err *err)
{
	return c->account
		   ? 0
		   : cmd_usage(c, err, "%s", _("of which account? give -A"));
}

struct set {
	const char *value, *remark;
};
static const struct cmd_option set_options[] = {
	{ "value", 0, CMD_TEXT, N_("MONEY"),
	  N_("worth in a year, won or to be won"), CMD_AT(struct set, value) },
	{ "remark", 0, CMD_TEXT, N_("TEXT"),
	  N_("what it would take, who sells it now"),
	  CMD_AT(struct set, remark) },
	{ NULL },
};

static int set_one(struct cmd *c, const struct set *v, struct kam_err *err)
{
	struct kam_record *cell;
	int rc = kam_whitespace_set(
	    &cell, c->k, &c->arena, c->account, c->words[0], c->words[1],
	    c->n_words > 2 ? c->words[2] : NULL, v->value, v->remark, err);

	return rc ? rc : cmd_written(c, cell, err);
}

static int set(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = need_account(c, err);

	if (!rc)
		rc = kam_operation_begin(c->k, err);
	return rc ? rc : kam_operation_end(c->k, set_one(c, values, err), err);
}

/* A row a unit; programs get the cells one by one, as keys don't depend on
   what is sold. */
static int print_grid(struct cmd *c, const struct kam_whitespace *grid,
		      struct kam_err *err)
{
	struct kam_out_column *columns =
	    kam_arena_array(&c->arena, grid->n_offerings + 1, sizeof *columns);
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	columns[0] =
	    (struct kam_out_column){ "unit", _("Unit"), KAM_FORM_TEXT };
	for (size_t i = 0; i < grid->n_offerings; i++)
		columns[i + 1] = (struct kam_out_column){ grid->offerings[i],
							  grid->offerings[i],
							  KAM_FORM_TEXT };
	kam_out_list(out, columns, grid->n_offerings + 1);
	for (size_t u = 0; u < grid->n_units; u++) {
		kam_out_row(out);
		cmd_print_text(out, "unit", grid->units[u]);
		for (size_t i = 0; i < grid->n_offerings; i++) {
			const struct kam_record *r =
			    grid->cells[u * grid->n_offerings + i];
			const char *word =
			    r ? r->values[KAM_WHITESPACE_STANDING].text : NULL;

			kam_out_key(out, grid->offerings[i]);
			kam_out_style(out,
				      !word                   ? KAM_STYLE_PLAIN
				      : !strcmp(word, "won")  ? KAM_STYLE_GOOD
				      : !strcmp(word, "open") ? KAM_STYLE_WARN
							      : KAM_STYLE_DIM);
			if (word)
				kam_out_people(out, kam_gettext_in("standing", word));
			kam_out_text(out, word);
		}
		kam_out_end(out);
	}
	kam_out_end(out);
	return 0;
}

static int is_for_rows(const struct cmd *c)
{
	return c->globals.format == KAM_FORMAT_TABLE ||
	       c->globals.format == KAM_FORMAT_MD ||
	       c->globals.format == KAM_FORMAT_HTML ||
	       c->globals.format == KAM_FORMAT_CSV ||
	       c->globals.format == KAM_FORMAT_TSV;
}

static int grid(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_whitespace grid;
	int rc = need_account(c, err);

	c->title = _("what each unit buys");
	if (rc)
		return rc;
	if (!is_for_rows(c) || c->globals.fields)
		return cmd_list(c, values, err);
	rc = kam_whitespace_load(&grid, c->k, &c->arena, c->account, err);
	return rc ? rc : print_grid(c, &grid, err);
}

static const struct cmd_verb verbs[] = {
	{ "grid", grid, CMD_REGISTER_READ | CMD_REPORT, 0, 0, NULL, 0,
	  "[-A ACCOUNT]", N_("units by offerings: won, open, none"),
	  "kam whitespace grid -A acme" },
	{ "set", set, CMD_REGISTER_WRITE, 2, 3, set_options, sizeof(struct set),
	  "UNIT OFFERING [STANDING] [--value MONEY]",
	  N_("say what a unit buys of an offering"),
	  "kam whitespace set 'Plant Suzhou' MES open -A acme" },
	{ NULL },
};
const struct cmd_noun cmd_noun_whitespace = { "whitespace", "whitespace", NULL,
					      verbs };
