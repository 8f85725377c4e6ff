/*
 * One row's cells into the fields of a record.
 */
#include "exchange/import.h"

#include <kam/str.h>
#include <kam/utf8.h>
#include <string.h>

/* As kam writes it; where that is no amount, as other systems may. */
static int set_own_cell(struct kam_import *in, struct kam_record *r, int field,
			const char *text, struct kam_err *err)
{
	struct kam_err other = { 0 };
	int rc = kam_record_set_cell(in->k, r, field, text, err), again;

	if (rc != KAM_EINVALID || r->kind->fields[field].type != KAM_MONEY)
		return rc;
	again = kam_import_amount(
	    in, r, kam_import_column(in, KAM_USE_FIELD, field), text, &other);
	if (again == KAM_ENOMEM)
		return kam_fail_memory(err);
	if (again)
		return rc;
	kam_err_reset(err);
	return 0;
}

int kam_import_text(struct kam_import *in, struct kam_record *r, int field,
		    const char *text, struct kam_err *err)
{
	enum kam_type type = r->kind->fields[field].type;
	struct kam_str line = KAM_STR_INIT;
	int rc;

	if (type == KAM_DATE || type == KAM_INSTANT)
		return kam_import_when(in, r, field, text, err);
	if (type == KAM_MONEY && in->own && strchr(text, ':')) {
		char *amount = kam_arena_strdup(&in->row, text);

		if (!amount)
			return kam_fail_memory(err);
		/* as lists in CSV have it, "1200.50:EUR" */
		*strchr(amount, ':') = ' ';
		text = amount;
	}
	if (in->own)
		return set_own_cell(in, r, field, text, err);
	if (type == KAM_INTEGER)
		text = kam_import_number(in, text);
	if (type == KAM_PROSE || !strpbrk(text, "\r\n"))
		return kam_record_set(in->k, r, field, text, err);
	kam_str_add_line(&line, text);
	rc = kam_str_check(&line, err);
	if (!rc)
		rc = kam_record_set(in->k, r, field, line.data, err);
	kam_str_release(&line);
	return rc;
}

/* First and last name in their order: Chinese writes the family's first. */
static int set_name(struct kam_import *in, struct kam_record *r, int field,
		    const char *last, struct kam_err *err)
{
	const char *first =
	    kam_import_cell(in, kam_import_column(in, KAM_USE_NAME, field));
	struct kam_str name = KAM_STR_INIT;
	int rc;

	if (first == last)
		return 0; /* the first of the two columns: wait for the last */
	if (kam_utf8_starts_cjk(first) && kam_utf8_starts_cjk(last))
		kam_str_printf(&name, "%s%s", last, first);
	else
		kam_str_printf(&name, "%s%s%s", first,
			       *first && *last ? " " : "", last);
	rc = kam_str_check(&name, err);
	if (!rc)
		rc = kam_import_text(in, r, field, name.data, err);
	kam_str_release(&name);
	return rc;
}

static int add_line(struct kam_import *in, struct kam_record *r, int field,
		    const char *line, struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc;

	if (r->values[field].set) {
		kam_str_add(&text, r->values[field].text);
		kam_str_add_char(&text, '\n');
	}
	kam_str_add(&text, line);
	rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_record_set(in->k, r, field, text.data, err);
	kam_str_release(&text);
	return rc;
}

/* The first line, up to TITLE bytes of it, is the title; the field has all of
   what is longer. */
static int set_whole(struct kam_import *in, struct kam_record *r, int field,
		     const char *text, struct kam_err *err)
{
	enum { TITLE = 240 };
	size_t line = strcspn(text, "\r\n"), n = line;
	struct kam_str title = KAM_STR_INIT;
	int rc;

	if (n > TITLE)
		for (n = TITLE; n && ((unsigned char)text[n] & 0xc0) == 0x80;)
			n--;
	kam_str_add_bytes(&title, text, n);
	if (n < line)
		kam_str_add(&title, "…");
	rc = kam_str_check(&title, err);
	if (!rc)
		rc = kam_record_set(in->k, r, r->kind->title, title.data, err);
	kam_str_release(&title);
	if (!rc)
		rc = kam_record_set(in->k, r, field, text[n] ? text : "", err);
	return rc;
}

/* Without the line feeds that a block of YAML ends with. */
static int trimmed(const char **out, struct kam_import *in, const char *text,
		   struct kam_err *err)
{
	size_t n = strlen(text);

	while (n && strchr(" \t\r\n", text[n - 1]))
		n--;
	*out = kam_arena_strndup(&in->row, text, n);
	return *out ? 0 : kam_fail_memory(err);
}

static int set_headed(struct kam_import *in, struct kam_record *r, int field,
		      const char *text, struct kam_err *err)
{
	size_t header = kam_import_column(in, KAM_USE_HEADER, r->kind->title);
	const char *title, *body;
	int rc = trimmed(&title, in, kam_import_cell(in, header), err);

	if (!rc)
		rc = trimmed(&body, in, text, err);
	if (rc)
		return rc;
	return *title ? kam_record_set(in->k, r, field, body, err)
		      : set_whole(in, r, field, body, err);
}

static int set_header(struct kam_import *in, struct kam_record *r, int field,
		      const char *text, struct kam_err *err)
{
	const char *title;
	int rc = trimmed(&title, in, text, err);

	return rc || !*title ? rc : kam_import_text(in, r, field, title, err);
}

static int set_tags(struct kam_import *in, struct kam_record *r, int field,
		    const char *text, struct kam_err *err)
{
	char *tags = kam_arena_strdup(&in->row, text);

	if (!tags)
		return kam_fail_memory(err);
	for (char *at = tags; *at; at++)
		if (*at == ';')
			*at = ',';
	return kam_record_set(in->k, r, field, tags, err);
}

/* A column that the store keeps: the state of a new record is the file's, of
   another it is the moves'. */
static int set_own(struct kam_record *r, int column, const char *cell,
		   struct kam_err *err)
{
	int state;

	if (column != KAM_COLUMN_STATUS)
		return 0;
	state = kam_state_typed(r->kind, cell);
	if (state < 0)
		return kam_fail(err, KAM_EINVALID, _("no such state '%s'"),
				cell);
	if (r->version && state != r->status)
		return kam_fail(err, KAM_EREFUSED, "%s",
				_("the status is changed by its moves"));
	r->status = state;
	return 0;
}

static int set_cell(struct kam_import *in, struct kam_record *r, size_t column,
		    struct kam_err *err)
{
	const struct kam_layout_column *c = &in->layout->columns[column];
	int mapped;
	const char *cell = kam_import_mapped(in, column, &mapped);

	if (mapped && kam_import_match(in, column))
		cell = kam_import_cell(in, column);
	switch (c->use) {
	case KAM_USE_FIELD:
		if (in->own && r->kind->fields[c->field].type == KAM_REF)
			return kam_import_refer(in, r, column, cell, mapped,
						err);
		return kam_import_text(in, r, c->field, cell, err);
	case KAM_USE_OWN:
		return in->own ? set_own(r, c->field, cell, err) : 0;
	case KAM_USE_NAME:
		return set_name(in, r, c->field, cell, err);
	case KAM_USE_AMOUNT:
		return kam_import_amount(in, r, column, cell, err);
	case KAM_USE_LINE:
		return add_line(in, r, c->field, cell, err);
	case KAM_USE_TEXT:
		return set_whole(in, r, c->field, cell, err);
	case KAM_USE_HEADER:
		return set_header(in, r, c->field, cell, err);
	case KAM_USE_HEADED:
		return set_headed(in, r, c->field, cell, err);
	case KAM_USE_TAGS:
		return set_tags(in, r, c->field, cell, err);
	case KAM_USE_MEMBER:
	case KAM_USE_RECORD:
	case KAM_USE_NAMED:
	case KAM_USE_ABOUT:
		return kam_import_refer(in, r, column, cell, mapped, err);
	case KAM_USE_TIME:
	case KAM_USE_DAY:
		return kam_import_time(in, r, c, cell, err);
	case KAM_USE_SECONDS:
		return kam_import_seconds(in, r, c->field, cell, err);
	case KAM_USE_CLOCK:
		return kam_import_clock(in, r, c->field, cell, err);
	case KAM_USE_WORD:
	case KAM_USE_STATUS:
		return kam_import_word(in, r, column, cell, err);
	default:
		return 0;
	}
}

/* Prose and lists that the row holds are taken anew, not added to; a row of
   kam's own with an ID unsets what it leaves empty. */
static int clear(struct kam_import *in, struct kam_record *r,
		 struct kam_err *err)
{
	size_t id = kam_import_column(in, KAM_USE_OWN, KAM_COLUMN_ID);
	int unset = in->own && r->version && *kam_import_cell(in, id), rc = 0;

	for (size_t i = 0; i < in->layout->n_columns && !rc; i++) {
		const struct kam_layout_column *c = &in->layout->columns[i];
		enum kam_type type;

		if (c->use == KAM_USE_OWN || c->use == KAM_USE_LINKS ||
		    in->columns[i] < 0 || in->again[i])
			continue;
		type = r->kind->fields[c->field].type;
		if (*kam_import_cell(in, i)
			? c->use == KAM_USE_LINE || type == KAM_REFS ||
			      (c->use == KAM_USE_WORD && type == KAM_TAGS)
			: unset)
			rc = kam_record_set(in->k, r, c->field, "", err);
	}
	return rc;
}

int kam_import_fill(struct kam_import *in, struct kam_record *r,
		    struct kam_err *err)
{
	int rc = clear(in, r, err);

	for (size_t i = 0; i < in->layout->n_columns && !rc; i++) {
		if (in->again[i])
			continue;
		if (in->layout->columns[i].use == KAM_USE_LINKS) {
			if (in->columns[i] < 0 ||
			    !kam_import_links(in, r, i, err))
				continue;
		} else if (!*kam_import_cell(in, i) ||
			   !set_cell(in, r, i, err)) {
			continue;
		}
		rc = kam_import_refuse(in, i, err);
	}
	if (!rc && in->layout->untitled && !r->values[r->kind->title].set)
		rc = kam_record_set(
		    in->k, r, r->kind->title,
		    kam_import_cell(in, kam_import_column(in, KAM_USE_ID, 0)),
		    err);
	return rc;
}
