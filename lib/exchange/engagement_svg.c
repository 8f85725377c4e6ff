/*
 * The power/interest grid as a drawing: five by five cells, names in them one
 * below the other, so that none covers another.
 */
#include <kam/engagement.h>
#include <kam/utf8.h>
#include <kam/xml.h>
#include <stdlib.h>
#include <string.h>

enum {
	SIDE = KAM_POWER_MOST,
	CELL = 152, /* wide */
	LINE = 18,  /* of text */
	PAD = 8,
	LEFT = 64, /* where the cells begin */
	TOP = 56,
	NAME = 18, /* columns of text that fit into a cell */
};

struct drawing {
	struct kam_str *out;
	const struct kam_engagements *e;
	int rows[SIDE + 1]; /* height of each row, by influence */
	int below;          /* where the grid ends */
	int unplaced;
};

static int count_in(const struct drawing *d, int influence, int interest)
{
	int n = 0;

	for (size_t i = 0; i < d->e->n; i++)
		n += d->e->items[i].influence == influence &&
		     d->e->items[i].interest == interest &&
		     d->e->items[i].quadrant != KAM_QUADRANT_NONE;
	return n;
}

static void measure(struct drawing *d)
{
	d->below = TOP;
	for (int influence = SIDE; influence >= 1; influence--) {
		int most = 2;

		for (int interest = 1; interest <= SIDE; interest++) {
			int n = count_in(d, influence, interest);

			most = n > most ? n : most;
		}
		d->rows[influence] = most * LINE + 2 * PAD;
		d->below += d->rows[influence];
	}
	for (size_t i = 0; i < d->e->n; i++)
		d->unplaced += d->e->items[i].quadrant == KAM_QUADRANT_NONE;
}

static const char *colour_of(enum kam_quadrant quadrant)
{
	static const char *const colours[] = {
		[KAM_MONITOR] = "#f2f2f2",
		[KAM_KEEP_INFORMED] = "#e6f0fa",
		[KAM_KEEP_SATISFIED] = "#fff3dc",
		[KAM_MANAGE_CLOSELY] = "#fde6e0",
	};

	return colours[quadrant];
}

/* Text at a place; more: further attributes, or "". */
static void add_text(struct kam_str *out, int x, int y, const char *more,
		     const char *text)
{
	kam_str_printf(out, "<text x=\"%d\" y=\"%d\"%s>", x, y, more);
	kam_xml_add(out, text);
	kam_str_add(out, "</text>\n");
}

/* The name as far as there is room; all of it, and what is wanted, to whoever
   points at it. */
static void add_person(struct kam_str *out, int x, int y,
		       const struct kam_engaged *e)
{
	struct kam_str name = KAM_STR_INIT, more = KAM_STR_INIT;
	size_t fits;

	kam_utf8_show(&name, e->name, KAM_SHOW_LINE);
	fits = kam_utf8_fit(name.data, NAME, KAM_AMBIGUOUS_NARROW);
	if (name.data[fits]) {
		fits = kam_utf8_fit(name.data, NAME - 1, KAM_AMBIGUOUS_NARROW);
		kam_str_truncate(&name, fits);
		kam_str_add(&name, "…");
	}
	kam_str_printf(&more, "%s%s%s", e->name, e->title ? ", " : "",
		       e->title ? e->title : "");
	if (e->seen)
		kam_str_printf(&more, ": %s", _(e->seen));
	if (e->gap)
		kam_str_printf(&more, " → %s", _(e->wanted));
	kam_str_printf(out, "<text x=\"%d\" y=\"%d\"%s><title>", x, y,
		       e->gap ? " class=\"gap\"" : "");
	kam_xml_add(out, more.data);
	kam_str_add(out, "</title>");
	kam_xml_add(out, name.data);
	kam_str_add(out, "</text>\n");
	out->failed |= name.failed || more.failed;
	kam_str_release(&name);
	kam_str_release(&more);
}

static void add_cell(struct drawing *d, int influence, int interest, int y)
{
	int x = LEFT + (interest - 1) * CELL, at = y + PAD + LINE - 5;

	kam_str_printf(d->out,
		       "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
		       "fill=\"%s\" stroke=\"#bbb\"/>\n",
		       x, y, CELL, d->rows[influence],
		       colour_of(kam_quadrant_of(influence, interest)));
	for (size_t i = 0; i < d->e->n; i++) {
		const struct kam_engaged *e = &d->e->items[i];

		if (e->influence != influence || e->interest != interest)
			continue;
		add_person(d->out, x + PAD, at, e);
		at += LINE;
	}
}

static void add_grid(struct drawing *d)
{
	char number[8];
	int y = TOP;

	for (int influence = SIDE; influence >= 1; influence--) {
		for (int interest = 1; interest <= SIDE; interest++)
			add_cell(d, influence, interest, y);
		(void)snprintf(number, sizeof number, "%d", influence);
		add_text(d->out, LEFT - 14, y + d->rows[influence] / 2 + 4, "",
			 number);
		y += d->rows[influence];
	}
	for (int interest = 1; interest <= SIDE; interest++) {
		(void)snprintf(number, sizeof number, "%d", interest);
		add_text(d->out, LEFT + (interest - 1) * CELL + CELL / 2,
			 d->below + LINE, " text-anchor=\"middle\"", number);
	}
}

/* The quadrants' names, each in its outer corner, and the axes. */
static void add_labels(struct drawing *d)
{
	const int right = LEFT + SIDE * CELL, foot = d->below + 2 * LINE;
	char turned[64];

	add_text(d->out, LEFT, TOP - 10, " class=\"quadrant\"",
		 _("keep satisfied"));
	add_text(d->out, right, TOP - 10,
		 " class=\"quadrant\" text-anchor=\"end\"",
		 _("manage closely"));
	add_text(d->out, LEFT, foot + 4, " class=\"quadrant\"", _("monitor"));
	add_text(d->out, right, foot + 4,
		 " class=\"quadrant\" text-anchor=\"end\"", _("keep informed"));
	add_text(d->out, LEFT + SIDE * CELL / 2, foot + 4,
		 " text-anchor=\"middle\"", _("interest"));
	add_text(d->out, LEFT + SIDE * CELL, 24,
		 " class=\"gap\" text-anchor=\"end\"",
		 _("less engaged than wanted"));
	(void)snprintf(turned, sizeof turned,
		       " text-anchor=\"middle\" transform=\"rotate(-90 20 "
		       "%d)\"",
		       (TOP + d->below) / 2);
	add_text(d->out, 20, (TOP + d->below) / 2, turned, _("influence"));
}

static void add_unplaced(struct drawing *d)
{
	int y = d->below + 4 * LINE;

	if (!d->unplaced)
		return;
	add_text(d->out, LEFT, y, " class=\"quadrant\"",
		 _("influence or interest unsaid"));
	for (size_t i = 0; i < d->e->n; i++)
		if (d->e->items[i].quadrant == KAM_QUADRANT_NONE)
			add_person(d->out, LEFT, y += LINE, &d->e->items[i]);
}

void kam_engagement_svg(struct kam_str *out,
			const struct kam_engagements *engagements)
{
	struct drawing d = { .out = out, .e = engagements };
	int width, height;

	measure(&d);
	width = LEFT + SIDE * CELL + 16;
	height =
	    d.below + 3 * LINE + (d.unplaced ? (d.unplaced + 2) * LINE : 0);
	kam_str_printf(out,
		       "<svg xmlns=\"http://www.w3.org/2000/svg\" "
		       "width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
		       "role=\"img\">\n<title>",
		       width, height, width, height);
	kam_xml_add(out, engagements->account);
	kam_str_add(out,
		    "</title>\n<style>text{font:12px 'Noto Sans','Noto Sans "
		    "CJK SC',sans-serif;fill:#222}.head{font-size:16px;"
		    "font-weight:bold}.quadrant{fill:#666;font-style:italic}"
		    ".gap{fill:#b00020;font-weight:bold}</style>\n");
	kam_str_printf(out,
		       "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n",
		       width, height);
	add_text(out, LEFT, 24, " class=\"head\"", engagements->account);
	add_grid(&d);
	add_labels(&d);
	add_unplaced(&d);
	kam_str_add(out, "</svg>\n");
}
