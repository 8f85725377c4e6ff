#include "areas/plan_view.h"

#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/recurrence.h>
#include <kam/value_shown.h>
#include <kam/zone.h>
#include <string.h>

void kam_local_time(char out[KAM_LOCAL_TEXT], const struct kam *k,
		    const char *instant)
{
	struct kam_err ignored = { 0 };
	char text[KAM_INSTANT_TEXT];
	int64_t at;

	if (kam_instant_parse(&at, instant, &ignored)) {
		snprintf(out, KAM_LOCAL_TEXT, "%.16s", instant);
		return;
	}
	if (k)
		at += kam_zone_offset(kam_zone_of(k), at);
	kam_instant_format(text, at);
	text[10] = ' ';
	snprintf(out, KAM_LOCAL_TEXT, "%.16s", text);
}

const char *kam_name_shown(const char *key, const char *title)
{
	int is_id =
	    key && key[strcspn(key, "-")] == '-' && *key >= 'A' && *key <= 'Z';

	return is_id && title && *title ? title : key ? key : "";
}

void kam_reference_shown(struct kam_str *out, struct kam *k,
			 const struct kam_field *f, const struct kam_value *v)
{
	const struct kam_kind *kind = v->kind;
	struct kam_arena arena = { 0 };
	const char *title = v->extra;

	if (k && f->type == KAM_REF)
		kind = kam_kind_find(kam_catalogue_of(k), f->target);
	if (k && kind && title)
		title = kam_title_shown(k, &arena, kind, v->integer, title);
	if (v->extra && !title)
		out->failed = 1;
	else if (f->type == KAM_REF)
		kam_str_add(out, kam_name_shown(v->text, title));
	else
		kam_str_printf(out, "%s%s%s", v->text,
			       title && *title ? " " : "", title ? title : "");
	kam_arena_release(&arena);
}

int kam_value_shown(struct kam_str *out, struct kam *k,
		    const struct kam_field *f, const struct kam_value *v)
{
	char local[KAM_LOCAL_TEXT], number[KAM_DECIMAL_TEXT];
	char money[KAM_MONEY_SHOWN];

	if (f->flags & KAM_RECURS) {
		kam_recurrence_show(out, v->text);
		return 1;
	}
	switch (f->type) {
	case KAM_WORD:
		kam_str_add(out, kam_gettext_in(f->name, v->text));
		return 1;
	case KAM_FLAG:
		kam_str_add(out, v->integer ? _("yes") : _("no"));
		return 1;
	case KAM_RATIO:
		kam_decimal_format(number, v->integer);
		kam_str_add(out, number);
		return 1;
	case KAM_INSTANT:
		kam_local_time(local, k, v->text);
		kam_str_add(out, local);
		return 1;
	case KAM_MONEY:
		kam_view_money(money, v);
		kam_str_add(out, money);
		return 1;
	case KAM_REF:
	case KAM_ANY:
		kam_reference_shown(out, k, f, v);
		return 1;
	case KAM_EVIDENCE:
		kam_str_add(out, v->text);
		return 1;
	default:
		return 0;
	}
}
