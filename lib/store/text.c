/*
 * Values as people read them; what kam_record_set() reads back.
 */
#include "store/internal.h"

#include <inttypes.h>
#include <kam/decimal.h>
#include <kam/duration.h>
#include <kam/money.h>

static void add_money(struct kam_str *out, const struct kam_value *v)
{
	struct kam_money m = { .minor = v->integer };
	char text[KAM_MONEY_TEXT];

	snprintf(m.currency, sizeof m.currency, "%s", v->text);
	kam_money_format(text, &m);
	kam_str_add(out, text);
}

static void add_list(struct kam_str *out, const struct kam_field *f,
		     const struct kam_value *v)
{
	for (size_t i = 0; i < v->n_refs; i++) {
		const struct kam_ref *ref = &v->refs[i];

		if (i)
			kam_str_add(out, ",");
		if (f->type == KAM_TAGS)
			kam_str_add(out, ref->role ? ref->role : "");
		else
			kam_str_add(out, ref->key ? ref->key : "");
		if (f->type == KAM_REFS && ref->role)
			kam_str_printf(out, ":%s", ref->role);
	}
}

static void add_value(struct kam_str *out, const struct kam_field *f,
		      const struct kam_value *v)
{
	char number[KAM_DURATION_TEXT];

	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_WORD:
	case KAM_DATE:
	case KAM_INSTANT:
	case KAM_REF:
	case KAM_ANY:
		kam_str_add(out, v->text ? v->text : "");
		break;
	case KAM_INTEGER:
		kam_str_printf(out, "%" PRId64, v->integer);
		break;
	case KAM_DECIMAL:
		kam_decimal_format(number, v->integer);
		kam_str_add(out, number);
		break;
	case KAM_RATIO:
		kam_ratio_format(number, v->integer);
		kam_str_add(out, number);
		break;
	case KAM_FLAG:
		kam_str_add(out, v->integer ? "yes" : "no");
		break;
	case KAM_CALENDAR_DURATION:
	case KAM_WORKING_DURATION:
		kam_duration_format(number, v->integer,
				    f->type == KAM_WORKING_DURATION
					? KAM_WORKING_TIME
					: KAM_CALENDAR_TIME);
		kam_str_add(out, number);
		break;
	case KAM_MONEY:
		add_money(out, v);
		break;
	case KAM_REFS:
	case KAM_TAGS:
		add_list(out, f, v);
		break;
	case KAM_EVIDENCE:
		kam_str_printf(out, "%s  %s", v->extra ? v->extra : "",
			       v->text);
		break;
	}
}

int kam_record_text(struct kam_str *out, const struct kam_record *record,
		    int column, struct kam_err *err)
{
	const struct kam_kind *kind = record->kind;

	switch (column) {
	case KAM_COLUMN_ID:
		kam_str_printf(out, "%s-%" PRId64, kind->prefix, record->id);
		break;
	case KAM_COLUMN_STATUS:
		if (kind->n_states)
			kam_str_add(out, kind->states[record->status].name);
		break;
	case KAM_COLUMN_VERSION:
		kam_str_printf(out, "%" PRId64, record->version);
		break;
	case KAM_COLUMN_CREATED:
		kam_str_add(out, record->created ? record->created : "");
		break;
	case KAM_COLUMN_MODIFIED:
		kam_str_add(out, record->modified ? record->modified : "");
		break;
	case KAM_COLUMN_SOURCE:
		kam_str_add(out, record->source ? record->source : "");
		break;
	case KAM_COLUMN_SOURCE_DIGEST:
		kam_str_add(out,
			    record->source_digest ? record->source_digest : "");
		break;
	default:
		if (column >= 0 && record->values[column].set)
			add_value(out, &kind->fields[column],
				  &record->values[column]);
	}
	return kam_str_check(out, err);
}
