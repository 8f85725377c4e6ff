/*
 * Bytes of some encoding into UTF-8, in pieces. Without a name it is found
 * out by reading the input once: a BOM, UTF-8 where all of it is, UTF-16 where
 * every other of the first bytes is NUL, else GB18030.
 */
#ifndef KAM_EXCHANGE_CSV_DECODE_H
#define KAM_EXCHANGE_CSV_DECODE_H

#include <iconv.h>
#include <kam/input.h>

enum { KAM_DECODE_BYTES = 32 * 1024 };

struct kam_decoder {
	struct kam_input input;
	const char *encoding; /* "UTF-8" … */
	int found;            /* it was found out, not named */
	iconv_t cd;           /* (iconv_t)-1 where nothing is converted */
	char raw[KAM_DECODE_BYTES];
	size_t n;     /* bytes of raw not converted yet */
	int ended;    /* the input has no more */
	int begun;    /* a BOM is past */
	size_t lines; /* of UTF-8 before the first that isn't, once found out */
};

/* encoding: NULL to find out; borrowed. */
int kam_decode_open(struct kam_decoder *d, const struct kam_input *input,
		    const char *encoding, struct kam_err *err) KAM_MUST_USE;
void kam_decode_close(struct kam_decoder *d);
/* Whole characters of valid UTF-8, though perhaps NULs: how many bytes, 0 at
   the end, or a negative code. room is at least KAM_DECODE_BYTES. */
long kam_decode_read(struct kam_decoder *d, char *out, size_t room,
		     struct kam_err *err) KAM_MUST_USE;
/* Of bytes that are not UTF-8: whether they are of an 8-bit encoding, as
   CP1252, whose letters with marks have ASCII behind them; of Chinese most
   characters have not. Read as such, "Müller" would go in as one that nobody is
   called. */
int kam_decode_is_western(const char *text, size_t length);

#endif
