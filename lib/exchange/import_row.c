/*
 * One row's cells into the fields of a record.
 */
#include "exchange/import.h"

#include <kam/areas.h>
#include <kam/money.h>
#include <kam/str.h>
#include <string.h>

/* One line of it: what a CRM let stand on several. */
static int set_field(struct kam_import *in, struct kam_record *r, int field,
		     const char *text, struct kam_err *err)
{
	struct kam_str line = KAM_STR_INIT;
	int rc;

	if (r->kind->fields[field].type == KAM_PROSE || !strpbrk(text, "\r\n"))
		return kam_record_set(in->k, r, field, text, err);
	for (; *text; text++)
		if (*text != '\r' && *text != '\n')
			kam_str_add_char(&line, *text);
		else if (line.length && line.data[line.length - 1] != ' ')
			kam_str_add_char(&line, ' ');
	rc = kam_str_check(&line, err);
	if (!rc)
		rc = kam_record_set(in->k, r, field, line.data, err);
	kam_str_release(&line);
	return rc;
}

static int is_cjk(const char *text)
{
	/* what begins beyond U+2E80 in UTF-8 begins with these bytes */
	return (unsigned char)*text >= 0xe2 && (unsigned char)*text < 0xf0;
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
	if (is_cjk(first) && is_cjk(last))
		kam_str_printf(&name, "%s%s", last, first);
	else
		kam_str_printf(&name, "%s%s%s", first,
			       *first && *last ? " " : "", last);
	rc = kam_str_check(&name, err);
	if (!rc)
		rc = set_field(in, r, field, name.data, err);
	kam_str_release(&name);
	return rc;
}

/* A CRM may keep more decimals than the currency has: rounded, and said. */
static int set_amount(struct kam_import *in, struct kam_record *r,
		      size_t column, int field, const char *amount,
		      struct kam_err *err)
{
	const char *currency =
	    kam_import_cell(in, kam_import_column(in, KAM_USE_CURRENCY, field));
	const char *point = strchr(amount, '.');
	int decimals = kam_currency_decimals(currency);
	struct kam_str text = KAM_STR_INIT;
	size_t keep = strlen(amount);
	int rc;

	if (point && decimals >= 0 &&
	    strspn(point + 1, "0123456789") > (size_t)decimals) {
		keep = (size_t)(point - amount) +
		       (decimals ? (size_t)decimals + 1 : 0);
		kam_import_warn(in, column,
				_("%s %s is kept without the decimals that %s "
				  "hasn't"),
				amount, currency, currency);
	}
	kam_str_add_bytes(&text, amount, keep);
	kam_str_printf(&text, " %s", currency);
	rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_record_set(in->k, r, field, text.data, err);
	kam_str_release(&text);
	return rc;
}

static int add_line(struct kam_import *in, struct kam_record *r, int field,
		    const char *line, struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc;

	if (r->values[field].set)
		kam_str_printf(&text, "%s\n", r->values[field].text);
	kam_str_add(&text, line);
	rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_record_set(in->k, r, field, text.data, err);
	kam_str_release(&text);
	return rc;
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

static const char *source_of(struct kam_import *in, const char *id,
			     struct kam_err *err)
{
	const char *source =
	    kam_arena_printf(in->arena, "%s:%s", in->layout->origin, id);

	if (!source)
		(void)kam_fail_memory(err);
	return source;
}

/* Sets a REF, or adds to REFS. */
static int refer(struct kam_import *in, struct kam_record *r, int field,
		 int64_t id, struct kam_err *err)
{
	return r->kind->fields[field].type == KAM_REFS
		   ? kam_record_add_ref(in->k, r, field, id, NULL, err)
		   : kam_record_set_ref(in->k, r, field, id, err);
}

/* Someone of the firm's, made where the register doesn't know them yet. */
static int set_member(struct kam_import *in, struct kam_record *r, int field,
		      const char *id, struct kam_err *err)
{
	const char *name = kam_import_cell(
	    in, kam_import_column(in, KAM_USE_MEMBER_NAME, field));
	const char *source = source_of(in, id, err);
	struct kam_record *member;
	int64_t found;
	int rc = source ? kam_find_source(&found, in->k, &kam_member_kind,
					  source, err)
			: err->code;

	if (!rc && !found) {
		rc = kam_record_new(&member, &in->row, &kam_member_kind, err);
		if (!rc)
			rc = set_field(in, member, KAM_MEMBER_NAME,
				       *name ? name : id, err);
		if (!rc) {
			member->source = source;
			rc = kam_record_insert(in->k, member, err);
			found = member->id;
		}
	}
	return rc ? rc : refer(in, r, field, found, err);
}

static int fail_missing(const char *kind, const char *name, const char *id,
			struct kam_err *err)
{
	kam_fail(err, KAM_ENOENT, _("no %s '%s' (%s)"), kind, name, id);
	kam_hint(err, "%s",
		 _("import the accounts first, or take the row out"));
	return err->code;
}

/* A record of whichever of the areas' kinds was imported from there. */
static int set_about(struct kam_import *in, struct kam_record *r, int field,
		     const char *id, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(in->k);
	const char *name = kam_import_cell(
	    in, kam_import_column(in, KAM_USE_RECORD_NAME, field));
	const char *source = source_of(in, id, err), *text;
	int64_t found = 0;
	int rc = source ? 0 : err->code;
	int i = -1;

	while (!rc && !found && ++i < all->n_kinds)
		if (all->kinds[i]->group)
			rc = kam_find_source(&found, in->k, all->kinds[i],
					     source, err);
	if (rc)
		return rc;
	if (!found)
		return fail_missing(_("record"), name, id, err);
	text = kam_arena_printf(&in->row, "%s-%lld", all->kinds[i]->prefix,
				(long long)found);
	return text ? kam_record_set(in->k, r, field, text, err)
		    : kam_fail_memory(err);
}

/* An entry of REFS must be there; so must a REF, but one of the file's own
   kind may come later in it. */
static int set_record(struct kam_import *in, struct kam_record *r,
		      size_t column, int field, const char *id,
		      struct kam_err *err)
{
	const struct kam_field *f = &r->kind->fields[field];
	const struct kam_kind *target =
	    kam_kind_find(kam_catalogue_of(in->k), f->target);
	const char *name = kam_import_cell(
	    in, kam_import_column(in, KAM_USE_RECORD_NAME, field));
	const char *source = source_of(in, id, err);
	struct kam_later *later;
	int64_t found;
	int rc;

	if (!source)
		return err->code;
	if (f->type == KAM_REFS || target != r->kind) {
		rc = kam_find_source(&found, in->k, target, source, err);
		if (!rc && !found)
			return fail_missing(target->name, name, id, err);
		return rc ? rc : refer(in, r, field, found, err);
	}
	later = kam_arena_alloc(in->arena, sizeof *later);
	if (!later)
		return kam_fail_memory(err);
	later->field = field;
	later->source = source;
	later->name = kam_arena_strdup(in->arena, name);
	later->line = kam_csv_line(in->csv);
	later->column = (size_t)in->columns[column] + 1;
	if (!later->name)
		return kam_fail_memory(err);
	*in->last = later;
	in->last = &later->next;
	return 0;
}

static int set_cell(struct kam_import *in, struct kam_record *r, size_t column,
		    const char *cell, struct kam_err *err)
{
	const struct kam_layout_column *c = &in->layout->columns[column];

	switch (c->use) {
	case KAM_USE_FIELD:
		return set_field(in, r, c->field, cell, err);
	case KAM_USE_NAME:
		return set_name(in, r, c->field, cell, err);
	case KAM_USE_AMOUNT:
		return set_amount(in, r, column, c->field, cell, err);
	case KAM_USE_LINE:
		return add_line(in, r, c->field, cell, err);
	case KAM_USE_TAGS:
		return set_tags(in, r, c->field, cell, err);
	case KAM_USE_MEMBER:
		return set_member(in, r, c->field, cell, err);
	case KAM_USE_RECORD:
		return set_record(in, r, column, c->field, cell, err);
	case KAM_USE_ABOUT:
		return set_about(in, r, c->field, cell, err);
	case KAM_USE_TIME:
	case KAM_USE_DAY:
		return kam_import_time(in, r, c, cell, err);
	case KAM_USE_SECONDS:
		return kam_import_seconds(in, r, c->field, cell, err);
	case KAM_USE_WORD:
	case KAM_USE_STATUS:
		return kam_import_word(in, r, c, cell, err);
	default:
		return 0;
	}
}

/* Prose and lists that the row holds are taken anew, not added to. */
static int clear(struct kam_import *in, struct kam_record *r,
		 struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < in->layout->n_columns && !rc; i++) {
		const struct kam_layout_column *c = &in->layout->columns[i];
		enum kam_type type = r->kind->fields[c->field].type;

		if (*kam_import_cell(in, i) &&
		    (c->use == KAM_USE_LINE || type == KAM_REFS ||
		     (c->use == KAM_USE_WORD && type == KAM_TAGS)))
			rc = kam_record_set(in->k, r, c->field, "", err);
	}
	return rc;
}

int kam_import_fill(struct kam_import *in, struct kam_record *r,
		    struct kam_err *err)
{
	int rc = clear(in, r, err);

	for (size_t i = 0; i < in->layout->n_columns && !rc; i++) {
		const char *cell = kam_import_cell(in, i);

		if (!*cell || !set_cell(in, r, i, cell, err))
			continue;
		rc = kam_import_refuse(in, i, err);
	}
	return rc;
}
