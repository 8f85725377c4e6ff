/*
 * Cards of a file: from BEGIN to END, what is within them.
 */
#include "exchange/vcard.h"

#include "exchange/csv_decode.h"
#include "exchange/mail_guess.h"

#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	PROPERTIES = 10000,
	TEXT_BYTES = 8 * 1024 * 1024,
	DEPTH = 16,
	GUESS_BYTES = 1024 * 1024
};

struct kam_vcard_reader {
	struct kam_vcard_lines lines;
	struct kam_vcard_head head;
	struct kam_arena arena; /* of the card */
	struct kam_vcard card;
	struct kam_vcard_property **last;
	size_t n, n_bytes;   /* properties of the card, their text */
	size_t from, to;     /* the card's bytes */
	size_t line, column; /* of the error */
	int depth;           /* cards within the card */
	int agent;           /* the last property was an empty AGENT */
	char *owned;         /* the file, where it was UTF-16 */
};

static int is_line(const struct kam_vcard_lines *lines, const char *wanted)
{
	size_t n = strlen(wanted), length = lines->text.length;
	const char *text = lines->text.data;

	while (length && (text[length - 1] == ' ' || text[length - 1] == '\t'))
		length--;
	return length == n && !strncasecmp(text, wanted, n);
}

/* UTF-16 has to be turned round before lines can be told. */
static int decode_wide(struct kam_vcard_reader *r, const char *encoding,
		       struct kam_err *err)
{
	struct kam_bytes_input bytes;
	struct kam_input input =
	    kam_input_bytes(&bytes, r->lines.bytes, r->lines.length);
	struct kam_decoder *d = malloc(sizeof *d);
	char *buffer = malloc(KAM_DECODE_BYTES);
	struct kam_str all = KAM_STR_INIT;
	long n = d && buffer ? 0 : kam_fail_memory(err);

	if (!n && !kam_decode_open(d, &input, encoding, err)) {
		while ((n = kam_decode_read(d, buffer, KAM_DECODE_BYTES, err)) >
		       0)
			kam_str_add_bytes(&all, buffer, (size_t)n);
		kam_decode_close(d);
	}
	free(d);
	free(buffer);
	if (err->code || kam_str_check(&all, err)) {
		kam_str_release(&all);
		return err->code;
	}
	r->lines.bytes = r->owned = all.data;
	r->lines.length = all.length;
	return 0;
}

static int is_wide(const char *bytes, size_t length, const char *encoding)
{
	if (encoding)
		return !strncasecmp(encoding, "UTF-16", 6) ||
		       !strncasecmp(encoding, "UTF-32", 6) ||
		       !strncasecmp(encoding, "UCS", 3);
	return length >= 2 &&
	       (!memcmp(bytes, "\xff\xfe", 2) ||
		!memcmp(bytes, "\xfe\xff", 2) || !bytes[0] || !bytes[1]);
}

/* From the lines that are not UTF-8 alone, unfolded as a fold may be within a
   character: what others are says nothing of them. */
static int guess(struct kam_vcard_reader *r, struct kam_err *err)
{
	struct kam_vcard_lines lines = r->lines;
	struct kam_str other = KAM_STR_INIT;
	struct kam_err line = { 0 };
	int rc = 0;

	if (kam_utf8_valid(lines.bytes, lines.length))
		return 0;
	while (other.length < GUESS_BYTES &&
	       (rc = kam_vcard_lines_next(&lines, &line)) != 0) {
		kam_err_reset(&line);
		if (rc < 0 && rc != KAM_EINVALID)
			break;
		if (rc < 0 ||
		    kam_utf8_valid(lines.text.data, lines.text.length))
			continue;
		kam_str_add_bytes(&other, lines.text.data, lines.text.length);
		kam_str_add_char(&other, '\n');
	}
	rc = rc < 0 && rc != KAM_EINVALID ? kam_fail_memory(err)
					  : kam_str_check(&other, err);
	if (!rc && other.length)
		r->head.otherwise = kam_mail_guess(other.data, other.length);
	kam_str_release(&other);
	kam_str_release(&lines.text);
	return rc;
}

int kam_vcard_open(struct kam_vcard_reader **out, const char *bytes,
		   size_t length, const char *encoding, struct kam_err *err)
{
	struct kam_vcard_reader *r = calloc(1, sizeof *r);
	int rc = 0;

	*out = r;
	if (!r)
		return kam_fail_memory(err);
	r->lines = (struct kam_vcard_lines){ .bytes = bytes,
					     .length = length,
					     .next = 1,
					     .text = KAM_STR_INIT };
	r->head.encoding = encoding;
	r->head.arena = &r->arena;
	if (is_wide(bytes, length, encoding)) {
		rc = decode_wide(r, encoding, err);
		r->head.encoding = NULL;
	}
	if (rc) {
		kam_vcard_close(r);
		*out = NULL;
		return rc;
	}
	if (r->lines.length >= 3 && !memcmp(r->lines.bytes, "\xef\xbb\xbf", 3))
		r->lines.at = 3;
	r->lines.mac = !memchr(r->lines.bytes, '\n', r->lines.length);
	rc = guess(r, err);
	if (rc) {
		kam_vcard_close(r);
		*out = NULL;
	}
	return rc;
}

void kam_vcard_close(struct kam_vcard_reader *r)
{
	if (!r)
		return;
	kam_str_release(&r->lines.text);
	kam_arena_release(&r->arena);
	if (r->owned && r->owned != kam_str_empty)
		free(r->owned);
	free(r);
}

static int fail_at(struct kam_vcard_reader *r, size_t line, size_t column,
		   struct kam_err *err, const char *message)
{
	if (!err->code) {
		r->line = line;
		r->column = column;
	}
	return kam_fail(err, KAM_EINVALID, "%s", message);
}

static int set_version(struct kam_vcard_reader *r, const char *value,
		       struct kam_err *err)
{
	static const struct {
		const char *text;
		enum kam_vcard_version version;
	} versions[] = { { "2.1", KAM_VCARD_2_1 },
			 { "3.0", KAM_VCARD_3_0 },
			 { "4.0", KAM_VCARD_4_0 } };

	value += strspn(value, " \t");
	for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
		if (!strncmp(value, versions[i].text, 3) &&
		    !value[3 + strspn(value + 3, " \t")]) {
			r->card.version = versions[i].version;
			r->lines.keeps_blank = r->card.version == KAM_VCARD_2_1;
			return 0;
		}
	return fail_at(r, r->lines.line, 0, err,
		       _("the card's version is not 2.1, 3.0 or 4.0"));
}

static int add_property(struct kam_vcard_reader *r, struct kam_err *err)
{
	const struct kam_str *text = &r->lines.text;
	struct kam_vcard_property *p;
	int rc;

	if (++r->n > PROPERTIES)
		return fail_at(r, r->lines.line, 0, err,
			       _("the card has more than 10000 properties"));
	r->n_bytes += text->length;
	if (r->n_bytes > TEXT_BYTES)
		return fail_at(r, r->lines.line, 0, err,
			       _("the card has more than 8 MiB of text"));
	r->head.line = r->lines.line;
	rc = kam_vcard_property_read(&p, &r->head, text->data, text->length,
				     r->lines.dropped, err);
	if (rc == KAM_EINVALID) {
		r->line = r->lines.line;
		r->column = r->head.column;
	}
	if (rc)
		return rc;
	r->agent =
	    !strcmp(p->name, "AGENT") && !p->value[strspn(p->value, " \t")];
	if (!strcmp(p->name, "AGENT") && !strcasecmp(p->value, "BEGIN:VCARD")) {
		r->depth++;
		return 0;
	}
	if (!strcmp(p->name, "VERSION"))
		return set_version(r, p->value, err);
	*r->last = p;
	r->last = &p->next;
	return 0;
}

/* The line given last is to be given again. */
static void step_back(struct kam_vcard_lines *lines)
{
	lines->at = lines->from;
	lines->next = lines->line;
}

/* BEGIN within a card: another's card, or the card before it has no end. */
static int begin_within(struct kam_vcard_reader *r, struct kam_err *err)
{
	if (r->depth || r->agent) {
		r->agent = 0;
		if (++r->depth <= DEPTH)
			return 1;
		return fail_at(r, r->lines.line, 0, err,
			       _("cards within cards go too deep"));
	}
	step_back(&r->lines);
	r->to = r->lines.at;
	if (!err->code) {
		r->line = r->lines.line;
		r->column = 0;
	}
	kam_fail(err, KAM_EINVALID,
		 _("the card that began in line %zu has no END:VCARD before "
		   "this BEGIN"),
		 r->card.line);
	return err->code;
}

/* One line of a card: 1 to go on, 0 at its end, or a code; what is wrong with
   the card is held by err, and the rest of it only passed over. */
static int read_line(struct kam_vcard_reader *r, struct kam_err *err)
{
	const struct kam_vcard_lines *lines = &r->lines;
	int rc;

	if (!lines->text.length)
		return 1;
	if (is_line(lines, "BEGIN:VCARD")) {
		rc = begin_within(r, err);
		return rc > 0 || r->depth ? 1 : 0;
	}
	if (is_line(lines, "END:VCARD"))
		return r->depth ? (r->depth--, 1) : 0;
	if (r->depth)
		return 1;
	if (err->code) {
		r->agent = is_line(lines, "AGENT:");
		return 1;
	}
	rc = add_property(r, err);
	return rc && rc != KAM_EINVALID ? rc : 1;
}

static int read_card(struct kam_vcard_reader *r, struct kam_err *err)
{
	struct kam_err line = { 0 };
	int rc = 1, more;

	r->card = (struct kam_vcard){ .version = KAM_VCARD_3_0,
				      .line = r->lines.line };
	r->last = (struct kam_vcard_property **)(uintptr_t)&r->card.properties;
	r->n = r->n_bytes = 0;
	r->depth = r->agent = 0;
	r->lines.keeps_blank = 0;
	while (rc > 0) {
		r->to = r->lines.at;
		more = kam_vcard_lines_next(&r->lines, &line);
		if (!more)
			return fail_at(r, r->card.line, 0, err,
				       _("the card has no END:VCARD"));
		if (more == KAM_EINVALID && !err->code) {
			r->line = r->lines.line;
			r->column = 0;
			*err = line;
		}
		kam_err_reset(&line);
		if (more < 0 && more != KAM_EINVALID)
			return kam_fail_memory(err);
		if (more < 0)
			continue;
		r->to = r->lines.at;
		rc = read_line(r, err);
	}
	return rc ? rc : err->code ? err->code : 1;
}

int kam_vcard_next(const struct kam_vcard **card, struct kam_vcard_reader *r,
		   struct kam_err *err)
{
	struct kam_err line = { 0 };
	int rc;

	kam_arena_reset(&r->arena);
	*card = &r->card;
	r->from = r->lines.at;
	while ((rc = kam_vcard_lines_next(&r->lines, &line)) != 0) {
		if (rc < 0 && rc != KAM_EINVALID)
			return kam_fail_memory(err);
		kam_err_reset(&line);
		r->to = r->lines.at;
		if (rc > 0 && is_line(&r->lines, "BEGIN:VCARD")) {
			/* text before it was an error of its own */
			if (!err->code) {
				r->from = r->lines.from;
				return read_card(r, err);
			}
			step_back(&r->lines);
			r->to = r->lines.at;
			break;
		}
		if (rc < 0 || !is_line(&r->lines, ""))
			(void)fail_at(r, r->lines.line, 0, err,
				      _("text that is in no card"));
	}
	return err->code;
}

size_t kam_vcard_line(const struct kam_vcard_reader *r)
{
	return r->line;
}

size_t kam_vcard_column(const struct kam_vcard_reader *r)
{
	return r->column;
}

const char *kam_vcard_bytes(size_t *length, const struct kam_vcard_reader *r)
{
	*length = r->to - r->from;
	return r->lines.bytes + r->from;
}

size_t kam_vcard_guessed(const struct kam_vcard_reader *r)
{
	return r->head.guessed;
}

const char *kam_vcard_otherwise(const struct kam_vcard_reader *r)
{
	return r->head.read_as;
}
