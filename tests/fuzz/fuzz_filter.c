/*
 * Filters, sorting and values of fields against a register: each line of the
 * input is one of "FIELD=VALUE" and the like, first for requirements, then for
 * contacts. Nothing may be spliced into SQL: it prepares, or it was refused.
 */
#include "fuzz.h"
#include "register.h"

#include <string.h>

static struct kam *k;

static int ignore(void *context, struct kam_record *record, struct kam_err *err)
{
	(void)context;
	(void)record;
	(void)err;
	return 0;
}

typedef int (*narrow)(struct kam_query *q, const char *text,
		      struct kam_err *err);

static void ask(const struct kam_kind *kind, const char *line, narrow how)
{
	struct kam_err err = { 0 };
	struct kam_query *q;

	if (kam_query_open(&q, k, kind, &err))
		return;
	if (!how(q, line, &err) && kam_query_run(q, ignore, NULL, &err) &&
	    err.code == KAM_EINTERNAL)
		abort();
	kam_query_release(q);
}

static void set(const struct kam_kind *kind, const char *line)
{
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_str text = KAM_STR_INIT;
	struct kam_record *r;

	if (kam_record_new(&r, &arena, kind, &err))
		return;
	for (int i = 0; i < kind->n_fields; i++) {
		if (!kam_record_set(k, r, i, line, &err) &&
		    kam_record_text(&text, r, i, &err))
			abort();
		kam_err_reset(&err);
		kam_str_reset(&text);
	}
	kam_str_release(&text);
	kam_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *text = strndup((const char *)bytes, n), *next;

	k = fuzz_register();
	for (char *line = text; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		ask(&kam_req_kind, line, kam_query_where);
		ask(&kam_req_kind, line, kam_query_sort);
		ask(&kam_contact_kind, line, kam_query_where);
		ask(&kam_contact_kind, line, kam_query_sort);
		set(&kam_req_kind, line);
	}
	free(text);
	return 0;
}
