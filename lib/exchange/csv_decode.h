/*
 * Bytes of a text file into UTF-8.
 */
#ifndef KAM_EXCHANGE_CSV_DECODE_H
#define KAM_EXCHANGE_CSV_DECODE_H

#include <kam/err.h>
#include <stddef.h>

/*
 * *text and *n are the file as UTF-8 without a BOM: its own bytes, or *owned,
 * which the caller frees. encoding NULL finds out: UTF-8, UTF-16 by its BOM,
 * else GB18030.
 */
int kam_csv_decode(char **owned, const char **text, size_t *n,
		   const char *bytes, size_t length, const char *encoding,
		   struct kam_err *err) KAM_MUST_USE;

#endif
