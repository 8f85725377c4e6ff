/*
 * Who took part, as the minutes name them.
 */
#include "areas/minutes_take.h"

#include <kam/areas.h>
#include <string.h>

/* The next name of a list "Anna Weber, 张三、@li"; NULL at its end. */
static const char *next_name(size_t *n, const char **at)
{
	static const char *const marks[] = { ",", ";", "，", "、", "；" };
	const char *from = *at + strspn(*at, " "), *end = NULL;
	size_t width = 0;

	if (!*from)
		return NULL;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *found = strstr(from, marks[i]);

		if (found && (!end || found < end)) {
			end = found;
			width = strlen(marks[i]);
		}
	}
	*n = end ? (size_t)(end - from) : strlen(from);
	*at = from + *n + width;
	while (*n && from[*n - 1] == ' ')
		--*n;
	return from;
}

/* By name, a member by key behind the @; 0 where nobody or more than one is
   called so: a guest. */
static int find(int64_t *id, struct kam *k, const struct kam_kind *kind,
		const char *name, struct kam_err *err)
{
	struct kam_err inner = { 0 };

	*id = 0;
	if (!(*name == '@' ? kam_resolve(id, k, kind, name + 1, &inner)
			   : kam_find_title(id, k, kind, name, &inner)))
		return 0;
	*id = 0;
	if (inner.code == KAM_ENOENT || inner.code == KAM_EINVALID)
		return 0;
	*err = inner;
	return err->code;
}

static int is_there(const struct kam_value *v, int64_t id)
{
	for (size_t i = 0; i < v->n_refs; i++)
		if (v->refs[i].id == id)
			return 1;
	return 0;
}

static int add(struct kam_taking *t, struct kam_record *comm, const char *name,
	       struct kam_err *err)
{
	int field = KAM_COMM_CONTACTS;
	int64_t id = 0;
	int rc = 0;

	if (*name != '@')
		rc = find(&id, t->k, &kam_contact_kind, name, err);
	if (!rc && !id) {
		field = KAM_COMM_MEMBERS;
		rc = find(&id, t->k, &kam_member_kind, name, err);
	}
	if (rc || !id || is_there(&comm->values[field], id))
		return rc;
	t->out->attendees++;
	return kam_record_add_ref(t->k, comm, field, id, NULL, err);
}

int kam_minutes_attend(struct kam_taking *t, struct kam_record *comm,
		       struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < t->new.n && !rc; i++) {
		const struct kam_minutes_line *l = &t->new.lines[i];
		const char *at = l->text, *from, *name;
		size_t n;

		if (l->form != KAM_MINUTES_ATTENDEES)
			continue;
		while (!rc && (from = next_name(&n, &at))) {
			name = kam_arena_strndup(comm->arena, from, n);
			rc = name ? add(t, comm, name, err)
				  : kam_fail_memory(err);
		}
	}
	return rc;
}
