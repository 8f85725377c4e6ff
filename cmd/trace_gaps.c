/*
 * trace --gaps: what nothing covers, and what of each is missing.
 */
#include "plan.h"
#include "trace.h"

#include <inttypes.h>
#include <kam/record_io.h>
#include <string.h>

enum column {
	COLUMN_ID,
	COLUMN_TITLE,
	COLUMN_STATUS,
	COLUMN_COVERAGE,
	COLUMN_MISSING,
	COLUMN_ORPHANED,
	COLUMN_COVERED_BY,
	COLUMN_ACCOUNT,
	COLUMN_PROJECT,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[COLUMN_ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[COLUMN_TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[COLUMN_STATUS] = { "status", N_("Status"), KAM_FORM_FIXED },
	[COLUMN_COVERAGE] = { "coverage", N_("Coverage"), KAM_FORM_FIXED },
	[COLUMN_MISSING] = { "missing", N_("Missing"), KAM_FORM_TEXT },
	[COLUMN_ORPHANED] = { "orphaned", N_("Orphaned"), KAM_FORM_FIXED },
	[COLUMN_COVERED_BY] = { "covered_by", N_("Covered by"), KAM_FORM_TEXT },
	[COLUMN_ACCOUNT] = { "account", N_("Account"), KAM_FORM_TEXT },
	[COLUMN_PROJECT] = { "project", N_("Project"), KAM_FORM_TEXT },
};
static const int few[] = {
	COLUMN_ID,       COLUMN_TITLE,   COLUMN_STATUS,
	COLUMN_COVERAGE, COLUMN_MISSING, -1,
};

struct listing {
	struct cmd *c;
	struct cmd_trace_list list;
	struct kam_str text;
	int64_t counts[KAM_COVERAGES];
	int64_t given, gaps, orphaned;
};

/* For people: "REQ-5 is not covered, REQ-1 was given up" */
static void describe(struct kam_str *text, const struct kam_gap_row *row)
{
	static const char *const sentences[] = {
		[KAM_GAP_UNCOVERED] = N_("nothing covers it"),
		[KAM_GAP_OUTDATED] = N_("%s is suspect"),
		[KAM_GAP_SHALLOW] = N_("%s is not covered"),
		[KAM_GAP_ORPHANED] = N_("%s was given up"),
	};
	char id[KAM_ID_TEXT];

	for (size_t i = 0; i < row->n_reasons; i++) {
		const struct kam_gap_reason *reason = &row->reasons[i];
		const char *sentence = _(sentences[reason->gap]);
		const char *place = strstr(sentence, "%s");

		kam_str_add(text, i ? ", " : "");
		if (!place) {
			kam_str_add(text, sentence);
			continue;
		}
		kam_id_format(id, reason->record.kind, reason->record.id);
		kam_str_add_bytes(text, sentence, (size_t)(place - sentence));
		kam_str_add(text, id);
		kam_str_add(text, place + 2);
	}
}

static void print_missing(struct listing *l, const struct kam_gap_row *row)
{
	struct kam_out *out = l->list.out;

	kam_str_truncate(&l->text, 0);
	describe(&l->text, row);
	kam_out_people(out, l->text.data);
	if (!cmd_nests(l->c)) {
		kam_out_text(out, l->text.data);
		return;
	}
	kam_out_array(out);
	for (size_t i = 0; i < row->n_reasons; i++) {
		kam_out_map(out);
		cmd_print_text(out, "gap", kam_gap_words[row->reasons[i].gap]);
		kam_out_key(out, "record");
		cmd_trace_id(out, row->reasons[i].record);
		kam_out_key(out, "link");
		cmd_trace_link(out, row->reasons[i].link);
		kam_out_end(out);
	}
	kam_out_end(out);
}

static void print_covered(struct kam_out *out, const struct kam_gap_row *row)
{
	kam_out_array(out);
	for (size_t i = 0; i < row->n_covered_by; i++)
		cmd_trace_id(out, row->covered_by[i]);
	kam_out_end(out);
}

/* A scope by its key. */
static void print_scope(struct kam_out *out, const struct kam_record *r,
			int field)
{
	if (field == KAM_NO_FIELD || !r->values[field].set ||
	    r->kind->fields[field].type != KAM_REF)
		kam_out_null(out);
	else
		kam_out_text(out, r->values[field].text);
}

static int print_value(struct listing *l, const struct kam_gap_row *row,
		       enum column column, struct kam_err *err)
{
	const struct kam_record *r = row->record;
	const struct kam_end end = { r->kind, r->id };
	struct kam_out *out = l->list.out;
	int rc = 0;

	switch (column) {
	case COLUMN_ID:
		cmd_trace_id(out, end);
		break;
	case COLUMN_TITLE:
		kam_str_truncate(&l->text, 0);
		rc = kam_record_text(&l->text, r, r->kind->title, err);
		cmd_title(l->c, out, r->kind, r->id, l->text.data);
		break;
	case COLUMN_STATUS:
		cmd_trace_state(
		    out, r->kind,
		    r->kind->n_states ? r->kind->states[r->status].name : NULL);
		break;
	case COLUMN_COVERAGE:
		kam_out_style(out, row->coverage == KAM_UNCOVERED
				       ? KAM_STYLE_BAD
				       : KAM_STYLE_WARN);
		cmd_trace_word(out, kam_coverage_words[row->coverage]);
		break;
	case COLUMN_MISSING:
		print_missing(l, row);
		break;
	case COLUMN_ORPHANED:
		kam_out_flag(out, row->orphaned);
		break;
	case COLUMN_COVERED_BY:
		print_covered(out, row);
		break;
	case COLUMN_ACCOUNT:
		print_scope(out, r, r->kind->account);
		break;
	default:
		print_scope(out, r, r->kind->project);
	}
	return rc;
}

static int add_row(void *context, const struct kam_gap_row *row,
		   struct kam_err *err)
{
	struct listing *l = context;
	int rc = 0;

	l->counts[row->coverage]++;
	l->orphaned += row->orphaned;
	if (!row->n_reasons)
		return 0;
	l->gaps++;
	if (l->c->globals.count_by ||
	    (l->c->globals.limit && l->given == l->c->globals.limit))
		return 0;
	l->given++;
	kam_out_row(l->list.out);
	for (size_t i = 0; i < l->list.n && !rc; i++) {
		kam_out_key(l->list.out, l->list.columns[i].key);
		rc = print_value(l, row, (enum column)l->list.chosen[i], err);
	}
	kam_out_end(l->list.out);
	return rc;
}

/* How many of each coverage, also of those that are covered. */
static int begin_counts(struct listing *l, struct kam_err *err)
{
	static const struct kam_out_column counts[] = {
		{ "value", N_("Value"), KAM_FORM_TEXT },
		{ "count", N_("Count"), KAM_FORM_NUMBER },
	};
	static const int both[] = { 0, 1, -1 };

	if (strcmp(l->c->globals.count_by, "coverage") != 0)
		return cmd_usage(l->c, err, "%s",
				 _("gaps are counted by coverage"));
	return cmd_trace_list(&l->list, l->c, counts, 2, both, err);
}

static void print_count(struct kam_out *out, const char *word, int64_t n)
{
	kam_out_row(out);
	kam_out_key(out, "value");
	cmd_trace_word(out, word);
	cmd_print_integer(out, "count", n);
	kam_out_end(out);
}

static void print_counts(struct listing *l)
{
	for (int i = 0; i < KAM_COVERAGES; i++)
		print_count(l->list.out, kam_coverage_words[i], l->counts[i]);
	print_count(l->list.out, kam_gap_words[KAM_GAP_ORPHANED], l->orphaned);
}

int cmd_trace_gaps(struct cmd *c, const struct cmd_trace *v,
		   struct kam_err *err)
{
	struct listing l = { .c = c, .text = KAM_STR_INIT };
	const int64_t limit = c->globals.limit;
	struct kam_query *q = NULL;
	int rc;

	(void)v;
	c->title = _("what nothing covers");
	/* the limit is of rows given, not of records looked at */
	c->globals.limit = 0;
	rc = cmd_query(&q, c, err);
	c->globals.limit = limit;
	if (!rc)
		rc = c->globals.count_by
			 ? begin_counts(&l, err)
			 : cmd_trace_list(&l.list, c, table, COLUMNS, few, err);
	if (!rc)
		rc = kam_gaps_each(c->k, q, add_row, &l, err);
	if (!rc && c->globals.count_by)
		print_counts(&l);
	if (!rc)
		kam_out_end(l.list.out);
	kam_query_release(q);
	kam_str_release(&l.text);
	if (l.gaps && !c->mailing)
		c->status = 1;
	return rc;
}
