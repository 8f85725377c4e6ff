# Cadences across the Chinese October holiday of 2026, given, late and missed,
# against a table worked out by hand.
. "$KAM_SOURCE/tests/cli/lib.sh"

at()
{
	KAM_NOW=$1T09:00:00+08:00
	export KAM_NOW
}

at 2026-08-03
ok init --timezone Asia/Shanghai
ok member add 'Li Lei' --key li
ok calendar add China --key china
cat >holidays.csv <<'END'
date,working,name
2026-09-20,yes,make-up day
2026-09-25,no,Mid-Autumn
2026-09-26,no,Mid-Autumn
2026-09-27,no,Mid-Autumn
2026-10-01,no,National Day
2026-10-02,no,National Day
2026-10-03,no,National Day
2026-10-04,no,National Day
2026-10-05,no,National Day
2026-10-06,no,National Day
2026-10-07,no,National Day
2026-10-10,yes,make-up day
END
ok account add 'Acme GmbH' --owner li --calendar china
ok contact add 'Anna Weber' -A acme
ok use acme
ok cadence add 'Weekly status' --every 'week on fri' --start 2026-09-01 \
	--shift before --contact CON-1
ok cadence add 'Two-weekly review' --every 'biweekly on fri' \
	--start 2026-09-04 --shift after --severity high
ok cadence add 'Monthly steering' --every 'month on last fri' \
	--start 2026-09-01
ok cadence add 'Monthly report' --every 'month on last working day' \
	--start 2026-08-01
ok cadence add 'Check-in call' --every '2 weeks' --basis delivery \
	--start 2026-09-10
ok cadence add 'Daily note' --every '5 working days' --start 2026-11-18
# the calendar comes after the promises: what is due moves with it
ok calendar import china holidays.csv
expect_part 12

give()
{
	at "$1"
	ok feedback give "$2"
}

give 2026-08-31 CAD-4
expect 'due 2026-08-31: given; next due 2026-09-30'
give 2026-09-04 CAD-1
expect 'due 2026-09-04: given; next due 2026-09-11'
give 2026-09-04 CAD-2
give 2026-09-14 CAD-1
expect 'due 2026-09-11: late; next due 2026-09-18'
give 2026-09-15 CAD-5
expect 'due 2026-09-10: late; next due 2026-09-29'
give 2026-09-18 CAD-1
expect 'due 2026-09-18: given; next due 2026-09-24'
give 2026-09-18 CAD-2
expect 'due 2026-09-18: given; next due 2026-10-08'

at 2026-09-24
ok feedback add 'portal is slow' --type request --severity high \
	--received 2026-09-24 --contact CON-1
expect 'FB-1  portal is slow'
ok feedback show FB-1 --json=respond_by
expect '{"respond_by":"2026-09-29"}'
at 2026-09-28
ok feedback respond FB-1 --response 'an index was missing'
give 2026-09-28 CAD-3
expect 'due 2026-09-25: late; next due 2026-10-30'
at 2026-09-30
ok feedback add 'invoice is wrong' --type complaint --severity critical \
	--received 2026-09-30
give 2026-10-12 CAD-1
expect 'due 2026-09-24: late; missed since: 2; next due 2026-10-16'
give 2026-10-20 CAD-5
expect 'due 2026-09-29: late; next due 2026-11-03'
ok feedback add 'nice work' --type praise --severity low --received 2026-11-20

at 2026-11-23
ok feedback due --overdue --json
cat >wanted <<'END'
[{"id":"CAD-4","kind":"cadence","account":"acme","project":null,"contact":null,"what":"Monthly report","owner":"li","due":"2026-09-30","days_late":54,"working_days_late":34,"severity":"medium"},
{"id":"CAD-2","kind":"cadence","account":"acme","project":null,"contact":null,"what":"Two-weekly review","owner":"li","due":"2026-10-08","days_late":46,"working_days_late":33,"severity":"high"},
{"id":"FB-2","kind":"feedback","account":"acme","project":null,"contact":null,"what":"invoice is wrong","owner":"li","due":"2026-10-08","days_late":46,"working_days_late":33,"severity":"critical"},
{"id":"CAD-1","kind":"cadence","account":"acme","project":null,"contact":"CON-1","what":"Weekly status","owner":"li","due":"2026-10-16","days_late":38,"working_days_late":26,"severity":"medium"},
{"id":"CAD-3","kind":"cadence","account":"acme","project":null,"contact":null,"what":"Monthly steering","owner":"li","due":"2026-10-30","days_late":24,"working_days_late":16,"severity":"medium"},
{"id":"CAD-5","kind":"cadence","account":"acme","project":null,"contact":null,"what":"Check-in call","owner":"li","due":"2026-11-03","days_late":20,"working_days_late":14,"severity":"medium"},
{"id":"CAD-6","kind":"cadence","account":"acme","project":null,"contact":null,"what":"Daily note","owner":"li","due":"2026-11-18","days_late":5,"working_days_late":3,"severity":"medium"}]
END
same 'what is overdue' "$(cat wanted)" "$(cat "$output")"

# what was kept and what wasn't stays counted
ok occurrence list --all cadence=CAD-1 --count-by status --json
expect_part '{"value":"given","count":2}'
expect_part '{"value":"late","count":2}'
expect_part '{"value":"missed","count":2}'

# exit codes for cron: 1 where there is something, silence where not
run feedback due --overdue --exit-code --owner li
same 'status with something' 1 "$status"
ok account add Beta
ok feedback due --overdue --exit-code -A beta
expect_nothing

# the same delivery twice does not close the next promise; what fell due
# meanwhile is counted aloud; the open occurrence stays
ok feedback give CAD-1
expect 'due 2026-10-16: late; missed since: 5; next due 2026-11-27'
refuse 65 feedback give CAD-1
expect_error 'CAD-1 was given on 2026-11-23; the next is due 2026-11-27'
expect_error 'if the next was given too: --again'
ok feedback give CAD-1 --again --json
expect_part '"missed":0'
run occurrence list cadence=CAD-1 --fields id --porcelain
refuse 65 occurrence rm "$(cat "$output")" --yes
expect_error 'is what CAD-1 owes next'
ok occurrence miss "$(sed -n 's/^kam: \(OCC-[0-9]*\) .*/\1/p' "$errors")"
ok occurrence list cadence=CAD-1 --fields due --porcelain
expect 2026-12-11

# a pause leaves out what fell due while it lasted; the end stops it
ok cadence pause CAD-6
at 2026-12-14
ok cadence resume CAD-6
ok feedback due -A acme --within 5d --json=id,due
expect_part '{"id":"CAD-6","due":"2026-11-18"}'
ok cadence end CAD-2
refuse 65 feedback give CAD-2
expect_error 'CAD-2 is ended'
refuse 65 feedback give CAD-1 --on 2027-01-01
expect_error 'still to come'
ok feedback skip CAD-3 --reason 'customer on holiday'
expect 'due 2026-10-30: skipped; next due 2026-11-27'
ok fsck

# a delivery is of one occurrence: what is due on its very day stays open, what
# was passed over is named, and may be given afterwards, on its own day
at 2026-11-27
ok cadence add 'Monday note' --every week --start 2026-11-06
ok feedback give CAD-7
expect 'due 2026-11-06: late; missed since: 2; next due 2026-11-27'
missed=$(sed -n 's/^missed: \(OCC-[0-9]*\), due 2026-11-13$/\1/p' "$output")
grep -q '^missed: OCC-[0-9]*, due 2026-11-20$' "$output" ||
	fail 'a missed one has no name'
expect_error 'kam feedback give CAD-7 --on DATE'
refuse 65 feedback give CAD-7
expect_error 'CAD-7 was given on 2026-11-27; the next is due 2026-11-27'
refuse 65 occurrence edit "$missed" --given-on 2026-11-13
expect_error "kam occurrence give $missed --given-on 2026-11-13"
ok feedback give CAD-7 --on 2026-11-13
expect 'due 2026-11-13: given; next due 2026-11-27'
refuse 65 feedback give CAD-7 --on 2026-11-13
refuse 65 feedback give CAD-7 --on 2026-11-12
expect_error 'kam occurrence list --all cadence=CAD-7'
ok feedback give CAD-7 --on 2026-11-25 --json
expect_part '"status":"late"'
expect_part '"missed":0,"missed_ids":[]'
ok occurrence history "$missed"
expect_part given
ok feedback give CAD-7 --again
expect 'due 2026-11-27: given; next due 2026-12-04'
ok occurrence list --all cadence=CAD-7 --fields due,status,given_on \
	--sort due --porcelain
same 'each once' '2026-11-06 late 2026-11-27
2026-11-13 given 2026-11-13
2026-11-20 late 2026-11-25
2026-11-27 given 2026-11-27
2026-12-04 open' "$(tr '\t' ' ' <"$output" | sed 's/ *$//')"

# the days say what is late, whatever the verb
at 2026-12-16
ok occurrence list cadence=CAD-7 --fields id --porcelain
open=$(cat "$output")
refuse 65 occurrence give "$open" --given-on 2026-12-17
expect_error 'still to come'
ok occurrence give "$open" --given-on 2026-12-10
expect_part '(late)'
ok occurrence edit "$open" --given-on 2026-12-04
expect_part '(given)'

# what is overdue stays due when the rhythm changes; a start set right moves it
ok cadence edit CAD-7 --every biweekly
ok occurrence list cadence=CAD-7 --fields due --porcelain
expect 2026-12-11
ok feedback give CAD-7
expect 'due 2026-12-11: late; next due 2026-12-18'
ok cadence add 'wrong year' --every week --start 2025-12-18
ok cadence edit CAD-8 --start 2026-12-18
ok occurrence list cadence=CAD-8 --fields due --porcelain
expect 2026-12-18
ok fsck
# why what fell due in a pause was left out, in a word that doesn't depend on who
# resumed or ended the cadence
at 2026-12-14
ok cadence add 'Paused and ended' --every 'week on mon' --start 2026-12-14
paused=$(sed -n 's/^\(CAD-[0-9]*\) .*/\1/p' "$output")
ok cadence pause "$paused"
at 2026-12-22
LANGUAGE=zh_CN ok cadence resume "$paused"
LANGUAGE=zh_CN ok cadence end "$paused"
ok occurrence list --all cadence="$paused" --json=status,reason
same 'reasons' '[["skipped","paused"],["skipped","paused"],["skipped","ended"]]' \
	"$(jq -c 'map([.status, .reason])' "$output")"


# a start that is a slip of the year is refused before each week since becomes
# an occurrence; the first day that is owed is named
at 2026-11-27
refuse 65 cadence add slip --every week --start 0001-01-01
expect_error 'from 0001-01-01 on it has fallen due more than 1000 times'
expect_error 'hint: the first day that is still owed: --start 2026-11-27'
refuse 65 cadence add slip --every 'week on mon,thu' --start 2016-01-01
refuse 65 cadence add slip --every year --start 0001-01-01
ok cadence add 'no slip' --every 'week on mon' --start 2016-01-01 --json
id=$(sed 's/.*"id":"\(CAD-[0-9]*\)".*/\1/' "$output")
refuse 65 cadence edit "$id" --start 1016-01-01
ok cadence edit "$id" --start 2026-11-01 --title 'a slip no more'
ok fsck

# nor does any other way in make it so: a rule, an end or a basis that is set
# anew, a line of the communication plan, a file, an undo
slip()
{
	refuse 65 "$@"
	expect_error 'on it has fallen due more than 1000 times'
}
id_of()
{
	id=$(sed -n 's/^\(CAD-[0-9]*\) .*/\1/p' "$output")
}
ok cadence add 年报 --every year --start 1100-01-01
id_of
slip cadence edit "$id" --every 每天
expect_error 'from 1100-01-01'
expect_error 'hint: the first day that is still owed: --start 2026-11-27'
slip cadence edit "$id" --every 'week on mon,thu'
printf '{"id":"%s","every":"day"}' "$id" >line.json
slip cadence edit --from line.json
printf 'id,title,every,start,account\n%s,年报,每天,1100-01-01,acme\n' "$id" \
	>rows.csv
run import --as csv --kind cadence rows.csv
same 'a file that makes it so' 65 "$status"
expect_error 'line 2: from 1100-01-01 on it has fallen due more than 1000'
expect_error '--start 2026-11-27'
printf 'title,every,start,account\n日报,每天,2016-11-27,acme\n' >rows.csv
run import --as csv --kind cadence rows.csv
same 'a file with one' 65 "$status"
expect_error 'line 2: from 2016-11-27 on it has fallen due more than 1000'
ok comm plan add 年报 --group 指导委员会 --every year --start 1100-01-01
line=$(sed -n 's/^\(CPL-[0-9]*\) .*/\1/p' "$output")
slip comm plan edit "$line" --every day
ok cadence add over --every day --start 2010-01-01 --end 2011-12-31
id_of
slip cadence edit "$id" --end 2026-11-27
slip cadence add over --every day --start 2000-01-01 --end 2011-12-31
expect_error 'still owed: --start 2011-12-31'
at 2022-11-27
ok cadence add waits --every day --basis delivery
id_of
at 2026-11-27
slip cadence edit "$id" --basis fixed
# each edit was fine by itself, and so the undo of the last
ok cadence add composed --every day --start 1100-01-01 --end 1101-01-01
id_of
ok cadence edit "$id" --every year
ok log "$id" --limit 1 --json=operation
operation=$(jq '.[0].operation' "$output")
ok cadence edit "$id" --end 2026-12-31
slip undo "$operation"
expect_error "hint: kam cadence edit $id --start 2026-11-27"
ok cadence edit "$id" --start 2026-11-27
ok undo "$operation"
ok occurrence list cadence="$id" --json=due
expect '[{"due":"2026-11-27"}]'
# what was given is owed no more, however long ago the series began
ok cadence add served --every month --start 2016-01-01
id_of
slip cadence edit "$id" --every day
ok feedback give "$id"
ok cadence edit "$id" --every day
ok cadence edit "$id" --start 2001-01-01

# one that is so already stays readable, may be changed to what is less, and is
# caught up with by one delivery
printf '{"id":"CAD-90","title":"日报","every":"每天","start":"2016-11-27"}' \
	>line.json
ok cadence add --from line.json
slip cadence edit CAD-90 --title 'no occurrence yet'
ok occurrence add --cadence CAD-90 --number 1 --nominal 2016-11-27 \
	--due 2016-11-27
ok feedback due
expect_part 3652
ok next
ok cadence show CAD-90
ok comm add 'called them' --channel call
ok cadence edit CAD-90 --title 每日报告 --shift after
ok cadence edit CAD-90 --start 2017-11-27
slip cadence edit CAD-90 --start 2016-11-27
ok cadence edit CAD-90 --every '2 days' --calendar china
slip undo
ok feedback give CAD-90 --json
expect_part '"missed":1643,'
ok undo
ok cadence pause CAD-90
ok cadence resume CAD-90
ok cadence end CAD-90
ok undo
ok cadence rm CAD-90 --yes
ok undo
ok fsck
finish
