#include "figures.h"

#include <kam/date.h>
#include <kam/decimal.h>
#include <string.h>

int cmd_read_by(int *by, struct cmd *c, const char *text,
		const char *const *words, struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;

	*by = 0;
	if (!text)
		return 0;
	for (int i = 0; words[i]; i++) {
		if (!strcmp(text, words[i])) {
			*by = i + 1;
			kam_str_release(&all);
			return 0;
		}
		kam_str_printf(&all, "%s%s", i ? ", " : "", words[i]);
	}
	(void)cmd_usage(c, err, _("--by: one of %s, not '%.60s'"),
			all.length ? all.data : "", text);
	kam_str_release(&all);
	return err->code;
}

int cmd_read_period_day(struct kam_day *out, const char **shown, struct cmd *c,
			const char *name, const char *text, struct kam_err *err)
{
	char day[KAM_DATE_TEXT];
	int rc;

	if (!text)
		return 0;
	rc = kam_date_read(&out->day, text, kam_today(c->k),
			   kam_calendar_of(c->k), err);
	if (rc) {
		kam_field(err, name);
		return rc;
	}
	out->set = 1;
	kam_date_format(day, out->day);
	*shown = kam_arena_strdup(&c->arena, day);
	return *shown ? 0 : kam_fail_memory(err);
}

void cmd_print_rate(struct kam_out *out, int64_t share)
{
	char text[KAM_DECIMAL_TEXT];

	if (share < 0) {
		kam_out_null(out);
		return;
	}
	kam_ratio_format(text,
			 kam_decimal_round(share, KAM_DECIMAL_ONE / 1000));
	kam_out_people(out, text);
	kam_out_decimal(out, share);
}

int cmd_figures_print(struct cmd *c, const struct cmd_figures *f,
		      const void *context, size_t n_groups, struct kam_err *err)
{
	struct kam_out_column *columns =
	    kam_arena_array(&c->arena, f->n_columns, sizeof *columns);
	struct cmd_view v;
	int rc;

	if (!columns)
		return kam_fail_memory(err);
	memcpy(columns, f->table, f->n_columns * sizeof *columns);
	if (f->group)
		columns[0].label = f->group;
	rc = cmd_view_open(&v, c, columns, f->n_columns,
			   f->group ? f->people : f->all,
			   f->group ? CMD_VIEW_LIST : CMD_VIEW_RECORD, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < n_groups; i++) {
		if (f->group)
			kam_out_row(v.out);
		f->print(&v, context, i);
		if (f->group)
			kam_out_end(v.out);
	}
	kam_out_end(v.out);
	if (f->group && n_groups)
		cmd_define_below(c, _(f->definition));
	return 0;
}
