/*
 * Saved filters: what a list is narrowed to, under a name that all who work on
 * the register share. Each is the setting filter.NAME, whose value is a noun
 * and what would stand behind "kam NOUN list", quoted as for a shell:
 *
 *	req status=open priority.ge=must --sort -due
 */
#ifndef KAM_FILTER_H
#define KAM_FILTER_H

#include <kam/store.h>

struct kam_filter {
	const char *noun;
	const char **words; /* FIELD=VALUE …, n of them */
	size_t n;
	const char *sort; /* or NULL */
	int64_t limit;    /* 0: none */
	int all;          /* closed ones too */
};

#define KAM_FILTER_SETTING "filter."
enum { KAM_FILTER_NAME = 60 }; /* bytes of a name */

/* A name: letters of any language, digits, "-", "_" and ".". */
int kam_filter_check_name(const char *name, struct kam_err *err) KAM_MUST_USE;
/* Its setting's text, and that read again, into the arena: KAM_EINVALID. */
void kam_filter_text(struct kam_str *out, const struct kam_filter *filter);
int kam_filter_parse(struct kam_filter *out, struct kam_arena *arena,
		     const char *text, struct kam_err *err) KAM_MUST_USE;
/* The one of that name; KAM_ENOENT where there is none. */
int kam_filter_get(struct kam_filter *out, struct kam *k,
		   struct kam_arena *arena, const char *name,
		   struct kam_err *err) KAM_MUST_USE;
/* What kam_query_where() and kam_query_sort() say of it. */
int kam_filter_try(struct kam *k, const struct kam_filter *filter,
		   struct kam_err *err) KAM_MUST_USE;

#endif
