/* What completion is offered, of more records than it looks at. */
#include "register.h"

#include <kam/offer.h>
#include <string.h>

enum { RECORDS = 6000 };

struct fixture {
	struct test_register at;
	struct kam *k;
	int64_t account;
};

static int64_t insert(struct kam *k, const struct kam_kind *kind,
		      const char *const fields[][2], int64_t account)
{
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_record *r;
	int64_t id;

	assert_int_equal(kam_record_new(&r, &arena, kind, &err), 0);
	if (account)
		assert_int_equal(
		    kam_record_set_ref(k, r, kind->account, account, &err), 0);
	for (size_t i = 0; fields[i][0]; i++)
		assert_int_equal(
		    kam_record_set(k, r, kam_field_find(kind, fields[i][0]),
				   fields[i][1], &err),
		    0);
	assert_int_equal(kam_record_insert(k, r, &err), 0);
	id = r->id;
	kam_arena_release(&arena);
	return id;
}

static int64_t add_account(struct kam *k, const char *key)
{
	const char *const fields[][2] = { { "key", key },
					  { "name", key },
					  { NULL } };

	return insert(k, &kam_account_kind, fields, 0);
}

static int fill(struct fixture *f)
{
	static const char *const first[][2] = { { "title", "the first" },
						{ "tags", "old" },
						{ NULL } };
	static const char *const other[][2] = { { "title", "another" },
						{ "tags", "new,newer" },
						{ NULL } };
	struct kam_err err = { 0 };
	int64_t beta;

	if (kam_operation_begin(f->k, &err))
		return -1;
	f->account = add_account(f->k, "acme");
	beta = add_account(f->k, "beta");
	(void)add_account(f->k, "beta_b%");
	(void)insert(f->k, &kam_req_kind, first, f->account);
	for (int i = 1; i < RECORDS; i++)
		(void)insert(f->k, &kam_req_kind, other, beta);
	return kam_operation_end(f->k, 0, &err);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct kam_open_options options;

	assert_non_null(f);
	make_folder(&f->at);
	options = register_options(&f->at, 0);
	f->k = must_make(&options, NULL);
	*state = f;
	return fill(f);
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	kam_close(f->k);
	remove_folder(&f->at);
	free(f);
	return 0;
}

struct answer {
	char first[32], last[32], title[32];
	int n;
};

static int take(void *context, const char *name, const char *title,
		struct kam_err *err)
{
	struct answer *a = context;

	(void)err;
	if (!a->n++)
		(void)snprintf(a->first, sizeof a->first, "%s", name);
	(void)snprintf(a->last, sizeof a->last, "%s", name);
	(void)snprintf(a->title, sizeof a->title, "%s", title ? title : "");
	return 0;
}

static struct answer ask(struct fixture *f, struct kam_offer_query query)
{
	struct answer a = { .n = 0 };
	struct kam_err err = { 0 };

	if (!query.limit)
		query.limit = 200;
	assert_int_equal(kam_offer_each(f->k, &query, take, &a, &err), 0);
	return a;
}

static struct answer ask_req(struct fixture *f, const char *prefix)
{
	return ask(f, (struct kam_offer_query){ .kind = &kam_req_kind,
						.prefix = prefix });
}

static void the_newest_come_first_up_to_the_limit(void **state)
{
	struct answer a = ask_req(*state, "");

	assert_int_equal(a.n, 200);
	assert_string_equal(a.first, "REQ-6000");
	assert_string_equal(a.last, "REQ-5801");
	assert_int_equal(ask_req(*state, "re").n, 200);
	assert_int_equal(ask_req(*state, "REQ").n, 200);
	assert_int_equal(ask_req(*state, "req-").n, 200);
}

static void numbers_begin_with_what_was_typed(void **state)
{
	struct answer a = ask_req(*state, "REQ-12");

	/* 12, 120 to 129, 1200 to 1299 */
	assert_int_equal(a.n, 111);
	assert_string_equal(a.first, "REQ-12");
	assert_string_equal(a.last, "REQ-1200");
	a = ask_req(*state, "1");
	assert_int_equal(a.n, 200);
	assert_string_equal(a.first, "1");
	a = ask_req(*state, "REQ-1");
	assert_string_equal(a.first, "REQ-1");
	assert_int_equal(ask_req(*state, "REQ-0").n, 0);
	assert_int_equal(ask_req(*state, "REQ-1x").n, 0);
	assert_int_equal(ask_req(*state, "RISK-").n, 0);
	assert_int_equal(ask_req(*state, "12x").n, 0);
	assert_int_equal(ask_req(*state, "999999999999999").n, 0);
	assert_int_equal(ask_req(*state, "9999999999999999999999").n, 0);
}

static void only_a_window_is_looked_through(void **state)
{
	struct fixture *f = *state;
	struct kam_offer_query query = { .kind = &kam_req_kind,
					 .prefix = "",
					 .account = f->account };

	/* the first is further back than the window reaches … */
	assert_int_equal(ask(f, query).n, 0);
	/* … unless what was typed leaves fewer */
	query.prefix = "REQ-1";
	assert_int_equal(ask(f, query).n, 1);
	query.account = 0;
	query.states = 1u << 1;
	assert_int_equal(ask(f, query).n, 0);
	query.states = 1u << 0 | 1u << 1;
	assert_int_equal(ask(f, query).n, 200);
}

static void keys_come_in_their_order(void **state)
{
	struct kam_offer_query query = { .kind = &kam_account_kind,
					 .prefix = "" };
	struct answer a = ask(*state, query);

	assert_int_equal(a.n, 3);
	assert_string_equal(a.first, "acme");
	query.prefix = "be";
	assert_int_equal(ask(*state, query).n, 2);
	/* what a pattern would act on is text here */
	query.prefix = "beta_";
	assert_string_equal(ask(*state, query).first, "beta_b%");
	query.prefix = "%";
	assert_int_equal(ask(*state, query).n, 0);
	query.prefix = "b'; DROP TABLE req; --";
	assert_int_equal(ask(*state, query).n, 0);
	query.prefix = "ACC-";
	assert_string_equal(ask(*state, query).first, "ACC-3");
}

static void words_in_use_are_those_of_the_newest(void **state)
{
	struct fixture *f = *state;
	struct answer a = { .n = 0 };
	struct kam_err err = { 0 };
	const int tags = kam_field_find(&kam_req_kind, "tags");

	assert_int_equal(
	    kam_offer_words(f->k, &kam_req_kind, tags, "", 200, take, &a, &err),
	    0);
	assert_int_equal(a.n, 2);
	assert_string_equal(a.first, "new");
	a.n = 0;
	assert_int_equal(kam_offer_words(f->k, &kam_req_kind, tags, "newe", 200,
					 take, &a, &err),
			 0);
	assert_int_equal(a.n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_come_first_up_to_the_limit),
		cmocka_unit_test(numbers_begin_with_what_was_typed),
		cmocka_unit_test(only_a_window_is_looked_through),
		cmocka_unit_test(keys_come_in_their_order),
		cmocka_unit_test(words_in_use_are_those_of_the_newest),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
