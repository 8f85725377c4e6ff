/*
 * Files that a command writes beside its output.
 */
#include "crud.h"

#include <string.h>
#include <sys/stat.h>

enum { PIECE = 64 * 1024 };

int cmd_outfile_open(struct cmd_outfile *f, const char *path,
		     struct kam_err *err)
{
	struct stat is;

	*f = (struct cmd_outfile){ .draft.fd = -1, .text = KAM_STR_INIT };
	if (!lstat(path, &is) && !S_ISREG(is.st_mode)) {
		kam_fail(err, KAM_ECREATE,
			 _("'%s' is there and is no regular file"), path);
		kam_hint(err, "%s", _("name another one"));
		return err->code;
	}
	f->path = path;
	return kam_draft_open(&f->draft, path, err);
}

int cmd_outfile_flush(struct cmd_outfile *f, int all, struct kam_err *err)
{
	int rc = kam_str_check(&f->text, err);

	if (rc || (!all && f->text.length < PIECE))
		return rc;
	rc = kam_draft_write(&f->draft, f->text.data, f->text.length, err);
	kam_str_truncate(&f->text, 0);
	return rc;
}

int cmd_outfile_sync(struct cmd_outfile *f, struct kam_err *err)
{
	int rc = cmd_outfile_flush(f, 1, err);

	return rc ? rc : kam_draft_sync(&f->draft, err);
}

int cmd_outfile_commit(struct cmd_outfile *f, struct kam_err *err)
{
	int rc = cmd_outfile_flush(f, 1, err);

	return rc ? rc : kam_draft_publish(&f->draft, f->path, 1, err);
}

void cmd_outfile_release(struct cmd_outfile *f)
{
	if (!f->path)
		return;
	kam_draft_release(&f->draft);
	kam_str_release(&f->text);
	f->path = NULL;
}
