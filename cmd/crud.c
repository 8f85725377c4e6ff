/*
 * The verbs that every kind has.
 */
#include "crud.h"

#include "suspect.h"

#define FROM(member) CMD_AT(struct cmd_from, member)

static const struct cmd_option add_options[] = {
	{ "from", 0, CMD_TEXT, N_("FILE"),
	  N_("records as JSON: an object, an array, or lines; - is standard "
	     "input"),
	  FROM(path) },
	{ NULL },
};
static const struct cmd_option edit_options[] = {
	{ "from", 0, CMD_TEXT, N_("FILE"),
	  N_("changes as JSON, each object with its id; - is standard input"),
	  FROM(path) },
	{ "if-version", 0, CMD_INTEGER, N_("N"),
	  N_("only if nobody changed it since version N"), FROM(version) },
	{ NULL },
};
static const struct cmd_option note_options[] = {
	{ "from", 0, CMD_TEXT, N_("FILE"),
	  N_("the text from a file; - is standard input"), FROM(path) },
	{ NULL },
};
static const struct cmd_option rm_options[] = {
	{ "yes", 'y', CMD_FLAG, NULL, N_("do it"), CMD_AT(struct cmd_rm, yes) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would go"),
	  CMD_AT(struct cmd_rm, dry_run) },
	{ NULL },
};

const struct cmd_verb cmd_generic_verbs[] = {
	{ "add", cmd_add, CMD_REGISTER_WRITE | CMD_FIELDS | CMD_SCOPE_FIELDS, 0,
	  CMD_ANY, add_options, sizeof(struct cmd_from),
	  "[TITLE] [--FIELD VALUE …] | --from FILE", N_("add a record"), NULL },
	{ "list", cmd_list,
	  CMD_REGISTER_READ | CMD_FILTERS | CMD_REPORT | CMD_OWNED |
	      CMD_AUDIENCE,
	  0, 0, NULL, 0, "[FIELD=VALUE …]",
	  N_("list records, the open ones by default"), NULL },
	{ "show", cmd_show,
	  CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT | CMD_AUDIENCE, 1,
	  CMD_ANY, NULL, 0, "ID …", N_("show all of a record"), NULL },
	{ "edit", cmd_edit, CMD_REGISTER_WRITE | CMD_FIELDS | CMD_NO_SCOPE, 0,
	  CMD_ANY, edit_options, sizeof(struct cmd_from),
	  "ID … --FIELD VALUE … | --from FILE", N_("change fields"), NULL },
	{ "rm", cmd_remove, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, CMD_ANY,
	  rm_options, sizeof(struct cmd_rm), "ID … --yes",
	  N_("remove a record that nothing refers to"), NULL },
	{ "history", cmd_history, CMD_REGISTER_READ | CMD_NO_SCOPE | CMD_REPORT,
	  1, 1, NULL, 0, "ID", N_("who changed what, and when"), NULL },
	{ "note", cmd_note, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, CMD_ANY,
	  note_options, sizeof(struct cmd_from), "ID TEXT | ID --from FILE",
	  N_("write a note on a record"), NULL },
	{ "link", cmd_link, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 3, 3, NULL, 0,
	  "ID RELATION ID",
	  N_("link it to another record; 'kam help link' has the relations"),
	  NULL },
	{ "unlink", cmd_unlink, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 3, 3, NULL,
	  0, "ID RELATION ID", N_("take a link away"), NULL },
	{ "suspect", cmd_suspect, CMD_REGISTER_READ | CMD_REPORT, 0, 1,
	  cmd_suspect_options, sizeof(struct cmd_suspect), "[ID]",
	  N_("its links to records whose wording has changed since"), NULL },
	{ "clear", cmd_clear, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, CMD_ANY,
	  cmd_clear_options, sizeof(struct cmd_clear),
	  "ID … [--to ID] [--reason TEXT]", N_("say that suspect links hold"),
	  NULL },
	{ "tag", cmd_tag, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, CMD_ANY, NULL,
	  0, "ID WORD …", N_("tag it"), NULL },
	{ "untag", cmd_untag, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, CMD_ANY,
	  NULL, 0, "ID WORD …", N_("take tags away"), NULL },
	{ NULL },
};

const struct cmd_verb cmd_move_verb = {
	.run = cmd_move,
	.flags = CMD_REGISTER_WRITE | CMD_FIELDS | CMD_NO_SCOPE,
	.least = 1,
	.most = CMD_ANY,
	.options = edit_options + 1,
	.values = sizeof(struct cmd_from),
	.usage = "ID … [--FIELD VALUE …]",
};
