#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <kam/areas.h>
#include <kam/catalogue.h>

static void the_areas_kinds_pass(void **state)
{
	struct kam_err err = { 0 };

	(void)state;
	if (kam_catalogue_check(kam_kinds(), &err))
		fail_msg("%s", err.message);
}

static void legal_moves_are_named(void **state)
{
	struct kam_str s = KAM_STR_INIT;

	(void)state;
	kam_moves_from(&s, &kam_req_kind,
		       kam_state_find(&kam_req_kind, "captured"));
	assert_string_equal(s.data, "analyse, agree, defer, drop");
	kam_str_reset(&s);
	kam_moves_from(&s, &kam_req_kind,
		       kam_state_find(&kam_req_kind, "accepted"));
	assert_string_equal(s.data, "");
	kam_str_release(&s);
}

static void ids_are_read_in_any_case(void **state)
{
	static const char *const wrong[] = {
		"",        "REQ",
		"REQ-",    "-12",
		"REQ-0",   "REQ--1",
		"NOPE-1",  "REQ-1x",
		"REQ-12 ", "REQ-1234567890123456789"
	};
	const struct kam_kind *kind;
	struct kam_err err = { 0 };
	int64_t id;

	(void)state;
	assert_int_equal(kam_id_parse(&kind, &id, kam_kinds(), "req-12", &err),
			 0);
	assert_ptr_equal(kind, &kam_req_kind);
	assert_int_equal(id, 12);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		kam_err_reset(&err);
		assert_int_equal(
		    kam_id_parse(&kind, &id, kam_kinds(), wrong[i], &err),
		    KAM_ENOENT);
	}
}

/* A small catalogue that is right, for each test to break in one place. */
struct table {
	struct kam_field fields[3];
	struct kam_state states[2];
	struct kam_move moves[2];
	struct kam_kind kind;
	const struct kam_kind *kinds[2];
	struct kam_catalogue catalogue;
};

static void make(struct table *t)
{
	static const char *const words[] = { "low", "high", NULL };

	*t = (struct table){
		.fields = { { "title", KAM_TEXT, KAM_REQUIRED, "title" },
			    { "rank", KAM_WORD, 0, "rank", .words = words },
			    { "parent", KAM_REF, 0, "parent",
			      .target = "thing" } },
		.states = { { "open", "to do", 0 }, { "done", "done", 1 } },
		.moves = { { "finish", 1u, 1, "is done", .needs = { 1 } },
			   { "reopen", 2u, 0, "is to do" } },
		.kind = { .name = "thing",
			  .prefix = "THG",
			  .help = "things",
			  .n_fields = 3,
			  .n_states = 2,
			  .n_moves = 2,
			  .key = KAM_NO_FIELD,
			  .account = KAM_NO_FIELD,
			  .project = KAM_NO_FIELD },
		.catalogue = { .n_kinds = 1 },
	};
	t->kind.fields = t->fields;
	t->kind.states = t->states;
	t->kind.moves = t->moves;
	t->kinds[0] = t->kinds[1] = &t->kind;
	t->catalogue.kinds = t->kinds;
}

static void refuse(const struct table *t, const char *message)
{
	struct kam_err err = { 0 };

	assert_int_equal(kam_catalogue_check(&t->catalogue, &err),
			 KAM_EINTERNAL);
	assert_string_equal(err.message, message);
}

static void a_noun_is_named_with_either_mark(void **state)
{
	const struct kam_catalogue *all = kam_kinds();

	(void)state;
	assert_ptr_equal(kam_kind_named(all, "req"), &kam_req_kind);
	assert_ptr_equal(kam_kind_named(all, "comm_plan"), &kam_comm_plan_kind);
	assert_ptr_equal(kam_kind_named(all, "comm-plan"), &kam_comm_plan_kind);
	assert_ptr_equal(kam_kind_named(all, "comm"), &kam_comm_kind);
	assert_null(kam_kind_named(all, "comm-"));
	assert_null(kam_kind_named(all, "comm-plans"));
	assert_null(kam_kind_named(all, "comm plan"));
	assert_null(kam_kind_named(all, ""));
	/* what programs write has one form */
	assert_null(kam_kind_find(all, "comm-plan"));
}

static void the_nearest_name_is_found_with_either_mark(void **state)
{
	static const char *const names[] = { "comm_plan", "due-by" };

	(void)state;
	assert_ptr_equal(kam_suggest("comm-pl", names, 2), names[0]);
	assert_ptr_equal(kam_suggest("due_yb", names, 2), names[1]);
	assert_null(kam_suggest("comm-p", names, 2));
}

static void a_right_table_passes(void **state)
{
	struct kam_err err = { 0 };
	struct table t;

	(void)state;
	make(&t);
	assert_int_equal(kam_catalogue_check(&t.catalogue, &err), 0);
}

static void broken_fields_are_refused(void **state)
{
	static const char *const none[] = { NULL };
	struct table t;

	(void)state;
	make(&t);
	t.fields[1].name = "title";
	refuse(&t, "thing: two fields 'title'");
	make(&t);
	t.fields[1].name = NULL;
	refuse(&t, "thing: field 1 has no name");
	make(&t);
	t.fields[1].name = "Rank";
	refuse(&t, "thing: field 1 has no name");
	make(&t);
	t.fields[1].help = "";
	refuse(&t, "thing: 'rank' has no help");
	make(&t);
	t.fields[1].words = NULL;
	refuse(&t, "thing: words of 'rank'");
	make(&t);
	t.fields[1].words = none;
	refuse(&t, "thing: words of 'rank'");
	make(&t);
	t.fields[0].words = t.fields[1].words;
	refuse(&t, "thing: words of 'title'");
	make(&t);
	t.fields[1].initial = "middle";
	refuse(&t, "thing: default of 'rank'");
}

static void broken_references_are_refused(void **state)
{
	struct table t;

	(void)state;
	make(&t);
	t.fields[2].target = "nothing";
	refuse(&t, "thing: target of 'parent'");
	make(&t);
	t.fields[2].target = NULL;
	refuse(&t, "thing: target of 'parent'");
	make(&t);
	t.fields[0].target = "thing";
	refuse(&t, "thing: target of 'title'");
}

static void a_scope_is_a_reference_to_its_kind(void **state)
{
	struct kam_err err = { 0 };
	struct table t;

	(void)state;
	assert_ptr_equal(kam_kind_by_role(kam_kinds(), KAM_ROLE_ACCOUNT),
			 &kam_account_kind);
	assert_ptr_equal(kam_kind_by_role(kam_kinds(), KAM_ROLE_PROJECT),
			 &kam_project_kind);
	assert_ptr_equal(kam_kind_by_role(kam_kinds(), KAM_ROLE_FIELD),
			 &kam_field_kind);
	assert_ptr_equal(kam_kind_by_role(kam_kinds(), KAM_ROLE_SETTING),
			 &kam_setting_kind);
	make(&t);
	assert_null(kam_kind_by_role(&t.catalogue, KAM_ROLE_ACCOUNT));
	t.kind.account = 2;
	refuse(&t, "thing: 'parent' is no scope");
	t.kind.role = KAM_ROLE_PROJECT;
	refuse(&t, "thing: 'parent' is no scope");
	t.kind.role = KAM_ROLE_ACCOUNT;
	assert_int_equal(kam_catalogue_check(&t.catalogue, &err), 0);
	t.kind.account = 1;
	refuse(&t, "thing: 'rank' is no scope");
	make(&t);
	t.kind.project = 2;
	refuse(&t, "thing: 'parent' is no scope");
}

static void a_role_is_one_kinds(void **state)
{
	struct kam_kind other;
	struct table t;

	(void)state;
	make(&t);
	t.kind.role = KAM_ROLE_SETTING;
	other = t.kind;
	other.name = "other";
	other.prefix = "OTH";
	t.kinds[1] = &other;
	t.catalogue.n_kinds = 2;
	refuse(&t, "other: role");
}

static void broken_states_are_refused(void **state)
{
	struct table t;

	(void)state;
	make(&t);
	t.states[1].name = "open";
	refuse(&t, "thing: state 1");
	make(&t);
	t.states[0].help = NULL;
	refuse(&t, "thing: state 0");
	make(&t);
	t.moves[0].to = 0;
	refuse(&t, "thing: a state cannot be reached");
	make(&t);
	t.kind.n_moves = 0;
	refuse(&t, "thing: a state cannot be reached");
	make(&t);
	t.kind.n_states = KAM_STATES + 1;
	refuse(&t, "thing: help or states");
}

static void broken_moves_are_refused(void **state)
{
	struct table t;

	(void)state;
	make(&t);
	t.moves[1].verb = "finish";
	refuse(&t, "thing: two moves 'finish'");
	make(&t);
	t.moves[1].help = NULL;
	refuse(&t, "thing: move 1 has no verb or help");
	make(&t);
	t.moves[1].from = 1u << 2;
	refuse(&t, "thing: 'reopen' names no state");
	make(&t);
	t.moves[0].needs[1] = 3;
	refuse(&t, "thing: 'finish' needs no field");
	make(&t);
	t.moves[0].needs[0] = -1;
	refuse(&t, "thing: 'finish' needs no field");
}

static void broken_kinds_are_refused(void **state)
{
	struct kam_kind other;
	struct table t;

	(void)state;
	make(&t);
	t.kind.help = NULL;
	refuse(&t, "thing: help or states");
	make(&t);
	t.kind.name = "a thing";
	refuse(&t, "kind 0: name");
	make(&t);
	t.kind.prefix = NULL;
	refuse(&t, "thing: prefix");
	make(&t);
	other = t.kind;
	t.kinds[1] = &other;
	t.catalogue.n_kinds = 2;
	refuse(&t, "kind 1: name");
	other.name = "other";
	other.prefix = "thg";
	refuse(&t, "other: prefix");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_areas_kinds_pass),
		cmocka_unit_test(legal_moves_are_named),
		cmocka_unit_test(ids_are_read_in_any_case),
		cmocka_unit_test(a_noun_is_named_with_either_mark),
		cmocka_unit_test(the_nearest_name_is_found_with_either_mark),
		cmocka_unit_test(a_right_table_passes),
		cmocka_unit_test(broken_fields_are_refused),
		cmocka_unit_test(broken_references_are_refused),
		cmocka_unit_test(a_scope_is_a_reference_to_its_kind),
		cmocka_unit_test(a_role_is_one_kinds),
		cmocka_unit_test(broken_states_are_refused),
		cmocka_unit_test(broken_moves_are_refused),
		cmocka_unit_test(broken_kinds_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
