#include <kam/grow.h>
#include <kam/pareto.h>
#include <kam/scoring.h>
#include <stdlib.h>
#include <string.h>

static struct kam_pareto_line *find(struct kam_pareto *p, const char *label)
{
	for (size_t i = 0; i < p->n; i++)
		if (!strcmp(p->lines[i].label, label))
			return &p->lines[i];
	return NULL;
}

static struct kam_pareto_line *make(struct kam_pareto *p, const char *label,
				    struct kam_err *err)
{
	struct kam_pareto_line *line =
	    kam_grow(p->lines, &p->room, p->n, sizeof *line, err);

	if (!line)
		return NULL;
	p->lines = line;
	line = &p->lines[p->n];
	*line = (struct kam_pareto_line){ .label = strdup(label) };
	if (!line->label) {
		kam_fail_memory(err);
		return NULL;
	}
	p->n++;
	return line;
}

int kam_pareto_add(struct kam_pareto *p, const char *label, int64_t count,
		   struct kam_err *err)
{
	struct kam_pareto_line *line = find(p, label);

	if (!line)
		line = make(p, label, err);
	if (!line)
		return err->code;
	line->count += count;
	p->total += count;
	return 0;
}

static int compare(const void *a, const void *b)
{
	const struct kam_pareto_line *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->label, y->label);
}

void kam_pareto_rank(struct kam_pareto *p, int percent)
{
	int64_t before = 0;

	if (p->n)
		qsort(p->lines, p->n, sizeof *p->lines, compare);
	for (size_t i = 0; i < p->n; i++) {
		struct kam_pareto_line *line = &p->lines[i];

		/* counted, not from the rounded shares */
		line->vital = line->count && before * 100 < percent * p->total;
		before += line->count;
		line->share =
		    p->total ? kam_score_share(line->count, p->total) : 0;
		line->cumulative =
		    p->total ? kam_score_share(before, p->total) : 0;
	}
}

void kam_pareto_release(struct kam_pareto *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->lines[i].label);
	free(p->lines);
	*p = (struct kam_pareto){ 0 };
}
