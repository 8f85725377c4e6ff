/*
 * Duplicates: accounts, or contacts, that may be one and the same.
 *
 * Each reason has a likelihood in percent; where several speak for a pair they
 * are taken as independent: 1 - (1-p1)(1-p2)… ("noisy or", J. Pearl,
 * "Probabilistic Reasoning in Intelligent Systems", 1988, 4.3.2).
 *
 *	accounts   credit_code 99   the same unified social credit code
 *	           name        90   the same, folded (width, case)
 *	           core        80   the same but for the legal form
 *	           similar     n-20 n-grams in common, n from 80 (similar.h);
 *	                            not where the numbers in them differ
 *	           domain      50   of the website
 *	           phone       50   within the country, see phone.h
 *	           different credit codes, both valid: half of it
 *	contacts   mail        95   the address, case folded
 *	           phone       60   telephone, mobile or a channel's number
 *	           person      75   the same name in one account
 *	           name        35   the same name elsewhere
 *	both       linked     100   a link says duplicates
 *
 * A pair that a link says differs is none. What more than KAM_DUPLICATES_SAME
 * records share (a switchboard, a portal's domain) says nothing, but for names
 * and codes, whose records are then paired with the next only.
 */
#ifndef KAM_DUPLICATES_H
#define KAM_DUPLICATES_H

#include <kam/store.h>

enum { KAM_DUPLICATES_SAME = 20, KAM_DUPLICATES_LEAST = 50 };

enum kam_likeness {
	KAM_LIKE_LINKED,
	KAM_LIKE_CREDIT_CODE,
	KAM_LIKE_MAIL,
	KAM_LIKE_NAME,
	KAM_LIKE_CORE,
	KAM_LIKE_SIMILAR,
	KAM_LIKE_PERSON,
	KAM_LIKE_PHONE,
	KAM_LIKE_DOMAIN,
	KAM_LIKENESSES
};
extern const char *const kam_likeness_words[KAM_LIKENESSES];

struct kam_alike { /* one record of a pair */
	int64_t id;
	const char *key; /* of an account; NULL */
	const char *name;
	const char *source; /* or NULL */
	int64_t account;    /* of a contact: the first; 0 */
	const char *account_key;
};
struct kam_duplicate {
	struct kam_alike a, b; /* a: the older */
	int score;             /* percent */
	unsigned reasons;      /* bits by enum kam_likeness */
	int similar;           /* percent, where that is a reason */
};
struct kam_duplicates {
	struct kam_duplicate *items; /* the likeliest first */
	size_t n;
	int64_t looked_at; /* records */
};

/* account: contacts of one account, 0 for all; of a pair both are. Lives in
   the arena. */
int kam_duplicates_find(struct kam_duplicates *out, struct kam *k,
			struct kam_arena *arena, const struct kam_kind *kind,
			int64_t account, int least,
			struct kam_err *err) KAM_MUST_USE;

#endif
