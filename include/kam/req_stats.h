/*
 * Figures about requirements.
 *
 * agreed       those in the states agreed, implemented, verified and accepted,
 *              of all but those deferred and dropped
 * age          days since captured (created), of the open ones: neither
 *              accepted nor dropped; median and p90 as quantile.h has them
 * volatility   (added + changed + deleted since a day) / how many there were
 *              at its beginning, after R. Costello, D. Liu, "Metrics for
 *              requirements engineering", 1995; from the journal. There were
 *              those made before, and not removed or dropped by then. added:
 *              made since, whatever became of them. deleted: of those that
 *              there were, removed or dropped since. changed: of the others
 *              that there were, with another title, statement or acceptance
 *              criteria. Each counts once; what was done and undone since the
 *              day, not at all
 * source       by the first that it has of: elicitation, conversation,
 *              contact, import
 *
 * Filters choose among requirements as they are; of those that were removed
 * only account and project are looked at, and with filters they don't count.
 */
#ifndef KAM_REQ_STATS_H
#define KAM_REQ_STATS_H

#include <kam/catalogue.h>
#include <kam/store.h>

enum kam_req_source {
	KAM_SOURCE_ELICITATION,
	KAM_SOURCE_CONVERSATION,
	KAM_SOURCE_CONTACT,
	KAM_SOURCE_IMPORT,
	KAM_SOURCE_NONE,
	KAM_SOURCES
};
extern const char *const kam_source_words[KAM_SOURCES];
enum { KAM_STAT_WORDS = 8 }; /* words of a field; the last is for none */

struct kam_req_stats {
	/* set before: the query gives closed ones too; since is a day;
	   account and project are those of the query, 0: any */
	struct kam_query *query;
	int32_t since;
	int filtered; /* by more than account and project */
	int64_t account, project;

	int64_t count, core, open;
	int64_t by_status[KAM_STATES], by_source[KAM_SOURCES];
	int64_t by_class[KAM_STAT_WORDS], by_priority[KAM_STAT_WORDS];
	int64_t agreed, agreed_of;
	int64_t age_median; /* millionths of a day; -1: none is open */
	int64_t age_p90;    /* days; -1 */
	int64_t base, added, changed, deleted;
};
int kam_req_stats(struct kam_req_stats *s, struct kam *k,
		  struct kam_err *err) KAM_MUST_USE;

#endif
