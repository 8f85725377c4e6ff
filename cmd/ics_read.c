/*
 * iCalendar files, by the helper that reads them.
 */
#include "calendar.h"

#include <errno.h>
#include <kam/date.h>
#include <kam/json.h>
#include <string.h>
#include <strings.h>

int cmd_is_ics(const char *text, size_t length)
{
	static const char head[] = "BEGIN:V";
	size_t at = length >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0;

	while (at < length && strchr(" \t\r\n", text[at]))
		at++;
	return length - at >= sizeof head - 1 &&
	       !strncasecmp(text + at, head, sizeof head - 1);
}

/* The last line, where it says why the file was refused. */
static int refuse(const struct kam_str *lines, const char *path,
		  struct kam_err *err)
{
	struct kam_err said = *err;
	const char *last = strrchr(lines->data, '{');
	struct kam_json_input in = { .bytes = last ? last : "",
				     .length = last ? strlen(last) : 0 };
	cJSON *object = NULL;
	const cJSON *why, *hint;

	kam_err_reset(err);
	if (kam_json_next(&object, &in, err) <= 0 ||
	    !cJSON_IsString(
		why = cJSON_GetObjectItemCaseSensitive(object, "error"))) {
		cJSON_Delete(object);
		*err = said;
		return err->code;
	}
	hint = cJSON_GetObjectItemCaseSensitive(object, "hint");
	kam_fail(err, KAM_EINVALID, "'%.200s': %s", path, why->valuestring);
	if (cJSON_IsString(hint))
		kam_hint(err, "%s", hint->valuestring);
	cJSON_Delete(object);
	return err->code;
}

int cmd_ics_read(struct kam_str *lines, const struct cmd *c, const char *path,
		 const char *text, size_t length, int32_t from, int32_t to,
		 int busy, struct kam_err *err)
{
	char dates[2][KAM_DATE_TEXT];
	char words[3][8] = { "--from", "--to", "--busy" };
	char *argv[] = { NULL,     words[0], dates[0], words[1],
			 dates[1], NULL,     NULL };
	FILE *input = tmpfile();
	int rc;

	if (!input || fwrite(text, 1, length, input) != length ||
	    fflush(input)) {
		rc = kam_fail(err, KAM_EIO, _("no temporary file: %s"),
			      kam_errno_text(errno));
		if (input)
			(void)fclose(input);
		return rc;
	}
	rewind(input);
	kam_date_format(dates[0], from);
	kam_date_format(dates[1], to);
	argv[5] = busy ? words[2] : NULL;
	rc = cmd_helper_run(lines, c, "read-ics", argv, fileno(input), err);
	(void)fclose(input);
	return rc == KAM_EINVALID ? refuse(lines, path, err) : rc;
}

/* Without Z it is on the clock of whoever reads it. */
static int read_moment(int64_t *out, const struct cmd *c,
		       const struct kam_zone *zone, const cJSON *item,
		       struct kam_err *err)
{
	char text[KAM_INSTANT_TEXT];
	char *t;

	(void)snprintf(text, sizeof text, "%s",
		       cJSON_IsString(item) ? item->valuestring : "");
	t = strchr(text, 'T');
	if (t && !strchr(text, 'Z'))
		*t = ' ';
	return kam_instant_read(out, text, c->now, zone, err);
}

int cmd_ics_span(int64_t *from, int64_t *to, const struct cmd *c,
		 const struct kam_zone *zone, const cJSON *object,
		 struct kam_err *err)
{
	int rc =
	    read_moment(from, c, zone,
			cJSON_GetObjectItemCaseSensitive(object, "from"), err);

	return rc ? rc
		  : read_moment(to, c, zone,
				cJSON_GetObjectItemCaseSensitive(object, "to"),
				err);
}
