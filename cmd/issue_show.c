/*
 * What show tells people of issues and improvements beyond their fields.
 */
#include "issue.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/improve.h>
#include <string.h>

/* "the first requests find no cache, because it is emptied at midnight, because
   nobody warms it: that is the root cause (process)" */
int cmd_tell_issue_cause(struct kam_str *text, struct cmd *c,
			 const struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *v = r->values;
	const char *why, *at;
	size_t length;

	(void)c;
	if (!v[KAM_ISSUE_WHYS].set)
		return 0;
	at = v[KAM_ISSUE_WHYS].text;
	while (kam_whys_next(&why, &length, &at)) {
		kam_str_add(text, text->length ? _(", because ") : "");
		kam_str_add_bytes(text, why, length);
	}
	kam_str_add(text, _(": that is the root cause"));
	if (v[KAM_ISSUE_CAUSE].set)
		kam_str_printf(text, " (%s)",
			       kam_gettext(v[KAM_ISSUE_CAUSE].text));
	return kam_str_check(text, err);
}

struct timing {
	struct kam_str *text;
	struct cmd *c;
	int64_t id;
};

static void add_step(struct kam_str *text, const struct kam_issue_step *s)
{
	if (s->member_name)
		kam_str_printf(text, "%s%s", _(": tell "), s->member_name);
	if (s->contact_name)
		kam_str_printf(text, "%s%s", s->member_name ? ", " : ": ",
			       s->contact_name);
}

static int add_time(void *context, const struct kam_issue_age *a,
		    struct kam_err *err)
{
	struct timing *t = context;
	struct kam_issue_step step;
	char day[KAM_DATE_TEXT];
	int rc;

	if (a->id != t->id)
		return 0;
	kam_str_printf(t->text, _("%lldd (%lldwd)"), (long long)a->days,
		       (long long)a->working_days);
	kam_date_format(day, a->next);
	if (!a->level) {
		if (a->has_next)
			kam_str_printf(t->text, _(", to be solved by %s"), day);
		return kam_str_check(t->text, err);
	}
	kam_str_printf(t->text, _("\nescalation level %d"), a->level);
	rc = kam_issue_step(&step, t->c->k, &t->c->arena, a->account_id,
			    a->level, err);
	if (rc < 0)
		return rc;
	add_step(t->text, &step);
	if (a->has_next)
		kam_str_printf(t->text, _("; the next after %s"), day);
	return kam_str_check(t->text, err);
}

int cmd_tell_issue_time(struct kam_str *text, struct cmd *c,
			const struct kam_record *r, struct kam_err *err)
{
	const struct kam_issue_query query = {
		.account = r->values[KAM_ISSUE_ACCOUNT].integer,
	};
	struct timing t = { text, c, r->id };

	return kam_issue_ages_each(c->k, &query, add_time, &t, err);
}

/* "ACT-4  corrective  warm it at six  (li, by 2026-12-01)" */
static int add_action(void *context, struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *v = r->values;
	struct kam_str *text = context;
	const char *what =
	    v[KAM_ACTION_TYPE].set ? v[KAM_ACTION_TYPE].text : N_("action");

	kam_str_printf(text, "%sACT-%lld  %s: %s", text->length ? "\n" : "",
		       (long long)r->id, kam_gettext(what),
		       v[KAM_ACTION_TITLE].text);
	if (strcmp(r->kind->states[r->status].name, "open") != 0) {
		kam_str_printf(text, "  (%s%s%s)",
			       kam_gettext_in(r->kind->name,
					      r->kind->states[r->status].name),
			       v[KAM_ACTION_DONE_ON].set ? " " : "",
			       v[KAM_ACTION_DONE_ON].set
				   ? v[KAM_ACTION_DONE_ON].text
				   : "");
		return kam_str_check(text, err);
	}
	if (v[KAM_ACTION_OWNER].set || v[KAM_ACTION_DUE].set)
		kam_str_printf(
		    text, "  (%s%s%s)",
		    v[KAM_ACTION_OWNER].set ? v[KAM_ACTION_OWNER].text : "",
		    v[KAM_ACTION_OWNER].set && v[KAM_ACTION_DUE].set ? ", "
								     : "",
		    v[KAM_ACTION_DUE].set ? v[KAM_ACTION_DUE].text : "");
	return kam_str_check(text, err);
}

int cmd_tell_issue_actions(struct kam_str *text, struct cmd *c,
			   const struct kam_record *r, struct kam_err *err)
{
	return cmd_each_child(c, &kam_action_kind, "about", r, NULL, "id",
			      add_action, text, err);
}

struct recurring {
	struct kam_str *text;
	const struct kam_record *r;
};

static int add_recur(void *context, const struct kam_recur *r,
		     struct kam_err *err)
{
	struct recurring *a = context;
	const int later = kam_kind_is(r->kind, a->r->kind) && r->id == a->r->id;
	char id[KAM_ID_TEXT], day[KAM_DATE_TEXT];

	kam_str_add(a->text, a->text->length ? "\n" : "");
	kam_id_format(id, r->kind, r->id);
	kam_date_format(day, later ? r->solved : r->on);
	if (!later)
		kam_str_printf(a->text, _("again on %s as %s  %s"), day, id,
			       r->title);
	else if (r->link && !r->has_solved)
		kam_str_printf(a->text, _("is ISS-%lld again, reopened since"),
			       (long long)r->earlier);
	else if (r->link)
		kam_str_printf(a->text, _("is ISS-%lld again, solved %s"),
			       (long long)r->earlier, day);
	else if (r->percent)
		kam_str_printf(a->text, _("looks like ISS-%lld, solved %s"),
			       (long long)r->earlier, day);
	else
		kam_str_printf(a->text,
			       _("has the cause of ISS-%lld, solved %s"),
			       (long long)r->earlier, day);
	return kam_str_check(a->text, err);
}

int cmd_tell_issue_recurs(struct kam_str *text, struct cmd *c,
			  const struct kam_record *r, struct kam_err *err)
{
	const struct kam_recur_query query = {
		.account = r->values[KAM_ISSUE_ACCOUNT].integer,
		.kind = r->kind,
		.id = r->id,
	};
	struct recurring a = { text, r };

	return kam_recurs_each(c->k, &query, add_recur, &a, err);
}

static int add_improve(void *context, int64_t id, const char *title,
		       const char *status, struct kam_err *err)
{
	struct kam_str *text = context;

	kam_str_printf(text, "%sIMP-%lld  %s  (%s)", text->length ? "\n" : "",
		       (long long)id, title, kam_gettext_in("improve", status));
	return kam_str_check(text, err);
}

int cmd_tell_issue_improve(struct kam_str *text, struct cmd *c,
			   const struct kam_record *r, struct kam_err *err)
{
	return kam_improves_each(c->k, r, add_improve, text, err);
}

/* "12 % on 2026-11-20: -8 from 20, 80% of the way to 10" */
int cmd_tell_improve_effect(struct kam_str *text, struct cmd *c,
			    const struct kam_record *r, struct kam_err *err)
{
	const struct kam_value *v = r->values;
	char value[KAM_DECIMAL_TEXT], effect[KAM_DECIMAL_TEXT];
	char baseline[KAM_DECIMAL_TEXT], target[KAM_DECIMAL_TEXT];
	struct kam_improve_effect e;
	int rc = kam_improve_effect(&e, c->k, r, err);

	if (rc || !e.has_value)
		return rc;
	kam_decimal_format(value, e.value);
	kam_decimal_format(effect, e.effect);
	kam_decimal_format(baseline, v[KAM_IMPROVE_BASELINE].integer);
	kam_decimal_format(target, v[KAM_IMPROVE_TARGET].integer);
	kam_str_printf(
	    text, _("%s%s%s on %s"), value, v[KAM_IMPROVE_UNIT].set ? " " : "",
	    v[KAM_IMPROVE_UNIT].set ? v[KAM_IMPROVE_UNIT].text : "", e.on);
	if (v[KAM_IMPROVE_BASELINE].set)
		kam_str_printf(text, _(": %s%s from %s"),
			       e.effect > 0 ? "+" : "", effect, baseline);
	if (e.has_progress)
		kam_str_printf(text, _(", %lld%% of the way to %s"),
			       (long long)(e.progress / 10000), target);
	return kam_str_check(text, err);
}

int cmd_tell_improve_doubts(struct kam_str *text, struct cmd *c,
			    const struct kam_record *r, struct kam_err *err)
{
	struct kam_improve_effect e;
	int rc = kam_improve_effect(&e, c->k, r, err);

	if (rc || !e.doubts)
		return rc;
	kam_str_printf(text, _("came up again since: %s"), e.doubted_by);
	return kam_str_check(text, err);
}
