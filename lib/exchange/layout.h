/*
 * Layouts: which column of a foreign file is which field here, on the way in
 * and on the way out.
 */
#ifndef KAM_EXCHANGE_LAYOUT_H
#define KAM_EXCHANGE_LAYOUT_H

#include <kam/arena.h>
#include <kam/catalogue.h>

enum kam_use {
	KAM_USE_FIELD,  /* as the field reads it */
	KAM_USE_OWN,    /* a column that the store keeps, enum kam_column */
	KAM_USE_ID,     /* the row's own id */
	KAM_USE_NAME,   /* a part of the title, first name first */
	KAM_USE_AMOUNT, /* money, of the currency that KAM_USE_CURRENCY has */
	KAM_USE_CURRENCY,
	KAM_USE_LINE,   /* one more line of a prose field */
	KAM_USE_TEXT,   /* all of a text: its first line is the title, and the
			   field has the whole where there is more */
	KAM_USE_TAGS,   /* separated by ; or , */
	KAM_USE_MEMBER, /* id of one of the firm's people, or the name where
			   there are none */
	KAM_USE_MEMBER_NAME,
	KAM_USE_RECORD,      /* id of a record of the field's target: a REF that
				may come later in the file, or one entry of REFS
				that must be there */
	KAM_USE_RECORD_NAME, /* what to call it in a message */
	KAM_USE_NAMED,       /* name of such a record, that only one has */
	KAM_USE_ABOUT,       /* id of a record of any kind, imported before */
	KAM_USE_TIME,        /* a moment in the zone of the export */
	KAM_USE_DAY,         /* the day of such a moment */
	KAM_USE_SECONDS,     /* a duration */
	KAM_USE_WORD,        /* translated by words; tags that have none are
				left out */
	KAM_USE_STATUS,      /* a state, translated by words; "" leaves it */
	KAM_USE_HEADER,      /* the title, where it has one of its own */
	KAM_USE_HEADED,      /* a text: as TEXT where no HEADER says the title,
				else the field has all of it */
	KAM_USE_LINKS,       /* what the record links to: ids of such records,
				by the column's relation, that may come later in
				the file; in kam's own, "relation ID" */
	KAM_USE_CLOCK,       /* a duration, "59:07", where SECONDS has none */
	/* on the way out only */
	KAM_USE_TITLE, /* the title, which other columns say in parts */
};

enum { KAM_ALIASES = 40, KAM_LAYOUT_COLUMNS = KAM_COLUMNS + 2 };

struct kam_layout_column {
	const char *names[KAM_ALIASES]; /* any case, the usual one first */
	enum kam_use use;
	int field;
	int required;             /* the file must have the column */
	const char *const *words; /* theirs, ours, theirs, ours, …, NULL; on the
				     way out the first that is ours counts */
	int whole; /* of several LINE columns the one that an export fills */
	const char *relation; /* LINKS: "derives" */
};

struct kam_layout {
	const char *name;   /* "zoho-accounts" */
	const char *origin; /* "zoho": what sources begin with */
	const struct kam_kind *kind;
	const struct kam_layout_column *columns;
	size_t n_columns;
	const char *foreign; /* a column that only other modules' files have;
				or NULL */
	int duplicate; /* two rows that share this field are likely the same;
			  or KAM_NO_FIELD */
	/* what an export has: its columns in their order, ended by NULL */
	const char *const *heads;
	const char *encoding; /* "UTF-8" has a BOM */
	const char *only; /* a filter: which records such an export has; NULL:
			     all of the kind */
	int untitled;     /* a row may have no title: its id is it */
	int numbered; /* names may have a question's number in front: "2、" */
};

extern const struct kam_layout kam_zoho_layouts[];
extern const size_t kam_zoho_n_layouts;
extern const struct kam_layout kam_fxiaoke_layouts[];
extern const size_t kam_fxiaoke_n_layouts;
extern const struct kam_layout kam_doorstop_layout;

/* Whether an import reads the column; own: of kam's own layout. What the store
   keeps of a record is only given back to it by kam's own. */
int kam_layout_reads(const struct kam_layout_column *column, int own);

/* NULL where there is none. */
const struct kam_layout *kam_layout_find(const char *name);
/* kam's own: a column for each of the kind's, by name, option or label. */
int kam_layout_own(struct kam_layout *layout, struct kam_arena *arena,
		   const struct kam_kind *kind,
		   struct kam_err *err) KAM_MUST_USE;

#endif
