/* HTML as text, and entities: valid UTF-8 without controls, bounded. */
#include "fuzz.h"

#include <kam/html_text.h>
#include <kam/utf8.h>
#include <stdlib.h>

enum { MOST = 2000, SLACK = 8192 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct kam_str html = KAM_STR_INIT, text = KAM_STR_INIT;

	kam_utf8_repair(&html, (const char *)bytes, n);
	kam_html_text(&text, html.data, html.length, MOST);
	if (!kam_utf8_valid(text.data, text.length) ||
	    text.length > MOST + SLACK)
		abort();
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.data[i] < 0x20 && text.data[i] != '\n')
			abort();
	kam_str_release(&html);
	kam_str_release(&text);
	return 0;
}
