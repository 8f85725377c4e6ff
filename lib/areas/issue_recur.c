/*
 * Problems that come up again: found by what they say and by their cause.
 */
#include "areas/recur.h"

#include <kam/areas.h>
#include <kam/link.h>
#include <string.h>

/* Whether somebody said what the two have to do with each other. */
static int tied(const struct kam_recur_search *s,
		const struct kam_recur_item *a, const struct kam_recur_item *b)
{
	for (size_t i = 0; i < s->n_ties; i++) {
		const struct kam_recur_tie *t = &s->ties[i];

		if ((kam_recur_is(a, t->from_feedback, t->from) &&
		     kam_recur_is(b, t->to_feedback, t->to)) ||
		    (kam_recur_is(b, t->from_feedback, t->from) &&
		     kam_recur_is(a, t->to_feedback, t->to)))
			return 1;
	}
	return 0;
}

/* A solved one, and the other raised since. Of one day, feedback may have come
   before: it counts where it is what is asked about, as when it comes in. */
static int follows(const struct kam_recur_search *s,
		   const struct kam_recur_item *later,
		   const struct kam_recur_item *earlier)
{
	const int32_t from =
	    earlier->solved + (later->feedback && !s->query->kind);

	return later != earlier && earlier->has_solved &&
	       later->account == earlier->account && later->on >= from;
}

static int take_pair(void *context, size_t later, size_t earlier, int percent,
		     struct kam_err *err)
{
	struct kam_recur_search *s = context;
	struct kam_recur_best *best = &s->best[s->of[later]];
	const struct kam_recur_item *a = &s->items[s->of[later]];
	const struct kam_recur_item *b = &s->items[s->of[earlier]];

	(void)err;
	/* of those that are as alike, the one solved last */
	if (a->told || !follows(s, a, b) || percent < best->percent ||
	    (percent == best->percent &&
	     b->solved < s->items[best->earlier].solved) ||
	    tied(s, a, b))
		return 0;
	*best = (struct kam_recur_best){ s->of[earlier], percent };
	return 0;
}

/* The last one solved before with the same cause, where that is not long ago;
   s->n where there is none. */
static size_t same_cause(const struct kam_recur_search *s,
			 const struct kam_recur_item *later)
{
	size_t found = s->n;

	for (size_t i = 0; i < s->n && later->cause; i++) {
		const struct kam_recur_item *b = &s->items[i];

		if (b->cause && follows(s, later, b) && later->on <= b->until &&
		    !strcmp(b->cause, later->cause) &&
		    (found == s->n || b->solved >= s->items[found].solved) &&
		    !tied(s, later, b))
			found = i;
	}
	return found;
}

struct telling {
	const struct kam_recur_query *query;
	kam_each_recur each;
	void *context;
};

static int tell(struct kam_recur_search *s, const struct telling *t,
		const struct kam_recur_item *later,
		const struct kam_recur_item *earlier, struct kam_recur r,
		struct kam_err *err)
{
	r.kind = later->feedback ? &kam_feedback_kind : &kam_issue_kind;
	r.id = later->id;
	r.account = later->account;
	r.title = later->title;
	r.on = later->on;
	r.earlier = earlier->id;
	r.earlier_title = earlier->title;
	r.solved = earlier->solved;
	r.has_solved = earlier->has_solved;
	if (!r.cause && earlier->cause && later->cause &&
	    !strcmp(earlier->cause, later->cause))
		r.cause = earlier->cause;
	(void)s;
	return t->each(t->context, &r, err);
}

static int tell_links(struct kam_recur_search *s, const struct telling *t,
		      const struct kam_recur_item *later, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < s->n_ties && !rc; i++) {
		const struct kam_recur_tie *tie = &s->ties[i];
		const struct kam_recur r = { .link = tie->link };

		if (!tie->recurs || tie->to_feedback ||
		    !kam_recur_is(later, tie->from_feedback, tie->from) ||
		    (!kam_recur_wanted(s, later) &&
		     (!kam_kind_is(t->query->kind, &kam_issue_kind) ||
		      t->query->id != tie->to)))
			continue;
		for (size_t j = 0; j < s->n && !rc; j++)
			if (kam_recur_is(&s->items[j], 0, tie->to))
				rc = tell(s, t, later, &s->items[j], r, err);
	}
	return rc;
}

/* What is likely of one: by its wording, and by its cause where that is
   another. */
static int tell_likely(struct kam_recur_search *s, const struct telling *t,
		       size_t at, struct kam_err *err)
{
	const struct kam_recur_item *later = &s->items[at];
	const struct kam_recur_best *best = &s->best[at];
	const struct kam_recur alike = { .percent = best->percent };
	size_t cause = same_cause(s, later);
	int rc = 0;

	if (best->percent)
		rc = tell(s, t, later, &s->items[best->earlier], alike, err);
	if (!rc && cause < s->n && (!best->percent || cause != best->earlier))
		rc = tell(s, t, later, &s->items[cause],
			  (struct kam_recur){ .cause = later->cause }, err);
	return rc;
}

int kam_recurs_each(struct kam *k, const struct kam_recur_query *q,
		    kam_each_recur each, void *context, struct kam_err *err)
{
	struct kam_recur_search s = { .k = k, .query = q };
	const struct telling t = { q, each, context };
	int rc = kam_recur_begin(&s, err);

	if (!rc)
		rc = kam_similar_each(s.wordings, s.n_wordings, (int)s.percent,
				      take_pair, &s, err);
	for (size_t i = 0; i < s.n && !rc; i++) {
		if (s.items[i].told)
			rc = tell_links(&s, &t, &s.items[i], err);
		else if (kam_recur_wanted(&s, &s.items[i]))
			rc = tell_likely(&s, &t, i, err);
	}
	kam_recur_release(&s);
	return rc;
}

/* Still the same problem, not one that came up again. */
static int refuse(struct kam_err *err, const struct kam_record *later,
		  const char *earlier)
{
	kam_hint(err, "kam %s link %s-%lld duplicates %s",
		 kam_kind_typed(later->kind), later->kind->prefix,
		 (long long)later->id, earlier);
	return err->code;
}

int kam_recur_add(int64_t *link, struct kam *k, const struct kam_kind *kind,
		  int64_t id, int64_t earlier, struct kam_err *err)
{
	const int on = kam_kind_is(kind, &kam_issue_kind)
			   ? KAM_ISSUE_RAISED_ON
			   : KAM_FEEDBACK_RECEIVED;
	struct kam_arena arena = { 0 };
	struct kam_record *a, *b;
	char name[KAM_ID_TEXT];
	int rc = kam_record_load(&a, k, &arena, kind, id, err);

	kam_id_format(name, &kam_issue_kind, earlier);
	if (!rc)
		rc = kam_record_load(&b, k, &arena, &kam_issue_kind, earlier,
				     err);
	if (!rc && !b->values[KAM_ISSUE_SOLVED_ON].set)
		rc = kam_fail(err, KAM_EREFUSED, _("%s is not solved yet"),
			      name);
	if (!rc && a->values[on].set &&
	    strcmp(a->values[on].text, b->values[KAM_ISSUE_SOLVED_ON].text) < 0)
		rc = kam_fail(err, KAM_EREFUSED,
			      _("%s was solved later than that"), name);
	if (rc == KAM_EREFUSED)
		rc = refuse(err, a, name);
	if (!rc)
		rc = kam_link_add(
		    link, k, (struct kam_end){ kind, id }, "recurs",
		    (struct kam_end){ &kam_issue_kind, earlier }, NULL, err);
	kam_arena_release(&arena);
	return rc < 0 ? rc : 0;
}
