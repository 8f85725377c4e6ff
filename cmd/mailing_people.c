/*
 * People to whom mail goes: the register's members, and addresses.
 */
#include "mailing.h"

#include <kam/areas.h>
#include <string.h>
#include <strings.h>

static struct cmd_person *add(struct cmd_people *people, struct cmd *c)
{
	if (people->n == people->room) {
		size_t room = people->room ? 2 * people->room : 32;
		struct cmd_person *grown =
		    kam_arena_array(&c->arena, room, sizeof *grown);

		if (!grown)
			return NULL;
		if (people->n)
			memcpy(grown, people->items, people->n * sizeof *grown);
		people->items = grown;
		people->room = room;
	}
	return &people->items[people->n++];
}

struct reading {
	struct cmd *c;
	struct cmd_people *people;
};

/* 0 where the field is unset */
static int copy(const char **out, struct cmd *c, const struct kam_value *v)
{
	*out = v->set ? kam_arena_strdup(&c->arena, v->text) : NULL;
	return v->set && !*out;
}

static int read_member(void *context, struct kam_record *r, struct kam_err *err)
{
	struct reading *reading = context;
	struct cmd *c = reading->c;
	struct cmd_person *p = add(reading->people, c);
	int failed = !p;

	if (failed)
		return kam_fail_memory(err);
	*p = (struct cmd_person){ .id = r->id };
	failed |= copy(&p->key, c, &r->values[KAM_MEMBER_KEY]);
	failed |= copy(&p->name, c, &r->values[KAM_MEMBER_NAME]);
	failed |= copy(&p->address, c, &r->values[KAM_MEMBER_EMAIL]);
	failed |= copy(&p->language, c, &r->values[KAM_MEMBER_LANGUAGE]);
	if (!p->key)
		p->key =
		    kam_arena_printf(&c->arena, "MEM-%lld", (long long)r->id);
	p->calendar = r->values[KAM_MEMBER_CALENDAR].integer;
	p->left = r->kind->states[r->status].closed;
	return failed || !p->key ? kam_fail_memory(err) : 0;
}

int cmd_people_read(struct cmd_people *people, struct cmd *c,
		    struct kam_err *err)
{
	struct reading reading = { c, people };
	struct kam_query *q;
	int rc = kam_query_open(&q, c->k, &kam_member_kind, err);

	if (rc)
		return rc;
	kam_query_closed_too(q);
	rc = kam_query_run(q, read_member, &reading, err);
	kam_query_release(q);
	return rc;
}

const struct cmd_person *cmd_people_find(const struct cmd_people *people,
					 int64_t id)
{
	for (size_t i = 0; i < people->n; i++)
		if (people->items[i].id == id)
			return &people->items[i];
	return NULL;
}

int cmd_people_address(int64_t *id, struct cmd_people *people, struct cmd *c,
		       const char *address, struct kam_err *err)
{
	struct cmd_person *p;
	int rc = kam_address_check(address, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < people->n; i++) {
		p = &people->items[i];
		if (p->address && !strcasecmp(p->address, address)) {
			*id = p->id;
			return 0;
		}
	}
	p = add(people, c);
	if (!p)
		return kam_fail_memory(err);
	*p = (struct cmd_person){ .id = -(int64_t)people->n,
				  .key = address,
				  .address = address };
	*id = p->id;
	return 0;
}

const char *cmd_mailing_name(const struct cmd_person *p)
{
	return p->name ? p->name : p->key;
}

void cmd_mail_name(struct cmd *c, struct kam_out *out, const char *key)
{
	const struct cmd_people *people = c->mailing ? &c->mailing->people : 0;

	for (size_t i = 0; people && key && i < people->n; i++)
		if (!strcmp(people->items[i].key, key))
			kam_out_people(out,
				       cmd_mailing_name(&people->items[i]));
}
