#include "areas/req_texts.h"

#include <kam/areas.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a */
static uint64_t hash(uint64_t h, const char *text)
{
	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return h;
}

static int grow(struct kam_req_texts *t, struct kam_err *err)
{
	size_t room = t->room ? 2 * t->room : 128;
	struct kam_req_text *items = realloc(t->items, room * sizeof *items);
	struct kam_similar_text *similar;

	if (!items)
		return kam_fail_memory(err);
	t->items = items;
	similar = realloc(t->similar, room * sizeof *similar);
	if (!similar)
		return kam_fail_memory(err);
	t->similar = similar;
	t->room = room;
	return 0;
}

static int copy(const char **out, struct kam_req_texts *t, const char *text,
		struct kam_err *err)
{
	*out = kam_arena_strdup(&t->arena, text);
	return *out ? 0 : kam_fail_memory(err);
}

/* What only labels part is no contradiction: it is compared where they are the
   same. */
static uint64_t group(const struct kam_normal *n, int64_t account,
		      int with_numbers)
{
	uint64_t h = (uint64_t)account << 1;

	if (with_numbers)
		return hash(h + (uint64_t)n->negations * UINT64_C(1000003),
			    n->numbers.data);
	return n->amounts.length ? h + 1 : hash(h, n->numbers.data);
}

static int add(struct kam_req_texts *t, const struct kam_record *req, int field,
	       int with_numbers, struct kam_err *err)
{
	const struct kam_value *v = req->values;
	struct kam_similar_text *similar;
	struct kam_req_text *item;
	struct kam_normal *n = &t->normal;

	if (kam_normal_read(n, v[field].text, err) ||
	    (t->n == t->room && grow(t, err)))
		return err->code;
	if (!n->text.length)
		return 0;
	item = &t->items[t->n];
	similar = &t->similar[t->n];
	memset(item, 0, sizeof *item);
	item->id = req->id;
	item->field = field;
	item->negations = n->negations;
	item->priority =
	    v[KAM_REQ_PRIORITY].set
		? kam_word_find(&kam_req_kind.fields[KAM_REQ_PRIORITY],
				v[KAM_REQ_PRIORITY].text)
		: -1;
	similar->owner = (uint64_t)req->id;
	similar->group = group(n, v[KAM_REQ_ACCOUNT].integer, with_numbers);
	if (copy(&similar->text, t, n->text.data, err) ||
	    copy(&item->title, t, v[KAM_REQ_TITLE].text, err) ||
	    copy(&item->numbers, t, n->numbers.data, err) ||
	    copy(&item->amounts, t, n->amounts.data, err) ||
	    copy(&item->figures, t, n->figures.data, err) ||
	    (v[KAM_REQ_DUE].set &&
	     copy(&item->due, t, v[KAM_REQ_DUE].text, err)))
		return err->code;
	t->n++;
	return 0;
}

int kam_req_texts_add(struct kam_req_texts *t, const struct kam_record *req,
		      int with_numbers, struct kam_err *err)
{
	static const struct kam_normal none = KAM_NORMAL_INIT;
	int rc;

	if (!t->normal.text.data)
		t->normal = none;
	rc = add(t, req, KAM_REQ_TITLE, with_numbers, err);
	if (!rc && req->values[KAM_REQ_STATEMENT].set)
		rc = add(t, req, KAM_REQ_STATEMENT, with_numbers, err);
	return rc;
}

void kam_req_texts_release(struct kam_req_texts *t)
{
	if (t->normal.text.data)
		kam_normal_release(&t->normal);
	free(t->items);
	free(t->similar);
	kam_arena_release(&t->arena);
	memset(t, 0, sizeof *t);
}
