/*
 * restore: a backup takes the register's place.
 */
#include "crud.h"
#include "engine.h"

#include <inttypes.h>
#include <kam/keep.h>
#include <kam/record_io.h>
#include <string.h>
#include <unistd.h>

struct restore {
	int yes, dry_run, force;
};
static const struct cmd_option restore_options[] = {
	{ "yes", 'y', CMD_FLAG, NULL, N_("do it: the register is replaced"),
	  CMD_AT(struct restore, yes), 0 },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would happen"),
	  CMD_AT(struct restore, dry_run), 0 },
	{ "force", 'f', CMD_FLAG, NULL,
	  N_("also from a backup of another register"),
	  CMD_AT(struct restore, force), 0 },
	{ NULL },
};

static void print(struct cmd *c, const struct kam_out_column *columns, size_t n,
		  const struct restore *v, const char *file,
		  const struct kam_restored *r)
{
	struct kam_out *out = c->out;

	kam_out_record(out, columns, n);
	cmd_print_text(out, "register", r->path);
	cmd_print_text(out, "from", file);
	kam_out_key(out, "restored");
	kam_out_flag(out, !v->dry_run);
	cmd_print_integer(out, "operations", r->proof.operations);
	cmd_print_integer(out, "records", r->proof.records);
	cmd_print_text(out, "head", r->proof.head);
	kam_out_key(out, "lost");
	if (r->was_there)
		kam_out_integer(out, r->lost);
	else
		kam_out_null(out);
	kam_out_key(out, "lost_from");
	cmd_print_time(c, r->lost_from);
	cmd_print_text(out, "backup", r->backup);
	cmd_print_text(out, "aside", r->aside);
	kam_out_end(out);
}

/* What is gone now, and the way back to it. */
static void explain(struct cmd *c, const struct restore *v,
		    const struct kam_restored *r)
{
	char from[KAM_LOCAL_TEXT] = "";

	if (r->lost && c->k)
		kam_local_time(from, c->k, r->lost_from);
	if (r->lost)
		cmd_say(c,
			v->dry_run
			    ? _("operations that would be lost, from %s on: "
				"%" PRId64)
			    : _("operations no longer in the register, from "
				"%s on: %" PRId64),
			c->k ? from : r->lost_from, r->lost);
	if (r->backup && !v->dry_run)
		cmd_say(c, _("to go back: kam restore %s --yes"), r->backup);
	if (r->aside)
		cmd_say(c,
			v->dry_run
			    ? _("the register is damaged: it would be kept "
				"as %s")
			    : _("the register was damaged: it is kept as %s"),
			r->aside);
	if (v->dry_run)
		cmd_say(c, "%s", _("nothing was restored: --dry-run"));
}

/* A name of its own is also one of those that `backup --list` shows. */
static int find_backup(const char **file, struct cmd *c, const char *word,
		       struct kam_err *err)
{
	const char *slash = strrchr(c->register_path, '/'), *kept;
	int rc = cmd_absolute(file, c, word, err);

	if (rc || strchr(word, '/') || !access(*file, F_OK))
		return rc;
	kept = kam_arena_printf(&c->arena, "%.*s/backups/%s",
				(int)(slash - c->register_path),
				c->register_path, word);
	if (!kept)
		return kam_fail_memory(err);
	if (!access(kept, F_OK))
		*file = kept;
	return 0;
}

static int restore(struct cmd *c, void *values, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "register", N_("Register"), KAM_FORM_FIXED },
		{ "from", NC_("file", "From"), KAM_FORM_FIXED },
		{ "restored", N_("Restored"), KAM_FORM_FIXED },
		{ "operations", N_("Operations"), KAM_FORM_NUMBER },
		{ "records", N_("Records"), KAM_FORM_NUMBER },
		{ "head", N_("Head"), KAM_FORM_FIXED },
		{ "lost", N_("Lost"), KAM_FORM_NUMBER },
		{ "lost_from", N_("Lost from"), KAM_FORM_FIXED },
		{ "backup", N_("Backup"), KAM_FORM_FIXED },
		{ "aside", N_("Kept aside"), KAM_FORM_FIXED },
	};
	enum { N = sizeof table / sizeof *table };
	const struct restore *v = values;
	const struct kam_out_column *columns = cmd_translated(c, table, N);
	struct kam_restore_options options = { .dry_run = v->dry_run || !v->yes,
					       .unrelated = v->force };
	struct kam_open_options of;
	struct kam_restored result;
	struct kam_err none = { 0 };
	struct kam_out *out;
	int rc;

	rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);
	if (!rc)
		rc = find_backup(&options.file, c, c->words[0], err);
	cmd_register_options(&of, c);
	if (!rc)
		rc = kam_restore(&result, &of, &c->arena, &options, err);
	if (rc)
		return rc;
	if (!v->yes && !v->dry_run)
		return cmd_usage(c, err, "%s",
				 _("replacing the register needs --yes"));
	/* for its zone, in which people read times */
	c->finished = !v->dry_run;
	if (result.lost && cmd_register_open(c, &none) == KAM_EINTERRUPT)
		return kam_fail(err, KAM_EINTERRUPT, "%s", none.message);
	print(c, columns, N, v, options.file, &result);
	explain(c, v, &result);
	return 0;
}

const struct cmd_verb cmd_word_restore = {
	"restore",
	restore,
	CMD_REGISTER_PATH | CMD_NO_SCOPE,
	1,
	1,
	restore_options,
	sizeof(struct restore),
	"FILE --yes | --dry-run",
	N_("put a backup in the register's place, after a backup of that"),
	"kam restore register-20261125T090000Z.db --dry-run",
};
