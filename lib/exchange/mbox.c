/*
 * Messages out of a stream, one at a time.
 */
#include <kam/mbox.h>
#include <string.h>

enum {
	AHEAD = 256,         /* bytes of a line that are looked at at once */
	SMALL = 1024 * 1024, /* room that is kept for the next message */
};

void kam_mbox_open(struct kam_mbox *box, const struct kam_input *input,
		   enum kam_mbox_form form)
{
	box->message = (struct kam_str)KAM_STR_INIT;
	box->flaw = NULL;
	box->from[0] = '\0';
	box->number = 0;
	box->input = input;
	box->form = form;
	box->split = box->begun = box->ended = box->middle = 0;
	box->at = box->n = 0;
}

void kam_mbox_release(struct kam_mbox *box)
{
	kam_str_release(&box->message);
}

/* At least AHEAD bytes in the buffer, if there are as many. */
static int fill(struct kam_mbox *box, struct kam_err *err)
{
	while (!box->ended && box->n - box->at < AHEAD) {
		long got;

		memmove(box->buffer, box->buffer + box->at, box->n - box->at);
		box->n -= box->at;
		box->at = 0;
		got =
		    box->input->read(box->input->context, box->buffer + box->n,
				     sizeof box->buffer - box->n, err);
		if (got < 0)
			return (int)got;
		box->ended = got == 0;
		box->n += (size_t)got;
	}
	return 0;
}

static int is_from(const struct kam_mbox *box)
{
	return box->split && !box->middle && box->n - box->at >= 5 &&
	       !memcmp(box->buffer + box->at, "From ", 5);
}

/* The line, or what the buffer has of it; moves on. */
static const char *take(struct kam_mbox *box, size_t *length)
{
	const char *line = box->buffer + box->at;
	const char *end = memchr(line, '\n', box->n - box->at);

	*length = end ? (size_t)(end - line) + 1 : box->n - box->at;
	box->middle = !end;
	box->at += *length;
	return line;
}

/* ">From " says that the line began with "From " */
static int is_quoted(const char *line, size_t n)
{
	size_t i = 0;

	while (i < n && line[i] == '>')
		i++;
	return i && n - i >= 5 && !memcmp(line + i, "From ", 5);
}

static int read_from(struct kam_mbox *box, struct kam_err *err)
{
	size_t length, n;
	const char *line = take(box, &length);

	n = length < sizeof box->from ? length : sizeof box->from - 1;
	memcpy(box->from, line, n);
	box->from[n] = '\0';
	box->from[strcspn(box->from, "\r\n")] = '\0';
	while (box->middle && box->at < box->n) {
		(void)take(box, &length);
		if (fill(box, err))
			return err->code;
	}
	box->middle = 0;
	return 0;
}

static void add_line(struct kam_mbox *box, const char *line, size_t n)
{
	if (box->message.length + n > KAM_MBOX_MESSAGE) {
		box->flaw = N_("the message is larger than 64 MiB");
		kam_str_truncate(&box->message, 0);
	}
	if (!box->flaw)
		kam_str_add_bytes(&box->message, line, n);
}

/* An mbox or a message? What comes before the first From_ is none. */
static int begin(struct kam_mbox *box, struct kam_err *err)
{
	int rc = fill(box, err);

	box->begun = 1;
	if (rc || box->form == KAM_MBOX_ONE)
		return rc;
	while (!rc && box->at < box->n &&
	       strchr("\r\n", box->buffer[box->at]) && box->buffer[box->at]) {
		box->at++;
		rc = fill(box, err);
	}
	box->split =
	    box->n - box->at >= 5 && !memcmp(box->buffer + box->at, "From ", 5);
	return rc;
}

int kam_mbox_next(struct kam_mbox *box, struct kam_err *err)
{
	int rc = 0;

	if (box->message.room > SMALL) {
		kam_str_release(&box->message);
		box->message = (struct kam_str)KAM_STR_INIT;
	}
	kam_str_truncate(&box->message, 0);
	box->flaw = NULL;
	box->from[0] = '\0';
	if (!box->begun)
		rc = begin(box, err);
	if (!rc)
		rc = fill(box, err);
	if (rc)
		return rc;
	if (box->at == box->n && (box->form == KAM_MBOX_ANY || box->number > 0))
		return 0;
	if (is_from(box))
		rc = read_from(box, err);
	while (!rc && !(rc = fill(box, err)) && box->at < box->n &&
	       !is_from(box)) {
		int starts = !box->middle;
		size_t n;
		const char *line = take(box, &n);
		int quoted = box->split && starts && is_quoted(line, n);

		add_line(box, line + quoted, n - (size_t)quoted);
	}
	if (!rc)
		rc = kam_str_check(&box->message, err);
	if (rc)
		return rc;
	box->number++;
	return 1;
}
