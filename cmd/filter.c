/*
 * filter: what lists are narrowed to, under names that the team shares; and
 * @NAME among a command's filters.
 */
#include "crud.h"
#include "filter.h"

#include <kam/areas.h>
#include <kam/filter.h>
#include <kam/setting.h>
#include <string.h>

static const struct kam_out_column table[] = {
	{ "name", N_("Name"), KAM_FORM_FIXED },
	{ "noun", N_("Noun"), KAM_FORM_FIXED },
	{ "filter", N_("Filter"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

static const char *setting_of(struct cmd *c, const char *name,
			      struct kam_err *err)
{
	const char *key =
	    kam_arena_printf(&c->arena, KAM_FILTER_SETTING "%s", name);

	if (!key)
		kam_fail_memory(err);
	return key;
}

/* What stands behind the noun. */
static const char *tail_of(const char *text, const struct kam_filter *f)
{
	text += strlen(f->noun);
	return text + strspn(text, " ");
}

static int print(struct cmd *c, struct kam_out *out, const char *name,
		 const char *text, struct kam_err *err)
{
	struct kam_filter f;
	int rc = kam_filter_parse(&f, &c->arena, text, err);

	if (rc)
		return rc;
	cmd_print_text(out, "name", name);
	cmd_print_text(out, "noun", f.noun);
	cmd_print_text(out, "filter", tail_of(text, &f));
	return 0;
}

struct listing {
	struct cmd *c;
	struct kam_out *out;
};

static int print_row(void *context, struct kam_record *r, struct kam_err *err)
{
	struct listing *l = context;
	const char *name = r->values[KAM_SETTING_NAME].text;
	const char *text = r->values[KAM_SETTING_VALUE].text;
	int rc;

	if (strncmp(name, KAM_FILTER_SETTING, strlen(KAM_FILTER_SETTING)) != 0)
		return 0;
	kam_out_row(l->out);
	rc = print(l->c, l->out, name + strlen(KAM_FILTER_SETTING), text, err);
	kam_out_end(l->out);
	return rc;
}

int cmd_filters_each(struct kam *k, kam_each_record each_setting, void *context,
		     struct kam_err *err)
{
	return cmd_settings_each(k, "name~" KAM_FILTER_SETTING, each_setting,
				 context, err);
}

static int list(struct cmd *c, void *values, struct kam_err *err)
{
	struct listing l = { .c = c };
	int rc = cmd_out_list(c, &l.out, table, COLUMNS, err);

	(void)values;
	if (rc)
		return rc;
	rc = cmd_filters_each(c->k, print_row, &l, err);
	kam_out_end(l.out);
	return rc;
}

/* People want the words alone, to use or change them; programs all of it. */
static int print_one(struct cmd *c, const char *name,
		     const struct kam_filter *f, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	struct kam_str text = KAM_STR_INIT;
	struct kam_out *out;
	int rc = columns ? 0 : kam_fail_memory(err);

	kam_filter_text(&text, f);
	if (!rc)
		rc = kam_str_check(&text, err);
	if (!rc && c->globals.format == KAM_FORMAT_TABLE) {
		kam_str_printf(&c->text, "%s\n", text.data);
	} else if (!rc) {
		rc = cmd_out(c, &out, err);
		if (!rc) {
			kam_out_record(out, columns, COLUMNS);
			rc = print(c, out, name, text.data, err);
			kam_out_end(out);
		}
	}
	kam_str_release(&text);
	return rc;
}

static int show(struct cmd *c, void *values, struct kam_err *err)
{
	const char *name = c->words[0] + (*c->words[0] == '@');
	struct kam_filter f;
	int rc = kam_filter_get(&f, c->k, &c->arena, name, err);

	(void)values;
	return rc ? rc : print_one(c, name, &f, err);
}

static int write(struct cmd *c, const char *name, const char *text,
		 struct kam_err *err)
{
	const char *key = setting_of(c, name, err);
	int rc = key ? kam_operation_begin(c->k, err) : err->code;

	if (rc)
		return rc;
	rc = kam_setting_set(c->k, key, text, err);
	return kam_operation_end(c->k, rc, err);
}

static int save(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_named(c->catalogue, c->words[1]);
	const struct kam_filter f = {
		.noun = kind ? kind->name : c->words[1],
		.words = c->filters,
		.n = c->n_filters,
		.sort = c->globals.sort,
		.limit = c->globals.limit,
		.all = c->globals.all,
	};
	const char *name = c->words[0];
	struct kam_str text = KAM_STR_INIT;
	int rc = kam_filter_check_name(name, err);

	(void)values;
	if (!rc && (c->globals.count_by || c->globals.exit_code))
		rc = cmd_usage(c, err, "%s",
			       _("a filter keeps --sort, --limit and --all"));
	if (!rc && !f.n && !f.sort && !f.limit && !f.all)
		rc = cmd_usage(c, err, "%s", _("a filter of nothing"));
	if (!rc)
		rc = kam_filter_try(c->k, &f, err);
	kam_filter_text(&text, &f);
	if (!rc)
		rc = kam_str_check(&text, err);
	if (!rc)
		rc = write(c, name, text.data, err);
	kam_str_release(&text);
	return rc ? rc : print_one(c, name, &f, err);
}

struct removing {
	int yes;
};
static const struct cmd_option rm_options[] = {
	{ "yes", 'y', CMD_FLAG, NULL, N_("do it"),
	  CMD_AT(struct removing, yes) },
	{ NULL },
};

static int take_away(struct cmd *c, void *values, struct kam_err *err)
{
	const struct removing *v = values;
	const char *name = c->words[0] + (*c->words[0] == '@');
	struct kam_filter f;
	int rc;

	if (!v->yes)
		return cmd_usage(c, err, "%s", _("removing needs --yes"));
	rc = kam_filter_get(&f, c->k, &c->arena, name, err);
	if (!rc)
		rc = write(c, name, NULL, err);
	return rc ? rc : print_one(c, name, &f, err);
}

/* The kind that the command's filters are of. */
static const struct kam_kind *kind_of(const struct cmd *c)
{
	return c->kind || !c->n_words
		   ? c->kind
		   : kam_kind_named(c->catalogue, c->words[0]);
}

static int put_in(struct cmd *c, const struct kam_kind *kind, size_t at,
		  struct kam_err *err)
{
	const char *name = c->filters[at] + 1;
	const char **filters;
	struct kam_filter f;
	int rc = kam_filter_get(&f, c->k, &c->arena, name, err);

	if (!rc && (!kind || strcmp(kind->name, f.noun) != 0)) {
		kam_fail(err, KAM_EUSAGE, _("the filter '%s' is of %s"), name,
			 f.noun);
		kam_hint(err, "kam %s list @%s", cmd_noun_typed(c, f.noun),
			 name);
		rc = err->code;
	}
	if (rc)
		return rc;
	filters =
	    kam_arena_array(&c->arena, c->n_filters + f.n + 1, sizeof *filters);
	if (!filters)
		return kam_fail_memory(err);
	memcpy(filters, c->filters, at * sizeof *filters);
	memcpy(filters + at, f.words, f.n * sizeof *filters);
	memcpy(filters + at + f.n, c->filters + at + 1,
	       (c->n_filters - at - 1) * sizeof *filters);
	c->filters = filters;
	c->n_filters += f.n - 1;
	if (!c->saved_sort)
		c->saved_sort = f.sort;
	if (!c->globals.limit)
		c->globals.limit = f.limit;
	c->globals.all |= f.all;
	return 0;
}

int cmd_filters_expand_of(struct cmd *c, const struct kam_kind *kind,
			  struct kam_err *err)
{
	size_t i = 0;

	while (i < c->n_filters) {
		int rc;

		if (*c->filters[i] != '@') {
			i++;
			continue;
		}
		/* saved ones name no others */
		rc = put_in(c, kind, i, err);
		if (rc)
			return rc;
	}
	return 0;
}

int cmd_filters_expand(struct cmd *c, struct kam_err *err)
{
	return cmd_filters_expand_of(c, kind_of(c), err);
}

static const struct cmd_verb verbs[] = {
	{ "list", list, CMD_REGISTER_READ | CMD_NO_SCOPE, 0, 0, NULL, 0, "",
	  N_("list the saved filters"), "kam filter list" },
	{ "save", save, CMD_REGISTER_WRITE | CMD_FILTERS | CMD_NO_SCOPE, 2, 2,
	  NULL, 0, "FILTER NOUN [FIELD=VALUE] [--sort FIELDS]",
	  N_("keep filters under a name, in the place of what it stood for"),
	  "kam filter save urgent req priority.ge=must --sort -due" },
	{ "show", show, CMD_REGISTER_READ | CMD_NO_SCOPE, 1, 1, NULL, 0,
	  "FILTER", N_("show what a filter stands for"),
	  "kam filter show urgent" },
	{ "rm", take_away, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1, rm_options,
	  sizeof(struct removing), "FILTER --yes", N_("forget a filter"),
	  "kam filter rm urgent --yes" },
	{ NULL },
};
const struct cmd_noun cmd_noun_filter = {
	"filter", NULL, N_("filters of lists, saved under a name"), verbs,
	"list"
};
