/*
 * How a value and a column look to people: what printers and documents share.
 */
#ifndef KAM_CELL_H
#define KAM_CELL_H

enum kam_style { /* of a value, where there is colour */
		 KAM_STYLE_PLAIN,
		 KAM_STYLE_STRONG,
		 KAM_STYLE_DIM,
		 KAM_STYLE_GOOD,
		 KAM_STYLE_WARN,
		 KAM_STYLE_BAD,
};

enum kam_column_form {
	KAM_FORM_TEXT,   /* may be shortened */
	KAM_FORM_FIXED,  /* IDs, dates, words: never shortened */
	KAM_FORM_KEY,    /* keys of accounts and the like: shortened at last */
	KAM_FORM_NUMBER, /* right-aligned, never shortened */
	KAM_FORM_PROSE,  /* many lines; in a list its first line */
};

struct kam_out_column {
	const char *key;   /* JSON key and CSV head */
	const char *label; /* translated head for people */
	enum kam_column_form form;
	/* where a list is wider than the terminal even when shortened to what
	   can still be read: 1 goes first, then 2 …; 0 stays, as do all that
	   were asked for by name */
	int spare;
};

#endif
