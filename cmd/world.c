/*
 * What a command knows of the world: the time, who calls, where home is.
 */
#include "engine.h"
#include "mailing.h"

#include <kam/date.h>
#include <kam/shell.h>
#include <kam/utf8.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

enum { COMMAND_BYTES = 4000 };

const char *cmd_environment_path(const char *name)
{
	const char *text = getenv(name);

	return text && text[0] == '/' ? text : NULL;
}

const char *cmd_home(struct cmd *c)
{
	const char *home = cmd_environment_path("HOME");
	const struct passwd *user;

	if (home)
		return home;
	user = getpwuid(geteuid());
	if (!user || !user->pw_dir || user->pw_dir[0] != '/')
		return "/";
	home = kam_arena_strdup(&c->arena, user->pw_dir);
	return home ? home : "/";
}

int cmd_clock_read(struct cmd *c, struct kam_err *err)
{
	const char *text = getenv("KAM_NOW");
	int rc;

	if (!text || !*text) {
		c->now = (int64_t)time(NULL);
		return 0;
	}
	rc = kam_instant_parse(&c->now, text, err);
	if (!rc)
		return 0;
	kam_err_reset(err);
	kam_fail(err, KAM_EUSAGE, _("KAM_NOW: '%.100s' is no instant"), text);
	kam_hint(err, "%s", "KAM_NOW=2026-11-23T01:00:00Z");
	return err->code;
}

/* Who has no address is nobody's 'me', and their name is for the journal: what
   only reads needn't look it up, which costs more than many a query. */
static const char *login_name(struct cmd *c)
{
	const int reads = c->verb->flags & CMD_REGISTER_READ && !cmd_mails(c);
	const struct passwd *user = reads ? NULL : getpwuid(geteuid());

	if (user && user->pw_name)
		return kam_arena_strdup(&c->arena, user->pw_name);
	return kam_arena_printf(&c->arena, "uid %lu", (unsigned long)geteuid());
}

static int read_actor(struct cmd *c, struct kam_err *err)
{
	const char *name = cmd_config(c, "user.name");
	const char *email = cmd_config(c, "user.email");
	const char *actor = getenv("KAM_ACTOR");

	if (actor && *actor)
		c->actor = actor;
	else if (name && email)
		c->actor = kam_arena_printf(&c->arena, "%s <%s>", name, email);
	else if (email)
		c->actor = kam_arena_printf(&c->arena, "<%s>", email);
	else
		c->actor = name ? name : login_name(c);
	if (!c->actor)
		return kam_fail_memory(err);
	for (const char *at = c->actor; *at; at++)
		if ((unsigned char)*at < 0x20 || *at == 0x7f)
			return kam_fail(
			    err, KAM_ECONFIG, "%s",
			    _("the actor's name has control characters"));
	if (kam_utf8_valid(c->actor, strlen(c->actor)))
		return 0;
	return kam_fail(err, KAM_ECONFIG, "%s",
			_("the actor's name is not UTF-8"));
}

/* Options whose values stay out of the journal. */
static int is_secret(const char *word, size_t length)
{
	static const char *const marks[] = { "password", "secret", "token",
					     "passphrase" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);

		for (size_t at = 0; at + n <= length; at++)
			if (strncmp(word + at, marks[i], n) == 0)
				return 1;
	}
	return 0;
}

/* The command as typed, quoted for a shell, without secrets. */
static int read_command(struct cmd *c, const struct cmd_line *line,
			struct kam_err *err)
{
	struct kam_str raw = KAM_STR_INIT, valid = KAM_STR_INIT;
	int hide = 0, rc;

	kam_str_add(&raw, "kam");
	for (int i = 1; i < line->argc && raw.length < COMMAND_BYTES; i++) {
		const char *word = line->argv[i];
		size_t name = strcspn(word, "=");
		int secret = word[0] == '-' || (i > 1 && word[name])
				 ? is_secret(word, name)
				 : 0;

		kam_str_add_char(&raw, ' ');
		if (hide)
			kam_str_add(&raw, "***");
		else if (secret && word[name])
			kam_str_printf(&raw, "%.*s=***", (int)name, word);
		else
			kam_shell_add(&raw, word, strlen(word));
		hide = secret && !word[name];
	}
	if (raw.length > COMMAND_BYTES) {
		kam_str_truncate(&raw, COMMAND_BYTES);
		kam_str_add(&raw, " …");
	}
	kam_utf8_repair(&valid, raw.data, raw.length);
	rc = kam_str_check(&raw, err);
	if (!rc)
		rc = kam_str_check(&valid, err);
	if (!rc)
		c->command = kam_arena_strdup(&c->arena, valid.data);
	kam_str_release(&raw);
	kam_str_release(&valid);
	return rc || c->command ? rc : kam_fail_memory(err);
}

int cmd_world_read(struct cmd *c, const struct cmd_line *line,
		   struct kam_err *err)
{
	int rc = c->now ? 0 : cmd_clock_read(c, err);

	if (!rc && !c->actor)
		rc = read_actor(c, err);
	if (!rc)
		rc = read_command(c, line, err);
	return rc;
}
