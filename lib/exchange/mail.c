/*
 * Mail into the conversation log: line by line.
 */
#include "exchange/mail.h"

#include <kam/areas.h>
#include <kam/json.h>
#include <kam/sha256.h>
#include <kam/thread.h>
#include <string.h>

/* What is bad about one message ends with it; the rest is fatal. */
static int refuse(struct kam_mail_in *in, struct kam_err *err)
{
	struct kam_err said = *err;

	switch (said.code) {
	case KAM_EINVALID:
	case KAM_EREFUSED:
	case KAM_EDUPLICATE:
	case KAM_ENOENT:
		kam_err_reset(err);
		return kam_mail_error(in, said.message, err);
	default:
		return said.code;
	}
}

/* 1 where the conversation's list of attachments has the line */
static int lists(const struct kam_record *comm, const char *line)
{
	const struct kam_value *v = &comm->values[KAM_COMM_ATTACHMENTS];
	const char *at = v->set ? v->text : "";
	size_t n = strlen(line);

	while (strncmp(at, line, n) || (at[n] && at[n] != '\n')) {
		at = strchr(at, '\n');
		if (!at)
			return 0;
		at++;
	}
	return 1;
}

static int tell_one(struct kam_mail_in *in, const struct kam_record *comm,
		    const struct kam_mail_attachment *a, const cJSON *of,
		    int *others, struct kam_err *err)
{
	struct kam_str line = KAM_STR_INIT;
	int rc;

	kam_mail_attachment_text(&line, a->number, of);
	rc = kam_str_check(&line, err);
	if (!rc && !lists(comm, line.data))
		++*others;
	else if (!rc && in->options->attached)
		rc = in->options->attached(in->options->context, a, err);
	kam_str_release(&line);
	return rc;
}

/* Of a conversation that was there, only those which it has: another message
   may come with its ID. */
static int tell_attachments(struct kam_mail_in *in,
			    const struct kam_record *comm, struct kam_err *err)
{
	struct kam_mail_attachment a = { .comm = comm->id,
					 .key = in->message.key };
	const cJSON *each;
	int others = 0, rc = 0;

	cJSON_ArrayForEach(each, in->message.attachments)
	{
		a.number++;
		a.extension = kam_mail_extension(
		    cJSON_GetStringValue(
			cJSON_GetObjectItemCaseSensitive(each, "type")),
		    cJSON_GetStringValue(
			cJSON_GetObjectItemCaseSensitive(each, "name")));
		rc = tell_one(in, comm, &a, each, &others, err);
		if (rc)
			return rc;
	}
	if (others)
		kam_mail_warn(
		    in,
		    _("its Message-ID is that of COM-%lld, which has other "
		      "attachments: those of this one are left out"),
		    (long long)comm->id);
	return 0;
}

static int insert(struct kam_mail_in *in, int64_t account, const char *source,
		  struct kam_err *err)
{
	struct kam_record *comm;
	int rc = kam_record_new(&comm, &in->base.row, &kam_comm_kind, err);

	if (!rc && in->options->create_contacts)
		rc = kam_mail_make(in, account, err);
	if (!rc)
		rc = kam_mail_fill(in, comm, account, err);
	if (rc)
		return rc;
	comm->source = source;
	comm->source_digest = in->message.digest;
	rc = kam_record_insert(in->base.k, comm, err);
	if (rc)
		return rc;
	in->base.result->created++;
	kam_mail_tell_flaws(in);
	return tell_attachments(in, comm, err);
}

/*
 * Whether the conversation with the message's ID is another message: one that
 * says something else and was sent at another time. (A mailing list's copy says
 * something else and was sent at the same.)
 */
static int is_other(int *other, struct kam_mail_in *in, int64_t id,
		    struct kam_err *err)
{
	const struct kam_mail_message *m = &in->message;
	struct kam_record *comm;
	int rc = kam_record_load(&comm, in->base.k, &in->base.row,
				 &kam_comm_kind, id, err);

	*other = !rc && m->date && comm->source_digest &&
		 strcmp(comm->source_digest, m->digest) != 0 &&
		 strcmp(comm->values[KAM_COMM_AT].text, m->date) != 0;
	return rc;
}

static int find_source(int64_t *id, const char **source, struct kam_mail_in *in,
		       const char *key, struct kam_err *err)
{
	*source =
	    kam_arena_printf(&in->base.row, "%s%s", KAM_THREAD_SOURCE, key);
	return *source ? kam_find_source(id, in->base.k, &kam_comm_kind,
					 *source, err)
		       : kam_fail_memory(err);
}

/* The conversation that the message is already, or 0; and its source. *twin:
   another one that has its ID. */
static int find_known(int64_t *id, int64_t *twin, const char **source,
		      struct kam_mail_in *in, struct kam_err *err)
{
	const struct kam_mail_message *m = &in->message;
	char digest[8 + KAM_SHA256_TEXT];
	int other = !*m->id, rc = 0;

	*twin = 0;
	if (*m->id) {
		rc = find_source(id, source, in, m->id, err);
		if (!rc && *id)
			rc = is_other(&other, in, *id, err);
		if (!rc && other)
			*twin = *id;
	}
	if (rc || !other)
		return rc;
	(void)snprintf(digest, sizeof digest, "sha256:%s", m->digest);
	return find_source(id, source, in, digest, err);
}

static int add_message(struct kam_mail_in *in, const char *source, int64_t twin,
		       struct kam_err *err)
{
	int64_t account;
	int rc = kam_mail_find(in, err);

	if (!rc)
		rc = kam_mail_account(&account, in, err);
	if (rc)
		return refuse(in, err);
	if (!account)
		return kam_mail_pass_over(in, err);
	if (!in->message.date)
		return kam_mail_error(in, _("it has no date"), err);
	rc = insert(in, account, source, err);
	if (rc) {
		rc = refuse(in, err);
		return rc ? rc : kam_mail_unmake(in, err);
	}
	if (twin)
		kam_mail_warn(
		    in,
		    _("its Message-ID is that of COM-%lld, which says "
		      "something else: both are kept"),
		    (long long)twin);
	return 0;
}

static int read_message(struct kam_mail_in *in, struct kam_err *err)
{
	const struct kam_mail_message *m = &in->message;
	struct kam_record *comm;
	const char *source;
	int64_t id, twin;
	int rc;

	if (m->date && m->at < in->options->since) {
		in->base.result->skipped++;
		return 0;
	}
	rc = find_known(&id, &twin, &source, in, err);
	if (rc)
		return rc;
	if (!id)
		return add_message(in, source, twin, err);
	/* what is there already stays as it is */
	in->base.result->unchanged++;
	if (!cJSON_GetArraySize(m->attachments))
		return 0;
	rc = kam_record_load(&comm, in->base.k, &in->base.row, &kam_comm_kind,
			     id, err);
	return rc ? rc : tell_attachments(in, comm, err);
}

static int read_lines(struct kam_mail_in *in, const struct kam_input *lines,
		      struct kam_err *err)
{
	struct kam_json_input json = { .input = lines };
	cJSON *object;
	int rc = 0;

	while (!rc && (rc = kam_json_next(&object, &json, err)) > 0) {
		rc = kam_mail_line(&in->message, object, err);
		if (!rc)
			rc = in->message.error
				 ? kam_mail_error(in, _(in->message.error), err)
				 : read_message(in, err);
		cJSON_Delete(object);
		kam_arena_reset(&in->base.row);
	}
	kam_json_input_release(&json);
	return rc;
}

/* What isn't JSON is the helper's fault, and so is the exit status. */
static int blame(int rc, struct kam_err *err)
{
	struct kam_err said = *err;

	if (rc != KAM_EINVALID)
		return rc;
	kam_err_reset(err);
	kam_fail(err, KAM_EHELPER, _("the helper's output is wrong: %.400s"),
		 said.message);
	return err->code;
}

int kam_mail_import(struct kam_import_result *result, int64_t *contacts,
		    struct kam *k, struct kam_arena *arena,
		    const struct kam_mail_options *options,
		    const struct kam_input *lines, struct kam_err *err)
{
	struct kam_mail_in *in = kam_arena_alloc(arena, sizeof *in);
	int rc;

	memset(result, 0, sizeof *result);
	*contacts = 0;
	if (!in)
		return kam_fail_memory(err);
	in->base.k = k;
	in->base.arena = arena;
	in->base.result = result;
	in->options = options;
	rc = kam_mail_load(in, err);
	if (!rc)
		rc = blame(read_lines(in, lines, err), err);
	kam_mail_tell_strangers(in);
	*contacts = in->made;
	kam_names_release(&in->contacts);
	kam_names_release(&in->members);
	kam_names_release(&in->ours);
	kam_names_release(&in->theirs);
	kam_arena_release(&in->base.row);
	return rc;
}
