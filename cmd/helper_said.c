/*
 * What a helper complained of: it becomes kam's own, which may have to be JSON.
 */
#include "engine.h"

#include <kam/utf8.h>
#include <string.h>
#include <unistd.h>

enum { SAID_BYTES = 8192 };

/* The beginning of it, "…" standing for the rest: valid, without '\r'. */
static void read_said(struct kam_str *out, int fd)
{
	char bytes[SAID_BYTES + 1];
	const ssize_t read = pread(fd, bytes, sizeof bytes, 0);
	const size_t all = read > 0 ? (size_t)read : 0;
	size_t cut = all, n = 0;

	if (all > SAID_BYTES)
		for (cut = SAID_BYTES; cut && (bytes[cut] & 0xc0) == 0x80;)
			cut--;
	for (size_t i = 0; i < cut; i++)
		if (bytes[i] != '\r' && bytes[i] != '\0')
			bytes[n++] = bytes[i];
	kam_utf8_repair(out, bytes, n);
	if (cut < all)
		kam_str_add(out, "\u2026");
}

/* Without its name, which it says first, nor what is empty then; NULL behind
   the last. *at is moved on. */
static const char *next_line(char **at, const char *name)
{
	char own[64];
	const int length = snprintf(own, sizeof own, "kam-%s:", name);

	while (**at) {
		char *line = *at;
		size_t n = strcspn(line, "\n");

		*at += n + (line[n] == '\n');
		line[n] = '\0';
		if (!strncmp(line, own, (size_t)length))
			line += length;
		line += strspn(line, " \t");
		if (*line)
			return line;
	}
	return NULL;
}

void cmd_helper_warn(const struct cmd *c, int fd, const char *name)
{
	struct kam_str text = KAM_STR_INIT;
	char *at, shown[512];
	const char *line;

	read_said(&text, fd);
	at = text.failed ? NULL : text.data;
	while (at && (line = next_line(&at, name))) {
		kam_utf8_shorten(shown, sizeof shown, line);
		cmd_warn(c, "kam-%s: %s", name, shown);
	}
	kam_str_release(&text);
}

void cmd_helper_complain(struct kam_err *err, int fd, const char *name)
{
	struct kam_str text = KAM_STR_INIT, all = KAM_STR_INIT;
	const char *line, *between = _(": ");
	char *at;

	read_said(&text, fd);
	at = text.failed ? NULL : text.data;
	kam_str_add(&all, err->message);
	while (at && (line = next_line(&at, name))) {
		kam_str_printf(&all, "%s%s", between, line);
		between = "; ";
	}
	if (!all.failed)
		kam_utf8_shorten(err->message, sizeof err->message, all.data);
	kam_str_release(&text);
	kam_str_release(&all);
}
