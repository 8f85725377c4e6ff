/*
 * kam: the nouns and words it knows, and the way from argv to a verb.
 */
#include "engine.h"

#include <errno.h>
#include <fcntl.h>
#include <kam/areas.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

/* Nouns with verbs of their own; every other kind has the generic ones. */
const struct cmd_noun *const cmd_nouns[] = {
	&cmd_noun_account,
	&cmd_noun_baseline,
	&cmd_noun_calendar,
	&cmd_noun_comm,
	&cmd_noun_comm_plan,
	&cmd_noun_contact,
	&cmd_noun_elicit,
	&cmd_noun_feedback,
	&cmd_noun_field,
	&cmd_noun_filter,
	&cmd_noun_improve,
	&cmd_noun_issue,
	&cmd_noun_mail,
	&cmd_noun_member,
	&cmd_noun_objective,
	&cmd_noun_plan,
	&cmd_noun_promise,
	&cmd_noun_req,
	&cmd_noun_risk,
	&cmd_noun_survey,
	&cmd_noun_setting,
	&cmd_noun_whitespace,
	NULL,
};

const struct cmd_verb *const cmd_words[] = {
	&cmd_word_next,
	&cmd_word_agenda,
	&cmd_word_search,
	&cmd_word_status,
	&cmd_word_schema,
	&cmd_word_due,
	&cmd_word_brief,
	&cmd_word_remind,
	&cmd_word_trace,
	&cmd_word_impact,
	&cmd_word_import,
	&cmd_word_export,
	&cmd_word_forget,
	&cmd_word_init,
	&cmd_word_demo,
	&cmd_word_doctor,
	&cmd_word_use,
	&cmd_word_log,
	&cmd_word_diff,
	&cmd_word_undo,
	&cmd_word_redo,
	&cmd_word_fsck,
	&cmd_word_backup,
	&cmd_word_restore,
	&cmd_word_recover,
	&cmd_word_config,
	&cmd_word_help,
	&cmd_word_version,
	&cmd_word_complete,
	&cmd_word_manual,
	NULL,
};

volatile sig_atomic_t cmd_signal;

static void on_signal(int number)
{
	cmd_signal = number;
}

int cmd_interrupted(void)
{
	return cmd_signal != 0;
}

/* A register opened as descriptor 2 would receive error messages. */
static int open_standard(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", fd ? O_WRONLY : O_RDONLY) != fd)
			return -1;
	return 0;
}

static void set_signals(void)
{
	struct sigaction stop = { .sa_handler = on_signal };
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigemptyset(&stop.sa_mask);
	sigemptyset(&ignore.sa_mask);
	(void)sigaction(SIGINT, &stop, NULL);
	(void)sigaction(SIGTERM, &stop, NULL);
	(void)sigaction(SIGHUP, &stop, NULL);
	(void)sigaction(SIGPIPE, &ignore, NULL);
	/* a file beyond its limit is an error like a full disk */
	(void)sigaction(SIGXFSZ, &ignore, NULL);
}

static int no_command(const struct cmd_line *line, struct cmd *c,
		      struct kam_err *err)
{
	if (line->common.help) {
		cmd_help_all(c);
		return cmd_flush(c, err);
	}
	kam_fail(err, KAM_EUSAGE, "%s", _("no command given"));
	kam_hint(err, "kam help");
	return err->code;
}

static int find_verb(struct cmd *c, struct cmd_line *line, struct kam_err *err)
{
	const char *names[CMD_NAMES], *name;
	int rc = cmd_line_word(&name, line, c, err);

	if (rc < 0)
		return rc;
	if (rc == 0 && line->common.help)
		return 0;
	if (rc == 0)
		name = c->noun->usual;
	if (!name) {
		kam_fail(err, KAM_EUSAGE, _("'%s' needs a verb"),
			 cmd_noun_typed(c, c->noun->name));
		kam_hint(err, "kam help %s", cmd_noun_typed(c, c->noun->name));
		return err->code;
	}
	c->verb = cmd_verb_find(c->noun, c->kind, name, &c->move);
	c->verb_name = name;
	if (c->verb && c->verb->noun) {
		cmd_noun_use(c, cmd_noun_find(c, c->verb->noun));
		c->verb = NULL;
		return c->noun ? find_verb(c, line, err) : kam_fail_memory(err);
	}
	if (c->verb)
		return 0;
	return cmd_unknown(c, err, _("no verb"), name, names,
			   cmd_names_of_verbs(names, c->noun, c->kind),
			   cmd_noun_typed(c, c->noun->name));
}

/* Built in, then alias, then a program kam-NAME. */
int cmd_dispatch(struct cmd *c, struct cmd_line *line, struct kam_err *err)
{
	struct cmd_many seen = { 0 };
	const char *names[2 * CMD_NAMES], *name;
	size_t n;
	int rc;

	for (;;) {
		rc = cmd_line_word(&name, line, c, err);
		if (line->common.version) {
			name = "version";
			rc = rc < 0 ? rc : 1;
		}
		if (rc <= 0)
			return rc ? rc : no_command(line, c, err);
		c->verb = cmd_word_find(name);
		c->verb_name = name;
		if (c->verb)
			return cmd_run_verb(c, line, err);
		c->noun = cmd_noun_find(c, name);
		if (c->noun)
			break;
		if (kam_kind_named(c->catalogue, name))
			return kam_fail_memory(err);
		rc = cmd_alias_expand(c, line, name, &seen, err);
		if (rc == 0)
			rc = cmd_external_run(c, name, line->argv + line->at,
					      err);
		else if (rc == 1)
			continue;
		if (rc != CMD_NOT_FOUND)
			return rc < 0 ? rc : 0;
		n = cmd_names_of_words(names);
		n += cmd_names_of_nouns(names + n);
		return cmd_unknown(c, err, _("no command"), name, names, n,
				   NULL);
	}
	cmd_noun_use(c, c->noun);
	rc = find_verb(c, line, err);
	if (rc)
		return rc;
	if (!c->verb) {
		c->globals.path = line->common.path;
		cmd_help_noun(c, c->noun, c->kind);
		return cmd_flush(c, err);
	}
	return cmd_run_verb(c, line, err);
}

/* An error is JSON also where the options were not read that far. */
static int wants_json(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (!strcmp(argv[i], "--json") ||
		    !strncmp(argv[i], "--json=", 7))
			return 1;
	return 0;
}

int main(int argc, char **argv)
{
	struct cmd c = { .text = KAM_STR_INIT, .doubts = KAM_STR_INIT };
	struct cmd_line line = { .argv = argv, .argc = argc, .at = 1 };
	struct kam_err err = { 0 };
	int rc;

	/* with another's rights the environment must not be believed */
	if (open_standard() || getauxval(AT_SECURE))
		return kam_code_exit(KAM_EACCESS);
	set_signals();
	kam_single_threaded();
	c.catalogue = kam_kinds();
#ifdef NDEBUG /* else whoever looks for leaks would find it */
	c.last = 1;
#endif
	c.globals.json = wants_json(argc, argv);
	cmd_language_start(&c);
	rc = cmd_dispatch(&c, &line, &err);
	if (rc)
		c.status = cmd_report(&c, &err);
	kam_out_release(c.out);
	if (!c.last || (c.verb && c.verb->flags & CMD_REGISTER_WRITE))
		kam_close(c.k);
	kam_str_release(&c.text);
	kam_str_release(&c.doubts);
	kam_str_release(&c.below);
	kam_arena_release(&c.arena);
	return c.status;
}
