/*
 * Errors: one struct that travels in the open.
 *
 * Every fallible function returns 0 or a negative enum kam_code, takes a
 * struct kam_err as its last parameter (never NULL) and sets it through
 * kam_fail(). The first failure stays: a later kam_fail() on a struct that
 * already holds one leaves it alone, so that clean-up cannot hide the cause.
 *
 *	if (!row)
 *		return kam_fail(err, KAM_ENOENT, "no risk '%s'", id);
 */
#ifndef KAM_ERR_H
#define KAM_ERR_H

#define KAM_MUST_USE __attribute__((warn_unused_result))
#define KAM_PRINTF(at, from) __attribute__((format(printf, at, from)))

/* Marks people's text for translation; N_() only marks it for extraction. */
const char *kam_gettext(const char *text) __attribute__((format_arg(1)));
#define _(text) kam_gettext(text)
#define N_(text) text
/* A label that is said otherwise in that context than elsewhere: "to" of a mail
   and of a change. Only for kam_gettext_label(). */
#define NC_(context, text) context "\004" text

/* The same for a word that means several things, as "title" does: its
   translation for a context, the name of a kind or field, where it has one. */
const char *kam_gettext_in(const char *context, const char *text);
/* The translation of what N_() or NC_() marked; without one, the text. */
const char *kam_gettext_label(const char *text);

enum kam_code {
	KAM_OK = 0,
	KAM_EUSAGE = -1,      /* the command's words are off: exit 64 */
	KAM_EFIELD = -2,      /* no such field: 64 */
	KAM_EINVALID = -3,    /* a value is wrong: 65 */
	KAM_EREFUSED = -4,    /* a rule or a lifecycle forbids it: 65 */
	KAM_EDUPLICATE = -5,  /* a key that is taken: 65 */
	KAM_EINUSE = -6,      /* other records refer to it: 65 */
	KAM_ECORRUPT = -7,    /* the register or a file is damaged: 65 */
	KAM_ENOENT = -8,      /* no such record or file: 66 */
	KAM_EHELPER = -9,     /* a helper program is missing: 69 */
	KAM_EINTERNAL = -10,  /* a fault of kam's own: 70 */
	KAM_ENOMEM = -11,     /* out of memory: 71 */
	KAM_ECREATE = -12,    /* cannot create a file: 73 */
	KAM_EIO = -13,        /* reading or writing failed: 74 */
	KAM_EBUSY = -14,      /* the register is locked: 75 */
	KAM_ECONFLICT = -15,  /* overtaken by another change: 75 */
	KAM_EACCESS = -16,    /* not allowed: 77 */
	KAM_ECONFIG = -17,    /* a configuration is wrong: 78 */
	KAM_EINTERRUPT = -18, /* interrupted by a signal: 130 */
	KAM_EUNSAID = -19,    /* it was done, but the output failed: 74 */
};

struct kam_err {
	enum kam_code code;
	char field[64];    /* the field it is about, or "" */
	char message[512]; /* what failed: lower case, no full stop */
	char hint[512];    /* what to do, or "" */
};

/* Sets *err unless it already holds a failure; returns code. */
int kam_fail(struct kam_err *err, enum kam_code code, const char *format, ...)
    KAM_PRINTF(3, 4);

/* Adds the hint, the field, to the failure that err holds (first one stays). */
void kam_hint(struct kam_err *err, const char *format, ...) KAM_PRINTF(2, 3);
void kam_field(struct kam_err *err, const char *field);

/* Shorthand for KAM_ENOMEM with its standard message. */
int kam_fail_memory(struct kam_err *err);

/* What the system says of an errno, translated where the C library has no
   translation of its own; as strerror(), until the next call. */
const char *kam_errno_text(int number);

/* Forgets a failure that was dealt with. */
void kam_err_reset(struct kam_err *err);

/* The word that JSON output gives a code ("not_found"), and its exit status. */
const char *kam_code_word(enum kam_code code);
int kam_code_exit(enum kam_code code);

#endif
