/*
 * Risks, assessed and ranked against the matrix that the register's settings
 * risk.matrix and risk.levels describe (risk_matrix.h says what they may be).
 */
#ifndef KAM_RISK_H
#define KAM_RISK_H

#include <kam/risk_matrix.h>
#include <kam/store.h>

/* As the two settings have it. */
int kam_risk_matrix_load(struct kam_risk_matrix *out, struct kam *k,
                         struct kam_err *err) KAM_MUST_USE;

/*
 * Records an assessment of today by the actor and takes an identified risk to
 * assessed; inside an operation. *out is the assessment, in the arena.
 */
int kam_risk_assess(struct kam_record **out, struct kam *k,
                    struct kam_arena *arena, int64_t risk, int64_t probability,
                    int64_t impact, const char *rationale,
                    struct kam_err *err) KAM_MUST_USE;

struct kam_risk_rank {
	int64_t id;
	const char *title, *type, *status;
	const char *account, *project, *owner; /* keys; NULL where unset */
	int assessed;         /* 0: the five below are unset */
	int64_t probability, impact;
	int score;            /* by the matrix as it is now */
	const char *level;    /* its name; "" below the first */
	const char *on, *by;  /* day and member of the last assessment */
};
struct kam_risk_query {
	int64_t account, project, owner; /* ids; 0: any */
	int closed_too;
};
/* Every risk with its last assessment: highest score first, then the lowest
   id; unassessed ones last. Each valid during its call. */
int kam_risk_rank_each(struct kam *k, const struct kam_risk_query *query,
                       int (*each)(void *context,
                                   const struct kam_risk_rank *rank,
                                   struct kam_err *err),
                       void *context, struct kam_err *err) KAM_MUST_USE;

#endif
