/*
 * The text of a configuration file, in git's style:
 *
 *	[user]
 *		name = Wang Wei	# a comment
 *	[alias "sub"]
 *		key = "quoted; \"text\"\n"
 */
#include "engine.h"

#include <ctype.h>
#include <kam/utf8.h>
#include <string.h>

struct reader {
	struct cmd *c;
	const char *path;
	const char *at, *begin, *end;
	struct kam_str section; /* "alias.sub." */
	struct cmd_entry **tail;
};

static int bad(const struct reader *r, const char *what, struct kam_err *err)
{
	int line = 1;

	for (const char *p = r->begin; p < r->at && p < r->end; p++)
		line += *p == '\n';
	return kam_fail(err, KAM_ECONFIG, "%.200s:%d: %s", r->path, line, what);
}

static int peek(const struct reader *r)
{
	return r->at < r->end ? (unsigned char)*r->at : -1;
}

static void skip_line(struct reader *r)
{
	while (r->at < r->end && *r->at != '\n')
		r->at++;
}

static void skip_blanks(struct reader *r)
{
	while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\r')
		r->at++;
}

static int read_name(struct reader *r, struct kam_str *out)
{
	const char *from = r->at;

	while (isalnum(peek(r)) || peek(r) == '-' || peek(r) == '.')
		kam_str_add_char(out, (char)tolower((unsigned char)*r->at++));
	return r->at > from;
}

static int add_entry(struct reader *r, const char *from,
		     const struct kam_str *key, const struct kam_str *value,
		     struct kam_err *err)
{
	struct cmd_entry *entry = kam_arena_alloc(&r->c->arena, sizeof *entry);

	if (!entry)
		return kam_fail_memory(err);
	entry->key = kam_arena_strdup(&r->c->arena, key->data);
	entry->value = kam_arena_strdup(&r->c->arena, value->data);
	entry->origin = r->path;
	entry->from = (size_t)(from - r->begin);
	entry->to = (size_t)(r->at - r->begin);
	*r->tail = entry;
	r->tail = &entry->next;
	return entry->key && entry->value ? 0 : kam_fail_memory(err);
}

/* A section is an entry too, with a key that ends in a dot: writing needs its
   place. */
static int read_section(struct reader *r, struct kam_err *err)
{
	const struct kam_str none = KAM_STR_INIT;
	const char *from = r->at++;

	kam_str_reset(&r->section);
	skip_blanks(r);
	if (!read_name(r, &r->section))
		return bad(r, _("a section needs a name"), err);
	kam_str_add_char(&r->section, '.');
	skip_blanks(r);
	if (peek(r) == '"') {
		for (r->at++; peek(r) != '"'; r->at++) {
			if (peek(r) == '\\')
				r->at++;
			if (peek(r) < 0 || peek(r) == '\n')
				return bad(r, _("a quote is left open"), err);
			kam_str_add_char(&r->section, *r->at);
		}
		kam_str_add_char(&r->section, '.');
		r->at++;
	}
	skip_blanks(r);
	if (peek(r) != ']')
		return bad(r, _("a section ends with ']'"), err);
	r->at++;
	skip_blanks(r);
	if (peek(r) == '\n')
		r->at++;
	return add_entry(r, from, &r->section, &none, err);
}

static int read_escape(struct reader *r, struct kam_str *out,
		       struct kam_err *err)
{
	static const char from[] = "ntbr\"\\", to[] = "\n\t\b\r\"\\";
	const char *which;

	r->at++;
	if (peek(r) == '\n') { /* the line goes on */
		r->at++;
		return 0;
	}
	which = peek(r) > 0 ? strchr(from, peek(r)) : NULL;
	if (!which)
		return bad(r, _("no such escape after '\\'"), err);
	kam_str_add_char(out, to[which - from]);
	r->at++;
	return 0;
}

/* Blanks at the ends do not count unless they are quoted. */
static int read_value(struct reader *r, struct kam_str *out,
		      struct kam_err *err)
{
	size_t keep = 0;
	int quoted = 0, rc = 0;

	skip_blanks(r);
	while (!rc && peek(r) >= 0 && peek(r) != '\n') {
		int ch = peek(r);

		if (ch == '"') {
			quoted = !quoted;
			r->at++;
			keep = out->length;
		} else if (ch == '\\') {
			rc = read_escape(r, out, err);
			keep = out->length;
		} else if (!quoted && (ch == '#' || ch == ';')) {
			break;
		} else {
			kam_str_add_char(out, (char)ch);
			r->at++;
			if (quoted || !isspace(ch))
				keep = out->length;
		}
	}
	if (!rc && quoted)
		rc = bad(r, _("a quote is left open"), err);
	if (!rc)
		kam_str_truncate(out, keep);
	return rc;
}

static int read_entry(struct reader *r, const char *line, struct kam_err *err)
{
	struct kam_str key = KAM_STR_INIT, value = KAM_STR_INIT;
	int rc;

	kam_str_add(&key, r->section.data);
	if (!r->section.length || !read_name(r, &key)) {
		rc = bad(r, _("neither a section nor 'name = value'"), err);
		goto out;
	}
	skip_blanks(r);
	if (peek(r) == '=') {
		r->at++;
		rc = read_value(r, &value, err);
	} else if (peek(r) == '\n' || peek(r) < 0 || peek(r) == '#' ||
		   peek(r) == ';') {
		kam_str_add(&value, "true");
		rc = 0;
	} else {
		rc = bad(r, _("a name is followed by '='"), err);
	}
	skip_line(r);
	if (peek(r) == '\n')
		r->at++;
	if (!rc)
		rc = kam_str_check(&key, err);
	if (!rc)
		rc = kam_str_check(&value, err);
	if (!rc)
		rc = add_entry(r, line, &key, &value, err);
out:
	kam_str_release(&key);
	kam_str_release(&value);
	return rc;
}

int cmd_config_parse(struct cmd_entry **out, struct cmd *c, const char *path,
		     const char *text, size_t length, struct kam_err *err)
{
	struct reader r = { .c = c,
			    .path = path,
			    .at = text,
			    .begin = text,
			    .end = text + length,
			    .section = KAM_STR_INIT,
			    .tail = out };
	int rc = 0;

	*out = NULL;
	if (!kam_utf8_valid(text, length))
		return kam_fail(err, KAM_ECONFIG, _("'%s' is not UTF-8"), path);
	if (length >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))
		r.at += 3;
	while (!rc && r.at < r.end) {
		const char *line = r.at;

		skip_blanks(&r);
		if (peek(&r) == '\n')
			r.at++;
		else if (peek(&r) == '#' || peek(&r) == ';')
			skip_line(&r);
		else if (peek(&r) == '[')
			rc = read_section(&r, err);
		else if (peek(&r) >= 0)
			rc = read_entry(&r, line, err);
	}
	kam_str_release(&r.section);
	return rc;
}
