#include <kam/duration.h>

#include <inttypes.h>
#include <kam/typed.h>
#include <stdio.h>
#include <string.h>

enum { UNITS = 4, LONGEST = 12 /* digits */ };

static const char letters[UNITS + 1] = "wdhm";
static const int64_t sizes[2][UNITS] = {
	[KAM_CALENDAR_TIME] = { 10080, 1440, 60, 1 },
	[KAM_WORKING_TIME] = { 2400, 480, 60, 1 },
};

/* w, d, h or m, or the Chinese word for it, behind which *text goes; -1 */
static int read_unit(const char **text)
{
	static const struct {
		const char *word;
		int unit;
	} words[] = { { "周", 0 }, { "天", 1 },   { "小时", 2 },
		      { "时", 2 }, { "分钟", 3 }, { "分", 3 } };
	const char *letter = **text ? strchr(letters, **text) : NULL;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i].word);

		if (!strncmp(*text, words[i].word, n)) {
			*text += n;
			return words[i].unit;
		}
	}
	*text += letter != NULL;
	return letter ? (int)(letter - letters) : -1;
}

/* Reads "4h" and moves on; the unit must come after last. -1 if it can't. */
static int read_part(const char **text, int64_t *count, int last)
{
	size_t digits = strspn(*text, "0123456789");
	int unit;

	if (digits == 0 || digits > LONGEST)
		return -1;
	*count = 0;
	for (size_t i = 0; i < digits; i++)
		*count = *count * 10 + ((*text)[i] - '0');
	*text += digits;
	unit = read_unit(text);
	return unit > last ? unit : -1;
}

int kam_duration_parse(int64_t *minutes, const char *text, enum kam_clock clock,
		       struct kam_err *err)
{
	char typed[KAM_TYPED_TEXT];
	const char *at = kam_typed(typed, text);
	int64_t sum = 0, count;
	int unit = -1;

	do {
		unit = read_part(&at, &count, unit);
		if (unit < 0 ||
		    __builtin_mul_overflow(count, sizes[clock][unit], &count) ||
		    __builtin_add_overflow(sum, count, &sum)) {
			kam_fail(err, KAM_EINVALID, _("'%s' is no duration"),
				 text);
			kam_hint(err, "%s", _("write it as 2w, 3d, 1d4h, 45m"));
			return KAM_EINVALID;
		}
	} while (*at);
	*minutes = sum;
	return 0;
}

void kam_duration_format(char out[KAM_DURATION_TEXT], int64_t minutes,
			 enum kam_clock clock)
{
	size_t used = 0;

	(void)snprintf(out, KAM_DURATION_TEXT, "0m");
	for (int i = 0; i < UNITS; i++) {
		int64_t count = minutes / sizes[clock][i];

		minutes %= sizes[clock][i];
		if (count > 0)
			used += (size_t)snprintf(
			    out + used, KAM_DURATION_TEXT - used,
			    "%" PRId64 "%c", count, letters[i]);
	}
}
