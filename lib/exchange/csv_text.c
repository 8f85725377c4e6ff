/*
 * Of CSV, what needs only its text: separators, lines, and what spreadsheets
 * and people put around a cell or a name.
 */
#include "exchange/csv_text.h"

#include <kam/typed.h>
#include <string.h>
#include <strings.h>

char kam_csv_separator(const char *bytes, size_t length)
{
	static const char candidates[] = ",;\t|";
	size_t counts[4] = { 0 }, best = 0;
	int quoted = 0;

	for (size_t i = 0; i < length; i++) {
		const char *at;

		if (bytes[i] == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		if (bytes[i] == '\n' || bytes[i] == '\r')
			break;
		at = bytes[i] ? strchr(candidates, bytes[i]) : NULL;
		if (at)
			counts[at - candidates]++;
	}
	for (size_t i = 1; i < 4; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

char kam_csv_sep_line(const char *bytes, size_t length)
{
	if (length <= KAM_CSV_SEP_LINE || strncasecmp(bytes, "sep=", 4) != 0 ||
	    (bytes[KAM_CSV_SEP_LINE] != '\r' &&
	     bytes[KAM_CSV_SEP_LINE] != '\n'))
		return '\0';
	return bytes[KAM_CSV_SEP_LINE - 1];
}

size_t kam_csv_lines(const char *bytes, size_t n, char *last)
{
	size_t lines = 0;

	if (!n)
		return 0;
	if (memchr(bytes, '\n', n) || memchr(bytes, '\r', n))
		for (size_t i = 0; i < n; i++) {
			lines += bytes[i] == '\r' ||
				 (bytes[i] == '\n' && *last != '\r');
			*last = bytes[i];
		}
	*last = bytes[n - 1];
	return lines;
}

void kam_csv_trim(char *text)
{
	size_t n = strlen(text), from = strspn(text, " \t");

	memmove(text, text + from, n - from + 1);
	for (n = strlen(text); n && strchr(" \t", text[n - 1]); n--)
		text[n - 1] = '\0';
}

/* A blank that stands there: how many bytes of it; 0 for none. */
static size_t blank_at(const char *at)
{
	static const char *const wide[] = {
		"\u00a0", "\u2007", "\u200b", "\u202f", "\u3000", "\ufeff",
	};

	switch ((unsigned char)*at) {
	case ' ':
	case '\t':
	case '\r':
	case '\n':
	case 0x1a:
		return 1;
	case 0xc2: /* what the wide ones begin with */
	case 0xe2:
	case 0xe3:
	case 0xef:
		break;
	default:
		return 0;
	}
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (!strncmp(at, wide[i], strlen(wide[i])))
			return strlen(wide[i]);
	return 0;
}

static const char *skip_blanks(const char *at)
{
	for (size_t n; (n = blank_at(at));)
		at += n;
	return at;
}

/* Where the blanks at the end of a text of n bytes begin. */
static size_t end_of(const char *text, size_t n)
{
	while (n) {
		size_t from = n - 1;

		while (from && ((unsigned char)text[from] & 0xc0) == 0x80)
			from--;
		if (blank_at(text + from) != n - from)
			break;
		n = from;
	}
	return n;
}

int kam_csv_is_blank_text(const char *text)
{
	return !*skip_blanks(text);
}

int kam_csv_is_blank(const struct kam_csv *csv)
{
	for (size_t i = 0; i < kam_csv_columns(csv); i++)
		if (!kam_csv_is_blank_text(kam_csv_field(csv, i)))
			return 0;
	return 1;
}

static void unify_lines(char *text)
{
	char *to = strchr(text, '\r');

	if (!to)
		return;
	for (const char *at = to; *at; at++)
		if (*at != '\r')
			*to++ = *at;
		else if (at[1] != '\n')
			*to++ = '\n';
	*to = '\0';
}

/* ="0123", by which a spreadsheet keeps a number as text */
static void unwrap(char *text)
{
	size_t n = strlen(text);

	if (n < 3 || strncmp(text, "=\"", 2) != 0 || text[n - 1] != '"' ||
	    memchr(text + 2, '"', n - 3))
		return;
	memmove(text, text + 2, n - 3);
	text[n - 3] = '\0';
}

static int is_word(char c)
{
	return c > ' ' && c < 0x7f;
}

int kam_csv_may_tidy(const char *text)
{
	size_t n = strlen(text);

	/* most begin and end in what is plainly no blank */
	return n && (*text == '=' || (!is_word(*text) && blank_at(text)) ||
		     (!is_word(text[n - 1]) && end_of(text, n) < n) ||
		     memchr(text, '\r', n));
}

void kam_csv_tidy(char *text, enum kam_csv_text what)
{
	const char *from = skip_blanks(text);

	unify_lines(text);
	if (*from && what == KAM_CSV_PROSE)
		return;
	from = skip_blanks(text);
	memmove(text, from, strlen(from) + 1);
	text[end_of(text, strlen(text))] = '\0';
	unwrap(text);
}

/* Marks at the end of the names of columns that must be filled. */
static const char *const ends[] = {
	"*", ":", "(\u5fc5\u586b)", "(required)", "(mandatory)",
};

static int cut_end(char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t n = strlen(ends[i]);

		if (n >= length || strcasecmp(name + length - n, ends[i]) != 0)
			continue;
		name[length - n] = '\0';
		name[end_of(name, length - n)] = '\0';
		return 1;
	}
	return 0;
}

const char *kam_csv_fold(char out[KAM_TYPED_TEXT], const char *name)
{
	char typed[KAM_TYPED_TEXT];
	size_t n = 0;

	if (strlen(name) >= KAM_TYPED_TEXT)
		return NULL;
	name = skip_blanks(kam_typed(typed, name));
	name = skip_blanks(name + (*name == '*'));
	while (*name) {
		size_t blank = blank_at(name);

		if (!blank && *name != '_')
			out[n++] = *name;
		else if (strncmp(name, "\u200b", 3) && n && out[n - 1] != ' ')
			out[n++] = ' ';
		name += blank ? blank : 1;
	}
	out[n] = '\0';
	out[end_of(out, n)] = '\0';
	while (cut_end(out))
		;
	return out;
}

long kam_csv_find(const struct kam_csv *csv, const char *name, size_t from)
{
	size_t n = kam_csv_columns(csv);
	char one[KAM_TYPED_TEXT], other[KAM_TYPED_TEXT];
	const char *wanted, *has;

	for (size_t i = from; i < n; i++)
		if (!strcasecmp(kam_csv_name(csv, i), name))
			return (long)i;
	wanted = kam_csv_fold(one, name);
	for (size_t i = from; i < n && wanted && *wanted; i++) {
		has = kam_csv_fold(other, kam_csv_name(csv, i));
		if (has && !strcasecmp(has, wanted))
			return (long)i;
	}
	return -1;
}
