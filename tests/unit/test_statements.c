/* Every statement of the areas prepares on a fresh register, so that none can
   fail for its text on the day that it is first needed. */
#include "areas/sql.h"

#include <kam/areas.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void test_every_statement_prepares(void **state)
{
	char folder[] = "/tmp/kam-test-statements-XXXXXX", path[64];
	struct kam_open_options options = {
		.path = path,
		.access = KAM_WRITE,
		.catalogue = kam_kinds(),
		.actor = "test",
		.command = "test",
	};
	struct kam_err err = { 0 };
	struct kam *k;
	size_t n = 0;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/r.db", folder);
	assert_int_equal(kam_init(&options, NULL, 0, &err), 0);
	assert_int_equal(kam_open(&k, &options, &err), 0);
	for (size_t i = 0; kam_area_sql[i]; i++)
		for (size_t j = 0; j < kam_area_sql[i]->n; j++) {
			struct kam_stmt *s = NULL;

			if (kam_db_prepare(&s, kam_database(k),
			                   kam_area_sql[i]->texts[j], &err))
				fail_msg("%s: %s", kam_area_sql[i]->texts[j],
				         err.message);
			kam_stmt_finalize(s);
			n++;
		}
	assert_true(n >= 15);
	kam_close(k);
	(void)unlink(path);
	snprintf(path, sizeof path, "%s/r.db.lock", folder);
	(void)unlink(path);
	(void)rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_statement_prepares),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
