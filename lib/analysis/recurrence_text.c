/*
 * Recurrence rules out of text.
 */
#include "analysis/recurrence_words.h"

#include <kam/date.h>
#include <kam/recurrence.h>
#include <string.h>
#include <strings.h>

enum { WORDS = 8, WORD = 24 };

struct rule_words {
	char words[WORDS][WORD];
	int n, at;
};

static int fail(struct kam_err *err, const char *text)
{
	kam_fail(err, KAM_EINVALID, _("'%s' is not a rule that recurs"), text);
	kam_hint(err, "%s",
		 _("write: 3 days, 5 working days, week on mon,thu, 2 weeks on "
		   "fri, month on 15, month on last fri, month on last working "
		   "day, quarter on 2nd mon, year on 03-31"));
	return err->code;
}

static int split(struct rule_words *out, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, " \t");

		if (n && (out->n == WORDS || n >= WORD))
			return -1;
		if (n) {
			memcpy(out->words[out->n], text, n);
			out->words[out->n++][n] = '\0';
		}
		text += n;
		text += strspn(text, " \t");
	}
	return 0;
}

/* The next word without taking it; "" at the end */
static const char *peek(const struct rule_words *w)
{
	return w->at < w->n ? w->words[w->at] : "";
}

/* 1 where the next word is it, which is then taken; a plural s is allowed */
static int take(struct rule_words *w, const char *word)
{
	size_t n = strlen(word);
	const char *next = peek(w);

	if (strncasecmp(next, word, n) != 0 ||
	    (next[n] && strcasecmp(next + n, "s") != 0))
		return 0;
	w->at++;
	return 1;
}

/* All digits, optionally an ordinal's ending: 2, 2nd, 15th */
static int read_number(const char *word)
{
	static const char *const endings[] = { "", "st", "nd", "rd", "th" };
	size_t n = strspn(word, "0123456789");
	int value = 0;

	if (!n || n > 3)
		return 0;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + (word[i] - '0');
	for (size_t i = 0; i < 5; i++)
		if (!strcasecmp(word + n, endings[i]))
			return value;
	return 0;
}

static int read_ordinal(struct rule_words *w)
{
	static const char *const words[] = { "first", "second", "third",
					     "fourth", "fifth" };
	int nth = read_number(peek(w));

	if (take(w, "last"))
		return -1;
	for (int i = 0; i < 5; i++)
		if (!strcasecmp(peek(w), words[i]))
			nth = i + 1;
	w->at += nth != 0;
	return nth;
}

static int read_unit(struct kam_recurrence *r, struct rule_words *w)
{
	static const struct {
		const char *word;
		int interval;
		enum kam_unit unit;
	} names[] = {
		{ "day", 0, KAM_DAYS },
		{ "daily", 1, KAM_DAYS },
		{ "week", 0, KAM_WEEKS },
		{ "weekly", 1, KAM_WEEKS },
		{ "biweekly", 2, KAM_WEEKS },
		{ "fortnightly", 2, KAM_WEEKS },
		{ "fortnight", 2, KAM_WEEKS },
		{ "month", 0, KAM_MONTHS },
		{ "monthly", 1, KAM_MONTHS },
		{ "quarter", 0, KAM_QUARTERS },
		{ "quarterly", 1, KAM_QUARTERS },
		{ "year", 0, KAM_YEARS },
		{ "yearly", 1, KAM_YEARS },
		{ "annually", 1, KAM_YEARS },
	};

	if (take(w, "working") || take(w, "business")) {
		r->unit = KAM_WORKING_DAYS;
		return take(w, "day") ? 0 : -1;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!take(w, names[i].word))
			continue;
		r->unit = names[i].unit;
		if (names[i].interval)
			r->interval *= names[i].interval;
		return 0;
	}
	return -1;
}

/* "mon,thu" into a mask, 0 where it is something else */
static unsigned read_weekdays(const char *word)
{
	struct kam_err ignored = { 0 };
	unsigned mask;

	return kam_weekdays_parse(&mask, word, &ignored) ? 0 : mask;
}

/* What stands after "on" */
static int read_on(struct kam_recurrence *r, struct rule_words *w)
{
	int month, day;

	if (r->unit == KAM_WEEKS) {
		r->on = KAM_ON_WEEKDAYS;
		r->weekdays = read_weekdays(peek(w));
		w->at++;
		return r->weekdays ? 0 : -1;
	}
	if (r->unit == KAM_YEARS && strlen(peek(w)) == 5 && peek(w)[2] == '-') {
		month = (peek(w)[0] - '0') * 10 + peek(w)[1] - '0';
		day = (peek(w)[3] - '0') * 10 + peek(w)[4] - '0';
		if (month < 1 || month > 12 || day < 1 ||
		    day > kam_month_days(2024, month))
			return -1;
		r->on = KAM_ON_DATE;
		r->month = month;
		r->nth = day;
		w->at++;
		return 0;
	}
	if (r->unit != KAM_MONTHS && r->unit != KAM_QUARTERS)
		return -1;
	(void)(take(w, "the") || take(w, "day"));
	r->nth = read_ordinal(w);
	if (!r->nth)
		return -1;
	if (take(w, "working") || take(w, "business")) {
		r->on = KAM_ON_WORKING_DAY;
		return take(w, "day") && r->nth <= 66 ? 0 : -1;
	}
	r->weekdays = read_weekdays(peek(w));
	if (r->weekdays) {
		w->at++;
		r->on = KAM_ON_WEEKDAY;
		/* one weekday, and no more of them than the unit surely has */
		return r->weekdays & (r->weekdays - 1) ||
			       r->nth > (r->unit == KAM_MONTHS ? 5 : 13)
			   ? -1
			   : 0;
	}
	(void)take(w, "day");
	r->on = KAM_ON_DAY;
	return r->nth <= (r->unit == KAM_MONTHS ? 31 : 92) ? 0 : -1;
}

int kam_recurrence_parse(struct kam_recurrence *out, const char *text,
			 struct kam_err *err)
{
	struct kam_recurrence r = { .interval = 1 };
	struct rule_words w = { 0 };
	char plain[KAM_RULE_TEXT];

	if (split(&w, kam_rule_plain(plain, text)))
		return fail(err, text);
	(void)take(&w, "every");
	if (read_number(peek(&w)) || !strcmp(peek(&w), "0")) {
		r.interval = read_number(peek(&w));
		w.at++;
	} else if (take(&w, "other")) {
		r.interval = 2;
	}
	if (r.interval < 1 || r.interval > 999 || read_unit(&r, &w))
		return fail(err, text);
	if (take(&w, "on") && read_on(&r, &w))
		return fail(err, text);
	if (w.at != w.n)
		return fail(err, text);
	*out = r;
	return 0;
}
