#include "register.h"

#include "store/internal.h"

#include <kam/record_io.h>
#include <string.h>

struct world {
	struct test_register at;
	struct kam *k;
	struct kam_arena arena;
	char text[4096]; /* what was printed last */
};

static int open_world(void **state)
{
	struct world *w = calloc(1, sizeof *w);
	struct kam_open_options options;
	struct kam_record *account;
	struct kam_err err = { 0 };

	assert_non_null(w);
	*state = w;
	make_folder(&w->at);
	options = register_options(&w->at, 1763913600); /* 2025-11-23 */
	options.actor = "tester";
	w->k = must_make(&options, NULL);
	assert_int_equal(kam_operation_begin(w->k, &err), 0);
	assert_int_equal(
	    kam_record_new(&account, &w->arena, &kam_account_kind, &err), 0);
	assert_int_equal(
	    kam_record_set(w->k, account, KAM_ACCOUNT_NAME, "Acme", &err), 0);
	assert_int_equal(kam_record_insert(w->k, account, &err), 0);
	assert_int_equal(kam_operation_end(w->k, 0, &err), 0);
	return 0;
}

static int close_world(void **state)
{
	struct world *w = *state;

	kam_close(w->k);
	kam_arena_release(&w->arena);
	remove_folder(&w->at);
	free(w);
	return 0;
}

/* The change's value as JSON or as people read it, in w->text. */
static void print(struct world *w, enum kam_format format,
		  const struct kam_change *change, const char *value)
{
	static const struct kam_out_column columns[] = {
		{ "v", "V", KAM_FORM_TEXT },
	};
	FILE *file = tmpfile();
	struct kam_out_options options = { .format = format,
					   .temporary = "/tmp" };
	struct kam_err err = { 0 };
	struct kam_out *out;
	size_t n;

	assert_non_null(file);
	options.fd = fileno(file);
	assert_int_equal(kam_out_open(&out, &options, &err), 0);
	kam_out_record(out, columns, 1);
	kam_out_key(out, "v");
	assert_int_equal(kam_change_print(out, w->k, change, value, &err), 0);
	kam_out_end(out);
	assert_int_equal(kam_out_finish(out, &err), 0);
	kam_out_release(out);
	rewind(file);
	n = fread(w->text, 1, sizeof w->text - 1, file);
	fclose(file);
	while (n && w->text[n - 1] == '\n')
		n--;
	w->text[n] = '\0';
}

static void print_field(struct world *w, enum kam_format format,
			const struct kam_kind *kind, int field,
			const char *text)
{
	struct kam_str canonical = KAM_STR_INIT;
	struct kam_change change = { .kind = kind,
				     .field = kind->fields[field].name };
	struct kam_err err = { 0 };
	struct kam_record *r;

	assert_int_equal(kam_record_new(&r, &w->arena, kind, &err), 0);
	if (kam_record_set(w->k, r, field, text, &err))
		fail_msg("%s: %s", text, err.message);
	kam_value_canonical(&canonical, &kind->fields[field],
			    &r->values[field]);
	print(w, format, &change, canonical.data);
	kam_str_release(&canonical);
}

static void values_are_printed_as_a_record_has_them(void **state)
{
	static const char digest[] = "0123456789abcdef0123456789abcdef"
				     "0123456789abcdef0123456789abcdef"
				     "  a, \"b\".pdf";
	const struct {
		const struct kam_kind *kind;
		int field;
		const char *text, *json, *people;
	} cases[] = {
		{ &kam_account_kind, KAM_ACCOUNT_VALUE, "90071992547409.93 EUR",
		  "{\"amount\":\"90071992547409.93\",\"currency\":\"EUR\"}",
		  "90,071,992,547,409.93 EUR" },
		{ &kam_account_kind, KAM_ACCOUNT_VALUE, "-1200 JPY",
		  "{\"amount\":\"-1200\",\"currency\":\"JPY\"}", "-1,200 JPY" },
		{ &kam_account_kind, KAM_ACCOUNT_NAME, "a \"b\\\", [c]: {d",
		  "\"a \\\"b\\\\\\\", [c]: {d\"", "a \"b\\\", [c]: {d" },
		{ &kam_account_kind, KAM_ACCOUNT_NAME, "null", "\"null\"",
		  "null" },
		{ &kam_account_kind, KAM_ACCOUNT_TAGS, "x,\xe5\xae\xa2",
		  "[\"x\",\"\xe5\xae\xa2\"]", "x, \xe5\xae\xa2" },
		{ &kam_account_kind, KAM_ACCOUNT_TAGS, "", "[]", "" },
		{ &kam_account_kind, KAM_ACCOUNT_NAME, "", "null", "" },
		{ &kam_contact_kind, KAM_CONTACT_ACCOUNTS, "acme:buyer",
		  "[{\"id\":\"ACC-1\",\"role\":\"buyer\"}]", "ACC-1 (buyer)" },
		{ &kam_contact_kind, KAM_CONTACT_ACCOUNTS, "acme",
		  "[{\"id\":\"ACC-1\",\"role\":null}]", "ACC-1" },
		{ &kam_contact_kind, KAM_CONTACT_OPT_OUT, "yes", "true",
		  "yes" },
		{ &kam_req_kind, KAM_REQ_ACCOUNT, "acme", "\"ACC-1\"",
		  "ACC-1" },
		{ &kam_req_kind, KAM_REQ_EFFORT, "1.25", "1.25", "1.25" },
		{ &kam_req_kind, KAM_REQ_VALUE, "70", "70", "70" },
		{ &kam_req_kind, KAM_REQ_PRIORITY, "must", "\"must\"", "must" },
		{ &kam_req_kind, KAM_REQ_DUE, "2026-11-30", "\"2026-11-30\"",
		  "2026-11-30" },
		{ &kam_req_kind, KAM_REQ_EVIDENCE, digest,
		  "{\"name\":\"a, \\\"b\\\".pdf\",\"sha256\":"
		  "\"0123456789abcdef0123456789abcdef"
		  "0123456789abcdef0123456789abcdef\"}",
		  "a, \"b\".pdf" },
		{ &kam_comm_kind, KAM_COMM_DURATION, "90m", "\"1h30m\"",
		  "1h30m" },
		{ &kam_comm_kind, KAM_COMM_AT, "2026-11-23T01:30:00Z",
		  "\"2026-11-23T01:30:00Z\"", "2026-11-23 01:30" },
		{ &kam_note_kind, KAM_NOTE_ABOUT, "ACC-1", "\"ACC-1\"",
		  "ACC-1" },
	};
	struct world *w = *state;
	char wanted[512];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		print_field(w, KAM_FORMAT_JSON, cases[i].kind, cases[i].field,
			    cases[i].text);
		snprintf(wanted, sizeof wanted, "{\"v\":%s}", cases[i].json);
		assert_string_equal(w->text, wanted);
		print_field(w, KAM_FORMAT_TABLE, cases[i].kind, cases[i].field,
			    cases[i].text);
		snprintf(wanted, sizeof wanted, "%s%s",
			 *cases[i].people ? "V  " : "", cases[i].people);
		assert_string_equal(w->text, wanted);
	}
}

static void the_stores_own_are_texts(void **state)
{
	struct kam_change change = { .kind = &kam_req_kind,
				     .field = "~status" };
	struct world *w = *state;

	print(w, KAM_FORMAT_JSON, &change, "\"agreed\"");
	assert_string_equal(w->text, "{\"v\":\"agreed\"}");
	print(w, KAM_FORMAT_JSON, &change, NULL);
	assert_string_equal(w->text, "{\"v\":\"[erased]\"}");
	change.field = "~source";
	print(w, KAM_FORMAT_JSON, &change, "null");
	assert_string_equal(w->text, "{\"v\":null}");
}

static void a_whole_record_is_its_set_fields(void **state)
{
	struct kam_change change = { .kind = &kam_req_kind };
	struct kam_str canonical = KAM_STR_INIT;
	struct kam_err err = { 0 };
	struct world *w = *state;
	struct kam_record *r;

	assert_int_equal(kam_record_new(&r, &w->arena, &kam_req_kind, &err), 0);
	assert_int_equal(kam_record_set(w->k, r, KAM_REQ_TITLE, "a, b", &err),
			 0);
	assert_int_equal(kam_record_set(w->k, r, KAM_REQ_ACCOUNT, "acme", &err),
			 0);
	assert_int_equal(kam_record_set(w->k, r, KAM_REQ_TAGS, "x,y", &err), 0);
	assert_int_equal(kam_record_set(w->k, r, KAM_REQ_EFFORT, "2", &err), 0);
	r->source = "zoho:1";
	r->source_digest = "00";
	kam_record_canonical(&canonical, r);
	print(w, KAM_FORMAT_JSON, &change, canonical.data);
	assert_string_equal(w->text,
			    "{\"v\":{\"account\":\"ACC-1\",\"effort\":2,"
			    "\"tags\":[\"x\",\"y\"],\"title\":\"a, b\","
			    "\"source\":\"zoho:1\",\"status\":\"captured\"}}");
	kam_str_release(&canonical);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    values_are_printed_as_a_record_has_them, open_world,
		    close_world),
		cmocka_unit_test_setup_teardown(the_stores_own_are_texts,
						open_world, close_world),
		cmocka_unit_test_setup_teardown(
		    a_whole_record_is_its_set_fields, open_world, close_world),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
