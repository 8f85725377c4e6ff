/*
 * HTML as text, in one pass.
 */
#include <ctype.h>
#include <kam/html_text.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { NAME_BYTES = 16, ADDRESS_BYTES = 2048, QUOTES = 8, RUN_BYTES = 4096 };

struct reader {
	struct kam_str *out;
	const char *at, *end;
	size_t start, most; /* of out: where the text begins, where it ends */
	int breaks;         /* line breaks wanted before the next text */
	int blank;          /* a blank is wanted before it */
	int cell;           /* a cell ended */
	int item;           /* an item begins */
	int quotes;         /* depth of quotations */
	int pre;            /* inside preformatted text */
	int begun;          /* there is text */
	size_t line;        /* of out: where the line's own text begins */
	/* the link that is open */
	struct kam_str address;
	size_t link; /* of out: where its text begins */
	int linked;
};

/* One tag: its name in lower case, where its attributes are. */
struct tag {
	char name[NAME_BYTES];
	int closing;
	const char *attributes, *end;
};

static void begin_line(struct reader *r)
{
	for (int i = 0; i < r->quotes && i < QUOTES; i++)
		kam_str_add(r->out,
			    i + 1 == r->quotes || i + 1 == QUOTES ? "> " : ">");
	r->line = r->out->length;
}

/* What is wanted before text, now that some comes. */
static void before_text(struct reader *r)
{
	if (r->begun && r->breaks) {
		for (int i = 0; i < r->breaks; i++)
			kam_str_add_char(r->out, '\n');
		begin_line(r);
	} else if (!r->begun) {
		begin_line(r);
	} else if (r->cell && r->out->length > r->line) {
		kam_str_add(r->out, " | ");
	} else if (r->blank && r->out->length > r->line) {
		kam_str_add_char(r->out, ' ');
	}
	if (r->item)
		kam_str_add(r->out, "- ");
	r->begun = 1;
	r->breaks = r->blank = r->cell = r->item = 0;
}

static void want_breaks(struct reader *r, int n)
{
	if (r->breaks < n)
		r->breaks = n;
	r->blank = r->cell = 0;
}

static void add_text(struct reader *r, const char *bytes, size_t n)
{
	before_text(r);
	kam_str_add_bytes(r->out, bytes, n);
}

static int is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void read_entity(struct reader *r)
{
	struct kam_str character = KAM_STR_INIT;
	size_t n = kam_html_entity(&character, r->at + 1,
				   (size_t)(r->end - r->at) - 1);

	if (!n)
		add_text(r, "&", 1);
	else if (!strcmp(character.data, "\xc2\xa0") ||
		 !strcmp(character.data, " "))
		r->blank = 1;
	else if (strcmp(character.data, "\xc2\xad") != 0) /* soft hyphen */
		add_text(r, character.data, character.length);
	r->out->failed |= character.failed;
	kam_str_release(&character);
	r->at += n + 1;
}

/* Up to the next markup or entity. */
static void read_text(struct reader *r)
{
	const char *from = r->at;

	while (r->at < r->end && r->at - from < RUN_BYTES && *r->at != '<' &&
	       *r->at != '&' && !is_blank(*r->at) &&
	       (unsigned char)*r->at >= 0x20 && *r->at != 0x7f)
		r->at++;
	if (r->at > from) {
		add_text(r, from, (size_t)(r->at - from));
		return;
	}
	if (r->pre && *r->at == '\n')
		r->breaks += r->breaks < 2;
	else if (is_blank(*r->at))
		r->blank = 1;
	r->at++;
}

static const char *find(const char *at, const char *end, const char *what)
{
	size_t n = strlen(what);

	for (; (size_t)(end - at) >= n; at++)
		if (!strncasecmp(at, what, n))
			return at;
	return NULL;
}

/* The tag that begins at r->at; 0 where the < is only text. */
static int read_tag(struct tag *t, const struct reader *r)
{
	const char *at = r->at + 1;
	size_t n = 0;
	char quote = 0;

	t->closing = at < r->end && *at == '/';
	at += t->closing;
	if (at == r->end || !isalpha((unsigned char)*at))
		return 0;
	for (; at < r->end && isalnum((unsigned char)*at); at++)
		if (n < NAME_BYTES - 1)
			t->name[n++] = (char)tolower((unsigned char)*at);
	t->name[n] = '\0';
	t->attributes = at;
	for (; at < r->end && (quote || *at != '>'); at++)
		if (quote ? *at == quote
			  : (*at == '"' || *at == '\'') && at[-1] == '=')
			quote = quote ? 0 : *at;
	/* a quotation mark that nothing closes must not eat the mail */
	if (at == r->end && quote) {
		at = memchr(t->attributes, '>',
			    (size_t)(r->end - t->attributes));
		if (!at)
			at = r->end;
	}
	t->end = at;
	return 1;
}

struct attribute {
	const char *name, *value;
	size_t n, length;
};

/* The next one from *at on, without its quotation marks; 0 at the end. */
static int next_attribute(struct attribute *a, const char **at, const char *end)
{
	const char *p = *at;
	char quote;

	while (p < end && (is_blank(*p) || *p == '/' || *p == '='))
		p++;
	a->name = p;
	while (p < end && !is_blank(*p) && *p != '=' && *p != '/')
		p++;
	a->n = (size_t)(p - a->name);
	while (p < end && is_blank(*p))
		p++;
	a->value = p;
	a->length = 0;
	if (p < end && *p == '=') {
		for (p++; p < end && is_blank(*p);)
			p++;
		quote = p < end && (*p == '"' || *p == '\'') ? *p : 0;
		p += quote != 0;
		a->value = p;
		while (p < end && (quote ? *p != quote : !is_blank(*p)))
			p++;
		a->length = (size_t)(p - a->value);
		p += p < end && quote;
	}
	*at = p;
	return a->n > 0;
}

/* Its value with entities decoded, without what would end an <address>. */
static void add_value(struct kam_str *out, const struct attribute *a)
{
	for (size_t i = 0; i < a->length && out->length < ADDRESS_BYTES; i++) {
		char c = a->value[i];
		size_t took = c == '&' ? kam_html_entity(out, a->value + i + 1,
							 a->length - i - 1)
				       : 0;

		if (!took && (unsigned char)c >= 0x20 && c != 0x7f &&
		    c != '<' && c != '>')
			kam_str_add_char(out, c);
		i += took;
	}
}

static void read_attribute(struct kam_str *out, const struct tag *t,
			   const char *name)
{
	const char *at = t->attributes;
	struct attribute a;

	while (next_attribute(&a, &at, t->end))
		if (a.n == strlen(name) && !strncasecmp(a.name, name, a.n)) {
			add_value(out, &a);
			return;
		}
}

static int leads_somewhere(const char *address)
{
	return !strncasecmp(address, "http://", 7) ||
	       !strncasecmp(address, "https://", 8) ||
	       !strncasecmp(address, "mailto:", 7);
}

static void end_link(struct reader *r)
{
	const char *text = r->out->data + r->link;
	const char *address = r->address.data;

	if (!r->linked)
		return;
	r->linked = 0;
	text += strspn(text, " \n");
	if (!strncasecmp(address, "mailto:", 7))
		address += 7;
	if (r->begun && leads_somewhere(r->address.data) &&
	    r->out->length > r->link && strcmp(text, address) != 0)
		kam_str_printf(r->out, " <%s>", address);
}

static void begin_link(struct reader *r, const struct tag *t)
{
	end_link(r);
	kam_str_truncate(&r->address, 0);
	read_attribute(&r->address, t, "href");
	r->link = r->out->length;
	r->linked = 1;
}

static void read_image(struct reader *r, const struct tag *t)
{
	struct kam_str text = KAM_STR_INIT;

	read_attribute(&text, t, "alt");
	if (text.length) {
		add_text(r, "[", 1);
		kam_str_add_bytes(r->out, text.data, text.length);
		kam_str_add(r->out, "]");
	}
	r->out->failed |= text.failed;
	kam_str_release(&text);
}

static int is_one_of(const char *name, const char *const *names)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

static void apply(struct reader *r, const struct tag *t)
{
	static const char *const blocks[] = {
		"div",     "tr",      "table",    "ul",      "ol",     "dl",
		"dt",      "dd",      "section",  "article", "header", "footer",
		"address", "center",  "form",     "main",    "nav",    "aside",
		"hr",      "caption", "fieldset", "figure",  "option", NULL,
	};
	static const char *const paragraphs[] = {
		"p", "h1", "h2", "h3", "h4", "h5", "h6", NULL,
	};

	if (!strcmp(t->name, "br")) {
		if (r->breaks < 2)
			r->breaks++;
	} else if (is_one_of(t->name, paragraphs)) {
		want_breaks(r, 2);
	} else if (is_one_of(t->name, blocks)) {
		want_breaks(r, 1);
	} else if (!strcmp(t->name, "li")) {
		want_breaks(r, 1);
		r->item = !t->closing;
	} else if (!strcmp(t->name, "td") || !strcmp(t->name, "th")) {
		r->cell |= t->closing;
	} else if (!strcmp(t->name, "blockquote")) {
		want_breaks(r, 1);
		r->quotes += t->closing ? -(r->quotes > 0) : 1;
	} else if (!strcmp(t->name, "pre")) {
		want_breaks(r, 1);
		r->pre += t->closing ? -(r->pre > 0) : 1;
	} else if (!strcmp(t->name, "a")) {
		if (t->closing)
			end_link(r);
		else
			begin_link(r, t);
	} else if (!strcmp(t->name, "img")) {
		read_image(r, t);
	}
}

/* Behind the end of what begins here: markup that is not shown. */
static void skip_to(struct reader *r, const char *mark)
{
	const char *at = find(r->at, r->end, mark);

	r->at = at ? at + strlen(mark) : r->end;
}

static void read_markup(struct reader *r)
{
	static const char *const hidden[] = { "script",   "style", "title",
					      "template", "svg",   NULL };
	size_t left = (size_t)(r->end - r->at);
	char mark[NAME_BYTES + 4];
	struct tag t;

	if (left >= 4 && !memcmp(r->at, "<!--", 4)) {
		r->at += 4;
		skip_to(r, "-->");
		return;
	}
	if (left >= 2 && (r->at[1] == '!' || r->at[1] == '?')) {
		skip_to(r, ">");
		return;
	}
	if (!read_tag(&t, r)) {
		add_text(r, "<", 1);
		r->at++;
		return;
	}
	r->at = t.end + (t.end < r->end);
	if (!t.closing && is_one_of(t.name, hidden)) {
		(void)snprintf(mark, sizeof mark, "</%s", t.name);
		skip_to(r, mark);
		skip_to(r, ">");
		return;
	}
	apply(r, &t);
}

void kam_html_text(struct kam_str *out, const char *html, size_t n, size_t most)
{
	struct reader r = { .out = out,
			    .at = html,
			    .end = html + n,
			    .start = out->length,
			    .most = most,
			    .line = out->length,
			    .address = KAM_STR_INIT };

	while (r.at < r.end && out->length - r.start < r.most && !out->failed)
		if (*r.at == '<')
			read_markup(&r);
		else if (*r.at == '&')
			read_entity(&r);
		else
			read_text(&r);
	end_link(&r);
	out->failed |= r.address.failed;
	kam_str_release(&r.address);
}
