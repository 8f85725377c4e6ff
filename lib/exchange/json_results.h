/*
 * The shapes of results that are no records.
 */
#ifndef KAM_EXCHANGE_JSON_RESULTS_H
#define KAM_EXCHANGE_JSON_RESULTS_H

#include <stddef.h>

enum { KAM_RESULT_MEMBERS = 28 };
struct kam_json_result {
	const char *name, *help;
	const char *members[KAM_RESULT_MEMBERS];
};
extern const struct kam_json_result kam_json_results[];
extern const size_t kam_n_json_results;
extern const struct kam_json_result kam_json_more[];
extern const size_t kam_n_json_more;

#endif
