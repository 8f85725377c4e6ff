/*
 * Days and instants.
 *
 * A day is a number: days since 1970-01-01 in the proleptic Gregorian calendar;
 * it has no time zone and never shifts. Years 1 … 9999. An instant is UTC
 * seconds since the epoch. The clock is never asked: today comes from the
 * caller.
 */
#ifndef KAM_DATE_H
#define KAM_DATE_H

#include <kam/err.h>
#include <kam/typed.h>
#include <stdint.h>

/* 9999-12-31 */
enum { KAM_DATE_LAST = 2932896 };

enum {
	KAM_DATE_TEXT = 11,    /* "2026-11-23" */
	KAM_INSTANT_TEXT = 21, /* "2026-11-23T01:00:00Z" */
};

enum kam_weekday { /* ISO 8601 order */
		   KAM_MONDAY,
		   KAM_TUESDAY,
		   KAM_WEDNESDAY,
		   KAM_THURSDAY,
		   KAM_FRIDAY,
		   KAM_SATURDAY,
		   KAM_SUNDAY
};

struct kam_calendar;
struct kam_zone;

int32_t kam_date_of(int year, int month, int day);
void kam_date_split(int32_t date, int *year, int *month, int *day);
enum kam_weekday kam_date_weekday(int32_t date);
int kam_month_days(int year, int month);
/* n months on, the day kept or moved back to the month's last */
int32_t kam_date_add_months(int32_t date, int n);
/* mon … sunday in English, any case, at least 3 letters; 周一, 星期一, 礼拜一;
   -1 if not one */
int kam_weekday_find(const char *text);
const char *kam_weekday_name(enum kam_weekday day); /* "mon" */
/* jan … december in English, any case, the text's first bytes, at least 3 of
   them: from 1; 0 if not one */
int kam_month_find(const char *text, size_t length);

/* Exactly YYYY-MM-DD, a day that exists */
int kam_date_parse(int32_t *out, const char *text,
		   struct kam_err *err) KAM_MUST_USE;
void kam_date_format(char out[KAM_DATE_TEXT], int32_t date);
/*
 * What a person writes: ISO, today, tomorrow, yesterday, a weekday (the next
 * one after today), +3d -3d +2w +1m +1q +1y, +5wd (working days of the
 * calendar), eow (Sunday), eom, eoq, eoy; in Chinese 今天 明天 后天 昨天 前天,
 * 周五, 下周五 (of the week after this one), 3天后, 两周后, 5个工作日后, 月底
 * 季末 年底; what kam_date_iso() knows; all with full-width digits, too.
 * calendar may be NULL: Monday to Friday.
 */
int kam_date_read(int32_t *out, const char *text, int32_t today,
		  const struct kam_calendar *calendar,
		  struct kam_err *err) KAM_MUST_USE;

/*
 * "2026-11-28", or "2026-11-28 14:30:00", of 2026/11/28, 2026.11.28 and
 * 2026年11月28日, with or without a time behind it; text itself of anything
 * else. The year stands first, in four digits; the day need not exist. One
 * mark stands at each place, the same after the month as after the year;
 * blanks only around 年 and 月, before 日 and before the time.
 */
const char *kam_date_iso(char out[KAM_TYPED_TEXT], const char *text);
/* 1 where text has the one or the other form already. */
int kam_date_is_iso(const char *text);

/* RFC 3339 with an offset or Z; seconds may be left out (ISO 8601), a blank may
   stand for T and before the offset; a fraction of a second is dropped; a leap
   second :60 is refused */
int kam_instant_parse(int64_t *out, const char *text,
		      struct kam_err *err) KAM_MUST_USE;
/*
 * What a person writes of a moment: what kam_instant_parse() takes,
 * "2026-11-23 14:30[:05]" in the zone, "9:30" (today), now, today, "yesterday
 * 14:30", or any day that kam_date_read() knows (at 00:00 of the zone);
 * 现在, 昨天14:30.
 */
int kam_instant_read(int64_t *out, const char *text, int64_t now,
		     const struct kam_zone *zone,
		     struct kam_err *err) KAM_MUST_USE;
/* "2026-11-23T01:00:00Z" */
void kam_instant_format(char out[KAM_INSTANT_TEXT], int64_t instant);

#endif
