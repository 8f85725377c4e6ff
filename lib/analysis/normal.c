#include <kam/normal.h>
#include <kam/utf8.h>
#include <string.h>
#include <utf8proc.h>

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A letter, mark or number of any script. */
static size_t letter(const char *at)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n =
	    utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &c);
	utf8proc_category_t category;

	if (n <= 0)
		return 0;
	category = utf8proc_category(c);
	return category >= UTF8PROC_CATEGORY_LU &&
		       category <= UTF8PROC_CATEGORY_NO
		   ? (size_t)n
		   : 0;
}

/* "%", a currency's or another sign that may be a unit. */
static size_t sign(const char *at)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n =
	    utf8proc_iterate((const utf8proc_uint8_t *)at, -1, &c);
	utf8proc_category_t category;

	if (n <= 0 || !*at)
		return 0;
	category = utf8proc_category(c);
	return *at == '%' || (category >= UTF8PROC_CATEGORY_SM &&
			      category <= UTF8PROC_CATEGORY_SO)
		   ? (size_t)n
		   : 0;
}

static size_t skip_one(const char *at)
{
	size_t n = 1;

	while ((at[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static size_t apostrophe(const char *at)
{
	static const char curly[] = "’";

	return *at == '\''                             ? 1
	       : !strncmp(at, curly, sizeof curly - 1) ? sizeof curly - 1
						       : 0;
}

/* The letters of a word, a Chinese character being one. */
static size_t word(const char *at)
{
	size_t n = 0, one;

	if (kam_utf8_starts_cjk(at))
		return letter(at);
	while ((one = letter(at + n)) && !is_digit(at[n]) &&
	       !kam_utf8_starts_cjk(at + n))
		n += one;
	one = n ? apostrophe(at + n) : 0;
	if (one && letter(at + n + one)) /* doesn't */
		for (n += one; (one = letter(at + n));)
			n += one;
	return n;
}

/* 1.5, 1,000: the digits into number, without what groups them. */
static size_t read_number(char number[32], const char *at)
{
	size_t n = 0, length = 0;

	while (is_digit(at[n]) ||
	       ((at[n] == '.' || at[n] == ',') && n && is_digit(at[n - 1]) &&
		is_digit(at[n + 1]))) {
		if (at[n] != ',' && length < 31)
			number[length++] = at[n];
		n++;
	}
	number[length] = '\0';
	return n;
}

static const char *const chinese[] = { "禁止", "不", "非", "无", "未", "勿" };
static const char *const english[] = { "not", "no", "never", "without",
				       "cannot" };

/* The bytes of what negates; 0 where nothing does. */
static size_t negation(const char *at, size_t length)
{
	for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++)
		if (!strncmp(at, chinese[i], strlen(chinese[i])))
			return strlen(chinese[i]);
	for (size_t i = 0; i < sizeof english / sizeof *english; i++)
		if (strlen(english[i]) == length &&
		    !strncmp(at, english[i], length))
			return length;
	return 0;
}

/* "n't", which leaves the verb; how long that is. */
static size_t contraction(const char *at, size_t length)
{
	size_t tail;

	if (length < 4 || at[length - 1] != 't')
		return 0;
	for (tail = 2; tail <= 4 && tail + 1 < length; tail++)
		if (at[length - tail - 1] == 'n' &&
		    apostrophe(at + length - tail) == tail - 1)
			return length - tail - 1;
	return 0;
}

static void add_part(struct kam_str *out, const char *between, const char *text,
		     size_t length)
{
	if (out->length)
		kam_str_add(out, between);
	kam_str_add_bytes(out, text, length);
}

/* A number with its unit: what comes next, but for blanks. */
static void add_number(struct kam_normal *n, const char *number, const char *at)
{
	size_t blanks = strspn(at, " "), unit;

	add_part(&n->numbers, " ", number, strlen(number));
	at += blanks;
	unit = word(at);
	if (unit && kam_utf8_starts_cjk(at) && letter(at + unit) &&
	    kam_utf8_starts_cjk(at + unit))
		unit += letter(at + unit);
	if (!unit)
		unit = sign(at);
	if (!unit)
		return;
	add_part(&n->amounts, " ", number, strlen(number));
	add_part(&n->figures, ", ", number, strlen(number));
	if (blanks)
		kam_str_add_char(&n->figures, ' ');
	kam_str_add_bytes(&n->figures, at, unit);
}

/* Adds a word, or counts that it negates; how many bytes it was. */
static size_t add_word(struct kam_normal *n, const char *at, int *apart)
{
	size_t length = word(at), cut = negation(at, length);
	const char *between = *apart ? " " : "";

	if (cut) {
		n->negations++;
		return cut;
	}
	cut = contraction(at, length);
	n->negations += cut > 0;
	*apart = 0;
	add_part(&n->text, between, at, cut ? cut : length);
	return length;
}

int kam_normal_read(struct kam_normal *n, const char *text, struct kam_err *err)
{
	char number[32], start[KAM_NORMAL_BYTES + 1];
	size_t length = strnlen(text, KAM_NORMAL_BYTES);
	int apart = 0;

	while (length && (text[length] & 0xc0) == 0x80)
		length--;
	memcpy(start, text, length);
	start[length] = '\0';
	kam_str_reset(&n->text);
	kam_str_reset(&n->numbers);
	kam_str_reset(&n->amounts);
	kam_str_reset(&n->figures);
	kam_str_reset(&n->folded);
	n->negations = 0;
	kam_utf8_fold(&n->folded, start);
	for (const char *at = n->folded.data; *at;) {
		size_t step = read_number(number, at);

		if (step) {
			add_part(&n->text, apart ? " " : "", "#", 1);
			add_number(n, number, at + step);
			apart = 0;
		} else if (word(at)) {
			step = add_word(n, at, &apart);
		} else {
			step = skip_one(at);
			apart = 1;
		}
		at += step;
	}
	if (kam_str_check(&n->folded, err) || kam_str_check(&n->text, err) ||
	    kam_str_check(&n->numbers, err) ||
	    kam_str_check(&n->amounts, err) || kam_str_check(&n->figures, err))
		return err->code;
	return 0;
}

void kam_normal_release(struct kam_normal *n)
{
	kam_str_release(&n->text);
	kam_str_release(&n->numbers);
	kam_str_release(&n->amounts);
	kam_str_release(&n->figures);
	kam_str_release(&n->folded);
}
