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

/* A line of which blanks part words, or much is none of its characters. */
static int is_base64(const char *line, size_t n)
{
	size_t outside = 0;

	while (n && strchr(" \t\r", line[n - 1]))
		n--;
	while (n && strchr(" \t", *line)) {
		line++;
		n--;
	}
	for (size_t i = 0; i < n; i++) {
		if (line[i] == ' ')
			return 0;
		outside +=
		    !g_ascii_isalnum(line[i]) && !memchr("+/=", line[i], 3);
	}
	return outside * 8 <= n;
}

/* Where base64 ends that text follows, as the footers of mailing lists do; the
   length where none does. */
static gint64 base64_end(GMimeStream *stream)
{
	gint64 at = 0;
	char line[256];
	size_t n = 0;
	char c;

	while (g_mime_stream_read(stream, &c, 1) == 1) {
		if (c != '\n' && n < sizeof line) {
			line[n++] = c;
			continue;
		}
		if (!is_base64(line, n))
			return at;
		at = g_mime_stream_tell(stream) - stream->bound_start;
		n = 0;
	}
	return is_base64(line, n) ? g_mime_stream_length(stream) : at;
}

static void decode(struct ingest_sink *s, GMimeStream *stream,
		   GMimeContentEncoding encoding)
{
	GMimeStream *decoded = g_mime_stream_filter_new(stream);
	GMimeFilter *filter = g_mime_filter_basic_new(encoding, FALSE);

	(void)g_mime_stream_filter_add(GMIME_STREAM_FILTER(decoded), filter);
	drain(s, decoded);
	g_object_unref(filter);
	g_object_unref(decoded);
}

static void read_base64(struct ingest_sink *s, GMimeStream *stream)
{
	gint64 from = stream->bound_start, at = from + base64_end(stream);
	GMimeStream *coded = g_mime_stream_substream(stream, from, at);
	GMimeStream *plain =
	    g_mime_stream_substream(stream, at, stream->bound_end);

	decode(s, coded, GMIME_CONTENT_ENCODING_BASE64);
	if (at > from && at < from + g_mime_stream_length(stream))
		put(s, "\n", 1);
	drain(s, plain);
	g_object_unref(coded);
	g_object_unref(plain);
}

static void read_part(struct ingest_sink *s, GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream =
	    content ? g_mime_data_wrapper_get_stream(content) : NULL;
	GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part);

	if (!stream)
		return;
	(void)g_mime_stream_reset(stream);
	if (s->keep && s->text && encoding == GMIME_CONTENT_ENCODING_BASE64)
		read_base64(s, stream);
	else
		decode(s, stream, encoding);
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
