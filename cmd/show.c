/*
 * show: all of a record, and for people what was noted on it and linked to it,
 * and what its kind has besides (show_more.c).
 */
#include "audience.h"
#include "crud.h"

#include <kam/areas.h>
#include <kam/link.h>
#include <kam/record_io.h>
#include <string.h>

/* Notes and links, for people, under the record that they belong to. */
struct about {
	const struct kam *k;
	int64_t id;
	const struct kam_kind *kind;
	struct kam_str text;
};

static int add_note(void *context, struct kam_record *r, struct kam_err *err)
{
	struct about *a = context;
	char local[KAM_LOCAL_TEXT];

	kam_local_time(local, a->k,
		       r->values[KAM_NOTE_AT].set ? r->values[KAM_NOTE_AT].text
						  : r->created);
	kam_str_printf(&a->text, "%s%.10s  %s", a->text.length ? "\n" : "",
		       local, r->values[KAM_NOTE_TEXT].text);
	return kam_str_check(&a->text, err);
}

static int add_link(void *context, struct kam_record *r, struct kam_err *err)
{
	struct about *a = context;
	const struct kam_value *from = &r->values[KAM_LINK_FROM_RECORD];
	const struct kam_value *to = &r->values[KAM_LINK_TO_RECORD];
	int out = kam_kind_is(from->kind, a->kind) && from->integer == a->id;

	kam_str_add(&a->text, a->text.length ? "\n" : "");
	if (out)
		kam_str_printf(&a->text, "%s %s",
			       _(r->values[KAM_LINK_RELATION].text), to->text);
	else
		kam_str_printf(&a->text, "%s %s %s-%lld", from->text,
			       _(r->values[KAM_LINK_RELATION].text),
			       a->kind->prefix, (long long)a->id);
	return kam_str_check(&a->text, err);
}

static int find_about(struct about *a, struct cmd *c,
		      const struct kam_kind *kind, const char *field,
		      kam_each_record each, struct kam_err *err)
{
	struct kam_query *q;
	char filter[128];
	int rc = kam_query_open(&q, c->k, kind, err);

	if (rc)
		return rc;
	snprintf(filter, sizeof filter, "%s=%s-%lld", field, a->kind->prefix,
		 (long long)a->id);
	rc = kam_query_where(q, filter, err);
	/* an import brings notes in the order of its file */
	if (!rc && kam_kind_is(kind, &kam_note_kind))
		rc = kam_query_sort(q, "at", err);
	if (!rc)
		rc = kam_query_run(q, each, a, err);
	kam_query_release(q);
	return rc;
}

static int print_about(struct cmd *c, struct kam_out *out,
		       const struct kam_record *r, struct kam_err *err)
{
	struct about a = { c->k, r->id, r->kind, KAM_STR_INIT };
	unsigned tied;
	int rc = kam_link_tied(&tied, c->k, r->id, err);

	if (!rc && tied & KAM_TIED_NOTES)
		rc = find_about(&a, c, &kam_note_kind, "about", add_note, err);
	kam_out_key(out, "notes");
	kam_out_text(out, a.text.length ? a.text.data : NULL);
	kam_str_truncate(&a.text, 0);
	if (!rc && tied & KAM_TIED_FROM)
		rc = find_about(&a, c, &kam_link_kind, "from_record", add_link,
				err);
	if (!rc && tied & KAM_TIED_TO)
		rc = find_about(&a, c, &kam_link_kind, "to_record", add_link,
				err);
	kam_out_key(out, "links");
	kam_out_text(out, a.text.length ? a.text.data : NULL);
	kam_str_release(&a.text);
	if (!rc)
		rc = cmd_show_more(c, out, r, err);
	return rc;
}

struct showing {
	struct cmd *c;
	struct kam_out *out;
	struct kam_out_column *columns; /* n of the record, then notes, links,
					    its kind's own */
	int listed;
	int about; /* how many of these */
	int picked[KAM_COLUMNS], n;
};

static int choose_columns(struct showing *s, struct kam_err *err)
{
	struct cmd *c = s->c;
	struct kam_out_column *more;
	int rc = cmd_columns(c, c->kind, 1, s->picked, &s->n, err);

	if (!rc)
		rc = kam_record_columns(&s->columns, &c->arena, c->kind,
					s->picked, s->n, err);
	if (rc || !s->about)
		return rc;
	more =
	    kam_arena_array(&c->arena, (size_t)(s->n + s->about), sizeof *more);
	if (!more)
		return kam_fail_memory(err);
	memcpy(more, s->columns, (size_t)s->n * sizeof *more);
	more[s->n] = (struct kam_out_column){ "notes", _("Notes") };
	more[s->n + 1] = (struct kam_out_column){ "links", _("Links") };
	cmd_show_columns(more + s->n + 2, c->kind);
	s->columns = more;
	return 0;
}

static int show_one(struct showing *s, const char *word, struct kam_err *err)
{
	struct kam_record *r;
	int rc = cmd_load(&r, s->c, s->c->kind, word, err);

	if (!rc && !cmd_audience_sees(s->c, r))
		rc = kam_fail(err, KAM_EREFUSED,
			      _("'%s' is not for that customer"), word);
	if (rc)
		return rc;
	if (s->listed)
		kam_out_row(s->out);
	else
		kam_out_record(s->out, s->columns, (size_t)(s->n + s->about));
	rc = kam_record_print(s->out, s->c->k, r, s->picked, s->n, err);
	if (!rc && s->about)
		rc = print_about(s->c, s->out, r, err);
	kam_out_end(s->out);
	return rc;
}

int cmd_show(struct cmd *c, void *values, struct kam_err *err)
{
	const int table = c->globals.format == KAM_FORMAT_TABLE;
	struct showing s = { .c = c,
			     .listed = !table && c->n_words > 1,
			     .about = table && !c->globals.fields &&
					      !c->audience->customer
					  ? 2 + cmd_show_extras(c->kind)
					  : 0 };
	int rc = choose_columns(&s, err);

	(void)values;
	if (!rc)
		rc = cmd_out(c, &s.out, err);
	if (rc)
		return rc;
	if (s.listed)
		kam_out_list(s.out, s.columns, (size_t)s.n);
	for (size_t i = 0; i < c->n_words && !rc; i++)
		rc = show_one(&s, c->words[i], err);
	if (s.listed)
		kam_out_end(s.out);
	return rc;
}
