/*
 * What a member must be so that mail reaches them.
 */
#include "areas/hooks.h"

#include <kam/address.h>
#include <kam/areas.h>
#include <string.h>

/* Whether the field says something that it did not before: what was stored
   earlier, or came from elsewhere, does not stop an edit of another field. */
static int is_new(const struct kam_record *before,
		  const struct kam_record *after, int field)
{
	const struct kam_value *v = &after->values[field];

	return v->set && (!before || !before->values[field].set ||
			  strcmp(before->values[field].text, v->text) != 0);
}

int kam_member_check(struct kam *k, const struct kam_record *before,
		     struct kam_record *after, struct kam_err *err)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
	const char *language;

	(void)k;
	if (is_new(before, after, KAM_MEMBER_EMAIL) &&
	    kam_address_check(after->values[KAM_MEMBER_EMAIL].text, err)) {
		kam_field(err, "email");
		return err->code;
	}
	if (!is_new(before, after, KAM_MEMBER_LANGUAGE))
		return 0;
	language = after->values[KAM_MEMBER_LANGUAGE].text;
	if (strlen(language) >= 2 && strlen(language) <= 16 &&
	    !language[strspn(language, letters)])
		return 0;
	kam_fail(err, KAM_EINVALID, _("language: '%.40s' is none"), language);
	kam_field(err, "language");
	kam_hint(err, "%s", _("its code: en, zh, zh-CN"));
	return err->code;
}
