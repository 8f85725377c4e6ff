/*
 * Dates whose month is a word, whose clock is in Chinese, or which are a
 * number of days, as numbers in the usual order.
 */
#include "exchange/import.h"

#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/str.h>
#include <string.h>

static const char figures[] = "0123456789";

struct named {
	int year, month, day;
	int is_either; /* 26-Jan-13: the year may stand first */
	const char *rest;
};

static const char *skip(const char *at, const char *marks)
{
	return at + strspn(at, marks);
}

/* "Jan", "Sept", "january"; what follows it, or NULL. */
static const char *read_month(int *out, const char *at)
{
	size_t n = 0;

	while ((at[n] | 0x20) >= 'a' && (at[n] | 0x20) <= 'z')
		n++;
	*out = kam_month_find(at, n);
	return *out ? at + n : NULL;
}

/* "Jan 13, 2026" or "13-Jan-2026", "13 Jan 26" */
static int read_named(struct named *n, const char *at)
{
	const char *year, *from = at;

	if (*at >= '0' && *at <= '9') {
		at = kam_digits_read(&n->day, at, 1, 2);
		at = at ? read_month(&n->month, skip(at, " -/.")) : NULL;
	} else {
		at = read_month(&n->month, at);
		at = at ? kam_digits_read(&n->day, skip(at, " ."), 1, 2) : NULL;
	}
	if (!at)
		return 0;
	year = skip(at, " -/.,");
	at = year > at ? kam_digits_read(&n->year, year, 2, 4) : NULL;
	if (!at || at - year == 3 || (*at && !strchr(" ,", *at)))
		return 0;
	n->is_either = at - year == 2 && *from <= '9' && year[-1] == '-' &&
		       from[1 + (from[1] >= '0' && from[1] <= '9')] == '-' &&
		       n->day >= 1 && n->day <= 31 && n->year >= 1 &&
		       n->year <= 31;
	if (at - year == 2)
		n->year += n->year < 70 ? 2000 : 1900;
	n->rest = skip(at, ", ");
	return 1;
}

/*
 * 46035.5: days since 1899-12-30, as spreadsheets keep dates of the years 1954
 * to 2118; 1970-01-01 is the 25,569th (ECMA-376 part 1, 18.17.4.1).
 */
static int read_serial(char out[KAM_TYPED_TEXT], const char *at)
{
	enum { FIRST = 20000, LAST = 79999, EPOCH = 25569, DAY = 86400 };
	int64_t part = 0, whole = 1, seconds;
	char day[KAM_DATE_TEXT];
	int days, i = 0;

	at = kam_digits_read(&days, at, 5, 5);
	if (!at || days < FIRST || days > LAST || (*at && *at != '.'))
		return 0;
	if (*at) {
		size_t n = strspn(++at, figures);

		if (!n || at[n])
			return 0;
		for (; i < 10 && at[i]; i++, whole *= 10)
			part = 10 * part + (at[i] - '0');
	}
	seconds = (part * DAY + whole / 2) / whole;
	days += seconds == DAY;
	seconds %= DAY;
	kam_date_format(day, days - EPOCH);
	(void)snprintf(out, KAM_TYPED_TEXT, "%s %02d:%02d:%02d", day,
		       (int)(seconds / 3600), (int)(seconds / 60 % 60),
		       (int)(seconds % 60));
	if (!seconds)
		out[KAM_DATE_TEXT - 1] = '\0';
	return 1;
}

/* A word of a Chinese clock: which half of the day it says of the hours from
   first to last, or what stands for it where figures follow. Noon is that of
   11:30 as well; of an evening's 12 and 1 nobody knows the day. */
static const struct clock_word {
	const char *word, *mark;
	const char *half;
	int first, last;
} clock_words[] = {
	{ "上午", " ", " AM", 0, 0 }, { "凌晨", " ", " AM", 0, 0 },
	{ "早上", " ", " AM", 0, 0 }, { "下午", " ", " PM", 0, 0 },
	{ "中午", " ", "", 11, 11 },  { "中午", " ", " PM", 12, 12 },
	{ "中午", " ", " PM", 1, 2 }, { "晚上", " ", " PM", 5, 11 },
	{ "时", ":", NULL, 0, 0 },    { "点", ":", NULL, 0, 0 },
	{ "分", ":", NULL, 0, 0 },    { "秒", "", NULL, 0, 0 },
};

/* Whether it is that word, before an hour that it may say. */
static int is_clock_word(const struct clock_word *w, const char *at)
{
	size_t n = strlen(w->word);
	int hour = 0;

	if (strncmp(at, w->word, n) != 0)
		return 0;
	return !w->last || (kam_digits_read(&hour, skip(at + n, " "), 1, 2) &&
			    hour >= w->first && hour <= w->last);
}

/* "2026年1月13日 下午2时05分33秒" with its clock as "2:05:33 PM" */
static void read_clock(struct kam_str *out, const char *at)
{
	const size_t all = sizeof clock_words / sizeof *clock_words;
	const char *half = "";

	while (*at) {
		const struct clock_word *w = clock_words;

		while (w < clock_words + all &&
		       !(*at & 0x80 && is_clock_word(w, at)))
			w++;
		if (w == clock_words + all) {
			kam_str_add_char(out, *at++);
			continue;
		}
		at = skip(at + strlen(w->word), " ");
		if (w->half)
			half = w->half;
		if (*at >= '0' && *at <= '9')
			kam_str_add(out, w->mark);
		else if (*w->mark == ':' && strcmp(w->word, "分") != 0)
			kam_str_add(out, ":00"); /* on the hour */
	}
	kam_str_add(out, half);
}

/* "12:20:44.000" without the parts of a second */
static void cut_parts(char *text)
{
	char *point = strrchr(text, '.');

	if (point && point - text > 3 && point[-3] == ':' && point[1] &&
	    !point[1 + strspn(point + 1, figures)])
		*point = '\0';
}

static int fail_either(const char *cell, struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID,
		 _("'%.60s' doesn't say which number is the year"), cell);
	kam_hint(err, "%s",
		 _("write it with four digits; --dates dmy reads it as the "
		   "last"));
	return err->code;
}

int kam_import_plain(char out[KAM_TYPED_TEXT], const char *cell,
		     const char *order, struct kam_err *err)
{
	char typed[KAM_TYPED_TEXT];
	const char *at = kam_typed(typed, cell);
	struct kam_str text = KAM_STR_INIT;
	struct named n;
	int rc = 0;

	*out = '\0';
	if (strlen(at) >= KAM_TYPED_TEXT || read_serial(out, at))
		return 0;
	if (read_named(&n, at) && n.is_either && !order)
		return fail_either(cell, err);
	if (read_named(&n, at))
		kam_str_printf(&text, "%04d-%02d-%02d%s%s", n.year, n.month,
			       n.day, *n.rest ? " " : "", n.rest);
	else if (*at >= '0' && *at <= '9')
		read_clock(&text, at);
	rc = kam_str_check(&text, err);
	if (!rc && text.length < KAM_TYPED_TEXT)
		(void)snprintf(out, KAM_TYPED_TEXT, "%s", text.data);
	kam_str_release(&text);
	cut_parts(out);
	return rc;
}
