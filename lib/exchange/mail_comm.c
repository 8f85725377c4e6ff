/*
 * A mail as a conversation.
 */
#include "exchange/mail.h"

#include <kam/areas.h>
#include <kam/thread.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *type, *extension;
} extensions[] = {
	{ "application/pdf", "pdf" },
	{ "application/zip", "zip" },
	{ "application/x-zip-compressed", "zip" },
	{ "application/gzip", "gz" },
	{ "application/x-gzip", "gz" },
	{ "application/json", "json" },
	{ "application/xml", "xml" },
	{ "application/rtf", "rtf" },
	{ "application/msword", "doc" },
	{ "application/vnd.ms-excel", "xls" },
	{ "application/vnd.ms-powerpoint", "ppt" },
	{ "application/vnd.ms-project", "mpp" },
	{ "application/vnd.openxmlformats-officedocument.wordprocessingml."
	  "document",
	  "docx" },
	{ "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	  "xlsx" },
	{ "application/vnd.openxmlformats-officedocument.presentationml."
	  "presentation",
	  "pptx" },
	{ "application/vnd.oasis.opendocument.text", "odt" },
	{ "application/vnd.oasis.opendocument.spreadsheet", "ods" },
	{ "application/vnd.oasis.opendocument.presentation", "odp" },
	{ "application/pkcs7-signature", "p7s" },
	{ "application/pgp-signature", "asc" },
	{ "application/ms-tnef", "dat" },
	{ "image/png", "png" },
	{ "image/jpeg", "jpg" },
	{ "image/gif", "gif" },
	{ "image/bmp", "bmp" },
	{ "image/tiff", "tif" },
	{ "image/webp", "webp" },
	{ "image/svg+xml", "svg" },
	{ "audio/mpeg", "mp3" },
	{ "video/mp4", "mp4" },
	{ "text/plain", "txt" },
	{ "text/html", "html" },
	{ "text/csv", "csv" },
	{ "text/calendar", "ics" },
	{ "text/vcard", "vcf" },
	{ "text/x-vcard", "vcf" },
	{ "message/rfc822", "eml" },
};

const char *kam_mail_extension(const char *type, const char *name)
{
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
		if (!strcmp(extensions[i].type, type))
			return extensions[i].extension;
	/* many programs call everything application/octet-stream */
	for (size_t i = 0; dot && i < sizeof extensions / sizeof *extensions;
	     i++)
		if (!strcasecmp(extensions[i].extension, dot + 1))
			return extensions[i].extension;
	return "bin";
}

/* Who took part: each once, by the first place that names them. */
static int set_people(struct kam_mail_in *in, struct kam_record *comm,
		      struct kam_err *err)
{
	const struct kam_mail_message *m = &in->message;
	int rc = 0;

	for (size_t i = 0; i < m->n_people && !rc; i++) {
		const struct kam_mail_person *p = &m->people[i];
		int field = p->member ? KAM_COMM_MEMBERS : KAM_COMM_CONTACTS;
		int64_t id = p->member ? p->member : p->contact;
		const struct kam_value *v = &comm->values[field];
		int there = !id;

		for (size_t r = 0; r < v->n_refs && !there; r++)
			there = v->refs[r].id == id;
		if (!there)
			rc = kam_record_add_ref(in->base.k, comm, field, id,
						p->role, err);
	}
	return rc;
}

/* By whoever wrote it: one of us, or anybody else. */
static int set_direction(struct kam_mail_in *in, struct kam_record *comm,
			 struct kam_err *err)
{
	const struct kam_mail_person *from = in->message.people;
	int ours = 0;

	if (!in->message.n_people || strcmp(from->role, "from") != 0)
		return 0;
	if (!from->contact)
		ours =
		    from->member ? 1 : kam_mail_is_ours(in, from->address, err);
	if (ours < 0)
		return ours;
	return kam_record_set(in->base.k, comm, KAM_COMM_DIRECTION,
			      ours ? "out" : "in", err);
}

static int set_text(struct kam_mail_in *in, struct kam_record *comm,
		    struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc;

	kam_str_add(&text, in->message.text);
	if (in->message.cut)
		kam_str_add(&text, "\n\n[cut: the mail has more text]");
	rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_record_set(in->base.k, comm, KAM_COMM_MINUTES,
				    text.data, err);
	kam_str_release(&text);
	return rc;
}

static const char *text_of(const cJSON *attachment, const char *name)
{
	return cJSON_GetStringValue(
	    cJSON_GetObjectItemCaseSensitive(attachment, name));
}

void kam_mail_attachment_text(struct kam_str *out, size_t number,
			      const cJSON *attachment)
{
	const char *name = text_of(attachment, "name");
	const cJSON *bytes =
	    cJSON_GetObjectItemCaseSensitive(attachment, "bytes");

	kam_str_printf(out, "%zu. %s%s%s, %.0f bytes, SHA-256 %s", number, name,
		       *name ? ", " : "", text_of(attachment, "type"),
		       bytes->valuedouble, text_of(attachment, "sha256"));
}

static int set_attachments(struct kam_mail_in *in, struct kam_record *comm,
			   struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	const cJSON *each;
	size_t n = 0;
	int rc;

	cJSON_ArrayForEach(each, in->message.attachments)
	{
		if (n++)
			kam_str_add_char(&text, '\n');
		kam_mail_attachment_text(&text, n, each);
	}
	rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_record_set(in->base.k, comm, KAM_COMM_ATTACHMENTS,
				    text.data, err);
	kam_str_release(&text);
	return rc;
}

static int set_thread(struct kam_mail_in *in, struct kam_record *comm,
		      struct kam_err *err)
{
	const struct kam_mail_message *m = &in->message;
	struct kam *k = in->base.k;
	const char *thread;
	int rc = kam_thread_find(&thread, &in->base.result->updated, k,
				 &in->base.row, m->id, m->references,
				 m->n_references, err);

	if (!rc && thread)
		rc = kam_record_set(k, comm, KAM_COMM_THREAD, thread, err);
	if (!rc)
		rc = kam_record_set(k, comm, KAM_COMM_MESSAGE_ID, m->id, err);
	if (!rc && m->n_references)
		rc = kam_record_set(k, comm, KAM_COMM_IN_REPLY_TO,
				    m->references[m->n_references - 1], err);
	return rc;
}

int kam_mail_fill(struct kam_mail_in *in, struct kam_record *comm,
		  int64_t account, struct kam_err *err)
{
	const struct kam_mail_message *m = &in->message;
	struct kam *k = in->base.k;
	int rc = kam_record_set_ref(k, comm, KAM_COMM_ACCOUNT, account, err);

	if (!rc)
		rc = kam_record_set(k, comm, KAM_COMM_SUMMARY,
				    *m->subject ? m->subject : "(no subject)",
				    err);
	if (!rc)
		rc = kam_record_set(k, comm, KAM_COMM_CHANNEL, "mail", err);
	if (!rc)
		rc = kam_record_set(k, comm, KAM_COMM_AT, m->date, err);
	if (!rc)
		rc = set_direction(in, comm, err);
	if (!rc)
		rc = set_people(in, comm, err);
	if (!rc)
		rc = set_text(in, comm, err);
	if (!rc)
		rc = set_attachments(in, comm, err);
	return rc ? rc : set_thread(in, comm, err);
}
