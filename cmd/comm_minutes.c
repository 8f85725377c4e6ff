/*
 * comm minutes: written in the editor or read from a file, and taken apart into
 * decisions and actions; nothing that was written gets lost.
 */
#include "comm.h"
#include "crud.h"
#include "editor.h"

#include <kam/areas.h>
#include <kam/minutes_take.h>
#include <kam/utf8.h>
#include <string.h>

const struct cmd_option cmd_minutes_options[] = {
	{ "from", 0, CMD_TEXT, N_("FILE"),
	  N_("the minutes from a file; - is standard input"),
	  CMD_AT(struct cmd_minutes, from) },
	{ "show", 0, CMD_FLAG, NULL,
	  N_("print them as the customer may have them"),
	  CMD_AT(struct cmd_minutes, show) },
	{ NULL },
};

static void add_names(struct kam_str *out, const struct kam_value *v,
		      const char *lead)
{
	for (size_t i = 0; i < v->n_refs; i++) {
		const char *name = *lead ? v->refs[i].key : v->refs[i].title;

		kam_str_printf(out, "%s%s%s", out->length ? ", " : "", lead,
			       name ? name : v->refs[i].key);
	}
}

/* What an editor begins with where there are no minutes yet. */
static int make_template(const char **out, struct cmd *c,
			 const struct kam_record *comm, struct kam_err *err)
{
	struct kam_str names = KAM_STR_INIT, text = KAM_STR_INIT;
	int rc;

	add_names(&names, &comm->values[KAM_COMM_CONTACTS], "");
	add_names(&names, &comm->values[KAM_COMM_MEMBERS], "@");
	kam_str_printf(&text, "%s: %s\n\n# %s\n\n- \n\n# %s\n\n- \n\n",
		       _("Attendees"), names.data, _("Agenda"), _("Decisions"));
	kam_str_printf(&text, "# %s\n\n- \n\n%s:", _("Actions"),
		       _("Next meeting"));
	text.failed |= names.failed;
	rc = kam_str_check(&text, err);
	*out = rc ? NULL : kam_arena_strdup(&c->arena, text.data);
	kam_str_release(&names);
	kam_str_release(&text);
	return rc || *out ? rc : kam_fail_memory(err);
}

static const char *guidance(void)
{
	return _("- below Decisions and Actions, each item becomes a record\n"
		 "- an action: - send the offer @li due 2026-12-01\n"
		 "- elsewhere: Decision: …, Action: … @li due fri\n"
		 "- Next meeting: 2026-12-08 what it is about @li\n"
		 "- a line 'Internal: …', or all below a heading Internal, is "
		 "not shown to the customer");
}

static void print_record(struct kam_out *out,
			 const struct kam_minutes_record *r)
{
	static const char *const changes[] = {
		[KAM_MINUTES_CREATED] = N_("created"),
		[KAM_MINUTES_UPDATED] = N_("updated"),
		[KAM_MINUTES_UNCHANGED] = N_("unchanged"),
		[KAM_MINUTES_LEFT] = N_("left"),
	};
	char id[KAM_ID_TEXT];

	kam_id_format(id, r->kind, r->id);
	kam_out_row(out);
	cmd_print_text(out, "id", id);
	kam_out_key(out, "text");
	kam_out_text(out, r->text);
	cmd_print_text(out, "owner", r->owner);
	cmd_print_text(out, "due", r->due);
	kam_out_key(out, "change");
	kam_out_people(out, kam_gettext_in("minutes", changes[r->change]));
	kam_out_text(out, changes[r->change]);
	kam_out_end(out);
}

/* What became of the lines; of what is no longer there, what to do about it. */
static int tell(struct cmd *c, const struct kam_minutes_result *result,
		struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "id", N_("ID"), KAM_FORM_FIXED },
		{ "text", N_("Text"), KAM_FORM_TEXT },
		{ "owner", N_("Owner"), KAM_FORM_FIXED },
		{ "due", N_("Due"), KAM_FORM_FIXED },
		{ "change", N_("Change"), KAM_FORM_FIXED },
	};
	enum { COLUMNS = sizeof table / sizeof *table };
	struct kam_out *out;
	int rc = cmd_out_list(c, &out, table, COLUMNS, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < result->n; i++) {
		const struct kam_minutes_record *r = &result->records[i];

		print_record(out, r);
		if (r->change == KAM_MINUTES_LEFT)
			cmd_warn(c,
				 kam_kind_is(r->kind, &kam_action_kind)
				     ? _("ACT-%lld is no longer in the "
					 "minutes, and stays: kam action "
					 "cancel ACT-%lld --reason TEXT")
				     : _("DEC-%lld is no longer in the "
					 "minutes, and stays: kam decision rm "
					 "DEC-%lld --yes"),
				 (long long)r->id, (long long)r->id);
	}
	kam_out_end(out);
	if (result->attendees)
		cmd_say(c, _("took part too: %lld"),
			(long long)result->attendees);
	return 0;
}

static int take(struct cmd *c, const struct kam_record *comm, const char *text,
		struct kam_err *err)
{
	struct kam_minutes_result result;
	struct kam_record *after;
	int rc = kam_operation_begin(c->k, err);

	if (rc)
		return rc;
	rc = kam_minutes_take(&result, &after, c->k, comm, text, err);
	if (!rc)
		rc = cmd_mind_strangers(c, after, err);
	rc = kam_operation_end(c->k, rc, err);
	return rc ? rc : tell(c, &result, err);
}

static int from_editor(struct cmd *c, const struct kam_record *comm,
		       const char *name, struct cmd_editor *e,
		       struct kam_err *err)
{
	const struct kam_value *minutes = &comm->values[KAM_COMM_MINUTES];
	const char *text = minutes->text;
	int rc = minutes->set ? 0 : make_template(&text, c, comm, err);

	if (!rc)
		rc = cmd_editor_run(e, c, name, text, guidance(), err);
	if (!rc && e->text)
		rc = take(c, comm, e->text, err);
	return cmd_editor_end(e, rc, err);
}

/* Standard input is gone once it was read: that is kept until it is saved. */
static int from_file(struct cmd *c, const struct kam_record *comm,
		     const char *name, const char *path, struct cmd_editor *e,
		     struct kam_err *err)
{
	const char *text;
	size_t length;
	int rc = cmd_input(&text, &length, c, path, err);

	if (rc)
		return rc;
	if (!kam_utf8_valid(text, length))
		return kam_fail(err, KAM_EINVALID, _("'%s' is not UTF-8 text"),
				path);
	if (!text[strspn(text, " \t\r\n")])
		return kam_fail(err, KAM_EINVALID, _("'%s' is empty"), path);
	if (strcmp(path, "-") != 0) {
		rc = take(c, comm, text, err);
		if (!rc)
			cmd_draft_taken(c, path);
		return rc;
	}
	rc = cmd_editor_keep(e, c, name, text, err);
	if (!rc)
		rc = take(c, comm, text, err);
	return cmd_editor_end(e, rc, err);
}

int cmd_minutes(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_minutes *v = values;
	struct cmd_editor e = { .path = NULL };
	struct kam_record *comm;
	const char *name;
	int rc;

	if (v->from && v->show)
		return cmd_usage(c, err, "%s",
				 _("--show prints, --from writes"));
	rc = cmd_load(&comm, c, c->kind, c->words[0], err);
	if (!rc && v->show)
		return cmd_minutes_show(c, comm, err);
	if (rc)
		return rc;
	name = kam_arena_printf(&c->arena, "COM-%lld-minutes.md",
				(long long)comm->id);
	e.again = kam_arena_printf(
	    &c->arena, "kam comm minutes COM-%lld --from", (long long)comm->id);
	if (!name || !e.again)
		return kam_fail_memory(err);
	return v->from ? from_file(c, comm, name, v->from, &e, err)
		       : from_editor(c, comm, name, &e, err);
}
