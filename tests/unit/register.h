/* For tests of what needs a register: a folder of its own, one in it. */
#ifndef KAM_TEST_REGISTER_H
#define KAM_TEST_REGISTER_H

#include <kam/areas.h>
#include <kam/store.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

struct test_register {
	char folder[40], path[60];
};

static inline void make_folder(struct test_register *r)
{
	(void)snprintf(r->folder, sizeof r->folder, "/tmp/kam-test-XXXXXX");
	assert_non_null(mkdtemp(r->folder));
	(void)snprintf(r->path, sizeof r->path, "%s/register.db", r->folder);
}

/* The register, which is closed by now, and its folder. */
static inline void remove_folder(const struct test_register *r)
{
	char lock[80];

	(void)snprintf(lock, sizeof lock, "%s.lock", r->path);
	(void)unlink(lock);
	(void)unlink(r->path);
	(void)rmdir(r->folder);
}

/* For a test to change what it wants otherwise. now: UTC seconds */
static inline struct kam_open_options
register_options(const struct test_register *r, int64_t now)
{
	return (struct kam_open_options){
		.path = r->path,
		.access = KAM_WRITE,
		.catalogue = kam_kinds(),
		.now = now,
		.actor = "li",
		.command = "test",
	};
}

static inline struct kam *must_open(const struct kam_open_options *options)
{
	struct kam_err err = { 0 };
	struct kam *k = NULL;

	if (kam_open(&k, options, &err))
		fail_msg("%s", err.message);
	return k;
}

/* Makes it first; timezone as kam_init() has it. */
static inline struct kam *must_make(const struct kam_open_options *options,
				    const char *timezone)
{
	struct kam_err err = { 0 };

	if (kam_init(options, timezone, 0, &err))
		fail_msg("%s", err.message);
	return must_open(options);
}

/* A record of names of fields, each with its value, ended by NULL: its id. */
static inline int64_t must_insert(struct kam *k, struct kam_arena *arena,
				  const struct kam_kind *kind,
				  const char *const *pairs)
{
	struct kam_err err = { 0 };
	struct kam_record *r;
	int rc = kam_record_new(&r, arena, kind, &err);

	for (; *pairs && !rc; pairs += 2)
		rc = kam_record_set(k, r, kam_field_find(kind, pairs[0]),
				    pairs[1], &err);
	if (!rc)
		rc = kam_record_insert(k, r, &err);
	if (rc)
		fail_msg("%s", err.message);
	return r->id;
}

/* The same around each test, whose state is the struct test_register. */
static inline int set_up_register(void **state)
{
	struct test_register *r = calloc(1, sizeof *r);
	struct kam_open_options options;

	assert_non_null(r);
	make_folder(r);
	options = register_options(r, 0);
	kam_close(must_make(&options, NULL));
	*state = r;
	return 0;
}

static inline int tear_down_register(void **state)
{
	remove_folder(*state);
	free(*state);
	return 0;
}

#define IN_REGISTER(test)                                                      \
	cmocka_unit_test_setup_teardown(test, set_up_register,                 \
					tear_down_register)

#endif
