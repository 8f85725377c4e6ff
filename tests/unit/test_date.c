#include <kam/calendar.h>
#include <kam/date.h>
#include <kam/zone.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char zoneinfo[] = "/usr/share/zoneinfo";

static void assert_date(const char *text, const char *today, const char *wanted)
{
	struct kam_err err = { 0 };
	char got[KAM_DATE_TEXT];
	int32_t date, from;

	assert_int_equal(kam_date_parse(&from, today, &err), 0);
	if (kam_date_read(&date, text, from, NULL, &err))
		fail_msg("%s: %s", text, err.message);
	kam_date_format(got, date);
	if (strcmp(got, wanted) != 0)
		fail_msg("%s: %s, not %s", text, got, wanted);
}

static void test_days_are_those_of_the_calendar(void **state)
{
	int year, month, day;

	(void)state;
	assert_int_equal(kam_date_of(1970, 1, 1), 0);
	assert_int_equal(kam_date_of(2000, 3, 1), 11017);
	assert_int_equal(kam_date_of(1, 1, 1), -719162);
	assert_int_equal(kam_date_of(9999, 12, 31), 2932896);
	for (int32_t date = -719162; date <= 2932896; date += 97) {
		kam_date_split(date, &year, &month, &day);
		assert_int_equal(kam_date_of(year, month, day), date);
	}
	assert_int_equal(kam_date_weekday(kam_date_of(2026, 11, 23)),
			 KAM_MONDAY);
	assert_int_equal(kam_date_weekday(kam_date_of(1969, 12, 28)),
			 KAM_SUNDAY);
}

static void test_days_that_do_not_exist_are_refused(void **state)
{
	static const char *const texts[] = {
		"2023-02-29",  "2023-02-30", "0000-00-00",  "-0001-01-01",
		"10000-01-01", "2023-1-1",   "2023-01-01x", "2023-13-01",
		"20230101",    "",           "2023-00-10",  "2100-02-29",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct kam_err err = { 0 };
		int32_t date;

		if (kam_date_parse(&date, texts[i], &err) != KAM_EINVALID)
			fail_msg("'%s' was read", texts[i]);
	}
}

static void test_days_as_people_write_them(void **state)
{
	(void)state;
	assert_date("today", "2026-11-23", "2026-11-23");
	assert_date("Tomorrow", "2026-12-31", "2027-01-01");
	assert_date("yesterday", "2026-03-01", "2026-02-28");
	assert_date("明天", "2026-11-23", "2026-11-24");
	assert_date("fri", "2026-11-23", "2026-11-27");
	assert_date("monday", "2026-11-23", "2026-11-30");
	assert_date("+3d", "2026-11-23", "2026-11-26");
	assert_date("-1w", "2026-11-23", "2026-11-16");
	assert_date("+1m", "2027-01-31", "2027-02-28");
	assert_date("+1q", "2026-11-30", "2027-02-28");
	assert_date("+1y", "2028-02-29", "2029-02-28");
	assert_date("+5wd", "2026-11-23", "2026-11-30");
	assert_date("-1wd", "2026-11-23", "2026-11-20");
	assert_date("eow", "2026-11-23", "2026-11-29");
	assert_date("eom", "2028-02-10", "2028-02-29");
	assert_date("eoq", "2026-11-23", "2026-12-31");
	assert_date("eoy", "2026-01-01", "2026-12-31");
}

static void test_months_have_english_names(void **state)
{
	static const struct {
		const char *text;
		size_t length;
		int month;
	} cases[] = {
		{ "jan", 3, 1 },       { "Sept", 4, 9 },      { "MAY 5", 3, 5 },
		{ "ju", 2, 0 },        { "decembers", 9, 0 }, { "mars", 4, 0 },
		{ "december", 8, 12 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(kam_month_find(cases[i].text, cases[i].length),
				 cases[i].month);
}

static void test_a_day_without_its_year_is_said_with_it(void **state)
{
	static const struct {
		const char *text, *hint;
	} cases[] = {
		{ "12月5日", "write the year, too: 2026-12-05" },
		{ "１２月５号", "write the year, too: 2026-12-05" },
		{ "12 月 5 日", "write the year, too: 2026-12-05" },
		{ "1月3日", "write the year, too: 2027-01-03" },
		{ "11月22日", "write the year, too: 2026-11-22" },
		{ "12-05", "write the year, too: 2026-12-05" },
		{ "5 Dec", "write the year, too: 2026-12-05" },
		{ "5th of december", "write the year, too: 2026-12-05" },
		{ "Dec. 5th", "write the year, too: 2026-12-05" },
		{ "jan 3", "write the year, too: 2027-01-03" },
		/* a year that has it */
		{ "Feb 29", "write the year, too: 2028-02-29" },
		{ "2月29日", "write the year, too: 2028-02-29" },
		/* these are read both ways, or are no day at all */
		{ "12/5", "write it as 2026-11-23" },
		{ "13月5日", "write it as 2026-11-23" },
		{ "0-5", "write it as 2026-11-23" },
		{ "00-05", "write it as 2026-11-23" },
		{ "月5日", "write 2026-11-23, today, tomorrow, fri, +3d, +2w, "
			   "+1m, +5wd (working days), eow, eom, eoq or eoy" },
		{ "2月30日", "write it as 2026-11-23" },
		{ "12-05-", "write it as 2026-11-23" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kam_err err = { 0 };
		int32_t day;

		assert_int_equal(kam_date_read(&day, cases[i].text,
					       kam_date_of(2026, 11, 23), NULL,
					       &err),
				 KAM_EINVALID);
		assert_string_equal(err.hint, cases[i].hint);
		kam_err_reset(&err);
	}
}

/* 2026-11-25 is a Wednesday */
static void test_days_as_chinese_say_them(void **state)
{
	(void)state;
	assert_date("后天", "2026-11-25", "2026-11-27");
	assert_date("大后天", "2026-11-25", "2026-11-28");
	assert_date("前天", "2026-11-25", "2026-11-23");
	assert_date("今日", "2026-11-25", "2026-11-25");
	assert_date("周五", "2026-11-25", "2026-11-27");
	assert_date("星期三", "2026-11-25", "2026-12-02");
	assert_date("礼拜天", "2026-11-25", "2026-11-29");
	assert_date("下周五", "2026-11-25", "2026-12-04");
	assert_date("下个星期一", "2026-11-25", "2026-11-30");
	assert_date("下下周日", "2026-11-25", "2026-12-13");
	assert_date("本周一", "2026-11-25", "2026-11-23");
	assert_date("上周三", "2026-11-25", "2026-11-18");
	assert_date("3天后", "2026-11-25", "2026-11-28");
	assert_date("两周后", "2026-11-25", "2026-12-09");
	assert_date("两礼拜后", "2026-11-25", "2026-12-09");
	assert_date("1个礼拜前", "2026-11-25", "2026-11-18");
	assert_date("10个工作日后", "2026-11-25", "2026-12-09");
	assert_date("一个月之后", "2026-11-25", "2026-12-25");
	assert_date("2 天前", "2026-11-25", "2026-11-23");
	assert_date("月底", "2026-11-25", "2026-11-30");
	assert_date("季末", "2026-11-25", "2026-12-31");
	assert_date("年底", "2026-11-25", "2026-12-31");
}

static void test_days_as_chinese_write_them(void **state)
{
	(void)state;
	assert_date("2026年11月28日", "2026-11-25", "2026-11-28");
	assert_date("2026年1月5号", "2026-11-25", "2026-01-05");
	assert_date("2026/11/28", "2026-11-25", "2026-11-28");
	assert_date("2026.1.5", "2026-11-25", "2026-01-05");
	assert_date("２０２６－１１－２８", "2026-11-25", "2026-11-28");
	assert_date("\u3000＋３ｄ", "2026-11-25", "2026-11-28");
}

/* One mark at each place, as it is said in the header */
static void test_forms_of_dates(void **state)
{
	static const char *const same[][2] = {
		{ "2026/1/5 8:05", "2026-01-05 08:05:00" },
		{ "2026.1.5T8:05:06", "2026-01-05 08:05:06" },
		{ "2026-01-05  18:05", "2026-01-05 18:05:00" },
		{ "2026年1月5日 13:30", "2026-01-05 13:30:00" },
		{ "2026年1月5号13:30", "2026-01-05 13:30:00" },
		{ "2026 年 1 月 5 日", "2026-01-05" },
		{ "2026年1月5", "2026-01-05" },
	};
	static const char *const none[] = {
		"2026--11--28",
		"2026-11-.28",
		"2026-11/28",
		"2026日11年28",
		"2026月11/28",
		"2026年11-28",
		"2026-11月28",
		"2026 11 28",
		"2026 - 11 - 28",
		"2026-11-28年",
		"2026-11-28日日",
		"2026-11-27:14 30",
		"2026-11-27 14 30",
		"2026-11-27 14:30号",
		"2026-11-27T 14:30",
		"2026-11-27 T14:30",
		"2026-11-27 14::30",
		"2026-11-27 14:30:",
		"2026-11-27 14",
		"2026-11-27 14:3",
		"2026-11-2714:30",
		"2026-11-27:",
		"2026-11-27 14:30 ",
		"2026-11-28 ",
		"2026-11-27 14:30:1",
		"2026-11-27 14:30:10:10",
		"26-11-28",
		"2026-11",
		"2026年",
		"",
	};
	char out[KAM_TYPED_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_string_equal(kam_date_iso(out, same[i][0]), same[i][1]);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (kam_date_iso(out, none[i]) != none[i])
			fail_msg("'%s' is '%s'", none[i], out);
}

static void test_the_iso_form_is_told_from_what_is_like_it(void **state)
{
	static const char *const yes[] = {
		"2026-11-28",
		"2026-11-28 14:30:05",
		"0000-99-99",
		"9999-99-99 99:99:99",
	};
	static const char *const no[] = {
		"",
		"2026-11-2",
		"2026-11-289",
		"2026-11-28 ",
		"2026-11-28 14:30",
		"2026-11-28 14:30:5",
		"2026-11-28 14:30:050",
		"2026-11-28T14:30:05",
		"2026/11/28",
		"2026-1-28",
		"2026-11-28 14.30.05",
		"\uff12026-11-28",
		"-026-11-28",
	};

	(void)state;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		char out[KAM_TYPED_TEXT];

		assert_true(kam_date_is_iso(yes[i]));
		assert_ptr_equal(kam_date_iso(out, yes[i]), out);
		assert_string_equal(out, yes[i]);
	}
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_false(kam_date_is_iso(no[i]));
}

static void test_days_out_of_reach_are_refused(void **state)
{
	static const char *const texts[] = {
		"下周",
		"周八",
		"11月28日",
		"2026年13月1日",
		"天后",
		"周五后",
		"2026年2月29日",
		"2026-11-28:",
		"3月后",
		"本周五月底",
		"+99999999999d",
		"+1d2",
		"+d",
		"today+3",
		"fr",
		"someday",
		"+9000y",
		"+",
		"5",
		"-99999999w",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct kam_err err = { 0 };
		int32_t date;

		if (!kam_date_read(&date, texts[i], kam_date_of(9999, 12, 31),
				   NULL, &err))
			fail_msg("'%s' was read", texts[i]);
	}
}

static void test_moments(void **state)
{
	struct kam_err err = { 0 };
	char text[KAM_INSTANT_TEXT];
	int64_t at;

	(void)state;
	assert_int_equal(
	    kam_instant_parse(&at, "2026-11-23T09:00:00+08:00", &err), 0);
	kam_instant_format(text, at);
	assert_string_equal(text, "2026-11-23T01:00:00Z");
	assert_int_equal(
	    kam_instant_parse(&at, "1969-12-31T23:59:59.75Z", &err), 0);
	assert_int_equal(at, -1);
	kam_instant_format(text, at);
	assert_string_equal(text, "1969-12-31T23:59:59Z");
	assert_true(kam_instant_parse(&at, "2026-11-23T09:00:60Z", &err) < 0);
	assert_true(kam_instant_parse(&at, "2026-11-23T09:00:00", &err) < 0);
	assert_true(kam_instant_parse(&at, "2026-11-23T24:00:00Z", &err) < 0);
}

static struct kam_zone *zone(const char *name)
{
	struct kam_err err = { 0 };
	struct kam_zone *z;

	if (kam_zone_open(&z, name, zoneinfo, &err))
		fail_msg("%s: %s", name, err.message);
	return z;
}

static int64_t instant(const char *text)
{
	struct kam_err err = { 0 };
	int64_t at;

	assert_int_equal(kam_instant_parse(&at, text, &err), 0);
	return at;
}

/* What people and other programs write of 2026-11-28 01:30 UTC, on a clock
   eight hours before it, where it is 10:00 */
static void test_moments_read(void **state)
{
	static const char *const same[] = {
		"2026-11-28T09:30+08:00",
		"2026-11-28T01:30Z",
		"2026-11-28t01:30z",
		"2026-11-28 09:30+08:00",
		"2026-11-28 09:30:00 +0800",
		"2026-11-28 09:30 +08:00",
		"2026-11-28 01:30:00.000000+00",
		"2026-11-28T09:30:00+08",
		"2026-11-28 09:30",
		"2026-11-28 9:30",
		"2026-11-28T09:30:00",
		"2026-11-28t9:30",
		"09:30",
		"9:30",
		"9:30:00",
		"Today 9:30",
		"today 09:30",
		"tomorrow 9:30",
		"todayT9:30",
		"todayt09:30:00",
		"tomorrowT9:30",
		"+0dT9:30",
		"-0wt9:30",
		"satT9:30",
		"今天T9:30",
	};
	static const char *const none[] = {
		"2026-11-28T09:30+",
		"2026-11-28T09:30+8:00",
		"2026-11-28T09:30Z ",
		"2026-11-28T09:30  Z",
		"2026-11-28T0930Z",
		"2026-11-28T9:3",
		"2026-11-28 :30",
		"2026-11-28 9:",
		"2026-11-28 24:00",
		"2026-11-28T09:30:",
		"2026-11-28T09:30:+8",
		"2026-11-28T09:30:61Z",
		"123:30",
		"9:30:0",
		"T9:30",
		"todayT",
		"todayTT9:30",
		" ",
	};
	struct kam_zone *z = zone("Asia/Shanghai");
	int64_t at, now;

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		struct kam_err err = { 0 };

		assert_int_equal(
		    kam_instant_parse(&now, "2026-11-28T10:00+08", &err), 0);
		now -= strncmp(same[i], "tom", 3) ? 0 : 86400;
		now -= strncmp(same[i], "sat", 3) ? 0 : 86400;
		if (kam_instant_read(&at, same[i], now, z, &err))
			fail_msg("'%s': %s", same[i], err.message);
		assert_int_equal(at, instant("2026-11-28T01:30:00Z"));
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct kam_err err = { 0 };

		if (!kam_instant_read(&at, none[i], now, z, &err))
			fail_msg("'%s' was read", none[i]);
	}
	kam_zone_close(z);
}

static void test_zones_from_the_database_and_their_rules(void **state)
{
	struct kam_zone *z = zone("Asia/Shanghai");

	(void)state;
	assert_int_equal(kam_zone_offset(z, instant("2026-11-23T00:00:00Z")),
			 8 * 3600);
	assert_int_equal(kam_zone_day(z, instant("2026-11-22T16:00:00Z")),
			 kam_date_of(2026, 11, 23));
	kam_zone_close(z);
	z = zone("Europe/Berlin");
	assert_int_equal(kam_zone_offset(z, instant("2024-03-31T00:59:59Z")),
			 3600);
	assert_int_equal(kam_zone_offset(z, instant("2024-03-31T01:00:00Z")),
			 7200);
	/* 02:30 isn't there in spring and is there twice in autumn */
	assert_int_equal(kam_zone_instant(z, kam_date_of(2024, 3, 31), 9000),
			 instant("2024-03-31T01:30:00Z"));
	assert_int_equal(kam_zone_instant(z, kam_date_of(2024, 10, 27), 9000),
			 instant("2024-10-27T00:30:00Z"));
	/* beyond the table, by the rule in the file's last line */
	assert_int_equal(kam_zone_offset(z, instant("2050-07-01T00:00:00Z")),
			 7200);
	assert_int_equal(kam_zone_offset(z, instant("2050-12-01T00:00:00Z")),
			 3600);
	kam_zone_close(z);
	z = zone("America/New_York");
	assert_int_equal(kam_zone_offset(z, instant("2050-07-01T00:00:00Z")),
			 -4 * 3600);
	kam_zone_close(z);
	z = zone("-03:30");
	assert_int_equal(kam_zone_offset(z, 0), -12600);
	kam_zone_close(z);
}

static void test_moments_as_chinese_write_them(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "昨天 14:30", "2026-11-24T06:30:00Z" },
		{ "昨天14：30", "2026-11-24T06:30:00Z" },
		{ "上周五 9:05", "2026-11-20T01:05:00Z" },
		{ "2026年11月20日 9:05", "2026-11-20T01:05:00Z" },
		{ "2026/11/20 14:30", "2026-11-20T06:30:00Z" },
		{ "１４：３０", "2026-11-25T06:30:00Z" },
		{ "现在", "2026-11-25T02:00:00Z" },
		{ "3天前09:00", "2026-11-22T01:00:00Z" },
	};
	struct kam_zone *z = zone("Asia/Shanghai");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kam_err err = { 0 };
		char text[KAM_INSTANT_TEXT];
		int64_t at = 0;
		int rc =
		    kam_instant_read(&at, cases[i].text,
				     instant("2026-11-25T02:00:00Z"), z, &err);

		if (rc)
			fail_msg("%s: %s", cases[i].text, err.message);
		kam_instant_format(text, at);
		assert_string_equal(text, cases[i].wanted);
	}
	kam_zone_close(z);
}

static void test_names_that_are_no_zones(void **state)
{
	static const char *const names[] = {
		"../etc/passwd", "/etc/hostname", "Mars/Phobos", "+25:00", "",
		"zone.tab",      "Asia"
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct kam_err err = { 0 };
		struct kam_zone *z;

		if (kam_zone_open(&z, names[i], zoneinfo, &err) != KAM_EINVALID)
			fail_msg("'%s' was a zone", names[i]);
	}
}

static void test_working_days(void **state)
{
	struct kam_exception china[2] = { { 0, 1 }, { 0, 0 } };
	struct kam_calendar c = { KAM_WEEKDAYS_MON_FRI, china, 2 };
	struct kam_err err = { 0 };
	char text[KAM_WEEKDAYS_TEXT];
	unsigned mask;
	int32_t date;

	(void)state;
	china[0].date = kam_date_of(2026, 9, 20); /* make-up Sunday */
	china[1].date = kam_date_of(2026, 9, 25); /* holiday on a Friday */
	assert_true(kam_calendar_is_working(&c, china[0].date));
	assert_false(kam_calendar_is_working(&c, china[1].date));
	/* 19 September (Saturday) to 28 September: 20, 21–24, 28 */
	assert_int_equal(kam_calendar_working_between(&c,
						      kam_date_of(2026, 9, 19),
						      kam_date_of(2026, 9, 28)),
			 6);
	assert_int_equal(kam_calendar_working_between(&c,
						      kam_date_of(2026, 9, 28),
						      kam_date_of(2026, 9, 19)),
			 -6);
	assert_int_equal(kam_calendar_working_between(NULL,
						      kam_date_of(2026, 1, 1),
						      kam_date_of(2027, 1, 1)),
			 261);
	assert_int_equal(kam_calendar_add_working(
			     &date, &c, kam_date_of(2026, 9, 24), 1, &err),
			 0);
	assert_int_equal(date, kam_date_of(2026, 9, 28));
	assert_int_equal(kam_weekdays_parse(&mask, "mon,Wed-fri,sun", &err), 0);
	kam_weekdays_format(text, mask);
	assert_string_equal(text, "mon,wed-fri,sun");
	assert_int_equal(kam_weekdays_parse(&mask, "周一至周三，周五", &err),
			 0);
	assert_int_equal(mask, 0x17);
	assert_true(kam_weekdays_parse(&mask, "mon,xyz", &err) < 0);
	c.weekdays = 0;
	c.n_exceptions = 0;
	assert_true(kam_calendar_after(&date, &c, 0, &err) < 0);
}

static void test_working_days_less_ones_own(void **state)
{
	struct kam_exception china[2] = { { 0, 1 }, { 0, 0 } };
	struct kam_exception li[3] = { { 0, 0 }, { 0, 1 }, { 0, 0 } };
	const struct kam_calendar theirs = { KAM_WEEKDAYS_MON_FRI, china, 2 };
	struct kam_calendar own = { 0x0f /* mon-thu */, li, 3 };
	const struct kam_calendar *less;
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };

	(void)state;
	china[0].date = kam_date_of(2026, 9, 20); /* make-up Sunday */
	china[1].date = kam_date_of(2026, 9, 30); /* holiday on a Wednesday */
	li[0].date = kam_date_of(2026, 9, 22);    /* away */
	li[1].date = kam_date_of(2026, 9, 25);    /* a Friday, worked */
	li[2].date = kam_date_of(2026, 9, 30);
	assert_int_equal(kam_calendar_less(&less, &arena, &theirs, &own, &err),
			 0);
	/* 20, 21, 23–25, 28, 29 and 1 October; not 22, 30 and Friday 2 */
	assert_int_equal(kam_calendar_working_between(less,
						      kam_date_of(2026, 9, 19),
						      kam_date_of(2026, 10, 4)),
			 8);
	for (int32_t d = kam_date_of(2026, 9, 1); d < li[2].date + 9; d++)
		if (kam_calendar_is_working(less, d))
			assert_true(kam_calendar_is_working(&theirs, d));
	assert_int_equal(kam_calendar_less(&less, &arena, NULL, NULL, &err), 0);
	assert_int_equal(kam_calendar_working_between(less,
						      kam_date_of(2026, 1, 1),
						      kam_date_of(2027, 1, 1)),
			 261);
	kam_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_are_those_of_the_calendar),
		cmocka_unit_test(test_days_that_do_not_exist_are_refused),
		cmocka_unit_test(test_days_as_people_write_them),
		cmocka_unit_test(test_months_have_english_names),
		cmocka_unit_test(test_a_day_without_its_year_is_said_with_it),
		cmocka_unit_test(test_days_as_chinese_say_them),
		cmocka_unit_test(test_days_as_chinese_write_them),
		cmocka_unit_test(test_forms_of_dates),
		cmocka_unit_test(
		    test_the_iso_form_is_told_from_what_is_like_it),
		cmocka_unit_test(test_days_out_of_reach_are_refused),
		cmocka_unit_test(test_moments),
		cmocka_unit_test(test_moments_read),
		cmocka_unit_test(test_zones_from_the_database_and_their_rules),
		cmocka_unit_test(test_moments_as_chinese_write_them),
		cmocka_unit_test(test_names_that_are_no_zones),
		cmocka_unit_test(test_working_days),
		cmocka_unit_test(test_working_days_less_ones_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
