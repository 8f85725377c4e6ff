/*
 * What trace, impact and suspect print alike.
 */
#include "trace.h"

#include <kam/areas.h>

/* A link's end is read in every way that a record can be named. */
int cmd_trace_end(struct kam_end *end, struct cmd *c, const char *word,
		  struct kam_err *err)
{
	struct kam_record *link;
	int rc = kam_record_new(&link, &c->arena, &kam_link_kind, err);

	if (!rc)
		rc = kam_record_set(c->k, link, KAM_LINK_TO_RECORD, word, err);
	if (!rc) {
		end->kind = link->values[KAM_LINK_TO_RECORD].kind;
		end->id = link->values[KAM_LINK_TO_RECORD].integer;
	} else {
		err->field[0] = '\0'; /* it is a word */
	}
	return rc;
}

int cmd_trace_short(const struct cmd *c)
{
	switch (c->globals.format) {
	case KAM_FORMAT_TABLE:
	case KAM_FORMAT_MD:
	case KAM_FORMAT_HTML:
		return !c->globals.fields;
	default:
		return 0;
	}
}

int cmd_trace_list(struct cmd_trace_list *list, struct cmd *c,
		   const struct kam_out_column *all, size_t n, const int *few,
		   struct kam_err *err)
{
	const int is_short = cmd_trace_short(c);
	struct kam_out_column *columns =
	    kam_arena_array(&c->arena, n, sizeof *columns);
	int *chosen = kam_arena_array(&c->arena, n, sizeof *chosen);
	int rc;

	if (!columns || !chosen)
		return kam_fail_memory(err);
	list->n = 0;
	for (size_t i = 0; i < n && (!is_short || few[i] >= 0); i++) {
		const int at = is_short ? few[i] : (int)i;

		chosen[list->n] = at;
		columns[list->n] = all[at];
		columns[list->n++].label = _(all[at].label);
	}
	list->columns = columns;
	list->chosen = chosen;
	rc = cmd_out(c, &list->out, err);
	if (!rc)
		kam_out_list(list->out, columns, list->n);
	return rc;
}

void cmd_trace_id(struct kam_out *out, struct kam_end end)
{
	char id[KAM_ID_TEXT];

	if (!end.kind) {
		kam_out_null(out);
		return;
	}
	kam_id_format(id, end.kind, end.id);
	kam_out_text(out, id);
}

void cmd_trace_link(struct kam_out *out, int64_t link)
{
	const struct kam_end end = { link ? &kam_link_kind : NULL, link };

	cmd_trace_id(out, end);
}

void cmd_trace_word(struct kam_out *out, const char *word)
{
	if (word)
		kam_out_people(out, _(word));
	kam_out_text(out, word);
}

void cmd_trace_state(struct kam_out *out, const struct kam_kind *kind,
		     const char *state)
{
	if (state)
		kam_out_people(out, kam_gettext_in(kind->name, state));
	kam_out_text(out, state);
}

void cmd_trace_relation(struct kam_out *out, const char *relation, int64_t link,
			const struct kam_kind *one,
			const struct kam_kind *other)
{
	const struct kam_kind *kind = one;
	char label[KAM_LABEL_TEXT];
	int field;

	if (link || !relation) {
		if (relation)
			kam_out_people(out,
				       kam_gettext_in("relation", relation));
		kam_out_text(out, relation);
		return;
	}
	field = kam_field_find(one, relation);
	if (field == KAM_NO_FIELD) {
		kind = other;
		field = kam_field_find(other, relation);
	}
	kam_out_people(out, kam_column_label(label, kind, field));
	kam_out_text(out, relation);
}

void cmd_trace_status(struct kam_out *out,
		      const struct kam_trace_record *record)
{
	if (record->closed)
		kam_out_style(out, KAM_STYLE_DIM);
	cmd_trace_state(out, record->end.kind, record->status);
}
