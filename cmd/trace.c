/*
 * trace: what a record came of and what came of it; --gaps and --matrix.
 */
#include "plan.h"
#include "trace.h"

#include <kam/areas.h>
#include <string.h>

#define AT(member) CMD_AT(struct cmd_trace, member)

static const struct cmd_option trace_options[] = {
	{ "up", 0, CMD_FLAG, NULL, N_("only what it came of"), AT(up) },
	{ "down", 0, CMD_FLAG, NULL, N_("only what came of it"), AT(down) },
	{ "depth", 0, CMD_INTEGER, N_("N"),
	  N_("so many steps at most; a matrix has one where none is given"),
	  AT(depth) },
	{ "gaps", 0, CMD_FLAG, NULL,
	  N_("what nothing covers; exit 1 where there is any"), AT(gaps) },
	{ "matrix", 0, CMD_FLAG, NULL,
	  N_("records by those that hang together with them"), AT(matrix) },
	{ "rows", 0, CMD_TEXT, N_("NOUN"),
	  N_("of a matrix or gaps; req where none is given"), AT(rows) },
	{ "columns", 0, CMD_TEXT, N_("NOUN,…"), N_("of a matrix: these only"),
	  AT(columns) },
	{ NULL },
};

enum column {
	COLUMN_ID,
	COLUMN_WAY,
	COLUMN_RELATION,
	COLUMN_TITLE,
	COLUMN_STATUS,
	COLUMN_NOTE,
	COLUMN_KIND,
	COLUMN_CLOSED,
	COLUMN_SUSPECT,
	COLUMN_SEEN,
	COLUMN_DEPTH,
	COLUMN_PARENT,
	COLUMN_LINK,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[COLUMN_ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[COLUMN_WAY] = { "way", N_("Way"), KAM_FORM_FIXED },
	[COLUMN_RELATION] = { "relation", N_("Relation"), KAM_FORM_FIXED },
	[COLUMN_TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[COLUMN_STATUS] = { "status", N_("Status"), KAM_FORM_FIXED },
	[COLUMN_NOTE] = { "note", N_("Note"), KAM_FORM_FIXED },
	[COLUMN_KIND] = { "kind", N_("Kind"), KAM_FORM_FIXED },
	[COLUMN_CLOSED] = { "closed", N_("Closed"), KAM_FORM_FIXED },
	[COLUMN_SUSPECT] = { "suspect", N_("Suspect"), KAM_FORM_FIXED },
	[COLUMN_SEEN] = { "seen", N_("Seen"), KAM_FORM_FIXED },
	[COLUMN_DEPTH] = { "depth", N_("Depth"), KAM_FORM_NUMBER },
	[COLUMN_PARENT] = { "parent", N_("Parent"), KAM_FORM_FIXED },
	[COLUMN_LINK] = { "link", N_("Link"), KAM_FORM_FIXED },
};
static const int few[] = {
	COLUMN_ID,   COLUMN_WAY, COLUMN_RELATION, COLUMN_TITLE, COLUMN_STATUS,
	COLUMN_NOTE, -1,
};

static const char *const ways[] = {
	[KAM_TRACE_SELF] = N_("self"),
	[KAM_TRACE_UP] = N_("up"),
	[KAM_TRACE_DOWN] = N_("down"),
	[KAM_TRACE_BESIDE] = N_("beside"),
};
static const char *const seen_words[] = {
	[KAM_TRACE_NEW] = NULL,
	[KAM_TRACE_AGAIN] = N_("again"),
	[KAM_TRACE_CIRCLE] = N_("circle"),
};

struct printing {
	struct cmd *c;
	struct cmd_trace_list list;
	/* for each depth whether the branch goes on below this row */
	struct kam_str goes_on;
};

/* "│  └─ ACT-2" */
static void print_id(struct printing *p, const struct kam_trace_row *row)
{
	struct kam_str text = KAM_STR_INIT;
	char id[KAM_ID_TEXT];

	kam_id_format(id, row->record.end.kind, row->record.end.id);
	for (int i = 1; i < row->depth; i++)
		kam_str_add(&text, p->goes_on.data[i] == '1' ? "│  " : "   ");
	if (row->depth)
		kam_str_add(&text, row->last ? "└─ " : "├─ ");
	kam_str_add(&text, id);
	kam_out_people(p->list.out, text.data);
	kam_out_text(p->list.out, id);
	kam_str_release(&text);
}

static const char *note_of(const struct kam_trace_row *row)
{
	return row->suspect            ? N_("suspect")
	       : !row->record.title    ? N_("gone")
	       : seen_words[row->seen] ? seen_words[row->seen]
				       : NULL;
}

static void print_value(struct printing *p, const struct kam_trace_row *row,
			enum column column)
{
	struct kam_out *out = p->list.out;
	const struct kam_trace_record *r = &row->record;
	const struct kam_end none = { NULL, 0 };

	switch (column) {
	case COLUMN_ID:
		print_id(p, row);
		break;
	case COLUMN_WAY:
		if (row->way == KAM_TRACE_SELF)
			kam_out_people(out, "");
		else
			kam_out_people(out, _(ways[row->way]));
		kam_out_text(out, ways[row->way]);
		break;
	case COLUMN_RELATION:
		cmd_trace_relation(out, row->relation, row->link,
				   row->parent.kind, r->end.kind);
		break;
	case COLUMN_TITLE:
		cmd_title(p->c, out, r->end.kind, r->end.id, r->title);
		break;
	case COLUMN_STATUS:
		cmd_trace_status(out, r);
		break;
	case COLUMN_NOTE:
		if (row->suspect)
			kam_out_style(out, KAM_STYLE_WARN);
		cmd_trace_word(out, note_of(row));
		break;
	case COLUMN_KIND:
		kam_out_text(out, r->end.kind->name);
		break;
	case COLUMN_CLOSED:
		kam_out_flag(out, r->closed != KAM_OPEN);
		break;
	case COLUMN_SUSPECT:
		kam_out_flag(out, row->suspect);
		break;
	case COLUMN_SEEN:
		kam_out_text(out, seen_words[row->seen]);
		break;
	case COLUMN_DEPTH:
		kam_out_integer(out, row->depth);
		break;
	case COLUMN_PARENT:
		cmd_trace_id(out, row->depth ? row->parent : none);
		break;
	default:
		cmd_trace_link(out, row->link);
	}
}

static int print_row(void *context, const struct kam_trace_row *row,
		     struct kam_err *err)
{
	struct printing *p = context;

	kam_str_truncate(&p->goes_on, (size_t)row->depth);
	kam_str_add_char(&p->goes_on, row->last ? '0' : '1');
	if (kam_str_check(&p->goes_on, err))
		return err->code;
	kam_out_row(p->list.out);
	for (size_t i = 0; i < p->list.n; i++) {
		kam_out_key(p->list.out, p->list.columns[i].key);
		print_value(p, row, (enum column)p->list.chosen[i]);
	}
	kam_out_end(p->list.out);
	return 0;
}

static int tree(struct cmd *c, const struct cmd_trace *v, struct kam_err *err)
{
	struct printing p = { .c = c, .goes_on = KAM_STR_INIT };
	struct kam_trace_query query = {
		.up = v->up,
		.down = v->down,
		.depth = (int)v->depth.value,
	};
	int rc = cmd_trace_end(&query.from, c, c->words[0], err);

	if (rc)
		return rc;
	c->title = kam_arena_printf(&c->arena, _("trace of %s"), c->words[0]);
	if (!c->title)
		return kam_fail_memory(err);
	rc = cmd_trace_list(&p.list, c, table, COLUMNS, few, err);
	if (!rc)
		rc = kam_trace_each(c->k, &query, print_row, &p, err);
	if (!rc)
		kam_out_end(p.list.out);
	kam_str_release(&p.goes_on);
	return rc;
}

static int check_options(struct cmd *c, const struct cmd_trace *v,
			 struct kam_err *err)
{
	const int listed = v->gaps || v->matrix;

	if (v->gaps && v->matrix)
		return cmd_usage(c, err, "%s",
				 _("--gaps and --matrix are two things"));
	if (listed && (v->up || v->down))
		return cmd_usage(c, err, "%s",
				 _("--up and --down are of one record"));
	if (!listed && (v->rows || v->columns))
		return cmd_usage(c, err, "%s",
				 _("--rows and --columns are of --matrix"));
	if (v->gaps && (v->columns || v->depth.set))
		return cmd_usage(c, err, "%s",
				 _("--gaps takes neither --columns nor "
				   "--depth"));
	if (v->depth.set && (v->depth.value < 1 || v->depth.value > 1000000))
		return cmd_usage(c, err, "%s", _("--depth is a number from 1"));
	if (!listed && !c->n_words)
		return cmd_usage(c, err, "%s", _("which record?"));
	if (!listed && (c->n_filters || c->globals.sort || c->globals.limit ||
			c->globals.count_by || c->globals.exit_code))
		return cmd_usage(c, err, "%s",
				 _("filters and what goes with them are for "
				   "--gaps and --matrix"));
	return 0;
}

int cmd_trace_noun(const struct kam_kind **kind, struct cmd *c,
		   const char *noun, struct kam_err *err)
{
	*kind = kam_kind_named(c->catalogue, noun);
	if (*kind)
		return 0;
	kam_fail(err, KAM_EUSAGE, _("no noun '%s'"), noun);
	kam_hint(err, "%s", _("one of those that 'kam help' has: req, risk"));
	return err->code;
}

/* Of a list: the noun of its rows. */
static int choose_kind(struct cmd *c, const struct cmd_trace *v,
		       struct kam_err *err)
{
	const char *noun = v->rows      ? v->rows
			   : c->n_words ? c->words[0]
					: kam_req_kind.name;

	if (v->rows && c->n_words)
		return cmd_usage(c, err, "%s",
				 _("the noun is given as a word and as "
				   "--rows"));
	return cmd_trace_noun(&c->kind, c, noun, err);
}

static int trace(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_trace *v = values;
	int rc = check_options(c, v, err);

	if (rc || !(v->gaps || v->matrix))
		return rc ? rc : tree(c, v, err);
	rc = choose_kind(c, v, err);
	if (rc)
		return rc;
	return v->gaps ? cmd_trace_gaps(c, v, err)
		       : cmd_trace_matrix(c, v, err);
}

const struct cmd_verb cmd_word_trace = {
	"trace",
	trace,
	CMD_REGISTER_READ | CMD_FILTERS | CMD_REPORT,
	0,
	1,
	trace_options,
	sizeof(struct cmd_trace),
	"ID | [NOUN] --gaps|--matrix [FIELD=VALUE …]",
	N_("what a record came of and what came of it; what has no cover"),
	"kam trace REQ-1 --down",
};
