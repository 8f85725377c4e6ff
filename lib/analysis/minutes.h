/*
 * What one line of minutes says.
 */
#ifndef KAM_ANALYSIS_MINUTES_H
#define KAM_ANALYSIS_MINUTES_H

#include <kam/minutes.h>

/* n bytes of text; items: what an item of a list is in its section. */
int kam_minutes_line(struct kam_minutes_line *out, struct kam_arena *arena,
		     const char *text, size_t n, enum kam_minutes_form items,
		     struct kam_err *err) KAM_MUST_USE;
/* What the items below a heading are; *internal where it says so. */
enum kam_minutes_form kam_minutes_heading(int *internal, const char *text);

#endif
