/*
 * Percentiles by nearest rank: a value that occurred, not one in between.
 *
 * The p-th percentile of n ordered values is the one at rank ceil(p/100 · n),
 * counted from 1 (the definition of most textbooks; type 1 of R. J. Hyndman
 * and Y. Fan, Sample Quantiles in Statistical Packages, The American
 * Statistician 50 (1996), 361-365).
 */
#ifndef KAM_PERCENTILE_H
#define KAM_PERCENTILE_H

#include <stddef.h>
#include <stdint.h>

/* Orders the values; percent 1 … 100, n at least 1. */
int64_t kam_percentile(int64_t *values, size_t n, int percent);

#endif
