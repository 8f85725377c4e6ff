/*
 * kam help NOUN on a terminal: the manual's page, by man(1), where both are
 * installed.
 */
#include "engine.h"
#include "speech.h"

#include <string.h>
#include <unistd.h>

static int is_page(char path[PATH_MAX], const char *folder, const char *name)
{
	static const char *const ends[] = { "", ".gz" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		int n = snprintf(path, PATH_MAX, "%s/man1/kam-%s.1%s", folder,
				 name, ends[i]);

		if (n > 0 && n < PATH_MAX && access(path, R_OK) == 0)
			return 1;
	}
	return 0;
}

/* Beside the program that runs, wherever its tree was put; else where it was
   to be installed. */
static int find_page(char path[PATH_MAX], const char *name)
{
	char folder[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", folder, sizeof folder - 32);
	char *slash;

	if (n > 0) {
		folder[n] = '\0';
		slash = strrchr(folder, '/');
		if (slash) {
			memcpy(slash, "/../share/man", sizeof "/../share/man");
			if (is_page(path, folder, name))
				return 1;
		}
	}
	return is_page(path, KAM_MANDIR, name);
}

int cmd_help_page(struct cmd *c, const char *name)
{
	char man[PATH_MAX], page[PATH_MAX], option[] = "-l";
	char *argv[] = { man, option, page, NULL };
	struct kam_err err = { 0 };
	int status;

	/* the pages are in English, the text is in the reader's language */
	if (cmd_speech() || c->globals.no_pager ||
	    c->globals.format != KAM_FORMAT_TABLE || !isatty(STDIN_FILENO) ||
	    !isatty(STDOUT_FILENO) || !find_page(page, name) ||
	    !cmd_program_find(man, "man"))
		return 0;
	/* what can't be shown so is shown as text */
	return !cmd_spawn(man, argv, &status, &err) && status == 0;
}
