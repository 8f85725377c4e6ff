#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <kam/sheet.h>

struct world {
	struct kam_arena arena;
	struct kam_err err;
	struct kam_sheet sheet;
};

static int read_sheet(struct world *w, const char *text)
{
	kam_arena_reset(&w->arena);
	kam_err_reset(&w->err);
	return kam_sheet_read(&w->sheet, &w->arena, text, strlen(text),
			      &w->err);
}

static void is_item(const struct world *w, size_t i, int64_t req,
		    enum kam_sheet_answer answer, const char *remark)
{
	const struct kam_sheet_item *item = &w->sheet.items[i];

	assert_true(i < w->sheet.n);
	assert_null(item->problem);
	assert_int_equal(item->req, req);
	assert_int_equal(item->answer, answer);
	if (remark)
		assert_string_equal(item->remark, remark);
	else
		assert_null(item->remark);
}

static void markdown_is_read_by_its_boxes(void **state)
{
	struct world *w = *state;

	assert_int_equal(
	    read_sheet(w, "Hello,\r\n\r\n# Sheet\r\n\r\n"
			  "## REQ-3 a title\r\n\r\n"
			  "`REQ-3 3F2A9C1B7D20`\r\n\r\n"
			  "> - [x] yes\r\n> `REQ-4 aaaaaaaaaaaa`\r\n\r\n"
			  "- Priority: must\r\n\r\n"
			  "- [ ] ja\r\n- [ X ] nein\r\n- Bemerkung: zu\r\n"
			  "  vage\r\n\r\nmore\r\n"
			  "`REQ-12 aaaaaaaaaaaaaa`\n* [✓] 是\n* [__] 否\n"
			  "* 备注：好\n---\nName: x\n"
			  "`REQ-13 aaaaaaaaaaaa`\n- [ ] yes\n- [ ] no\n"
			  "- Remark:\n"),
	    0);
	assert_int_equal(w->sheet.n, 3);
	is_item(w, 0, 3, KAM_SHEET_NO, "zu\r\n  vage");
	assert_string_equal(w->sheet.items[0].fingerprint, "3f2a9c1b7d20");
	assert_int_equal(w->sheet.items[0].line, 7);
	is_item(w, 1, 12, KAM_SHEET_YES, "好");
	is_item(w, 2, 13, KAM_SHEET_NONE, NULL);
}

static void what_is_wrong_is_said_by_the_item(void **state)
{
	struct world *w = *state;

	assert_int_equal(
	    read_sheet(w, "`REQ-1 aaaaaaaaaaaa`\n- [x] yes\n- [x] no\n"
			  "`REQ-x aaaaaaaaaaaa`\n`REQ-2 aaaa`\n`REQ-3`\n"
			  "`REQ-4 zzzzzzzzzzzz`\n"
			  "`REQ-99999999999999999999999 aaaaaaaaaaaa`\n"),
	    0);
	assert_int_equal(w->sheet.n, 6);
	for (size_t i = 0; i < w->sheet.n; i++)
		assert_non_null(w->sheet.items[i].problem);
}

static void csv_and_json_are_read_by_their_keys(void **state)
{
	struct world *w = *state;

	assert_int_equal(
	    read_sheet(w, "remark,answer,title,id,fingerprint\n"
			  "'=1+1,YES,\"`REQ-9 aaaaaaaaaaaa`\n- [x] yes\",REQ-1,"
			  "aaaaaaaaaaaa\n,,,req-2,aaaaaaaaaaaa\n"
			  " later ,不同意,,REQ-3,aaaaaaaaaaaa\n"
			  ",perhaps,,REQ-4,aaaaaaaaaaaa\n"),
	    0);
	assert_int_equal(w->sheet.n, 4);
	is_item(w, 0, 1, KAM_SHEET_YES, "=1+1");
	is_item(w, 1, 2, KAM_SHEET_NONE, NULL);
	is_item(w, 2, 3, KAM_SHEET_NO, "later");
	assert_non_null(w->sheet.items[3].problem);
	assert_int_equal(
	    read_sheet(w, "{\"id\":\"REQ-1\",\"fingerprint\":\"aaaaaaaaaaaa\","
			  "\"answer\":true,\"more\":1}\n"
			  "{\"id\":\"REQ-2\",\"fingerprint\":\"aaaaaaaaaaaa\","
			  "\"answer\":null,\"remark\":\"why?\"}\n"),
	    0);
	assert_int_equal(w->sheet.n, 2);
	is_item(w, 0, 1, KAM_SHEET_YES, NULL);
	is_item(w, 1, 2, KAM_SHEET_NONE, "why?");
	assert_int_equal(w->sheet.items[1].line, 2);
}

static void what_is_no_sheet_is_refused(void **state)
{
	struct world *w = *state;

	assert_true(read_sheet(w, "a,b\n1,2\n") < 0);
	assert_true(read_sheet(w, "[{\"id\":1]") < 0);
	assert_true(read_sheet(w, "`REQ-1 aaaaaaaaaaaa`\n- [x] \xff\n") < 0);
}

static int set_up(void **state)
{
	static struct world w;

	*state = &w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	kam_arena_release(&w->arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markdown_is_read_by_its_boxes),
		cmocka_unit_test(what_is_wrong_is_said_by_the_item),
		cmocka_unit_test(csv_and_json_are_read_by_their_keys),
		cmocka_unit_test(what_is_no_sheet_is_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
