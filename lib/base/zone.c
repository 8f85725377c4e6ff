#include <kam/date.h>
#include <kam/zone.h>

#include "base/zone_rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ZONE_BYTES = 1 << 20 };

struct kam_zone {
	unsigned char *bytes; /* the file, or NULL for a fixed offset */
	size_t n;             /* transitions */
	const unsigned char *times, *indexes, *types;
	size_t n_types;
	int32_t fixed;             /* seconds east where there is no file */
	struct kam_zone_rule rule; /* beyond the last transition */
};

static int fail(struct kam_err *err, const char *name)
{
	kam_fail(err, KAM_EINVALID, _("no time zone '%s'"), name);
	kam_hint(err, "%s",
		 _("write UTC, +08:00 or a name such as Asia/Shanghai"));
	return err->code;
}

static int64_t big_endian(const unsigned char *at, int n)
{
	uint64_t value = at[0] & 0x80 ? UINT64_MAX : 0;

	for (int i = 0; i < n; i++)
		value = value << 8 | at[i];
	return (int64_t)value;
}

/* The six counts of a TZif header (RFC 8536, 3.1) */
struct counts {
	size_t isut, isstd, leap, time, type, chars;
};

static int read_header(struct counts *c, const unsigned char *at, size_t left)
{
	size_t *const out[] = { &c->isut, &c->isstd, &c->leap,
				&c->time, &c->type,  &c->chars };

	if (left < 44 || memcmp(at, "TZif", 4) != 0)
		return -1;
	for (int i = 0; i < 6; i++) {
		int64_t n = big_endian(at + 20 + 4 * i, 4);

		if (n < 0 || n > ZONE_BYTES)
			return -1;
		*out[i] = (size_t)n;
	}
	return 0;
}

static size_t body_size(const struct counts *c, size_t time_size)
{
	return c->time * (time_size + 1) + c->type * 6 + c->chars +
	       c->leap * (time_size + 4) + c->isstd + c->isut;
}

/* The second, 64-bit part of the file and the rule in its last line. */
static int read_body(struct kam_zone *z, size_t length)
{
	const unsigned char *at = z->bytes, *end = z->bytes + length;
	struct counts c;
	size_t size;

	if (read_header(&c, at, length) || at[4] < '2')
		return -1;
	size = 44 + body_size(&c, 4);
	if (size > length || read_header(&c, at + size, length - size))
		return -1;
	at += size + 44;
	size = body_size(&c, 8);
	if (size > (size_t)(end - at) || !c.type)
		return -1;
	z->n = c.time;
	z->times = at;
	z->indexes = at + 8 * c.time;
	z->types = z->indexes + c.time;
	z->n_types = c.type;
	for (size_t i = 0; i < c.time; i++)
		if (z->indexes[i] >= c.type)
			return -1;
	at += size;
	if (end - at < 2 || *at != '\n' || end[-1] != '\n')
		return -1;
	return kam_zone_rule_parse(&z->rule, (const char *)at + 1,
				   (size_t)(end - at - 2));
}

/* "+08:00"; 0 where it is one */
static int read_fixed(int32_t *seconds, const char *name)
{
	if (strlen(name) != 6 || (*name != '+' && *name != '-') ||
	    name[3] != ':')
		return -1;
	for (int i = 1; i < 6; i++)
		if (i != 3 && (name[i] < '0' || name[i] > '9'))
			return -1;
	*seconds = ((name[1] - '0') * 10 + name[2] - '0') * 3600 +
		   ((name[4] - '0') * 10 + name[5] - '0') * 60;
	if (*seconds > 14 * 3600 || name[4] > '5')
		return -1;
	if (*name == '-')
		*seconds = -*seconds;
	return 0;
}

static int is_safe(const char *name)
{
	return *name != '/' && *name != '.' && !strstr(name, "..") &&
	       strlen(name) < 64 &&
	       !name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz0123456789"
				  "/_+-")];
}

static int read_file(struct kam_zone *z, const char *name,
		     const char *directory)
{
	char path[512];
	size_t length, room = 1;
	struct stat status;
	FILE *file;

	if (!is_safe(name) || snprintf(path, sizeof path, "%s/%s", directory,
				       name) >= (int)sizeof path)
		return -1;
	file = fopen(path, "rbe");
	if (!file)
		return -1;
	if (!fstat(fileno(file), &status) && status.st_size < ZONE_BYTES)
		room = (size_t)status.st_size + 1;
	z->bytes = malloc(room);
	length = z->bytes ? fread(z->bytes, 1, room, file) : 0;
	fclose(file);
	return length && length < room ? read_body(z, length) : -1;
}

int kam_zone_open(struct kam_zone **out, const char *name,
		  const char *directory, struct kam_err *err)
{
	struct kam_zone *z = calloc(1, sizeof *z);

	if (!directory)
		directory = "/usr/share/zoneinfo";
	if (!z)
		return kam_fail_memory(err);
	if (strcmp(name, "UTC") != 0 && strcmp(name, "Z") != 0 &&
	    read_fixed(&z->fixed, name) && read_file(z, name, directory)) {
		kam_zone_close(z);
		return fail(err, name);
	}
	*out = z;
	return 0;
}

void kam_zone_close(struct kam_zone *zone)
{
	if (!zone)
		return;
	free(zone->bytes);
	free(zone);
}

static int32_t type_offset(const struct kam_zone *z, size_t type)
{
	return (int32_t)big_endian(z->types + 6 * type, 4);
}

int32_t kam_zone_offset(const struct kam_zone *zone, int64_t instant)
{
	size_t low = 0, high;

	if (!zone || !zone->bytes)
		return zone ? zone->fixed : 0;
	high = zone->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (big_endian(zone->times + 8 * middle, 8) <= instant)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == zone->n && zone->rule.set)
		return kam_zone_rule_offset(&zone->rule, instant);
	return type_offset(zone, low ? zone->indexes[low - 1] : 0);
}

int64_t kam_zone_instant(const struct kam_zone *zone, int32_t date,
			 int32_t seconds)
{
	int64_t wall = (int64_t)date * 86400 + seconds;
	/* the offsets in force a day before and after hold the one there is */
	int32_t before = kam_zone_offset(zone, wall - 86400);
	int32_t after = kam_zone_offset(zone, wall + 86400);
	int64_t first = wall - (before > after ? before : after);
	int64_t second = wall - (before > after ? after : before);

	if (kam_zone_offset(zone, first) == wall - first)
		return first;
	if (kam_zone_offset(zone, second) == wall - second)
		return second;
	/* a gap: as far after it as the clock would have shown */
	return wall - before;
}

int32_t kam_zone_day(const struct kam_zone *zone, int64_t instant)
{
	int64_t local = instant + kam_zone_offset(zone, instant);

	return (int32_t)(local >= 0 ? local / 86400 : (local - 86399) / 86400);
}
