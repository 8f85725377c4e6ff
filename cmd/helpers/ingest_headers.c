/*
 * The headers of a message: who, to whom, when, about what, in answer to what.
 */
#include "ingest.h"

#include <kam/date.h>
#include <kam/json.h>
#include <kam/mail_text.h>
#include <string.h>
#include <strings.h>

/* from 1995 on, when maildirs began, up to 2100 */
static const int64_t maildir_begins = 788918400;
static const int64_t maildir_ends = 4102444800;

static GMimeHeader *find(GMimeMessage *message, const char *name)
{
	return g_mime_header_list_get_header(
	    g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
}

static const char *raw_of(GMimeMessage *message, const char *name)
{
	GMimeHeader *header = find(message, name);
	const char *raw = header ? g_mime_header_get_raw_value(header) : NULL;

	return raw ? raw : "";
}

static void add_string(struct kam_str *line, const char *key,
		       const struct kam_str *text)
{
	kam_str_printf(line, "\"%s\":", key);
	kam_json_quote(line, text->data, text->length);
	kam_str_add_char(line, ',');
}

static void add_mailbox(struct kam_str *line, InternetAddress *address,
			size_t *n)
{
	const char *name = internet_address_get_name(address);
	const char *at = internet_address_mailbox_get_addr(
	    INTERNET_ADDRESS_MAILBOX(address));
	struct kam_str text = KAM_STR_INIT;

	if (!at || !*at)
		return;
	kam_str_add(line, (*n)++ ? ",{" : "{");
	(void)kam_mail_header(&text, name ? name : "", name ? strlen(name) : 0,
			      NULL, KAM_MAIL_PLAIN);
	ingest_shorten(&text, INGEST_NAME);
	add_string(line, "name", &text);
	kam_str_truncate(&text, 0);
	(void)kam_mail_header(&text, at, strlen(at), NULL, KAM_MAIL_PLAIN);
	ingest_shorten(&text, INGEST_NAME);
	kam_str_add(line, "\"address\":");
	kam_json_quote(line, text.data, text.length);
	kam_str_add_char(line, '}');
	kam_str_release(&text);
}

/* Its addresses, those of a group one by one. */
static void add_list(struct kam_str *line, struct ingest *in,
		     InternetAddressList *list, size_t *n)
{
	int length = list ? internet_address_list_length(list) : 0;

	for (int i = 0; i < length; i++) {
		InternetAddress *address =
		    internet_address_list_get_address(list, i);
		InternetAddressList *members =
		    INTERNET_ADDRESS_IS_GROUP(address)
			? internet_address_group_get_members(
			      INTERNET_ADDRESS_GROUP(address))
			: NULL;
		int m = members ? internet_address_list_length(members) : 0;

		for (int k = 0; k < m && *n < INGEST_ADDRESSES; k++) {
			InternetAddress *member =
			    internet_address_list_get_address(members, k);

			if (INTERNET_ADDRESS_IS_MAILBOX(member))
				add_mailbox(line, member, n);
		}
		if (*n == INGEST_ADDRESSES) {
			in->many = 1;
			return;
		}
		if (INTERNET_ADDRESS_IS_MAILBOX(address))
			add_mailbox(line, address, n);
	}
}

/* What only looks like an address, where a header has no better: the word
   around its @. */
static void add_loose(struct kam_str *line, const char *text, size_t *n)
{
	static const char ends[] = " \t\r\n<>()[],;:\"";
	const char *at = strchr(text, '@'), *from = at;
	struct kam_str address = KAM_STR_INIT;

	while (from && from > text && !strchr(ends, from[-1]))
		from--;
	if (!at || from == at || strcspn(at, ends) < 2)
		return;
	kam_str_add_bytes(&address, from,
			  (size_t)(at - from) + strcspn(at, ends));
	ingest_shorten(&address, INGEST_NAME);
	kam_str_add(line, "{\"name\":\"\",\"address\":");
	kam_json_quote(line, address.data, address.length);
	kam_str_add_char(line, '}');
	kam_str_release(&address);
	(*n)++;
}

static void add_addresses(struct kam_str *line, struct ingest *in,
			  GMimeMessage *message, const char *key,
			  const char *const *names)
{
	GMimeHeaderList *headers =
	    g_mime_object_get_header_list(GMIME_OBJECT(message));
	int count = g_mime_header_list_get_count(headers);
	size_t n = 0;

	kam_str_printf(line, "\"%s\":[", key);
	for (int i = 0; i < count; i++) {
		GMimeHeader *h = g_mime_header_list_get_header_at(headers, i);
		const char *raw = g_mime_header_get_raw_value(h);
		struct kam_str joined = KAM_STR_INIT;
		InternetAddressList *list;
		const char *const *name = names;

		while (*name && strcasecmp(*name, g_mime_header_get_name(h)))
			name++;
		if (!*name || !raw)
			continue;
		in->flaws |= kam_mail_header(&joined, raw, strlen(raw),
					     in->charset, KAM_MAIL_JOINED);
		list = internet_address_list_parse(NULL, joined.data);
		add_list(line, in, list, &n);
		if (list)
			g_object_unref(list);
		if (!n)
			add_loose(line, joined.data, &n);
		line->failed |= joined.failed;
		kam_str_release(&joined);
	}
	kam_str_add(line, "],");
}

/* The next <…> of a header, blanks taken out; 0 at the end. */
static int next_id(struct kam_str *id, const char **at)
{
	const char *from = strchr(*at, '<'), *to, *again;
	struct kam_str bare = KAM_STR_INIT;

	kam_str_truncate(id, 0);
	to = from ? strchr(from, '>') : NULL;
	if (!to)
		return 0;
	/* a < that nothing closes */
	while ((again = strchr(from + 1, '<')) && again < to)
		from = again;
	for (*at = to + 1, from++; from < to; from++)
		if ((unsigned char)*from > ' ' && *from != 0x7f)
			kam_str_add_char(&bare, *from);
	if (bare.length <= 900)
		(void)kam_mail_decode(id, NULL, bare.data, bare.length);
	id->failed |= bare.failed;
	kam_str_release(&bare);
	return 1;
}

static void add_id(struct kam_str *line, GMimeMessage *message)
{
	const char *raw = raw_of(message, "Message-ID"), *at = raw;
	struct kam_str id = KAM_STR_INIT, whole = KAM_STR_INIT;

	if (!next_id(&id, &at)) {
		/* without its brackets, as some programs write it */
		kam_str_printf(
		    &whole, "<%.*s>",
		    (int)strcspn(raw + strspn(raw, " \t\r\n"), " \t\r\n"),
		    raw + strspn(raw, " \t\r\n"));
		at = whole.data;
		(void)next_id(&id, &at);
	}
	add_string(line, "id", &id);
	line->failed |= whole.failed | id.failed;
	kam_str_release(&id);
	kam_str_release(&whole);
}

/* The oldest and the latest of those before it, the latest last. */
static void add_references(struct kam_str *line, GMimeMessage *message)
{
	static const char *const names[] = { "References", "In-Reply-To" };
	struct kam_str id = KAM_STR_INIT;
	size_t all = 0, at = 0, n = 0;

	for (size_t i = 0; i < 2; i++)
		for (const char *raw = raw_of(message, names[i]);
		     next_id(&id, &raw);)
			all++;
	kam_str_add(line, "\"references\":[");
	for (size_t i = 0; i < 2; i++)
		for (const char *raw = raw_of(message, names[i]);
		     next_id(&id, &raw); at++) {
			if (!id.length || (at && all - at >= INGEST_REFERENCES))
				continue;
			if (n++)
				kam_str_add_char(line, ',');
			kam_json_quote(line, id.data, id.length);
		}
	kam_str_add(line, "],");
	line->failed |= id.failed;
	kam_str_release(&id);
}

static int read_date(int64_t *out, const char *text)
{
	struct kam_str plain = KAM_STR_INIT;
	GDateTime *date;

	kam_mail_date(&plain, text);
	date = g_mime_utils_header_decode_date(plain.data);
	kam_str_release(&plain);
	if (!date)
		return 0;
	*out = g_date_time_to_unix(date);
	g_date_time_unref(date);
	/* from 1900 to 9999 */
	return *out > -INT64_C(2208988800) && *out < INT64_C(253402300800);
}

/* The time in a Received header: behind its last semicolon (RFC 5322, 3.6.7),
   those in comments and quotes aside. */
static const char *received_at(const char *text)
{
	const char *found = NULL, *last = strrchr(text, ';');
	int depth = 0, quoted = 0;

	for (; *text; text++) {
		quoted ^= *text == '"' && !depth;
		depth += *text == '(' && !quoted;
		depth -= *text == ')' && !quoted && depth;
		if (*text == ';' && !depth && !quoted)
			found = text;
	}
	/* what is opened may never be closed */
	if (!found || depth || quoted)
		found = last;
	return found ? found + 1 : NULL;
}

/* The seconds since 1970 that a maildir's unique names begin with: digits up
   to the first dot. Of other years than a maildir can be, they are no time. */
static int read_name(int64_t *out, const char *name)
{
	*out = 0;
	for (; *name >= '0' && *name <= '9' && *out < maildir_ends; name++)
		*out = *out * 10 + (*name - '0');
	return *name == '.' && *out >= maildir_begins && *out < maildir_ends;
}

/* When it was sent; else when the mbox, the last server or the maildir had
   it. */
static const char *find_date(int64_t *out, const struct ingest *in,
			     GMimeMessage *message, const char *from)
{
	const char *received = received_at(raw_of(message, "Received"));
	const char *blank = strchr(from, ' ');

	if (read_date(out, raw_of(message, "Date")))
		return "sent";
	if (blank)
		blank = strchr(blank + 1, ' ');
	if (blank && read_date(out, blank + 1))
		return "kept";
	if (received && read_date(out, received))
		return "received";
	return in->name && read_name(out, in->name) ? "kept" : NULL;
}

static void add_date(struct kam_str *line, const struct ingest *in,
		     GMimeMessage *message, const char *from)
{
	char text[KAM_INSTANT_TEXT];
	int64_t at;
	const char *how = find_date(&at, in, message, from);

	if (!how) {
		kam_str_add(line, "\"date\":null,");
		return;
	}
	kam_instant_format(text, at);
	kam_str_printf(line, "\"date\":\"%s\",\"dated\":\"%s\",", text, how);
}

/* Into the digest: these tell a message that has no ID of its own. */
static void add_digest(struct ingest *in, GMimeMessage *message)
{
	static const char *const names[] = { "From", "To", "Cc", "Date",
					     "Subject" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *raw = raw_of(message, names[i]);

		for (; *raw; raw++)
			if ((unsigned char)*raw > ' ')
				kam_sha256_add(&in->digest, raw, 1);
		kam_sha256_add(&in->digest, "", 1);
	}
}

void ingest_headers(struct kam_str *line, struct ingest *in,
		    GMimeMessage *message, const char *from)
{
	static const char *const froms[] = { "From", NULL };
	static const char *const senders[] = { "Sender", NULL };
	static const char *const tos[] = { "To", NULL };
	static const char *const ccs[] = { "Cc", "Bcc", NULL };
	const char *raw = raw_of(message, "Subject");
	struct kam_str subject = KAM_STR_INIT;

	add_digest(in, message);
	add_id(line, message);
	add_references(line, message);
	add_date(line, in, message, from);
	in->flaws |= kam_mail_header(&subject, raw, strlen(raw), in->charset,
				     KAM_MAIL_PLAIN);
	ingest_shorten(&subject, INGEST_SUBJECT);
	add_string(line, "subject", &subject);
	add_addresses(line, in, message, "from",
		      find(message, "From") ? froms : senders);
	add_addresses(line, in, message, "to", tos);
	add_addresses(line, in, message, "cc", ccs);
	line->failed |= subject.failed;
	kam_str_release(&subject);
}
