/*
 * Changed records: what differs is written and journalled, nothing else.
 */
#include "store/internal.h"

#include <inttypes.h>
#include <kam/date.h>
#include <kam/references.h>
#include <string.h>

/* An update; erases says that the journal is not to keep what was there. */
struct update {
	struct kam *k;
	int erases;
	struct kam_str sql;
	int n; /* of the next $n */
};

/* Adds one changed field to the statement and its change to the journal. */
static int change_field(struct update *u, const struct kam_record *before,
			const struct kam_record *after, int field,
			struct kam_err *err)
{
	const struct kam_field *f = &after->kind->fields[field];
	struct kam_str from = KAM_STR_INIT, to = KAM_STR_INIT;
	int rc;

	kam_value_canonical(&from, f, &before->values[field]);
	kam_value_canonical(&to, f, &after->values[field]);
	rc = kam_str_check(&from, err);
	if (!rc)
		rc = kam_str_check(&to, err);
	if (rc || !strcmp(from.data, to.data))
		goto out;
	rc = kam_journal_change(u->k, after->kind, after->id, f->name,
				u->erases ? NULL : from.data, to.data, err);
	if (!rc && kam_field_is_row(f))
		rc = kam_list_write(u->k, after, field, 0, err);
	if (kam_field_columns(f))
		kam_str_printf(&u->sql, ", \"%s\" = $%d", f->name, u->n++);
	if (kam_field_columns(f) == 2)
		kam_str_printf(&u->sql, ", \"%s%s\" = $%d", f->name,
			       kam_field_suffix(f), u->n++);
	if (!rc)
		rc = 1;
out:
	kam_str_release(&from);
	kam_str_release(&to);
	return rc;
}

/* The store's own members of a record, journalled like fields. */
static int change_own(const struct update *u, const struct kam_record *after,
		      const char *name, const char *from, const char *to,
		      struct kam_err *err)
{
	const struct kam_field f = { .type = KAM_TEXT };
	struct kam_value old = { .set = from != NULL, .text = from };
	struct kam_value new = { .set = to != NULL, .text = to };
	struct kam_str before = KAM_STR_INIT, text = KAM_STR_INIT;
	int rc;

	if (!strcmp(from ? from : "", to ? to : ""))
		return 0;
	kam_value_canonical(&before, &f, &old);
	kam_value_canonical(&text, &f, &new);
	rc = kam_str_check(&before, err);
	if (!rc)
		rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_journal_change(u->k, after->kind, after->id, name,
					u->erases ? NULL : before.data,
					text.data, err);
	kam_str_release(&before);
	kam_str_release(&text);
	return rc ? rc : 1;
}

static int change_state(const struct update *u, const struct kam_record *before,
			const struct kam_record *after, struct kam_err *err)
{
	const struct kam_state *states = after->kind->states;
	int changed = 0, rc = 0;

	if (after->kind->n_states)
		rc =
		    change_own(u, after, "~status", states[before->status].name,
			       states[after->status].name, err);
	changed |= rc > 0;
	if (rc >= 0)
		rc = change_own(u, after, "~source", before->source,
				after->source, err);
	changed |= rc > 0;
	if (rc >= 0)
		rc = change_own(u, after, "~source_digest",
				before->source_digest, after->source_digest,
				err);
	return rc < 0 ? rc : changed || rc > 0;
}

static int update_row(struct kam *k, struct kam_str *sql,
		      const unsigned char *changed,
		      const struct kam_record *before, struct kam_record *after,
		      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int n = 8, rc = kam_str_check(sql, err);

	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql->data, err);
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, after->modified);
	kam_stmt_bind_text(s, 2, after->source);
	kam_stmt_bind_text(s, 3, after->source_digest);
	if (after->kind->n_states)
		kam_stmt_bind_text(s, 4,
				   after->kind->states[after->status].name);
	kam_stmt_bind_int(s, 5, after->id);
	kam_stmt_bind_int(s, 6, before->version);
	kam_stmt_bind_int(s, 7, after->version);
	for (int i = 0; i < after->kind->n_fields; i++)
		if (changed[i])
			n = kam_bind_field(s, n, &after->kind->fields[i],
					   &after->values[i]);
	rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	if (!rc && !kam_db_changes(k->db)) {
		kam_fail(err, KAM_ECONFLICT,
			 _("%s-%" PRId64 " was changed by somebody else"),
			 after->kind->prefix, after->id);
		kam_hint(err, "%s", _("look at it again and repeat the edit"));
		rc = err->code;
	}
	return kam_say_taken(after, rc, err);
}

static const char sql_touched[] =
    "SELECT count(*) FROM change "
    "WHERE kind = $1 AND record = $2 AND operation = $3";

/* 1 where the open operation has changed the record before */
static int is_touched(struct kam *k, const struct kam_record *r,
		      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_touched, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, r->kind->name);
	kam_stmt_bind_int(s, 2, r->id);
	kam_stmt_bind_int(s, 3, k->operation);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		rc = kam_stmt_int(s, 0) > 0;
	kam_stmt_reset(s);
	return rc;
}

static int bump(struct kam *k, const struct kam_kind *kind, int64_t id,
		struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	kam_str_printf(&sql,
		       "UPDATE \"%s\" SET version = version + 1, modified = $2 "
		       "WHERE id = $1",
		       kind->name);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql.data, err);
	kam_str_release(&sql);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	kam_stmt_bind_text(s, 2, k->stamp);
	rc = kam_stmt_step(s, err);
	kam_stmt_finalize(s);
	return rc;
}

int kam_record_touch(struct kam *k, const struct kam_kind *kind, int64_t id,
		     struct kam_err *err)
{
	const struct kam_record r = { .kind = kind, .id = id };
	int touched = is_touched(k, &r, err);

	return touched ? (touched < 0 ? touched : 0) : bump(k, kind, id, err);
}

static int write_update(struct update *u, const struct kam_record *before,
			struct kam_record *after, struct kam_err *err)
{
	struct kam *k = u->k;
	unsigned char *changed =
	    kam_arena_alloc(after->arena, (size_t)after->kind->n_fields);
	int any, touched, rc;

	if (!changed)
		return kam_fail_memory(err);
	touched = is_touched(k, after, err);
	if (touched < 0)
		return touched;
	kam_str_printf(&u->sql,
		       "UPDATE \"%s\" SET version = $7, modified = $1, "
		       "source = $2, source_digest = $3%s",
		       after->kind->name,
		       after->kind->n_states ? ", status = $4" : "");
	any = change_state(u, before, after, err);
	rc = any < 0 ? any : 0;
	for (int i = 0; i < after->kind->n_fields && rc >= 0; i++) {
		rc = change_field(u, before, after, i, err);
		changed[i] = rc > 0;
		any |= rc > 0;
	}
	if (rc < 0 || !any)
		return rc < 0 ? rc : 0;
	kam_str_add(&u->sql, " WHERE id = $5 AND version = $6");
	after->version = before->version + !touched;
	rc = kam_stamp(k, &after->modified, after->arena, err);
	if (!rc)
		rc = update_row(k, &u->sql, changed, before, after, err);
	if (!rc)
		rc = kam_custom_wrote(k, after->kind, err);
	return rc ? rc : 1;
}

/* Others name the record by its key: whose key was taken away gets the one that
   the title makes, as a new record does. */
static int keep_key(struct kam *k, const struct kam_record *before,
		    struct kam_record *after, struct kam_err *err)
{
	const struct kam_kind *kind = after->kind;
	const char *title;
	struct kam_value *key;
	int rc;

	if (kind->key == KAM_NO_FIELD || after->values[kind->key].set ||
	    !before->values[kind->key].set || !after->values[kind->title].set)
		return 0;
	key = &after->values[kind->key];
	title = after->values[kind->title].text;
	rc = kam_key_guess(&key->text, k, after->arena, kind, title, err);
	if (!rc && strcmp(key->text, before->values[kind->key].text) != 0)
		rc = kam_key_of_title(after, k, err);
	key->set = !rc;
	return rc;
}

int kam_record_update(struct kam *k, const struct kam_record *before,
		      struct kam_record *after, struct kam_err *err)
{
	struct update u = { .k = k, .sql = KAM_STR_INIT, .n = 8 };
	int rc = keep_key(k, before, after, err);

	if (!rc)
		rc = kam_record_check(k, before, after, err);
	if (!rc)
		rc = write_update(&u, before, after, err);
	if (rc > 0 && after->kind->hooks.follow)
		rc = after->kind->hooks.follow(k, before, after, err);
	kam_str_release(&u.sql);
	return rc < 0 ? rc : 0;
}

int kam_record_rewrite(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	struct update u = { .k = k, .sql = KAM_STR_INIT, .n = 8 };
	int rc = write_update(&u, before, after, err);

	kam_str_release(&u.sql);
	return rc < 0 ? rc : 0;
}

int kam_record_repoint(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	struct update u = { .k = k, .sql = KAM_STR_INIT, .n = 8 };
	struct kam_str from = KAM_STR_INIT, to = KAM_STR_INIT;
	int rc = 0;

	for (int i = 0; i < after->kind->n_fields && !rc; i++) {
		const struct kam_field *f = &after->kind->fields[i];

		if (f->type == KAM_REF || f->type == KAM_REFS ||
		    f->type == KAM_ANY)
			continue;
		kam_str_truncate(&from, 0);
		kam_str_truncate(&to, 0);
		kam_value_canonical(&from, f, &before->values[i]);
		kam_value_canonical(&to, f, &after->values[i]);
		rc = kam_str_check(&from, err);
		if (!rc)
			rc = kam_str_check(&to, err);
		if (!rc && strcmp(from.data, to.data) != 0)
			rc = kam_fail(err, KAM_EINTERNAL, "%s.%s",
				      after->kind->name, f->name);
	}
	if (!rc)
		rc = write_update(&u, before, after, err);
	kam_str_release(&u.sql);
	kam_str_release(&from);
	kam_str_release(&to);
	return rc < 0 ? rc : 0;
}

int kam_record_erase(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	struct update u = { .k = k, .erases = 1, .sql = KAM_STR_INIT, .n = 8 };
	int rc = write_update(&u, before, after, err);

	kam_str_release(&u.sql);
	return rc < 0 ? rc : 0;
}
