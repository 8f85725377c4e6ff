/*
 * recover: a new register from what a damaged one still holds.
 */
#include "engine.h"

#include <inttypes.h>
#include <kam/recover.h>

struct recover {
	const char *output;
};
static const struct cmd_option recover_options[] = {
	{ "output", 'o', CMD_TEXT, N_("NEW"),
	  N_("the register to make; it must not be there yet"),
	  CMD_AT(struct recover, output), .required = 1 },
	{ NULL },
};

static const struct kam_out_column table[] = {
	{ "register", N_("Register"), KAM_FORM_FIXED },
	{ "from", N_("From"), KAM_FORM_FIXED },
	{ "pages", N_("Pages"), KAM_FORM_NUMBER },
	{ "unreadable", N_("Unreadable"), KAM_FORM_NUMBER },
	{ "kinds", N_("Records"), KAM_FORM_PROSE },
	{ "operations", N_("Operations"), KAM_FORM_NUMBER },
	{ "operations_lost", N_("Lost"), KAM_FORM_TEXT },
	{ "changes", N_("Changes"), KAM_FORM_NUMBER },
	{ "changes_repaired", N_("Repaired"), KAM_FORM_NUMBER },
	{ "changes_lost", N_("Lost"), KAM_FORM_NUMBER },
	{ "remade_from", N_("Chain made anew from"), KAM_FORM_NUMBER },
	{ "dropped", N_("Dropped"), KAM_FORM_NUMBER },
	{ "head", N_("Head"), KAM_FORM_FIXED },
	{ "whole", N_("Whole"), KAM_FORM_FIXED },
	{ "finding", N_("Finding"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

static void add_ids(struct kam_str *line, const char *what, int64_t n,
		    const char *ids)
{
	if (n)
		kam_str_printf(line, ", %s %" PRId64 " (%s)", what, n, ids);
}

/* "req: kept 58, rebuilt 2 (7-8)" */
static void show_kinds(struct kam_str *lines, const struct kam_recovered *r)
{
	for (size_t i = 0; i < r->n_kinds; i++) {
		const struct kam_recovered_kind *k = &r->kinds[i];

		kam_str_printf(lines, "%s%s: %s %" PRId64, i ? "\n" : "",
			       _(k->kind->name), _("kept"), k->kept);
		add_ids(lines, _("rebuilt"), k->rebuilt, k->rebuilt_ids);
		add_ids(lines, _("journal corrected"), k->corrected,
			k->corrected_ids);
		add_ids(lines, _("lost"), k->lost, k->lost_ids);
	}
}

static void print_kinds(struct kam_out *out, const struct kam_recovered *r)
{
	kam_out_array(out);
	for (size_t i = 0; i < r->n_kinds; i++) {
		const struct kam_recovered_kind *k = &r->kinds[i];

		kam_out_map(out);
		cmd_print_text(out, "kind", k->kind->name);
		cmd_print_integer(out, "kept", k->kept);
		cmd_print_integer(out, "rebuilt", k->rebuilt);
		cmd_print_text(out, "rebuilt_ids", k->rebuilt_ids);
		cmd_print_integer(out, "corrected", k->corrected);
		cmd_print_text(out, "corrected_ids", k->corrected_ids);
		cmd_print_integer(out, "lost", k->lost);
		cmd_print_text(out, "lost_ids", k->lost_ids);
		kam_out_end(out);
	}
	kam_out_end(out);
}

static int print(struct cmd *c, const char *file, const struct kam_recovered *r,
		 struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	struct kam_str lines = KAM_STR_INIT;
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	show_kinds(&lines, r);
	kam_out_record(out, columns, COLUMNS);
	cmd_print_text(out, "register", r->path);
	cmd_print_text(out, "from", file);
	cmd_print_integer(out, "pages", r->pages);
	cmd_print_integer(out, "unreadable", r->unreadable);
	kam_out_key(out, "kinds");
	kam_out_people(out, lines.data);
	print_kinds(out, r);
	cmd_print_integer(out, "operations", r->operations);
	cmd_print_text(out, "operations_lost", r->lost_operation_ids);
	cmd_print_integer(out, "changes", r->changes);
	cmd_print_integer(out, "changes_repaired", r->repaired);
	cmd_print_integer(out, "changes_lost", r->lost_changes);
	kam_out_key(out, "remade_from");
	if (r->remade_from)
		kam_out_integer(out, r->remade_from);
	else
		kam_out_null(out);
	cmd_print_integer(out, "dropped", r->dropped);
	cmd_print_text(out, "head", r->proof.head);
	kam_out_key(out, "whole");
	kam_out_style(out, r->proof.findings ? KAM_STYLE_BAD : KAM_STYLE_GOOD);
	kam_out_flag(out, !r->proof.findings);
	cmd_print_text(out, "finding", r->finding);
	kam_out_end(out);
	rc = kam_str_check(&lines, err);
	kam_str_release(&lines);
	return rc;
}

static int recover(struct cmd *c, void *values, struct kam_err *err)
{
	const struct recover *v = values;
	const char *file = c->register_path;
	struct kam_open_options of;
	struct kam_recovered result;
	int rc = 0;

	cmd_register_options(&of, c);
	if (c->n_words)
		rc = cmd_absolute(&file, c, c->words[0], err);
	if (!rc)
		rc = cmd_absolute(&of.path, c, v->output, err);
	if (!rc)
		rc = kam_recover(&result, &of, &c->arena, file, err);
	return rc ? rc : print(c, file, &result, err);
}

const struct cmd_verb cmd_word_recover = {
	"recover",
	recover,
	CMD_REGISTER_PATH | CMD_NO_SCOPE,
	0,
	1,
	recover_options,
	sizeof(struct recover),
	"[FILE] --output NEW",
	N_("save what a damaged register still holds into a new one"),
	"kam recover --output new.db",
};
