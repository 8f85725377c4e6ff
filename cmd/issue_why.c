/*
 * issue why, correct, prevent: from a problem to its cause and what is done
 * about that.
 */
#include "issue.h"

#include <kam/areas.h>
#include <string.h>

const struct cmd_option cmd_issue_why_options[] = {
	{ "at", 0, CMD_INTEGER, N_("N"), N_("in the place of the N-th"),
	  CMD_AT(struct cmd_issue_why, at) },
	{ "cause", 0, CMD_TEXT, N_("CAUSE"),
	  N_("what kind of cause that is: people, process, tools, inputs, …"),
	  CMD_AT(struct cmd_issue_why, cause) },
	{ NULL },
};

/* The words from one on, a blank between. */
static int join(const char **out, struct cmd *c, size_t from,
		struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc;

	for (size_t i = from; i < c->n_words; i++)
		kam_str_printf(&text, "%s%s", i > from ? " " : "", c->words[i]);
	rc = kam_str_check(&text, err);
	*out = rc ? NULL : kam_arena_strdup(&c->arena, text.data);
	kam_str_release(&text);
	return rc || *out ? rc : kam_fail_memory(err);
}

/* "3. nobody warms it  <- root cause (process)" */
static int print_people(struct cmd *c, const struct kam_record *r,
			struct kam_err *err)
{
	const struct kam_value *v = r->values;
	const char *cause =
	    v[KAM_ISSUE_CAUSE].set ? kam_gettext(v[KAM_ISSUE_CAUSE].text) : "";

	kam_str_printf(&c->text, "ISS-%lld  %s\n", (long long)r->id,
		       v[KAM_ISSUE_TITLE].text);
	if (v[KAM_ISSUE_WHYS].set)
		kam_str_printf(&c->text, "%s\n", v[KAM_ISSUE_WHYS].text);
	if (v[KAM_ISSUE_ROOT_CAUSE].set)
		kam_str_printf(&c->text, _("root cause: %s%s%s%s\n"),
			       v[KAM_ISSUE_ROOT_CAUSE].text,
			       *cause ? "  (" : "", cause, *cause ? ")" : "");
	return kam_str_check(&c->text, err);
}

static int print_whys(struct cmd *c, const struct kam_record *r,
		      struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "number", N_("Number"), KAM_FORM_NUMBER },
		{ "why", N_("Why"), KAM_FORM_TEXT },
		{ "root", N_("Root cause"), KAM_FORM_FIXED },
		{ "cause", N_("Cause"), KAM_FORM_FIXED },
	};
	const struct kam_value *v = r->values;
	const char *why,
	    *at = v[KAM_ISSUE_WHYS].set ? v[KAM_ISSUE_WHYS].text : "";
	struct kam_out *out;
	size_t length;
	int rc = cmd_out_list(c, &out, table, 4, err);

	if (rc)
		return rc;
	for (int64_t n = 1; !rc && kam_whys_next(&why, &length, &at); n++) {
		const char *text = kam_arena_strndup(&c->arena, why, length);

		rc = text ? 0 : kam_fail_memory(err);
		kam_out_row(out);
		cmd_print_integer(out, "number", n);
		cmd_print_text(out, "why", text);
		kam_out_key(out, "root");
		kam_out_flag(out, !*at);
		cmd_print_text(out, "cause",
			       !*at && v[KAM_ISSUE_CAUSE].set
				   ? v[KAM_ISSUE_CAUSE].text
				   : NULL);
		kam_out_end(out);
	}
	kam_out_end(out);
	return rc;
}

static int show_whys(struct cmd *c, const struct kam_record *r,
		     struct kam_err *err)
{
	return c->globals.format == KAM_FORMAT_TABLE ? print_people(c, r, err)
						     : print_whys(c, r, err);
}

static int set_why(struct cmd *c, struct kam_record *after,
		   const struct cmd_issue_why *v, struct kam_err *err)
{
	const struct kam_value *old = &after->values[KAM_ISSUE_WHYS];
	struct kam_str whys = KAM_STR_INIT;
	const char *why;
	int rc = join(&why, c, 1, err);

	if (!rc)
		rc = kam_whys_set(&whys, old->set ? old->text : "",
				  v->at.set ? v->at.value : 0, why, err);
	if (rc == KAM_ENOENT)
		kam_hint(err, "kam issue why ISS-%lld", (long long)after->id);
	if (!rc)
		rc =
		    kam_record_set(c->k, after, KAM_ISSUE_WHYS, whys.data, err);
	kam_str_release(&whys);
	return rc;
}

static int ask(struct cmd *c, const struct cmd_issue_why *v,
	       struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = cmd_load_pair(&before, &after, c, c->words[0], err);

	if (!rc && c->n_words > 1)
		rc = set_why(c, after, v, err);
	if (!rc && v->cause)
		rc =
		    kam_record_set(c->k, after, KAM_ISSUE_CAUSE, v->cause, err);
	if (!rc)
		rc = kam_record_update(c->k, before, after, err);
	if (!rc)
		rc = show_whys(c, after, err);
	/* its cause may be one that was there before */
	return rc || !v->cause ? rc : cmd_say_recurs(c, after, err);
}

int cmd_issue_why(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_issue_why *v = values;
	struct kam_record *r;
	int rc;

	if (v->at.set && (v->at.value < 1 || c->n_words < 2))
		return cmd_usage(c, err, "%s",
				 _("--at N is the number of the why that the "
				   "text replaces"));
	if (c->n_words > 1 || v->cause) {
		rc = kam_operation_begin(c->k, err);
		return rc ? rc : kam_operation_end(c->k, ask(c, v, err), err);
	}
	rc = kam_read_begin(c->k, err);
	if (rc)
		return rc;
	rc = cmd_load(&r, c, c->kind, c->words[0], err);
	if (!rc)
		rc = show_whys(c, r, err);
	kam_read_end(c->k);
	return rc;
}

const struct cmd_option cmd_issue_act_options[] = {
	{ "owner", 0, CMD_TEXT, N_("MEMBER"), N_("who does it"),
	  CMD_AT(struct cmd_issue_act, owner) },
	{ "due", 0, CMD_TEXT, N_("DATE"), N_("day it is due"),
	  CMD_AT(struct cmd_issue_act, due) },
	{ "description", 0, CMD_TEXT, N_("TEXT"), N_("details"),
	  CMD_AT(struct cmd_issue_act, description) },
	{ NULL },
};

static int act(struct cmd *c, const struct cmd_issue_act *v,
	       struct kam_err *err)
{
	const char *type =
	    strcmp(c->verb_name, "prevent") != 0 ? "corrective" : "preventive";
	const char *title;
	struct kam_record *issue, *action;
	char about[KAM_ID_TEXT];
	int rc = cmd_load(&issue, c, c->kind, c->words[0], err);

	if (!rc)
		rc = join(&title, c, 1, err);
	if (!rc)
		rc = kam_record_new(&action, &c->arena, &kam_action_kind, err);
	if (rc)
		return rc;
	kam_id_format(about, issue->kind, issue->id);
	{
		const struct {
			int field;
			const char *text;
		} fields[] = {
			{ KAM_ACTION_TITLE, title },
			{ KAM_ACTION_ABOUT, about },
			{ KAM_ACTION_TYPE, type },
			{ KAM_ACTION_OWNER, v->owner },
			{ KAM_ACTION_DUE, v->due },
			{ KAM_ACTION_DESCRIPTION, v->description },
		};

		rc = kam_record_set_ref(
		    c->k, action, KAM_ACTION_ACCOUNT,
		    issue->values[KAM_ISSUE_ACCOUNT].integer, err);
		if (!rc)
			rc = kam_record_set_ref(
			    c->k, action, KAM_ACTION_PROJECT,
			    issue->values[KAM_ISSUE_PROJECT].integer, err);
		for (size_t i = 0; i < sizeof fields / sizeof *fields && !rc;
		     i++)
			if (fields[i].text)
				rc = kam_record_set(c->k, action,
						    fields[i].field,
						    fields[i].text, err);
	}
	if (!rc)
		rc = kam_record_insert(c->k, action, err);
	c->kind = &kam_action_kind;
	return rc ? rc : cmd_written(c, action, err);
}

int cmd_issue_act(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc : kam_operation_end(c->k, act(c, values, err), err);
}
