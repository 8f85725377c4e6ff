/*
 * Where the people of an account stand: their power and interest, and how
 * engaged they are against how engaged they should be.
 *
 * Power and interest are a contact's influence and interest, 1 to 5; 4 and 5
 * are high. The quadrants are those of A. L. Mendelow, Environmental Scanning:
 * The Impact of the Stakeholder Concept (ICIS 1981, 407-418), as the PMBOK Guide
 * (6th edition, 13.1.2.4) has the power/interest grid. Engagement has its five
 * levels (13.2.2.5, stakeholder engagement assessment matrix): unaware,
 * resistant, neutral, supportive, leading. How engaged they are, where it isn't
 * said, follows from their attitude: opponent and sceptic are resistant,
 * neutral is neutral, supporter supportive, champion leading.
 */
#ifndef KAM_ENGAGEMENT_H
#define KAM_ENGAGEMENT_H

#include <kam/store.h>

enum { KAM_POWER_HIGH = 4, KAM_POWER_MOST = 5 };

enum kam_quadrant {
	KAM_QUADRANT_NONE, /* influence or interest is unsaid */
	KAM_MONITOR,
	KAM_KEEP_INFORMED,
	KAM_KEEP_SATISFIED,
	KAM_MANAGE_CLOSELY,
};

struct kam_engaged {
	int64_t id, owner_id;
	const char *name, *title; /* title: their position, or NULL */
	int64_t influence, interest; /* 0: unsaid */
	enum kam_quadrant quadrant;
	const char *wanted, *seen; /* words, or NULL */
	int by_attitude;           /* seen was not said */
	int64_t gap; /* levels from seen up to wanted; 0: none, or unknown */
};

struct kam_engagements {
	const char *account; /* its name */
	struct kam_engaged *items; /* the most influence first, then interest */
	size_t n;
};

enum kam_quadrant kam_quadrant_of(int64_t influence, int64_t interest);
/* "manage_closely"; NULL for none */
const char *kam_quadrant_word(enum kam_quadrant quadrant);
/* What to do about people of it, N_(); for none what is missing. */
const char *kam_quadrant_advice(enum kam_quadrant quadrant);

/* The account's contacts who are in their posts; it lives in the arena. */
int kam_engagement_load(struct kam_engagements *out, struct kam *k,
			struct kam_arena *arena, int64_t account,
			struct kam_err *err) KAM_MUST_USE;

/* Adds the grid as an SVG drawing of its own: no script, nothing from
   elsewhere. */
void kam_engagement_svg(struct kam_str *out,
			const struct kam_engagements *engagements);

#endif
