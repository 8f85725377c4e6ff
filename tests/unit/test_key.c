#include <kam/store.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_a_firm_is_told_by_its_name_alone(void **state)
{
	static const struct {
		const char *name, *core;
	} names[] = {
		{ "Acme", "acme" },
		{ "ACME Inc.", "acme" },
		{ "Acme GmbH & Co. KG", "acme" },
		{ "Acme Group Holdings Pte. Ltd.", "acme" },
		{ "Acme S.A.", "acme" },
		{ "Acme Works", "acmeworks" },
		{ "Müller & Söhne OHG", "muellersoehne" },
		{ "Ａｃｍｅ　Ｌｔｄ", "acme" },
		{ "华东电气", "华东电气" },
		{ "华东电气有限公司", "华东电气" },
		{ "华东电气股份有限公司", "华东电气" },
		{ "华东电气集团有限公司", "华东电气" },
		{ "华东电气（集团）股份有限公司", "华东电气" },
		{ "天成科技(上海)有限公司", "天成科技上海" },
		/* what is nothing else is its name */
		{ "Limited", "limited" },
		{ "集团", "集团" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct kam_str core = KAM_STR_INIT;

		kam_name_core(&core, names[i].name);
		assert_string_equal(core.length ? core.data : "",
				    names[i].core);
		kam_str_release(&core);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_firm_is_told_by_its_name_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
