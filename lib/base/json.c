#include <kam/json.h>
#include <string.h>
#include <utf8proc.h>

int kam_json_parse(cJSON **out, const char *bytes, size_t length,
		   struct kam_err *err)
{
	int rc = kam_json_check(bytes, length, err);

	if (rc)
		return rc;
	*out = cJSON_ParseWithLength(bytes, length);
	return *out ? 0 : kam_fail_memory(err);
}

static int is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(struct kam_json_input *in)
{
	while (in->at < in->length && is_blank(in->bytes[in->at]))
		in->at++;
}

/* The end of the value that begins at `at`, by its brackets; not checked. */
static size_t find_end(const struct kam_json_input *in, size_t at)
{
	int depth = 0, quoted = 0;

	for (; at < in->length; at++) {
		char c = in->bytes[at];

		if (quoted) {
			if (c == '\\')
				at++;
			else if (c == '"')
				quoted = 0;
		} else if (c == '"') {
			quoted = 1;
		} else if (c == '{' || c == '[') {
			depth++;
		} else if (c == '}' || c == ']') {
			if (--depth <= 0)
				return at + (depth == 0);
		} else if (!depth && (c == ',' || is_blank(c))) {
			return at;
		}
	}
	return in->length;
}

static int fail(struct kam_json_input *in, const char *what,
		struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("line %zu: %s"), in->line, what);
	kam_hint(err, "%s",
		 _("give one object, an array of objects, or one object a "
		   "line"));
	in->done = 1;
	return err->code;
}

static void count_lines(struct kam_json_input *in, size_t from)
{
	for (size_t i = from; i < in->at && i < in->length; i++)
		if (in->bytes[i] == '\n')
			in->line++;
}

/* Up to the next value: past blanks, an array's opening, commas and end. */
static int advance(struct kam_json_input *in, int *more, struct kam_err *err)
{
	size_t from = in->at;
	int first = !in->line;

	if (first) {
		in->line = 1;
		if (in->length >= 3 && !memcmp(in->bytes, "\xef\xbb\xbf", 3))
			in->at = 3;
	}
	skip_blanks(in);
	if (first && in->at < in->length && in->bytes[in->at] == '[') {
		in->in_array = 1;
		in->at++;
		skip_blanks(in);
	} else if (in->in_array && in->at < in->length &&
		   in->bytes[in->at] == ',') {
		in->at++;
		skip_blanks(in);
	} else if (in->in_array && in->at < in->length &&
		   in->bytes[in->at] != ']') {
		count_lines(in, from);
		return fail(in, _("',' is expected between objects"), err);
	}
	count_lines(in, from);
	*more =
	    in->at < in->length && !(in->in_array && in->bytes[in->at] == ']');
	if (*more)
		return 0;
	if (in->in_array && in->at >= in->length)
		return fail(in, _("the array has no end"), err);
	in->at += in->at < in->length;
	skip_blanks(in);
	in->done = 1;
	if (in->at < in->length)
		return fail(in, _("something follows the array"), err);
	return 0;
}

int kam_json_next(cJSON **out, struct kam_json_input *in, struct kam_err *err)
{
	struct kam_err inner = { 0 };
	size_t end;
	int more = 0, rc;

	if (in->done)
		return 0;
	rc = advance(in, &more, err);
	if (rc || !more)
		return rc;
	if (in->bytes[in->at] != '{')
		return fail(in, _("an object is expected"), err);
	end = find_end(in, in->at);
	rc = kam_json_parse(out, in->bytes + in->at, end - in->at, &inner);
	if (rc) {
		in->done = 1;
		kam_fail(err, inner.code, _("object at line %zu: %s"), in->line,
			 inner.message);
		kam_hint(err, "%s", inner.hint);
		return err->code;
	}
	for (size_t i = in->at; i < end; i++)
		if (in->bytes[i] == '\n')
			in->line++;
	in->at = end;
	return 1;
}

static int is_escaped(utf8proc_int32_t c)
{
	return (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e ||
	       c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static void quote_control(struct kam_str *out, char c)
{
	static const char letters[] = "btnvfr";

	if (c == '"' || c == '\\') {
		kam_str_add_char(out, '\\');
		kam_str_add_char(out, c);
	} else if (c >= 8 && c <= 13 && c != 11) {
		kam_str_add_char(out, '\\');
		kam_str_add_char(out, letters[c - 8]);
	} else {
		kam_str_printf(out, "\\u%04x", (unsigned)c);
	}
}

void kam_json_quote(struct kam_str *out, const char *bytes, size_t length)
{
	const char *end = bytes + length;

	kam_str_add_char(out, '"');
	while (bytes < end) {
		const char *plain = bytes;
		utf8proc_int32_t c;
		utf8proc_ssize_t n;

		while (bytes < end && *bytes >= 0x20 && *bytes != '"' &&
		       *bytes != '\\' && *bytes != 0x7f)
			bytes++;
		kam_str_add_bytes(out, plain, (size_t)(bytes - plain));
		if (bytes == end)
			break;
		if (*bytes >= 0) {
			quote_control(out, *bytes++);
			continue;
		}
		n = utf8proc_iterate((const utf8proc_uint8_t *)bytes,
				     end - bytes > 4 ? 4 : end - bytes, &c);
		if (n <= 0)
			kam_str_add(out, "\xef\xbf\xbd");
		else if (is_escaped(c))
			kam_str_printf(out, "\\u%04x", (unsigned)c);
		else
			kam_str_add_bytes(out, bytes, (size_t)n);
		bytes += n > 0 ? n : 1;
	}
	kam_str_add_char(out, '"');
}
