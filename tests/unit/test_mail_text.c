/* Character sets, encoded words, text without what has no place in it. */
#include <kam/mail_text.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void decode(const char *charset, const char *bytes, const char *wanted,
		   unsigned flaws)
{
	struct kam_str out = KAM_STR_INIT;
	unsigned got = kam_mail_decode(&out, charset, bytes, strlen(bytes));

	assert_string_equal(out.data, wanted);
	assert_int_equal(got, flaws);
	kam_str_release(&out);
}

static void test_character_sets(void **state)
{
	(void)state;
	decode("utf-8", "Grüße", "Grüße", 0);
	decode("GB2312", "\xd6\xec\xe9\x46\xbb\xf9", "朱镕基", 0);
	decode("x-gbk", "\xd6\xd0", "中", 0);
	decode("gb18030", "\x95\x34\xb2\x35", "𠮷", 0);
	decode("Big5", "\xa4\xa4\xa4\xe5", "中文", 0);
	decode("iso-2022-jp", "\033$B$3$s\033(B", "こん", 0);
	decode("shift_jis", "\x82\xb1", "こ", 0);
	decode("euc-kr", "\xc7\xd1", "한", 0);
	decode("ISO-8859-1", "caf\xe9 \x80", "café €", 0);
	decode("iso_8859-15", "\xa4", "€", 0);
	decode("windows-1251", "\xcf\xf0", "Пр", 0);
	decode("koi8-r", "\xf0\xd2", "Пр", 0);
	decode("koi8-ru", "\xf0\xd2", "Пр", 0);
	decode("ISO-8859-8-E", "\xf9", "ש", 0);
	decode("x-mac-roman", "\x8e", "é", 0);
	decode("utf-16be", "a", "\xef\xbf\xbd", KAM_MAIL_BYTES);
}

static void test_what_the_set_does_not_have(void **state)
{
	(void)state;
	decode("utf-8",
	       "a\xff"
	       "b",
	       "a\xef\xbf\xbd"
	       "b",
	       KAM_MAIL_BYTES);
	decode("big5",
	       "a\xff\xff"
	       "b",
	       "a\xef\xbf\xbd\xef\xbf\xbd"
	       "b",
	       KAM_MAIL_BYTES);
	decode("gb2312", "\xd6\xd0\xd6", "中\xef\xbf\xbd", KAM_MAIL_BYTES);
}

static void test_sets_that_say_nothing(void **state)
{
	(void)state;
	decode(NULL, "plain", "plain", 0);
	decode("us-ascii", "Grüße", "Grüße", 0);
	decode("", "\xd6\xd0\xb9\xfa", "中国", 0);
	decode("us-ascii", "caf\xe9s \xe4\xf6\xfc", "cafés äöü", 0);
	decode("unknown-8bit", "\033$B$3\033(B", "こ", 0);
	decode("x-klingon", "Grüße", "Grüße", KAM_MAIL_CHARSET);
	/* iconv looks for files by names: none of a mail's choice reaches it */
	decode("../../etc/x", "a", "a", KAM_MAIL_CHARSET);
	decode("utf-8//TRANSLIT", "a", "a", KAM_MAIL_CHARSET);
	assert_null(kam_mail_charset("ISO-2022-CN-EXT"));
	assert_null(kam_mail_charset(
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}

static void test_what_bytes_look_like(void **state)
{
	(void)state;
	decode(NULL,
	       "\xe4\xcf\xc2\xd2\xd9\xca \xc4\xc5\xce\xd8! "
	       "\xf7\xd9\xd3\xd9\xcc\xc1\xc5\xcd \xd3\xde\xa3\xd4 \xda\xc1 "
	       "\xcf\xcb\xd4\xd1\xc2\xd2\xd8, \xd0\xd2\xcf\xd3\xc9\xcd "
	       "\xcf\xd0\xcc\xc1\xd4\xc9\xd4\xd8 \xc4\xcf "
	       "\xd0\xd1\xd4\xce\xc9\xc3\xd9.",
	       "Добрый день! Высылаем счёт за октябрь, просим оплатить до "
	       "пятницы.",
	       0);
	decode(NULL,
	       "\xc4\xee\xe1\xf0\xfb\xe9 \xe4\xe5\xed\xfc! "
	       "\xc2\xfb\xf1\xfb\xeb\xe0\xe5\xec \xf1\xf7\xb8\xf2 \xe7\xe0 "
	       "\xee\xea\xf2\xff\xe1\xf0\xfc, \xef\xf0\xee\xf1\xe8\xec "
	       "\xee\xef\xeb\xe0\xf2\xe8\xf2\xfc \xe4\xee "
	       "\xef\xff\xf2\xed\xe8\xf6\xfb.",
	       "Добрый день! Высылаем счёт за октябрь, просим оплатить до "
	       "пятницы.",
	       0);
	decode(NULL,
	       "\xb1M\xae\xd7\xb6i\xab\xd7\xb3\xf8\xa7i\xa1G\xbd\xd0\xac"
	       "d\xa6\xac\xaa\xfe\xa5\xf3\xa1"
	       "A\xc1\xc2\xc1\xc2\xb1z\xaa\xba\xa8\xf3\xa7U\xbbP\xa4\xe4\xab"
	       "\xf9\xa1"
	       "C",
	       "專案進度報告：請查收附件，謝謝您的協助與支持。", 0);
	decode(
	    NULL,
	    "\xc4\xfa\xba\xc3\xa3\xac\xb8\xbd\xbc\xfe\xca\xc7\xb1\xbe\xd6\xdc"
	    "\xb5\xc4\xcf\xee\xc4\xbf\xbd\xf8\xb6\xc8\xb1\xa8\xb8\xe6\xa3\xac"
	    "\xc7\xeb\xb2\xe9\xca\xd5\xa1\xa3\xd0\xbb\xd0\xbb\xa3\xa1",
	    "您好，附件是本周的项目进度报告，请查收。谢谢！", 0);
	decode(NULL,
	       "\xc4nderung: Gr\xfc\xdf"
	       "e aus \xd6sterreich, Gr\xf6\xdf"
	       "e und \xdc"
	       "bergabe pr\xfc"
	       "fen",
	       "Änderung: Grüße aus Österreich, Größe und Übergabe prüfen", 0);
	/* a few words are too little for any but the usual */
	decode(NULL,
	       "\xd6\xec\xe9"
	       "F\xbb\xf9 \xc0\xee\xcb\xc4 \xcd\xf5\x86\xb4 \xcc\xd5\x86\xb4 "
	       "\xca\xd5",
	       "朱镕基 李四 王喆 陶喆 收", 0);
	decode(NULL, "\xc4nderung", "Änderung", 0);
	decode(NULL, "\xb1\xb1\xbe\xa9\xb9\xab\xcb\xbe", "北京公司", 0);
}

/* What GBK has beyond GB 2312, and what the West has that may be GBK. */
static void test_what_lies_between_bytes_of_two_kinds(void **state)
{
	(void)state;
	decode(NULL,
	       "\xea\x90\xd0\xa1\xc8"
	       "A",
	       "陳小華", 0);
	decode(NULL, "\x8f\x88\x87\xf8\x98s", "張國榮", 0);
	decode(NULL,
	       "\xfcS\x95\xd4\xc3\xf7;\x84\xa2\xb5\xc2\xc8"
	       "A;\xd6x\xf6\xaa\xe4h",
	       "黃曉明;劉德華;謝霆鋒", 0);
	decode(NULL,
	       "\xd5\x88\xb2\xe9\xca\xd5\xb8\xbd\xbc\xfe\xa3\xac\xd6x\xd6x"
	       "\xc4\xfa\xb5\xc4\x85"
	       "f\xd6\xfa\xc5"
	       "c\xd6\xa7\xb3\xd6",
	       "請查收附件，謝謝您的協助與支持", 0);
	decode(NULL, "\xcc\xd5\x86\xb4", "陶喆", 0);
	decode(NULL,
	       "\xb3\xaf\xa4p\xb5\xd8 \xb1i\xb0\xea\xba"
	       "a \xbc"
	       "B\xbcw\xb5\xd8",
	       "陳小華 張國榮 劉德華", 0);
	decode(NULL,
	       "J\xfcrgen Gr\xf6\xdf"
	       "e, Ren\xe9 Lef\xe8vre, Wei\xdf",
	       "Jürgen Größe, René Lefèvre, Weiß", 0);
	decode(NULL, "n\xe3o est\xe1 em \xf3rbita: informa\xe7\xe3o",
	       "não está em órbita: informação", 0);
}

/* Its bytes are the small letters of KOI8-R, and the other way round. */
static void test_russian_in_capitals(void **state)
{
	(void)state;
	decode(NULL,
	       "\xd1\xd0\xce\xd7\xcd\xce \xce\xd2\xd7\xa8\xd2 \xc7\xc0 \xca"
	       "\xc2\xc0\xd0\xd2\xc0\xcb",
	       "СРОЧНО ОТЧЁТ ЗА КВАРТАЛ", 0);
	decode(NULL,
	       "\xf3\xf2\xef\xfe\xee\xef \xef\xf4\xfe\xb3\xf4 \xfa\xe1 \xeb"
	       "\xf7\xe1\xf2\xf4\xe1\xec",
	       "СРОЧНО ОТЧЁТ ЗА КВАРТАЛ", 0);
	decode(NULL,
	       "\xce\xcf\xcb\xc0\xd2\xc0 \xd1\xd7\xc5\xd2\xc0 \xcf\xce \xc4"
	       "\xce\xc3\xce\xc2\xce\xd0\xd3",
	       "ОПЛАТА СЧЕТА ПО ДОГОВОРУ", 0);
	decode(NULL,
	       "\xef\xf0\xec\xe1\xf4\xe1 \xf3\xfe\xe5\xf4\xe1 \xf0\xef \xe4"
	       "\xef\xe7\xef\xf7\xef\xf2\xf5",
	       "ОПЛАТА СЧЕТА ПО ДОГОВОРУ", 0);
	decode(NULL,
	       "\xee\xf2\xf7\xb8\xf2 \xe7\xe0 \xf2\xf0\xe5\xf2\xe8\xe9 \xea"
	       "\xe2\xe0\xf0\xf2\xe0\xeb",
	       "отчёт за третий квартал", 0);
	decode(NULL,
	       "\xcf\xd4\xde\xa3\xd4 \xda\xc1 \xd4\xd2\xc5\xd4\xc9\xca \xcb"
	       "\xd7\xc1\xd2\xd4\xc1\xcc",
	       "отчёт за третий квартал", 0);
}

static void header(const char *raw, const char *charset, const char *wanted,
		   unsigned flaws)
{
	struct kam_str out = KAM_STR_INIT;
	unsigned got =
	    kam_mail_header(&out, raw, strlen(raw), charset, KAM_MAIL_PLAIN);

	assert_string_equal(out.data, wanted);
	assert_int_equal(got, flaws);
	kam_str_release(&out);
}

/* One set's name on another's bytes, as some programs put it. */
static void test_names_that_are_wrong(void **state)
{
	(void)state;
	decode("utf-8",
	       "\xc4\xfa\xba\xc3\xa3\xac\xb8\xbd\xbc\xfe\xca\xc7\xb1\xa8\xb8"
	       "\xe6\xa1\xa3",
	       "您好，附件是报告。", KAM_MAIL_BYTES);
	decode("utf-8",
	       "Gr\xfc\xdf"
	       "e aus K\xf6ln",
	       "Grüße aus Köln", KAM_MAIL_BYTES);
	decode("gb2312", "您好，附件是报告。", "您好，附件是报告。", 0);
	decode("big5", "您好，附件是报告。", "您好，附件是报告。", 0);
	decode("iso-8859-1", "您好，附件是报告。", "您好，附件是报告。", 0);
	decode("euc-kr", "您好，附件是报告。", "您好，附件是报告。", 0);
	decode("windows-1252", "café", "café", 0);
	/* what is most of it decides */
	decode("utf-8", "您好\xff", "您好\xef\xbf\xbd", KAM_MAIL_BYTES);
	/* GBK whose bytes might be UTF-8 of two bytes each */
	decode("gbk", "\xd2\xbb\xd0\xa9", "一些", 0);
	header("=?utf-8?B?sai827Wl?=", NULL, "报价单", KAM_MAIL_BYTES);
	header("=?gb2312?B?5oql5Lu35Y2V?=", NULL, "报价单", 0);
}

static void test_encoded_words(void **state)
{
	(void)state;
	header(" plain  text ", NULL, "plain  text", 0);
	header("=?utf-8?B?5Lit?=", NULL, "中", 0);
	header("=?UTF-8?q?caf=C3=A9_au_lait?=", NULL, "café au lait", 0);
	header("a =?iso-8859-1?Q?=E9?= b", NULL, "a é b", 0);
	header("=?utf-8*en?Q?a?=", NULL, "a", 0);
	/* blanks between two words are none, between a word and text they are
	 */
	header("=?utf-8?Q?a?= =?utf-8?Q?b?=\r\n =?utf-8?Q?c?= d", NULL, "abc d",
	       0);
	header("=?utf-8?Q?a?==?utf-8?Q?b?=", NULL, "ab", 0);
	/* of different sets, and a character across two padded words */
	header("=?utf-8?B?5Lit?= =?gb2312?B?1tA=?=", NULL, "中中", 0);
	header("=?utf-8?B?5A==?= =?utf-8?B?uK0=?=", NULL, "中", 0);
	header("=?gb2312?B?1g==?= =?gb2312?B?0Lw=?= =?gb2312?B?0g==?=", NULL,
	       "中家", 0);
}

static void test_words_that_are_none(void **state)
{
	(void)state;
	header("=?utf-8?B?5Lit", NULL, "=?utf-8?B?5Lit", 0);
	header("=?utf-8?X?a?=", NULL, "=?utf-8?X?a?=", 0);
	header("=?utf-8?Q?open =?utf-8?Q?b?=", NULL, "=?utf-8?Q?open b", 0);
	header("=?=?=?", NULL, "=?=?=?", 0);
	header("=??Q?a?=", NULL, "a", 0);
	header("=?utf-8?Q?=ZZ=4?=", NULL, "=ZZ=4", 0);
	header("=?nonsense?Q?caf=E9?=", NULL, "café", KAM_MAIL_CHARSET);
	header("", NULL, "", 0);
}

static void test_bytes_and_folds(void **state)
{
	(void)state;
	header("\xb1\xa8\xbc\xdb", "gbk", "报价", 0);
	header("\xb1\xa8\xbc\xdb", NULL, "报价", 0);
	header("\xa4\xa4", "big5", "中", 0);
	header("caf\xe9 noir", "utf-16", "café noir", 0);
	header("folded\r\n\tline", NULL, "folded line", 0);
	header("a\nBcc: b\rc\033[0m", NULL, "a Bcc: b c [0m", 0);
	header("=?utf-8?Q?a=0D=0ABcc:_b?=", NULL, "a Bcc: b", 0);
}

static void test_joined_words_are_one(void **state)
{
	static const char raw[] =
	    "\"=?gb2312?B?1g==?= =?gb2312?B?0A==?=\" <a@x.test>, "
	    "=?utf-8?Q?x=2C_y?= <b@x.test>";
	struct kam_str out = KAM_STR_INIT;

	(void)state;
	assert_int_equal(
	    kam_mail_header(&out, raw, strlen(raw), NULL, KAM_MAIL_JOINED), 0);
	assert_string_equal(out.data, "\"=?utf-8?B?5Lit?=\" <a@x.test>, "
				      "=?utf-8?B?eCwgeQ==?= <b@x.test>");
	kam_str_release(&out);
}

static void clean(const char *text, size_t n, const char *wanted)
{
	struct kam_str out = KAM_STR_INIT;

	kam_mail_clean(&out, text, n);
	assert_string_equal(out.data, wanted);
	kam_str_release(&out);
}

static void test_clean_text(void **state)
{
	(void)state;
	clean("a\r\nb\rc\n", 7, "a\nb\nc");
	clean("a \t\nb  \n\n \n", 11, "a\nb");
	clean("a\0b\033[31m\x7f\tc", 11, "ab[31m\tc");
	clean(" \n ", 3, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_character_sets),
		cmocka_unit_test(test_what_the_set_does_not_have),
		cmocka_unit_test(test_sets_that_say_nothing),
		cmocka_unit_test(test_what_bytes_look_like),
		cmocka_unit_test(test_what_lies_between_bytes_of_two_kinds),
		cmocka_unit_test(test_russian_in_capitals),
		cmocka_unit_test(test_names_that_are_wrong),
		cmocka_unit_test(test_encoded_words),
		cmocka_unit_test(test_words_that_are_none),
		cmocka_unit_test(test_bytes_and_folds),
		cmocka_unit_test(test_joined_words_are_one),
		cmocka_unit_test(test_clean_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
