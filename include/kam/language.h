/*
 * Codes of languages, by their shape as BCP 47 (RFC 5646, section 2.1) has it:
 * two or three letters, then subtags of one to eight letters and digits, parted
 * by hyphens. Whether there is such a language isn't looked up; what is written
 * often though it means a country or is a name ("cn", "chinese") is refused
 * with the code that is meant.
 */
#ifndef KAM_LANGUAGE_H
#define KAM_LANGUAGE_H

#include <kam/err.h>

enum { KAM_LANGUAGE_TEXT = 36 };

/*
 * The code as it is written by convention: "zh-CN" for "zh_cn", "zh-Hans" for
 * "ZH-hans". KAM_EINVALID where it isn't one.
 */
int kam_language_read(char out[KAM_LANGUAGE_TEXT], const char *text,
                      struct kam_err *err) KAM_MUST_USE;

#endif
