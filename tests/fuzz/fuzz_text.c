/*
 * What a person writes of days, moments, durations, money, numbers, weekdays
 * and recurrences: what is read comes back the same when written and read.
 */
#include "fuzz.h"

#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/duration.h>
#include <kam/money.h>
#include <kam/recurrence.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

enum { TODAY = 20780 };

static void must(int holds)
{
	if (!holds)
		abort();
}

static void read_days(const char *text, struct kam_err *err)
{
	char day[KAM_DATE_TEXT], moment[KAM_INSTANT_TEXT];
	int64_t instant, again;
	int32_t date, same;

	if (!kam_date_read(&date, text, TODAY, NULL, err)) {
		kam_date_format(day, date);
		must(!kam_date_parse(&same, day, err) && same == date);
	}
	kam_err_reset(err);
	if (!kam_instant_read(&instant, text, TODAY * INT64_C(86400), NULL,
			      err)) {
		kam_instant_format(moment, instant);
		must(!kam_instant_parse(&again, moment, err) &&
		     again == instant);
	}
	kam_err_reset(err);
}

static void read_amounts(const char *text, struct kam_err *err)
{
	char out[KAM_DURATION_TEXT], decimal[KAM_DECIMAL_TEXT];
	char amount[KAM_MONEY_TEXT];
	struct kam_money money, same;
	int64_t n, again;

	for (int clock = KAM_CALENDAR_TIME; clock <= KAM_WORKING_TIME;
	     clock++) {
		if (!kam_duration_parse(&n, text, (enum kam_clock)clock, err)) {
			kam_duration_format(out, n, (enum kam_clock)clock);
			must(!kam_duration_parse(&again, out,
						 (enum kam_clock)clock, err) &&
			     again == n);
		}
		kam_err_reset(err);
	}
	if (!kam_decimal_parse(&n, text, err)) {
		kam_decimal_format(decimal, n);
		must(!kam_decimal_parse(&again, decimal, err) && again == n);
	}
	kam_err_reset(err);
	if (!kam_ratio_parse(&n, text, err)) {
		kam_ratio_format(decimal, n);
		must(!kam_ratio_parse(&again, decimal, err) && again == n);
	}
	kam_err_reset(err);
	if (!kam_money_parse(&money, text, "EUR", err)) {
		kam_money_format(amount, &money);
		must(!kam_money_parse(&same, amount, NULL, err) &&
		     same.minor == money.minor);
	}
	kam_err_reset(err);
}

static void read_rules(const char *text, struct kam_err *err)
{
	struct kam_recurrence rule, same;
	struct kam_str line = KAM_STR_INIT;
	char days[KAM_WEEKDAYS_TEXT];
	unsigned mask, again;
	int32_t at;

	if (!kam_recurrence_parse(&rule, text, err)) {
		kam_recurrence_format(&line, &rule);
		must(!kam_recurrence_parse(&same, line.data, err));
		if (!kam_recurrence_on_or_after(&at, &rule, TODAY, TODAY + 400,
						NULL, err))
			must(at >= TODAY + 400);
	}
	kam_err_reset(err);
	if (!kam_weekdays_parse(&mask, text, err)) {
		kam_weekdays_format(days, mask);
		must(!kam_weekdays_parse(&again, days, err) && again == mask);
	}
	kam_err_reset(err);
	kam_str_release(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct kam_str shown = KAM_STR_INIT, text = KAM_STR_INIT;
	struct kam_err err = { 0 };

	kam_utf8_repair(&text, (const char *)bytes, n);
	must(kam_utf8_valid(text.data, text.length));
	read_days(text.data, &err);
	read_amounts(text.data, &err);
	read_rules(text.data, &err);
	kam_utf8_show(&shown, text.data, KAM_SHOW_LINE);
	must(kam_utf8_valid(shown.data, shown.length) &&
	     !strpbrk(shown.data, "\033\r\n"));
	must(kam_utf8_fit(shown.data, 20, KAM_AMBIGUOUS_NARROW) <=
	     shown.length);
	kam_str_release(&shown);
	kam_str_release(&text);
	return 0;
}
