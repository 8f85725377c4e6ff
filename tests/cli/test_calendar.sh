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
KAM_EXEC_PATH=$PWD/nowhere
export KAM_EXEC_PATH
refuse 69 calendar import china china.ics
expect_error 'the helper kam-read-ics is missing'
unset KAM_EXEC_PATH
refuse 65 calendar add Never --weekdays someday
refuse 66 calendar import nowhere china.ics
ok fsck
finish
