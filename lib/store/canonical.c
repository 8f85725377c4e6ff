#include "store/internal.h"

#include <kam/decimal.h>
#include <kam/fingerprint.h>
#include <kam/json.h>

#include <string.h>

static void quote(struct kam_str *out, const char *text)
{
	kam_json_quote(out, text, strlen(text));
}

static void add_number(struct kam_str *out, int64_t n)
{
	char text[KAM_INTEGER_TEXT];

	kam_str_add_bytes(out, text, kam_integer_format(text, n));
}

static void add_refs(struct kam_str *out, const struct kam_field *f,
		     const struct kam_value *v)
{
	kam_str_add_char(out, '[');
	for (size_t i = 0; i < v->n_refs; i++) {
		if (i)
			kam_str_add_char(out, ',');
		if (f->type == KAM_TAGS) {
			quote(out, v->refs[i].role);
			continue;
		}
		kam_str_add_char(out, '[');
		add_number(out, v->refs[i].id);
		kam_str_add_char(out, ',');
		if (v->refs[i].role)
			quote(out, v->refs[i].role);
		else
			kam_str_add(out, "null");
		kam_str_add_char(out, ']');
	}
	kam_str_add_char(out, ']');
}

/* the second half of a value that has two: a pair in an array */
static void add_pair(struct kam_str *out, const struct kam_value *v,
		     const char *second)
{
	kam_str_add_char(out, '[');
	add_number(out, v->integer);
	kam_str_add_char(out, ',');
	quote(out, second);
	kam_str_add_char(out, ']');
}

void kam_value_canonical(struct kam_str *out, const struct kam_field *f,
			 const struct kam_value *v)
{
	if (!v->set) {
		kam_str_add(out, "null");
		return;
	}
	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_WORD:
	case KAM_DATE:
	case KAM_INSTANT:
		quote(out, v->text);
		break;
	case KAM_INTEGER:
	case KAM_DECIMAL:
	case KAM_RATIO:
	case KAM_FLAG:
	case KAM_CALENDAR_DURATION:
	case KAM_WORKING_DURATION:
	case KAM_REF:
		add_number(out, v->integer);
		break;
	case KAM_MONEY:
		add_pair(out, v, v->text);
		break;
	case KAM_ANY:
		add_pair(out, v, v->kind->name);
		break;
	case KAM_EVIDENCE:
		kam_str_add_char(out, '[');
		quote(out, v->text);
		kam_str_add_char(out, ',');
		quote(out, v->extra);
		kam_str_add_char(out, ']');
		break;
	case KAM_REFS:
	case KAM_TAGS:
		add_refs(out, f, v);
		break;
	}
}

struct named {
	uint64_t first; /* eight bytes of the name, as a number */
	int field;
};

static uint64_t first_of(const char *name)
{
	uint64_t first = 0;

	for (int shift = 56; shift >= 0 && *name; shift -= 8)
		first |= (uint64_t)(unsigned char)*name++ << shift;
	return first;
}

static int is_before(const struct kam_field *fields, struct named a,
		     struct named b)
{
	return a.first != b.first
		   ? a.first < b.first
		   : strcmp(fields[a.field].name, fields[b.field].name) < 0;
}

/* The set fields by name, in the order of bytes; how many. */
static int set_by_name(struct named order[KAM_COLUMNS],
		       const struct kam_record *r)
{
	const struct kam_field *fields = r->kind->fields;
	int n = 0;

	for (int i = 0; i < r->kind->n_fields && n < KAM_COLUMNS; i++) {
		struct named one = { .field = i };
		int at = n;

		if (!r->values[i].set)
			continue;
		one.first = first_of(fields[i].name);
		for (; at && is_before(fields, one, order[at - 1]); at--)
			order[at] = order[at - 1];
		order[at] = one;
		n++;
	}
	return n;
}

/* Behind '{' or another member: each record has dozens. */
static void add_name(struct kam_str *out, const char *name)
{
	size_t n = strlen(name);
	size_t comma = out->length && out->data[out->length - 1] != '{';
	char *at = kam_str_extend(out, comma + n + 3);

	if (!at)
		return;
	if (comma)
		*at++ = ',';
	*at++ = '"';
	memcpy(at, name, n);
	memcpy(at + n, "\":", 2);
}

static void add_member(struct kam_str *out, const char *name, const char *text)
{
	if (!text)
		return;
	add_name(out, name);
	quote(out, text);
}

static void add_fields(struct kam_str *out, const struct kam_record *r,
		       int (*keeps)(const struct kam_kind *kind, int field))
{
	struct named order[KAM_COLUMNS];
	int n = set_by_name(order, r);

	for (int i = 0; i < n; i++) {
		const struct kam_field *f = &r->kind->fields[order[i].field];

		if (keeps && !keeps(r->kind, order[i].field))
			continue;
		add_name(out, f->name);
		kam_value_canonical(out, f, &r->values[order[i].field]);
	}
}

void kam_record_canonical(struct kam_str *out, const struct kam_record *r)
{
	kam_str_add_char(out, '{');
	add_fields(out, r, NULL);
	add_member(out, "~source", r->source);
	add_member(out, "~source_digest", r->source_digest);
	if (r->kind->n_states)
		add_member(out, "~status", r->kind->states[r->status].name);
	kam_str_add_char(out, '}');
}

void kam_wording_canonical(struct kam_str *out, const struct kam_record *r)
{
	kam_str_add_char(out, '{');
	add_fields(out, r, kam_is_wording);
	kam_str_add_char(out, '}');
}
