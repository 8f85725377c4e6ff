/*
 * Promises judged, ordered and counted; times until an answer is due.
 */
#include <kam/areas.h>
#include <kam/date.h>
#include <kam/feedback.h>
#include <kam/promise.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct kam_day on(int32_t day)
{
	return (struct kam_day){ 1, day };
}

static void a_promise_is_judged_by_its_day(void **state)
{
	const struct kam_day none = { 0 };
	static const struct {
		enum kam_promise_fate fate;
		int32_t due, ended; /* 0: none; today is 100 */
		enum kam_promise_state wanted;
	} cases[] = {
		{ KAM_FATE_OPEN, 0, 0, KAM_PROMISE_OPEN },
		{ KAM_FATE_OPEN, 100, 0, KAM_PROMISE_OPEN },
		{ KAM_FATE_OPEN, 99, 0, KAM_PROMISE_LATE },
		{ KAM_FATE_KEPT, 50, 50, KAM_PROMISE_KEPT },
		{ KAM_FATE_KEPT, 50, 51, KAM_PROMISE_KEPT_LATE },
		{ KAM_FATE_KEPT, 0, 51, KAM_PROMISE_KEPT },
		{ KAM_FATE_KEPT, 50, 0, KAM_PROMISE_KEPT },
		{ KAM_FATE_MISSED, 50, 0, KAM_PROMISE_MISSED },
		{ KAM_FATE_GIVEN_UP, 50, 50, KAM_PROMISE_WITHDRAWN },
		{ KAM_FATE_GIVEN_UP, 50, 51, KAM_PROMISE_MISSED },
		{ KAM_FATE_GIVEN_UP, 0, 51, KAM_PROMISE_WITHDRAWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
		    kam_promise_judge(
			cases[i].fate, cases[i].due ? on(cases[i].due) : none,
			cases[i].ended ? on(cases[i].ended) : none, 100),
		    cases[i].wanted);
}

/* Judged as kam_promise_add() does it; today is 100. */
static struct kam_promise make(int64_t id, enum kam_promise_fate fate,
			       int32_t first, int32_t due, int32_t ended)
{
	struct kam_promise p = { .kind = &kam_action_kind,
				 .id = id,
				 .promise = "action",
				 .what = "x",
				 .fate = fate,
				 .round = 1 };

	if (first)
		p.first_due = on(first);
	if (due)
		p.due = on(due);
	if (ended)
		p.ended = on(ended);
	p.state = kam_promise_judge(fate, p.due, p.ended, 100);
	p.at_first = kam_promise_judge(fate, p.first_due, p.ended, 100);
	p.days_late = due ? (ended ? ended : 100) - due : 0;
	p.working_days_late = p.days_late * 5 / 7;
	p.postponed = first != due;
	return p;
}

static void rates_count_against_the_day_promised_first(void **state)
{
	struct kam_promise items[] = {
		make(1, KAM_FATE_KEPT, 50, 50, 40),
		make(2, KAM_FATE_KEPT, 50, 60, 55), /* moved, then in time */
		make(3, KAM_FATE_KEPT, 50, 50, 55),
		make(4, KAM_FATE_MISSED, 50, 50, 0),
		make(5, KAM_FATE_OPEN, 99, 99, 0),
		make(6, KAM_FATE_OPEN, 70, 70, 0),
		make(7, KAM_FATE_OPEN, 69, 69, 0),
		make(8, KAM_FATE_OPEN, 9, 9, 0),
		make(9, KAM_FATE_OPEN, 90, 120, 0), /* late no longer */
		make(10, KAM_FATE_OPEN, 0, 0, 0),
		make(11, KAM_FATE_KEPT, 50, 50, 0), /* nobody knows when */
		make(12, KAM_FATE_GIVEN_UP, 50, 50, 45),
	};
	const size_t n = sizeof items / sizeof *items;
	struct kam_arena arena = { 0 };
	struct kam_promise_figures *f;
	struct kam_err err = { 0 };
	size_t groups;

	(void)state;
	assert_int_equal(kam_promise_count(&f, &groups, &arena, items, n,
					   KAM_PROMISE_ALL, &err),
			 0);
	assert_int_equal(groups, 1);
	assert_int_equal(f->n, 10);
	assert_int_equal(f->undated, 2);
	assert_int_equal(f->kept, 1);
	assert_int_equal(f->kept_late, 2);
	assert_int_equal(f->missed, 1);
	assert_int_equal(f->withdrawn, 1);
	assert_int_equal(f->late, 4);
	assert_int_equal(f->open, 1);
	assert_int_equal(f->kept_rate, 250000);
	assert_int_equal(f->kept_rate_moved, 500000);
	assert_int_equal(f->postponed, 2);
	/* 1, 30, 31 and 91 days late */
	assert_int_equal(f->ages[1], 1);
	assert_int_equal(f->ages[2], 1);
	assert_int_equal(f->ages[3], 1);
	assert_int_equal(f->ages[4], 1);
	/* 0, 21, 22, 65 working days */
	assert_int_equal(f->working_ages[0], 1);
	assert_int_equal(f->working_ages[2], 2);
	assert_int_equal(f->working_ages[3], 1);
	assert_int_equal(kam_promise_count(&f, &groups, &arena, items, 0,
					   KAM_PROMISE_ALL, &err),
			 0);
	assert_int_equal(groups, 1);
	assert_int_equal(f->kept_rate, -1);
	assert_int_equal(kam_promise_count(&f, &groups, &arena, items, 0,
					   KAM_PROMISE_BY_OWNER, &err),
			 0);
	assert_int_equal(groups, 0);
	kam_arena_release(&arena);
}

static void unset_values_come_last(void **state)
{
	struct kam_promise items[] = {
		make(3, KAM_FATE_OPEN, 0, 0, 0),
		make(2, KAM_FATE_OPEN, 50, 50, 0),
		make(10, KAM_FATE_OPEN, 60, 60, 0),
	};
	struct kam_err err = { 0 };

	(void)state;
	assert_int_equal(kam_promise_sort(items, 3, "due", &err), 0);
	assert_int_equal(items[0].id, 2);
	assert_int_equal(items[2].id, 3);
	assert_int_equal(kam_promise_sort(items, 3, "-due", &err), 0);
	assert_int_equal(items[0].id, 10);
	assert_int_equal(items[2].id, 3);
	assert_int_equal(kam_promise_sort(items, 3, "state,-id", &err), 0);
	assert_int_equal(items[0].id, 3);
	assert_int_equal(items[1].id, 10);
	assert_int_equal(kam_promise_sort(items, 3, "colour", &err),
			 KAM_EFIELD);
}

static int32_t span(const char *text, const char *from)
{
	struct kam_err err = { 0 };
	int32_t day, out;

	assert_int_equal(kam_date_parse(&day, from, &err), 0);
	return kam_feedback_span(&out, text, day, NULL, &err) ? -1 : out - day;
}

static void a_time_is_of_work_or_of_the_calendar(void **state)
{
	(void)state;
	/* 2026-11-20 is a Friday */
	assert_int_equal(span("2wd", "2026-11-20"), 4);
	assert_int_equal(span("3d", "2026-11-20"), 3);
	assert_int_equal(span("1w", "2026-11-20"), 7);
	assert_int_equal(span("4h", "2026-11-20"), 0);
	assert_int_equal(span("4h", "2026-11-21"), 2);
	assert_int_equal(span("8h", "2026-11-20"), 3);
	assert_int_equal(span("20h", "2026-11-20"), 4);
	assert_int_equal(span("h", "2026-11-20"), -1);
	assert_int_equal(span("4", "2026-11-20"), -1);
	assert_int_equal(span("", "2026-11-20"), -1);
	assert_int_equal(span("soon", "2026-11-20"), -1);
	assert_int_equal(span("-4h", "2026-11-20"), -1);
	assert_int_equal(span("999999999h", "2026-11-20"), -1);
}

static void only_kinds_of_title_and_words_come_of_feedback(void **state)
{
	(void)state;
	assert_true(kam_feedback_turns_into(&kam_req_kind));
	assert_true(kam_feedback_turns_into(&kam_action_kind));
	assert_true(kam_feedback_turns_into(&kam_risk_kind));
	assert_false(kam_feedback_turns_into(&kam_feedback_kind));
	assert_false(kam_feedback_turns_into(&kam_account_kind));
	assert_false(kam_feedback_turns_into(&kam_contact_kind));
	assert_false(kam_feedback_turns_into(&kam_cadence_kind));
	assert_false(kam_feedback_turns_into(&kam_plan_kind));
	assert_false(kam_feedback_turns_into(&kam_note_kind));
	assert_false(kam_feedback_turns_into(NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_promise_is_judged_by_its_day),
		cmocka_unit_test(rates_count_against_the_day_promised_first),
		cmocka_unit_test(unset_values_come_last),
		cmocka_unit_test(a_time_is_of_work_or_of_the_calendar),
		cmocka_unit_test(
		    only_kinds_of_title_and_words_come_of_feedback),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
