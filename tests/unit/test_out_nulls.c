#include "printer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Rows with most columns unset, told one by one or at once: what they give. */
static char *print_unset(enum kam_format format, const char *fields,
			 int at_once)
{
	static const char *const inner[] = { "id", "role" };
	const char *keys[] = { columns[0].key, columns[1].key, columns[2].key,
			       columns[3].key };
	FILE *file = tmpfile();
	struct kam_err err = { 0 };
	char *text = calloc(1, 8192);
	struct kam_out *out;

	assert_non_null(file);
	assert_non_null(text);
	out = open_out(format, file, fields);
	kam_out_list(out, columns, 4);
	/* which of the columns is set; its value is a map of nulls, or a text
	 */
	for (int set = -1; set < 4; set++) {
		const size_t before = set < 0 ? 4 : (size_t)set;

		kam_out_row(out);
		for (size_t i = 0; !at_once && i < before; i++) {
			kam_out_key(out, keys[i]);
			kam_out_null(out);
		}
		if (at_once)
			kam_out_nulls(out, keys, before);
		if (set >= 0)
			kam_out_key(out, keys[set]);
		if (set == 3) {
			kam_out_map(out);
			kam_out_nulls(out, inner, 2);
			kam_out_end(out);
		} else if (set >= 0) {
			kam_out_text(out, "x");
		}
		for (size_t i = before + 1; !at_once && i < 4; i++) {
			kam_out_key(out, keys[i]);
			kam_out_null(out);
		}
		if (at_once && before < 4)
			kam_out_nulls(out, keys + before + 1, 3 - before);
		kam_out_end(out);
	}
	kam_out_end(out);
	assert_int_equal(kam_out_finish(out, &err), 0);
	kam_out_release(out);
	rewind(file);
	(void)!fread(text, 1, 8191, file);
	(void)fclose(file);
	return text;
}

static void test_unset_columns_told_at_once_are_as_told_one_by_one(void **state)
{
	static const char *const fields[] = { NULL, "title,who", "who,id" };
	char *one, *all;

	(void)state;
	for (int format = 0; kam_format_names[format]; format++)
		for (size_t i = 0; i < 3; i++) {
			one =
			    print_unset((enum kam_format)format, fields[i], 0);
			all =
			    print_unset((enum kam_format)format, fields[i], 1);
			assert_string_equal(all, one);
			free(one);
			free(all);
		}
	all = print_unset(KAM_FORMAT_JSONL, NULL, 1);
	assert_string_equal(
	    all, "{\"id\":null,\"title\":null,\"score\":null,\"who\":null}\n"
		 "{\"id\":\"x\",\"title\":null,\"score\":null,\"who\":null}\n"
		 "{\"id\":null,\"title\":\"x\",\"score\":null,\"who\":null}\n"
		 "{\"id\":null,\"title\":null,\"score\":\"x\",\"who\":null}\n"
		 "{\"id\":null,\"title\":null,\"score\":null,"
		 "\"who\":{\"id\":null,\"role\":null}}\n");
	free(all);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_unset_columns_told_at_once_are_as_told_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
