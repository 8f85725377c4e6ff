/*
 * kam-ingest-mail: messages as JSON lines.
 *
 *	kam-ingest-mail [--parts FOLDER] FILE|MBOX|MAILDIR|- …
 *	{"file":1,"line":1,"key":1,"id":"a@x","references":[],"date":…}
 *
 * A line per message, in the order of the files; include/kam/mail.h says what
 * it has. One that cannot be read is a line with an "error". --parts keeps
 * attachments there, in files KEY-N, mode 0600. Memory is that of one message
 * (64 MiB at most, see kam/mbox.h). Exit 0, 64 for its arguments, 66 where a
 * file isn't there, 74 where one cannot be read or written.
 */
#include "../speech.h"
#include "ingest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <kam/json.h>
#include <kam/mail_text.h>
#include <kam/mbox.h>
#include <kam/utf8.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct source {
	int file;         /* its number on the command line, from 1 */
	const char *name; /* of the message in a maildir, or NULL */
	int64_t number;   /* of the message in the file */
	int64_t *key;
	int parts;
};

static int complain(const char *what, int error)
{
	struct kam_str shown = KAM_STR_INIT, valid = KAM_STR_INIT;

	kam_utf8_repair(&valid, what, strlen(what));
	kam_utf8_show(&shown, valid.data, KAM_SHOW_LINE);
	(void)fprintf(stderr, "kam-ingest-mail: '%s': %s\n", shown.data,
		      kam_errno_text(error));
	kam_str_release(&shown);
	kam_str_release(&valid);
	return error == ENOENT ? 66 : 74;
}

/* The parts of the tree read from bytes, which outlive it. */
static GMimeMessage *parse(GByteArray *bytes)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
	GMimeParser *parser;
	GMimeMessage *message;

	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	parser = g_mime_parser_new_with_stream(stream);
	/* one parser a message: a second call on one never returns */
	g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
	message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	return message;
}

static void add_flaws(struct kam_str *line, const struct ingest *in)
{
	const struct {
		int is;
		const char *word;
	} flaws[] = {
		{ (in->flaws & KAM_MAIL_CHARSET) != 0, "charset" },
		{ (in->flaws & KAM_MAIL_BYTES) != 0, "bytes" },
		{ in->cut, "cut" },
		{ in->deep, "deep" },
		{ in->many, "many" },
	};
	size_t n = 0;

	kam_str_add(line, ",\"flaws\":[");
	for (size_t i = 0; i < sizeof flaws / sizeof *flaws; i++)
		if (flaws[i].is)
			kam_str_printf(line, "%s\"%s\"", n++ ? "," : "",
				       flaws[i].word);
	kam_str_add(line, "]");
}

static void begin_line(struct kam_str *line, const struct source *s)
{
	kam_str_printf(line, "{\"file\":%d,\"line\":%lld,\"key\":%lld,",
		       s->file, (long long)s->number, (long long)*s->key);
	if (s->name) {
		kam_str_add(line, "\"name\":");
		kam_json_quote(line, s->name, strlen(s->name));
		kam_str_add_char(line, ',');
	}
}

static int end_line(struct kam_str *line)
{
	int rc = 0;

	kam_str_add(line, "}\n");
	if (line->failed ||
	    fwrite(line->data, 1, line->length, stdout) != line->length)
		rc = complain("standard output", line->failed ? ENOMEM : errno);
	kam_str_release(line);
	return rc;
}

static int print_bad(const struct source *s, const char *why)
{
	struct kam_str line = KAM_STR_INIT;

	begin_line(&line, s);
	kam_str_printf(&line, "\"error\":\"%s\"", why);
	return end_line(&line);
}

static int print_message(const struct source *s, GMimeMessage *message,
			 const char *from)
{
	struct ingest in = { .key = *s->key,
			     .name = s->name,
			     .parts = s->parts,
			     .text = KAM_STR_INIT,
			     .attachments = KAM_STR_INIT };
	char digest[KAM_SHA256_TEXT];
	struct kam_str line = KAM_STR_INIT;

	kam_sha256_begin(&in.digest);
	begin_line(&line, s);
	ingest_parts(&in, message);
	ingest_headers(&line, &in, message, from);
	kam_sha256_text(digest, &in.digest);
	kam_str_printf(&line, "\"digest\":\"%s\",\"attachments\":[", digest);
	kam_str_add_bytes(&line, in.attachments.data, in.attachments.length);
	kam_str_add(&line, "],\"text\":");
	kam_json_quote(&line, in.text.data, in.text.length);
	add_flaws(&line, &in);
	line.failed |= in.text.failed | in.attachments.failed;
	kam_str_release(&in.text);
	kam_str_release(&in.attachments);
	if (in.failed) {
		kam_str_release(&line);
		return complain("an attachment", in.failed);
	}
	return end_line(&line);
}

static int has_header(GMimeMessage *message)
{
	GMimeObject *part = g_mime_message_get_mime_part(message);

	return g_mime_header_list_get_count(
		   g_mime_object_get_header_list(GMIME_OBJECT(message))) > 0 ||
	       (part && g_mime_header_list_get_count(
			    g_mime_object_get_header_list(part)) > 0);
}

static int print_parsed(const struct source *s, struct kam_mbox *box)
{
	GByteArray *bytes = g_byte_array_new_take((guint8 *)box->message.data,
						  box->message.length);
	GMimeMessage *message = parse(bytes);
	int rc;

	if (message && has_header(message))
		rc = print_message(s, message, box->from);
	else
		rc = print_bad(s, N_("it has no header"));
	if (message)
		g_object_unref(message);
	/* the bytes are the box's own */
	(void)g_byte_array_steal(bytes, NULL);
	g_byte_array_unref(bytes);
	return rc;
}

static int print_one(const struct source *s, struct kam_mbox *box)
{
	const char *why = box->flaw;

	(*s->key)++;
	if (!why)
		why = kam_mbox_check(box->message.data, box->message.length);
	return why ? print_bad(s, why) : print_parsed(s, box);
}

static long read_some(void *context, char *buffer, size_t room,
		      struct kam_err *err)
{
	const int *fd = context;
	ssize_t n;

	do
		n = read(*fd, buffer, room);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return kam_fail(err, KAM_EIO, "%d", errno);
	return (long)n;
}

static int read_messages(struct source *s, int fd, const char *path,
			 enum kam_mbox_form form)
{
	struct kam_mbox *box = g_malloc(sizeof *box);
	struct kam_input input = { .context = &fd, .read = read_some };
	struct kam_err err = { 0 };
	int rc = 0, more = 0;

	kam_mbox_open(box, &input, form);
	while (!rc && (more = kam_mbox_next(box, &err)) > 0) {
		s->number++;
		rc = print_one(s, box);
	}
	if (more < 0)
		rc = complain(path, err.code == KAM_ENOMEM ? ENOMEM : EIO);
	kam_mbox_release(box);
	g_free(box);
	return rc;
}

/* Another process moves and deletes them: what is gone is no error. */
static int read_entry(struct source *s, int folder, const char *name)
{
	int fd = openat(folder, name,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat is;
	int rc;

	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0 || fstat(fd, &is) || !S_ISREG(is.st_mode)) {
		if (fd >= 0)
			(void)close(fd);
		s->number++;
		(*s->key)++;
		s->name = name;
		return print_bad(s, N_("it cannot be read"));
	}
	s->name = name;
	rc = read_messages(s, fd, name, KAM_MBOX_ONE);
	(void)close(fd);
	return rc;
}

static int is_entry(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int read_folder(struct source *s, int maildir, const char *name)
{
	int folder = openat(maildir, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct dirent **entries = NULL;
	int rc = 0, n;

	if (folder < 0)
		return complain(name, errno);
	n = scandirat(folder, ".", &entries, is_entry, alphasort);
	if (n < 0)
		rc = complain(name, errno);
	for (int i = 0; i < n; i++) {
		if (!rc && entries[i]->d_type != DT_DIR)
			rc = read_entry(s, folder, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	(void)close(folder);
	return rc;
}

static int read_maildir(struct source *s, int fd, const char *path)
{
	struct stat is;
	int rc;

	if (fstatat(fd, "cur", &is, 0) || fstatat(fd, "new", &is, 0)) {
		(void)complain(path, EISDIR);
		(void)fprintf(stderr, "kam-ingest-mail: %s\n",
			      _("a maildir has the folders cur and new"));
		return 65;
	}
	rc = read_folder(s, fd, "cur");
	return rc ? rc : read_folder(s, fd, "new");
}

static int read_path(struct source *s, const char *path)
{
	int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC)
				   : dup(STDIN_FILENO);
	struct stat is;
	int rc;

	if (fd < 0 || fstat(fd, &is))
		return complain(path, errno);
	if (S_ISDIR(is.st_mode))
		rc = read_maildir(s, fd, path);
	else
		rc = read_messages(s, fd, path, KAM_MBOX_ANY);
	(void)close(fd);
	return rc;
}

int main(int argc, char **argv)
{
	int at = 1, parts = -1, rc = 0;
	int64_t key = 0;

	cmd_speech_start();
	if (argc > 2 && !strcmp(argv[1], "--parts")) {
		parts = open(argv[2],
			     O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (parts < 0)
			return complain(argv[2], errno);
		at = 3;
	}
	if (at < argc && !strcmp(argv[at], "--"))
		at++;
	if (at == argc) {
		(void)fprintf(stderr, "kam-ingest-mail: %s\n",
			      _("usage: kam-ingest-mail [--parts FOLDER] "
				"FILE|MBOX|MAILDIR|- …"));
		return 64;
	}
	g_mime_init();
	for (int i = at; i < argc && !rc; i++) {
		struct source s = { .file = i - at + 1,
				    .key = &key,
				    .parts = parts };

		rc = read_path(&s, argv[i]);
	}
	g_mime_shutdown();
	if (!rc && (fflush(stdout) || ferror(stdout)))
		rc = complain("standard output", errno);
	return rc;
}
