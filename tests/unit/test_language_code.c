/* Codes of languages: their shape, their writing, what is taken for one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kam/language.h>
#include <string.h>

static void is(const char *text, const char *wanted)
{
	struct kam_err err = { 0 };
	char out[KAM_LANGUAGE_TEXT];

	assert_int_equal(kam_language_read(out, text, &err), 0);
	assert_string_equal(out, wanted);
}

static void is_none(const char *text, const char *hint)
{
	struct kam_err err = { 0 };
	char out[KAM_LANGUAGE_TEXT];

	assert_int_equal(kam_language_read(out, text, &err), KAM_EINVALID);
	assert_non_null(strstr(err.hint, hint));
	kam_err_reset(&err);
}

static void codes_are_written_by_convention(void **state)
{
	(void)state;
	is("zh", "zh");
	is("zh_CN", "zh-CN");
	is("ZH-hans-cn", "zh-Hans-CN");
	is("de", "de");
	is("es-419", "es-419");
	is("de-ch-1901", "de-CH-1901");
}

static void countries_and_names_are_refused(void **state)
{
	(void)state;
	is_none("cn", "'zh'");
	is_none("Chinese", "'zh'");
	is_none("中文", "'zh'");
	is_none("english", "'en'");
	is_none("", "zh-CN");
	is_none("z", "zh-CN");
	is_none("zh-", "zh-CN");
	is_none("zh--CN", "zh-CN");
	is_none("zh CN", "zh-CN");
	is_none("z1", "zh-CN");
	is_none("zh-123456789", "zh-CN");
	is_none("zh-abcdefgh-abcdefgh-abcdefgh-abcdefgh", "zh-CN");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_written_by_convention),
		cmocka_unit_test(countries_and_names_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
