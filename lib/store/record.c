/*
 * Records: made and loaded, checked before a write, removed.
 */
#include "store/internal.h"

#include <inttypes.h>
#include <kam/date.h>
#include <string.h>

int kam_record_new(struct kam_record **out, struct kam_arena *arena,
		   const struct kam_kind *kind, struct kam_err *err)
{
	struct kam_record *r = kam_arena_alloc(arena, sizeof *r);

	if (!r)
		return kam_fail_memory(err);
	r->kind = kind;
	r->arena = arena;
	r->values =
	    kam_arena_array(arena, (size_t)kind->n_fields, sizeof *r->values);
	if (!r->values)
		return kam_fail_memory(err);
	*out = r;
	return 0;
}

static void build_load(struct kam_str *sql, const struct kam *k,
		       const void *kind, int purpose)
{
	(void)purpose;
	kam_sql_select(sql, kind, k->catalogue, KAM_LABELS_NONE);
	kam_str_add(sql, " WHERE t.id = $1");
}

/* The keys and titles of what the record refers to. To look those up that it
   has is quicker, for one record, than to prepare joins for all that it could
   have; and lists do without the titles of ANY. */
static int load_labels(struct kam *k, struct kam_record *r, struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; i < r->kind->n_fields && !rc; i++) {
		const struct kam_field *f = &r->kind->fields[i];
		struct kam_value *v = &r->values[i];
		const struct kam_kind *target = v->kind;
		const char *key;

		if (f->type == KAM_REF && !kam_field_is_row(f))
			target = kam_kind_find(k->catalogue, f->target);
		else if (f->type != KAM_ANY)
			continue;
		if (!v->set || !target)
			continue;
		rc = kam_label(f->type == KAM_REF ? &v->text : &key, &v->extra,
			       k, r->arena, target, v->integer, err);
		if (rc == KAM_ENOENT) {
			kam_err_reset(err);
			rc = 0;
		}
	}
	return rc;
}

int kam_record_load(struct kam_record **out, struct kam *k,
		    struct kam_arena *arena, const struct kam_kind *kind,
		    int64_t id, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc;

	kind = kam_kind_here(k, kind);
	rc = kam_cached(&s, k, kind, KAM_SQL_LOAD, build_load, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		rc = kam_row_read(out, k, arena, kind, s, KAM_LABELS_NONE, err);
	else if (!rc) {
		rc = kam_fail(err, KAM_ENOENT, _("no %s '%s-%" PRId64 "'"),
			      kam_kind_called(kind), kind->prefix, id);
		kam_hint(err, _("see 'kam %s list'"), kam_kind_typed(kind));
	}
	kam_stmt_reset(s);
	if (!rc)
		rc = kam_lists_read(k, out, 1, err);
	return rc ? rc : load_labels(k, *out, err);
}

/* What was there before a field of the register's own was required of it need
   not have it. */
static int is_older(const struct kam_record *before, int field)
{
	return before && field < before->kind->n_fields &&
	       before->kind->fields[field].flags & KAM_CUSTOM &&
	       !before->values[field].set;
}

static int check_required(const struct kam_record *before,
			  const struct kam_record *r, struct kam_err *err)
{
	for (int i = 0; i < r->kind->n_fields; i++) {
		const struct kam_field *f = &r->kind->fields[i];
		char option[KAM_LABEL_TEXT];

		if (!(f->flags & KAM_REQUIRED) || r->values[i].set ||
		    is_older(before, i))
			continue;
		kam_fail(err, KAM_EINVALID, _("each %s needs its %s"),
			 kam_kind_called(r->kind), f->name);
		kam_field(err, f->name);
		kam_hint(err, _("give --%s; 'kam help %s add' says what it is"),
			 kam_option_name(option, f), kam_kind_typed(r->kind));
		return err->code;
	}
	return 0;
}

int kam_record_check(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	int rc = 0;

	/* the kind's own rules first: they may fill in what is required */
	if (after->kind->hooks.check)
		rc = after->kind->hooks.check(k, before, after, err);
	return rc ? rc : check_required(before, after, err);
}

int kam_stamp(struct kam *k, const char **out, struct kam_arena *arena,
	      struct kam_err *err)
{
	*out = kam_arena_strdup(arena, k->stamp);
	return *out ? 0 : kam_fail_memory(err);
}

/* Binds the columns of one field from $n on; returns the next n. */
int kam_bind_field(struct kam_stmt *s, int n, const struct kam_field *f,
		   const struct kam_value *v)
{
	/* what isn't bound is null */
	if (!v->set || !kam_field_columns(f))
		return n + kam_field_columns(f);
	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_WORD:
	case KAM_DATE:
	case KAM_INSTANT:
		kam_stmt_bind_text(s, n++, v->text);
		return n;
	case KAM_EVIDENCE:
		kam_stmt_bind_text(s, n++, v->text);
		kam_stmt_bind_text(s, n++, v->extra);
		return n;
	case KAM_REFS:
	case KAM_TAGS:
		return n;
	default:
		break;
	}
	kam_stmt_bind_int(s, n++, v->integer);
	if (f->type == KAM_MONEY)
		kam_stmt_bind_text(s, n++, v->text);
	if (f->type == KAM_ANY)
		kam_stmt_bind_text(s, n++, v->kind->name);
	return n;
}

/* A key or name that is taken, said of the field rather than of the index. */
int kam_say_taken(const struct kam_record *r, int rc, struct kam_err *err)
{
	const struct kam_kind *kind = r->kind;

	if (rc != KAM_EDUPLICATE || kind->key == KAM_NO_FIELD ||
	    !r->values[kind->key].set)
		return rc;
	kam_err_reset(err);
	kam_fail(err, KAM_EDUPLICATE, _("the %s '%s' is there already"),
		 kam_kind_called(kind), r->values[kind->key].text);
	kam_field(err, kind->fields[kind->key].name);
	kam_hint(err, _("choose another --%s, or edit the one that is there"),
		 kind->fields[kind->key].name);
	return KAM_EDUPLICATE;
}

/* The journal's entry of a record that came or went. */
int kam_journal_whole(struct kam *k, const struct kam_record *r, int removed,
		      struct kam_err *err)
{
	enum { MOST = 960 }; /* of most records; more room costs more */
	struct kam_str bytes = KAM_STR_INIT;
	int rc;

	(void)kam_str_grow(&bytes, MOST);
	kam_record_canonical(&bytes, r);
	rc = kam_str_check(&bytes, err);
	if (!rc)
		rc = kam_journal_change(k, r->kind, r->id, NULL,
					removed ? bytes.data : NULL,
					removed ? NULL : bytes.data, err);
	kam_str_release(&bytes);
	return rc;
}

static void build_remove(struct kam_str *sql, const struct kam *k,
			 const void *owner, int purpose)
{
	const struct kam_kind *kind = owner;

	(void)k;
	(void)purpose;
	kam_str_printf(sql, "DELETE FROM \"%s\" WHERE id = $1 AND version = $2",
		       kind->name);
}

static int remove_row(struct kam *k, const struct kam_record *r,
		      struct kam_err *err)
{
	struct kam_record empty = *r;
	struct kam_stmt *s = NULL;
	int rc = kam_cached(&s, k, r->kind, KAM_SQL_REMOVE, build_remove, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, r->id);
	kam_stmt_bind_int(s, 2, r->version);
	rc = kam_stmt_step(s, err);
	if (!rc && !kam_db_changes(k->db))
		rc = kam_fail(err, KAM_ECONFLICT,
			      _("%s-%" PRId64 " was changed by somebody else"),
			      r->kind->prefix, r->id);
	kam_stmt_reset(s);
	empty.values = kam_arena_array(r->arena, (size_t)r->kind->n_fields,
				       sizeof *empty.values);
	if (!empty.values)
		return kam_fail_memory(err);
	for (int i = 0; i < r->kind->n_fields && !rc; i++)
		if (kam_value_has_rows(&r->kind->fields[i], &r->values[i]))
			rc = kam_list_write(k, &empty, i, 0, err);
	return rc;
}

int kam_record_unmake(struct kam *k, const struct kam_record *record,
		      struct kam_err *err)
{
	int rc = kam_journal_whole(k, record, 1, err);

	if (!rc)
		rc = remove_row(k, record, err);
	return rc ? rc : kam_custom_wrote(k, record->kind, err);
}

int kam_record_discard(struct kam *k, const struct kam_record *record,
		       struct kam_err *err)
{
	const struct kam_hooks *hooks = &record->kind->hooks;
	struct kam_str who = KAM_STR_INIT;
	int rc = kam_referrer(&who, k, record, err);

	if (!rc && who.length) {
		kam_fail(err, KAM_EINUSE, _("%s refers to %s-%" PRId64),
			 who.data, record->kind->prefix, record->id);
		kam_hint(err,
			 _("remove or change %s first, or close the record "
			   "instead"),
			 who.data);
		rc = err->code;
	}
	kam_str_release(&who);
	if (!rc)
		rc = kam_record_unmake(k, record, err);
	if (!rc && hooks->follow)
		rc = hooks->follow(k, record, NULL, err);
	return rc;
}

int kam_record_remove(struct kam *k, const struct kam_record *record,
		      struct kam_err *err)
{
	const struct kam_hooks *hooks = &record->kind->hooks;
	int rc = hooks->release ? hooks->release(k, record, err) : 0;

	return rc ? rc : kam_record_discard(k, record, err);
}

int kam_record_check_fixed(const struct kam_record *before,
			   const struct kam_record *after, struct kam_err *err)
{
	struct kam_str old = KAM_STR_INIT, new = KAM_STR_INIT;
	int rc = 0;

	for (int i = 0; i < after->kind->n_fields && !rc; i++) {
		if (!(after->kind->fields[i].flags & KAM_FIXED))
			continue;
		kam_str_truncate(&old, 0);
		kam_str_truncate(&new, 0);
		rc = kam_record_text(&old, before, i, err);
		if (!rc)
			rc = kam_record_text(&new, after, i, err);
		if (rc || !strcmp(old.data, new.data))
			continue;
		rc = kam_fail(err, KAM_EREFUSED,
			      _("%s is set by a verb of its own"),
			      after->kind->fields[i].name);
		kam_field(err, after->kind->fields[i].name);
		kam_hint(err, _("see 'kam help %s'"),
			 kam_kind_typed(after->kind));
	}
	kam_str_release(&old);
	kam_str_release(&new);
	return rc;
}
