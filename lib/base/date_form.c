#include "base/date_form.h"

#include <kam/date.h>
#include <stdio.h>
#include <string.h>

struct word {
	const char *word;
	const char *plain; /* what it stands for, where its place won't tell */
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

/* A number of so many digits; what follows it, or NULL. */
static const char *take_number(int *out, const char *at, size_t least,
			       size_t most)
{
	size_t digits = strspn(at, "0123456789");

	if (digits < least || digits > most)
		return NULL;
	for (*out = 0; digits; digits--)
		*out = 10 * *out + (*at++ - '0');
	return at;
}

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, " ");
}

/* "年", that may have blanks around it, or one of - / . and after the month
   the same kind again, which is kept in by ('\1' is the Chinese one); what
   follows it, or NULL. */
static const char *take_mark(const char *at, const char *chinese, char *by)
{
	const char *word = skip_blanks(at);

	if (*by <= '\1' && !strncmp(word, chinese, strlen(chinese))) {
		*by = '\1';
		return skip_blanks(word + strlen(chinese));
	}
	if (!*at || !strchr("-/.", *at) || (*by && *at != *by))
		return NULL;
	*by = *at;
	return at + 1;
}

/* "2026-11-28" or "2026年11月28日"; what follows it, or NULL. */
static const char *take_day(int n[3], const char *at)
{
	char by = '\0';

	at = take_number(&n[0], at, 4, 4);
	at = at ? take_mark(at, "年", &by) : NULL;
	at = at ? take_number(&n[1], at, 1, 2) : NULL;
	at = at ? take_mark(at, "月", &by) : NULL;
	return at ? take_number(&n[2], at, 1, 2) : NULL;
}

/* "8:05" or "8:05:30", and nothing behind it */
static int is_clock(int n[3], const char *at)
{
	at = take_number(&n[0], at, 1, 2);
	for (int i = 1; i < 3 && at && (i == 1 || *at); i++)
		at = *at == ':' ? take_number(&n[i], at + 1, 2, 2) : NULL;
	return at && !*at;
}

int kam_date_is_iso(const char *text)
{
	static const char form[] = "0000-00-00 00:00:00";
	size_t n = 0;

	while (text[n] && (form[n] == '0' ? text[n] >= '0' && text[n] <= '9'
					  : text[n] == form[n]))
		n++;
	return !text[n] && (n == KAM_DATE_TEXT - 1 || n == sizeof form - 1);
}

const char *kam_date_iso(char out[KAM_TYPED_TEXT], const char *text)
{
	static const struct word ends[] = { { "日" }, { "号" } };
	int n[6] = { 0 };
	const char *at, *end;

	if (kam_date_is_iso(text))
		return memcpy(out, text, strlen(text) + 1);
	at = take_day(n, text);
	if (!at)
		return text;
	end = skip_blanks(at);
	if (TAKE(&end, ends) >= 0)
		at = end;
	else
		end = NULL;
	if (!*at) {
		(void)snprintf(out, KAM_TYPED_TEXT, "%04d-%02d-%02d", n[0],
			       n[1], n[2]);
		return out;
	}
	if (*at != 'T' && *at != ' ' && !end)
		return text;
	at = *at == 'T' ? at + 1 : skip_blanks(at);
	if (!is_clock(n + 3, at))
		return text;
	(void)snprintf(out, KAM_TYPED_TEXT, "%04d-%02d-%02d %02d:%02d:%02d",
		       n[0], n[1], n[2], n[3], n[4], n[5]);
	return out;
}

static const struct word weeks[] = { { "周" }, { "星期" }, { "礼拜" } };

int kam_weekday_chinese(const char *text)
{
	static const struct word days[] = {
		{ "一" }, { "二" }, { "三" }, { "四" },
		{ "五" }, { "六" }, { "日" }, { "天" },
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
		{ "下下" }, { "下" }, { "本" }, { "这" }, { "上" },
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
		{ "天", "d" },     { "日", "d" },        { "周", "w" },
		{ "个星期", "w" }, { "星期", "w" },      { "个礼拜", "w" },
		{ "礼拜", "w" },   { "个工作日", "wd" }, { "工作日", "wd" },
		{ "个月", "m" },   { "个季度", "q" },    { "年", "y" },
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
