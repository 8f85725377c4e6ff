/*
 * feedback draft: a report that is due, from the register.
 */
#include "audience.h"
#include "feedback.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/report_draft.h>
#include <kam/utf8.h>

const struct cmd_option cmd_feedback_draft_options[] = {
	{ "since", 0, CMD_TEXT, N_("DATE"),
	  N_("what came from that day on; else since the last delivery"),
	  CMD_AT(struct cmd_feedback_draft, since) },
	{ "template", 0, CMD_FLAG, NULL,
	  N_("the sections that reports get, to change them"),
	  CMD_AT(struct cmd_feedback_draft, show_template) },
	{ NULL },
};

static int print_template(struct cmd *c, const struct kam_record *cadence,
			  struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "built_in", N_("Built in"), KAM_FORM_FIXED },
		{ "text", N_("Text"), KAM_FORM_PROSE },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 2);
	struct kam_str text = KAM_STR_INIT;
	struct kam_out *out;
	int built_in = 0;
	int rc = columns ? kam_report_template(&text, &built_in, c->k,
					       &c->arena, cadence, err)
			 : kam_fail_memory(err);

	if (!rc && cmd_for_people(c)) {
		kam_utf8_show(&c->text, text.data, KAM_SHOW_TEXT);
	} else if (!rc && !(rc = cmd_out(c, &out, err))) {
		kam_out_record(out, columns, 2);
		kam_out_key(out, "built_in");
		kam_out_flag(out, built_in);
		cmd_print_text(out, "text", text.data);
		kam_out_end(out);
	}
	kam_str_release(&text);
	return rc;
}

static int print_json(struct cmd *c, const struct kam_record *cadence,
		      const struct kam_document *doc, int32_t since,
		      struct kam_err *err)
{
	static const struct kam_out_column columns[] = {
		{ "cadence", "" }, { "title", "" }, { "since", "" },
		{ "until", "" },   { "facts", "" }, { "sections", "" },
	};
	const struct kam_document_fact *fact = doc->facts;
	char id[KAM_ID_TEXT], day[KAM_DATE_TEXT];
	struct kam_out *out;
	int rc = cmd_out(c, &out, err);

	if (rc)
		return rc;
	kam_id_format(id, cadence->kind, cadence->id);
	kam_out_record(out, columns, 6);
	cmd_print_text(out, "cadence", id);
	cmd_print_text(out, "title", doc->title);
	kam_date_format(day, since);
	cmd_print_text(out, "since", day);
	kam_date_format(day, kam_today(c->k));
	cmd_print_text(out, "until", day);
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

static int read_since(int32_t *since, struct cmd *c, const char *text,
		      struct kam_err *err)
{
	int rc;

	*since = 0;
	if (!text)
		return 0;
	rc = kam_date_read(since, text, kam_today(c->k), kam_calendar_of(c->k),
			   err);
	if (!rc && *since > kam_today(c->k))
		rc = kam_fail(err, KAM_EINVALID, _("%.60s is still to come"),
			      text);
	if (rc)
		kam_field(err, "since");
	return rc;
}

static int print(struct cmd *c, const struct kam_record *cadence,
		 const char *from, struct kam_err *err)
{
	struct kam_report_query query = { .cadence = cadence,
					  .final = c->audience->customer };
	struct kam_document *doc;
	struct kam_out *out;
	int32_t since;
	int rc = read_since(&query.since, c, from, err);

	if (!rc)
		rc = kam_report_draft(&doc, &since, c->k, &c->arena, &query,
				      err);
	if (rc)
		return rc;
	c->title = doc->title;
	if (c->globals.format == KAM_FORMAT_JSON ||
	    c->globals.format == KAM_FORMAT_JSONL)
		return print_json(c, cadence, doc, since, err);
	rc = cmd_out(c, &out, err);
	if (!rc)
		kam_out_document(out, doc);
	return rc;
}

int cmd_feedback_draft(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_feedback_draft *v = values;
	struct kam_record *cadence = NULL;
	int rc = 0;

	if (!c->n_words && !v->show_template)
		return cmd_usage(c, err, "%s", _("of which cadence?"));
	if (c->n_words)
		rc = cmd_load(&cadence, c, &kam_cadence_kind, c->words[0], err);
	if (!rc && cadence && !cmd_audience_sees(c, cadence))
		rc = kam_fail(err, KAM_EREFUSED,
			      _("'%s' is not for that customer"), c->words[0]);
	if (rc)
		return rc;
	return v->show_template ? print_template(c, cadence, err)
				: print(c, cadence, v->since, err);
}
