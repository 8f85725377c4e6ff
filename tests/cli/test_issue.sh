# Issues: whys, actions, escalation, figures, recurrence.
. "$KAM_SOURCE/tests/cli/lib.sh"

# as on a terminal of 80 columns
on_screen()
{
	COLUMNS=80
	export COLUMNS
	ok "$@"
	unset COLUMNS
}

KAM_NOW=2026-09-01T09:00:00+08:00
ok init --timezone Asia/Shanghai
ok member add '李雷' --key li --email li@firm.test
ok member add 'Wang Wei' --key wang
ok config user.email li@firm.test
ok account add 'Acme GmbH' --key acme --owner li
ok account add 华夏集团 --key huaxia --owner wang
ok project add Portal -A acme --key portal
ok contact add 'Anna Weber' --accounts acme:buyer
ok escalation add 1 -A acme --member wang
ok escalation add 2 -A acme --member wang --contact 'Anna Weber'
ok feedback add 'the portal is slow' -A acme --type complaint --contact CON-1

# raised: account and project follow from where it came from
ok issue add 'the portal is slow at eight' --origin FB-1 --raised-by CON-1 \
	--severity high --json=id,account,raised_on,status,reopened,root_cause
expect '{"id":"ISS-1","account":"acme","raised_on":"2026-09-01","status":"open","reopened":0,"root_cause":null}'
ok issue add 'no answer to mails' --raised-by CON-1 --severity low
refuse 65 issue add x -A acme --raised-by ACC-1
expect_error 'ACC-1 is no member and no contact'
refuse 65 issue add x -A acme --raised-on 2026-09-02
expect_error 'still to come'
refuse 65 issue add x
expect_error 'account'

# why: in order, replaced, at its place
refuse 65 issue analyse ISS-1
expect_error "'analyse' needs whys"
ok issue why ISS-1 the first requests find no cache
ok issue why ISS-1 'it is emptied at night'
ok issue why ISS-1 没人预热 --cause process
expect '3. 没人预热'
expect 'root cause: 没人预热  (process)'
ok issue why ISS-1 --at 2 'it is emptied at midnight'
expect '2. it is emptied at midnight'
refuse 66 issue why ISS-1 --at 7 x
expect_error 'there is no why number 7'
refuse 64 issue why ISS-1 --at 2
refuse 65 issue why ISS-1 ' '
refuse 65 issue why ISS-1 --cause fate
expect_error 'one of: people, process'
ok issue why ISS-1 --json
same 'the chain' "$(jq -c '[.[]|[.number,.root,.cause]]' "$output")" \
	'[[1,false,null],[2,false,null],[3,true,"process"]]'
same 'the last why' "$(jq -r '.[2].why' "$output")" 没人预热
ok issue show ISS-1 --json=whys,root_cause,cause
expect '{"whys":"1. the first requests find no cache\n2. it is emptied at midnight\n3. 没人预热","root_cause":"没人预热","cause":"process"}'
refuse 64 issue edit ISS-1 --root-cause x
ok issue edit ISS-2 --whys 'nobody reads them

  2. the mailbox has no owner ' --json=whys,root_cause
expect '{"whys":"1. nobody reads them\n2. the mailbox has no owner","root_cause":"the mailbox has no owner"}'
ok issue edit ISS-2 --whys '' --json=whys,root_cause
expect '{"whys":null,"root_cause":null}'

# actions about it
ok issue correct ISS-1 warm the cache at six --owner wang --due +3d
expect 'ACT-1  warm the cache at six'
ok issue prevent ISS-1 上线前压测 --due +2w --json=account,about,type,due
expect '{"account":"acme","about":"ISS-1","type":"preventive","due":"2026-09-15"}'
ok action list type=corrective --json=id
expect '[{"id":"ACT-1"}]'

# contained, and shown to a manager
refuse 65 issue contain ISS-1
ok issue contain ISS-1 --containment '夜里不清空缓存'
ok issue show ISS-1
expect_part 'the first requests find no cache, because it is emptied at midnight, because 没人预热: that is the root cause (process)'
expect_part 'ACT-1  corrective: warm the cache at six  (wang, 2026-09-04)'
expect_part 'ACT-2  preventive: 上线前压测  (2026-09-15)'
expect_part '0d (0wd), to be solved by 2026-09-04'

# escalation: high is 3wd 5wd 10wd, from a Tuesday; a level is reached when its
# day is over
KAM_NOW=2026-09-04T23:59:00+08:00
ok issue escalate --exit-code
expect_nothing
ok due --json=id,due,severity
same 'due by the rule' "$(jq -c '.[]|select(.id=="ISS-1")' "$output")" \
	'{"id":"ISS-1","due":"2026-09-04","severity":"high"}'
KAM_NOW=2026-09-05T00:01:00+08:00
run issue escalate --exit-code
same 'beyond its time' "$status" 1
ok issue escalate --json=id,working_days,level,level_day,next,step,member,contact
expect '[{"id":"ISS-1","working_days":3,"level":1,"level_day":"2026-09-04","next":"2026-09-08","step":"ESC-1","member":"wang","contact":null}]'
KAM_NOW=2026-09-09T09:00:00+08:00
on_screen issue escalate
within 80
expect_part 'Wang Wei  Anna Weber'
ok issue show ISS-1
expect_part 'escalation level 2: tell Wang Wei, Anna Weber; the next after 2026-09-15'
# beyond the last step of the path it stays there
KAM_NOW=2026-09-16T09:00:00+08:00
ok issue escalate --json=id,level,next,step,step_level
expect '[{"id":"ISS-1","level":3,"next":null,"step":"ESC-2","step_level":2}]'
ok issue escalate --all --json=id,level,next
expect '[{"id":"ISS-1","level":3,"next":null},'
expect '{"id":"ISS-2","level":0,"next":"2026-09-29"}]'
ok issue escalate --owner wang --json
expect '[]'
# what is agreed earlier than the rule is due then
ok issue edit ISS-2 --due 2026-09-10
ok due --overdue --json=id,due
same 'due as agreed' "$(jq -r '.[]|select(.id=="ISS-2").due' "$output")" 2026-09-10
# an account without a path
ok issue add 系统在月底崩溃 -A huaxia --severity critical --raised-on 2026-09-01
ok issue escalate -A huaxia
expect_part 'ISS-3'
expect_error 'huaxia has no escalation path: kam escalation add 1 -A huaxia --member MEMBER'
# the rule is a journalled setting
ok setting set issue.escalate.critical '20wd 30wd'
ok issue escalate -A huaxia --json
expect '[]'
refuse 65 setting set issue.escalate.low '5wd 5wd'
expect_error 'times that come one after another'
refuse 65 setting set issue.escalate.low soon
refuse 65 setting set issue.recur.percent 0
refuse 65 setting set issue.recur.within often
ok setting set issue.escalate.critical ''
ok issue escalate --mail li@firm.test --dry-run
expect 'Subject: Issues beyond their time (2)'

# solved, and checked
refuse 65 issue verify ISS-1
expect_error 'from there: analyse, start, solve, drop'
ok issue analyse ISS-1
ok issue start ISS-1
ok issue solve ISS-1 --resolution 'a job warms it'
refuse 65 issue verify ISS-1
expect_error 'ACT-1 is still to be done: warm the cache at six'
ok action finish ACT-1
ok issue verify ISS-1 --verified-by CON-1 --json=status,solved_on,verified_on,verified_by
expect '{"status":"verified","solved_on":"2026-09-16","verified_on":"2026-09-16","verified_by":"CON-1"}'
ok issue solve ISS-3 --resolution 重启
refuse 65 issue verify ISS-3
expect_error 'is of critical severity: it is closed with its root cause only'
ok issue why ISS-3 会话表满了 --cause tools
ok issue verify ISS-3
refuse 65 issue edit ISS-3 --solved-on 2026-08-31
expect_error '2026-08-31 is before 2026-09-01'
refuse 65 issue drop ISS-2
expect_error "'drop' needs reason"

# what comes up again is told, as likely and for certain
KAM_NOW=2026-09-28T09:00:00+08:00
ok issue add 'The portal is slow at eight!' -A acme
expect 'ISS-4  The portal is slow at eight!'
expect_error 'looks like ISS-1, solved 2026-09-16: the portal is slow at eight'
expect_error 'hint: kam issue recur ISS-4 ISS-1'
ok feedback add 系统在月底又崩溃了 -A huaxia --type complaint
expect_error 'looks like ISS-3'
ok feedback add 系统在月底又崩溃了 -A huaxia --type praise
[ ! -s "$errors" ] || fail 'praise is told'
# of another account it is another problem
ok issue add 'the portal is slow at eight' -A huaxia
[ ! -s "$errors" ] || fail 'told across accounts'
ok issue add 'the report has wrong sums' -A acme
[ ! -s "$errors" ] || fail 'told without reason'
ok issue why ISS-6 'nobody checks it' --cause process
expect_error 'has the cause of ISS-1, solved 2026-09-16'
ok issue recurrences --json=id,earlier,days,similarity,cause,by,link
expect '[{"id":"ISS-4","earlier":"ISS-1","days":12,"similarity":100,"cause":null,"by":"wording","link":null},'
expect '{"id":"ISS-6","earlier":"ISS-1","days":12,"similarity":null,"cause":"process","by":"cause","link":null},'
same 'feedback' "$(jq -r '.[2]|[.id,.earlier,.by]|join(" ")' "$output")" \
	'FB-2 ISS-3 wording'
on_screen issue recurrences
within 80
ok issue recur ISS-4 ISS-1
expect 'LNK-1  ISS-4 recurs ISS-1'
ok issue recur FB-2 ISS-3
# said by mistake: taken back, and said again
ok undo
ok issue recurrences --json=id,earlier,by
expect_part '{"id":"FB-2","earlier":"ISS-3","by":"wording"}'
ok issue show ISS-3
! grep -q 'again on' "$output" || fail 'it is told all the same'
ok redo
ok issue recurrences --json=id,earlier,by
expect_part '{"id":"FB-2","earlier":"ISS-3","by":"link"}'
# looked at, and something else
ok issue link ISS-6 relates ISS-1
ok issue recurrences --json=id,earlier,by
expect '[{"id":"ISS-4","earlier":"ISS-1","by":"link"},'
expect '{"id":"FB-2","earlier":"ISS-3","by":"link"}]'
ok issue recurrences --linked -A acme --json=id
expect '[{"id":"ISS-4"}]'
refuse 65 issue recur ISS-6 ISS-4
expect_error 'ISS-4 is not solved yet'
expect_error 'hint: kam issue link ISS-6 duplicates ISS-4'
refuse 65 issue recur ISS-1 ISS-4
refuse 65 issue recur ISS-2 ISS-1
expect_error 'ISS-1 was solved later than that'
refuse 66 issue recur ISS-99 ISS-1
ok issue show ISS-1
expect_part 'again on 2026-09-28 as ISS-4  The portal is slow at eight!'
ok issue show ISS-4
expect_part 'is ISS-1 again, solved 2026-09-16'
ok trace ISS-1 --json=id,relation,way
same 'below it' "$(jq -r '.[]|select(.relation=="recurs").id' "$output")" ISS-4
same 'above it' "$(jq -r '[.[]|select(.relation=="origin").id][0]' "$output")" FB-1
# completion knows what belongs where
ok __complete -- issue why ISS-1 --cause pro
same 'a cause' "$(cut -f1 "$output")" process
ok __complete -- issue pareto --by so
same 'a way of counting' "$(cut -f1 "$output")" source
ok __complete -- issue recur ISS-4 ISS-1
same 'an issue' "$(cut -f1 "$output")" ISS-1
ok __complete -- improve from FB-1
same 'any record' "$(cut -f1 "$output")" FB-1
# the same cause counts for a while only
ok setting set issue.recur.within 5d
ok issue unlink ISS-6 relates ISS-1
ok issue recurrences --linked --json=id
ok issue recurrences -A acme --json=id
expect '[{"id":"ISS-4"}]'

# reopened: as if never solved, counted, with a reason of its own
refuse 65 issue reopen ISS-1
ok issue reopen ISS-1 --reason 'slow again' --json=status,reopened,reopened_on,solved_on,verified_by
expect '{"status":"open","reopened":1,"reopened_on":"2026-09-28","solved_on":null,"verified_by":null}'
ok issue escalate -A acme --json=id
same 'it begins anew' "$(jq -r '.[].id' "$output" | grep -c ISS-1)" 0
ok issue solve ISS-1 --resolution 'a second job'
refuse 65 issue reopen ISS-1 --reason 'slow again'
expect_error 'its reason is the one of last time'
ok issue reopen ISS-1 --reason 'slow in October too' --json=reopened
expect '{"reopened":2}'

# figures
ok issue solve ISS-1 --resolution 'more memory' --solved-on 2026-09-21
ok issue drop ISS-6 --reason 'they were right'
ok issue stats --json
same 'the counts' "$(jq -c '[.count,.open,.solved,.reopened,.recurred,.unowned,.overdue]' "$output")" \
	'[5,3,2,1,1,3,1]'
# ISS-1 took 20 days, ISS-3 15
same 'time to solve' "$(jq -c '[.solve_mean,.solve_median,.oldest,.age_median]' "$output")" \
	'[17.5,17.5,27,0]'
same 'by severity and age' "$(jq -c '.open_by|[.low.to_30,.medium.to_7,.high.to_7]' "$output")" \
	'[1,2,0]'
ok issue stats severity=low
expect_part 'low 1: 1 up to 30 days'
within 80
ok issue pareto --json
expect '[{"value":"process","count":1,"share":0.5,"cumulative":0.5,"vital":true},'
expect '{"value":"tools","count":1,"share":0.5,"cumulative":1,"vital":true},'
expect '{"value":null,"count":3,"share":null,"cumulative":null,"vital":false}]'
on_screen issue pareto --by account
within 80
expect_part '60%'
expect_part '#########################'
expect_part 'Account  Count'
# a column without a head has none in Chinese either
LANGUAGE=zh_CN on_screen issue pareto --by severity
expect_part '#########################'
! grep -q 'Project-Id' "$output" || fail "the translations' own head"
on_screen issue pareto
expect_part 'Cause      Count'
ok issue pareto --by severity --format csv
same 'csv' "$(tr -d '\r' <"$output" | head -2 | tail -1)" \
	'medium,2,0.4,0.4,true'
ok issue pareto --by source status=solved --json=value,count
expect '[{"value":"feedback","count":1}]'
refuse 64 issue pareto --by colour

# plans draw their tables from it
ok plan new acme --area issue
ok plan show PLAN-1
expect_part 'Open issues'
expect_part '3wd 5wd 10wd'
ok plan new acme
ok plan show PLAN-2 --json
same 'issue resolution' "$(jq -r '[.sections[]|select(.name=="issues").tables[].name][0]' "$output")" issues
ok plan figures PLAN-1 --json=figure,actual
expect_part '"figure":"severe"'

# all of it is in the journal, and goes out and in again
ok fsck
ok export
cp "$output" whole.jsonl
ok export --hash --json
hash=$(cat "$output")
ok --register second.db init --timezone Asia/Shanghai
ok --register second.db import whole.jsonl --as jsonl
ok --register second.db export --hash --json
same 'the same records' "$hash" "$(cat "$output")"

# who raised it and is of another customer is told; who or what else is not
ok contact add '张三' --accounts huaxia
stranger=$(sed -n 's/ .*//p' "$output")
ok issue add 'seen by a guest' -A acme --raised-by "$stranger"
expect_error "$stranger 张三 is of huaxia, not of acme: kam contact show $stranger"
ok issue add 'seen by their own' -A huaxia --raised-by "$stranger"
[ ! -s "$errors" ] || fail 'told of their own'
ok issue add 'seen by us' -A acme --raised-by MEM-1
[ ! -s "$errors" ] || fail 'told of a member'
finish
