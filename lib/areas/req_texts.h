/*
 * The wordings of requirements, made comparable.
 */
#ifndef KAM_AREAS_REQ_TEXTS_H
#define KAM_AREAS_REQ_TEXTS_H

#include <kam/normal.h>
#include <kam/similar.h>
#include <kam/store.h>

struct kam_req_text {
	int64_t id;
	const char *title, *due; /* due: NULL where unset */
	int priority;            /* index of its word; -1 where unset */
	int field;               /* title or statement */
	int negations;
	/* as struct kam_normal has them */
	const char *numbers, *amounts, *figures;
};
struct kam_req_texts {
	struct kam_arena arena;
	struct kam_req_text *items;
	struct kam_similar_text *similar; /* of each item */
	size_t n, room;
	struct kam_normal normal;
};

/* Adds the title and the statement of one. with_numbers: texts whose numbers
   or negations differ are not compared; else those with figures are, and
   those without where their numbers are the same. */
int kam_req_texts_add(struct kam_req_texts *t, const struct kam_record *req,
		      int with_numbers, struct kam_err *err) KAM_MUST_USE;
void kam_req_texts_release(struct kam_req_texts *t);

#endif
