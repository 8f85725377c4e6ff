#include <kam/csv.h>
#include <kam/str.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* All rows as "a|b/c|d": fields by |, rows by /; or the error's message. */
static void assert_rows(const char *bytes, size_t length, const char *wanted)
{
	struct kam_err err = { 0 };
	struct kam_csv *csv = NULL;
	char got[2048] = "";
	size_t at = 0;
	int rc = kam_csv_open(&csv, bytes, length, NULL, &err);

	while (!rc && (rc = kam_csv_next(csv, &err)) > 0) {
		for (size_t i = 0; i < kam_csv_columns(csv); i++)
			at += (size_t)snprintf(got + at, sizeof got - at,
					       "%s%s", i ? "|" : "",
					       kam_csv_field(csv, i));
		at += (size_t)snprintf(got + at, sizeof got - at, "/");
		rc = 0;
	}
	kam_csv_close(csv);
	if (rc < 0)
		snprintf(got, sizeof got, "%s", err.message);
	assert_string_equal(got, wanted);
}

#define ROWS(bytes, wanted) assert_rows(bytes, sizeof(bytes) - 1, wanted)

/* the cases of csv-spectrum (maxogden, BSD-2), written anew */
static void test_what_rfc_4180_and_real_files_hold(void **state)
{
	(void)state;
	ROWS("a,b\n1,2\n", "1|2/");
	ROWS("a,b\r\n1,2\r\n3,4", "1|2/3|4/");
	ROWS("a,b\r1,2\r", "1|2/");
	ROWS("first,date\nJohn,\"July 4, 1776\"\n", "John|July 4, 1776/");
	ROWS("a,b\n1,\"\"\n\"\",\"\"\n", "1|/|/");
	ROWS("a,b\n1,\"ha \"\"ha\"\" ha\"\n", "1|ha \"ha\" ha/");
	ROWS("a,b\n\"two\nlines\",2\n", "two\nlines|2/");
	ROWS("a,b\n1,ʤ\n", "1|ʤ/");
	ROWS("\xef\xbb\xbfid,名称\n1,中\n", "1|中/");
	ROWS("a;b;c\n1;2,5;3\n", "1|2,5|3/");
	ROWS("a\tb\n1\t2\n", "1|2/");
	ROWS("a,b,c\n1\n\n2,3\n", "1||/2|3|/");
	ROWS("a,b\n\n\n", "");
	/* cells that a spreadsheet leaves behind the last, rows before the head
	 */
	ROWS("a,b\n1,2,,\"\",\n3,4\n", "1|2/3|4/");
	ROWS(",\n,,\na,b\n1,2\n", "1|2/");
	/* ="…" without quotes of its own, as exporters write it */
	ROWS("a,b\n=\"01\",=\"x,y\"\n=\"\",=\"2\"", "=\"01\"|=\"x,y\"/"
						    "=\"\"|=\"2\"/");
}

static void test_chinese_files_that_are_not_utf_8(void **state)
{
	(void)state;
	/* 客户,值 in GB18030 */
	ROWS("\xbf\xcd\xbb\xa7,\xd6\xb5\n\xb1\xb1\xbe\xa9,1\n", "北京|1/");
	ROWS("\xff\xfe"
	     "a\0,\0b\0\n\0"
	     "1\0,\0-N\n\0",
	     "1|中/");
	/* without the mark, where nothing in the head is ASCII but its comma */
	ROWS("\x4e\x2d\0,\x65\x87\0\n\0"
	     "1\0,\x4e\x2d\0\n",
	     "1|中/");
}

static void test_errors_name_line_and_column(void **state)
{
	struct kam_err err = { 0 };
	struct kam_csv *csv;

	(void)state;
	ROWS("a,b\n1,\"2\n", "line 2, column 2: the quoted field has no end");
	ROWS("a,b\n1,2\n1,2,3\n",
	     "line 3, column 3: more fields than the head has");
	ROWS("a,b\n1,2, \n1,2,\t,\" \",3\n",
	     "line 3, column 5: more fields than the head has");
	ROWS("a,b\n1,2,,\n1,2,,\"\n\",5\n",
	     "line 3, column 4: more fields than the head has");
	ROWS("a,b\n1,=\"2\"3\n", "line 2, column 2: a quote inside a field "
				 "that is not quoted");
	ROWS("a,b\n1,=\"2\n3,4\"\n", "line 2, column 2: a quote inside a "
				     "field that is not quoted");
	ROWS("a,b\n1,=\"2", "line 2, column 2: a quote inside a field that is "
			    "not quoted");
	ROWS("a,b\n1,=\"2\"\"\"\n", "line 2, column 2: a quote inside a field "
				    "that is not quoted");
	ROWS("a,b\n1,x\"y\n", "line 2, column 2: a quote inside a field that "
			      "is not quoted");
	ROWS("a,b\n\"1\"x,2\n",
	     "line 2, column 1: something follows the closing quote");
	ROWS("a,b\n1,2\0\n", "line 2, column 2: a NUL byte in a field");
	/* a NUL further on doesn't let other bytes through unchecked */
	ROWS("a,b\n\xff,2\n1,2\0\n",
	     "the file is neither UTF-8, from line 2 on, nor GB18030");
	/* "Müller" of CP1252, which two bytes of GB18030 might be too */
	ROWS("a,b\nM\xfcller,2\n",
	     "the file is neither UTF-8, from line 2 on, nor GB18030");
	ROWS("a,b\n\"x\ny\",1\n\n1,2,3\n",
	     "line 5, column 3: more fields than the head has");
	assert_int_equal(kam_csv_open(&csv, "", 0, NULL, &err), KAM_EINVALID);
	kam_err_reset(&err);
	assert_int_equal(kam_csv_open(&csv, "a\n", 2, "no-such", &err),
			 KAM_EINVALID);
}

/* All of it by kam_csv_next_any(), as above, with what is wrong behind a row */
static void assert_any(const char *bytes, size_t length, const char *wanted)
{
	struct kam_err err = { 0 };
	struct kam_csv *csv = NULL;
	struct kam_str got = KAM_STR_INIT;
	int rc = kam_csv_open(&csv, bytes, length, NULL, &err);

	assert_int_equal(rc, 0);
	while ((rc = kam_csv_next_any(csv, &err)) > 0) {
		for (size_t i = 0; i < kam_csv_fields(csv); i++)
			kam_str_printf(&got, "%s%s", i ? "|" : "",
				       kam_csv_field(csv, i));
		if (kam_csv_what(csv))
			kam_str_printf(&got, " <%zu,%zu: %s>",
				       kam_csv_line(csv), kam_csv_column(csv),
				       kam_csv_what(csv));
		kam_str_add_char(&got, '/');
	}
	if (rc < 0)
		kam_str_add(&got, err.message);
	assert_string_equal(got.data, wanted);
	kam_str_release(&got);
	kam_csv_close(csv);
}

#define ANY(bytes, wanted) assert_any(bytes, sizeof(bytes) - 1, wanted)

static void test_a_row_that_is_flawed_ends_where_it_ends(void **state)
{
	(void)state;
	ANY("a,b\n1,2,3\n4,5\n",
	    "1|2|3 <2,3: more fields than the head has>/4|5/");
	ANY("a,b\n\"x\ny\",2,,\"3\n\"\n4\n",
	    "x\ny|2||3\n <2,4: more fields than the head has>/4/");
	ANY("a,b\n1,2, ,\n", "1|2| |/");
	ANY("a,b\n1\0,\"\0\0x\0\",3\n4\0,\0\n5,6",
	    "1|x|3 <2,1: a NUL byte in a field>/"
	    "4| <3,1: a NUL byte in a field>/5|6/");
	/* what has no end stops it all the same */
	ANY("a,b\n1,2,3\n4,\"5\n6,7\n",
	    "1|2|3 <2,3: more fields than the head has>/"
	    "line 3, column 2: the quoted field has no end");
	ANY("a,b\n1,2,3,\"4\n5,6\n",
	    "line 2, column 4: the quoted field has no end");
}

/* More cells than are kept: blank ones don't matter, others stop the reader. */
static void test_a_row_has_no_more_cells_than_are_kept(void **state)
{
	enum { CELLS = 1200 };
	struct kam_err err = { 0 };
	char bytes[2 + 2 * (CELLS + 1)] = "a\n";
	struct kam_csv *csv;

	(void)state;
	memset(bytes + 2, ',', CELLS);
	for (int full = 0; full < 2; full++) {
		bytes[2 + CELLS] = full ? 'x' : '\n';
		assert_int_equal(
		    kam_csv_open(&csv, bytes, 2 + CELLS + 1, NULL, &err), 0);
		assert_int_equal(kam_csv_next_any(csv, &err),
				 full ? KAM_EINVALID : 1);
		assert_true(kam_csv_fields(csv) <= 1000);
		kam_csv_close(csv);
	}
}

/* A head, and one field of n bytes. */
static int field_of(size_t n)
{
	struct kam_err err = { 0 };
	struct kam_csv *csv;
	char *bytes = malloc(n + 3);
	int rc;

	assert_non_null(bytes);
	memset(bytes, 'x', n + 2);
	bytes[1] = '\n';
	rc = kam_csv_open(&csv, bytes, n + 2, NULL, &err);
	if (!rc) {
		rc = kam_csv_next(csv, &err);
		kam_csv_close(csv);
	}
	free(bytes);
	return rc;
}

static void test_a_field_may_be_1_mib_and_no_more(void **state)
{
	(void)state;
	assert_int_equal(field_of(1024 * 1024), 1);
	assert_int_equal(field_of(1024 * 1024 + 1), KAM_EINVALID);
}

/* What lies across the pieces that a file is read in: a character's bytes, a
   doubled quote, CR and LF. */
static void test_nothing_is_lost_between_two_pieces(void **state)
{
	static const char utf_8[] = "\"中\"\"\r\n文\",\xf0\x9f\x98\x80\r\n";
	static const char gb18030[] = "\"\xd6\xd0\"\"\r\n\xce\xc4\","
				      "\x94\x39\xfc\x36\r\n";
	static char bytes[40000];

	(void)state;
	for (size_t pad = 32768 - 24; pad < 32768 + 4; pad++) {
		const char *tails[] = { utf_8, gb18030 };

		for (size_t i = 0; i < 2; i++) {
			struct kam_err err = { 0 };
			struct kam_csv *csv;
			size_t n = strlen(tails[i]);

			memset(bytes, 'x', pad);
			memcpy(bytes, "a,b\n", 4);
			bytes[pad - 1] = '\n';
			memcpy(bytes + pad, tails[i], n);
			assert_int_equal(
			    kam_csv_open(&csv, bytes, pad + n, NULL, &err), 0);
			assert_int_equal(kam_csv_next(csv, &err), 1);
			assert_int_equal(kam_csv_next(csv, &err), 1);
			assert_int_equal(kam_csv_line(csv), 3);
			assert_string_equal(kam_csv_field(csv, 0),
					    "中\"\r\n文");
			assert_string_equal(kam_csv_field(csv, 1),
					    "\xf0\x9f\x98\x80");
			assert_int_equal(kam_csv_next(csv, &err), 0);
			kam_csv_close(csv);
		}
	}
}

static void test_columns_are_found_whatever_their_case(void **state)
{
	static const char bytes[] = " Record Id ,NAME,name\n";
	struct kam_err err = { 0 };
	struct kam_csv *csv;

	(void)state;
	assert_int_equal(
	    kam_csv_open(&csv, bytes, sizeof bytes - 1, NULL, &err), 0);
	assert_string_equal(kam_csv_name(csv, 0), "Record Id");
	assert_int_equal(kam_csv_find(csv, "record id", 0), 0);
	assert_int_equal(kam_csv_find(csv, "Name", 0), 1);
	assert_int_equal(kam_csv_find(csv, "Name", 2), 2);
	assert_int_equal(kam_csv_find(csv, "other", 0), -1);
	kam_csv_close(csv);
}

static void
test_columns_are_found_however_a_spreadsheet_writes_them(void **state)
{
	static const char bytes[] = "*Record\u00a0Id,\"Account\nName* "
				    "\",Ｅ－mail（必填）,a_b,a b,\u200b"
				    "Phone：,*\n1,2\n\u00a0,\"\u3000\n\"\n1,2";
	struct kam_err err = { 0 };
	struct kam_csv *csv;

	(void)state;
	assert_int_equal(
	    kam_csv_open(&csv, bytes, sizeof bytes - 1, NULL, &err), 0);
	assert_int_equal(kam_csv_find(csv, "Record Id", 0), 0);
	assert_int_equal(kam_csv_find(csv, "account_name", 0), 1);
	assert_int_equal(kam_csv_find(csv, "E-mail", 0), 2);
	/* what is written so goes first */
	assert_int_equal(kam_csv_find(csv, "a b", 0), 4);
	assert_int_equal(kam_csv_find(csv, "A B", 3), 4);
	assert_int_equal(kam_csv_find(csv, "A  B", 0), 3);
	assert_int_equal(kam_csv_find(csv, "phone", 0), 5);
	assert_int_equal(kam_csv_find(csv, "", 0), -1);
	/* rows of nothing, and one that the file's end cuts off */
	assert_int_equal(kam_csv_next(csv, &err), 1);
	assert_int_equal(kam_csv_is_blank(csv), 0);
	assert_int_equal(kam_csv_is_cut(csv), 0);
	assert_int_equal(kam_csv_next(csv, &err), 1);
	assert_int_equal(kam_csv_is_blank(csv), 1);
	assert_int_equal(kam_csv_next(csv, &err), 1);
	assert_int_equal(kam_csv_is_cut(csv), 1);
	kam_csv_close(csv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_rfc_4180_and_real_files_hold),
		cmocka_unit_test(test_chinese_files_that_are_not_utf_8),
		cmocka_unit_test(test_errors_name_line_and_column),
		cmocka_unit_test(test_a_row_that_is_flawed_ends_where_it_ends),
		cmocka_unit_test(test_a_row_has_no_more_cells_than_are_kept),
		cmocka_unit_test(test_a_field_may_be_1_mib_and_no_more),
		cmocka_unit_test(test_nothing_is_lost_between_two_pieces),
		cmocka_unit_test(test_columns_are_found_whatever_their_case),
		cmocka_unit_test(
		    test_columns_are_found_however_a_spreadsheet_writes_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
