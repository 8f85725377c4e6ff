#!/bin/sh
# Measures the release build of kam beside sqlite3, git and Taskwarrior:
#
#	sh tests/bench/bench.sh [RUNS] [--json] [--only PART,…]
#	cmake --build --preset release --target bench
#
# Programs are run in turn, kam, peer, kam, peer …, RUNS times (200; fewer for
# what is slow), so that whatever else the machine does strikes both alike:
# read the ratio, not the milliseconds. It is the median of the pairs' ratios,
# beside it where the middle half of them lies, and the median ratio of what
# the two had of the processors; bar is the most that the first may be. Shells
# are not timed. Everything is in the page cache, on the disk that the build is
# on: a tmpfs, where syncs are free, is refused.
#
#	start   kam --version, which opens nothing
#	one     one record of 10,000 shown; one added, which sqlite3 does with
#	        the same record, change and operation in the same tables, the
#	        same journal mode and syncs; task has 10,000 tasks
#	many    100,000 requirements as JSON; sqlite3's SELECT gives the same
#	        rows and columns, which is checked; completion among them
#	accounts
#		400 of them with 100,000 records: what is asked of one
#	search  words looked for in 100,000 notes; then the newest 50 of
#		1,000,000, by the index
#	import  100,000 accounts of a CRM's CSV; sqlite3 has the records and the
#	        journal that come of them ready as CSV, and only stores them
#
# Exits 1 where a bar is missed. It takes some five minutes.
set -eu
cd "$(dirname "$0")/../.."
. tests/setup.sh

# shellcheck disable=SC2086
kam_install $need python3 sqlite3 git taskwarrior
{
	cmake --preset release
	cmake --build --preset release --target kam bench_pairs bench_syncs
} >&2
exec python3 tests/bench/bench.py .build/release "$@"
