/*
 * Mentions of a person in text: finding them and putting "[erased]" in their
 * place.
 *
 *	struct kam_mentions m = { 0 };
 *	rc = kam_mentions_add(&m, KAM_TRAIT_NAME, "Anna Weber", err);
 *	n = kam_mentions_replace(&out, &m, "met ANNA WEBER", err);  1: "met
 *[erased]" kam_mentions_release(&m);
 *
 * Text is compared in NFKC's sense, in any case and form of blanks. What
 * counts as a mention depends on the form of the trait:
 *
 *   NAME    whole words, in the order given or last word first ("Weber, Anna"),
 *           also as joined in keys and file names (anna-weber, anna_weber). A
 *           capital after a hyphen makes another name: "Weber-Meier" is none.
 *           A name of one word ("Mark") only where it has its capital. Scripts
 *           without blanks between words (Chinese, Japanese, Korean, Thai …)
 *           have no whole words: there a name of two or more characters is
 *           found wherever it stands, one of a single one where it is alone.
 *   MAIL    an e-mail address as a whole: joanna@x.test has no anna@x.test
 *   NUMBER  digits: a number that has the same ones, whatever is between them;
 *           also within the country instead of with its code, and the other
 *           way round: +49 170 1234567, 0049 170 …, +49 (0)170 … and
 *           0170 1234567 are one (E.164's codes, the trunk prefix 0, of +7 8,
 *           of +36 06, of +39 none). Without a prefix only where it has nine
 *           digits or more and stands alone. Fewer than five digits would be
 *           found everywhere, and are not searched for
 *   POSTAL  an address, its lines in one or with commas; not searched for
 *           where it has no number ("Berlin")
 *   TEXT    what somebody asked for: whole words, in any case
 *
 * What has more than 500 letters is not searched for.
 */
#ifndef KAM_MENTION_H
#define KAM_MENTION_H

#include <kam/arena.h>
#include <kam/str.h>
#include <stdint.h>

enum kam_trait {
	KAM_TRAIT_NAME,
	KAM_TRAIT_MAIL,
	KAM_TRAIT_NUMBER,
	KAM_TRAIT_POSTAL,
	KAM_TRAIT_TEXT,
};

extern const char kam_erased_text[]; /* "[erased]" */

struct kam_mentions {
	struct kam_arena arena;
	struct kam_mention {
		enum kam_trait trait;
		const char *text;       /* as it was given */
		const int32_t *letters; /* folded; -1 is a gap */
		size_t n;
		int swapped; /* a name, last word first */
		/* of a number: how the text must have it */
		enum kam_number_form {
			KAM_NUMBER_ANY,    /* these digits */
			KAM_NUMBER_ABROAD, /* behind any country's code */
			KAM_NUMBER_ALONE,  /* not behind other digits */
		} form;
		int capital; /* found only where it begins with one */
		int shared;  /* kam_mentions_share() */
	} * traits;
	size_t n, room;
	int sparing; /* those that are shared are not looked for */
	int not_postal; /* nor are postal addresses */
	/* the text at hand, folded, and the bytes that each letter is of */
	struct kam_letter {
		int32_t c;
		uint32_t from, to;
	} * letters;
	size_t n_letters, room_letters;
};

/* 1 where it was added, 0 where it is there already or too general to be
   looked for (kam_mentions_has() tells them apart), or a negative code. */
int kam_mentions_add(struct kam_mentions *m, enum kam_trait trait,
		     const char *text, struct kam_err *err) KAM_MUST_USE;
int kam_mentions_has(const struct kam_mentions *m, const char *text);
/* How many mentions a text has. */
int kam_mentions_count(struct kam_mentions *m, const char *text,
		       struct kam_err *err) KAM_MUST_USE;
/* Adds the text with each mention replaced, and says how many there were;
   where there is none, *out stays as it is. */
int kam_mentions_replace(struct kam_str *out, struct kam_mentions *m,
			 const char *text, struct kam_err *err) KAM_MUST_USE;
/* 1 where the text is a mention and nothing else; then that trait is one that
   somebody else shares, which m->sparing leaves out. */
int kam_mentions_share(struct kam_mentions *m, const char *text,
		       struct kam_err *err) KAM_MUST_USE;
void kam_mentions_release(struct kam_mentions *m);

#endif
