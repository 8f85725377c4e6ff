/*
 * req pack: what awaits agreement, as a sheet for the customer, and what they
 * answered.
 */
#include "pack.h"

#include "crud.h"

#include <kam/agreement.h>
#include <kam/areas.h>
#include <kam/date.h>
#include <kam/fingerprint.h>
#include <kam/record_io.h>
#include <string.h>

const struct cmd_option cmd_pack_options[] = {
	{ "read", 0, CMD_TEXT, N_("FILE"),
	  N_("take the answers of a sheet that came back: Markdown, CSV or "
	     "JSON; - is standard input"),
	  CMD_AT(struct cmd_pack, read) },
	{ "by", 0, CMD_TEXT, N_("CONTACT"), N_("with --read: who answered"),
	  CMD_AT(struct cmd_pack, by) },
	{ "on", 0, CMD_TEXT, N_("DATE"), N_("with --read: when; else today"),
	  CMD_AT(struct cmd_pack, on) },
	{ "via", 0, CMD_TEXT, "meeting|mail|call|chat|visit|document",
	  N_("with --read: by which channel; else document"),
	  CMD_AT(struct cmd_pack, via) },
	{ "partial", 0, CMD_FLAG, NULL,
	  N_("with --read: take what can be taken; exit 65 where some can't"),
	  CMD_AT(struct cmd_pack, partial) },
	{ "dry-run", 'n', CMD_FLAG, NULL,
	  N_("with --read: only say what would change"),
	  CMD_AT(struct cmd_pack, dry_run) },
	{ NULL },
};

/* The keys of the list; fields is what else the customer may see. */
static const struct kam_out_column table[] = {
	{ "id", N_("ID"), KAM_FORM_FIXED },
	{ "number", N_("Version"), KAM_FORM_NUMBER },
	{ "fingerprint", N_("Fingerprint"), KAM_FORM_FIXED },
	{ "title", N_("Title"), KAM_FORM_TEXT },
	{ "statement", N_("Statement"), KAM_FORM_TEXT },
	{ "acceptance_criteria", N_("Acceptance criteria"), KAM_FORM_TEXT },
	{ "fields", N_("Fields"), KAM_FORM_TEXT },
	{ "answer", N_("Answer"), KAM_FORM_FIXED },
	{ "remark", N_("Remark"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

struct packing {
	struct cmd *c;
	struct kam_arena arena; /* reset per requirement */
	struct kam_out *out;
	struct kam_document *doc; /* NULL: a list, or Markdown */
	int counts;               /* only how many there are */
	int64_t n;
};

static int print_fields(struct packing *p, const struct kam_record *r,
			struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	char label[KAM_LABEL_TEXT];
	int field = 0, rc;

	kam_out_key(p->out, "fields");
	kam_out_map(p->out);
	while ((rc = cmd_pack_fact(&field, label, &text, r, err)) > 0) {
		kam_out_key(p->out, r->kind->fields[field - 1].name);
		kam_value_print(p->out, p->c->k, &r->kind->fields[field - 1],
				&r->values[field - 1]);
	}
	kam_out_end(p->out);
	kam_str_release(&text);
	return rc;
}

static int print_item(struct packing *p, const struct cmd_pack_item *item,
		      struct kam_err *err)
{
	static const int fields[] = { KAM_REQ_TITLE, KAM_REQ_STATEMENT,
				      KAM_REQ_ACCEPTANCE_CRITERIA };
	const struct kam_record *r = item->wording;
	char id[KAM_ID_TEXT];
	int rc;

	kam_id_format(id, r->kind, r->id);
	kam_out_row(p->out);
	cmd_print_text(p->out, "id", id);
	cmd_print_integer(p->out, "number", item->number);
	cmd_print_text(p->out, "fingerprint", item->fingerprint);
	for (size_t i = 0; i < 3; i++)
		cmd_print_text(p->out, r->kind->fields[fields[i]].name,
			       r->values[fields[i]].set
				   ? r->values[fields[i]].text
				   : NULL);
	rc = print_fields(p, r, err);
	cmd_print_text(p->out, "answer", NULL);
	cmd_print_text(p->out, "remark", NULL);
	kam_out_end(p->out);
	return rc;
}

static int pack_one(void *context, struct kam_record *r, struct kam_err *err)
{
	struct packing *p = context;
	const struct kam_value *agreed = &r->values[KAM_REQ_AGREED_VERSION];
	struct cmd_pack_item item = { 0 };
	int rc = 0;

	if (!kam_req_awaits(r))
		return 0;
	p->n++;
	if (p->counts)
		return 0;
	rc = kam_req_awaited(&item.wording, &item.number, p->c->k, &p->arena, r,
			     err);
	if (!rc)
		rc = kam_fingerprint(item.fingerprint, item.wording, err);
	if (!rc && r->values[KAM_REQ_PROPOSED_VERSION].set && agreed->set)
		rc = kam_version_find(&item.was, p->c->k, &p->arena, r->id,
				      agreed->integer, err);
	if (!rc && p->doc)
		rc = cmd_pack_section(p->doc, p->c, &item, err);
	else if (!rc && p->out)
		rc = print_item(p, &item, err);
	else if (!rc)
		rc = cmd_pack_markdown(&p->c->text, p->c, &item, err);
	kam_arena_reset(&p->arena);
	return rc;
}

static int each(struct packing *p, struct kam_err *err)
{
	struct kam_query *q;
	int rc = cmd_query(&q, p->c, err);

	if (rc)
		return rc;
	rc = kam_query_run(q, pack_one, p, err);
	kam_query_release(q);
	return rc;
}

static int name_of(const char **out, struct cmd *c, const struct kam_kind *kind,
		   int64_t id, struct kam_err *err)
{
	struct kam_record *r;
	int rc;

	*out = NULL;
	if (!id)
		return 0;
	rc = kam_record_load(&r, c->k, &c->arena, kind, id, err);
	if (!rc)
		*out = r->values[kind->title].text;
	return rc;
}

static int read_head(struct cmd_pack_head *head, struct packing *p, char *day,
		     struct kam_err *err)
{
	struct cmd *c = p->c;
	int rc = name_of(&head->account, c, &kam_account_kind, c->account, err);

	if (!rc)
		rc = name_of(&head->project, c, &kam_project_kind, c->project,
			     err);
	kam_date_format(day, kam_today(c->k));
	head->day = day;
	head->title = _("Requirements to agree on");
	p->counts = 1;
	if (!rc)
		rc = each(p, err);
	p->counts = 0;
	head->n = p->n;
	return rc;
}

static int print_list(struct packing *p, struct kam_err *err)
{
	struct cmd *c = p->c;
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	int rc = columns ? 0 : kam_fail_memory(err);

	/* a spreadsheet has no room for a map */
	if (!rc && !c->globals.fields && !c->globals.json)
		c->globals.fields = "id,number,fingerprint,title,statement,"
				    "acceptance_criteria,answer,remark";
	if (!rc)
		rc = cmd_out(c, &p->out, err);
	if (rc)
		return rc;
	kam_out_list(p->out, columns, COLUMNS);
	rc = each(p, err);
	kam_out_end(p->out);
	return rc;
}

static int print_document(struct packing *p, const struct cmd_pack_head *head,
			  struct kam_err *err)
{
	int rc;

	p->doc = cmd_pack_document(&p->c->arena, head);
	rc = each(p, err);
	if (rc)
		return rc;
	cmd_pack_signature(p->doc);
	rc = kam_document_check(p->doc, err);
	if (!rc)
		rc = cmd_out(p->c, &p->out, err);
	if (!rc)
		kam_out_document(p->out, p->doc);
	return rc;
}

static int print(struct packing *p, struct kam_err *err)
{
	const enum kam_format format = p->c->globals.format;
	char day[KAM_DATE_TEXT];
	struct cmd_pack_head head = { 0 };
	int rc = read_head(&head, p, day, err);

	if (rc)
		return rc;
	if (format == KAM_FORMAT_MD && !p->c->globals.fields) {
		cmd_pack_markdown_head(&p->c->text, &head);
		rc = each(p, err);
		cmd_pack_markdown_foot(&p->c->text);
		if (p->c->globals.exit_code && head.n)
			p->c->status = 1;
		return rc ? rc : kam_str_check(&p->c->text, err);
	}
	if (p->c->globals.fields ||
	    (format != KAM_FORMAT_TABLE && format != KAM_FORMAT_HTML))
		return print_list(p, err);
	if (!head.n) {
		cmd_say(p->c, "%s", _("nothing awaits agreement"));
		if (format == KAM_FORMAT_TABLE)
			return 0;
	}
	return print_document(p, &head, err);
}

int cmd_req_pack(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_pack *v = values;
	struct packing p = { .c = c };
	int rc;

	if (v->read)
		return cmd_pack_read(c, v, err);
	if (v->by || v->on || v->via || v->partial || v->dry_run)
		return cmd_usage(c, err, "%s",
				 _("--by, --on, --via, --partial and --dry-run "
				   "are for --read"));
	if (c->globals.count_by)
		return cmd_usage(c, err, "%s",
				 _("a sheet counts nothing: no --count-by"));
	/* the verb opens the register for writing: the sheet only reads */
	rc = kam_read_begin(c->k, err);
	if (rc)
		return rc;
	rc = print(&p, err);
	kam_read_end(c->k);
	kam_arena_release(&p.arena);
	return rc;
}
