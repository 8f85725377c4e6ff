#include "areas/calendar_shelf.h"

int kam_calendar_take(const struct kam_calendar **out,
		      struct kam_calendar_shelf *shelf, struct kam *k,
		      struct kam_arena *arena, int64_t id, struct kam_err *err)
{
	int i = 0, rc;

	while (i < shelf->n && shelf->ids[i] != id)
		i++;
	if (i == shelf->n) {
		i = shelf->n < KAM_CALENDAR_SHELF ? shelf->n
						  : KAM_CALENDAR_SHELF - 1;
		rc = kam_calendar_load(&shelf->loaded[i], k, arena, id, err);
		if (rc)
			return rc;
		shelf->ids[i] = id;
		shelf->n = i + 1;
	}
	*out = shelf->loaded[i];
	return 0;
}
