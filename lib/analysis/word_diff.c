#include <kam/utf8.h>
#include <kam/word_diff.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct word {
	const char *text;
	size_t length;
	int changed;
};
struct words {
	struct word *items;
	size_t n;
};

static int is_letter(const char *at)
{
	unsigned char c = (unsigned char)*at;

	if (c >= 0x80)
		return !kam_utf8_starts_cjk(at);
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static size_t character(const char *at)
{
	size_t n = 1;

	while (((unsigned char)at[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static size_t word_length(const char *at)
{
	size_t n = 0;

	if (strchr(" \t\n", *at))
		return strspn(at, " \t\n");
	if (!is_letter(at))
		return character(at);
	while (at[n] && is_letter(at + n))
		n += character(at + n);
	return n;
}

static int split(struct words *out, struct kam_arena *arena, const char *text,
		 struct kam_err *err)
{
	out->n = 0;
	for (const char *at = text; *at; at += word_length(at))
		out->n++;
	out->items = kam_arena_array(arena, out->n + 1, sizeof *out->items);
	if (!out->items)
		return kam_fail_memory(err);
	out->n = 0;
	for (const char *at = text; *at; at += word_length(at)) {
		out->items[out->n].text = at;
		out->items[out->n++].length = word_length(at);
	}
	return 0;
}

static int same(const struct word *a, const struct word *b)
{
	return a->length == b->length && !memcmp(a->text, b->text, a->length);
}

/* What lies between the common beginning and the common end. */
struct middle {
	struct word *a, *b;
	int32_t n, m;
};

/* The furthest x on each diagonal after d changes begins at d * d in reached,
   d + 1 ints before and after the middle one; the path's number of changes, or
   -1 where there are more than may be. */
static int32_t search(int32_t *reached, const struct middle *s)
{
	for (int32_t d = 0; d <= KAM_WORD_DIFF_MOST; d++) {
		int32_t *row = reached + d * d + d;
		const int32_t *last =
		    d ? reached + (d - 1) * (d - 1) + d - 1 : NULL;

		for (int32_t k = -d; k <= d; k += 2) {
			int32_t x = 0, y;

			if (d)
				x = k == -d || (k != d &&
						last[k - 1] < last[k + 1])
					? last[k + 1]
					: last[k - 1] + 1;
			y = x - k;
			while (x < s->n && y >= 0 && y < s->m &&
			       same(&s->a[x], &s->b[y])) {
				x++;
				y++;
			}
			row[k] = x;
			if (k == s->n - s->m && x >= s->n)
				return d;
		}
	}
	return -1;
}

/* Back along the path, each step of it one word that changed. */
static void trace(const struct middle *s, const int32_t *reached, int32_t d)
{
	int32_t x = s->n, y = s->m;

	for (; d > 0; d--) {
		const int32_t *last = reached + (d - 1) * (d - 1) + d - 1;
		int32_t k = x - y;
		int down = k == -d || (k != d && last[k - 1] < last[k + 1]);
		int32_t before = down ? last[k + 1] : last[k - 1];

		x = before;
		y = before - (down ? k + 1 : k - 1);
		if (down)
			s->b[y].changed = 1;
		else
			s->a[x].changed = 1;
	}
}

static int mark(struct words *a, struct words *b, struct kam_err *err)
{
	const size_t room =
	    (size_t)(KAM_WORD_DIFF_MOST + 1) * (KAM_WORD_DIFF_MOST + 1);
	size_t first = 0, last = 0;
	struct middle s;
	int32_t *reached, d;

	while (first < a->n && first < b->n &&
	       same(&a->items[first], &b->items[first]))
		first++;
	while (last < a->n - first && last < b->n - first &&
	       same(&a->items[a->n - 1 - last], &b->items[b->n - 1 - last]))
		last++;
	s = (struct middle){ a->items + first, b->items + first,
			     (int32_t)(a->n - first - last),
			     (int32_t)(b->n - first - last) };
	reached = malloc(room * sizeof *reached);
	if (!reached)
		return kam_fail_memory(err);
	d = search(reached, &s);
	if (d >= 0)
		trace(&s, reached, d);
	for (int32_t i = 0; d < 0 && i < s.n; i++)
		s.a[i].changed = 1;
	for (int32_t i = 0; d < 0 && i < s.m; i++)
		s.b[i].changed = 1;
	free(reached);
	return 0;
}

/* Words that stand one after the other in a text are one run. */
static size_t take_run(struct kam_word_run *run, const struct words *from,
		       size_t at, enum kam_word_change change)
{
	const struct word *first = &from->items[at];
	size_t n = 0;

	*run = (struct kam_word_run){ change, first->text, 0 };
	while (at + n < from->n &&
	       from->items[at + n].changed == (change != KAM_WORDS_SAME))
		run->length += from->items[at + n++].length;
	return n;
}

int kam_word_diff(struct kam_word_run **runs, size_t *n,
		  struct kam_arena *arena, const char *before,
		  const char *after, struct kam_err *err)
{
	struct words a, b;
	size_t i = 0, j = 0;
	int rc = split(&a, arena, before, err);

	if (!rc)
		rc = split(&b, arena, after, err);
	if (!rc)
		rc = mark(&a, &b, err);
	if (rc)
		return rc;
	*n = 0;
	*runs = kam_arena_array(arena, a.n + b.n + 1, sizeof **runs);
	if (!*runs)
		return kam_fail_memory(err);
	while (i < a.n || j < b.n) {
		struct kam_word_run *run = *runs + (*n)++;

		if (i < a.n && a.items[i].changed) {
			i += take_run(run, &a, i, KAM_WORDS_REMOVED);
		} else if (j < b.n && b.items[j].changed) {
			j += take_run(run, &b, j, KAM_WORDS_ADDED);
		} else {
			size_t most = take_run(run, &a, i, KAM_WORDS_SAME);
			size_t same_length = 0, k = 0;

			/* up to where the second text has a word more */
			while (k < most && !b.items[j + k].changed)
				same_length += a.items[i + k++].length;
			run->length = same_length;
			i += k;
			j += k;
		}
	}
	return 0;
}

void kam_word_diff_show(struct kam_str *out, const struct kam_word_run *runs,
			size_t n)
{
	static const char *const marks[][2] = {
		[KAM_WORDS_SAME] = { "", "" },
		[KAM_WORDS_REMOVED] = { "[-", "-]" },
		[KAM_WORDS_ADDED] = { "{+", "+}" },
	};

	for (size_t i = 0; i < n; i++) {
		kam_str_add(out, marks[runs[i].change][0]);
		kam_str_add_bytes(out, runs[i].text, runs[i].length);
		kam_str_add(out, marks[runs[i].change][1]);
	}
}
