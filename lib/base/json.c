#include <kam/json.h>

#include <kam/utf8.h>
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

enum { PIECE = 64 * 1024, OBJECT = 16 * 1024 * 1024 };

/* What was consumed makes room, before an object is looked for: most pieces
   end within one. */
static void make_room(struct kam_json_input *in)
{
	if (!in->input || in->at < PIECE)
		return;
	in->window.length -= in->at;
	memmove(in->window.data, in->window.data + in->at,
		in->window.length + 1);
	in->length = in->window.length;
	in->at = 0;
}

/* Reads a further piece: 1 where there was one. */
static int read_piece(struct kam_json_input *in)
{
	char piece[PIECE];
	long n;

	if (!in->input || in->broken.code)
		return 0;
	if (!in->window.data)
		in->window.data = kam_str_empty;
	n = in->input->read(in->input->context, piece, sizeof piece,
			    &in->broken);
	if (n > 0)
		kam_str_add_bytes(&in->window, piece, (size_t)n);
	if (n > 0 && kam_str_check(&in->window, &in->broken))
		n = -1;
	in->bytes = in->window.data;
	in->length = in->window.length;
	return n > 0;
}

static int has_more(struct kam_json_input *in)
{
	if (in->at < in->length)
		return 1;
	make_room(in);
	return read_piece(in);
}

static int next_is(struct kam_json_input *in, char c)
{
	return has_more(in) && in->bytes[in->at] == c;
}

static void skip_blanks(struct kam_json_input *in)
{
	for (; has_more(in) && is_blank(in->bytes[in->at]); in->at++)
		in->line += in->bytes[in->at] == '\n';
}

/* The end of the value that begins at in->at, by its brackets; not checked. */
static size_t find_end(struct kam_json_input *in)
{
	int depth = 0, quoted = 0;

	for (size_t at = in->at;; at++) {
		char c;

		while (at >= in->length)
			if (at - in->at > OBJECT || !read_piece(in))
				return in->length;
		c = in->bytes[at];
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

static void skip_bom(struct kam_json_input *in)
{
	in->line = 1;
	if (has_more(in) && in->length >= 3 &&
	    !memcmp(in->bytes, "\xef\xbb\xbf", 3))
		in->at = 3;
}

/* Up to the next value: past blanks, an array's opening, commas and end. */
static int advance(struct kam_json_input *in, int *more, struct kam_err *err)
{
	int first = !in->line;

	if (first)
		skip_bom(in);
	skip_blanks(in);
	if (first && next_is(in, '[')) {
		in->in_array = 1;
		in->at++;
		skip_blanks(in);
	} else if (in->in_array && next_is(in, ',')) {
		in->at++;
		skip_blanks(in);
	} else if (in->in_array && has_more(in) && !next_is(in, ']')) {
		return fail(in, _("',' is expected between objects"), err);
	}
	*more = has_more(in) && !(in->in_array && next_is(in, ']'));
	if (*more)
		return 0;
	if (in->broken.code) {
		*err = in->broken;
		return err->code;
	}
	if (in->in_array && !has_more(in))
		return fail(in, _("the array has no end"), err);
	in->at += (size_t)has_more(in);
	skip_blanks(in);
	in->done = 1;
	if (has_more(in))
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
	make_room(in);
	rc = advance(in, &more, err);
	if (rc || !more)
		return rc;
	if (!next_is(in, '{'))
		return fail(in, _("an object is expected"), err);
	end = find_end(in);
	rc = in->broken.code;
	if (rc)
		inner = in->broken;
	else
		rc = kam_json_parse(out, in->bytes + in->at, end - in->at,
				    &inner);
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

void kam_json_input_release(struct kam_json_input *in)
{
	if (in->window.data)
		kam_str_release(&in->window);
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

/* How many bytes the character takes that may stand as it is; 0 for one that
   may not. */
static utf8proc_ssize_t plain_bytes(const char *bytes, const char *end)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n;

	if (kam_utf8_is_ascii(*bytes))
		return *bytes >= 0x20 && *bytes != '"' && *bytes != '\\' &&
		       *bytes != 0x7f;
	if (end - bytes >= KAM_HAN_BYTES && kam_utf8_is_han(bytes))
		return KAM_HAN_BYTES;
	n = utf8proc_iterate((const utf8proc_uint8_t *)bytes,
			     end - bytes > 4 ? 4 : end - bytes, &c);
	return n > 0 && !is_escaped(c) ? n : 0;
}

/* One that may not: its escape; returns how many bytes it takes. */
static utf8proc_ssize_t quote_other(struct kam_str *out, const char *bytes,
				    const char *end)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n;

	if (kam_utf8_is_ascii(*bytes)) {
		quote_control(out, *bytes);
		return 1;
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)bytes,
			     end - bytes > 4 ? 4 : end - bytes, &c);
	if (n <= 0) {
		kam_str_add(out, "\xef\xbf\xbd");
		return 1;
	}
	kam_str_printf(out, "\\u%04x", (unsigned)c);
	return n;
}

/* Whether eight bytes are ASCII and may all stand as they are: each sum or
   difference sets a byte's highest bit for one that may not. */
static int are_plain(const char *bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t eight;

	memcpy(&eight, bytes, sizeof eight);
	return !((eight | (eight + ones) | (eight - 0x20 * ones) |
		  ((eight ^ '"' * ones) - ones) |
		  ((eight ^ '\\' * ones) - ones)) &
		 0x80 * ones);
}

/* The end of what may stand as it is. */
static const char *plain_end(const char *bytes, const char *end)
{
	utf8proc_ssize_t n;

	for (;;) {
		while (end - bytes >= 8 && are_plain(bytes))
			bytes += 8;
		if (bytes == end || !(n = plain_bytes(bytes, end)))
			return bytes;
		bytes += n;
	}
}

void kam_json_quote(struct kam_str *out, const char *bytes, size_t length)
{
	const char *end = bytes + length;
	const char *plain = plain_end(bytes, end);
	size_t n = (size_t)(plain - bytes);
	char *at = kam_str_extend(out, n + 1 + (plain == end));

	if (!at)
		return;
	*at++ = '"';
	memcpy(at, bytes, n);
	if (plain == end) {
		at[n] = '"';
		return;
	}
	while (plain < end) {
		bytes = plain + quote_other(out, plain, end);
		plain = plain_end(bytes, end);
		kam_str_add_bytes(out, bytes, (size_t)(plain - bytes));
	}
	kam_str_add_char(out, '"');
}
