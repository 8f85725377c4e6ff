/*
 * Pareto: which few causes make up most of the trouble.
 *
 * Categories by how often they occur, most first, each with its share of the
 * whole and the share of all up to it; the vital few are those that are needed
 * to reach 80 % (J. M. Juran, "Universals in management planning and
 * controlling", The Management Review 43 (11), 1954; the 80 % as in his
 * "Quality Control Handbook"). A category belongs to them where those before it
 * don't reach it yet. Equal ones come in the order of their labels.
 *
 *	struct kam_pareto p = { 0 };
 *	rc = kam_pareto_add(&p, "process", 1, err);     once for each
 *	kam_pareto_rank(&p, KAM_PARETO_PERCENT);
 *	for (size_t i = 0; i < p.n; i++) …p.lines[i].share…
 *	kam_pareto_release(&p);
 */
#ifndef KAM_PARETO_H
#define KAM_PARETO_H

#include <kam/err.h>
#include <stddef.h>
#include <stdint.h>

enum { KAM_PARETO_PERCENT = 80 };

struct kam_pareto_line {
	char *label; /* its own copy */
	int64_t count;
	int64_t share, cumulative; /* millionths of the whole, rounded */
	int vital;
};
struct kam_pareto { /* begins with zeros */
	struct kam_pareto_line *lines;
	size_t n, room;
	int64_t total;
};

/* count more of that category; not negative */
int kam_pareto_add(struct kam_pareto *p, const char *label, int64_t count,
		   struct kam_err *err) KAM_MUST_USE;
/* Orders the lines and fills in what follows from that. */
void kam_pareto_rank(struct kam_pareto *p, int percent);
void kam_pareto_release(struct kam_pareto *p);

#endif
