/*
 * Records to a printer and from JSON: the one place that decides how a kind's
 * columns look in every format.
 *
 * As JSON: IDs are strings ("REQ-12"); references are the target's key or ID;
 * money is {"amount":"1200.50","currency":"EUR"}; days and instants are ISO
 * strings; durations strings ("2d"); decimals and ratios numbers; flags true
 * and false; REFS arrays of {"id","role"}; TAGS arrays of strings;
 * evidence {"name","sha256"}; unset is null.
 */
#ifndef KAM_RECORD_IO_H
#define KAM_RECORD_IO_H

#include <cjson/cJSON.h>
#include <kam/out.h>
#include <kam/store.h>
#include <kam/value_shown.h>

/* Fills the printer's columns for a kind's; labels live in the arena. */
int kam_record_columns(struct kam_out_column **out, struct kam_arena *arena,
                       const struct kam_kind *kind, const int *columns, int n,
                       struct kam_err *err) KAM_MUST_USE;
/* One row of a list, or one record: the values of the columns, in order.
   The caller has begun the row or record and ends it. k is for the zone in
   which people read times; NULL is UTC. */
int kam_record_print(struct kam_out *out, struct kam *k,
                     const struct kam_record *record, const int *columns, int n,
                     struct kam_err *err) KAM_MUST_USE;
/* One value of a field, after its key. */
void kam_value_print(struct kam_out *out, struct kam *k,
                     const struct kam_field *field,
                     const struct kam_value *value);
/*
 * What the journal kept of a change (its before or after), as
 * kam_record_print() gives the field, but references as IDs, since a key may
 * have changed; "[erased]" where it was erased. Of a record that was made or
 * removed, where change->field is NULL, an object of its set fields, or null.
 */
int kam_change_print(struct kam_out *out, struct kam *k,
                     const struct kam_change *change, const char *value,
                     struct kam_err *err) KAM_MUST_USE;
/* The same for people, as kam_record_text(): of a field that was changed, and of
   a record that was made or removed each of its set fields by its column. */
int kam_change_text(struct kam_str *out, struct kam *k,
                    const struct kam_change *change, const char *value,
                    struct kam_err *err) KAM_MUST_USE;
typedef int (*kam_each_said)(void *context, int column, const char *text,
                             struct kam_err *err);
int kam_change_each(struct kam *k, const struct kam_change *change,
                    const char *value, kam_each_said each, void *context,
                    struct kam_err *err) KAM_MUST_USE;
/*
 * Sets a record's fields from an object that kam_record_print() gave or a
 * person wrote (money also as "1200.50 EUR", refs as "acme:buyer,beta" or an
 * array). Unknown keys are KAM_EFIELD with a suggestion; id, version, created,
 * modified are left to the caller; null unsets. A number that the field would
 * not keep exactly is KAM_EINVALID.
 */
int kam_record_read(struct kam *k, struct kam_record *record,
                    const cJSON *object, struct kam_err *err) KAM_MUST_USE;

/*
 * What input objects link to, "links": [{"relation": "derives", "to": "REQ-1"}]
 * or ["derives REQ-1"]; `to` is an ID or a source ("doorstop:REQ003"), also of
 * a record that comes later. take before the object is read as a record, with
 * the number of its line; add once the record has an id; make once all are
 * there. Release it.
 */
struct kam_input_links {
	struct kam_input_link *first, **last;
	cJSON *taken;
	size_t line; /* of the link that make() is at */
};
void kam_input_links_take(struct kam_input_links *links, cJSON *object);
int kam_input_links_add(struct kam_input_links *links,
			const struct kam_record *record, size_t line,
			struct kam_err *err) KAM_MUST_USE;
int kam_input_links_make(struct kam_input_links *links, struct kam *k,
			 struct kam_err *err) KAM_MUST_USE;
void kam_input_links_release(struct kam_input_links *links);

#endif
