#!/bin/sh
# Runs every fuzz target under libFuzzer with sanitizers: fuzz.sh [SECONDS]
# each. What it finds stays in .build/fuzz, with what it learnt.
set -eu
cd "$(dirname "$0")/../.."
. tests/setup.sh
seconds=${1:-60}

# shellcheck disable=SC2086
kam_install $need clang libclang-rt-14-dev
cmake --preset fuzz >&2
cmake --build --preset fuzz >&2
cd .build/fuzz
for source in ../../tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	mkdir -p "learnt/$name"
	"tests/$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=512 \
		-print_final_stats=1 "learnt/$name" \
		"../../tests/fuzz/seeds/${name#fuzz_}" 2>"$name.log" || {
		tail -40 "$name.log" >&2
		exit 1
	}
	echo "$name: $(sed -n 's/.*number_of_executed_units: *//p' "$name.log") inputs"
done
