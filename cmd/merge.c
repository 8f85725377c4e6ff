/*
 * account merge, contact merge: two records that are one.
 */
#include "merge.h"

#include "crud.h"

#include <kam/merge.h>
#include <kam/utf8.h>
#include <string.h>

const struct cmd_option cmd_merge_options[] = {
	{ "take", 0, CMD_TEXT, N_("FIELD,…"),
	  N_("fields in which the two differ and OTHER is right"),
	  CMD_AT(struct cmd_merge, take) },
	{ "prefer", 0, CMD_TEXT, "keep|other",
	  N_("which is right where the two differ; keep unless said"),
	  CMD_AT(struct cmd_merge, prefer) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would change"),
	  CMD_AT(struct cmd_merge, dry_run) },
	{ NULL },
};

static const char *const fates[] = {
	[KAM_MERGE_FILLED] = N_("filled"),
	[KAM_MERGE_TAKEN] = N_("taken"),
	[KAM_MERGE_KEPT] = N_("kept"),
};

static void print_fields(struct kam_out *out, const struct kam_merge_result *r)
{
	kam_out_array(out);
	for (size_t i = 0; i < r->n_fields; i++) {
		const struct kam_merge_field *f = &r->fields[i];

		kam_out_map(out);
		cmd_print_text(out, "field", f->name);
		cmd_print_text(out, "fate", fates[f->fate]);
		cmd_print_text(out, "value", f->value);
		cmd_print_text(out, "lost", f->lost);
		kam_out_end(out);
	}
	kam_out_end(out);
}

static void add_fields(struct kam_str *text, const struct kam_kind *kind,
		       const struct kam_merge_result *r)
{
	char label[KAM_LABEL_TEXT];

	for (size_t i = 0; i < r->n_fields; i++) {
		const struct kam_merge_field *f = &r->fields[i];
		const char *name = kam_column_label(
		    label, kind, kam_field_find(kind, f->name));

		kam_str_printf(text, "%s%s: ", i ? "; " : "", name);
		if (f->fate == KAM_MERGE_FILLED)
			kam_str_add_line(text, f->value_shown);
		else
			kam_str_printf(text, _("%s (not %s)"), f->value_shown,
				       f->lost_shown);
	}
}

static void print_moved(struct kam_out *out, const struct kam_merge_result *r)
{
	kam_out_map(out);
	for (size_t i = 0; i < r->n_moved; i++)
		cmd_print_integer(out, r->moved[i].kind->name, r->moved[i].n);
	kam_out_end(out);
}

static void print_list(struct kam_out *out, const char *const *items, size_t n)
{
	kam_out_array(out);
	for (size_t i = 0; i < n; i++)
		kam_out_text(out, items[i]);
	kam_out_end(out);
}

static void add_moved(struct kam_str *text, const struct kam_merge_result *r)
{
	for (size_t i = 0; i < r->n_moved; i++)
		kam_str_printf(text, "%s%s %lld", i ? ", " : "",
			       _(r->moved[i].kind->name),
			       (long long)r->moved[i].n);
}

static void print_id(struct kam_out *out, const char *key,
		     const struct kam_kind *kind, int64_t id, const char *name)
{
	char text[KAM_ID_TEXT], called[191];
	char shown[KAM_ID_TEXT + sizeof called + 2];

	kam_id_format(text, kind, id);
	kam_utf8_shorten(called, sizeof called, name);
	(void)snprintf(shown, sizeof shown, "%s  %s", text, called);
	kam_out_key(out, key);
	if (*name)
		kam_out_people(out, shown);
	kam_out_text(out, text);
}

static int print(struct cmd *c, int64_t keep, const char *keep_name,
		 int64_t other, const char *other_name,
		 const struct kam_merge_result *r, int dry_run,
		 struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "id", N_("Stays"), KAM_FORM_TEXT },
		{ "merged", N_("Merged"), KAM_FORM_TEXT },
		{ "moved", N_("Moved"), KAM_FORM_TEXT },
		{ "fields", N_("Fields"), KAM_FORM_TEXT },
		{ "renamed", N_("Renamed"), KAM_FORM_TEXT },
		{ "note", N_("Note"), KAM_FORM_FIXED },
		{ "dry_run", N_("Dry run"), KAM_FORM_FIXED },
	};
	const size_t n = sizeof table / sizeof *table;
	struct kam_str text = KAM_STR_INIT;
	const struct kam_kind *note =
	    kam_kind_find(kam_catalogue_of(c->k), "note");
	struct kam_out *out;
	int rc = cmd_out_record(c, &out, table, n, err);

	if (rc)
		return rc;
	print_id(out, "id", c->kind, keep, keep_name);
	print_id(out, "merged", c->kind, other, other_name);
	kam_out_key(out, "moved");
	add_moved(&text, r);
	kam_out_people(out, text.length ? text.data : "");
	print_moved(out, r);
	kam_str_truncate(&text, 0);
	kam_out_key(out, "fields");
	add_fields(&text, c->kind, r);
	kam_out_people(out, text.length ? text.data : "");
	print_fields(out, r);
	kam_str_truncate(&text, 0);
	for (size_t i = 0; i < r->n_renamed; i++)
		kam_str_printf(&text, "%s%s", i ? "; " : "", r->renamed[i]);
	kam_out_key(out, "renamed");
	kam_out_people(out, text.length ? text.data : "");
	print_list(out, r->renamed, r->n_renamed);
	if (dry_run) {
		kam_out_key(out, "note");
		kam_out_null(out);
	} else {
		print_id(out, "note", note, r->note, "");
	}
	kam_out_key(out, "dry_run");
	kam_out_flag(out, dry_run);
	kam_out_end(out);
	rc = kam_str_check(&text, err);
	kam_str_release(&text);
	return rc;
}

static const char *name_of(const struct kam_record *r)
{
	const struct kam_kind *kind = r->kind;

	return kind->key != KAM_NO_FIELD && r->values[kind->key].set
		   ? r->values[kind->key].text
		   : r->values[kind->title].text;
}

int cmd_merge_run(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_merge *v = values;
	struct kam_merge_options options = { .take = v->take };
	struct kam_merge_result result;
	struct kam_record *keep, *other;
	int rc;

	if (v->prefer && !strcmp(v->prefer, "other"))
		options.prefer_other = 1;
	else if (v->prefer && strcmp(v->prefer, "keep") != 0)
		return cmd_usage(c, err, "%s", _("--prefer is keep or other"));
	rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = cmd_load(&keep, c, c->kind, c->words[0], err);
	if (!rc)
		rc = cmd_load(&other, c, c->kind, c->words[1], err);
	if (!rc)
		rc = kam_merge(&result, c->k, &c->arena, c->kind, keep->id,
			       other->id, &options, err);
	if (v->dry_run && !rc)
		kam_operation_cancel(c->k);
	else
		rc = kam_operation_end(c->k, rc, err);
	if (rc)
		return rc;
	return print(c, keep->id, name_of(keep), other->id, name_of(other),
		     &result, v->dry_run, err);
}
