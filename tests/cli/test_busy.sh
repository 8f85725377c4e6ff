# Busy days: what keeps one from work, from one's own .ics, and nothing else.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok member add 'Li Lei' --key li
ok calendar add China --key china --weekdays mon-sat
ok setting set calendar china

event()
{
	printf 'BEGIN:VEVENT\nUID:%s\n' "$1"
	shift
	printf '%s\n' "$@" END:VEVENT
}
calendar()
{
	printf 'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n'
	cat
	echo END:VCALENDAR
}
{
	event vacation 'DTSTART;VALUE=DATE:20261221' 'DTEND;VALUE=DATE:20261225' \
		'SUMMARY:Skiing' TRANSP:OPAQUE
	event outlook 'DTSTART;VALUE=DATE:20261201' 'DTEND;VALUE=DATE:20261202' \
		SUMMARY:Away TRANSP:TRANSPARENT X-MICROSOFT-CDO-BUSYSTATUS:OOF
	event private 'DTSTART;VALUE=DATE:20261202' SUMMARY:Dentist CLASS:PRIVATE
	# as long as work is, on anyone's clock, in UTC, over two days
	event timed DTSTART:20261203T090000 DTEND:20261203T170000 SUMMARY:Fair
	event utc DTSTART:20261215T010000Z DTEND:20261215T090000Z SUMMARY:Trip
	event long DTSTART:20261207T060000 DTEND:20261209T120000 SUMMARY:Long
	event weekly 'DTSTART;VALUE=DATE:20200106' \
		'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR' \
		'EXDATE;VALUE=DATE:20270101' SUMMARY:Off
	event weekly 'RECURRENCE-ID;VALUE=DATE:20270115' \
		'DTSTART;VALUE=DATE:20270116' SUMMARY:Moved
	# none of these
	event free 'DTSTART;VALUE=DATE:20261210' TRANSP:TRANSPARENT
	event tentative 'DTSTART;VALUE=DATE:20261210' X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
	event off 'DTSTART;VALUE=DATE:20261210' STATUS:CANCELLED
	event morning DTSTART:20261210T090000 DTEND:20261210T130000
	event late DTSTART:20261210T100000 DTEND:20261210T230000
	event elsewhere DTSTART:20261210T090000Z DTEND:20261210T170000Z
} | calendar >li.ics
ok member busy li li.ics --to 2027-01-31 --dry-run --json
expect '{"calendar":"CAL-2","created":17,"updated":0,"unchanged":0,"removed":0,"skipped":0,"errors":[]}'
ok calendar list --json=name
expect '[{"name":"China"}]'
ok member busy li li.ics --to 2027-01-31 --json
expect_part '"created":17'
ok calendar_day list calendar=li-lei --sort date --fields date,working,name --format tsv
cp "$output" days
cat >wanted <<'END'
date	working	name
2026-10-23	false	Off
2026-11-06	false	Off
2026-11-20	false	Off
2026-12-01	false	Away
2026-12-02	false	busy
2026-12-03	false	Fair
2026-12-04	false	Off
2026-12-07	false	Long
2026-12-08	false	Long
2026-12-15	false	Trip
2026-12-18	false	Off
2026-12-21	false	Skiing
2026-12-22	false	Skiing
2026-12-23	false	Skiing
2026-12-24	false	Skiing
2027-01-16	false	Moved
2027-01-29	false	Off
END
diff days wanted >&2 || fail 'other days'
ok member show li --json=calendar
expect '{"calendar":"li-lei"}'
ok calendar show li-lei --json=name,weekdays
expect '{"name":"Li Lei","weekdays":"mon-sat"}'
ok calendar show li-lei
expect_part '2026-12-21 … 2026-12-24  off  Skiing'
expect_part '2026-12-15  off  Trip'
grep -q 2026-11-20 "$output" && fail 'days that are past'

# the second time nothing, not even the journal
ok log --limit 0 --fields operation --porcelain
operations=$(wc -l <"$output")
ok member busy li li.ics --to 2027-01-31 --json
expect '{"calendar":"CAL-2","created":0,"updated":0,"unchanged":17,"removed":0,"skipped":0,"errors":[]}'
ok log --limit 0 --fields operation --porcelain
same operations "$operations" "$(wc -l <"$output")"

# what the file says no more goes, within the window; what came otherwise stays
ok calendar_day add --calendar li-lei --date 2026-12-31 --working no --name 'half a day'
{
	event vacation 'DTSTART;VALUE=DATE:20261221' 'DTEND;VALUE=DATE:20261224' \
		'SUMMARY:Skiing again'
	event silvester 'DTSTART;VALUE=DATE:20261231' SUMMARY:Silvester
} | calendar >less.ics
ok member busy li less.ics --from 2026-12-20 --to 2027-01-10 --json
expect '{"calendar":"CAL-2","created":0,"updated":3,"unchanged":0,"removed":1,"skipped":1,"errors":[]}'
ok calendar_day list calendar=li-lei date.since=2026-12-16 --sort date --fields date,name --format tsv
same days '2026-12-18	Off
2026-12-21	Skiing again
2026-12-22	Skiing again
2026-12-23	Skiing again
2026-12-31	half a day
2027-01-16	Moved
2027-01-29	Off' "$(sed 1d "$output")"
# another file of theirs doesn't take the first one's days away
event training 'DTSTART;VALUE=DATE:20261228' SUMMARY:Training | calendar >other.ics
ok member busy li other.ics --source training --json
expect '{"calendar":"CAL-2","created":1,"updated":0,"unchanged":0,"removed":0,"skipped":0,"errors":[]}'
calendar </dev/null >none.ics
refuse 65 member busy li none.ics --source training --json
expect_error "from it before would go"
ok member busy li none.ics --source training --empty --json
expect_part '"removed":1'

# 9 to 17 where they are: this is a night in Shanghai
event fair DTSTART:20261214T140000Z DTEND:20261214T230000Z SUMMARY:Fair | calendar >us.ics
ok member busy li us.ics --source us --dry-run --json
expect_part '"created":0'
ok member busy li us.ics --source us --tz America/New_York --json
expect_part '"created":1'

# a calendar that others go by takes nobody's vacation, but by its own name
ok member add Anna --key anna --calendar china
refuse 65 member busy anna li.ics
expect_error 'CAL-1 is not the calendar of MEM-2 alone'
ok calendar busy china other.ics --json
expect '{"calendar":"CAL-1","created":1,"updated":0,"unchanged":0,"removed":0,"skipped":0,"errors":[]}'
ok calendar add Acme --key acme
ok account add Acme --calendar acme
ok member add Bob --key bob --calendar acme
refuse 65 member busy bob other.ics
ok member edit bob --calendar ''
ok member busy bob other.ics --json
expect_part '"created":1'

# what isn't one is refused and changes nothing
printf 'date,working\n2026-12-24,no\n' >days.csv
refuse 65 member busy li days.csv
expect_error "'days.csv' is no iCalendar"
refuse 66 member busy nobody other.ics
refuse 66 member busy li nowhere.ics
refuse 64 member busy li other.ics --source a:b
refuse 65 member busy li other.ics --tz Nowhere
event often DTSTART:20260101T090000 DTEND:20260101T170000 'RRULE:FREQ=SECONDLY' |
	calendar >often.ics
refuse 65 member busy li often.ics
expect_error 'the events have no end'
expect_error '--from and --to say which days are wanted'
ok export
cp "$output" register.jsonl
mkdir again && cd again || exit 1
ok init
ok import ../register.jsonl --as jsonl
ok member show li --json=calendar
expect '{"calendar":"li-lei"}'
ok member busy li ../less.ics --from 2026-12-20 --to 2027-01-10 --json
expect_part '"unchanged":3'
cd ..
# what is due is late by the days on which its owner worked; of six, Li had
# four off
ok account add Delta
ok action add mine -A delta --owner li --due 2026-12-17
ok action add anybodys -A delta --due 2026-12-17
ok issue add broken -A delta --owner li --due 2026-12-17 --severity low
KAM_NOW=2026-12-24T09:00:00+08:00 ok due -A delta --json
same 'late for its owner' \
	"$(jq -r '[.[]|"\(.what) \(.days_late) \(.working_days_late)"]|sort|join(", ")' "$output")" \
	'anybodys 7 6, broken 8 3, mine 7 2'
ok fsck
finish
