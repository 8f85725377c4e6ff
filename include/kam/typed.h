/*
 * Values as a Chinese input method leaves them: １２，５００ or ９：３０.
 *
 * Numbers, days, moments, durations and money are read in this form; texts
 * stay what they are.
 */
#ifndef KAM_TYPED_H
#define KAM_TYPED_H

/* longer is no such value */
enum { KAM_TYPED_TEXT = 64 };

/*
 * text with full-width digits, letters and marks (U+FF01 to U+FF5E) and the
 * ideographic blank (U+3000) in ASCII, without blanks at its ends; text itself
 * where it has none of these, or none of that length.
 */
const char *kam_typed(char out[KAM_TYPED_TEXT], const char *text);
/*
 * What stands behind the first ',' or '，' of a list, which becomes the end of
 * text; NULL where there is none. With KAM_TYPED_PAUSE behind '、', too, which
 * stands between people and tags but within titles, as well.
 */
enum kam_typed_mark { KAM_TYPED_COMMA, KAM_TYPED_PAUSE };
char *kam_typed_split(char *text, enum kam_typed_mark last);
/* The same of ':' or '：'. */
char *kam_typed_colon(char *text);

#endif
