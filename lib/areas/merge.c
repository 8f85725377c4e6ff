/*
 * Two records become one: merge.h says how.
 */
#include "areas/merge.h"

#include <inttypes.h>
#include <kam/areas.h>
#include <kam/forget.h>
#include <kam/references.h>
#include <string.h>

static int load_both(struct kam_record **before, struct kam_record **after,
		     struct kam_merging *m, const struct kam_kind *kind,
		     int64_t id, struct kam_err *err)
{
	int rc = kam_record_load(before, m->k, m->arena, kind, id, err);

	return rc ? rc : kam_record_load(after, m->k, m->arena, kind, id, err);
}

static int is_self_link(const struct kam_record *r)
{
	const struct kam_value *from = &r->values[KAM_LINK_FROM_RECORD];
	const struct kam_value *to = &r->values[KAM_LINK_TO_RECORD];

	return kam_kind_is(r->kind, &kam_link_kind) && from->kind == to->kind &&
	       from->integer == to->integer;
}

/* A key that is one account's alone may be taken in the other. */
static int free_key(struct kam_merging *m, const struct kam_record *before,
		    struct kam_record *after, struct kam_err *err)
{
	const struct kam_kind *kind = after->kind;
	struct kam_value *key;
	struct kam_err none = { 0 };
	const char *path, *old;
	int64_t id;
	int rc;

	if (kind->key == KAM_NO_FIELD || kind->account == KAM_NO_FIELD ||
	    kind->fields[kind->key].flags & KAM_UNIQUE ||
	    before->values[kind->account].integer ==
		after->values[kind->account].integer)
		return 0;
	key = &after->values[kind->key];
	old = key->set ? key->text : NULL;
	if (!old)
		return 0;
	path = kam_arena_printf(m->arena, "%s/%s",
				after->values[kind->account].text, old);
	if (!path)
		return kam_fail_memory(err);
	rc = kam_resolve(&id, m->k, kind, path, &none);
	if (rc == KAM_ENOENT)
		return 0;
	if (rc) {
		*err = none;
		return rc;
	}
	rc = kam_key_for(&key->text, m->k, m->arena, kind, old,
			 after->values[kind->account].integer, err);
	return rc ? rc : kam_merging_renamed(m, after, old, err);
}

static int fold(struct kam_merging *m, const struct kam_record *before,
		struct kam_record *after, int64_t twin, struct kam_err *err);

/* What is held as it was agreed refuses every change: then the reference alone
   is written. A circle of records of the merged kind, or of links, stays
   refused. */
static int write_moved(struct kam_merging *m, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	struct kam_record *again;
	int rc = kam_record_update(m->k, before, after, err);

	if (rc != KAM_EREFUSED || kam_kind_is(after->kind, m->kind) ||
	    kam_kind_is(after->kind, &kam_link_kind))
		return rc;
	kam_err_reset(err);
	rc = kam_record_load(&again, m->k, m->arena, before->kind, before->id,
			     err);
	if (!rc)
		rc = kam_record_point(m->k, again, m->from, m->other, m->keep,
				      err);
	return rc ? rc : kam_record_repoint(m->k, before, again, err);
}

static int move_one(struct kam_merging *m, const struct kam_referring *from,
		    struct kam_err *err)
{
	struct kam_record *before, *after;
	int64_t twin = 0;
	int rc = load_both(&before, &after, m, from->kind, from->id, err);

	if (!rc)
		rc = kam_record_point(m->k, after, m->from, m->other, m->keep,
				      err);
	if (rc)
		return rc;
	if (is_self_link(after))
		return kam_record_discard(m->k, before, err);
	if (after->kind->hooks.twin)
		rc = after->kind->hooks.twin(&twin, m->k, after, err);
	if (!rc && twin)
		return fold(m, before, after, twin, err);
	if (!rc)
		rc = free_key(m, before, after, err);
	/* a preference of the one that stays goes before the other's */
	if (!rc && kam_kind_is(after->kind, &kam_channel_kind) &&
	    m->has_preference)
		rc =
		    kam_record_set(m->k, after, KAM_CHANNEL_PREFERRED, "", err);
	return rc ? rc : write_moved(m, before, after, err);
}

static int move_all(struct kam_merging *m, struct kam_err *err)
{
	struct kam_referrers all;
	int rc =
	    kam_referrers_find(&all, m->k, m->arena, m->from, m->other, err);

	for (size_t i = 0; i < all.n && !rc; i++) {
		const struct kam_referring *r = &all.items[i];

		if (r->kind == m->from &&
		    (r->id == m->keep || r->id == m->other))
			continue;
		rc = move_one(m, r, err);
		if (!rc)
			rc = kam_merging_moved(m, r->kind, err);
	}
	return rc;
}

/* The twin has what the one that goes had besides; what refers to that one
   refers to the twin. */
static int fold(struct kam_merging *m, const struct kam_record *before,
		struct kam_record *after, int64_t twin, struct kam_err *err)
{
	struct kam_merging inner = *m;
	struct kam_record *there, *changed;
	int rc = load_both(&there, &changed, m, before->kind, twin, err);

	if (rc)
		return rc;
	inner.from = before->kind;
	inner.keep = twin;
	inner.other = before->id;
	inner.nested = 1;
	inner.options = &kam_merge_nothing;
	rc = before->kind->hooks.twin == after->kind->hooks.twin &&
		     !kam_kind_is(before->kind, &kam_link_kind)
		 ? kam_merging_fields(&inner, changed, after, err)
		 : 0;
	if (!rc && kam_kind_is(before->kind, &kam_channel_kind))
		rc = kam_merging_consent(&inner, changed, after, err);
	if (!rc)
		rc = move_all(&inner, err);
	if (!rc)
		rc = kam_record_discard(m->k, before, err);
	if (!rc)
		rc = kam_record_update(m->k, there, changed, err);
	m->result = inner.result;
	m->lost = inner.lost;
	return rc;
}

static int refuse_erased(const struct kam_record *r, struct kam_err *err)
{
	if (!kam_record_erased(r))
		return 0;
	return kam_fail(err, KAM_EREFUSED, _("%s-%" PRId64 " was forgotten"),
			r->kind->prefix, r->id);
}

/* Where the other came from, the one comes from, too. */
static int take_sources(struct kam_merging *m, struct kam_record *after,
			const struct kam_record *other, struct kam_err *err)
{
	int also = kam_field_find(after->kind, KAM_ALSO_FROM), rc = 0;

	if (other->source)
		rc = kam_record_from(m->k, after, other->source,
				     other->source_digest, err);
	for (size_t i = 0;
	     also != KAM_NO_FIELD && !rc && i < other->values[also].n_refs; i++)
		rc = kam_record_add_ref(m->k, after, also, 0,
					other->values[also].refs[i].role, err);
	return rc;
}

static int remove_other(struct kam_merging *m, struct kam_err *err)
{
	struct kam_record *r;
	int rc = kam_record_load(&r, m->k, m->arena, m->kind, m->other, err);

	/* what it referred to of the one that stays goes with it */
	return rc ? rc : kam_record_discard(m->k, r, err);
}

static int merge(struct kam_merging *m, struct kam_err *err)
{
	struct kam_record *before, *after, *other, *cut;
	int rc = load_both(&before, &after, m, m->kind, m->keep, err);

	if (!rc)
		rc = load_both(&other, &cut, m, m->kind, m->other, err);
	if (!rc)
		rc = refuse_erased(before, err);
	if (!rc)
		rc = refuse_erased(other, err);
	if (rc)
		return rc;
	m->has_preference = kam_kind_is(m->kind, &kam_contact_kind) &&
			    before->values[KAM_CONTACT_PREFERRED_CHANNEL].set;
	/* neither is its own parent, nor reports to itself */
	rc = kam_record_point(m->k, after, m->kind, m->other, 0, err);
	if (!rc)
		rc = kam_record_point(m->k, cut, m->kind, m->keep, 0, err);
	if (!rc)
		rc = kam_merging_fields(m, after, cut, err);
	if (!rc)
		rc = take_sources(m, after, other, err);
	if (!rc)
		rc = kam_merging_settings(m, before, other, err);
	/* whatever refers to the other must have nothing of it in the way */
	if (!rc)
		rc = move_all(m, err);
	if (!rc)
		rc = kam_merging_unhook(m, err);
	if (!rc)
		rc = remove_other(m, err);
	if (!rc)
		rc = kam_record_load(&before, m->k, m->arena, m->kind, m->keep,
				     err);
	if (!rc)
		rc = kam_record_update(m->k, before, after, err);
	return rc ? rc : kam_merging_note(m, other, err);
}

int kam_merge(struct kam_merge_result *result, struct kam *k,
	      struct kam_arena *arena, const struct kam_kind *kind,
	      int64_t keep, int64_t other,
	      const struct kam_merge_options *options, struct kam_err *err)
{
	struct kam_merging m = {
		.k = k,
		.arena = arena,
		.kind = kind,
		.from = kind,
		.keep = keep,
		.other = other,
		.options = options,
		.result = result,
		.lost = KAM_STR_INIT,
	};
	int rc;

	memset(result, 0, sizeof *result);
	if (keep == other)
		return kam_fail(err, KAM_EINVALID,
				_("%s-%" PRId64 " cannot be merged with "
				  "itself"),
				kind->prefix, keep);
	rc = kam_merging_check(&m, err);
	if (!rc)
		rc = merge(&m, err);
	kam_str_release(&m.lost);
	return rc;
}
