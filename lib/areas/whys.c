/*
 * Five whys as the lines of a text.
 */
#include <kam/issue.h>
#include <string.h>

/* What a line says behind "3. " and the blanks around it. */
static const char *strip(size_t *length, const char *line, size_t n)
{
	size_t i = 0;

	while (n && strchr(" \t\r", line[n - 1]))
		n--;
	while (n && strchr(" \t", *line))
		line++, n--;
	while (i < n && line[i] >= '0' && line[i] <= '9')
		i++;
	if (i && i + 1 < n && line[i] == '.' && line[i + 1] == ' ') {
		line += i + 2;
		n -= i + 2;
		while (n && *line == ' ')
			line++, n--;
	}
	*length = n;
	return line;
}

int kam_whys_next(const char **why, size_t *length, const char **at)
{
	while (**at) {
		size_t n = strcspn(*at, "\n");

		*why = strip(length, *at, n);
		*at += n + ((*at)[n] == '\n');
		if (*length)
			return 1;
	}
	return 0;
}

static int add(struct kam_str *out, int *n, const char *why, size_t length,
	       struct kam_err *err)
{
	if (++*n > KAM_WHYS)
		return kam_fail(err, KAM_EINVALID, _("more than %d whys"),
				(int)KAM_WHYS);
	kam_str_printf(out, "%s%d. ", *n > 1 ? "\n" : "", *n);
	kam_str_add_bytes(out, why, length);
	return kam_str_check(out, err);
}

int kam_whys_number(struct kam_str *out, const char **last, const char *text,
		    struct kam_err *err)
{
	const char *why, *at = text;
	size_t length, begun = 0;
	int n = 0, rc = 0;

	while (!rc && kam_whys_next(&why, &length, &at)) {
		rc = add(out, &n, why, length, err);
		begun = out->length - length;
	}
	*last = n ? out->data + begun : NULL;
	return rc;
}

/* A why is one line: whatever parts lines in it becomes a blank. */
static int add_new(struct kam_str *out, int *n, const char *why,
		   struct kam_err *err)
{
	struct kam_str line = KAM_STR_INIT;
	const char *stripped;
	size_t length;
	int rc;

	kam_str_add(&line, why);
	rc = kam_str_check(&line, err);
	for (size_t i = 0; !rc && i < line.length; i++)
		if (line.data[i] == '\n' || line.data[i] == '\r')
			line.data[i] = ' ';
	stripped = strip(&length, line.data, line.length);
	if (!rc && !length)
		rc = kam_fail(err, KAM_EINVALID, "%s", _("why is that?"));
	if (!rc)
		rc = add(out, n, stripped, length, err);
	kam_str_release(&line);
	return rc;
}

int kam_whys_set(struct kam_str *out, const char *whys, int64_t at,
		 const char *why, struct kam_err *err)
{
	const char *old, *rest = whys;
	size_t length;
	int n = 0, rc = 0, found = !at;

	while (!rc && kam_whys_next(&old, &length, &rest)) {
		if (at && n + 1 == at) {
			found = 1;
			rc = add_new(out, &n, why, err);
		} else {
			rc = add(out, &n, old, length, err);
		}
	}
	if (!rc && !at)
		rc = add_new(out, &n, why, err);
	if (!rc && !found)
		rc = kam_fail(err, KAM_ENOENT, _("there is no why number %lld"),
			      (long long)at);
	return rc;
}
