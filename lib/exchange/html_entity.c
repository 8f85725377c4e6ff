/*
 * HTML's entities: by number, and by those names that mail has.
 */
#include <ctype.h>
#include <kam/html_text.h>
#include <string.h>
#include <utf8proc.h>

/* ISO 8859-1 from U+00A0 on, in the order of the standard */
static const char *const latin[] = {
	"nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar",
	"sect",   "uml",    "copy",   "ordf",   "laquo",  "not",    "shy",
	"reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",
	"micro",  "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",
	"frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",
	"Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute",
	"Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",
	"Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",
	"Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
	"szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",
	"aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave",
	"iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute",
	"ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave", "uacute",
	"ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};
static const struct {
	const char *name;
	utf8proc_int32_t c;
} others[] = {
	{ "amp", '&' },       { "AMP", '&' },       { "lt", '<' },
	{ "LT", '<' },        { "gt", '>' },        { "GT", '>' },
	{ "quot", '"' },      { "QUOT", '"' },      { "apos", '\'' },
	{ "OElig", 0x152 },   { "oelig", 0x153 },   { "Scaron", 0x160 },
	{ "scaron", 0x161 },  { "Yuml", 0x178 },    { "fnof", 0x192 },
	{ "circ", 0x2c6 },    { "tilde", 0x2dc },   { "ensp", ' ' },
	{ "emsp", ' ' },      { "thinsp", ' ' },    { "zwnj", 0x200c },
	{ "zwj", 0x200d },    { "ndash", 0x2013 },  { "mdash", 0x2014 },
	{ "lsquo", 0x2018 },  { "rsquo", 0x2019 },  { "sbquo", 0x201a },
	{ "ldquo", 0x201c },  { "rdquo", 0x201d },  { "bdquo", 0x201e },
	{ "dagger", 0x2020 }, { "Dagger", 0x2021 }, { "bull", 0x2022 },
	{ "hellip", 0x2026 }, { "permil", 0x2030 }, { "prime", 0x2032 },
	{ "Prime", 0x2033 },  { "lsaquo", 0x2039 }, { "rsaquo", 0x203a },
	{ "euro", 0x20ac },   { "trade", 0x2122 },  { "larr", 0x2190 },
	{ "uarr", 0x2191 },   { "rarr", 0x2192 },   { "darr", 0x2193 },
	{ "harr", 0x2194 },   { "rArr", 0x21d2 },   { "minus", 0x2212 },
	{ "infin", 0x221e },  { "asymp", 0x2248 },  { "ne", 0x2260 },
	{ "le", 0x2264 },     { "ge", 0x2265 },     { "check", 0x2713 },
	{ "alpha", 0x3b1 },   { "beta", 0x3b2 },    { "gamma", 0x3b3 },
	{ "delta", 0x3b4 },   { "Delta", 0x394 },   { "lambda", 0x3bb },
	{ "mu", 0x3bc },      { "pi", 0x3c0 },      { "sigma", 0x3c3 },
	{ "Sigma", 0x3a3 },   { "omega", 0x3c9 },   { "Omega", 0x3a9 },
};

/* Numbers 128 … 159 are meant as windows-1252 (HTML, numeric references). */
static const utf8proc_int32_t windows[] = {
	0x20ac, 0xfffd, 0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
	0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0xfffd, 0x17d,  0xfffd,
	0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0xfffd, 0x17e,  0x178,
};

static void add(struct kam_str *out, utf8proc_int32_t c)
{
	utf8proc_uint8_t bytes[4];

	if (c >= 0x80 && c < 0xa0)
		c = windows[c - 0x80];
	if (!utf8proc_codepoint_valid(c) || !c)
		c = 0xfffd;
	if (c < 0x20 || c == 0x7f)
		c = ' ';
	kam_str_add_bytes(out, (const char *)bytes,
			  (size_t)utf8proc_encode_char(c, bytes));
}

static size_t by_number(struct kam_str *out, const char *text, size_t n)
{
	int base = n > 1 && (text[1] == 'x' || text[1] == 'X') ? 16 : 10;
	size_t first = base == 16 ? 2 : 1, i = first;
	utf8proc_int32_t c = 0;

	for (; i < n && isxdigit((unsigned char)text[i]); i++) {
		int digit = isdigit((unsigned char)text[i])
				? text[i] - '0'
				: (text[i] | 0x20) - 'a' + 10;

		if (digit >= base)
			break;
		c = c > 0x110000 ? c : c * base + digit;
	}
	if (i == first)
		return 0;
	add(out, c);
	return i < n && text[i] == ';' ? i + 1 : i;
}

size_t kam_html_entity(struct kam_str *out, const char *text, size_t n)
{
	size_t length = 0;

	if (n && *text == '#')
		return by_number(out, text, n);
	while (length < n && length < 16 &&
	       isalnum((unsigned char)text[length]))
		length++;
	/* "&copy=1" of an address is none */
	if (!length || length == n || text[length] != ';')
		return 0;
	for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
		if (strlen(latin[i]) == length &&
		    !memcmp(latin[i], text, length)) {
			add(out, (utf8proc_int32_t)(0xa0 + i));
			return length + 1;
		}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strlen(others[i].name) == length &&
		    !memcmp(others[i].name, text, length)) {
			add(out, others[i].c);
			return length + 1;
		}
	return 0;
}
