/*
 * Days in the words of Chinese, and as spreadsheets write them.
 */
#ifndef KAM_BASE_DATE_FORM_H
#define KAM_BASE_DATE_FORM_H

#include <kam/date.h>
#include <kam/typed.h>
#include <stdint.h>

/*
 * The same day as kam_date_read() knows it in English: "+3d" of 3天后,
 * "2026-12-04" of 下周五 (next week's, by ISO weeks) and of 2026/12/4; text
 * itself where it is none of these. Full-width digits are narrowed.
 */
const char *kam_date_plain(char out[KAM_TYPED_TEXT], const char *text,
			   int32_t today);
/* Monday is 0: of 周一, 星期一, 礼拜一; -1 if not one */
int kam_weekday_chinese(const char *text);
/* kam_instant_parse() for whoever reads on where it is none: 0, and no message
   is made. */
int kam_instant_take(int64_t *out, const char *text);
/* 1 where text is a day without its year, which is never guessed: "12月5日",
   "12-05", "5 Dec", "Dec 5"; out is then the one nearest to today, to say how
   it is written. */
int kam_date_yearless(char out[KAM_DATE_TEXT], const char *text, int32_t today);

#endif
