/*
 * What the pack of a hand-over says of promises, and of what else is due.
 */
#include "areas/handover.h"

#include <kam/date.h>
#include <kam/due.h>
#include <kam/plan.h>
#include <kam/promise.h>
#include <string.h>

enum { DUE_DAYS = 90 };

static void begin_owed(struct kam_handing *h, const char *name,
		       const char *label, size_t n)
{
	const struct kam_out_column columns[] = {
		{ "id", _("ID"), KAM_FORM_FIXED },
		{ "what", _("What"), KAM_FORM_TEXT },
		{ "owner", _("Owner"), KAM_FORM_TEXT },
		{ "due", _("Due"), KAM_FORM_FIXED },
		{ "days_late", _("Days late"), KAM_FORM_NUMBER },
	};

	kam_document_section(h->out->doc, name, label, _(label), 0);
	if (n)
		kam_document_table(h->out->doc, name, NULL, columns, 5, 0);
	else
		kam_document_remark(h->out->doc, _("none"));
}

static void add_owed(struct kam_handing *h, const struct kam_kind *kind,
		     int64_t record, const char *what, const char *owner,
		     struct kam_day due)
{
	const int64_t late = due.set ? (int64_t)kam_today(h->k) - due.day : 0;
	struct kam_document *doc = h->out->doc;
	char id[KAM_ID_TEXT], day[KAM_DATE_TEXT];

	kam_id_format(id, kind, record);
	kam_document_row(doc);
	kam_document_text(doc, id, NULL);
	kam_document_text(doc, what, kam_handover_title(h, kind, record, what));
	kam_document_text(doc, owner, NULL);
	if (due.set) {
		kam_date_format(day, due.day);
		kam_document_text(doc, day, NULL);
		kam_document_integer(doc, late);
	} else {
		kam_document_null(doc);
		kam_document_null(doc);
	}
	if (late > 0)
		kam_document_style(doc, KAM_STYLE_BAD);
}

static int add_promises(struct kam_handing *h, struct kam_promise_list *list,
			struct kam_err *err)
{
	int rc = kam_promise_find(list, h->k, err);

	begin_owed(h, "promises", N_("Promised"), list->n);
	for (size_t i = 0; i < list->n && !rc; i++) {
		const struct kam_promise *p = &list->items[i];

		add_owed(h, p->kind, p->id, p->what, p->owner, p->due);
	}
	return rc;
}

/* Whether it stands among the promises: a cadence by what it owes next. */
static int is_promised(const struct kam_promise_list *list,
		       const struct kam_due_item *item)
{
	char id[KAM_ID_TEXT];

	kam_id_format(id, item->kind, item->id);
	for (size_t i = 0; i < list->n; i++) {
		const struct kam_promise *p = &list->items[i];

		if ((p->id == item->id && kam_kind_is(p->kind, item->kind)) ||
		    (p->said_in && !strcmp(p->said_in, id)))
			return 1;
	}
	return 0;
}

/* What else is due, whatever kind owes it. */
static int add_due(struct kam_handing *h,
		   const struct kam_promise_list *promised, struct kam_err *err)
{
	const struct kam_due_query query = {
		.until = kam_today(h->k) + DUE_DAYS,
		.account = h->account->id,
	};
	struct kam_due_list list = { .arena = h->arena, .query = &query };
	int rc = kam_due_find(&list, h->k, err);
	size_t n = 0;

	for (size_t i = 0; i < list.n; i++)
		if (!is_promised(promised, &list.items[i]))
			list.items[n++] = list.items[i];
	begin_owed(h, "due", N_("Due within 90 days"), n);
	for (size_t i = 0; i < n && !rc; i++) {
		const struct kam_due_item *item = &list.items[i];

		add_owed(h, item->kind, item->id, item->what, item->owner,
			 (struct kam_day){ 1, item->due });
	}
	kam_due_release(&list);
	return rc;
}

int kam_handover_owed(struct kam_handing *h, struct kam_err *err)
{
	const struct kam_promise_query query = { .account = h->account->id };
	struct kam_promise_list list = { .arena = h->arena, .query = &query };
	int rc = add_promises(h, &list, err);

	if (!rc)
		rc = add_due(h, &list, err);
	kam_promise_release(&list);
	return rc;
}
