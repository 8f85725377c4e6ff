/*
 * backup: the register, copied while others use it, and proved.
 */
#include "crud.h"
#include "engine.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

struct backup {
	struct cmd_integer keep;
	int force, list;
};
static const struct cmd_option backup_options[] = {
	{ "keep", 'k', CMD_INTEGER, N_("N"),
	  N_("afterwards remove the oldest beyond N, of kam's own names only"),
	  CMD_AT(struct backup, keep), 0 },
	{ "force", 'f', CMD_FLAG, NULL, N_("replace a FILE that is there"),
	  CMD_AT(struct backup, force), 0 },
	{ "list", 'l', CMD_FLAG, NULL, N_("show the backups there are"),
	  CMD_AT(struct backup, list), 0 },
	{ NULL },
};

static int tell(struct cmd *c, const struct kam_backup *b, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "path", N_("Backup"), KAM_FORM_FIXED },
		{ "bytes", N_("Bytes"), KAM_FORM_NUMBER },
		{ "operations", N_("Operations"), KAM_FORM_NUMBER },
		{ "records", N_("Records"), KAM_FORM_NUMBER },
		{ "head", N_("Head"), KAM_FORM_FIXED },
		{ "kept", N_("Kept"), KAM_FORM_NUMBER },
		{ "removed", N_("Removed"), KAM_FORM_NUMBER },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 7);
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	if (b->unremoved)
		cmd_warn(c, _("'%s' could not be removed"), b->unremoved);
	kam_out_record(out, columns, 7);
	cmd_print_text(out, "path", b->path);
	cmd_print_integer(out, "bytes", b->bytes);
	cmd_print_integer(out, "operations", b->proof.operations);
	cmd_print_integer(out, "records", b->proof.records);
	cmd_print_text(out, "head", b->proof.head);
	cmd_print_integer(out, "kept", b->kept);
	cmd_print_integer(out, "removed", b->removed);
	kam_out_end(out);
	return 0;
}

/* People see the name alone where it lies in the usual folder, which restore
   looks into too. */
static void print_kept(struct cmd *c, const struct kam_kept *kept, int usual)
{
	struct kam_out *out = c->out;
	char head[8];

	kam_out_row(out);
	kam_out_key(out, "path");
	if (usual)
		kam_out_people(out, strrchr(kept->path, '/') + 1);
	kam_out_text(out, kept->path);
	kam_out_key(out, "at");
	cmd_print_time(c, kept->at);
	cmd_print_text(out, "automatic", kept->why);
	cmd_print_integer(out, "bytes", kept->bytes);
	kam_out_key(out, "operations");
	if (*kept->head)
		kam_out_integer(out, kept->operations);
	else
		kam_out_null(out);
	(void)snprintf(head, sizeof head, "%.7s", kept->head);
	kam_out_key(out, "head");
	kam_out_people(out, head);
	kam_out_text(out, *kept->head ? kept->head : NULL);
	kam_out_end(out);
	if (!*kept->head)
		cmd_warn(c, _("'%s' cannot be read"), kept->path);
}

/* The times are shown in the register's zone, where that can be read. Names
   must not be shortened in 80 columns: for people the rest is --fields'. */
static int begin_list(struct cmd *c, struct kam_err *err)
{
	struct kam_err none = { 0 };
	const enum kam_format format = c->globals.format;
	struct kam_out *out;

	if (!c->globals.fields &&
	    (format == KAM_FORMAT_TABLE || format == KAM_FORMAT_MD))
		c->globals.fields = "path,at,head";
	if (cmd_register_open(c, &none) == KAM_EINTERRUPT) {
		*err = none;
		return err->code;
	}
	return cmd_out(c, &out, err);
}

static int list(struct cmd *c, const char *folder, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "path", N_("Backup"), KAM_FORM_FIXED },
		{ "at", N_("Made"), KAM_FORM_FIXED },
		{ "automatic", N_("Before"), KAM_FORM_FIXED },
		{ "bytes", N_("Bytes"), KAM_FORM_NUMBER },
		{ "operations", N_("Operations"), KAM_FORM_NUMBER },
		{ "head", N_("Head"), KAM_FORM_TEXT },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 6);
	struct kam_open_options options;
	struct kam_kept *kept = NULL;
	size_t n = 0;
	int rc = columns ? begin_list(c, err) : kam_fail_memory(err);

	cmd_register_options(&options, c);
	if (!rc)
		rc = kam_backup_list(&kept, &n, &c->arena, &options, folder,
				     err);
	if (rc)
		return rc;
	kam_out_list(c->out, columns, 6);
	for (size_t i = 0; i < n; i++)
		print_kept(c, &kept[i], !folder);
	kam_out_end(c->out);
	return 0;
}

static int is_folder(const char *path)
{
	struct stat info;

	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

/* What stands in the way: a file, or a folder that isn't there. */
static void hint_at(const char *path, struct kam_err *err)
{
	const int n = (int)(strrchr(path, '/') - path);
	char folder[PATH_MAX];
	struct stat info;

	(void)snprintf(folder, sizeof folder, "%.*s", n ? n : 1, path);
	if (!lstat(path, &info) && S_ISREG(info.st_mode))
		kam_hint(err, "%s", _("--force replaces it"));
	else if (stat(folder, &info) && errno == ENOENT)
		kam_hint(err, "mkdir -p '%s'", folder);
}

static int backup(struct cmd *c, void *values, struct kam_err *err)
{
	const struct backup *v = values;
	const char *path = NULL;
	struct kam_backup_options options = { .replace = v->force,
					      .keep = v->keep.value };
	struct kam_backup result;
	int rc = 0;

	if (c->n_words)
		rc = cmd_absolute(&path, c, c->words[0], err);
	if (rc)
		return rc;
	if (v->list)
		return list(c, path, err);
	if (v->keep.set && v->keep.value < 1)
		return cmd_usage(c, err, "%s",
				 _("--keep: the number is at least 1"));
	if (v->keep.set && path && !is_folder(path))
		return cmd_usage(c, err, "%s",
				 _("--keep is for names of kam's own: name a "
				   "folder"));
	options.path = path;
	rc = cmd_register_open(c, err);
	if (!rc)
		rc = kam_backup(&result, c->k, &c->arena, &options, err);
	c->finished = !rc;
	if (rc == KAM_ECREATE && path && !v->force)
		hint_at(path, err);
	return rc ? rc : tell(c, &result, err);
}

int cmd_backup_automatic(struct kam_backup *backup, struct cmd *c,
			 const char *why, struct kam_err *err)
{
	return kam_backup_automatic(backup, c->k, &c->arena, why, err);
}

int cmd_backup_settle(struct cmd *c, struct kam_backup *backup, int written,
		      int rc, struct kam_err *err)
{
	struct kam_err unsettled = { 0 };
	int settled;

	if (!backup->path)
		return rc;
	settled =
	    kam_backup_settle(backup, c->k, &c->arena, written, &unsettled);
	if (backup->unremoved)
		cmd_warn(c, _("'%s' could not be removed"), backup->unremoved);
	if (written)
		cmd_say(c, _("backed up before: %s"), backup->path);
	if (!rc && settled)
		*err = unsettled;
	return rc ? rc : settled;
}

const struct cmd_verb cmd_word_backup = {
	"backup",
	backup,
	CMD_REGISTER_PATH | CMD_NO_SCOPE,
	0,
	1,
	backup_options,
	sizeof(struct backup),
	"[FILE.db|FOLDER] [--keep N] | --list",
	N_("copy the register while others use it, proved whole"),
	"kam backup --keep 30",
};
