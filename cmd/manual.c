/*
 * kam __manual: the pages of the manual, for the build.
 *
 *	kam __manual			their names, where nobody wrote them
 *	kam __manual kam-req.1 [FILE]	one, with the text that FILE has
 */
#include "crud.h"
#include "manual.h"

#include <ctype.h>
#include <string.h>

static const char marker[] = ".\\\" kam: ";

static void add_upper(struct kam_str *out, const char *text)
{
	for (; *text; text++)
		kam_str_add_char(out, (char)toupper((unsigned char)*text));
}

static const char *help_of(const struct cmd_manual *m)
{
	const char *help = m->word ? m->word->help : m->noun->help;

	if (!help && m->kind)
		help = m->kind->help;
	return help ? help : "";
}

static void add_head(struct cmd_manual *m)
{
	kam_str_add(m->out, ".Dd November 25, 2026\n.Dt KAM-");
	add_upper(m->out, m->name);
	kam_str_printf(m->out,
		       " 1\n.Os\n.Sh NAME\n.Nm kam-%s\n.Nd %s\n"
		       ".Sh SYNOPSIS\n.Nm kam\n.Cm %s",
		       m->name, help_of(m), m->name);
	if (m->word)
		cmd_manual_usage(m, m->word);
	else
		cmd_mdoc_usage(m->out, " VERB [ID …] [--field VALUE …] "
				       "[FILTER …]");
	kam_str_add_char(m->out, '\n');
}

static void add_tables(struct cmd_manual *m)
{
	if (m->noun) {
		cmd_manual_verbs(m);
		if (m->kind)
			cmd_manual_fields(m);
		if (m->kind && m->kind->n_states)
			cmd_manual_states(m);
	} else if (m->word->options && m->word->options->name) {
		kam_str_add(m->out, ".Sh OPTIONS\n");
		cmd_manual_options(m, m->word->options);
	}
	if (m->word && (m->word->flags & CMD_REPORT))
		kam_str_add(m->out, ".Pp\nIt goes by mail too, with the "
				    "options that\n.Xr kam 1\nhas.\n");
	if (m->word)
		cmd_manual_example(m, m->word);
	kam_str_add(m->out, ".Pp\nThe options that every command has are in\n"
			    ".Xr kam 1 .\n"
			    ".Sh EXIT STATUS\n0 where it was done, else as\n"
			    ".Xr kam 1\nhas it.\n");
}

/* Pages that this one leads to, in alphabetic order: those of the kinds that
   its fields refer to. */
static void add_end(struct cmd_manual *m)
{
	const struct kam_catalogue *all = m->c->catalogue;
	const char *names[CMD_NAMES];
	size_t n = 0;

	for (int i = 0; m->kind && i < m->kind->n_fields; i++) {
		const char *target = m->kind->fields[i].target;
		size_t at = 0;

		if (!target || !kam_kind_find(all, target) ||
		    !strcmp(target, m->name))
			continue;
		while (at < n && strcmp(names[at], target) < 0)
			at++;
		if (n == CMD_NAMES || (at < n && !strcmp(names[at], target)))
			continue;
		memmove(names + at + 1, names + at, (n - at) * sizeof *names);
		names[at] = target;
		n++;
	}
	kam_str_add(m->out, ".Sh SEE ALSO\n.Xr kam 1 ,\n");
	for (size_t i = 0; i < n; i++)
		kam_str_printf(m->out, ".Xr kam-%s 1 ,\n", names[i]);
	kam_str_add(m->out, ".Xr kam-json 5 ,\n.Xr kam-tutorial 7\n");
}

static int add_marked(struct cmd_manual *m, const char *line, size_t n,
		      struct kam_err *err)
{
	char what[64] = "", *name;

	n -= strlen(marker);
	if (n < sizeof what)
		memcpy(what, line + strlen(marker), n);
	what[n < sizeof what ? n : 0] = '\0';
	name = what + strcspn(what, " ");
	if (*name)
		*name++ = '\0';
	if (!strcmp(what, "tables") && (m->noun || m->word)) {
		add_tables(m);
		return 0;
	}
	if (cmd_manual_list(m, what, name))
		return 0;
	return kam_fail(err, KAM_EINVALID, _("no list '%s' for the manual"),
			what);
}

static int add_source(struct cmd_manual *m, const char *text,
		      struct kam_err *err)
{
	int rc = 0;

	while (!rc && *text) {
		size_t n = strcspn(text, "\n");

		if (!strncmp(text, marker, strlen(marker))) {
			rc = add_marked(m, text, n, err);
		} else {
			kam_str_add_bytes(m->out, text, n);
			kam_str_add_char(m->out, '\n');
		}
		text += n;
		text += *text == '\n';
	}
	return rc;
}

static int add_page(struct cmd_manual *m, const char *text, struct kam_err *err)
{
	int rc;

	if (text && !strncmp(text, ".Dd ", 4))
		return add_source(m, text, err);
	if (!m->noun && !m->word)
		return kam_fail(err, KAM_EINVALID,
				_("'%s' is of no noun and no word, and has no "
				  "text that begins with .Dd"),
				m->page);
	add_head(m);
	if (text) {
		rc = add_source(m, text, err);
		if (rc)
			return rc;
	} else {
		kam_str_add(m->out, ".Sh DESCRIPTION\n");
		cmd_mdoc_sentence(m->out, help_of(m));
		add_tables(m);
	}
	add_end(m);
	return 0;
}

/* "kam-req.1" is of req */
static void find_name(struct cmd_manual *m)
{
	const char *dot = strrchr(m->page, '.');

	if (strncmp(m->page, "kam-", 4) != 0 || !dot || strcmp(dot, ".1") != 0)
		return;
	m->name = kam_arena_strndup(&m->c->arena, m->page + 4,
				    (size_t)(dot - m->page - 4));
	if (!m->name)
		return;
	m->word = cmd_word_find(m->name);
	if (m->word && (m->word->flags & CMD_HIDDEN))
		m->word = NULL;
	m->noun = m->word ? NULL : cmd_noun_find(m->c, m->name);
	if (m->noun && m->noun->kind)
		m->kind = kam_kind_find(m->c->catalogue, m->noun->kind);
}

static void add_names(struct cmd *c)
{
	const char *names[2 * CMD_NAMES];
	size_t n = cmd_names_of_nouns(names);

	n += cmd_names_of_words(names + n);
	for (size_t i = 0; i < n; i++)
		kam_str_printf(&c->text, "kam-%s.1\n", names[i]);
}

static int manual(struct cmd *c, void *values, struct kam_err *err)
{
	struct cmd_manual m = { .c = c, .out = &c->text };
	const char *text = NULL;
	size_t length;
	int rc = 0;

	(void)values;
	if (!c->n_words) {
		add_names(c);
		return 0;
	}
	m.page = c->words[0];
	find_name(&m);
	if (c->n_words > 1)
		rc = cmd_input(&text, &length, c, c->words[1], err);
	return rc ? rc : add_page(&m, text, err);
}

const struct cmd_verb cmd_word_manual = {
	"__manual",
	manual,
	CMD_HIDDEN | CMD_NO_CONFIG | CMD_NO_SCOPE,
	0,
	2,
	NULL,
	0,
	"PAGE [FILE]",
};
