#include "store/fsck.h"

#include "store/schema.h"

#include <stdarg.h>
#include <string.h>

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

int kam_fsck(struct kam_fsck *result, struct kam *k,
	     void (*finding)(void *context, const char *what), void *context,
	     struct kam_err *err)
{
	struct kam_proof p = { k, result, finding, context };
	int rc;

	memset(result, 0, sizeof *result);
	rc = kam_db_integrity(k->db, say_integrity, &p, err);
	if (!rc)
		rc = kam_schema_check(k->db, err);
	if (!rc)
		rc = kam_proof_chain(&p, err);
	if (!rc)
		rc = kam_proof_replay(&p, err);
	return rc ? rc : kam_proof_references(&p, err);
}
