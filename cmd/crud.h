/*
 * What the generic verbs share.
 */
#ifndef KAM_CMD_CRUD_H
#define KAM_CMD_CRUD_H

#include "cmd.h"

#include <cjson/cJSON.h>
#include <kam/file.h>
#include <kam/import.h>
#include <kam/keep.h>

/* A whole file, or standard input for "-"; up to 64 MiB, in the arena. */
int cmd_input(const char **text, size_t *length, struct cmd *c,
	      const char *path, struct kam_err *err) KAM_MUST_USE;

/* For people: what is wrong, and below it, whole, the command that mends it; a
   table has no room for commands that are to be copied. */
int cmd_tell_finding(struct cmd *c, const char *what, const char *mend,
		     struct kam_err *err) KAM_MUST_USE;

/* The name of a record of any kind, beside a verb of c's noun: there a bare
   number is one of that noun. */
int cmd_name_beside(const char **out, struct cmd *c, const char *word,
		    struct kam_err *err) KAM_MUST_USE;

/* The same as a file that can be read in pieces and again, up to 1 GiB: what
   comes through a pipe is copied to an unlinked one. Close it. */
int cmd_input_open(int *fd, const char *path, struct kam_err *err) KAM_MUST_USE;

/*
 * A file that takes its place whole or not at all: it is written beside it,
 * mode 0600, synced and renamed. What is there already is replaced only where
 * it is a regular file; a link is not followed.
 */
struct cmd_outfile {
	const char *path; /* NULL: none */
	struct kam_draft draft;
	struct kam_str text; /* not written yet */
};
int cmd_outfile_open(struct cmd_outfile *f, const char *path,
		     struct kam_err *err) KAM_MUST_USE;
/* Writes what text has, where it is long or the file is to be complete. */
int cmd_outfile_flush(struct cmd_outfile *f, int all,
		      struct kam_err *err) KAM_MUST_USE;
/* Synced, so that only the renaming is left. */
int cmd_outfile_sync(struct cmd_outfile *f, struct kam_err *err) KAM_MUST_USE;
int cmd_outfile_commit(struct cmd_outfile *f, struct kam_err *err) KAM_MUST_USE;
/* Forgets what isn't committed; harmless where nothing is open. */
void cmd_outfile_release(struct cmd_outfile *f);

/*
 * A backup in the folder "backups", whose name says what it was made
 * before ("import"); the newest ten such are kept. For what may turn out to be
 * a mistake, as an import of more than CMD_IMPORT_SMALL records. c->k is open,
 * no operation is. Its failure ends the command. Settle it when the command
 * has ended with rc, which is given back where settling is no further error;
 * one whose path is NULL was not made.
 */
int cmd_backup_automatic(struct kam_backup *backup, struct cmd *c,
			 const char *why, struct kam_err *err) KAM_MUST_USE;
int cmd_backup_settle(struct cmd *c, struct kam_backup *backup, int written,
		      int rc, struct kam_err *err) KAM_MUST_USE;
enum { CMD_IMPORT_SMALL = 100 };

/* What an import did: its counts and errors as the result, the rest on
   stderr, the exit status. */
struct cmd_imported {
	int dry_run;
	const char *skip_bad;  /* where bad ones are; NULL: refuse all */
	const char *encoding;  /* as it was named; NULL: as it was found */
	const char *unread;    /* "columns that were not read: %s" */
	int mail;              /* errors are of messages, each left out alone */
	const char *otherwise; /* N_(): what takes a refused file all the same,
				  or NULL */
	int matches; /* --match might take rows that are likely duplicates */
};
/* Whether the result's errors refuse the file. */
int cmd_import_refused(const struct cmd_imported *how,
		       const struct kam_import_result *result);
/* Its errors, of which many alike are counted, and its warnings: stderr. */
void cmd_import_say(struct cmd *c, const struct cmd_imported *how,
		    const struct kam_import_result *result);
int cmd_import_tell(struct cmd *c, const struct cmd_imported *how,
		    const struct kam_import_result *result,
		    struct kam_err *err) KAM_MUST_USE;

/* Rows that were left out, as the file had them, and why: what an import's
   options take as bad and context. */
struct cmd_bad_rows {
	struct cmd_outfile file;
	int begun;
};
int cmd_bad_keep(void *context, const struct kam_csv *row, const char *why,
		 struct kam_err *err);
/*
 * All of an import, in an operation of its own: a backup before a long one, the
 * bad rows put aside where how says so, what is told in the end. fd is from
 * cmd_input_open() and stays open.
 */
typedef int (*cmd_import_read)(struct kam_import_result *result, struct cmd *c,
			       const void *context, struct cmd_bad_rows *bad,
			       const struct kam_input *input,
			       struct kam_err *err);
int cmd_import_file(struct cmd *c, int fd, const struct cmd_imported *how,
		    cmd_import_read read, const void *context,
		    struct kam_err *err) KAM_MUST_USE;

/* The record that a word names. */
int cmd_load(struct kam_record **out, struct cmd *c,
	     const struct kam_kind *kind, const char *word,
	     struct kam_err *err) KAM_MUST_USE;
/* Of the noun's, and once more to be changed: kam_record_update() takes both.
 */
int cmd_load_pair(struct kam_record **before, struct kam_record **after,
		  struct cmd *c, const char *word,
		  struct kam_err *err) KAM_MUST_USE;
/* KAM_ECONFLICT where --if-version was given and is not the record's. */
int cmd_check_version(const struct kam_record *r,
		      const struct cmd_integer *version,
		      struct kam_err *err) KAM_MUST_USE;
/* The records of c->kind that filters, scope, order and limit leave. */
int cmd_query(struct kam_query **out, struct cmd *c,
	      struct kam_err *err) KAM_MUST_USE;
/* kam_query_where() of a filter as it was typed: rules that recur and nouns as
   people say them, too. kind: the query's. */
int cmd_where(struct kam_query *q, const struct cmd *c,
	      const struct kam_kind *kind, const char *filter,
	      struct kam_err *err) KAM_MUST_USE;
/* Sets what the options gave. */
int cmd_set_fields(struct cmd *c, struct kam_record *record,
		   struct kam_err *err) KAM_MUST_USE;

/*
 * Records that were written: JSON and the like give them back whole; people
 * read a line each, the ID and the title, and so does porcelain. listed: as a
 * list, even if one.
 */
int cmd_for_people(const struct cmd *c);
struct cmd_written {
	struct cmd *c;
	int listed;
	int columns[KAM_COLUMNS], n_columns;
	size_t n;
};
int cmd_written_begin(struct cmd_written *w, struct cmd *c, int listed,
		      struct kam_err *err) KAM_MUST_USE;
int cmd_written_add(struct cmd_written *w, const struct kam_record *record,
		    struct kam_err *err) KAM_MUST_USE;
/* Contacts of other customers that the record was given in the operation that
   is under way: told once all is written. A part of cmd_written_add(). */
int cmd_mind_strangers(struct cmd *c, const struct kam_record *record,
		       struct kam_err *err) KAM_MUST_USE;
int cmd_written_end(struct cmd_written *w, struct kam_err *err) KAM_MUST_USE;
/* One record, all of it at once. */
int cmd_written(struct cmd *c, const struct kam_record *record,
		struct kam_err *err) KAM_MUST_USE;

/* A link, "LNK-1  REQ-3 relates REQ-4" to people. */
int cmd_written_link(struct cmd *c, const struct kam_record *link,
		     struct kam_err *err) KAM_MUST_USE;

/* What failed within an input, where anything did, and on which line. */
void cmd_at_line(struct kam_err *err, const struct kam_err *inner, size_t line);

/* Each object of a text in JSON, with an arena that is empty before each and
   the line that it began on; what fails names that. */
typedef int (*cmd_each_object)(void *context, struct kam_arena *arena,
			       cJSON *object, size_t line, struct kam_err *err);
int cmd_objects_each(const char *text, size_t length, cmd_each_object each,
		     void *context, struct kam_err *err) KAM_MUST_USE;

/* show_more.c: what show tells people of a kind's record besides: how many
   columns, what they are, their values in that order. */
int cmd_show_extras(const struct kam_kind *kind);
void cmd_show_columns(struct kam_out_column *columns,
		      const struct kam_kind *kind);
int cmd_show_more(struct cmd *c, struct kam_out *out,
		  const struct kam_record *r, struct kam_err *err) KAM_MUST_USE;

/* The records of a kind whose field refers to this one; where: a filter, or
   NULL. */
int cmd_each_child(struct cmd *c, const struct kam_kind *kind,
		   const char *field, const struct kam_record *r,
		   const char *where, const char *sort, kam_each_record each,
		   void *context, struct kam_err *err) KAM_MUST_USE;

/* The id of an input object: "REQ-12" of this kind; 0 where it has none. */
int cmd_object_id(int64_t *id, struct cmd *c, const cJSON *object,
		  struct kam_err *err) KAM_MUST_USE;

/* A change of the journal: its field, "created" or "removed", for people by its
   label; its before and after; whether the format has room for a whole record;
   a moment. */
void cmd_print_changed(struct kam_out *out, const struct kam_change *change);
int cmd_change_values(struct cmd *c, const struct kam_change *change,
		      struct kam_err *err) KAM_MUST_USE;
int cmd_nests(const struct cmd *c);
void cmd_print_time(struct cmd *c, const char *at); /* NULL is null */
/* Who it was: on a screen by name, as the address would take the room of what
   was done. */
void cmd_print_actor(struct cmd *c, const char *key, const char *actor);

/* The contact that a word names; by ID, also one that was removed. person.c */
int cmd_find_person(const struct kam_kind **kind, int64_t *id, struct cmd *c,
		    const char *word, struct kam_err *err) KAM_MUST_USE;
/* export --person */
int cmd_export_person(struct cmd *c, const char *who,
		      struct kam_err *err) KAM_MUST_USE;

/* The generic verbs: each in the file of its name, moves and tags in edit.c,
   links in notes.c, rm in remove.c. */
int cmd_add(struct cmd *c, void *values, struct kam_err *err);
int cmd_list(struct cmd *c, void *values, struct kam_err *err);
int cmd_show(struct cmd *c, void *values, struct kam_err *err);
int cmd_edit(struct cmd *c, void *values, struct kam_err *err);
int cmd_move(struct cmd *c, void *values, struct kam_err *err);
int cmd_remove(struct cmd *c, void *values, struct kam_err *err);
int cmd_history(struct cmd *c, void *values, struct kam_err *err);
int cmd_note(struct cmd *c, void *values, struct kam_err *err);
int cmd_link(struct cmd *c, void *values, struct kam_err *err);
int cmd_unlink(struct cmd *c, void *values, struct kam_err *err);
int cmd_tag(struct cmd *c, void *values, struct kam_err *err);
int cmd_untag(struct cmd *c, void *values, struct kam_err *err);

struct cmd_from {                   /* add, edit, note */
	const char *path;           /* --from */
	struct cmd_integer version; /* --if-version */
};
struct cmd_rm {
	int yes, dry_run;
};

#endif
