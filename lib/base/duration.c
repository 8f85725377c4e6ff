#include <kam/duration.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { UNITS = 4, LONGEST = 12 /* digits */ };

static const char letters[UNITS + 1] = "wdhm";
static const int64_t sizes[2][UNITS] = {
	[KAM_CALENDAR_TIME] = { 10080, 1440, 60, 1 },
	[KAM_WORKING_TIME] = { 2400, 480, 60, 1 },
};

/* Reads "4h" and moves on; the unit must come after last. -1 if it can't. */
static int read_part(const char **text, int64_t *count, int last)
{
	size_t digits = strspn(*text, "0123456789");
	const char *letter;

	if (digits == 0 || digits > LONGEST)
		return -1;
	*count = 0;
	for (size_t i = 0; i < digits; i++)
		*count = *count * 10 + ((*text)[i] - '0');
	*text += digits;
	letter = **text ? strchr(letters, **text) : NULL;
	if (!letter || letter - letters <= last)
		return -1;
	(*text)++;
	return (int)(letter - letters);
}

int kam_duration_parse(int64_t *minutes, const char *text, enum kam_clock clock,
		       struct kam_err *err)
{
	const char *at = text;
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
