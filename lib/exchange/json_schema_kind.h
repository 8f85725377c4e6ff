/*
 * What the schema of a kind and of all results share.
 */
#ifndef KAM_EXCHANGE_JSON_SCHEMA_KIND_H
#define KAM_EXCHANGE_JSON_SCHEMA_KIND_H

#include <kam/catalogue.h>
#include <kam/str.h>

extern const char kam_schema_draft[];
void kam_schema_quoted(struct kam_str *out, const char *text);
/* "type":"string", or ["string","null"] */
void kam_schema_type(struct kam_str *out, const char *type, int nullable);
/* The object without its braces, so that $schema may go in front. */
void kam_schema_members(struct kam_str *out, const struct kam_kind *kind,
			const struct kam_catalogue *catalogue);

#endif
