/*
 * Figures of plans: what was planned, from where on something must be done,
 * and what the register says.
 */
#include "areas/plan_rules.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/plan.h>
#include <string.h>

const char *const kam_figure_words[] = {
	[KAM_FIGURE_UNKNOWN] = N_("unknown"),
	[KAM_FIGURE_GOOD] = N_("good"),
	[KAM_FIGURE_OFF] = N_("off"),
	[KAM_FIGURE_BEYOND] = N_("beyond"),
};

enum { NAME = 40 };

/* The next pair: 1, 0 at the end, -1 where it is none. */
static int next_pair(char name[NAME], int64_t *value, const char **at)
{
	char number[KAM_DECIMAL_TEXT + 8];
	struct kam_err ignored = { 0 };
	const char *from = *at + strspn(*at, " \t,");
	size_t n = strcspn(from, "= \t,"), digits;

	if (!*from)
		return 0;
	digits = from[n] == '=' ? strcspn(from + n + 1, " \t,") : 0;
	*at = from + n + (from[n] == '=') + digits;
	(void)snprintf(name, NAME, "%.*s", n < NAME ? (int)n : NAME - 1, from);
	(void)snprintf(number, sizeof number, "%.*s",
		       digits < sizeof number ? (int)digits : 1, from + n + 1);
	if (from[n] != '=' || digits >= sizeof number ||
	    kam_decimal_parse(value, number, &ignored))
		return -1;
	return 1;
}

int kam_plan_pair(int64_t *value, const char *pairs, const char *name)
{
	char found[NAME];

	while (pairs && next_pair(found, value, &pairs) > 0)
		if (!strcmp(found, name))
			return 1;
	return 0;
}

static int no_figure(const struct kam_plan_area *area, const char *name,
		     struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;

	for (size_t i = 0; i < area->n_figures; i++)
		kam_str_printf(&all, "%s%s", i ? ", " : "",
			       area->figures[i].name);
	kam_fail(err, KAM_EINVALID, _("no figure '%s' in a plan of '%s'"), name,
		 area->name);
	kam_hint(err, _("one of: %s"), all.data);
	kam_str_release(&all);
	return err->code;
}

int kam_plan_pairs(struct kam_str *canonical, const struct kam_plan_area *area,
		   const char *text, struct kam_err *err)
{
	char name[NAME], number[KAM_DECIMAL_TEXT];
	const char *at = text;
	int64_t value;
	int rc;

	while ((rc = next_pair(name, &value, &at)) > 0)
		if (!kam_plan_figure_find(area, name))
			return no_figure(area, name, err);
	if (rc < 0) {
		kam_fail(err, KAM_EINVALID, _("'%s' has no number"), name);
		kam_hint(err, "%s", _("write figures as NAME=NUMBER"));
		return err->code;
	}
	for (size_t i = 0; i < area->n_figures; i++) {
		const char *known = area->figures[i].name;

		if (!kam_plan_pair(&value, text, known))
			continue;
		kam_decimal_format(number, value);
		kam_str_printf(canonical, "%s%s=%s",
			       canonical->length ? " " : "", known, number);
	}
	return kam_str_check(canonical, err);
}

int kam_plan_pairs_say(struct kam_str *out, const struct kam_plan_area *area,
		       const char *pairs, struct kam_err *err)
{
	char number[KAM_DECIMAL_TEXT];
	int64_t value;

	for (size_t i = 0; i < area->n_figures; i++) {
		const struct kam_plan_figure *f = &area->figures[i];

		if (!kam_plan_pair(&value, pairs, f->name))
			continue;
		kam_decimal_format(number, value);
		kam_str_printf(out, "%s%s %s %s", out->length ? _("; ") : "",
			       _(f->label), f->good == KAM_AT_MOST ? "≤" : "≥",
			       number);
		if (*f->unit)
			kam_str_printf(out, " %s", _(f->unit));
	}
	return kam_str_check(out, err);
}

static int is_past(const struct kam_plan_value *v, int64_t mark)
{
	return v->figure->good == KAM_AT_MOST ? v->actual > mark
					      : v->actual < mark;
}

enum kam_figure_state kam_figure_state(const struct kam_plan_value *value)
{
	if (!value->has_actual)
		return KAM_FIGURE_UNKNOWN;
	if (value->has_limit && is_past(value, value->limit))
		return KAM_FIGURE_BEYOND;
	if (value->has_target && is_past(value, value->target))
		return KAM_FIGURE_OFF;
	return KAM_FIGURE_GOOD;
}

static int ask(struct kam_plan_value *v, struct kam *k,
	       const struct kam_plan_scope *scope, struct kam_err *err)
{
	char today[KAM_DATE_TEXT], before[KAM_DATE_TEXT];
	char now[KAM_INSTANT_TEXT];
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), v->figure->sql, err);

	if (rc)
		return rc;
	kam_date_format(today, kam_today(k));
	kam_date_format(before, kam_today(k) - 30);
	kam_instant_format(now, kam_now(k));
	kam_stmt_bind_int(s, 1, scope->account);
	kam_stmt_bind_int(s, 2, scope->project);
	if (strstr(v->figure->sql, "$3"))
		kam_stmt_bind_text(s, 3, today);
	if (strstr(v->figure->sql, "$4"))
		kam_stmt_bind_text(s, 4, before);
	if (strstr(v->figure->sql, "$5"))
		kam_stmt_bind_text(s, 5, now);
	rc = kam_stmt_step(s, err);
	if (rc > 0 && !kam_stmt_is_null(s, 0)) {
		v->actual = kam_stmt_int(s, 0) * KAM_DECIMAL_ONE;
		v->has_actual = 1;
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

int kam_plan_figures(struct kam_plan_value **out, size_t *n, struct kam *k,
		     struct kam_arena *arena, const struct kam_record *plan,
		     struct kam_err *err)
{
	const struct kam_plan_area *area = kam_plan_area_of(k, plan);
	const struct kam_plan_scope scope = {
		plan->values[KAM_PLAN_ACCOUNT].integer,
		plan->values[KAM_PLAN_PROJECT].integer, plan
	};
	int rc = 0;

	*n = area ? area->n_figures : 0;
	*out = kam_arena_array(arena, *n + 1, sizeof **out);
	if (!*out)
		return kam_fail_memory(err);
	for (size_t i = 0; i < *n && !rc; i++) {
		struct kam_plan_value *v = &(*out)[i];

		v->figure = &area->figures[i];
		v->has_target = kam_plan_pair(
		    &v->target, plan->values[KAM_PLAN_TARGETS].text,
		    v->figure->name);
		v->has_limit =
		    kam_plan_pair(&v->limit, plan->values[KAM_PLAN_LIMITS].text,
				  v->figure->name);
		rc = v->figure->sql
			 ? ask(v, k, &scope, err)
			 : v->figure->actual(&v->actual, &v->has_actual, k,
					     &scope, err);
		v->state = kam_figure_state(v);
	}
	return rc;
}
