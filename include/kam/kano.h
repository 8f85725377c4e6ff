/*
 * Kano's classes of requirements, from answers to paired questions: how do you
 * feel if it is there (functional), and if it isn't (dysfunctional)?
 *
 * The table of evaluation, the choice by the most frequent class and the
 * coefficients are those of C. Berger et al., "Kano's methods for understanding
 * customer-defined quality", Center for Quality of Management Journal 2 (4),
 * 1993; E. Sauerwein, F. Bailom, K. Matzler, H. Hinterhuber, "The Kano model:
 * how to delight your customers", 1996, have them with a worked example.
 *
 *	functional   dysfunctional: like expect neutral tolerate dislike
 *	like                        Q    A      A       A        O
 *	expect                      R    I      I       I        M
 *	neutral                     R    I      I       I        M
 *	tolerate                    R    I      I       I        M
 *	dislike                     R    R      R       R        Q
 *
 *	better =  (A + O) / (A + O + M + I)
 *	worse  = -(O + M) / (A + O + M + I)
 */
#ifndef KAM_KANO_H
#define KAM_KANO_H

#include <stdint.h>

enum kam_kano_answer {
	KAM_KANO_LIKE,
	KAM_KANO_EXPECT,
	KAM_KANO_NEUTRAL,
	KAM_KANO_TOLERATE,
	KAM_KANO_DISLIKE,
	KAM_KANO_ANSWERS
};

/* In the order that decides between equal frequencies: M > O > A > I */
enum kam_kano_class {
	KAM_KANO_MUST_BE,
	KAM_KANO_ONE_DIMENSIONAL,
	KAM_KANO_ATTRACTIVE,
	KAM_KANO_INDIFFERENT,
	KAM_KANO_REVERSE,
	KAM_KANO_QUESTIONABLE,
	KAM_KANO_CLASSES
};

struct kam_kano_tally {
	int64_t counts[KAM_KANO_CLASSES];
};

/* "must_be" …, words for JSON; 'M' … */
extern const char *const kam_kano_words[KAM_KANO_CLASSES];
extern const char kam_kano_letters[KAM_KANO_CLASSES + 1];

enum kam_kano_class kam_kano_evaluate(enum kam_kano_answer functional,
				      enum kam_kano_answer dysfunctional);
int64_t kam_kano_answers(const struct kam_kano_tally *tally);
/* The most frequent class; -1 without answers. */
int kam_kano_mode(const struct kam_kano_tally *tally);
/* In millionths; 0 where nobody's answer was one of A, O, M, I, 1 else. */
int kam_kano_coefficients(int64_t *better, int64_t *worse,
			  const struct kam_kano_tally *tally);
/* better - worse, which orders within a class; 0 where neither is known. */
int64_t kam_kano_strength(const struct kam_kano_tally *tally);

#endif
