#include "base/zone_rule.h"

#include <kam/date.h>
#include <string.h>

/* A number of at most three digits; NULL where there is none. */
static const char *read_number(int *out, const char *at)
{
	int n = 0, digits = 0;

	while (*at >= '0' && *at <= '9' && digits++ < 3)
		n = n * 10 + (*at++ - '0');
	*out = n;
	return digits ? at : NULL;
}

/* [+-]h[h][:mm[:ss]], up to 167 hours */
static const char *read_time(int32_t *seconds, const char *at)
{
	int sign = 1, parts[3] = { 0 }, n = 0;

	if (*at == '+' || *at == '-')
		sign = *at++ == '-' ? -1 : 1;
	do {
		at = read_number(&parts[n], at);
		if (!at)
			return NULL;
	} while (++n < 3 && *at == ':' && at++);
	*seconds = sign * (parts[0] * 3600 + parts[1] * 60 + parts[2]);
	return parts[0] <= 167 && parts[1] < 60 && parts[2] < 60 ? at : NULL;
}

static const char *skip_name(const char *at)
{
	size_t n;

	if (*at == '<') {
		at = strchr(at, '>');
		return at ? at + 1 : NULL;
	}
	n = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
	return n >= 3 ? at + n : NULL;
}

static const char *read_change(struct kam_zone_change *out, const char *at)
{
	out->time = 7200;
	if (*at++ != ',')
		return NULL;
	out->form = '0';
	if (*at == 'M' || *at == 'J')
		out->form = *at++;
	if (out->form == 'M') {
		at = read_number(&out->month, at);
		at = at && *at == '.' ? read_number(&out->week, at + 1) : NULL;
		at = at && *at == '.' ? read_number(&out->day, at + 1) : NULL;
		if (!at || out->month < 1 || out->month > 12 || out->week < 1 ||
		    out->week > 5 || out->day > 6)
			return NULL;
	} else {
		at = read_number(&out->day, at);
		if (!at || out->day > 365)
			return NULL;
	}
	return *at == '/' ? read_time(&out->time, at + 1) : at;
}

int kam_zone_rule_parse(struct kam_zone_rule *out, const char *text,
			size_t length)
{
	char copy[128];
	const char *at = copy;

	memset(out, 0, sizeof *out);
	if (!length)
		return 0;
	if (length >= sizeof copy)
		return -1;
	memcpy(copy, text, length);
	copy[length] = '\0';
	at = skip_name(at);
	at = at ? read_time(&out->standard, at) : NULL;
	if (!at)
		return -1;
	out->standard = -out->standard;
	out->summer = out->standard + 3600;
	out->set = 1;
	if (!*at)
		return 0;
	out->has_summer = 1;
	at = skip_name(at);
	if (at && *at && *at != ',') {
		at = read_time(&out->summer, at);
		out->summer = -out->summer;
	}
	at = at ? read_change(&out->start, at) : NULL;
	at = at ? read_change(&out->end, at) : NULL;
	return at && !*at ? 0 : -1;
}

/* The day of a year on which a change falls. */
static int32_t change_day(const struct kam_zone_change *c, int year)
{
	int32_t first = kam_date_of(year, 1, 1), day;
	int leap = kam_month_days(year, 2) == 29;

	if (c->form == '0')
		return first + c->day;
	if (c->form == 'J')
		return first + c->day - 1 + (leap && c->day >= 60);
	day = kam_date_of(year, c->month, 1);
	/* POSIX weeks begin on Sunday, 0 */
	day += (c->day - ((int)kam_date_weekday(day) + 1) % 7 + 7) % 7;
	day += (c->week - 1) * 7;
	if (day > kam_date_of(year, c->month, kam_month_days(year, c->month)))
		day -= 7;
	return day;
}

int32_t kam_zone_rule_offset(const struct kam_zone_rule *rule, int64_t instant)
{
	int64_t start, end, days = (instant + rule->standard) / 86400;
	int year, month, day;

	if (!rule->has_summer)
		return rule->standard;
	if (days > 2932896) /* 9999-12-31 */
		days = 2932896;
	kam_date_split((int32_t)days, &year, &month, &day);
	start = (int64_t)change_day(&rule->start, year) * 86400 +
		rule->start.time - rule->standard;
	end = (int64_t)change_day(&rule->end, year) * 86400 + rule->end.time -
	      rule->summer;
	if (start < end)
		return instant >= start && instant < end ? rule->summer
							 : rule->standard;
	return instant >= start || instant < end ? rule->summer
						 : rule->standard;
}
