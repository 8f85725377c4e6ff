#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <kam/areas.h>
#include <kam/catalogue.h>

static void kinds_come_in_the_order_of_an_export(void **state)
{
	static const char *const prefixes[][2] = {
		{ "field", "FLD" },
		{ "member", "MEM" },
		{ "calendar", "CAL" },
		{ "calendar_day", "DAY" },
		{ "account", "ACC" },
		{ "project", "PRJ" },
		{ "contact", "CON" },
		{ "channel", "CHN" },
		{ "escalation", "ESC" },
		{ "req", "REQ" },
		{ "kano", "KANO" },
		{ "elicit", "ELI" },
		{ "answer", "ANS" },
		{ "comm", "COM" },
		{ "action", "ACT" },
		{ "feedback", "FB" },
		{ "survey", "SUR" },
		{ "reply", "RPL" },
		{ "cadence", "CAD" },
		{ "occurrence", "OCC" },
		{ "comm_plan", "CPL" },
		{ "risk", "RISK" },
		{ "assessment", "ASM" },
		{ "issue", "ISS" },
		{ "improve", "IMP" },
		{ "plan", "PLAN" },
		{ "plan_section", "SEC" },
		{ "objective", "OBJ" },
		{ "whitespace", "WSP" },
		{ "note", "NOTE" },
		{ "link", "LNK" },
		{ "setting", "SET" },
		{ "measurement", "MSR" },
		{ "checklist_line", "CHK" },
		{ "score", "SCO" },
		{ "decision", "DEC" },
		{ "revision", "REV" },
		{ "baseline", "BASE" },
		{ "baseline_line", "BLN" },
		{ "review", "RVW" },
	};
	const struct kam_catalogue *all = kam_kinds();

	(void)state;
	assert_int_equal(all->n_kinds, sizeof prefixes / sizeof *prefixes);
	for (int i = 0; i < all->n_kinds; i++) {
		assert_string_equal(all->kinds[i]->name, prefixes[i][0]);
		assert_string_equal(all->kinds[i]->prefix, prefixes[i][1]);
	}
}

/* What the tables promise beyond the self-check. */
static void check_kind(const struct kam_kind *kind)
{
	static const char *const own[] = { "id",           "version",  "status",
					   "created",      "modified", "source",
					   "source_digest" };
	int indexes[] = { kind->key, kind->account, kind->project };

	assert_true(kind->title >= 0 && kind->title < kind->n_fields);
	for (size_t i = 0; i < 3; i++)
		assert_true(indexes[i] >= KAM_NO_FIELD &&
			    indexes[i] < kind->n_fields);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		assert_int_equal(kam_field_find(kind, own[i]), KAM_NO_FIELD);
	if (kind->account != KAM_NO_FIELD)
		assert_string_equal(kind->fields[kind->account].target,
				    "account");
	if (kind->project != KAM_NO_FIELD)
		assert_string_equal(kind->fields[kind->project].target,
				    "project");
	if (kind->group)
		assert_int_not_equal(kam_field_find(kind, "tags"),
				     KAM_NO_FIELD);
}

static void check_move(const struct kam_kind *kind, const struct kam_move *m)
{
	assert_true(m->from != 0);
	/* a move leads somewhere else */
	assert_false(m->from & (1u << m->to));
	assert_true(m->stamps >= 0 && m->stamps < kind->n_fields);
	if (m->stamps)
		assert_int_equal(kind->fields[m->stamps].type, KAM_DATE);
}

static void tables_keep_their_promises(void **state)
{
	const struct kam_catalogue *all = kam_kinds();

	(void)state;
	for (int i = 0; i < all->n_kinds; i++) {
		const struct kam_kind *kind = all->kinds[i];

		check_kind(kind);
		for (int j = 0; j < kind->n_moves; j++)
			check_move(kind, &kind->moves[j]);
		for (int j = 0; j < kind->n_fields; j++) {
			const struct kam_field *f = &kind->fields[j];

			if (f->type == KAM_INTEGER)
				assert_true(f->minimum < f->maximum);
		}
	}
}

static void only_the_kinds_of_the_areas_are_in_the_help(void **state)
{
	static const char *const shown[][2] = {
		{ "member", "Account" },     { "calendar", "Calendars" },
		{ "account", "Account" },    { "project", "Account" },
		{ "contact", "Account" },    { "channel", "Account" },
		{ "req", "Requirements" },
		{ "elicit", "Requirements" },
		{ "comm", "Communication" }, { "action", "Communication" },
		{ "feedback", "Feedback" },  { "survey", "Feedback" },
		{ "cadence", "Feedback" },
		{ "comm_plan", "Communication" },
		{ "risk", "Risk" },	     { "issue", "Improvement" },
		{ "improve", "Improvement" },
		{ "plan", "Account plan" },
		{ "objective", "Account plan" },
		{ "whitespace", "Account plan" },
		{ "baseline", "Requirements" },
	};
	const struct kam_catalogue *all = kam_kinds();
	size_t n = 0;

	(void)state;
	for (int i = 0; i < all->n_kinds; i++) {
		if (!all->kinds[i]->group)
			continue;
		assert_true(n < sizeof shown / sizeof *shown);
		assert_string_equal(all->kinds[i]->name, shown[n][0]);
		assert_string_equal(all->kinds[i]->group, shown[n][1]);
		n++;
	}
	assert_int_equal(n, sizeof shown / sizeof *shown);
}

static void what_is_internal_stays_with_us(void **state)
{
	static const struct {
		const struct kam_kind *kind;
		const char *field;
	} internal[] = {
		{ &kam_note_kind, "text" },
		{ &kam_assessment_kind, "rationale" },
		{ &kam_contact_kind, "attitude" },
		{ &kam_contact_kind, "influence" },
		{ &kam_contact_kind, "description" },
		{ &kam_account_kind, "tier" },
		{ &kam_account_kind, "value" },
		{ &kam_project_kind, "budget" },
		{ &kam_req_kind, "value" },
		{ &kam_risk_kind, "title" },
		{ &kam_risk_kind, "satisfaction" },
		{ &kam_feedback_kind, "severity" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof internal / sizeof *internal; i++) {
		int at = kam_field_find(internal[i].kind, internal[i].field);

		assert_true(at >= 0);
		assert_false(internal[i].kind->fields[at].flags & KAM_CUSTOMER);
	}
}

static void words_stand_in_rank_order(void **state)
{
	const struct kam_field *priority =
	    &kam_req_kind.fields[KAM_REQ_PRIORITY];
	const struct kam_field *severity =
	    &kam_feedback_kind.fields[KAM_FEEDBACK_SEVERITY];

	(void)state;
	assert_int_equal(kam_word_find(priority, "wont"), 0);
	assert_int_equal(kam_word_find(priority, "must"), 3);
	assert_true(kam_word_find(severity, "low") <
		    kam_word_find(severity, "critical"));
	assert_int_equal(kam_word_find(priority, "Must"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_come_in_the_order_of_an_export),
		cmocka_unit_test(tables_keep_their_promises),
		cmocka_unit_test(only_the_kinds_of_the_areas_are_in_the_help),
		cmocka_unit_test(what_is_internal_stays_with_us),
		cmocka_unit_test(words_stand_in_rank_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
