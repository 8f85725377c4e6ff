#include "store/fsck.h"

#include "store/chain.h"
#include "store/schema.h"

#include <stdarg.h>
#include <string.h>

static const char sql_forgotten[] =
    "SELECT 1 FROM change WHERE kind = '" KAM_ERASURE "' "
    "OR field = '" KAM_ERASED_ON "' LIMIT 1";

void kam_proof_say(struct kam_proof *p, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
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

int kam_fsck(struct kam_fsck *result, struct kam *k,
	     void (*finding)(void *context, const char *what), void *context,
	     struct kam_err *err)
{
	struct kam_proof p = { k, result, finding, context };
	int compacted = 0, rc;

	memset(result, 0, sizeof *result);
	rc = kam_db_integrity(k->db, say_integrity, &p, err);
	if (!rc && !result->findings)
		rc = was_compacted(&compacted, k, err);
	if (!rc && !result->findings)
		rc = kam_db_layout(k->db, kam_schema_1, compacted,
				   say_integrity, &p, err);
	if (!rc)
		rc = kam_schema_check(k->db, err);
	if (!rc)
		rc = kam_proof_own(&p, err);
	if (!rc)
		rc = kam_proof_chain(&p, err);
	if (!rc)
		rc = kam_proof_replay(&p, err);
	return rc ? rc : kam_proof_references(&p, err);
}
