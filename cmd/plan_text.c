/*
 * The text of plans as people edit it: one section, or all of them with a line
 * "## name: Title" before each.
 */
#include "plan.h"

#include <kam/areas.h>
#include <string.h>

static const char *text_of(const struct kam_record *section)
{
	const struct kam_value *v = &section->values[KAM_PLAN_SECTION_TEXT];

	return v->set ? v->text : "";
}

/* A line of a text that would begin a section has a backslash in front. */
static void add_lines(struct kam_str *out, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		const char *at = text + strspn(text, "\\");

		if (!strncmp(at, "## ", 3))
			kam_str_add_char(out, '\\');
		kam_str_add_bytes(out, text, n);
		kam_str_add_char(out, '\n');
		text += n + (text[n] == '\n');
	}
}

int cmd_plan_text(struct kam_str *out, struct cmd *c,
		  const struct kam_record *plan, struct kam_err *err)
{
	struct kam_record **sections;
	size_t n;
	int rc =
	    kam_plan_sections(&sections, &n, c->k, &c->arena, plan->id, err);

	for (size_t i = 0; i < n && !rc; i++) {
		kam_str_printf(out, "%s## %s: %s\n\n", i ? "\n" : "",
			       sections[i]->values[KAM_PLAN_SECTION_NAME].text,
			       kam_plan_section_label(c->k, plan, sections[i]));
		add_lines(out, text_of(sections[i]));
	}
	return rc ? rc : kam_str_check(out, err);
}

static void add_help(struct kam_str *out, const char *name, const char *label,
		     const char *guidance, const char *tables)
{
	kam_str_printf(out, "%s: %s\n", name, label);
	if (guidance)
		kam_str_printf(out, "  %s\n", guidance);
	if (tables)
		kam_str_printf(out, _("  Drawn from the register: %s\n"),
			       tables);
}

int cmd_plan_guidance(struct kam_str *out, struct cmd *c,
		      const struct kam_record *plan,
		      const struct kam_record *section, struct kam_err *err)
{
	struct kam_record **sections;
	size_t n;
	int rc =
	    kam_plan_sections(&sections, &n, c->k, &c->arena, plan->id, err);

	for (size_t i = 0; i < n && !rc; i++) {
		const struct kam_value *v = sections[i]->values;

		if (!section || section->id == sections[i]->id)
			add_help(
			    out, v[KAM_PLAN_SECTION_NAME].text,
			    kam_plan_section_label(c->k, plan, sections[i]),
			    kam_plan_section_guidance(c->k, plan, sections[i]),
			    v[KAM_PLAN_SECTION_TABLES].text);
	}
	return rc ? rc : kam_str_check(out, err);
}

int cmd_plan_write(struct cmd *c, const struct kam_record *section,
		   const char *text, struct kam_err *err)
{
	struct kam_record *after;
	int rc;

	if (!strcmp(text, text_of(section)))
		return 0;
	rc = kam_record_load(&after, c->k, &c->arena, section->kind,
			     section->id, err);
	if (!rc)
		rc = kam_record_set(c->k, after, KAM_PLAN_SECTION_TEXT, text,
				    err);
	return rc ? rc : kam_record_update(c->k, section, after, err);
}

/* "## name: Title" or "## name" */
static const struct kam_record *find_head(struct kam_record **sections,
					  size_t n, const char *line)
{
	const char *name = line + 3;
	size_t length = strcspn(name, ":\n \r");

	for (size_t i = 0; i < n; i++) {
		const char *known =
		    sections[i]->values[KAM_PLAN_SECTION_NAME].text;

		if (strlen(known) == length && !strncmp(known, name, length))
			return sections[i];
	}
	return NULL;
}

static int no_head(const char *line, int number, struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("line %d: no section '%.*s'"), number,
		 (int)(strcspn(line, "\n") < 80 ? strcspn(line, "\n") : 80),
		 line);
	kam_hint(err, "%s",
		 _("a line '## name: Title' begins each section, as it was; "
		   "'\\## …' is text"));
	return err->code;
}

static void trim(struct kam_str *text)
{
	while (text->length && strchr(" \t\r\n", text->data[text->length - 1]))
		kam_str_truncate(text, text->length - 1);
}

/* A section that isn't in it any more keeps its text. */
int cmd_plan_write_all(struct cmd *c, struct kam_record **sections, size_t n,
		       const char *text, struct kam_err *err)
{
	const struct kam_record *section = NULL;
	struct kam_str body = KAM_STR_INIT;
	int number = 0, rc = 0;

	while (*text && !rc) {
		size_t length = strcspn(text, "\n");
		const char *at = text + strspn(text, "\\");

		number++;
		if (!strncmp(text, "## ", 3)) {
			trim(&body);
			if (section)
				rc = cmd_plan_write(c, section, body.data, err);
			kam_str_truncate(&body, 0);
			section = find_head(sections, n, text);
			if (!rc && !section)
				rc = no_head(text, number, err);
		} else if (section && (body.length || length)) {
			at = at > text && !strncmp(at, "## ", 3) ? text + 1
								 : text;
			kam_str_add_bytes(&body, at,
					  (size_t)(text + length - at));
			kam_str_add_char(&body, '\n');
		} else if (!section && length) {
			rc = no_head(text, number, err);
		}
		text += length + (text[length] == '\n');
	}
	trim(&body);
	if (!rc && section)
		rc = cmd_plan_write(c, section, body.data, err);
	if (!rc)
		rc = kam_str_check(&body, err);
	kam_str_release(&body);
	return rc;
}
