/*
 * Mentions of a person in any text: a digit for the form, the person, a line
 * break, the text. What replacing leaves is text again, the parts that are no
 * mention as they were.
 */
#include "fuzz.h"

#include <kam/mention.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

static void must(int holds)
{
	if (!holds)
		abort();
}

/* What is left of the text stands in it, in order, around the mentions. */
static void compare(const char *text, const char *left, int n)
{
	const size_t mark = strlen(kam_erased_text);
	int seen = 0;

	for (const char *next; (next = strstr(left, kam_erased_text)) != NULL;
	     left = next + mark) {
		size_t length = (size_t)(next - left);

		while (*text && strncmp(text, left, length) != 0)
			text++;
		must(strncmp(text, left, length) == 0);
		text += length;
		seen++;
	}
	must(seen >= n && strlen(text) >= strlen(left));
	must(!strcmp(text + strlen(text) - strlen(left), left));
}

static void try(enum kam_trait trait, const char *person, const char *text)
{
	struct kam_mentions m = { 0 };
	struct kam_str out = KAM_STR_INIT;
	struct kam_err err = { 0 };
	int n;

	must(kam_mentions_add(&m, trait, person, &err) >= 0);
	n = kam_mentions_replace(&out, &m, text, &err);
	must(n >= 0 && n == kam_mentions_count(&m, text, &err));
	must(kam_utf8_valid(out.data, out.length));
	if (n)
		compare(text, out.data, n);
	else
		must(!out.length);
	must(kam_mentions_share(&m, text, &err) >= 0);
	kam_str_release(&out);
	kam_mentions_release(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *input = malloc(n + 1), *text;

	if (!input)
		return 0;
	memcpy(input, bytes, n);
	input[n] = '\0';
	text = strchr(input, '\n');
	if (text && kam_utf8_valid(input, strlen(input))) {
		*text++ = '\0';
		try((enum kam_trait)((unsigned char)*input % 5),
		    *input ? input + 1 : "", text);
	}
	free(input);
	return 0;
}
