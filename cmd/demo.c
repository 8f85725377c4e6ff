/*
 * kam demo: a register to play with. demo.h says what it is made of.
 */
#include "demo.h"
#include "speech.h"

#include <errno.h>
#include <fcntl.h>
#include <kam/file.h>
#include <kam/language.h>
#include <kam/shell.h>
#include <kam/zone.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct demo_values {
	const char *language, *timezone;
};
static const struct cmd_option options_of_demo[] = {
	{ "language", 0, CMD_TEXT, "en|zh",
	  N_("what its people speak; else your own language"),
	  CMD_AT(struct demo_values, language) },
	{ "timezone", 0, CMD_TEXT, N_("ZONE"),
	  N_("where days begin: Asia/Shanghai; else this machine's"),
	  CMD_AT(struct demo_values, timezone) },
	{ NULL },
};

/* In the language that kam speaks. */
static const struct demo_story *story_of_user(void)
{
	const char *now = cmd_speech();

	return now && !strncmp(now, "zh", 2) ? &demo_story_zh : &demo_story_en;
}

static int choose_story(struct demo *d, const char *language,
			struct kam_err *err)
{
	static const struct demo_story *const stories[] = { &demo_story_en,
							    &demo_story_zh };

	char code[KAM_LANGUAGE_TEXT] = "";

	if (!language) {
		d->story = story_of_user();
		return 0;
	}
	if (kam_language_read(code, language, err))
		return err->code;
	code[strcspn(code, "-")] = '\0';
	for (size_t i = 0; i < sizeof stories / sizeof *stories; i++)
		if (!strcmp(code, stories[i]->language))
			d->story = stories[i];
	if (d->story)
		return 0;
	return cmd_usage(d->c, err, _("--language: en or zh, not '%.60s'"),
			 language);
}

void demo_options(struct kam_open_options *options, const struct demo *d)
{
	cmd_register_options(options, d->c);
	options->path = d->path;
	options->unsynced = 1;
}

static int make_register(struct demo *d, const char *timezone,
			 struct kam_err *err)
{
	const struct demo_line *l = d->story->lines;
	struct kam_open_options options;
	int rc = demo_moment(d, l->when, err);

	if (rc)
		return rc;
	demo_options(&options, d);
	options.access = KAM_WRITE;
	options.now = d->at;
	options.actor = l->who;
	options.command = "kam init";
	rc = kam_init(&options, timezone, 0, err);
	for (; !rc && l->command; l++)
		rc = cmd_interrupted()
			 ? kam_fail(err, KAM_EINTERRUPT, "%s", _("interrupted"))
			 : demo_line_run(d, l, err);
	return rc;
}

/* `me` is somebody who has something to do. */
static int write_config(struct demo *d, struct kam_err *err)
{
	const struct cmd_edit edits[] = {
		{ "user.name", d->story->name, 0 },
		{ "user.email", d->story->email, 0 },
	};
	const char *path = kam_arena_printf(&d->c->arena, "%s/config", d->made);

	return path ? cmd_config_write(d->c, path, edits, 2, err)
		    : kam_fail_memory(err);
}

/* To the disk, before the folder gets its name. */
static int sync_register(const struct demo *d, struct kam_err *err)
{
	int fd = open(d->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	int failed = fd < 0 || fsync(fd);
	int rc = failed ? kam_fail(err, KAM_EIO, _("cannot write '%s': %s"),
				   d->path, kam_errno_text(errno))
			: kam_folder_sync(d->made, err);

	if (fd >= 0)
		(void)close(fd);
	return rc;
}

/* The folder appears whole or not at all. */
static int make_folder(struct demo *d, const char *above, const char *timezone,
		       struct kam_err *err)
{
	int rc = demo_folder_make(d, above, err);

	if (!rc) {
		d->path =
		    kam_arena_printf(&d->c->arena, "%s/register.db", d->made);
		rc = d->path ? 0 : kam_fail_memory(err);
	}
	if (!rc)
		rc = make_register(d, timezone, err);
	if (!rc)
		rc = write_config(d, err);
	if (!rc)
		rc = sync_register(d, err);
	return demo_folder_end(d, rc, err);
}

/* FOLDER, which need not be there; FOLDER/.kam must not. */
static int place(struct demo *d, const char **above, struct kam_err *err)
{
	struct cmd *c = d->c;
	const char *said = c->n_words ? c->words[0] : "kam-demo";
	struct stat info;
	int rc = cmd_absolute(above, c, said, err);

	if (rc)
		return rc;
	d->folder = kam_arena_printf(&c->arena, "%.*s/.kam",
				     cmd_folder_length(*above), *above);
	if (!d->folder)
		return kam_fail_memory(err);
	if (lstat(d->folder, &info) == 0) {
		kam_fail(err, KAM_ECREATE, _("'%s' is there already"),
			 d->folder);
		kam_hint(err, "%s", _("name another folder: kam demo FOLDER"));
		return err->code;
	}
	return 0;
}

/* What is worth a look. */
static const struct {
	const char *command, *help;
} tries[] = {
	{ "kam status", N_("where you stand") },
	{ "kam due --overdue", N_("what is late") },
	{ "kam feedback due --within 1w", N_("what customers await from us") },
	{ "kam risk score", N_("what may go wrong, worst first") },
	{ "kam req list priority.ge=should", N_("what matters most") },
	{ "kam log", N_("who did what, when") },
	{ "kam remind --mail owners --dry-run",
	  N_("the morning's mail; none is sent") },
};
enum { TRIES = sizeof tries / sizeof *tries };

static void tell_people(struct cmd *c)
{
	const char *folder = c->n_words ? c->words[0] : "kam-demo";

	kam_str_printf(&c->text, _("a register to play with: %s\n"),
		       c->register_path);
	kam_str_add(&c->text, _("try:\n"));
	if (getenv("KAM_REGISTER"))
		kam_str_add(&c->text, "  unset KAM_REGISTER\n");
	kam_str_add(&c->text, "  cd ");
	kam_shell_add(&c->text, folder, strlen(folder));
	kam_str_add_char(&c->text, '\n');
	for (size_t i = 0; i < TRIES; i++)
		kam_str_printf(&c->text, "  %-36s%s\n", tries[i].command,
			       _(tries[i].help));
}

static int tell(const struct demo *d, const char *timezone, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "register", N_("Register"), KAM_FORM_FIXED },
		{ "language", N_("Language"), KAM_FORM_FIXED },
		{ "timezone", N_("Time zone"), KAM_FORM_FIXED },
	};
	struct cmd *c = d->c;
	const struct kam_out_column *columns = cmd_translated(c, table, 3);
	struct kam_out *out;
	int rc;

	if (c->globals.format == KAM_FORMAT_TABLE) {
		tell_people(c);
		return kam_str_check(&c->text, err);
	}
	rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);
	if (rc)
		return rc;
	kam_out_record(out, columns, 3);
	cmd_print_text(out, "register", c->register_path);
	cmd_print_text(out, "language", d->story->language);
	cmd_print_text(out, "timezone", timezone ? timezone : "UTC");
	kam_out_end(out);
	return 0;
}

static int demo(struct cmd *c, void *values, struct kam_err *err)
{
	const struct demo_values *v = values;
	const char *timezone = v->timezone ? v->timezone : cmd_local_zone(c);
	struct demo d = { .c = c };
	const char *above;
	struct stat info;
	int made = 0, rc = choose_story(&d, v->language, err);

	if (!rc && c->globals.path)
		rc = cmd_usage(c, err, "%s", _("it makes a folder: name that"));
	if (!rc && timezone)
		rc = kam_zone_open(&d.zone, timezone, NULL, err);
	d.today = kam_zone_day(d.zone, c->now);
	if (!rc)
		rc = place(&d, &above, err);
	if (!rc && stat(above, &info)) {
		made = 1;
		rc = cmd_make_folders(above, err);
	}
	if (!rc)
		rc = make_folder(&d, above, timezone, err);
	if (!rc)
		rc = kam_folder_sync(above, err);
	if (rc && made)
		(void)rmdir(above);
	kam_zone_close(d.zone);
	c->register_path =
	    kam_arena_printf(&c->arena, "%s/register.db", d.folder);
	if (!rc && !c->register_path)
		rc = kam_fail_memory(err);
	c->finished = !rc;
	return rc ? rc : tell(&d, timezone, err);
}

const struct cmd_verb cmd_word_demo = {
	"demo",
	demo,
	CMD_NO_SCOPE,
	0,
	1,
	options_of_demo,
	sizeof(struct demo_values),
	"[FOLDER] [--language en|zh]",
	N_("make a register to play with, of invented customers"),
	"kam demo",
};
