#include <kam/mail_read.h>
#include <kam/mail_text.h>
#include <kam/utf8.h>
#include <string.h>
#include <strings.h>

/* Where a header's value begins, and its bytes with what is folded; NULL where
   the head, which ends with an empty line, has none of the name. */
static const char *find_header(const char *at, const char *name, size_t *n)
{
	size_t length = strlen(name), line;

	for (; *at && *at != '\n'; at += line + (at[line] == '\n')) {
		line = strcspn(at, "\n");
		if (line <= length || at[length] != ':' ||
		    strncasecmp(at, name, length) != 0)
			continue;
		*n = line;
		while (at[*n] == '\n' &&
		       (at[*n + 1] == ' ' || at[*n + 1] == '\t'))
			*n += 1 + strcspn(at + *n + 1, "\n");
		*n -= length + 1;
		return at + length + 1;
	}
	return NULL;
}

static void read_header(struct kam_str *out, const char *message,
			const char *name)
{
	size_t n;
	const char *value = find_header(message, name, &n);

	if (!value)
		return;
	while (n && *value == ' ') {
		value++;
		n--;
	}
	(void)kam_mail_header(out, value, n, NULL, KAM_MAIL_PLAIN);
}

/* Behind the empty line that ends a head. */
static const char *skip_head(const char *at)
{
	const char *end = strstr(at, "\n\n");

	return end ? end + 2 : at + strlen(at);
}

static int digit(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* RFC 2045, 6.7, as kam_mail_quoted() writes it. */
static void decode(struct kam_str *out, const char *at, const char *end)
{
	while (at < end) {
		if (*at == '=' && end - at > 1 && at[1] == '\n') {
			at += 2;
		} else if (*at == '=' && end - at > 2 && digit(at[1]) >= 0 &&
			   digit(at[2]) >= 0) {
			kam_str_add_char(
			    out, (char)(digit(at[1]) * 16 + digit(at[2])));
			at += 3;
		} else {
			kam_str_add_char(out, *at++);
		}
	}
}

/* The first part that is plain text; its boundary, which begins with "=_", can
   stand in no text that is encoded. */
static void read_text(struct kam_str *out, const char *message)
{
	static const char boundary[] = "\n--=_", type[] = "text/plain";
	const char *at = strstr(message, boundary);
	struct kam_str text = KAM_STR_INIT;

	for (; at; at = strstr(at + 1, boundary)) {
		size_t line = strcspn(at + 1, "\n"), n;
		const char *head = at + 1 + line + (at[1 + line] == '\n');
		const char *said = find_header(head, "Content-Type", &n);
		const char *body = skip_head(head);
		const char *end = strstr(body, boundary);

		if (!said || strncasecmp(said + strspn(said, " "), type,
					 sizeof type - 1) != 0)
			continue;
		decode(&text, body, end ? end : body + strlen(body));
		break;
	}
	out->failed |= text.failed;
	kam_utf8_repair(out, text.data, text.length);
	kam_str_release(&text);
}

int kam_mail_read(struct kam_mail_read *out, const char *message,
		  struct kam_err *err)
{
	int rc;

	*out = (struct kam_mail_read){ KAM_STR_INIT, KAM_STR_INIT, KAM_STR_INIT,
				       KAM_STR_INIT, KAM_STR_INIT };
	read_header(&out->from, message, "From");
	read_header(&out->to, message, "To");
	read_header(&out->subject, message, "Subject");
	read_header(&out->date, message, "Date");
	read_text(&out->text, message);
	rc = kam_str_check(&out->from, err);
	if (!rc)
		rc = kam_str_check(&out->to, err);
	if (!rc)
		rc = kam_str_check(&out->subject, err);
	if (!rc)
		rc = kam_str_check(&out->date, err);
	return rc ? rc : kam_str_check(&out->text, err);
}

void kam_mail_read_release(struct kam_mail_read *mail)
{
	kam_str_release(&mail->from);
	kam_str_release(&mail->to);
	kam_str_release(&mail->subject);
	kam_str_release(&mail->date);
	kam_str_release(&mail->text);
}
