/*
 * Of a brief: what we owe them, late or soon.
 */
#include "areas/brief.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/due.h>
#include <string.h>

enum { LATE = 6, SOON_DAYS = 14, NEXT = 8 };

static const struct brief_column owed[] = {
	{ "id", NULL, N_("ID"), KAM_FORM_FIXED, 1 },
	{ "what", NULL, N_("What"), KAM_FORM_TEXT, 1 },
	{ "kind", NULL, "", KAM_FORM_FIXED, 1 },
	{ "project", NULL, "", KAM_FORM_FIXED, 1 },
	{ "owner", NULL, N_("Owner"), KAM_FORM_FIXED, 1 },
	{ "due", NULL, N_("Due"), KAM_FORM_FIXED, 1 },
	{ "days_late", NULL, N_("Days late"), KAM_FORM_NUMBER },
	{ NULL },
};

/* Its own owner by name, where the customer may know; nobody else's. */
static void add_owner(struct brief *b, const struct kam_record *r)
{
	int at = kam_field_find(r->kind, "owner");

	if (at != KAM_NO_FIELD && r->kind->fields[at].flags & KAM_CUSTOMER &&
	    r->values[at].set)
		kam_document_text(b->view.doc, r->values[at].text,
				  r->values[at].extra);
	else
		kam_document_null(b->view.doc);
}

/* r: for the customer, whose record it is; or NULL */
static void add_owed(struct brief *b, const struct kam_due_item *item,
		     const char *due, const struct kam_record *r)
{
	struct kam_document *doc = b->view.doc;

	kam_brief_id(b, item->kind, item->id);
	kam_document_text(doc, item->what, NULL);
	kam_document_text(doc, item->kind->name, NULL);
	kam_document_text(doc, item->project, NULL);
	if (r)
		add_owner(b, r);
	else
		kam_document_text(doc, item->owner, NULL);
	kam_document_text(doc, due, NULL);
	kam_document_integer(doc, item->days_late);
	kam_document_style(doc, item->days_late > 0    ? KAM_STYLE_BAD
				: item->days_late == 0 ? KAM_STYLE_WARN
						       : KAM_STYLE_PLAIN);
}

/* What we owe them by a day: what was promised, and what has a due day. The
   one place that a ledger of promises would take. */
static int find_owed(struct kam_due_list *list, struct kam_due_query *query,
		     struct brief *b, struct kam_err *err)
{
	*query = (struct kam_due_query){
		.kinds = KAM_DUE_ALL,
		.until = kam_today(b->view.k) + SOON_DAYS,
		.account = b->view.account,
	};
	*list = (struct kam_due_list){ .arena = b->view.arena, .query = query };
	return kam_due_find(list, b->view.k, err);
}

int kam_brief_late(struct brief *b, struct kam_err *err)
{
	struct kam_due_query query;
	struct kam_due_list list;
	char line[32], due[KAM_DATE_TEXT];
	int rc = find_owed(&list, &query, b, err);

	kam_brief_section(b, "late", N_("Promised: late, or due in two weeks"));
	kam_brief_table(b, "late", NULL, owed, LATE);
	for (size_t i = 0; i < list.n && !rc; i++) {
		kam_date_format(due, list.items[i].due);
		if (kam_brief_row(b))
			add_owed(b, &list.items[i], due, NULL);
	}
	(void)snprintf(line, sizeof line, "kam due --within %dd", SOON_DAYS);
	kam_brief_more(b, line);
	if (!rc && !b->rows)
		kam_brief_say(b, _("nothing is late or due in two weeks"));
	kam_brief_end(b);
	kam_due_release(&list);
	return rc;
}

/* A field of the record that is the day it is due on: 1 where the customer may
   see one, 0 where only we may, -1 where it comes of another record. */
static int sees_day(const struct kam_record *r, const char *due)
{
	int sees = -1;

	for (int i = 0; i < r->kind->n_fields; i++) {
		const struct kam_field *f = &r->kind->fields[i];

		if (f->type == KAM_DATE && r->values[i].set &&
		    !strcmp(r->values[i].text, due)) {
			if (f->flags & KAM_CUSTOMER)
				return 1;
			sees = 0;
		}
	}
	return sees;
}

/* Whether the customer may know of it, by the catalogue's marks. */
static int is_theirs(const struct kam_record *r, const char *due)
{
	const struct kam_kind *kind = r->kind;

	return kind->fields[kind->title].flags & KAM_CUSTOMER &&
	       !(kind->hooks.internal && kind->hooks.internal(r)) &&
	       sees_day(r, due);
}

static int add_next(struct brief *b, const struct kam_due_item *item,
		    struct kam_err *err)
{
	char due[KAM_DATE_TEXT];
	struct kam_record *r;
	int rc = kam_record_load(&r, b->view.k, b->view.arena, item->kind,
				 item->id, err);

	kam_date_format(due, item->due);
	if (!rc && is_theirs(r, due) && kam_brief_row(b))
		add_owed(b, item, due, r);
	return rc;
}

int kam_brief_next(struct brief *b, struct kam_err *err)
{
	struct kam_due_query query;
	struct kam_due_list list;
	int rc = find_owed(&list, &query, b, err);

	kam_brief_section(b, "next", N_("What comes next"));
	kam_brief_table(b, "next", NULL, owed, NEXT);
	for (size_t i = 0; i < list.n && !rc; i++)
		rc = add_next(b, &list.items[i], err);
	kam_brief_more(b, "");
	kam_brief_end(b);
	kam_due_release(&list);
	return rc;
}
