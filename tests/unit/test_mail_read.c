#include <kam/mail_out.h>
#include <kam/mail_read.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void read_back(struct kam_mail_read *out, const struct kam_mail *mail)
{
	struct kam_str written = KAM_STR_INIT;
	struct kam_err err = { 0 };

	assert_int_equal(kam_mail_write(&written, mail, &err), 0);
	assert_int_equal(kam_mail_read(out, written.data, &err), 0);
	kam_str_release(&written);
}

static void what_was_written_is_read_back(void **state)
{
	const struct kam_mail mail = {
		.from = { "Kam, 客户", "kam@firm.test" },
		.to = { "王伟", "wang@firm.test" },
		.subject = "逾期的反馈：这一封的标题长得一行放不下，所以要折成"
			   "几行 (3)",
		.id = "kam.0123@firm.test",
		.date = 1764032400,
		.offset = 8 * 3600,
		.text =
		    "门户很慢 = bad\n\n--=_kam_ not a boundary\n-- \nFrom\n",
		.html = "<p>one</p>\n",
	};
	struct kam_mail_read read;

	(void)state;
	read_back(&read, &mail);
	assert_string_equal(read.from.data, "Kam, 客户 <kam@firm.test>");
	assert_string_equal(read.to.data, "王伟 <wang@firm.test>");
	assert_string_equal(read.subject.data, mail.subject);
	assert_string_equal(read.date.data, "Tue, 25 Nov 2025 09:00:00 +0800");
	assert_string_equal(read.text.data, mail.text);
	kam_mail_read_release(&read);
}

/* The register may be another's: nothing is refused, read beyond or kept. */
static void what_is_no_message_reads_as_little(void **state)
{
	static const char *const texts[] = {
		"",
		"\n",
		"\n\n",
		"From",
		"From:",
		"From:\n a\n",
		"Subject: =?",
		"x: y\n\n--=_",
		"\n--=_a\nContent-Type: text/plain",
		"\n--=_a\nContent-Type:\n\n=",
		"\n--=_a\nContent-Type:text/plain\n\n=4",
	};
	struct kam_mail_read read;
	struct kam_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(kam_mail_read(&read, texts[i], &err), 0);
		assert_string_equal(read.subject.data, i == 6 ? "=?" : "");
		kam_mail_read_release(&read);
	}
	assert_int_equal(
	    kam_mail_read(&read,
			  "From: a\n\n--=_a\nContent-Type: text/plain\n\n"
			  "caf\xe9 =E9\x01\n\n--=_a\nFrom: b\n",
			  &err),
	    0);
	assert_string_equal(read.from.data, "a");
	assert_string_equal(read.text.data,
			    "caf\xef\xbf\xbd \xef\xbf\xbd\x01\n");
	kam_mail_read_release(&read);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read_back),
		cmocka_unit_test(what_is_no_message_reads_as_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
