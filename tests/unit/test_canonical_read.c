/* Canonical bytes, taken apart again. */
#include <kam/areas.h>
#include <kam/json.h>
#include <kam/store.h>
#include <kam/str.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_texts_come_back(void **state)
{
	static const char *const texts[] = {
		"plain",
		"",
		"a \"b\" \\ c",
		"one\ntwo\ttab\r\b\f",
		"\x01\x1f\x7f",
		"诸葛伟 é 😀",
		"\xe2\x80\xa8\xe2\x80\xae\xef\xbb\xbf",
		"\xc2\x85",
		"\\u0041",
		"/",
	};
	struct kam_str quoted = KAM_STR_INIT, text = KAM_STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		kam_str_truncate(&quoted, 0);
		kam_str_truncate(&text, 0);
		kam_json_quote(&quoted, texts[i], strlen(texts[i]));
		assert_int_equal(kam_canonical_length(quoted.data),
				 quoted.length);
		assert_int_equal(
		    kam_canonical_text(&text, quoted.data, quoted.length), 1);
		assert_string_equal(text.data, texts[i]);
	}
	assert_int_equal(kam_canonical_text(&text, "null", 4), 0);
	assert_int_equal(kam_canonical_text(&text, "\"", 1), 0);
	/* what was cut off or isn't kam's is no harm */
	assert_int_equal(kam_canonical_text(&text, "\"\\u00\"", 6), 1);
	assert_int_equal(kam_canonical_text(&text, "\"\\\"", 3), 1);
	kam_str_release(&quoted);
	kam_str_release(&text);
}

static void test_members_come_in_order(void **state)
{
	const char *at = "{\"a\":[1,\"x}\"],\"b\":{\"c\":2},\"~d\":\"e,:\"}";
	static const char *const names[] = { "a", "b", "~d" };
	static const char *const values[] = { "[1,\"x}\"]", "{\"c\":2}",
					      "\"e,:\"" };
	struct kam_canonical m;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(kam_canonical_next(&m, &at), 1);
		assert_int_equal(m.name_length, strlen(names[i]));
		assert_memory_equal(m.name, names[i], m.name_length);
		assert_int_equal(m.length, strlen(values[i]));
		assert_memory_equal(m.value, values[i], m.length);
	}
	assert_int_equal(kam_canonical_next(&m, &at), 0);
	assert_int_equal(kam_canonical_next(&m, &at), 0);
}

/* Of each kind all that can be set by a word of text, which leaves lists and
   references out. */
static void set_all(struct kam_record *r)
{
	for (int i = 0; i < r->kind->n_fields; i++)
		switch (r->kind->fields[i].type) {
		case KAM_TEXT:
		case KAM_PROSE:
		case KAM_WORD:
		case KAM_DATE:
		case KAM_INTEGER:
			r->values[i].set = 1;
			r->values[i].text = "x";
			break;
		default:
			break;
		}
}

static void test_fields_are_written_in_order_of_bytes(void **state)
{
	const struct kam_catalogue *all = kam_kinds();
	int alike = 0;

	(void)state;
	for (int i = 0; i < all->n_kinds; i++) {
		struct kam_str out = KAM_STR_INIT, last = KAM_STR_INIT;
		struct kam_arena arena = { 0 };
		struct kam_err err = { 0 };
		struct kam_canonical m;
		struct kam_record *r;
		const char *at;

		assert_int_equal(
		    kam_record_new(&r, &arena, all->kinds[i], &err), 0);
		set_all(r);
		kam_record_canonical(&out, r);
		for (at = out.data; kam_canonical_next(&m, &at) > 0;) {
			struct kam_str name = KAM_STR_INIT;

			kam_str_add_bytes(&name, m.name, m.name_length);
			assert_true(strcmp(last.data, name.data) < 0);
			alike += last.length > 8 && name.length > 8 &&
				 !memcmp(last.data, name.data, 8);
			kam_str_release(&last);
			last = name;
		}
		kam_str_release(&last);
		kam_str_release(&out);
		kam_arena_release(&arena);
	}
	/* the test would miss what it is there for */
	assert_true(alike > 0);
}

static void test_what_is_no_object_is_told(void **state)
{
	static const char *const bad[] = { "",      "[1]",      "{",
					   "{a:1}", "{}x",      "{\"a}",
					   "null",  "{\"a\"1}", "{\"a\":1" };
	struct kam_canonical m;
	const char *empty = "{}";

	(void)state;
	assert_int_equal(kam_canonical_next(&m, &empty), 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const char *at = bad[i];
		int rc;

		while ((rc = kam_canonical_next(&m, &at)) > 0)
			;
		assert_int_equal(rc, -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_come_back),
		cmocka_unit_test(test_members_come_in_order),
		cmocka_unit_test(test_fields_are_written_in_order_of_bytes),
		cmocka_unit_test(test_what_is_no_object_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
