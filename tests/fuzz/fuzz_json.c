/* JSON from a person or a program: what the gate passes, cJSON must parse. */
#include "fuzz.h"

#include <kam/json.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct kam_json_input in = { .bytes = (const char *)bytes,
				     .length = n };
	struct kam_err err = { 0 };
	cJSON *value = NULL;

	if (!kam_json_check((const char *)bytes, n, &err)) {
		if (kam_json_parse(&value, (const char *)bytes, n, &err))
			abort();
		cJSON_Delete(value);
	}
	kam_err_reset(&err);
	while (kam_json_next(&value, &in, &err) > 0)
		cJSON_Delete(value);
	return 0;
}
