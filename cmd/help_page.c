/*
 * kam help NOUN on a terminal, and kam help TOPIC: the manual's page, by
 * man(1), where both are installed.
 */
#include "engine.h"
#include "speech.h"

#include <string.h>
#include <unistd.h>

/* Pages that are of no noun or word. */
const char *const cmd_help_topics[] = { "tutorial", "json", "kam", NULL };

static int is_page(char path[PATH_MAX], const char *folder, size_t length,
		   const char *name, char section)
{
	static const char *const ends[] = { "", ".gz", ".xz", ".bz2", ".zst" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		int n =
		    snprintf(path, PATH_MAX, "%.*s/man%c/%s.%c%s", (int)length,
			     folder, section, name, section, ends[i]);

		if (n > 0 && n < PATH_MAX && access(path, R_OK) == 0)
			return 1;
	}
	return 0;
}

/* Beside the program that runs: where its tree was put, or where it was
   built. */
static int is_beside(char path[PATH_MAX], const char *name, char section)
{
	static const char *const places[] = { "/../share/man", "/man" };
	char own[PATH_MAX - 32], folder[PATH_MAX];

	if (!cmd_own_folder(own, sizeof own))
		return 0;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		(void)snprintf(folder, sizeof folder, "%s%s", own, places[i]);
		if (is_page(path, folder, strlen(folder), name, section))
			return 1;
	}
	return 0;
}

/* In the folders of a list, or in what belongs to them, as man(1) looks: a
   page in $MANPATH, and for /x/bin of $PATH in /x/share/man. */
static int is_listed(char path[PATH_MAX], const char *variable,
		     const char *below, const char *name, char section)
{
	const char *list = getenv(variable);
	char folder[PATH_MAX];

	while (list && *list) {
		size_t n = strcspn(list, ":");
		int length = snprintf(folder, sizeof folder, "%.*s%s", (int)n,
				      list, below);

		if (list[0] == '/' && length > 0 && length < PATH_MAX &&
		    is_page(path, folder, (size_t)length, name, section))
			return 1;
		list += n;
		list += *list == ':';
	}
	return 0;
}

static int find_page(char path[PATH_MAX], const char *name, char section)
{
	return is_beside(path, name, section) ||
	       is_page(path, KAM_MANDIR, strlen(KAM_MANDIR), name, section) ||
	       is_listed(path, "MANPATH", "", name, section) ||
	       is_listed(path, "PATH", "/../share/man", name, section);
}

static int show(char *page, int paged)
{
	char man[PATH_MAX], option[] = "-l", pager[] = "-P", cat[] = "cat";
	char *argv[] = { man, option, page, NULL, NULL, NULL };
	struct kam_err err = { 0 };
	int status;

	if (!cmd_program_find(man, "man"))
		return 0;
	if (!paged) {
		argv[1] = pager;
		argv[2] = cat;
		argv[3] = option;
		argv[4] = page;
	}
	/* what can't be shown so is shown as text */
	return !cmd_spawn(man, argv, &status, &err) && status == 0;
}

int cmd_help_page(struct cmd *c, const char *name)
{
	char page[PATH_MAX], file[80];
	int n = snprintf(file, sizeof file, "kam-%s", name);

	/* the pages are in English, the text is in the reader's language */
	if (cmd_speech() || c->globals.no_pager ||
	    c->globals.format != KAM_FORMAT_TABLE || !isatty(STDIN_FILENO) ||
	    !isatty(STDOUT_FILENO))
		return 0;
	return n > 0 && n < (int)sizeof file && find_page(page, file, '1') &&
	       show(page, 1);
}

static int is_topic(const char *name)
{
	for (size_t i = 0; cmd_help_topics[i]; i++)
		if (!strcmp(cmd_help_topics[i], name))
			return 1;
	return 0;
}

int cmd_help_topic(struct cmd *c, const char *name, struct kam_err *err)
{
	static const char sections[] = "157";
	char page[PATH_MAX], file[80];

	if (!is_topic(name))
		return CMD_NOT_FOUND;
	(void)snprintf(file, sizeof file, "%s%s",
		       strcmp(name, "kam") != 0 ? "kam-" : "", name);
	for (const char *at = sections; *at; at++)
		if (find_page(page, file, *at) &&
		    show(page, !c->globals.no_pager))
			return 0;
	kam_fail(err, KAM_ENOENT,
		 _("the manual's page %s isn't here, or no man"), file);
	kam_hint(err, "%s", _("'kam help' needs neither"));
	return err->code;
}
