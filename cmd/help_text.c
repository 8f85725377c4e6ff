/*
 * Help's lines: names beside their text, wrapped at the screen's edge.
 */
#include "engine.h"

#include <kam/utf8.h>
#include <string.h>

enum { SCREEN = 80, INDENT = 24 };

static void add_spaces(struct kam_str *out, size_t n)
{
	while (n-- > 0)
		kam_str_add_char(out, ' ');
}

static size_t width(const char *text)
{
	return kam_utf8_width(text, KAM_AMBIGUOUS_NARROW);
}

static size_t character(const char *text)
{
	size_t n = 1;

	while ((text[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* Whether a line may neither begin with the character nor end before it. */
static int is_closing(const char *text)
{
	static const char *const all[] = { "，", "、", "；", "：", "。",
					   "！", "？", "）", "」", "”" };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strncmp(text, all[i], strlen(all[i])))
			return 1;
	return 0;
}

/* The same of what stands behind Chinese in English. */
static int is_mark(const char *text)
{
	return *text && strchr(",;:.)'\"", *text);
}

static int is_opening(const char *text)
{
	/* what is quoted follows a blank, so that it opens before Chinese */
	return *text == '\'' || *text == '"' ||
	       !strncmp(text, "（", strlen("（")) ||
	       !strncmp(text, "“", strlen("“"));
}

/* Whether a line may end between a character and the next: where Chinese meets
   anything, but not after what opens and before what closes. */
static int may_break(const char *text, const char *next)
{
	/* between letters, the common case, it may not */
	if (text[0] && kam_utf8_is_ascii(text[0]) && kam_utf8_is_ascii(text[1]))
		return 0;
	if (is_opening(text) || is_closing(next) || is_mark(next))
		return 0;
	return kam_utf8_starts_cjk(text) || is_closing(text) ||
	       is_opening(next) || kam_utf8_starts_cjk(next);
}

/* The bytes that stay on one line. */
static size_t take_piece(const char *text)
{
	size_t n = 0, at;

	do {
		at = n;
		if (!text[n] || text[n] == ' ')
			break;
		n += character(text + n);
	} while (!may_break(text + at, text + n));
	return n;
}

/* Words of which a field has one, more of them than a line holds: as many as
   do, up to a bar. */
static size_t cut_choice(const char *word, size_t n, size_t room)
{
	size_t cut = 0;

	for (size_t i = 0; i < n && i < room; i++)
		if (word[i] == '|')
			cut = i + 1;
	return cut ? cut : n;
}

void cmd_wrapped(struct kam_str *out, const char *text, size_t indent,
		 size_t column, size_t screen)
{
	int blank = 0;

	while (*text) {
		char word[256];
		size_t n = take_piece(text), columns;

		if (n >= sizeof word)
			n = sizeof word - 1;
		memcpy(word, text, n);
		word[n] = '\0';
		columns = width(word);
		if (columns > screen - indent) {
			n = cut_choice(word, n, screen - indent);
			word[n] = '\0';
			columns = width(word);
		}
		if (column > indent &&
		    column + (size_t)blank + columns > screen) {
			kam_str_add_char(out, '\n');
			add_spaces(out, indent);
			column = indent;
		} else if (blank) {
			kam_str_add_char(out, ' ');
			column++;
		}
		kam_str_add(out, word);
		column += columns;
		text += n;
		blank = *text == ' ';
		text += strspn(text, " ");
	}
	kam_str_add_char(out, '\n');
}

void cmd_help_wrapped(struct kam_str *out, const char *text, size_t indent,
		      size_t column)
{
	cmd_wrapped(out, text, indent, column, SCREEN);
}

/* What stands for something else in usages and as an option's argument. */
static const char *const placeholders[] = {
	N_("ACCOUNT"),   N_("ADDRESS"),  N_("ANSWER"),   N_("AREA"),
	N_("BASELINE"),  N_("CADENCE"),  N_("CALENDAR"), N_("CAUSE"),
	N_("CHANNEL"),   N_("COLUMN"),   N_("COMM"),     N_("CONTACT"),
	N_("CRITERION"), N_("DATE"),     N_("DAYS"),     N_("DIR"),
	N_("ELICIT"),    N_("ENCODING"), N_("FIELD"),    N_("FIELDS"),
	N_("FILE"),      N_("FILTER"),   N_("FOLDER"),   N_("ISSUE"),
	N_("KEEP"),      N_("KEY"),      N_("LABEL"),    N_("LAYOUT"),
	N_("MEMBER"),    N_("MOMENT"),   N_("MONEY"),    N_("NAME"),
	N_("NEW"),       N_("NOUN"),     N_("NUMBER"),   N_("OCCURRENCE"),
	N_("OFFERING"),  N_("OTHER"),    N_("PAGE"),     N_("PLAN"),
	N_("PROGRAM"),   N_("PROJECT"),  N_("QUESTION"), N_("RECORD"),
	N_("RELATION"),  N_("ROLE"),     N_("RULE"),     N_("SCHEME"),
	N_("SECTION"),   N_("STANDING"), N_("SUMMARY"),  N_("TAG"),
	N_("TEXT"),      N_("TIME"),     N_("TITLE"),    N_("UNIT"),
	N_("VALUE"),     N_("VERB"),     N_("VERSION"),  N_("WORD"),
	N_("ZONE"),
};

static const char *placeholder(const char *text, size_t length)
{
	for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++)
		if (!strncmp(placeholders[i], text, length) &&
		    !placeholders[i][length])
			return _(placeholders[i]);
	return NULL;
}

void cmd_add_usage(struct kam_str *out, const char *usage)
{
	while (*usage) {
		size_t n = strspn(usage, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
		const char *text = n ? placeholder(usage, n) : NULL;

		if (text)
			kam_str_add(out, text);
		else
			kam_str_add_bytes(out, usage, n ? n : 1);
		usage += n ? n : 1;
	}
}

void cmd_help_row(struct kam_str *out, const char *name, const char *text)
{
	size_t columns = 2 + width(name);

	kam_str_printf(out, "  %s", name);
	if (!*text) {
		kam_str_add_char(out, '\n');
		return;
	}
	if (columns + 2 > INDENT) {
		kam_str_add_char(out, '\n');
		columns = 0;
	}
	add_spaces(out, INDENT - columns);
	cmd_help_wrapped(out, text, INDENT, INDENT);
}

void cmd_help_words(struct kam_str *out, const char *heading,
		    const char *const *words, size_t n)
{
	enum { HEADING = 16 };
	struct kam_str text = KAM_STR_INIT;
	size_t columns = width(heading);

	for (size_t i = 0; i < n; i++)
		kam_str_printf(&text, "%s%s", i ? " " : "", words[i]);
	kam_str_add(out, heading);
	if (columns + 1 > HEADING) {
		kam_str_add_char(out, '\n');
		columns = 0;
	}
	add_spaces(out, HEADING - columns);
	cmd_help_wrapped(out, text.data, HEADING, HEADING);
	out->failed |= text.failed;
	kam_str_release(&text);
}
