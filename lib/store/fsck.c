#include "store/fsck.h"

#include "store/chain.h"
#include "store/schema.h"

#include <kam/utf8.h>
#include <stdarg.h>
#include <string.h>

enum { CUT_OFF = 1 }; /* nothing more can be proved */

static const char sql_forgotten[] =
    "SELECT 1 FROM change WHERE kind = '" KAM_ERASURE "' "
    "OR field = '" KAM_ERASED_ON "' LIMIT 1";

void kam_proof_say(struct kam_proof *p, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	kam_utf8_mend(text, sizeof text);
	p->result->findings++;
	p->finding(p->context, text);
}

static void say_integrity(void *context, const char *what)
{
	kam_proof_say(context, "%s", what);
}

/* A register is compacted after somebody was forgotten. */
static int was_compacted(int *out, struct kam *k, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_forgotten, err);

	if (!rc)
		rc = kam_stmt_step(s, err);
	*out = rc > 0;
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

/* The file's structure, page by page. */
static int prove_file(struct kam_proof *p, struct kam_err *err)
{
	int compacted = 0, rc;

	rc = kam_db_integrity(p->k->db, say_integrity, p, err);
	if (!rc && !p->result->findings)
		rc = was_compacted(&compacted, p->k, err);
	if (!rc && !p->result->findings)
		rc = kam_db_layout(p->k->db, kam_schema_1, compacted,
				   say_integrity, p, err);
	if (rc != KAM_ECORRUPT || !p->result->findings)
		return rc;
	/* the pages were named */
	kam_err_reset(err);
	return 0;
}

static int prove_schema(struct kam_proof *p, struct kam_err *err)
{
	int rc = kam_schema_check(p->k->db, err);

	if (rc != KAM_ECORRUPT)
		return rc;
	kam_proof_say(p, "%s", err->message);
	kam_err_reset(err);
	return CUT_OFF;
}

static int prove_chain(struct kam_proof *p, struct kam_err *err)
{
	int rc = kam_proof_chain(p, err);

	/* what is counted up to a damaged page has no end */
	if (rc)
		p->result->head[0] = '\0';
	return rc;
}

/* A part that a damaged page cuts off is a finding, and the next part is
   proved all the same; only where the schema is another there is none. */
int kam_fsck(struct kam_fsck *result, struct kam *k,
	     void (*finding)(void *context, const char *what), void *context,
	     struct kam_err *err)
{
	static const struct {
		int (*prove)(struct kam_proof *p, struct kam_err *err);
		const char *what;
	} parts[] = {
		{ prove_file, N_("the file") },
		{ prove_schema, N_("the schema") },
		{ kam_proof_own, N_("the tables of kam's own") },
		{ prove_chain, N_("the journal") },
		{ kam_proof_replay, N_("the records") },
		{ kam_proof_keys, N_("the keys") },
		{ kam_proof_references, N_("the references") },
	};
	struct kam_proof p = {
		.k = k, .result = result, .finding = finding, .context = context
	};
	int rc = 0;

	memset(result, 0, sizeof *result);
	for (size_t i = 0; !rc && i < sizeof parts / sizeof *parts; i++) {
		rc = parts[i].prove(&p, err);
		if (rc != KAM_ECORRUPT)
			continue;
		kam_proof_say(&p, _("%s cannot be read to the end"),
			      _(parts[i].what));
		kam_err_reset(err);
		rc = 0;
	}
	kam_arena_release(&p.arena);
	return rc == CUT_OFF ? 0 : rc;
}

int kam_fsck_pages(const struct kam_open_options *options,
		   void (*finding)(void *context, const char *what),
		   void *context, struct kam_err *err)
{
	const struct kam_db_options mode = {
		.mode = KAM_DB_READ,
		.busy_ms = options->busy_ms,
		.interrupted = options->interrupted,
	};
	struct kam_db *db = NULL;
	int rc = kam_db_open(&db, options->driver, options->path, &mode, err);

	if (!rc)
		rc = kam_db_integrity(db, finding, context, err);
	kam_db_close(db);
	if (rc == KAM_ECORRUPT) {
		kam_err_reset(err);
		rc = 0;
	}
	return rc;
}
