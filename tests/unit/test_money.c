#include <kam/decimal.h>
#include <kam/money.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_money(const char *text, const char *wanted)
{
	struct kam_err err = { 0 };
	struct kam_money m;
	char got[KAM_MONEY_TEXT];

	if (kam_money_parse(&m, text, "EUR", &err))
		fail_msg("%s: %s", text, err.message);
	kam_money_format(got, &m);
	if (strcmp(got, wanted) != 0)
		fail_msg("%s: %s, not %s", text, got, wanted);
}

static void test_money_as_people_write_it(void **state)
{
	(void)state;
	assert_money("1200.50", "1200.50 EUR");
	assert_money("USD 1,234,567.8", "1234567.80 USD");
	assert_money("1 200 cny", "1200.00 CNY");
	assert_money("-0.05 EUR", "-0.05 EUR");
	assert_money("980 JPY", "980 JPY");
	assert_money("980.00 JPY", "980 JPY");
	assert_money("1.234 KWD", "1.234 KWD");
	assert_money("0", "0.00 EUR");
	assert_money("92233720368547758.07", "92233720368547758.07 EUR");
}

static void test_money_as_chinese_write_it(void **state)
{
	struct kam_err err = { 0 };
	struct kam_money m;

	(void)state;
	assert_money("１２，０００．５０", "12000.50 EUR");
	assert_money("¥1,200.50", "1200.50 CNY");
	assert_money("￥1200", "1200.00 CNY");
	assert_money("1200元", "1200.00 CNY");
	assert_money("人民币 1200 元", "1200.00 CNY");
	assert_money("RMB 1200", "1200.00 CNY");
	assert_money("126万元", "1260000.00 CNY");
	assert_money("1.5 亿 CNY", "150000000.00 CNY");
	assert_money("0.12345万", "1234.50 EUR");
	assert_int_equal(kam_money_parse(&m, "5元", "TWD", &err), 0);
	assert_string_equal(m.currency, "TWD");
	/* no currency is none that shares the word */
	assert_int_equal(kam_money_parse(&m, "5元", "", &err), 0);
	assert_string_equal(m.currency, "CNY");
	assert_int_equal(kam_money_parse(&m, "¥5", "JPY", &err), 0);
	assert_string_equal(m.currency, "JPY");
}

static void test_money_is_never_guessed_or_rounded(void **state)
{
	static const char *const texts[] = {
		"9223372036854775807.99",
		"-0.001",
		"1e400",
		"0x10",
		"1,23.5",
		"1,2345",
		"٣",
		"12.345 EUR",
		"1.5 JPY",
		"1 XQX",
		"",
		"EUR",
		"1 EUR USD",
		"1.",
		".5",
		"1,234,56",
		"0,125",
		"0 125",
		"92233720368547758.08",
		"€5",
		"EUR 5元",
		"元",
		"万",
		"1.2345678万",
		"99999999999999亿",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct kam_err err = { 0 };
		struct kam_money m;

		if (kam_money_parse(&m, texts[i], "EUR", &err) != KAM_EINVALID)
			fail_msg("'%s' was read", texts[i]);
	}
}

static void test_money_without_a_currency_asks_for_one(void **state)
{
	struct kam_err err = { 0 };
	struct kam_money m;

	(void)state;
	assert_int_equal(kam_money_parse(&m, "5", NULL, &err), KAM_EINVALID);
	assert_non_null(strstr(err.hint, "currency"));
}

static void test_every_code_has_its_decimals(void **state)
{
	/* ISO 4217, list one */
	static const char *const codes[] = {
		[0] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV "
		      "XAF XOF XPF",
		[2] = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD "
		      "BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC "
		      "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
		      "GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD "
		      "KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA "
		      "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
		      "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR "
		      "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL "
		      "THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES "
		      "WST XCD YER ZAR ZMW ZWG",
		[3] = "BHD IQD JOD KWD LYD OMR TND",
	};
	int n = 0;

	(void)state;
	for (char a = 1; a < 0x7f; a++)
		for (char b = 1; b < 0x7f; b++)
			for (char c = 1; c < 0x7f; c++)
				n += kam_currency_decimals(
					 (char[]){ a, b, c, '\0' }) >= 0;
	for (int i = 0; i < 4; i++)
		for (const char *at = codes[i]; at && *at;
		     at += at[3] ? 4 : 3) {
			char code[4] = { at[0], at[1], at[2] };

			assert_int_equal(kam_currency_decimals(code), i);
			n--;
		}
	assert_int_equal(n, 0);
}

static void test_what_is_no_code_has_no_decimals(void **state)
{
	static const char *const texts[] = {
		"",    "E",    "EU",           "eur", "Eur",  "EUR ",
		" EU", "EURO", "EUR USD",      "XQX", "AED2", "R F",
		"D A", "UR2",  "\u4eba\u6c11", "[AB", "@AB",  "2 A",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(kam_currency_decimals(texts[i]), -1);
}

static void test_a_code_is_told_by_a_capital(void **state)
{
	(void)state;
	assert_true(kam_money_has_code("5 EUR"));
	assert_true(kam_money_has_code("ZAR"));
	assert_true(kam_money_has_code("A"));
	assert_false(kam_money_has_code(""));
	assert_false(kam_money_has_code("1200.50 eur"));
	assert_false(kam_money_has_code("@[\u5143"));
}

static void test_sums_stay_within_a_currency_and_its_range(void **state)
{
	struct kam_money a = { INT64_MAX, "EUR" }, b = { 1, "EUR" };
	struct kam_money c = { 1, "USD" };
	struct kam_err err = { 0 };

	(void)state;
	assert_true(kam_money_add(&a, &b, &err) < 0);
	kam_err_reset(&err);
	assert_true(kam_money_add(&b, &c, &err) < 0);
	kam_err_reset(&err);
	c.minor = 2;
	snprintf(c.currency, sizeof c.currency, "EUR");
	assert_int_equal(kam_money_add(&b, &c, &err), 0);
	assert_int_equal(b.minor, 3);
}

static void test_integers_come_back_as_they_went(void **state)
{
	static const int64_t numbers[] = { 0,  7,         -7,       10,
					   99, INT64_MAX, INT64_MIN };
	struct kam_err err = { 0 };
	char text[KAM_INTEGER_TEXT];
	int64_t n;

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		size_t length = kam_integer_format(text, numbers[i]);

		assert_int_equal(length, strlen(text));
		assert_int_equal(kam_integer_parse(&n, text, &err), 0);
		assert_true(n == numbers[i]);
	}
}

static void test_decimals_come_back_as_they_went(void **state)
{
	static const char *const texts[] = {
		"0", "12", "0.35", "-1.5", "0.000001", "999999999999"
	};
	struct kam_err err = { 0 };
	char got[KAM_DECIMAL_TEXT];
	int64_t n;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(kam_decimal_parse(&n, texts[i], &err), 0);
		kam_decimal_format(got, n);
		assert_string_equal(got, texts[i]);
	}
	assert_true(kam_decimal_parse(&n, "0.0000001", &err) < 0);
	assert_true(kam_decimal_parse(&n, "1234567890123", &err) < 0);
	assert_int_equal(kam_ratio_parse(&n, "35%", &err), 0);
	assert_int_equal(n, 350000);
	assert_int_equal(kam_ratio_parse(&n, "0.35", &err), 0);
	assert_int_equal(n, 350000);
	kam_ratio_format(got, 125000);
	assert_string_equal(got, "12.5%");
	assert_true(kam_ratio_parse(&n, "101%", &err) < 0);
	assert_true(kam_ratio_parse(&n, "-0.1", &err) < 0);
	assert_int_equal(kam_integer_parse(&n, "-9223372036854775808", &err),
			 0);
	assert_int_equal(n, INT64_MIN);
	assert_true(kam_integer_parse(&n, "9223372036854775808", &err) < 0);
	assert_true(kam_integer_parse(&n, "1a", &err) < 0);
	assert_true(kam_integer_parse(&n, "-", &err) < 0);
}

static void people_read_thousands_apart(void **state)
{
	static const struct {
		int64_t minor;
		const char *currency, *wanted;
	} cases[] = {
		{ 0, "EUR", "0.00 EUR" },
		{ 99999, "EUR", "999.99 EUR" },
		{ 100000, "EUR", "1,000.00 EUR" },
		{ -123456789, "EUR", "-1,234,567.89 EUR" },
		{ -12345, "EUR", "-123.45 EUR" },
		{ 1234567, "JPY", "1,234,567 JPY" },
	};
	char shown[KAM_MONEY_SHOWN];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kam_money m = { .minor = cases[i].minor };

		memcpy(m.currency, cases[i].currency, 4);
		kam_money_show(shown, &m);
		assert_string_equal(shown, cases[i].wanted);
	}
}

static void test_the_nearest_is_away_from_zero_at_a_half(void **state)
{
	(void)state;
	assert_int_equal(kam_divide_round(5, 2), 3);
	assert_int_equal(kam_divide_round(-5, 2), -3);
	assert_int_equal(kam_divide_round(-16666667, 1000000), -17);
	assert_int_equal(kam_decimal_round(-16666667, 100000), -16700000);
	assert_int_equal(kam_decimal_round(16649999, 100000), 16600000);
	assert_int_equal(kam_decimal_round(0, 100000), 0);
}

static void test_digits_are_as_many_as_wanted(void **state)
{
	int n = 0;

	(void)state;
	assert_string_equal(kam_digits_read(&n, "05:30", 1, 2), ":30");
	assert_int_equal(n, 5);
	assert_null(kam_digits_read(&n, "2026-01", 1, 2));
	assert_null(kam_digits_read(&n, "7", 2, 4));
	assert_null(kam_digits_read(&n, "x", 1, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_digits_are_as_many_as_wanted),
		cmocka_unit_test(people_read_thousands_apart),
		cmocka_unit_test(test_money_as_people_write_it),
		cmocka_unit_test(test_money_as_chinese_write_it),
		cmocka_unit_test(test_money_is_never_guessed_or_rounded),
		cmocka_unit_test(test_money_without_a_currency_asks_for_one),
		cmocka_unit_test(test_every_code_has_its_decimals),
		cmocka_unit_test(test_what_is_no_code_has_no_decimals),
		cmocka_unit_test(test_a_code_is_told_by_a_capital),
		cmocka_unit_test(
		    test_sums_stay_within_a_currency_and_its_range),
		cmocka_unit_test(test_integers_come_back_as_they_went),
		cmocka_unit_test(test_decimals_come_back_as_they_went),
		cmocka_unit_test(test_the_nearest_is_away_from_zero_at_a_half),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
