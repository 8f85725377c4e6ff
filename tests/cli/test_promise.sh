# Promises to customers: the ledger, what was moved, the figures; a quarter of
# work whose figures are computed again by another program.
. "$KAM_SOURCE/tests/cli/lib.sh"

at()
{
	KAM_NOW=$1T09:00:00Z
	export KAM_NOW
}

at 2026-09-01
ok init
ok promise list
expect_nothing
ok promise stats --json=n,kept_rate,kept_rate_moved,definition
expect_part '{"n":0,"kept_rate":null,"kept_rate_moved":null,"definition":"kept_rate: kept'
ok member add 'Li Lei' --key li
ok member add 'Han Mei' --key mei
ok calendar add China --key china
cat >holidays.csv <<'END'
date,working,name
2026-09-25,no,Mid-Autumn
2026-10-01,no,National Day
2026-10-02,no,National Day
2026-10-05,no,National Day
2026-10-06,no,National Day
2026-10-07,no,National Day
2026-10-10,yes,make-up day
END
ok calendar import china holidays.csv
ok setting set calendar china
ok account add '北京云创' --key yun --owner li
ok account add Acme --owner mei
ok contact add 王芳 -A yun
ok contact add Anna -A acme

# a next action is promised to whom was spoken with
ok comm log '谈报价' -A yun --with 王芳 --next '发送报价' --next-due 2026-09-08
ok promise list --json
cat >wanted <<'END'
[{"id":"ACT-1","promise":"action","what":"发送报价","account":"yun","project":null,"owner":"li","contact":"CON-1","said_in":"COM-1","said_on":"2026-09-01","first_due":"2026-09-08","due":"2026-09-08","state":"open","state_at_first":"open","kept_on":null,"ended_on":null,"days_late":-7,"working_days_late":-5,"postponed":0,"postponed_days":0,"severity":null,"type":null,"round":1,"reason":null}]
END
same 'the promise' "$(cat wanted)" "$(cat "$output")"
ok promise list
expect 'ID     Promise  What      Account  Owner  To    First due   Due         State'
expect 'ACT-1  action   发送报价  yun      li     王芳  2026-09-08  2026-09-08  open'
within 80
# an action that came of no conversation is no promise
ok action add 'tidy up' -A yun --due 2026-09-02
ok promise list --count-by promise --json
expect '[{"value":"action","count":1}]'

# moved twice, kept by its last day: by the day promised first it is late
ok action edit ACT-1 --due 2026-09-10
at 2026-09-09
ok action edit ACT-1 --due 2026-09-20
ok promise list late
expect_nothing
at 2026-09-18
ok action finish ACT-1
ok promise list
expect_nothing
ok promise show ACT-1 --json=first_due,due,state,state_at_first,kept_on,days_late,postponed,postponed_days,moves
expect '{"first_due":"2026-09-08","due":"2026-09-20","state":"kept","state_at_first":"kept_late","kept_on":"2026-09-18","days_late":-2,"postponed":2,"postponed_days":12,"moves":[{"at":"2026-09-01T09:00:00Z","actor":"'"$(id -un)"'","from":"2026-09-08","to":"2026-09-10"},{"at":"2026-09-09T09:00:00Z","actor":"'"$(id -un)"'","from":"2026-09-10","to":"2026-09-20"}]}'
ok promise show ACT-1
expect_part '2026-09-10 > 2026-09-20'
ok promise stats --json=n,kept,kept_late,kept_rate,kept_rate_moved,postponed
expect '{"n":1,"kept":0,"kept_late":1,"kept_rate":0,"kept_rate_moved":1,"postponed":1}'
# one that is open again is the same promise, not another one
ok action reopen ACT-1
ok promise list --json=id,first_due,state,round
expect '[{"id":"ACT-1","first_due":"2026-09-08","state":"open","round":1}]'
at 2026-09-23
ok promise list late --json=id,days_late,working_days_late
expect '[{"id":"ACT-1","days_late":3,"working_days_late":3}]'
# given up in time is withdrawn, given up afterwards is missed
ok action cancel ACT-1 --reason '客户不再需要'
ok promise list --all --json=state,ended_on,reason
expect '[{"state":"missed","ended_on":"2026-09-23","reason":"客户不再需要"}]'
ok comm log 'next' -A acme --with Anna --next 'send slides' --next-due 2026-09-30
ok action cancel ACT-3 --reason 'they have them'
ok promise list state=withdrawn --json=id
expect '[{"id":"ACT-3"}]'

# filters, order and the like, as of any list
ok promise list --all --state missed,withdrawn --sort -due --json=id
expect '[{"id":"ACT-3"},'
ok promise list --all owner=mei --json=id
expect '[{"id":"ACT-3"}]'
ok promise list --all due.after=2026-09-25 --json=id
expect '[{"id":"ACT-3"}]'
ok promise list --all 'what~SLIDES' --json=id
expect '[{"id":"ACT-3"}]'
ok promise list --all reason.ne= -A acme --limit 1 --format csv --fields id,what
expect_part 'ACT-3,send slides'
ok promise list --all postponed.ge=1 --json=id
expect '[{"id":"ACT-1"}]'
ok promise list --all contact= --json=id
expect '[]'
run promise list late --exit-code
same 'nothing late' 0 "$status"
run promise list --all --exit-code
same 'some' 1 "$status"
# bad input
refuse 65 promise list lost
expect_error "'lost' is none of: open, late, kept"
refuse 64 promise list colour=red
expect_error "promises have no 'colour'"
refuse 64 promise list --sort colour
expect_error 'one of: id, promise, what'
refuse 65 promise list due.by=someday
refuse 65 promise list postponed=many
refuse 64 promise list due.about=today
refuse 64 promise list --count-by colour
refuse 66 promise list --owner nobody
refuse 66 promise show ACT-2
expect_error 'ACT-2 is no promise'
refuse 64 promise stats --by colour
expect_error "--by: one of owner, account, kind, not 'colour'"
refuse 65 promise stats --since never
refuse 64 promise stats --limit 3

# a cadence's deliveries, feedback's days, a requirement's day
ok cadence add '周报' --every 'week on fri' --start 2026-09-25 --shift before \
	-A yun --contact 王芳
ok promise list --json=id,promise,said_in,due promise=delivery
expect '[{"id":"OCC-1","promise":"delivery","said_in":"CAD-1","due":"2026-09-24"}]'
ok req add '单点登录' -A yun --due 2026-10-20 --owner mei
ok promise list promise=requirement
expect_nothing
ok req agree REQ-1 --agreed-with CON-1
ok req edit REQ-1 --due 2026-10-30
ok promise list promise=requirement --json=id,contact,first_due,due,postponed
expect '[{"id":"REQ-1","contact":"CON-1","first_due":"2026-10-20","due":"2026-10-30","postponed":1}]'
at 2026-10-25
ok req implement REQ-1
ok req verify REQ-1
ok promise show REQ-1 --json=state,state_at_first,kept_on
expect '{"state":"kept","state_at_first":"kept_late","kept_on":"2026-10-25"}'
# what is no longer promised isn't owed
ok cadence pause CAD-1
ok promise list -A yun
expect_nothing
ok cadence resume CAD-1

# a message to each owner has what is theirs
ok config mail.from 'Li Lei <li@firm.test>'
ok member edit li --email li@firm.test
ok comm log 'soon' -A yun --with 王芳 --next '合同草案' --next-due 2026-10-26
ok promise list --mail owners --dry-run
expect_part 'To: Li Lei'
expect_part 'ACT-4  action'
# how figures are defined is said once in each message, not to who mails them
ok promise stats --by owner --mail a@firm.test,b@firm.test \
	--dry-run
same 'no remarks' '' "$(cat "$errors")"
same 'a definition in each' 2 "$(grep -c '^kept_rate: ' "$output")"
same 'in HTML too' 2 "$(grep -c '"f">kept_rate: ' "$output")"

# what was undone never was, what is done again was
mkdir undone
cd undone || exit 1
at 2026-09-01
ok init
ok account add Acme
ok contact add Anna -A acme
ok comm log talk -A acme --with Anna --next 'send it' --next-due 2026-09-08
ok action edit ACT-1 --due 2026-09-30
ok undo
ok promise show ACT-1 --json=first_due,due,postponed,moves
expect '{"first_due":"2026-09-08","due":"2026-09-08","postponed":0,"moves":[]}'
ok redo
ok promise show ACT-1 --json=due,postponed,postponed_days
expect '{"due":"2026-09-30","postponed":1,"postponed_days":22}'
ok promise show ACT-1 --json
same 'one move' 1 "$(jq '.moves | length' "$output")"
ok undo
ok action finish ACT-1
ok undo
ok feedback add slow -A acme --contact Anna --respond-by 2026-09-04
ok feedback edit FB-1 --respond-by 2026-09-02
ok undo
ok promise list --json=id,first_due,due,state,postponed
same 'the wrong ones' '[["FB-1","2026-09-04",0],["ACT-1","2026-09-08",0]]' \
	"$(jq -c 'map([.id, .due, .postponed])' "$output")"
# as it was before that undo, it was moved
ok log --head --json
ok promise show FB-1 --as-of "$(jq '.operation - 1' "$output")" \
	--json=due,postponed
expect '{"due":"2026-09-02","postponed":1}'
ok feedback dismiss FB-1 --reason twice

# a requirement is kept when it is verified, whatever comes later
ok req add 'sign-on' -A acme --due 2026-09-10
ok req agree REQ-1 --by Anna
ok req implement REQ-1
at 2026-09-09
ok req verify REQ-1
at 2026-09-20
ok req edit REQ-1 --effort 3
ok req accept REQ-1
ok promise show REQ-1 --json=state,kept_on,days_late
expect '{"state":"kept","kept_on":"2026-09-09","days_late":-1}'
# one that was put off before it was agreed to is promised by the agreement
ok req add 'later' -A acme --due 2026-09-30
ok req defer REQ-2 --reason 'not now'
ok req resume REQ-2
ok req edit REQ-2 --due 2026-12-01
ok req agree REQ-2 --by Anna
ok promise show REQ-2 --json=first_due,due,postponed
expect '{"first_due":"2026-12-01","due":"2026-12-01","postponed":0}'
# what fell due in a pause was not promised
ok cadence add weekly -A acme --every 'week on wed' --start 2026-09-23
ok cadence pause CAD-1
at 2026-10-04
ok promise list promise=delivery
expect_nothing
ok cadence resume CAD-1
ok occurrence list --all status=skipped --count-by status --json
expect '[{"value":"skipped","count":2}]'
ok promise list --all promise=delivery --json=due,state
expect '[{"due":"2026-10-07","state":"open"}]'
ok promise stats --by kind --json
same 'not missed' '[0,0]' "$(jq -c '.[] | select(.value == "delivery") |
	[.missed, .undated]' "$output")"
ok cadence end CAD-1
# the late ones are those that the overview counts
at 2026-10-05
ok feedback add 'wrong bill' -A acme --type complaint --received 2026-09-01 \
	--respond-by 2026-09-03 --resolve-by 2026-09-10
ok promise list late --json=id,promise
same 'late ones' '[["FB-2","answer"],["ACT-1","action"],["FB-2","resolution"]]' \
	"$(jq -c 'map([.id, .promise])' "$output")"
ok status --json=late_promises,accounts
same 'late promises' '[3,3]' \
	"$(jq -c '[.late_promises, .accounts[0].late_promises]' "$output")"
COLUMNS=80 ok status
expect_part 'acme: overdue 2, late promises 3'
cd .. || exit 1

# a quarter of work: what is said, moved, kept and left comes by a fixed rule
mkdir quarter
cd quarter || exit 1
at 2026-09-01
ok init
ok member add 'Li Lei' --key li
ok member add 'Han Mei' --key mei
ok calendar add China --key china
ok calendar import china ../holidays.csv
ok setting set calendar china
ok setting set feedback.resolve.high 10wd
ok setting set feedback.resolve.critical 3d
for n in 1 2 3; do
	owner=li
	[ "$n" -ne 2 ] || owner=mei
	ok account add "客户 $n" --key "k$n" --owner "$owner"
	ok contact add "Contact $n" -A "k$n"
	ok cadence add "周报 $n" --every 'week on fri' --start 2026-09-04 \
		--shift before -A "k$n" --contact "CON-$n"
done

quietly()
{
	"$KAM" -q "$@" >/dev/null 2>&1 || :
}

day=0
while [ "$day" -lt 84 ]; do
	at "$(date -u -d "2026-09-01 + $day days" +%F)"
	k=$((day % 3 + 1))
	soon=$(date -u -d "2026-09-01 + $((day + 2 + day % 9)) days" +%F)
	ok comm log "talk $day" -A "k$k" --with "CON-$k" --next "action $day" \
		--next-due "$soon"
	[ $((day % 4)) -ne 1 ] ||
		quietly action edit "ACT-$((day - 3))" --due "$soon"
	[ $((day % 3)) -ne 0 ] || quietly action finish "ACT-$((day - day % 8))"
	[ $((day % 11)) -ne 5 ] ||
		quietly action cancel "ACT-$((day - 4))" --reason later
	[ $((day % 13)) -ne 7 ] || quietly action reopen "ACT-$((day - day % 8))"
	if [ $((day % 3)) -eq 1 ]; then
		set -- low medium high critical
		shift $((day / 3 % 4))
		severity=$1
		set -- comment request praise complaint
		shift $((day / 5 % 4))
		ok feedback add "said $day" -A "k$k" --contact "CON-$k" \
			--severity "$severity" --type "$1"
	fi
	f=$((day / 3 - day % 5))
	[ $((day % 2)) -ne 0 ] ||
		quietly feedback respond "FB-$f" --response "答复 $day" --via call
	[ $((day % 5)) -ne 2 ] ||
		quietly feedback resolve "FB-$((f - 1))" --resolution "done $day"
	[ $((day % 7)) -ne 3 ] || quietly feedback confirm "FB-$((f - 2))"
	[ $((day % 9)) -ne 4 ] ||
		quietly feedback reopen "FB-$((f - 2))" --reason "again $day"
	[ $((day % 17)) -ne 8 ] ||
		quietly feedback dismiss "FB-$f" --reason "no answer needed"
	[ $((day % 6)) -ne 0 ] || quietly feedback give "CAD-$k"
	[ $((day % 29)) -ne 20 ] || quietly feedback skip "CAD-$k" --reason 放假
	if [ $((day % 10)) -eq 6 ]; then
		ok req add "need $day" -A "k$k" --due "$soon"
		ok req agree "REQ-$((day / 10 + 1))" --agreed-with "CON-$k"
	fi
	[ $((day % 10)) -ne 8 ] || quietly req edit "REQ-$((day / 10 + 1))" \
		--due "$(date -u -d "$soon + 4 days" +%F)"
	if [ $((day % 20)) -eq 13 ]; then
		quietly req implement "REQ-$((day / 10))"
		quietly req verify "REQ-$((day / 10))"
	fi
	[ $((day % 30)) -ne 22 ] ||
		quietly req drop "REQ-$((day / 10 + 1))" --reason gone
	day=$((day + 1))
done
# a day that is taken away stays promised, for status as for the ledger
ok comm log 'a last talk' -A k1 --with CON-1 --next 'send the plan' \
	--next-due "$(date -u -d "${KAM_NOW%%T*} - 2 days" +%F)"
taken=$(sed -n 's/^next: \(ACT-[0-9]*\) .*/\1/p' "$output")
ok action edit "$taken" --due ''
ok promise list late --json=id
jq -e --arg id "$taken" 'any(.id == $id)' "$output" >/dev/null ||
	fail 'no longer promised'

# tables for a screen: what a figure is stands below them, no wider than they
for group in owner account kind; do
	last="promise stats --by $group (all of it)"
	COLUMNS=80 "$KAM" promise stats --by $group >"$output" 2>&1
	within 80
	same 'the definition comes last' '      are in neither' \
		"$(tail -n 1 "$output")"
done
COLUMNS=80 ok promise stats --by kind
expect_part 'requirement'
COLUMNS=80 ok feedback stats --by account
expect_part 'Account  Feedback'
within 80

# what status counts is what the ledger has, account by account
ok promise list late --json=account
jq -c '[group_by(.account)[] | [.[0].account, length]]' "$output" >late
ok due --overdue --json=id
jq -c '[.[].id | split("-")[0]] | group_by(.) | map(length) | sort' \
	"$output" >overdue
ok status --json
same 'late promises of each account' "$(cat late)" \
	"$(jq -c '[.accounts[] | select(.late_promises > 0) |
		[.account, .late_promises]]' "$output")"
same 'overdue of each kind' "$(cat overdue)" \
	"$(jq -c '[.kinds[].overdue | select(. > 0)] | sort' "$output")"
last='(the figures of a quarter)'
python3 "$KAM_SOURCE/tests/cli/promises.py" >"$output" 2>"$errors" ||
	fail 'figures that another program does not have'
# a word that there isn't is refused, and the words have an order
refuse 65 promise list severity=foo
expect_error 'low, medium, high, critical'
refuse 65 promise list severity.ne=low,foo
refuse 65 promise list type=foo --json
expect_error '"field":"type"'
expect_error 'comment, request, praise, complaint'
for severity in low high critical; do
	ok feedback add "how $severity" -A k1 --contact CON-1 --type complaint \
		--severity "$severity" --respond-by +3d
done
ok promise list severity.ge=high what~how promise=answer --json=severity
same 'from high on' 'critical high' \
	"$(jq -r '[.[].severity]|unique|join(" ")' "$output")"
finish
