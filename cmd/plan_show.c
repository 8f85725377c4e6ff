/*
 * plan show: the document, in a format for people, or the record with its
 * sections; plan figures.
 */
#include "plan.h"

#include "audience.h"

#include <kam/areas.h>
#include <kam/record_io.h>
#include <string.h>

const struct cmd_option cmd_plan_show_options[] = {
	{ "number", 0, CMD_INTEGER, N_("N"),
	  N_("as version N was, in place of now"),
	  CMD_AT(struct cmd_plan_show, number) },
	{ NULL },
};

static int make(struct kam_document **doc, struct cmd *c,
		const struct kam_record *plan, const struct cmd_plan_show *v,
		int customer, struct kam_err *err)
{
	return v->number.set
		   ? kam_plan_version_document(doc, c->k, &c->arena, plan,
					       v->number.value, customer, err)
		   : kam_plan_document(doc, c->k, &c->arena, plan, customer,
				       err);
}

/* The record, and behind it the document's sections. */
static int print_json(struct cmd *c, const struct kam_record *plan,
		      const struct kam_document *doc, struct kam_err *err)
{
	struct kam_out_column *columns, *more;
	int picked[KAM_COLUMNS], n;
	struct kam_out *out;
	int rc = cmd_columns(c, c->kind, 1, picked, &n, err);

	if (!rc)
		rc = kam_record_columns(&columns, &c->arena, c->kind, picked, n,
					err);
	if (rc)
		return rc;
	more = kam_arena_array(&c->arena, (size_t)n + 1, sizeof *more);
	if (!more)
		return kam_fail_memory(err);
	memcpy(more, columns, (size_t)n * sizeof *more);
	more[n] = (struct kam_out_column){ "sections", "", KAM_FORM_TEXT };
	rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	kam_out_record(out, more, (size_t)n + 1);
	rc = kam_record_print(out, c->k, plan, picked, n, err);
	kam_out_key(out, "sections");
	kam_out_sections(out, doc);
	kam_out_end(out);
	return rc;
}

/* What a version said, without the record as it is now. */
static int print_kept(struct cmd *c, const struct kam_record *plan,
		      const struct kam_document *doc, int64_t number,
		      struct kam_err *err)
{
	static const struct kam_out_column columns[] = {
		{ "plan", "" },  { "number", "" },   { "title", "" },
		{ "facts", "" }, { "sections", "" },
	};
	const struct kam_document_fact *fact = doc->facts;
	struct kam_out *out;
	char id[32];
	int rc = cmd_out(c, &out, err);

	if (rc)
		return rc;
	(void)snprintf(id, sizeof id, "PLAN-%lld", (long long)plan->id);
	kam_out_record(out, columns, 5);
	cmd_print_text(out, "plan", id);
	cmd_print_integer(out, "number", number);
	cmd_print_text(out, "title", doc->title);
	kam_out_key(out, "facts");
	kam_out_map(out);
	for (; fact; fact = fact->next)
		cmd_print_text(out, fact->key, fact->value.text);
	kam_out_end(out);
	kam_out_key(out, "sections");
	kam_out_sections(out, doc);
	kam_out_end(out);
	return 0;
}

static int show_one(struct cmd *c, const struct cmd_plan_show *v,
		    struct kam_err *err)
{
	struct kam_document *doc;
	struct kam_record *plan;
	struct kam_out *out;
	int rc = cmd_plan_load(&plan, c, c->words[0], err);

	if (!rc && !cmd_audience_sees(c, plan))
		rc = kam_fail(err, KAM_EREFUSED,
			      _("'%s' is not for that customer"), c->words[0]);
	if (!rc)
		rc = make(&doc, c, plan, v, c->audience->customer, err);
	if (rc)
		return rc;
	c->title = kam_plan_heading(c->k, &c->arena, plan, doc->title);
	if (!c->title)
		return kam_fail_memory(err);
	if (c->globals.format == KAM_FORMAT_JSON ||
	    c->globals.format == KAM_FORMAT_JSONL)
		return v->number.set
			   ? print_kept(c, plan, doc, v->number.value, err)
			   : print_json(c, plan, doc, err);
	doc->title = c->title;
	rc = cmd_out(c, &out, err);
	if (!rc)
		kam_out_document(out, doc);
	return rc;
}

/* Several, fields of it, and formats of rows are as with every record. */
int cmd_plan_show(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_plan_show *v = values;
	const enum kam_format format = c->globals.format;
	const int document =
	    format == KAM_FORMAT_TABLE || format == KAM_FORMAT_JSON ||
	    format == KAM_FORMAT_JSONL || format == KAM_FORMAT_MD ||
	    format == KAM_FORMAT_HTML;

	if (c->n_words == 1 && document &&
	    (!c->globals.fields || c->audience->customer || v->number.set))
		return show_one(c, v, err);
	if (c->audience->customer || v->number.set)
		return cmd_usage(
		    c, err, "%s",
		    _("--audience and --number are of one plan, as "
		      "table, md, html or json"));
	if (cmd_plan_words(c, c->n_words, err))
		return err->code;
	return cmd_show(c, NULL, err);
}

static void print_figure(struct kam_out *out, const char *key, int has,
			 int64_t value)
{
	kam_out_key(out, key);
	if (has)
		kam_out_decimal(out, value);
	else
		kam_out_null(out);
}

static void print_value(struct kam_out *out, const struct kam_plan_value *v)
{
	static const enum kam_style styles[] = {
		[KAM_FIGURE_UNKNOWN] = KAM_STYLE_DIM,
		[KAM_FIGURE_GOOD] = KAM_STYLE_GOOD,
		[KAM_FIGURE_OFF] = KAM_STYLE_WARN,
		[KAM_FIGURE_BEYOND] = KAM_STYLE_BAD,
	};
	const struct kam_plan_figure *f = v->figure;
	const int at_most = f->good == KAM_AT_MOST;

	kam_out_row(out);
	kam_out_key(out, "figure");
	kam_out_people(out, _(f->label));
	kam_out_text(out, f->name);
	kam_out_key(out, "unit");
	if (*f->unit)
		kam_out_people(out, _(f->unit));
	kam_out_text(out, *f->unit ? f->unit : NULL);
	kam_out_key(out, "good");
	kam_out_people(out, at_most ? "≤" : "≥");
	kam_out_text(out, at_most ? "at_most" : "at_least");
	print_figure(out, "target", v->has_target, v->target);
	print_figure(out, "actual", v->has_actual, v->actual);
	print_figure(out, "limit", v->has_limit, v->limit);
	kam_out_key(out, "state");
	kam_out_style(out, styles[v->state]);
	kam_out_people(out,
		       kam_gettext_in("state", kam_figure_words[v->state]));
	kam_out_text(out, kam_figure_words[v->state]);
	kam_out_end(out);
}

int cmd_plan_figures(struct cmd *c, void *values, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "figure", N_("Figure"), KAM_FORM_TEXT },
		{ "unit", N_("Unit"), KAM_FORM_FIXED },
		{ "good", N_("Good"), KAM_FORM_FIXED },
		{ "target", N_("Planned"), KAM_FORM_NUMBER },
		{ "actual", N_("Actual"), KAM_FORM_NUMBER },
		{ "limit", N_("Limit"), KAM_FORM_NUMBER },
		{ "state", N_("State"), KAM_FORM_FIXED },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 7);
	struct kam_plan_value *v;
	struct kam_record *plan;
	struct kam_out *out;
	size_t n;
	int rc = columns ? cmd_plan_load(&plan, c, c->words[0], err)
			 : kam_fail_memory(err);

	(void)values;
	if (!rc)
		rc = kam_plan_figures(&v, &n, c->k, &c->arena, plan, err);
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	kam_out_list(out, columns, 7);
	for (size_t i = 0; i < n; i++)
		print_value(out, &v[i]);
	kam_out_end(out);
	return 0;
}
