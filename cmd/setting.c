/*
 * setting: what changes a figure, as the register keeps it.
 */
#include "crud.h"
#include "filter.h"

#include <kam/areas.h>
#include <kam/setting.h>
#include <string.h>

static const struct kam_out_column table[] = {
	{ "name", N_("Name"), KAM_FORM_FIXED },
	{ "value", N_("Value"), KAM_FORM_TEXT },
	{ "default", N_("Default"), KAM_FORM_TEXT },
	{ "help", N_("Meaning"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

static int print_values(struct cmd *c, struct kam_out *out,
			const struct kam_setting *setting, struct kam_err *err)
{
	const char *value;
	int rc = kam_setting_get(&value, c->k, &c->arena, setting->name, err);

	if (rc)
		return rc;
	kam_out_key(out, "name");
	kam_out_text(out, setting->name);
	kam_out_key(out, "value");
	kam_out_style(out, strcmp(value, setting->initial) != 0
			       ? KAM_STYLE_STRONG
			       : KAM_STYLE_PLAIN);
	kam_out_text(out, value);
	kam_out_key(out, "default");
	kam_out_text(out, setting->initial);
	kam_out_key(out, "help");
	kam_out_people(out, _(setting->help));
	kam_out_text(out, setting->help);
	return 0;
}

struct listing {
	struct cmd *c;
	struct kam_out *out;
	const struct kam_setting *setting;
};

static int print_row(struct listing *l, const char *name, struct kam_err *err)
{
	struct kam_setting named = *l->setting;
	int rc;

	named.name = name;
	kam_out_row(l->out);
	rc = print_values(l->c, l->out, &named, err);
	kam_out_end(l->out);
	return rc;
}

static int print_own(void *context, struct kam_record *r, struct kam_err *err)
{
	struct listing *l = context;
	const char *name = r->values[KAM_SETTING_NAME].text;

	return kam_setting_key(name) && kam_setting_find(name) == l->setting
		   ? print_row(l, name, err)
		   : 0;
}

int cmd_settings_each(struct kam *k, const char *filter, kam_each_record each,
		      void *context, struct kam_err *err)
{
	struct kam_query *q;
	int rc = kam_query_open(&q, k, &kam_setting_kind, err);

	if (rc)
		return rc;
	if (filter)
		rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_sort(q, "name", err);
	if (!rc)
		rc = kam_query_run(q, each, context, err);
	kam_query_release(q);
	return rc;
}

static int list(struct cmd *c, void *values, struct kam_err *err)
{
	struct listing l = { .c = c };
	int rc = cmd_out_list(c, &l.out, table, COLUMNS, err);

	(void)values;
	if (rc)
		return rc;
	for (size_t i = 0; i < kam_n_settings && !rc; i++) {
		l.setting = &kam_settings[i];
		if (!l.setting->named)
			rc = print_row(&l, l.setting->name, err);
		/* what accounts and people have of their own */
		if (!rc && (l.setting->scoped || l.setting->named))
			rc = cmd_settings_each(c->k, NULL, print_own, &l, err);
	}
	kam_out_end(l.out);
	return rc;
}

/* What it is, by the name that it was asked for. */
static int find(struct kam_setting *out, const char *name, struct kam_err *err)
{
	const struct kam_setting *setting = kam_setting_find(name);
	const char *names[64], *near;
	size_t n = 0;

	if (setting) {
		*out = *setting;
		out->name = name;
		return 0;
	}
	for (size_t i = 0; i < kam_n_settings && n < 64; i++)
		if (!kam_settings[i].named)
			names[n++] = kam_settings[i].name;
	near = kam_suggest(name, names, n);
	kam_fail(err, KAM_EFIELD, _("no setting '%s'"), name);
	if (near)
		kam_hint(err, _("did you mean '%s'?"), near);
	else
		kam_hint(err, "%s", _("'kam setting list' shows them"));
	return err->code;
}

/* People want the value alone; programs all of it. */
static int print_one(struct cmd *c, const struct kam_setting *setting,
		     struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	struct kam_out *out;
	const char *value;
	int rc = columns ? 0 : kam_fail_memory(err);

	if (!rc && c->globals.format == KAM_FORMAT_TABLE) {
		rc = kam_setting_get(&value, c->k, &c->arena, setting->name,
				     err);
		if (!rc)
			kam_str_printf(&c->text, "%s\n", value);
		return rc;
	}
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	kam_out_record(out, columns, COLUMNS);
	rc = print_values(c, out, setting, err);
	kam_out_end(out);
	return rc;
}

static int get(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_setting setting;
	int rc = find(&setting, c->words[0], err);

	(void)values;
	return rc ? rc : print_one(c, &setting, err);
}

static int change(struct cmd *c, const char *value, struct kam_err *err)
{
	struct kam_setting setting;
	int rc = find(&setting, c->words[0], err);

	if (!rc)
		rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = kam_setting_set(c->k, setting.name, value, err);
	if (!rc)
		rc = print_one(c, &setting, err);
	return kam_operation_end(c->k, rc, err);
}

static int set(struct cmd *c, void *values, struct kam_err *err)
{
	(void)values;
	return change(c, c->words[1], err);
}

static int unset(struct cmd *c, void *values, struct kam_err *err)
{
	(void)values;
	return change(c, NULL, err);
}

static const struct cmd_verb verbs[] = {
	{ "list", list, CMD_REGISTER_READ | CMD_NO_SCOPE, 0, 0, NULL, 0, "",
	  N_("list all settings, with their defaults"), "kam setting list" },
	{ "get", get, CMD_REGISTER_READ | CMD_NO_SCOPE, 1, 1, NULL, 0, "NAME",
	  N_("show a setting's value"), "kam setting get risk.matrix" },
	{ "set", set, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, 2, NULL, 0,
	  "NAME VALUE", N_("change a setting"),
	  "kam setting set currency EUR" },
	{ "unset", unset, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1, NULL, 0,
	  "NAME", N_("go back to the default"),
	  "kam setting unset risk.matrix" },
	{ NULL },
};
const struct cmd_noun cmd_noun_setting = { "setting", "setting", NULL, verbs,
					   "list" };
