/*
 * A person forgotten: forget.h says what that means.
 */
#include "store/forget.h"

#include "store/chain.h"

#include <inttypes.h>
#include <kam/search.h>
#include <string.h>

int kam_forget_grow(void *items, size_t n, size_t *room, size_t size,
		    struct kam_arena *arena, struct kam_err *err)
{
	void **at = items, *grown;

	if (n < *room)
		return 0;
	*room = *room ? 2 * *room : 16;
	grown = kam_arena_array(arena, *room, size);
	if (!grown)
		return kam_fail_memory(err);
	if (n)
		memcpy(grown, *at, n * size);
	*at = grown;
	return 0;
}

int kam_forget_hit(struct kam_forgetting *f, const struct kam_kind *kind,
		   int64_t id, int64_t values, const char *kept,
		   struct kam_err *err)
{
	struct kam_forget_result *r = f->result;
	const struct kam_forget_hit hit = { kind, id, values, kept };
	int rc = kam_forget_grow(&r->hits, r->n_hits, &f->room_hits, sizeof hit,
				 f->arena, err);

	if (!rc)
		r->hits[r->n_hits++] = hit;
	return rc;
}

static int keep_general(void *context, const char *text, struct kam_err *err)
{
	struct kam_forgetting *f = context;
	struct kam_forget_result *r = f->result;
	int rc;

	for (size_t i = 0; i < r->n_general; i++)
		if (!strcmp(r->general[i], text))
			return 0;
	rc = kam_forget_grow(&r->general, r->n_general, &f->room_general,
			     sizeof *r->general, f->arena, err);
	if (rc)
		return rc;
	r->general[r->n_general] = kam_arena_strdup(f->arena, text);
	return r->general[r->n_general++] ? 0 : kam_fail_memory(err);
}

/* What this operation itself is called: the command that was typed may name
   the person, and so may whoever typed it. */
static int rename_operation(struct kam_forgetting *f, struct kam_err *err)
{
	struct kam *k = f->k;

	k->command = kam_arena_printf(&k->arena, "kam forget %s-%" PRId64,
				      f->kind->prefix, f->id);
	if (!k->command)
		return kam_fail_memory(err);
	return kam_forget_actor(&k->actor, f, &k->arena, k->actor, err);
}

static int read_traits(struct kam_forgetting *f,
		       const struct kam_forget_options *o, struct kam_err *err)
{
	int rc = kam_traits_read(&f->traits, f->k, f->kind, f->id, keep_general,
				 f, err);

	if (!rc)
		rc = kam_theirs_read(&f->theirs, f->k, f->arena, f->kind, f->id,
				     err);
	for (size_t i = 0; i < o->n_also && rc >= 0; i++)
		rc = kam_mentions_add(&f->traits, KAM_TRAIT_TEXT, o->also[i],
				      err);
	return rc < 0 ? rc : 0;
}

/* Whether there is something left of them to be erased. */
static int is_pending(int *pending, struct kam_forgetting *f,
		      struct kam_err *err)
{
	const struct kam_forget_result *r = f->result;
	struct kam_record *record;
	int rc;

	*pending = r->operations > 0 || r->messages > 0;
	for (size_t i = 0; i < r->n_hits; i++)
		*pending |= !r->hits[i].kept;
	for (int i = 0; i < f->k->catalogue->n_kinds; i++)
		*pending |= r->changes[i] > 0;
	if (*pending)
		return 0;
	rc = kam_record_load(&record, f->k, &f->scratch, f->kind, f->id, err);
	if (rc == KAM_ENOENT) {
		kam_err_reset(err);
		return 0;
	}
	*pending = !rc && !kam_record_erased(record);
	return rc;
}

static int forget(struct kam_forgetting *f, const struct kam_forget_options *o,
		  struct kam_err *err)
{
	int pending = 0, rc = read_traits(f, o, err);

	if (!rc)
		rc = kam_forget_records(f, err);
	if (!rc)
		rc = kam_forget_journal(f, err);
	if (!rc)
		rc = kam_forget_commands(f, err);
	if (!rc)
		rc = kam_forget_outbox(f, err);
	if (!rc)
		rc = is_pending(&pending, f, err);
	if (!rc && pending)
		rc = kam_forget_person(f, err);
	return rc ? rc : rename_operation(f, err);
}

int kam_forget(struct kam_forget_result *result, struct kam *k,
	       struct kam_arena *arena, const struct kam_kind *kind, int64_t id,
	       const struct kam_forget_options *options, struct kam_err *err)
{
	struct kam_forgetting f = { .k = k,
				    .arena = arena,
				    .kind = kam_kind_here(k, kind),
				    .id = id,
				    .result = result };
	int rc;

	memset(result, 0, sizeof *result);
	if (kam_field_find(kind, KAM_ERASED_ON) == KAM_NO_FIELD)
		return kam_fail(err, KAM_EREFUSED,
				_("no %s is somebody who could be forgotten"),
				kam_kind_called(kind));
	result->changes = kam_arena_array(arena, (size_t)k->catalogue->n_kinds,
					  sizeof *result->changes);
	if (!result->changes)
		return kam_fail_memory(err);
	snprintf(f.name, sizeof f.name, "(erased %s-%" PRId64 ")", kind->prefix,
		 id);
	rc = forget(&f, options, err);
	kam_mentions_release(&f.traits);
	kam_arena_release(&f.scratch);
	return rc;
}

/* Files that are made from the register go first: an index for searching has
   all words. Where there was one, it is made anew. */
int kam_compact(struct kam *k, struct kam_err *err)
{
	int64_t records;
	int indexed = kam_search_index_remove(k, err);
	int rc = indexed < 0 ? indexed : kam_db_compact(k->db, err);

	return rc || !indexed ? rc : kam_search_index_make(&records, k, err);
}
