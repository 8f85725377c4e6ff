/*
 * Text for XML, as a drawing has it.
 */
#ifndef KAM_XML_H
#define KAM_XML_H

#include <kam/str.h>

/* Adds text as one line, for between tags and within quotes alike: what would
   be markup is escaped; what XML 1.0 has no place for, and what would change a
   line's direction, is shown as kam_utf8_show() does, or is U+FFFD. */
void kam_xml_add(struct kam_str *out, const char *text);

#endif
