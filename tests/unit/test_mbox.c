/* Messages out of a stream: where they begin, how large they may be. */
#include <kam/mbox.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A stream that gives a few bytes at a time, `times` over. */
struct stream {
	const char *bytes;
	size_t length, at, piece;
	size_t times;
	int fails;
};

static long read_some(void *context, char *buffer, size_t room,
		      struct kam_err *err)
{
	struct stream *s = context;
	size_t n = s->length - s->at;

	if (s->fails)
		return kam_fail(err, KAM_EIO, "broken");
	if (!n && s->times > 1) {
		s->times--;
		s->at = 0;
		n = s->length;
	}
	n = n < s->piece ? n : s->piece;
	n = n < room ? n : room;
	memcpy(buffer, s->bytes + s->at, n);
	s->at += n;
	return (long)n;
}

static void check(const char *text, enum kam_mbox_form form,
		  const char *const *wanted)
{
	struct kam_mbox *box = malloc(sizeof *box);
	struct kam_err err = { 0 };

	assert_non_null(box);
	for (size_t piece = 1; piece < 400; piece = piece * 3 + 1) {
		struct stream s = { text, strlen(text), 0, piece, 1, 0 };
		struct kam_input input = { .context = &s, .read = read_some };

		kam_mbox_open(box, &input, form);
		for (size_t i = 0; wanted[i]; i++) {
			assert_int_equal(kam_mbox_next(box, &err), 1);
			assert_null(box->flaw);
			assert_string_equal(box->message.data, wanted[i]);
			assert_int_equal(box->number, i + 1);
		}
		assert_int_equal(kam_mbox_next(box, &err), 0);
		assert_int_equal(kam_mbox_next(box, &err), 0);
		kam_mbox_release(box);
	}
	free(box);
}

static void test_messages_begin_at_from(void **state)
{
	static const char *const two[] = { "A: 1\n\nx\n\n", "B: 2\n\ny", NULL };
	static const char *const empty[] = { "", "", NULL };
	static const char *const quoted[] = {
		"A: 1\n\nFrom x\n>From y\n >From z\n>Fro\n", NULL
	};

	(void)state;
	check("From a\nA: 1\n\nx\n\nFrom b\nB: 2\n\ny", KAM_MBOX_ANY, two);
	check("\n\r\nFrom a\nA: 1\n\nx\n\nFrom b\nB: 2\n\ny", KAM_MBOX_ANY,
	      two);
	check("From a\nFrom b\n", KAM_MBOX_ANY, empty);
	check("From a\nA: 1\n\n>From x\n>>From y\n >From z\n>Fro\n",
	      KAM_MBOX_ANY, quoted);
}

static void test_one_message_is_left_alone(void **state)
{
	static const char text[] = "A: 1\n\nFrom b\n>From c\n";
	static const char from[] = "From b\nA: 1\n\n>From x\n";
	static const char *const one[] = { text, NULL };
	static const char *const other[] = { from, NULL };
	static const char *const none[] = { NULL };
	static const char *const empty[] = { "", NULL };

	(void)state;
	check(text, KAM_MBOX_ANY, one);
	check(from, KAM_MBOX_ONE, other);
	check("", KAM_MBOX_ANY, none);
	check("", KAM_MBOX_ONE, empty);
}

static void test_the_line_that_began_it(void **state)
{
	struct stream s = {
		"From a@x Mon Nov  2 09:30:00 2026\r\nA: 1\n", 41, 0, 7, 1, 0
	};
	struct kam_input input = { .context = &s, .read = read_some };
	struct kam_mbox *box = malloc(sizeof *box);
	struct kam_err err = { 0 };

	(void)state;
	assert_non_null(box);
	kam_mbox_open(box, &input, KAM_MBOX_ANY);
	assert_int_equal(kam_mbox_next(box, &err), 1);
	assert_string_equal(box->from, "From a@x Mon Nov  2 09:30:00 2026");
	kam_mbox_release(box);
	s.fails = 1;
	kam_mbox_open(box, &input, KAM_MBOX_ANY);
	assert_int_equal(kam_mbox_next(box, &err), KAM_EIO);
	kam_mbox_release(box);
	free(box);
}

/* One line of 65 MiB: said, passed over, and what follows is read. */
static void test_too_large_is_passed_over(void **state)
{
	char *block = malloc(1024 * 1024);
	struct stream s = { block, 1024 * 1024, 0, 65536, 65, 0 };
	struct kam_input input = { .context = &s, .read = read_some };
	struct kam_mbox *box = malloc(sizeof *box);
	struct kam_err err = { 0 };

	(void)state;
	assert_non_null(block);
	assert_non_null(box);
	memset(block, 'x', s.length);
	kam_mbox_open(box, &input, KAM_MBOX_ANY);
	assert_int_equal(kam_mbox_next(box, &err), 1);
	assert_non_null(box->flaw);
	assert_int_equal(box->message.length, 0);
	assert_int_equal(kam_mbox_next(box, &err), 0);
	kam_mbox_release(box);
	/* just within it */
	s.times = 64;
	s.at = 0;
	kam_mbox_open(box, &input, KAM_MBOX_ANY);
	assert_int_equal(kam_mbox_next(box, &err), 1);
	assert_null(box->flaw);
	assert_int_equal(box->message.length, KAM_MBOX_MESSAGE);
	kam_mbox_release(box);
	free(box);
	free(block);
}

static const char *repeated(struct kam_str *text, const char *head,
			    const char *part, size_t n)
{
	kam_str_truncate(text, 0);
	kam_str_add(text, head);
	while (n--)
		kam_str_add(text, part);
	return kam_mbox_check(text->data, text->length);
}

static void test_what_a_parser_could_not_bear(void **state)
{
	static const char mixed[] =
	    "Content-Type: multipart/mixed; boundary=\"b\"\n\n";
	struct kam_str text = KAM_STR_INIT;

	(void)state;
	assert_null(kam_mbox_check("", 0));
	assert_null(repeated(&text, "To: ", "a@b, ", 50000));
	assert_non_null(repeated(&text, "To: ", "a@b,\n ", 50000));
	assert_non_null(repeated(&text, "", "X: y\n", 50001));
	/* groups within groups, in any header of any message within */
	assert_null(repeated(&text, "To: ", "a:", 1999));
	assert_non_null(repeated(&text, "To: ", "a:", 2001));
	assert_non_null(repeated(&text, "To:\n", " a:\n", 2001));
	assert_non_null(
	    repeated(&text, "A: message/rfc822\n\nTo: ", "a:", 2001));
	assert_non_null(repeated(&text,
				 "A: multipart/digest; boundary=x\n\n"
				 "--x\n\nTo: ",
				 "a:", 2001));
	assert_null(repeated(&text, "A: b\n\n", "a:", 100000));
	/* parts, by their boundary; text that looks like them is none */
	assert_null(repeated(&text, mixed, "--b\n\n", 10000));
	assert_non_null(repeated(&text, mixed, "--b\n\n", 10001));
	assert_null(repeated(&text, mixed, "--c\n\n", 100000));
	assert_non_null(repeated(&text, "Content-Type: x; boundary*0=b\n\n",
				 "--c\n\n", 10001));
	kam_str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_messages_begin_at_from),
		cmocka_unit_test(test_one_message_is_left_alone),
		cmocka_unit_test(test_the_line_that_began_it),
		cmocka_unit_test(test_too_large_is_passed_over),
		cmocka_unit_test(test_what_a_parser_could_not_bear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
