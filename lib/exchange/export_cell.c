/*
 * One cell of an export, by the use that its column has.
 */
#include "exchange/export.h"
#include "exchange/person.h"

#include <kam/date.h>
#include <kam/money.h>
#include <kam/utf8.h>
#include <kam/zone.h>
#include <string.h>
#include <strings.h>

/* Of values that are lost the first is named. */
static int count_unsaid(struct kam_exporting *x, const struct kam_record *r,
			const char *what, const char *value,
			struct kam_err *err)
{
	char shown[104];

	if (x->result->unsaid++)
		return 0;
	kam_utf8_shorten(shown, sizeof shown, value);
	x->result->example =
	    kam_arena_printf(x->arena, "%s-%lld %s '%s'", r->kind->prefix,
			     (long long)r->id, what, shown);
	return x->result->example ? 0 : kam_fail_memory(err);
}

/* "2026-11-23 14:30:05" in the zone of the export */
static int add_local(struct kam_exporting *x, const char *instant,
		     struct kam_err *err)
{
	char text[KAM_INSTANT_TEXT];
	int64_t at;
	int rc = kam_instant_parse(&at, instant, err);

	if (rc)
		return rc;
	kam_instant_format(text, at + kam_zone_offset(x->zone, at));
	kam_str_printf(&x->said, "%.10s %.8s", text, text + 11);
	return 0;
}

static int is_theirs(const struct kam_exporting *x, const char *source)
{
	size_t n = strlen(x->layout->origin);

	return source && !strncmp(source, x->layout->origin, n) &&
	       source[n] == ':';
}

/* When a record was made here says nothing of when it was made there. */
static int add_own(struct kam_exporting *x, const struct kam_record *r,
		   int column, struct kam_err *err)
{
	const char *source;
	int rc;

	if (x->own)
		return kam_record_text(&x->said, r, column, err);
	rc = kam_record_source(&source, r, x->layout->origin, err);
	if (rc || is_theirs(x, source))
		return rc;
	return add_local(
	    x, column == KAM_COLUMN_CREATED ? r->created : r->modified, err);
}

/* The source's id of a record; kam's own where it isn't from there. */
static int add_id(struct kam_exporting *x, const struct kam_kind *kind,
		  int64_t id, const char *source, const char *otherwise)
{
	if (is_theirs(x, source))
		kam_str_add(&x->said, strchr(source, ':') + 1);
	else if (otherwise)
		kam_str_add(&x->said, otherwise);
	else
		kam_str_printf(&x->said, "%s-%lld", kind->prefix,
			       (long long)id);
	return 0;
}

/* What a REF, ANY or REFS leads to: the first of several. */
struct leads {
	const struct kam_kind *kind;
	int64_t id;
	const char *title;
};

static int follow(struct leads *to, struct kam_exporting *x,
		  const struct kam_record *r, int field, struct kam_err *err)
{
	const struct kam_field *f = &r->kind->fields[field];
	const struct kam_value *v = &r->values[field];

	to->kind = f->type == KAM_ANY
		       ? v->kind
		       : kam_kind_find(kam_catalogue_of(x->k), f->target);
	if (f->type != KAM_REFS) {
		to->id = v->integer;
		to->title = v->extra;
		return 0;
	}
	to->id = v->refs[0].id;
	to->title = v->refs[0].title;
	return v->n_refs > 1
		   ? count_unsaid(x, r, f->name, v->refs[1].title, err)
		   : 0;
}

static int has_names(const struct kam_layout *layout, enum kam_use use,
		     int field)
{
	for (size_t i = 0; i < layout->n_columns; i++)
		if (layout->columns[i].use == use &&
		    layout->columns[i].field == field)
			return 1;
	return 0;
}

/* Where a system has no ids for its people their names stand for them. */
static int add_reference(struct kam_exporting *x, const struct kam_record *r,
			 const struct kam_layout_column *c, struct kam_err *err)
{
	struct leads to;
	const char *source = NULL, *name = NULL;
	int rc = follow(&to, x, r, c->field, err);

	if (rc)
		return rc;
	if (c->use == KAM_USE_MEMBER &&
	    !has_names(x->layout, KAM_USE_MEMBER_NAME, c->field))
		name = to.title;
	rc = kam_source_of(&source, x->k, &x->row, to.kind, to.id,
			   x->layout->origin, err);
	return rc ? rc : add_id(x, to.kind, to.id, source, name);
}

/* Lists don't read what an ANY is called. */
static int add_title(struct kam_exporting *x, const struct kam_record *r,
		     int field, struct kam_err *err)
{
	struct leads to;
	struct kam_record *there;
	int rc = follow(&to, x, r, field, err);

	if (rc || to.title) {
		kam_str_add(&x->said, rc ? "" : to.title);
		return rc;
	}
	rc = kam_record_load(&there, x->k, &x->row, to.kind, to.id, err);
	if (rc == KAM_ENOENT) {
		kam_err_reset(err);
		return 0;
	}
	if (!rc && there->values[to.kind->title].set)
		kam_str_add(&x->said, there->values[to.kind->title].text);
	return rc;
}

/* The layout names the first name before the last one. */
static void add_name(struct kam_exporting *x, const char *name,
		     const struct kam_layout_column *c)
{
	const struct kam_layout_column *columns = x->layout->columns;
	size_t cut, from, i = 0;
	int is_last;

	while (columns[i].use != KAM_USE_NAME || columns[i].field != c->field)
		i++;
	is_last = c != &columns[i];
	kam_person_split(&cut, &from, name);
	if (!from && cut && is_last) /* Chinese: it is the first */
		kam_str_add_bytes(&x->said, name, cut);
	else if (!from && cut)
		kam_str_add(&x->said, name + cut + strspn(name + cut, " "));
	else if (is_last)
		kam_str_add(&x->said, name + from);
	else
		kam_str_add_bytes(&x->said, name, cut);
}

static const char *their_word(const struct kam_layout_column *c,
			      const char *ours)
{
	for (size_t i = 0; c->words[i]; i += 2)
		if (!strcmp(c->words[i + 1], ours))
			return c->words[i];
	return NULL;
}

/* The word of theirs that says nothing here, for what has no other. */
static const char *their_blank(const struct kam_layout_column *c)
{
	for (size_t i = 0; c->words[i]; i += 2)
		if (!*c->words[i + 1])
			return c->words[i];
	return NULL;
}

/* A tag that a column of words says is left out of the column of tags. */
static int is_said(const struct kam_layout *layout, int field, const char *tag)
{
	for (size_t i = 0; i < layout->n_columns; i++)
		if (layout->columns[i].use == KAM_USE_WORD &&
		    layout->columns[i].field == field &&
		    their_word(&layout->columns[i], tag))
			return 1;
	return 0;
}

static void add_tags(struct kam_exporting *x, const struct kam_value *v,
		     const struct kam_layout_column *c)
{
	for (size_t i = 0; i < v->n_refs; i++)
		if (!is_said(x->layout, c->field, v->refs[i].role))
			kam_str_printf(&x->said, "%s%s",
				       x->said.length ? ";" : "",
				       v->refs[i].role);
}

static int add_word(struct kam_exporting *x, const struct kam_record *r,
		    const struct kam_layout_column *c, struct kam_err *err)
{
	const struct kam_value *v = &r->values[c->field];
	const char *word = NULL, *ours = v->text;

	if (c->use == KAM_USE_STATUS) {
		ours = r->kind->states[r->status].name;
		word = their_word(c, ours);
	} else if (r->kind->fields[c->field].type == KAM_TAGS) {
		for (size_t i = 0; i < v->n_refs && !word; i++)
			word = their_word(c, v->refs[i].role);
		ours = NULL;
	} else {
		word = their_word(c, ours);
	}
	if (!word)
		word = their_blank(c);
	kam_str_add(&x->said, word ? word : "");
	return !word && ours
		   ? count_unsaid(x, r,
				  c->use == KAM_USE_STATUS
				      ? "status"
				      : r->kind->fields[c->field].name,
				  ours, err)
		   : 0;
}

static int add_field(struct kam_exporting *x, const struct kam_record *r,
		     const struct kam_layout_column *c, struct kam_err *err)
{
	const struct kam_value *v = &r->values[c->field];

	if (x->own)
		return kam_record_cell(&x->said, r, c->field, err);
	if (r->kind->fields[c->field].type != KAM_FLAG)
		return kam_record_text(&x->said, r, c->field, err);
	kam_str_add(&x->said, v->integer ? "true" : "false");
	return 0;
}

static void add_amount(struct kam_exporting *x, const struct kam_value *v)
{
	struct kam_money m = { .minor = v->integer };
	char amount[KAM_MONEY_TEXT], *point;

	(void)snprintf(m.currency, sizeof m.currency, "%s", v->text);
	kam_money_amount(amount, &m);
	/* as such systems write what has no cents */
	point = strchr(amount, '.');
	if (point && !point[1 + strspn(point + 1, "0")])
		*point = '\0';
	kam_str_add(&x->said, amount);
}

/* A title that the text begins with is not said twice. */
static void add_headed(struct kam_exporting *x, const struct kam_record *r,
		       const struct kam_layout_column *c)
{
	const char *title = r->values[r->kind->title].text, *body = NULL;
	const int header = c->use == KAM_USE_HEADER;
	size_t n = strlen(title);

	for (size_t i = 0; i < x->layout->n_columns; i++)
		if (x->layout->columns[i].use == KAM_USE_HEADED)
			body = r->values[x->layout->columns[i].field].text;
	if (!body)
		kam_str_add(&x->said, header ? "" : title);
	else if (!header)
		kam_str_add(&x->said, body);
	else if (strncmp(body, title, n) != 0 || !strchr("\r\n", body[n]))
		kam_str_add(&x->said, title);
}

/* Columns that the store keeps, and those that look at several fields. */
static int add_other(struct kam_exporting *x, const struct kam_record *r,
		     const struct kam_layout_column *c, int *done,
		     struct kam_err *err)
{
	const struct kam_value *title = &r->values[r->kind->title];
	const char *source;
	int rc;

	*done = 1;
	switch (c->use) {
	case KAM_USE_OWN:
		return add_own(x, r, c->field, err);
	case KAM_USE_ID:
		rc = kam_record_source(&source, r, x->layout->origin, err);
		return rc ? rc : add_id(x, r->kind, r->id, source, NULL);
	case KAM_USE_TITLE:
		kam_str_add(&x->said, title->text);
		return 0;
	case KAM_USE_TEXT:
		kam_str_add(&x->said, r->values[c->field].set
					  ? r->values[c->field].text
					  : title->text);
		return 0;
	case KAM_USE_STATUS:
		return add_word(x, r, c, err);
	case KAM_USE_WORD:
		*done = !r->values[c->field].set;
		if (*done && their_blank(c))
			kam_str_add(&x->said, their_blank(c));
		return 0;
	case KAM_USE_HEADER:
	case KAM_USE_HEADED:
		add_headed(x, r, c);
		return 0;
	case KAM_USE_LINKS:
		return kam_export_links(x, r, c, err);
	default:
		*done = 0;
		return 0;
	}
}

int kam_export_cell(struct kam_exporting *x, const struct kam_record *r,
		    const struct kam_layout_column *c, struct kam_err *err)
{
	const struct kam_value *v;
	int done, rc = add_other(x, r, c, &done, err);

	if (done || rc || !r->values[c->field].set)
		return rc;
	v = &r->values[c->field];
	switch (c->use) {
	case KAM_USE_FIELD:
		return add_field(x, r, c, err);
	case KAM_USE_NAME:
		add_name(x, v->text, c);
		return 0;
	case KAM_USE_AMOUNT:
		add_amount(x, v);
		return 0;
	case KAM_USE_CURRENCY:
		kam_str_add(&x->said, v->text);
		return 0;
	case KAM_USE_LINE:
		kam_str_add(&x->said, c->whole ? v->text : "");
		return 0;
	case KAM_USE_TAGS:
		add_tags(x, v, c);
		return 0;
	case KAM_USE_MEMBER:
	case KAM_USE_RECORD:
	case KAM_USE_ABOUT:
		return add_reference(x, r, c, err);
	case KAM_USE_MEMBER_NAME:
	case KAM_USE_RECORD_NAME:
	case KAM_USE_NAMED:
		return add_title(x, r, c->field, err);
	case KAM_USE_TIME:
		return add_local(x, v->text, err);
	case KAM_USE_DAY:
		kam_str_printf(&x->said, "%s 00:00:00", v->text);
		return 0;
	case KAM_USE_SECONDS:
		kam_str_printf(&x->said, "%lld", (long long)v->integer * 60);
		return 0;
	case KAM_USE_CLOCK:
		kam_str_printf(&x->said, "%02lld:00", (long long)v->integer);
		return 0;
	case KAM_USE_WORD:
		return add_word(x, r, c, err);
	default:
		return 0;
	}
}
