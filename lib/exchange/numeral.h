/*
 * A number as people and programs write it: 1,234.50, 1.234,50, 1'234, with
 * what stands around it.
 */
#ifndef KAM_EXCHANGE_NUMERAL_H
#define KAM_EXCHANGE_NUMERAL_H

#include <stddef.h>

enum { KAM_NUMERAL = 40 }; /* characters of it; what is longer is none */

/* "￥1,234.50万": what stands before, in and behind its number */
struct kam_numeral {
	size_t before;            /* bytes */
	char number[KAM_NUMERAL]; /* its digits and marks, a blank for each gap;
				     "" where none stands there */
	char mark;                /* before its decimals, '.' or ','; '\0' for
				     none; '?' where "1.234" may be either */
	int zeros;                /* that 万 or 亿 behind it stands for */
	const char *behind, *rest; /* rest: behind 万 or 亿, too */
};

/* behind and rest lie within text. */
void kam_numeral_split(struct kam_numeral *out, const char *text);
/* What a '?' is where so many decimals are usual: still '?', or the mark. */
char kam_numeral_settle(const struct kam_numeral *w, int decimals);
/* Whether its groups are as the mark leaves them: 1,234,567 or 12,34,567; a gap
   is before three digits only, and decimals have none. */
int kam_numeral_is_grouped(const struct kam_numeral *w);
/* Where its whole part ends: at its mark, else at its end. */
const char *kam_numeral_end(const struct kam_numeral *w);
/* How many digits stand there. */
size_t kam_numeral_figures(const char *at);

#endif
