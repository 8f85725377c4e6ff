#include "exchange/csv_decode.h"

#include <errno.h>
#include <iconv.h>
#include <kam/utf8.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int fail(struct kam_err *err, const char *encoding)
{
	kam_fail(err, KAM_EINVALID, _("the file is not %s"), encoding);
	kam_hint(err, "%s",
		 _("name its encoding, as --encoding GB18030, or convert it "
		   "with iconv"));
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

static int convert(char **owned, size_t *n, const char *bytes, size_t length,
		   const char *encoding, struct kam_err *err)
{
	size_t left = length, room = 3 * length + 16, free_room = room;
	char *in = (char *)(uintptr_t)bytes, *at;
	iconv_t cd = iconv_open("UTF-8", encoding);
	size_t rc;

	if (cd == (iconv_t)-1) {
		kam_fail(err, KAM_EINVALID, _("no encoding '%s'"), encoding);
		kam_hint(err, "%s", _("'iconv -l' lists them"));
		return err->code;
	}
	at = *owned = malloc(room);
	if (!at) {
		iconv_close(cd);
		return kam_fail_memory(err);
	}
	rc = iconv(cd, &in, &left, &at, &free_room);
	iconv_close(cd);
	*n = room - free_room;
	if (rc != (size_t)-1 && !left && is_utf8(*owned, *n))
		return 0;
	free(*owned);
	*owned = NULL;
	return fail(err, encoding);
}

static int starts(const char *bytes, size_t length, const char *mark, size_t n)
{
	return length >= n && !memcmp(bytes, mark, n);
}

int kam_csv_decode(char **owned, const char **text, size_t *n,
		   const char *bytes, size_t length, const char *encoding,
		   struct kam_err *err)
{
	*owned = NULL;
	if (!encoding && starts(bytes, length, "\xff\xfe", 2))
		encoding = "UTF-16";
	if (!encoding && starts(bytes, length, "\xfe\xff", 2))
		encoding = "UTF-16";
	if (!encoding && !is_utf8(bytes, length))
		encoding = "GB18030";
	if (encoding && strcasecmp(encoding, "UTF-8") != 0) {
		int rc = convert(owned, n, bytes, length, encoding, err);

		if (rc)
			return rc;
		*text = *owned;
	} else {
		if (!is_utf8(bytes, length))
			return fail(err, "UTF-8");
		*text = bytes;
		*n = length;
	}
	if (starts(*text, *n, "\xef\xbb\xbf", 3)) {
		*text += 3;
		*n -= 3;
	}
	return 0;
}
