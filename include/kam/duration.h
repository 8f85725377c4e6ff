/*
 * Durations: a number of minutes that a person writes with a unit.
 *
 * A calendar duration counts the clock's time: 1d is 1,440 minutes, 1w is 7d.
 * A working duration counts time worked: 1d is 480 minutes (8 h), 1w is 5d.
 * Parts add up ("1d4h"); each has one of the units w, d, h, m, the larger
 * first; 周, 天, 小时 or 时, 分钟 or 分 in Chinese. A bare number is refused, since its unit would be a guess.
 */
#ifndef KAM_DURATION_H
#define KAM_DURATION_H

#include <kam/err.h>
#include <stdint.h>

enum kam_clock { KAM_CALENDAR_TIME, KAM_WORKING_TIME };

enum { KAM_DURATION_TEXT = 48 }; /* room for the longest formatted text */

int kam_duration_parse(int64_t *minutes, const char *text, enum kam_clock clock,
                       struct kam_err *err) KAM_MUST_USE;
/* The shortest text that parses back: 1d4h, 0m */
void kam_duration_format(char out[KAM_DURATION_TEXT], int64_t minutes,
                         enum kam_clock clock);

#endif
