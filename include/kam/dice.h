/*
 * How alike two texts are, in percent: twice the pairs of neighbouring
 * characters that both have, of all that they have (L. R. Dice, Measures of the
 * Amount of Ecologic Association Between Species, Ecology 26 (1945), 297-302,
 * on the bigrams of each text). similar.h finds pairs among many.
 *
 * Case and width do not count; Chinese is compared character by character as
 * any text is. Texts of one character are alike or not at all.
 */
#ifndef KAM_DICE_H
#define KAM_DICE_H

#include <kam/err.h>

/* *percent: 0 … 100, rounded down. */
int kam_dice(int *percent, const char *a, const char *b,
		   struct kam_err *err) KAM_MUST_USE;

#endif
