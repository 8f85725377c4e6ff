/*
 * plan version, plan versions, plan diff.
 */
#include "plan.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <string.h>

const struct cmd_option cmd_plan_version_options[] = {
	{ "reason", 0, CMD_TEXT, N_("TEXT"), N_("what it is frozen for"),
	  CMD_AT(struct cmd_plan_version, reason) },
	{ NULL },
};

static const struct kam_out_column version_table[] = {
	{ "id", N_("ID"), KAM_FORM_FIXED },
	{ "plan", N_("Plan"), KAM_FORM_FIXED },
	{ "number", N_("Number"), KAM_FORM_NUMBER },
	{ "created", N_("When"), KAM_FORM_FIXED },
	{ "actor", N_("Who"), KAM_FORM_TEXT },
	{ "reason", N_("Reason"), KAM_FORM_TEXT },
	{ "approved", N_("Approved"), KAM_FORM_FIXED },
	{ "digest", N_("Fingerprint"), KAM_FORM_TEXT },
};
enum { VERSION_COLUMNS = sizeof version_table / sizeof *version_table };

static void print_version(struct cmd *c, int64_t plan,
			  const struct kam_plan_version *v)
{
	char id[32];

	(void)snprintf(id, sizeof id, "REV-%lld", (long long)v->id);
	cmd_print_text(c->out, "id", id);
	(void)snprintf(id, sizeof id, "PLAN-%lld", (long long)plan);
	cmd_print_text(c->out, "plan", id);
	cmd_print_integer(c->out, "number", v->number);
	kam_out_key(c->out, "created");
	cmd_print_time(c, v->created);
	cmd_print_actor(c, "actor", v->actor);
	cmd_print_text(c->out, "reason", v->reason);
	kam_out_key(c->out, "approved");
	kam_out_flag(c->out, v->approved);
	kam_out_key(c->out, "digest");
	/* people compare its beginning */
	kam_out_people(c->out, kam_arena_strndup(&c->arena, v->digest, 12));
	kam_out_text(c->out, v->digest);
}

static int print_versions(struct cmd *c, int64_t plan, int only_last,
			  struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, version_table, VERSION_COLUMNS);
	struct kam_plan_version *versions;
	struct kam_out *out;
	size_t n;
	int rc = columns ? kam_plan_versions(&versions, &n, c->k, &c->arena,
					     plan, err)
			 : kam_fail_memory(err);

	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	if (only_last) {
		kam_out_record(out, columns, VERSION_COLUMNS);
		print_version(c, plan, &versions[n - 1]);
		kam_out_end(out);
		return 0;
	}
	kam_out_list(out, columns, VERSION_COLUMNS);
	for (size_t i = 0; i < n; i++) {
		kam_out_row(out);
		print_version(c, plan, &versions[i]);
		kam_out_end(out);
	}
	kam_out_end(out);
	return 0;
}

static int freeze(struct cmd *c, const struct cmd_plan_version *v,
		  struct kam_err *err)
{
	struct kam_record *plan, *revision;
	const char *reason = v->reason;
	int rc = cmd_plan_load(&plan, c, c->words[0], err);

	/* a draft under revision has its reason already */
	if (!rc && !reason && !plan->status)
		reason = plan->values[KAM_PLAN_REASON].text;
	if (!rc)
		rc = kam_plan_freeze(&revision, c->k, plan, reason, err);
	if (rc || !cmd_for_people(c))
		return rc;
	kam_str_printf(&c->text, _("PLAN-%lld version %lld  %.12s\n"),
		       (long long)plan->id,
		       (long long)revision->values[KAM_REVISION_NUMBER].integer,
		       revision->values[KAM_REVISION_DIGEST].text);
	return kam_str_check(&c->text, err);
}

int cmd_plan_version(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_record *plan;
	int rc = kam_operation_begin(c->k, err);

	if (!rc)
		rc = kam_operation_end(c->k, freeze(c, values, err), err);
	if (rc || cmd_for_people(c))
		return rc;
	/* its moment and author are known once it is written */
	rc = kam_read_begin(c->k, err);
	if (rc)
		return rc;
	rc = cmd_plan_load(&plan, c, c->words[0], err);
	if (!rc)
		rc = print_versions(c, plan->id, 1, err);
	kam_read_end(c->k);
	return rc;
}

int cmd_plan_versions(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_record *plan;
	int rc = cmd_plan_load(&plan, c, c->words[0], err);

	(void)values;
	return rc ? rc : print_versions(c, plan->id, 0, err);
}

static const struct kam_out_column diff_table[] = {
	{ "section", N_("Section"), KAM_FORM_FIXED },
	{ "part", N_("Part"), KAM_FORM_FIXED },
	{ "row", N_("Row"), KAM_FORM_FIXED },
	{ "field", N_("Field"), KAM_FORM_FIXED },
	{ "change", N_("Change"), KAM_FORM_FIXED },
	{ "before", N_("Before"), KAM_FORM_TEXT },
	{ "after", N_("After"), KAM_FORM_TEXT },
};
enum { DIFF_COLUMNS = sizeof diff_table / sizeof *diff_table };

static void print_said(struct kam_out *out, const char *key, const char *text,
		       const char *shown)
{
	kam_out_key(out, key);
	if (text && shown)
		kam_out_people(out, shown);
	kam_out_text(out, text);
}

static int print_difference(void *context, const struct kam_plan_difference *d,
			    struct kam_err *err)
{
	struct kam_out *out = context;

	(void)err;
	kam_out_row(out);
	print_said(out, "section", d->section, d->shown.section);
	print_said(out, "part", d->part, d->shown.part);
	print_said(out, "row", d->row, d->shown.row);
	print_said(out, "field", d->field, d->shown.field);
	kam_out_key(out, "change");
	kam_out_style(out, *d->change == 'a'   ? KAM_STYLE_GOOD
			   : *d->change == 'r' ? KAM_STYLE_BAD
					       : KAM_STYLE_WARN);
	kam_out_people(out, _(d->change));
	kam_out_text(out, d->change);
	print_said(out, "before", d->before, d->shown.before);
	print_said(out, "after", d->after, d->shown.after);
	kam_out_end(out);
	return 0;
}

static int read_number(int64_t *out, struct cmd *c, size_t word,
		       struct kam_err *err)
{
	*out = 0;
	if (c->n_words <= word)
		return 0;
	if (kam_integer_parse(out, c->words[word], err) || *out < 1) {
		kam_err_reset(err);
		return cmd_usage(c, err, _("'%.60s' is no number of a version"),
				 c->words[word]);
	}
	return 0;
}

/* The last version where none is named. */
static int last_number(int64_t *number, struct cmd *c, int64_t plan,
		       struct kam_err *err)
{
	struct kam_plan_version *versions;
	size_t n;
	int rc = kam_plan_versions(&versions, &n, c->k, &c->arena, plan, err);

	if (rc)
		return rc;
	if (n) {
		*number = versions[n - 1].number;
		return 0;
	}
	kam_fail(err, KAM_ENOENT, _("PLAN-%lld has no version yet"),
		 (long long)plan);
	kam_hint(err, "kam plan version PLAN-%lld", (long long)plan);
	return err->code;
}

int cmd_plan_diff(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, diff_table, DIFF_COLUMNS);
	struct kam_document *a, *b;
	struct kam_record *plan;
	struct kam_out *out;
	int64_t from, to;
	int rc = columns ? cmd_plan_load(&plan, c, c->words[0], err)
			 : kam_fail_memory(err);

	(void)values;
	if (!rc)
		rc = read_number(&from, c, 1, err);
	if (!rc)
		rc = read_number(&to, c, 2, err);
	if (!rc && !from)
		rc = last_number(&from, c, plan->id, err);
	if (!rc)
		rc = kam_plan_version_document(&a, c->k, &c->arena, plan, from,
					       0, err);
	if (!rc && to)
		rc = kam_plan_version_document(&b, c->k, &c->arena, plan, to, 0,
					       err);
	else if (!rc)
		rc = kam_plan_document(&b, c->k, &c->arena, plan, 0, err);
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	kam_out_list(out, columns, DIFF_COLUMNS);
	rc = kam_plan_diff(a, b, print_difference, out, err);
	kam_out_end(out);
	return rc;
}
