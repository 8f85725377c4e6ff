/*
 * What an edit mends. A record may have lost more than one thing, and its rules
 * may take no edit of what was lost, so they are asked: the record as it is
 * against the same one with what its journal has in their place.
 */
#include "store/fsck.h"
#include "store/replay.h"

#include <inttypes.h>
#include <kam/grow.h>
#include <stdlib.h>
#include <string.h>

static int is_gone(int *out, struct kam_proof *p, struct kam_arena *arena,
		   const struct kam_kind *kind, int64_t id, struct kam_err *err)
{
	struct kam_record *r;
	int rc;

	if (!kind)
		return 0;
	rc = kam_record_load(&r, p->k, arena, kind, id, err);
	if (rc != KAM_ENOENT)
		return rc;
	kam_err_reset(err);
	*out = 1;
	return 0;
}

/* Whether a field refers to a record that isn't there. */
static int is_astray(int *out, struct kam_proof *p,
		     const struct kam_record *stored, int field,
		     struct kam_err *err)
{
	const struct kam_field *f = &stored->kind->fields[field];
	const struct kam_value *v = &stored->values[field];
	const struct kam_kind *target =
	    f->target ? kam_kind_find(p->k->catalogue, f->target) : NULL;
	int rc = 0;

	if (v->set && f->type == KAM_REF)
		return is_gone(out, p, stored->arena, target, v->integer, err);
	if (v->set && f->type == KAM_ANY)
		return is_gone(out, p, stored->arena, v->kind, v->integer, err);
	if (f->type != KAM_REFS)
		return 0;
	for (size_t i = 0; i < v->n_refs && !rc && !*out; i++)
		rc = is_gone(out, p, stored->arena, target, v->refs[i].id, err);
	return rc;
}

/* As an edit sets it: what rules compare has the names of what it refers to. */
static int take_back(struct kam *k, struct kam_record *after, int field,
		     const struct kam_value *v, struct kam_err *err)
{
	char id[KAM_ID_TEXT];
	int rc = 0;

	if (after->kind->fields[field].type == KAM_REF)
		return kam_record_set_ref(k, after, field,
					  v->set ? v->integer : 0, err);
	after->values[field] = (struct kam_value){ 0 };
	if (after->kind->fields[field].type == KAM_REFS) {
		for (size_t i = 0; i < v->n_refs && !rc; i++)
			rc = kam_record_add_ref(k, after, field, v->refs[i].id,
						v->refs[i].role, err);
		return rc;
	}
	after->values[field] = *v;
	if (!v->set || after->kind->fields[field].type != KAM_ANY)
		return 0;
	kam_id_format(id, v->kind, v->integer);
	return kam_record_set(k, after, field, id, err);
}

/* Puts what the journal has in the place of all that an edit may set, and adds
   their options. */
static int put_right(struct kam_proof *p, struct kam_str *options,
		     const struct kam_record *stored, struct kam_record *after,
		     const struct kam_record *journal, struct kam_err *err)
{
	const struct kam_kind *kind = stored->kind;
	char option[KAM_LABEL_TEXT];
	int rc = 0;

	for (int i = 0; i < kind->n_fields && !rc; i++) {
		int lost = kam_proof_lacks(stored, i);

		if (kind->fields[i].flags & KAM_FIXED)
			continue;
		if (!lost)
			rc = is_astray(&lost, p, stored, i, err);
		if (rc || !lost)
			continue;
		rc = take_back(p->k, after, i, &journal->values[i], err);
		kam_str_printf(options, " --%s …",
			       kam_option_name(option, &kind->fields[i]));
	}
	return rc ? rc : kam_str_check(options, err);
}

/* The options of the edit that mends a record; fails where none does. */
static int find_edit(struct kam_proof *p, struct kam_str *options,
		     struct kam_replay *replay, const struct kam_kind *kind,
		     int64_t id, struct kam_err *err)
{
	struct kam_record *before, *after, *journal;
	int rc = kam_replay_one(replay, p->k, kind, id, INT64_MAX, err);

	if (!rc)
		rc = kam_replay_record(&journal, p->k, replay, err);
	if (!rc)
		rc = kam_record_load(&before, p->k, &replay->arena, kind, id,
				     err);
	if (!rc)
		rc = kam_record_load(&after, p->k, &replay->arena, kind, id,
				     err);
	if (!rc)
		rc = put_right(p, options, before, after, journal, err);
	return rc ? rc : kam_record_check(p->k, before, after, err);
}

/* That the machine failed says nothing of the record. */
static int is_of_record(int rc)
{
	return rc != KAM_ENOMEM && rc != KAM_EIO && rc != KAM_EBUSY &&
	       rc != KAM_EINTERRUPT;
}

/* *options is NULL where no edit is taken. */
static int look_for_edit(const char **options, struct kam_proof *p,
			 const struct kam_kind *kind, int64_t id,
			 struct kam_err *err)
{
	struct kam_str found = KAM_STR_INIT;
	struct kam_replay *replay = calloc(1, sizeof *replay);
	int rc = replay ? find_edit(p, &found, replay, kind, id, err)
			: kam_fail_memory(err);

	*options = NULL;
	if (!rc && !(*options = kam_arena_strdup(&p->arena, found.data)))
		rc = kam_fail_memory(err);
	if (rc && is_of_record(rc)) {
		kam_err_reset(err);
		rc = 0;
	}
	if (replay)
		kam_arena_release(&replay->arena);
	free(replay);
	kam_str_release(&found);
	return rc;
}

/* Where a record's edit stands, or would stand, among those that are known. */
static size_t place_of(const struct kam_proof *p, const struct kam_kind *kind,
		       int64_t id)
{
	size_t low = 0, high = p->n_mends;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct kam_mend *m = &p->mends[middle];
		int order = strcmp(m->kind->name, kind->name);

		if (order < 0 || (!order && m->id < id))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The edit of a record, which is looked for once, however much it lost. */
static int edit_of(const char **options, struct kam_proof *p,
		   const struct kam_kind *kind, int64_t id, struct kam_err *err)
{
	size_t at = place_of(p, kind, id);
	struct kam_mend *grown;
	int rc;

	if (at < p->n_mends && p->mends[at].id == id &&
	    kam_kind_is(p->mends[at].kind, kind)) {
		*options = p->mends[at].options;
		return 0;
	}
	rc = look_for_edit(options, p, kind, id, err);
	if (rc)
		return rc;
	grown = kam_grow_in(&p->arena, p->mends, &p->room, p->n_mends,
			    sizeof *grown, err);
	if (!grown)
		return err->code;
	p->mends = grown;
	memmove(grown + at + 1, grown + at,
		(p->n_mends++ - at) * sizeof *grown);
	grown[at] = (struct kam_mend){ kind, id, *options };
	return 0;
}

int kam_proof_say_field(struct kam_proof *p, const struct kam_kind *kind,
			const struct kam_field *f, int64_t id, const char *what,
			struct kam_err *err)
{
	const char *options = NULL;
	int rc = 0;

	if (!(f->flags & KAM_FIXED) && kind->role != KAM_ROLE_SETTING)
		rc = edit_of(&options, p, kind, id, err);
	if (rc)
		return rc;
	if (!options)
		kam_proof_say(p, "%s", what);
	else
		kam_proof_say(
		    p, _("%s: 'kam %s edit %s-%" PRId64 "%s' mends it"), what,
		    kam_kind_typed(kind), kind->prefix, id, options);
	return 0;
}
