/* CSV in any encoding: rows to the end, or an error with line and column; those
   that are flawed as well, which has to be said with a column. */
#include "fuzz.h"

#include <kam/csv.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct kam_err err = { 0 };
	struct kam_csv *csv;
	int rc = kam_csv_open(&csv, (const char *)bytes, n, NULL, &err);

	if (rc)
		return 0;
	while ((rc = kam_csv_next_any(csv, &err)) > 0) {
		for (size_t i = 0; i < kam_csv_fields(csv); i++) {
			const char *field = kam_csv_field(csv, i);

			if (!kam_utf8_valid(field, strlen(field)))
				abort();
		}
		if (kam_csv_what(csv) && !kam_csv_column(csv))
			abort();
	}
	if (rc && !kam_csv_line(csv))
		abort();
	kam_csv_close(csv);
	return 0;
}
