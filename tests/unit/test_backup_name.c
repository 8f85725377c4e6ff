#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/keep.h"

static void names_are_read_as_they_are_written(void **state)
{
	static const char *const names[] = {
		"/b/register-20261125T093000Z.db",
		"/b/register-20261125T093000Z-2.db",
		"/b/register-20261125T093000Z-automatic-import.db",
		"/b/register-20261125T093000Z-automatic-import-17.db",
	};
	struct kam_arena arena = { 0 };
	struct kam_backup_name name;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_true(
		    kam_backup_name_read(&name, names[i] + 3, "register"));
		assert_string_equal(
		    kam_backup_name_path(&arena, "/b", "register", &name),
		    names[i]);
	}
	kam_arena_release(&arena);
}

/* What has such a name may be deleted, so nothing else may seem to. */
static void other_names_are_not_kams(void **state)
{
	static const char *const names[] = {
		"register.db",
		"register-20261125T093000Z",
		"register-20261125T093000Z.db2",
		"register-20261125T093000Z.db.gz",
		"register-2026112ST093000Z.db",
		"register-20261125 093000Z.db",
		"register-20261125T093000Z-.db",
		"register-20261125T093000Z-0.db",
		"register-20261125T093000Z-1.db",
		"register-20261125T093000Z-02.db",
		"register-20261125T093000Z-12345678.db",
		"register-20261125T093000Z-automatic-.db",
		"register-20261125T093000Z-automatic-x1.db",
		"register-20261125T093000Z-damaged.db",
		"registers-20261125T093000Z.db",
		"other-20261125T093000Z.db",
		"",
	};
	struct kam_backup_name name;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_false(kam_backup_name_read(&name, names[i], "register"));
}

static void a_stamp_is_utc(void **state)
{
	char stamp[KAM_STAMP_TEXT];

	(void)state;
	kam_backup_stamp(stamp, 0);
	assert_string_equal(stamp, "19700101T000000Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_read_as_they_are_written),
		cmocka_unit_test(other_names_are_not_kams),
		cmocka_unit_test(a_stamp_is_utc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
