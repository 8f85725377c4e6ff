/*
 * The helper's lines: whatever is not as it should be is refused whole.
 */
#include "exchange/mail.h"

#include <kam/date.h>
#include <string.h>

static const cJSON *item(const cJSON *object, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(object, key);
}

static const char *text_of(const cJSON *object, const char *key)
{
	const cJSON *value = item(object, key);

	return cJSON_IsString(value) ? value->valuestring : NULL;
}

/* A number that counts; 0 where it is none */
static int64_t number_of(const cJSON *object, const char *key)
{
	const cJSON *value = item(object, key);
	double n = cJSON_IsNumber(value) ? value->valuedouble : 0;

	return n >= 1 && n < 1e15 ? (int64_t)n : 0;
}

static int fail(const char *key, struct kam_err *err)
{
	return kam_fail(err, KAM_EHELPER,
			_("the helper's line is no message: '%s'"), key);
}

static int is_digest(const char *text)
{
	return text && strlen(text) == 64 &&
	       strspn(text, "0123456789abcdef") == 64;
}

/* Whether the text is one line, as a Message-ID or an address is. */
static int is_line(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return 0;
	return 1;
}

static int read_people(struct kam_mail_message *m, const cJSON *object,
		       const char *role, struct kam_err *err)
{
	const cJSON *array = item(object, role), *each;

	if (!cJSON_IsArray(array))
		return fail(role, err);
	cJSON_ArrayForEach(each, array)
	{
		struct kam_mail_person *p = &m->people[m->n_people];
		const char *name = text_of(each, "name");
		const char *address = text_of(each, "address");

		if (!name || !address || m->n_people == KAM_MAIL_PEOPLE ||
		    !is_line(name) || !is_line(address))
			return fail(role, err);
		*p = (struct kam_mail_person){ .name = name,
					       .address = address,
					       .role = role };
		m->n_people++;
	}
	return 0;
}

static int read_references(struct kam_mail_message *m, const cJSON *object,
			   struct kam_err *err)
{
	const cJSON *array = item(object, "references"), *each;

	if (!cJSON_IsArray(array))
		return fail("references", err);
	cJSON_ArrayForEach(each, array)
	{
		if (!cJSON_IsString(each) || !*each->valuestring ||
		    !is_line(each->valuestring) ||
		    m->n_references == KAM_MAIL_REFERENCES)
			return fail("references", err);
		m->references[m->n_references++] = each->valuestring;
	}
	return 0;
}

static int read_date(struct kam_mail_message *m, const cJSON *object,
		     struct kam_err *err)
{
	const cJSON *date = item(object, "date");
	struct kam_err off = { 0 };

	if (cJSON_IsNull(date))
		return 0;
	m->date = text_of(object, "date");
	m->dated = text_of(object, "dated");
	if (!m->date || !m->dated || kam_instant_parse(&m->at, m->date, &off))
		return fail("date", err);
	return 0;
}

static int read_attachments(struct kam_mail_message *m, const cJSON *object,
			    struct kam_err *err)
{
	const cJSON *each;

	m->attachments = item(object, "attachments");
	if (!cJSON_IsArray(m->attachments))
		return fail("attachments", err);
	cJSON_ArrayForEach(each, m->attachments)
	{
		const cJSON *bytes = item(each, "bytes");
		const char *name = text_of(each, "name");
		const char *type = text_of(each, "type");

		if (!name || !type || !is_line(name) || !is_line(type) ||
		    !cJSON_IsNumber(bytes) || bytes->valuedouble < 0 ||
		    bytes->valuedouble >= 1e15 ||
		    !is_digest(text_of(each, "sha256")))
			return fail("attachments", err);
	}
	return 0;
}

static int read_flaws(struct kam_mail_message *m, const cJSON *object,
		      struct kam_err *err)
{
	const cJSON *array = item(object, "flaws"), *each;
	const struct {
		const char *word;
		int *flag;
	} flaws[] = {
		{ "charset", &m->charset }, { "bytes", &m->bytes },
		{ "cut", &m->cut },         { "deep", &m->deep },
		{ "many", &m->many },
	};

	if (!cJSON_IsArray(array))
		return fail("flaws", err);
	cJSON_ArrayForEach(each, array)
	{
		for (size_t i = 0; i < sizeof flaws / sizeof *flaws; i++)
			if (cJSON_IsString(each) &&
			    !strcmp(each->valuestring, flaws[i].word))
				*flaws[i].flag = 1;
	}
	return 0;
}

int kam_mail_line(struct kam_mail_message *m, const cJSON *object,
		  struct kam_err *err)
{
	int rc = 0;

	memset(m, 0, sizeof *m);
	m->file = number_of(object, "file");
	m->line = number_of(object, "line");
	m->key = number_of(object, "key");
	m->name = text_of(object, "name");
	m->error = text_of(object, "error");
	if (!m->file || !m->line || !m->key)
		return fail("line", err);
	if (m->error)
		return 0;
	m->id = text_of(object, "id");
	m->subject = text_of(object, "subject");
	m->digest = text_of(object, "digest");
	m->text = text_of(object, "text");
	if (!m->id || !is_line(m->id) || !m->subject || !m->text ||
	    !is_digest(m->digest))
		return fail("id", err);
	rc = read_references(m, object, err);
	if (!rc)
		rc = read_date(m, object, err);
	if (!rc)
		rc = read_people(m, object, "from", err);
	if (!rc)
		rc = read_people(m, object, "to", err);
	if (!rc)
		rc = read_people(m, object, "cc", err);
	if (!rc)
		rc = read_attachments(m, object, err);
	return rc ? rc : read_flaws(m, object, err);
}
