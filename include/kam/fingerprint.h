/*
 * The fingerprint of a record's wording: what was agreed to, what a link was
 * made to. It changes when the wording does and with nothing else: owner, due
 * date, status, ID and account have no part in it.
 *
 * The wording is the fields that the catalogue marks KAM_WORDING; of a kind
 * without any, the one that stands for the record (its title). The fingerprint
 * is the SHA-256, in lower-case hexadecimal, of these bytes in UTF-8:
 *
 *	{"acceptance_criteria":"…","statement":"…","title":"…"}
 *
 * that is, a JSON object of those fields that are set, in the order of the
 * bytes of their names, without a blank or line feed outside the texts and
 * none after it. A text stands in double quotes, as it is but for \" \\ \b \t
 * \n \f \r and, as \u and four lower-case hexadecimal digits, the other
 * characters below U+0020, U+007F to U+009F, U+061C, U+200E, U+200F, U+2028 to
 * U+202E, U+2066 to U+2069 and U+FEFF. A number is whole: millionths of a
 * decimal, minutes of a duration; money is minor units and currency,
 * [120050,"EUR"].
 *
 *	printf %s '{"title":"Export to CSV"}' | sha256sum
 */
#ifndef KAM_FINGERPRINT_H
#define KAM_FINGERPRINT_H

#include <kam/err.h>
#include <kam/sha256.h>
#include <kam/store.h>

/* Whether a field is a part of the wording of its kind's records. */
int kam_is_wording(const struct kam_kind *kind, int field);

/* Adds the bytes that the fingerprint is made of. */
void kam_wording_canonical(struct kam_str *out, const struct kam_record *r);

/* KAM_ENOMEM is all that can fail. */
int kam_fingerprint(char out[KAM_SHA256_TEXT], const struct kam_record *r,
		    struct kam_err *err) KAM_MUST_USE;

#endif
