#include "printer.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void add_row(struct kam_out *out, const char *id, const char *title,
		    int score)
{
	kam_out_row(out);
	kam_out_key(out, "id");
	kam_out_text(out, id);
	kam_out_key(out, "title");
	kam_out_text(out, title);
	kam_out_key(out, "score");
	if (score)
		kam_out_integer(out, score);
	else
		kam_out_null(out);
	kam_out_key(out, "who");
	kam_out_array(out);
	kam_out_map(out);
	kam_out_key(out, "id");
	kam_out_text(out, "acme");
	kam_out_key(out, "role");
	kam_out_text(out, "buyer");
	kam_out_end(out);
	kam_out_end(out);
	kam_out_end(out);
}

/* The text that a list of two rows gives. */
static char *print_list(enum kam_format format, int rows, const char *fields)
{
	FILE *file = tmpfile();
	struct kam_err err = { 0 };
	struct kam_out *out;
	char *text = calloc(1, 8192);

	assert_non_null(file);
	assert_non_null(text);
	out = open_out(format, file, fields);
	kam_out_list(out, columns, 4);
	if (rows > 0)
		add_row(out, "R-1", "=a,\"b\"\t|中文\033[2J", -7);
	if (rows > 1)
		add_row(out, "R-2", "two\nlines", 0);
	kam_out_end(out);
	if (kam_out_finish(out, &err))
		snprintf(text, 8192, "%s", err.message);
	kam_out_release(out);
	rewind(file);
	if (!err.code)
		(void)!fread(text, 1, 8191, file);
	(void)fclose(file);
	return text;
}

static void assert_list(enum kam_format format, int rows, const char *fields,
			const char *wanted)
{
	char *got = print_list(format, rows, fields);

	assert_string_equal(got, wanted);
	free(got);
}

static void test_each_format_of_a_list(void **state)
{
	(void)state;
	assert_list(KAM_FORMAT_TABLE, 2, NULL,
		    "ID   标题                     Score  Who\n"
		    "R-1  =a,\"b\" |中文<U+001B>[2J     -7  acme · buyer\n"
		    "R-2  two lines                       acme · buyer\n");
	assert_list(
	    KAM_FORMAT_JSON, 2, NULL,
	    "[{\"id\":\"R-1\",\"title\":\"=a,\\\"b\\\"\\t|中文\\u001b[2J\","
	    "\"score\":-7,\"who\":[{\"id\":\"acme\",\"role\":\"buyer\"}]},\n"
	    "{\"id\":\"R-2\",\"title\":\"two\\nlines\",\"score\":null,"
	    "\"who\":[{\"id\":\"acme\",\"role\":\"buyer\"}]}]\n");
	assert_list(KAM_FORMAT_JSONL, 1, "id,score",
		    "{\"id\":\"R-1\",\"score\":-7}\n");
	assert_list(KAM_FORMAT_CSV, 2, NULL,
		    "id,title,score,who\r\n"
		    "R-1,\"'=a,\"\"b\"\"\t|中文\033[2J\",-7,acme:buyer\r\n"
		    "R-2,\"two\nlines\",,acme:buyer\r\n");
	assert_list(KAM_FORMAT_TSV, 2, NULL,
		    "id\ttitle\tscore\twho\n"
		    "R-1\t=a,\"b\"\\t|中文\033[2J\t-7\tacme:buyer\n"
		    "R-2\ttwo\\nlines\t\tacme:buyer\n");
	assert_list(KAM_FORMAT_PORCELAIN, 1, "id", "R-1\n");
	assert_list(KAM_FORMAT_MD, 1, NULL,
		    "| ID | 标题 | Score | Who |\n"
		    "| --- | --- | ---: | --- |\n"
		    "| R-1 | =a,\"b\" \\|中文&lt;U+001B\\>\\[2J | -7 | acme · "
		    "buyer |\n");
}

static void test_each_format_of_nothing(void **state)
{
	(void)state;
	assert_list(KAM_FORMAT_TABLE, 0, NULL, "");
	assert_list(KAM_FORMAT_JSON, 0, NULL, "[]\n");
	assert_list(KAM_FORMAT_JSONL, 0, NULL, "");
	assert_list(KAM_FORMAT_CSV, 0, NULL, "id,title,score,who\r\n");
	assert_list(KAM_FORMAT_PORCELAIN, 0, NULL, "");
}

static void test_fields_choose_and_order_and_a_wrong_one_is_named(void **state)
{
	(void)state;
	assert_list(KAM_FORMAT_JSON, 1, "who,id",
		    "[{\"who\":[{\"id\":\"acme\",\"role\":\"buyer\"}],"
		    "\"id\":\"R-1\"}]\n");
	assert_list(KAM_FORMAT_JSONL, 2, "score,who,id,score",
		    "{\"score\":-7,\"who\":[{\"id\":\"acme\",\"role\":"
		    "\"buyer\"}],\"id\":\"R-1\"}\n"
		    "{\"score\":null,\"who\":[{\"id\":\"acme\",\"role\":"
		    "\"buyer\"}],\"id\":\"R-2\"}\n");
	assert_list(KAM_FORMAT_CSV, 2, "who,score,id",
		    "who,score,id\r\nacme:buyer,-7,R-1\r\n"
		    "acme:buyer,,R-2\r\n");
	assert_list(KAM_FORMAT_TABLE, 2, "score,id",
		    "Score  ID\n   -7  R-1\n       R-2\n");
	assert_list(KAM_FORMAT_JSON, 1, "id,nosuch", "no field 'nosuch'");
}

static void test_a_long_title_leaves_the_columns_straight(void **state)
{
	FILE *file = tmpfile();
	struct kam_err err = { 0 };
	struct kam_out *out = open_out(KAM_FORMAT_TABLE, file, NULL);
	char title[1600] = "", line[4096];

	(void)state;
	for (size_t i = 0; i < 500; i++)
		memcpy(title + 3 * i, "长", 3);
	kam_out_list(out, columns, 4);
	add_row(out, "R-1", title, 5);
	add_row(out, "R-2", "👩‍👩‍👧‍👦 short", 12345);
	kam_out_end(out);
	assert_int_equal(kam_out_finish(out, &err), 0);
	kam_out_release(out);
	rewind(file);
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = '\0';
		assert_true(kam_utf8_width(line, KAM_AMBIGUOUS_NARROW) <= 80);
		assert_true(strstr(line, "Who") || strstr(line, "acme"));
		/* what follows the title begins in one column */
		*strstr(line, strstr(line, "Who") ? "Who" : "acme") = '\0';
		assert_int_equal(kam_utf8_width(line, KAM_AMBIGUOUS_NARROW),
				 68);
	}
	(void)fclose(file);
}

/* More than the spool keeps in memory; what finishing it said. */
static int print_long(FILE *file)
{
	struct kam_err err = { 0 };
	struct kam_out *out = open_out(KAM_FORMAT_JSON, file, NULL);
	int rc;

	kam_out_list(out, columns, 4);
	for (int i = 1; i <= 40000; i++)
		add_row(out, "R-1", "a title of some length", i);
	kam_out_end(out);
	assert_int_equal(kam_out_rows(out), 40000);
	rc = kam_out_finish(out, &err);
	kam_out_release(out);
	return rc;
}

/* Linux sends from file to file, but not to one that is appended to. */
static void test_a_long_list_is_the_same_whatever_takes_it(void **state)
{
	FILE *sent = tmpfile(), *appended = tmpfile();
	int a, b;

	(void)state;
	assert_int_equal(fcntl(fileno(appended), F_SETFL, O_APPEND), 0);
	assert_int_equal(print_long(sent), 0);
	assert_int_equal(print_long(appended), 0);
	rewind(sent);
	rewind(appended);
	do {
		a = fgetc(sent);
		b = fgetc(appended);
		assert_int_equal(a, b);
	} while (a != EOF);
	(void)fclose(sent);
	(void)fclose(appended);
}

static void test_a_long_list_says_where_it_could_not_go(void **state)
{
	FILE *full = fopen("/dev/full", "w"), *gone;
	int fds[2];

	(void)state;
	assert_int_equal(print_long(full), KAM_EIO);
	assert_int_equal(pipe(fds), 0);
	gone = fdopen(fds[1], "w");
	close(fds[0]);
	assert_int_equal(print_long(gone), 0);
	(void)fclose(full);
	(void)fclose(gone);
}

static void test_a_long_list_waits_in_a_file(void **state)
{
	FILE *file = tmpfile();
	char last[4];
	long size;

	(void)state;
	assert_int_equal(print_long(file), 0);
	assert_int_equal(fseek(file, -3, SEEK_END), 0);
	size = ftell(file);
	assert_true(size > 2 * 1024 * 1024);
	assert_non_null(fgets(last, sizeof last, file));
	assert_string_equal(last, "}]\n");
	(void)fclose(file);
}

static void test_a_reader_that_went_away_is_no_error(void **state)
{
	struct kam_err err = { 0 };
	int fds[2];
	FILE *file;
	struct kam_out *out;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	file = fdopen(fds[1], "w");
	out = open_out(KAM_FORMAT_JSON, file, NULL);
	close(fds[0]);
	kam_out_list(out, columns, 4);
	add_row(out, "R-1", "x", 1);
	kam_out_end(out);
	assert_int_equal(kam_out_finish(out, &err), 0);
	kam_out_release(out);
	(void)fclose(file);
	file = fopen("/dev/full", "w");
	out = open_out(KAM_FORMAT_JSON, file, NULL);
	kam_out_list(out, columns, 4);
	kam_out_end(out);
	assert_int_equal(kam_out_finish(out, &err), KAM_EIO);
	kam_out_release(out);
	(void)fclose(file);
}

/* What a row of six columns gives on a terminal of so many columns. */
static void assert_narrow(size_t width, const char *fields, const char *wanted)
{
	static const struct kam_out_column six[] = {
		{ "id", "ID", KAM_FORM_FIXED },
		{ "key", "Key", KAM_FORM_KEY },
		{ "kind", "Kind", KAM_FORM_FIXED, 2 },
		{ "project", "Project", KAM_FORM_TEXT, 1 },
		{ "title", "Title", KAM_FORM_TEXT },
		{ "empty", "Empty", KAM_FORM_NUMBER },
	};
	static const char *const cells[] = { "R-1", "a-key-of-twenty-four-let",
					     "cadence", "acme/portal",
					     "what is to be done soon" };
	FILE *file = tmpfile();
	struct kam_out_options options = {
		.format = KAM_FORMAT_TABLE,
		.fd = fileno(file),
		.width = width,
		.fields = fields,
	};
	struct kam_err err = { 0 };
	struct kam_out *out;
	char text[512] = "";

	assert_int_equal(kam_out_open(&out, &options, &err), 0);
	kam_out_list(out, six, 6);
	kam_out_row(out);
	for (size_t i = 0; i < 5; i++) {
		kam_out_key(out, six[i].key);
		kam_out_text(out, cells[i]);
	}
	kam_out_key(out, "empty");
	kam_out_null(out);
	kam_out_end(out);
	kam_out_end(out);
	assert_int_equal(kam_out_finish(out, &err), 0);
	kam_out_release(out);
	rewind(file);
	(void)!fread(text, 1, sizeof text - 1, file);
	(void)fclose(file);
	/* the head is no longer than its row */
	assert_string_equal(strchr(text, '\n') + 1, wanted);
}

static void test_a_narrow_list_spares_columns_before_it_cuts_texts(void **state)
{
	(void)state;
	assert_narrow(0, NULL,
		      "R-1  a-key-of-twenty-four-let  cadence  acme/portal  "
		      "what is to be done soon\n");
	/* what is empty goes, then long texts are shortened, then keys */
	assert_narrow(70, NULL,
		      "R-1  a-key-of-twenty-four-let  cadence  acme/portal  "
		      "what is to be do…\n");
	assert_narrow(50, NULL,
		      "R-1  a-key-of-twenty-f…  cadence  what is to be d…\n");
	assert_narrow(36, NULL, "R-1  a-key-of-twe…  what is to be d…\n");
	/* what was asked for stays */
	assert_narrow(36, "id,kind,project,title",
		      "R-1  cadence  acme/port…  what is t…\n");
}

static int ignore_pipe(void **state)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	(void)state;
	return sigaction(SIGPIPE, &ignore, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_format_of_a_list),
		cmocka_unit_test(test_each_format_of_nothing),
		cmocka_unit_test(
		    test_fields_choose_and_order_and_a_wrong_one_is_named),
		cmocka_unit_test(test_a_long_title_leaves_the_columns_straight),
		cmocka_unit_test(
		    test_a_narrow_list_spares_columns_before_it_cuts_texts),
		cmocka_unit_test(test_a_long_list_waits_in_a_file),
		cmocka_unit_test(
		    test_a_long_list_is_the_same_whatever_takes_it),
		cmocka_unit_test(test_a_long_list_says_where_it_could_not_go),
		cmocka_unit_test(test_a_reader_that_went_away_is_no_error),
	};

	return cmocka_run_group_tests(tests, ignore_pipe, NULL);
}
