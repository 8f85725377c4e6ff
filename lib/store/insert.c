/*
 * New records: their defaults and key, their row, their journal entry.
 */
#include "store/internal.h"

#include <string.h>

static int wants_key(const struct kam_record *r)
{
	const struct kam_kind *kind = r->kind;

	return kind->key != KAM_NO_FIELD && !r->values[kind->key].set &&
	       r->values[kind->title].set;
}

/* The defaults of what was not given, and a key made from the title. */
static int complete(struct kam *k, struct kam_record *r, struct kam_err *err)
{
	const struct kam_kind *kind = r->kind;
	int rc = 0;

	for (int i = 0; i < kind->n_fields && !rc; i++)
		if (!r->values[i].set && kind->fields[i].initial)
			rc = kam_record_set(k, r, i, kind->fields[i].initial,
					    err);
	if (rc || !wants_key(r))
		return rc;
	rc = kam_key_guess(&r->values[kind->key].text, k, r->arena, kind,
			   r->values[kind->title].text, err);
	r->values[kind->key].set = !rc;
	return rc;
}

/* $1 id, $2 version, $3 created, $4 source, $5 its digest, $6 status,
   $7 modified, then the fields' columns from $8 */
static void build_insert(struct kam_str *sql, const struct kam *k,
			 const void *owner, int purpose)
{
	const struct kam_kind *kind = owner;
	int n = 8;

	(void)k;
	(void)purpose;
	kam_str_printf(sql,
		       "INSERT INTO \"%s\" (id, version, created, modified, "
		       "source, source_digest%s",
		       kind->name, kind->n_states ? ", status" : "");
	for (int i = 0; i < kind->n_fields; i++) {
		const struct kam_field *f = &kind->fields[i];

		if (kam_field_columns(f))
			kam_str_printf(sql, ", \"%s\"", f->name);
		if (kam_field_columns(f) == 2)
			kam_str_printf(sql, ", \"%s%s\"", f->name,
				       kam_field_suffix(f));
	}
	kam_str_printf(sql, ") VALUES ($1, $2, $3, $7, $4, $5%s",
		       kind->n_states ? ", $6" : "");
	for (int i = 0; i < kind->n_fields; i++)
		for (int c = kam_field_columns(&kind->fields[i]); c > 0; c--)
			kam_str_printf(sql, ", $%d", n++);
	kam_str_add_char(sql, ')');
}

int kam_row_write(struct kam *k, struct kam_record *r, struct kam_err *err)
{
	const struct kam_kind *kind = r->kind;
	struct kam_stmt *s = NULL;
	int n = 8,
	    rc = kam_cached(&s, k, kind, KAM_SQL_INSERT, build_insert, err);

	if (rc)
		return rc;
	if (r->id)
		kam_stmt_bind_int(s, 1, r->id);
	else
		kam_stmt_bind_null(s, 1);
	kam_stmt_bind_int(s, 2, r->version);
	kam_stmt_bind_text(s, 3, r->created);
	kam_stmt_bind_text(s, 7, r->modified);
	kam_stmt_bind_text(s, 4, r->source);
	kam_stmt_bind_text(s, 5, r->source_digest);
	if (kind->n_states)
		kam_stmt_bind_text(s, 6, kind->states[r->status].name);
	for (int i = 0; i < kind->n_fields; i++)
		n = kam_bind_field(s, n, &kind->fields[i], &r->values[i]);
	rc = kam_stmt_step(s, err);
	if (!rc)
		r->id = kam_db_inserted(k->db);
	kam_stmt_reset(s);
	return kam_say_taken(r, rc, err);
}

/* A record may come with the ID that it had, unless another has it now. */
static int check_free(struct kam *k, const struct kam_record *r,
		      struct kam_err *err)
{
	struct kam_err none = { 0 };
	const char *key, *title;
	int rc = kam_label(&key, &title, k, r->arena, r->kind, r->id, &none);

	if (rc == KAM_ENOENT)
		return 0;
	if (rc) {
		*err = none;
		return rc;
	}
	kam_fail(err, KAM_EDUPLICATE, _("%s-%lld is there already"),
		 r->kind->prefix, (long long)r->id);
	kam_field(err, "id");
	kam_hint(err, _("without its id it would be a new %s"),
		 kam_kind_called(r->kind));
	return err->code;
}

/* Most keys that a title makes are free: the table is asked only where this one
   is not. */
static int write_guessed(struct kam *k, struct kam_record *r,
			 struct kam_err *err)
{
	int rc = kam_row_write(k, r, err);

	if (rc != KAM_EDUPLICATE)
		return rc;
	kam_err_reset(err);
	rc = kam_key_of_title(r, k, err);
	return rc ? rc : kam_row_write(k, r, err);
}

static int write_lists(struct kam *k, const struct kam_record *r,
		       struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; i < r->kind->n_fields && !rc; i++)
		if (kam_value_has_rows(&r->kind->fields[i], &r->values[i]))
			rc = kam_list_write(k, r, i, 1, err);
	return rc;
}

int kam_record_write(struct kam *k, struct kam_record *record,
		     struct kam_err *err)
{
	int rc = kam_row_write(k, record, err);

	return rc ? rc : write_lists(k, record, err);
}

int kam_record_remake(struct kam *k, struct kam_record *record,
		      struct kam_err *err)
{
	int rc = kam_record_write(k, record, err);

	if (!rc)
		rc = kam_journal_whole(k, record, 0, err);
	return rc ? rc : kam_custom_wrote(k, record->kind, err);
}

/* One that was made by the table has no room yet for custom fields. */
static int make_room(struct kam *k, struct kam_record *r, struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_here(k, r->kind);
	struct kam_value *values;

	if (kind->n_fields <= r->kind->n_fields)
		return 0;
	values =
	    kam_arena_array(r->arena, (size_t)kind->n_fields, sizeof *values);
	if (!values)
		return kam_fail_memory(err);
	memcpy(values, r->values, (size_t)r->kind->n_fields * sizeof *values);
	r->values = values;
	r->kind = kind;
	return 0;
}

int kam_record_insert(struct kam *k, struct kam_record *record,
		      struct kam_err *err)
{
	int guessed = wants_key(record);
	int restored = record->id != 0;
	int rc = make_room(k, record, err);

	if (!rc && restored)
		rc = check_free(k, record, err);

	if (!rc)
		rc = complete(k, record, err);
	if (!rc)
		rc = kam_record_check(k, NULL, record, err);
	if (!rc)
		rc = kam_stamp(k, &record->created, record->arena, err);
	if (rc)
		return rc;
	record->modified = record->created;
	record->version = 1;
	rc = guessed ? write_guessed(k, record, err)
		     : kam_row_write(k, record, err);
	if (!rc)
		rc = write_lists(k, record, err);
	if (!rc)
		rc = kam_journal_whole(k, record, 0, err);
	if (!rc)
		rc = kam_custom_wrote(k, record->kind, err);
	if (!rc && !restored && record->kind->hooks.follow)
		rc = record->kind->hooks.follow(k, NULL, record, err);
	return rc;
}
