/*
 * The POSIX TZ rule in the last line of a TZif file: "CET-1CEST,M3.5.0,M10.5.0/3"
 * (RFC 8536, 3.3). It says what holds beyond the last transition.
 */
#ifndef KAM_BASE_ZONE_RULE_H
#define KAM_BASE_ZONE_RULE_H

#include <stddef.h>
#include <stdint.h>

struct kam_zone_change {
	char form; /* M: month, week, day; J: 1 … 365 without 29 February;
	              0: 0 … 365 */
	int month, week, day;
	int32_t time; /* seconds after midnight, wall clock */
};

struct kam_zone_rule {
	int set;
	int32_t standard, summer; /* seconds east */
	int has_summer;
	struct kam_zone_change start, end;
};

/* 0, or -1 where it isn't one; an empty text sets nothing */
int kam_zone_rule_parse(struct kam_zone_rule *out, const char *text,
                        size_t length);
int32_t kam_zone_rule_offset(const struct kam_zone_rule *rule, int64_t instant);

#endif
