/*
 * add: one record from options and words, or many from JSON.
 */
#include "issue.h"

#include <kam/areas.h>
#include <kam/cadence.h>
#include <kam/date.h>
#include <kam/json.h>
#include <kam/record_io.h>

/* The words of the command line are the title. */
static int set_title(struct cmd *c, struct kam_record *r, struct kam_err *err)
{
	struct kam_str title = KAM_STR_INIT;
	int rc;

	if (!c->n_words)
		return 0;
	if (c->fields[c->kind->title])
		return cmd_usage(c, err,
				 _("the %s is given as words and as --%s"),
				 c->kind->fields[c->kind->title].name,
				 c->kind->fields[c->kind->title].name);
	for (size_t i = 0; i < c->n_words; i++)
		kam_str_printf(&title, "%s%s", i ? " " : "", c->words[i]);
	rc = kam_str_check(&title, err);
	if (!rc)
		rc = kam_record_set(c->k, r, c->kind->title, title.data, err);
	kam_str_release(&title);
	return rc;
}

/* When a promise falls due first, which may well be today. */
static int say_due(struct cmd *c, const struct kam_record *cadence,
		   struct kam_err *err)
{
	const char *day;
	char today[KAM_DATE_TEXT];
	int rc = kam_cadence_owes(&day, c->k, &c->arena, cadence->id, err);

	kam_date_format(today, kam_today(c->k));
	if (!rc && day && !strcmp(day, today))
		kam_str_printf(&c->text, _("first due today, %s\n"), day);
	else if (!rc && day)
		kam_str_printf(&c->text, _("first due %s\n"), day);
	return rc ? rc : kam_str_check(&c->text, err);
}

static int add_one(struct cmd *c, struct kam_err *err)
{
	struct kam_record *r;
	int rc = kam_record_new(&r, &c->arena, c->kind, err);

	if (!rc)
		rc = cmd_set_fields(c, r, err);
	if (!rc)
		rc = set_title(c, r, err);
	if (!rc)
		rc = kam_record_insert(c->k, r, err);
	if (!rc)
		rc = cmd_written(c, r, err);
	if (!rc)
		rc = cmd_say_recurs(c, r, err);
	return rc || !kam_kind_is(c->kind, &kam_cadence_kind) ||
		       !cmd_for_people(c)
		   ? rc
		   : say_due(c, r, err);
}

struct adding {
	struct cmd_written w;
	struct kam_input_links links;
};

/* What the options say holds for every object that doesn't say otherwise. */
static int add_object(void *context, struct kam_arena *arena, cJSON *object,
		      size_t line, struct kam_err *err)
{
	struct adding *a = context;
	struct cmd *c = a->w.c;
	struct kam_record *r;
	int64_t id;
	int rc = cmd_object_id(&id, c, object, err);

	kam_input_links_take(&a->links, object);
	if (!rc)
		rc = kam_record_new(&r, arena, c->kind, err);
	if (!rc)
		rc = cmd_set_fields(c, r, err);
	if (!rc)
		rc = kam_record_read(c->k, r, object, err);
	if (rc)
		return rc;
	r->id = id;
	rc = kam_record_insert(c->k, r, err);
	if (!rc)
		rc = kam_input_links_add(&a->links, r, line, err);
	return rc ? rc : cmd_written_add(&a->w, r, err);
}

/* Links to what came later in the input are made when all is there. */
static int add_input(struct cmd *c, const char *path, struct kam_err *err)
{
	struct adding a = { .links.first = NULL };
	struct kam_err inner = { 0 };
	const char *text;
	size_t length;
	int rc = cmd_input(&text, &length, c, path, err);

	if (!rc)
		rc = cmd_written_begin(&a.w, c, 1, err);
	if (!rc)
		rc = cmd_objects_each(text, length, add_object, &a, err);
	if (!rc)
		rc = kam_input_links_make(&a.links, c->k, &inner);
	cmd_at_line(err, &inner, a.links.line);
	kam_input_links_release(&a.links);
	return rc ? rc : cmd_written_end(&a.w, err);
}

int cmd_add(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_from *v = values;
	int rc;

	if (v->path && c->n_words)
		return cmd_usage(c, err, "%s",
				 _("with --from the titles are in the file"));
	rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = v->path ? add_input(c, v->path, err) : add_one(c, err);
	return kam_operation_end(c->k, rc, err);
}
