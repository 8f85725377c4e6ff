/*
 * One row: the record that it is, and what becomes of it.
 */
#include "exchange/import.h"

#include <kam/forget.h>
#include <kam/str.h>
#include <kam/stranger.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

static const char *own_cell(const struct kam_import *in, int column)
{
	return kam_import_cell(in, kam_import_column(in, KAM_USE_OWN, column));
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
	int keeps_id = in->own && *own_cell(in, KAM_COLUMN_ID), n;
	int64_t others[KAM_NAMES_SAME];
	const struct kam_value *v;

	if (in->layout->duplicate == KAM_NO_FIELD)
		return 0;
	v = &r->values[in->layout->duplicate];
	if (!v->set)
		return 0;
	n = is_new ? kam_names_meet(others, &in->names, v->text, r->id, 1, err)
		   : kam_names_find(others, &in->names, v->text, 0, err);
	for (int i = 0; i < n && !keeps_id; i++) {
		if (others[i] == r->id)
			continue;
		kam_import_warn(in, in->layout->n_columns,
				_("'%s' is likely a duplicate of %s-%lld"),
				v->text, r->kind->prefix, (long long)others[i]);
		in->result->duplicates += is_new;
		break;
	}
	return n < 0 ? n : 0;
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

/* The layout's column that names the contacts of a field. */
static size_t column_of(const struct kam_import *in, const char *field)
{
	const struct kam_layout *layout = in->layout;
	size_t i = 0;

	while (i < layout->n_columns &&
	       (in->columns[i] < 0 || layout->columns[i].use == KAM_USE_OWN ||
		layout->columns[i].use == KAM_USE_ID ||
		strcmp(layout->kind->fields[layout->columns[i].field].name,
		       field) != 0))
		i++;
	return i;
}

/* It may be meant, so it is said; of those that this row brought. */
static int warn_strangers(struct kam_import *in, const struct kam_record *r,
			  struct kam_err *err)
{
	struct kam_strangers all;
	int rc = kam_strangers_find(&all, in->k, r, err);

	for (size_t i = 0; i < all.n && !rc; i++) {
		const struct kam_stranger *who = &all.items[i];

		kam_import_warn(in, column_of(in, who->field),
				_("%s %s is of %s, not of %s"), who->contact,
				who->name, who->theirs, who->ours);
	}
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
	rc = warn_strangers(in, r, err);
	return rc ? rc : check_duplicate(in, r, 1, err);
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

/* A likely duplicate was told of when it came, and is again by another name. */
static int is_renamed(const struct kam_layout *layout,
		      const struct kam_record *before,
		      const struct kam_record *after)
{
	int field = layout->duplicate;

	return field != KAM_NO_FIELD && after->values[field].set &&
	       (!before->values[field].set ||
		strcmp(before->values[field].text, after->values[field].text));
}

static int update(struct kam_import *in, const struct kam_record *before,
		  struct kam_record *r, struct kam_later **mark,
		  struct kam_err *err)
{
	int same = same_content(before, r, err), rc = same < 0 ? same : 0;

	if (!rc && !same && in->own && *own_cell(in, KAM_COLUMN_ID)) {
		rc = kam_import_check_id(in, r->id, err);
		if (!rc && !in->bad)
			rc = check_own(in, before, err);
	}
	if (rc || in->bad)
		return rc;
	if (!same)
		rc = kam_record_update(in->k, before, r, err);
	if (rc)
		return rc;
	claim_later(*mark, r->id);
	in->result->updated += !same;
	in->result->unchanged += same;
	if (same)
		return 0;
	rc = warn_strangers(in, r, err);
	if (rc || !is_renamed(in->layout, before, r))
		return rc;
	return check_duplicate(in, r, 0, err);
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

static int is_of(const struct kam_record *r, const char *source)
{
	return r && r->source && source && !strcmp(r->source, source);
}

static int store_row(struct kam_import *in, int64_t *id, int restored,
		     const char *source, const char *digest,
		     struct kam_err *err)
{
	struct kam_later **mark = in->last;
	struct kam_record *before = NULL, *r = NULL;
	int rc = 0;

	if (*id && !restored) {
		rc = kam_record_load(&before, in->k, &in->row, in->layout->kind,
				     *id, err);
		if (!rc && kam_record_erased(before))
			return leave_out(in, before);
		/* a row that says what it said last time leaves what was
		   changed here */
		if (!rc && source &&
		    kam_record_is_from(before, source, digest)) {
			in->result->unchanged++;
			return 0;
		}
		if (!rc && source)
			rc = kam_import_check_id(in, *id, err);
		if (rc || in->bad)
			return rc;
		rc = kam_record_load(&r, in->k, &in->row, in->layout->kind, *id,
				     err);
	} else {
		rc = kam_record_new(&r, &in->row, in->layout->kind, err);
		if (!rc && restored)
			r->id = *id;
	}
	kam_import_compare(
	    in, is_of(before, source) ? before->source_digest : NULL, digest);
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
	rc = before ? update(in, before, r, mark, err)
		    : insert(in, r, mark, err);
	*id = r->id;
	return rc;
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

static int read_own(int64_t *id, struct kam_import *in, struct kam_err *err)
{
	const char *source = own_cell(in, KAM_COLUMN_SOURCE);
	const char *digest = own_cell(in, KAM_COLUMN_SOURCE_DIGEST);
	int restored = 0, rc = find_own(id, &restored, in, err);

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
		rc = read_own(&found, in, err);
	} else {
		digest = kam_import_digest(in, err);
		rc = digest ? kam_import_known(&source, in, err) : err->code;
		if (rc || in->bad)
			return rc;
		rc = kam_import_find(&found, in, source, err);
		if (!rc && !found && in->match != KAM_NO_FIELD)
			rc = find_match(&found, in, err);
		if (!rc && !in->bad)
			rc = store_row(in, &found, 0, source, digest, err);
	}
	if (!rc && !in->bad)
		rc = kam_import_see_id(in, found, err);
	return rc ? kam_import_refuse(in, in->layout->n_columns, err) : 0;
}
