/*
 * Share of wallet over all accounts: what each spends in a year on what we
 * offer, what of it is ours, and where the most is still to be won.
 *
 * Of an account's plan in force, where it says both: its revenue and spend.
 * Else of its whitespace: ours is what is won, the potential that and what is
 * open or nobody's yet; cells without a value are counted, not guessed. Amounts
 * of several currencies are never added: an account has a line for each.
 *
 *	share = ours / potential; gap = potential - ours
 */
#ifndef KAM_WALLET_H
#define KAM_WALLET_H

#include <kam/store.h>

enum { KAM_WALLET_CURRENCY = 8 };

struct kam_wallet {
	int64_t account;
	const char *key, *name, *tier; /* tier may be NULL */
	char currency[KAM_WALLET_CURRENCY];
	int64_t ours, potential, gap; /* minor units */
	int64_t share;                /* millionths; -1: no potential */
	const char *by;               /* "plan", "whitespace" */
	int64_t unvalued;             /* cells of whitespace without a value */
	int64_t rank; /* by gap within the currency, from 1 */
};
struct kam_wallet_sum {
	char currency[KAM_WALLET_CURRENCY];
	int64_t accounts, ours, potential, gap, share;
};
struct kam_wallets {
	struct kam_wallet *items; /* by currency, then the largest gap */
	size_t n;
	struct kam_wallet_sum *sums; /* by currency */
	size_t n_sums;
};

/* account: id; 0: all that are not closed. Lives in the arena. KAM_EINVALID
   where a sum is beyond what can be told. */
int kam_wallet_find(struct kam_wallets *out, struct kam *k,
		    struct kam_arena *arena, int64_t account,
		    struct kam_err *err) KAM_MUST_USE;

#endif
