/*
 * Fields of a register's own, beside those of the catalogue's tables.
 *
 * A definition is a record of the kind "field": journalled, exported and
 * undone as everything else. From kam_open() on a kind that has some is a copy
 * of its table with those fields behind, flagged KAM_CUSTOM, so that options,
 * filters, JSON, schema, import and completion know them from the catalogue
 * (kam_catalogue_of()). A register without definitions has the tables as they
 * are.
 *
 * A value is one row of list_value: text in "role", a number or a reference in
 * "target", money in both. In the journal and in JSON it goes by the field's
 * own name, so a name that the kind has already is refused, and so is that of
 * an option which every verb may take, or one of the noun's verbs (store.h,
 * struct kam_open_options). Where a later version of kam brings a field or an
 * option of all verbs of that name, it comes first: the definition gives no
 * field until `kam field edit --name` has renamed it, which takes its values
 * along; `kam doctor` tells of it. One verb's new option hides the field's in
 * that verb only.
 */
#ifndef KAM_CUSTOM_H
#define KAM_CUSTOM_H

#include <kam/store.h>

enum {
	KAM_CUSTOM_MOST = 32,  /* fields of one kind */
	KAM_CUSTOM_NAME = 32,  /* bytes of a name */
	KAM_CUSTOM_LABEL = 60, /* bytes of a label */
	KAM_CUSTOM_WORDS = 24, /* words of a field */
};

/* What a definition says; NULL where it says nothing. */
struct kam_definition {
	const char *noun, *name, *type;
	const char *words; /* "low,high" in rank order */
	const char *target;
	const char *initial, *label, *meaning, *audience;
	int has_minimum, has_maximum;
	int64_t minimum, maximum;
	int required, listed;
};

/* Its types, by the words of a definition; ends with NULL. */
extern const char *const kam_custom_types[];

/*
 * The field that a definition makes, in the arena. KAM_EINVALID where it makes
 * none: a name that is no name, is taken or reserved; words of another type or
 * with a character that has a meaning in lists and filters; a target or noun
 * that is no kind; a default that the field would refuse.
 */
int kam_custom_field(struct kam_field *out, struct kam *k,
		     struct kam_arena *arena, const struct kam_definition *d,
		     struct kam_err *err) KAM_MUST_USE;
/* For a new name of a definition that makes a field: KAM_EINVALID where a verb
   of its noun has an option called so. */
int kam_custom_check_option(struct kam *k, const struct kam_definition *d,
			    struct kam_err *err) KAM_MUST_USE;
/* Where a text is no value of such a field of the noun, what kam_record_set()
   says. */
int kam_custom_try(struct kam *k, struct kam_arena *arena, const char *noun,
		   const struct kam_field *field, const char *text,
		   struct kam_err *err) KAM_MUST_USE;
/* How many records have a value of it, whether it gives a field or not. */
int kam_custom_count(int64_t *n, struct kam *k, const char *noun,
		     const char *name, struct kam_err *err) KAM_MUST_USE;
/* Inside an operation: the values of one name are those of another, a change
   of each record. */
int kam_custom_rename(struct kam *k, const struct kam_kind *kind,
		      const struct kam_field *field, const char *from,
		      struct kam_err *err) KAM_MUST_USE;

#endif
