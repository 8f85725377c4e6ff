/*
 * Quantiles of whole numbers, sorted ascending.
 *
 * The median is the middle one, of an even number the mean of the two in the
 * middle. The others are by nearest rank: the least number that is not less
 * than p percent of them (R. Hyndman, Y. Fan, "Sample quantiles in statistical
 * packages", The American Statistician 50 (4), 1996, definition 1).
 */
#ifndef KAM_QUANTILE_H
#define KAM_QUANTILE_H

#include <stddef.h>
#include <stdint.h>

void kam_quantile_sort(int64_t *numbers, size_t n);
/* In millionths; n more than 0. */
int64_t kam_quantile_median(const int64_t *sorted, size_t n);
/* percent from 1 to 100; n more than 0 */
int64_t kam_quantile_nearest(const int64_t *sorted, size_t n, int percent);

#endif
