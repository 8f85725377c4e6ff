/*
 * A ranking as people read it: two lines for each requirement, since a reason
 * has no room in a column, and the line drawn between them.
 */
#include "engine.h"
#include "rank.h"

#include <kam/areas.h>
#include <kam/utf8.h>
#include <string.h>
#include <unistd.h>

enum { DAYS = 8 /* columns for an effort */, INDENT = 6, LEAST = 16 };

/* Blanks up to a width, before or after a text. */
static void add_blanks(struct kam_str *out, const char *text, size_t width)
{
	size_t n = kam_utf8_width(text, KAM_AMBIGUOUS_NARROW);

	for (; n < width; n++)
		kam_str_add_char(out, ' ');
}

static void add_right(struct kam_str *out, const char *text, size_t width)
{
	add_blanks(out, text, width);
	kam_str_add(out, text);
}

static void add_left(struct kam_str *out, const char *text, size_t width)
{
	kam_str_add(out, text);
	add_blanks(out, text, width);
}

static void add_days(struct kam_str *out, int known, int64_t millionths)
{
	struct kam_str days = KAM_STR_INIT;

	if (known)
		cmd_rank_days(&days, millionths);
	add_right(out, days.data, DAYS);
	out->failed |= days.failed;
	kam_str_release(&days);
}

static const char *priority(const struct kam_rank_place *p)
{
	return p->set & 1u << KAM_INPUT_PRIORITY
		   ? _(kam_req_kind.fields[KAM_REQ_PRIORITY]
			   .words[p->inputs[KAM_INPUT_PRIORITY]])
		   : "";
}

/* How wide the IDs and the priorities are, and the screen: 0 has no end. */
struct widths {
	size_t id, priority, screen;
};

static void widen(size_t *width, const char *text)
{
	size_t n = kam_utf8_width(text, KAM_AMBIGUOUS_NARROW);

	*width = n > *width ? n : *width;
}

static struct widths measure(const struct kam_ranking *r, size_t n)
{
	struct widths w = { 2, 0, 0 };
	char id[KAM_ID_TEXT];

	widen(&w.priority, _("Priority"));
	for (size_t i = 0; i < n; i++) {
		kam_id_format(id, &kam_req_kind, r->places[i].id);
		widen(&w.id, id);
		widen(&w.priority, priority(&r->places[i]));
	}
	return w;
}

static void add_head(struct kam_str *out, const struct widths *w)
{
	add_right(out, _("Rank"), 4);
	kam_str_add(out, "  ");
	add_left(out, _("ID"), w->id);
	add_right(out, _("Effort"), DAYS);
	add_right(out, _("Sum"), DAYS);
	kam_str_add(out, "  ");
	add_left(out, _("Priority"), w->priority);
	kam_str_printf(out, "  %s\n", _("Title"));
}

/* Cut where the screen ends: --json has all of it. */
static void add_title(struct kam_str *out, const char *title,
		      const struct widths *w)
{
	const size_t before = INDENT + w->id + 2 * DAYS + 2 + w->priority + 2;
	const size_t room =
	    w->screen > before + LEAST ? w->screen - before : LEAST;
	struct kam_str shown = KAM_STR_INIT;

	kam_utf8_show(&shown, title, KAM_SHOW_LINE);
	if (w->screen &&
	    kam_utf8_width(shown.data, KAM_AMBIGUOUS_NARROW) > room) {
		kam_str_truncate(&shown, kam_utf8_fit(shown.data, room - 1,
						      KAM_AMBIGUOUS_NARROW));
		kam_str_add(&shown, "…");
	}
	kam_str_printf(out, "%s\n", shown.data);
	out->failed |= shown.failed;
	kam_str_release(&shown);
}

/* Broken into lines where it is wider than the screen; a command in it is not,
   so that it can be copied, but has a line of its own. */
static void add_reason(struct kam_str *out, const char *reason,
		       const struct widths *w)
{
	struct kam_str shown = KAM_STR_INIT, command = KAM_STR_INIT;
	const char *at;

	kam_utf8_show(&shown, reason, KAM_SHOW_LINE);
	at = strstr(shown.data, "kam ");
	add_left(out, "", INDENT);
	if (!w->screen ||
	    INDENT + kam_utf8_width(shown.data, KAM_AMBIGUOUS_NARROW) <=
		w->screen) {
		kam_str_printf(out, "%s\n", shown.data);
	} else {
		if (at) {
			kam_str_add(&command, at);
			kam_str_truncate(&shown, (size_t)(at - shown.data));
		}
		cmd_wrapped(out, shown.data, INDENT, INDENT, w->screen);
	}
	if (command.length) {
		add_left(out, "", INDENT);
		kam_str_printf(out, "%s\n", command.data);
	}
	out->failed |= shown.failed || command.failed;
	kam_str_release(&command);
	kam_str_release(&shown);
}

static void add_place(struct kam_str *out, const struct kam_ranking *r,
		      const struct kam_rank_place *p, const struct widths *w)
{
	const int effort = (p->set & 1u << KAM_INPUT_EFFORT) != 0;
	char rank[24] = "-", id[KAM_ID_TEXT];
	struct kam_str reason = KAM_STR_INIT;

	if (p->rank)
		snprintf(rank, sizeof rank, "%lld", (long long)p->rank);
	kam_id_format(id, &kam_req_kind, p->id);
	add_right(out, rank, 4);
	kam_str_add(out, "  ");
	add_left(out, id, w->id);
	add_days(out, effort, p->inputs[KAM_INPUT_EFFORT]);
	add_days(out, p->cumulative >= 0, p->cumulative);
	kam_str_add(out, "  ");
	add_left(out, priority(p), w->priority);
	kam_str_add(out, "  ");
	add_title(out, p->title, w);
	cmd_rank_reason(&reason, p, r->by);
	add_reason(out, reason.data, w);
	out->failed |= reason.failed;
	kam_str_release(&reason);
}

static void add_line(struct kam_str *out, const struct kam_ranking *r)
{
	struct kam_str capacity = KAM_STR_INIT, taken = KAM_STR_INIT;
	struct kam_str left = KAM_STR_INIT;

	cmd_rank_days(&capacity, r->capacity);
	cmd_rank_days(&taken, r->above_effort);
	cmd_rank_days(&left, r->capacity - r->above_effort);
	kam_str_add(out, "----  ");
	kam_str_printf(out, _("%s: %s taken, %s left"), capacity.data,
		       taken.data, left.data);
	if (r->n_above < r->n)
		kam_str_printf(out, "; %s", _("below the line:"));
	kam_str_add_char(out, '\n');
	out->failed |= capacity.failed || taken.failed || left.failed;
	kam_str_release(&capacity);
	kam_str_release(&taken);
	kam_str_release(&left);
}

void cmd_rank_people(struct cmd *c, const struct kam_ranking *r, size_t limit)
{
	enum { NARROWEST = 40 };
	const size_t n = limit < r->n ? limit : r->n;
	const size_t screen = c->mailing ? 0 : cmd_width(STDOUT_FILENO);
	struct kam_str *out = &c->text;
	struct widths w = measure(r, n);

	if (screen)
		w.screen = screen > NARROWEST ? screen : NARROWEST;
	if (n)
		add_head(out, &w);
	for (size_t i = 0; i < n; i++) {
		if (r->capacity >= 0 && i == r->n_above)
			add_line(out, r);
		add_place(out, r, &r->places[i], &w);
	}
	if (n && r->capacity >= 0 && n == r->n_above)
		add_line(out, r);
}
