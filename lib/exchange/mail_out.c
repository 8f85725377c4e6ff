#include "exchange/mail_encode.h"

#include <kam/date.h>
#include <kam/sha256.h>
#include <string.h>

enum { BOUNDARY = 32 };

/* Fields are told apart: "a","bc" is not "ab","c". */
static void digest(char out[KAM_SHA256_TEXT], const char *const *texts,
		   size_t n)
{
	struct kam_sha256 sha;

	kam_sha256_begin(&sha);
	for (size_t i = 0; i < n; i++)
		kam_sha256_add(&sha, texts[i], strlen(texts[i]) + 1);
	kam_sha256_text(out, &sha);
}

void kam_mail_id(char out[KAM_MAIL_ID], const struct kam_mail_about *about,
		 const char *from)
{
	const char *const texts[] = { about->origin, about->report,
				      about->person, about->period };
	const char *at = strchr(from, '@');
	/* with a name in front it must stay an address */
	const char *domain = at && strlen(at) < 200 ? at + 1 : "localhost";
	char hash[KAM_SHA256_TEXT];

	digest(hash, texts, 4);
	(void)snprintf(out, KAM_MAIL_ID, "kam.%.40s@%s", hash, domain);
}

/* "Wed, 25 Nov 2026 09:00:00 +0800" */
static void add_date(struct kam_str *out, const struct kam_mail *m)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu",
					    "Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
					      "May", "Jun", "Jul", "Aug",
					      "Sep", "Oct", "Nov", "Dec" };
	char iso[KAM_INSTANT_TEXT];
	int32_t minutes = m->offset / 60, date;
	struct kam_err ignored = { 0 };
	int year, month, day;

	/* whole minutes, as the zone is written */
	kam_instant_format(iso, m->date + (int64_t)minutes * 60);
	iso[KAM_DATE_TEXT - 1] = '\0';
	if (kam_date_parse(&date, iso, &ignored))
		date = 0;
	kam_date_split(date, &year, &month, &day);
	kam_str_printf(out, "Date: %s, %02d %s %04d %.8s %c%02d%02d\n",
		       days[kam_date_weekday(date)], day, months[month - 1],
		       year, iso + KAM_DATE_TEXT, minutes < 0 ? '-' : '+',
		       (int)(minutes < 0 ? -minutes : minutes) / 60,
		       (int)(minutes < 0 ? -minutes : minutes) % 60);
}

static int write_headers(struct kam_str *out, const struct kam_mail *m,
			 struct kam_err *err)
{
	int rc = kam_mail_put_box(out, "From", &m->from, err);

	if (!rc)
		rc = kam_mail_put_box(out, "To", &m->to, err);
	if (!rc)
		rc = kam_mail_put_text(out, "Subject", m->subject, err);
	if (rc)
		return rc;
	add_date(out, m);
	/* an id is not encoded: it is what kam_mail_id() made */
	if (!kam_address_valid(m->id))
		rc = kam_fail(err, KAM_EINTERNAL,
			      _("'%.100s' is no message id"), m->id);
	kam_str_printf(out, "Message-ID: <%s>\n", m->id);
	kam_str_add(out, "Auto-Submitted: auto-generated\n");
	if (!rc && m->language)
		rc = kam_mail_put_text(out, "Content-Language", m->language,
				       err);
	if (!rc && m->head)
		rc = kam_mail_put_text(out, "X-Kam-Head", m->head, err);
	kam_str_add(out, "MIME-Version: 1.0\n");
	return rc;
}

static void write_part(struct kam_str *out, const char *boundary,
		       const char *type, const char *text)
{
	kam_str_printf(out,
		       "--%s\n"
		       "Content-Type: text/%s; charset=utf-8\n"
		       "Content-Transfer-Encoding: quoted-printable\n\n",
		       boundary, type);
	kam_mail_quoted(out, text);
	kam_str_add_char(out, '\n');
}

int kam_mail_write(struct kam_str *out, const struct kam_mail *m,
		   struct kam_err *err)
{
	const char *const texts[] = { m->id, m->text, m->html };
	char hash[KAM_SHA256_TEXT], boundary[BOUNDARY];
	int rc = write_headers(out, m, err);

	if (rc)
		return rc;
	/* "=_" is in no quoted-printable text */
	digest(hash, texts, 3);
	(void)snprintf(boundary, sizeof boundary, "=_kam_%.20s", hash);
	kam_str_printf(out,
		       "Content-Type: multipart/alternative;\n"
		       " boundary=\"%s\"\n\n",
		       boundary);
	write_part(out, boundary, "plain", m->text);
	write_part(out, boundary, "html", m->html);
	kam_str_printf(out, "--%s--\n", boundary);
	return kam_str_check(out, err);
}
