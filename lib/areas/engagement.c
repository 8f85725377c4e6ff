#include <kam/areas.h>
#include <kam/engagement.h>
#include <kam/grow.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *word, *advice;
} quadrants[] = {
	[KAM_QUADRANT_NONE] = { NULL, N_("say their influence and interest") },
	[KAM_MONITOR] = { N_("monitor"), N_("watch them with little effort") },
	[KAM_KEEP_INFORMED] = { N_("keep_informed"),
				N_("tell them regularly, and let them help") },
	[KAM_KEEP_SATISFIED] = { N_("keep_satisfied"),
				 N_("ask them before it is decided, spare "
				    "them details") },
	[KAM_MANAGE_CLOSELY] = { N_("manage_closely"),
				 N_("meet them often, decide with them") },
};

enum kam_quadrant kam_quadrant_of(int64_t influence, int64_t interest)
{
	if (!influence || !interest)
		return KAM_QUADRANT_NONE;
	if (influence >= KAM_POWER_HIGH)
		return interest >= KAM_POWER_HIGH ? KAM_MANAGE_CLOSELY
						  : KAM_KEEP_SATISFIED;
	return interest >= KAM_POWER_HIGH ? KAM_KEEP_INFORMED : KAM_MONITOR;
}

const char *kam_quadrant_word(enum kam_quadrant quadrant)
{
	return quadrants[quadrant].word;
}

const char *kam_quadrant_advice(enum kam_quadrant quadrant)
{
	return quadrants[quadrant].advice;
}

/* What an attitude looks like, in the order of its words. */
static const char *seen_by(const struct kam_value *attitude)
{
	static const char *const seen[] = { "resistant", "resistant", "neutral",
					    "supportive", "leading" };
	int at =
	    attitude->set
		? kam_word_find(&kam_contact_kind.fields[KAM_CONTACT_ATTITUDE],
				attitude->text)
		: -1;

	return at < 0 ? NULL : seen[at];
}

static int64_t gap_of(const struct kam_engaged *e)
{
	const struct kam_field *f =
	    &kam_contact_kind.fields[KAM_CONTACT_ENGAGEMENT_SEEN];
	int steps;

	if (!e->wanted || !e->seen)
		return 0;
	steps = kam_word_find(f, e->wanted) - kam_word_find(f, e->seen);
	return steps > 0 ? steps : 0;
}

struct loading {
	struct kam_arena *arena;
	struct kam_engagements *out;
	size_t room;
};

static int copy(const char **out, struct kam_arena *arena,
		const struct kam_value *v, struct kam_err *err)
{
	*out = v->set ? kam_arena_strdup(arena, v->text) : NULL;
	return v->set && !*out ? kam_fail_memory(err) : 0;
}

static int grow(struct loading *l, struct kam_err *err)
{
	struct kam_engaged *grown = kam_grow_in(
	    l->arena, l->out->items, &l->room, l->out->n, sizeof *grown, err);

	if (!grown)
		return err->code;
	l->out->items = grown;
	return 0;
}

static int add(void *context, struct kam_record *r, struct kam_err *err)
{
	struct loading *l = context;
	const struct kam_value *v = r->values;
	struct kam_engaged *e;
	int rc = grow(l, err);

	if (rc)
		return rc;
	e = &l->out->items[l->out->n++];
	memset(e, 0, sizeof *e);
	e->id = r->id;
	e->owner_id = v[KAM_CONTACT_OWNER].integer;
	e->influence = v[KAM_CONTACT_INFLUENCE].integer;
	e->interest = v[KAM_CONTACT_INTEREST].integer;
	e->quadrant = kam_quadrant_of(e->influence, e->interest);
	rc = copy(&e->name, l->arena, &v[KAM_CONTACT_NAME], err);
	if (!rc)
		rc = copy(&e->title, l->arena, &v[KAM_CONTACT_TITLE], err);
	if (!rc)
		rc = copy(&e->wanted, l->arena,
			  &v[KAM_CONTACT_ENGAGEMENT_WANTED], err);
	if (!rc)
		rc = copy(&e->seen, l->arena, &v[KAM_CONTACT_ENGAGEMENT_SEEN],
			  err);
	if (!rc && !e->seen) {
		e->seen = seen_by(&v[KAM_CONTACT_ATTITUDE]);
		e->by_attitude = e->seen != NULL;
	}
	e->gap = gap_of(e);
	return rc;
}

static int compare(const void *a, const void *b)
{
	const struct kam_engaged *x = a, *y = b;

	if (x->influence != y->influence)
		return x->influence > y->influence ? -1 : 1;
	if (x->interest != y->interest)
		return x->interest > y->interest ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

int kam_engagement_load(struct kam_engagements *out, struct kam *k,
			struct kam_arena *arena, int64_t account,
			struct kam_err *err)
{
	struct loading l = { arena, out, 0 };
	struct kam_record *a;
	struct kam_query *q;
	int rc;

	memset(out, 0, sizeof *out);
	rc = kam_record_load(&a, k, arena, &kam_account_kind, account, err);
	if (!rc)
		rc = kam_query_open(&q, k, &kam_contact_kind, err);
	if (rc)
		return rc;
	out->account = a->values[KAM_ACCOUNT_NAME].text;
	rc = kam_query_account(q, account, err);
	if (!rc)
		rc = kam_query_run(q, add, &l, err);
	kam_query_release(q);
	if (!rc && out->n)
		qsort(out->items, out->n, sizeof *out->items, compare);
	return rc;
}
