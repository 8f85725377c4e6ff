/*
 * Tables of a brief.
 */
#include "areas/brief.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/zone.h>
#include <string.h>

enum { WIDEST = 16 };

void kam_brief_section(struct brief *b, const char *name, const char *title)
{
	kam_document_section(b->view.doc, name, title, _(title),
			     b->view.customer);
	kam_str_truncate(&b->remark, 0);
}

void kam_brief_end(struct brief *b)
{
	if (b->remark.length)
		kam_document_remark(b->view.doc, b->remark.data);
	b->view.doc->failed |= b->remark.failed;
}

static int is_hidden(const struct brief *b, const struct brief_column *c)
{
	int at;

	if (!b->view.customer)
		return 0;
	if (!c->kind)
		return !c->customer;
	at = kam_column_find(c->kind, c->key);
	return at >= 0 && !(c->kind->fields[at].flags & KAM_CUSTOMER);
}

void kam_brief_table(struct brief *b, const char *name, const char *label,
		     const struct brief_column *columns, size_t most)
{
	struct kam_out_column out[WIDEST];
	char labels[WIDEST][KAM_LABEL_TEXT];
	uint64_t hidden = 0;
	size_t n = 0;

	for (; columns[n].key && n < WIDEST; n++) {
		const struct brief_column *c = &columns[n];

		out[n] =
		    (struct kam_out_column){ c->key, "", c->form, c->spare };
		if (c->label)
			out[n].label =
			    *c->label ? kam_gettext_label(c->label) : "";
		else if (c->kind)
			out[n].label =
			    kam_column_label(labels[n], c->kind,
					     kam_column_find(c->kind, c->key));
		if (is_hidden(b, c))
			hidden |= (uint64_t)1 << n;
	}
	b->rows = 0;
	b->most = most;
	kam_document_table(b->view.doc, name, label ? _(label) : NULL, out, n,
			   hidden);
}

int kam_brief_row(struct brief *b)
{
	if (++b->rows > b->most)
		return 0;
	kam_document_row(b->view.doc);
	return 1;
}

void kam_brief_say(struct brief *b, const char *line)
{
	kam_str_add(&b->remark, b->remark.length ? "\n" : "");
	kam_str_add(&b->remark, line);
}

void kam_brief_more(struct brief *b, const char *command)
{
	if (b->rows <= b->most)
		return;
	kam_str_add(&b->remark, b->remark.length ? "\n" : "");
	if (b->view.customer)
		kam_str_printf(&b->remark, _("and %zu more"),
			       b->rows - b->most);
	else
		kam_str_printf(&b->remark, _("and %zu more: %s -A %s"),
			       b->rows - b->most, command, b->out->key);
}

int kam_brief_value(struct brief *b, const struct kam_record *r, int column,
		    struct kam_err *err)
{
	return kam_view_value(&b->view, r, column, err);
}

void kam_brief_id(struct brief *b, const struct kam_kind *kind, int64_t id)
{
	char text[KAM_ID_TEXT];

	kam_id_format(text, kind, id);
	kam_document_text(b->view.doc, text, NULL);
}

void kam_brief_day(struct brief *b, int64_t instant)
{
	char text[KAM_INSTANT_TEXT], day[KAM_DATE_TEXT];

	kam_instant_format(text, instant);
	kam_date_format(day, kam_zone_day(kam_zone_of(b->view.k), instant));
	kam_document_text(b->view.doc, text, day);
}

void kam_brief_names(struct brief *b, const struct kam_value *refs)
{
	struct kam_str keys = KAM_STR_INIT, names = KAM_STR_INIT;

	for (size_t i = 0; i < refs->n_refs; i++) {
		kam_str_printf(&keys, "%s%s", i ? "," : "", refs->refs[i].key);
		kam_str_printf(&names, "%s%s", i ? _(", ") : "",
			       refs->refs[i].title ? refs->refs[i].title
						   : refs->refs[i].key);
	}
	kam_document_text(b->view.doc, keys.length ? keys.data : NULL,
			  names.length ? names.data : NULL);
	b->view.doc->failed |= keys.failed | names.failed;
	kam_str_release(&keys);
	kam_str_release(&names);
}

static int ask(struct kam_stmt **s, struct brief *b, const char *sql,
	       struct kam_err *err)
{
	int rc = kam_db_prepare(s, kam_database(b->view.k), sql, err);

	if (!rc)
		kam_stmt_bind_int(*s, 1, b->view.account);
	return rc;
}

static int read_all(struct kam_stmt *s, struct brief *b,
		    const struct kam_kind *kind, brief_read read,
		    struct kam_err *err)
{
	int rc = 0;

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		struct kam_record *r = NULL;

		/* what isn't shown is only counted */
		rc = b->rows < b->most
			 ? kam_record_load(&r, b->view.k, b->view.arena, kind,
					   kam_stmt_int(s, 0), err)
			 : 0;
		if (!rc)
			rc = read(b, r, err);
	}
	return rc;
}

int kam_brief_records(struct brief *b, const char *sql,
		      const struct kam_kind *kind, brief_read read,
		      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = ask(&s, b, sql, err);

	if (!rc)
		rc = read_all(s, b, kind, read, err);
	kam_stmt_finalize(s);
	return rc;
}

int kam_brief_by_now(struct brief *b, const char *sql,
		     const struct kam_kind *kind, brief_read read,
		     struct kam_err *err)
{
	char now[KAM_INSTANT_TEXT];
	struct kam_stmt *s = NULL;
	int rc = ask(&s, b, sql, err);

	kam_instant_format(now, kam_now(b->view.k));
	if (!rc) {
		kam_stmt_bind_text(s, 2, now);
		rc = read_all(s, b, kind, read, err);
	}
	kam_stmt_finalize(s);
	return rc;
}

int kam_brief_number(int64_t *out, struct brief *b, const char *sql,
		     struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = ask(&s, b, sql, err);

	if (!rc)
		rc = kam_stmt_step(s, err);
	*out = rc > 0 ? kam_stmt_int(s, 0) : 0;
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}
