#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <kam/areas.h>
#include <kam/catalogue.h>

enum { THING_TITLE, THING_DUE_BY, THING_VALUE, THING_FIELDS };
static const struct kam_field fields[THING_FIELDS] = {
	[THING_TITLE] = { "title", KAM_TEXT, KAM_REQUIRED | KAM_LISTED,
			  "the thing in one line" },
	[THING_DUE_BY] = { "due_by", KAM_DATE, 0, "day it is due" },
	[THING_VALUE] = { "value", KAM_MONEY, KAM_LISTED, "worth" },
};
static const struct kam_state states[] = { { "open", "to do", 0 } };
static const struct kam_kind with_states = {
	.name = "thing",
	.fields = fields,
	.n_fields = THING_FIELDS,
	.states = states,
	.n_states = 1,
};
static const struct kam_kind without_states = {
	.name = "thing",
	.fields = fields,
	.n_fields = THING_FIELDS,
};

static void finds_fields_and_the_stores_own(void **state)
{
	(void)state;
	assert_int_equal(kam_column_find(&with_states, "title"), THING_TITLE);
	assert_int_equal(kam_column_find(&with_states, "value"), THING_VALUE);
	assert_int_equal(kam_column_find(&with_states, "id"), KAM_COLUMN_ID);
	assert_int_equal(kam_column_find(&with_states, "version"),
			 KAM_COLUMN_VERSION);
	assert_int_equal(kam_column_find(&with_states, "created"),
			 KAM_COLUMN_CREATED);
	assert_int_equal(kam_column_find(&with_states, "modified"),
			 KAM_COLUMN_MODIFIED);
	assert_int_equal(kam_column_find(&with_states, "source"),
			 KAM_COLUMN_SOURCE);
	assert_int_equal(kam_column_find(&with_states, "source_digest"),
			 KAM_COLUMN_SOURCE_DIGEST);
}

static void finds_nothing_by_other_names(void **state)
{
	static const char *const names[] = {
		"", "Title", "titl", "titles", "due-by", "digest", "ID"
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_int_equal(kam_column_find(&with_states, names[i]),
				 KAM_COLUMN_NONE);
}

static void status_is_a_column_of_kinds_with_states_only(void **state)
{
	(void)state;
	assert_int_equal(kam_column_find(&with_states, "status"),
			 KAM_COLUMN_STATUS);
	assert_int_equal(kam_column_find(&without_states, "status"),
			 KAM_COLUMN_NONE);
}

static void types_are_those_of_the_field_or_the_store(void **state)
{
	(void)state;
	assert_int_equal(kam_column_type(&with_states, THING_DUE_BY), KAM_DATE);
	assert_int_equal(kam_column_type(&with_states, THING_VALUE), KAM_MONEY);
	assert_int_equal(kam_column_type(&with_states, KAM_COLUMN_ID),
			 KAM_TEXT);
	assert_int_equal(kam_column_type(&with_states, KAM_COLUMN_STATUS),
			 KAM_WORD);
	assert_int_equal(kam_column_type(&with_states, KAM_COLUMN_VERSION),
			 KAM_INTEGER);
	assert_int_equal(kam_column_type(&with_states, KAM_COLUMN_CREATED),
			 KAM_INSTANT);
	assert_int_equal(kam_column_type(&with_states, KAM_COLUMN_MODIFIED),
			 KAM_INSTANT);
	assert_int_equal(kam_column_type(&with_states, KAM_COLUMN_SOURCE),
			 KAM_TEXT);
}

static void labels_read_as_words(void **state)
{
	static const struct {
		int column;
		const char *label;
	} cases[] = {
		{ THING_TITLE, "Title" },
		{ THING_DUE_BY, "Due by" },
		{ KAM_COLUMN_ID, "ID" },
		{ KAM_COLUMN_STATUS, "Status" },
		{ KAM_COLUMN_SOURCE, "Source" },
	};
	char buffer[KAM_LABEL_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		memset(buffer, 'x', sizeof buffer);
		assert_ptr_equal(
		    kam_column_label(buffer, &with_states, cases[i].column),
		    buffer);
		assert_string_equal(buffer, cases[i].label);
	}
}

static void a_label_too_long_is_cut(void **state)
{
	static const struct kam_field long_field = {
		"a23456789_123456789_123456789_123456789_"
		"123456789_123456789_123456789_123456789",
		KAM_TEXT, 0, "long"
	};
	static const struct kam_kind kind = { .fields = &long_field,
					      .n_fields = 1 };
	char buffer[KAM_LABEL_TEXT];

	(void)state;
	kam_column_label(buffer, &kind, 0);
	assert_int_equal(strlen(buffer), KAM_LABEL_TEXT - 1);
	assert_memory_equal(buffer, "A23456789 123456789 ", 20);
}

/* The columns by name, with a blank between. */
static void join(char out[2048], const struct kam_kind *kind,
		 const int *columns, int n)
{
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < n; i++)
		used += (size_t)snprintf(out + used, 2048 - used, "%s%s",
					 i ? " " : "",
					 kam_column_name(kind, columns[i]));
}

static void all_columns_come_in_their_order(void **state)
{
	int columns[KAM_COLUMNS];
	char names[2048];

	(void)state;
	join(names, &with_states, columns,
	     kam_columns_all(columns, &with_states));
	assert_string_equal(names, "id title due_by value status version "
				   "created modified source");
	join(names, &without_states, columns,
	     kam_columns_all(columns, &without_states));
	assert_string_equal(names, "id title due_by value version created "
				   "modified source");
}

static void a_list_shows_the_id_the_listed_and_the_status(void **state)
{
	int columns[KAM_COLUMNS];
	char names[2048];

	(void)state;
	join(names, &with_states, columns,
	     kam_columns_listed(columns, &with_states));
	assert_string_equal(names, "id title value status");
	join(names, &without_states, columns,
	     kam_columns_listed(columns, &without_states));
	assert_string_equal(names, "id title value");
}

static void every_kinds_columns_are_found_again_and_fit(void **state)
{
	const struct kam_catalogue *all = kam_kinds();
	char label[KAM_LABEL_TEXT];

	(void)state;
	for (int i = 0; i < all->n_kinds; i++) {
		const struct kam_kind *kind = all->kinds[i];
		int columns[KAM_COLUMNS], n;

		/* id, status, version, created, modified and source */
		assert_true(kind->n_fields + 6 <= KAM_COLUMNS);
		n = kam_columns_all(columns, kind);
		assert_int_equal(n, kind->n_fields + 5 + (kind->n_states > 0));
		for (int j = 0; j < n; j++) {
			const char *name = kam_column_name(kind, columns[j]);

			assert_int_equal(kam_column_find(kind, name),
					 columns[j]);
			kam_column_label(label, kind, columns[j]);
			assert_true(label[0] >= 'A' && label[0] <= 'Z');
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_fields_and_the_stores_own),
		cmocka_unit_test(finds_nothing_by_other_names),
		cmocka_unit_test(status_is_a_column_of_kinds_with_states_only),
		cmocka_unit_test(types_are_those_of_the_field_or_the_store),
		cmocka_unit_test(labels_read_as_words),
		cmocka_unit_test(a_label_too_long_is_cut),
		cmocka_unit_test(all_columns_come_in_their_order),
		cmocka_unit_test(a_list_shows_the_id_the_listed_and_the_status),
		cmocka_unit_test(every_kinds_columns_are_found_again_and_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
