/*
 * How loaded conversations are judged; talk.h says by which rules.
 */
#ifndef KAM_AREAS_TALK_H
#define KAM_AREAS_TALK_H

#include <kam/talk.h>

/* Sets two_way and answer of each; scratch is for what only that takes. */
int kam_talks_judge(struct kam_talks *talks, struct kam_arena *scratch,
		    struct kam_err *err) KAM_MUST_USE;

#endif
