/*
 * One line of the register that `kam demo` makes: its day, its moment, and the
 * command itself, run as if somebody had typed it then.
 */
#include "demo.h"

#include <kam/date.h>
#include <kam/shell.h>
#include <string.h>

/* "req:Single sign-on" -> "REQ-3", for words that only take an ID */
static int find_record(struct kam_str *out, const struct demo *d,
		       const char *text, size_t n, struct kam_err *err)
{
	const char *title = strchr(text, ':') + 1;
	const struct kam_kind *kind = NULL;
	struct kam_open_options options;
	struct kam *k = NULL;
	int64_t id = 0;
	char *name =
	    kam_arena_strndup(&d->c->arena, text, (size_t)(title - 1 - text));
	const char *whole =
	    kam_arena_strndup(&d->c->arena, title, n - (size_t)(title - text));
	int rc;

	if (!name || !whole)
		return kam_fail_memory(err);
	kind = kam_kind_find(d->c->catalogue, name);
	if (!kind)
		return kam_fail(err, KAM_EINTERNAL, "no kind '%s'", name);
	demo_options(&options, d);
	rc = kam_open(&k, &options, err);
	if (!rc)
		rc = kam_resolve(&id, k, kind, whole, err);
	kam_close(k);
	if (!rc)
		kam_str_printf(out, "%s-%lld", kind->prefix, (long long)id);
	return rc;
}

/* "+3wd" -> "2026-11-26" */
static int find_day(struct kam_str *out, const struct demo *d, const char *text,
		    size_t n, struct kam_err *err)
{
	char day[32], date[KAM_DATE_TEXT];
	int32_t number;
	int rc;

	(void)snprintf(day, sizeof day, "%.*s", (int)n, text);
	rc = kam_date_read(&number, day, d->today, NULL, err);
	if (rc)
		return rc;
	kam_date_format(date, number);
	kam_str_add(out, date);
	return 0;
}

/* What stands in braces becomes what it means. */
static int fill(struct kam_str *out, const struct demo *d, const char *text,
		struct kam_err *err)
{
	int rc = 0;

	while (!rc && *text) {
		size_t plain = strcspn(text, "{"), n;

		kam_str_add_bytes(out, text, plain);
		text += plain;
		if (!*text)
			break;
		n = strcspn(++text, "}");
		rc = memchr(text, ':', n) ? find_record(out, d, text, n, err)
					  : find_day(out, d, text, n, err);
		text += n + (text[n] == '}');
	}
	return rc ? rc : kam_str_check(out, err);
}

int demo_moment(struct demo *d, const char *when, struct kam_err *err)
{
	const size_t n = strcspn(when, " ");
	struct kam_str text = KAM_STR_INIT;
	int rc;

	if (!*when) {
		d->at += 60;
		return 0;
	}
	rc = find_day(&text, d, when, n, err);
	kam_str_add(&text, when + n);
	if (!rc)
		rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_instant_read(&d->at, text.data, d->at, d->zone, err);
	kam_str_release(&text);
	return rc;
}

static int split(struct cmd_line *line, struct kam_arena *arena,
		 const char *command, struct kam_err *err)
{
	struct kam_str word = KAM_STR_INIT;
	int rc = 0;

	line->argv =
	    kam_arena_array(arena, strlen(command) / 2 + 3, sizeof *line->argv);
	if (!line->argv)
		return kam_fail_memory(err);
	line->argc = line->at = 1;
	while (!rc && kam_shell_word(&word, &command)) {
		char *copy = kam_arena_strdup(arena, word.data);

		rc = copy ? kam_str_check(&word, err) : kam_fail_memory(err);
		line->argv[line->argc++] = copy;
	}
	kam_str_release(&word);
	return rc;
}

int demo_line_run(struct demo *d, const struct demo_line *l,
		  struct kam_err *err)
{
	/* whatever the caller has configured and in the environment */
	struct cmd_config nothing = { 0 };
	struct cmd c = { .text = KAM_STR_INIT,
			 .doubts = KAM_STR_INIT,
			 .catalogue = d->c->catalogue,
			 .config = &nothing,
			 .actor = l->who,
			 .staged = 1 };
	struct cmd_line line = { .common = { .path = d->path, .quiet = 1 } };
	struct kam_str text = KAM_STR_INIT;
	int rc = demo_moment(d, l->when, err);

	c.now = d->at;
	if (!rc)
		rc = fill(&text, d, l->command, err);
	if (!rc)
		rc = split(&line, &c.arena, text.data, err);
	if (!rc)
		rc = cmd_dispatch(&c, &line, err);
	kam_str_release(&text);
	kam_out_release(c.out);
	kam_close(c.k);
	kam_str_release(&c.text);
	kam_str_release(&c.doubts);
	kam_str_release(&c.below);
	kam_arena_release(&c.arena);
	return rc;
}
