/*
 * Rules that recur, as Chinese say them.
 */
#ifndef KAM_ANALYSIS_RECURRENCE_WORDS_H
#define KAM_ANALYSIS_RECURRENCE_WORDS_H

enum { KAM_RULE_TEXT = 96 };

/*
 * The same rule in English: "1 week on fri" of 每周五, "2 week on mon,thu" of
 * 每两周周一、周四, "1 month on last working day" of 每月最后一个工作日; text
 * itself where it is none of these.
 */
const char *kam_rule_plain(char out[KAM_RULE_TEXT], const char *text);

#endif
