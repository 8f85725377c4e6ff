/*
 * What 'kam plan check' looks at, one function each: they tell what they find
 * by kam_finding().
 */
#ifndef KAM_AREAS_PLAN_CHECK_H
#define KAM_AREAS_PLAN_CHECK_H

#include <kam/plan.h>

struct kam_checking {
	struct kam *k;
	struct kam_arena *arena;
	const struct kam_record *plan;
	struct kam_record **sections;
	size_t n_sections;
	const char *today, *stale; /* days: written before stale is stale */
	const char *reviewed;      /* the last review's day, or "" */
	kam_each_finding each;
	void *context;
	/* for the next finding */
	enum kam_finding_class class;
	const char *section;
};

/* A command, made in the arena; NULL where there is no memory. */
#define kam_mend(c, ...) kam_arena_printf((c)->arena, __VA_ARGS__)
/* mend NULL is KAM_ENOMEM. */
int kam_finding(struct kam_checking *c, const char *code, const char *mend,
		struct kam_err *err, const char *what, ...)
    KAM_PRINTF(5, 6) KAM_MUST_USE;
/* Whether a section shows the table. */
int kam_checking_shows(const struct kam_checking *c, const char *table);

int kam_check_sections(struct kam_checking *c, struct kam_err *err);
int kam_check_objectives(struct kam_checking *c, struct kam_err *err);
int kam_check_account(struct kam_checking *c, struct kam_err *err);
int kam_check_projects(struct kam_checking *c, struct kam_err *err);

/* The last approved version of the plan, as it was kept; NULL where none is. */
int kam_plan_approved(struct kam_document **out, struct kam *k,
		      struct kam_arena *arena, int64_t plan,
		      struct kam_err *err) KAM_MUST_USE;

#endif
