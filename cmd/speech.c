#include "speech.h"

#include <ctype.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { NAME_BYTES = 32 };

/* Written otherwise than the catalogue that they mean. */
static const struct {
	const char *said, *name;
} names[] = {
	{ "zh", "zh_CN" },         { "zh_Hans", "zh_CN" },
	{ "zh_Hans_CN", "zh_CN" }, { "zh_Hans_SG", "zh_CN" },
	{ "zh_SG", "zh_CN" },
};

/* "zh-cn", "zh_CN.GB18030@x": "zh_CN"; "" where it can't be a name */
static void read_name(char name[NAME_BYTES], const char *text, size_t length)
{
	size_t n = 0;

	while (n < length && n < NAME_BYTES - 1 &&
	       (isalnum((unsigned char)text[n]) || strchr("_-", text[n])))
		n++;
	memcpy(name, text, n);
	name[n] = '\0';
	for (char *at = name; *at; at++)
		if (*at == '-')
			*at = '_';
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcasecmp(name, names[i].said))
			(void)snprintf(name, NAME_BYTES, "%s", names[i].name);
	if (n == 5 && name[2] == '_') {
		name[3] = (char)toupper((unsigned char)name[3]);
		name[4] = (char)toupper((unsigned char)name[4]);
	}
}

static int is_english(const char *name)
{
	return !strcmp(name, "C") || !strcmp(name, "POSIX") ||
	       !strcasecmp(name, "en") || !strncasecmp(name, "en_", 3);
}

static int has(const char *folder, const char *name)
{
	char file[PATH_MAX];
	int n = snprintf(file, sizeof file, "%s/%s/LC_MESSAGES/kam.mo", folder,
			 name);

	return n > 0 && n < (int)sizeof file && access(file, R_OK) == 0;
}

int cmd_own_folder(char *path, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", path, size - 1);

	if (n <= 0)
		return 0;
	path[n] = '\0';
	*strrchr(path, '/') = '\0';
	return 1;
}

static int find_catalogue(char folder[PATH_MAX], const char *name)
{
	static const char *const beside[] = {
		"/locale", "/../share/locale",
		"/../../share/locale", /* of libexec/kam */
	};
	char own[PATH_MAX - 32];
	int known = cmd_own_folder(own, sizeof own);

	for (size_t i = 0; known && i < sizeof beside / sizeof *beside; i++) {
		(void)snprintf(folder, PATH_MAX, "%s%s", own, beside[i]);
		if (has(folder, name))
			return 1;
	}
	(void)snprintf(folder, PATH_MAX, "%s", KAM_LOCALEDIR);
	return has(folder, name);
}

static int speak(const char *name)
{
	char folder[PATH_MAX];

	if (!find_catalogue(folder, name) || setenv("LANGUAGE", name, 1) ||
	    !bindtextdomain("kam", folder) ||
	    !bind_textdomain_codeset("kam", "UTF-8"))
		return 0;
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	if (!setlocale(LC_MESSAGES, "C.UTF-8"))
		(void)setlocale(LC_MESSAGES, "");
	/* what was looked up already is looked up anew */
	(void)textdomain("kam");
	return 1;
}

void cmd_speech_use(const char *list)
{
	while (*list) {
		size_t n = strcspn(list, ":");
		char name[NAME_BYTES];

		read_name(name, list, n);
		if (is_english(name))
			break;
		if (*name && speak(name))
			return;
		list += n + (list[n] == ':');
	}
	(void)setlocale(LC_MESSAGES, "C");
	(void)textdomain("kam");
}

const char *cmd_speech(void)
{
	const char *locale = setlocale(LC_MESSAGES, NULL);

	return locale && strcmp(locale, "C") != 0 ? getenv("LANGUAGE") : NULL;
}

void cmd_speech_pass(void)
{
	const char *now = cmd_speech();

	(void)setenv("KAM_LANGUAGE", now ? now : "en", 1);
}

static const char *said(const char *variable)
{
	const char *text = getenv(variable);

	return text && *text ? text : NULL;
}

/* Text is UTF-8 whatever the environment says, and characters are told by our
   own library; numbers stay as in C. So English, what a program begins with,
   needs no locale, and reading one costs a short call some hundredth. */
void cmd_speech_start(void)
{
	const char *list = said("KAM_LANGUAGE"), *locale = said("LC_ALL");

	if (!locale)
		locale = said("LC_MESSAGES");
	if (!locale)
		locale = said("LANG");
	if (!list && locale && strcmp(locale, "C") != 0 &&
	    strcmp(locale, "POSIX") != 0)
		list = said("LANGUAGE") ? said("LANGUAGE") : locale;
	/* a program begins with plain "C" */
	if (list)
		cmd_speech_use(list);
}
