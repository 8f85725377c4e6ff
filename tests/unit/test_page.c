#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "db/page.h"

static void numbers_have_their_length(void **state)
{
	static const struct {
		uint8_t bytes[9];
		int n;
		uint64_t value;
	} cases[] = {
		{ { 0x00 }, 1, 0 },
		{ { 0x7f }, 1, 127 },
		{ { 0x81, 0x00 }, 2, 128 },
		{ { 0xff, 0x7f }, 2, 16383 },
		{ { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff },
		  9,
		  UINT64_MAX },
	};
	uint64_t value;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const uint8_t *at = cases[i].bytes;

		assert_int_equal(kam_varint(&value, at, at + cases[i].n),
				 cases[i].n);
		assert_int_equal(value, cases[i].value);
		assert_int_equal(kam_varint(&value, at, at + cases[i].n - 1),
				 0);
	}
}

/* null, 1, -2, 300, "ab", x'00' */
static void a_record_is_taken_apart(void **state)
{
	static const uint8_t record[] = { 7,    0, 9,    1,   2,   17, 14,
					  0xfe, 1, 0x2c, 'a', 'b', 0 };
	struct kam_field_bytes f[KAM_RECORD_FIELDS];
	int minimal;

	(void)state;
	assert_int_equal(kam_record_parse(f, &minimal, record, sizeof record),
			 6);
	assert_true(minimal);
	assert_int_equal(f[0].type, KAM_SERIAL_NULL);
	assert_int_equal(f[1].number, 1);
	assert_int_equal(f[2].number, -2);
	assert_int_equal(f[3].number, 300);
	assert_int_equal(f[4].type, KAM_SERIAL_TEXT);
	assert_memory_equal(f[4].bytes, "ab", 2);
	assert_int_equal(f[5].type, KAM_SERIAL_BLOB);
	assert_int_equal(f[5].length, 1);
}

static void a_record_that_ends_early_is_none(void **state)
{
	static const uint8_t record[] = { 7,    0, 9,    1,   2,   17, 14,
					  0xfe, 1, 0x2c, 'a', 'b', 0 };
	struct kam_field_bytes f[KAM_RECORD_FIELDS];
	int minimal;

	(void)state;
	for (size_t n = 0; n < sizeof record; n++)
		assert_int_equal(kam_record_parse(f, &minimal, record, n), -1);
}

/* What SQLite would have written shorter was damaged. */
static void a_longer_form_is_told(void **state)
{
	static const uint8_t one[] = { 2, 1, 1 };     /* 1 as a byte */
	static const uint8_t two[] = { 2, 2, 0, 2 };  /* 2 as two bytes */
	static const uint8_t more[] = { 2, 9, 0 };    /* a byte is left */
	static const uint8_t head[] = { 0x80, 3, 9 }; /* the head's length */
	static const uint8_t real[] = { 2, 7, 0, 0, 0, 0, 0, 0, 0, 0 };
	struct kam_field_bytes f[KAM_RECORD_FIELDS];
	int minimal;

	(void)state;
	assert_int_equal(kam_record_parse(f, &minimal, one, sizeof one), 1);
	assert_false(minimal);
	assert_int_equal(kam_record_parse(f, &minimal, two, sizeof two), 1);
	assert_false(minimal);
	assert_int_equal(kam_record_parse(f, &minimal, more, sizeof more), 1);
	assert_false(minimal);
	assert_int_equal(kam_record_parse(f, &minimal, head, sizeof head), 1);
	assert_false(minimal);
	assert_int_equal(kam_record_parse(f, &minimal, real, sizeof real), 1);
	assert_false(minimal);
}

/* A leaf of 512 bytes with one row, (NULL, 1) at rowid 5. */
static void make_leaf(uint8_t bytes[512])
{
	static const uint8_t cell[] = { 3, 5, 3, 0, 9 };

	memset(bytes, 0, 512);
	bytes[0] = KAM_PAGE_TABLE_LEAF;
	bytes[4] = 1;
	bytes[5] = 1; /* the content begins at 507 */
	bytes[6] = 0xfb;
	bytes[8] = 1;
	bytes[9] = 0xfb;
	memcpy(bytes + 507, cell, sizeof cell);
}

static void count(void *context, uint32_t from, uint32_t to)
{
	*(uint32_t *)context += to - from;
}

static void a_leaf_gives_its_cell(void **state)
{
	uint8_t bytes[512];
	uint32_t unused = 0;
	struct kam_page page;
	struct kam_page_cell cell;

	(void)state;
	make_leaf(bytes);
	assert_int_equal(kam_page_read(&page, bytes, 512, 2), 1);
	assert_int_equal(page.cells, 1);
	assert_int_equal(page.gap, 10);
	assert_int_equal(page.content, 507);
	assert_int_equal(kam_cell_read(&cell, &page, 0), 1);
	assert_int_equal(cell.rowid, 5);
	assert_int_equal(cell.payload, 3);
	assert_int_equal(cell.end, 512);
	assert_int_equal(kam_page_unused(&page, count, &unused), 1);
	assert_int_equal(unused, 0);
}

/* Whatever the bytes say, nothing outside the page is touched. */
static void no_cell_leaves_the_page(void **state)
{
	uint8_t bytes[512];
	struct kam_page page;
	struct kam_page_cell cell;

	(void)state;
	for (int at = 0; at < 512; at++)
		for (int value = 0; value < 256; value++) {
			if (at > 12 && at < 505)
				continue;
			make_leaf(bytes);
			bytes[at] = (uint8_t)value;
			if (!kam_page_read(&page, bytes, 512, 2))
				continue;
			assert_true(page.gap <= page.content);
			for (int i = 0; i < page.cells && i < 200; i++)
				if (kam_cell_read(&cell, &page, i))
					assert_true(cell.end <= 512);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_have_their_length),
		cmocka_unit_test(a_record_is_taken_apart),
		cmocka_unit_test(a_record_that_ends_early_is_none),
		cmocka_unit_test(a_longer_form_is_told),
		cmocka_unit_test(a_leaf_gives_its_cell),
		cmocka_unit_test(no_cell_leaves_the_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
