#include <kam/dice.h>
#include <kam/str.h>
#include <kam/utf8.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static uint32_t next_character(const unsigned char **at)
{
	uint32_t c = *(*at)++;
	int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;

	for (; more && **at; more--)
		c = c << 8 | *(*at)++;
	return c;
}

static int compare(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Pairs of neighbouring characters, ordered; n of them. */
static uint64_t *pairs_of(size_t *n, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	uint64_t *pairs = calloc(strlen(text) + 1, sizeof *pairs);
	uint64_t before;

	*n = 0;
	if (!pairs || !*at)
		return pairs;
	before = next_character(&at);
	while (*at) {
		uint64_t c = next_character(&at);

		pairs[(*n)++] = before << 32 | c;
		before = c;
	}
	qsort(pairs, *n, sizeof *pairs, compare);
	return pairs;
}

static size_t count_common(const uint64_t *a, size_t n, const uint64_t *b,
			   size_t m)
{
	size_t common = 0, i = 0, j = 0;

	while (i < n && j < m)
		if (a[i] < b[j]) {
			i++;
		} else if (a[i] > b[j]) {
			j++;
		} else {
			common++;
			i++;
			j++;
		}
	return common;
}

int kam_dice(int *percent, const char *a, const char *b,
		   struct kam_err *err)
{
	struct kam_str x = KAM_STR_INIT, y = KAM_STR_INIT;
	uint64_t *of_a, *of_b;
	size_t n, m;
	int rc;

	kam_utf8_fold(&x, a);
	kam_utf8_fold(&y, b);
	of_a = pairs_of(&n, x.data);
	of_b = pairs_of(&m, y.data);
	rc = x.failed || y.failed || !of_a || !of_b ? kam_fail_memory(err) : 0;
	*percent = !rc && !strcmp(x.data, y.data) ? 100 : 0;
	if (!rc && n + m)
		*percent =
		    (int)(200 * count_common(of_a, n, of_b, m) / (n + m));
	free(of_a);
	free(of_b);
	kam_str_release(&x);
	kam_str_release(&y);
	return rc;
}
