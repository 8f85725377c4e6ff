/*
 * Of a brief: whom one meets, and what was last said.
 */
#include "areas/brief.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/zone.h>

enum { SQL_WITH, SQL_SAID, SQL_CAME_OF };
static const char *const texts[] = {
	/* $1 contact, $2 now. In this order: few are theirs. */
	[SQL_WITH] = "SELECT t.id, t.\"at\" FROM list_value v "
		     "CROSS JOIN comm t WHERE v.target = $1 "
		     "AND v.kind = 'comm' AND v.field = 'contacts' "
		     "AND t.id = v.record AND t.\"at\" <= $2 "
		     "ORDER BY t.\"at\" DESC, t.id DESC LIMIT 1",
	/* $2 now, here and below: what is planned wasn't said yet */
	[SQL_SAID] = "SELECT id FROM comm WHERE \"account\" = $1 "
		     "AND \"at\" <= $2 ORDER BY \"at\" DESC, id DESC",
	/* what is still to be done of one of the last three */
	[SQL_CAME_OF] =
	    "SELECT id FROM action WHERE \"account\" = $1 "
	    "AND status = 'open' AND \"about_kind\" = 'comm' "
	    "AND \"about\" IN (SELECT id FROM comm WHERE \"account\" = $1 "
	    "AND \"at\" <= $2 "
	    "ORDER BY \"at\" DESC, id DESC LIMIT 3) "
	    "ORDER BY \"due\" NULLS LAST, id",
};
const struct kam_sql kam_brief_people_sql = { texts,
					      sizeof texts / sizeof *texts };

enum { PEOPLE = 6, SAID = 3, CAME_OF = 5 };

int kam_last_talk_with(struct kam_last_talk *out, struct kam *k,
		       int64_t contact, struct kam_err *err)
{
	char now[KAM_INSTANT_TEXT];
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_WITH], err);

	*out = (struct kam_last_talk){ 0 };
	if (rc)
		return rc;
	kam_instant_format(now, kam_now(k));
	kam_stmt_bind_int(s, 1, contact);
	kam_stmt_bind_text(s, 2, now);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *at = kam_stmt_text(s, 1);

		out->comm = kam_stmt_int(s, 0);
		rc = kam_instant_parse(&out->at, at ? at : "", err);
	}
	kam_stmt_finalize(s);
	return rc;
}

struct each {
	struct brief *b;
	brief_read read;
};

static int read_contact(void *context, struct kam_record *r,
			struct kam_err *err)
{
	struct each *each = context;

	return each->read(each->b, r, err);
}

/* Those who were named, else all of the account. */
int kam_brief_each_contact(struct brief *b, brief_read read,
			   struct kam_err *err)
{
	struct each each = { b, read };
	struct kam_query *q = NULL;
	struct kam_record *r;
	int rc = 0;

	for (size_t i = 0; i < b->query->n_with && !rc; i++) {
		rc = kam_record_load(&r, b->view.k, b->view.arena,
				     &kam_contact_kind, b->query->with[i], err);
		if (!rc)
			rc = read(b, r, err);
	}
	if (rc || b->query->n_with)
		return rc;
	rc = kam_query_open(&q, b->view.k, &kam_contact_kind, err);
	if (!rc)
		rc = kam_query_account(q, b->view.account, err);
	if (!rc)
		rc = kam_query_sort(q, "-influence,name", err);
	if (!rc)
		rc = kam_query_run(q, read_contact, &each, err);
	kam_query_release(q);
	return rc;
}

static const struct brief_column people[] = {
	{ "id", &kam_contact_kind, "", KAM_FORM_FIXED },
	{ "name", &kam_contact_kind, NULL, KAM_FORM_TEXT },
	{ "title", &kam_contact_kind, NULL, KAM_FORM_TEXT, 0, 1 },
	{ "role", NULL, N_("Role"), KAM_FORM_TEXT },
	{ "influence", &kam_contact_kind, NULL, KAM_FORM_NUMBER },
	{ "attitude", &kam_contact_kind, NULL, KAM_FORM_FIXED },
	{ "preferred_channel", &kam_contact_kind, N_("Channel"), KAM_FORM_FIXED,
	  0, 2 },
	{ "language", &kam_contact_kind, "", KAM_FORM_FIXED },
	{ "last", NULL, N_("Last spoken"), KAM_FORM_FIXED },
	{ "last_comm", NULL, "", KAM_FORM_FIXED },
	{ NULL },
};

/* How they like to be spoken with: "mail, de", one column for people. */
static void add_reach(struct brief *b, const struct kam_record *r)
{
	const struct kam_value *by = &r->values[KAM_CONTACT_PREFERRED_CHANNEL];
	const struct kam_value *in = &r->values[KAM_CONTACT_LANGUAGE];
	struct kam_str shown = KAM_STR_INIT;

	if (by->set)
		kam_str_add(&shown, kam_gettext_in("channel", by->text));
	if (in->set)
		kam_str_printf(&shown, "%s%s", shown.length ? _(", ") : "",
			       in->text);
	kam_document_text(b->view.doc, by->set ? by->text : NULL,
			  shown.length ? shown.data : NULL);
	kam_document_text(b->view.doc, in->set ? in->text : NULL, NULL);
	b->view.doc->failed |= shown.failed;
	kam_str_release(&shown);
}

static int add_person(struct brief *b, struct kam_record *r,
		      struct kam_err *err)
{
	static const int before[] = { KAM_COLUMN_ID, KAM_CONTACT_NAME,
				      KAM_CONTACT_TITLE };
	static const int after[] = { KAM_CONTACT_INFLUENCE,
				     KAM_CONTACT_ATTITUDE };
	struct kam_last_talk last;
	int rc = 0;

	if (!kam_brief_row(b))
		return 0;
	for (size_t i = 0; i < 3 && !rc; i++)
		rc = kam_brief_value(b, r, before[i], err);
	kam_document_text(b->view.doc, kam_contact_role(r, b->view.account),
			  NULL);
	for (size_t i = 0; i < 2 && !rc; i++)
		rc = kam_brief_value(b, r, after[i], err);
	add_reach(b, r);
	if (!rc)
		rc = kam_last_talk_with(&last, b->view.k, r->id, err);
	if (rc)
		return rc;
	if (last.comm) {
		kam_brief_day(b, last.at);
		kam_brief_id(b, &kam_comm_kind, last.comm);
	} else {
		kam_document_null(b->view.doc);
		kam_document_null(b->view.doc);
	}
	return 0;
}

int kam_brief_people(struct brief *b, struct kam_err *err)
{
	int rc;

	kam_brief_section(b, "people", N_("Whom you meet"));
	kam_brief_table(b, "people", NULL, people,
			b->query->n_with ? b->query->n_with : PEOPLE);
	rc = kam_brief_each_contact(b, add_person, err);
	kam_brief_more(b, "kam contact list");
	if (!rc && !b->rows)
		kam_brief_say(b, _("no contact is known"));
	kam_brief_end(b);
	return rc;
}

static const struct brief_column said[] = {
	{ "id", &kam_comm_kind, "", KAM_FORM_FIXED },
	{ "at", &kam_comm_kind, N_("When"), KAM_FORM_FIXED },
	{ "channel", &kam_comm_kind, NULL, KAM_FORM_FIXED, 0, 1 },
	{ "contacts", &kam_comm_kind, N_("With"), KAM_FORM_TEXT },
	{ "summary", &kam_comm_kind, NULL, KAM_FORM_TEXT },
	{ "outcome", &kam_comm_kind, NULL, KAM_FORM_TEXT },
	{ NULL },
};

/* "2026-11-18, visit, Ben: walked the hall → the plan holds" */
static void tell_said(struct brief *b, const struct kam_record *r, int64_t at)
{
	const struct kam_value *v = r->values, *with = &v[KAM_COMM_CONTACTS];
	struct kam_str line = KAM_STR_INIT;
	char day[KAM_DATE_TEXT];

	kam_date_format(day, kam_zone_day(kam_zone_of(b->view.k), at));
	kam_str_printf(&line, "%s %s", day,
		       kam_gettext_in("channel", v[KAM_COMM_CHANNEL].text));
	for (size_t i = 0; i < with->n_refs; i++)
		kam_str_printf(&line, "%s%s", _(", "),
			       with->refs[i].title ? with->refs[i].title
						   : with->refs[i].key);
	kam_str_printf(&line, "%s%s", _(": "), v[KAM_COMM_SUMMARY].text);
	if (v[KAM_COMM_OUTCOME].set)
		kam_str_printf(&line, " → %s", v[KAM_COMM_OUTCOME].text);
	kam_str_printf(&line, " (COM-%lld)", (long long)r->id);
	kam_document_line(b->view.doc, line.data);
	b->view.doc->failed |= line.failed;
	kam_str_release(&line);
}

static int add_said(struct brief *b, struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *v = r ? r->values : NULL;
	int64_t at;
	int rc;

	if (!kam_brief_row(b))
		return 0;
	rc = kam_instant_parse(&at, v[KAM_COMM_AT].text, err);
	kam_brief_id(b, r->kind, r->id);
	kam_brief_day(b, rc ? 0 : at);
	if (!rc)
		rc = kam_brief_value(b, r, KAM_COMM_CHANNEL, err);
	kam_brief_names(b, &v[KAM_COMM_CONTACTS]);
	if (!rc)
		rc = kam_brief_value(b, r, KAM_COMM_SUMMARY, err);
	if (!rc)
		rc = kam_brief_value(b, r, KAM_COMM_OUTCOME, err);
	if (!rc)
		tell_said(b, r, at);
	return rc;
}

static const struct brief_column came_of[] = {
	{ "id", &kam_action_kind, NULL, KAM_FORM_FIXED },
	{ "title", &kam_action_kind, NULL, KAM_FORM_TEXT },
	{ "owner", &kam_action_kind, NULL, KAM_FORM_FIXED },
	{ "due", &kam_action_kind, NULL, KAM_FORM_FIXED },
	{ "about", &kam_action_kind, "", KAM_FORM_FIXED },
	{ NULL },
};

static int add_action(struct brief *b, struct kam_record *r,
		      struct kam_err *err)
{
	static const int fields[] = { KAM_COLUMN_ID, KAM_ACTION_TITLE,
				      KAM_ACTION_OWNER, KAM_ACTION_DUE,
				      KAM_ACTION_ABOUT };
	int rc = 0;

	if (!kam_brief_row(b))
		return 0;
	for (size_t i = 0; i < 5 && !rc; i++)
		rc = kam_brief_value(b, r, fields[i], err);
	return rc;
}

int kam_brief_said(struct brief *b, struct kam_err *err)
{
	int rc;

	kam_brief_section(b, "said", N_("What was last said"));
	kam_brief_table(b, "said", NULL, said, SAID);
	rc =
	    kam_brief_by_now(b, texts[SQL_SAID], &kam_comm_kind, add_said, err);
	if (!rc && !b->rows)
		kam_brief_say(b, _("no conversation is recorded"));
	kam_brief_more(b, "kam comm list --sort -at");
	kam_brief_table(b, "actions", N_("Still to be done of it"), came_of,
			CAME_OF);
	if (!rc)
		rc = kam_brief_by_now(b, texts[SQL_CAME_OF], &kam_action_kind,
				      add_action, err);
	kam_brief_more(b, "kam comm actions");
	kam_brief_end(b);
	return rc;
}
