/*
 * One row: the record that it is, and what becomes of it.
 */
#include "exchange/import.h"

#include <kam/forget.h>
#include <kam/sha256.h>
#include <kam/str.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

static void add_text(struct kam_sha256 *sha, const char *text)
{
	kam_sha256_add(sha, text, strlen(text) + 1);
}

static const char *end_digest(struct kam_import *in, struct kam_sha256 *sha,
			      struct kam_err *err)
{
	char text[KAM_SHA256_TEXT];
	const char *copy;

	kam_sha256_text(text, sha);
	copy = kam_arena_strdup(&in->row, text);
	if (!copy)
		(void)kam_fail_memory(err);
	return copy;
}

/* SHA-256 over what is read of the row, so that the same again is known; not
   over when it was touched there. */
static const char *digest_read(struct kam_import *in, struct kam_err *err)
{
	struct kam_sha256 sha;

	kam_sha256_begin(&sha);
	for (size_t i = 0; i < in->layout->n_columns; i++)
		if (in->layout->columns[i].use != KAM_USE_OWN &&
		    in->layout->columns[i].use < KAM_USE_TITLE)
			add_text(&sha, kam_import_cell(in, i));
	return end_digest(in, &sha, err);
}

/* Over all that it says, whatever of it is read: it stays the same row when
   --map reads more of it. */
static const char *digest_row(struct kam_import *in, struct kam_err *err)
{
	size_t n = kam_csv_columns(in->csv);
	struct kam_sha256 sha;

	kam_sha256_begin(&sha);
	for (size_t i = 0; i < n; i++)
		if (strcmp(kam_csv_name(in->csv, i), KAM_IMPORT_REASON) != 0)
			add_text(&sha, kam_csv_field(in->csv, i));
	return end_digest(in, &sha, err);
}

static const char *own_cell(const struct kam_import *in, int column)
{
	return kam_import_cell(in, kam_import_column(in, KAM_USE_OWN, column));
}

/* The same row twice in a file is two records: the second is "…#2". */
static int source_of_content(const char **source, struct kam_import *in,
			     struct kam_err *err)
{
	const char *digest = digest_row(in, err);
	int64_t same[KAM_NAMES_SAME];
	int n = digest ? kam_names_find(same, &in->rows, digest, 0, err)
		       : err->code;

	if (n < 0)
		return n;
	if (n == KAM_NAMES_SAME)
		return kam_fail(err, KAM_EINVALID,
				_("the same row for the %dth time"), n + 1);
	*source = n ? kam_arena_printf(&in->row, "%s:%s#%d", in->layout->origin,
				       digest, n + 1)
		    : kam_import_source(in, digest, err);
	return *source ? kam_names_add(&in->rows, digest, n + 1, 0, err)
		       : kam_fail_memory(err);
}

/* What the row is known by: its own id, or what it says. */
static int find_source(const char **source, struct kam_import *in,
		       struct kam_err *err)
{
	size_t column = kam_import_column(in, KAM_USE_ID, 0);
	const char *id = kam_import_cell(in, column);

	if (in->own && *own_cell(in, KAM_COLUMN_SOURCE)) {
		*source = own_cell(in, KAM_COLUMN_SOURCE);
		return 0;
	}
	if (*id) {
		*source = kam_import_source(in, id, err);
		return *source ? 0 : err->code;
	}
	if (column < in->layout->n_columns &&
	    in->layout->columns[column].required) {
		kam_fail(err, KAM_EINVALID, "%s", _("the row has no id"));
		return kam_import_refuse(in, column, err);
	}
	return source_of_content(source, in, err);
}

static int refuse_ambiguous(struct kam_import *in, size_t column,
			    const int64_t ids[KAM_NAMES_SAME],
			    struct kam_err *err)
{
	const char *cell = kam_import_cell(in, column);
	const char *prefix = in->layout->kind->prefix;

	kam_fail(err, KAM_EINVALID, _("'%s' is of several: %s-%lld, %s-%lld"),
		 cell, prefix, (long long)ids[0], prefix, (long long)ids[1]);
	kam_hint(err, _("choose with --map '%s:%s=%s-%lld'"),
		 kam_import_label(in, column), cell, prefix, (long long)ids[0]);
	return kam_import_refuse(in, column, err);
}

/* A record is matched once only, or two rows would write it in turn. */
static int find_match(int64_t *id, struct kam_import *in, struct kam_err *err)
{
	size_t column = kam_import_column(in, KAM_USE_FIELD, in->match);
	const char *cell = kam_import_cell(in, column);
	int64_t ids[KAM_NAMES_SAME];
	char text[32];
	int n;

	if (!*cell)
		return 0;
	*id = kam_import_match(in, column);
	n = *id ? 1 : kam_names_find(ids, &in->matches, cell, 0, err);
	if (n <= 0)
		return n;
	if (n > 1)
		return refuse_ambiguous(in, column, ids, err);
	if (!*id)
		*id = ids[0];
	(void)snprintf(text, sizeof text, "%lld", (long long)*id);
	n = kam_names_find(ids, &in->rows, text, 0, err);
	if (n < 0)
		return n;
	if (!n)
		return kam_names_add(&in->rows, text, *id, 0, err);
	kam_fail(err, KAM_EINVALID, _("'%s' is of a row before, too"), cell);
	return kam_import_refuse(in, column, err);
}

static int check_duplicate(struct kam_import *in, const struct kam_record *r,
			   int is_new, struct kam_err *err)
{
	const struct kam_value *v;
	int64_t others[KAM_NAMES_SAME];
	int n;

	if (in->layout->duplicate == KAM_NO_FIELD)
		return 0;
	v = &r->values[in->layout->duplicate];
	if (!v->set)
		return 0;
	n = kam_names_find(others, &in->names, v->text, 0, err);
	for (int i = 0; i < n && !(in->own && *own_cell(in, KAM_COLUMN_ID));
	     i++) {
		if (others[i] == r->id)
			continue;
		kam_import_warn(in, in->layout->n_columns,
				_("'%s' is likely a duplicate of %s-%lld"),
				v->text, r->kind->prefix, (long long)others[i]);
		in->result->duplicates += is_new;
		break;
	}
	if (n < 0 || !is_new)
		return n < 0 ? n : 0;
	return kam_names_add(&in->names, v->text, r->id, 1, err);
}

static int same_content(const struct kam_record *a, const struct kam_record *b,
			struct kam_err *err)
{
	struct kam_str before = KAM_STR_INIT, after = KAM_STR_INIT;
	int rc;

	kam_record_canonical(&before, a);
	kam_record_canonical(&after, b);
	rc = kam_str_check(&before, err);
	if (!rc)
		rc = kam_str_check(&after, err);
	if (!rc)
		rc = !strcmp(before.data, after.data);
	kam_str_release(&before);
	kam_str_release(&after);
	return rc;
}

/* Those that come later refer by this record's id. */
static void claim_later(struct kam_later *from, int64_t id)
{
	for (; from; from = from->next)
		from->id = id;
}

static int insert(struct kam_import *in, struct kam_record *r,
		  struct kam_later **mark, struct kam_err *err)
{
	const struct kam_import_options *o = in->options;
	const struct kam_kind *kind = r->kind;
	int rc = 0;

	if (o->account && kind->account != KAM_NO_FIELD &&
	    !r->values[kind->account].set)
		rc = kam_record_set_ref(in->k, r, kind->account, o->account,
					err);
	if (!rc && o->project && kind->project != KAM_NO_FIELD &&
	    !r->values[kind->project].set)
		rc = kam_record_set_ref(in->k, r, kind->project, o->project,
					err);
	if (!rc)
		rc = kam_record_insert(in->k, r, err);
	if (rc)
		return rc;
	claim_later(*mark, r->id);
	in->result->created++;
	return check_duplicate(in, r, 1, err);
}

/* What an export of ours said when it was written must still be so, where it
   says something else of the record. */
static int check_own(struct kam_import *in, const struct kam_record *r,
		     struct kam_err *err)
{
	const char *created = own_cell(in, KAM_COLUMN_CREATED);
	const char *version = own_cell(in, KAM_COLUMN_VERSION);

	if (*created && strcmp(created, r->created) != 0)
		return kam_fail(err, KAM_ECONFLICT,
				_("%s-%lld is another record here, of %s"),
				r->kind->prefix, (long long)r->id, r->created);
	if (*version && strtoll(version, NULL, 10) != r->version)
		return kam_fail(err, KAM_ECONFLICT,
				_("%s-%lld was changed since the file was "
				  "written: version %lld, not %s"),
				r->kind->prefix, (long long)r->id,
				(long long)r->version, version);
	return 0;
}

static int update(struct kam_import *in, const struct kam_record *before,
		  struct kam_record *r, struct kam_later **mark,
		  struct kam_err *err)
{
	int same = same_content(before, r, err), rc = same < 0 ? same : 0;

	if (!rc && !same && in->own && *own_cell(in, KAM_COLUMN_ID))
		rc = check_own(in, before, err);
	if (!rc && !same)
		rc = kam_record_update(in->k, before, r, err);
	if (rc)
		return rc;
	claim_later(*mark, r->id);
	in->result->updated += !same;
	in->result->unchanged += same;
	return same ? 0 : check_duplicate(in, r, 0, err);
}

/* Whoever was forgotten does not come back with the file they came from. */
static int leave_out(struct kam_import *in, const struct kam_record *r)
{
	kam_import_warn(in, in->layout->n_columns,
			_("%s-%lld was forgotten: the row is left out"),
			r->kind->prefix, (long long)r->id);
	in->result->skipped++;
	return 0;
}

/* Matched with another source's, it is known by both from now on; not by what
   a row without an id says, which is another source when it says more. */
static int come_from(struct kam_import *in, struct kam_record *r,
		     const char *source, const char *digest,
		     struct kam_err *err)
{
	size_t id = kam_import_column(in, KAM_USE_ID, 0);

	if (r->source && strcmp(r->source, source) != 0 &&
	    !*kam_import_cell(in, id))
		return 0;
	return kam_record_from(in->k, r, source, digest, err);
}

static int store_row(struct kam_import *in, int64_t id, int restored,
		     const char *source, const char *digest,
		     struct kam_err *err)
{
	struct kam_later **mark = in->last;
	struct kam_record *before = NULL, *r = NULL;
	int rc = 0;

	if (id && !restored) {
		rc = kam_record_load(&before, in->k, &in->row, in->layout->kind,
				     id, err);
		if (!rc && kam_record_erased(before))
			return leave_out(in, before);
		/* a row that says what it said last time leaves what was
		   changed here */
		if (!rc && source &&
		    kam_record_is_from(before, source, digest)) {
			in->result->unchanged++;
			return 0;
		}
		if (!rc)
			rc = kam_record_load(&r, in->k, &in->row,
					     in->layout->kind, id, err);
	} else {
		rc = kam_record_new(&r, &in->row, in->layout->kind, err);
		if (!rc && restored)
			r->id = id;
	}
	if (!rc)
		rc = kam_import_fill(in, r, err);
	if (rc || in->bad)
		return rc;
	if (before)
		rc = kam_record_check_fixed(before, r, err);
	if (!rc && source)
		rc = come_from(in, r, source, digest, err);
	if (rc)
		return rc;
	return before ? update(in, before, r, mark, err)
		      : insert(in, r, mark, err);
}

/* Of kam's own layout: the record of the row's ID, or one to be made again. */
static int find_own(int64_t *id, int *restored, struct kam_import *in,
		    struct kam_err *err)
{
	const char *text = own_cell(in, KAM_COLUMN_ID);
	const struct kam_kind *kind = NULL;
	struct kam_record *r;
	int rc = kam_id_parse(&kind, id, kam_catalogue_of(in->k), text, err);

	if (rc || !kam_kind_is(kind, in->layout->kind)) {
		kam_err_reset(err);
		return kam_fail(err, KAM_EINVALID,
				_("'%s' is not the ID of any %s"), text,
				kam_kind_called(in->layout->kind));
	}
	rc = kam_record_load(&r, in->k, &in->row, kind, *id, err);
	if (rc == KAM_ENOENT) {
		kam_err_reset(err);
		*restored = 1;
		return 0;
	}
	return rc;
}

static int read_own(struct kam_import *in, struct kam_err *err)
{
	const char *source = own_cell(in, KAM_COLUMN_SOURCE);
	const char *digest = own_cell(in, KAM_COLUMN_SOURCE_DIGEST);
	int64_t id = 0;
	int restored = 0, rc = find_own(&id, &restored, in, err);

	if (rc)
		return kam_import_refuse(
		    in, kam_import_column(in, KAM_USE_OWN, KAM_COLUMN_ID), err);
	return store_row(in, id, restored, restored && *source ? source : NULL,
			 *digest ? digest : NULL, err);
}

int kam_import_row(struct kam_import *in, struct kam_err *err)
{
	const char *source = NULL, *digest;
	int64_t found = 0;
	int rc;

	if (in->own && *own_cell(in, KAM_COLUMN_ID)) {
		rc = read_own(in, err);
	} else {
		digest = digest_read(in, err);
		rc = digest ? find_source(&source, in, err) : err->code;
		if (rc || in->bad)
			return rc;
		rc = kam_find_source(&found, in->k, in->layout->kind, source,
				     err);
		if (!rc && !found && in->match != KAM_NO_FIELD)
			rc = find_match(&found, in, err);
		if (!rc && !in->bad)
			rc = store_row(in, found, 0, source, digest, err);
	}
	return rc ? kam_import_refuse(in, in->layout->n_columns, err) : 0;
}
