#include <kam/json.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int check(const char *text, struct kam_err *err)
{
	memset(err, 0, sizeof *err);
	return kam_json_check(text, strlen(text), err);
}

static void test_what_rfc_8259_allows_passes(void **state)
{
	static const char *const texts[] = {
		"{}",
		"[]",
		" [1, -0.5, 1e3, 0, \"\\u00e9\\ud83d\\ude00\", true, null] ",
		"{\"a\":{\"a\":[{}]},\"A\":1}",
		"\"x\"",
		"123456789012345",
		"{\"\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
	};
	struct kam_err err;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (check(texts[i], &err))
			fail_msg("%s: %s", texts[i], err.message);
}

static void test_what_would_be_lost_is_refused(void **state)
{
	static const char *const texts[] = {
		"{\"id\":1,\"id\":2}",
		"1e400",
		"9007199254740993",
		"99999999999999.99",
		"01",
		"-",
		"1.",
		".5",
		"1e",
		"NaN",
		"\"\\ud800\"",
		"\"\\udc00\\ud800\"",
		"\"a\\u0000b\"",
		"\"\\uZZZZ\"",
		"\"\\x\"",
		"\"a\tb\"",
		"\"abc",
		"[1,]",
		"{\"a\":1,}",
		"{a:1}",
		"[1 2]",
		"{\"a\" 1}",
		"[1]x",
		"",
		"\xef\xbb\xbf[]",
		"[\"\xff\"]",
		"tru",
		"'x'",
		"[1}",
		"{\"a\":1]",
	};
	struct kam_err err;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (check(texts[i], &err) != KAM_EINVALID)
			fail_msg("%s passed", texts[i]);
	(void)check("{\n \"a\": 1,\n \"a\": 2}", &err);
	assert_non_null(strstr(err.message, "line 3, column 2"));
}

static void test_depth_has_an_end(void **state)
{
	char *deep = malloc(200001);
	struct kam_err err;

	(void)state;
	assert_non_null(deep);
	memset(deep, '[', 100000);
	memset(deep + 100000, ']', 100000);
	deep[200000] = '\0';
	assert_int_equal(check(deep, &err), KAM_EINVALID);
	deep[64] = '\0';
	memset(deep + 32, ']', 32);
	assert_int_equal(check(deep, &err), 0);
	free(deep);
}

/* How many objects an input gives, or the code that ends it. */
static int count(const char *text, size_t *last_line, struct kam_err *err)
{
	struct kam_json_input in = { .bytes = text, .length = strlen(text) };
	cJSON *object;
	int n = 0, rc;

	memset(err, 0, sizeof *err);
	while ((rc = kam_json_next(&object, &in, err)) > 0) {
		assert_true(cJSON_IsObject(object));
		cJSON_Delete(object);
		*last_line = in.line;
		n++;
	}
	return rc < 0 ? rc : n;
}

static void test_inputs_are_objects_arrays_or_lines(void **state)
{
	struct kam_err err;
	size_t line = 0;

	(void)state;
	assert_int_equal(count("", &line, &err), 0);
	assert_int_equal(count(" \n", &line, &err), 0);
	assert_int_equal(count("{}", &line, &err), 1);
	assert_int_equal(count("\xef\xbb\xbf{\"a\":1}\n", &line, &err), 1);
	assert_int_equal(count("[]", &line, &err), 0);
	assert_int_equal(
	    count("[{\"a\":\"]\"},\n {\"b\":[{}]}]\n", &line, &err), 2);
	assert_int_equal(line, 2);
	assert_int_equal(
	    count("{\"a\":1}\n{\"a\":2}\n\n{\n\"a\":3}", &line, &err), 3);
	assert_int_equal(count("[{}", &line, &err), KAM_EINVALID);
	assert_int_equal(count("[{} {}]", &line, &err), KAM_EINVALID);
	assert_int_equal(count("[{}] x", &line, &err), KAM_EINVALID);
	assert_int_equal(count("[1]", &line, &err), KAM_EINVALID);
	assert_int_equal(count("]", &line, &err), KAM_EINVALID);
	assert_int_equal(count("{}\n{]", &line, &err), KAM_EINVALID);
	assert_non_null(strstr(err.message, "2"));
}

static void assert_quoted(const char *bytes, const char *wanted)
{
	struct kam_str text = KAM_STR_INIT;

	kam_json_quote(&text, bytes, strlen(bytes));
	assert_string_equal(text.data, wanted);
	kam_str_release(&text);
}

static void test_text_is_quoted_so_that_nothing_is_executed(void **state)
{
	(void)state;
	assert_quoted("a\"\\/\b\f\n\r\t\v\033é",
		      "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u000b\\u001bé\"");
	assert_quoted("\xc2\x9b\x7f\xe2\x80\xae", "\"\\u009b\\u007f\\u202e\"");
	assert_quoted("a\xff\xc3", "\"a\xef\xbf\xbd\xef\xbf\xbd\"");
}

/* A stream of one line over and over, whose pieces end within objects. */
struct stream {
	const char *line;
	size_t at, left;
};

static long read_lines(void *context, char *buffer, size_t room,
		       struct kam_err *err)
{
	struct stream *s = context;
	size_t n = 0;

	(void)err;
	for (; n < room && s->left; n++) {
		buffer[n] = s->line[s->at++];
		if (!s->line[s->at]) {
			s->at = 0;
			s->left--;
		}
	}
	return (long)n;
}

static void test_memory_is_that_of_an_object(void **state)
{
	struct stream s = { "{\"key\":\"seventeen\"}\n", 0, 200000 };
	struct kam_input input = { .context = &s, .read = read_lines };
	struct kam_json_input in = { .input = &input };
	struct kam_err err = { 0 };
	cJSON *object;
	size_t n = 0;

	(void)state;
	while (kam_json_next(&object, &in, &err) > 0) {
		cJSON_Delete(object);
		n++;
	}
	assert_int_equal(err.code, 0);
	assert_int_equal(n, 200000);
	assert_true(in.window.room < 1024 * 1024);
	kam_json_input_release(&in);
	/* and of blanks there is none to keep */
	s = (struct stream){ "          ", 0, 1000000 };
	in = (struct kam_json_input){ .input = &input };
	assert_int_equal(kam_json_next(&object, &in, &err), 0);
	assert_true(in.window.room < 1024 * 1024);
	kam_json_input_release(&in);
}

/* Bytes are looked at eight at a time where there are as many. */
static void test_every_byte_is_quoted_wherever_it_stands(void **state)
{
	(void)state;
	for (int c = 1; c < 256; c++)
		for (size_t at = 0; at < 19; at++) {
			struct kam_str alone = KAM_STR_INIT;
			char bytes[20] = "abcdefghijklmnopqrs", wanted[64];
			char byte = (char)c;

			bytes[at] = byte;
			kam_json_quote(&alone, &byte, 1);
			(void)snprintf(wanted, sizeof wanted, "\"%.*s%.*s%s\"",
				       (int)at, bytes, (int)alone.length - 2,
				       alone.data + 1, bytes + at + 1);
			assert_quoted(bytes, wanted);
			kam_str_release(&alone);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_rfc_8259_allows_passes),
		cmocka_unit_test(test_what_would_be_lost_is_refused),
		cmocka_unit_test(test_depth_has_an_end),
		cmocka_unit_test(test_inputs_are_objects_arrays_or_lines),
		cmocka_unit_test(test_memory_is_that_of_an_object),
		cmocka_unit_test(
		    test_text_is_quoted_so_that_nothing_is_executed),
		cmocka_unit_test(test_every_byte_is_quoted_wherever_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
