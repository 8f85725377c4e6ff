/*
 * impact: what a change of a record's wording touches.
 */
#include "plan.h"
#include "trace.h"

#include <string.h>

struct impact {
	int exit_code;
};
static const struct cmd_option impact_options[] = {
	{ "exit-code", 0, CMD_FLAG, NULL,
	  N_("exit with 1 where there is anything"),
	  CMD_AT(struct impact, exit_code) },
	{ NULL },
};

enum column {
	COLUMN_ID,
	COLUMN_EFFECT,
	COLUMN_AGREED,
	COLUMN_RELATION,
	COLUMN_VIA,
	COLUMN_TITLE,
	COLUMN_STATUS,
	COLUMN_KIND,
	COLUMN_DEPTH,
	COLUMN_LINK,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[COLUMN_ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[COLUMN_EFFECT] = { "effect", N_("Effect"), KAM_FORM_FIXED },
	[COLUMN_AGREED] = { "agreed", N_("Agreed"), KAM_FORM_FIXED },
	[COLUMN_RELATION] = { "relation", N_("Relation"), KAM_FORM_FIXED },
	[COLUMN_VIA] = { "via", N_("Via"), KAM_FORM_FIXED },
	[COLUMN_TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[COLUMN_STATUS] = { "status", N_("Status"), KAM_FORM_FIXED },
	[COLUMN_KIND] = { "kind", N_("Kind"), KAM_FORM_FIXED },
	[COLUMN_DEPTH] = { "depth", N_("Depth"), KAM_FORM_NUMBER },
	[COLUMN_LINK] = { "link", N_("Link"), KAM_FORM_FIXED },
};
static const int few[] = {
	COLUMN_ID,     COLUMN_EFFECT, COLUMN_RELATION, COLUMN_VIA,
	COLUMN_AGREED, COLUMN_TITLE,  COLUMN_STATUS,   -1,
};

struct printing {
	struct cmd *c;
	struct cmd_trace_list list;
	int64_t n;
};

static void print_value(const struct printing *p,
			const struct kam_impact_row *row, enum column column)
{
	struct kam_out *out = p->list.out;
	const struct kam_trace_record *r = &row->record;

	switch (column) {
	case COLUMN_ID:
		cmd_trace_id(out, r->end);
		break;
	case COLUMN_EFFECT:
		if (row->suspect)
			kam_out_style(out, KAM_STYLE_WARN);
		cmd_trace_word(out,
			       row->suspect ? N_("suspect") : N_("affected"));
		break;
	case COLUMN_AGREED:
		kam_out_people(out, row->agreed ? _("agreed") : "");
		kam_out_flag(out, row->agreed);
		break;
	case COLUMN_RELATION:
		cmd_trace_relation(out, row->relation, row->link, row->via.kind,
				   r->end.kind);
		break;
	case COLUMN_VIA:
		cmd_trace_id(out, row->via);
		break;
	case COLUMN_TITLE:
		cmd_title(p->c, out, r->end.kind, r->end.id, r->title);
		break;
	case COLUMN_STATUS:
		cmd_trace_status(out, r);
		break;
	case COLUMN_KIND:
		kam_out_text(out, r->end.kind->name);
		break;
	case COLUMN_DEPTH:
		kam_out_integer(out, row->depth);
		break;
	default:
		cmd_trace_link(out, row->link);
	}
}

static int print_row(void *context, const struct kam_impact_row *row,
		     struct kam_err *err)
{
	struct printing *p = context;

	(void)err;
	p->n++;
	kam_out_row(p->list.out);
	for (size_t i = 0; i < p->list.n; i++) {
		kam_out_key(p->list.out, p->list.columns[i].key);
		print_value(p, row, (enum column)p->list.chosen[i]);
	}
	kam_out_end(p->list.out);
	return 0;
}

static int impact(struct cmd *c, void *values, struct kam_err *err)
{
	const struct impact *v = values;
	struct printing p = { .c = c };
	struct kam_end from;
	int rc;

	if (v->exit_code && c->globals.mail)
		return cmd_usage(c, err, "%s",
				 _("--exit-code says nothing of mail"));
	rc = cmd_trace_end(&from, c, c->words[0], err);
	if (rc)
		return rc;
	c->title = kam_arena_printf(&c->arena, _("impact of %s"), c->words[0]);
	if (!c->title)
		return kam_fail_memory(err);
	rc = cmd_trace_list(&p.list, c, table, COLUMNS, few, err);
	if (!rc)
		rc = kam_impact_each(c->k, from, print_row, &p, err);
	if (rc)
		return rc;
	kam_out_end(p.list.out);
	if (v->exit_code && p.n)
		c->status = 1;
	return 0;
}

const struct cmd_verb cmd_word_impact = {
	"impact",
	impact,
	CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT,
	1,
	1,
	impact_options,
	sizeof(struct impact),
	"ID",
	N_("what a change of a record's wording touches"),
	"kam impact REQ-1",
};
