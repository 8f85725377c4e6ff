/*
 * promise: what was promised to customers, wherever it was said.
 */
#include "promise.h"

#include <kam/areas.h>

static const struct cmd_option options[] = {
	{ "owner", 0, CMD_TEXT, N_("MEMBER"), N_("only what they owe; me"),
	  CMD_AT(struct cmd_promises, owner) },
	{ "state", 0, CMD_TEXT, "open|late|kept|kept_late|missed|withdrawn",
	  N_("only those in it, by the day in force"),
	  CMD_AT(struct cmd_promises, state) },
	{ NULL },
};

static int add_filter(struct cmd_promises *p, struct cmd *c, const char *text,
		      int *settled, struct kam_err *err)
{
	struct kam_promise_filter *filter;
	int rc = kam_promise_filter(&filter, c->k, &c->arena, text, err);

	if (rc)
		return rc;
	*settled |= kam_promise_filter_on(filter);
	p->filters[p->n_filters++] = filter;
	return 0;
}

int cmd_promises_read(struct cmd_promises *p, struct cmd *c, int all,
		      struct kam_err *err)
{
	const size_t room = c->n_filters + c->n_words + 2;
	int settled = all || c->globals.all, rc = 0;
	const char *state = NULL;

	p->query.account = c->account;
	p->query.project = c->project;
	p->filters = kam_arena_array(&c->arena, room, sizeof *p->filters);
	if (p->state)
		state = kam_arena_printf(&c->arena, "state=%s", p->state);
	if (!p->filters || (p->state && !state))
		return kam_fail_memory(err);
	if (p->owner)
		rc = kam_resolve(&p->query.owner, c->k, &kam_member_kind,
				 p->owner, err);
	if (!rc && state)
		rc = add_filter(p, c, state, &settled, err);
	for (size_t i = 0; i < c->n_words && !rc; i++)
		rc = add_filter(p, c, c->words[i], &settled, err);
	for (size_t i = 0; i < c->n_filters && !rc; i++)
		rc = add_filter(p, c, c->filters[i], &settled, err);
	p->query.settled = settled;
	return rc;
}

int cmd_promises_find(struct cmd_promises *p, struct cmd *c,
		      struct kam_err *err)
{
	size_t kept = 0;
	int rc;

	p->list =
	    (struct kam_promise_list){ .arena = &c->arena, .query = &p->query };
	rc = kam_promise_find(&p->list, c->k, err);
	for (size_t i = 0; i < p->list.n && !rc; i++) {
		int passes = 1;

		for (size_t j = 0; j < p->n_filters && passes; j++)
			passes = kam_promise_passes(p->filters[j],
						    &p->list.items[i]);
		if (passes)
			p->list.items[kept++] = p->list.items[i];
	}
	p->list.n = kept;
	if (!rc && c->globals.sort)
		rc =
		    kam_promise_sort(p->list.items, kept, c->globals.sort, err);
	return rc;
}

static int list(struct cmd *c, void *values, struct kam_err *err)
{
	struct cmd_promises *p = values;
	int rc = cmd_promises_read(p, c, 0, err);

	c->title = _("promises");
	if (!rc)
		rc = cmd_promises_find(p, c, err);
	if (!rc)
		rc = c->globals.count_by ? cmd_promises_count(c, &p->list, err)
					 : cmd_promises_print(c, &p->list, err);
	kam_promise_release(&p->list);
	return rc;
}

static const struct cmd_verb verbs[] = {
	{ "list", list,
	  CMD_REGISTER_READ | CMD_FILTERS | CMD_REPORT | CMD_OWNED, 0, CMD_ANY,
	  options, sizeof(struct cmd_promises),
	  "[late] [--owner X] [FIELD=VALUE …] [-A ACCOUNT]",
	  N_("what is promised to customers, the open ones by default"),
	  "kam promise list late" },
	{ "show", cmd_promise_show,
	  CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT, 1, 1, NULL, 0, "ID",
	  N_("all of a record's promises, and how their days were moved"),
	  "kam promise show ACT-1" },
	{ "stats", cmd_promise_stats,
	  CMD_REGISTER_READ | CMD_FILTERS | CMD_REPORT, 0, CMD_ANY,
	  cmd_promise_stats_options, sizeof(struct cmd_promise_stats),
	  "[--by owner|account|kind] [--since DATE] [--until DATE]",
	  N_("how many were kept, how old the late ones are"),
	  "kam promise stats --by owner" },
	{ NULL },
};
const struct cmd_noun cmd_noun_promise = {
	"promise", NULL, N_("promises to customers, wherever they were made"),
	verbs, "list"
};
