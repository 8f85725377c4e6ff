/*
 * Decimals and ratios: fixed point in millionths, so that what is read comes
 * back and sums are exact. Up to six decimals and 12 digits before the point;
 * more is refused, not rounded.
 */
#ifndef KAM_DECIMAL_H
#define KAM_DECIMAL_H

#include <kam/err.h>
#include <stddef.h>
#include <stdint.h>

enum { KAM_DECIMAL_ONE = 1000000, KAM_DECIMAL_TEXT = 24 };
enum { KAM_INTEGER_TEXT = 24 };

/* A whole number with an optional sign; the whole text must be it. */
int kam_integer_parse(int64_t *out, const char *text,
                      struct kam_err *err) KAM_MUST_USE;
/* Digits within a text, at least so many and at most (9 or fewer); what follows
   them, or NULL where they aren't so many. */
const char *kam_digits_read(int *out, const char *at, size_t least,
			    size_t most);
int kam_decimal_parse(int64_t *millionths, const char *text,
                      struct kam_err *err) KAM_MUST_USE;
/* 0.35 or 35%; within 0 … 1 */
int kam_ratio_parse(int64_t *millionths, const char *text,
                    struct kam_err *err) KAM_MUST_USE;
/* a / b, half away from zero; b more than 0 */
int64_t kam_divide_round(int64_t a, int64_t b);
/* Millionths of part / whole, towards 0: 1 with them, 0 where the whole is 0 or
   there are so many (92 thousand million times the whole) that as percent they
   would not fit */
int kam_decimal_share(int64_t *millionths, int64_t part, int64_t whole);
/* The nearest multiple of a step, likewise: 0.17 by 0.1 is 0.2 */
int64_t kam_decimal_round(int64_t millionths, int64_t step);
/* Its digits; returns how many bytes. */
size_t kam_integer_format(char out[KAM_INTEGER_TEXT], int64_t n);
/* The shortest text that parses back: 0.35, 12, -1.5 */
void kam_decimal_format(char out[KAM_DECIMAL_TEXT], int64_t millionths);
/* 35%, 12.5% */
void kam_ratio_format(char out[KAM_DECIMAL_TEXT], int64_t millionths);

#endif
