/*
 * What the terminal is and wants.
 */
#include "engine.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* --color > NO_COLOR > CLICOLOR_FORCE > TERM=dumb > config > CLICOLOR=0 >
   whether it is a terminal; machine formats have none. */
int cmd_colour(const struct cmd *c, int fd)
{
	const char *said = c->globals.colour, *text;

	if (c->globals.format != KAM_FORMAT_TABLE)
		return 0;
	if (said && strcmp(said, "auto") != 0)
		return strcmp(said, "always") == 0;
	text = getenv("NO_COLOR");
	if (text && *text)
		return 0;
	text = getenv("CLICOLOR_FORCE");
	if (text && *text && strcmp(text, "0") != 0)
		return 1;
	text = getenv("TERM");
	if (text && strcmp(text, "dumb") == 0)
		return 0;
	text = cmd_config(c, "color.ui");
	if (text && !strcmp(text, "always"))
		return 1;
	if (text && (!strcmp(text, "never") || !strcmp(text, "false")))
		return 0;
	text = getenv("CLICOLOR");
	if (text && strcmp(text, "0") == 0)
		return 0;
	return isatty(fd);
}

/* COLUMNS, else the terminal's; 0 where there is no limit. */
size_t cmd_width(int fd)
{
	const char *text = getenv("COLUMNS");
	struct winsize size = { 0 };

	if (text && *text && strspn(text, "0123456789") == strlen(text) &&
	    strlen(text) <= 4 && strtoul(text, NULL, 10) > 0)
		return strtoul(text, NULL, 10);
	if (isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0)
		return size.ws_col;
	return 0;
}
