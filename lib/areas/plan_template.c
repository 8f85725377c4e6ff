/*
 * Templates of plans: an area's own, or a firm's, as text; plan.h has its form.
 */
#include "areas/plan_view.h"

#include <kam/plan.h>
#include <kam/setting.h>
#include <stdarg.h>
#include <string.h>

enum { PARTS = 60 };

struct parsing {
	struct kam_arena *arena;
	const struct kam_catalogue *catalogue;
	const struct kam_plan_area *area;
	struct kam_plan_part *parts;
	size_t n;
	struct kam_str guidance; /* of the part at hand */
	const char *targets, *limits;
	int line;
};

static int broken(struct parsing *p, struct kam_err *err, const char *format,
		  ...) KAM_PRINTF(3, 4);
static int broken(struct parsing *p, struct kam_err *err, const char *format,
		  ...)
{
	char what[300];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(what, sizeof what, format, args);
	va_end(args);
	kam_fail(err, KAM_EINVALID, _("line %d: %s"), p->line, what);
	kam_hint(err, _("'kam plan template show %s' shows the form"),
		 p->area->name);
	return err->code;
}

static int is_word(const char *text)
{
	return *text >= 'a' && *text <= 'z' && strlen(text) < 40 &&
	       !text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")];
}

static int end_part(struct parsing *p, struct kam_err *err)
{
	int rc = kam_str_check(&p->guidance, err);

	while (p->guidance.length &&
	       p->guidance.data[p->guidance.length - 1] == '\n')
		kam_str_truncate(&p->guidance, p->guidance.length - 1);
	if (!rc && p->n && p->guidance.length) {
		p->parts[p->n - 1].guidance =
		    kam_arena_strdup(p->arena, p->guidance.data);
		if (!p->parts[p->n - 1].guidance)
			rc = kam_fail_memory(err);
	}
	kam_str_truncate(&p->guidance, 0);
	return rc;
}

/* "## name: Title" */
static int begin_part(struct parsing *p, const char *line, struct kam_err *err)
{
	struct kam_plan_part *part = &p->parts[p->n];
	const char *colon = strchr(line, ':');
	size_t n = colon ? (size_t)(colon - line) : strlen(line);
	int rc = end_part(p, err);

	if (rc)
		return rc;
	if (p->n == PARTS)
		return broken(p, err, "%s", _("too many sections"));
	part->name = kam_arena_strndup(p->arena, line, n);
	if (colon)
		part->title = kam_arena_strdup(
		    p->arena, colon + 1 + strspn(colon + 1, " "));
	if (!part->name || (colon && !part->title))
		return kam_fail_memory(err);
	if (!is_word(part->name))
		return broken(p, err,
			      _("'%.60s' is no name of a section: a-z, digits "
				"and _"),
			      part->name);
	if (part->title && !*part->title)
		part->title = NULL;
	for (size_t i = 0; i < p->n; i++)
		if (!strcmp(p->parts[i].name, part->name))
			return broken(p, err, _("there are two sections '%s'"),
				      part->name);
	p->n++;
	return 0;
}

static int take_tables(struct parsing *p, const char *names,
		       struct kam_err *err)
{
	struct kam_err inner = { 0 };

	if (kam_plan_tables_check(p->catalogue, names, &inner)) {
		(void)broken(p, err, "%s", inner.message);
		err->hint[0] = '\0';
		kam_hint(err, "%s", inner.hint);
		return err->code;
	}
	p->parts[p->n - 1].tables = names;
	return 0;
}

static int take_audience(struct parsing *p, const char *word,
			 struct kam_err *err)
{
	if (!strcmp(word, "customer"))
		p->parts[p->n - 1].flags |= KAM_PART_CUSTOMER;
	else if (strcmp(word, "internal") != 0)
		return broken(p, err,
			      _("audience: internal or customer, not "
				"'%.60s'"),
			      word);
	return 0;
}

/* What stands behind "name:", or NULL. */
static const char *behind(const char *line, const char *name)
{
	size_t n = strlen(name);

	return !strncmp(line, name, n) && line[n] == ':'
		   ? line + n + 1 + strspn(line + n + 1, " ")
		   : NULL;
}

static int take_pairs(struct parsing *p, const char **out, const char *text,
		      struct kam_err *err)
{
	struct kam_str canonical = KAM_STR_INIT;
	struct kam_err inner = { 0 };
	int rc = kam_plan_pairs(&canonical, p->area, text, &inner);

	if (rc)
		rc = broken(p, err, "%s", inner.message);
	else if (!(*out = kam_arena_strdup(p->arena, canonical.data)))
		rc = kam_fail_memory(err);
	kam_str_release(&canonical);
	return rc;
}

static int take_line(struct parsing *p, const char *line, struct kam_err *err)
{
	const char *value;

	p->line++;
	if (!strncmp(line, "## ", 3))
		return begin_part(p, line + 3, err);
	if (!p->n && (value = behind(line, "targets")))
		return take_pairs(p, &p->targets, value, err);
	if (!p->n && (value = behind(line, "limits")))
		return take_pairs(p, &p->limits, value, err);
	if (!p->n)
		return 0;
	if (!p->guidance.length) {
		if ((value = behind(line, "tables")))
			return take_tables(p, value, err);
		if ((value = behind(line, "audience")))
			return take_audience(p, value, err);
		if (!strcmp(line, "may be empty")) {
			p->parts[p->n - 1].flags |= KAM_PART_MAY_BE_EMPTY;
			return 0;
		}
		if (!*line)
			return 0;
	}
	kam_str_printf(&p->guidance, "%s\n", line);
	return 0;
}

int kam_plan_template_parse(struct kam_plan_template *out,
			    struct kam_arena *arena,
			    const struct kam_catalogue *catalogue,
			    const struct kam_plan_area *area, const char *text,
			    struct kam_err *err)
{
	struct parsing p = { .arena = arena,
			     .catalogue = catalogue,
			     .area = area,
			     .guidance = KAM_STR_INIT };
	char *copy = kam_arena_strdup(arena, text), *next;
	int rc = 0;

	p.parts = kam_arena_array(arena, PARTS + 1, sizeof *p.parts);
	if (!copy || !p.parts)
		return kam_fail_memory(err);
	for (char *line = copy; line && !rc; line = next) {
		size_t n = strcspn(line, "\n");

		next = line[n] ? line + n + 1 : NULL;
		while (n && strchr(" \t\r", line[n - 1]))
			n--;
		line[n] = '\0';
		rc = take_line(&p, line, err);
	}
	if (!rc)
		rc = end_part(&p, err);
	kam_str_release(&p.guidance);
	if (!rc && !p.n)
		rc = broken(&p, err, "%s",
			    _("no section: a line '## name: Title' begins "
			      "one"));
	*out =
	    (struct kam_plan_template){ p.parts, p.n, p.targets, p.limits, 0 };
	return rc;
}

static void add_pair(struct kam_str *out, const char *name, const char *value)
{
	if (value)
		kam_str_printf(out, "%s%s=%s", out->length ? " " : "", name,
			       value);
}

static int take_built_in(struct kam_plan_template *out, struct kam_arena *arena,
			 const struct kam_plan_area *area, struct kam_err *err)
{
	struct kam_str targets = KAM_STR_INIT, limits = KAM_STR_INIT;

	for (size_t i = 0; i < area->n_figures; i++) {
		const struct kam_plan_figure *f = &area->figures[i];

		add_pair(&targets, f->name, f->target);
		add_pair(&limits, f->name, f->limit);
	}
	*out = (struct kam_plan_template){
		area->parts, area->n_parts,
		targets.length ? kam_arena_strdup(arena, targets.data) : NULL,
		limits.length ? kam_arena_strdup(arena, limits.data) : NULL, 1
	};
	if (targets.failed || limits.failed ||
	    (targets.length && !out->targets) ||
	    (limits.length && !out->limits))
		(void)kam_fail_memory(err);
	kam_str_release(&targets);
	kam_str_release(&limits);
	return err->code;
}

int kam_plan_template_load(struct kam_plan_template *out, struct kam *k,
			   struct kam_arena *arena,
			   const struct kam_plan_area *area,
			   struct kam_err *err)
{
	const char *text;
	char name[64];
	int rc;

	(void)snprintf(name, sizeof name, "plan.template.%s", area->name);
	rc = kam_setting_get(&text, k, arena, name, err);
	if (rc)
		return rc;
	return *text ? kam_plan_template_parse(out, arena, kam_catalogue_of(k),
					       area, text, err)
		     : take_built_in(out, arena, area, err);
}

/* What is built in is marked for translation, a firm's own isn't. */
static const char *text_of(const struct kam_plan_template *t, const char *text)
{
	return t->built_in ? _(text) : text;
}

void kam_plan_template_print(struct kam_str *out,
			     const struct kam_plan_area *area,
			     const struct kam_plan_template *t)
{
	kam_str_printf(out, "# %s\n", _(area->title));
	if (t->targets)
		kam_str_printf(out, "targets: %s\n", t->targets);
	if (t->limits)
		kam_str_printf(out, "limits: %s\n", t->limits);
	for (size_t i = 0; i < t->n; i++) {
		const struct kam_plan_part *part = &t->parts[i];

		kam_str_printf(out, "\n## %s", part->name);
		if (part->title)
			kam_str_printf(out, ": %s", text_of(t, part->title));
		kam_str_add_char(out, '\n');
		if (part->tables)
			kam_str_printf(out, "tables: %s\n", part->tables);
		if (part->flags & KAM_PART_CUSTOMER)
			kam_str_add(out, "audience: customer\n");
		if (part->flags & KAM_PART_MAY_BE_EMPTY)
			kam_str_add(out, "may be empty\n");
		if (part->guidance)
			kam_str_printf(out, "%s\n", text_of(t, part->guidance));
	}
}
