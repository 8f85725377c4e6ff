#include <kam/circle.h>
#include <kam/str.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static int note(void *context, const size_t *nodes, size_t n,
		struct kam_err *err)
{
	struct kam_str *text = context;

	for (size_t i = 0; i < n; i++)
		kam_str_printf(text, "%zu ", nodes[i]);
	kam_str_add(text, "| ");
	return kam_str_check(text, err);
}

static void expect(const struct kam_edge *edges, size_t n, size_t nodes,
		   const char *wanted)
{
	struct kam_err err = { 0 };
	struct kam_str text = KAM_STR_INIT;

	assert_int_equal(kam_circle_each(edges, n, nodes, note, &text, &err),
			 0);
	assert_string_equal(text.data, wanted);
	kam_str_release(&text);
}

static void test_no_circle(void **state)
{
	static const struct kam_edge edges[] = { { 0, 1 }, { 1, 2 }, { 0, 2 } };

	(void)state;
	expect(edges, 3, 3, "");
	expect(edges, 0, 3, "");
	expect(edges, 0, 0, "");
}

/* Wikipedia, "Tarjan's strongly connected components algorithm": eight nodes
   in components of 3, 2, 2 and 1 */
static void test_one_circle_of_each_component(void **state)
{
	static const struct kam_edge edges[] = {
		{ 0, 1 }, { 1, 2 }, { 2, 0 }, { 3, 1 }, { 3, 2 },
		{ 3, 4 }, { 4, 3 }, { 4, 5 }, { 5, 2 }, { 5, 6 },
		{ 6, 5 }, { 7, 4 }, { 7, 6 }, { 7, 7 },
	};

	(void)state;
	expect(edges, sizeof edges / sizeof *edges, 8,
	       "0 1 2 | 3 4 | 5 6 | 7 | ");
}

/* The shortest from the lowest, though a longer one comes first. */
static void test_the_shortest_is_told(void **state)
{
	static const struct kam_edge edges[] = {
		{ 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 0 }, { 0, 3 },
	};

	(void)state;
	expect(edges, 5, 4, "0 3 | ");
}

/* A chain as long as this would end a search that calls itself. */
static void test_a_long_chain(void **state)
{
	enum { NODES = 300000 };
	struct kam_edge *edges = malloc(NODES * sizeof *edges);

	(void)state;
	assert_non_null(edges);
	for (size_t i = 0; i + 1 < NODES; i++)
		edges[i] = (struct kam_edge){ i, i + 1 };
	edges[NODES - 1] = (struct kam_edge){ NODES - 1, NODES - 2 };
	expect(edges, NODES, NODES, "299998 299999 | ");
	free(edges);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_circle),
		cmocka_unit_test(test_one_circle_of_each_component),
		cmocka_unit_test(test_the_shortest_is_told),
		cmocka_unit_test(test_a_long_chain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
