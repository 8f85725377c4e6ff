/* Fingerprints of wordings, against what Python's hashlib makes of the bytes
   that the header gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <kam/areas.h>
#include <kam/fingerprint.h>

static struct kam_record *new_record(struct kam_arena *arena,
				     const struct kam_kind *kind)
{
	struct kam_err err = { 0 };
	struct kam_record *r;

	assert_int_equal(kam_record_new(&r, arena, kind, &err), 0);
	return r;
}

static void set_text(struct kam_record *r, int field, const char *text)
{
	r->values[field].set = text != NULL;
	r->values[field].text = text;
}

static void assert_fingerprint(const struct kam_record *r, const char *wanted)
{
	char got[KAM_SHA256_TEXT];
	struct kam_err err = { 0 };

	assert_int_equal(kam_fingerprint(got, r, &err), 0);
	assert_string_equal(got, wanted);
}

/* {"acceptance_criteria":"导出 1,000 行用时 < 3 秒","statement":"The portal
   \"exports\" it\nas C:\\report.csv","title":"Export to CSV"} on one line */
static const char whole[] =
    "a76024ac1d1dfad353ddaeeb239074b7df90fb920af82bca9b8a9605c03c3d11";

static struct kam_record *whole_req(struct kam_arena *arena)
{
	struct kam_record *r = new_record(arena, &kam_req_kind);

	set_text(r, KAM_REQ_TITLE, "Export to CSV");
	set_text(r, KAM_REQ_STATEMENT,
		 "The portal \"exports\" it\nas C:\\report.csv");
	set_text(r, KAM_REQ_ACCEPTANCE_CRITERIA, "导出 1,000 行用时 < 3 秒");
	return r;
}

static void test_another_program_makes_the_same(void **state)
{
	struct kam_arena arena = { 0 };
	struct kam_record *r = whole_req(&arena);

	(void)state;
	assert_fingerprint(r, whole);
	set_text(r, KAM_REQ_STATEMENT, NULL);
	set_text(r, KAM_REQ_ACCEPTANCE_CRITERIA, NULL);
	/* printf %s '{"title":"Export to CSV"}' | sha256sum */
	assert_fingerprint(r, "48b85897b88d374c92f7d00f7382a2bc1cab988abd591ed"
			      "e666645d50acd222c");
	kam_arena_release(&arena);
}

static void test_only_the_wording_counts(void **state)
{
	struct kam_arena arena = { 0 };
	struct kam_record *r = whole_req(&arena);

	(void)state;
	r->id = 12;
	r->version = 7;
	r->status = 2;
	r->source = "doorstop:REQ001";
	set_text(r, KAM_REQ_RATIONALE, "auditors ask for it");
	set_text(r, KAM_REQ_DUE, "2026-10-01");
	assert_fingerprint(r, whole);
	kam_arena_release(&arena);
}

static void test_each_part_of_the_wording_counts(void **state)
{
	static const int parts[] = { KAM_REQ_TITLE, KAM_REQ_STATEMENT,
				     KAM_REQ_ACCEPTANCE_CRITERIA };
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	char got[KAM_SHA256_TEXT];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct kam_record *r = whole_req(&arena);

		set_text(r, parts[i], "another");
		assert_int_equal(kam_fingerprint(got, r, &err), 0);
		assert_string_not_equal(got, whole);
	}
	kam_arena_release(&arena);
}

static void test_a_kind_without_wording_has_its_title(void **state)
{
	struct kam_arena arena = { 0 };
	struct kam_record *note = new_record(&arena, &kam_note_kind);

	(void)state;
	assert_true(kam_is_wording(&kam_note_kind, KAM_NOTE_TEXT));
	assert_false(kam_is_wording(&kam_note_kind, KAM_NOTE_AT));
	/* {} */
	assert_fingerprint(note, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe7"
				 "7e8310c060f61caaff8a");
	set_text(note, KAM_NOTE_AT, "2026-10-01T08:00:00Z");
	set_text(note, KAM_NOTE_TEXT, "hello");
	/* {"text":"hello"} */
	assert_fingerprint(note, "cbbbdcd27692344de5dbab3abcaba413fb0f45307267"
				 "de7081401576df1cb176");
	kam_arena_release(&arena);
}

static void test_figures_are_whole_numbers(void **state)
{
	struct kam_arena arena = { 0 };
	struct kam_record *r = new_record(&arena, &kam_measurement_kind);

	(void)state;
	set_text(r, KAM_MEASUREMENT_METRIC, "uptime");
	r->values[KAM_MEASUREMENT_VALUE].set = 1;
	r->values[KAM_MEASUREMENT_VALUE].integer = 99500000;
	/* {"metric":"uptime","value":99500000} */
	assert_fingerprint(r, "6246666b3807f05d7fc4295450262616ec7f15af7f6246f"
			      "e9909e26c0c8e5b70");
	kam_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_another_program_makes_the_same),
		cmocka_unit_test(test_only_the_wording_counts),
		cmocka_unit_test(test_each_part_of_the_wording_counts),
		cmocka_unit_test(test_a_kind_without_wording_has_its_title),
		cmocka_unit_test(test_figures_are_whole_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
