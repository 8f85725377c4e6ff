#include "exchange/held.h"

#include <kam/date.h>
#include <kam/forget.h>
#include <kam/grow.h>
#include <kam/record_io.h>
#include <inttypes.h>
#include <string.h>

struct reading {
	struct kam_held *person;
	struct kam *k;
	struct kam_arena *arena;
	struct kam_mentions traits;
	int known; /* to the journal */
};

static int not_looked_for(void *context, const char *text, struct kam_err *err)
{
	(void)context;
	(void)text;
	(void)err;
	return 0;
}

static int keep(struct reading *r, const struct kam_record *seen,
		const struct kam_held_entry *entry, struct kam_err *err)
{
	struct kam_held *p = r->person;
	struct kam_held_entry *grown;
	int rc;

	if (p->n == p->room) {
		grown = kam_grow_in(r->arena, p->entries, &p->room, p->n,
				    sizeof *grown, err);
		if (!grown)
			return err->code;
		p->entries = grown;
	}
	p->entries[p->n] = *entry;
	rc = kam_record_load(&p->entries[p->n].record, r->k, r->arena,
			     seen->kind, seen->id, err);
	p->n += !rc;
	return rc;
}

static int keep_alike(struct reading *r, const struct kam_record *record,
		      struct kam_err *err)
{
	struct kam_held *p = r->person;
	const char **grown;

	if (p->n_alike == p->room_alike) {
		grown = kam_grow_in(r->arena, p->alike, &p->room_alike,
				    p->n_alike, sizeof *grown, err);
		if (!grown)
			return err->code;
		p->alike = grown;
	}
	p->alike[p->n_alike] = kam_arena_printf(
	    r->arena, "%s-%" PRId64, record->kind->prefix, record->id);
	return p->alike[p->n_alike++] ? 0 : kam_fail_memory(err);
}

static int look_at(void *context, struct kam_record *record,
		   struct kam_err *err)
{
	struct reading *r = context;
	const struct kam_held *p = r->person;
	struct kam_held_entry entry = { 0 };
	int alike = 0;

	if (kam_kind_is(record->kind, p->kind) && record->id == p->id)
		return 0;
	for (int i = 0; i < record->kind->n_fields; i++) {
		int n = kam_traits_count(&r->traits, record, i, err), own = 0;

		if (n > 0 && record->values[i].text)
			own = kam_traits_own(&r->traits, record->kind, i,
					     record->values[i].text, err);
		if (n < 0 || own < 0)
			return err->code;
		if (own)
			alike = 1;
		else if (n)
			entry.mentions |= UINT64_C(1) << i;
		if (kam_record_refers(record, i, p->kind, p->id))
			entry.refers |= UINT64_C(1) << i;
	}
	if (alike && keep_alike(r, record, err))
		return err->code;
	return entry.mentions || entry.refers ? keep(r, record, &entry, err)
					      : 0;
}

static int read_records(struct reading *r, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(r->k);
	struct kam_query *q;
	int rc = 0;

	for (int i = 0; i < all->n_kinds && !rc; i++) {
		rc = kam_query_open(&q, r->k, all->kinds[i], err);
		if (rc)
			return rc;
		kam_query_closed_too(q);
		rc = kam_query_run(q, look_at, r, err);
		kam_query_release(q);
	}
	return rc;
}

int kam_held_read(struct kam_held *person, struct kam *k,
		  struct kam_arena *arena, const struct kam_kind *kind,
		  int64_t id, struct kam_err *err)
{
	struct reading r = { .person = person, .k = k, .arena = arena };
	int rc;

	memset(person, 0, sizeof *person);
	person->kind = kind;
	person->id = id;
	rc = kam_traits_read(&r.traits, k, kind, id, not_looked_for, NULL, err);
	r.known = !rc;
	if (!rc)
		rc = kam_record_load(&person->record, k, arena, kind, id, err);
	/* removed: the journal has them still, or wouldn't have known them */
	if (rc == KAM_ENOENT && r.known) {
		kam_err_reset(err);
		rc = 0;
	}
	if (!rc)
		rc = read_records(&r, err);
	if (!rc)
		rc = kam_held_mail_read(person, k, arena, &r.traits, err);
	kam_mentions_release(&r.traits);
	return rc;
}

/* Kinds whose records are of somebody: a person, or a customer. */
static int is_particular(const struct kam_kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].flags & KAM_PERSONAL)
			return 1;
	return 0;
}

/* Theirs as a contact's channels are, which can't be without whose they are. */
static int is_theirs(const struct kam_held_entry *entry)
{
	const struct kam_kind *kind = entry->record->kind;

	for (int i = 0; i < kind->n_fields; i++)
		if (entry->refers >> i & 1 && kind->fields[i].type == KAM_REF &&
		    kind->fields[i].flags & KAM_REQUIRED)
			return 1;
	return 0;
}

int kam_held_columns(int columns[KAM_COLUMNS],
		     const struct kam_held_entry *entry)
{
	const struct kam_kind *kind = entry->record->kind;
	int n = 0;

	if (!is_particular(kind) || is_theirs(entry))
		return kam_columns_all(columns, kind);
	columns[n++] = KAM_COLUMN_ID;
	for (int i = 0; i < kind->n_fields; i++)
		if ((entry->refers | entry->mentions) >> i & 1)
			columns[n++] = i;
	columns[n++] = KAM_COLUMN_CREATED;
	columns[n++] = KAM_COLUMN_MODIFIED;
	return n;
}

int kam_held_actor(struct kam_str *out, const char *actor, struct kam_err *err)
{
	size_t n = strcspn(actor, "<");

	while (n && actor[n - 1] == ' ')
		n--;
	kam_str_add_bytes(out, actor, n);
	return kam_str_check(out, err);
}

static void print_fields(struct kam_out *out, const struct kam_kind *kind,
			 uint64_t bits)
{
	kam_out_key(out, "fields");
	kam_out_array(out);
	for (int i = 0; i < kind->n_fields; i++)
		if (bits >> i & 1)
			kam_out_text(out, kind->fields[i].name);
	kam_out_end(out);
}

static int print_entry(struct kam_out *out, struct kam *k,
		       const struct kam_held_entry *entry, uint64_t bits,
		       struct kam_err *err)
{
	int columns[KAM_COLUMNS], n = kam_held_columns(columns, entry), rc;

	kam_out_map(out);
	kam_out_key(out, "kind");
	kam_out_text(out, entry->record->kind->name);
	print_fields(out, entry->record->kind, bits);
	kam_out_key(out, "record");
	kam_out_map(out);
	rc = kam_record_print(out, k, entry->record, columns, n, err);
	kam_out_end(out);
	kam_out_end(out);
	return rc;
}

struct journal {
	struct kam_out *out;
	struct kam *k;
	struct kam_str actor;
};

static int print_change(void *context, const struct kam_change *change,
			struct kam_err *err)
{
	struct journal *j = context;
	int rc;

	kam_str_truncate(&j->actor, 0);
	rc = kam_held_actor(&j->actor, change->actor, err);
	kam_out_map(j->out);
	kam_out_key(j->out, "operation");
	kam_out_integer(j->out, change->operation);
	kam_out_key(j->out, "at");
	kam_out_text(j->out, change->at);
	kam_out_key(j->out, "actor");
	kam_out_text(j->out, j->actor.data);
	kam_out_key(j->out, "command");
	kam_out_text(j->out, change->command);
	kam_out_key(j->out, "field");
	kam_out_text(j->out, change->field && *change->field == '~'
				 ? change->field + 1
				 : change->field);
	kam_out_key(j->out, "before");
	if (!rc)
		rc =
		    kam_change_print(j->out, j->k, change, change->before, err);
	kam_out_key(j->out, "after");
	if (!rc)
		rc = kam_change_print(j->out, j->k, change, change->after, err);
	kam_out_end(j->out);
	return rc;
}

static int print_journal(struct kam_out *out, struct kam *k,
			 const struct kam_held *p, struct kam_err *err)
{
	const struct kam_journal_query query = { .kind = p->kind,
						 .record = p->id };
	struct journal j = { out, k, KAM_STR_INIT };
	int rc;

	kam_out_key(out, "journal");
	kam_out_array(out);
	rc = kam_journal_each(k, &query, print_change, &j, err);
	kam_out_end(out);
	kam_str_release(&j.actor);
	return rc;
}

static int print_own(struct kam_out *out, struct kam *k,
		     const struct kam_held *p, struct kam_err *err)
{
	int columns[KAM_COLUMNS], n = kam_columns_all(columns, p->kind), rc;

	kam_out_key(out, "person");
	if (!p->record) {
		kam_out_null(out);
		return 0;
	}
	kam_out_map(out);
	rc = kam_record_print(out, k, p->record, columns, n, err);
	kam_out_end(out);
	return rc;
}

int kam_held_print(struct kam_out *out, struct kam *k, const struct kam_held *p,
		   struct kam_err *err)
{
	static const struct kam_out_column columns[] = {
		{ "asked", "asked", KAM_FORM_FIXED },
		{ "id", "id", KAM_FORM_FIXED },
		{ "person", "person", KAM_FORM_TEXT },
		{ "references", "references", KAM_FORM_TEXT },
		{ "mentions", "mentions", KAM_FORM_TEXT },
		{ "mail", "mail", KAM_FORM_TEXT },
		{ "journal", "journal", KAM_FORM_TEXT },
	};
	char at[KAM_INSTANT_TEXT], id[64];
	int rc;

	kam_instant_format(at, kam_now(k));
	(void)snprintf(id, sizeof id, "%s-%" PRId64, p->kind->prefix, p->id);
	kam_out_record(out, columns, sizeof columns / sizeof *columns);
	kam_out_key(out, "asked");
	kam_out_text(out, at);
	kam_out_key(out, "id");
	kam_out_text(out, id);
	rc = print_own(out, k, p, err);
	for (int mentions = 0; mentions < 2 && !rc; mentions++) {
		kam_out_key(out, mentions ? "mentions" : "references");
		kam_out_array(out);
		for (size_t i = 0; i < p->n && !rc; i++) {
			const struct kam_held_entry *e = &p->entries[i];
			uint64_t bits = mentions ? e->mentions : e->refers;

			if (bits)
				rc = print_entry(out, k, e, bits, err);
		}
		kam_out_end(out);
	}
	kam_held_mail_print(out, p);
	if (!rc)
		rc = print_journal(out, k, p, err);
	kam_out_end(out);
	return rc;
}
