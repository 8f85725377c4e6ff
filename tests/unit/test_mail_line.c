/* A helper's lines into the log: what each becomes, and what is refused. */
#include "register.h"

#include <kam/mail.h>
#include <string.h>

#define DIGEST                                                                 \
	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct test_register place;

static int64_t add(struct kam *k, const struct kam_kind *kind,
		   const char *const *values)
{
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_record *r;
	int64_t id;

	assert_int_equal(kam_operation_begin(k, &err), 0);
	assert_int_equal(kam_record_new(&r, &arena, kind, &err), 0);
	for (; *values; values += 2)
		if (kam_record_set(k, r, kam_field_find(kind, values[0]),
				   values[1], &err))
			fail_msg("%s", err.message);
	assert_int_equal(kam_record_insert(k, r, &err), 0);
	id = r->id;
	assert_int_equal(kam_operation_end(k, 0, &err), 0);
	kam_arena_release(&arena);
	return id;
}

static int set_up(void **state)
{
	struct kam_open_options options;
	struct kam *k;

	make_folder(&place);
	options = register_options(&place, 1795395600);
	options.actor = "Li <li@firm.test>";
	k = must_make(&options, "UTC");

	add(k, &kam_account_kind, (const char *[]){ "name", "Acme", NULL });
	add(k, &kam_account_kind, (const char *[]){ "name", "Beta", NULL });
	add(k, &kam_member_kind,
	    (const char *[]){ "key", "li", "name", "Li", "email",
			      "li@firm.test", NULL });
	add(k, &kam_contact_kind,
	    (const char *[]){ "name", "Anna", "email", "anna@acme.test",
			      "accounts", "acme", NULL });
	add(k, &kam_contact_kind,
	    (const char *[]){ "name", "Both", "email", "both@acme.test",
			      "accounts", "acme,beta", NULL });
	add(k, &kam_contact_kind,
	    (const char *[]){ "name", "Ben", "email", "ben@beta.test",
			      "accounts", "beta", NULL });
	add(k, &kam_contact_kind,
	    (const char *[]){ "name", "None", "email", "none@acme.test",
			      NULL });
	*state = k;
	return 0;
}

static int tear_down(void **state)
{
	kam_close(*state);
	remove_folder(&place);
	return 0;
}

/* A message from one address to another, in few words. */
static const char *line(const char *id, const char *references,
			const char *from, const char *to)
{
	static char text[4096];

	(void)snprintf(
	    text, sizeof text,
	    "{\"file\":1,\"line\":3,\"key\":3,\"id\":\"%s\","
	    "\"references\":[%s],\"date\":\"2026-11-02T09:30:00Z\","
	    "\"dated\":\"sent\",\"subject\":\"s\",\"from\":[{\"name\":\"\","
	    "\"address\":\"%s\"}],\"to\":[{\"name\":\"N\",\"address\":\"%s\"}],"
	    "\"cc\":[],\"digest\":\"" DIGEST "\",\"attachments\":[],"
	    "\"text\":\"t\",\"flaws\":[]}\n",
	    id, references, from, to);
	return text;
}

struct run {
	struct kam_arena arena;
	struct kam_import_result *result;
	int64_t contacts;
	struct kam_err err;
	struct kam_mail_options options;
};

static int run(struct run *r, struct kam *k, const char *lines)
{
	struct kam_bytes_input bytes;
	struct kam_input input = kam_input_bytes(&bytes, lines, strlen(lines));
	int rc;

	kam_err_reset(&r->err);
	if (!r->options.since)
		r->options.since = INT64_MIN;
	r->result = kam_arena_alloc(&r->arena, sizeof *r->result);
	assert_non_null(r->result);
	assert_int_equal(kam_operation_begin(k, &r->err), 0);
	rc = kam_mail_import(r->result, &r->contacts, k, &r->arena, &r->options,
			     &input, &r->err);
	return kam_operation_end(k, rc, &r->err);
}

static void counts(struct run *r, struct kam *k, const char *lines, int created,
		   int updated, int unchanged, int skipped)
{
	if (run(r, k, lines))
		fail_msg("%s", r->err.message);
	assert_int_equal(r->result->created, created);
	assert_int_equal(r->result->updated, updated);
	assert_int_equal(r->result->unchanged, unchanged);
	assert_int_equal(r->result->skipped, skipped);
}

static struct kam_record *comm(struct run *r, struct kam *k, int64_t id)
{
	struct kam_record *record = NULL;

	if (kam_record_load(&record, k, &r->arena, &kam_comm_kind, id, &r->err))
		fail_msg("%s", r->err.message);
	return record;
}

static void test_people_tell_the_account(void **state)
{
	struct kam *k = *state;
	struct run r = { 0 };
	struct kam_record *c;

	counts(&r, k, line("a", "", "ANNA@acme.TEST", "li@firm.test"), 1, 0, 0,
	       0);
	c = comm(&r, k, 1);
	assert_string_equal(c->values[KAM_COMM_ACCOUNT].text, "acme");
	assert_string_equal(c->values[KAM_COMM_DIRECTION].text, "in");
	assert_string_equal(c->source, "mail:a");
	counts(&r, k, line("b", "", "li@firm.test", "ben@beta.test"), 1, 0, 0,
	       0);
	c = comm(&r, k, 2);
	assert_string_equal(c->values[KAM_COMM_ACCOUNT].text, "beta");
	assert_string_equal(c->values[KAM_COMM_DIRECTION].text, "out");
	/* what both share */
	counts(&r, k, line("c", "", "both@acme.test", "ben@beta.test"), 1, 0, 0,
	       0);
	assert_string_equal(comm(&r, k, 3)->values[KAM_COMM_ACCOUNT].text,
			    "beta");
	/* nothing shared: whoever wrote it */
	counts(&r, k, line("d", "", "anna@acme.test", "ben@beta.test"), 1, 0, 0,
	       0);
	assert_string_equal(comm(&r, k, 4)->values[KAM_COMM_ACCOUNT].text,
			    "acme");
	kam_arena_release(&r.arena);
}

static void test_doubt_is_refused_alone(void **state)
{
	struct kam *k = *state;
	struct run r = { 0 };

	counts(&r, k, line("e", "", "both@acme.test", "li@firm.test"), 0, 0, 0,
	       1);
	assert_int_equal(r.result->n_errors, 1);
	assert_int_equal(r.result->errors[0].line, 3);
	assert_non_null(strstr(r.result->errors[0].message, "acme, beta"));
	counts(&r, k, line("f", "", "none@acme.test", "li@firm.test"), 0, 0, 0,
	       1);
	assert_non_null(strstr(r.result->errors[0].message, "of no account"));
	counts(&r, k, line("g", "", "x@y.test", "z@y.test"), 0, 0, 0, 1);
	assert_int_equal(r.result->n_errors, 0);
	assert_int_equal(r.result->n_warnings, 1);
	counts(&r, k, "{\"file\":1,\"line\":4,\"key\":4,\"error\":\"bad\"}", 0,
	       0, 0, 1);
	assert_string_equal(r.result->errors[0].message, "bad");
	r.options.account = 2;
	counts(&r, k, line("e", "", "both@acme.test", "li@firm.test"), 1, 0, 0,
	       0);
	counts(&r, k, line("g", "", "x@y.test", "z@y.test"), 1, 0, 0, 0);
	/* known people count more than -A */
	counts(&r, k, line("h", "", "anna@acme.test", "li@firm.test"), 1, 0, 0,
	       0);
	assert_string_equal(comm(&r, k, 3)->values[KAM_COMM_ACCOUNT].text,
			    "acme");
	kam_arena_release(&r.arena);
}

static void test_contacts_are_made_of_strangers_only(void **state)
{
	struct kam *k = *state;
	struct run r = { .options.create_contacts = 1 };

	counts(&r, k, line("a", "", "anna@acme.test", "new@acme.test"), 1, 0, 0,
	       0);
	assert_int_equal(r.contacts, 1);
	counts(&r, k, line("b", "", "anna@acme.test", "NEW@acme.test"), 1, 0, 0,
	       0);
	assert_int_equal(r.contacts, 0);
	counts(&r, k, line("c", "", "anna@acme.test", "wang@firm.test"), 1, 0,
	       0, 0);
	assert_int_equal(r.contacts, 0);
	counts(&r, k, line("d", "", "anna@acme.test", "no-reply@z.test"), 1, 0,
	       0, 0);
	counts(&r, k, line("e", "", "anna@acme.test", "no address"), 1, 0, 0,
	       0);
	counts(&r, k, line("f", "", "anna@acme.test", "a@b@c"), 1, 0, 0, 0);
	assert_int_equal(r.contacts, 0);
	/* nobody known: not even then */
	counts(&r, k, line("g", "", "x@y.test", "z@y.test"), 0, 0, 0, 1);
	assert_int_equal(r.contacts, 0);
	kam_arena_release(&r.arena);
}

static void test_known_again_and_in_threads(void **state)
{
	static const char *const who[] = { "anna@acme.test", "li@firm.test" };
	struct kam *k = *state;
	struct run r = { 0 };

	counts(&r, k, line("c", "\"b\"", who[0], who[1]), 1, 0, 0, 0);
	assert_string_equal(comm(&r, k, 1)->values[KAM_COMM_THREAD].text, "b");
	counts(&r, k, line("d", "\"a\",\"b\",\"c\"", who[0], who[1]), 1, 1, 0,
	       0);
	assert_string_equal(comm(&r, k, 1)->values[KAM_COMM_THREAD].text, "a");
	assert_string_equal(comm(&r, k, 2)->values[KAM_COMM_IN_REPLY_TO].text,
			    "c");
	counts(&r, k, line("b", "\"a\"", who[0], who[1]), 1, 0, 0, 0);
	counts(&r, k, line("a", "", who[0], who[1]), 1, 0, 0, 0);
	for (int64_t i = 1; i <= 4; i++)
		assert_string_equal(
		    comm(&r, k, i)->values[KAM_COMM_THREAD].text, "a");
	counts(&r, k, line("d", "\"x\"", who[0], who[1]), 0, 0, 1, 0);
	/* without an ID its digest knows it */
	counts(&r, k, line("", "", who[0], who[1]), 1, 0, 0, 0);
	counts(&r, k, line("", "", who[0], who[1]), 0, 0, 1, 0);
	assert_string_equal(comm(&r, k, 5)->source, "mail:sha256:" DIGEST);
	kam_arena_release(&r.arena);
}

static void test_since(void **state)
{
	struct kam *k = *state;
	struct run r = { .options.since = 1793611801 };

	/* 2026-11-02T09:30:01Z */
	counts(&r, k, line("a", "", "anna@acme.test", "li@firm.test"), 0, 0, 0,
	       1);
	assert_int_equal(r.result->n_errors + r.result->n_warnings, 0);
	r.options.since--;
	counts(&r, k, line("a", "", "anna@acme.test", "li@firm.test"), 1, 0, 0,
	       0);
	kam_arena_release(&r.arena);
}

static void test_what_no_helper_writes(void **state)
{
	static const char *const bad[] = {
		"x",
		"[1]",
		"{}",
		"{\"file\":1,\"line\":0,\"key\":1}",
		"{\"file\":1,\"line\":1,\"key\":1.5e300}",
		"{\"file\":1,\"line\":1,\"key\":1,\"id\":\"\\u0000\"}",
		"{\"file\":1,\"line\":1,\"key\":1,\"id\":\"a\",\"id\":\"b\"}",
		"{\"file\":1,\"line\":1,\"key\":1,\"error\":\"\xff\"}",
	};
	/* one member of a good line taken for another */
	static const struct {
		const char *from, *to;
	} edits[] = {
		{ "\"id\":\"q\"", "\"id\":7" },
		{ "\"id\":\"q\"", "\"id\":\"a\\nb\"" },
		{ "\"references\":[]", "\"references\":{}" },
		{ "\"references\":[]", "\"references\":[\"\"]" },
		{ "\"references\":[]", "\"references\":[1]" },
		{ "2026-11-02T09", "2026-11-32T09" },
		{ "\"dated\":\"sent\",", "" },
		{ "\"cc\":[]", "\"cc\":null" },
		{ "\"cc\":[]", "\"cc\":[{}]" },
		{ "\"cc\":[]", "\"cc\":[{\"name\":\"\",\"address\":"
			       "\"a\\u001b\"}]" },
		{ DIGEST, "ABC" },
		{ "\"attachments\":[]", "\"attachments\":[{}]" },
		{ "\"attachments\":[]",
		  "\"attachments\":[{\"name\":\"\",\"type\":\"\",\"bytes\":-1,"
		  "\"sha256\":\"" DIGEST "\"}]" },
		{ "\"flaws\":[]", "\"flaws\":1" },
		{ "\"text\":\"t\"", "\"text\":[]" },
	};
	struct kam *k = *state;
	struct run r = { 0 };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(run(&r, k, bad[i]), KAM_EHELPER);
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		const char *good =
		    line("q", "", "anna@acme.test", "li@firm.test");
		const char *at = strstr(good, edits[i].from);
		struct kam_str text = KAM_STR_INIT;

		assert_non_null(at);
		kam_str_add_bytes(&text, good, (size_t)(at - good));
		kam_str_add(&text, edits[i].to);
		kam_str_add(&text, at + strlen(edits[i].from));
		assert_int_equal(run(&r, k, text.data), KAM_EHELPER);
		kam_str_release(&text);
	}
	/* none of it is in the log */
	counts(&r, k, line("q", "", "anna@acme.test", "li@firm.test"), 1, 0, 0,
	       0);
	assert_string_equal(comm(&r, k, 1)->values[KAM_COMM_MESSAGE_ID].text,
			    "q");
	kam_arena_release(&r.arena);
}

/* A copy that a list made says something else at the same time. */
static void test_two_messages_of_one_id(void **state)
{
	struct kam *k = *state;
	struct run r = { 0 };
	char text[4096], *at;

	counts(&r, k, line("a", "", "anna@acme.test", "li@firm.test"), 1, 0, 0,
	       0);
	(void)snprintf(text, sizeof text, "%s",
		       line("a", "", "anna@acme.test", "li@firm.test"));
	at = strstr(text, DIGEST);
	assert_non_null(at);
	*at = 'f';
	counts(&r, k, text, 0, 0, 1, 0);
	at = strstr(text, "2026-11-02T09");
	assert_non_null(at);
	at[9] = '3';
	counts(&r, k, text, 1, 0, 0, 0);
	assert_int_equal(r.result->n_warnings, 1);
	assert_non_null(strstr(r.result->warnings[0].message, "COM-1"));
	assert_string_equal(comm(&r, k, 2)->values[KAM_COMM_MESSAGE_ID].text,
			    "a");
	counts(&r, k, text, 0, 0, 1, 0);
	assert_int_equal(r.result->n_warnings, 0);
	kam_arena_release(&r.arena);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(test_people_tell_the_account),
		WITH(test_doubt_is_refused_alone),
		WITH(test_contacts_are_made_of_strangers_only),
		WITH(test_known_again_and_in_threads),
		WITH(test_two_messages_of_one_id),
		WITH(test_since),
		WITH(test_what_no_helper_writes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
