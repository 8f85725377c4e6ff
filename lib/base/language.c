#include <kam/language.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Taken for codes again and again: countries, and names. */
static const struct {
	const char *said, *meant;
} mistaken[] = {
	{ "cn", "zh" },       { "chn", "zh" },     { "chinese", "zh" },
	{ "中文", "zh" },     { "tw", "zh-TW" },   { "english", "en" },
	{ "gb", "en-GB" },    { "us", "en-US" },   { "jp", "ja" },
	{ "japanese", "ja" }, { "kr", "ko" },      { "korean", "ko" },
	{ "german", "de" },   { "deutsch", "de" }, { "french", "fr" },
};

static int refuse(const char *text, const char *meant, struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("language: '%.40s' is none"), text);
	kam_field(err, "language");
	if (meant)
		kam_hint(err, _("its code is '%s'"), meant);
	else
		kam_hint(err, "%s", _("its code: en, zh, zh-CN"));
	return err->code;
}

/* Length of the subtag at text; 0 where there is none. */
static size_t subtag(const char *text)
{
	size_t n = 0;

	while (isalnum((unsigned char)text[n]))
		n++;
	return n > 8 || (text[n] && text[n] != '-' && text[n] != '_') ? 0 : n;
}

/* "hans" is a script and begins large, "cn" a region and is large. */
static void copy(char *to, const char *from, size_t n, int first)
{
	for (size_t i = 0; i < n; i++) {
		const unsigned char byte = (unsigned char)from[i];
		const int large = !first && (n == 2 || (n == 4 && !i));

		to[i] = (char)(large ? toupper(byte) : tolower(byte));
	}
}

int kam_language_read(char out[KAM_LANGUAGE_TEXT], const char *text,
		      struct kam_err *err)
{
	size_t n = subtag(text), length = 0;

	for (size_t i = 0; i < sizeof mistaken / sizeof *mistaken; i++)
		if (!strcasecmp(text, mistaken[i].said))
			return refuse(text, mistaken[i].meant, err);
	if (n < 2 || n > 3 || strcspn(text, "0123456789") < n)
		return refuse(text, NULL, err);
	for (const char *at = text;; at += n + 1) {
		n = subtag(at);
		if (!n || length + n + 2 > KAM_LANGUAGE_TEXT)
			return refuse(text, NULL, err);
		if (at != text)
			out[length++] = '-';
		copy(out + length, at, n, at == text);
		length += n;
		if (!at[n])
			break;
	}
	out[length] = '\0';
	return 0;
}
