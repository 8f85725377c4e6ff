/*
 * Changes to a configuration file: what isn't touched stays as it was written,
 * comments too; the new file takes the old one's place at once or not at all.
 */
#include "engine.h"

#include <errno.h>
#include <fcntl.h>
#include <kam/file.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void add_value(struct kam_str *out, const char *value)
{
	size_t length = strlen(value);
	int quote = strpbrk(value, "#;\"\\\n\r\t\b") != NULL ||
		    (length && (value[0] == ' ' || value[length - 1] == ' '));

	if (quote)
		kam_str_add_char(out, '"');
	for (; *value; value++) {
		static const char from[] = "\n\t\b\r\"\\", to[] = "ntbr\"\\";
		const char *escape = strchr(from, *value);

		if (escape)
			kam_str_add_char(out, '\\');
		kam_str_add_char(out, escape ? to[escape - from] : *value);
	}
	if (quote)
		kam_str_add_char(out, '"');
}

static void add_line(struct kam_str *out, const char *key, const char *value)
{
	kam_str_printf(out, "\t%s = ", strrchr(key, '.') + 1);
	add_value(out, value);
	kam_str_add_char(out, '\n');
}

static void add_section(struct kam_str *out, const char *key)
{
	const char *first = strchr(key, '.'), *last = strrchr(key, '.');

	if (out->length && out->data[out->length - 1] != '\n')
		kam_str_add_char(out, '\n');
	kam_str_printf(out, "[%.*s", (int)(first - key), key);
	if (last > first) {
		kam_str_add(out, " \"");
		for (const char *at = first + 1; at < last; at++)
			kam_str_printf(out, "%s%c",
				       *at == '"' || *at == '\\' ? "\\" : "",
				       *at);
		kam_str_add_char(out, '"');
	}
	kam_str_add(out, "]\n");
}

static int same_section(const char *a, const char *b)
{
	size_t n = (size_t)(strrchr(a, '.') - a) + 1;

	return strncmp(a, b, n) == 0 && !strchr(b + n, '.');
}

/* The text with one edit: the line takes the place of the first of its key,
   or comes after the last of its section, or into a new one at the end. */
static void edit_text(struct kam_str *out, const struct cmd_edit *edit,
		      const struct cmd_entry *entries, const char *text,
		      size_t length)
{
	const struct cmd_entry *e, *first = NULL, *near = NULL;
	size_t at = 0;

	for (e = entries; e; e = e->next) {
		if (!first && !edit->add && !strcmp(e->key, edit->key))
			first = e;
		if (same_section(edit->key, e->key))
			near = e;
	}
	for (e = entries; e; e = e->next) {
		int its = !edit->add && strcmp(e->key, edit->key) == 0;

		kam_str_add_bytes(out, text + at, e->from - at);
		at = e->from;
		if (edit->value && e == first)
			add_line(out, edit->key, edit->value);
		if (its) {
			at = e->to;
			continue;
		}
		kam_str_add_bytes(out, text + at, e->to - at);
		at = e->to;
		if (edit->value && !first && e == near) {
			if (out->data[out->length - 1] != '\n')
				kam_str_add_char(out, '\n');
			add_line(out, edit->key, edit->value);
		}
	}
	kam_str_add_bytes(out, text + at, length - at);
	if (edit->value && !first && !near) {
		add_section(out, edit->key);
		add_line(out, edit->key, edit->value);
	}
}

static int edit_all(struct kam_str *out, struct cmd *c, const char *path,
		    const struct cmd_edit *edits, size_t n, struct kam_err *err)
{
	const char *text;
	size_t length;
	int rc = cmd_config_read(&text, &length, c, path, 0, err);

	if (rc)
		return rc;
	kam_str_add_bytes(out, text ? text : "", length);
	for (size_t i = 0; !rc && i < n; i++) {
		struct kam_str next = KAM_STR_INIT;
		struct cmd_entry *entries;

		rc = cmd_config_parse(&entries, c, path, out->data, out->length,
				      err);
		if (!rc)
			edit_text(&next, &edits[i], entries, out->data,
				  out->length);
		kam_str_release(out);
		*out = next;
		if (!rc)
			rc = kam_str_check(out, err);
	}
	return rc;
}

static int cannot(struct kam_err *err, const char *path)
{
	return kam_fail(err, KAM_ECREATE, _("cannot write '%s': %s"), path,
			kam_errno_text(errno));
}

static int write_all(int fd, const struct kam_str *text)
{
	size_t at = 0;

	while (at < text->length) {
		ssize_t n = write(fd, text->data + at, text->length - at);

		if (n < 0 && errno != EINTR)
			return -1;
		at += n > 0 ? (size_t)n : 0;
	}
	return fsync(fd);
}

/* FILE.lock is the new file and keeps others out meanwhile. */
static int open_lock(int *fd, const char *lock, const char *path,
		     struct kam_err *err)
{
	*fd = open(lock, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		   0600);
	if (*fd >= 0)
		return 0;
	if (errno != EEXIST)
		return cannot(err, path);
	kam_fail(err, KAM_EBUSY, _("'%s' is being changed by another command"),
		 path);
	kam_hint(err, _("if none is running, remove '%s'"), lock);
	return err->code;
}

/* Where a link leads, so that it stays one: people keep such files elsewhere.
   NULL is out of memory. */
static const char *follow_links(struct cmd *c, const char *path)
{
	char target[PATH_MAX];

	for (int i = 0; path && i < 8; i++) {
		ssize_t n = readlink(path, target, sizeof target - 1);

		if (n <= 0)
			return path;
		target[n] = '\0';
		path = target[0] == '/'
			   ? kam_arena_strdup(&c->arena, target)
			   : kam_arena_printf(&c->arena, "%.*s/%s",
					      (int)(strrchr(path, '/') - path),
					      path, target);
	}
	return path;
}

int cmd_config_write(struct cmd *c, const char *path,
		     const struct cmd_edit *edits, size_t n,
		     struct kam_err *err)
{
	const char *target = follow_links(c, path);
	const char *folder, *lock = NULL;
	struct kam_str text = KAM_STR_INIT;
	struct stat info;
	int fd = -1, rc;

	if (!target)
		return kam_fail_memory(err);
	folder = kam_arena_strndup(&c->arena, target,
				   (size_t)(strrchr(target, '/') - target));
	lock = kam_arena_printf(&c->arena, "%s.lock", target);
	if (!folder || !lock)
		return kam_fail_memory(err);
	rc = cmd_make_folders(folder, err);
	if (!rc)
		rc = open_lock(&fd, lock, target, err);
	if (rc)
		return rc;
	if (stat(folder, &info) == 0 && (info.st_mode & S_ISGID))
		(void)fchmod(fd, 0660); /* kam init --shared=group */
	rc = edit_all(&text, c, target, edits, n, err);
	if (!rc && (write_all(fd, &text) || rename(lock, target)))
		rc = cannot(err, target);
	if (!rc)
		rc = kam_folder_sync(folder, err);
	if (rc)
		(void)unlink(lock);
	c->finished |= !rc;
	(void)close(fd);
	kam_str_release(&text);
	return rc;
}
