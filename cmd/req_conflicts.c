/*
 * req conflicts: requirements that contradict each other.
 */
#include "rank.h"

#include <kam/areas.h>
#include <kam/req_conflicts.h>
#include <kam/utf8.h>
#include <string.h>

enum {
	COLUMN_RULE,
	COLUMN_ID,
	COLUMN_TITLE,
	COLUMN_OTHER,
	COLUMN_OTHER_TITLE,
	COLUMN_REASON,
	COLUMN_HINT,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[COLUMN_RULE] = { "rule", N_("Rule"), KAM_FORM_FIXED },
	[COLUMN_ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[COLUMN_TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[COLUMN_OTHER] = { "other", N_("Other"), KAM_FORM_FIXED },
	[COLUMN_OTHER_TITLE] = { "other_title", N_("Its title"),
				 KAM_FORM_TEXT },
	[COLUMN_REASON] = { "reason", N_("Reason"), KAM_FORM_TEXT },
	[COLUMN_HINT] = { "hint", N_("Hint"), KAM_FORM_TEXT },
};

static void add_circle(struct kam_str *out, const struct kam_conflict *item)
{
	kam_str_add(out, _("it needs itself: "));
	for (size_t i = 0; i < item->n_circle; i++)
		kam_str_printf(out, "REQ-%lld > ", (long long)item->circle[i]);
	kam_str_printf(out, "REQ-%lld", (long long)item->id);
}

static void add_reason(struct kam_str *out, const struct kam_conflict *item)
{
	const long long other = item->other;

	switch (item->rule) {
	case KAM_CONFLICT_LINKED:
		kam_str_printf(out, _("LNK-%lld says so"),
			       (long long)item->link);
		break;
	case KAM_CONFLICT_FIGURES:
		kam_str_printf(out,
			       _("nearly the same words, but %s here and %s "
				 "in REQ-%lld"),
			       *item->here ? item->here : "-",
			       *item->there ? item->there : "-", other);
		break;
	case KAM_CONFLICT_NEGATION:
		kam_str_printf(out,
			       _("nearly the same words as REQ-%lld, but one "
				 "of them negates"),
			       other);
		break;
	case KAM_CONFLICT_DEADLINE:
		kam_str_printf(out,
			       _("nearly the same words, but due %s here and "
				 "%s in REQ-%lld"),
			       item->here, item->there, other);
		break;
	case KAM_CONFLICT_PRIORITY:
		kam_str_printf(out,
			       _("nearly the same words, but %s here and %s "
				 "in REQ-%lld"),
			       _(item->here), _(item->there), other);
		break;
	case KAM_CONFLICT_ORDER:
		kam_str_printf(out, _("due %s, but it needs REQ-%lld, due %s"),
			       item->here, other, item->there);
		break;
	case KAM_CONFLICT_WONT:
		kam_str_printf(out, _("%s, but it needs REQ-%lld: %s"),
			       _(item->here), other, _(item->there));
		break;
	default:
		add_circle(out, item);
	}
}

static void add_hint(struct kam_str *out, const struct kam_conflict *item)
{
	const long long id = item->id, other = item->other;

	switch (item->rule) {
	case KAM_CONFLICT_LINKED:
		kam_str_printf(out, "kam req drop REQ-%lld --reason TEXT", id);
		break;
	case KAM_CONFLICT_ORDER:
		kam_str_printf(out, "kam req edit REQ-%lld --due %s", other,
			       item->here);
		break;
	case KAM_CONFLICT_WONT:
		if (!strcmp(item->there, "wont"))
			kam_str_printf(out,
				       "kam req edit REQ-%lld --priority must",
				       other);
		else if (!strcmp(item->there, "deferred"))
			kam_str_printf(out, "kam req resume REQ-%lld", other);
		else
			kam_str_printf(out, "kam link rm LNK-%lld --yes",
				       (long long)item->link);
		break;
	case KAM_CONFLICT_CIRCLE:
		kam_str_printf(out, "kam link rm LNK-%lld --yes",
			       (long long)item->link);
		break;
	default:
		kam_str_printf(out, "kam req link REQ-%lld relates REQ-%lld",
			       id, other);
	}
}

static void print_row(const struct cmd_req_list *l,
		      const struct kam_conflict *item, const char *reason,
		      const char *hint)
{
	kam_out_row(l->out);
	cmd_req_word(l, COLUMN_RULE, kam_conflict_words[item->rule]);
	cmd_req_id(l, COLUMN_ID, item->id);
	cmd_req_text(l, COLUMN_TITLE, item->title);
	cmd_req_id(l, COLUMN_OTHER, item->other);
	cmd_req_text(l, COLUMN_OTHER_TITLE, item->other_title);
	cmd_req_text(l, COLUMN_REASON, reason);
	cmd_req_text(l, COLUMN_HINT, hint);
	kam_out_end(l->out);
}

static void add_requirement(struct kam_str *out, int64_t id, const char *title)
{
	kam_str_printf(out, "  REQ-%lld  ", (long long)id);
	kam_utf8_show(out, title, KAM_SHOW_LINE);
	kam_str_add_char(out, '\n');
}

/*
 *	figures: nearly the same words, but 60 minutes here and 30 minutes …
 *	  REQ-7  log out after an hour
 *	  REQ-3  log out
 *	      kam req link REQ-7 relates REQ-3
 */
static void add_lines(struct cmd *c, const struct kam_conflict *item,
		      const char *reason, const char *hint)
{
	kam_str_printf(&c->text, "%s: ", _(kam_conflict_words[item->rule]));
	kam_utf8_show(&c->text, reason, KAM_SHOW_LINE);
	kam_str_add_char(&c->text, '\n');
	add_requirement(&c->text, item->id, item->title);
	if (item->other != item->id)
		add_requirement(&c->text, item->other, item->other_title);
	kam_str_printf(&c->text, "      %s\n", hint);
}

static int print(struct cmd *c, const struct kam_conflicts *all,
		 const int64_t *ids, struct kam_err *err)
{
	const int people = cmd_for_people(c);
	struct kam_str reason = KAM_STR_INIT, hint = KAM_STR_INIT;
	struct cmd_req_list l;
	int64_t given = 0;
	int rc =
	    people ? 0 : cmd_req_list_begin(&l, c, table, COLUMNS, ~0u, err);

	for (size_t i = 0; i < all->n && !rc; i++) {
		const struct kam_conflict *item = &all->items[i];

		if ((!cmd_req_wanted(c, ids, item->id) &&
		     !cmd_req_wanted(c, ids, item->other)) ||
		    (c->globals.limit && given >= c->globals.limit))
			continue;
		kam_str_reset(&reason);
		kam_str_reset(&hint);
		add_reason(&reason, item);
		add_hint(&hint, item);
		if (people)
			add_lines(c, item, reason.data, hint.data);
		else
			print_row(&l, item, reason.data, hint.data);
		given++;
		rc = kam_str_check(&reason, err);
		if (!rc)
			rc = kam_str_check(&hint, err);
	}
	if (!rc && !people)
		kam_out_end(l.out);
	if (given)
		c->status = 1;
	kam_str_release(&reason);
	kam_str_release(&hint);
	return rc;
}

int cmd_req_conflicts(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_conflicts all = { 0 };
	struct kam_query *q = NULL;
	int64_t *ids;
	int rc = cmd_req_ids(&ids, c, err);

	(void)values;
	if (!rc)
		rc = cmd_req_query(&q, c, "captured,analysed,agreed", err);
	if (rc)
		return rc;
	c->title = _("requirements that contradict each other");
	rc = kam_req_conflicts(&all, c->k, q, err);
	kam_query_release(q);
	if (!rc)
		rc = print(c, &all, ids, err);
	kam_conflicts_release(&all);
	return rc;
}
