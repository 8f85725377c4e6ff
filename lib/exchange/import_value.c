/*
 * Cells that another system writes in another way: moments without a zone,
 * seconds, words of its own.
 */
#include "exchange/import.h"

#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/zone.h>
#include <string.h>
#include <strings.h>

/* Messages have the cell as it stands in the file. */
static int read_moment(int64_t *out, struct kam_import *in, const char *cell,
		       struct kam_err *err)
{
	struct kam_err ignored = { 0 };
	const char *iso;
	int rc = kam_import_iso(&iso, in, cell, err);

	if (rc ||
	    !kam_instant_read(out, iso, kam_now(in->k), in->zone, &ignored))
		return rc;
	return kam_instant_read(out, cell, kam_now(in->k), in->zone, err);
}

/* A day as spreadsheets and databases write it: "2026-10-06 00:00:00". */
static const char *without_midnight(char out[KAM_INSTANT_TEXT], const char *iso)
{
	size_t day = KAM_DATE_TEXT - 1;

	if (strlen(iso) <= day || (iso[day] != ' ' && iso[day] != 'T') ||
	    iso[day + 1 + strspn(iso + day + 1, "0:")])
		return iso;
	(void)snprintf(out, KAM_INSTANT_TEXT, "%.*s", (int)day, iso);
	return out;
}

int kam_import_when(struct kam_import *in, struct kam_record *r, int field,
		    const char *cell, struct kam_err *err)
{
	char moment[KAM_INSTANT_TEXT];
	struct kam_err ignored = { 0 };
	const char *iso = cell;
	int64_t instant;
	int32_t day;
	int rc;

	/* an empty one unsets */
	if (!*cell || r->kind->fields[field].type == KAM_DATE) {
		rc = kam_import_iso(&iso, in, cell, err);
		if (!rc)
			iso = without_midnight(moment, iso);
		if (!rc && kam_date_parse(&day, iso, &ignored))
			iso = cell;
	} else {
		rc = read_moment(&instant, in, cell, err);
		if (!rc)
			kam_instant_format(moment, instant);
		iso = moment;
	}
	return rc ? rc : kam_record_set(in->k, r, field, iso, err);
}

int kam_import_time(struct kam_import *in, struct kam_record *r,
		    const struct kam_layout_column *c, const char *cell,
		    struct kam_err *err)
{
	char day[KAM_DATE_TEXT];
	int64_t instant;
	int rc;

	if (c->use == KAM_USE_TIME)
		return kam_import_when(in, r, c->field, cell, err);
	rc = read_moment(&instant, in, cell, err);
	if (rc)
		return rc;
	kam_date_format(day, kam_zone_day(in->zone, instant));
	return kam_record_set(in->k, r, c->field, day, err);
}

/* Durations are kept in minutes: a begun one counts. */
static int set_duration(struct kam_import *in, struct kam_record *r, int field,
			int64_t seconds, const char *cell, struct kam_err *err)
{
	char text[32];

	if (seconds < 0)
		return kam_fail(err, KAM_EINVALID, _("'%.60s' is no duration"),
				cell);
	(void)snprintf(text, sizeof text, "%lldm",
		       (long long)(seconds / 60 + (seconds % 60 > 0)));
	return kam_record_set(in->k, r, field, text, err);
}

int kam_import_seconds(struct kam_import *in, struct kam_record *r, int field,
		       const char *cell, struct kam_err *err)
{
	int64_t seconds;
	int rc = kam_integer_parse(&seconds, kam_import_number(in, cell), err);

	return rc ? rc : set_duration(in, r, field, seconds, cell, err);
}

int kam_import_clock(struct kam_import *in, struct kam_record *r, int field,
		     const char *cell, struct kam_err *err)
{
	int64_t n, seconds = 0;
	int parts = 0;

	if (*kam_import_cell(in, kam_import_column(in, KAM_USE_SECONDS, field)))
		return 0;
	for (const char *at = cell; at && parts < 4; parts++) {
		const char *colon = strchr(at, ':');
		char text[16];
		int length = colon ? (int)(colon - at) : (int)strlen(at);

		(void)snprintf(text, sizeof text, "%.*s",
			       length < 9 ? length : 9, at);
		if (kam_integer_parse(&n, text, err))
			return err->code;
		seconds = 60 * seconds + n;
		if (n < 0 || (parts && n > 59))
			seconds = -1;
		at = colon && seconds >= 0 ? colon + 1 : NULL;
	}
	/* "59" alone doesn't say of what */
	if (parts < 2 || parts > 3)
		seconds = -1;
	return set_duration(in, r, field, seconds, cell, err);
}

/* "1,200" and "1,200.00" as 1200; what is no whole number stays, and what may
   be one of thousands: "1.000". */
const char *kam_import_number(struct kam_import *in, const char *cell)
{
	char typed[KAM_TYPED_TEXT];
	const char *at = kam_typed(typed, cell);
	size_t n = strspn(at, "0123456789"), used = 0, zeros;
	int group = n <= 3 && *at != '0';
	char *out;

	if (!n || (at == cell && !at[n]) || strlen(at) >= KAM_TYPED_TEXT)
		return cell;
	out = kam_arena_alloc(&in->row, KAM_TYPED_TEXT);
	if (!out)
		return cell;
	memcpy(out, at, n);
	for (used = n, at += n; group && *at == ',';) {
		if (strspn(at + 1, "0123456789") != 3)
			return cell;
		memcpy(out + used, at + 1, 3);
		used += 3;
		at += 4;
	}
	zeros = *at == '.' ? strspn(at + 1, "0") : 0;
	if (zeros && !(group && used == n && zeros == 3))
		at += 1 + zeros;
	out[used] = '\0';
	return *at ? cell : out;
}

/* Their word, or one of ours, as --map may give it. */
static const char *translate(const struct kam_layout_column *c,
			     const char *cell)
{
	for (size_t i = 0; c->words[i]; i += 2)
		if (!strcasecmp(c->words[i], cell))
			return c->words[i + 1];
	for (size_t i = 0; c->words[i]; i += 2)
		if (!strcmp(c->words[i + 1], cell))
			return cell;
	return NULL;
}

static int fail_word(const struct kam_import *in, size_t column,
		     const char *cell, struct kam_err *err)
{
	const struct kam_layout_column *c = &in->layout->columns[column];
	struct kam_str all = KAM_STR_INIT;

	for (size_t i = 0; c->words[i]; i += 2)
		kam_str_printf(&all, "%s%s", i ? ", " : "", c->words[i]);
	kam_fail(err, KAM_EINVALID,
		 _("'%.60s' is not one of: %s; --map '%s:%.60s=%s' reads it as "
		   "such"),
		 cell, all.data, kam_import_label(in, column), cell,
		 c->words[0]);
	kam_str_release(&all);
	return err->code;
}

int kam_import_word(struct kam_import *in, struct kam_record *r, size_t column,
		    const char *cell, struct kam_err *err)
{
	const struct kam_layout_column *c = &in->layout->columns[column];
	const char *word = translate(c, cell);

	if (word && !*word)
		return 0;
	if (c->use == KAM_USE_STATUS) {
		if (!word)
			return fail_word(in, column, cell, err);
		r->status = kam_state_find(r->kind, word);
		return 0;
	}
	if (r->kind->fields[c->field].type == KAM_TAGS)
		return word ? kam_record_add_ref(in->k, r, c->field, 0, word,
						 err)
			    : 0;
	return word ? kam_record_set(in->k, r, c->field, word, err)
		    : fail_word(in, column, cell, err);
}
