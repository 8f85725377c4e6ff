/* What is a mention of a person, and what is somebody else's. */
#include <kam/mention.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct trial {
	enum kam_trait trait;
	const char *person, *text, *after; /* after: NULL where none is found */
};

static void check(const struct trial *t)
{
	struct kam_mentions m = { 0 };
	struct kam_str out = KAM_STR_INIT;
	struct kam_err err = { 0 };
	int n;

	assert_int_equal(kam_mentions_add(&m, t->trait, t->person, &err), 1);
	n = kam_mentions_replace(&out, &m, t->text, &err);
	if (n < 0)
		fail_msg("%s in %s: %s", t->person, t->text, err.message);
	if (!t->after && n)
		fail_msg("%s in %s: %s", t->person, t->text, out.data);
	if (t->after && strcmp(out.data, t->after) != 0)
		fail_msg("%s in %s: '%s', not '%s'", t->person, t->text,
			 out.data, t->after);
	assert_int_equal(kam_mentions_count(&m, t->text, &err), n);
	kam_str_release(&out);
	kam_mentions_release(&m);
}

#define NAME KAM_TRAIT_NAME
static const struct trial names[] = {
	{ NAME, "Anna Weber", "Anna Weber", "[erased]" },
	{ NAME, "Anna Weber", "met ANNA  weber.", "met [erased]." },
	{ NAME, "Anna Weber", "Anna\nWeber, Anna Weber", "[erased], [erased]" },
	{ NAME, "Anna Weber", "Anna Weber's desk", "[erased]'s desk" },
	{ NAME, "Anna Weber", "Weber, Anna; Weber Anna", "[erased]; [erased]" },
	{ NAME, "Anna Weber", "anna.weber@home.test", "[erased]@home.test" },
	{ NAME, "Anna Weber", "x-anna-weber.pdf", "x-[erased].pdf" },
	{ NAME, "Anna Weber", "anna_weber_2.pdf", "[erased]_2.pdf" },
	{ NAME, "Anna Weber", "the Anna Weber-led team",
	  "the [erased]-led team" },
	{ NAME, "Anna Weber", "联系Anna Weber，谢谢", "联系[erased]，谢谢" },
	{ NAME, "Anna Weber", "Anna and Mr Weber", NULL },
	{ NAME, "Anna Weber", "Johanna Weber", NULL },
	{ NAME, "Anna Weber", "Anna Weberson", NULL },
	{ NAME, "Anna Weber", "Anna Weber-Meier", NULL },
	{ NAME, "Anna Weber", "Karl-Anna Weber", NULL },
	{ NAME, "Anna Weber", "Anna. Weber came", NULL },
	{ NAME, "Weber, Anna", "Anna Weber", "[erased]" },
	{ NAME, "José  García", "JOSE\xcc\x81 garcía!", "[erased]!" },
	{ NAME, "Jose", "José", NULL },
	{ NAME, "Jose", "Jose\xcc\x81", NULL },
	{ NAME, "Straße Groß", "STRASSE GROSS", "[erased]" },
	{ NAME, "Fin Ax", "ﬁn ax", "[erased]" },
	{ NAME, "Li", "Li said, Lisa and Ali, li",
	  "[erased] said, Lisa and "
	  "Ali, li" },
	{ NAME, "Mark", "Mark will mark it, MARK",
	  "[erased] will mark it, "
	  "[erased]" },
	{ NAME, "O'Brien", "O'Brien-Smith and O'Brien",
	  "O'Brien-Smith and [erased]" },
	{ NAME, "诸葛伟", "和诸葛伟通话，诸葛伟们",
	  "和[erased]通话，[erased]们" },
	{ NAME, "诸葛伟", "诸葛亮", NULL },
	{ NAME, "李", "行李已到", NULL },
	{ NAME, "李", "李: 行李", "[erased]: 行李" },
	{ NAME, "김민수", "김민수는 왔다", "[erased]는 왔다" },
	{ NAME, "가", "각", NULL },
	{ NAME, "Nguyễn Ệ", "Nguyễn Ê\xcc\xa3", "[erased]" },
};

static const struct trial others[] = {
	{ KAM_TRAIT_MAIL, "anna@acme.test", "<Anna@ACME.test>.",
	  "<[erased]>." },
	{ KAM_TRAIT_MAIL, "anna@acme.test", "to anna@acme.test.",
	  "to [erased]." },
	{ KAM_TRAIT_MAIL, "anna@acme.test", "邮箱anna@acme.test请",
	  "邮箱[erased]请" },
	{ KAM_TRAIT_MAIL, "anna@acme.test", "joanna@acme.test", NULL },
	{ KAM_TRAIT_MAIL, "anna@acme.test", "x.anna@acme.test", NULL },
	{ KAM_TRAIT_MAIL, "anna@acme.test", "anna@acme.test.example", NULL },
	{ KAM_TRAIT_MAIL, "anna@acme.test", "anna@acme.test-x", NULL },
	{ KAM_TRAIT_NUMBER, "+49 30 1234567",
	  "ring 0049 (30) 123-45-67 or "
	  "+49301234567",
	  "ring [erased] or [erased]" },
	{ KAM_TRAIT_NUMBER, "(020) 7946 0743", "tel (020)79460743, x",
	  "tel [erased], x" },
	{ KAM_TRAIT_NUMBER, "0049 30 1234567", "+49 30 1234567", "[erased]" },
	{ KAM_TRAIT_NUMBER, "020 7946 0743", "０２０ ７９４６ ０７４３",
	  "[erased]" },
	{ KAM_TRAIT_NUMBER, "020 7946 0743", "9020 7946 0743", NULL },
	{ KAM_TRAIT_NUMBER, "020 7946 0743", "020 7946 07431", NULL },
	{ KAM_TRAIT_NUMBER, "020 7946 0743", "90207946 0743", NULL },
	{ KAM_TRAIT_NUMBER, "020 7946 0743", "020, 7946, 0743", NULL },
	/* with its country's code, and within it */
	{ KAM_TRAIT_NUMBER, "+49 170 1234567",
	  "0170 1234567, 0170/1234567, 0049 170 1234567, 00491701234567",
	  "[erased], [erased], [erased], [erased]" },
	{ KAM_TRAIT_NUMBER, "+49 170 1234567",
	  "+49 (0)170 1234567, 170-1234567", "[erased], [erased]" },
	{ KAM_TRAIT_NUMBER, "0049 (0)170 1234567",
	  "0170 1234567 +49 170 1234567", "[erased] [erased]" },
	{ KAM_TRAIT_NUMBER, "0170 1234567",
	  "+49 170 1234567, 0049 (0)170 1234567, +491701234567.",
	  "[erased], [erased], [erased]." },
	{ KAM_TRAIT_NUMBER, "+86 138 0013 8000", "手机13800138000，谢谢",
	  "手机[erased]，谢谢" },
	{ KAM_TRAIT_NUMBER, "13800138000", "+86 138 0013 8000", "[erased]" },
	{ KAM_TRAIT_NUMBER, "010-65551234", "+86 10 6555 1234", "[erased]" },
	{ KAM_TRAIT_NUMBER, "+1 212 555 0123", "(212) 555-0123", "[erased]" },
	{ KAM_TRAIT_NUMBER, "+39 06 1234 5678", "06 1234 5678", "[erased]" },
	{ KAM_TRAIT_NUMBER, "06 1234 5678", "+39 06 12345678", "[erased]" },
	{ KAM_TRAIT_NUMBER, "+7 495 123 45 67", "8 (495) 123-45-67",
	  "[erased]" },
	{ KAM_TRAIT_NUMBER, "+36 1 234 5678", "06 1 234 5678", "[erased]" },
	{ KAM_TRAIT_NUMBER, "+49 170 1234567", "0171 1234567", NULL },
	{ KAM_TRAIT_NUMBER, "+49 170 1234567", "01701234567 8", "[erased] 8" },
	{ KAM_TRAIT_NUMBER, "+49 170 1234567", "017012345678", NULL },
	{ KAM_TRAIT_NUMBER, "+49 170 1234567", "+43 170 1234567", NULL },
	{ KAM_TRAIT_NUMBER, "+49 170 1234567", "20260 170 1234567", NULL },
	{ KAM_TRAIT_NUMBER, "+49 30 12345", "3012345, order 30 12345", NULL },
	{ KAM_TRAIT_NUMBER, "0170 1234567", "170 1234567", NULL },
	{ KAM_TRAIT_NUMBER, "0170 1234567", "+49 170 12345678", NULL },
	{ KAM_TRAIT_NUMBER, "110101", "order 2026110101", NULL },
	{ KAM_TRAIT_POSTAL, "Hauptstr. 5\n10115 Berlin",
	  "at Hauptstr. 5, 10115  Berlin; or", "at [erased]; or" },
	{ KAM_TRAIT_POSTAL, "世纪大道100号", "上海世纪大道100号5楼",
	  "上海[erased]5楼" },
	{ KAM_TRAIT_POSTAL, "Hauptstr. 5", "Hauptstr. 55", NULL },
	{ KAM_TRAIT_TEXT, "Annie", "ANNIE, annies", "[erased], annies" },
	{ KAM_TRAIT_TEXT, "the tall one", "The  tall\tone", "[erased]" },
};

static void test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		check(&names[i]);
}

static void test_addresses_and_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		check(&others[i]);
}

static void test_what_is_too_general_is_not_searched_for(void **state)
{
	static const struct trial general[] = {
		{ KAM_TRAIT_NUMBER, "204", NULL, NULL },
		{ KAM_TRAIT_NUMBER, "none", NULL, NULL },
		{ KAM_TRAIT_POSTAL, "Berlin", NULL, NULL },
		{ NAME, "  ", NULL, NULL },
	};
	struct kam_mentions m = { 0 };
	struct kam_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof general / sizeof *general; i++) {
		assert_int_equal(kam_mentions_add(&m, general[i].trait,
						  general[i].person, &err),
				 0);
		assert_false(kam_mentions_has(&m, general[i].person));
	}
	assert_int_equal(kam_mentions_add(&m, NAME, "Li", &err), 1);
	assert_int_equal(kam_mentions_add(&m, NAME, "Li", &err), 0);
	assert_true(kam_mentions_has(&m, "Li"));
	kam_mentions_release(&m);
}

static void test_what_somebody_shares_can_be_spared(void **state)
{
	struct kam_mentions m = { 0 };
	struct kam_err err = { 0 };

	(void)state;
	assert_int_equal(kam_mentions_add(&m, NAME, "Li Lei", &err), 1);
	assert_int_equal(
	    kam_mentions_add(&m, KAM_TRAIT_NUMBER, "+49 30 12345", &err), 1);
	assert_int_equal(kam_mentions_share(&m, "Li Lei Ming", &err), 0);
	assert_int_equal(kam_mentions_share(&m, "(49)30 12345 ", &err), 1);
	assert_int_equal(kam_mentions_count(&m, "4930 12345 Li Lei", &err), 2);
	assert_int_equal(kam_mentions_share(&m, " LI LEI", &err), 1);
	m.sparing = 1;
	assert_int_equal(kam_mentions_count(&m, "4930 12345 Li Lei", &err), 0);
	kam_mentions_release(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_addresses_and_numbers),
		cmocka_unit_test(test_what_is_too_general_is_not_searched_for),
		cmocka_unit_test(test_what_somebody_shares_can_be_spared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
