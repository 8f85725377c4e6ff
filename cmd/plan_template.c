/*
 * plan template: the sections that new plans of an area get.
 */
#include "plan.h"

#include <kam/areas.h>
#include <kam/setting.h>
#include <kam/utf8.h>
#include <string.h>

static int find_area(const struct kam_plan_area **out, struct cmd *c,
		     struct kam_err *err)
{
	const char *const *words = kam_plan_kind.fields[KAM_PLAN_AREA].words;
	struct kam_str all = KAM_STR_INIT;

	if (c->n_words < 2)
		return cmd_usage(c, err, "%s", _("of which area?"));
	*out = kam_plan_area_find(c->catalogue, c->words[1]);
	if (*out)
		return 0;
	for (size_t i = 0; words[i]; i++)
		kam_str_printf(&all, "%s%s", i ? ", " : "", words[i]);
	kam_fail(err, KAM_ENOENT, _("no area '%.60s'"), c->words[1]);
	kam_hint(err, _("one of: %s"), all.data);
	kam_str_release(&all);
	return err->code;
}

static const char *setting_of(struct cmd *c, const struct kam_plan_area *area)
{
	return kam_arena_printf(&c->arena, "plan.template.%s", area->name);
}

static int load(struct kam_plan_template *t, struct cmd *c,
		const struct kam_plan_area *area, struct kam_err *err)
{
	int rc = kam_read_begin(c->k, err);

	if (rc)
		return rc;
	rc = kam_plan_template_load(t, c->k, &c->arena, area, err);
	kam_read_end(c->k);
	return rc;
}

static int show(struct cmd *c, const struct kam_plan_area *area,
		struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "area", N_("Area"), KAM_FORM_FIXED },
		{ "built_in", N_("Built in"), KAM_FORM_FIXED },
		{ "text", N_("Text"), KAM_FORM_PROSE },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 3);
	struct kam_str text = KAM_STR_INIT;
	struct kam_plan_template t;
	struct kam_out *out;
	int rc = columns ? load(&t, c, area, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_plan_template_print(&text, area, &t);
	rc = kam_str_check(&text, err);
	if (!rc && cmd_for_people(c)) {
		kam_utf8_show(&c->text, text.data, KAM_SHOW_TEXT);
	} else if (!rc && !(rc = cmd_out(c, &out, err))) {
		kam_out_record(out, columns, 3);
		cmd_print_text(out, "area", area->name);
		kam_out_key(out, "built_in");
		kam_out_flag(out, t.built_in);
		cmd_print_text(out, "text", text.data);
		kam_out_end(out);
	}
	kam_str_release(&text);
	return rc;
}

static int list(struct cmd *c, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "area", N_("Area"), KAM_FORM_FIXED },
		{ "title", N_("Title"), KAM_FORM_TEXT },
		{ "built_in", N_("Built in"), KAM_FORM_FIXED },
		{ "sections", N_("Sections"), KAM_FORM_NUMBER },
	};
	const char *const *words = kam_plan_kind.fields[KAM_PLAN_AREA].words;
	struct kam_out *out;
	int rc = cmd_out_list(c, &out, table, 4, err);

	if (rc)
		return rc;
	for (size_t i = 0; words[i] && !rc; i++) {
		const struct kam_plan_area *area =
		    kam_plan_area_find(c->catalogue, words[i]);
		struct kam_plan_template t;

		rc = load(&t, c, area, err);
		if (rc)
			break;
		kam_out_row(out);
		cmd_print_text(out, "area", area->name);
		kam_out_key(out, "title");
		kam_out_people(out, _(area->title));
		kam_out_text(out, area->title);
		kam_out_key(out, "built_in");
		kam_out_flag(out, t.built_in);
		cmd_print_integer(out, "sections", (int64_t)t.n);
		kam_out_end(out);
	}
	kam_out_end(out);
	return rc;
}

static int change(struct cmd *c, const struct kam_plan_area *area,
		  const char *text, struct kam_err *err)
{
	const char *name = setting_of(c, area);
	int rc = name ? kam_operation_begin(c->k, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	rc = kam_operation_end(c->k, kam_setting_set(c->k, name, text, err),
			       err);
	if (!rc)
		cmd_say(c,
			text ? _("new plans of '%s' get these sections")
			     : _("new plans of '%s' get the built-in "
				 "sections"),
			area->name);
	return rc;
}

static int set(struct cmd *c, const struct kam_plan_area *area,
	       struct kam_err *err)
{
	const char *text;
	size_t n;
	int rc;

	if (c->n_words < 3)
		return cmd_usage(c, err, "%s", _("from which file?"));
	rc = cmd_input(&text, &n, c, c->words[2], err);
	if (!rc && (!kam_utf8_valid(text, n) || memchr(text, '\0', n)))
		rc = kam_fail(err, KAM_EINVALID, _("'%s' is not UTF-8 text"),
			      c->words[2]);
	return rc ? rc : change(c, area, text, err);
}

int cmd_plan_template(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_plan_area *area = NULL;
	const char *what = c->words[0];
	int rc;

	(void)values;
	if (!strcmp(what, "list") && c->n_words == 1)
		return list(c, err);
	if (strcmp(what, "show") != 0 && strcmp(what, "set") != 0 &&
	    strcmp(what, "unset") != 0)
		return cmd_usage(c, err,
				 _("show, set, unset or list, not "
				   "'%.60s'"),
				 what);
	rc = find_area(&area, c, err);
	if (rc)
		return rc;
	if (!strcmp(what, "set"))
		return set(c, area, err);
	if (c->n_words > 2)
		return cmd_usage(c, err, _("'%.100s' is one word too many"),
				 c->words[2]);
	return !strcmp(what, "show") ? show(c, area, err)
				     : change(c, area, NULL, err);
}
