#include "analysis/recurrence_words.h"

#include <kam/calendar.h>
#include <kam/typed.h>
#include <stdio.h>
#include <string.h>

/* Moves on behind the word where it stands there. */
static int take(const char **at, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*at, word, n) != 0)
		return 0;
	*at += n;
	return 1;
}

/* 15, 两, 二; 0 where no number stands there, -1 where one that is none of 1 to
   999 does */
static int take_number(const char **at)
{
	static const char *const words[] = { "一", "二", "三", "四", "五",
					     "六", "七", "八", "九", "十" };
	size_t digits = strspn(*at, "0123456789");
	int n = 0;

	if (digits > 3)
		return -1;
	for (size_t i = 0; i < digits; i++)
		n = n * 10 + (*(*at)++ - '0');
	if (digits)
		return n ? n : -1;
	if (take(at, "两"))
		n = 2;
	for (int i = 0; i < 10 && !n; i++)
		if (take(at, words[i]))
			n = i + 1;
	return n;
}

static const char *take_unit(const char **at)
{
	static const char *const units[][2] = {
		{ "工作日", "working day" },
		{ "天", "day" },
		{ "日", "day" },
		{ "周", "week" },
		{ "星期", "week" },
		{ "礼拜", "week" },
		{ "月", "month" },
		{ "季度", "quarter" },
		{ "季", "quarter" },
		{ "年", "year" },
	};

	(void)take(at, "个");
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (take(at, units[i][0]))
			return units[i][1];
	return NULL;
}

/* 五, 周五, 一至周五, 周一和周四: as mon,thu; 0 where it is something else */
static int read_weekdays(char out[KAM_WEEKDAYS_TEXT], const char *text)
{
	char days[KAM_RULE_TEXT];
	struct kam_err ignored = { 0 };
	size_t used = 0;
	unsigned mask;

	for (int first = 1; *text; first = 0) {
		static const char *const marks[] = { "、", "，", ",", "和",
						     "至", "到", "-" };
		const char *mark = first ? "" : NULL;

		for (size_t i = 0; i < 7 && !mark; i++)
			if (take(&text, marks[i]))
				mark = i < 4 ? "," : "-";
		(void)(take(&text, "周") || take(&text, "星期") ||
		       take(&text, "礼拜"));
		if (!mark || !(*text & 0x80) || !text[1] || !text[2] ||
		    used > sizeof days - 8)
			return 0;
		used += (size_t)snprintf(days + used, sizeof days - used,
					 "%s周%.3s", mark, text);
		text += 3;
	}
	if (!used || kam_weekdays_parse(&mask, days, &ignored))
		return 0;
	kam_weekdays_format(out, mask);
	return 1;
}

/* 15日, 底, 最后一个工作日, 第二个周一: what is behind "on"; 0 where it is
   something else */
static int read_place(char *out, size_t room, const char *at)
{
	char days[KAM_WEEKDAYS_TEXT], number[12] = "last";
	int nth = 0;

	if (!strcmp(at, "底") || !strcmp(at, "末") || !strcmp(at, "最后一天"))
		return snprintf(out, room, "last day");
	if (!take(&at, "最后一")) {
		const int ordinal = take(&at, "第");

		nth = take_number(&at);
		if (nth < 1)
			return 0;
		(void)snprintf(number, sizeof number, "%d", nth);
		if (!ordinal || !strcmp(at, "天"))
			return strcmp(at, "日") && strcmp(at, "号") &&
				       strcmp(at, "天")
				   ? 0
				   : snprintf(out, room, "%s", number);
	}
	(void)take(&at, "个");
	if (!strcmp(at, "工作日"))
		return snprintf(out, room, "%s working day", number);
	return read_weekdays(days, at)
		   ? snprintf(out, room, "%s %s", number, days)
		   : 0;
}

/* 3月31日 */
static int read_day(char *out, size_t room, const char *at)
{
	int month = take_number(&at), day;

	if (month < 1 || month > 12 || !take(&at, "月"))
		return 0;
	day = take_number(&at);
	if (day < 1 || day > 31 ||
	    (strcmp(at, "日") != 0 && strcmp(at, "号") != 0))
		return 0;
	return snprintf(out, room, "%02d-%02d", month, day);
}

const char *kam_rule_plain(char out[KAM_RULE_TEXT], const char *text)
{
	char typed[KAM_TYPED_TEXT], place[KAM_WEEKDAYS_TEXT + 16];
	const char *at = kam_typed(typed, text), *unit;
	int n = 1, known;

	if (take(&at, "隔"))
		n = 2;
	else if (!take(&at, "每"))
		return text;
	else if (strncmp(at, "个", 3) != 0)
		n = take_number(&at);
	unit = take_unit(&at);
	if (!unit || n < 0)
		return text;
	n = n ? n : 1;
	(void)take(&at, "的");
	if (!*at) {
		(void)snprintf(out, KAM_RULE_TEXT, "%d %s", n, unit);
		return out;
	}
	known = !strcmp(unit, "week")   ? read_weekdays(place, at)
		: !strcmp(unit, "year") ? read_day(place, sizeof place, at)
					: read_place(place, sizeof place, at);
	if (!known)
		return text;
	(void)snprintf(out, KAM_RULE_TEXT, "%d %s on %s", n, unit, place);
	return out;
}
