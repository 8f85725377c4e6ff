#include "exchange/csv_decode.h"

#include <errno.h>
#include <kam/utf8.h>
#include <string.h>
#include <strings.h>

/* encoding: NULL where none was named and the last that is tried isn't it */
static int fail(const struct kam_decoder *d, struct kam_err *err,
		const char *encoding)
{
	if (encoding)
		kam_fail(err, KAM_EINVALID, _("the file is not %s"), encoding);
	else
		kam_fail(err, KAM_EINVALID,
			 _("the file is neither UTF-8, from line %zu on, nor "
			   "GB18030"),
			 d->lines + 1);
	kam_hint(err, "%s",
		 _("name its encoding: --encoding CP1252 is what Excel writes "
		   "in the west of Europe, BIG5 in Taiwan; 'iconv -l' has "
		   "them all"));
	return err->code;
}

/* A NUL is an error of its own, with its line: what is around it counts. */
static int is_utf8(const char *bytes, size_t length)
{
	while (length) {
		const char *nul = memchr(bytes, '\0', length);
		size_t n = nul ? (size_t)(nul - bytes) : length;

		if (!kam_utf8_valid(bytes, n))
			return 0;
		n += nul != NULL;
		bytes += n;
		length -= n;
	}
	return 1;
}

/* Bytes at the end that begin a character without completing it: 0 … 3 */
static size_t open_end(const char *bytes, size_t length)
{
	for (size_t back = 1; back <= 3 && back <= length; back++) {
		unsigned char c = (unsigned char)bytes[length - back];

		if ((c & 0xc0) == 0x80)
			continue;
		if ((c >= 0xc0 && back < 2) || (c >= 0xe0 && back < 3) ||
		    (c >= 0xf0 && back < 4))
			return back;
		break;
	}
	return 0;
}

/* Reads until raw is full or the input ends. */
static int fill(struct kam_decoder *d, struct kam_err *err)
{
	while (!d->ended && d->n < sizeof d->raw) {
		long n = d->input.read(d->input.context, d->raw + d->n,
				       sizeof d->raw - d->n, err);

		if (n < 0)
			return (int)n;
		d->ended = !n;
		d->n += (size_t)n;
	}
	return 0;
}

static void keep(struct kam_decoder *d, size_t from)
{
	d->n -= from;
	memmove(d->raw, d->raw + from, d->n);
}

static int starts(const struct kam_decoder *d, const char *mark, size_t n)
{
	return d->n >= n && !memcmp(d->raw, mark, n);
}

/* The tables that some systems call .xls or .csv. */
static int is_markup(const struct kam_decoder *d)
{
	static const char *const tags[] = {
		"<html", "<!doctype", "<table", "<meta", "<head", "<?xml",
	};
	size_t at = starts(d, "\xef\xbb\xbf", 3) ? 3 : 0;

	while (at < d->n && d->raw[at] && strchr(" \t\r\n", d->raw[at]))
		at++;
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (d->n - at >= strlen(tags[i]) &&
		    !strncasecmp(d->raw + at, tags[i], strlen(tags[i])))
			return 1;
	return 0;
}

/* What spreadsheets keep by themselves is no CSV in any encoding. */
static int refuse_workbook(const struct kam_decoder *d, struct kam_err *err)
{
	if (is_markup(d))
		kam_fail(err, KAM_EINVALID, "%s",
			 _("the file is HTML or XML, not CSV"));
	else if (starts(d, "PK\3\4", 4) || starts(d, "\xd0\xcf\x11\xe0", 4))
		kam_fail(err, KAM_EINVALID, "%s",
			 _("the file is a workbook or an archive, not CSV"));
	else
		return 0;
	kam_hint(err, "%s",
		 _("open it in the spreadsheet and save it as CSV in UTF-8"));
	return err->code;
}

/* Lines that end before the first byte that is no UTF-8. */
static size_t count_lines(const char *bytes, size_t length)
{
	size_t n = 0;

	while (length) {
		const char *end = memchr(bytes, '\n', length);
		size_t line = end ? (size_t)(end - bytes) + 1 : length;

		if (!is_utf8(bytes, line) || !end)
			break;
		n++;
		bytes += line;
		length -= line;
	}
	return n;
}

/* What the first bytes say; NULL where only all of them can. */
static const char *by_start(const struct kam_decoder *d)
{
	size_t nuls[2] = { 0 };

	if (starts(d, "\xff\xfe", 2) || starts(d, "\xfe\xff", 2))
		return "UTF-16";
	/* UTF-16 without a mark: its commas and ends of lines have a NUL each,
	   on the same side; few characters have one on the other */
	for (size_t i = 0; i < d->n; i++)
		nuls[i % 2] += !d->raw[i];
	if (nuls[1] > 1 && nuls[1] > 8 * nuls[0] && nuls[1] > d->n / 100)
		return "UTF-16LE";
	if (nuls[0] > 1 && nuls[0] > 8 * nuls[1] && nuls[0] > d->n / 100)
		return "UTF-16BE";
	return NULL;
}

int kam_decode_is_western(const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t western = 0, chinese = 0, i = 0;

	while (i + 1 < length) {
		int ascii = bytes[i + 1] < 0x80;

		if (bytes[i] < 0x80) {
			i++;
			continue;
		}
		if (ascii && (bytes[i + 1] < '0' || bytes[i + 1] > '9'))
			western++;
		else
			chinese++;
		i += 2;
	}
	return western > chinese;
}

static int find_out(struct kam_decoder *d, struct kam_err *err)
{
	int rc = fill(d, err);

	if (!rc)
		rc = refuse_workbook(d, err);
	d->encoding = rc ? NULL : by_start(d);
	while (!rc && !d->encoding) {
		size_t tail = d->ended ? 0 : open_end(d->raw, d->n);

		d->lines += count_lines(d->raw, d->n - tail);
		if (!is_utf8(d->raw, d->n - tail)) {
			d->encoding = "GB18030";
			if (kam_decode_is_western(d->raw, d->n - tail))
				rc = fail(d, err, NULL);
		} else if (d->ended)
			d->encoding = "UTF-8";
		keep(d, d->n - tail);
		if (!d->encoding)
			rc = fill(d, err);
	}
	(void)d->input.seek(d->input.context, 0);
	d->n = 0;
	d->ended = 0;
	return rc;
}

int kam_decode_open(struct kam_decoder *d, const struct kam_input *input,
		    const char *encoding, struct kam_err *err)
{
	d->input = *input;
	d->cd = (iconv_t)-1;
	d->n = 0;
	d->ended = d->begun = 0;
	d->lines = 0;
	d->encoding = encoding;
	d->found = !encoding;
	if (!encoding && find_out(d, err))
		return err->code;
	if (!strcasecmp(d->encoding, "UTF-8"))
		return 0;
	d->cd = iconv_open("UTF-8", d->encoding);
	if (d->cd != (iconv_t)-1)
		return 0;
	kam_fail(err, KAM_EINVALID, _("no encoding '%s'"), d->encoding);
	kam_hint(err, "%s", _("'iconv -l' lists them"));
	return err->code;
}

void kam_decode_close(struct kam_decoder *d)
{
	if (d->cd != (iconv_t)-1)
		iconv_close(d->cd);
	d->cd = (iconv_t)-1;
}

static long copy(struct kam_decoder *d, char *out, struct kam_err *err)
{
	size_t tail = d->ended ? 0 : open_end(d->raw, d->n);
	size_t n = d->n - tail;

	if (!is_utf8(d->raw, n))
		return fail(d, err, "UTF-8");
	memcpy(out, d->raw, n);
	keep(d, n);
	return (long)n;
}

static long convert(struct kam_decoder *d, char *out, size_t room,
		    struct kam_err *err)
{
	char *in = d->raw, *at = out;
	size_t left = d->n, free_room = room, n;
	size_t rc = iconv(d->cd, &in, &left, &at, &free_room);

	n = room - free_room;
	/* E2BIG: more at the next call; EINVALID: a character's other half is
	   still to be read */
	if ((rc == (size_t)-1 && errno != E2BIG &&
	     (errno != EINVAL || d->ended)) ||
	    !is_utf8(out, n))
		return fail(d, err,
			    d->found && !strcmp(d->encoding, "GB18030")
				? NULL
				: d->encoding);
	keep(d, d->n - left);
	return (long)n;
}

long kam_decode_read(struct kam_decoder *d, char *out, size_t room,
		     struct kam_err *err)
{
	long n = 0;

	while (!n) {
		int rc = fill(d, err);

		if (!rc && !d->begun)
			rc = refuse_workbook(d, err);
		if (rc || !d->n)
			return rc;
		n = d->cd == (iconv_t)-1 ? copy(d, out, err)
					 : convert(d, out, room, err);
		if (n > 0 && !d->begun) {
			d->begun = 1;
			if (n >= 3 && !memcmp(out, "\xef\xbb\xbf", 3)) {
				n -= 3;
				memmove(out, out + 3, (size_t)n);
			}
		}
	}
	return n;
}
