/*
 * The arithmetic of plans, their figures and templates, what differs between
 * documents.
 */
#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/plan.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Worked example of RevOptima's share of wallet estimator: 2,500 of a budget
   of 10,000 is 25 %, and 7,500 are left. */
static void share_of_wallet_is_ours_of_all_they_spend(void **state)
{
	(void)state;
	assert_int_equal(kam_share_of_wallet(250000, 1000000), 250000);
	assert_int_equal(kam_share_of_wallet(0, 1000000), 0);
	assert_int_equal(kam_share_of_wallet(5, 0), -1);
	assert_int_equal(kam_share_of_wallet(5, -1), -1);
	assert_int_equal(kam_share_of_wallet(INT64_MAX, INT64_MAX), 1000000);
	/* what doesn't fit is no share, rather than another */
	assert_int_equal(kam_share_of_wallet(INT64_MAX, 1), -1);
}

/* Worked examples of Feedback4e's "How is key result progress calculated":
   lower limit 10, target 20: 16 is 60 %, 22 is 120 %. */
static void progress_counts_from_the_baseline(void **state)
{
	const int64_t one = KAM_DECIMAL_ONE;
	int64_t p;

	(void)state;
	assert_int_equal(
	    kam_objective_progress(&p, 10 * one, 20 * one, 16 * one), 1);
	assert_int_equal(p, 600000);
	assert_int_equal(
	    kam_objective_progress(&p, 10 * one, 20 * one, 22 * one), 1);
	assert_int_equal(p, 1200000);
	/* a figure that is to fall */
	assert_int_equal(kam_objective_progress(&p, 6 * one, 2 * one, 3 * one),
			 1);
	assert_int_equal(p, 750000);
	assert_int_equal(kam_objective_progress(&p, 6 * one, 2 * one, 7 * one),
			 1);
	assert_int_equal(p, -250000);
	assert_int_equal(kam_objective_progress(&p, one, one, 3 * one), 0);
	/* nor does a slip in the target wrap around */
	assert_int_equal(kam_objective_progress(&p, 0, 1, 900000000000 * one),
			 0);
	assert_int_equal(kam_objective_progress(&p, -900000000000 * one,
						900000000000 * one, 0),
			 1);
	assert_int_equal(p, one / 2);
}

static void a_figure_is_judged_by_target_and_limit(void **state)
{
	static const struct kam_plan_figure most = { "m", .good = KAM_AT_MOST };
	static const struct kam_plan_figure least = { "l",
						      .good = KAM_AT_LEAST };
	struct kam_plan_value v = { &most, 1, 1, 1, 9, 15, 9, 0 };

	(void)state;
	assert_int_equal(kam_figure_state(&v), KAM_FIGURE_GOOD);
	v.actual = 10;
	assert_int_equal(kam_figure_state(&v), KAM_FIGURE_OFF);
	v.actual = 15;
	assert_int_equal(kam_figure_state(&v), KAM_FIGURE_OFF);
	v.actual = 16;
	assert_int_equal(kam_figure_state(&v), KAM_FIGURE_BEYOND);
	v.has_limit = 0;
	assert_int_equal(kam_figure_state(&v), KAM_FIGURE_OFF);
	v.has_target = 0;
	assert_int_equal(kam_figure_state(&v), KAM_FIGURE_GOOD);
	v = (struct kam_plan_value){ &least, 1, 1, 1, 80, 50, 49, 0 };
	assert_int_equal(kam_figure_state(&v), KAM_FIGURE_BEYOND);
	v.actual = 50;
	assert_int_equal(kam_figure_state(&v), KAM_FIGURE_OFF);
	v.actual = 80;
	assert_int_equal(kam_figure_state(&v), KAM_FIGURE_GOOD);
	v.has_actual = 0;
	assert_int_equal(kam_figure_state(&v), KAM_FIGURE_UNKNOWN);
}

static void pairs_come_in_the_areas_order(void **state)
{
	const struct kam_plan_area *risk =
	    kam_plan_area_find(kam_kinds(), "risk");
	struct kam_str out = KAM_STR_INIT;
	struct kam_err err = { 0 };
	int64_t value;

	(void)state;
	assert_int_equal(kam_plan_pairs(&out, risk,
					" unassessed=2.50,  highest_score=15 ",
					&err),
			 0);
	assert_string_equal(out.data, "highest_score=15 unassessed=2.5");
	assert_int_equal(kam_plan_pair(&value, out.data, "unassessed"), 1);
	assert_int_equal(value, 2500000);
	assert_int_equal(kam_plan_pair(&value, out.data, "highest"), 0);
	assert_int_equal(kam_plan_pair(&value, NULL, "highest"), 0);
	assert_int_equal(kam_plan_pairs(&out, risk, "none=1", &err),
			 KAM_EINVALID);
	kam_err_reset(&err);
	assert_int_equal(kam_plan_pairs(&out, risk, "unassessed", &err),
			 KAM_EINVALID);
	kam_str_reset(&out);
	assert_int_equal(kam_plan_pairs_say(&out, risk,
					    "unassessed=2.5 highest_score=15",
					    &err),
			 0);
	assert_string_equal(out.data, "highest score of a threat ≤ 15; risks "
				      "not assessed ≤ 2.5");
	kam_str_release(&out);
}

/* Each area: a word of plans, names unique, tables that there are. */
static void check_area(const struct kam_plan_area *a)
{
	const struct kam_field *words = &kam_plan_kind.fields[KAM_PLAN_AREA];
	struct kam_str text = KAM_STR_INIT, again = KAM_STR_INIT;
	struct kam_arena arena = { 0 };
	struct kam_plan_template t = { a->parts, a->n_parts, NULL, NULL, 1 };
	struct kam_err err = { 0 };

	assert_true(kam_word_find(words, a->name) >= 0);
	assert_true(a->n_parts > 0);
	for (size_t i = 0; i < a->n_parts; i++)
		assert_ptr_equal(kam_plan_part_find(a, a->parts[i].name),
				 &a->parts[i]);
	for (size_t i = 0; i < a->n_figures; i++) {
		assert_ptr_equal(kam_plan_figure_find(a, a->figures[i].name),
				 &a->figures[i]);
		assert_true(!a->figures[i].sql != !a->figures[i].actual);
	}
	for (size_t i = 0; i < a->n_tables; i++) {
		const struct kam_plan_table *table = &a->tables[i];

		assert_ptr_equal(kam_plan_table_find(kam_kinds(), table->name),
				 table);
		assert_true(!table->kind != !table->fill);
		assert_true(!table->kind ||
			    kam_kind_find(kam_kinds(), table->kind));
	}
	/* what is printed of it is a template, which prints the same */
	kam_plan_template_print(&text, a, &t);
	assert_int_equal(kam_plan_template_parse(&t, &arena, kam_kinds(), a,
						 text.data, &err),
			 0);
	kam_plan_template_print(&again, a, &t);
	assert_string_equal(text.data, again.data);
	assert_int_equal(t.n, a->n_parts);
	kam_str_release(&text);
	kam_str_release(&again);
	kam_arena_release(&arena);
}

static void every_word_of_plans_has_an_area(void **state)
{
	const char *const *words = kam_plan_kind.fields[KAM_PLAN_AREA].words;
	const struct kam_catalogue *all = kam_kinds();
	size_t n = 0, areas = 0;

	(void)state;
	for (; words[n]; n++)
		assert_non_null(kam_plan_area_find(all, words[n]));
	for (int i = 0; i < all->n_kinds; i++)
		if (all->kinds[i]->hooks.plan) {
			check_area(all->kinds[i]->hooks.plan);
			areas++;
		}
	assert_int_equal(n, areas);
	assert_ptr_equal(kam_plan_area_find(all, "req"),
			 kam_plan_area_find(all, "requirements"));
	assert_null(kam_plan_area_find(all, "nothing"));
}

static const struct kam_out_column columns[] = {
	{ "id", "ID", KAM_FORM_FIXED },
	{ "score", "Score", KAM_FORM_NUMBER },
};

static struct kam_document *make(struct kam_arena *arena, const char *text,
				 const char *id, int64_t score)
{
	struct kam_document *doc = kam_document_new(arena, "P");

	kam_document_section(doc, "a", NULL, "A", 0);
	kam_document_prose(doc, text);
	kam_document_table(doc, "risks", "Risks", columns, 2, 0);
	kam_document_row(doc);
	kam_document_text(doc, id, NULL);
	kam_document_integer(doc, score);
	return doc;
}

static int add(void *context, const struct kam_plan_difference *d,
	       struct kam_err *err)
{
	kam_str_printf(context, "%s %s %s %s: %s -> %s\n", d->part,
		       d->row ? d->row : "-", d->field ? d->field : "-",
		       d->change, d->before ? d->before : "-",
		       d->after ? d->after : "-");
	return kam_str_check(context, err);
}

static void what_differs_is_lines_rows_and_cells(void **state)
{
	struct kam_arena arena = { 0 };
	struct kam_str told = KAM_STR_INIT;
	struct kam_err err = { 0 };

	(void)state;
	assert_int_equal(
	    kam_plan_diff(make(&arena, "one\ntwo\nthree", "RISK-1", 4),
			  make(&arena, "one\n2\nthree\nfour", "RISK-1", 9), add,
			  &told, &err),
	    0);
	assert_string_equal(told.data, "text - - removed: two -> -\n"
				       "text - - added: - -> 2\n"
				       "text - - added: - -> four\n"
				       "risks RISK-1 score changed: 4 -> 9\n");
	kam_str_truncate(&told, 0);
	assert_int_equal(kam_plan_diff(make(&arena, NULL, "RISK-1", 4),
				       make(&arena, NULL, "RISK-2", 4), add,
				       &told, &err),
			 0);
	assert_string_equal(told.data, "risks RISK-2 - added: - -> 4\n"
				       "risks RISK-1 - removed: 4 -> -\n");
	kam_str_release(&told);
	kam_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(share_of_wallet_is_ours_of_all_they_spend),
		cmocka_unit_test(progress_counts_from_the_baseline),
		cmocka_unit_test(a_figure_is_judged_by_target_and_limit),
		cmocka_unit_test(pairs_come_in_the_areas_order),
		cmocka_unit_test(every_word_of_plans_has_an_area),
		cmocka_unit_test(what_differs_is_lines_rows_and_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
