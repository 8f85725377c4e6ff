/*
 * The sign-off sheet, as Markdown that can be filled in and read back, and as
 * a document to be printed.
 */
#include "pack.h"

#include "wording.h"

#include <kam/agreement.h>
#include <kam/areas.h>
#include <kam/fingerprint.h>
#include <kam/markdown.h>
#include <kam/sheet.h>
#include <string.h>

/* Customers are shown what is theirs, less what stands elsewhere: the wording,
   whom the sheet is for, and who agreed to an earlier wording. */
static int is_fact(const struct kam_record *r, int field)
{
	const struct kam_kind *kind = r->kind;

	return (kind->fields[field].flags & KAM_CUSTOMER) &&
	       !(kind->fields[field].flags & KAM_FIXED) &&
	       !kam_is_wording(kind, field) && field != kind->account &&
	       r->values[field].set;
}

int cmd_pack_fact(int *field, char label[KAM_LABEL_TEXT], struct kam_str *text,
		  const struct kam_record *r, struct kam_err *err)
{
	while (*field < r->kind->n_fields && !is_fact(r, *field))
		++*field;
	if (*field >= r->kind->n_fields)
		return 0;
	kam_column_label(label, r->kind, *field);
	kam_str_truncate(text, 0);
	if (r->kind->fields[*field].type == KAM_WORD)
		kam_str_add(text, kam_gettext_in(r->kind->fields[*field].name,
						 r->values[*field].text));
	else if (r->kind->fields[*field].type == KAM_FLAG)
		kam_str_add(text,
			    r->values[*field].integer ? _("yes") : _("no"));
	else if (r->kind->fields[*field].type == KAM_REF &&
		 r->values[*field].extra)
		kam_str_add(text, r->values[*field].extra);
	else if (kam_record_text(text, r, *field, err))
		return err->code;
	if (kam_str_check(text, err))
		return err->code;
	++*field;
	return 1;
}

/* "Statement: sign [-in-]{+on+}" for each field that the proposal changes, the
   nth from 0; *text is empty where it doesn't change that one. */
static int field_change(struct kam_str *text, struct cmd *c,
			const struct cmd_pack_item *item, size_t n,
			struct kam_err *err)
{
	struct kam_record *now;
	int rc;

	kam_str_truncate(text, 0);
	if (!item->was)
		return 0;
	rc = kam_version_present(&now, c->k, item->wording, err);
	if (rc || !cmd_wording_differs(item->was, now, cmd_wording[n].field))
		return rc;
	kam_str_printf(text, "%s: ", _(cmd_wording[n].label));
	return cmd_wording_diff(text, c, item->was, now, cmd_wording[n].field,
				err);
}

static const char *text_of(const struct kam_record *r, int field)
{
	return r->values[field].set ? r->values[field].text : NULL;
}

static void add_item(struct kam_str *out, const char *label, const char *text)
{
	if (!text)
		return;
	kam_str_add(out, "- ");
	kam_markdown_escape(out, label);
	kam_str_add(out, ": ");
	kam_markdown_escape(out, text);
	kam_str_add_char(out, '\n');
}

void cmd_pack_markdown_head(struct kam_str *out,
			    const struct cmd_pack_head *head)
{
	kam_str_add(out, "# ");
	kam_markdown_escape(out, head->title);
	kam_str_add(out, "\n\n");
	add_item(out, _("Account"), head->account);
	add_item(out, _("Project"), head->project);
	add_item(out, _("Date"), head->day);
	kam_str_printf(out, "- %s: %lld\n\n%s\n", _("Requirements"),
		       (long long)head->n,
		       _("Please mark yes or no for each, with an x between "
			 "the brackets, and write your remark behind the "
			 "colon. The line with the number and the fingerprint "
			 "says which wording your answer is for: leave it as "
			 "it is."));
}

/* Every line behind ">", so that nothing in it is taken for an answer. */
static void add_quoted(struct kam_str *out, struct kam_str *line,
		       const char *text)
{
	while (text && *text) {
		size_t n = strcspn(text, "\n");

		kam_str_truncate(line, 0);
		kam_str_add_bytes(line, text, n);
		kam_str_add(out, line->length ? "> " : ">");
		if (line->length)
			kam_markdown_escape(out, line->data);
		kam_str_add_char(out, '\n');
		text += n + (text[n] != '\0');
	}
}

static int add_facts(struct kam_str *out, struct kam_str *text,
		     const struct kam_record *r, struct kam_err *err)
{
	char label[KAM_LABEL_TEXT];
	int field = 0, any = 0, rc;

	while ((rc = cmd_pack_fact(&field, label, text, r, err)) > 0) {
		kam_str_add(out, any++ ? "" : "\n");
		add_item(out, label, text->data);
	}
	return rc;
}

/* What a proposal changes, an item for each field. */
static int add_changes(struct kam_str *out, struct kam_str *text, struct cmd *c,
		       const struct cmd_pack_item *item, struct kam_err *err)
{
	int any = 0, rc = 0;

	for (size_t i = 0; i < CMD_WORDING && !rc; i++) {
		rc = field_change(text, c, item, i, err);
		if (rc || !text->length)
			continue;
		kam_str_add(out, any++ ? "" : "\n");
		add_item(out, _("Changed"), text->data);
	}
	return rc;
}

int cmd_pack_markdown(struct kam_str *out, struct cmd *c,
		      const struct cmd_pack_item *item, struct kam_err *err)
{
	const struct kam_record *r = item->wording;
	const char *statement = text_of(r, KAM_REQ_STATEMENT);
	const char *criteria = text_of(r, KAM_REQ_ACCEPTANCE_CRITERIA);
	struct kam_str text = KAM_STR_INIT;
	int rc;

	kam_str_printf(out, "\n## REQ-%lld ", (long long)r->id);
	kam_markdown_escape(out, text_of(r, KAM_REQ_TITLE));
	kam_str_printf(out, "\n\n`REQ-%lld %.*s`\n", (long long)r->id,
		       (int)KAM_SHEET_DIGITS, item->fingerprint);
	kam_str_add(out, statement ? "\n" : "");
	add_quoted(out, &text, statement);
	if (criteria) {
		kam_str_printf(out, "\n%s:\n\n", _("Acceptance criteria"));
		add_quoted(out, &text, criteria);
	}
	rc = add_changes(out, &text, c, item, err);
	if (!rc)
		rc = add_facts(out, &text, r, err);
	kam_str_printf(out, "\n- [ ] %s\n- [ ] %s\n- %s:\n", _("yes"), _("no"),
		       _("Remark"));
	if (!rc)
		rc = kam_str_check(&text, err);
	kam_str_release(&text);
	return rc;
}

void cmd_pack_markdown_foot(struct kam_str *out)
{
	kam_str_printf(out, "\n---\n\n%s:\n\n%s:\n",
		       kam_gettext_in("contact", "Name"), _("Date"));
}

struct kam_document *cmd_pack_document(struct kam_arena *arena,
				       const struct cmd_pack_head *head)
{
	struct kam_document *doc = kam_document_new(arena, head->title);

	if (head->account) {
		kam_document_fact(doc, "account", _("Account"));
		kam_document_text(doc, head->account, NULL);
	}
	if (head->project) {
		kam_document_fact(doc, "project", _("Project"));
		kam_document_text(doc, head->project, NULL);
	}
	kam_document_fact(doc, "date", _("Date"));
	kam_document_text(doc, head->day, NULL);
	kam_document_fact(doc, "requirements", _("Requirements"));
	kam_document_integer(doc, head->n);
	return doc;
}

/* Each line of a wording reads as written: marks of prose are none in it. */
static void add_verbatim(struct kam_str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n') {
			/* one line feed is a break where it was written */
			kam_str_add(out, text[1] == '\n' || out->length == 0
					     ? "\n"
					     : "\n\n");
			continue;
		}
		if (strchr("\\*`", *text))
			kam_str_add_char(out, '\\');
		kam_str_add_char(out, *text);
	}
}

static int add_table(struct kam_document *doc, struct cmd *c,
		     const struct cmd_pack_item *item, struct kam_err *err)
{
	enum { MOST = 24 };
	struct kam_out_column columns[MOST];
	const char *cells[MOST];
	struct kam_str text = KAM_STR_INIT;
	char label[KAM_LABEL_TEXT];
	int field = 0, rc;
	size_t n = 0;

	while (n < MOST - 3 && (rc = cmd_pack_fact(&field, label, &text,
						   item->wording, err)) > 0) {
		const char *name = kam_arena_strdup(&c->arena, label);

		cells[n] = kam_arena_strdup(&c->arena, text.data);
		columns[n] = (struct kam_out_column){
			item->wording->kind->fields[field - 1].name, name,
			KAM_FORM_TEXT
		};
		if (!name || !cells[n++])
			rc = kam_fail_memory(err);
	}
	kam_str_release(&text);
	if (rc < 0)
		return rc;
	columns[n] = (struct kam_out_column){ "fingerprint", _("Fingerprint"),
					      KAM_FORM_FIXED };
	cells[n++] =
	    kam_arena_strndup(&c->arena, item->fingerprint, KAM_SHEET_DIGITS);
	columns[n] =
	    (struct kam_out_column){ "answer", _("Answer"), KAM_FORM_FIXED };
	cells[n++] =
	    kam_arena_printf(&c->arena, "☐ %s  ☐ %s", _("yes"), _("no"));
	columns[n] =
	    (struct kam_out_column){ "remark", _("Remark"), KAM_FORM_FIXED };
	cells[n++] = "____________";
	kam_document_table(doc, "answer", NULL, columns, n, 0);
	kam_document_row(doc);
	for (size_t i = 0; i < n; i++)
		kam_document_text(doc, cells[i], NULL);
	return 0;
}

int cmd_pack_section(struct kam_document *doc, struct cmd *c,
		     const struct cmd_pack_item *item, struct kam_err *err)
{
	const struct kam_record *r = item->wording;
	const char *statement = text_of(r, KAM_REQ_STATEMENT);
	const char *criteria = text_of(r, KAM_REQ_ACCEPTANCE_CRITERIA);
	struct kam_str prose = KAM_STR_INIT, change = KAM_STR_INIT;
	char *heading =
	    kam_arena_printf(&c->arena, "REQ-%lld  %s", (long long)r->id,
			     text_of(r, KAM_REQ_TITLE));
	int rc = heading ? 0 : kam_fail_memory(err);

	if (statement)
		add_verbatim(&prose, statement);
	if (criteria) {
		kam_str_printf(&prose, "%s**%s**\n\n",
			       prose.length ? "\n\n" : "",
			       _("Acceptance criteria"));
		add_verbatim(&prose, criteria);
	}
	for (size_t i = 0; i < CMD_WORDING && !rc; i++) {
		rc = field_change(&change, c, item, i, err);
		if (rc || !change.length)
			continue;
		kam_str_printf(&prose, "%s**%s** ", prose.length ? "\n\n" : "",
			       _("Changed"));
		add_verbatim(&prose, change.data);
	}
	kam_str_release(&change);
	if (!rc)
		rc = kam_str_check(&prose, err);
	if (!rc) {
		kam_document_section(doc, "req", NULL, heading, 1);
		kam_document_prose(doc, prose.data);
		rc = add_table(doc, c, item, err);
	}
	kam_str_release(&prose);
	return rc;
}

void cmd_pack_signature(struct kam_document *doc)
{
	const struct kam_out_column columns[] = {
		{ "name", kam_gettext_in("contact", "Name"), KAM_FORM_FIXED },
		{ "date", _("Date"), KAM_FORM_FIXED },
		{ "signature", _("Signature"), KAM_FORM_FIXED },
	};

	kam_document_section(doc, "signature", NULL, _("Signature"), 1);
	kam_document_table(doc, "signature", NULL, columns, 3, 0);
	kam_document_row(doc);
	for (int i = 0; i < 3; i++)
		kam_document_text(doc, "____________", NULL);
}
