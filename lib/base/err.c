#include <kam/err.h>
#include <kam/utf8.h>

#include <libintl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *word;
	int exit;
} codes[] = {
	[-KAM_OK] = { "ok", 0 },
	[-KAM_EUSAGE] = { "usage", 64 },
	[-KAM_EFIELD] = { "unknown_field", 64 },
	[-KAM_EINVALID] = { "invalid", 65 },
	[-KAM_EREFUSED] = { "refused", 65 },
	[-KAM_EDUPLICATE] = { "duplicate", 65 },
	[-KAM_EINUSE] = { "in_use", 65 },
	[-KAM_ECORRUPT] = { "damaged", 65 },
	[-KAM_ENOENT] = { "not_found", 66 },
	[-KAM_EHELPER] = { "helper_missing", 69 },
	[-KAM_EINTERNAL] = { "internal", 70 },
	[-KAM_ENOMEM] = { "out_of_memory", 71 },
	[-KAM_ECREATE] = { "cannot_create", 73 },
	[-KAM_EIO] = { "io", 74 },
	[-KAM_EBUSY] = { "busy", 75 },
	[-KAM_ECONFLICT] = { "conflict", 75 },
	[-KAM_EACCESS] = { "not_allowed", 77 },
	[-KAM_ECONFIG] = { "configuration", 78 },
	[-KAM_EINTERRUPT] = { "interrupted", 130 },
	[-KAM_EUNSAID] = { "done_unsaid", 74 },
};

const char *kam_gettext(const char *text)
{
	/* the translation of "" is the catalogue's own head */
	return *text ? dgettext("kam", text) : text;
}

const char *kam_gettext_in(const char *context, const char *text)
{
	const char *found;
	char both[128];

	/* in English there is nothing to tell apart: no header is there */
	if (!*dgettext("kam", ""))
		return text;
	(void)snprintf(both, sizeof both, "%s\004%s", context, text);
	found = dgettext("kam", both);
	return found == both ? _(text) : found;
}

const char *kam_gettext_label(const char *text)
{
	const char *found = _(text), *plain = strchr(text, '\004');

	return found == text && plain ? plain + 1 : found;
}

int kam_fail(struct kam_err *err, enum kam_code code, const char *format, ...)
{
	va_list args;

	if (err->code != KAM_OK)
		return code;
	err->code = code;
	va_start(args, format);
	(void)vsnprintf(err->message, sizeof err->message, format, args);
	va_end(args);
	kam_utf8_mend(err->message, sizeof err->message);
	return code;
}

void kam_hint(struct kam_err *err, const char *format, ...)
{
	va_list args;

	if (err->hint[0] != '\0')
		return;
	va_start(args, format);
	(void)vsnprintf(err->hint, sizeof err->hint, format, args);
	va_end(args);
	kam_utf8_mend(err->hint, sizeof err->hint);
}

void kam_field(struct kam_err *err, const char *field)
{
	if (err->field[0] == '\0')
		(void)snprintf(err->field, sizeof err->field, "%s", field);
}

int kam_fail_memory(struct kam_err *err)
{
	return kam_fail(err, KAM_ENOMEM, "%s", _("out of memory"));
}

const char *kam_errno_text(int number)
{
	return _(strerror(number));
}

void kam_err_reset(struct kam_err *err)
{
	memset(err, 0, sizeof *err);
}

const char *kam_code_word(enum kam_code code)
{
	return codes[-code].word;
}

int kam_code_exit(enum kam_code code)
{
	return codes[-code].exit;
}
