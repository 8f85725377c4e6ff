/*
 * The parts of a message: its text, and what is attached to it.
 */
#include "ingest.h"

#include <errno.h>
#include <fcntl.h>
#include <kam/html_text.h>
#include <kam/json.h>
#include <kam/mail_text.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static int is_type(GMimeObject *object, const char *type, const char *subtype)
{
	return g_mime_content_type_is_type(
	    g_mime_object_get_content_type(object), type, subtype);
}

/* What is called gb2312 is a part of what is meant. */
static void widen(struct kam_str *out, const char *text)
{
	static const char narrow[] = "=gb2312'";
	const char *at;

	while ((at = strcasestr(text, narrow))) {
		kam_str_add_bytes(out, text, (size_t)(at - text));
		kam_str_add(out, "=gb18030'");
		text = at + sizeof narrow - 1;
	}
	kam_str_add(out, text);
}

/* The header as GMime is to read it: encoded words and bytes of any kind are
   UTF-8 by then. */
static void readable(struct kam_str *out, const struct ingest *in,
		     GMimeObject *object, const char *header)
{
	GMimeHeader *h = g_mime_header_list_get_header(
	    g_mime_object_get_header_list(object), header);
	const char *raw = h ? g_mime_header_get_raw_value(h) : NULL;
	struct kam_str joined = KAM_STR_INIT;

	if (!raw)
		return;
	(void)kam_mail_header(&joined, raw, strlen(raw), in->charset,
			      KAM_MAIL_JOINED);
	widen(out, joined.data);
	out->failed |= joined.failed;
	kam_str_release(&joined);
}

static void add_plain(struct kam_str *out, const char *value)
{
	if (value)
		(void)kam_mail_header(out, value, strlen(value), NULL,
				      KAM_MAIL_PLAIN);
}

static void file_name(struct kam_str *out, const struct ingest *in,
		      GMimeObject *object)
{
	struct kam_str header = KAM_STR_INIT;

	readable(&header, in, object, "Content-Disposition");
	if (header.length) {
		GMimeContentDisposition *how =
		    g_mime_content_disposition_parse(NULL, header.data);

		add_plain(out, g_mime_content_disposition_get_parameter(
				   how, "filename"));
		g_object_unref(how);
	}
	kam_str_truncate(&header, 0);
	readable(&header, in, object, "Content-Type");
	if (!out->length && header.length) {
		GMimeContentType *type =
		    g_mime_content_type_parse(NULL, header.data);

		add_plain(out, g_mime_content_type_get_parameter(type, "name"));
		g_object_unref(type);
	}
	kam_str_release(&header);
	ingest_shorten(out, INGEST_NAME);
}

static int is_attached(GMimeObject *object)
{
	const char *how = g_mime_object_get_disposition(object);

	return how && !strcasecmp(how, "attachment");
}

/* A type without a subtype is what no type is (RFC 2045, 5.2). */
static int is_plain(GMimeObject *object)
{
	GMimeHeader *h = g_mime_header_list_get_header(
	    g_mime_object_get_header_list(object), "Content-Type");
	const char *raw = h ? g_mime_header_get_raw_value(h) : NULL;

	return is_type(object, "text", "plain") ||
	       (GMIME_IS_PART(object) && raw && !strchr(raw, '/'));
}

static int is_text(GMimeObject *object)
{
	return GMIME_IS_PART(object) && !is_attached(object) &&
	       (is_plain(object) || is_type(object, "text", "html") ||
		is_type(object, "text", "enriched"));
}

/* Text that belongs to what the message says itself. */
static int is_body(const struct ingest *in, GMimeObject *object)
{
	struct kam_str name = KAM_STR_INIT;
	int named;

	if (!is_text(object))
		return 0;
	file_name(&name, in, object);
	named = name.length > 0;
	kam_str_release(&name);
	return !named;
}

/* What <meta charset=…> says, where the part's header says nothing. */
static void html_charset(char charset[64], const struct kam_str *html)
{
	size_t n = html->length < 2048 ? html->length : 2048, i = 0;
	char *head = g_strndup(html->data, n);
	const char *at = strcasestr(head, "charset=");

	if (at) {
		for (at += 8; *at && strchr("\"' ", *at); at++)
			;
		while (i < 63 && *at && !strchr("\"'> ;", *at))
			charset[i++] = *at++;
	}
	charset[i] = '\0';
	g_free(head);
}

/* A part's text into UTF-8, HTML as text, as much as is kept. */
static unsigned text_of(struct kam_str *out, GMimeObject *object,
			const struct kam_str *bytes, char charset[64])
{
	const char *said =
	    g_mime_object_get_content_type_parameter(object, "charset");
	struct kam_str utf8 = KAM_STR_INIT, text = KAM_STR_INIT;
	const struct kam_str *from = &utf8;
	unsigned flaws;

	(void)snprintf(charset, 64, "%s", said ? said : "");
	if (!said && is_type(object, "text", "html"))
		html_charset(charset, bytes);
	flaws = kam_mail_decode(&utf8, charset, bytes->data, bytes->length);
	if (is_type(object, "text", "html")) {
		kam_html_text(&text, utf8.data, utf8.length, 2 * INGEST_TEXT);
		from = &text;
	}
	kam_mail_clean(out, from->data, from->length);
	out->failed |= utf8.failed | text.failed;
	kam_str_release(&utf8);
	kam_str_release(&text);
	return flaws;
}

static int has_text(struct ingest *in, GMimeObject *object)
{
	struct kam_str text = KAM_STR_INIT;
	struct kam_sha256 digest = in->digest;
	char charset[64];
	struct ingest_sink s;
	int any;

	ingest_open(&s, in, object, 1);
	ingest_read(&s, object);
	(void)text_of(&text, object, &s.bytes, charset);
	any = text.length > 0;
	in->digest = digest; /* this was not the reading that counts */
	kam_str_release(&s.bytes);
	kam_str_release(&text);
	return any;
}

static void add_body(struct ingest *in, GMimeObject *object)
{
	struct kam_str text = KAM_STR_INIT;
	char charset[64];
	struct ingest_sink s;

	ingest_open(&s, in, object, 1);
	ingest_read(&s, object);
	in->flaws |= text_of(&text, object, &s.bytes, charset);
	if (!*in->charset)
		memcpy(in->charset, charset, sizeof in->charset);
	if (in->text.length && text.length)
		kam_str_add(&in->text, "\n\n");
	if (in->text.length < INGEST_TEXT)
		kam_str_add_bytes(&in->text, text.data, text.length);
	in->cut |= s.length > INGEST_READ || in->text.length > INGEST_TEXT;
	ingest_shorten(&in->text, INGEST_TEXT);
	in->text.failed |= text.failed | s.bytes.failed;
	kam_str_release(&s.bytes);
	kam_str_release(&text);
}

static void add_attachment(struct ingest *in, GMimeObject *object)
{
	struct kam_str name = KAM_STR_INIT, type = KAM_STR_INIT;
	char sha[KAM_SHA256_TEXT], file[64];
	GMimeContentType *content = g_mime_object_get_content_type(object);
	char *media = g_mime_content_type_get_mime_type(content);
	struct ingest_sink s;

	ingest_open(&s, in, object, 0);
	if (in->n_attachments >= INGEST_PARTS)
		in->many = 1;
	else
		in->n_attachments++;
	if (!in->many && in->parts >= 0) {
		(void)snprintf(file, sizeof file, "%lld-%zu",
			       (long long)in->key, in->n_attachments);
		s.fd = openat(
		    in->parts, file,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (s.fd < 0)
			in->failed = errno;
	}
	ingest_read(&s, object);
	if (s.fd >= 0 && close(s.fd))
		in->failed = errno;
	kam_sha256_text(sha, &s.sha);
	file_name(&name, in, object);
	(void)kam_mail_header(&type, media, strlen(media), NULL,
			      KAM_MAIL_PLAIN);
	ingest_shorten(&type, INGEST_NAME);
	for (char *c = type.data; *c; c++)
		*c = g_ascii_tolower(*c);
	if (!in->many) {
		kam_str_add(&in->attachments, in->n_attachments > 1
						  ? ",{\"name\":"
						  : "{\"name\":");
		kam_json_quote(&in->attachments, name.data, name.length);
		kam_str_add(&in->attachments, ",\"type\":");
		kam_json_quote(&in->attachments, type.data, type.length);
		kam_str_printf(&in->attachments,
			       ",\"bytes\":%lld,\"sha256\":\"%s\"}",
			       (long long)s.length, sha);
	}
	g_free(media);
	kam_str_release(&name);
	kam_str_release(&type);
	kam_str_release(&s.bytes);
}

/* Of several forms of the same, the plain one, else the last one there is. */
static int choose(struct ingest *in, GMimeMultipart *parts)
{
	int n = g_mime_multipart_get_count(parts), chosen = -1;

	for (int i = 0; i < n; i++) {
		GMimeObject *part = g_mime_multipart_get_part(parts, i);

		if (is_body(in, part) && is_plain(part) && has_text(in, part))
			return i;
		if (GMIME_IS_MULTIPART(part) ||
		    (is_body(in, part) && !is_plain(part)))
			chosen = i;
	}
	return chosen;
}

struct level {
	GMimeMultipart *parts;
	int at, n, chosen, text;
};

/* A multipart that has no parts, as where its boundary is missing: what stands
   in it is what the message says. */
static void add_loose(struct ingest *in, GMimeMultipart *parts)
{
	const char *text = g_mime_multipart_get_prologue(parts);
	struct kam_str utf8 = KAM_STR_INIT;

	if (!text || in->text.length)
		return;
	kam_sha256_add(&in->digest, text, strlen(text));
	in->flaws |= kam_mail_decode(&utf8, NULL, text, strlen(text));
	kam_mail_clean(&in->text, utf8.data, utf8.length);
	in->cut |= in->text.length > INGEST_TEXT;
	ingest_shorten(&in->text, INGEST_TEXT);
	in->text.failed |= utf8.failed;
	kam_str_release(&utf8);
}

static void enter(struct level *level, struct ingest *in, GMimeObject *object,
		  int text)
{
	*level = (struct level){ .parts = GMIME_MULTIPART(object),
				 .text = text,
				 .chosen = -1 };
	level->n = g_mime_multipart_get_count(level->parts);
	if (is_type(object, "multipart", "alternative"))
		level->chosen = choose(in, level->parts);
	if (!level->n && text)
		add_loose(in, level->parts);
}

static void add_leaf(struct ingest *in, GMimeObject *object, int text)
{
	if (is_body(in, object)) {
		if (text)
			add_body(in, object);
		return;
	}
	add_attachment(in, object);
	if (!in->spare &&
	    (is_text(object) || is_type(object, "message", "delivery-status")))
		in->spare = object;
}

/* Where nothing else says anything, a text that has a file's name may, or why
   a mail could not be delivered. */
static void add_spare(struct ingest *in)
{
	struct kam_sha256 digest = in->digest;

	if (!in->text.length && in->spare)
		add_body(in, in->spare);
	in->digest = digest;
}

void ingest_parts(struct ingest *in, GMimeMessage *message)
{
	struct level levels[INGEST_DEPTH];
	GMimeObject *object = g_mime_message_get_mime_part(message);
	int depth = 0;

	if (!object)
		return;
	if (!GMIME_IS_MULTIPART(object)) {
		add_leaf(in, object, 1);
		add_spare(in);
		return;
	}
	enter(&levels[depth++], in, object, 1);
	while (depth) {
		struct level *l = &levels[depth - 1];
		int text;

		if (l->at == l->n) {
			depth--;
			continue;
		}
		object = g_mime_multipart_get_part(l->parts, l->at);
		text = l->text && (l->chosen < 0 || l->chosen == l->at);
		l->at++;
		if (!GMIME_IS_MULTIPART(object))
			add_leaf(in, object, text);
		else if (depth == INGEST_DEPTH)
			in->deep = 1;
		else
			enter(&levels[depth++], in, object, text);
	}
	add_spare(in);
}
