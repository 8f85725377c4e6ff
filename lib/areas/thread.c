#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/thread.h>
#include <string.h>

enum { SQL_OF_SOURCE, SQL_MEMBERS, SQL_COUNT, SQL_LIST };
static const char *const texts[] = {
	[SQL_OF_SOURCE] = "SELECT \"thread\" FROM comm WHERE source = $1",
	[SQL_MEMBERS] =
	    "SELECT id FROM comm WHERE \"thread\" = $1 ORDER BY id LIMIT 1",
	[SQL_COUNT] = "SELECT count(*) FROM comm WHERE \"thread\" = $1",
	[SQL_LIST] =
	    "SELECT id FROM comm WHERE \"thread\" = $1 ORDER BY \"at\", id",
};
const struct kam_sql kam_thread_sql = { texts, sizeof texts / sizeof *texts };

/* The thread of a message that is in the log; NULL where it isn't. */
static int thread_of(const char **thread, struct kam *k,
		     struct kam_arena *arena, const char *id,
		     struct kam_err *err)
{
	const char *source =
	    kam_arena_printf(arena, "%s%s", KAM_THREAD_SOURCE, id);
	struct kam_stmt *s = NULL;
	int rc = source ? kam_db_prepare(&s, kam_database(k),
					 texts[SQL_OF_SOURCE], err)
			: kam_fail_memory(err);

	*thread = NULL;
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, source);
	rc = kam_stmt_step(s, err);
	if (rc > 0 && kam_stmt_text(s, 0)) {
		*thread = kam_arena_strdup(arena, kam_stmt_text(s, 0));
		rc = *thread ? 0 : kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

static int first_member(int64_t *id, struct kam *k, const char *thread,
			struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_MEMBERS], err);

	*id = 0;
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, thread);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		*id = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

static int move_one(struct kam *k, int64_t id, const char *into,
		    struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, k, &scratch, &kam_comm_kind, id, err);

	if (!rc)
		rc = kam_record_load(&after, k, &scratch, &kam_comm_kind, id,
				     err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_COMM_THREAD, into, err);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
	kam_arena_release(&scratch);
	return rc;
}

/* One after the other: no cursor is open while they are written. */
static int join(int64_t *joined, struct kam *k, const char *from,
		const char *into, struct kam_err *err)
{
	int64_t id;
	int rc = 0;

	if (!strcmp(from, into))
		return 0;
	while (!rc && !(rc = first_member(&id, k, from, err)) && id) {
		rc = move_one(k, id, into, err);
		*joined += !rc;
	}
	return rc;
}

int kam_thread_find(const char **thread, int64_t *joined, struct kam *k,
		    struct kam_arena *arena, const char *id,
		    const char *const *references, size_t n,
		    struct kam_err *err)
{
	const char *known;
	int rc = 0;

	*thread = NULL;
	/* the oldest, as those that come later will name it too */
	if (n)
		rc = thread_of(thread, k, arena, references[0], err);
	if (!*thread)
		*thread = n ? references[0] : *id ? id : NULL;
	/* what was known by one of them, or refers to one, is of it as well */
	for (size_t i = 0; i < n && !rc; i++) {
		rc = thread_of(&known, k, arena, references[i], err);
		if (!rc && known)
			rc = join(joined, k, known, *thread, err);
		if (!rc)
			rc = join(joined, k, references[i], *thread, err);
	}
	if (!rc && *id)
		rc = join(joined, k, id, *thread, err);
	return rc;
}

/* The other's thread, which begins with it where it has none. */
static int begin(const char **thread, struct kam *k, struct kam_record *other,
		 const char *name, struct kam_err *err)
{
	const struct kam_value *v = &other->values[KAM_COMM_THREAD];
	struct kam_record *before;
	int rc;

	if (v->set) {
		*thread = v->text;
		return 0;
	}
	*thread = kam_arena_printf(other->arena, "kam:%s", name);
	if (!*thread)
		return kam_fail_memory(err);
	rc = kam_record_load(&before, k, other->arena, other->kind, other->id,
			     err);
	if (!rc)
		rc = kam_record_set(k, other, KAM_COMM_THREAD, *thread, err);
	return rc ? rc : kam_record_update(k, before, other, err);
}

int kam_thread_answer(struct kam *k, struct kam_record *comm, int64_t other,
		      struct kam_err *err)
{
	const struct kam_value *id;
	struct kam_record *o;
	char name[KAM_ID_TEXT];
	const char *thread;
	int rc =
	    kam_record_load(&o, k, comm->arena, &kam_comm_kind, other, err);

	kam_id_format(name, &kam_comm_kind, other);
	if (!rc)
		rc = begin(&thread, k, o, name, err);
	if (rc)
		return rc;
	id = &o->values[KAM_COMM_MESSAGE_ID];
	rc = kam_record_set(k, comm, KAM_COMM_THREAD, thread, err);
	return rc ? rc
		  : kam_record_set(k, comm, KAM_COMM_IN_REPLY_TO,
				   id->set ? id->text : name, err);
}

static int count(size_t *n, struct kam *k, const char *thread,
		 struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_COUNT], err);

	*n = 0;
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, thread);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		*n = (size_t)kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

int kam_thread_list(int64_t **ids, size_t *n, struct kam *k,
		    struct kam_arena *arena, const struct kam_record *comm,
		    struct kam_err *err)
{
	const struct kam_value *thread = &comm->values[KAM_COMM_THREAD];
	struct kam_stmt *s = NULL;
	size_t room = 1;
	int rc = thread->set ? count(&room, k, thread->text, err) : 0;

	*n = 0;
	if (rc)
		return rc;
	*ids = kam_arena_array(arena, room + 1, sizeof **ids);
	if (!*ids)
		return kam_fail_memory(err);
	if (!thread->set) {
		(*ids)[(*n)++] = comm->id;
		return 0;
	}
	rc = kam_db_prepare(&s, kam_database(k), texts[SQL_LIST], err);
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, thread->text);
	while (*n < room && (rc = kam_stmt_step(s, err)) > 0)
		(*ids)[(*n)++] = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}
