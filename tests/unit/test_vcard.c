#include "exchange/vcard.h"

#include <kam/areas.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A value as the test compares it: LF as '/', so that it stays on a line. */
static void add_value(struct kam_str *out, const struct kam_vcard *card,
		      const char *value)
{
	struct kam_str text = KAM_STR_INIT;

	(void)kam_vcard_part(&text, card, value, 0);
	for (size_t i = 0; i < text.length; i++)
		kam_str_add_char(out,
				 text.data[i] == '\n' ? '/' : text.data[i]);
	kam_str_release(&text);
}

/* All cards as "NAME[types]=value|…" a line each, errors as "line: message". */
static void assert_cards(const char *bytes, size_t length, const char *wanted)
{
	struct kam_str got = KAM_STR_INIT;
	struct kam_vcard_reader *reader;
	const struct kam_vcard *card;
	struct kam_err err = { 0 };
	int rc;

	assert_int_equal(kam_vcard_open(&reader, bytes, length, NULL, &err), 0);
	while ((rc = kam_vcard_next(&card, reader, &err)) != 0) {
		const struct kam_vcard_property *p = card->properties;

		if (rc < 0)
			kam_str_printf(&got, "%zu: %s", kam_vcard_line(reader),
				       err.message);
		for (; rc > 0 && p; p = p->next) {
			kam_str_printf(&got, "%s%s=", p->name, p->types);
			add_value(&got, card, p->value);
			kam_str_add(&got, p->next ? "|" : "");
		}
		kam_str_add_char(&got, '\n');
		kam_err_reset(&err);
	}
	kam_vcard_close(reader);
	assert_string_equal(got.data, wanted);
	kam_str_release(&got);
}

#define CARDS(bytes, wanted) assert_cards(bytes, sizeof(bytes) - 1, wanted)
#define OLD(lines) "BEGIN:VCARD\r\nVERSION:2.1\r\n" lines "END:VCARD\r\n"
#define NEW(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"

static void test_lines_are_unfolded_as_their_version_folds(void **state)
{
	(void)state;
	CARDS(NEW("NOTE:a\r\n b\r\n\tc\r\n  d\r\n"), "NOTE=abc d\n");
	CARDS(OLD("NOTE:a\r\n b\r\n"), "NOTE=a b\n");
	CARDS("\xef\xbb\xbf"
	      "BEGIN:VCARD\nNOTE:a\n b\nEND:VCARD\n",
	      "NOTE=ab\n");
	CARDS("begin:vcard\rversion:3.0\rfn:a\r b\rend:vcard\r", "FN=ab\n");
	CARDS("BEGIN:VCARD\r\r\nFN:a\r\r\n b\r\r\nEND:VCARD", "FN=ab\n");
	CARDS("\xff\xfe"
	      "B\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0\n\0"
	      "F\0N\0:\0-N\n\0E\0N\0D\0:\0V\0C\0A\0R\0D\0",
	      "FN=中\n");
}

static void test_quoted_printable_is_joined_and_decoded(void **state)
{
	(void)state;
	CARDS(OLD("NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\r\nb=\r\n c=3D\r\n"),
	      "NOTE=a/b c=\n");
	CARDS(OLD("NOTE;QUOTED-PRINTABLE:a=\r\nb\r\nFN:x=\r\n"),
	      "NOTE=ab|FN=x=\n");
	/* an equals sign that is no code, and one before the end */
	CARDS(OLD("NOTE;QUOTED-PRINTABLE:a=b=\r\n"), "NOTE=a=b=\n");
	CARDS(OLD("FN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:"
		  "=CD=F5=CE=B0\r\n"),
	      "FN=王伟\n");
}

static void test_base64_is_decoded_and_pictures_passed_over(void **state)
{
	(void)state;
	CARDS(OLD("FN;BASE64:546L\r\n5Lyf\r\n\r\nTEL:1\r\n"),
	      "FN=王伟|TEL=1\n");
	CARDS(NEW("FN;ENCODING=b:5\r\n 46L5Lyf\r\nTEL:1\r\n"),
	      "FN=王伟|TEL=1\n");
	CARDS(OLD("PHOTO;JPEG;ENCODING=BASE64:\r\n /9j/*\r\n\r\nTEL:1\r\n"),
	      "PHOTO,jpeg,=|TEL=1\n");
	CARDS(OLD("FN;BASE64:a*b\r\n"), "3: the value is not base64\n");
	CARDS(OLD("FN;BASE64:YQ=b\r\n"), "3: the value is not base64\n");
	CARDS(OLD("FN;BASE64:YQ==\r\n"), "FN=a\n");
}

static void test_escapes_are_those_of_the_version(void **state)
{
	(void)state;
	CARDS(NEW("NOTE:a\\, b\\; c\\\\ d\\ne\\Nf\\:g\\h\\\r\n"),
	      "NOTE=a, b; c\\ d/e/f:g\\h\\\n");
	CARDS(OLD("NOTE:C:\\new\\; x\\, y\r\n"), "NOTE=C:\\new; x\\, y\n");
}

static void test_parameters(void **state)
{
	(void)state;
	CARDS(OLD("TEL;WORK;VOICE:1\r\n"), "TEL,work,voice,=1\n");
	CARDS(NEW("TEL;TYPE=work,Voice;type=pref:1\r\n"),
	      "TEL,work,voice,=1\n");
	CARDS(NEW("item1.TEL;TYPE=\"work,cell\";X=\"a:b;c\":tel:1\r\n"),
	      "TEL,work,cell,=tel:1\n");
	CARDS(NEW("TEL;TYPE=:1\r\nFN;:\r\n"), "TEL=1|FN=\n");
}

static void test_other_encodings(void **state)
{
	(void)state;
	/* no CHARSET, not UTF-8: GB18030 */
	CARDS(OLD("FN:\xcd\xf5\xce\xb0\r\n"), "FN=王伟\n");
	/* nor GB18030: letters with marks among ASCII */
	CARDS(OLD("FN:J\xf6rg M\xfcller\r\n"), "FN=Jörg Müller\n");
	CARDS(OLD("FN;CHARSET=ISO-8859-1:M\xfcller\r\n"), "FN=Müller\n");
	CARDS(OLD("FN;CHARSET=ISO-8859-1:Jos\xc3\xa9 M\xc3\xbcller\r\n"),
	      "FN=José Müller\n");
	CARDS(OLD("FN;CHARSET=latin1:M\xc3\xbcller\r\n"), "FN=Müller\n");
	CARDS(OLD("FN;CHARSET=GBK:\xd2\xbb\xd0\xa9\r\n"), "FN=一些\n");
	CARDS(OLD("FN;CHARSET=US-ASCII:M\xc3\xbcller\r\n"), "FN=Müller\n");
	CARDS(OLD("FN;CHARSET=UTF-8:M\xfcller\r\n"),
	      "3: the text is not UTF-8\n");
	CARDS(OLD("FN;CHARSET=NONE-1:\xfc\r\n"), "3: the text is not NONE-1\n");
	CARDS(OLD("FN;CHARSET=../x:a\r\n"), "3: no encoding '../x'\n");
	CARDS(NEW("FN:a\0b\r\n"), "3: a NUL byte in the text\n");
}

/* Text without CHARSET is told by what is not UTF-8 alone. */
static void test_other_encodings_among_utf8(void **state)
{
	(void)state;
	CARDS("BEGIN:VCARD\nFN:\xe5\xbc\xa0\xe4\xbc\x9f\nFN:\xe7\x8e\x8b"
	      "\xe8\x8a\xb3\nFN:\xe6\x9d\x8e\xe5\xa8\x9c\nFN:\xe5\x88\x98"
	      "\xe6\xb4\x8b\nFN:\xe9\x99\x88\xe9\x9d\x99\nFN:\xe6\x9d\xa8"
	      "\xe7\xa3\x8a\nFN:\xe8\xb5\xb5\xe6\x95\x8f\nFN:\xe9\xbb\x84"
	      "\xe5\x8b\x87\nFN:\xc0\xee\xc0\xd7\nEND:VCARD\n",
	      "FN=张伟|FN=王芳|FN=李娜|FN=刘洋|FN=陈静|FN=杨磊|FN=赵敏|FN=黄勇|"
	      "FN=李雷\n");
	CARDS("BEGIN:VCARD\nFN:\xe5\xbc\xa0\xe4\xbc\x9f\nFN:\xe7\x8e\x8b"
	      "\xe8\x8a\xb3\nFN:\xe6\x9d\x8e\xe5\xa8\x9c\nFN:\xe5\x88\x98"
	      "\xe6\xb4\x8b\nFN:\xe9\x99\x88\xe9\x9d\x99\nFN:\xe6\x9d\xa8"
	      "\xe7\xa3\x8a\nFN:\xe8\xb5\xb5\xe6\x95\x8f\nFN:\xe9\xbb\x84"
	      "\xe5\x8b\x87\nFN:J\xfcrgen\nEND:VCARD\n",
	      "FN=张伟|FN=王芳|FN=李娜|FN=刘洋|FN=陈静|FN=杨磊|FN=赵敏|FN=黄勇|"
	      "FN=Jürgen\n");
	CARDS("BEGIN:VCARD\nFN:\xe5\xbc\xa0\xe4\xbc\x9f\nFN:\xe7\x8e\x8b"
	      "\xe8\x8a\xb3\nFN:\xe6\x9d\x8e\xe5\xa8\x9c\nFN:\xe5\x88\x98"
	      "\xe6\xb4\x8b\nFN:\xe9\x99\x88\xe9\x9d\x99\nFN:\xe6\x9d\xa8"
	      "\xe7\xa3\x8a\nFN:\xe8\xb5\xb5\xe6\x95\x8f\nFN:\xe9\xbb\x84"
	      "\xe5\x8b\x87\nFN:\xea\x90\xd0\xa1\xc8"
	      "A\nEND:VCARD\n",
	      "FN=张伟|FN=王芳|FN=李娜|FN=刘洋|FN=陈静|FN=杨磊|FN=赵敏|FN=黄勇|"
	      "FN=陳小華\n");
	CARDS("BEGIN:VCARD\nFN:\xe5\xbc\xa0\xe4\xbc\x9f\nFN:\xe7\x8e\x8b"
	      "\xe8\x8a\xb3\nFN:\xe6\x9d\x8e\xe5\xa8\x9c\nFN:\xe5\x88\x98"
	      "\xe6\xb4\x8b\nFN:\xe9\x99\x88\xe9\x9d\x99\nFN:\xe6\x9d\xa8"
	      "\xe7\xa3\x8a\nFN:\xe8\xb5\xb5\xe6\x95\x8f\nFN:\xe9\xbb\x84"
	      "\xe5\x8b\x87\nFN:\x8f\x88\x87\xf8\x98s\nEND:VCARD\n",
	      "FN=张伟|FN=王芳|FN=李娜|FN=刘洋|FN=陈静|FN=杨磊|FN=赵敏|FN=黄勇|"
	      "FN=張國榮\n");
	CARDS("BEGIN:VCARD\nFN:\xea\x90\xd0\xa1\xc8"
	      "A\nFN:\x8f\x88\x87\xf8\x98s\nEND:VCARD\n",
	      "FN=陳小華|FN=張國榮\n");
	CARDS("BEGIN:VCARD\nFN:\x8f\x88\x87\xf8\x98s\nEND:VCARD\n",
	      "FN=張國榮\n");
	CARDS("BEGIN:VCARD\nFN:Andr\xe9\nFN:D\xe9sir\xe9"
	      "e\nFN:Beno\xeet\nEND:VCARD\n",
	      "FN=André|FN=Désirée|FN=Benoît\n");
	CARDS("BEGIN:VCARD\nFN:\xc8\xe2\xe0\xed\nFN:\xcf\xb8\xf2\xf0\nFN:"
	      "\xd1\xe5\xf0\xe3\xe5\xe9\nFN:\xc0\xed\xed\xe0\nFN:\xc5\xeb"
	      "\xe5\xed\xe0\nEND:VCARD\n",
	      "FN=Иван|FN=Пётр|FN=Сергей|FN=Анна|FN=Елена\n");
	/* a fold within a character is no other encoding */
	CARDS("BEGIN:VCARD\nVERSION:3.0\nFN:\xe5\xbc\n \xa0\nFN:J\xfcrgen\n"
	      "END:VCARD\n",
	      "FN=张|FN=Jürgen\n");
	/* the file looks like one, and this cannot be it */
	CARDS("BEGIN:VCARD\nFN:J\xf6rg\nFN:M\xfcller\nFN:K\xe4the\nFN:G\xfc"
	      "nther\nFN:\x8f\x88\x87\xf8\x98s\nEND:VCARD\n",
	      "FN=Jörg|FN=Müller|FN=Käthe|FN=Günther|FN=張國榮\n");
	CARDS(OLD("FN;ENCODING=QUOTED-PRINTABLE:=CD=F5=CE=B0\r\n"),
	      "FN=王伟\n");
}

static void test_a_bad_card_refuses_itself_only(void **state)
{
	(void)state;
	CARDS("stray\r\n" NEW("FN:a\r\n"),
	      "1: text that is in no card\nFN=a\n");
	CARDS(NEW("FN:a\r\n") "stray\r\n",
	      "FN=a\n5: text that is in no card\n");
	CARDS("BEGIN:VCARD\r\nFN:a\r\n" NEW("FN:b\r\n"),
	      "3: the card that began in line 1 has no END:VCARD before this "
	      "BEGIN\nFN=b\n");
	CARDS("BEGIN:VCARD\r\nFN:a\r\n", "1: the card has no END:VCARD\n");
	CARDS("BEGIN:VCARD\r\nVERSION:9.0\r\nEND:VCARD\r\n" NEW("FN:b\r\n"),
	      "2: the card's version is not 2.1, 3.0 or 4.0\nFN=b\n");
	CARDS(NEW("FN\r\n") NEW("FN:b\r\n"), "3: the line has no ':'\nFN=b\n");
	CARDS(NEW("F N:a\r\n"), "3: the line has no property's name\n");
	CARDS(NEW("x.:a\r\n"), "3: the line has no property's name\n");
	CARDS("", "");
	CARDS("\r\n\r\n", "");
}

static void test_a_card_within_a_card_is_passed_over(void **state)
{
	(void)state;
	CARDS(OLD("FN:a\r\nAGENT:\r\n\r\n" OLD(
		  "FN:b\r\nAGENT:\r\n" OLD("FN:c\r\n")) "TEL:1\r\n"),
	      "FN=a|AGENT=|TEL=1\n");
	CARDS(OLD("AGENT:BEGIN:VCARD\r\nFN:b\r\nEND:VCARD\r\nFN:a\r\n"),
	      "FN=a\n");
	/* also in a card that is refused */
	CARDS(OLD("x\r\nAGENT:\r\n" OLD("FN:b\r\n")) OLD("FN:c\r\n"),
	      "3: the line has no ':'\nFN=c\n");
}

/* Lines of n bytes; the caller frees. */
static char *long_card(const char *head, size_t n, size_t *length)
{
	struct kam_str text = KAM_STR_INIT;

	kam_str_printf(&text, "BEGIN:VCARD\nVERSION:3.0\n%s", head);
	for (size_t i = 0; i < n; i += 64)
		kam_str_printf(&text, "%s%064d", i ? "\n " : "", 0);
	kam_str_add(&text, "\nEND:VCARD\nBEGIN:VCARD\nFN:b\nEND:VCARD\n");
	*length = text.length;
	return text.data;
}

static void assert_long(const char *head, size_t n, const char *wanted)
{
	size_t length;
	char *text = long_card(head, n, &length);

	assert_cards(text, length, wanted);
	free(text);
}

static void test_what_is_too_large_is_refused(void **state)
{
	enum { MIB = 1024 * 1024 };
	struct kam_str text = KAM_STR_INIT;

	(void)state;
	assert_long("NOTE:", 10 * MIB,
		    "3: the line is longer than 4 MiB\nFN=b\n");
	assert_long("PHOTO;ENCODING=b:", 10 * MIB, "PHOTO=\nFN=b\n");
	assert_long("PHOTO;ENCODING=b:", 20 * MIB,
		    "3: the value is larger than 16 MiB\nFN=b\n");
	kam_str_add(&text, "BEGIN:VCARD\n");
	for (int i = 0; i < 10001; i++)
		kam_str_add(&text, "X:\n");
	kam_str_add(&text, "END:VCARD\n");
	assert_cards(text.data, text.length,
		     "10002: the card has more than 10000 properties\n");
	kam_str_truncate(&text, 0);
	kam_str_add(&text, "BEGIN:VCARD\n");
	for (int i = 0; i < 20; i++)
		kam_str_add(&text, "AGENT:\nBEGIN:VCARD\n");
	assert_cards(text.data, text.length,
		     "35: cards within cards go too deep\n");
	kam_str_truncate(&text, 0);
	kam_str_add(&text, "BEGIN:VCARD\n");
	for (int i = 0; i < 9; i++) {
		kam_str_add(&text, "NOTE:");
		for (int j = 0; j < MIB; j += 64)
			kam_str_printf(&text, "%064d", 0);
		kam_str_add(&text, "\n");
	}
	kam_str_add(&text, "END:VCARD\n");
	assert_cards(text.data, text.length,
		     "9: the card has more than 8 MiB of text\n");
	kam_str_release(&text);
}

/* What a contact says, read from a card: its texts by '|', tags by '+'. */
static void assert_contact(const char *bytes, const char *wanted,
			   const char *further)
{
	struct kam_str got = KAM_STR_INIT, more = KAM_STR_INIT;
	struct kam_str unread = KAM_STR_INIT;
	struct kam_vcard_contact contact;
	struct kam_arena arena = { 0 };
	struct kam_vcard_reader *reader;
	const struct kam_vcard *card;
	struct kam_err err = { 0 };

	assert_int_equal(
	    kam_vcard_open(&reader, bytes, strlen(bytes), NULL, &err), 0);
	assert_int_equal(kam_vcard_next(&card, reader, &err), 1);
	assert_int_equal(kam_vcard_contact_read(&contact, &arena, card, &more,
						&unread, &err),
			 0);
	for (size_t i = 0; i < KAM_VCARD_TEXTS; i++)
		if (*contact.texts[i])
			kam_str_printf(&got, "%zu:%s|", i, contact.texts[i]);
	for (size_t i = 0; i < contact.n_tags; i++)
		kam_str_printf(&got, "+%s", contact.tags[i]);
	assert_string_equal(got.data, wanted);
	assert_string_equal(more.data, further);
	kam_str_release(&got);
	kam_str_release(&more);
	kam_str_release(&unread);
	kam_vcard_close(reader);
	kam_arena_release(&arena);
}

static void test_names(void **state)
{
	(void)state;
	assert_contact(NEW("N:王;伟;;;\r\n"), "0:王伟|", "");
	assert_contact(NEW("N:Weber;Anna;Maria,Eva;Dr.;MBA\r\n"),
		       "0:Dr. Anna Maria Eva Weber MBA|", "");
	assert_contact(NEW("FN:A B\r\nN:Weber;Anna\r\n"), "0:A B|", "");
	assert_contact(NEW("NICKNAME:Nick\r\nEMAIL:a@x\r\n"), "0:Nick|4:a@x|",
		       "");
	assert_contact(NEW("ORG:Acme;Sales\r\nEMAIL:a@x\r\n"),
		       "0:Acme|1:Acme|2:Sales|4:a@x|", "");
	assert_contact(NEW("EMAIL:a@x\r\n"), "0:a@x|4:a@x|", "");
	assert_contact(OLD("FN: a b  \r\n"), "0:a b|", "");
	assert_contact(NEW("FN:a\\nb\r\n"), "0:a b|", "");
}

static void test_which_of_several_wins(void **state)
{
	(void)state;
	assert_contact(NEW("FN:a\r\nTEL;TYPE=HOME:1\r\nTEL;TYPE=WORK:2\r\n"
			   "TEL;TYPE=WORK,FAX:3\r\nTEL;TYPE=CELL:4\r\n"
			   "TEL;TYPE=CELL,PREF:5\r\nTEL:2\r\n"),
		       "0:a|5:2|6:5|", "TEL 1, FAX 3, TEL 4");
	assert_contact(NEW("FN:a\r\ni1.TEL:1\r\ni1.X-ABLabel:_$!<Mobile>!$_\r\n"
			   "i2.TEL:2\r\ni2.X-ABLabel:工作\r\n"
			   "i3.TEL:3\r\ni3.X-ABLabel:AssistantPhone\r\n"),
		       "0:a|5:2|6:1|", "TEL 3");
	assert_contact(NEW("FN:a\r\nEMAIL;TYPE=HOME:1\r\nEMAIL;TYPE=WORK:2\r\n"
			   "EMAIL;PREF=50:3\r\nEMAIL;PREF=2:4\r\n"),
		       "0:a|4:4|", "EMAIL 1, EMAIL 2, EMAIL 3");
	assert_contact(NEW("FN:a\r\nTITLE:t\r\nROLE:r\r\n"), "0:a|3:t|",
		       "ROLE r");
	assert_contact(NEW("FN:a\r\nROLE:r\r\n"), "0:a|3:r|", "");
	assert_contact(NEW("FN:a\r\nORG:A\\;B;C;D\\, E\r\nORG:A\\;B;F\r\n"),
		       "0:a|1:A;B|2:C, D, E|", "ORG F");
	assert_contact(NEW("FN:a\r\nADR:;x;s\\nt;c; r;z;\r\n"),
		       "0:a|7:x\ns\nt\nc\nr\nz|", "");
	assert_contact(NEW("FN:a\r\nLABEL:l\\nm\r\n"), "0:a|7:l\nm|", "");
	assert_contact(NEW("FN:a\r\nNOTE:n\r\nNOTE:m\\no\r\n"),
		       "0:a|10:n\nm\no|", "");
	assert_contact(NEW("FN:a\r\nCATEGORIES:x,y\\,z,,\r\nCATEGORIES:w\r\n"),
		       "0:a|+x+y,z+w", "");
	assert_contact(NEW("FN:a\r\nTEL;VALUE=uri:tel:+1-2;ext=3;x=y\r\n"
			   "EMAIL;VALUE=URI:mailto:a@x\r\n"),
		       "0:a|4:a@x|5:+1-2 ext. 3|", "");
}

static void test_time_zones(void **state)
{
	(void)state;
	assert_contact(NEW("FN:a\r\nTZ:-0500\r\n"), "0:a|9:-05:00|", "");
	assert_contact(NEW("FN:a\r\nTZ:1:00\r\n"), "0:a|9:+01:00|", "");
	assert_contact(NEW("FN:a\r\nTZ:+12:45\r\n"), "0:a|9:+12:45|", "");
	assert_contact(NEW("FN:a\r\nTZ:Asia/Shanghai\r\n"),
		       "0:a|9:Asia/Shanghai|", "");
	assert_contact(NEW("FN:a\r\nTZ:1234\r\n"), "0:a|9:1234|", "");
	assert_contact(NEW("FN:a\r\nTZ:-05000\r\n"), "0:a|9:-05000|", "");
}

/* Contacts with hostile texts in every field come back as they were, each on
   one line of its own, none longer than 75 octets. */
static void assert_comes_back(const char *text, enum kam_vcard_version version)
{
	struct kam_value values[KAM_CONTACT_FIELDS] = { 0 };
	struct kam_ref tags[2] = { { .role = text }, { .role = "x" } };
	struct kam_record r = { .kind = &kam_contact_kind,
				.id = 7,
				.modified = "2026-11-23T01:00:00Z",
				.values = values };
	static const int fields[] = {
		KAM_CONTACT_NAME,      KAM_CONTACT_TITLE,
		KAM_CONTACT_EMAIL,     KAM_CONTACT_PHONE,
		KAM_CONTACT_MOBILE,    KAM_CONTACT_ADDRESS,
		KAM_CONTACT_LANGUAGE,  KAM_CONTACT_DEPARTMENT,
		KAM_CONTACT_TIME_ZONE, KAM_CONTACT_DESCRIPTION
	};
	struct kam_str out = KAM_STR_INIT, wanted = KAM_STR_INIT;
	struct kam_err err = { 0 };
	size_t lines = 0;

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		values[fields[i]] =
		    (struct kam_value){ .set = 1, .text = text };
	values[KAM_CONTACT_TAGS] =
	    (struct kam_value){ .set = 1, .refs = tags, .n_refs = 2 };
	assert_int_equal(kam_vcard_print(&out, &r, version, "kam-x-", &err), 0);
	for (const char *at = out.data; *at; lines++) {
		const char *end = strstr(at, "\r\n");

		assert_non_null(end);
		assert_true(end - at <= 75);
		assert_false(((unsigned char)*at & 0xc0) == 0x80);
		assert_null(memchr(at, '\n', (size_t)(end - at)));
		assert_null(memchr(at, '\r', (size_t)(end - at)));
		at = end + 2;
	}
	assert_true(lines >= 16);
	kam_str_printf(&wanted,
		       "0:%s|2:%s|3:%s|4:%s|5:%s|6:%s|7:%s|8:%s|9:%s|10:%s|+%s"
		       "+x",
		       text, text, text, text, text, text, text, text, text,
		       text, text);
	assert_contact(out.data, wanted.data, "");
	kam_str_release(&out);
	kam_str_release(&wanted);
}

static void test_what_is_written_is_read_again(void **state)
{
	static const char *const texts[] = {
		"a",
		"a\\nb;c,d\\",
		"x:y\"z'^n^^",
		"=3D=\\, END:VCARD",
		"\xc2\x85\xe2\x80\xa8\x1b[31m\t\x01\x7f",
		" blanks  around ",
		"encoding=quoted-printable:a=",
		"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
		"一二三四五六七八九十",
		"👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍"
		"👩"
		"‍"
		"👧"
		"‍👦",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"a"
		"aaaaaaa    b",
		"tel:1;ext=2",
		"mailto:x",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_comes_back(texts[i], KAM_VCARD_3_0);
		assert_comes_back(texts[i], KAM_VCARD_4_0);
	}
}

/* security: a value never makes a line, let alone a card */
static void test_no_value_makes_a_card(void **state)
{
	struct kam_value values[KAM_CONTACT_FIELDS] = { 0 };
	struct kam_record r = { .kind = &kam_contact_kind,
				.id = 7,
				.source = "vcard:u\nEND:VCARD",
				.values = values };
	struct kam_str out = KAM_STR_INIT;
	struct kam_err err = { 0 };

	(void)state;
	values[KAM_CONTACT_NAME].set = values[KAM_CONTACT_DESCRIPTION].set = 1;
	values[KAM_CONTACT_NAME].text = "x\nEND:VCARD\nBEGIN:VCARD";
	values[KAM_CONTACT_DESCRIPTION].text = "a\r\nb\rEND:VCARD\r";
	assert_int_equal(
	    kam_vcard_print(&out, &r, KAM_VCARD_3_0, "kam-x-", &err), 0);
	assert_string_equal(out.data,
			    "BEGIN:VCARD\r\nVERSION:3.0\r\n"
			    "UID:u\\nEND:VCARD\r\n"
			    "FN:x\\nEND:VCARD\\nBEGIN:VCARD\r\n"
			    "N:x\\nEND:VCARD\\nBEGIN:VCARD;;;;\r\n"
			    "NOTE:a\\nb\\nEND:VCARD\\n\r\nEND:VCARD\r\n");
	kam_str_release(&out);
}

static void assert_name(const char *name, const char *wanted)
{
	struct kam_value values[KAM_CONTACT_FIELDS] = { 0 };
	struct kam_record r = { .kind = &kam_contact_kind,
				.id = 7,
				.values = values };
	struct kam_str out = KAM_STR_INIT;
	struct kam_err err = { 0 };

	values[KAM_CONTACT_NAME] = (struct kam_value){ .set = 1, .text = name };
	assert_int_equal(
	    kam_vcard_print(&out, &r, KAM_VCARD_4_0, "kam-x-", &err), 0);
	assert_non_null(strstr(out.data, wanted));
	assert_non_null(strstr(out.data, "UID;VALUE=text:kam-x-CON-7\r\n"));
	kam_str_release(&out);
}

static void test_telephones_can_sort_by_the_family(void **state)
{
	(void)state;
	assert_name("Anna Weber", "\r\nN:Weber;Anna;;;\r\n");
	assert_name("Dr. Anna Maria Weber MBA",
		    "\r\nN:Weber;Anna Maria;;Dr.;MBA\r\n");
	assert_name("王伟", "\r\nN:王;伟;;;\r\n");
	assert_name("欧阳娜", "\r\nN:欧阳;娜;;;\r\n");
	/* four bytes of UTF-8 */
	assert_name("𠮷田", "\r\nN:𠮷;田;;;\r\n");
	assert_name("王", "\r\nN:王;;;;\r\n");
	assert_name("Cher", "\r\nN:Cher;;;;\r\n");
	assert_name("Mr.", "\r\nN:Mr.;;;;\r\n");
	assert_name("Jr.", "\r\nN:Jr.;;;;\r\n");
	assert_name("Mr. Jan van der Berg Jr.",
		    "\r\nN:van der Berg;Jan;;Mr.;Jr.\r\n");
	assert_name("Jan van der Berg", "\r\nN:van der Berg;Jan;;;\r\n");
	assert_name(" ", "\r\nN:;;;;\r\n");
	assert_name("a ", "\r\nN:;a;;;\r\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_lines_are_unfolded_as_their_version_folds),
		cmocka_unit_test(test_quoted_printable_is_joined_and_decoded),
		cmocka_unit_test(
		    test_base64_is_decoded_and_pictures_passed_over),
		cmocka_unit_test(test_escapes_are_those_of_the_version),
		cmocka_unit_test(test_parameters),
		cmocka_unit_test(test_other_encodings),
		cmocka_unit_test(test_other_encodings_among_utf8),
		cmocka_unit_test(test_a_bad_card_refuses_itself_only),
		cmocka_unit_test(test_a_card_within_a_card_is_passed_over),
		cmocka_unit_test(test_what_is_too_large_is_refused),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_which_of_several_wins),
		cmocka_unit_test(test_time_zones),
		cmocka_unit_test(test_what_is_written_is_read_again),
		cmocka_unit_test(test_no_value_makes_a_card),
		cmocka_unit_test(test_telephones_can_sort_by_the_family),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
