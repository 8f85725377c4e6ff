/*
 * JSON in, behind a strict gate, and JSON text out.
 *
 * cJSON parses, but must not see unchecked bytes: it loses integers beyond
 * 2^53, accepts bad UTF-8, leading zeros and control bytes, cuts strings at
 * \u0000. kam_json_check() refuses all of these, duplicate keys, numbers that
 * a double can't hold exactly (more than 15 significant digits, or an exponent
 * that overflows: the hint says to write them as a string), more than 64
 * levels, a million values or 16 MiB. Errors name line and column.
 */
#ifndef KAM_JSON_H
#define KAM_JSON_H

#include <kam/input.h>
#include <kam/str.h>
#include <cjson/cJSON.h>
#include <stddef.h>

/* 0 where the bytes are exactly one JSON value (RFC 8259), else KAM_EINVALID */
int kam_json_check(const char *bytes, size_t length,
		   struct kam_err *err) KAM_MUST_USE;
/* Checks and parses; *out is the caller's to cJSON_Delete(). */
int kam_json_parse(cJSON **out, const char *bytes, size_t length,
		   struct kam_err *err) KAM_MUST_USE;

/*
 * Walks the objects of an input that is one object, an array of objects or
 * JSON lines (or objects one after the other); a UTF-8 BOM at the start is
 * skipped, empty input has none.
 *
 *	struct kam_json_input in = { .bytes = text, .length = n };
 *	while ((rc = kam_json_next(&object, &in, err)) > 0) { … cJSON_Delete }
 */
struct kam_json_input {
	const char *bytes;
	size_t length;
	size_t at;   /* how far it was read; starts at 0 */
	size_t line; /* line of the object given last, from 1 */
	int in_array;
	int done;
	/* in place of bytes, what comes in pieces: memory is that of an object;
	   kam_json_input_release() afterwards */
	const struct kam_input *input;
	struct kam_str window;
	struct kam_err broken; /* why no more could be read */
};
/* 1 with an object that is the caller's, 0 at the end, or a negative code */
int kam_json_next(cJSON **out, struct kam_json_input *in,
		  struct kam_err *err) KAM_MUST_USE;
void kam_json_input_release(struct kam_json_input *in);

/* Adds bytes as a JSON string with its quotes; malformed UTF-8 becomes U+FFFD;
   DEL, C1 controls, U+2028/9 and bidi controls are \u-escaped. */
void kam_json_quote(struct kam_str *out, const char *bytes, size_t length);

#endif
