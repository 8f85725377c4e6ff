/*
 * Records that the generic verbs load, fill and give back.
 */
#include "plan.h"

#include <inttypes.h>
#include <kam/areas.h>
#include <kam/json.h>
#include <kam/record_io.h>
#include <kam/stranger.h>
#include <kam/utf8.h>
#include <string.h>

int cmd_load(struct kam_record **out, struct cmd *c,
	     const struct kam_kind *kind, const char *word, struct kam_err *err)
{
	int64_t id;
	int rc = kam_resolve(&id, c->k, kind, word, err);

	return rc ? rc : kam_record_load(out, c->k, &c->arena, kind, id, err);
}

int cmd_load_pair(struct kam_record **before, struct kam_record **after,
		  struct cmd *c, const char *word, struct kam_err *err)
{
	int rc = cmd_load(before, c, c->kind, word, err);

	return rc ? rc
		  : kam_record_load(after, c->k, &c->arena, c->kind,
				    (*before)->id, err);
}

int cmd_set_fields(struct cmd *c, struct kam_record *record,
		   struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; i < record->kind->n_fields && !rc; i++)
		if (c->fields[i])
			rc = kam_record_set(c->k, record, i, c->fields[i], err);
	return rc;
}

int cmd_object_id(int64_t *id, struct cmd *c, const cJSON *object,
		  struct kam_err *err)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, "id");
	const struct kam_kind *kind = NULL;

	*id = 0;
	if (!item || cJSON_IsNull(item))
		return 0;
	if (cJSON_IsString(item) &&
	    !kam_id_parse(&kind, id, c->catalogue, item->valuestring, err) &&
	    kam_kind_is(kind, c->kind))
		return 0;
	kam_err_reset(err);
	kam_fail(err, KAM_EINVALID, _("id: not the ID of any %s"),
		 kam_kind_called(c->kind));
	kam_field(err, "id");
	kam_hint(err, _("write it as \"%s-12\""), c->kind->prefix);
	return err->code;
}

void cmd_at_line(struct kam_err *err, const struct kam_err *inner, size_t line)
{
	if (!inner->code)
		return;
	kam_fail(err, inner->code, _("line %zu: %s"), line, inner->message);
	kam_field(err, inner->field);
	kam_hint(err, "%s", inner->hint);
}

int cmd_objects_each(const char *text, size_t length, cmd_each_object each,
		     void *context, struct kam_err *err)
{
	struct kam_json_input in = { .bytes = text, .length = length };
	struct kam_arena arena = { 0 };
	struct kam_err inner = { 0 };
	cJSON *object;
	int rc;

	while ((rc = kam_json_next(&object, &in, err)) > 0) {
		rc = each(context, &arena, object, in.line, &inner);
		cJSON_Delete(object);
		kam_arena_reset(&arena);
		if (rc)
			break;
	}
	cmd_at_line(err, &inner, in.line);
	kam_arena_release(&arena);
	return rc;
}

int cmd_for_people(const struct cmd *c)
{
	return c->globals.format == KAM_FORMAT_TABLE && !c->globals.fields;
}

int cmd_written_begin(struct cmd_written *w, struct cmd *c, int listed,
		      struct kam_err *err)
{
	struct kam_out_column *columns;
	struct kam_out *out;
	int rc;

	memset(w, 0, sizeof *w);
	w->c = c;
	w->listed = listed;
	rc = cmd_columns(c, c->kind, 1, w->columns, &w->n_columns, err);
	if (rc || cmd_for_people(c))
		return rc;
	/* a new field must not move what scripts cut from the line */
	if (c->globals.format == KAM_FORMAT_PORCELAIN && !c->globals.fields) {
		w->columns[0] = KAM_COLUMN_ID;
		w->columns[1] = c->kind->title;
		w->n_columns = 2;
	}
	rc = kam_record_columns(&columns, &c->arena, c->kind, w->columns,
				w->n_columns, err);
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	if (listed)
		kam_out_list(out, columns, (size_t)w->n_columns);
	else
		kam_out_record(out, columns, (size_t)w->n_columns);
	return 0;
}

/* "REQ-12  the title", what people want to see of what they did */
static int add_line(struct cmd *c, const struct kam_record *r,
		    struct kam_err *err)
{
	const struct kam_value *title = &r->values[r->kind->title];
	struct kam_str text = KAM_STR_INIT;
	int rc = 0;

	kam_str_printf(&c->text, "%s-%" PRId64, r->kind->prefix, r->id);
	if (r->kind->key != KAM_NO_FIELD && r->values[r->kind->key].set) {
		rc = kam_record_name(&text, r, err);
		kam_str_add(&c->text, "  ");
		kam_utf8_show(&c->text, text.data, KAM_SHOW_LINE);
		kam_str_truncate(&text, 0);
	}
	if (!rc && title->set && kam_kind_is(r->kind, &kam_plan_kind))
		kam_plan_shown(&text, r, title->text);
	else if (!rc && title->set)
		rc = kam_record_text(&text, r, r->kind->title, err);
	if (!rc && title->set) {
		kam_str_add(&c->text, "  ");
		kam_utf8_show(&c->text, text.data, KAM_SHOW_LINE);
	}
	if (r->kind->n_states && r->status)
		kam_str_printf(&c->text, "  (%s)",
			       kam_gettext_in(r->kind->name,
					      r->kind->states[r->status].name));
	kam_str_add(&c->text, "\n");
	kam_str_release(&text);
	return rc;
}

int cmd_mind_strangers(struct cmd *c, const struct kam_record *r,
		       struct kam_err *err)
{
	struct kam_strangers all;
	int rc = kam_strangers_find(&all, c->k, r, err);

	for (size_t i = 0; i < all.n && !rc; i++) {
		const struct kam_stranger *who = &all.items[i];

		kam_str_printf(&c->doubts,
			       _("%s %s is of %s, not of %s: kam contact show "
				 "%s\n"),
			       who->contact, who->name, who->theirs, who->ours,
			       who->contact);
	}
	return rc ? rc : kam_str_check(&c->doubts, err);
}

int cmd_written_add(struct cmd_written *w, const struct kam_record *record,
		    struct kam_err *err)
{
	struct cmd *c = w->c;
	int rc = cmd_mind_strangers(c, record, err);

	w->n++;
	if (rc)
		return rc;
	if (cmd_for_people(c))
		return add_line(c, record, err);
	if (w->listed)
		kam_out_row(c->out);
	rc = kam_record_print(c->out, c->k, record, w->columns, w->n_columns,
			      err);
	if (w->listed)
		kam_out_end(c->out);
	return rc;
}

int cmd_written_end(struct cmd_written *w, struct kam_err *err)
{
	if (!cmd_for_people(w->c))
		kam_out_end(w->c->out);
	return err->code;
}

int cmd_written(struct cmd *c, const struct kam_record *record,
		struct kam_err *err)
{
	struct cmd_written w;
	int rc = cmd_written_begin(&w, c, 0, err);

	if (!rc)
		rc = cmd_written_add(&w, record, err);
	return rc ? rc : cmd_written_end(&w, err);
}

int cmd_tell_finding(struct cmd *c, const char *what, const char *mend,
		     struct kam_err *err)
{
	struct kam_str line = KAM_STR_INIT;

	kam_utf8_show(&c->text, what, KAM_SHOW_LINE);
	kam_str_printf(&line, "\n    %s\n", mend);
	kam_utf8_show(&c->text, line.data, KAM_SHOW_TEXT);
	c->text.failed |= line.failed;
	kam_str_release(&line);
	return kam_str_check(&c->text, err);
}
