/*
 * One line of a card: its name, its parameters, its value decoded to UTF-8.
 */
#include "exchange/vcard.h"

#include <string.h>
#include <strings.h>

/* What the parameters said. */
struct parameters {
	struct kam_str types; /* ",work,voice," */
	char charset[41];
	enum kam_vcard_encoding encoding;
	int preference;
	int is_uri;
};

static int fail_at(struct kam_vcard_head *head, size_t at, struct kam_err *err,
		   const char *message)
{
	head->column = at + 1;
	return kam_fail(err, KAM_EINVALID, "%s", message);
}

static int is_word(const char *text, size_t n, const char *word)
{
	return strlen(word) == n && !strncasecmp(text, word, n);
}

static void add_type(struct parameters *p, const char *text, size_t n)
{
	if (is_word(text, n, "PREF")) {
		p->preference = 1;
		return;
	}
	if (!n)
		return;
	if (!p->types.length)
		kam_str_add_char(&p->types, ',');
	for (size_t i = 0; i < n; i++)
		kam_str_add_char(&p->types, text[i] >= 'A' && text[i] <= 'Z'
						? (char)(text[i] + 32)
						: text[i]);
	kam_str_add_char(&p->types, ',');
}

static int find_encoding(const char *text, size_t n)
{
	if (is_word(text, n, "QUOTED-PRINTABLE") || is_word(text, n, "Q"))
		return KAM_VCARD_QUOTED_PRINTABLE;
	if (is_word(text, n, "BASE64") || is_word(text, n, "B"))
		return KAM_VCARD_BASE64;
	if (is_word(text, n, "8BIT") || is_word(text, n, "7BIT"))
		return KAM_VCARD_PLAIN;
	return -1;
}

static void set_preference(struct parameters *p, const char *text, size_t n)
{
	int number = 0;

	for (size_t i = 0; i < n && i < 3; i++)
		if (text[i] >= '0' && text[i] <= '9')
			number = number * 10 + (text[i] - '0');
	if (number >= 1 && number <= 100)
		p->preference = number;
}

/* One value of a parameter; a name is missing in 2.1: TEL;WORK:… */
static void add_parameter(struct parameters *p, const char *name,
			  size_t name_length, const char *text, size_t n)
{
	int encoding = find_encoding(text, n);

	if (!name_length && n != 1 && encoding >= 0)
		p->encoding = (enum kam_vcard_encoding)encoding;
	else if (!name_length || is_word(name, name_length, "TYPE"))
		add_type(p, text, n);
	else if (is_word(name, name_length, "ENCODING") && encoding >= 0)
		p->encoding = (enum kam_vcard_encoding)encoding;
	else if (is_word(name, name_length, "PREF"))
		set_preference(p, text, n);
	else if (is_word(name, name_length, "VALUE"))
		p->is_uri = is_word(text, n, "URI");
	else if (is_word(name, name_length, "CHARSET") && n < sizeof p->charset)
		(void)snprintf(p->charset, sizeof p->charset, "%.*s", (int)n,
			       text);
}

/* The values of one parameter from `at` on; returns where it ends. */
static size_t read_parameter(struct parameters *p, const char *text,
			     size_t length, size_t at)
{
	size_t name = at, name_length = 0, from = at;
	int quoted = 0;

	for (;; at++) {
		char c = at < length ? text[at] : ':';

		if (c == '"' && at < length)
			quoted = !quoted;
		if (c == '=' && !name_length && !quoted) {
			name_length = at - name;
			from = at + 1;
		}
		if (c != ',' && at < length &&
		    (quoted || (c != ';' && c != ':')))
			continue;
		/* TYPE="work,voice" lists two as TYPE=work,voice does */
		if (from < at && text[from] == '"')
			from++;
		add_parameter(p, text + name, name_length, text + from,
			      at > from && text[at - 1] == '"' ? at - from - 1
							       : at - from);
		from = at + 1;
		if (c != ',')
			return at;
	}
}

static const char *keep(struct kam_arena *arena, const struct kam_str *text,
			struct kam_err *err)
{
	const char *copy =
	    text->failed ? NULL
			 : kam_arena_strndup(arena, text->data, text->length);

	if (!copy)
		(void)kam_fail_memory(err);
	return copy;
}

static int read_value(struct kam_vcard_property *p, struct kam_vcard_head *head,
		      const struct parameters *said, const char *text, size_t n,
		      struct kam_err *err)
{
	struct kam_str utf8 = KAM_STR_INIT;
	int rc;

	head->column = p->column;
	rc = kam_vcard_decode(&utf8, head, said->encoding, said->charset, text,
			      n, err);
	if (!rc) {
		p->value = keep(head->arena, &utf8, err);
		rc = err->code;
	}
	kam_str_release(&utf8);
	return rc;
}

/* "item1.TEL" in capitals: group and name */
static int read_name(struct kam_vcard_property *p, struct kam_vcard_head *head,
		     const char *text, size_t n, struct kam_err *err)
{
	const char *dot = memchr(text, '.', n);
	size_t group = dot ? (size_t)(dot - text) : 0,
	       from = dot ? group + 1 : 0;
	char *name;

	for (size_t i = 0; i < n; i++)
		if (!(text[i] >= 'A' && text[i] <= 'Z') &&
		    !(text[i] >= 'a' && text[i] <= 'z') &&
		    !(text[i] >= '0' && text[i] <= '9') &&
		    !memchr("-_.", text[i], 3))
			return fail_at(head, i, err,
				       _("the line has no property's name"));
	if (n == from)
		return fail_at(head, 0, err,
			       _("the line has no property's name"));
	name = kam_arena_strndup(head->arena, text + from, n - from);
	p->group = kam_arena_strndup(head->arena, text, group);
	if (!name || !p->group)
		return kam_fail_memory(err);
	for (p->name = name; *name; name++)
		if (*name >= 'a' && *name <= 'z')
			*name = (char)(*name - 32);
	return 0;
}

int kam_vcard_property_read(struct kam_vcard_property **out,
			    struct kam_vcard_head *head, const char *text,
			    size_t length, int dropped, struct kam_err *err)
{
	struct parameters said = { .types = KAM_STR_INIT, .preference = 101 };
	struct kam_vcard_property *p = kam_arena_alloc(head->arena, sizeof *p);
	size_t at = 0, name;
	int rc;

	if (!p)
		return kam_fail_memory(err);
	while (at < length && text[at] != ':' && text[at] != ';')
		at++;
	name = at;
	while (at < length && text[at] == ';')
		at = read_parameter(&said, text, length, at + 1);
	p->line = head->line;
	p->column = at + 2;
	p->preference = said.preference;
	p->is_uri = said.is_uri;
	p->value = "";
	if (at == length)
		rc = fail_at(head, 0, err, _("the line has no ':'"));
	else
		rc = read_name(p, head, text, name, err);
	if (!rc) {
		p->types = keep(head->arena, &said.types, err);
		rc = err->code;
	}
	if (!rc && !dropped)
		rc = read_value(p, head, &said, text + at + 1, length - at - 1,
				err);
	kam_str_release(&said.types);
	*out = p;
	return rc;
}

int kam_vcard_has(const struct kam_vcard_property *p, const char *type)
{
	const char *at = p->types;
	size_t n = strlen(type);

	while ((at = strstr(at, type))) {
		if (at > p->types && at[-1] == ',' && at[n] == ',')
			return 1;
		at += n;
	}
	return 0;
}

/* Whether a backslash and what follows are one character: Apple and Google
   escape ':' and '"' too, 2.1 nothing but ';'. */
static int is_escape(enum kam_vcard_version version, const char *text)
{
	if (text[0] != '\\' || !text[1])
		return 0;
	return strchr(version == KAM_VCARD_2_1 ? ";" : "\\;,:\"nN", text[1]) !=
	       NULL;
}

const char *kam_vcard_part(struct kam_str *out, const struct kam_vcard *card,
			   const char *value, char separator)
{
	while (*value) {
		char c = *value;

		if (separator && c == separator)
			return value + 1;
		if (is_escape(card->version, value)) {
			c = *++value;
			if (card->version != KAM_VCARD_2_1 &&
			    (c == 'n' || c == 'N'))
				c = '\n';
		} else if (c == '\r') {
			/* CR LF is one break, CR alone too */
			c = value[1] == '\n' ? '\0' : '\n';
		}
		if (c)
			kam_str_add_char(out, c);
		value++;
	}
	return NULL;
}
