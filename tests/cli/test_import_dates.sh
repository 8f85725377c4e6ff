# import: dates and moments as other programs write them.
. "$KAM_SOURCE/tests/cli/lib.sh"

# refused 'what' 'text': the file's rows are, and that says why
refused()
{
	same "$1" 65 "$status"
	expect_error "$2"
}

ok init
ok account add Acme --key acme

# of two digits with points each may be the year
printf 'title,account,due\none,ACC-1,26.11.28\n' >short.csv
run import short.csv --as csv --kind action
refused 'short' "line 2, column 3: '26.11.28' doesn't say which number is the month; --dates mdy: 11/28/2026; --dates dmy: 28/11/2026"
ok import short.csv --as csv --kind action --dates dmy
ok action list --json=due
expect '[{"due":"2028-11-26"}]'
# a file of such dates may show it; one with four digits shows itself
printf 'title,account,due\na,ACC-1,5.1.26\nb,ACC-1,11.28.26\nc,ACC-1,5.1.2026\n' >short.csv
ok import short.csv --as csv --kind action
ok action list --sort id --json=due
same 'points' '["2028-11-26","2026-05-01","2026-11-28","2026-01-05"]' \
	"$(jq -c 'map(.due)' "$output")"
finish
