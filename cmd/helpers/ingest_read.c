/*
 * The bytes of one part, decoded from what it travelled in.
 */
#include "ingest.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void ingest_shorten(struct kam_str *text, size_t n)
{
	if (text->length <= n)
		return;
	while (n && ((unsigned char)text->data[n] & 0xc0) == 0x80)
		n--;
	kam_str_truncate(text, n);
}

static void put_file(struct ingest_sink *s, const char *bytes, size_t n)
{
	while (n && s->fd >= 0 && !s->in->failed) {
		ssize_t written = write(s->fd, bytes, n);

		if (written < 0 && errno != EINTR)
			s->in->failed = errno;
		if (written > 0) {
			bytes += written;
			n -= (size_t)written;
		}
	}
}

/* A message is the same whether its lines end in \n or \r\n. */
static void add_digest(struct ingest_sink *s, const char *bytes, size_t n)
{
	if (!s->text) {
		kam_sha256_add(&s->in->digest, bytes, n);
		return;
	}
	while (n) {
		size_t line = 0;

		while (line < n && bytes[line] != '\r' && bytes[line] != '\n')
			line++;
		kam_sha256_add(&s->in->digest, bytes, line);
		line += line < n;
		bytes += line;
		n -= line;
	}
}

static void put(struct ingest_sink *s, const char *bytes, size_t n)
{
	size_t room = INGEST_READ - s->bytes.length;

	add_digest(s, bytes, n);
	if (!s->keep)
		kam_sha256_add(&s->sha, bytes, n);
	s->length += (int64_t)n;
	if (s->keep)
		kam_str_add_bytes(&s->bytes, bytes, n < room ? n : room);
	put_file(s, bytes, n);
}

static void drain(struct ingest_sink *s, GMimeStream *stream)
{
	char buffer[32768];
	ssize_t n;

	while ((n = g_mime_stream_read(stream, buffer, sizeof buffer)) > 0)
		put(s, buffer, (size_t)n);
}

static void read_part(struct ingest_sink *s, GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream =
	    content ? g_mime_data_wrapper_get_stream(content) : NULL;
	GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part);
	GMimeStream *decoded;
	GMimeFilter *filter;

	if (!stream)
		return;
	(void)g_mime_stream_reset(stream);
	decoded = g_mime_stream_filter_new(stream);
	filter = g_mime_filter_basic_new(encoding, FALSE);
	(void)g_mime_stream_filter_add(GMIME_STREAM_FILTER(decoded), filter);
	drain(s, decoded);
	g_object_unref(filter);
	g_object_unref(decoded);
}

/* A message within the message, as it stands. */
static void read_message(struct ingest_sink *s, GMimeMessagePart *part)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);
	GMimeStream *stream;

	if (!message)
		return;
	stream = g_mime_stream_mem_new();
	(void)g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL,
					    stream);
	(void)g_mime_stream_reset(stream);
	drain(s, stream);
	g_object_unref(stream);
}

void ingest_open(struct ingest_sink *s, struct ingest *in, GMimeObject *object,
		 int keep)
{
	GMimeContentType *type = g_mime_object_get_content_type(object);

	*s = (struct ingest_sink){ .in = in, .keep = keep, .fd = -1 };
	s->bytes = (struct kam_str)KAM_STR_INIT;
	s->text = g_mime_content_type_is_type(type, "text", "*") ||
		  GMIME_IS_MESSAGE_PART(object);
	kam_sha256_begin(&s->sha);
}

void ingest_read(struct ingest_sink *s, GMimeObject *object)
{
	if (GMIME_IS_PART(object))
		read_part(s, GMIME_PART(object));
	else if (GMIME_IS_MESSAGE_PART(object))
		read_message(s, GMIME_MESSAGE_PART(object));
}
