/*
 * Errors on stderr: for people, what failed and a hint; for programs an
 * object, and one for each warning. Nothing of a message reaches the terminal
 * unescaped.
 */
#include "engine.h"

#include <kam/json.h>
#include <kam/utf8.h>
#include <string.h>
#include <unistd.h>

static void add_member(struct kam_str *out, const char *key, const char *text)
{
	kam_str_printf(out, "\"%s\":", key);
	if (*text)
		kam_json_quote(out, text, strlen(text));
	else
		kam_str_add(out, "null");
}

void cmd_add_object(struct kam_str *out, const char *code, const char *message,
		    const char *hint, const char *field)
{
	kam_str_add_char(out, '{');
	add_member(out, "code", code);
	kam_str_add_char(out, ',');
	add_member(out, "message", message);
	kam_str_add_char(out, ',');
	add_member(out, "hint", hint);
	kam_str_add_char(out, ',');
	add_member(out, "field", field);
	kam_str_add(out, "}\n");
}

void cmd_add_message(struct kam_str *out, const char *line)
{
	enum { INDENT = 6, LEAST = 40 };
	const size_t screen =
	    isatty(STDERR_FILENO) ? cmd_width(STDERR_FILENO) : 0;

	if (screen >= LEAST &&
	    kam_utf8_width(line, KAM_AMBIGUOUS_NARROW) > screen) {
		cmd_wrapped(out, line, INDENT, 0, screen);
		return;
	}
	kam_str_add(out, line);
	kam_str_add_char(out, '\n');
}

static void add_line(struct kam_str *out, const char *head, const char *between,
		     const char *text)
{
	struct kam_str valid = KAM_STR_INIT, line = KAM_STR_INIT;

	kam_utf8_repair(&valid, text, strlen(text));
	kam_str_printf(&line, "%s%s", head, between);
	kam_utf8_show(&line, valid.data, KAM_SHOW_LINE);
	cmd_add_message(out, line.data);
	kam_str_release(&valid);
	kam_str_release(&line);
}

int cmd_report(const struct cmd *c, const struct kam_err *err)
{
	struct kam_str out = KAM_STR_INIT;
	int status = kam_code_exit(err->code);
	ssize_t written;

	if (c->globals.json) {
		cmd_add_object(&out, kam_code_word(err->code), err->message,
			       err->hint, err->field);
	} else {
		add_line(&out, "kam", ": ", err->message);
		if (err->hint[0])
			add_line(&out, _("hint"), _(": "), err->hint);
	}
	written = write(STDERR_FILENO, out.data, out.length);
	(void)written;
	kam_str_release(&out);
	if (err->code == KAM_EINTERRUPT && cmd_signal)
		status = 128 + cmd_signal;
	return status;
}
