/*
 * What is to be mended in requirements before they are agreed.
 *
 *	rule       severity
 *	open       error     a place left to fill in: tbd, 待定
 *	ambiguous  warning   a word open to interpretation (wording.h)
 *	compound   warning   several requirements in one (wording.h)
 *	statement  warning   a title, but no statement
 *	criteria   warning   no acceptance criteria
 *	duplicate  warning   the same or nearly the same as an earlier one of
 *	                     the account: by title or statement, similarity of
 *	                     80 % or more (similar.h), the same numbers and
 *	                     negations (normal.h); not where the two are linked
 *	                     as duplicates
 *	long       info      a statement of more than 60 words
 *	source     info      neither contact nor conversation nor elicitation nor
 *	                     import it came from
 *	priority   info      no priority
 *	effort     info      no effort
 *
 * ambiguous and open are looked for in title, statement and acceptance
 * criteria; the setting req.lint.words adds words.
 */
#ifndef KAM_REQ_LINT_H
#define KAM_REQ_LINT_H

#include <kam/store.h>

enum kam_lint_rule {
	KAM_LINT_OPEN,
	KAM_LINT_AMBIGUOUS,
	KAM_LINT_COMPOUND,
	KAM_LINT_STATEMENT,
	KAM_LINT_CRITERIA,
	KAM_LINT_DUPLICATE,
	KAM_LINT_LONG,
	KAM_LINT_SOURCE,
	KAM_LINT_PRIORITY,
	KAM_LINT_EFFORT,
	KAM_LINT_RULES
};
enum { KAM_LINT_WORDS = 60 };
/* "open" …, NULL-terminated; "error", "warning" or "info" of each */
extern const char *const kam_lint_words[KAM_LINT_RULES + 1];
const char *kam_lint_severity(enum kam_lint_rule rule);

/* Bits of the rules named, separated by commas; KAM_EINVALID for no rule. */
int kam_lint_skip_parse(unsigned *rules, const char *text,
			struct kam_err *err) KAM_MUST_USE;

struct kam_lint_finding {
	int64_t id;
	const char *title;
	enum kam_lint_rule rule;
	int field;           /* of the requirement; KAM_NO_FIELD: of none */
	int line, column;    /* of the excerpt, from 1; 0: none */
	const char *excerpt; /* or NULL */
	const char *word;    /* what was found there, or NULL */
	size_t words;        /* KAM_LINT_LONG */
	int64_t other;       /* KAM_LINT_DUPLICATE: the earlier one */
	int percent;         /* how similar it is */
	int agreed;          /* its wording was agreed: it can't be edited */
};

struct kam_lint {
	struct kam_arena arena;
	unsigned skip; /* bits of rules */
	struct kam_lint_finding *findings;
	size_t n, room;
};
/* Everything to be found in what the query leaves, by id, then rule, then
   place. skip is set before; what the setting req.lint.skip has is added.
   Release afterwards. */
int kam_req_lint(struct kam_lint *lint, struct kam *k, struct kam_query *q,
		 struct kam_err *err) KAM_MUST_USE;
void kam_lint_release(struct kam_lint *lint);

#endif
