#include <kam/mail_out.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct kam_mail usual = {
	.from = { "Li Lei", "li@firm.test" },
	.to = { NULL, "wang@firm.test" },
	.subject = "Overdue feedback (3)",
	.id = "kam.0123@firm.test",
	.date = 1764032400, /* 2025-11-25T01:00:00Z */
	.offset = 8 * 3600,
	.text = "one\n",
	.html = "<p>one</p>\n",
};

static char *written(const struct kam_mail *m)
{
	struct kam_str out = KAM_STR_INIT;
	struct kam_err err = { 0 };

	assert_int_equal(kam_mail_write(&out, m, &err), 0);
	return out.data;
}

static void assert_has(const struct kam_mail *m, const char *part)
{
	char *text = written(m);

	if (!strstr(text, part))
		fail_msg("no '%s' in:\n%s", part, text);
	free(text);
}

static void assert_refused(const struct kam_mail *m)
{
	struct kam_str out = KAM_STR_INIT;
	struct kam_err err = { 0 };

	assert_int_equal(kam_mail_write(&out, m, &err), KAM_EINVALID);
	kam_str_release(&out);
}

static void a_plain_message_is_as_it_reads(void **state)
{
	static const char head[] =
	    "From: Li Lei <li@firm.test>\n"
	    "To: wang@firm.test\n"
	    "Subject: Overdue feedback (3)\n"
	    "Date: Tue, 25 Nov 2025 09:00:00 +0800\n"
	    "Message-ID: <kam.0123@firm.test>\n"
	    "Auto-Submitted: auto-generated\n"
	    "MIME-Version: 1.0\n"
	    "Content-Type: multipart/alternative;\n boundary=\"=_kam_";
	char *text = written(&usual);

	(void)state;
	assert_int_equal(strncmp(text, head, sizeof head - 1), 0);
	assert_non_null(strstr(text, "\n\none\n\n--=_kam_"));
	assert_non_null(strstr(text, "\n\n<p>one</p>\n\n--=_kam_"));
	free(text);
}

static void zones_west_of_greenwich_are_negative(void **state)
{
	struct kam_mail m = usual;

	(void)state;
	m.offset = -(3 * 3600 + 30 * 60);
	assert_has(&m, "Date: Mon, 24 Nov 2025 21:30:00 -0330\n");
}

/* Every line fits, and each encoded word is whole characters. */
static void assert_header(const char *text, const char *name)
{
	const char *at = strstr(text, name);

	assert_non_null(at);
	while (at) {
		size_t n = strcspn(at, "\n");

		assert_true(n <= 78);
		at = at[n] && at[n + 1] == ' ' ? at + n + 1 : NULL;
	}
}

static void chinese_is_encoded_words_of_whole_characters(void **state)
{
	struct kam_mail m = usual;
	char *text;

	(void)state;
	m.from.name = "王伟";
	m.subject = "逾期反馈";
	assert_has(&m, "From: =?UTF-8?B?546L5Lyf?= <li@firm.test>\n");
	assert_has(&m, "Subject: =?UTF-8?B?6YC+5pyf5Y+N6aaI?=\n");
	/* 45 bytes a word are 15 characters of three, never 14 and a half */
	m.subject = "a逾期反馈逾期反馈逾期反馈逾期反馈逾期反馈逾期反馈逾期反馈"
		    "逾期反馈逾期反馈逾期反馈逾期反馈";
	text = written(&m);
	assert_header(text, "Subject: ");
	for (const char *at = strstr(text, "=?UTF-8?B?"); at;
	     at = strstr(at + 1, "=?UTF-8?B?"))
		/* a word begins with a character's first byte: base64 of a
		   continuation byte 10xxxxxx begins with g to v */
		assert_true(at[10] < 'g' || at[10] > 'v');
	free(text);
}

static void what_looks_encoded_or_is_long_is_encoded(void **state)
{
	struct kam_mail m = usual;
	char *text;

	(void)state;
	m.subject = "=?UTF-8?Q?x?=";
	assert_has(&m, "Subject: =?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=\n");
	m.subject = " blanks ";
	assert_has(&m, "Subject: =?UTF-8?B?IGJsYW5rcyA=?=\n");
	m.subject = "a subject that is longer than the line on which it would "
		    "stand, so that it must be folded somewhere";
	text = written(&m);
	assert_header(text, "Subject: ");
	free(text);
}

static void names_with_a_comma_are_quoted(void **state)
{
	struct kam_mail m = usual;

	(void)state;
	m.to.name = "Lei, Li";
	assert_has(&m, "To: \"Lei, Li\" <wang@firm.test>\n");
	/* a <e@x>, b@y as a name names nobody else */
	m.to.name = "\"a\" <e@x>, b@y";
	assert_has(&m, "To: =?UTF-8?B?ImEiIDxlQHg+LCBiQHk=?= "
		       "<wang@firm.test>\n");
}

static void nothing_can_add_a_header_or_a_recipient(void **state)
{
	static const char *const subjects[] = { "x\r\nBcc: all@corp", "x\ny",
						"x\ry", "x\x01", "\xff" };
	static const char *const addresses[] = {
		"",
		"li",
		"-OQueueDirectory=/tmp@x",
		"|/bin/sh",
		"|/bin/sh@x",
		":include:/etc/passwd",
		":include:/etc/passwd@x",
		"a@x, b@y",
		"a@x\nBcc: b@y",
		"a@x\r",
		"<a@x>",
		"a b@x",
		"\"a b\"@x",
		"a..b@x",
		".a@x",
		"a@",
		"a@x..y",
		"a@-x",
		"a@[127.0.0.1]",
		"a@b@c",
		"王@firm.test",
	};
	struct kam_mail m = usual;

	(void)state;
	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
		m = usual;
		m.subject = subjects[i];
		assert_refused(&m);
		m = usual;
		m.to.name = subjects[i];
		assert_refused(&m);
		m = usual;
		m.language = subjects[i];
		assert_refused(&m);
	}
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		m = usual;
		m.to.address = addresses[i];
		assert_refused(&m);
		m = usual;
		m.from.address = addresses[i];
		assert_refused(&m);
	}
}

static void bodies_are_safe_on_every_way(void **state)
{
	struct kam_mail m = usual;
	char line[5001], *text;

	(void)state;
	m.text = ".\n..\nFrom here\nFro\na=b\nblank \ntab\t\nlone\rCR\n中\n";
	assert_has(&m, "\n\n=2E\n=2E.\n=46rom here\nFro\na=3Db\nblank=20\n"
		       "tab=09\nlone=0DCR\n=E4=B8=AD\n");
	memset(line, '.', sizeof line - 1);
	line[sizeof line - 1] = '\0';
	m.text = line;
	text = written(&m);
	for (const char *at = text; at;) {
		size_t n = strcspn(at, "\n");

		assert_true(n <= 78);
		assert_true(*at != '.');
		at = at[n] ? at + n + 1 : NULL;
	}
	free(text);
}

static void ids_differ_by_each_part(void **state)
{
	static const struct kam_mail_about some[] = {
		{ "o", "due", "li", "2026-11-25" },
		{ "o", "due", "wang", "2026-11-25" },
		{ "o", "due", "li", "2026-11-26" },
		{ "o", "duel", "i", "2026-11-25" },
		{ "p", "due", "li", "2026-11-25" },
	};
	char ids[5][KAM_MAIL_ID], again[KAM_MAIL_ID], domain[260] = "a@";

	(void)state;
	for (int i = 0; i < 5; i++) {
		kam_mail_id(ids[i], &some[i], "x@firm.test");
		for (int j = 0; j < i; j++)
			assert_string_not_equal(ids[i], ids[j]);
	}
	kam_mail_id(again, &some[0], "x@firm.test");
	assert_string_equal(again, ids[0]);
	assert_true(kam_address_valid(again));
	memset(domain + 2, 'x', 252);
	kam_mail_id(again, &some[0], domain);
	assert_true(kam_address_valid(again));
}

static void mailboxes_are_read_with_and_without_a_name(void **state)
{
	struct kam_arena arena = { 0 };
	struct kam_mailbox box;
	struct kam_err err = { 0 };

	(void)state;
	assert_int_equal(kam_mailbox_parse(&box, &arena, " li@x ", &err), 0);
	assert_string_equal(box.address, "li@x");
	assert_null(box.name);
	assert_int_equal(kam_mailbox_parse(&box, &arena, "李雷 <li@x>", &err),
			 0);
	assert_string_equal(box.name, "李雷");
	assert_int_equal(
	    kam_mailbox_parse(&box, &arena, "\"Lei, \\\"Li\\\"\" <li@x>", &err),
	    0);
	assert_string_equal(box.name, "Lei, \"Li\"");
	assert_int_equal(kam_mailbox_parse(&box, &arena, "<li@x>", &err), 0);
	assert_null(box.name);
	assert_int_equal(kam_mailbox_parse(&box, &arena, "Li <li@x", &err),
			 KAM_EINVALID);
	kam_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_message_is_as_it_reads),
		cmocka_unit_test(zones_west_of_greenwich_are_negative),
		cmocka_unit_test(chinese_is_encoded_words_of_whole_characters),
		cmocka_unit_test(what_looks_encoded_or_is_long_is_encoded),
		cmocka_unit_test(names_with_a_comma_are_quoted),
		cmocka_unit_test(nothing_can_add_a_header_or_a_recipient),
		cmocka_unit_test(bodies_are_safe_on_every_way),
		cmocka_unit_test(ids_differ_by_each_part),
		cmocka_unit_test(mailboxes_are_read_with_and_without_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
