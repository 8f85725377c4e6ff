/*
 * What of a message a parser could not bear, found by reading its lines once.
 *
 * GMime takes about 500 bytes for a line of a header, 1,400 for a part, a
 * level of its stack for each colon of an address (groups in groups), and
 * compares every line that begins with "--" with each boundary.
 */
#include <kam/mbox.h>
#include <string.h>
#include <strings.h>

enum { BOUNDARIES = 64, BOUNDARY_BYTES = 80 };

/* Lines from the first or a "--" on, up to an empty one, may be a header. */
struct check {
	size_t bytes, lines; /* of headers: "name: value" and what continues */
	size_t colons;       /* of one of them */
	size_t dashes, parts;
	int first;           /* in the message's own header */
	int inside, message; /* a message follows: a header again */
	int digest;          /* messages may follow anywhere */
	int counted;         /* the line before was one of a header */
	struct {
		char text[BOUNDARY_BYTES];
		size_t n;
	} bounds[BOUNDARIES];
	size_t n_bounds;
	int any; /* every "--" may begin a part: a boundary wasn't understood */
};

static const char *find(const char *line, size_t n, const char *word)
{
	size_t length = strlen(word);

	for (; n >= length; line++, n--)
		if (!strncasecmp(line, word, length))
			return line;
	return NULL;
}

static void add_boundary(struct check *c, const char *at, const char *end)
{
	size_t n = 0;
	int quoted;

	c->n_bounds++;
	at += strlen("boundary");
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	if (at == end || *at != '=' || c->n_bounds > BOUNDARIES) {
		c->any = 1;
		return;
	}
	for (at++; at < end && (*at == ' ' || *at == '\t'); at++)
		;
	quoted = at < end && *at == '"';
	at += quoted;
	while (at + n < end && !strchr(quoted ? "\"\\" : "; \t\r\n(", at[n]))
		n++;
	while (n && at[n - 1] == ' ')
		n--;
	if (!n || n > BOUNDARY_BYTES || (at + n < end && at[n] == '\\')) {
		c->any = 1;
		return;
	}
	memcpy(c->bounds[c->n_bounds - 1].text, at, n);
	c->bounds[c->n_bounds - 1].n = n;
}

static int begins_part(const struct check *c, const char *line, size_t n)
{
	size_t known = c->n_bounds < BOUNDARIES ? c->n_bounds : BOUNDARIES;

	if (c->any)
		return 1;
	for (size_t i = 0; i < known; i++)
		if (n - 2 >= c->bounds[i].n && c->bounds[i].n &&
		    !memcmp(line + 2, c->bounds[i].text, c->bounds[i].n))
			return 1;
	return 0;
}

static int is_header(const struct check *c, const char *line, size_t n)
{
	size_t i = 0;

	if (*line == ' ' || *line == '\t')
		return c->counted;
	while (i < n && line[i] > ' ' && line[i] != ':')
		i++;
	return i < n && line[i] == ':';
}

static const char *add_header(struct check *c, const char *line, size_t n)
{
	const char *bound = find(line, n, "boundary");

	if (bound)
		add_boundary(c, bound, line + n);
	c->message |= find(line, n, "message/") != NULL;
	c->digest |= find(line, n, "digest") != NULL;
	if (*line != ' ' && *line != '\t')
		c->colons = 0;
	for (size_t i = 0; i < n; i++)
		c->colons += line[i] == ':';
	if (c->colons > KAM_MBOX_COLONS)
		return N_("a header has too many colons");
	c->counted = is_header(c, line, n);
	if (c->counted) {
		c->bytes += n;
		c->lines++;
	}
	if (c->first && c->bytes > KAM_MBOX_HEADER)
		return N_("the header is larger than 256 KiB");
	if (c->bytes > KAM_MBOX_HEADERS || c->lines > KAM_MBOX_HEADER_LINES)
		return N_("it has too many headers");
	return NULL;
}

static const char *check_line(struct check *c, const char *line, size_t n)
{
	int empty = *line == '\n' || (n > 1 && !memcmp(line, "\r\n", 2));

	if (n > 1 && line[0] == '-' && line[1] == '-') {
		c->dashes++;
		c->parts += (size_t)begins_part(c, line, n);
		c->inside = 1;
		c->first = c->message = c->counted = 0;
		c->colons = 0;
	} else if (c->inside && empty) {
		c->inside = c->message || c->digest;
		c->first = c->message = c->counted = 0;
		c->colons = 0;
	} else if (c->inside) {
		return add_header(c, line, n);
	}
	if (c->parts > KAM_MBOX_PARTS ||
	    (c->dashes > 1000 && c->dashes * c->n_bounds > 100000000))
		return N_("it has too many parts");
	return NULL;
}

const char *kam_mbox_check(const char *message, size_t n)
{
	struct check c = { .inside = 1, .first = 1 };
	const char *flaw = NULL;

	while (n && !flaw) {
		const char *end = memchr(message, '\n', n);
		size_t length = end ? (size_t)(end - message) + 1 : n;

		flaw = check_line(&c, message, length);
		message += length;
		n -= length;
	}
	return flaw;
}
