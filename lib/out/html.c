/*
 * HTML: a document of its own, of which every text is escaped for every place
 * it stands in, so that a browser or a mail program shows it as it was
 * written and does nothing else with it.
 */
#include "out/internal.h"

#include <string.h>

static const char style[] =
    "body{font:15px/1.45 system-ui,-apple-system,\"Segoe UI\",\"Noto Sans\","
    "\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif;color:#1b1f24;"
    "background:#fff;margin:16px}\n"
    "h1{font-size:19px;margin:0 0 12px}\n"
    "h2{font-size:17px;margin:28px 0 8px}\n"
    "h3{font-size:15px;margin:18px 0 4px}\n"
    "p,ul{margin:8px 0;max-width:46em;overflow-wrap:anywhere}\n"
    "ul{list-style:none;padding:0}"
    "li{margin:3px 0;padding-left:1.6em;text-indent:-1.2em}"
    "li.i1{margin-left:1.4em}li.i2{margin-left:2.8em}"
    "li.i3{margin-left:4.2em}code{font-size:14px}\n"
    "table{border-collapse:collapse}\n"
    "th,td{text-align:left;vertical-align:top;padding:5px 12px 5px 0;"
    "border-bottom:1px solid #d7dce1;white-space:pre-line;"
    "overflow-wrap:anywhere}\n"
    "th{color:#57606a;font-weight:600;overflow-wrap:normal;"
    "word-break:keep-all}.k{white-space:nowrap}\n"
    ".l .n{text-align:right}.s{font-weight:600}.d,.f{color:#57606a}\n"
    ".g{color:#116329}.w{color:#7d4e00}.b{color:#b3261e}\n"
    ".f{font-size:13px;white-space:pre-line}\n"
    "@media (max-width:640px){.l thead{display:none}"
    ".l tr{display:block;padding:8px 0;border-bottom:1px solid #d7dce1}"
    ".l td,.l td.n{display:block;border:0;padding:1px 0;"
    "text-align:left}"
    ".l td:empty{display:none}.l .k{white-space:normal}"
    ".l td::before{content:attr(data-label)\": \";color:#57606a}"
    ":lang(zh) .l td::before{content:attr(data-label)\"：\"}}\n";

/* Good between tags and in a quoted attribute alike. */
void kam_html_escape(struct kam_str *out, const char *text, enum kam_show show)
{
	struct kam_str shown = KAM_STR_INIT;

	kam_utf8_show(&shown, text, show);
	for (const char *at = shown.data; *at; at++) {
		switch (*at) {
		case '&':
			kam_str_add(out, "&amp;");
			break;
		case '<':
			kam_str_add(out, "&lt;");
			break;
		case '>':
			kam_str_add(out, "&gt;");
			break;
		case '"':
			kam_str_add(out, "&quot;");
			break;
		case '\'':
			kam_str_add(out, "&#39;");
			break;
		default:
			kam_str_add_char(out, *at);
		}
	}
	out->failed |= shown.failed;
	kam_str_release(&shown);
}

static const char *label(const struct kam_out *out, size_t i)
{
	return out->columns ? out->columns[i].label : out->cells->cells[i].key;
}

static int is_number(const struct kam_out *out, size_t i)
{
	return out->columns && out->columns[i].form == KAM_FORM_NUMBER;
}

void kam_html_top(struct kam_out *out)
{
	struct kam_str *page = &out->spool.memory;
	const char *title = out->options.title;
	const char *language = out->options.language;

	if (out->options.fragment)
		return;
	kam_str_add(page, "<!DOCTYPE html>\n<html");
	if (language) {
		kam_str_add(page, " lang=\"");
		kam_html_escape(page, language, KAM_SHOW_LINE);
		kam_str_add_char(page, '"');
	}
	kam_str_add(page, ">\n<head>\n<meta charset=\"utf-8\">\n"
			  "<meta http-equiv=\"Content-Security-Policy\" "
			  "content=\"default-src 'none'; style-src "
			  "'unsafe-inline'\">\n"
			  "<meta name=\"viewport\" "
			  "content=\"width=device-width, initial-scale=1\">\n"
			  "<title>");
	kam_html_escape(page, title ? title : "kam", KAM_SHOW_LINE);
	kam_str_printf(page, "</title>\n<style>\n%s</style>\n</head>\n<body>\n",
		       style);
	if (title) {
		kam_str_add(page, "<h1>");
		kam_html_escape(page, title, KAM_SHOW_LINE);
		kam_str_add(page, "</h1>\n");
	}
}

void kam_html_foot(struct kam_out *out)
{
	kam_str_add(&out->spool.memory, "</tbody>\n</table>\n");
	kam_html_bottom(out);
}

void kam_html_bottom(struct kam_out *out)
{
	struct kam_str *page = &out->spool.memory;

	if (out->options.fragment)
		return;
	if (out->options.foot) {
		kam_str_add(page, "<p class=\"f\">");
		kam_html_escape(page, out->options.foot, KAM_SHOW_TEXT);
		kam_str_add(page, "</p>\n");
	}
	kam_str_add(page, "</body>\n</html>\n");
}

void kam_html_head(struct kam_out *out)
{
	struct kam_str *page = &out->spool.memory;
	size_t n = out->columns ? out->n_columns : out->cells->n;

	kam_html_top(out);
	if (!out->is_list) {
		kam_str_add(page, "<table>\n<tbody>\n");
		return;
	}
	kam_str_add(page, "<table class=\"l\">\n<thead>\n<tr>");
	for (size_t i = 0; i < n; i++) {
		kam_str_add(page, is_number(out, i)
				      ? "<th scope=\"col\" class=\"n\">"
				      : "<th scope=\"col\">");
		kam_html_escape(page, label(out, i), KAM_SHOW_LINE);
		kam_str_add(page, "</th>");
	}
	kam_str_add(page, "</tr>\n</thead>\n<tbody>\n");
}

/* What a cell looks like, as classes; "" where it is plain. */
static const char *classes(const struct kam_out *out, size_t i)
{
	static const char *const plain[] = {
		[KAM_STYLE_PLAIN] = "", [KAM_STYLE_STRONG] = "s",
		[KAM_STYLE_DIM] = "d",  [KAM_STYLE_GOOD] = "g",
		[KAM_STYLE_WARN] = "w", [KAM_STYLE_BAD] = "b",
	};
	static const char *const number[] = {
		[KAM_STYLE_PLAIN] = "n",  [KAM_STYLE_STRONG] = "n s",
		[KAM_STYLE_DIM] = "n d",  [KAM_STYLE_GOOD] = "n g",
		[KAM_STYLE_WARN] = "n w", [KAM_STYLE_BAD] = "n b",
	};
	/* IDs, days and words stay in one piece */
	static const char *const fixed[] = {
		[KAM_STYLE_PLAIN] = "k",  [KAM_STYLE_STRONG] = "k s",
		[KAM_STYLE_DIM] = "k d",  [KAM_STYLE_GOOD] = "k g",
		[KAM_STYLE_WARN] = "k w", [KAM_STYLE_BAD] = "k b",
	};
	enum kam_style of = out->cells->cells[i].style;

	if (is_number(out, i))
		return number[of];
	return out->is_list && out->columns &&
		       out->columns[i].form == KAM_FORM_FIXED
		   ? fixed[of]
		   : plain[of];
}

static void add_cell(struct kam_out *out, size_t i, int labelled)
{
	struct kam_str *page = &out->spool.memory;
	const char *class = classes(out, i);

	kam_str_add(page, "<td");
	if (*class)
		kam_str_printf(page, " class=\"%s\"", class);
	if (labelled) {
		kam_str_add(page, " data-label=\"");
		kam_html_escape(page, label(out, i), KAM_SHOW_LINE);
		kam_str_add_char(page, '"');
	}
	kam_str_add_char(page, '>');
	kam_html_escape(page, out->cells->cells[i].text.data, KAM_SHOW_TEXT);
	kam_str_add(page, "</td>");
}

void kam_html_row(struct kam_out *out)
{
	struct kam_str *page = &out->spool.memory;

	kam_str_add(page, "<tr>");
	for (size_t i = 0; i < out->cells->n; i++)
		add_cell(out, i, 1);
	kam_str_add(page, "</tr>\n");
}

void kam_html_record(struct kam_out *out)
{
	struct kam_str *page = &out->spool.memory;

	for (size_t i = 0; i < out->cells->n; i++) {
		if (!out->cells->cells[i].set)
			continue;
		kam_str_add(page, "<tr><th scope=\"row\">");
		kam_html_escape(page, label(out, i), KAM_SHOW_LINE);
		kam_str_add(page, "</th>");
		add_cell(out, i, 0);
		kam_str_add(page, "</tr>\n");
	}
	kam_html_foot(out);
}
