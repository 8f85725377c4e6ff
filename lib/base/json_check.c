/*
 * The gate before cJSON: RFC 8259 to the letter, and nothing that a double or
 * a C string would lose. One pass, no recursion.
 */
#include <kam/json.h>
#include <kam/utf8.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	DEPTH = 64,
	KEYS = 1024,
	VALUES = 1000000,
	BYTES = 16 * 1024 * 1024,
	DIGITS = 15,
};

enum expect { VALUE, VALUE_OR_END, KEY, KEY_OR_END, COLON, COMMA_OR_END, END };

struct gate {
	const char *bytes;
	size_t length, at;
	struct {
		char kind;     /* '{' or '[' */
		size_t n_keys; /* of an object, from first_key on */
		size_t first_key;
	} open[DEPTH];
	int depth;
	size_t values;
	/* where the keys of the open objects begin, a stack */
	struct key {
		size_t at, length;
	} * keys;
	size_t n_keys, room;
	struct kam_err *err;
};

static int fail(struct gate *g, size_t at, const char *what)
{
	size_t line = 1, column = 1;

	for (size_t i = 0; i < at && i < g->length; i++) {
		if (g->bytes[i] == '\n') {
			line++;
			column = 1;
		} else if ((g->bytes[i] & 0xc0) != 0x80) {
			column++;
		}
	}
	return kam_fail(g->err, KAM_EINVALID,
			_("not JSON at line %zu, column %zu: %s"), line, column,
			what);
}

static int hex4(const char *at)
{
	int n = 0;

	for (int i = 0; i < 4; i++) {
		char c = at[i];

		n *= 16;
		if (c >= '0' && c <= '9')
			n += c - '0';
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			n += (c | 32) - 'a' + 10;
		else
			return -1;
	}
	return n;
}

/* \uXXXX at g->at: no NUL, surrogates in pairs only */
static int skip_unicode(struct gate *g)
{
	const char *at = g->bytes + g->at;
	size_t left = g->length - g->at;
	int n = left >= 6 ? hex4(at + 2) : -1, low;

	if (n < 0)
		return fail(g, g->at, _("four hexadecimal digits follow \\u"));
	if (!n)
		return fail(g, g->at, _("a text cannot hold \\u0000"));
	g->at += 6;
	if (n < 0xd800 || n > 0xdfff)
		return 0;
	low = n < 0xdc00 && left >= 12 && at[6] == '\\' && at[7] == 'u'
		  ? hex4(at + 8)
		  : -1;
	if (low < 0xdc00 || low > 0xdfff)
		return fail(g, g->at - 6, _("half of a surrogate pair"));
	g->at += 6;
	return 0;
}

static int skip_string(struct gate *g)
{
	size_t start = g->at++;

	while (g->at < g->length && g->bytes[g->at] != '"') {
		unsigned char c = (unsigned char)g->bytes[g->at];

		if (c < 0x20)
			return fail(g, g->at,
				    _("a control character in a string; "
				      "escape it"));
		if (c != '\\') {
			g->at++;
			continue;
		}
		if (g->at + 1 < g->length && g->bytes[g->at + 1] == 'u') {
			if (skip_unicode(g))
				return g->err->code;
			continue;
		}
		if (g->at + 1 >= g->length || !g->bytes[g->at + 1] ||
		    !strchr("\"\\/bfnrt", g->bytes[g->at + 1]))
			return fail(g, g->at, _("no such escape"));
		g->at += 2;
	}
	if (g->at >= g->length)
		return fail(g, start, _("the string has no end"));
	g->at++;
	return 0;
}

static char peek(const struct gate *g)
{
	return g->at < g->length ? g->bytes[g->at] : '\0';
}

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits from g->at on: how many, from the first that isn't 0. */
static size_t skip_digits(struct gate *g, int *significant)
{
	size_t n = 0;

	for (; is_digit(peek(g)); g->at++, n++)
		if (*significant || peek(g) != '0')
			++*significant;
	return n;
}

static int skip_number(struct gate *g)
{
	size_t start = g->at, n;
	int significant = 0, exponent = 0;

	if (peek(g) == '-')
		g->at++;
	if (peek(g) == '0' && g->at + 1 < g->length &&
	    is_digit(g->bytes[g->at + 1]))
		return fail(g, g->at, _("a number cannot begin with 0"));
	n = skip_digits(g, &significant);
	if (n && peek(g) == '.') {
		g->at++;
		n = skip_digits(g, &significant);
	}
	if (n && (peek(g) | 32) == 'e') {
		g->at++;
		if (peek(g) == '+' || peek(g) == '-')
			g->at++;
		for (n = 0; is_digit(peek(g)); g->at++, n++)
			if (exponent < 10000)
				exponent = exponent * 10 + (peek(g) - '0');
	}
	if (!n)
		return fail(g, start, _("not a number"));
	if (significant <= DIGITS && exponent <= 200)
		return 0;
	fail(g, start, _("more digits than a number keeps"));
	kam_hint(g->err, "%s",
		 _("write it as a string, in quotes: it is kept exactly"));
	return g->err->code;
}

static int skip_word(struct gate *g)
{
	static const char *const words[] = { "true", "false", "null" };

	for (size_t i = 0; i < 3; i++) {
		size_t n = strlen(words[i]);

		if (g->length - g->at >= n &&
		    !memcmp(g->bytes + g->at, words[i], n)) {
			g->at += n;
			return 0;
		}
	}
	return fail(g, g->at, _("a value is expected"));
}

static int open_container(struct gate *g, char kind)
{
	if (g->depth == DEPTH)
		return fail(g, g->at, _("more than 64 levels"));
	g->open[g->depth].kind = kind;
	g->open[g->depth].n_keys = 0;
	g->open[g->depth++].first_key = g->n_keys;
	g->at++;
	return 0;
}

static void close_container(struct gate *g)
{
	g->n_keys = g->open[--g->depth].first_key;
	g->at++;
}

/* A key, which its object must not have had. */
static int take_key(struct gate *g)
{
	size_t start = g->at;
	struct key key;

	if (skip_string(g))
		return g->err->code;
	key.at = start;
	key.length = g->at - start;
	if (g->n_keys - g->open[g->depth - 1].first_key == KEYS)
		return fail(g, start, _("more than 1,024 keys in an object"));
	for (size_t i = g->open[g->depth - 1].first_key; i < g->n_keys; i++)
		if (g->keys[i].length == key.length &&
		    !memcmp(g->bytes + g->keys[i].at, g->bytes + key.at,
			    key.length))
			return fail(g, start, _("the key comes twice"));
	if (g->n_keys == g->room) {
		size_t room = g->room ? 2 * g->room : 64;
		struct key *grown = realloc(g->keys, room * sizeof *grown);

		if (!grown)
			return kam_fail_memory(g->err);
		g->keys = grown;
		g->room = room;
	}
	g->keys[g->n_keys++] = key;
	return 0;
}

static enum expect after_value(const struct gate *g)
{
	return g->depth ? COMMA_OR_END : END;
}

/* One value, or the opening of one; *next says what must follow. */
static int take_value(struct gate *g, enum expect *next)
{
	char c = peek(g);
	int rc;

	if (++g->values > VALUES)
		return fail(g, g->at, _("more than a million values"));
	if (c == '{' || c == '[') {
		*next = c == '{' ? KEY_OR_END : VALUE_OR_END;
		return open_container(g, c);
	}
	if (c == '"')
		rc = skip_string(g);
	else if (c == '-' || is_digit(c))
		rc = skip_number(g);
	else
		rc = skip_word(g);
	*next = after_value(g);
	return rc;
}

static int is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* One token; *state says what it may be and what may follow. */
static int take(struct gate *g, enum expect *state)
{
	char c = peek(g);
	char kind = g->depth ? g->open[g->depth - 1].kind : '\0';

	if ((*state == KEY_OR_END && c == '}') ||
	    (*state == VALUE_OR_END && c == ']') ||
	    (*state == COMMA_OR_END && c == (kind == '{' ? '}' : ']'))) {
		close_container(g);
		*state = after_value(g);
		return 0;
	}
	switch (*state) {
	case VALUE:
	case VALUE_OR_END:
		return take_value(g, state);
	case KEY:
	case KEY_OR_END:
		*state = COLON;
		return c == '"' ? take_key(g)
				: fail(g, g->at, _("a key is expected"));
	case COLON:
		*state = VALUE;
		g->at++;
		return c == ':' ? 0 : fail(g, g->at - 1, _("':' is expected"));
	case COMMA_OR_END:
		*state = kind == '{' ? KEY : VALUE;
		g->at++;
		return c == ','
			   ? 0
			   : fail(g, g->at - 1, _("',' or an end is expected"));
	case END:
		break;
	}
	return fail(g, g->at, _("something follows the value"));
}

int kam_json_check(const char *bytes, size_t length, struct kam_err *err)
{
	struct gate g = { .bytes = bytes, .length = length, .err = err };
	enum expect state = VALUE;
	int rc = 0;

	if (length > BYTES)
		return kam_fail(err, KAM_EINVALID, "%s",
				_("more than 16 MiB of JSON in one value"));
	if (!kam_utf8_valid(bytes, length))
		return kam_fail(err, KAM_EINVALID, "%s",
				_("the JSON is not UTF-8"));
	while (!rc) {
		while (is_blank(peek(&g)))
			g.at++;
		if (g.at >= length)
			break;
		rc = take(&g, &state);
	}
	if (!rc && state != END)
		rc = fail(&g, length, _("it ends too early"));
	free(g.keys);
	return rc;
}
