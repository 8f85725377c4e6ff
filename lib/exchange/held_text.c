/*
 * What the register holds about a person, for reading: Markdown.
 */
#include "exchange/held.h"

#include <kam/date.h>
#include <kam/markdown.h>
#include <kam/record_io.h>
#include <inttypes.h>
#include <string.h>

static int is_moment(const struct kam_kind *kind, int column)
{
	return column == KAM_COLUMN_CREATED || column == KAM_COLUMN_MODIFIED ||
	       (column >= 0 && kind->fields[column].type == KAM_INSTANT);
}

/* A table of the columns that are set. */
static int add_record(struct kam_str *out, struct kam *k,
		      const struct kam_record *r, const int *columns, int n,
		      struct kam_err *err)
{
	char label[KAM_LABEL_TEXT], local[KAM_LOCAL_TEXT];
	struct kam_str text = KAM_STR_INIT;
	int rc = 0;

	kam_str_printf(out, "| %s | %s |\n| --- | --- |\n", _("Field"),
		       _("Value"));
	for (int i = 0; i < n && !rc; i++) {
		kam_str_truncate(&text, 0);
		rc = kam_record_text(&text, r, columns[i], err);
		if (rc || !text.length)
			continue;
		kam_str_add(out, "| ");
		kam_markdown_escape(
		    out, kam_column_label(label, r->kind, columns[i]));
		kam_str_add(out, " | ");
		if (is_moment(r->kind, columns[i]))
			kam_local_time(local, k, text.data);
		kam_markdown_escape(
		    out, is_moment(r->kind, columns[i]) ? local : text.data);
		kam_str_add(out, " |\n");
	}
	kam_str_release(&text);
	return rc;
}

static void add_labels(struct kam_str *out, const struct kam_kind *kind,
		       uint64_t bits)
{
	char label[KAM_LABEL_TEXT];
	const char *comma = "";

	for (int i = 0; i < kind->n_fields; i++) {
		if (!(bits >> i & 1))
			continue;
		kam_str_add(out, comma);
		kam_markdown_escape(out, kam_column_label(label, kind, i));
		comma = ", ";
	}
}

static int add_entry(struct kam_str *out, struct kam *k,
		     const struct kam_held_entry *e, struct kam_err *err)
{
	int columns[KAM_COLUMNS], n = kam_held_columns(columns, e);

	kam_str_printf(out, "\n### %s %s-%" PRId64 "\n\n",
		       e->record->kind->name, e->record->kind->prefix,
		       e->record->id);
	if (e->refers) {
		kam_str_printf(out, "%s ", _("Refers to them:"));
		add_labels(out, e->record->kind, e->refers);
		kam_str_add(out, e->mentions ? "  \n" : "\n\n");
	}
	if (e->mentions) {
		kam_str_printf(out, "%s ", _("Mentions them:"));
		add_labels(out, e->record->kind, e->mentions);
		kam_str_add(out, "\n\n");
	}
	return add_record(out, k, e->record, columns, n, err);
}

struct journal {
	struct kam_str *out;
	struct kam *k;
	const struct kam_change *change;
};

static void add_cell(struct kam_str *out, const char *text)
{
	kam_str_add(out, " | ");
	kam_markdown_escape(out, text);
}

/* A row's last cells: what the field was and is. */
static int add_values(struct journal *j, const struct kam_change *change,
		      struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc = kam_change_text(&text, j->k, change, change->before, err);

	add_cell(j->out, text.data);
	kam_str_truncate(&text, 0);
	if (!rc)
		rc = kam_change_text(&text, j->k, change, change->after, err);
	add_cell(j->out, text.data);
	kam_str_release(&text);
	return rc;
}

/* A field of a record that was made or removed: a row below that one's. */
static int add_member(void *context, int column, const char *text,
		      struct kam_err *err)
{
	struct journal *j = context;
	char label[KAM_LABEL_TEXT];

	(void)err;
	kam_str_add(j->out, "|  |  | ");
	add_cell(j->out, kam_column_label(label, j->change->kind, column));
	add_cell(j->out, j->change->after ? "" : text);
	add_cell(j->out, j->change->after ? text : "");
	kam_str_add(j->out, " |\n");
	return 0;
}

static const char *label_of(char label[KAM_LABEL_TEXT],
			    const struct kam_change *change)
{
	int column;

	if (!change->field)
		return change->after ? _("created") : _("removed");
	column = kam_column_find(change->kind,
				 change->field + (*change->field == '~'));
	return column == KAM_COLUMN_NONE
		   ? change->field
		   : kam_column_label(label, change->kind, column);
}

static int add_change(void *context, const struct kam_change *change,
		      struct kam_err *err)
{
	struct journal *j = context;
	struct kam_str actor = KAM_STR_INIT;
	char local[KAM_LOCAL_TEXT], label[KAM_LABEL_TEXT];
	int rc = kam_held_actor(&actor, change->actor, err);

	j->change = change;
	kam_local_time(local, j->k, change->at);
	kam_str_printf(j->out, "| %s", local);
	add_cell(j->out, actor.data);
	add_cell(j->out, change->command);
	add_cell(j->out, label_of(label, change));
	kam_str_release(&actor);
	if (!rc && change->field)
		rc = add_values(j, change, err);
	kam_str_add(j->out, change->field ? " |\n" : " |  |  |\n");
	if (rc || change->field)
		return rc;
	return kam_change_each(j->k, change,
			       change->after ? change->after : change->before,
			       add_member, j, err);
}

static int add_journal(struct kam_str *out, struct kam *k,
		       const struct kam_held *p, struct kam_err *err)
{
	const struct kam_journal_query query = { .kind = p->kind,
						 .record = p->id };
	struct journal j = { out, k, NULL };

	kam_str_printf(out,
		       "\n## %s\n\n| %s | %s | %s | %s | %s | %s |\n"
		       "| --- | --- | --- | --- | --- | --- |\n",
		       _("How their record was written"), _("When"), _("Who"),
		       _("Command"), _("Field"), _("Before"), _("After"));
	return kam_journal_each(k, &query, add_change, &j, err);
}

int kam_held_markdown(struct kam_str *out, struct kam *k,
		      const struct kam_held *p, struct kam_err *err)
{
	int columns[KAM_COLUMNS], n = kam_columns_all(columns, p->kind), rc = 0;
	char at[KAM_INSTANT_TEXT], local[KAM_LOCAL_TEXT];

	kam_instant_format(at, kam_now(k));
	kam_local_time(local, k, at);
	kam_str_add(out, "# ");
	kam_str_printf(out, _("What is held about %s-%lld"), p->kind->prefix,
		       (long long)p->id);
	kam_str_add(out, "\n\n");
	kam_str_printf(out, _("As of %s"), local);
	kam_str_printf(out, "\n\n## %s\n\n", _("Their own record"));
	if (p->record)
		rc = add_record(out, k, p->record, columns, n, err);
	else
		kam_str_printf(
		    out, "%s\n",
		    _("It was removed; how it was written is below."));
	kam_str_printf(out, "\n## %s\n", _("Other records"));
	if (!p->n)
		kam_str_printf(out, "\n%s\n",
			       _("None refers to them or mentions them."));
	for (size_t i = 0; i < p->n && !rc; i++)
		rc = add_entry(out, k, &p->entries[i], err);
	kam_held_mail_markdown(out, k, p);
	if (!rc)
		rc = add_journal(out, k, p, err);
	return rc ? rc : kam_str_check(out, err);
}
