#include <kam/percentile.h>
#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

int64_t kam_percentile(int64_t *values, size_t n, int percent)
{
	size_t rank = (n * (size_t)percent + 99) / 100;

	qsort(values, n, sizeof *values, compare);
	return values[rank ? rank - 1 : 0];
}
