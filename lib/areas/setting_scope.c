/*
 * Settings of an account alone go by its key: they follow it, and go with it.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/setting.h>
#include <string.h>

int kam_setting_check_key(struct kam *k, const char *name, struct kam_err *err)
{
	const char *key = kam_setting_key(name);
	struct kam_arena scratch = { 0 };
	struct kam_record *account;
	int64_t id;
	int rc = kam_resolve(&id, k, &kam_account_kind, key, err);

	if (!rc)
		rc = kam_record_load(&account, k, &scratch, &kam_account_kind,
				     id, err);
	if (!rc && strcmp(account->values[KAM_ACCOUNT_KEY].text, key) != 0) {
		rc = kam_fail(err, KAM_EINVALID,
			      _("a setting goes by the account's key"));
		kam_hint(err, "%.*s%s", (int)(key - name), name,
			 account->values[KAM_ACCOUNT_KEY].text);
	}
	kam_arena_release(&scratch);
	return rc;
}

int kam_account_follow(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	const char *old = before ? before->values[KAM_ACCOUNT_KEY].text : NULL;
	const char *new = after ? after->values[KAM_ACCOUNT_KEY].text : NULL;
	struct kam_arena scratch = { 0 };
	int rc = 0;

	if (!old || (new && !strcmp(old, new)))
		return 0;
	for (size_t i = 0; i < kam_n_settings && !rc; i++) {
		const char *from, *to = NULL;

		if (!kam_settings[i].scoped)
			continue;
		from = kam_arena_printf(&scratch, "%s.%s", kam_settings[i].name,
					old);
		if (new)
			to = kam_arena_printf(&scratch, "%s.%s",
					      kam_settings[i].name, new);
		rc = !from || (new && !to)
			 ? kam_fail_memory(err)
			 : kam_setting_rename(k, from, to, err);
	}
	kam_arena_release(&scratch);
	return rc;
}
