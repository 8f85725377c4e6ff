/* Links, and the graph that they make with the fields that lead somewhere. */
#include "register.h"

#include <kam/fingerprint.h>
#include <kam/references.h>
#include <kam/trace.h>
#include <string.h>

enum { NOW = 1795392000 }; /* 2026-11-23 */

static struct kam *open_at(const struct test_register *r)
{
	const struct kam_open_options options = register_options(r, NOW);
	struct kam_err err = { 0 };
	struct kam *k = must_open(&options);

	assert_int_equal(kam_operation_begin(k, &err), 0);
	return k;
}

static void close_it(struct kam *k)
{
	struct kam_err err = { 0 };

	assert_int_equal(kam_operation_end(k, 0, &err), 0);
	kam_close(k);
}

/* The journal tells of what is complete. */
static void next_operation(struct kam *k)
{
	struct kam_err err = { 0 };

	assert_int_equal(kam_operation_end(k, 0, &err), 0);
	assert_int_equal(kam_operation_begin(k, &err), 0);
}

static void must_add(struct kam *k, const struct kam_kind *kind,
		     const char *title)
{
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_record *r;

	assert_int_equal(kam_record_new(&r, &arena, kind, &err), 0);
	assert_int_equal(kam_record_set(k, r, kind->title, title, &err), 0);
	if (kind->account != KAM_NO_FIELD)
		assert_int_equal(
		    kam_record_set(k, r, kind->account, "ACC-1", &err), 0);
	if (kam_record_insert(k, r, &err))
		fail_msg("%s", err.message);
	kam_arena_release(&arena);
}

/* An account and n requirements. */
static struct kam *with_reqs(const struct test_register *place, int n)
{
	struct kam *k = open_at(place);
	char title[32];

	must_add(k, &kam_account_kind, "Acme");
	for (int i = 1; i <= n; i++) {
		snprintf(title, sizeof title, "need %d", i);
		must_add(k, &kam_req_kind, title);
	}
	return k;
}

static struct kam_end req(int64_t id)
{
	return (struct kam_end){ &kam_req_kind, id };
}

static int link_reqs(struct kam *k, int64_t from, const char *relation,
		     int64_t to, struct kam_err *err)
{
	int64_t id;

	kam_err_reset(err);
	return kam_link_add(&id, k, req(from), relation, req(to), NULL, err);
}

static void test_every_relation_is_described(void **state)
{
	int n = 0;

	(void)state;
	for (; kam_relation_words[n]; n++) {
		const struct kam_relation *r =
		    kam_relation_find(kam_relation_words[n]);

		assert_non_null(r);
		/* what covers, and what may not go in a circle, has an end
		   that is above */
		if (r->covers || r->part || r->ordered)
			assert_int_not_equal(r->below, KAM_BELOW_NEITHER);
	}
	assert_int_equal(n, 16);
	assert_null(kam_relation_find("follows"));
}

static void test_a_link_is_made_once(void **state)
{
	struct kam *k = with_reqs(*state, 3);
	struct kam_err err = { 0 };

	assert_int_equal(link_reqs(k, 1, "derives", 2, &err), 1);
	assert_int_equal(link_reqs(k, 1, "derives", 2, &err), 0);
	assert_int_equal(link_reqs(k, 1, "satisfies", 2, &err), 1);
	assert_int_equal(link_reqs(k, 1, "relates", 3, &err), 1);
	assert_int_equal(link_reqs(k, 3, "relates", 1, &err), 0);
	assert_int_equal(link_reqs(k, 2, "derives", 2, &err), KAM_EINVALID);
	close_it(k);
}

static void test_circles_are_refused_with_their_way(void **state)
{
	struct kam *k = with_reqs(*state, 5);
	struct kam_err err = { 0 };

	/* two ways up, so that a record is reached twice */
	assert_int_equal(link_reqs(k, 4, "derives", 2, &err), 1);
	assert_int_equal(link_reqs(k, 4, "derives", 3, &err), 1);
	assert_int_equal(link_reqs(k, 2, "derives", 1, &err), 1);
	assert_int_equal(link_reqs(k, 3, "derives", 1, &err), 1);
	assert_int_equal(link_reqs(k, 1, "derives", 5, &err), 1);
	assert_int_equal(link_reqs(k, 1, "derives", 4, &err), KAM_EREFUSED);
	assert_string_equal(err.message, "this would be a circle: REQ-1 "
					 "derives REQ-4 derives REQ-2 derives "
					 "REQ-1");
	assert_int_equal(link_reqs(k, 5, "derives", 2, &err), KAM_EREFUSED);
	/* another relation is another order; causes may go round */
	assert_int_equal(link_reqs(k, 1, "blocks", 4, &err), 1);
	assert_int_equal(link_reqs(k, 1, "causes", 2, &err), 1);
	assert_int_equal(link_reqs(k, 2, "causes", 1, &err), 1);
	close_it(k);
}

static int count_reference(void *context, int64_t from,
			   const struct kam_kind *kind, int64_t to,
			   struct kam_err *err)
{
	(void)from;
	(void)err;
	assert_ptr_equal(kind, &kam_account_kind);
	assert_int_equal(to, 1);
	++*(int *)context;
	return 0;
}

static int sum_ids(void *context, struct kam_record *r, struct kam_err *err)
{
	(void)err;
	*(int64_t *)context += r->id;
	return 0;
}

/* more than a page, in no order, some of which are not there */
static void test_many_records_come_in_pages(void **state)
{
	enum { N = 300 };
	struct kam *k = with_reqs(*state, N);
	struct kam_err err = { 0 };
	int64_t ids[N + 1], sum = 0;
	int references = 0;

	for (int i = 0; i < N; i++)
		ids[i] = 1 + 7 * i % N;
	ids[N] = 99999;
	assert_int_equal(
	    kam_records_each(k, &kam_req_kind, ids, N + 1, sum_ids, &sum, &err),
	    0);
	for (int i = 0; i < N; i++)
		sum -= i + 1;
	assert_int_equal(sum, 0);
	assert_int_equal(
	    kam_records_each(k, &kam_req_kind, ids, 0, sum_ids, &sum, &err), 0);
	assert_int_equal(kam_references_each(k, &kam_req_kind, KAM_REQ_ACCOUNT,
					     count_reference, &references,
					     &err),
			 0);
	assert_int_equal(references, N);
	close_it(k);
}

struct lines {
	char text[512];
};

static int add_line(void *context, const struct kam_trace_row *row,
		    struct kam_err *err)
{
	struct lines *l = context;
	size_t n = strlen(l->text);

	(void)err;
	snprintf(l->text + n, sizeof l->text - n, "%d%s%s%lld ", row->depth,
		 row->last ? "." : ",",
		 row->seen == KAM_TRACE_CIRCLE  ? "o"
		 : row->seen == KAM_TRACE_AGAIN ? "a"
						: "",
		 (long long)row->record.end.id);
	return 0;
}

static void assert_trace(struct kam *k, const struct kam_trace_query *query,
			 const char *wanted)
{
	struct lines lines = { "" };
	struct kam_err err = { 0 };

	assert_int_equal(kam_trace_each(k, query, add_line, &lines, &err), 0);
	assert_string_equal(lines.text, wanted);
}

static void test_a_trace_ends_where_it_was_before(void **state)
{
	struct kam *k = with_reqs(*state, 6);
	struct kam_err err = { 0 };
	struct kam_trace_query query = { .from = req(1), .down = 1 };

	assert_int_equal(link_reqs(k, 2, "derives", 1, &err), 1);
	assert_int_equal(link_reqs(k, 3, "derives", 1, &err), 1);
	assert_int_equal(link_reqs(k, 4, "derives", 2, &err), 1);
	assert_int_equal(link_reqs(k, 4, "derives", 3, &err), 1);
	assert_int_equal(link_reqs(k, 5, "derives", 4, &err), 1);
	assert_trace(k, &query, "0.1 1,2 2.4 3.5 1.3 2.a4 ");
	query.depth = 2;
	assert_trace(k, &query, "0.1 1,2 2.4 1.3 2.4 ");
	/* 5 causes 1, so that 1 is below 5 */
	assert_int_equal(link_reqs(k, 5, "causes", 1, &err), 1);
	query.depth = 0;
	assert_trace(k, &query, "0.1 1,2 2.4 3.5 4.o1 1.3 2.a4 ");
	query = (struct kam_trace_query){ .from = req(6) };
	assert_trace(k, &query, "0.6 ");
	close_it(k);
}

static int see_gap(void *context, const struct kam_gap_row *row,
		   struct kam_err *err)
{
	enum kam_coverage *found = context;

	(void)err;
	found[row->record->id] = row->coverage;
	return 0;
}

/* From the last part up to the whole; by what has a cover itself only. */
static void test_cover_comes_from_below(void **state)
{
	struct kam *k = with_reqs(*state, 6);
	struct kam_err err = { 0 };
	enum kam_coverage found[7] = { 0 };
	struct kam_query *q;

	assert_int_equal(link_reqs(k, 2, "derives", 1, &err), 1);
	assert_int_equal(link_reqs(k, 3, "derives", 2, &err), 1);
	assert_int_equal(link_reqs(k, 4, "verifies", 3, &err), 1);
	assert_int_equal(link_reqs(k, 6, "derives", 5, &err), 1);
	assert_int_equal(kam_query_open(&q, k, &kam_req_kind, &err), 0);
	assert_int_equal(kam_gaps_each(k, q, see_gap, found, &err), 0);
	kam_query_release(q);
	assert_int_equal(found[1], KAM_COVERED);
	assert_int_equal(found[2], KAM_COVERED);
	assert_int_equal(found[3], KAM_COVERED);
	assert_int_equal(found[4], KAM_UNCOVERED);
	assert_int_equal(found[5], KAM_SHALLOW);
	assert_int_equal(found[6], KAM_UNCOVERED);
	close_it(k);
}

static void retitle(struct kam *k, int64_t id, const char *title)
{
	struct kam_arena arena = { 0 };
	struct kam_record *before, *after;
	struct kam_err err = { 0 };

	assert_int_equal(
	    kam_record_load(&before, k, &arena, &kam_req_kind, id, &err), 0);
	assert_int_equal(
	    kam_record_load(&after, k, &arena, &kam_req_kind, id, &err), 0);
	assert_int_equal(kam_record_set(k, after, KAM_REQ_TITLE, title, &err),
			 0);
	assert_int_equal(kam_record_update(k, before, after, &err), 0);
	kam_arena_release(&arena);
}

static int see_suspect(void *context, const struct kam_suspect *s,
		       struct kam_err *err)
{
	struct lines *l = context;
	size_t n = strlen(l->text);

	(void)err;
	snprintf(l->text + n, sizeof l->text - n, "%lld>%lld %s:%s:%s ",
		 (long long)s->from.end.id, (long long)s->to.end.id,
		 s->n_changes ? s->changes[0].field : "",
		 s->n_changes ? s->changes[0].before : "",
		 s->n_changes ? s->changes[0].after : "");
	return 0;
}

static void assert_suspect(struct kam *k, const char *wanted)
{
	const struct kam_suspect_query query = { .kind = &kam_req_kind };
	struct lines lines = { "" };
	struct kam_err err = { 0 };

	next_operation(k);
	assert_int_equal(kam_suspect_each(k, &query, see_suspect, &lines, &err),
			 0);
	assert_string_equal(lines.text, wanted);
}

/* A link made between two changes was made to the wording between them. */
static void test_what_changed_is_told_from_the_link_on(void **state)
{
	struct kam *k = with_reqs(*state, 3);
	struct kam_err err = { 0 };

	assert_int_equal(link_reqs(k, 2, "derives", 1, &err), 1);
	retitle(k, 1, "second");
	assert_int_equal(link_reqs(k, 3, "derives", 1, &err), 1);
	assert_suspect(k, "2>1 title:\"need 1\":\"second\" ");
	retitle(k, 1, "third");
	assert_suspect(k, "2>1 title:\"need 1\":\"third\" "
			  "3>1 title:\"second\":\"third\" ");
	retitle(k, 1, "second");
	assert_suspect(k, "2>1 title:\"need 1\":\"second\" ");
	assert_int_equal(kam_link_clear(k, 1, "as before", &err), 0);
	assert_suspect(k, "");
	close_it(k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_relation_is_described),
		IN_REGISTER(test_a_link_is_made_once),
		IN_REGISTER(test_circles_are_refused_with_their_way),
		IN_REGISTER(test_many_records_come_in_pages),
		IN_REGISTER(test_a_trace_ends_where_it_was_before),
		IN_REGISTER(test_cover_comes_from_below),
		IN_REGISTER(test_what_changed_is_told_from_the_link_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
