/*
 * Mailboxes and what their headers and bodies are written in: messages to the
 * end, headers of one line, text in valid UTF-8.
 */
#include "fuzz.h"

#include <kam/mail_text.h>
#include <kam/mbox.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

static void must(int holds)
{
	if (!holds)
		abort();
}

static void read_header(const char *raw, size_t n, const char *charset)
{
	struct kam_str plain = KAM_STR_INIT, joined = KAM_STR_INIT;

	(void)kam_mail_header(&plain, raw, n, charset, KAM_MAIL_PLAIN);
	(void)kam_mail_header(&joined, raw, n, charset, KAM_MAIL_JOINED);
	must(kam_utf8_valid(plain.data, plain.length) &&
	     kam_utf8_valid(joined.data, joined.length) &&
	     !strpbrk(plain.data, "\r\n\033") &&
	     !strpbrk(joined.data, "\r\n\033"));
	kam_str_release(&plain);
	kam_str_release(&joined);
}

static void read_message(const struct kam_mbox *box, const char *charset)
{
	struct kam_str text = KAM_STR_INIT, clean = KAM_STR_INIT;
	const char *bytes = box->message.data;
	size_t n = box->message.length;
	const char *end = memchr(bytes, '\n', n);

	(void)kam_mbox_check(bytes, n);
	read_header(bytes, end ? (size_t)(end - bytes) : n, charset);
	(void)kam_mail_decode(&text, charset, bytes, n);
	kam_mail_clean(&clean, text.data, text.length);
	must(kam_utf8_valid(clean.data, clean.length) &&
	     !strpbrk(clean.data, "\r\033"));
	kam_str_release(&text);
	kam_str_release(&clean);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const charsets[] = {
		NULL,          "gb2312",    "big5",   "iso-2022-jp",
		"iso-2022-kr", "shift_jis", "euc-kr", "utf-7",
		"utf-16",      "iso8859-1", "utf-8",  "x-unknown",
	};
	struct kam_mbox *box = malloc(sizeof *box);
	struct kam_bytes_input holder;
	struct kam_err err = { 0 };
	struct kam_input input;
	const char *charset;
	int rc;

	must(box != NULL);
	if (!n || !box) {
		free(box);
		return 0;
	}
	charset = charsets[*bytes % (sizeof charsets / sizeof *charsets)];
	input = kam_input_bytes(&holder, (const char *)bytes + 1, n - 1);
	kam_mbox_open(box, &input, KAM_MBOX_ANY);
	while ((rc = kam_mbox_next(box, &err)) > 0)
		read_message(box, charset);
	must(rc == 0);
	kam_mbox_release(box);
	free(box);
	return 0;
}
