/*
 * account handover: the pack, and the owner of all that is open.
 */
#include "account.h"

#include "crud.h"

#include <kam/areas.h>
#include <kam/handover.h>

const struct cmd_option cmd_handover_options[] = {
	{ "to", 0, CMD_TEXT, N_("MEMBER"), N_("who looks after it from now on"),
	  CMD_AT(struct cmd_handover, to), .required = 1 },
	{ "dry-run", 'n', CMD_FLAG, NULL,
	  N_("only show the pack; reassign nothing"),
	  CMD_AT(struct cmd_handover, dry_run) },
	{ NULL },
};

static int print_json(struct cmd *c, const struct kam_handover *h, int dry_run,
		      struct kam_err *err)
{
	static const struct kam_out_column columns[] = {
		{ "account", "" },  { "from", "" }, { "to", "" },
		{ "title", "" },    { "note", "" }, { "dry_run", "" },
		{ "sections", "" },
	};
	char note[KAM_ID_TEXT];
	struct kam_out *out;
	int rc = cmd_out(c, &out, err);

	if (rc)
		return rc;
	kam_id_format(note, &kam_note_kind, h->note);
	kam_out_record(out, columns, sizeof columns / sizeof *columns);
	cmd_print_text(out, "account", h->account);
	cmd_print_text(out, "from", h->from);
	cmd_print_text(out, "to", h->to);
	cmd_print_text(out, "title", h->doc->title);
	cmd_print_text(out, "note", dry_run ? NULL : note);
	kam_out_key(out, "dry_run");
	kam_out_flag(out, dry_run);
	kam_out_key(out, "sections");
	kam_out_sections(out, h->doc);
	kam_out_end(out);
	return 0;
}

static int print(struct cmd *c, const struct kam_handover *h, int dry_run,
		 struct kam_err *err)
{
	struct kam_out *out;
	int rc;

	c->title = h->doc->title;
	if (c->globals.format == KAM_FORMAT_JSON ||
	    c->globals.format == KAM_FORMAT_JSONL)
		return print_json(c, h, dry_run, err);
	rc = cmd_out(c, &out, err);
	if (!rc)
		kam_out_document(out, h->doc);
	return rc;
}

/* Nothing is handed over in a form that the pack has not. */
static int check_format(struct cmd *c, struct kam_err *err)
{
	switch (c->globals.format) {
	case KAM_FORMAT_TABLE:
	case KAM_FORMAT_JSON:
	case KAM_FORMAT_JSONL:
	case KAM_FORMAT_MD:
	case KAM_FORMAT_HTML:
		return c->globals.fields
			   ? cmd_usage(c, err, "%s",
				       _("a pack is whole: no --fields"))
			   : 0;
	default:
		return cmd_usage(c, err, "%s",
				 _("a pack is table, md, html or json"));
	}
}

int cmd_account_handover(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_handover *v = values;
	struct kam_handover h;
	int64_t account, to;
	int rc = check_format(c, err);

	if (!rc)
		rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = kam_resolve(&account, c->k, c->kind, c->words[0], err);
	if (!rc)
		rc = kam_resolve(&to, c->k, &kam_member_kind, v->to, err);
	if (!rc)
		rc = kam_handover(&h, c->k, &c->arena, account, to, err);
	if (!rc && v->dry_run)
		kam_operation_cancel(c->k);
	else
		rc = kam_operation_end(c->k, rc, err);
	if (rc)
		return rc;
	if (v->dry_run)
		cmd_tell_below(c, "%s", _("hint: nothing was reassigned"));
	return print(c, &h, v->dry_run, err);
}
