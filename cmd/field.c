/*
 * field: definitions go by "req.sla" as well as by their ID.
 */
#include "crud.h"
#include "engine.h"

#include <kam/areas.h>
#include <kam/field.h>
#include <string.h>

/* "req.sla" and "req sla" into the two fields that they are. */
static int split_name(struct cmd *c, struct kam_err *err)
{
	const char *noun = c->words[0], *dot = strchr(noun, '.');

	if (c->n_words == 2)
		c->fields[KAM_FIELD_NAME] = c->words[1];
	else if (dot)
		c->fields[KAM_FIELD_NAME] =
		    kam_arena_strdup(&c->arena, dot + 1);
	else
		return cmd_usage(c, err,
				 _("'%.60s' of which noun, or what of "
				   "it?"),
				 noun);
	c->fields[KAM_FIELD_NOUN] =
	    c->n_words == 2
		? noun
		: kam_arena_strndup(&c->arena, noun, (size_t)(dot - noun));
	c->n_words = 0;
	return c->fields[KAM_FIELD_NOUN] && c->fields[KAM_FIELD_NAME]
		   ? 0
		   : kam_fail_memory(err);
}

static int add(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_from *v = values;
	int rc;

	if (v->path)
		return cmd_add(c, values, err);
	if (!c->n_words && !c->fields[KAM_FIELD_NOUN])
		return cmd_usage(c, err, "%s", _("which field of which noun?"));
	rc = c->n_words ? split_name(c, err) : 0;
	return rc ? rc : cmd_add(c, values, err);
}

/* Words like "req.sla" become IDs. */
static int name_words(struct cmd *c, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < c->n_words && !rc; i++) {
		int64_t id;

		rc = kam_field_named(&id, c->k, c->words[i], err);
		if (rc || !id)
			continue;
		c->words[i] = kam_arena_printf(&c->arena, "%s-%lld",
					       c->kind->prefix, (long long)id);
		if (!c->words[i])
			return kam_fail_memory(err);
	}
	return rc;
}

static int show(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = name_words(c, err);

	return rc ? rc : cmd_show(c, values, err);
}

static int edit(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = name_words(c, err);

	return rc ? rc : cmd_edit(c, values, err);
}

static int history(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = name_words(c, err);

	return rc ? rc : cmd_history(c, values, err);
}

struct removing {
	int yes, dry_run, values;
};

static int remove_one(struct cmd *c, const char *word, int values,
		      struct cmd_written *w, struct kam_err *err)
{
	struct kam_record *r;
	int64_t n = 0;
	int rc = cmd_load(&r, c, c->kind, word, err);

	if (!rc && values)
		rc = kam_field_clear(&n, c->k, r, err);
	if (!rc)
		rc = kam_record_remove(c->k, r, err);
	if (!rc && n)
		cmd_say(c, _("records that lost its value: %lld"),
			(long long)n);
	return rc ? rc : cmd_written_add(w, r, err);
}

static int remove_all(struct cmd *c, const struct removing *v,
		      struct kam_err *err)
{
	struct cmd_written w;
	int rc = cmd_written_begin(&w, c, c->n_words > 1, err);

	for (size_t i = 0; i < c->n_words && !rc; i++)
		rc = remove_one(c, c->words[i], v->values, &w, err);
	if (!rc)
		rc = cmd_written_end(&w, err);
	if (!rc && v->dry_run)
		cmd_say(c, "%s", _("nothing was removed: --dry-run"));
	return rc;
}

static int take_away(struct cmd *c, void *values, struct kam_err *err)
{
	const struct removing *v = values;
	int rc;

	if (!v->yes && !v->dry_run)
		return cmd_usage(c, err, "%s", _("removing needs --yes"));
	rc = name_words(c, err);
	if (!rc)
		rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = remove_all(c, v, err);
	if (!v->dry_run)
		return kam_operation_end(c->k, rc, err);
	kam_operation_cancel(c->k);
	return rc;
}

static const struct cmd_option add_options[] = {
	{ "from", 0, CMD_TEXT, N_("FILE"),
	  N_("records as JSON: an object, an array, or lines; - is standard "
	     "input"),
	  CMD_AT(struct cmd_from, path) },
	{ NULL },
};
static const struct cmd_option edit_options[] = {
	{ "from", 0, CMD_TEXT, N_("FILE"),
	  N_("changes as JSON, each object with its id; - is standard input"),
	  CMD_AT(struct cmd_from, path) },
	{ "if-version", 0, CMD_INTEGER, N_("N"),
	  N_("only if nobody changed it since version N"),
	  CMD_AT(struct cmd_from, version) },
	{ NULL },
};
static const struct cmd_option rm_options[] = {
	{ "yes", 'y', CMD_FLAG, NULL, N_("do it"),
	  CMD_AT(struct removing, yes) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would go"),
	  CMD_AT(struct removing, dry_run) },
	{ "values", 0, CMD_FLAG, NULL, N_("and what records have in it"),
	  CMD_AT(struct removing, values) },
	{ NULL },
};

static const struct cmd_verb verbs[] = {
	{ "add", add, CMD_REGISTER_WRITE | CMD_FIELDS | CMD_NO_SCOPE, 0, 2,
	  add_options, sizeof(struct cmd_from),
	  "NOUN NAME [--FIELD VALUE …] | --from FILE",
	  N_("give a noun a field of your own"),
	  "kam field add req sla --type int --label 'Service level'" },
	{ "show", show, CMD_REGISTER_READ | CMD_NO_SCOPE, 1, CMD_ANY, NULL, 0,
	  "ID …", N_("show all of a definition"), "kam field show req.sla" },
	{ "edit", edit, CMD_REGISTER_WRITE | CMD_FIELDS | CMD_NO_SCOPE, 0,
	  CMD_ANY, edit_options, sizeof(struct cmd_from),
	  "ID … --FIELD VALUE … | --from FILE",
	  N_("change a definition; its values follow a new name"),
	  "kam field edit req.sla --minimum 1 --maximum 5" },
	{ "rm", take_away, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, CMD_ANY,
	  rm_options, sizeof(struct removing), "ID … [--values] --yes",
	  N_("remove a field that no record has a value of"),
	  "kam field rm req.sla --values --yes" },
	{ "history", history, CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT, 1,
	  1, NULL, 0, "ID", N_("who changed what, and when"), NULL },
	{ NULL },
};
const struct cmd_noun cmd_noun_field = { "field", "field", NULL, verbs,
					 "list" };
