# Processes that add at the same time: none lost, none failed, chain proven.
# WRITERS and ADDS say how many: WRITERS=8 ADDS=500 sh tests/cli/test_writers.sh
. "$KAM_SOURCE/tests/cli/lib.sh"

writers=${WRITERS:-4}
adds=${ADDS:-20}

write()
{
	i=0
	while [ $i -lt "$adds" ]; do
		"$KAM" req add "requirement $1.$i" -A acme >>"given.$1" \
			2>>"refused.$1" || echo "$1.$i" >>failed
		i=$((i + 1))
	done
}

ok init
ok account add Acme
writer=1
while [ $writer -le "$writers" ]; do
	write $writer &
	writer=$((writer + 1))
done
wait
[ ! -e failed ] || fail "failed: $(wc -l <failed)"
total=$((writers * adds))
ok req list --fields id --porcelain
same 'records' $total "$(wc -l <"$output" | tr -d ' ')"
ok log --limit 0 --fields operation --porcelain
ok log --limit 0 --json
same 'operations' $((total + 2)) "$(grep -c '"operation"' "$output")"
ok fsck
finish
