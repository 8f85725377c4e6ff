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

# minutes of one digit, as some systems write them
printf 'Record Id,Account Owner.id,Account Owner,Account Name\nz1,,,Bolt\n' >z.csv
ok import z.csv --as zoho-accounts
cat >notes.csv <<'END'
Record Id,Note Title,Note Content,Parent ID.id,Parent ID,Note Owner.id,Note Owner,Created Time
n1,a,first,z1,Bolt,,,2026/1/5 8:5
n2,b,second,z1,Bolt,,,2026-1-5 8:05:7
END
printf 'n3,c,third,z1,Bolt,,,2026年1月5日 18:05 \n' >>notes.csv
ok import notes.csv --as zoho-notes
ok note list --sort id --json=at
same 'minutes' '["2026-01-05T08:05:00Z","2026-01-05T08:05:07Z","2026-01-05T18:05:00Z"]' \
	"$(jq -c 'map(.at)' "$output")"
refuse 65 note add x --about ACC-1 --at '2026/1/5 8:5'
expect_error "'2026/1/5 8:5' is not a moment"

# moments in kam's own layout: in all of these forms, and in --tz
cat >comms.csv <<'END'
summary,account,channel,at
a,ACC-1,call,2026-01-05T13:30:00Z
b,ACC-1,call,5.1.2026 13:30
c,ACC-1,call,1/13/2026 1:30 PM
d,ACC-1,call,2026-01-05 1:30 PM
e,ACC-1,call,2026/1/5 12:05:09 am
f,ACC-1,call,2026年1月5日
g,ACC-1,call,1/5/2026
END
ok import comms.csv --as csv --kind comm --tz Europe/Berlin
ok comm list --sort id --json=at
same 'moments' '["2026-01-05T13:30:00Z","2026-01-05T12:30:00Z","2026-01-13T12:30:00Z","2026-01-05T12:30:00Z","2026-01-04T23:05:09Z","2026-01-04T23:00:00Z","2026-01-04T23:00:00Z"]' \
	"$(jq -c 'map(.at)' "$output")"
printf 'summary,account,channel,at\nx,ACC-1,call,1/5/2026 8:05\n' >comms.csv
run import comms.csv --as csv --kind comm
refused 'month or day' "line 2, column 4: '1/5/2026 8:05' doesn't say which number is the month; --dates mdy: 11/28/2026; --dates dmy: 28/11/2026"
ok import comms.csv --as csv --kind comm --dates dmy
ok comm list summary=x --json=at
expect '[{"at":"2026-05-01T08:05:00Z"}]'
printf 'summary,account,channel,at\nx,ACC-1,call,5.1.2026 25:30\n' >comms.csv
run import comms.csv --as csv --kind comm
refused 'no such hour' "line 2, column 4: '5.1.2026 25:30' is not a moment"

# what is no day is named as the file has it
for cell in '5.1.2026 13:30' '2026/1/5 13:30' '2026-01-05 1:30 PM' 31.2.2026; do
	printf 'title,account,due\none,ACC-1,%s\n' "$cell" >due.csv
	run import due.csv --as csv --kind action
	refused "$cell" "line 2, column 3: '$cell' is not a day"
done
finish
