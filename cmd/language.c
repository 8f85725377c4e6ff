/*
 * The language of a call, and of one message in it.
 */
#include "mailing.h"

#include "engine.h"
#include "speech.h"

void cmd_language_start(struct cmd *c)
{
	cmd_speech_start();
	if (getenv("KAM_LANGUAGE"))
		return;
	cmd_config_load_early(c);
	cmd_language_said(c);
}

void cmd_language_said(struct cmd *c)
{
	const char *list = cmd_config(c, "core.language");

	if (list && *list)
		cmd_speech_use(list);
}

int cmd_language_use(struct cmd_language *before, struct cmd *c,
		     const char *code, struct kam_err *err)
{
	const char *now = cmd_speech();

	*before = (struct cmd_language){ NULL };
	if (!code)
		return 0;
	before->list = now ? kam_arena_strdup(&c->arena, now) : "en";
	if (!before->list)
		return kam_fail_memory(err);
	cmd_speech_use(code);
	return 0;
}

void cmd_language_back(const struct cmd_language *before)
{
	if (before->list)
		cmd_speech_use(before->list);
}
