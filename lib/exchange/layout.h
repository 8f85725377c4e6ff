/*
 * Layouts: which column of a foreign file is which field here.
 */
#ifndef KAM_EXCHANGE_LAYOUT_H
#define KAM_EXCHANGE_LAYOUT_H

#include <kam/catalogue.h>

enum kam_use {
	KAM_USE_FIELD,  /* as the field reads it */
	KAM_USE_ID,     /* the row's own id */
	KAM_USE_NAME,   /* a part of the title, first name first */
	KAM_USE_AMOUNT, /* money, of the currency that KAM_USE_CURRENCY has */
	KAM_USE_CURRENCY,
	KAM_USE_LINE,   /* one more line of a prose field */
	KAM_USE_TAGS,   /* separated by ; or , */
	KAM_USE_MEMBER, /* id of one of the firm's people */
	KAM_USE_MEMBER_NAME,
	KAM_USE_RECORD,      /* id of a record of the field's target: a REF that
				may come later in the file, or one entry of REFS
				that must be there */
	KAM_USE_RECORD_NAME, /* what to call it in a message */
	KAM_USE_ABOUT,       /* id of a record of any kind, imported before */
	KAM_USE_TIME,        /* a moment in the zone of the export */
	KAM_USE_DAY,         /* the day of such a moment */
	KAM_USE_SECONDS,     /* a duration */
	KAM_USE_WORD,        /* translated by words; tags that have none are
				left out */
	KAM_USE_STATUS,      /* a state, translated by words */
};

enum { KAM_ALIASES = 5 };

struct kam_layout_column {
	const char *names[KAM_ALIASES]; /* any case, the usual one first */
	enum kam_use use;
	int field;
	int required; /* the file must have the column */
	const char *const *words; /* theirs, ours, theirs, ours, …, NULL */
};

struct kam_layout {
	const char *name;   /* "zoho-accounts" */
	const char *origin; /* "zoho": what sources begin with */
	const struct kam_kind *kind;
	const struct kam_layout_column *columns;
	size_t n_columns;
	const char *foreign; /* a column that only other modules' files have */
	int duplicate; /* two rows that share this field are likely the same;
			  or KAM_NO_FIELD */
};

const struct kam_layout *kam_layout_find(const char *name);

#endif
