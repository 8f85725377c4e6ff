/*
 * The language of one message: gettext looks at LANGUAGE first, wherever the
 * locale is not plain "C", and keeps what it found until it is told otherwise.
 */
#include "mailing.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

/* "zh" and "zh-CN" as catalogues are called: "zh_CN" */
static const char *catalogue_of(struct cmd *c, const char *code)
{
	char *name;

	if (!strcmp(code, "zh"))
		return "zh_CN";
	name = kam_arena_strdup(&c->arena, code);
	for (char *at = name; at && *at; at++)
		if (*at == '-')
			*at = '_';
	return name;
}

/* What was looked up already is looked up anew. */
static void forget(void)
{
	(void)textdomain("kam");
}

int cmd_language_use(struct cmd_language *before, struct cmd *c,
		     const char *code, struct kam_err *err)
{
	const char *variable = getenv("LANGUAGE");
	const char *locale = setlocale(LC_MESSAGES, NULL);
	const char *name = code ? catalogue_of(c, code) : NULL;

	*before = (struct cmd_language){ NULL, NULL };
	if (!code)
		return 0;
	before->locale = locale ? kam_arena_strdup(&c->arena, locale) : NULL;
	before->variable =
	    variable ? kam_arena_strdup(&c->arena, variable) : NULL;
	if (!name || !before->locale || (variable && !before->variable))
		return kam_fail_memory(err);
	if (setenv("LANGUAGE", name, 1))
		return kam_fail_memory(err);
	(void)setlocale(LC_MESSAGES, "C.UTF-8");
	forget();
	return 0;
}

void cmd_language_back(const struct cmd_language *before)
{
	if (!before->locale)
		return;
	if (before->variable)
		(void)setenv("LANGUAGE", before->variable, 1);
	else
		(void)unsetenv("LANGUAGE");
	(void)setlocale(LC_MESSAGES, before->locale);
	forget();
}
