/*
 * The helper's lines into a register. Whatever comes, only the helper or the
 * message is blamed, and the operation can be taken back.
 */
#include "fuzz.h"
#include "register.h"

#include <kam/mail.h>

static int ignore(void *context, const struct kam_mail_attachment *a,
		  struct kam_err *err)
{
	(void)context;
	(void)err;
	return a->number && *a->extension ? 0 : -1;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const files[] = { "one", "two" };
	struct kam_mail_options options = { .create_contacts = 1,
					    .since = INT64_MIN,
					    .files = files,
					    .n_files = 2,
					    .attached = ignore };
	struct kam *k = fuzz_register();
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_import_result *result;
	struct kam_bytes_input holder;
	struct kam_input input;
	struct kam_record *account;
	int64_t contacts;
	int rc;

	result = kam_arena_alloc(&arena, sizeof *result);
	if (!result || kam_operation_begin(k, &err) ||
	    kam_record_new(&account, &arena, &kam_account_kind, &err) ||
	    kam_record_set(k, account, KAM_ACCOUNT_NAME, "Acme", &err) ||
	    kam_record_insert(k, account, &err))
		abort();
	options.account = account->id;
	input = kam_input_bytes(&holder, (const char *)bytes, n);
	rc = kam_mail_import(result, &contacts, k, &arena, &options, &input,
			     &err);
	kam_operation_cancel(k);
	if (rc && rc != KAM_EHELPER)
		abort();
	kam_arena_release(&arena);
	return 0;
}
