#include <kam/duration.h>
#include <kam/money.h>
#include <kam/record_io.h>
#include <kam/recurrence.h>
#include <string.h>

struct instant {
	const struct kam *k;
	const char *at;
};

static void describe_instant(struct kam_str *text, const void *context)
{
	const struct instant *i = context;
	char local[KAM_LOCAL_TEXT];

	kam_local_time(local, i->k, i->at);
	kam_str_add(text, local);
}

static void print_instant(struct kam_out *out, const struct kam *k,
			  const char *instant)
{
	const struct instant i = { k, instant };

	kam_out_people_by(out, describe_instant, &i);
	kam_out_text(out, instant);
}

/* context: the name of the field, or of the kind whose state it is */
struct word {
	const char *context, *text;
};

static void describe_word(struct kam_str *text, const void *context)
{
	const struct word *word = context;

	kam_str_add(text, kam_gettext_in(word->context, word->text));
}

static void print_word(struct kam_out *out, const char *context,
		       const char *text)
{
	const struct word word = { context, text };

	kam_out_people_by(out, describe_word, &word);
	kam_out_text(out, text);
}

static void print_text(struct kam_out *out, const struct kam_field *f,
		       const char *text)
{
	if (f->flags & KAM_RECURS)
		kam_out_people_by(out, kam_recurrence_describe, text);
	kam_out_text(out, text);
}

static void print_money(struct kam_out *out, const struct kam_value *v)
{
	struct kam_money m = { .minor = v->integer };
	char amount[KAM_MONEY_TEXT], shown[KAM_MONEY_SHOWN];

	snprintf(m.currency, sizeof m.currency, "%s", v->text);
	kam_money_amount(amount, &m);
	kam_money_show(shown, &m);
	kam_out_people(out, shown);
	kam_out_map(out);
	kam_out_key(out, "amount");
	kam_out_text(out, amount);
	kam_out_key(out, "currency");
	kam_out_text(out, m.currency);
	kam_out_end(out);
}

static void print_duration(struct kam_out *out, const struct kam_field *f,
			   const struct kam_value *v)
{
	char duration[KAM_DURATION_TEXT];

	kam_duration_format(duration, v->integer,
			    f->type == KAM_WORKING_DURATION
				? KAM_WORKING_TIME
				: KAM_CALENDAR_TIME);
	kam_out_text(out, duration);
}

/* "REQ-2 the title" where its kind isn't known from the column */
struct reference {
	struct kam *k;
	const struct kam_field *field;
	const struct kam_value *value;
};

static void describe_reference(struct kam_str *text, const void *context)
{
	const struct reference *to = context;

	kam_reference_shown(text, to->k, to->field, to->value);
}

static void print_reference(struct kam_out *out, struct kam *k,
			    const struct kam_field *f,
			    const struct kam_value *v)
{
	const struct reference to = { k, f, v };

	kam_out_people_by(out, describe_reference, &to);
	kam_out_text(out, v->text);
}

/* A mail's roles are kam's own words; others are what somebody typed. */
static const char *role_text(const char *role)
{
	static const char *const own[] = { N_("from"), N_("to"), N_("cc") };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (!strcmp(role, own[i]))
			return _(own[i]);
	return role;
}

static void describe_refs(struct kam_str *text, const void *context)
{
	const struct kam_value *v = context;

	for (size_t i = 0; i < v->n_refs; i++) {
		if (i)
			kam_str_add(text, _(", "));
		kam_str_add(text,
			    kam_name_shown(v->refs[i].key, v->refs[i].title));
		if (v->refs[i].role)
			kam_str_printf(text, " (%s)",
				       role_text(v->refs[i].role));
	}
}

static void print_refs(struct kam_out *out, const struct kam_value *v)
{
	kam_out_people_by(out, describe_refs, v);
	kam_out_array(out);
	for (size_t i = 0; i < v->n_refs; i++) {
		kam_out_map(out);
		kam_out_key(out, "id");
		kam_out_text(out, v->refs[i].key);
		kam_out_key(out, "role");
		kam_out_text(out, v->refs[i].role);
		kam_out_end(out);
	}
	kam_out_end(out);
}

static void print_tags(struct kam_out *out, const struct kam_value *v)
{
	kam_out_array(out);
	for (size_t i = 0; i < v->n_refs; i++)
		kam_out_text(out, v->refs[i].role);
	kam_out_end(out);
}

static void print_evidence(struct kam_out *out, const struct kam_value *v)
{
	kam_out_people(out, v->text);
	kam_out_map(out);
	kam_out_key(out, "name");
	kam_out_text(out, v->text);
	kam_out_key(out, "sha256");
	kam_out_text(out, v->extra);
	kam_out_end(out);
}

void kam_value_print(struct kam_out *out, struct kam *k,
		     const struct kam_field *f, const struct kam_value *v)
{
	/* nothing in a list is an empty array */
	if (!v->set && kam_field_is_list(f)) {
		kam_out_array(out);
		kam_out_end(out);
		return;
	}
	if (!v->set) {
		kam_out_null(out);
		return;
	}
	switch (f->type) {
	case KAM_WORD:
		print_word(out, f->name, v->text);
		break;
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_DATE:
		print_text(out, f, v->text);
		break;
	case KAM_INTEGER:
		kam_out_integer(out, v->integer);
		break;
	case KAM_DECIMAL:
	case KAM_RATIO:
		kam_out_decimal(out, v->integer);
		break;
	case KAM_FLAG:
		kam_out_flag(out, v->integer != 0);
		break;
	case KAM_INSTANT:
		print_instant(out, k, v->text);
		break;
	case KAM_CALENDAR_DURATION:
	case KAM_WORKING_DURATION:
		print_duration(out, f, v);
		break;
	case KAM_MONEY:
		print_money(out, v);
		break;
	case KAM_REF:
	case KAM_ANY:
		print_reference(out, k, f, v);
		break;
	case KAM_REFS:
		print_refs(out, v);
		break;
	case KAM_TAGS:
		print_tags(out, v);
		break;
	case KAM_EVIDENCE:
		print_evidence(out, v);
		break;
	}
}

static void print_own(struct kam_out *out, const struct kam *k,
		      const struct kam_record *r, int column)
{
	char id[KAM_ID_TEXT];

	switch (column) {
	case KAM_COLUMN_ID:
		kam_id_format(id, r->kind, r->id);
		kam_out_text(out, id);
		break;
	case KAM_COLUMN_STATUS:
		print_word(out, r->kind->name, r->kind->states[r->status].name);
		break;
	case KAM_COLUMN_VERSION:
		kam_out_integer(out, r->version);
		break;
	case KAM_COLUMN_CREATED:
		print_instant(out, k, r->created);
		break;
	case KAM_COLUMN_MODIFIED:
		print_instant(out, k, r->modified);
		break;
	case KAM_COLUMN_SOURCE_DIGEST:
		kam_out_text(out, r->source_digest);
		break;
	default:
		kam_out_text(out, r->source);
	}
}

static int is_null(const struct kam_record *r, int column)
{
	switch (column) {
	case KAM_COLUMN_SOURCE:
		return !r->source;
	case KAM_COLUMN_SOURCE_DIGEST:
		return !r->source_digest;
	default:
		return column >= 0 && !r->values[column].set &&
		       !kam_field_is_list(&r->kind->fields[column]);
	}
}

int kam_record_print(struct kam_out *out, struct kam *k,
		     const struct kam_record *record, const int *columns, int n,
		     struct kam_err *err)
{
	enum { RUN = 16 };
	const char *unset[RUN]; /* the keys of those before the one at hand */
	size_t n_unset = 0;

	(void)err;
	for (int i = 0; i < n; i++) {
		const char *key = kam_column_name(record->kind, columns[i]);
		int null = is_null(record, columns[i]);

		if (null)
			unset[n_unset++] = key;
		if (!null || n_unset == RUN) {
			kam_out_nulls(out, unset, n_unset);
			n_unset = 0;
		}
		if (null)
			continue;
		kam_out_key(out, key);
		if (columns[i] >= 0)
			kam_value_print(out, k,
					&record->kind->fields[columns[i]],
					&record->values[columns[i]]);
		else
			print_own(out, k, record, columns[i]);
	}
	kam_out_nulls(out, unset, n_unset);
	return 0;
}
