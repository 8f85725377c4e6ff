/* A sheet that came back: what is taken of it names a requirement and holds. */
#include "fuzz.h"

#include <kam/sheet.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

static void must(int holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_sheet sheet;
	int rc = kam_sheet_read(&sheet, &arena, (const char *)bytes, n, &err);

	must(!rc == !err.code);
	for (size_t i = 0; i < sheet.n && !rc; i++) {
		const struct kam_sheet_item *item = &sheet.items[i];

		must(item->line > 0);
		must(item->problem ||
		     (item->req > 0 && item->fingerprint &&
		      strlen(item->fingerprint) >= KAM_SHEET_DIGITS));
		must(!item->remark ||
		     (*item->remark &&
		      kam_utf8_valid(item->remark, strlen(item->remark))));
	}
	kam_arena_release(&arena);
	return 0;
}
