/*
 * Sign-off sheets that come back, in any of their forms.
 */
#include <kam/areas.h>
#include <kam/csv.h>
#include <kam/grow.h>
#include <kam/input.h>
#include <kam/json.h>
#include <kam/out.h>
#include <kam/sheet.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static struct kam_sheet_item *add_item(struct kam_sheet *sheet,
				       struct kam_arena *arena, size_t line,
				       struct kam_err *err)
{
	if (sheet->n == sheet->room) {
		struct kam_sheet_item *grown =
		    kam_grow_in(arena, sheet->items, &sheet->room, sheet->n,
				sizeof *grown, err);

		if (!grown)
			return NULL;
		sheet->items = grown;
	}
	sheet->items[sheet->n].line = line;
	return &sheet->items[sheet->n++];
}

static const char *trimmed(struct kam_arena *arena, const char *text, size_t n)
{
	while (n && strchr(" \t\r\n", *text)) {
		text++;
		n--;
	}
	while (n && strchr(" \t\r\n", text[n - 1]))
		n--;
	return kam_arena_strndup(arena, text, n);
}

/* "REQ-3" */
static void set_id(struct kam_sheet_item *item, const char *text, size_t n)
{
	char *end;
	long long id;

	if (n < 5 || n > 23 || strncasecmp(text, "REQ-", 4) != 0 ||
	    text[4] < '1' || text[4] > '9') {
		item->problem = _("no requirement's ID");
		return;
	}
	id = strtoll(text + 4, &end, 10);
	if (end != text + n)
		item->problem = _("no requirement's ID");
	else
		item->req = id;
}

static void set_fingerprint(struct kam_sheet_item *item,
			    struct kam_arena *arena, const char *text, size_t n)
{
	char *copy = kam_arena_strndup(arena, text, n);

	item->fingerprint = copy;
	for (; copy && *copy; copy++)
		if (*copy >= 'A' && *copy <= 'F')
			*copy = (char)(*copy + ('a' - 'A'));
	if (!item->problem &&
	    (n < KAM_SHEET_DIGITS || !item->fingerprint ||
	     strspn(item->fingerprint, "0123456789abcdef") != n))
		item->problem = _("no fingerprint");
}

static void set_answer(struct kam_sheet_item *item, const char *text)
{
	static const char *const words[][6] = {
		[KAM_SHEET_NONE] = { "", NULL },
		[KAM_SHEET_YES] = { "yes", "y", "是", "同意", NULL },
		[KAM_SHEET_NO] = { "no", "n", "否", "不同意", NULL },
	};

	for (int i = KAM_SHEET_NONE; i <= KAM_SHEET_NO; i++)
		for (size_t j = 0; words[i][j]; j++)
			if (!strcasecmp(text, words[i][j])) {
				item->answer = (enum kam_sheet_answer)i;
				return;
			}
	if (!item->problem)
		item->problem = _("the answer is neither yes nor no");
}

static int set_remark(struct kam_sheet_item *item, struct kam_arena *arena,
		      const char *text, size_t n, struct kam_err *err)
{
	const char *remark = trimmed(arena, text, n);

	if (!remark)
		return kam_fail_memory(err);
	item->remark = *remark ? remark : NULL;
	return 0;
}

/* Where the reading of a sheet in Markdown is. */
struct markdown {
	struct kam_sheet *sheet;
	struct kam_arena *arena;
	struct kam_sheet_item *item; /* the last one named; or NULL */
	int boxes;                   /* of it, so far */
	int marks[2];
	struct kam_str remark;
	int in_remark;
};

static int end_item(struct markdown *m, struct kam_err *err)
{
	int rc = kam_str_check(&m->remark, err);

	if (rc || !m->item)
		return rc;
	if (m->marks[0] && m->marks[1] && !m->item->problem)
		m->item->problem = _("both yes and no are marked");
	else if (m->marks[0] || m->marks[1])
		m->item->answer = m->marks[0] ? KAM_SHEET_YES : KAM_SHEET_NO;
	rc = set_remark(m->item, m->arena, m->remark.data, m->remark.length,
			err);
	m->item = NULL;
	m->boxes = m->in_remark = m->marks[0] = m->marks[1] = 0;
	kam_str_truncate(&m->remark, 0);
	return rc;
}

/* `REQ-3 3f2a9c1b7d20`; 0 where the line is none. */
static int begin_item(struct markdown *m, const char *line, size_t n,
		      size_t number, struct kam_err *err)
{
	const char *blank;

	while (n && strchr(" \t\r", line[n - 1]))
		n--;
	if (n < 7 || line[0] != '`' || line[n - 1] != '`' ||
	    strncasecmp(line, "`REQ-", 5) != 0)
		return 0;
	line++;
	n -= 2;
	blank = memchr(line, ' ', n);
	if (!blank)
		blank = line + n;
	if (end_item(m, err))
		return err->code;
	m->item = add_item(m->sheet, m->arena, number, err);
	if (!m->item)
		return err->code;
	set_id(m->item, line, (size_t)(blank - line));
	if (blank < line + n)
		blank++;
	set_fingerprint(m->item, m->arena, blank, (size_t)(line + n - blank));
	return 1;
}

/* "- [x] yes": what is between the brackets, or -1 */
static int box(const char *line, size_t n)
{
	const char *end;

	if (n < 4 || !strchr("-*+", line[0]) || line[1] != ' ' ||
	    line[2] != '[')
		return -1;
	end = memchr(line + 3, ']', n - 3);
	if (!end)
		return -1;
	for (const char *at = line + 3; at < end; at++)
		if (*at != ' ' && *at != '_')
			return 1;
	return 0;
}

/* Behind the first colon, that of Chinese too. */
static void begin_remark(struct markdown *m, const char *line, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (line[i] == ':') {
			kam_str_add_bytes(&m->remark, line + i + 1, n - i - 1);
			break;
		}
		if (n - i >= 3 && !memcmp(line + i, "：", 3)) {
			kam_str_add_bytes(&m->remark, line + i + 3, n - i - 3);
			break;
		}
	}
	m->in_remark = 1;
}

static int read_line(struct markdown *m, const char *line, size_t n,
		     size_t number, struct kam_err *err)
{
	int rc = begin_item(m, line, n, number, err);
	int mark = box(line, n);

	if (rc || !m->item)
		return rc < 0 ? rc : 0;
	if (mark >= 0 && m->boxes < 2) {
		m->marks[m->boxes++] = mark;
		return 0;
	}
	if (m->boxes < 2)
		return 0;
	if (!n || strchr("#\r", line[0]) ||
	    (n >= 3 && !memcmp(line, "---", 3))) {
		/* a blank line before the remark is no end of it */
		return m->in_remark ? end_item(m, err) : 0;
	}
	if (!m->in_remark) {
		begin_remark(m, line, n);
		return 0;
	}
	kam_str_add_char(&m->remark, '\n');
	kam_str_add_bytes(&m->remark, line, n);
	return 0;
}

static int read_markdown(struct kam_sheet *out, struct kam_arena *arena,
			 const char *bytes, size_t length, struct kam_err *err)
{
	struct markdown m = { .sheet = out,
			      .arena = arena,
			      .remark = KAM_STR_INIT };
	size_t at = 0, number = 0;
	int rc = 0;

	while (at < length && !rc) {
		const char *end = memchr(bytes + at, '\n', length - at);
		size_t n = end ? (size_t)(end - bytes) - at : length - at;

		rc = read_line(&m, bytes + at, n, ++number, err);
		at += n + 1;
	}
	if (!rc)
		rc = end_item(&m, err);
	kam_str_release(&m.remark);
	return rc;
}

static const char *text_of(const cJSON *object, const char *key)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

	if (cJSON_IsBool(item))
		return cJSON_IsTrue(item) ? "yes" : "no";
	return cJSON_IsString(item) ? item->valuestring : "";
}

static int take(struct kam_sheet *out, struct kam_arena *arena, size_t line,
		const char *const texts[4], struct kam_err *err)
{
	struct kam_sheet_item *item = add_item(out, arena, line, err);
	const char *text[3];

	if (!item)
		return err->code;
	for (size_t i = 0; i < 3; i++) {
		text[i] = trimmed(arena, texts[i], strlen(texts[i]));
		if (!text[i])
			return kam_fail_memory(err);
	}
	set_id(item, text[0], strlen(text[0]));
	set_fingerprint(item, arena, text[1], strlen(text[1]));
	set_answer(item, text[2]);
	return set_remark(item, arena, texts[3], strlen(texts[3]), err);
}

static int read_json(struct kam_sheet *out, struct kam_arena *arena,
		     const char *bytes, size_t length, struct kam_err *err)
{
	struct kam_json_input in = { .bytes = bytes, .length = length };
	cJSON *object;
	int rc;

	while ((rc = kam_json_next(&object, &in, err)) > 0) {
		const char *const texts[4] = { text_of(object, "id"),
					       text_of(object, "fingerprint"),
					       text_of(object, "answer"),
					       text_of(object, "remark") };

		rc = take(out, arena, in.line, texts, err);
		cJSON_Delete(object);
		if (rc)
			break;
	}
	return rc;
}

static int read_csv(struct kam_sheet *out, struct kam_arena *arena,
		    const char *bytes, size_t length, struct kam_err *err)
{
	static const char *const names[4] = { "id", "fingerprint", "answer",
					      "remark" };
	struct kam_csv *csv;
	long columns[4];
	int rc = kam_csv_open(&csv, bytes, length, NULL, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < 4 && !rc; i++) {
		columns[i] = kam_csv_find(csv, names[i], 0);
		if (columns[i] >= 0 || i == 3)
			continue;
		rc = kam_fail(err, KAM_EINVALID, _("no column '%s'"), names[i]);
		kam_hint(err, "%s",
			 _("a sheet is what 'kam req pack' prints with "
			   "--format md, csv or json"));
	}
	while (!rc && (rc = kam_csv_next(csv, err)) > 0) {
		const char *texts[4];

		for (size_t i = 0; i < 4; i++)
			texts[i] = columns[i] < 0
				       ? ""
				       : kam_csv_field(csv, (size_t)columns[i]);
		/* what a spreadsheet was kept from taking for a formula */
		if (texts[3][0] == '\'' && kam_out_formula(texts[3]))
			texts[3]++;
		rc = take(out, arena, kam_csv_line(csv), texts, err);
	}
	kam_csv_close(csv);
	return rc;
}

static int holds(const char *line, size_t n, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + length <= n; i++)
		if (!strncasecmp(line + i, word, length))
			return 1;
	return 0;
}

/* A line of it names a requirement as only Markdown does, and the first is no
   head of columns, since a cell may hold anything. */
static int is_markdown(const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length;
	const char *first = memchr(bytes, '\n', length);
	size_t n = first ? (size_t)(first - bytes) : length;

	if (holds(bytes, n, "fingerprint") && holds(bytes, n, "answer"))
		return 0;

	while (at && at < end) {
		if ((size_t)(end - at) > 5 && !strncasecmp(at, "`REQ-", 5))
			return 1;
		at = memchr(at, '\n', (size_t)(end - at));
		at = at ? at + 1 : NULL;
	}
	return 0;
}

int kam_sheet_read(struct kam_sheet *out, struct kam_arena *arena,
		   const char *bytes, size_t length, struct kam_err *err)
{
	size_t at = 0;

	memset(out, 0, sizeof *out);
	if (length >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3))
		at = 3;
	while (at < length && strchr(" \t\r\n", bytes[at]))
		at++;
	if (at < length && strchr("[{", bytes[at]))
		return read_json(out, arena, bytes, length, err);
	if (!is_markdown(bytes, length))
		return read_csv(out, arena, bytes, length, err);
	if (!kam_utf8_valid(bytes, length)) {
		kam_fail(err, KAM_EINVALID, "%s", _("the text is not UTF-8"));
		kam_hint(err, "%s", _("convert it first, as with iconv"));
		return err->code;
	}
	return read_markdown(out, arena, bytes, length, err);
}
