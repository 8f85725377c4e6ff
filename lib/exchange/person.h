/*
 * People's names, which contacts have as one and others as two.
 */
#ifndef KAM_EXCHANGE_PERSON_H
#define KAM_EXCHANGE_PERSON_H

#include <stddef.h>

/*
 * Where the family's name is: of a Chinese one its first bytes (*first of
 * them, *last_from is 0; a blank may follow), of others its end from *last_from on, with particles
 * ("van der Berg"); *first bytes before it are the given name.
 */
void kam_person_split(size_t *first, size_t *last_from, const char *name);

#endif
