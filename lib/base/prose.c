#include <kam/prose.h>
#include <string.h>

/* What a line begins with: how many bytes its mark takes, 0 for none. */
struct mark {
	enum kam_prose_form form;
	int depth;
	long number;
	size_t n;
};

static int is_blank_line(const char *line)
{
	line += strspn(line, " \t");
	return *line == '\n' || !*line;
}

static size_t read_number(long *number, const char *at)
{
	size_t digits = strspn(at, "0123456789");

	*number = 0;
	if (!digits || digits > 3 || (at[digits] != '.' && at[digits] != ')') ||
	    at[digits + 1] != ' ')
		return 0;
	for (size_t i = 0; i < digits; i++)
		*number = *number * 10 + (at[i] - '0');
	return digits + 2;
}

static struct mark mark_of(const char *line)
{
	struct mark m = { KAM_PROSE_PARAGRAPH, 0, 0, 0 };
	size_t indent = strspn(line, " "), hashes;
	const char *at = line + indent;

	if ((*at == '-' || *at == '*' || *at == '+') && at[1] == ' ') {
		m.form = KAM_PROSE_BULLET;
		m.n = indent + 2;
	} else if ((m.n = read_number(&m.number, at))) {
		m.form = KAM_PROSE_NUMBER;
		m.n += indent;
	} else if ((hashes = strspn(at, "#")) && hashes <= 6 && !indent &&
		   at[hashes] == ' ') {
		m.form = KAM_PROSE_HEADING;
		m.n = hashes + 1;
	}
	if (m.form == KAM_PROSE_BULLET || m.form == KAM_PROSE_NUMBER)
		m.depth = indent / 2 < KAM_PROSE_DEPTH ? (int)(indent / 2)
						       : KAM_PROSE_DEPTH;
	return m;
}

int kam_prose_next(struct kam_prose_block *block, const char **at)
{
	const char *line = *at, *end;
	struct mark m;

	while (*line && is_blank_line(line)) {
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	if (!*line)
		return 0;
	m = mark_of(line);
	*block =
	    (struct kam_prose_block){ m.form, m.depth, m.number, NULL, 0, 1 };
	line += m.n;
	if (m.form == KAM_PROSE_PARAGRAPH)
		line += strspn(line, " \t");
	block->text = line;
	end = line + strcspn(line, "\n");
	/* lines that follow belong to it, unless they begin something */
	while (m.form != KAM_PROSE_HEADING && *end && !is_blank_line(end + 1) &&
	       mark_of(end + 1).form == KAM_PROSE_PARAGRAPH) {
		end = end + 1 + strcspn(end + 1, "\n");
		block->lines++;
	}
	block->n = (size_t)(end - block->text);
	while (block->n && (block->text[block->n - 1] == ' ' ||
			    block->text[block->n - 1] == '\t'))
		block->n--;
	*at = end;
	return 1;
}

static int is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* The mark that text begins with, and how many bytes it takes. */
static size_t open_mark(enum kam_prose_style *style, const char *at,
			const char *end)
{
	size_t n = 1;

	if (*at == '`')
		*style = KAM_PROSE_CODE;
	else if (*at == '*' && at + 1 < end && at[1] == '*') {
		*style = KAM_PROSE_STRONG;
		n = 2;
	} else if (*at == '*')
		*style = KAM_PROSE_EMPHASIS;
	else
		return 0;
	return at + n < end && !is_space(at[n]) && at[n] != *at ? n : 0;
}

/* Where it closes, or NULL. */
static const char *close_mark(const char *at, const char *end, char c, size_t n)
{
	for (const char *p = at + 1; p + n <= end; p++) {
		size_t run = 0;

		if (p[-1] == '\\' && c != '`')
			continue;
		while (p + run < end && p[run] == c)
			run++;
		if (run == n && !is_space(p[-1]))
			return p;
		p += run ? run - 1 : 0;
	}
	return NULL;
}

/* The bytes up to the next mark that opens something, or a backslash. */
static size_t plain_length(const char *at, const char *end)
{
	enum kam_prose_style style;
	const char *p = at;
	size_t n;

	for (; p < end; p++) {
		if (*p == '\\' && p + 1 < end && strchr("\\`*#-+", p[1]))
			break;
		n = open_mark(&style, p, end);
		if (n && close_mark(p + n, end, *p, n))
			break;
		while (p + 1 < end && (*p == '*' || *p == '`') && p[1] == *p)
			p++;
	}
	return (size_t)(p - at);
}

int kam_prose_span(struct kam_prose_span *span, const char **at,
		   const char *end)
{
	const char *from = *at, *close;
	enum kam_prose_style style;
	size_t n;

	if (from >= end)
		return 0;
	n = open_mark(&style, from, end);
	close = n ? close_mark(from + n, end, *from, n) : NULL;
	if (close) {
		*span = (struct kam_prose_span){ style, from + n,
						 (size_t)(close - from) - n };
		*at = close + n;
		return 1;
	}
	/* taken as written: the backslash is not */
	if (*from == '\\' && from + 1 < end && strchr("\\`*#-+", from[1])) {
		*span = (struct kam_prose_span){ KAM_PROSE_PLAIN, from + 1, 1 };
		*at = from + 2;
		return 1;
	}
	n = plain_length(from, end);
	*span = (struct kam_prose_span){ KAM_PROSE_PLAIN, from, n ? n : 1 };
	*at = from + span->n;
	return 1;
}
