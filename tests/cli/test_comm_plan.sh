# The communications plan: lines, their promises, revisions, what was
# acknowledged and what is wrong.
. "$KAM_SOURCE/tests/cli/lib.sh"

at()
{
	KAM_NOW=$1T09:00:00+08:00
	export KAM_NOW
}

at 2026-10-01
ok init --timezone Asia/Shanghai
ok config mail.from 'Li Lei <li@firm.test>'
ok member add 'Li Lei' --key li --email li@firm.test
ok member add 王伟 --key wang --email wang@firm.test
ok account add 'Acme GmbH' --key acme --owner li
ok contact add 'Anna Weber' -A acme --influence 5
ok contact add 张三 -A acme --influence 4
ok contact add 'Carl Clerk' -A acme --influence 1

# the noun below a noun, and the noun by its whole name
ok comm plan add 'status report' -A acme --audience CON-1 \
	--every 'every week on fri' --channel mail --sender li
expect 'CPL-1  status report'
ok comm_plan show CPL-1 --json=every,cadence,revision,status,confidentiality
expect '{"every":"week on fri","cadence":"CAD-1","revision":1,"status":"draft","confidentiality":"customer"}'
ok comm plan
expect_part 'status report'
ok help comm plan
expect_part 'kam comm plan: '
ok help comm plan revise
expect_part '--reason'
refuse 64 comm plan frobnicate
expect_error "no verb 'frobnicate'"
refuse 65 comm plan add nothing -A acme
expect_error 'who is to hear it?'
refuse 65 comm plan add often -A acme --group all --every often
refuse 65 comm plan add x -A acme --group all --start 2026-11-01 \
	--end 2026-10-01

# it is a promise as any: it falls due, is given, late, missed
ok cadence show CAD-1 --json=title,every,contact,owner,channel
expect '{"title":"status report","every":"week on fri","contact":"CON-1","owner":"li","channel":"mail"}'
ok feedback give CAD-1
at 2026-10-15
ok feedback give CAD-1
at 2026-11-06
ok feedback give CAD-1
# what is due on that very day is a delivery of its own
ok feedback give CAD-1 --again
ok comm plan actual --json=id,given,late,missed,skipped,on_time,acknowledged,due
expect '[{"id":"CPL-1","given":2,"late":2,"missed":2,"skipped":0,"on_time":33,"acknowledged":0,"due":"2026-11-13"}]'
at 2026-11-23
ok comm plan actual --json=on_time,due,days_late
expect '[{"on_time":28,"due":"2026-11-13","days_late":10}]'
COLUMNS=80 ok comm plan actual
within 80
expect_part 28%

# who says that it came
refuse 66 comm plan ack CPL-1 --by CON-1 --occurrence OCC-99
refuse 64 comm plan ack CPL-1
ok comm plan ack CPL-1 --by CON-1 --via mail --remark 'thank you'
ok decision show DEC-1 --json=about,outcome,by_contact,on,channel
expect_part '"outcome":"acknowledged","by_contact":"CON-1","on":"2026-11-23","channel":"mail"'
refuse 65 comm plan ack CPL-1 --by CON-1
expect_error 'DEC-1'
ok comm plan ack CPL-1 --by CON-2
ok comm plan actual --json=acknowledged
expect '[{"acknowledged":1}]'

# a draft is edited; what was confirmed is revised, with a reason
ok comm plan edit CPL-1 --channel call
ok cadence show CAD-1 --json=channel
expect '{"channel":"call"}'
ok comm plan confirm CPL-1
ok comm plan show CPL-1 --json=confirmed_on,status
expect '{"confirmed_on":"2026-11-23","status":"confirmed"}'
ok comm plan edit CPL-1 --tags weekly
refuse 65 comm plan edit CPL-1 --every month
expect_error 'kam comm plan revise CPL-1 --every'
printf '{"id":"CPL-1","revision":7,"every":"month"}' >line.json
refuse 65 comm plan edit --from line.json
refuse 64 comm plan revise CPL-1 --every 'month on last fri'
refuse 65 comm plan revise CPL-1 --channel call --reason x
expect_error 'nothing of the line would change'
ok comm plan revise CPL-1 --every 'month on last fri' --reason '每周太多'
ok comm plan show CPL-1 --json=every,revision,revision_reason,status,confirmed_on
same revised "$(jq -c '[.every,.revision,.revision_reason,.status,.confirmed_on]' "$output")" \
	'["month on last fri",2,"每周太多","draft",null]'
ok cadence show CAD-1 --json=every,status
expect '{"every":"month on last fri","status":"active"}'
ok revision list about=CPL-1 --json=number,text,reason
same 'kept wording' "$(jq -r '.[0].text|split("\n")|map(select(startswith("every")))[0]' "$output")" 'every: week on fri'
same 'kept reason' "$(jq -r '.[0].reason' "$output")" 每周太多

# what is wrong, and the command that mends it
run comm plan check --json=id,finding,mend
same 'exit code' "$status" 1
expect_part '{"id":"CON-2","finding":"no_line","mend":"kam comm plan add TITLE -A acme --audience CON-2 --every RULE"}'
expect_part '{"id":"CPL-1","finding":"no_approver","mend":"kam comm plan edit CPL-1 --approver MEMBER"}'
expect_part '{"id":"CPL-1","finding":"unconfirmed","mend":"kam comm plan confirm CPL-1"}'
same 'findings' "$(jq length "$output")" 3
# people copy the commands: they are whole in any terminal
COLUMNS=40 run comm plan check
same 'exit code for people' "$status" 1
expect_part '    kam comm plan add TITLE -A acme --audience CON-2 --every RULE'
ok comm plan edit CPL-1 --approver wang --audience CON-1,CON-2
ok comm plan confirm CPL-1
ok comm plan check
expect_nothing
ok contact edit CON-2 --opt-out
ok comm plan revise CPL-1 --channel mail --acknowledge --reason 'in writing'
ok comm plan confirm CPL-1
run comm plan check --json=id,finding
expect_part '{"id":"CPL-1","finding":"do_not_use"}'
expect_part '{"id":"CPL-1","finding":"unacknowledged"}'
ok contact leave CON-1
ok contact leave CON-2
run comm plan check --json=id,finding,mend
expect_part '"finding":"no_audience","mend":"kam comm plan revise CPL-1 --audience CONTACT --reason TEXT"'
ok comm plan check --mail owners --dry-run
expect_part 'To: Li Lei <li@firm.test>'

# its end ends the promise; a line that never gave anything goes with it
ok comm plan end CPL-1
ok cadence show CAD-1 --json=status
expect '{"status":"ended"}'
refuse 65 comm plan revise CPL-1 --every week --reason x
expect_error 'has ended'
ok comm plan add mistake -A acme --group all --every day
ok comm plan rm CPL-2 --yes
refuse 66 cadence show CAD-2
ok comm plan add 'when there is need' -A acme --group 'steering committee'
ok comm plan show CPL-3 --json=cadence
expect '{"cadence":null}'
refuse 65 comm plan ack CPL-3 --by CON-1
ok comm plan edit CPL-3 --every 'quarter on last working day'
ok comm plan show CPL-3 --json=cadence
expect '{"cadence":"CAD-3"}'
ok comm plan edit CPL-3 --every ''
ok cadence show CAD-3 --json=status
expect '{"status":"ended"}'
refuse 65 cadence rm CAD-3 --yes

# a contact of another customer may be meant, and is told, once
ok account add Beta
ok account add Gamma --parent beta
ok contact add 'Bob Beta' -A beta
stranger()
{
	ok "$@"
	case $* in
	*--json) said=$(jq -r .message "$errors") ;;
	*) said=$(cat "$errors") ;;
	esac
	same "told: $*" "$said" \
		'CON-4 Bob Beta is of beta, not of acme: kam contact show CON-4'
}
known()
{
	ok "$@"
	same "not told: $*" "$(cat "$errors")" ''
}
stranger comm plan add theirs -A acme --audience CON-1,CON-4
stranger req add theirs -A acme --source-contact CON-4 --json
known req edit theirs --priority must
stranger req agree theirs --by CON-4
stranger elicit add theirs -A acme --participants CON-4
stranger feedback add theirs -A acme --contact CON-4
known feedback edit theirs --contact ''
stranger feedback edit theirs --contact CON-4
stranger cadence add theirs -A acme --every week --contact CON-4
stranger comm log theirs -A acme --with CON-4
stranger escalation add -A acme --level 1 --contact CON-4
known comm plan add ours -A gamma --audience CON-4
known comm log ours -A acme --with CON-1
ok contact edit CON-4 --accounts beta,acme
known comm log ours -A acme --with CON-4
ok fsck
finish
