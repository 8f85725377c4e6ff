#include "editor.h"

#include "crud.h"
#include "engine.h"

#include <errno.h>
#include <fcntl.h>
#include <kam/shell.h>
#include <kam/utf8.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char mark[] = "<!-- kam:";

static const char *program(const struct cmd *c)
{
	const char *name = cmd_config(c, "core.editor");

	if (!name || !*name)
		name = getenv("VISUAL");
	if (!name || !*name)
		name = getenv("EDITOR");
	return name && *name ? name : NULL;
}

static void add_text(struct kam_str *out, const char *text,
		     const char *guidance)
{
	kam_str_printf(out, "%s\n\n%s %s -->\n", text ? text : "", mark,
		       _("what stands below is left out"));
	if (guidance)
		kam_str_printf(out, "%s\n", guidance);
}

static int write_file(struct cmd_editor *e, struct cmd *c, const char *name,
		      const char *text, const char *guidance,
		      struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;
	size_t done = 0;
	int fd, rc = cmd_draft_create(&fd, &e->path, c, name, err);

	if (rc)
		return rc;
	add_text(&all, text, guidance);
	rc = kam_str_check(&all, err);
	while (!rc && done < all.length) {
		ssize_t n = write(fd, all.data + done, all.length - done);

		if (n < 0 && errno != EINTR)
			rc = kam_fail(err, KAM_EIO, _("cannot write '%s': %s"),
				      e->path, kam_errno_text(errno));
		done += n > 0 ? (size_t)n : 0;
	}
	if (close(fd) && !rc)
		rc = kam_fail(err, KAM_EIO, _("cannot write '%s': %s"), e->path,
			      kam_errno_text(errno));
	if (!rc && !(e->written = kam_arena_strdup(&c->arena, all.data)))
		rc = kam_fail_memory(err);
	if (rc) {
		(void)unlink(e->path);
		e->path = NULL;
	}
	kam_str_release(&all);
	return rc;
}

/* sh -c 'EDITOR "$@"' EDITOR FILE: the editor may come with arguments */
static int run_editor(const char *file, struct cmd *c, const char *editor,
		      struct kam_err *err)
{
	char shell[] = "sh", option[] = "-c";
	char *command = kam_arena_printf(&c->arena, "%s \"$@\"", editor);
	char *name = kam_arena_strdup(&c->arena, editor);
	char *path = kam_arena_strdup(&c->arena, file);
	char *argv[] = { shell, option, command, name, path, NULL };
	int status = 0, rc;

	if (!command || !name || !path)
		return kam_fail_memory(err);
	rc = cmd_spawn("/bin/sh", argv, &status, err);
	/* ^C in the editor is the editor's own */
	if (cmd_signal == SIGINT)
		cmd_signal = 0;
	if (rc || !status)
		return rc;
	kam_fail(err, KAM_EREFUSED, _("the editor '%s' ended with %d"), editor,
		 status);
	return err->code;
}

/* The register as it is by then; what was read lives in the arena. */
static int open_again(struct cmd *c, const struct kam_calendar *calendar,
		      struct kam_err *err)
{
	int rc = cmd_clock_read(c, err);

	if (!rc)
		rc = cmd_register_open(c, err);
	if (!rc)
		kam_use_calendar(c->k, calendar);
	return rc;
}

/* The line of the mark, or NULL. */
static const char *find_mark(const char *text)
{
	const char *at = strstr(text, mark);

	while (at && at != text && at[-1] != '\n')
		at = strstr(at + 1, mark);
	return at;
}

/* Whether a text has the line of n bytes. */
static int has_line(const char *text, const char *line, size_t n)
{
	for (; *text; text += *text == '\n') {
		size_t length = strcspn(text, "\n");

		if (length == n && !strncmp(text, line, n))
			return 1;
		text += length;
	}
	return 0;
}

/* What was written below the mark would be lost, and nobody told. */
static int check_below(const struct cmd_editor *e, const char *text,
		       struct kam_err *err)
{
	const char *known = find_mark(e->written), *at = find_mark(text);

	while (at && *at) {
		size_t n = strcspn(at, "\n"), length = n;

		while (length && strchr(" \t\r", at[length - 1]))
			length--;
		if (length && !has_line(known, at, length)) {
			kam_fail(err, KAM_EINVALID,
				 _("'%.*s' stands below the mark, where it "
				   "would be left out"),
				 length < 60 ? (int)length : 60, at);
			return err->code;
		}
		at += n + (at[n] == '\n');
	}
	return 0;
}

/* The text above the mark, without line ends of Windows and blank lines
   around it. */
static char *trim(struct cmd *c, const char *text)
{
	const char *cut = find_mark(text);
	char *copy = kam_arena_strndup(
	    &c->arena, text, cut ? (size_t)(cut - text) : strlen(text));
	char *to;

	if (!copy)
		return NULL;
	to = copy;
	for (const char *at = copy; *at; at++)
		if (*at != '\r' || at[1] != '\n')
			*to++ = *at;
	while (to > copy && strchr(" \t\n", to[-1]))
		to--;
	*to = '\0';
	while (*copy == '\n')
		copy++;
	return copy;
}

static int read_file(struct cmd_editor *e, struct cmd *c, const char *before,
		     struct kam_err *err)
{
	const char *text, *old = trim(c, before ? before : "");
	size_t length;
	int rc = cmd_input(&text, &length, c, e->path, err);

	if (!rc && !kam_utf8_valid(text, length))
		rc = kam_fail(err, KAM_EINVALID, _("'%s' is not UTF-8 text"),
			      e->path);
	if (!rc)
		rc = check_below(e, text, err);
	if (rc)
		return rc;
	e->text = trim(c, text);
	if (!e->text || !old)
		return kam_fail_memory(err);
	if (!*e->text)
		cmd_say(c, "%s", _("nothing was written: nothing changed"));
	else if (!strcmp(e->text, old))
		cmd_say(c, "%s", _("unchanged"));
	else
		return 0;
	e->text = NULL;
	return 0;
}

static int find_editor(const char **out, struct cmd *c, const char *otherwise,
		       struct kam_err *err)
{
	*out = program(c);
	if (!*out && (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))) {
		kam_fail(err, KAM_EUSAGE, "%s",
			 _("no editor is set, and there is no terminal"));
		kam_hint(err, "%s", otherwise);
		return err->code;
	}
	if (!*out)
		*out = "vi";
	return 0;
}

int cmd_editor_open(struct cmd *c, const char *path, struct kam_err *err)
{
	const char *editor;
	int rc = find_editor(&editor, c, _("set EDITOR"), err);

	return rc ? rc : run_editor(path, c, editor, err);
}

int cmd_editor_run(struct cmd_editor *e, struct cmd *c, const char *name,
		   const char *text, const char *guidance, struct kam_err *err)
{
	const struct kam_calendar *calendar = kam_calendar_of(c->k);
	const char *editor;
	int rc = find_editor(&editor, c,
			     _("give the text with --text, or --from FILE; or "
			       "set EDITOR"),
			     err);

	e->path = e->text = NULL;
	if (!rc)
		rc = write_file(e, c, name, text, guidance, err);
	if (!rc) {
		kam_close(c->k);
		c->k = NULL;
		rc = run_editor(e->path, c, editor, err);
	}
	if (!rc)
		rc = read_file(e, c, text, err);
	if (!rc)
		rc = open_again(c, calendar, err);
	return rc;
}

int cmd_editor_keep(struct cmd_editor *e, struct cmd *c, const char *name,
		    const char *text, struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;
	int rc;

	/* a job that tries again keeps the same text once */
	add_text(&all, text, NULL);
	e->path = all.failed ? NULL : cmd_draft_of(c, name, all.data);
	kam_str_release(&all);
	rc = e->path ? 0 : write_file(e, c, name, text, NULL, err);
	e->text = text;
	e->written = ""; /* whatever it is, it is worth keeping */
	return rc;
}

/* An editor that could not be run leaves nothing worth keeping. */
int cmd_editor_end(struct cmd_editor *e, int rc, struct kam_err *err)
{
	struct kam_str path = KAM_STR_INIT;
	char hint[sizeof err->hint];

	if (!e->path)
		return rc;
	if (!rc || cmd_draft_holds(e->path, e->written)) {
		(void)unlink(e->path);
		return rc;
	}
	kam_shell_add(&path, e->path, strlen(e->path));
	(void)snprintf(hint, sizeof hint, _("what you wrote is kept: %s %s"),
		       e->again, path.data);
	kam_str_release(&path);
	err->hint[0] = '\0';
	kam_hint(err, "%s", hint);
	return rc;
}
