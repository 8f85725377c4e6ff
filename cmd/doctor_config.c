/*
 * The configuration, file by file: each is read by itself, so that what is
 * wrong with one hides nothing of the others.
 */
#include "doctor.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The names that kam knows; a key that ends in a dot stands for all that begin
   so. */
static int is_known(const char *key)
{
	for (const struct cmd_config_key *k = cmd_config_known; k->key; k++) {
		size_t n = strlen(k->key);

		if (k->key[n - 1] == '.' ? !strncmp(k->key, key, n)
					 : !strcmp(k->key, key))
			return 1;
	}
	return 0;
}

static const char *nearest(const char *key)
{
	const char *keys[128];
	size_t n = 0;

	for (; n < 128 && cmd_config_known[n].key; n++)
		keys[n] = cmd_config_known[n].key;
	return kam_suggest(key, keys, n);
}

static void look_at_key(struct doctor *d, const char *path,
			const struct cmd_entry *e, int of_register)
{
	const char *other = nearest(e->key);

	if (of_register && !cmd_config_allowed(e->key, e->value))
		doctor_say(
		    d, "config", DOCTOR_WARNING,
		    doctor_hint(d, "kam config %s %s", e->key, _("VALUE")),
		    _("%s: '%.60s' is not read from a register's file"), path,
		    e->key);
	else if (!is_known(e->key))
		doctor_say(d, "config", DOCTOR_WARNING,
			   other
			       ? doctor_hint(d, _("did you mean '%s'?"), other)
			       : NULL,
			   _("%s: kam reads no '%.60s'"), path, e->key);
}

/* Whoever writes there says which programs kam runs. */
static int is_safe(struct doctor *d, const char *path, int of_register)
{
	struct stat info;
	mode_t others = of_register ? S_IWOTH : S_IWGRP | S_IWOTH;

	if (stat(path, &info))
		return 1;
	if (info.st_mode & others) {
		doctor_say(d, "config", DOCTOR_ERROR,
			   doctor_hint(d, "chmod go-w '%s'", path),
			   _("others may write '%s'"), path);
		return 0;
	}
	if (info.st_uid == geteuid() || info.st_uid == 0 || of_register)
		return 1;
	doctor_say(d, "config", DOCTOR_ERROR, NULL,
		   _("'%s' belongs to somebody else"), path);
	return 0;
}

static void look_at_file(struct doctor *d, const char *path, int of_register)
{
	struct cmd_entry *entries = NULL;
	struct kam_err err = { 0 };
	const char *text;
	size_t length, n = 0;
	int rc = cmd_config_read(&text, &length, d->c, path, of_register, &err);

	if (!rc && !text)
		return;
	if (!rc)
		rc = cmd_config_parse(&entries, d->c, path, text, length, &err);
	if (rc) {
		doctor_fault(d, "config", &err,
			     _("mend that line: no command runs before"));
		return;
	}
	if (!is_safe(d, path, of_register))
		return;
	for (const struct cmd_entry *e = entries; e; e = e->next) {
		/* a section's own line */
		if (e->key[strlen(e->key) - 1] == '.')
			continue;
		look_at_key(d, path, e, of_register);
		n++;
	}
	doctor_say(d, "config", DOCTOR_OK, NULL, _("%s: values: %zu"), path, n);
}

static void look_at_user(struct doctor *d)
{
	const char *email = cmd_config(d->c, "user.email");

	if (getenv("KAM_ACTOR") || email)
		doctor_say(d, "actor", DOCTOR_OK, NULL, "%s", d->c->actor);
	else
		doctor_say(d, "actor", DOCTOR_WARNING,
			   "kam config user.email li@firm.test",
			   _("'%s': without user.email nobody is 'me'"),
			   d->c->actor);
}

void doctor_config(struct doctor *d)
{
	struct cmd *c = d->c;

	look_at_file(d, KAM_SYSCONFDIR "/config", 0);
	if (c->config && c->config->user_path)
		look_at_file(d, c->config->user_path, 0);
	if (c->config && c->config->register_path)
		look_at_file(d, c->config->register_path, 1);
	look_at_user(d);
}
