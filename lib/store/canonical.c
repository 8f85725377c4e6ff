#include "store/internal.h"

#include <kam/json.h>

#include <inttypes.h>
#include <string.h>

static void quote(struct kam_str *out, const char *text)
{
	kam_json_quote(out, text, strlen(text));
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
		kam_str_printf(out, "[%" PRId64 ",", v->refs[i].id);
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
	kam_str_printf(out, "[%" PRId64 ",", v->integer);
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
		kam_str_printf(out, "%" PRId64, v->integer);
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

/* The field whose name follows last's in the order of bytes; -1 at the end. */
static int next_by_name(const struct kam_kind *kind, const char *last)
{
	int best = -1;

	for (int i = 0; i < kind->n_fields; i++) {
		const char *name = kind->fields[i].name;

		if (strcmp(name, last) > 0 &&
		    (best < 0 || strcmp(name, kind->fields[best].name) < 0))
			best = i;
	}
	return best;
}

static void add_comma(struct kam_str *out)
{
	if (out->length && out->data[out->length - 1] != '{')
		kam_str_add_char(out, ',');
}

static void add_member(struct kam_str *out, const char *name, const char *text)
{
	if (!text)
		return;
	add_comma(out);
	kam_str_printf(out, "\"%s\":", name);
	quote(out, text);
}

void kam_record_canonical(struct kam_str *out, const struct kam_record *r)
{
	int i = next_by_name(r->kind, "");

	kam_str_add_char(out, '{');
	while (i >= 0) {
		const char *name = r->kind->fields[i].name;

		if (r->values[i].set) {
			add_comma(out);
			kam_str_printf(out, "\"%s\":", name);
			kam_value_canonical(out, &r->kind->fields[i],
					    &r->values[i]);
		}
		i = next_by_name(r->kind, name);
	}
	add_member(out, "~source", r->source);
	add_member(out, "~source_digest", r->source_digest);
	if (r->kind->n_states)
		add_member(out, "~status", r->kind->states[r->status].name);
	kam_str_add_char(out, '}');
}
