/*
 * Keys: the short names of accounts, projects and members.
 */
#include "store/internal.h"

#include <ctype.h>
#include <inttypes.h>
#include <kam/utf8.h>
#include <string.h>
#include <utf8proc.h>

/* What follows a firm's name, and tells nobody which firm it is. */
static const char *const forms[] = {
	"inc",     "ltd", "llc", "gmbh", "ag",  "plc",     "corp",        "co",
	"company", "kg",  "sa",  "bv",   "pte", "limited", "corporation",
};
static const char *const forms_zh[] = {
	"股份有限公司", "有限责任公司", "有限公司", "集团", "公司",
};

/* Spellings that people expect in place of a letter and its mark. */
static const struct {
	const char *letter, *spelt;
} spellings[] = {
	{ "ä", "ae" }, { "ö", "oe" }, { "ü", "ue" }, { "ß", "ss" },
	{ "æ", "ae" }, { "ø", "oe" }, { "å", "aa" },
};

static int is_key_letter(utf8proc_int32_t c)
{
	/* ASCII, the common case, needs no library */
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_ND:
		return 1;
	default:
		return 0;
	}
}

/* One folded character: itself, its spelling, its letter without the mark;
   anything else is a word's end. */
static void add_letter(struct kam_str *key, const char *at, int length,
		       utf8proc_int32_t c)
{
	if (length == KAM_HAN_BYTES && kam_utf8_is_han(at)) {
		kam_str_add_bytes(key, at, (size_t)length);
		return;
	}
	for (size_t i = 0;
	     c >= 0x80 && i < sizeof spellings / sizeof *spellings; i++)
		if (!strncmp(at, spellings[i].letter, (size_t)length)) {
			kam_str_add(key, spellings[i].spelt);
			return;
		}
	if (c == '\'' ||
	    (c >= 0x80 && utf8proc_category(c) == UTF8PROC_CATEGORY_MN))
		return;
	if (is_key_letter(c))
		kam_str_add_bytes(key, at, (size_t)length);
	else if (key->length && key->data[key->length - 1] != '-')
		kam_str_add_char(key, '-');
}

/* 1 where the key has more than the end, and that behind the separator */
static int ends_with(const struct kam_str *key, const char *separator,
		     const char *end)
{
	size_t n, before;
	const char *at;

	if (!key->length)
		return 0;
	n = strlen(end);
	if (key->data[key->length - 1] != end[n - 1])
		return 0;
	before = strlen(separator);
	at = key->data + key->length - n;

	return key->length > n + before && !memcmp(at, end, n) &&
	       !memcmp(at - before, separator, before);
}

static void drop_dashes(struct kam_str *key)
{
	while (key->length && key->data[key->length - 1] == '-')
		kam_str_truncate(key, key->length - 1);
}

/* Whether the last letter is one of ASCII: most forms can't be there then. */
static int ends_plain(const struct kam_str *key)
{
	return key->length && kam_utf8_is_ascii(key->data[key->length - 1]);
}

static void drop_form(struct kam_str *key)
{
	drop_dashes(key);
	for (size_t i = 0; ends_plain(key) && i < sizeof forms / sizeof *forms;
	     i++) {
		if (ends_with(key, "-", forms[i])) {
			kam_str_truncate(key,
					 key->length - strlen(forms[i]) - 1);
			i = (size_t)-1; /* "co-ltd": again from the first */
		}
	}
	for (size_t i = 0;
	     !ends_plain(key) && i < sizeof forms_zh / sizeof *forms_zh; i++)
		if (ends_with(key, "", forms_zh[i])) {
			kam_str_truncate(key,
					 key->length - strlen(forms_zh[i]));
			return;
		}
}

enum { KEY_BYTES = 48 };

static void add_slug(struct kam_str *key, const char *name, size_t most)
{
	struct kam_str folded = KAM_STR_INIT;
	size_t at = 0;

	kam_utf8_fold(&folded, name);
	while (at < folded.length) {
		utf8proc_int32_t c = 0;
		utf8proc_ssize_t n = KAM_HAN_BYTES;

		if (!kam_utf8_is_han(folded.data + at))
			n = utf8proc_iterate(
			    (const utf8proc_uint8_t *)folded.data + at,
			    (utf8proc_ssize_t)(folded.length - at), &c);
		if (n <= 0)
			break;
		if (key->length + (size_t)n > most)
			break;
		add_letter(key, folded.data + at, (int)n, c);
		at += (size_t)n;
	}
	if (folded.failed)
		key->failed = 1;
	kam_str_release(&folded);
}

static void make_slug(struct kam_str *key, const char *name)
{
	add_slug(key, name, KEY_BYTES);
	drop_form(key);
}

/* Forms that keys have kept so far, but two spellings of one firm may differ
   in; 1 where one was dropped. */
static int drop_more(struct kam_str *key)
{
	static const char *const more[] = {
		"group", "holding", "holdings", "incorporated", "se",  "nv",
		"spa",   "srl",     "sarl",     "sas",          "oy",  "ab",
		"kgaa",  "ohg",     "ug",       "pty",          "bhd", "sdn",
		"llp",   "s-a",     "s-p-a",    "b-v",          "n-v", "s-r-l",
		"a-g",   "l-l-c",   "g-m-b-h",
	};
	static const char *const more_zh[] = { "控股", "有限合伙" };
	size_t length = key->length;

	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (ends_with(key, "-", more[i]))
			kam_str_truncate(key,
					 key->length - strlen(more[i]) - 1);
	for (size_t i = 0; i < sizeof more_zh / sizeof *more_zh; i++)
		if (ends_with(key, "", more_zh[i]))
			kam_str_truncate(key, key->length - strlen(more_zh[i]));
	return key->length < length;
}

void kam_name_core(struct kam_str *out, const char *name)
{
	enum { CORE_BYTES = 1024 };
	struct kam_str slug = KAM_STR_INIT;
	size_t length;

	add_slug(&slug, name, CORE_BYTES);
	do {
		length = slug.length;
		drop_form(&slug);
	} while (drop_more(&slug) || slug.length < length);
	for (size_t i = 0; i < slug.length; i++)
		if (slug.data[i] != '-')
			kam_str_add_char(out, slug.data[i]);
	if (slug.failed)
		out->failed = 1;
	kam_str_release(&slug);
}

static int looks_like_id(const struct kam *k, const char *text)
{
	static const char digits[] = "0123456789";
	size_t n = strcspn(text, "-");

	if (text[strspn(text, digits)] == '\0')
		return 1;
	return text[n] && text[n + 1] &&
	       !text[n + 1 + strspn(text + n + 1, digits)] &&
	       kam_kind_by_prefix(k->catalogue, text, n) != NULL;
}

int kam_key_check(const struct kam *k, const char *text, struct kam_err *err)
{
	if (*text && *text != '-' && *text != '.' &&
	    !strpbrk(text, " \t\r\n/:,=~\"'\\") && strcmp(text, "me") != 0 &&
	    !looks_like_id(k, text))
		return 0;
	kam_fail(err, KAM_EINVALID, _("'%s' cannot be a key"), text);
	kam_hint(err, "%s",
		 _("letters, digits and - _ . make a key; it must not look "
		   "like an ID or a number"));
	return err->code;
}

static void build_taken(struct kam_str *sql, const struct kam *k,
			const void *owner, int purpose)
{
	const struct kam_kind *kind = owner;

	(void)k;
	kam_str_printf(sql, "SELECT id FROM \"%s\" WHERE \"%s\" = $1",
		       kind->name, kind->fields[kind->key].name);
	if (purpose == KAM_SQL_KEY_WITHIN)
		kam_str_printf(sql, " AND \"%s\" = $2",
			       kind->fields[kind->account].name);
}

/* 1 where the key, with -n where n is more than 1, is taken in the scope */
static int is_taken(struct kam *k, const struct kam_kind *kind,
		    struct kam_str *key, size_t length, int64_t n,
		    int64_t scope, struct kam_err *err)
{
	int scoped = !(kind->fields[kind->key].flags & KAM_UNIQUE) && scope;
	struct kam_stmt *s = NULL;
	int rc;

	kam_str_truncate(key, length);
	if (n > 1)
		kam_str_printf(key, "-%" PRId64, n);
	rc = kam_str_check(key, err);
	if (!rc)
		rc = kam_cached(&s, k, kind,
				scoped ? KAM_SQL_KEY_WITHIN : KAM_SQL_KEY,
				build_taken, err);
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, key->data);
	if (scoped)
		kam_stmt_bind_int(s, 2, scope);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc;
}

/* A free number, the lowest where none was given back: the numbers double
   until one is free, then the range between is halved, so that a hundred
   thousand of one name cost no more than a few. */
static int find_free(struct kam_str *slug, struct kam *k,
		     const struct kam_kind *kind, int64_t scope,
		     struct kam_err *err)
{
	size_t length = slug->length;
	int64_t taken = 0, free_at = 1, middle;
	int rc;

	while ((rc = is_taken(k, kind, slug, length, free_at, scope, err)) >
	       0) {
		taken = free_at;
		free_at *= 2;
	}
	while (!rc && free_at - taken > 1) {
		middle = taken + (free_at - taken) / 2;
		rc = is_taken(k, kind, slug, length, middle, scope, err);
		if (rc > 0)
			taken = middle;
		else
			free_at = middle;
		rc = rc < 0 ? rc : 0;
	}
	kam_str_truncate(slug, length);
	if (free_at > 1)
		kam_str_printf(slug, "-%" PRId64, free_at);
	return rc ? rc : kam_str_check(slug, err);
}

/* The key that a name makes, if it is free. */
static int make_key(struct kam_str *key, const struct kam *k,
		    const struct kam_kind *kind, const char *name,
		    struct kam_err *err)
{
	struct kam_str slug = KAM_STR_INIT;
	int rc;

	make_slug(&slug, name);
	rc = kam_str_check(&slug, err);
	if (!rc && (!slug.length || looks_like_id(k, slug.data) ||
		    !strcmp(slug.data, "me")))
		kam_str_printf(key, "%s%s", kind->name, slug.length ? "_" : "");
	if (!rc)
		kam_str_add_bytes(key, slug.data, slug.length);
	kam_str_release(&slug);
	return rc ? rc : kam_str_check(key, err);
}

static int keep_key(const char **key, struct kam_arena *arena,
		    const struct kam_str *slug, struct kam_err *err)
{
	*key = kam_arena_strdup(arena, slug->data);
	return *key ? 0 : kam_fail_memory(err);
}

int kam_key_guess(const char **key, struct kam *k, struct kam_arena *arena,
		  const struct kam_kind *kind, const char *name,
		  struct kam_err *err)
{
	struct kam_str slug = KAM_STR_INIT;
	int rc = make_key(&slug, k, kind, name, err);

	if (!rc)
		rc = keep_key(key, arena, &slug, err);
	kam_str_release(&slug);
	return rc;
}

int kam_key_for(const char **key, struct kam *k, struct kam_arena *arena,
		const struct kam_kind *kind, const char *name, int64_t scope,
		struct kam_err *err)
{
	struct kam_str slug = KAM_STR_INIT;
	int rc = make_key(&slug, k, kind, name, err);

	if (!rc)
		rc = find_free(&slug, k, kind, scope, err);
	if (!rc)
		rc = keep_key(key, arena, &slug, err);
	kam_str_release(&slug);
	return rc;
}

int kam_key_of_title(struct kam_record *r, struct kam *k, struct kam_err *err)
{
	const struct kam_kind *kind = r->kind;

	return kam_key_for(&r->values[kind->key].text, k, r->arena, kind,
			   r->values[kind->title].text,
			   kind->account != KAM_NO_FIELD
			       ? r->values[kind->account].integer
			       : 0,
			   err);
}
