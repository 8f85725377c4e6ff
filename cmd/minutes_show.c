/*
 * Minutes as the customer may have them: who, when, what was said and decided,
 * who does what by when; nothing of what is internal.
 */
#include "comm.h"

#include <kam/areas.h>
#include <kam/document.h>
#include <kam/duration.h>
#include <kam/minutes_take.h>
#include <kam/record_io.h>
#include <string.h>

struct showing {
	struct cmd *c;
	const struct kam_record *comm;
	struct kam_minutes_result came; /* of it */
	const char *prose;
};

/* Whether a line that the customer may read became it. */
static int is_shown(const struct kam_minutes *minutes,
		    const struct kam_minutes_record *r)
{
	char name[KAM_ID_TEXT];

	kam_id_format(name, r->kind, r->id);
	for (size_t i = 0; i < minutes->n; i++)
		if (!minutes->lines[i].internal && minutes->lines[i].mark &&
		    !strcmp(minutes->lines[i].mark, name))
			return 1;
	return 0;
}

static void keep_shown(struct kam_minutes_result *came,
		       const struct kam_minutes *minutes)
{
	size_t kept = 0;

	for (size_t i = 0; i < came->n; i++)
		if (is_shown(minutes, &came->records[i]))
			came->records[kept++] = came->records[i];
	came->n = kept;
}

static int read_all(struct showing *s, struct kam_err *err)
{
	const struct kam_value *v = &s->comm->values[KAM_COMM_MINUTES];
	struct kam_str prose = KAM_STR_INIT;
	struct kam_minutes minutes;
	int rc = kam_read_begin(s->c->k, err);

	if (rc)
		return rc;
	rc = kam_minutes_records(&s->came, s->c->k, &s->c->arena, s->comm->id,
				 err);
	kam_read_end(s->c->k);
	if (!rc)
		rc = kam_minutes_read(&minutes, &s->c->arena,
				      v->set ? v->text : "", err);
	if (rc)
		return rc;
	keep_shown(&s->came, &minutes);
	kam_minutes_prose(&prose, &minutes);
	rc = kam_str_check(&prose, err);
	s->prose = rc ? NULL : kam_arena_strdup(&s->c->arena, prose.data);
	kam_str_release(&prose);
	return rc || s->prose ? rc : kam_fail_memory(err);
}

static void add_people(struct kam_document *doc, const char *key,
		       const char *label, const struct kam_value *v)
{
	struct kam_str names = KAM_STR_INIT;

	for (size_t i = 0; i < v->n_refs; i++)
		kam_str_printf(&names, "%s%s", i ? _(", ") : "",
			       v->refs[i].title ? v->refs[i].title
						: v->refs[i].key);
	if (names.length) {
		kam_document_fact(doc, key, label);
		kam_document_text(doc, names.data, NULL);
	}
	if (doc)
		doc->failed |= names.failed;
	kam_str_release(&names);
}

static void add_facts(struct kam_document *doc, const struct showing *s)
{
	const struct kam_value *v = s->comm->values;
	char at[KAM_LOCAL_TEXT], duration[KAM_DURATION_TEXT];

	kam_local_time(at, s->c->k, v[KAM_COMM_AT].text);
	kam_document_fact(doc, "at", _("When"));
	kam_document_text(doc, v[KAM_COMM_AT].text, at);
	kam_document_fact(doc, "channel", _("Channel"));
	kam_document_text(doc, v[KAM_COMM_CHANNEL].text,
			  _(v[KAM_COMM_CHANNEL].text));
	if (v[KAM_COMM_DURATION].set) {
		kam_duration_format(duration, v[KAM_COMM_DURATION].integer,
				    KAM_CALENDAR_TIME);
		kam_document_fact(doc, "duration", _("Duration"));
		kam_document_text(doc, duration, NULL);
	}
	add_people(doc, "contacts", s->comm->values[KAM_COMM_ACCOUNT].extra,
		   &v[KAM_COMM_CONTACTS]);
	add_people(doc, "members", _("For us"), &v[KAM_COMM_MEMBERS]);
}

static int has(const struct showing *s, const struct kam_kind *kind)
{
	for (size_t i = 0; i < s->came.n; i++)
		if (kam_kind_is(s->came.records[i].kind, kind))
			return 1;
	return 0;
}

static void add_decisions(struct kam_document *doc, const struct showing *s)
{
	const struct kam_out_column columns[] = {
		{ "id", _("ID"), KAM_FORM_FIXED },
		{ "decision", _("Decision"), KAM_FORM_TEXT },
	};
	char id[KAM_ID_TEXT];

	if (!has(s, &kam_decision_kind))
		return;
	kam_document_section(doc, "decisions", "Decisions", _("Decisions"), 1);
	kam_document_table(doc, "decisions", NULL, columns, 2, 0);
	for (size_t i = 0; i < s->came.n; i++) {
		const struct kam_minutes_record *r = &s->came.records[i];

		if (!kam_kind_is(r->kind, &kam_decision_kind))
			continue;
		kam_id_format(id, r->kind, r->id);
		kam_document_row(doc);
		kam_document_text(doc, id, NULL);
		kam_document_text(doc, r->text, NULL);
	}
}

static void add_actions(struct kam_document *doc, const struct showing *s)
{
	const struct kam_out_column columns[] = {
		{ "id", _("ID"), KAM_FORM_FIXED },
		{ "action", _("Action"), KAM_FORM_TEXT },
		{ "owner", _("Owner"), KAM_FORM_TEXT },
		{ "due", _("Due"), KAM_FORM_FIXED },
		{ "status", _("Status"), KAM_FORM_FIXED },
	};
	char id[KAM_ID_TEXT];

	if (!has(s, &kam_action_kind))
		return;
	kam_document_section(doc, "actions", "Actions", _("Actions"), 1);
	kam_document_table(doc, "actions", NULL, columns, 5, 0);
	for (size_t i = 0; i < s->came.n; i++) {
		const struct kam_minutes_record *r = &s->came.records[i];

		if (!kam_kind_is(r->kind, &kam_action_kind))
			continue;
		kam_id_format(id, r->kind, r->id);
		kam_document_row(doc);
		kam_document_text(doc, id, NULL);
		kam_document_text(doc, r->text, NULL);
		kam_document_text(doc, r->owner, r->owner_name);
		kam_document_text(doc, r->due, NULL);
		kam_document_text(doc, r->status, _(r->status));
	}
}

static int show_document(struct showing *s, struct kam_err *err)
{
	struct cmd *c = s->c;
	struct kam_document *doc =
	    kam_document_new(&c->arena, s->comm->values[KAM_COMM_SUMMARY].text);
	struct kam_out *out;
	int rc;

	c->title = s->comm->values[KAM_COMM_SUMMARY].text;
	add_facts(doc, s);
	if (*s->prose) {
		kam_document_section(doc, "minutes", "Minutes", _("Minutes"),
				     1);
		kam_document_prose(doc, s->prose);
	}
	add_decisions(doc, s);
	add_actions(doc, s);
	rc = kam_document_check(doc, err);
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (!rc)
		kam_out_document(out, doc);
	return rc;
}

static void print_refs(struct kam_out *out, const char *key,
		       const struct kam_value *v)
{
	kam_out_key(out, key);
	kam_out_array(out);
	for (size_t i = 0; i < v->n_refs; i++)
		kam_out_text(out, v->refs[i].title ? v->refs[i].title
						   : v->refs[i].key);
	kam_out_end(out);
}

static void print_came(struct kam_out *out, const char *key,
		       const struct showing *s, const struct kam_kind *kind)
{
	char id[KAM_ID_TEXT];

	kam_out_key(out, key);
	kam_out_array(out);
	for (size_t i = 0; i < s->came.n; i++) {
		const struct kam_minutes_record *r = &s->came.records[i];

		if (!kam_kind_is(r->kind, kind))
			continue;
		kam_id_format(id, r->kind, r->id);
		kam_out_map(out);
		cmd_print_text(out, "id", id);
		cmd_print_text(out, "text", r->text);
		if (kam_kind_is(kind, &kam_action_kind)) {
			cmd_print_text(out, "owner", r->owner_name);
			cmd_print_text(out, "due", r->due);
			cmd_print_text(out, "status", r->status);
		}
		kam_out_end(out);
	}
	kam_out_end(out);
}

static int show_record(struct showing *s, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "id", N_("ID"), KAM_FORM_FIXED },
		{ "summary", N_("Summary"), KAM_FORM_TEXT },
		{ "at", N_("When"), KAM_FORM_FIXED },
		{ "channel", N_("Channel"), KAM_FORM_FIXED },
		{ "contacts", N_("Contacts"), KAM_FORM_TEXT },
		{ "members", N_("Members"), KAM_FORM_TEXT },
		{ "text", N_("Minutes"), KAM_FORM_PROSE },
		{ "decisions", N_("Decisions"), KAM_FORM_TEXT },
		{ "actions", N_("Actions"), KAM_FORM_TEXT },
	};
	enum { COLUMNS = sizeof table / sizeof *table };
	const struct kam_out_column *columns =
	    cmd_translated(s->c, table, COLUMNS);
	const struct kam_value *v = s->comm->values;
	char id[KAM_ID_TEXT];
	struct kam_out *out;
	int rc = columns ? cmd_out(s->c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_id_format(id, s->comm->kind, s->comm->id);
	kam_out_record(out, columns, COLUMNS);
	cmd_print_text(out, "id", id);
	cmd_print_text(out, "summary", v[KAM_COMM_SUMMARY].text);
	cmd_print_text(out, "at", v[KAM_COMM_AT].text);
	cmd_print_text(out, "channel", v[KAM_COMM_CHANNEL].text);
	print_refs(out, "contacts", &v[KAM_COMM_CONTACTS]);
	print_refs(out, "members", &v[KAM_COMM_MEMBERS]);
	cmd_print_text(out, "text", *s->prose ? s->prose : NULL);
	print_came(out, "decisions", s, &kam_decision_kind);
	print_came(out, "actions", s, &kam_action_kind);
	kam_out_end(out);
	return 0;
}

int cmd_minutes_show(struct cmd *c, const struct kam_record *comm,
		     struct kam_err *err)
{
	struct showing s = { .c = c, .comm = comm };
	int rc = read_all(&s, err);

	if (rc)
		return rc;
	switch (c->globals.format) {
	case KAM_FORMAT_TABLE:
	case KAM_FORMAT_MD:
	case KAM_FORMAT_HTML:
		return show_document(&s, err);
	default:
		return show_record(&s, err);
	}
}
