#include <kam/catalogue.h>

#include <string.h>

enum { LONGEST = 40, NEAR = 2 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Hyphen and underscore are one: names are written with either. */
static int differ(char a, char b)
{
	return (a == '_' ? '-' : a) != (b == '_' ? '-' : b);
}

/*
 * Edit distance with transpositions of neighbours (optimal string alignment);
 * words of more than LONGEST bytes are far from everything.
 */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];
	size_t n = strlen(a), m = strlen(b);

	if (n > LONGEST || m > LONGEST)
		return LONGEST;
	for (size_t j = 0; j <= m; j++)
		above[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t change =
			    above[j - 1] + (size_t)differ(a[i - 1], b[j - 1]);

			row[j] = least(least(above[j], row[j - 1]) + 1, change);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[m];
}

const char *kam_suggest(const char *typed, const char *const *words, size_t n)
{
	const char *best = NULL;
	size_t best_distance = NEAR + 1;

	for (size_t i = 0; i < n; i++) {
		size_t far = distance(typed, words[i]);

		if (far < best_distance && far < strlen(words[i])) {
			best_distance = far;
			best = words[i];
		}
	}
	return best;
}
