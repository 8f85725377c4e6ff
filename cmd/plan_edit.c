/*
 * plan edit, plan revise: text in the editor, from an option or a file; fields
 * as of every record.
 */
#include "editor.h"
#include "plan.h"

#include <kam/areas.h>
#include <kam/utf8.h>
#include <string.h>

#define EDIT(member) CMD_AT(struct cmd_plan_edit, member)

const struct cmd_option cmd_plan_edit_options[] = {
	{ "section", 0, CMD_TEXT, N_("SECTION"), N_("which one: context"),
	  EDIT(section) },
	{ "text", 0, CMD_TEXT, N_("TEXT"),
	  N_("its text, in place of an editor"), EDIT(text) },
	{ "from", 0, CMD_TEXT, N_("FILE"),
	  N_("its text from a file, without an ID changes as JSON; - is "
	     "standard input"),
	  EDIT(generic.path) },
	{ "if-version", 0, CMD_INTEGER, N_("N"),
	  N_("only if nobody changed it since version N"),
	  EDIT(generic.version) },
	{ NULL },
};

/* Targets and limits are written all at once: what is left out is gone, which
   nobody means who changes one of them. */
static void warn_dropped(struct cmd *c, const struct kam_record *plan)
{
	static const int fields[] = { KAM_PLAN_TARGETS, KAM_PLAN_LIMITS };
	const struct kam_plan_area *area =
	    kam_plan_area_find(c->catalogue, plan->values[KAM_PLAN_AREA].text);
	struct kam_str gone = KAM_STR_INIT;
	int64_t value;

	for (size_t i = 0; i < 2 && area; i++) {
		const char *now = plan->values[fields[i]].text;
		const char *then = c->fields[fields[i]];

		kam_str_truncate(&gone, 0);
		for (size_t j = 0; then && *then && j < area->n_figures; j++) {
			const char *name = area->figures[j].name;

			if (kam_plan_pair(&value, now, name) &&
			    !kam_plan_pair(&value, then, name))
				kam_str_printf(&gone, "%s%s",
					       gone.length ? ", " : "", name);
		}
		if (gone.length)
			cmd_warn(
			    c,
			    _("PLAN-%lld has no %s any more for %s: all of "
			      "them go into one --%s"),
			    (long long)plan->id,
			    plan->kind->fields[fields[i]].name, gone.data,
			    plan->kind->fields[fields[i]].name);
	}
	kam_str_release(&gone);
}

/* One edit of a plan's text, from its source to the register. */
struct text {
	struct cmd *c;
	const struct cmd_plan_edit *v;
	struct kam_record *plan;
	struct kam_record *section;   /* NULL: all of them */
	struct kam_record **sections; /* as they were read */
	size_t n;
	int revises;
	const char *reason; /* of a revision */
	struct cmd_editor editor;
};

static int any_field(const struct cmd *c)
{
	for (int i = 0; i < c->kind->n_fields; i++)
		if (c->fields[i])
			return 1;
	return 0;
}

static int has_text(const struct cmd *c, const struct cmd_plan_edit *v)
{
	return v->text || v->section || c->n_words > 1 ||
	       (v->generic.path && c->n_words);
}

static int check_reason(const struct text *t, struct kam_err *err)
{
	if (t->reason && *t->reason)
		return 0;
	kam_fail(err, KAM_EINVALID, _("why is PLAN-%lld revised?"),
		 (long long)t->plan->id);
	kam_field(err, "reason");
	kam_hint(err, "kam plan revise PLAN-%lld --reason '…'",
		 (long long)t->plan->id);
	return err->code;
}

/* The plan, the section that is meant, and what they said when it began. */
static int read_plan(struct text *t, struct kam_err *err)
{
	struct cmd *c = t->c;
	const char *word = t->v->section    ? t->v->section
			   : c->n_words > 1 ? c->words[1]
					    : NULL;
	int rc = kam_read_begin(c->k, err);

	if (rc)
		return rc;
	rc = t->revises ? cmd_plan_movable(&t->plan, c, "revise", err)
			: cmd_plan_load(&t->plan, c, c->words[0], err);
	if (!rc && t->revises)
		rc = check_reason(t, err);
	if (!rc && word)
		rc = cmd_plan_section(&t->section, c, t->plan, word, err);
	if (!rc)
		rc = kam_plan_sections(&t->sections, &t->n, c->k, &c->arena,
				       t->plan->id, err);
	kam_read_end(c->k);
	return rc;
}

/* Said before anybody writes what can't be kept. */
static int check_state(const struct text *t, struct kam_err *err)
{
	const char *state = t->plan->kind->states[t->plan->status].name;

	if (t->revises || !strcmp(state, "draft"))
		return 0;
	kam_fail(err, KAM_EREFUSED,
		 _("PLAN-%lld is %s: its text is not "
		   "changed"),
		 (long long)t->plan->id, state);
	kam_hint(err, "kam plan revise PLAN-%lld%s%s --reason '…'",
		 (long long)t->plan->id, t->section ? " " : "",
		 t->section ? t->section->values[KAM_PLAN_SECTION_NAME].text
			    : "");
	return err->code;
}

static int read_source(const char **text, struct text *t, struct kam_err *err)
{
	struct cmd *c = t->c;
	char *copy;
	size_t n;
	int rc;

	*text = t->v->text;
	if (!t->v->generic.path)
		return 0;
	rc = cmd_input(text, &n, c, t->v->generic.path, err);
	if (!rc && !kam_utf8_valid(*text, n))
		rc = kam_fail(err, KAM_EINVALID, _("'%s' is not UTF-8 text"),
			      t->v->generic.path);
	if (rc)
		return rc;
	copy = kam_arena_strndup(&c->arena, *text, n);
	if (!copy)
		return kam_fail_memory(err);
	while (n && strchr(" \t\r\n", copy[n - 1]))
		copy[--n] = '\0';
	*text = copy;
	return 0;
}

static int open_editor(const char **text, struct text *t, struct kam_err *err)
{
	struct kam_str before = KAM_STR_INIT, guidance = KAM_STR_INIT;
	struct cmd *c = t->c;
	const long long id = (long long)t->plan->id;
	const char *name =
	    t->section ? t->section->values[KAM_PLAN_SECTION_NAME].text : NULL;
	const char *file =
	    name ? kam_arena_printf(&c->arena, "PLAN-%lld-%s.md", id, name)
		 : kam_arena_printf(&c->arena, "PLAN-%lld.md", id);
	int rc = kam_read_begin(c->k, err);

	if (rc)
		return rc;
	t->editor.again = kam_arena_printf(
	    &c->arena, "kam plan %s PLAN-%lld%s%s%s --from",
	    t->revises ? "revise" : "edit", id, name ? " " : "",
	    name ? name : "", t->revises ? " --reason '…'" : "");
	if (!file || !t->editor.again)
		rc = kam_fail_memory(err);
	if (!rc && !name)
		rc = cmd_plan_text(&before, c, t->plan, err);
	else if (!rc && t->section->values[KAM_PLAN_SECTION_TEXT].set)
		kam_str_add(&before,
			    t->section->values[KAM_PLAN_SECTION_TEXT].text);
	if (!rc)
		rc = cmd_plan_guidance(&guidance, c, t->plan, t->section, err);
	kam_read_end(c->k);
	if (!rc)
		rc = cmd_editor_run(&t->editor, c, file, before.data,
				    guidance.data, err);
	*text = rc ? NULL : t->editor.text;
	kam_str_release(&before);
	kam_str_release(&guidance);
	return rc;
}

/* To a draft, with the reason; then what the options say. */
static int move_back(struct text *t, struct kam_err *err)
{
	struct cmd *c = t->c;
	const struct kam_move *move = kam_move_find(c->kind, "revise");
	struct kam_record *draft, *after;
	int64_t version = t->plan->version;
	int rc =
	    kam_record_load(&draft, c->k, &c->arena, c->kind, t->plan->id, err);

	if (!rc)
		rc = kam_record_set(c->k, draft, KAM_PLAN_REASON, t->reason,
				    err);
	if (!rc)
		rc = kam_record_move(c->k, draft, move, err);
	if (!rc && draft->version != version)
		rc = kam_fail(err, KAM_ECONFLICT,
			      _("PLAN-%lld was changed by somebody else"),
			      (long long)t->plan->id);
	if (!rc)
		rc = kam_record_update(c->k, t->plan, draft, err);
	if (!rc)
		rc = kam_record_load(&t->plan, c->k, &c->arena, c->kind,
				     draft->id, err);
	if (!rc)
		rc = kam_record_load(&after, c->k, &c->arena, c->kind,
				     draft->id, err);
	if (!rc)
		rc = cmd_set_fields(c, after, err);
	if (!rc)
		rc = kam_record_update(c->k, t->plan, after, err);
	if (rc)
		return rc;
	warn_dropped(c, t->plan);
	t->plan = after;
	return 0;
}

static int write_text(struct text *t, const char *text, struct kam_err *err)
{
	const struct cmd_integer *wanted = &t->v->generic.version;
	struct kam_record *revision;
	int rc = 0;

	if (wanted->set && t->section && t->section->version != wanted->value)
		rc = kam_fail(
		    err, KAM_ECONFLICT, _("%s is at version %lld, not %lld"),
		    t->section->values[KAM_PLAN_SECTION_NAME].text,
		    (long long)t->section->version, (long long)wanted->value);
	if (!rc && t->revises)
		rc = move_back(t, err);
	if (!rc && text && t->section)
		rc = cmd_plan_write(t->c, t->section, text, err);
	else if (!rc && text)
		rc = cmd_plan_write_all(t->c, t->sections, t->n, text, err);
	/* with its change, a revision is a version at once */
	if (!rc && t->revises && (text || any_field(t->c)))
		rc = kam_plan_freeze(&revision, t->c->k, t->plan, t->reason,
				     err);
	return rc ? rc : cmd_plan_written(t->c, t->plan->id, err);
}

static int save(struct text *t, const char *text, struct kam_err *err)
{
	struct cmd *c = t->c;
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc : kam_operation_end(c->k, write_text(t, text, err), err);
}

static int edit_text(struct text *t, struct kam_err *err)
{
	const char *text = NULL;
	int rc;

	if (t->v->text && t->v->generic.path)
		return cmd_usage(t->c, err, "%s",
				 _("--text and --from exclude each other"));
	rc = read_plan(t, err);
	if (!rc && t->v->text && !t->section)
		rc =
		    cmd_usage(t->c, err, "%s", _("the text of which section?"));
	if (!rc)
		rc = check_state(t, err);
	if (rc)
		return rc;
	if (t->v->text || t->v->generic.path) {
		rc = read_source(&text, t, err);
		if (!rc)
			rc = save(t, text, err);
		if (!rc && t->v->generic.path)
			cmd_draft_taken(t->c, t->v->generic.path);
		return rc;
	}
	rc = open_editor(&text, t, err);
	if (!rc && text)
		rc = save(t, text, err);
	return cmd_editor_end(&t->editor, rc, err);
}

static int edit_fields(struct cmd *c, struct cmd_from *generic,
		       struct kam_err *err)
{
	struct kam_record **plans =
	    kam_arena_array(&c->arena, c->n_words + 1, sizeof(void *));
	int rc = plans ? kam_read_begin(c->k, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	rc = cmd_plan_words(c, c->n_words, err);
	for (size_t i = 0; i < c->n_words && !rc; i++)
		rc = cmd_load(&plans[i], c, c->kind, c->words[i], err);
	kam_read_end(c->k);
	if (!rc)
		rc = cmd_edit(c, generic, err);
	for (size_t i = 0; i < c->n_words && !rc; i++)
		warn_dropped(c, plans[i]);
	return rc;
}

int cmd_plan_edit(struct cmd *c, void *values, struct kam_err *err)
{
	struct cmd_plan_edit *v = values;
	struct text t = { .c = c, .v = v };

	if (any_field(c) && has_text(c, v) && c->n_words < 2 && !v->section)
		return cmd_usage(c, err, "%s",
				 _("fields and text are changed one after the "
				   "other"));
	if (any_field(c) || (v->generic.path && !c->n_words) ||
	    (v->generic.version.set && !has_text(c, v)))
		return edit_fields(c, &v->generic, err);
	if (!c->n_words)
		return cmd_usage(c, err, "%s", _("which record?"));
	if (c->n_words > 2)
		return cmd_usage(c, err, _("'%.100s' is one word too many"),
				 c->words[2]);
	return edit_text(&t, err);
}

/* Without a text or field it is only open for change. */
static int open_draft(struct text *t, struct kam_err *err)
{
	int rc = read_plan(t, err);

	return rc ? rc : save(t, NULL, err);
}

int cmd_plan_revise(struct cmd *c, void *values, struct kam_err *err)
{
	struct text t = { .c = c,
			  .v = values,
			  .revises = 1,
			  .reason = c->fields[KAM_PLAN_REASON] };

	c->fields[KAM_PLAN_REASON] = NULL;
	return has_text(c, t.v) ? edit_text(&t, err) : open_draft(&t, err);
}
