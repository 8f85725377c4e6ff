#include <kam/utf8.h>
#include <kam/xml.h>
#include <string.h>

/* U+FFFE and U+FFFF are no characters (XML 1.0, production 2). */
static int is_none(const char *at)
{
	return !strncmp(at, "\xef\xbf\xbe", 3) ||
	       !strncmp(at, "\xef\xbf\xbf", 3);
}

void kam_xml_add(struct kam_str *out, const char *text)
{
	struct kam_str shown = KAM_STR_INIT;

	kam_utf8_show(&shown, text, KAM_SHOW_LINE);
	out->failed |= shown.failed;
	for (const char *at = shown.data; *at; at++)
		if (is_none(at)) {
			kam_str_add(out, "\xef\xbf\xbd");
			at += 2;
		} else if (*at == '&') {
			kam_str_add(out, "&amp;");
		} else if (*at == '<') {
			kam_str_add(out, "&lt;");
		} else if (*at == '>') {
			kam_str_add(out, "&gt;");
		} else if (*at == '"') {
			kam_str_add(out, "&quot;");
		} else if (*at == '\'') {
			kam_str_add(out, "&#39;");
		} else {
			kam_str_add_char(out, *at);
		}
	kam_str_release(&shown);
}
