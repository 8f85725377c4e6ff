/*
 * Of a brief: what we owe them, late or soon.
 */
#include "areas/brief.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/promise.h>
#include <string.h>

enum { LATE = 6, SOON_DAYS = 14, NEXT = 8 };

static const struct brief_column owed[] = {
	{ "id", NULL, N_("ID"), KAM_FORM_FIXED, 1 },
	{ "what", NULL, N_("What"), KAM_FORM_TEXT, 1 },
	{ "promise", NULL, "", KAM_FORM_FIXED, 1 },
	{ "project", NULL, "", KAM_FORM_FIXED, 1 },
	{ "owner", NULL, N_("Owner"), KAM_FORM_FIXED, 1 },
	{ "due", NULL, N_("Due"), KAM_FORM_FIXED, 1 },
	{ "days_late", NULL, N_("Days late"), KAM_FORM_NUMBER },
	{ NULL },
};

/* Its own value of a field that the customer may see, else NULL. */
static const struct kam_value *find_seen(const struct kam_record *r,
					 const char *field)
{
	int at = kam_field_find(r->kind, field);

	return at != KAM_NO_FIELD && r->kind->fields[at].flags & KAM_CUSTOMER &&
		       r->values[at].set
		   ? &r->values[at]
		   : NULL;
}

/* For the customer: its own owner by name, nobody else's. */
static void add_seen(struct brief *b, const struct kam_promise *p,
		     const struct kam_record *r)
{
	const struct kam_value *owner = find_seen(r, "owner");

	kam_document_text(b->view.doc,
			  find_seen(r, "project") ? p->project : NULL, NULL);
	if (owner)
		kam_document_text(b->view.doc, owner->text, owner->extra);
	else
		kam_document_null(b->view.doc);
}

/* r: for the customer, whose record it is; or NULL */
static void add_owed(struct brief *b, const struct kam_promise *p,
		     const struct kam_record *r)
{
	struct kam_document *doc = b->view.doc;
	char due[KAM_DATE_TEXT];

	kam_date_format(due, p->due.day);
	kam_brief_id(b, p->kind, p->id);
	kam_document_text(doc, p->what, NULL);
	kam_document_text(doc, p->promise, NULL);
	if (r) {
		add_seen(b, p, r);
	} else {
		kam_document_text(doc, p->project, NULL);
		kam_document_text(doc, p->owner, NULL);
	}
	kam_document_text(doc, due, NULL);
	kam_document_integer(doc, p->days_late);
	kam_document_style(doc, p->days_late > 0    ? KAM_STYLE_BAD
				: p->days_late == 0 ? KAM_STYLE_WARN
						    : KAM_STYLE_PLAIN);
}

/* What is promised to them for a day that is past or soon comes. */
static int find_owed(struct kam_promise_list *list,
		     struct kam_promise_query *query, struct brief *b,
		     struct kam_err *err)
{
	const int32_t until = kam_today(b->view.k) + SOON_DAYS;
	size_t n = 0;
	int rc;

	*query = (struct kam_promise_query){ .account = b->view.account };
	*list =
	    (struct kam_promise_list){ .arena = b->view.arena, .query = query };
	rc = kam_promise_find(list, b->view.k, err);
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].due.set && list->items[i].due.day <= until)
			list->items[n++] = list->items[i];
	list->n = n;
	return rc;
}

int kam_brief_late(struct brief *b, struct kam_err *err)
{
	struct kam_promise_query query;
	struct kam_promise_list list;
	char line[48];
	int rc = find_owed(&list, &query, b, err);

	kam_brief_section(b, "late", N_("Promised: late, or due in two weeks"));
	kam_brief_table(b, "late", NULL, owed, LATE);
	for (size_t i = 0; i < list.n && !rc; i++)
		if (kam_brief_row(b))
			add_owed(b, &list.items[i], NULL);
	(void)snprintf(line, sizeof line, "kam promise list due.by=+%dd",
		       SOON_DAYS);
	kam_brief_more(b, line);
	if (!rc && !b->rows)
		kam_brief_say(b, _("nothing is late or due in two weeks"));
	kam_brief_end(b);
	kam_promise_release(&list);
	return rc;
}

/* What the customer may see: a delivery is seen in what it is one of. */
static int load_seen(struct kam_record **out, struct brief *b,
		     const struct kam_promise *p, struct kam_err *err)
{
	const struct kam_kind *kind = p->kind;
	int64_t id = p->id;
	int rc = 0;

	if (kam_kind_is(kind, &kam_occurrence_kind) && p->said_in)
		rc = kam_id_parse(&kind, &id, kam_catalogue_of(b->view.k),
				  p->said_in, err);
	return rc ? rc
		  : kam_record_load(out, b->view.k, b->view.arena, kind, id,
				    err);
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

static int add_next(struct brief *b, const struct kam_promise *p,
		    struct kam_err *err)
{
	char due[KAM_DATE_TEXT];
	struct kam_record *r;
	int rc = load_seen(&r, b, p, err);

	kam_date_format(due, p->due.day);
	if (!rc && is_theirs(r, due) && kam_brief_row(b))
		add_owed(b, p, r);
	return rc;
}

int kam_brief_next(struct brief *b, struct kam_err *err)
{
	struct kam_promise_query query;
	struct kam_promise_list list;
	int rc = find_owed(&list, &query, b, err);

	kam_brief_section(b, "next", N_("What comes next"));
	kam_brief_table(b, "next", NULL, owed, NEXT);
	for (size_t i = 0; i < list.n && !rc; i++)
		rc = add_next(b, &list.items[i], err);
	kam_brief_more(b, "");
	kam_brief_end(b);
	kam_promise_release(&list);
	return rc;
}
