/*
 * Money: an integer of minor units and an ISO 4217 currency. Never a double.
 *
 * People write "1200.50 EUR", "EUR 1,200.50", "1200" (with a default currency);
 * a comma or a space groups thousands in threes, or fours before 万 is not
 * read. More decimals than the currency has are refused, never rounded.
 */
#ifndef KAM_MONEY_H
#define KAM_MONEY_H

#include <kam/err.h>
#include <stdint.h>

struct kam_money {
	int64_t minor; /* cents, fen, whole yen */
	char currency[4];
};

enum { KAM_MONEY_TEXT = 32 };

/* Decimals of a currency (ISO 4217: EUR 2, JPY 0, KWD 3), -1 if unknown */
int kam_currency_decimals(const char *currency);
/* How many zeros 万 or 亿 stands for (4, 8) where text begins with one, and how
   many bytes it takes; else 0 and 0. */
int kam_money_zeros(size_t *length, const char *text);
/* 1 where text has a capital letter, as codes have: who reads it needs to know
   no default. */
int kam_money_has_code(const char *text);
/*
 * "1200.50 EUR", "CNY 12,600,000", "¥1,200", "1200元", "126万元": currency is the
 * default where the text names none; NULL: it must name one. ¥ and 元 are the
 * yuan, unless the default is the yen or another dollar called 元.
 */
int kam_money_parse(struct kam_money *out, const char *text,
                    const char *currency, struct kam_err *err) KAM_MUST_USE;
/* "1200.50" */
void kam_money_amount(char out[KAM_MONEY_TEXT], const struct kam_money *m);
/* "1200.50 EUR", which parses back */
void kam_money_format(char out[KAM_MONEY_TEXT], const struct kam_money *m);
/* "1,200.50 EUR", as people read it */
enum { KAM_MONEY_SHOWN = 2 * KAM_MONEY_TEXT };
void kam_money_show(char out[KAM_MONEY_SHOWN], const struct kam_money *m);
/* KAM_EINVALID where the currencies differ or the sum overflows */
int kam_money_add(struct kam_money *sum, const struct kam_money *m,
                  struct kam_err *err) KAM_MUST_USE;

#endif
