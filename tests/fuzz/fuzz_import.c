/*
 * Files of every layout into a register: the first byte chooses the layout,
 * and whether bad rows are put aside. Whatever comes, the operation can be
 * taken back, and only what is the file's fault is said of it.
 */
#include "fuzz.h"
#include "register.h"

#include <kam/import.h>
#include <string.h>

static int ignore(void *context, const struct kam_csv *row, const char *why,
		  struct kam_err *err)
{
	(void)context;
	(void)row;
	(void)err;
	return *why ? 0 : -1;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const maps[] = { "Subject=Title", "Name:x=y" };
	struct kam_import_options options = { .layout = "csv",
					      .kind = "contact" };
	struct kam *k = fuzz_register();
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_bytes_input holder;
	struct kam_import_result *result;
	struct kam_input input;
	size_t layouts = 0;
	int rc;

	if (!n)
		return 0;
	while (kam_import_layout(layouts))
		layouts++;
	if (*bytes % (layouts + 1) < layouts)
		options.layout = kam_import_layout(*bytes % (layouts + 1));
	options.bad = *bytes & 0x40 ? ignore : NULL;
	options.maps = maps;
	options.n_maps = *bytes & 0x80 ? 2 : 0;
	result = kam_arena_alloc(&arena, sizeof *result);
	if (!result || kam_operation_begin(k, &err))
		abort();
	input = kam_input_bytes(&holder, (const char *)bytes + 1, n - 1);
	rc = kam_import_csv(result, k, &arena, &options, &input, &err);
	kam_operation_cancel(k);
	if (rc && rc != KAM_EINVALID && rc != KAM_EUSAGE)
		abort();
	kam_arena_release(&arena);
	return 0;
}
