#include "register.h"

#include <kam/areas.h>
#include <kam/outbox.h>
#include <string.h>

static struct kam *open_at(const struct test_register *r, int64_t now)
{
	const struct kam_open_options options = register_options(r, now);

	return must_open(&options);
}

/* The code of adding one message, which gets its id. */
static int add(struct kam *k, const char *person, const char *period,
	       const char *recipient, int64_t *id)
{
	struct kam_outgoing m = {
		.report = "due",
		.person = person,
		.period = period,
		.sender = "kam@firm.test",
		.recipient = recipient,
		.subject = "Due",
		.message_id = "kam.1@firm.test",
		.message = "Subject: Due\n\n",
	};
	struct kam_err err = { 0 };
	int rc = kam_outbox_begin(k, &err);

	assert_int_equal(rc, 0);
	rc = kam_outbox_end(k, kam_outbox_add(k, &m, &err), &err);
	*id = m.id;
	return rc;
}

/* The id claimed; 0 where there is none. */
static int64_t claim(struct kam *k, int64_t id, int all)
{
	const struct kam_outbox_claim which = { .id = id, .all = all };
	struct kam_arena arena = { 0 };
	struct kam_err err = { 0 };
	struct kam_outgoing m;
	int rc = kam_outbox_claim(&m, k, &arena, &which, &err);

	assert_true(rc >= 0);
	if (rc)
		assert_string_equal(m.message, "Subject: Due\n\n");
	kam_arena_release(&arena);
	return rc ? m.id : 0;
}

static int settle(struct kam *k, int64_t id, enum kam_mail_state state)
{
	struct kam_err err = { 0 };

	return kam_outbox_settle(
	    k, id, &(struct kam_outbox_outcome){ state, "why", 0 }, &err);
}

static int see(void *context, const struct kam_outgoing *m, struct kam_err *err)
{
	enum kam_mail_state *state = context;

	(void)err;
	*state = m->state;
	if (m->state == KAM_MAIL_SENT || m->state == KAM_MAIL_DROPPED)
		assert_null(m->message);
	else
		assert_non_null(m->message);
	return 0;
}

static enum kam_mail_state state_of(struct kam *k, int64_t id)
{
	const struct kam_outbox_query query = { .id = id };
	enum kam_mail_state state = KAM_MAIL_DROPPED;
	struct kam_err err = { 0 };

	assert_int_equal(kam_outbox_each(k, &query, see, &state, &err), 0);
	return state;
}

static void one_message_per_report_person_and_period(void **state)
{
	struct kam *k = open_at(*state, 0);
	int64_t first, second;

	assert_int_equal(add(k, "li", "2026-11-25", "li@x", &first), 0);
	assert_true(first > 0);
	assert_int_equal(add(k, "li", "2026-11-25", "li@x", &second), 0);
	assert_int_equal(second, 0);
	assert_int_equal(add(k, "li", "2026-11-26", "li@x", &second), 0);
	assert_true(second > first);
	kam_close(k);
}

static void what_could_be_a_header_is_refused(void **state)
{
	struct kam *k = open_at(*state, 0);
	int64_t id;

	assert_int_equal(add(k, "li", "a", "li@x\nBcc: y@z", &id),
			 KAM_EINVALID);
	assert_int_equal(add(k, "li", "a", "-f@x", &id), KAM_EINVALID);
	assert_int_equal(claim(k, 0, 1), 0);
	kam_close(k);
}

static void a_claimed_message_is_nobody_elses(void **state)
{
	struct kam *k = open_at(*state, 0), *other = open_at(*state, 0);
	int64_t id;

	assert_int_equal(add(k, "li", "a", "li@x", &id), 0);
	assert_int_equal(claim(k, 0, 0), id);
	assert_int_equal(claim(other, 0, 1), 0);
	assert_int_equal(claim(other, id, 1), 0);
	assert_int_equal(settle(k, id, KAM_MAIL_SENT), 0);
	assert_int_equal(state_of(k, id), KAM_MAIL_SENT);
	assert_int_equal(settle(other, id, KAM_MAIL_QUEUED), KAM_ECONFLICT);
	assert_int_equal(claim(other, id, 1), 0);
	kam_close(other);
	kam_close(k);
}

static void what_is_refused_pauses_longest(void **state)
{
	const struct kam_outbox_outcome refused = { KAM_MAIL_QUEUED, "no", 1 };
	struct kam_err err = { 0 };
	int64_t id;
	struct kam *k = open_at(*state, 1000000);

	assert_int_equal(add(k, "li", "a", "li@x", &id), 0);
	assert_int_equal(claim(k, 0, 0), id);
	assert_int_equal(kam_outbox_settle(k, id, &refused, &err), 0);
	kam_close(k);
	k = open_at(*state, 1000000 + 43199);
	assert_int_equal(claim(k, 0, 0), 0);
	kam_close(k);
	k = open_at(*state, 1000000 + 43200);
	assert_int_equal(claim(k, 0, 0), id);
	kam_close(k);
}

/* No pause before the second try, then 5 min, 15 min, an hour … */
static void pauses_grow(void **state)
{
	static const int64_t pauses[] = {
		0, 300, 900, 3600, 14400, 43200, 43200
	};
	int64_t now = 1000000, id;
	struct kam *k = open_at(*state, now);

	assert_int_equal(add(k, "li", "a", "li@x", &id), 0);
	for (size_t i = 0; i < sizeof pauses / sizeof *pauses; i++) {
		assert_int_equal(claim(k, 0, 0), id);
		assert_int_equal(settle(k, id, KAM_MAIL_QUEUED), 0);
		kam_close(k);
		if (pauses[i]) {
			k = open_at(*state, now + pauses[i] - 1);
			assert_int_equal(claim(k, 0, 0), 0);
			kam_close(k);
		}
		now += pauses[i];
		k = open_at(*state, now);
	}
	kam_close(k);
}

static void an_orphan_is_of_unknown_outcome_until_asked_for(void **state)
{
	struct kam *k = open_at(*state, 0);
	struct kam_err err = { 0 };
	int64_t id;

	assert_int_equal(add(k, "li", "a", "li@x", &id), 0);
	assert_int_equal(claim(k, 0, 0), id);
	assert_int_equal(kam_outbox_drop(k, id, &err), KAM_EREFUSED);
	assert_int_equal(kam_outbox_orphans(k, &err), 0);
	assert_int_equal(state_of(k, id), KAM_MAIL_UNKNOWN);
	assert_int_equal(claim(k, 0, 1), 0);
	assert_int_equal(claim(k, id, 0), id);
	assert_int_equal(settle(k, id, KAM_MAIL_UNKNOWN), 0);
	kam_err_reset(&err);
	assert_int_equal(kam_outbox_drop(k, id, &err), 0);
	assert_int_equal(state_of(k, id), KAM_MAIL_DROPPED);
	assert_int_equal(kam_outbox_drop(k, id, &err), KAM_EREFUSED);
	kam_err_reset(&err);
	assert_int_equal(kam_outbox_drop(k, 99, &err), KAM_ENOENT);
	kam_close(k);
}

/* What was done is told even where another operation came after it. */
static void a_message_is_told_beside_an_operation(void **state)
{
	struct kam *k = open_at(*state, 0);
	struct kam_arena arena = { 0 };
	struct kam_written written;
	struct kam_err err = { 0 };
	struct kam_record *r;
	int64_t id;

	assert_int_equal(add(k, "li", "a", "li@x", &id), 0);
	assert_int_equal(kam_operation_begin(k, &err), 0);
	assert_int_equal(kam_record_new(&r, &arena, &kam_account_kind, &err),
			 0);
	assert_int_equal(kam_record_set(k, r, KAM_ACCOUNT_NAME, "Acme", &err),
			 0);
	assert_int_equal(kam_record_insert(k, r, &err), 0);
	assert_int_equal(kam_operation_end(k, 0, &err), 0);
	kam_written(&written, k);
	assert_true(written.operation > 0);
	assert_true(written.more);
	kam_arena_release(&arena);
	kam_close(k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(one_message_per_report_person_and_period),
		IN_REGISTER(what_could_be_a_header_is_refused),
		IN_REGISTER(a_claimed_message_is_nobody_elses),
		IN_REGISTER(pauses_grow),
		IN_REGISTER(what_is_refused_pauses_longest),
		IN_REGISTER(a_message_is_told_beside_an_operation),
		IN_REGISTER(an_orphan_is_of_unknown_outcome_until_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
