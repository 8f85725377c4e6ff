#include <kam/decimal.h>
#include <kam/quantile.h>
#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

void kam_quantile_sort(int64_t *numbers, size_t n)
{
	if (n)
		qsort(numbers, n, sizeof *numbers, compare);
}

int64_t kam_quantile_median(const int64_t *sorted, size_t n)
{
	int64_t low = sorted[(n - 1) / 2], high = sorted[n / 2];

	return low * (KAM_DECIMAL_ONE / 2) + high * (KAM_DECIMAL_ONE / 2);
}

int64_t kam_quantile_nearest(const int64_t *sorted, size_t n, int percent)
{
	size_t rank = (n * (size_t)percent + 99) / 100;

	return sorted[rank - 1];
}
