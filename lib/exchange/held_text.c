/*
 * What the register holds about a person, for reading: Markdown.
 */
#include <kam/date.h>
#include <kam/markdown.h>
#include <kam/held.h>
#include <kam/record_io.h>
#include <inttypes.h>
#include <string.h>

/* A table of the columns that are set. */
static int add_record(struct kam_str *out, const struct kam_record *r,
		      const int *columns, int n, struct kam_err *err)
{
	char label[KAM_LABEL_TEXT];
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
		kam_markdown_escape(out, text.data);
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

static int add_entry(struct kam_str *out, const struct kam_held_entry *e,
		     struct kam_err *err)
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
	return add_record(out, e->record, columns, n, err);
}

struct journal {
	struct kam_str *out;
	struct kam *k;
};

/* A text as it is, other values in the journal's own form. */
static void add_value(struct kam_str *out, const struct kam_change *change,
		      const char *bytes)
{
	struct kam_str text = KAM_STR_INIT;

	kam_str_add(out, " | ");
	if (!bytes && change->field)
		kam_markdown_escape(out, _("erased"));
	else if (bytes && strcmp(bytes, "null") != 0) {
		if (!kam_canonical_text(&text, bytes, strlen(bytes)))
			kam_str_add(&text, bytes);
		kam_markdown_escape(out, text.data);
	}
	out->failed |= text.failed;
	kam_str_release(&text);
}

static int add_change(void *context, const struct kam_change *change,
		      struct kam_err *err)
{
	struct journal *j = context;
	struct kam_str actor = KAM_STR_INIT;
	char local[KAM_LOCAL_TEXT];
	int rc = kam_held_actor(&actor, change->actor, err);

	kam_local_time(local, j->k, change->at);
	kam_str_printf(j->out, "| %s | ", local);
	kam_markdown_escape(j->out, actor.data);
	kam_str_add(j->out, " | ");
	kam_markdown_escape(j->out, change->command);
	kam_str_add(j->out, " | ");
	if (change->field)
		kam_markdown_escape(j->out,
				    change->field + (*change->field == '~'));
	else
		kam_str_add(j->out,
			    change->after ? _("created") : _("removed"));
	add_value(j->out, change, change->before);
	add_value(j->out, change, change->after);
	kam_str_add(j->out, " |\n");
	kam_str_release(&actor);
	return rc;
}

static int add_journal(struct kam_str *out, struct kam *k,
		       const struct kam_held *p, struct kam_err *err)
{
	const struct kam_journal_query query = { .kind = p->kind,
						 .record = p->id };
	struct journal j = { out, k };

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
		rc = add_record(out, p->record, columns, n, err);
	else
		kam_str_printf(
		    out, "%s\n",
		    _("It was removed; how it was written is below."));
	kam_str_printf(out, "\n## %s\n", _("Other records"));
	if (!p->n)
		kam_str_printf(out, "\n%s\n",
			       _("None refers to them or mentions them."));
	for (size_t i = 0; i < p->n && !rc; i++)
		rc = add_entry(out, &p->entries[i], err);
	if (!rc)
		rc = add_journal(out, k, p, err);
	return rc ? rc : kam_str_check(out, err);
}
