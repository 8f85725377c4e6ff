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

/* Takes blanks at the end of text away. */
void kam_minutes_trim(char *text);
/* Takes n bytes out of the text, one of the blanks around them, and brackets in
   which nothing but marks and blanks is left then: "send it (@li, )". */
void kam_minutes_cut(char *text, char *from, size_t n);
/* The same as trim, and the marks that stood between the text and what was
   taken out of it: "发送报价，". */
void kam_minutes_trim_rest(char *text);

#endif
