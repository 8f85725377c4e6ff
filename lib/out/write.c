/*
 * What was spooled, written out in the encoding that was asked for.
 */
#include "out/internal.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/* The spool's bytes on their way out. */
struct writing {
	struct kam_spool_reader reader;
	char bytes[65536], converted[65536];
	size_t n; /* bytes not written yet */
	iconv_t cd;
	int gone;
};

int kam_out_put(struct kam_out *out, const char *bytes, size_t n, int *gone,
		struct kam_err *err)
{
	if (!out->options.into)
		return kam_write_all(out->options.fd, bytes, n, gone, err);
	kam_str_add_bytes(out->options.into, bytes, n);
	return kam_str_check(out->options.into, err);
}

/* Writes what bytes hold; half a character stays for the next piece. */
static int write_piece(struct kam_out *out, struct writing *w,
		       struct kam_err *err)
{
	char *in = w->bytes, *to = w->converted;
	size_t left = w->n, room = sizeof w->converted, rc;

	if (!out->encoding) {
		w->n = 0;
		return kam_out_put(out, w->bytes, left, &w->gone, err);
	}
	rc = iconv(w->cd, &in, &left, &to, &room);
	if (rc == (size_t)-1 && errno == EILSEQ) {
		kam_fail(err, KAM_EINVALID,
			 _("%s has no way to write a character of it"),
			 out->encoding);
		kam_hint(err, "%s", _("choose another with --encoding"));
		return err->code;
	}
	memmove(w->bytes, in, left);
	w->n = left;
	return kam_out_put(out, w->converted, sizeof w->converted - room,
			   &w->gone, err);
}

static int write_pieces(struct kam_out *out, struct writing *w,
			struct kam_err *err)
{
	long sent = 0;
	int rc = 0;

	if (out->bom && !out->encoding)
		rc = kam_out_put(out, "\xef\xbb\xbf", 3, &w->gone, err);
	if (!rc && !out->encoding && !out->options.into)
		sent =
		    kam_spool_send(&out->spool, out->options.fd, &w->gone, err);
	if (sent < 0)
		return (int)sent;
	kam_spool_skip(&w->reader, (size_t)sent);
	while (!rc && !w->gone) {
		long n = kam_spool_some(&w->reader, w->bytes + w->n,
					sizeof w->bytes - w->n, err);

		if (n < 0)
			return (int)n;
		w->n += (size_t)n;
		if (!w->n)
			break;
		rc = write_piece(out, w, err);
	}
	return rc;
}

int kam_out_write(struct kam_out *out, struct kam_err *err)
{
	struct writing *w = malloc(sizeof *w);
	int rc;

	if (!w)
		return kam_fail_memory(err);
	kam_spool_rewind(&w->reader, &out->spool);
	w->n = 0;
	w->gone = 0;
	w->cd =
	    out->encoding ? iconv_open(out->encoding, "UTF-8") : (iconv_t)-1;
	if (out->encoding && w->cd == (iconv_t)-1) {
		rc = kam_fail(err, KAM_EINVALID, _("no encoding '%s'"),
			      out->encoding);
		kam_hint(err, "%s", _("'iconv -l' lists them"));
	} else {
		rc = write_pieces(out, w, err);
	}
	if (w->cd != (iconv_t)-1)
		iconv_close(w->cd);
	free(w);
	return rc;
}
