#include <kam/fingerprint.h>

int kam_is_wording(const struct kam_kind *kind, int field)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].flags & KAM_WORDING)
			return (kind->fields[field].flags & KAM_WORDING) != 0;
	return field == kind->title;
}

int kam_fingerprint(char out[KAM_SHA256_TEXT], const struct kam_record *r,
		    struct kam_err *err)
{
	struct kam_str bytes = KAM_STR_INIT;
	struct kam_sha256 sha;
	int rc;

	kam_wording_canonical(&bytes, r);
	rc = kam_str_check(&bytes, err);
	if (!rc) {
		kam_sha256_begin(&sha);
		kam_sha256_add(&sha, bytes.data, bytes.length);
		kam_sha256_text(out, &sha);
	}
	kam_str_release(&bytes);
	return rc;
}
