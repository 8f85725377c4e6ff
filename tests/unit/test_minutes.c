#include <kam/minutes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct kam_arena arena;

static int release(void **state)
{
	(void)state;
	kam_arena_release(&arena);
	return 0;
}

static struct kam_minutes read(const char *text)
{
	struct kam_err err = { 0 };
	struct kam_minutes m;

	if (kam_minutes_read(&m, &arena, text, &err))
		fail_msg("%s: %s", text, err.message);
	return m;
}

static void check(const char *text, enum kam_minutes_form form,
		  const char *says, const char *owner, const char *due,
		  const char *mark)
{
	struct kam_minutes m = read(text);
	const struct kam_minutes_line *l = &m.lines[m.n - 1];

	if (l->form != form)
		fail_msg("%s: form %d", text, (int)l->form);
	assert_string_equal(l->text ? l->text : "", says);
	assert_string_equal(l->owner ? l->owner : "", owner);
	assert_string_equal(l->due ? l->due : "", due);
	assert_string_equal(l->mark ? l->mark : "", mark);
}

static void test_lines_of_both_languages(void **state)
{
	(void)state;
	check("Decision: yes", KAM_MINUTES_DECISION, "yes", "", "", "");
	check("决定：先做单点登录", KAM_MINUTES_DECISION, "先做单点登录", "",
	      "", "");
	check("- **Action:** send it @li due 2026-12-01 [ACT-7]",
	      KAM_MINUTES_ACTION, "send it", "li", "2026-12-01", "ACT-7");
	check("1. action : send it (@li, due fri)", KAM_MINUTES_ACTION,
	      "send it", "li", "fri", "");
	check("行动：发送报价 @王伟 截止：2026-12-01", KAM_MINUTES_ACTION,
	      "发送报价", "王伟", "2026-12-01", "");
	check("**行动**：发送报价@wang，截止明天", KAM_MINUTES_ACTION,
	      "发送报价", "wang", "明天", "");
	check("待办：准备材料（v2）@luo，截止 下周一", KAM_MINUTES_ACTION,
	      "准备材料（v2）", "luo", "下周一", "");
	check("# 待办\n1、整理清单（@su，截止3天后）", KAM_MINUTES_ACTION,
	      "整理清单", "su", "3天后", "");
	check("- ACTION: fix main() @lena", KAM_MINUTES_ACTION, "fix main()",
	      "lena", "", "");
	check("- ACTION: fix main() (@lena; due fri)", KAM_MINUTES_ACTION,
	      "fix main()", "lena", "fri", "");
	check("- ACTION: fix（） it (due fri) now @lena", KAM_MINUTES_ACTION,
	      "fix（） it now", "lena", "fri", "");
	check("# 待办\n• 联系采购部 ＠li", KAM_MINUTES_ACTION, "联系采购部",
	      "li", "", "");
	check("下次会议：下周五 讨论验收", KAM_MINUTES_NEXT, "讨论验收", "",
	      "下周五", "");
	check("* [ ] To do: ask @'Li Lei'", KAM_MINUTES_ACTION, "ask", "Li Lei",
	      "", "");
	check("Next meeting: 2026-12-08 10:00 pilot @li", KAM_MINUTES_NEXT,
	      "10:00 pilot", "li", "2026-12-08", "");
	check("与会者：张三、@li", KAM_MINUTES_ATTENDEES, "张三、@li", "", "",
	      "");
}

static void test_what_only_looks_like_one(void **state)
{
	(void)state;
	check("Action was asked for: none came", KAM_MINUTES_TEXT, "", "", "",
	      "");
	/* nobody ends a line like that without a day in mind */
	check("Action: send it @li due sometime", KAM_MINUTES_ACTION, "send it",
	      "li", "sometime", "");
	check("Action: mail anna@acme.test what is due to her",
	      KAM_MINUTES_ACTION, "mail anna@acme.test what is due to her", "",
	      "", "");
	check("行动：截止目前的付款", KAM_MINUTES_ACTION, "截止目前的付款", "",
	      "", "");
	check("Action: read [ACT 7] and [B]", KAM_MINUTES_ACTION,
	      "read [ACT 7] and [B]", "", "", "");
	check("Decision:", KAM_MINUTES_TEXT, "", "", "", "");
	check("- an item", KAM_MINUTES_TEXT, "", "", "", "");
}

static void test_sections(void **state)
{
	(void)state;
	check("# Actions\n- send it @li", KAM_MINUTES_ACTION, "send it", "li",
	      "", "");
	check("## 决定：\n1. yes", KAM_MINUTES_DECISION, "yes", "", "", "");
	check("# Actions\n# Other\n- send it", KAM_MINUTES_TEXT, "", "", "",
	      "");
	check("# Actions\nsome prose", KAM_MINUTES_TEXT, "", "", "", "");
	check("# Actions\n- Decision: yes", KAM_MINUTES_DECISION, "yes", "", "",
	      "");
}

static void test_what_cannot_be_an_action(void **state)
{
	static const char *const bad[] = {
		"Action: send @li @wang",
		"\n\nAction: @li due 2026-12-01",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct kam_err err = { 0 };
		struct kam_minutes m;

		assert_int_equal(kam_minutes_read(&m, &arena, bad[i], &err),
				 KAM_EINVALID);
		assert_non_null(strstr(err.message, i ? "line 3:" : "line 1:"));
	}
}

static void test_the_text_comes_back(void **state)
{
	static const char text[] =
	    "# A\n\nDecision: yes [DEC-1]\n  - item\n\nx";
	struct kam_str out = KAM_STR_INIT;
	struct kam_minutes m = read(text);

	(void)state;
	kam_minutes_write(&out, &m);
	assert_string_equal(out.data, text);
	kam_str_release(&out);
}

static void test_what_the_customer_reads(void **state)
{
	struct kam_str out = KAM_STR_INIT;
	struct kam_minutes m =
	    read("Attendees: Anna\n\n# Agenda\n\n- one\n\n-\n\n# Decisions\n\n"
		 "- yes [DEC-1]\n\n# 内部\n\nsecret\n\n## deeper\n\ntoo\n\n"
		 "# Remarks\nfine\nInternal: not this\nNext meeting:\n");

	(void)state;
	kam_minutes_prose(&out, &m);
	assert_string_equal(out.data, "# Agenda\n\n- one\n\n# Remarks\nfine");
	kam_str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_lines_of_both_languages,
					  release),
		cmocka_unit_test_teardown(test_what_only_looks_like_one,
					  release),
		cmocka_unit_test_teardown(test_sections, release),
		cmocka_unit_test_teardown(test_what_cannot_be_an_action,
					  release),
		cmocka_unit_test_teardown(test_the_text_comes_back, release),
		cmocka_unit_test_teardown(test_what_the_customer_reads,
					  release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
