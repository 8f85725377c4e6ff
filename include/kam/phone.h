/*
 * Telephone numbers in a form in which they can be compared: the digits within
 * the country, and the country's code where the number has one.
 *
 *	"+49 170 1234567", "0049170/1234567"   49, "1701234567"
 *	"0170 1234567"                          0, "1701234567"
 *	"０２１－５５５５４４３１"                      0, "2155554431"
 *
 * Codes of countries are those of ITU-T E.164 (Recommendation, list of
 * 2016-12-15), of one to three digits.
 */
#ifndef KAM_PHONE_H
#define KAM_PHONE_H

#include <kam/str.h>

enum { KAM_PHONE_DIGITS = 16, KAM_PHONE_LEAST = 7 };

/* 1 where the text begins with a number of at least KAM_PHONE_LEAST digits
   within its country; *code is 0 where it has none. What follows a letter (ext.
   12, 转12) is left out. */
int kam_phone_read(char digits[KAM_PHONE_DIGITS], int *code, const char *text);

#endif
