#include <kam/address.h>

#include <kam/utf8.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* Parts of the characters between dots, none empty. */
static int is_dotted(const char *text, size_t length, const char *set)
{
	size_t part = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '.') {
			if (!part)
				return 0;
			part = 0;
		} else if (strchr(set, text[i])) {
			part++;
		} else {
			return 0;
		}
	}
	return part > 0;
}

static int is_domain(const char *text)
{
	enum { LABEL = 63 };
	size_t length = strlen(text);

	if (!is_dotted(text, length, LETTERS DIGITS "-"))
		return 0;
	while (*text) {
		size_t n = strcspn(text, ".");

		if (n > LABEL || text[0] == '-' || text[n - 1] == '-')
			return 0;
		text += n + (text[n] == '.');
	}
	return 1;
}

int kam_address_valid(const char *text)
{
	const char *at = strchr(text, '@');
	size_t local;

	if (!at || strlen(text) > KAM_ADDRESS_BYTES)
		return 0;
	local = (size_t)(at - text);
	return local > 0 && local <= KAM_LOCAL_PART_BYTES &&
	       !strchr("-|/:", text[0]) &&
	       is_dotted(text, local, LETTERS DIGITS "!#$%&'*+-/=?^_`{|}~") &&
	       is_domain(at + 1);
}

int kam_address_check(const char *text, struct kam_err *err)
{
	if (kam_address_valid(text))
		return 0;
	kam_fail(err, KAM_EINVALID, _("'%.100s' is no mail address"), text);
	kam_hint(err, "%s", _("one address, as in li@firm.test"));
	return err->code;
}

int kam_header_check(const char *name, const char *text, struct kam_err *err)
{
	const unsigned char *at = (const unsigned char *)text;

	while (*at >= 0x20 && *at != 0x7f)
		at++;
	if (*at)
		return kam_fail(err, KAM_EINVALID,
				_("mail: a control character in '%s'"), name);
	if (!kam_utf8_valid(text, strlen(text)))
		return kam_fail(err, KAM_EINVALID, _("mail: '%s' is not UTF-8"),
				name);
	return 0;
}

/* A display name without its quotes and backslashes. */
static const char *plain_name(struct kam_arena *arena, const char *text,
			      size_t length)
{
	char *name, *to;

	while (length && text[length - 1] == ' ')
		length--;
	if (length < 2 || text[0] != '"' || text[length - 1] != '"')
		return kam_arena_strndup(arena, text, length);
	name = kam_arena_strndup(arena, text + 1, length - 2);
	to = name;
	for (const char *from = name; from && *from; from++) {
		if (*from == '\\' && from[1])
			from++;
		*to++ = *from;
	}
	if (to)
		*to = '\0';
	return name;
}

int kam_mailbox_parse(struct kam_mailbox *out, struct kam_arena *arena,
		      const char *text, struct kam_err *err)
{
	const char *open;
	size_t length;

	text += strspn(text, " ");
	length = strlen(text);
	while (length && text[length - 1] == ' ')
		length--;
	open = strrchr(text, '<');
	*out = (struct kam_mailbox){ NULL, NULL };
	if (!open) {
		out->address = kam_arena_strndup(arena, text, length);
	} else {
		size_t n = length - (size_t)(open - text);

		if (n < 2 || open[n - 1] != '>')
			return kam_address_check(text, err);
		out->address = kam_arena_strndup(arena, open + 1, n - 2);
		out->name = plain_name(arena, text, (size_t)(open - text));
		if (!out->name)
			return kam_fail_memory(err);
		if (!*out->name)
			out->name = NULL;
	}
	if (!out->address)
		return kam_fail_memory(err);
	return kam_address_check(out->address, err);
}
