# next, agenda, status: what to do first, on which day, where one stands.
. "$KAM_SOURCE/tests/cli/lib.sh"

json()
{
	same "$1" "$3" "$(jq -c "$2" "$output")"
}

ok init --timezone UTC
ok config user.email li@firm.test
ok member add 'Li Lei' --key li --email li@firm.test
ok member add Wu --key wu
ok account add Acme --tier strategic --owner li
ok account add Beta --tier prospect --owner wu
ok contact add '诸葛伟' --accounts acme
ok req add 'Portal' -A acme --priority must --core --due 2026-11-16 --owner li
ok req add 'Search' -A beta --priority could --owner wu
ok action add '打电话, 问; 价格' -A beta --due 2026-11-25 --owner wu
ok action add 'Blocked' -A acme --due 2026-11-25 --owner li
ok feedback add 'slow' -A acme --contact CON-1 --severity high
ok req link REQ-2 blocks ACT-2

# today is 2026-11-23; REQ-1: due 12, must 6, strategic 3, core 3
ok next --json
json 'order' '[.[].id]' '["REQ-1","FB-1","REQ-2","ACT-1","ACT-2"]'
json 'sum' '.[0].urgency' 24
json 'parts add up' 'all(.[]; (.urgency - ([.factors[].contribution] | add) |
	fabs) < 0.00001)' true
json 'value times weight' 'all(.[].factors[]; (.contribution - .value * .weight |
	fabs) < 0.00001)' true
json 'blocking' '[.[] | select(.factors[] | .factor == "blocking" and
	.value == 1).id]' '["REQ-2"]'
json 'blocked' '[.[] | select(.factors[] | .factor == "blocked" and
	.contribution == -5).id]' '["ACT-2"]'
json 'no day' '[.[] | select(.due == null).id]' '["REQ-2"]'
# the block ends with what blocks
ok req drop 2 --reason done
ok next --json
json 'order without the block' '[.[].id]' '["REQ-1","FB-1","ACT-2","ACT-1"]'
ok next --owner me --json=id
json 'mine' '[.[].id]' '["REQ-1","FB-1","ACT-2"]'
ok next -A beta --json=id
json 'of an account' '[.[].id]' '["ACT-1"]'
COLUMNS=80 ok next -n 1 --explain
within 80
expect_part 'REQ-1  Portal  urgency'
# titles and reasons have the room of 80 columns
ok req edit REQ-1 --title 'Pages within two seconds at six in the morning'
COLUMNS=80 ok next
within 80
expect_part ' Pages within two second'
expect_part 'due 12, priority 6'
! grep -q '[0-9]\.[0-9]' "$output" || fail 'hundredths that nobody needs'
ok next -n 1 --fields id,urgency
expect_part 'REQ-1       24'
ok req edit REQ-1 --title Portal
refuse 65 setting set next.weights 'dew=3'
expect_error "'dew' is no factor of urgency"
refuse 65 setting set next.weights 'due=2000'
ok setting set next.weights 'tier=1'
ok next -n 2 --json
json 'weights are settings' '[.[] | [.id,.urgency]]' \
	'[["REQ-1",1],["ACT-2",1]]'
ok setting set next.weights ''

# the agenda: late things first, then by day, days off too
ok calendar add Firm --key firm
ok calendar_day add --calendar firm --date 2026-11-24 --no-working \
	--name 'founders'\'' day'
ok setting set calendar firm
ok agenda --json
json 'late things are of today' '[.[].id]' '["REQ-1"]'
ok agenda week --json
json 'week' '[.[] | [.date,.weekday,.id]]' \
	'[["2026-11-16","mon","REQ-1"],["2026-11-24","tue",null],["2026-11-25","wed","ACT-1"],["2026-11-25","wed","ACT-2"],["2026-11-25","wed","FB-1"]]'
json 'a day off' '.[1] | [.kind,.what,.working]' \
	'["calendar_day","founders'\'' day",false]'
ok agenda 2026-11-25 --owner wu --json=id
json 'of an owner' '[.[].id]' '["ACT-1"]'
ok agenda tomorrow 2026-11-26 --json=id
json 'from, to' 'length' 4
COLUMNS=80 ok agenda week
within 80
refuse 64 agenda 2026-11-26 2026-11-25
refuse 65 agenda someday
refuse 64 agenda --ics --json

# as a calendar
ok agenda --ics
[ "$(grep -c "$(printf '\r')\$" "$output")" -eq "$(wc -l <"$output")" ] ||
	fail 'a line without CR LF'
[ "$(LC_ALL=C awk '{ print length($0) }' "$output" | sort -n | tail -1)" -le 76 ] ||
	fail 'a line of more than 75 octets'
expect_part 'SUMMARY:ACT-1 打电话\, 问\; 价格'
expect_part 'DTSTART;VALUE=DATE:20261125'
expect_part 'DTSTAMP:20261123T010000Z'
cp "$output" first
ok action edit 1 --due 2026-11-27
ok agenda --ics
same 'the same events' "$(grep ^UID first | sort)" \
	"$(grep ^UID "$output" | sort)"

# status
ok status --json
json 'sums' '[.overdue,.due_soon,.late_promises,.silent_accounts]' '[1,3,0,0]'
json 'by account' '[.accounts[] | [.account,.overdue,.due_soon]]' \
	'[["acme",1,2],["beta",0,1]]'
KAM_NOW=2027-01-04T01:00:00Z ok status -A acme --json
json 'later' '[.overdue,.late_promises,.silent_accounts,.accounts[0].silent]' \
	'[3,1,1,true]'
COLUMNS=80 ok status
within 80
expect_part 'acme: overdue 1, due soon 2'
# promises that are late are those of the ledger: one figure everywhere
KAM_NOW=2027-01-04T01:00:00Z
ok promise list late --json
late=$(jq length "$output")
ok status --json=late_promises
expect "{\"late_promises\":$late}"
# what is severe of issues weighs
ok issue add 'no data' -A beta --severity critical
ok issue add 'a typo' -A beta --severity low
ok next -A beta --json
json 'severity' '[.[] | select(.kind == "issue") | [.id] + [.factors[]
	| select(.factor == "severity").value]]' '[["ISS-1",1],["ISS-2",0.25]]'
ok issue edit 1 --due 2027-01-02
ok due -A beta --json
json 'due' '[.[] | select(.kind == "issue") | [.id,.severity,.days_late]]' \
	'[["ISS-1","critical",2]]'
ok agenda -A beta --json
json 'agenda' '[.[] | select(.kind == "issue").id]' '["ISS-1"]'
# of many accounts people see the worst
n=1
while [ $n -le 20 ]; do
	ok account add "Firm $n" --key "firm-$n"
	ok action add late -A "firm-$n" --due 2027-01-02
	n=$((n + 1))
done
ok action add late -A firm-20 --due 2027-01-02
COLUMNS=80 ok status
expect_part 'firm-20: overdue 2'
expect_part 'and 8 more'
ok status --json
json 'all of them' '.accounts | length' 22

# what every row would say leaves its place to titles and reasons
ok account add Solo --key solo --owner li
ok action add 'call their head of purchasing about the second site' -A solo \
	--due 2027-01-02 --owner li
COLUMNS=80 ok next -A solo --owner li
within 80
! grep -q 'Owner\|Account' "$output" || fail 'a column of one value'
expect_part 'call their head of pur'
ok next -A solo --owner li --json
json 'for programs' '.[0] | [.account, .owner]' '["solo","li"]'

# in 80 columns a reason stands whole, a second one only where it has room
KAM_NOW=2026-11-28T09:00:00Z ok demo den
cd den || exit 1
KAM_NOW=2026-11-28T09:00:00Z COLUMNS=80 ok next
within 80
! grep -q '…$' "$output" || fail 'half a reason'
expect_part 'due 10, priority 6'
grep -q ' priority 6$' "$output" || fail 'no reason'
finish
