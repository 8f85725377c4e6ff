#include "analysis/minutes.h"

#include <kam/date.h>
#include <string.h>
#include <strings.h>

enum { INTERNAL = -1 };

/* Both languages wherever the minutes are written; what the user's own calls
   them too, since the template does. */
static const struct {
	const char *label;
	int form;
} labels[] = {
	{ N_("Decision"), KAM_MINUTES_DECISION },
	{ N_("Decisions"), KAM_MINUTES_DECISION },
	{ "Decided", KAM_MINUTES_DECISION },
	{ "决定", KAM_MINUTES_DECISION },
	{ "决议", KAM_MINUTES_DECISION },
	{ N_("Action"), KAM_MINUTES_ACTION },
	{ N_("Actions"), KAM_MINUTES_ACTION },
	{ "To do", KAM_MINUTES_ACTION },
	{ "行动", KAM_MINUTES_ACTION },
	{ "行动项", KAM_MINUTES_ACTION },
	{ "待办", KAM_MINUTES_ACTION },
	{ N_("Next meeting"), KAM_MINUTES_NEXT },
	{ "下次会议", KAM_MINUTES_NEXT },
	{ N_("Attendees"), KAM_MINUTES_ATTENDEES },
	{ "Present", KAM_MINUTES_ATTENDEES },
	{ "参加者", KAM_MINUTES_ATTENDEES },
	{ "与会者", KAM_MINUTES_ATTENDEES },
	{ "参会人员", KAM_MINUTES_ATTENDEES },
	{ N_("Internal"), INTERNAL },
	{ "内部", INTERNAL },
};

static const char *const colon[] = { ":", "：" };

static int is(const char *text, size_t n, const char *label)
{
	return strlen(label) == n && !strncasecmp(text, label, n);
}

static int find_label(const char *text, size_t n)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (is(text, n, labels[i].label) ||
		    is(text, n, _(labels[i].label)))
			return labels[i].form;
	return KAM_MINUTES_TEXT;
}

enum kam_minutes_form kam_minutes_heading(int *internal, const char *text)
{
	size_t n = strlen(text);
	int form;

	for (size_t i = 0; i < 2; i++) {
		const char *end = strstr(text, colon[i]);

		if (end && (size_t)(end - text) < n)
			n = (size_t)(end - text);
	}
	while (n && strchr(" *", text[n - 1]))
		n--;
	form = find_label(text, n);
	*internal = form == INTERNAL;
	/* attendees and the next meeting are prose there, unless labelled */
	return form == KAM_MINUTES_DECISION || form == KAM_MINUTES_ACTION
		   ? (enum kam_minutes_form)form
		   : KAM_MINUTES_TEXT;
}

/* The bytes of "• ", "1、" or "2）", as Chinese mark items, blanks or none
   behind them; 0 where it is none. */
static size_t wide_mark(const char *at, size_t digits)
{
	static const char *const marks[] = { "•", "·", "●", "、", "．", "）" };
	enum { BULLETS = 3 };

	for (size_t i = digits ? BULLETS : 0;
	     i < (digits ? sizeof marks / sizeof *marks : BULLETS); i++) {
		size_t n = strlen(marks[i]);

		if (!strncmp(at + digits, marks[i], n))
			return digits + n;
	}
	return 0;
}

/* Behind "- ", "* ", "1. ", "2) ", "[ ] "; *item where it was one. */
static const char *skip_mark(int *item, const char *at)
{
	const char *from = at + strspn(at, " \t");
	size_t digits = strspn(from, "0123456789");
	size_t wide = wide_mark(from, digits);

	*item = wide != 0;
	if (wide)
		return from + wide + strspn(from + wide, " ");
	if (strchr("-*+", *from) && *from && from[1] == ' ')
		*item = 1;
	else if (digits && strchr(".)", from[digits]) && from[digits] &&
		 from[digits + 1] == ' ')
		*item = (int)digits;
	if (!*item)
		return from;
	from += *item + 1;
	from += strspn(from, " ");
	if (!strncmp(from, "[ ]", 3) || !strncasecmp(from, "[x]", 3))
		from += 3;
	return from + strspn(from, " ");
}

/* Behind "Action:", "**行动**：", with its form; else where it was. */
static const char *skip_label(int *form, const char *at)
{
	const char *from = at + strspn(at, "*"), *end = NULL;
	size_t width = 0, n;

	*form = KAM_MINUTES_TEXT;
	for (size_t i = 0; i < 2; i++) {
		const char *found = strstr(from, colon[i]);

		if (found && (!end || found < end)) {
			end = found;
			width = strlen(colon[i]);
		}
	}
	if (!end)
		return at;
	n = (size_t)(end - from);
	while (n && strchr(" *", from[n - 1]))
		n--;
	*form = find_label(from, n);
	if (*form == KAM_MINUTES_TEXT)
		return at;
	end += width;
	end += strspn(end, "*");
	return end + strspn(end, " ");
}

/* "[ACT-7]" at the end, taken away. */
static const char *take_mark(char *text)
{
	size_t n = strlen(text), letters, digits;
	char *open = strrchr(text, '[');

	if (!n || text[n - 1] != ']' || !open)
		return NULL;
	letters = strspn(open + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if (!letters || open[1 + letters] != '-')
		return NULL;
	digits = strspn(open + letters + 2, "0123456789");
	if (!digits || open + letters + 2 + digits != text + n - 1)
		return NULL;
	text[n - 1] = '\0';
	*open = '\0';
	kam_minutes_trim(text);
	return open + 1;
}

/* Where a word begins: not within an address. */
static int begins(const char *text, const char *at)
{
	return at == text || strchr(" \t(,;", at[-1]) ||
	       (unsigned char)at[-1] >= 0x80;
}

static size_t word_length(const char *at)
{
	size_t n = strcspn(at, " \t),;");
	const char *ends[] = { strstr(at, "，"), strstr(at, "；"),
			       strstr(at, "。"), strstr(at, "）") };

	for (size_t i = 0; i < 4; i++)
		if (ends[i] && (size_t)(ends[i] - at) < n)
			n = (size_t)(ends[i] - at);
	return n;
}

/* "@li", "@'Li Lei'": 1 with the owner, 0 without one. */
static int take_owner(const char **owner, struct kam_arena *arena, char *text)
{
	for (char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
		char quote = at[1] == '\'' || at[1] == '"' ? at[1] : '\0';
		char *end = quote ? strchr(at + 2, quote) : NULL;
		size_t n = quote ? 0 : word_length(at + 1);

		if (!begins(text, at) || (quote ? !end : !n))
			continue;
		*owner = quote ? kam_arena_strndup(arena, at + 2,
						   (size_t)(end - at - 2))
			       : kam_arena_strndup(arena, at + 1, n);
		kam_minutes_cut(text, at,
				quote ? (size_t)(end - at + 1) : n + 1);
		return *owner ? 1 : -1;
	}
	return 0;
}

/* A day, or what was meant as one: "due to illness" says no day. */
static int may_be_day(const char *at, size_t n)
{
	struct kam_err none = { 0 };
	char word[32];
	int32_t day;

	if ((*at >= '0' && *at <= '9') || *at == '+')
		return 1;
	if (n >= sizeof word)
		return 0;
	memcpy(word, at, n);
	word[n] = '\0';
	return !kam_date_read(&day, word, kam_date_of(2000, 1, 1), NULL, &none);
}

/* "due 2026-12-01", "截止：+3d": the last one. A single word behind "due" at
   the line's end is meant as a day, be it one or not. */
static int take_due(const char **due, struct kam_arena *arena, char *text)
{
	static const char *const words[] = { "due ", "Due ", "截止" };
	char *at = NULL;
	size_t length = 0, n;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (char *found = strstr(text, words[i]); found;
		     found = strstr(found + 1, words[i]))
			if (begins(text, found) && (!at || found > at)) {
				at = found;
				length = strlen(words[i]);
			}
	if (!at)
		return 0;
	for (size_t i = 0; i < 2; i++)
		if (!strncmp(at + length, colon[i], strlen(colon[i])))
			length += strlen(colon[i]);
	length += strspn(at + length, " ");
	n = word_length(at + length);
	if (!n || (!may_be_day(at + length, n) &&
		   (at[length + n] || strncasecmp(at, "due ", 4) != 0)))
		return 0;
	*due = kam_arena_strndup(arena, at + length, n);
	kam_minutes_cut(text, at, length + n);
	return *due ? 1 : -1;
}

/* "2026-12-08 review", "下周五 评审": the day stands first. */
static int take_day(const char **due, struct kam_arena *arena, char *text)
{
	size_t n = word_length(text);

	if (*due || !n ||
	    ((*text < '0' || *text > '9') &&
	     !(*text & 0x80 && may_be_day(text, n))))
		return 0;
	*due = kam_arena_strndup(arena, text, n);
	kam_minutes_cut(text, text, n);
	return *due ? 0 : -1;
}

static int fail(const struct kam_minutes_line *l, const char *what,
		struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("line %zu: %s"), l->number, what);
	kam_hint(err, "%s", _("as 'Action: what @owner due 2026-12-01'"));
	return err->code;
}

static int read_parts(struct kam_minutes_line *out, struct kam_arena *arena,
		      char *text, struct kam_err *err)
{
	static const char wide[] = "\uff20"; /* ＠ */
	const char *second = NULL;
	int rc;

	for (char *at; (at = strstr(text, wide));) {
		*at = '@';
		memmove(at + 1, at + sizeof wide - 1,
			strlen(at + sizeof wide - 1) + 1);
	}
	rc = take_owner(&out->owner, arena, text);
	if (rc > 0)
		rc = take_owner(&second, arena, text);
	if (rc >= 0)
		rc = take_due(&out->due, arena, text);
	if (rc >= 0 && out->form == KAM_MINUTES_NEXT)
		rc = take_day(&out->due, arena, text);
	if (rc < 0)
		return kam_fail_memory(err);
	if (out->owner || out->due)
		kam_minutes_trim_rest(text);
	kam_minutes_trim(text);
	if (second)
		return fail(out, _("an action has one owner"), err);
	if (!*text && out->form == KAM_MINUTES_ACTION &&
	    (out->owner || out->due))
		return fail(out, _("what is to be done?"), err);
	return 0;
}

/* What a decision, an action or the like says. */
static int read_item(struct kam_minutes_line *out, struct kam_arena *arena,
		     const char *from, struct kam_err *err)
{
	char *text = kam_arena_strdup(arena, from);
	int rc = 0;

	if (!text)
		return kam_fail_memory(err);
	if (out->form == KAM_MINUTES_ACTION || out->form == KAM_MINUTES_NEXT)
		rc = read_parts(out, arena, text, err);
	out->text = text;
	/* an empty one is left over from the template */
	if (!rc && !*text && !(out->form == KAM_MINUTES_NEXT && out->due)) {
		out->form = KAM_MINUTES_TEXT;
		out->internal = 1;
	}
	return rc;
}

int kam_minutes_line(struct kam_minutes_line *out, struct kam_arena *arena,
		     const char *text, size_t n, enum kam_minutes_form items,
		     struct kam_err *err)
{
	char *line = kam_arena_strndup(arena, text, n);
	const char *from, *label;
	int item, form;

	if (!line)
		return kam_fail_memory(err);
	kam_minutes_trim(line);
	out->line = line;
	out->depth = (int)strspn(line, "#");
	if (out->depth && line[out->depth] == ' ') {
		out->form = KAM_MINUTES_HEADING;
		out->text = line + out->depth + strspn(line + out->depth, " ");
		return 0;
	}
	from = skip_mark(&item, line);
	label = skip_label(&form, from);
	if (form == INTERNAL) {
		out->internal = 1;
		form = KAM_MINUTES_TEXT;
	}
	if (form == KAM_MINUTES_TEXT && item && label == from)
		form = (int)items;
	out->form = (enum kam_minutes_form)form;
	if (out->form == KAM_MINUTES_TEXT)
		return 0;
	out->mark = take_mark(line);
	return read_item(out, arena, label, err);
}
