# Working calendars: holidays and make-up days from iCalendar and CSV.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok calendar add China --key china
# as the calendars that phones subscribe to write them
cat >china.ics <<'END'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:1@test
DTSTART;VALUE=DATE:20261001
DTEND;VALUE=DATE:20261008
SUMMARY:国庆节（休）
X-APPLE-SPECIAL-DAY:WORK-HOLIDAY
END:VEVENT
BEGIN:VEVENT
UID:2@test
DTSTART;VALUE=DATE:20260920
SUMMARY:国庆节（班）
X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY
END:VEVENT
BEGIN:VEVENT
UID:3@test
DTSTART;VALUE=DATE:20261010
DTEND;VALUE=DATE:20261011
SUMMARY:国庆节 补班
END:VEVENT
BEGIN:VEVENT
UID:4@test
DTSTART;VALUE=DATE:20200101
RRULE:FREQ=YEARLY
SUMMARY:New Year's Day
END:VEVENT
END:VCALENDAR
END
sed 's/$/\r/' china.ics >crlf.ics
ok calendar import china crlf.ics --from 2026-01-01 --to 2027-12-31 --json
expect '{"created":11,"updated":0,"unchanged":0,"skipped":0,"errors":[]}'
ok calendar import china china.ics --from 2026-01-01 --to 2027-12-31 --json
expect '{"created":0,"updated":0,"unchanged":11,"skipped":0,"errors":[]}'
ok calendar_day list working=yes --fields date,name --format tsv
expect '2026-09-20	国庆节（班）'
expect '2026-10-10	国庆节 补班'
ok calendar_day list date.by=2026-01-31 --fields date,working --format tsv
expect '2026-01-01	false'

# several calendars in one file, a day taken out, one moved, one more; a rule
# that began long ago
ok calendar add Sweden --key sweden
cat >sweden.ics <<'END'
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
DTSTART;VALUE=DATE:20260101
SUMMARY:Nyårsdagen
END:VEVENT
END:VCALENDAR
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:b
DTSTART;VALUE=DATE:18000606
RRULE:FREQ=YEARLY
EXDATE;VALUE=DATE:20270606
RDATE;VALUE=DATE:20270607
SUMMARY:Nationaldagen
END:VEVENT
BEGIN:VEVENT
UID:b
RECURRENCE-ID;VALUE=DATE:20280606
DTSTART;VALUE=DATE:20280605
SUMMARY:Nationaldagen
END:VEVENT
END:VCALENDAR
END
ok calendar import sweden sweden.ics --from 2026-01-01 --to 2028-12-31
ok calendar_day list calendar=sweden --sort date --fields date --format tsv
same 'days' '2026-01-01 2026-06-06 2027-06-07 2028-06-05' \
	"$(sed 1d "$output" | tr '\n' ' ' | sed 's/ $//')"

# what rules and days take out, of an event that takes another's place too
ok calendar add Closed --key closed
cat >closed.ics <<'END'
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:c
DTSTART;VALUE=DATE:20260901
RRULE:FREQ=DAILY;UNTIL=20260909
EXRULE:FREQ=WEEKLY;BYDAY=SA,SU
EXRULE:FREQ=DAILY;INTERVAL=3
SUMMARY:closed
END:VEVENT
BEGIN:VEVENT
UID:d
RECURRENCE-ID;VALUE=DATE:19700102
DTSTART;VALUE=DATE:20260921
RRULE:FREQ=DAILY;COUNT=3
EXDATE;VALUE=DATE:20260922
SUMMARY:closed
END:VEVENT
END:VCALENDAR
END
ok calendar import closed closed.ics
ok calendar_day list calendar=closed --sort date --fields date --format tsv
same 'days' '2026-09-02 2026-09-03 2026-09-08 2026-09-09 2026-09-21 2026-09-23' \
	"$(sed 1d "$output" | tr '\n' ' ' | sed 's/ $//')"

# a character parted by the end of a line; GB18030 instead of UTF-8
ok calendar add Offices --key offices
summary='国庆节放假'
{
	printf 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n'
	printf 'DTSTART;VALUE=DATE:20261001\r\nSUMMARY:\345\233\r\n \275庆\r\n'
	printf '\t节放假\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
} >folded.ics
ok calendar import offices folded.ics
ok calendar_day list calendar=offices --json=name
expect "[{\"name\":\"$summary\"}]"
printf 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261001\nSUMMARY:%s\nEND:VEVENT\nEND:VCALENDAR\n' \
	"$summary" | iconv -f UTF-8 -t GB18030 >gb18030.ics
ok calendar import offices gb18030.ics --json
expect_part '"unchanged":1,'

# +Nwd counts by the calendar that the setting names
ok account add Acme
ok setting set calendar china
KAM_NOW=2026-09-30T09:00:00+08:00
export KAM_NOW
ok action add later -A acme --due +3wd --json=due
expect '{"due":"2026-10-10"}'

# Chinese heads, GB18030, an error by line and column that changes nothing
printf '\310\325\306\332,\300\340\320\315,\303\373\263\306\n2026-12-25,\320\335,X\n' \
	>gb.csv
ok calendar import china gb.csv --json
expect_part '"created":1'
printf 'date,working\n2026-12-24,no\n2026-12-32,no\n' >bad.csv
refuse 65 calendar import china bad.csv
expect_error "line 3, column 1: '2026-12-32' is not a day"
ok calendar_day list date=2026-12-24 --json
expect '[]'
refuse 65 calendar import china /dev/null
printf 'BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261001\nEND:VEVENT\n' >event.ics
refuse 65 calendar import china event.ics --json
expect_error "'event.ics': the input is no iCalendar"
expect_error 'it begins with BEGIN:VCALENDAR'
printf 'no calendar\n' >text.ics
refuse 65 calendar import china text.ics
printf 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:nonsense\n' >broken.ics
run calendar import china broken.ics
[ "$status" -lt 70 ] || fail 'a broken calendar'
# half a download, of which libical would read what is whole
{ cat china.ics && sed '$d' china.ics; } >half.ics
refuse 65 calendar import china half.ics
expect_error "'half.ics': the file breaks off before END:VCALENDAR"
# one that is no day refuses the file; one that was cancelled is no holiday
sed 's/^END:VCALENDAR/BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261345\nEND:VEVENT\n&/' \
	china.ics >broken.ics
refuse 65 calendar import china broken.ics
expect_error "'broken.ics': an event begins on '20261345', which is no day"
cat >cancelled.ics <<'END'
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261225
SUMMARY:Christmas
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20261228
STATUS:CANCELLED
SUMMARY:No more
END:VEVENT
END:VCALENDAR
END
ok calendar add Some --key some
ok calendar import some cancelled.ics --from 2026-12-01 --to 2026-12-31 --json
expect_part '"created":1,'
ok calendar_day list calendar=some --json=date
expect '[{"date":"2026-12-25"}]'

# a meeting is no holiday: of what has times, only the days that it covers from
# midnight to midnight, here, are days off
vevent()
{
	printf 'BEGIN:VEVENT\nUID:%s\nSUMMARY:%s\n' "$1" "$1"
	shift
	printf '%s\n' "$@" END:VEVENT
}
timed()
{
	printf 'BEGIN:VCALENDAR\n'
	vevent standup DTSTART:20260105T091500 DTEND:20260105T093000 \
		'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'
	vevent point DTSTART:20261203T000000
	vevent midday DTSTART:20261204T120000 DTEND:20261205T120000
	vevent here DTSTART:20261207T000000 DTEND:20261208T000000
	vevent minute DTSTART:20261209T000000 DTEND:20261209T235900
	vevent utc DTSTART:20261210T160000Z DURATION:PT24H
	vevent elsewhere DTSTART:20261214T000000Z DTEND:20261215T000000Z
	vevent weekend DTSTART:20261218T180000 DTEND:20261221T080000
	vevent 'class 班会' DTSTART:20261219T090000 DTEND:20261219T100000
	vevent 补班 DTSTART:20261227T000000 DTEND:20261228T000000
	vevent backwards DTSTART:20261222T120000 DTEND:20261201T120000
	vevent past DTSTART:20061219T090000 DTEND:20061219T100000
	printf 'END:VCALENDAR\n'
}
timed >timed.ics
ok calendar add Timed --key timed
ok calendar import timed timed.ics --json
expect '{"created":6,"updated":0,"unchanged":0,"skipped":0,"errors":[]}'
expect_error '{"code":"warning","message":"events left out, as their times cover no whole day: 6","hint":"kam member busy MEMBER FILE, or kam calendar busy, reads when somebody is away"'
ok calendar_day list calendar=timed --sort date --fields date,name,working \
	--format tsv
same 'days' '2026-12-07	here	false
2026-12-09	minute	false
2026-12-11	utc	false
2026-12-19	weekend	false
2026-12-20	weekend	false
2026-12-27	补班	true' "$(sed 1d "$output")"
# with --quiet too; what lies outside of the window is nothing to be told
ok calendar import timed timed.ics --from 2026-12-05 --to 2026-12-12 --quiet
expect_error 'events left out, as their times cover no whole day: 2'
expect_error 'hint: kam member busy MEMBER FILE'
ok calendar import timed timed.ics --from 2026-12-06 --to 2026-12-06 --quiet
same 'warnings' '' "$(cat "$errors")"

# files of other years say so, and what takes their days in
holidays()
{
	printf 'BEGIN:VCALENDAR\n'
	vevent summer 'DTSTART;VALUE=DATE:20060623' 'DTEND;VALUE=DATE:20060625'
	vevent yearly 'DTSTART;VALUE=DATE:20050101' \
		'RRULE:FREQ=YEARLY;UNTIL=20081231'
	vevent counted 'DTSTART;VALUE=DATE:20050501' 'RRULE:FREQ=YEARLY;COUNT=3' \
		'EXDATE;VALUE=DATE:20060501'
	vevent cancelled 'DTSTART;VALUE=DATE:20060101' STATUS:CANCELLED
	"$@"
	printf 'END:VCALENDAR\n'
}
holidays >old.ics
ok calendar add Old --key old
ok calendar import old old.ics --json
expect '{"created":0,"updated":0,"unchanged":0,"skipped":8,"errors":[]}'
expect_error '"message":"days left out, as they lie outside of 2016-09-30 to 2036-09-30: 8","hint":"--from 2005-01-01 takes them in"'
holidays vevent far 'DTSTART;VALUE=DATE:20400101' >far.ics
ok calendar import old far.ics --quiet
expect_error 'days left out, as they lie outside of 2016-09-30 to 2036-09-30: 9'
expect_error 'hint: --from 2005-01-01 --to 2040-01-01 takes them in'
# a window that was chosen is meant
ok calendar import old far.ics --from 2006-01-01 --json
expect '{"created":6,"updated":0,"unchanged":0,"skipped":3,"errors":[]}'
same 'warnings' '' "$(cat "$errors")"
ok calendar import old far.ics --from 2005-01-01 --to 2040-01-01 --json
expect '{"created":3,"updated":0,"unchanged":6,"skipped":0,"errors":[]}'
# where days were taken it is a remark; what recurs for ever is never whole
holidays vevent always 'DTSTART;VALUE=DATE:20050606' RRULE:FREQ=YEARLY >new.ics
ok calendar import old new.ics
expect 'Skipped    8'
expect_error 'days left out, as they lie outside of 2016-09-30 to 2036-09-30: 8'
ok calendar import old new.ics --quiet
same 'remarks' '' "$(cat "$errors")"
printf 'date,name\n2005-01-01,New Year\n2004-01-01,New Year\n' >old.csv
ok calendar import old old.csv --json
expect '{"created":0,"updated":0,"unchanged":0,"skipped":2,"errors":[]}'
expect_error '"hint":"--from 2004-01-01 takes them in"'

# what a helper says is checked
mkdir nowhere
printf '#!/bin/sh\ncat >/dev/null\ncat lines\n' >nowhere/kam-read-ics
chmod +x nowhere/kam-read-ics
KAM_EXEC_PATH=$PWD/nowhere
export KAM_EXEC_PATH
for line in '{"before":-1,"after":0}' '{"before":1,"after":0}' \
	'{"before":1,"first":"1","after":0}' '{"before":0,"after":1e99}' \
	'{"event":"x","working":true,"name":"","from":"2026-10-01T08:00:00Z","to":"2026-10-01T09:00:00Z"}' \
	'{"event":1,"working":true,"name":"","from":"2026-10-02T08:00:00Z","to":"soon"}' \
	'{"date":"2026-10-01","working":1,"name":""}'; do
	printf '%s\n' "$line" >lines
	refuse 69 calendar import old old.ics
done
rm -r nowhere
refuse 69 calendar import china china.ics
expect_error 'the helper kam-read-ics is missing'
unset KAM_EXEC_PATH
refuse 65 calendar add Never --weekdays someday
refuse 66 calendar import nowhere china.ics
ok fsck
finish
