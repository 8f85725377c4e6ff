/*
 * Cells that say what a record links to. The links are made once all rows are
 * there.
 */
#include "exchange/import.h"

#include <kam/areas.h>
#include <kam/link.h>
#include <string.h>

/* The next entry of a cell, and where the one after it begins; NULL at the
   end. Other systems put blanks and line feeds between ids too. */
static char *next_entry(char **at, int own)
{
	const char *between = own ? ",;\r\n" : ",; \t\r\n";
	char *entry;

	*at += strspn(*at, own ? ",; \t\r\n" : between);
	entry = *at;
	*at += strcspn(*at, between);
	if (**at)
		*(*at)++ = '\0';
	return *entry ? entry : NULL;
}

/* "derives REQ-1" */
static int wait_own(struct kam_import *in, size_t column, char *entry,
		    struct kam_err *err)
{
	char *target = entry + strcspn(entry, " \t");

	if (*target) {
		*target++ = '\0';
		target += strspn(target, " \t");
		target[strcspn(target, " \t")] = '\0';
	}
	if (!kam_relation_find(entry) || !*target) {
		kam_fail(err, KAM_EINVALID,
			 _("'%.60s' is no link: write it as 'derives REQ-1'"),
			 entry);
		return err->code;
	}
	return kam_import_wait(in, column, target, target, entry, err);
}

/* An id, maybe with a stamp of the wording there: "REQ003:9TcFUz" */
static int wait_foreign(struct kam_import *in, size_t column, char *entry,
			struct kam_err *err)
{
	const char *source;

	entry[strcspn(entry, ":")] = '\0';
	source = kam_import_source(in, entry, err);
	if (!source)
		return err->code;
	return kam_import_wait(in, column, source, entry,
			       in->layout->columns[column].relation, err);
}

/* Where a link that came with a file came from: "doorstop:TUT001>REQ003" */
static const char *source_of(struct kam_import *in, const char *from,
			     const char *to)
{
	return kam_arena_printf(&in->row, "%s>%s", from,
				strchr(to, ':') ? strchr(to, ':') + 1 : to);
}

struct stale {
	struct kam_import *in;
	const struct kam_record *record;
	const char *cell;
};

/* Whether the cell has the id that the source ends with. */
static int is_in_cell(const char *cell, const char *id)
{
	size_t n = strlen(id);

	for (const char *at = cell; (at = strstr(at, id)); at += n)
		if ((at == cell || strchr(",; \t\r\n", at[-1])) &&
		    (!at[n] || strchr(",; \t\r\n:", at[n])))
			return 1;
	return 0;
}

static int drop_stale(void *context, const struct kam_link *link,
		      struct kam_err *err)
{
	const struct stale *s = context;
	const char *mark = link->source ? strchr(link->source, '>') : NULL;
	const size_t n = strlen(s->record->source);
	struct kam_record *r;
	int rc;

	if (!mark || strncmp(link->source, s->record->source, n) != 0 ||
	    link->source + n != mark || is_in_cell(s->cell, mark + 1))
		return 0;
	rc = kam_record_load(&r, s->in->k, &s->in->row, &kam_link_kind,
			     link->id, err);
	return rc ? rc : kam_record_remove(s->in->k, r, err);
}

int kam_import_links(struct kam_import *in, const struct kam_record *r,
		     size_t column, struct kam_err *err)
{
	const struct kam_end from = { r->kind, r->id };
	struct stale stale = { in, r, kam_import_cell(in, column) };
	char *at = kam_arena_strdup(&in->row, stale.cell), *entry;
	struct kam_link_reader *reader = NULL;
	int rc = at ? 0 : kam_fail_memory(err);

	if (!rc && !in->own && r->version && r->source) {
		rc = kam_links_open(&reader, in->k, err);
		if (!rc)
			rc = kam_links_each(reader, from, drop_stale, &stale,
					    err);
		kam_links_close(reader);
	}
	while (!rc && (entry = next_entry(&at, in->own)))
		rc = in->own ? wait_own(in, column, entry, err)
			     : wait_foreign(in, column, entry, err);
	return rc;
}

int kam_import_link(struct kam_import *in, const struct kam_later *later,
		    struct kam_err *err)
{
	const struct kam_end from = { in->layout->kind, later->id };
	struct kam_end to = { in->layout->kind, 0 };
	const char *source = NULL;
	int64_t link;
	int rc;

	if (in->own)
		rc = kam_link_end(&to, in->k, later->text, err);
	else
		rc = kam_find_source(&to.id, in->k, to.kind, later->text, err);
	if (!rc && !to.id)
		return kam_fail(err, KAM_ENOENT, _("no %s '%s' (%s)"),
				to.kind->name, later->name, later->text);
	if (!rc && !in->own)
		rc = kam_source_of(&source, in->k, &in->row, from.kind, from.id,
				   in->layout->origin, err);
	if (!rc && source) {
		source = source_of(in, source, later->text);
		rc = source ? 0 : kam_fail_memory(err);
	}
	if (!rc)
		rc = kam_link_add(&link, in->k, from, later->relation, to,
				  source, err);
	return rc < 0 ? rc : 0;
}
