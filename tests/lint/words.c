/*
 * words: what is shown to people without N_() saying so, as a template that
 * msgcat takes: from the catalogue, names of kinds, labels of fields, words and
 * states; what the system says of its errors.
 */
#include <errno.h>
#include <kam/areas.h>
#include <stdio.h>
#include <string.h>

/* What files, folders, pipes and programs commonly meet, see kam_errno_text():
   the C library's translations aren't on every machine. */
static const int numbers[] = {
	EPERM,  ENOENT,       EINTR,      EIO,       ENXIO,  E2BIG,     ENOEXEC,
	EBADF,  ECHILD,       EAGAIN,     ENOMEM,    EACCES, EBUSY,     EEXIST,
	EXDEV,  ENODEV,       ENOTDIR,    EISDIR,    EINVAL, ENFILE,    EMFILE,
	ENOTTY, ETXTBSY,      EFBIG,      ENOSPC,    ESPIPE, EROFS,     EMLINK,
	EPIPE,  ENAMETOOLONG, ENOLCK,     ENOTEMPTY, ELOOP,  EOVERFLOW, EDQUOT,
	ESTALE, ENOSYS,       EOPNOTSUPP, ETIMEDOUT,
};

/* Words that mean something else in a context than elsewhere: labels and
   states in a kind, words in a field. See kam_gettext_in(). */
static const struct {
	const char *context, *text;
} special[] = {
	{ "account", "Key" },        { "account", "Value" },
	{ "calendar", "Key" },       { "member", "Key" },
	{ "project", "Key" },        { "cadence", "active" },
	{ "contact", "Name" },       { "contact", "Title" },
	{ "contact", "active" },     { "member", "Name" },
	{ "member", "active" },      { "project", "active" },
	{ "req", "Value" },          { "risk", "Response" },
	{ "risk", "planned" },       { "feedback", "received" },
	{ "tier", "key" },           { "level", "extreme" },
	{ "level", "high" },         { "level", "medium" },
	{ "account", "Since" },      { "method", "survey" },
	{ "promise", "late" },       { "promise", "open" },
	{ "promise", "kept" },       { "promise", "kept_late" },
	{ "promise", "missed" },     { "promise", "answer" },
	{ "promise", "delivery" },   { "promise", "resolution" },
	{ "factor", "due" },         { "factor", "severity" },
	{ "factor", "priority" },    { "factor", "blocking" },
	{ "factor", "blocked" },     { "factor", "customer" },
	{ "factor", "tier" },        { "factor", "core" },
	{ "factor", "age" },         { "band", "green" },
	{ "band", "amber" },         { "band", "red" },
	{ "state", "off" },          { "minutes", "left" },
	{ "assessment", "By" },      { "decision", "By contact" },
	{ "decision", "By member" }, { "whitespace", "Value" },
	{ "objective", "open" },     { "plan", "Review" },
	{ "mail", "unknown" },       { "occurrence", "open" },
	{ "silence", "tier" },       { "silence", "influence" },
	{ "level", "low" },          { "shift", "after" },
	{ "shift", "before" },       { "shift", "none" },
};

/* A text comes as often as it is found: msguniq makes them one. */
static void give(const char *text)
{
	(void)printf("msgid \"%s\"\nmsgstr \"\"\n\n", text);
}

static void give_field(const struct kam_kind *kind, int field)
{
	char label[KAM_LABEL_TEXT];
	const char *const *words = kind->fields[field].words;

	give(kam_column_label(label, kind, field));
	for (size_t i = 0; words && words[i]; i++)
		give(words[i]);
}

int main(void)
{
	const struct kam_catalogue *all = kam_kinds();

	/* xgettext's own header is taken */
	(void)printf("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; "
		     "charset=UTF-8\\n\"\n\n");
	for (int i = 0; i < all->n_kinds; i++) {
		const struct kam_kind *kind = all->kinds[i];

		give(kind->name);
		for (int field = 0; field < kind->n_fields; field++)
			give_field(kind, field);
		for (int state = 0; state < kind->n_states; state++)
			give(kind->states[state].name);
	}
	for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
		(void)printf("msgctxt \"%s\"\n", special[i].context);
		give(special[i].text);
	}
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		give(strerror(numbers[i]));
	return fflush(stdout) ? 1 : 0;
}
