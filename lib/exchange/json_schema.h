/*
 * What the files of the schema share: the members of one schema's object.
 */
#ifndef KAM_EXCHANGE_JSON_SCHEMA_H
#define KAM_EXCHANGE_JSON_SCHEMA_H

#include <kam/catalogue.h>
#include <kam/str.h>

/* "type":"string", or with null */
void kam_schema_type(struct kam_str *out, const char *type, int nullable);
/* The pattern of IDs of a kind. */
void kam_schema_id_pattern(struct kam_str *out, const struct kam_kind *kind);
void kam_schema_field(struct kam_str *out, const struct kam_field *f,
		      const struct kam_catalogue *catalogue);
/* Adds the definition of export_line, a comma in front. */
void kam_schema_export_line(struct kam_str *out,
			    const struct kam_catalogue *catalogue);

#endif
