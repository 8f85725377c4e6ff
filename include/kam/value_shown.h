/*
 * Values as people read them, where no printer is at hand: as `show` gives
 * them. Lists aside.
 */
#ifndef KAM_VALUE_SHOWN_H
#define KAM_VALUE_SHOWN_H

#include <kam/store.h>
#include <kam/str.h>

/* A moment in the register's zone: "2026-11-23 14:30"; k: NULL is UTC */
enum { KAM_LOCAL_TEXT = 17 };
void kam_local_time(char out[KAM_LOCAL_TEXT], const struct kam *k,
                    const char *instant);
/* What one of several references is called: a name where its key is but an ID.
   Either may be NULL. */
const char *kam_name_shown(const char *key, const char *title);
/* Adds what a reference is called: as above, the title as kam_title_shown()
   has it. k: NULL, as the title stands in the register. */
void kam_reference_shown(struct kam_str *out, struct kam *k,
                         const struct kam_field *field,
                         const struct kam_value *value);
/* Adds a value that is set: words, flags and rules in the reader's language,
   money with its currency, moments where the register is. 0 where people read
   what kam_record_text() gives. */
int kam_value_shown(struct kam_str *out, struct kam *k,
                    const struct kam_field *field,
                    const struct kam_value *value);

#endif
