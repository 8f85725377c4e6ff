# Customers' feedback: the days promised, the steps of an answer, what it turns
# into, how soon it was answered, the draft of a report.
. "$KAM_SOURCE/tests/cli/lib.sh"

at()
{
	KAM_NOW=$1T09:00:00Z
	export KAM_NOW
}

at 2026-09-24
ok init
ok member add 'Li Lei' --key li --email li@firm.test
ok calendar add China --key china
cat >holidays.csv <<'END'
date,working,name
2026-09-25,no,Mid-Autumn
2026-10-10,yes,make-up day
END
ok calendar import china holidays.csv
ok account add '北京云创' --key yun --owner li --calendar china
ok account add Acme --calendar china
ok contact add 王芳 -A yun --email wang@yun.test
ok contact add Anna -A acme --email anna@acme.test

# the day promised: by severity, an account's own rule first, across holidays
ok setting set feedback.respond.critical 4h
ok setting set feedback.respond.high.yun 1wd
ok setting set feedback.resolve.high.yun 2w
refuse 65 setting set feedback.respond.high soon
expect_error "'soon' is no time"
expect_error '2wd, 3d, 1w, 4h'
refuse 66 setting set feedback.respond.high.nobody 1wd
ok feedback add '系统太慢' -A yun --contact 王芳 --type complaint \
	--severity high --text '登录要一分钟' --json=respond_by,resolve_by
expect '{"respond_by":"2026-09-28","resolve_by":"2026-10-08"}'
ok feedback add slow -A acme --contact Anna --severity high --type request \
	--json=respond_by,resolve_by
expect '{"respond_by":"2026-09-29","resolve_by":null}'
ok feedback add down -A acme --severity critical --json=respond_by
expect '{"respond_by":"2026-09-24"}'
ok feedback add later -A acme --respond-by 2026-12-24 --json=respond_by
expect '{"respond_by":"2026-12-24"}'
# received on a day off: the next worked one
ok feedback add 'on a holiday' -A acme --severity critical \
	--received 2026-09-20 --json=respond_by
expect '{"respond_by":"2026-09-21"}'

# the steps: who, when, how; each is kept
at 2026-09-29
refuse 65 feedback respond FB-1
expect_error "'respond' needs response"
refuse 65 feedback respond FB-1 --response x --on tomorrow
expect_error 'is still to come'
refuse 65 feedback respond FB-1 --response x --on 2026-09-23
expect_error '2026-09-23 is before FB-1 was received, on 2026-09-24'
refuse 66 feedback respond FB-1 --response x --by nobody
refuse 65 feedback respond FB-1 --response x --via pigeon
ok feedback show FB-1 --json=status,version
expect '{"status":"received","version":1}'
ok feedback respond FB-1 --response '索引缺失' --on 2026-09-28 --via call \
	--by li --json=status,responded_on
expect '{"status":"responded","responded_on":"2026-09-28"}'
refuse 65 feedback respond FB-1 --response again
expect_error 'FB-1 is responded: it cannot respond'
expect_error 'from there: resolve, confirm, dismiss, reopen'
# what is promised after the answer
ok feedback due --within 2w --json=id,due
expect_part '{"id":"FB-1","due":"2026-10-08"}'
refuse 65 feedback resolve FB-1
ok feedback resolve FB-1 --resolution '建了索引'
refuse 66 feedback confirm FB-1 --by nobody
ok feedback confirm FB-1 --by 王芳 --via mail --json=status,confirmed_by
expect '{"status":"confirmed","confirmed_by":"CON-1"}'
refuse 65 feedback reopen FB-1
expect_error "'reopen' needs reason"
at 2026-10-09
ok feedback reopen FB-1 --reason '又慢了' --json=status,respond_by,resolve_by,response,responded_on,resolution,confirmed_by,confirmed_on
expect '{"status":"received","respond_by":"2026-10-10","resolve_by":"2026-10-23","response":null,"responded_on":null,"resolution":null,"confirmed_by":null,"confirmed_on":null}'
refuse 65 feedback reopen FB-1 --reason again
# an answer that was given stays
ok decision list about=FB-1 --json=outcome,by_contact,by_member,on,channel,remark
cat >wanted <<'END'
[{"outcome":"answered","by_contact":null,"by_member":"li","on":"2026-09-28","channel":"call","remark":"索引缺失"},
{"outcome":"resolved","by_contact":null,"by_member":null,"on":"2026-09-29","channel":null,"remark":"建了索引"},
{"outcome":"confirmed","by_contact":"CON-1","by_member":null,"on":"2026-09-29","channel":"mail","remark":null},
{"outcome":"reopened","by_contact":null,"by_member":null,"on":"2026-10-09","channel":null,"remark":"又慢了"}]
END
same 'what was said' "$(cat wanted)" "$(cat "$output")"
ok promise show FB-1 --json=promise,first_due,state,kept_on,round
cat >wanted <<'END'
[{"promise":"answer","first_due":"2026-09-28","state":"kept","kept_on":"2026-09-28","round":1},
{"promise":"resolution","first_due":"2026-10-08","state":"kept","kept_on":"2026-09-29","round":1},
{"promise":"answer","first_due":"2026-10-10","state":"open","kept_on":null,"round":2},
{"promise":"resolution","first_due":"2026-10-23","state":"open","kept_on":null,"round":2}]
END
same 'two rounds' "$(cat wanted)" "$(cat "$output")"
# that it was promised anew is no move of the first promise; on a screen all of
# them are told in full
ok promise show FB-1 --json=moves
same 'no moves' '[[],[],[],[]]' "$(jq -c 'map(.moves)' "$output")"
COLUMNS=80 ok promise show FB-1
same 'a block for each' 4 "$(grep -c '^First due ' "$output")"
same 'with a line between them' 3 "$(grep -c '^$' "$output")"
within 80
# several at once, or none
refuse 65 feedback respond FB-2 FB-4 FB-2 --response both
ok feedback show FB-2 --json=status
expect '{"status":"received"}'
refuse 75 feedback respond FB-2 FB-1 --response both --if-version 9
ok feedback respond FB-2 FB-3 --response both --json=id,status
expect '[{"id":"FB-2","status":"responded"},'
# nobody to confirm it
refuse 65 feedback confirm FB-3
expect_error 'kam feedback confirm FB-3 --by CONTACT'
ok feedback confirm FB-2

# what was said of it goes with it
ok feedback add 'not ours' -A acme --type praise
ok feedback respond FB-6 --response 'sent to the wrong desk'
ok feedback reopen FB-6 --reason x
ok feedback rm FB-6 --yes
ok decision list --json=about
! grep -q FB-6 "$output" || fail 'a decision about nothing'

# figures, worked out by hand: FB-1 took 4 days, 1 of them of the calendar's
# work (25th a holiday); FB-2 15 and 10; FB-3 15 and 10
ok feedback stats --json=n,reopened,answered,awaiting,respond_p50,respond_p90,respond_working_p50,respond_working_p90,respond_in_time,respond_of,respond_within
expect '{"n":5,"reopened":1,"answered":3,"awaiting":2,"respond_p50":15,"respond_p90":15,"respond_working_p50":10,"respond_working_p90":10,"respond_in_time":1,"respond_of":4,"respond_within":0.25}'
ok feedback stats -A yun --json=respond_p50,respond_working_p50,respond_within
expect '{"respond_p50":4,"respond_working_p50":1,"respond_within":1}'
ok feedback stats --by severity --json=value,n
cat >wanted <<'END'
[{"value":"medium","n":1},
{"value":"high","n":2},
{"value":"critical","n":2}]
END
same 'by severity' "$(cat wanted)" "$(cat "$output")"
ok feedback stats --by severity
within 132
expect_error 'by nearest rank'
ok feedback stats --since 2026-10-01
expect_part 'days from received to the first answer'
ok feedback stats --since 2026-10-01 --json=n,respond_p50,respond_within
expect '{"n":0,"respond_p50":null,"respond_within":null}'
refuse 64 feedback stats --by colour
refuse 65 feedback stats --until never

# what it turns into: known by its fields
ok feedback turn FB-1 --into req --json=id,account,title,statement,source_contact
expect '{"id":"REQ-1","account":"yun","title":"系统太慢","statement":"登录要一分钟","source_contact":"CON-1"}'
ok feedback show FB-1 --json=became
expect '{"became":"REQ-1"}'
ok req show REQ-1
expect_part 'FB-1 became REQ-1'
ok trace FB-1 --down --json
same 'once' 1 "$(grep -c '"REQ-1"' "$output")"
refuse 65 feedback turn FB-1 --into risk
expect_error 'FB-1 became REQ-1 already'
expect_error 'kam req show REQ-1'
refuse 64 feedback turn FB-2 --into colour
expect_error "--into: one of req,"
refuse 64 feedback turn FB-2 --into contact
ok feedback turn FB-2 --into action --title 'look into it' --json=about,title
expect '{"about":"FB-2","title":"look into it"}'
ok feedback turn FB-3 --into risk --json=title
expect '{"title":"down"}'

# a report's draft: what the customer may see
ok cadence add '周报' --every 'week on fri' --start 2026-09-25 --shift before \
	-A yun --contact 王芳 --content '进度与风险'
at 2026-10-10
ok feedback respond FB-1 --response '换了磁盘'
ok comm log '谈报价' -A yun --with 王芳 --next '发送报价' --next-due 2026-10-12
ok risk add '供应商可能破产' -A yun
ok req add 'single sign-on' -A yun --due 2026-11-30 --rationale '内部理由'
ok req agree REQ-2 --agreed-with CON-1
ok feedback draft CAD-1
expect '进度与风险'
expect 'What you told us'
expect_part 'to be written: Why something is late'
expect_part '供应商可能破产'
ok feedback draft CAD-1 --audience customer --format md
expect '# 周报'
expect '### Requirements agreed'
expect_part 'single sign-on'
expect_part '换了磁盘'
expect_part '发送报价'
for internal in '供应商' '内部' 'to be written' 'OCC-1' '进度与风险' 'Owner'; do
	! grep -q "$internal" "$output" || fail "$internal in a customer's report"
done
ok feedback draft CAD-1 --audience customer --format html
expect_part '<h1>周报</h1>'
ok feedback draft CAD-1 --json
same 'its sections' '["content","summary","requirements","promises","feedback","risks","dates"]' \
	"$(jq -c '[.sections[].name]' "$output")"
same 'since the start' '"2026-09-25"' "$(jq .since "$output")"
ok feedback give CAD-1
ok feedback draft CAD-1 --json=since
same 'since the last' '"2026-10-10"' "$(jq .since "$output")"
ok feedback draft CAD-1 --since 2026-09-01 --json
same 'kept ones' '["OCC-1","FB-1","FB-1","FB-1"]' \
	"$(jq -c '[.sections[].tables[]|select(.name=="promises_kept").rows[].id]' "$output")"
ok config mail.from 'Li Lei <li@firm.test>'
ok feedback draft CAD-1 --mail wang@yun.test --dry-run
expect_part 'To: '
refuse 65 feedback draft CAD-1 --mail anna@acme.test --dry-run
refuse 64 feedback draft
refuse 66 feedback draft CAD-9
refuse 65 feedback draft CAD-1 --since tomorrow
# its sections are the firm's, the account's, the cadence's own
ok feedback draft --template
expect '## promises: What we promised'
"$KAM" feedback draft --template >template
ok setting set report.template "$(cat template)"
ok feedback draft --template --json=built_in
expect '{"built_in":false}'
ok setting set report.template.yun '## dates: 下一步
tables: dates
audience: customer'
ok feedback draft CAD-1 --audience customer --json
same 'the account'"'"'s' '["下一步"]' "$(jq -c '[.sections[].title]' "$output")"
ok cadence edit CAD-1 --content '## answers: 答复
tables: answered_feedback
audience: customer'
ok feedback draft CAD-1 --json
same 'its own' '["答复"]' "$(jq -c '[.sections[].title]' "$output")"
refuse 65 setting set report.template '## a: A
tables: nothing'
expect_error "no table 'nothing'"
refuse 65 setting set report.template '## a: A
tables: figures'
expect_error "the table 'figures' is of a plan, not of a report"
finish
