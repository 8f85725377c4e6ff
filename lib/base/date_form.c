#include "base/date_form.h"

#include <kam/date.h>
#include <stdio.h>
#include <string.h>

struct word {
	const char *word, *plain;
};

/* Moves on behind the first of the words that stands there; its place in the
   table, or -1. */
static int take(const char **at, const struct word *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t length = strlen(words[i].word);

		if (!strncmp(*at, words[i].word, length)) {
			*at += length;
			return (int)i;
		}
	}
	return -1;
}

#define TAKE(at, words) take(at, words, sizeof(words) / sizeof *(words))

const char *kam_date_iso(char out[KAM_TYPED_TEXT], const char *text)
{
	int n[6] = { 0 }, parts = 0;
	const char *at = text;

	while (parts < 6 && *at >= '0' && *at <= '9') {
		static const struct word marks[] = {
			{ "年", "" }, { "月", "" }, { "日", "" }, { "号", "" }
		};
		size_t digits = strspn(at, "0123456789");

		if (digits > (parts ? 2 : 4) || (!parts && digits != 4) ||
		    (parts > 3 && digits != 2))
			return text;
		while (digits--)
			n[parts] = 10 * n[parts] + (*at++ - '0');
		parts++;
		digits = strspn(at, parts < 3 ? "-/." : ":T ");
		if (parts < 3 || (at[digits] >= '0' && at[digits] <= '9'))
			at += digits;
		(void)TAKE(&at, marks);
		at += strspn(at, " ");
	}
	if (*at || (parts != 3 && parts < 5))
		return text;
	if (parts == 3)
		(void)snprintf(out, KAM_TYPED_TEXT, "%04d-%02d-%02d", n[0],
			       n[1], n[2]);
	else
		(void)snprintf(out, KAM_TYPED_TEXT,
			       "%04d-%02d-%02d %02d:%02d:%02d", n[0], n[1],
			       n[2], n[3], n[4], n[5]);
	return out;
}

static const struct word weeks[] = { { "周", "" },
				     { "星期", "" },
				     { "礼拜", "" } };

int kam_weekday_chinese(const char *text)
{
	static const struct word days[] = {
		{ "一", "" }, { "二", "" }, { "三", "" }, { "四", "" },
		{ "五", "" }, { "六", "" }, { "日", "" }, { "天", "" },
	};
	int day;

	if (TAKE(&text, weeks) < 0)
		return -1;
	day = TAKE(&text, days);
	return *text ? -1 : day > KAM_SUNDAY ? KAM_SUNDAY : day;
}

/* 下周五, 本星期一: of a week counted from this one */
static const char *of_week(char out[KAM_TYPED_TEXT], const char *text,
			   int32_t today)
{
	static const struct word shifts[] = {
		{ "下下", "" }, { "下", "" }, { "本", "" },
		{ "这", "" },   { "上", "" },
	};
	static const int days[] = { 14, 7, 0, 0, -7 };
	int shift = TAKE(&text, shifts), day;

	if (shift < 0)
		return NULL;
	if (!strncmp(text, "个", strlen("个")))
		text += strlen("个");
	day = kam_weekday_chinese(text);
	if (day < 0)
		return NULL;
	day += days[shift] - (int)kam_date_weekday(today);
	(void)snprintf(out, KAM_TYPED_TEXT, "%+dd", day);
	return out;
}

/* 3天后, 两周后, 5个工作日后, 1个月前 */
static const char *of_span(char out[KAM_TYPED_TEXT], const char *text)
{
	static const struct word numbers[] = {
		{ "一", "1" }, { "二", "2" }, { "两", "2" },  { "三", "3" },
		{ "四", "4" }, { "五", "5" }, { "六", "6" },  { "七", "7" },
		{ "八", "8" }, { "九", "9" }, { "十", "10" },
	};
	static const struct word units[] = {
		{ "天", "d" },        { "日", "d" },      { "周", "w" },
		{ "个星期", "w" },    { "星期", "w" },    { "个礼拜", "w" },
		{ "个工作日", "wd" }, { "工作日", "wd" }, { "个月", "m" },
		{ "个季度", "q" },    { "年", "y" },
	};
	static const struct word ways[] = {
		{ "后", "+" }, { "之后", "+" }, { "以后", "+" },
		{ "前", "-" }, { "之前", "-" }, { "以前", "-" },
	};
	size_t digits = strspn(text, "0123456789");
	const char *from = text;
	int number = -1, unit, way;

	if (digits && digits < 9)
		text += digits;
	else
		number = TAKE(&text, numbers);
	if (text == from)
		return NULL;
	text += strspn(text, " ");
	unit = TAKE(&text, units);
	way = TAKE(&text, ways);
	if (unit < 0 || way < 0 || *text)
		return NULL;
	(void)snprintf(out, KAM_TYPED_TEXT, "%s%.*s%s", ways[way].plain,
		       number < 0 ? (int)digits : 2,
		       number < 0 ? from : numbers[number].plain,
		       units[unit].plain);
	return out;
}

static const char *of_word(const char *text)
{
	static const struct word words[] = {
		{ "今天", "today" },     { "今日", "today" },
		{ "明天", "tomorrow" },  { "明日", "tomorrow" },
		{ "昨天", "yesterday" }, { "昨日", "yesterday" },
		{ "大后天", "+3d" },     { "后天", "+2d" },
		{ "大前天", "-3d" },     { "前天", "-2d" },
		{ "月底", "eom" },       { "月末", "eom" },
		{ "本月底", "eom" },     { "本月末", "eom" },
		{ "季末", "eoq" },       { "季度末", "eoq" },
		{ "本季末", "eoq" },     { "本季度末", "eoq" },
		{ "年底", "eoy" },       { "年末", "eoy" },
		{ "今年年底", "eoy" },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(text, words[i].word))
			return words[i].plain;
	return NULL;
}

const char *kam_date_plain(char out[KAM_TYPED_TEXT], const char *text,
			   int32_t today)
{
	char typed[KAM_TYPED_TEXT];
	const char *narrow = kam_typed(typed, text), *plain;

	if (*narrow >= '0' && *narrow <= '9' &&
	    kam_date_iso(out, narrow) == out)
		return out;
	plain = of_word(narrow);
	if (!plain)
		plain = of_week(out, narrow, today);
	if (!plain)
		plain = of_span(out, narrow);
	if (plain || narrow == text)
		return plain ? plain : text;
	(void)snprintf(out, KAM_TYPED_TEXT, "%s", narrow);
	return out;
}
