/*
 * Records that are a person's own beside theirs: those of kinds that need one
 * of their kind and have personal fields, as a contact's channels.
 */
#include "store/forget.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char sql_changes[] =
    "SELECT record, field, before, after FROM change WHERE kind = $1 "
    "ORDER BY record";
static const char sql_operations[] =
    "SELECT DISTINCT operation FROM change WHERE kind = $1 AND record = $2 "
    "AND operation < $3";
static const char sql_changed[] =
    "SELECT kind, record FROM change WHERE operation = $1";

/* The field of a kind that says whose its records are; KAM_NO_FIELD where they
   are nobody's. */
static int their_field(const struct kam_kind *kind,
		       const struct kam_kind *person)
{
	int at = KAM_NO_FIELD, personal = 0;

	if (kam_kind_is(kind, person))
		return KAM_NO_FIELD;
	for (int i = 0; i < kind->n_fields; i++) {
		const struct kam_field *f = &kind->fields[i];

		personal |= (f->flags & KAM_PERSONAL) != 0;
		if (f->type == KAM_REF && (f->flags & KAM_REQUIRED) &&
		    !(f->flags & KAM_CUSTOM) &&
		    !strcmp(f->target, person->name))
			at = i;
	}
	return personal ? at : KAM_NO_FIELD;
}

/* A reference's canonical bytes are its number. */
static int names(const char *bytes, size_t length, const char *number)
{
	return length == strlen(number) && !strncmp(bytes, number, length);
}

/* Whether a change's value, of a field or of a whole record, names them. */
static int is_of(const char *field, const char *bytes, const char *name,
		 const char *number)
{
	struct kam_canonical m;

	if (!bytes)
		return 0;
	if (field)
		return !strcmp(field, name) &&
		       names(bytes, strlen(bytes), number);
	while (kam_canonical_next(&m, &bytes) > 0)
		if (m.name_length == strlen(name) &&
		    !strncmp(m.name, name, m.name_length))
			return names(m.value, m.length, number);
	return 0;
}

static int keep(struct kam_theirs *t, size_t *room, struct kam_arena *arena,
		const struct kam_kind *kind, int64_t id, struct kam_err *err)
{
	int rc;

	if (t->n && kam_kind_is(t->items[t->n - 1].kind, kind) &&
	    t->items[t->n - 1].id == id)
		return 0;
	rc = kam_forget_grow(&t->items, t->n, room, sizeof *t->items, arena,
			     err);
	if (!rc) {
		t->items[t->n].kind = kind;
		t->items[t->n++].id = id;
	}
	return rc;
}

int kam_theirs_read(struct kam_theirs *out, struct kam *k,
		    struct kam_arena *arena, const struct kam_kind *person,
		    int64_t id, struct kam_err *err)
{
	const struct kam_catalogue *all = k->catalogue;
	char number[24];
	size_t room = 0;
	int rc = 0;

	memset(out, 0, sizeof *out);
	(void)snprintf(number, sizeof number, "%" PRId64, id);
	for (int i = 0; i < all->n_kinds && !rc; i++) {
		const struct kam_kind *kind = all->kinds[i];
		int at = their_field(kind, person);
		struct kam_stmt *s = NULL;

		if (at == KAM_NO_FIELD)
			continue;
		rc = kam_db_prepare(&s, k->db, sql_changes, err);
		if (!rc)
			kam_stmt_bind_text(s, 1, kind->name);
		while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
			const char *field = kam_stmt_text(s, 1);
			const char *of = kind->fields[at].name;

			rc = 0;
			if (is_of(field, kam_stmt_text(s, 2), of, number) ||
			    is_of(field, kam_stmt_text(s, 3), of, number))
				rc = keep(out, &room, arena, kind,
					  kam_stmt_int(s, 0), err);
			if (!rc && kam_stmt_failed(s))
				rc = kam_fail_memory(err);
		}
		kam_stmt_finalize(s);
	}
	return rc;
}

int kam_theirs_has(const struct kam_theirs *t, const struct kam_kind *kind,
		   int64_t id)
{
	for (size_t i = 0; i < t->n; i++)
		if (kam_kind_is(t->items[i].kind, kind) && t->items[i].id == id)
			return 1;
	return 0;
}

/* Whether an operation changed the person's record, theirs, and no other. */
static int is_theirs_alone(int *alone, struct kam_forgetting *f,
			   int64_t operation, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, f->k, sql_changed, err);

	*alone = 1;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, operation);
	while (!rc && *alone && (rc = kam_stmt_step(s, err)) > 0) {
		const char *name = kam_stmt_text(s, 0);
		const struct kam_kind *kind =
		    kam_kind_find(f->k->catalogue, name ? name : "");
		int64_t id = kam_stmt_int(s, 1);

		rc = 0;
		*alone = (kam_kind_is(kind, f->kind) && id == f->id) ||
			 kam_theirs_has(&f->theirs, kind, id);
	}
	kam_stmt_reset(s);
	return rc;
}

static int compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

int kam_theirs_operations(int64_t **out, size_t *n, struct kam_forgetting *f,
			  struct kam_err *err)
{
	size_t room = 0;
	int rc = 0;

	*out = NULL;
	*n = 0;
	for (size_t i = 0; i < f->theirs.n && !rc; i++) {
		struct kam_stmt *s = NULL;

		rc = kam_db_prepare(&s, f->k->db, sql_operations, err);
		if (rc)
			return rc;
		kam_stmt_bind_text(s, 1, f->theirs.items[i].kind->name);
		kam_stmt_bind_int(s, 2, f->theirs.items[i].id);
		kam_stmt_bind_int(s, 3, f->k->operation);
		while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
			const int64_t operation = kam_stmt_int(s, 0);
			int alone;

			rc = is_theirs_alone(&alone, f, operation, err);
			if (!rc && alone)
				rc = kam_forget_grow(out, *n, &room,
						     sizeof **out, f->arena,
						     err);
			if (!rc && alone)
				(*out)[(*n)++] = operation;
		}
		kam_stmt_finalize(s);
	}
	if (!rc && *n)
		qsort(*out, *n, sizeof **out, compare);
	return rc;
}
