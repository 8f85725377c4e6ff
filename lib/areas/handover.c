#include "areas/handover.h"

#include <kam/areas.h>
#include <kam/grow.h>
#include <string.h>

static int add(struct kam_handing *h, struct kam_handover_item **items,
	       size_t *n, size_t *room, const struct kam_record *r, int field,
	       struct kam_err *err)
{
	struct kam_handover_item *one;

	if (*n == *room) {
		struct kam_handover_item *grown =
		    kam_grow_in(h->arena, *items, room, *n, sizeof *grown, err);

		if (!grown)
			return err->code;
		*items = grown;
	}
	one = &(*items)[(*n)++];
	one->kind = r->kind;
	one->id = r->id;
	one->field = r->kind->fields[field].name;
	one->title =
	    kam_arena_strdup(h->arena, r->values[r->kind->title].set &&
					       r->values[r->kind->title].text
					   ? r->values[r->kind->title].text
					   : "");
	return one->title ? 0 : kam_fail_memory(err);
}

/* What names the old owner: as its owner, or otherwise. */
static int take(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_handing *h = context;
	struct kam_handover *out = h->out;
	int rc = 0;

	for (int i = 0; i < r->kind->n_fields && !rc; i++) {
		const struct kam_field *f = &r->kind->fields[i];

		if (f->type != KAM_REF || strcmp(f->target, "member") != 0 ||
		    !r->values[i].set || r->values[i].integer != h->from->id)
			continue;
		rc = strcmp(f->name, "owner")
			 ? add(h, &out->others, &out->n_others, &h->others_room,
			       r, i, err)
			 : add(h, &out->items, &out->n, &h->items_room, r, i,
			       err);
	}
	return rc;
}

static int find(struct kam_handing *h, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(h->k);
	int rc = 0;

	for (int i = 0; i < all->n_kinds && !rc && h->from; i++) {
		struct kam_query *q = NULL;

		if (all->kinds[i]->account == KAM_NO_FIELD)
			continue;
		/* what was said or decided stays whose it was */
		if (!all->kinds[i]->n_states &&
		    !kam_kind_is(all->kinds[i], &kam_escalation_kind))
			continue;
		rc = kam_query_open(&q, h->k, all->kinds[i], err);
		if (!rc)
			rc = kam_query_account(q, h->account->id, err);
		if (!rc)
			rc = kam_query_run(q, take, h, err);
		kam_query_release(q);
	}
	return rc;
}

static int reassign(struct kam_handing *h, const struct kam_kind *kind,
		    int64_t id, struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, h->k, h->arena, kind, id, err);

	if (!rc)
		rc = kam_record_load(&after, h->k, h->arena, kind, id, err);
	if (!rc)
		rc = kam_record_set_ref(
		    h->k, after, kam_field_find(kind, "owner"), h->to->id, err);
	return rc ? rc : kam_record_update(h->k, before, after, err);
}

static int write_note(struct kam_handing *h, struct kam_err *err)
{
	char about[KAM_ID_TEXT];
	struct kam_record *note;
	const char *text;
	int rc = kam_record_new(&note, h->arena, &kam_note_kind, err);

	kam_id_format(about, &kam_account_kind, h->account->id);
	text =
	    h->from
		? kam_arena_printf(
		      h->arena,
		      _("Handed over from %s to %s; records reassigned: %zu"),
		      h->from->values[KAM_MEMBER_NAME].text,
		      h->to->values[KAM_MEMBER_NAME].text, h->out->n)
		: kam_arena_printf(h->arena, _("Handed over to %s"),
				   h->to->values[KAM_MEMBER_NAME].text);
	if (!rc && !text)
		rc = kam_fail_memory(err);
	if (!rc)
		rc = kam_record_set(h->k, note, KAM_NOTE_ABOUT, about, err);
	if (!rc)
		rc = kam_record_set(h->k, note, KAM_NOTE_TEXT, text, err);
	if (!rc)
		rc = kam_record_insert(h->k, note, err);
	h->out->note = rc ? 0 : note->id;
	return rc;
}

static int check(const struct kam_handing *h, struct kam_err *err)
{
	const char *to = h->to->values[KAM_MEMBER_KEY].text;

	if (h->from && h->from->id == h->to->id)
		return kam_fail(err, KAM_EINVALID,
				_("%s looks after it already"), to);
	if (!h->to->kind->states[h->to->status].closed)
		return 0;
	kam_fail(err, KAM_EREFUSED, _("%s has left"), to);
	kam_hint(err, "kam member return %s", to);
	return err->code;
}

static int load(struct kam_handing *h, int64_t account, int64_t to,
		struct kam_err *err)
{
	const struct kam_value *owner;
	int rc = kam_record_load(&h->account, h->k, h->arena, &kam_account_kind,
				 account, err);

	if (!rc)
		rc = kam_record_load(&h->to, h->k, h->arena, &kam_member_kind,
				     to, err);
	if (rc)
		return rc;
	owner = &h->account->values[KAM_ACCOUNT_OWNER];
	if (owner->set)
		rc = kam_record_load(&h->from, h->k, h->arena, &kam_member_kind,
				     owner->integer, err);
	return rc ? rc : check(h, err);
}

int kam_handover(struct kam_handover *out, struct kam *k,
		 struct kam_arena *arena, int64_t account, int64_t to,
		 struct kam_err *err)
{
	struct kam_handing h = { .k = k, .arena = arena, .out = out };
	int rc;

	memset(out, 0, sizeof *out);
	rc = load(&h, account, to, err);
	if (rc)
		return rc;
	out->account = h.account->values[KAM_ACCOUNT_KEY].text;
	out->from = h.from ? h.from->values[KAM_MEMBER_KEY].text : NULL;
	out->to = h.to->values[KAM_MEMBER_KEY].text;
	rc = add(&h, &out->items, &out->n, &h.items_room, h.account,
		 KAM_ACCOUNT_OWNER, err);
	if (!rc)
		rc = find(&h, err);
	if (!rc)
		rc = kam_handover_document(&h, err);
	for (size_t i = 0; i < out->n && !rc; i++)
		rc = reassign(&h, out->items[i].kind, out->items[i].id, err);
	return rc ? rc : write_note(&h, err);
}
