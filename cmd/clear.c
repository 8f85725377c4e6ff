/*
 * clear: suspect links hold all the same.
 */
#include "crud.h"
#include "suspect.h"
#include "trace.h"

#include <kam/areas.h>

const struct cmd_option cmd_clear_options[] = {
	{ "to", 0, CMD_TEXT, N_("ID"), N_("only the links to this record"),
	  CMD_AT(struct cmd_clear, to) },
	{ "reason", 0, CMD_TEXT, N_("TEXT"), N_("why they hold"),
	  CMD_AT(struct cmd_clear, reason) },
	{ NULL },
};

/* Links to be cleared: found first, as clearing changes what is found. */
struct clearing {
	struct kam_arena *arena;
	struct kam_end to; /* kind NULL: to any record */
	int64_t link;      /* 0: any */
	struct found {
		struct found *next;
		int64_t link;
	} * first, **last;
	size_t n;
};

static int find_one(void *context, const struct kam_suspect *s,
		    struct kam_err *err)
{
	struct clearing *w = context;
	struct found *found;

	if ((w->to.kind && (!kam_kind_is(w->to.kind, s->to.end.kind) ||
			    w->to.id != s->to.end.id)) ||
	    (w->link && w->link != s->link))
		return 0;
	found = kam_arena_alloc(w->arena, sizeof *found);
	if (!found)
		return kam_fail_memory(err);
	found->link = s->link;
	*w->last = found;
	w->last = &found->next;
	w->n++;
	return 0;
}

static int find_word(struct clearing *w, struct cmd *c, const char *word,
		     struct kam_err *err)
{
	struct kam_suspect_query query = { .kind = c->kind, .bare = 1 };
	struct kam_record *link;
	int rc = kam_resolve(&query.id, c->k, c->kind, word, err);

	if (kam_kind_is(c->kind, &kam_link_kind)) {
		w->link = query.id;
		query = (struct kam_suspect_query){ .bare = 1 };
		if (!rc)
			rc = kam_record_load(&link, c->k, &c->arena,
					     &kam_link_kind, w->link, err);
	}
	return rc ? rc : kam_suspect_each(c->k, &query, find_one, w, err);
}

static int clear_found(struct cmd *c, const struct clearing *w,
		       const char *reason, struct kam_err *err)
{
	const struct kam_kind *kind = c->kind;
	struct cmd_written written;
	int rc;

	c->kind = cmd_kind(c, &kam_link_kind);
	rc = cmd_written_begin(&written, c, 1, err);
	for (const struct found *f = w->first; f && !rc; f = f->next) {
		struct kam_record *link;

		rc = kam_link_clear(c->k, f->link, reason, err);
		if (!rc)
			rc = kam_record_load(&link, c->k, &c->arena,
					     &kam_link_kind, f->link, err);
		if (!rc)
			rc = cmd_for_people(c)
				 ? cmd_written_link(c, link, err)
				 : cmd_written_add(&written, link, err);
	}
	if (!rc)
		rc = cmd_written_end(&written, err);
	c->kind = kind;
	return rc;
}

struct leading {
	struct kam_end to;
	struct kam_trace_record first;
	long long n;
};

static int count_leading(void *context, const struct kam_suspect *s,
			 struct kam_err *err)
{
	struct leading *l = context;

	(void)err;
	if (l->to.id == s->to.end.id &&
	    kam_kind_is(l->to.kind, s->to.end.kind) && !l->n++)
		l->first = s->from;
	return 0;
}

/* It is what changed whose links are suspect at their other end. */
static int say_nothing(struct cmd *c, struct kam_err *err)
{
	const struct kam_suspect_query all = { .bare = 1 };
	struct leading l = { .to = { .kind = c->kind } };
	int rc = kam_resolve(&l.to.id, c->k, c->kind, c->words[0], err);

	if (!rc)
		rc = kam_suspect_each(c->k, &all, count_leading, &l, err);
	if (!rc && l.n)
		cmd_say(c,
			_("nothing is suspect there; links to it are (%lld): "
			  "kam %s clear %s-%lld --to %s-%lld"),
			l.n, kam_kind_typed(l.first.end.kind),
			l.first.end.kind->prefix, (long long)l.first.end.id,
			c->kind->prefix, (long long)l.to.id);
	else if (!rc)
		cmd_say(c, "%s", _("nothing is suspect there"));
	return rc;
}

static int clear_all(struct cmd *c, const struct cmd_clear *v,
		     struct kam_err *err)
{
	struct clearing w = { .arena = &c->arena };
	const char *to;
	int rc = v->to ? cmd_name_beside(&to, c, v->to, err) : 0;

	if (!rc && v->to)
		rc = cmd_trace_end(&w.to, c, to, err);
	w.last = &w.first;
	for (size_t i = 0; i < c->n_words && !rc; i++)
		rc = find_word(&w, c, c->words[i], err);
	if (!rc && !w.n)
		rc = say_nothing(c, err);
	return rc ? rc : clear_found(c, &w, v->reason, err);
}

int cmd_clear(struct cmd *c, void *values, struct kam_err *err)
{
	const int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(c->k, clear_all(c, values, err), err);
}
