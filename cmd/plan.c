/*
 * plan: a new one, its approval and its review; the other verbs have files of
 * their own.
 */
#include "plan.h"

#include <kam/areas.h>
#include <string.h>

int cmd_plan_written(struct cmd *c, int64_t plan, struct kam_err *err)
{
	struct kam_record *r;
	int rc =
	    kam_record_load(&r, c->k, &c->arena, &kam_plan_kind, plan, err);

	c->kind = cmd_kind(c, &kam_plan_kind);
	return rc ? rc : cmd_written(c, r, err);
}

int cmd_plan_section(struct kam_record **out, struct cmd *c,
		     const struct kam_record *plan, const char *word,
		     struct kam_err *err)
{
	struct kam_record **sections;
	struct kam_str all = KAM_STR_INIT;
	size_t n;
	int rc =
	    kam_plan_sections(&sections, &n, c->k, &c->arena, plan->id, err);

	for (size_t i = 0; i < n && !rc; i++) {
		const char *name =
		    sections[i]->values[KAM_PLAN_SECTION_NAME].text;
		char id[32];

		(void)snprintf(id, sizeof id, "SEC-%lld",
			       (long long)sections[i]->id);
		if (!strcmp(name, word) || !strcmp(id, word)) {
			*out = sections[i];
			kam_str_release(&all);
			return 0;
		}
		kam_str_printf(&all, "%s%s", i ? ", " : "", name);
	}
	if (!rc) {
		rc = kam_fail(err, KAM_ENOENT,
			      _("PLAN-%lld has no section '%.60s'"),
			      (long long)plan->id, word);
		kam_hint(err, _("one of: %s"), all.data);
	}
	kam_str_release(&all);
	return rc;
}

int cmd_plan_movable(struct kam_record **out, struct cmd *c, const char *verb,
		     struct kam_err *err)
{
	const struct kam_move *move = kam_move_find(&kam_plan_kind, verb);
	struct kam_record *r;
	int rc = cmd_plan_load(&r, c, c->words[0], err);

	if (rc)
		return rc;
	*out = r;
	/* the refusal of a move from a state that has it not names the others
	 */
	return move->from & 1u << r->status
		   ? 0
		   : kam_record_move(c->k, r, move, err);
}

/* acme, or acme/portal; else what -A and -P, or 'kam use', say */
static int read_scope(struct cmd *c, struct kam_err *err)
{
	const char *word = c->n_words ? c->words[0] : NULL;
	const char *slash = word ? strchr(word, '/') : NULL;

	if (!word)
		return 0;
	if (!slash) {
		c->fields[KAM_PLAN_ACCOUNT] = word;
		if (!c->globals.project)
			c->fields[KAM_PLAN_PROJECT] = NULL;
		return 0;
	}
	c->fields[KAM_PLAN_PROJECT] = word;
	c->fields[KAM_PLAN_ACCOUNT] =
	    kam_arena_strndup(&c->arena, word, (size_t)(slash - word));
	return c->fields[KAM_PLAN_ACCOUNT] ? 0 : kam_fail_memory(err);
}

/* Two plans of one thing may be for times that don't meet. */
static int is_apart(const struct kam_record *a, const struct kam_record *b)
{
	const struct kam_value *x = a->values, *y = b->values;

	return (x[KAM_PLAN_END].set && y[KAM_PLAN_START].set &&
		strcmp(x[KAM_PLAN_END].text, y[KAM_PLAN_START].text) < 0) ||
	       (y[KAM_PLAN_END].set && x[KAM_PLAN_START].set &&
		strcmp(y[KAM_PLAN_END].text, x[KAM_PLAN_START].text) < 0);
}

static int refuse_second(void *context, struct kam_record *r,
			 struct kam_err *err)
{
	const struct kam_record *made = context;

	if (r->id == made->id ||
	    r->values[KAM_PLAN_PROJECT].integer !=
		made->values[KAM_PLAN_PROJECT].integer ||
	    strcmp(r->values[KAM_PLAN_AREA].text,
		   made->values[KAM_PLAN_AREA].text) != 0 ||
	    is_apart(r, made))
		return 0;
	kam_fail(err, KAM_EDUPLICATE,
		 _("there is an open plan of it: PLAN-%lld"), (long long)r->id);
	kam_hint(err,
		 _("go on with it: kam plan edit PLAN-%lld; or give times "
		   "that don't meet by --start and --end"),
		 (long long)r->id);
	return err->code;
}

static int check_single(struct cmd *c, struct kam_record *made,
			struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc = kam_query_open(&q, c->k, &kam_plan_kind, err);

	if (!rc)
		rc = kam_query_account(
		    q, made->values[KAM_PLAN_ACCOUNT].integer, err);
	if (!rc)
		rc = kam_query_run(q, refuse_second, made, err);
	kam_query_release(q);
	return rc;
}

static int make(struct cmd *c, struct kam_err *err)
{
	struct kam_record *r;
	int rc = kam_record_new(&r, &c->arena, &kam_plan_kind, err);

	if (!rc)
		rc = cmd_set_fields(c, r, err);
	if (!rc)
		rc = kam_record_insert(c->k, r, err);
	if (!rc)
		rc = check_single(c, r, err);
	return rc ? rc : cmd_written(c, r, err);
}

static int new_plan(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = read_scope(c, err);

	(void)values;
	if (!rc && !c->fields[KAM_PLAN_ACCOUNT] && !c->fields[KAM_PLAN_PROJECT])
		return cmd_usage(c, err, "%s", _("of which account?"));
	if (!rc)
		rc = kam_operation_begin(c->k, err);
	return rc ? rc : kam_operation_end(c->k, make(c, err), err);
}

struct approve {
	const char *by, *on, *via, *remark;
	struct cmd_integer number;
};
static const struct cmd_option approve_options[] = {
	{ "by", 0, CMD_TEXT, N_("MEMBER|CONTACT"), N_("who approves it"),
	  CMD_AT(struct approve, by) },
	{ "on", 0, CMD_TEXT, N_("DATE"), N_("when; else today"),
	  CMD_AT(struct approve, on) },
	{ "via", 0, CMD_TEXT, "meeting|mail|call|chat|visit|document|other",
	  N_("how it was said"), CMD_AT(struct approve, via) },
	{ "remark", 0, CMD_TEXT, N_("TEXT"), N_("what was said with it"),
	  CMD_AT(struct approve, remark) },
	{ "number", 0, CMD_INTEGER, N_("N"),
	  N_("the version that was approved; else the plan as it is"),
	  CMD_AT(struct approve, number) },
	{ NULL },
};

/* CON-1 and MEM-1 say which they are; a key is a member's, a name may be of
   either. */
static int find_approver(struct kam_plan_approval *a, struct cmd *c,
			 const char *word, struct kam_err *err)
{
	const struct kam_kind *kind = NULL;
	struct kam_err first = { 0 };
	int64_t id;

	a->by_kind = &kam_member_kind;
	if (!kam_id_parse(&kind, &id, c->catalogue, word, &first) &&
	    kam_kind_is(kind, &kam_contact_kind))
		a->by_kind = kind;
	kam_err_reset(&first);
	if (!kam_resolve(&a->by, c->k, a->by_kind, word, &first))
		return 0;
	if (kam_kind_is(a->by_kind, &kam_member_kind) &&
	    first.code == KAM_ENOENT) {
		a->by_kind = &kam_contact_kind;
		return kam_resolve(&a->by, c->k, a->by_kind, word, err);
	}
	*err = first;
	return err->code;
}

static int approve_one(struct cmd *c, const struct approve *v,
		       struct kam_err *err)
{
	struct kam_plan_approval a = { .on = v->on,
				       .via = v->via,
				       .remark = v->remark,
				       .version = v->number.value };
	struct kam_record *before, *after, *decision;
	int rc = cmd_plan_movable(&before, c, "approve", err);

	if (!rc && !v->by) {
		rc = kam_fail(err, KAM_EINVALID, _("who approved PLAN-%lld?"),
			      (long long)before->id);
		kam_field(err, "approved_by");
		kam_hint(err, "kam plan approve PLAN-%lld --by MEMBER|CONTACT",
			 (long long)before->id);
	}
	if (!rc)
		rc = find_approver(&a, c, v->by, err);
	if (!rc)
		rc = kam_plan_approve(&decision, &after, c->k, before, &a, err);
	return rc ? rc : cmd_written(c, after, err);
}

static int approve(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(c->k, approve_one(c, values, err), err);
}

struct review {
	const char *outcome, *next, *on;
};
static const struct cmd_option review_options[] = {
	{ "outcome", 0, CMD_TEXT, N_("TEXT"), N_("what came of it"),
	  CMD_AT(struct review, outcome), .required = 1 },
	{ "next", 0, CMD_TEXT, N_("DATE"),
	  N_("the next one; else by the plan's or the tier's rhythm"),
	  CMD_AT(struct review, next) },
	{ "on", 0, CMD_TEXT, N_("DATE"), N_("when; else today"),
	  CMD_AT(struct review, on) },
	{ NULL },
};

static int review_one(struct cmd *c, const struct review *v,
		      struct kam_err *err)
{
	struct kam_record *plan, *made;
	int rc = cmd_plan_load(&plan, c, c->words[0], err);

	if (!rc)
		rc = kam_plan_review(&made, c->k, plan, v->on, v->outcome,
				     v->next, err);
	if (rc)
		return rc;
	c->kind = cmd_kind(c, &kam_review_kind);
	if (!cmd_for_people(c))
		return cmd_written(c, made, err);
	kam_str_printf(&c->text, _("PLAN-%lld reviewed; next review %s\n"),
		       (long long)plan->id, made->values[KAM_REVIEW_NEXT].text);
	return kam_str_check(&c->text, err);
}

static int review(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(c->k, review_one(c, values, err), err);
}

static const struct cmd_verb verbs[] = {
	{ "new", new_plan, CMD_REGISTER_WRITE | CMD_FIELDS | CMD_SCOPE_FIELDS,
	  0, 1, NULL, 0, "[ACCOUNT|PROJECT] [--area AREA] [--FIELD VALUE …]",
	  N_("make a plan with the sections of its area's template"),
	  "kam plan new acme/portal --area risk" },
	{ "show", cmd_plan_show,
	  CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT | CMD_AUDIENCE, 1,
	  CMD_ANY, cmd_plan_show_options, sizeof(struct cmd_plan_show),
	  "ID|ACCOUNT|PROJECT [--audience customer] [--number N]",
	  N_("show a plan with its tables, as they are now"),
	  "kam plan show PLAN-1" },
	{ "edit", cmd_plan_edit, CMD_REGISTER_WRITE | CMD_FIELDS | CMD_NO_SCOPE,
	  0, CMD_ANY, cmd_plan_edit_options, sizeof(struct cmd_plan_edit),
	  "ID [SECTION] [--text TEXT | --from FILE] | ID --FIELD VALUE …",
	  N_("write its text in your editor, or change fields"),
	  "kam plan edit PLAN-1 context --text 'Makes gears.'" },
	{ "version", cmd_plan_version, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  cmd_plan_version_options, sizeof(struct cmd_plan_version),
	  "ID [--reason TEXT]",
	  N_("freeze it as it is, tables and figures too"),
	  "kam plan version PLAN-1 --reason 'for the steering meeting'" },
	{ "versions", cmd_plan_versions,
	  CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT, 1, 1, NULL, 0, "ID",
	  N_("list its versions: when, by whom, why"),
	  "kam plan versions PLAN-1" },
	{ "diff", cmd_plan_diff, CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT,
	  1, 3, NULL, 0, "ID [N [N]]",
	  N_("what differs between versions, or from a version to now"),
	  "kam plan diff PLAN-1" },
	{ "approve", approve, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  approve_options, sizeof(struct approve),
	  "ID --by MEMBER|CONTACT [--on DATE] [--number N]",
	  N_("record who approved it, and which version"),
	  "kam plan approve PLAN-1 --by CON-1" },
	{ "revise", cmd_plan_revise,
	  CMD_REGISTER_WRITE | CMD_FIELDS | CMD_NO_SCOPE, 1, 2,
	  cmd_plan_edit_options, sizeof(struct cmd_plan_edit),
	  "ID [SECTION] --reason TEXT [--FIELD VALUE …]",
	  N_("change what was approved, for a reason"),
	  "kam plan revise PLAN-1 --reason 'they want a monthly report'" },
	{ "review", review, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  review_options, sizeof(struct review),
	  "ID --outcome TEXT [--next DATE]",
	  N_("record that it was looked at, and what came of it"),
	  "kam plan review PLAN-1 --outcome 'goes on as it is'" },
	{ "figures", cmd_plan_figures,
	  CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT, 1, 1, NULL, 0,
	  "ID|ACCOUNT|PROJECT", N_("planned against actual, and the limits"),
	  "kam plan figures PLAN-1" },
	{ "check", cmd_plan_check, CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED,
	  0, CMD_ANY, NULL, 0, "[ID|ACCOUNT|PROJECT …]",
	  N_("what is missing, stale or contradicted; exits 1 where something "
	     "is"),
	  NULL },
	{ "template", cmd_plan_template, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1,
	  3, NULL, 0, "show AREA | set AREA FILE | unset AREA | list",
	  N_("the sections that new plans of an area get"),
	  "kam plan template show risk" },
	{ NULL },
};
const struct cmd_noun cmd_noun_plan = { "plan", "plan", NULL, verbs };
