#include <kam/similar.h>
#include <kam/str.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct pairs {
	struct kam_str text;
	int all; /* tries on, though a pair was found */
};

static int note(void *context, size_t later, size_t earlier, int percent,
		struct kam_err *err)
{
	struct pairs *p = context;

	kam_str_printf(&p->text, "%zu-%zu:%d ", later, earlier, percent);
	return kam_str_check(&p->text, err) ? err->code : !p->all;
}

static void expect(const struct kam_similar_text *texts, size_t n, int percent,
		   int all, const char *wanted)
{
	struct pairs p = { KAM_STR_INIT, all };
	struct kam_err err = { 0 };

	assert_int_equal(kam_similar_each(texts, n, percent, note, &p, &err),
			 0);
	assert_string_equal(p.text.data, wanted);
	kam_str_release(&p.text);
}

static void test_same_and_nearly_the_same(void **state)
{
	static const struct kam_similar_text texts[] = {
		{ "the portal shall log out users after an hour", 1, 1 },
		{ "invoices are printed as pdf", 1, 2 },
		{ "the portal shall log out users after an hour", 1, 3 },
		{ "the portal shall log out all users after an hour", 1, 4 },
		{ "系统应在用户无操作后自动退出登录", 1, 5 },
		{ "系统应在用户无操作后退出登录", 1, 6 },
	};

	(void)state;
	expect(texts, 6, 75, 0, "2-0:100 3-0:97 5-4:76 ");
	expect(texts, 6, 80, 1, "2-0:100 3-0:97 3-2:97 ");
	expect(texts, 6, 98, 1, "2-0:100 ");
	expect(texts, 1, 80, 1, "");
	expect(texts, 0, 80, 1, "");
}

static void test_groups_and_owners_are_apart(void **state)
{
	static const struct kam_similar_text texts[] = {
		{ "print invoices", 1, 1 },
		{ "print invoices", 1, 1 },
		{ "print invoices", 2, 2 },
		{ "print invoices", 1, 3 },
		{ "", 1, 4 },
		{ "", 1, 5 },
		{ " ", 1, 6 },
	};

	(void)state;
	expect(texts, 7, 80, 1, "3-0:100 3-1:100 ");
}

/* Every pair, as comparing each with each would have it. */
static void test_none_is_missed(void **state)
{
	enum { TEXTS = 300, WORDS = 8 };
	static const char *const words[] = { "portal", "login",   "report",
					     "print",  "archive", "alert",
					     "导出",   "审批",    "日志" };
	static char built[TEXTS][WORDS * 10];
	struct kam_similar_text texts[TEXTS];
	struct pairs fast = { KAM_STR_INIT, 1 }, slow = { KAM_STR_INIT, 1 };
	struct kam_err err = { 0 };
	uint32_t random = 1;

	(void)state;
	for (size_t i = 0; i < TEXTS; i++) {
		size_t length = 0;

		for (int j = 0; j < WORDS; j++) {
			random = random * 1664525 + 1013904223;
			length += (size_t)snprintf(
			    built[i] + length, sizeof built[i] - length, "%s ",
			    words[(random >> 16) % (j < 5 ? 2 : 9)]);
		}
		texts[i] = (struct kam_similar_text){ built[i], 1, i };
	}
	assert_int_equal(kam_similar_each(texts, TEXTS, 75, note, &fast, &err),
			 0);
	for (size_t i = 1; i < TEXTS; i++)
		for (size_t j = 0; j < i; j++) {
			struct kam_similar_text two[] = { texts[j], texts[i] };
			struct pairs p = { KAM_STR_INIT, 1 };
			int percent;

			assert_int_equal(
			    kam_similar_each(two, 2, 75, note, &p, &err), 0);
			if (sscanf(p.text.data, "1-0:%d", &percent) == 1)
				kam_str_printf(&slow.text, "%zu-%zu:%d ", i, j,
					       percent);
			kam_str_release(&p.text);
		}
	assert_true(slow.text.length > 1000);
	assert_string_equal(fast.text.data, slow.text.data);
	kam_str_release(&fast.text);
	kam_str_release(&slow.text);
}

/* Ten thousand that are all the same end soon. */
static void test_many_of_one(void **state)
{
	enum { TEXTS = 10000 };
	struct kam_similar_text *texts = malloc(TEXTS * sizeof *texts);
	struct pairs p = { KAM_STR_INIT, 1 };
	struct kam_err err = { 0 };
	size_t n = 0;

	(void)state;
	assert_non_null(texts);
	for (size_t i = 0; i < TEXTS; i++)
		texts[i] =
		    (struct kam_similar_text){ "the same wish again", 1, i };
	assert_int_equal(kam_similar_each(texts, 3000, 80, note, &p, &err), 0);
	for (const char *at = p.text.data; *at; at++)
		n += *at == ' ';
	/* each with no more than are tried: 1 + 2 + … + 1000 + 1000 … */
	assert_int_equal(n, KAM_SIMILAR_TRIES * (KAM_SIMILAR_TRIES + 1) / 2 +
				(2999 - KAM_SIMILAR_TRIES) * KAM_SIMILAR_TRIES);
	p.all = 0;
	kam_str_reset(&p.text);
	assert_int_equal(kam_similar_each(texts, TEXTS, 80, note, &p, &err), 0);
	n = 0;
	for (const char *at = p.text.data; *at; at++)
		n += *at == ' ';
	assert_int_equal(n, TEXTS - 1);
	kam_str_release(&p.text);
	free(texts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_and_nearly_the_same),
		cmocka_unit_test(test_groups_and_owners_are_apart),
		cmocka_unit_test(test_none_is_missed),
		cmocka_unit_test(test_many_of_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
