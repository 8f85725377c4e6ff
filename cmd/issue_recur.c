/*
 * issue recur, recurrences: what came up again after it was solved.
 */
#include "issue.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/improve.h>
#include <string.h>

const struct cmd_option cmd_issue_recurrences_options[] = {
	{ "linked", 0, CMD_FLAG, NULL,
	  N_("only those that somebody said recur another"),
	  CMD_AT(struct cmd_issue_recurrences, linked) },
	{ NULL },
};

enum {
	ID,
	TITLE,
	ON,
	EARLIER,
	EARLIER_TITLE,
	SOLVED,
	DAYS,
	PERCENT,
	CAUSE,
	BY,
	LINK,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[ON] = { "on", N_("On"), KAM_FORM_FIXED },
	[EARLIER] = { "earlier", N_("Earlier"), KAM_FORM_FIXED },
	[EARLIER_TITLE] = { "earlier_title", N_("Its title"), KAM_FORM_TEXT },
	[SOLVED] = { "solved", N_("Solved"), KAM_FORM_FIXED },
	[DAYS] = { "days", N_("Days"), KAM_FORM_NUMBER },
	[PERCENT] = { "similarity", N_("Alike, %"), KAM_FORM_NUMBER },
	[CAUSE] = { "cause", N_("Cause"), KAM_FORM_FIXED },
	[BY] = { "by", N_("By"), KAM_FORM_TEXT },
	[LINK] = { "link", N_("Link"), KAM_FORM_FIXED },
};
enum {
	PEOPLE = 1 << ID | 1 << TITLE | 1 << EARLIER | 1 << EARLIER_TITLE |
		 1 << SOLVED | 1 << DAYS | 1 << BY
};

struct listing {
	struct cmd *c;
	const struct cmd_issue_recurrences *v;
	struct cmd_view view;
	int64_t likely;
};

/* "said", "wording 83%", "cause process" */
static void print_by(const struct cmd_view *v, const struct kam_recur *r)
{
	char text[80];
	const char *word = r->link      ? N_("link")
			   : r->percent ? N_("wording")
					: N_("cause");

	if (!cmd_view_key(v, BY))
		return;
	if (r->link)
		(void)snprintf(text, sizeof text, "%s", _("said so"));
	else if (r->percent)
		(void)snprintf(text, sizeof text, _("wording %d%%"),
			       r->percent);
	else
		(void)snprintf(text, sizeof text, _("cause: %s"),
			       kam_gettext(r->cause));
	kam_out_people(v->out, text);
	kam_out_text(v->out, word);
}

static int print_one(void *context, const struct kam_recur *r,
		     struct kam_err *err)
{
	struct listing *l = context;
	const struct cmd_view *v = &l->view;
	char on[KAM_DATE_TEXT], solved[KAM_DATE_TEXT];

	(void)err;
	if (l->v->linked && !r->link)
		return 0;
	l->likely += !r->link;
	kam_date_format(on, r->on);
	kam_date_format(solved, r->solved);
	kam_out_row(v->out);
	cmd_view_id(v, ID, r->kind, r->id);
	cmd_view_text(v, TITLE, r->title);
	cmd_view_text(v, ON, on);
	cmd_view_id(v, EARLIER, &kam_issue_kind, r->earlier);
	cmd_view_text(v, EARLIER_TITLE, r->earlier_title);
	cmd_view_text(v, SOLVED, r->has_solved ? solved : NULL);
	cmd_view_integer(v, DAYS, r->has_solved, (int64_t)r->on - r->solved);
	cmd_view_integer(v, PERCENT, r->percent > 0, r->percent);
	cmd_view_word(v, CAUSE, r->cause);
	print_by(v, r);
	cmd_view_id(v, LINK, &kam_link_kind, r->link);
	kam_out_end(v->out);
	return 0;
}

int cmd_issue_recurrences(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_recur_query query = { .account = c->account };
	struct listing l = { .c = c, .v = values };
	int rc;

	c->title = _("problems that came up again");
	rc = cmd_view_open(&l.view, c, table, COLUMNS, PEOPLE, CMD_VIEW_LIST,
			   err);
	if (rc)
		return rc;
	rc = kam_recurs_each(c->k, &query, print_one, &l, err);
	kam_out_end(l.view.out);
	if (!rc && l.likely)
		cmd_tell_below(
		    c, "%s",
		    _("hint: kam issue recur ID EARLIER says that it is, "
		      "kam issue link ID relates EARLIER that it isn't"));
	return rc;
}

/* What an added record looks like, and how to say so. */
static int say_one(void *context, const struct kam_recur *r,
		   struct kam_err *err)
{
	struct cmd *c = context;
	char id[KAM_ID_TEXT], solved[KAM_DATE_TEXT];

	(void)err;
	if (r->link)
		return 0;
	kam_id_format(id, r->kind, r->id);
	kam_date_format(solved, r->solved);
	if (r->percent)
		cmd_say(c, _("looks like ISS-%lld, solved %s: %s"),
			(long long)r->earlier, solved, r->earlier_title);
	else
		cmd_say(c, _("has the cause of ISS-%lld, solved %s: %s"),
			(long long)r->earlier, solved, r->earlier_title);
	cmd_say(c, _("hint: kam issue recur %s ISS-%lld"), id,
		(long long)r->earlier);
	return 0;
}

int cmd_say_recurs(struct cmd *c, const struct kam_record *r,
		   struct kam_err *err)
{
	struct kam_recur_query query = { .kind = r->kind, .id = r->id };

	if ((!kam_kind_is(r->kind, &kam_issue_kind) &&
	     !kam_kind_is(r->kind, &kam_feedback_kind)) ||
	    !cmd_for_people(c))
		return 0;
	query.account = r->values[r->kind->account].integer;
	return kam_recurs_each(c->k, &query, say_one, c, err);
}

static int say_doubt(void *context, int64_t id, const char *title,
		     const char *status, struct kam_err *err)
{
	struct cmd *c = context;

	(void)err;
	if (!strcmp(status, "effective"))
		cmd_say(c,
			_("IMP-%lld was closed as effective; that is in doubt "
			  "now: %s"),
			(long long)id, title);
	return 0;
}

/* An issue where no prefix says that it is feedback. */
static int find_later(const struct kam_kind **kind, int64_t *id, struct cmd *c,
		      struct kam_err *err)
{
	struct kam_err none = { 0 };

	*kind = NULL;
	if (kam_id_parse(kind, id, c->catalogue, c->words[0], &none) ||
	    !kam_kind_is(*kind, &kam_feedback_kind))
		*kind = &kam_issue_kind;
	return kam_resolve(id, c->k, *kind, c->words[0], err);
}

static int recur(struct cmd *c, struct kam_err *err)
{
	const struct kam_kind *kind;
	struct kam_record *earlier, *made;
	int64_t id, link;
	int rc = find_later(&kind, &id, c, err);

	if (!rc)
		rc = cmd_load(&earlier, c, c->kind, c->words[1], err);
	if (!rc)
		rc = kam_recur_add(&link, c->k, kind, id, earlier->id, err);
	if (!rc)
		rc = kam_record_load(&made, c->k, &c->arena, &kam_link_kind,
				     link, err);
	if (!rc)
		rc = cmd_written_link(c, made, err);
	return rc ? rc : kam_improves_each(c->k, earlier, say_doubt, c, err);
}

int cmd_issue_recur(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	(void)values;
	return rc ? rc : kam_operation_end(c->k, recur(c, err), err);
}
