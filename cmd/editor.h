/*
 * Text that a person writes in their editor: KAM_EDITOR > core.editor > VISUAL
 * > EDITOR > vi.
 *
 * The register is closed while the editor runs and opened again afterwards, at
 * the time that it is then: nobody waits for whoever thinks about a sentence,
 * and a restore meanwhile is seen. What was read before is compared by its
 * version when it is written (KAM_ECONFLICT, exit 75).
 *
 *	struct cmd_editor e;
 *	rc = cmd_editor_run(&e, c, "PLAN-1-context.md", old, guidance, err);
 *	if (!rc && e.text)
 *		rc = …write e.text in an operation…
 *	return cmd_editor_end(&e, rc, err);
 *
 * What was written lies in a file of the user's state folder until it is known
 * to be saved; whatever goes wrong, it stays there as a draft, and the hint
 * says where and what takes it up.
 */
#ifndef KAM_CMD_EDITOR_H
#define KAM_CMD_EDITOR_H

#include "cmd.h"

struct cmd_editor {
	const char *path;    /* the draft; NULL where there is none */
	const char *written; /* what the file held before the editor ran */
	/* what was written, without blank lines at its end; NULL where it is
	   unchanged or empty: nothing is to be done */
	const char *text;
	/* what takes the draft up: "kam plan edit PLAN-1 --from" */
	const char *again;
};

/* What stands below a line "<!-- kam: …" is guidance, and left out. Set
   e->again before. KAM_EREFUSED where the editor failed, KAM_EINVALID where
   what it left is no text or stands below the mark, KAM_EUSAGE where nobody said which editor and there
   is no terminal. */
int cmd_editor_run(struct cmd_editor *e, struct cmd *c, const char *name,
		   const char *text, const char *guidance,
		   struct kam_err *err) KAM_MUST_USE;
/* The same for a text that came another way, and of which there is no file:
   a draft until it is known to be saved. */
int cmd_editor_keep(struct cmd_editor *e, struct cmd *c, const char *name,
		    const char *text, struct kam_err *err) KAM_MUST_USE;
/* The editor on a file as it is, for a verb without a register. */
int cmd_editor_open(struct cmd *c, const char *path,
		    struct kam_err *err) KAM_MUST_USE;
/* Removes the draft where rc is 0, else adds where it is to the hint. Gives
   rc back. */
int cmd_editor_end(struct cmd_editor *e, int rc, struct kam_err *err);

/*
 * Drafts, in the user's folder, the newest nine of each name. A file of the
 * name, or with a number behind it where that is taken, ready to be written.
 */
int cmd_draft_create(int *fd, const char **path, struct cmd *c,
		     const char *name, struct kam_err *err) KAM_MUST_USE;
/* One of the name that holds just this text; NULL where there is none. */
const char *cmd_draft_of(struct cmd *c, const char *name, const char *text);
int cmd_draft_holds(const char *path, const char *text);
/* How many there are, in the user's folder. */
int64_t cmd_drafts_count(const char **folder, struct cmd *c);
/* What was given as a file has been saved: a draft goes. */
void cmd_draft_taken(struct cmd *c, const char *path);

#endif
