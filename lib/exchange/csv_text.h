/*
 * Of CSV, what needs only its text: separators, lines, cells and names.
 */
#ifndef KAM_EXCHANGE_CSV_TEXT_H
#define KAM_EXCHANGE_CSV_TEXT_H

#include <kam/csv.h>
#include <kam/typed.h>

/* Of , ; TAB |: the one that the first line holds most often, not in quotes. */
char kam_csv_separator(const char *bytes, size_t length);
/* The one that a first line "sep=;" names, which Excel reads and other programs
   write; '\0' where there is no such line. It ends after so many bytes. */
enum { KAM_CSV_SEP_LINE = 5 };
char kam_csv_sep_line(const char *bytes, size_t length);
/* How many lines end in them; last: the byte before them, as CRLF is one end,
   and then the last of them. */
size_t kam_csv_lines(const char *bytes, size_t n, char *last);
/* Blanks and tabs at both ends of a name. */
void kam_csv_trim(char *text);
/*
 * Takes away what a spreadsheet put around a cell: blanks of any kind, the =
 * and quotes of ="0123"; CRLF and CR within become LF. Of prose only these, and
 * all of what is nothing but blanks.
 */
enum kam_csv_text { KAM_CSV_WORDS, KAM_CSV_PROSE };
void kam_csv_tidy(char *text, enum kam_csv_text what);
/* 0 where that would surely leave the text as it is. */
int kam_csv_may_tidy(const char *text);
/* 1 where it has only blanks, of any kind, or nothing. */
int kam_csv_is_blank_text(const char *text);
/* The name of a column as kam_csv_find() compares it, but for its case; NULL
   where it is longer than such names are. */
const char *kam_csv_fold(char out[KAM_TYPED_TEXT], const char *name);

#endif
