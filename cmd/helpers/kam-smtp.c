/*
 * kam-smtp: hands one message to an SMTP server.
 *
 *	{"host":"smtp.firm.test","port":587,"tls":"starttls","ca_file":null,
 *	 "user":"li","password":"…","from":"li@firm.test",
 *	 "to":"wang@firm.test","timeout":120,"message":"From: …"}
 *
 * is the one line of its standard input: nothing of it is in an argument or
 * in the environment. It answers with one line:
 *
 *	{"outcome":"sent","error":null}
 *	{"outcome":"failed","error":"451 try again later"}
 *	{"outcome":"refused","error":"550 no such user"}
 *	{"outcome":"unknown","error":"Timeout was reached"}
 *
 * Refused is what the server will not take another time either. Unknown is
 * where the whole message went out and the server's word on it did not come.
 * The server's certificate is verified, always; tls is starttls (the
 * connection ends where the server has none), tls, or none, which takes no
 * password. Exit 0 with an answer, 64 where the line is not understood.
 */
#include "../speech.h"

#include <curl/curl.h>
#include <kam/address.h>
#include <kam/json.h>
#include <string.h>

enum { INPUT_BYTES = 64 * 1024 * 1024 };

struct order {
	const char *host, *tls, *ca_file, *user, *password;
	const char *from, *to, *message;
	long port, timeout;
};

/* The message on its way, its line ends made CR LF. */
struct reading {
	const char *at;
	int half;  /* the CR of a line end went out, its LF not yet */
	int ended; /* all of it was taken */
};

/* The server's last refusal: "550 no such user". */
struct hearing {
	char line[200];
};

static size_t give(char *buffer, size_t size, size_t n, void *context)
{
	struct reading *r = context;
	size_t room = size * n, given = 0;

	while (given < room && *r->at) {
		if (*r->at == '\n' && !r->half) {
			buffer[given++] = '\r';
			r->half = 1;
			continue;
		}
		r->half = 0;
		buffer[given++] = *r->at++;
	}
	r->ended |= !given;
	return given;
}

static size_t hear(char *line, size_t size, size_t n, void *context)
{
	struct hearing *h = context;
	size_t length = size * n;

	while (length && (line[length - 1] == '\r' || line[length - 1] == '\n'))
		length--;
	if (length && (line[0] == '4' || line[0] == '5'))
		(void)snprintf(h->line, sizeof h->line, "%.*s", (int)length,
			       line);
	return size * n;
}

static int answer(const char *outcome, const char *error)
{
	struct kam_str line = KAM_STR_INIT;
	int rc;

	kam_str_printf(&line, "{\"outcome\":\"%s\",\"error\":", outcome);
	if (error)
		kam_json_quote(&line, error, strlen(error));
	else
		kam_str_add(&line, "null");
	(void)printf("%s}\n", line.data);
	rc = line.failed || fflush(stdout) ? 74 : 0;
	kam_str_release(&line);
	return rc;
}

static const char *text_of(const cJSON *object, const char *key)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

	return cJSON_IsString(item) ? item->valuestring : NULL;
}

static long number_of(const cJSON *object, const char *key, long most)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

	return cJSON_IsNumber(item) && item->valuedouble >= 1 &&
		       item->valuedouble <= (double)most
		   ? (long)item->valuedouble
		   : 0;
}

/* 0 where it is whole and harmless */
static int read_order(struct order *o, const cJSON *object)
{
	*o = (struct order){
		.host = text_of(object, "host"),
		.tls = text_of(object, "tls"),
		.ca_file = text_of(object, "ca_file"),
		.user = text_of(object, "user"),
		.password = text_of(object, "password"),
		.from = text_of(object, "from"),
		.to = text_of(object, "to"),
		.message = text_of(object, "message"),
		.port = number_of(object, "port", 65535),
		.timeout = number_of(object, "timeout", 3600),
	};
	if (!o->host || !o->tls || !o->from || !o->to || !o->message ||
	    !o->port || !o->timeout || !kam_address_valid(o->from) ||
	    !kam_address_valid(o->to))
		return -1;
	/* it becomes part of a URL */
	if (!*o->host || strpbrk(o->host, "/@?#%\\ \t\r\n"))
		return -1;
	if (o->user && (!o->password || !strcmp(o->tls, "none")))
		return -1;
	return strcmp(o->tls, "starttls") != 0 && strcmp(o->tls, "tls") != 0 &&
		       strcmp(o->tls, "none") != 0
		   ? -1
		   : 0;
}

static CURLcode set_security(CURL *curl, const struct order *o)
{
	CURLcode rc = curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);

	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_SSLVERSION,
				      (long)CURL_SSLVERSION_TLSv1_2);
	if (!rc && strcmp(o->tls, "none") != 0)
		rc = curl_easy_setopt(curl, CURLOPT_USE_SSL,
				      (long)CURLUSESSL_ALL);
	if (!rc && o->ca_file)
		rc = curl_easy_setopt(curl, CURLOPT_CAINFO, o->ca_file);
	if (!rc && o->user)
		rc = curl_easy_setopt(curl, CURLOPT_USERNAME, o->user);
	if (!rc && o->user)
		rc = curl_easy_setopt(curl, CURLOPT_PASSWORD, o->password);
	return rc;
}

/* Nothing of the environment has a say: no proxy, no .netrc. */
static CURLcode set_connection(CURL *curl, const struct order *o,
			       const char *url)
{
	CURLcode rc = curl_easy_setopt(curl, CURLOPT_URL, url);

	if (!rc)
		rc =
		    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_PROXY, "");
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_NETRC,
				      (long)CURL_NETRC_IGNORED);
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_TIMEOUT, o->timeout);
	return rc;
}

static CURLcode set_message(CURL *curl, const struct order *o,
			    struct curl_slist **to, struct reading *r,
			    struct hearing *h)
{
	CURLcode rc = curl_easy_setopt(curl, CURLOPT_MAIL_FROM, o->from);

	*to = curl_slist_append(NULL, o->to);
	if (!*to)
		return CURLE_OUT_OF_MEMORY;
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, *to);
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_READDATA, r);
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
	if (!rc)
		rc = curl_easy_setopt(curl, CURLOPT_HEADERDATA, h);
	return rc;
}

static int judge(CURL *curl, CURLcode rc, const struct reading *r,
		 const struct hearing *h, const char *said)
{
	long code = 0;
	char error[CURL_ERROR_SIZE + sizeof h->line];

	if (!rc)
		return answer("sent", NULL);
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
	(void)snprintf(error, sizeof error, "%s%s%s",
		       *said ? said : curl_easy_strerror(rc),
		       *h->line ? ": " : "", h->line);
	/* RFC 5321, 4.2.3: 550 to 555 are about this message or its reader */
	if (code >= 550 && code <= 555 && rc != CURLE_LOGIN_DENIED)
		return answer("refused", error);
	/* all of it went out, and no refusal came back */
	return answer(r->ended && code < 400 ? "unknown" : "failed", error);
}

static int send_message(const struct order *o)
{
	struct reading r = { .at = o->message };
	struct hearing h = { "" };
	struct curl_slist *to = NULL;
	char said[CURL_ERROR_SIZE] = "", url[512];
	CURL *curl = curl_easy_init();
	CURLcode rc = curl ? CURLE_OK : CURLE_OUT_OF_MEMORY;
	int status;

	if (rc)
		return answer("failed", curl_easy_strerror(rc));
	(void)snprintf(url, sizeof url, "smtp%s://%s:%ld",
		       strcmp(o->tls, "tls") ? "" : "s", o->host, o->port);
	rc = curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, said);
	if (!rc)
		rc = set_connection(curl, o, url);
	if (!rc)
		rc = set_security(curl, o);
	if (!rc)
		rc = set_message(curl, o, &to, &r, &h);
	if (!rc)
		rc = curl_easy_perform(curl);
	status = judge(curl, rc, &r, &h, said);
	curl_slist_free_all(to);
	curl_easy_cleanup(curl);
	return status;
}

static int read_input(struct kam_str *text)
{
	char buffer[65536];
	size_t n;

	while ((n = fread(buffer, 1, sizeof buffer, stdin)) > 0) {
		kam_str_add_bytes(text, buffer, n);
		if (text->length > INPUT_BYTES)
			return -1;
	}
	return ferror(stdin) || text->failed ? -1 : 0;
}

int main(void)
{
	struct kam_str text = KAM_STR_INIT;
	struct kam_err err = { 0 };
	cJSON *object = NULL;
	struct order order;
	int status;

	cmd_speech_start();
	if (read_input(&text) ||
	    kam_json_parse(&object, text.data, text.length, &err) ||
	    read_order(&order, object)) {
		(void)fprintf(stderr, "kam-smtp: %s\n",
			      _("the input is no message to send"));
		status = answer("failed", _("kam-smtp did not understand"))
			     ? 74
			     : 64;
	} else if (curl_global_init(CURL_GLOBAL_DEFAULT)) {
		status = answer("failed", _("libcurl does not start"));
	} else {
		status = send_message(&order);
		curl_global_cleanup();
	}
	cJSON_Delete(object);
	kam_str_release(&text);
	return status;
}
