/*
 * The machine around kam: clock, home, language, the programs it calls.
 */
#include "doctor.h"
#include "speech.h"

#include <kam/shell.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void look_at_clock(struct doctor *d)
{
	const struct cmd_line line = { 0 };
	struct kam_err err = { 0 };
	struct cmd *c = d->c;
	const char *now = getenv("KAM_NOW");

	if (cmd_world_read(c, &line, &err)) {
		doctor_fault(d, "environment", &err, NULL);
		if (!c->now)
			c->now = (int64_t)time(NULL);
		c->actor = c->actor ? c->actor : "kam doctor";
		c->command = "kam doctor";
		return;
	}
	if (now && *now)
		doctor_say(d, "clock", DOCTOR_WARNING, "unset KAM_NOW",
			   _("it stands still at KAM_NOW=%.60s"), now);
}

/* What cron and systemd leave out. */
static void look_at_home(struct doctor *d)
{
	const char *path = getenv("PATH");

	if (!cmd_environment_path("HOME"))
		doctor_say(d, "home", DOCTOR_WARNING,
			   _("name it in the crontab: HOME=/home/you"),
			   _("HOME is not set; '%s' is used"), cmd_home(d->c));
	else
		doctor_say(d, "home", DOCTOR_OK, NULL, "%s", cmd_home(d->c));
	if (!path || !*path)
		doctor_say(d, "path", DOCTOR_WARNING,
			   "PATH=/usr/local/bin:/usr/bin:/bin",
			   _("PATH is not set: no program of yours is found"));
}

/* cron looks in /usr/bin and /bin and nowhere else, so that "kam" in a crontab
   is not found elsewhere. Nothing is said to who is quiet and no terminal: cron
   has found it. */
static void look_at_cron(struct doctor *d)
{
	char own[PATH_MAX];

	if (!cmd_own_folder(own, sizeof own) || !strcmp(own, "/usr/bin") ||
	    !strcmp(own, "/bin") ||
	    (d->c->globals.quiet && !isatty(STDOUT_FILENO)))
		return;
	doctor_say(d, "cron", DOCTOR_WARNING,
		   doctor_hint(d,
			       _("name it in the crontab: "
				 "PATH=%.200s:/usr/bin:/bin"),
			       own),
		   _("kam is in %.200s, where cron does not look"), own);
}

/* One that is on every machine, in the same language. */
static const char *other_locale(struct doctor *d)
{
	const char *now = cmd_speech();

	return now ? doctor_hint(d, "export LC_ALL=C.UTF-8 LANGUAGE=%s", now)
		   : "export LC_ALL=C.UTF-8";
}

/* kam writes UTF-8 whatever the environment says; whether the terminal reads
   it is another matter. */
static void look_at_locale(struct doctor *d)
{
	static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *said = "C", *coding;
	locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);

	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);

		if (value && *value) {
			said = value;
			break;
		}
	}
	if (!locale) {
		doctor_say(d, "locale", DOCTOR_WARNING, other_locale(d),
			   _("'%.60s' is not on this machine"), said);
		return;
	}
	coding = nl_langinfo_l(CODESET, locale);
	if (strcmp(coding, "UTF-8") != 0 && isatty(STDOUT_FILENO))
		doctor_say(d, "locale", DOCTOR_WARNING, other_locale(d),
			   _("'%.60s' is %s, and kam writes UTF-8"), said,
			   coding);
	else
		doctor_say(d, "locale", DOCTOR_OK, NULL, "%s", said);
	freelocale(locale);
}

/* The first word of a command, which may have arguments, on the PATH or
   anywhere. */
static int is_runnable(const char *command)
{
	char word[PATH_MAX], path[PATH_MAX];
	size_t n = strcspn(command, " \t");

	if (n >= sizeof word)
		return 0;
	memcpy(word, command, n);
	word[n] = '\0';
	return strchr(word, '/') ? access(word, X_OK) == 0
				 : cmd_program_find(path, word);
}

static void look_at_program(struct doctor *d, const char *check,
			    const char *command, const char *key)
{
	if (!strcmp(command, "cat") || is_runnable(command))
		doctor_say(d, check, DOCTOR_OK, NULL, "%s", command);
	else
		doctor_say(
		    d, check, DOCTOR_WARNING,
		    doctor_hint(d, "kam config %s %s", key, _("PROGRAM")),
		    _("'%.100s' cannot be run"), command);
}

/* The first that is said; what kam takes by itself comes last. */
static const char *first_of(const char *const *said, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (said[i] && *said[i])
			return said[i];
	return "";
}

static void look_at_programs(struct doctor *d)
{
	char less[PATH_MAX];
	const char *const pager[] = {
		getenv("KAM_PAGER"), cmd_config(d->c, "core.pager"),
		getenv("PAGER"), cmd_program_find(less, "less") ? less : "cat"
	};
	const char *const editor[] = { getenv("KAM_EDITOR"),
				       cmd_config(d->c, "core.editor"),
				       getenv("VISUAL"), getenv("EDITOR"),
				       "vi" };

	look_at_program(d, "pager", first_of(pager, 4), "core.pager");
	look_at_program(d, "editor", first_of(editor, 5), "core.editor");
}

static void look_at_helpers(struct doctor *d)
{
	static const struct {
		const char *name, *help;
	} helpers[] = {
		{ "smtp", N_("mail cannot leave by SMTP") },
		{ "ingest-mail", N_("'kam comm ingest' cannot read mail") },
		{ "read-ics", N_("calendars in iCalendar cannot be read") },
	};
	char path[PATH_MAX];

	for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++)
		if (cmd_helper_find(path, helpers[i].name))
			doctor_say(d, "helper", DOCTOR_OK, NULL, "%s", path);
		else
			doctor_say(d, "helper", DOCTOR_WARNING,
				   _(cmd_helper_missing),
				   _("kam-%s is missing: %s"), helpers[i].name,
				   _(helpers[i].help));
}

/* Where each shell looks, under a folder of shared files; the first is where
   one puts kam's own file: in one's home, but zsh looks at nothing there. */
static const struct {
	const char *shell, *file, *variable, *usual, *places[3];
} completions[] = {
	{ "bash",
	  "kam.bash",
	  "XDG_DATA_HOME",
	  "~/.local/share",
	  { "bash-completion/completions/kam" } },
	{ "zsh",
	  "_kam",
	  NULL,
	  "/usr/local/share",
	  { "zsh/site-functions/_kam", "zsh/vendor-completions/_kam" } },
	{ "fish",
	  "kam.fish",
	  "XDG_CONFIG_HOME",
	  "~/.config",
	  { "fish/completions/kam.fish",
	    "fish/vendor_completions.d/kam.fish" } },
};

static int has_completion(struct doctor *d, const char *const *places)
{
	const char *data = cmd_environment_path("XDG_DATA_HOME");
	const char *configured = cmd_environment_path("XDG_CONFIG_HOME");
	const char *const roots[] = {
		data ? data : doctor_hint(d, "%s/.local/share", cmd_home(d->c)),
		configured ? configured
			   : doctor_hint(d, "%s/.config", cmd_home(d->c)),
		"/usr/local/share", "/usr/share"
	};

	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		for (size_t j = 0; j < 3 && places[j]; j++) {
			const char *path = doctor_hint(
			    d, "%s/%s", roots[i] ? roots[i] : "", places[j]);

			if (path && access(path, R_OK) == 0)
				return 1;
		}
	return 0;
}

/* The command that puts it there. A shell reads the "~" of the usual folder,
   but is to read nothing into one that a variable names. */
static const char *completion_hint(struct doctor *d, size_t shell)
{
	const char *variable = completions[shell].variable;
	const char *named = variable ? cmd_environment_path(variable) : NULL;
	struct kam_str root = KAM_STR_INIT;
	const char *hint = NULL;

	if (named)
		kam_shell_add(&root, named, strlen(named));
	else
		kam_str_add(&root, completions[shell].usual);
	if (!root.failed)
		hint = doctor_hint(
		    d,
		    _("in the folder of kam's sources: install -Dm644 "
		      "completions/%s %s/%s"),
		    completions[shell].file, root.data,
		    completions[shell].places[0]);
	kam_str_release(&root);
	return hint;
}

static void look_at_completion(struct doctor *d)
{
	const char *shell = getenv("SHELL");
	const char *name = shell ? strrchr(shell, '/') : NULL;

	for (size_t i = 0; name && i < sizeof completions / sizeof *completions;
	     i++) {
		if (strcmp(name + 1, completions[i].shell) != 0)
			continue;
		if (has_completion(d, completions[i].places))
			doctor_say(d, "completion", DOCTOR_OK, NULL, "%s",
				   completions[i].shell);
		else
			doctor_say(d, "completion", DOCTOR_WARNING,
				   completion_hint(d, i), _("%s finds none"),
				   completions[i].shell);
	}
}

void doctor_system(struct doctor *d)
{
	doctor_say(d, "version", DOCTOR_OK, NULL, "kam %s", KAM_VERSION);
	look_at_clock(d);
	look_at_home(d);
	look_at_cron(d);
	look_at_locale(d);
	look_at_programs(d);
	look_at_helpers(d);
	look_at_completion(d);
}
