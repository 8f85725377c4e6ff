/*
 * issue pareto: which few make up most of it.
 */
#include "issue.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/pareto.h>
#include <string.h>

const struct cmd_option cmd_issue_pareto_options[] = {
	{ "by", 0, CMD_TEXT, "cause|severity|account|source",
	  N_("what they are counted by; else by cause"),
	  CMD_AT(struct cmd_issue_pareto, by) },
	{ NULL },
};

enum { COUNT = 1, SHARE, CUMULATIVE, VITAL, BAR, COLUMNS };
static const struct kam_out_column table[COLUMNS] = {
	[0] = { "value", N_("Value"), KAM_FORM_TEXT },
	[COUNT] = { "count", N_("Count"), KAM_FORM_NUMBER },
	[SHARE] = { "share", N_("Share"), KAM_FORM_NUMBER },
	[CUMULATIVE] = { "cumulative", N_("Cumulative"), KAM_FORM_NUMBER },
	[VITAL] = { "vital", N_("Vital few"), KAM_FORM_FIXED },
	/* for people only */
	[BAR] = { "bar", "", KAM_FORM_TEXT },
};
enum { BAR_WIDTH = 25 };

struct counting {
	struct kam_pareto pareto;
	int field;     /* what is counted by */
	int64_t unset; /* those of which it isn't known */
};

static int count_one(void *context, struct kam_record *r, struct kam_err *err)
{
	struct counting *c = context;
	const struct kam_value *v = &r->values[c->field];

	if (r->kind->states[r->status].closed == KAM_GIVEN_UP)
		return 0;
	if (!v->set) {
		c->unset++;
		return 0;
	}
	return kam_pareto_add(
	    &c->pareto, c->field == KAM_ISSUE_ORIGIN ? v->kind->name : v->text,
	    1, err);
}

static void print_share(struct kam_out *out, const char *key, int set,
			int64_t share)
{
	char text[KAM_DECIMAL_TEXT];

	kam_ratio_format(text,
			 kam_decimal_round(share, KAM_DECIMAL_ONE / 1000));
	kam_out_key(out, key);
	cmd_print_share(out, set, share, text);
}

/* As long as it is often, the longest is the first one's. */
static void print_bar(struct kam_out *out, const struct kam_pareto_line *line,
		      int64_t most)
{
	char bar[BAR_WIDTH + 1];
	size_t n =
	    line && most
		? (size_t)((line->count * BAR_WIDTH * 2 + most) / (most * 2))
		: 0;

	memset(bar, line && line->vital ? '#' : '-', sizeof bar);
	bar[n < BAR_WIDTH ? n : BAR_WIDTH] = '\0';
	cmd_print_text(out, "bar", n ? bar : NULL);
}

struct printing {
	struct kam_out *out;
	int people, words; /* words: the values are kam's own */
	int64_t most;
};

static void print_line(const struct printing *p,
		       const struct kam_pareto_line *line, int64_t unset)
{
	struct kam_out *out = p->out;

	kam_out_row(out);
	kam_out_key(out, "value");
	if (!line)
		kam_out_people(out, _("not known"));
	else if (p->words)
		kam_out_people(out, kam_gettext(line->label));
	kam_out_text(out, line ? line->label : NULL);
	cmd_print_integer(out, "count", line ? line->count : unset);
	print_share(out, "share", line != NULL, line ? line->share : 0);
	print_share(out, "cumulative", line != NULL,
		    line ? line->cumulative : 0);
	kam_out_key(out, "vital");
	kam_out_flag(out, line && line->vital);
	if (p->people)
		print_bar(out, line, p->most);
	kam_out_end(out);
}

static int print(struct cmd *c, const struct counting *n, struct kam_err *err)
{
	struct printing p = {
		.people =
		    c->globals.format == KAM_FORMAT_TABLE && !c->globals.fields,
		.words = n->field != KAM_ISSUE_ACCOUNT,
		.most = n->pareto.n ? n->pareto.lines[0].count : 0,
	};
	const size_t columns = p.people ? COLUMNS : BAR;
	struct kam_out_column named[COLUMNS];
	const struct kam_out_column *shown;
	char label[KAM_LABEL_TEXT];
	int rc;

	/* whose values they are */
	memcpy(named, table, sizeof named);
	named[0].label = kam_arena_strdup(
	    &c->arena, kam_column_label(label, &kam_issue_kind, n->field));
	shown = named[0].label ? cmd_translated(c, named, columns) : NULL;
	rc = shown ? cmd_out(c, &p.out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_list(p.out, shown, columns);
	for (size_t i = 0; i < n->pareto.n; i++)
		print_line(&p, &n->pareto.lines[i], 0);
	if (n->unset)
		print_line(&p, NULL, n->unset);
	kam_out_end(p.out);
	if (n->unset && n->field == KAM_ISSUE_CAUSE)
		cmd_tell_below(c, "%s",
			       _("hint: kam issue edit ID --cause WORD says of "
				 "what kind a root cause is"));
	return 0;
}

static int find_field(int *field, const struct cmd *c, const char *by,
		      struct kam_err *err)
{
	static const struct {
		const char *name;
		int field;
	} all[] = {
		{ "cause", KAM_ISSUE_CAUSE },
		{ "severity", KAM_ISSUE_SEVERITY },
		{ "account", KAM_ISSUE_ACCOUNT },
		{ "source", KAM_ISSUE_ORIGIN },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(all[i].name, by)) {
			*field = all[i].field;
			return 0;
		}
	return cmd_usage(c, err,
			 _("--by: cause, severity, account or source, not "
			   "'%.60s'"),
			 by);
}

int cmd_issue_pareto(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_issue_pareto *v = values;
	struct counting n = { .unset = 0 };
	struct kam_query *q = NULL;
	int rc = find_field(&n.field, c, v->by ? v->by : "cause", err);

	c->title = _("issues by how often");
	if (!rc)
		rc = cmd_issue_query(&q, c, err);
	if (!rc)
		rc = kam_query_run(q, count_one, &n, err);
	kam_query_release(q);
	kam_pareto_rank(&n.pareto, KAM_PARETO_PERCENT);
	if (!rc)
		rc = print(c, &n, err);
	kam_pareto_release(&n.pareto);
	return rc;
}
