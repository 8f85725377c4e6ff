/*
 * recover: a new register from what a damaged one still holds.
 */
#include "engine.h"

#include <inttypes.h>
#include <stdarg.h>
#include <kam/recover.h>
#include <kam/shell.h>
#include <string.h>

struct recover {
	const char *output;
};
static const struct cmd_option recover_options[] = {
	{ "output", 'o', CMD_TEXT, N_("NEW"),
	  N_("the register to make; it must not be there yet"),
	  CMD_AT(struct recover, output), .required = 1 },
	{ NULL },
};

/* Programs get every column; people those that say something, in words, since
   pages and their like are none of their business. */
static const struct kam_out_column table[] = {
	{ "register", N_("Register"), KAM_FORM_FIXED },
	{ "from", NC_("file", "From"), KAM_FORM_FIXED },
	{ "pages", N_("Pages"), KAM_FORM_TEXT },
	{ "unreadable", N_("Unreadable"), KAM_FORM_TEXT },
	{ "kinds", N_("Records"), KAM_FORM_PROSE },
	{ "operations", N_("Operations"), KAM_FORM_TEXT },
	{ "operations_lost", N_("Lost journal"), KAM_FORM_TEXT },
	{ "changes", N_("Changes"), KAM_FORM_TEXT },
	{ "changes_repaired", N_("Repaired"), KAM_FORM_TEXT },
	{ "changes_lost", N_("Lost changes"), KAM_FORM_TEXT },
	{ "remade_from", N_("Chain"), KAM_FORM_PROSE },
	{ "dropped", N_("Left out"), KAM_FORM_PROSE },
	{ "head", N_("Head"), KAM_FORM_FIXED },
	{ "whole", N_("Proved"), KAM_FORM_FIXED },
	{ "finding", N_("Finding"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

static void add_ids(struct kam_str *line, const char *what, int64_t n,
		    const char *ids)
{
	if (n)
		kam_str_printf(line, ", %s %" PRId64 " (%s)", what, n, ids);
}

/* "req: kept 58, rebuilt from the journal 2 (7-8)" */
static void show_kinds(struct kam_str *lines, const struct kam_recovered *r)
{
	for (size_t i = 0; i < r->n_kinds; i++) {
		const struct kam_recovered_kind *k = &r->kinds[i];

		kam_str_printf(lines, "%s%s: %s %" PRId64, i ? "\n" : "",
			       kam_kind_called(k->kind), _("kept"), k->kept);
		add_ids(lines, _("rebuilt from the journal"), k->rebuilt,
			k->rebuilt_ids);
		add_ids(lines, _("kept, with a new journal"), k->corrected,
			k->corrected_ids);
		add_ids(lines, _("LOST"), k->lost, k->lost_ids);
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

/* A number that people see with what it means, and only where it isn't 0. */
static void KAM_PRINTF(4, 5) print_said(struct kam_out *out, const char *key,
					int64_t n, const char *meaning, ...)
{
	char text[256] = "";
	va_list args;

	va_start(args, meaning);
	if (n)
		(void)vsnprintf(text, sizeof text, meaning, args);
	va_end(args);
	kam_out_key(out, key);
	kam_out_people(out, text);
	kam_out_integer(out, n);
}

static void print_journal(struct kam_out *out, const struct kam_recovered *r)
{
	char lost[256] = "";

	cmd_print_integer(out, "operations", r->operations);
	if (*r->lost_operation_ids)
		(void)snprintf(lost, sizeof lost, _("operations %s"),
			       r->lost_operation_ids);
	kam_out_key(out, "operations_lost");
	kam_out_people(out, lost);
	kam_out_text(out, r->lost_operation_ids);
	cmd_print_integer(out, "changes", r->changes);
	print_said(out, "changes_repaired", r->repaired,
		   _("%" PRId64 " changes with a damaged byte, by their "
		     "digest"),
		   r->repaired);
	print_said(out, "changes_lost", r->lost_changes, "%" PRId64,
		   r->lost_changes);
	if (r->remade_from) {
		print_said(out, "remade_from", r->remade_from,
			   _("made anew from operation %" PRId64
			     " on: heads that were noted since then no longer "
			     "match"),
			   r->remade_from);
	} else {
		kam_out_key(out, "remade_from");
		kam_out_null(out);
	}
	print_said(out, "dropped", r->dropped,
		   _("%" PRId64 " rows that neither the journal nor their form "
		     "vouches for"),
		   r->dropped);
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
	print_said(out, "unreadable", r->unreadable,
		   _("%" PRId64 " pages, which the disk did not give"),
		   r->unreadable);
	kam_out_key(out, "kinds");
	kam_out_people(out, lines.data);
	print_kinds(out, r);
	print_journal(out, r);
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

/* In words: whether anything is lost, and the way on. */
static int explain(struct cmd *c, const char *file,
		   const struct kam_recovered *r, struct kam_err *err)
{
	struct kam_str new = KAM_STR_INIT, old = KAM_STR_INIT;
	int64_t records = 0;
	int rc;

	for (size_t i = 0; i < r->n_kinds; i++)
		records += r->kinds[i].lost;
	kam_shell_add(&new, r->path, strlen(r->path));
	kam_shell_add(&old, file, strlen(file));
	rc = kam_str_check(&new, err);
	if (!rc)
		rc = kam_str_check(&old, err);
	if (!rc && kam_recovered_all(r))
		cmd_say(c, "%s",
			_("nothing is lost: every record and all of the "
			  "journal are in the new register"));
	else if (!rc)
		cmd_warn(c,
			 _("not all of it is there, unless a backup has it: "
			   "lost records %" PRId64 ", operations %" PRId64
			   ", changes %" PRId64 ", rows left out %" PRId64),
			 records, r->lost_operations, r->lost_changes,
			 r->dropped);
	if (!rc && r->finding)
		cmd_warn(c, _("the new register is not whole: %s"), r->finding);
	if (!rc && r->finding)
		cmd_warn(c,
			 _("mend what 'kam --register %s fsck' says, "
			   "then: kam --register %s restore %s --yes"),
			 new.data, old.data, new.data);
	if (!rc && r->newer)
		cmd_warn(c,
			 _("the file was made by a newer kam (schema %d): what "
			   "only that one knows is not in the new register; "
			   "recover it with that one"),
			 (int)r->newer);
	if (!rc && !r->finding)
		cmd_say(c,
			_("it is not in use yet: kam --register %s restore %s "
			  "--yes"),
			old.data, new.data);
	kam_str_release(&new);
	kam_str_release(&old);
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
	c->finished = !rc;
	if (!rc)
		rc = print(c, file, &result, err);
	if (!rc)
		rc = explain(c, file, &result, err);
	if (!rc && !kam_recovered_all(&result))
		c->status = kam_code_exit(KAM_ECORRUPT);
	return rc;
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
	N_("save what a damaged register still holds into a new one; 65 where "
	   "something is lost"),
	"kam recover --output new.db",
};
