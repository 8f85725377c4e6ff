/*
 * Reports that a cadence promises, drafted from the register.
 */
#include <kam/report_draft.h>

#include "areas/occurrence.h"
#include "areas/plan_view.h"

#include <kam/date.h>
#include <kam/setting.h>
#include <string.h>

static const struct kam_plan_part parts[] = {
	{ "summary", N_("In short"),
	  N_("What they should remember, in three lines."), NULL,
	  KAM_PART_CUSTOMER },
	{ "requirements", N_("What we agreed"),
	  N_("Which requirements were agreed, and what changed since."),
	  "agreed_requirements", KAM_PART_CUSTOMER },
	{ "promises", N_("What we promised"),
	  N_("Why something is late, and when it comes."),
	  "promises_kept,promises_open", KAM_PART_CUSTOMER },
	{ "feedback", N_("What you told us"),
	  N_("What became of it; thank them for it."), "answered_feedback",
	  KAM_PART_CUSTOMER },
	{ "risks", N_("Risks"),
	  N_("What the customer should hear of: in words of your own."),
	  "risks", 0 },
	{ "dates", N_("What comes next"),
	  N_("Which dates they should keep, what we need from them."), "dates",
	  KAM_PART_CUSTOMER },
};
static const struct kam_plan_area report = {
	.name = "report",
	.title = N_("Report"),
	.parts = parts,
	.n_parts = sizeof parts / sizeof *parts,
};

/* A cadence's content is a template where a line of it begins a section. */
static const char *own_template(const struct kam_record *cadence)
{
	const struct kam_value *content =
	    cadence ? &cadence->values[KAM_CADENCE_CONTENT] : NULL;

	if (!content || !content->set)
		return NULL;
	return !strncmp(content->text, "## ", 3) ||
		       strstr(content->text, "\n## ")
		   ? content->text
		   : NULL;
}

static int check_tables(const struct kam_catalogue *catalogue,
			const struct kam_plan_template *t, struct kam_err *err)
{
	for (size_t i = 0; i < t->n; i++) {
		const char *names = t->parts[i].tables;
		char name[64];

		while (names && *names) {
			const struct kam_plan_table *table;
			size_t n = strcspn(names, ", ");

			(void)snprintf(name, sizeof name, "%.*s", (int)n,
				       names);
			names += n + strspn(names + n, ", ");
			table = kam_plan_table_find(catalogue, name);
			if (table && table->of_plan)
				return kam_fail(err, KAM_EINVALID,
						_("the table '%s' is of a "
						  "plan, not of a report"),
						name);
		}
	}
	return 0;
}

static int parse(struct kam_plan_template *t, struct kam *k,
		 struct kam_arena *arena, const char *text, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(k);
	int rc = kam_plan_template_parse(t, arena, all, &report, text, err);

	if (!rc)
		rc = check_tables(all, t, err);
	if (rc == KAM_EINVALID) {
		err->hint[0] = '\0';
		kam_hint(err, "%s",
			 _("'kam feedback draft --template' shows the form"));
	}
	return rc;
}

int kam_report_template_check(struct kam *k, const char *text,
			      struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_plan_template t;
	int rc = parse(&t, k, &scratch, text, err);

	kam_arena_release(&scratch);
	return rc;
}

static int load_template(struct kam_plan_template *t, struct kam *k,
			 struct kam_arena *arena,
			 const struct kam_record *cadence, struct kam_err *err)
{
	const char *text = own_template(cadence), *name = "report.template";
	int rc = 0;

	if (cadence)
		name =
		    kam_arena_printf(arena, "%s.%s", name,
				     cadence->values[KAM_CADENCE_ACCOUNT].text);
	if (!name)
		return kam_fail_memory(err);
	if (!text)
		rc = kam_setting_get(&text, k, arena, name, err);
	if (!rc && *text)
		return parse(t, k, arena, text, err);
	*t = (struct kam_plan_template){ .parts = report.parts,
					 .n = report.n_parts,
					 .built_in = 1 };
	return rc;
}

int kam_report_template(struct kam_str *out, int *built_in, struct kam *k,
			struct kam_arena *arena,
			const struct kam_record *cadence, struct kam_err *err)
{
	struct kam_plan_template t;
	int rc = load_template(&t, k, arena, cadence, err);

	if (rc)
		return rc;
	*built_in = t.built_in;
	kam_plan_template_print(out, &report, &t);
	return kam_str_check(out, err);
}

/* The day from which on it tells. */
static int find_since(int32_t *since, struct kam *k, struct kam_arena *arena,
		      const struct kam_record *cadence, struct kam_err *err)
{
	const struct kam_value *start = &cadence->values[KAM_CADENCE_START];
	const char *last;
	int same, rc;

	if (*since)
		return 0;
	*since = kam_today(k) - 30;
	rc = kam_occurrence_given(&last, &same, k, arena, cadence->id, "", err);
	if (rc || last)
		return rc ? rc : kam_date_parse(since, last, err);
	if (!start->set)
		return 0;
	rc = kam_date_parse(since, start->text, err);
	if (!rc && *since > kam_today(k))
		*since = kam_today(k);
	return rc;
}

static void add_fact(struct kam_document *doc, const char *key,
		     const char *label, const char *text, const char *people)
{
	kam_document_fact(doc, key, label);
	kam_document_text(doc, text, people);
}

static int add_facts(struct kam_document *doc, struct kam *k,
		     struct kam_arena *arena, const struct kam_record *cadence,
		     int32_t since, struct kam_err *err)
{
	const struct kam_value *v = cadence->values;
	char day[KAM_DATE_TEXT];
	const char *due;
	int rc = kam_cadence_owes(&due, k, arena, cadence->id, err);

	if (rc)
		return rc;
	add_fact(doc, "account", _("Account"), v[KAM_CADENCE_ACCOUNT].text,
		 v[KAM_CADENCE_ACCOUNT].extra);
	add_fact(doc, "project", _("Project"), v[KAM_CADENCE_PROJECT].text,
		 v[KAM_CADENCE_PROJECT].extra);
	add_fact(doc, "contact", kam_gettext_label(NC_("mail", "To")),
		 v[KAM_CADENCE_CONTACT].text, v[KAM_CADENCE_CONTACT].extra);
	add_fact(doc, "due", _("Due"), due, NULL);
	kam_date_format(day, since);
	add_fact(doc, "since", _("Since"), day, NULL);
	kam_date_format(day, kam_today(k));
	add_fact(doc, "until", _("Until"), day, NULL);
	return 0;
}

/* What is built in is marked for translation, a firm's own isn't. */
static const char *text_of(const struct kam_plan_template *t, const char *text)
{
	return t->built_in && text ? _(text) : text;
}

static int add_part(struct kam_plan_view *view,
		    const struct kam_plan_template *t,
		    const struct kam_plan_part *part, int final,
		    struct kam_err *err)
{
	struct kam_str remark = KAM_STR_INIT;
	const char *label = part->title ? text_of(t, part->title) : part->name;
	int rc;

	view->customer = (part->flags & KAM_PART_CUSTOMER) != 0;
	kam_document_section(view->doc, part->name, part->title, label,
			     view->customer);
	if (!final && part->guidance) {
		kam_str_printf(&remark, "%s: ", _("to be written"));
		kam_str_add_line(&remark, text_of(t, part->guidance));
	}
	rc = kam_view_tables(view, part->tables, &remark, err);
	if (!rc)
		kam_document_remark(view->doc, remark.data);
	kam_str_release(&remark);
	return rc;
}

/* What was promised to be in it, for whoever writes it. */
static void add_content(struct kam_document *doc,
			const struct kam_record *cadence)
{
	const struct kam_value *content = &cadence->values[KAM_CADENCE_CONTENT];

	if (!content->set || own_template(cadence))
		return;
	kam_document_section(doc, "content", NULL, _("What belongs in it"), 0);
	kam_document_prose(doc, content->text);
}

int kam_report_draft(struct kam_document **out, int32_t *since, struct kam *k,
		     struct kam_arena *arena, const struct kam_report_query *q,
		     struct kam_err *err)
{
	const struct kam_value *v = q->cadence->values;
	struct kam_plan_view view = {
		.k = k,
		.arena = arena,
		.doc = kam_document_new(arena, v[KAM_CADENCE_TITLE].text),
		.account = v[KAM_CADENCE_ACCOUNT].integer,
		.project = v[KAM_CADENCE_PROJECT].integer,
		.cadence = q->cadence->id,
	};
	struct kam_plan_template t;
	int rc = load_template(&t, k, arena, q->cadence, err);

	*out = view.doc;
	*since = q->since;
	if (!rc)
		rc = find_since(since, k, arena, q->cadence, err);
	if (!rc)
		rc = add_facts(view.doc, k, arena, q->cadence, *since, err);
	view.since = *since;
	if (!rc && !q->final)
		add_content(view.doc, q->cadence);
	for (size_t i = 0; i < t.n && !rc; i++)
		if (!q->final || t.parts[i].flags & KAM_PART_CUSTOMER)
			rc = add_part(&view, &t, &t.parts[i], q->final, err);
	return rc ? rc : kam_document_check(view.doc, err);
}
