# Silence, answers, what came of conversations, to whom what is stuck goes.
. "$KAM_SOURCE/tests/cli/lib.sh"

KAM_NOW=2026-11-23T09:00:00+08:00
export KAM_NOW
ok init --timezone Asia/Shanghai
ok config user.email li@firm.test
ok config mail.from 'Li Lei <li@firm.test>'
ok member add 'Li Lei' --key li --email li@firm.test --phone '+86 10 1'
ok member add 王伟 --key wang --email wang@firm.test
ok account add 'Acme GmbH' --key acme --tier strategic --owner li
ok account add Beta --key beta --tier key --owner wang
ok account add Gamma --key gamma
ok contact add 'Anna Weber' -A acme --influence 5 --mobile '+49 170 1'
ok contact add 张三 -A acme --influence 4 --owner wang
ok contact add Bob -A beta --influence 2

log()
{
	at=$1
	shift
	ok comm log "$@" -A acme --at "$at+08:00"
}

log 2026-10-15T10:00:00 'steering 会议' --channel meeting --with CON-1 \
	--with CON-2 --duration 90m
log 2026-11-02T10:00:00 'asked for a demo' --channel mail --direction in \
	--with CON-1
log 2026-11-03T14:30:00 'sent a proposal' --channel mail --direction out \
	--with CON-1 --next 'call her' --next-owner li --next-due 2026-11-10
# a mail that answers none is one-way: it ends no silence
log 2026-11-20T09:00:00 'newsletter' --channel mail --direction out --with CON-2

ok comm gaps --json=id,last,days,working_days,limit,by,by_value,due,days_late
cat >wanted <<'END'
[{"id":"acme","last":"2026-11-03T06:30:00Z","days":20,"working_days":14,"limit":"1w","by":"tier","by_value":"strategic","due":"2026-11-10","days_late":13},
{"id":"CON-2","last":"2026-10-15T02:00:00Z","days":39,"working_days":27,"limit":"1m","by":"influence","by_value":"4","due":"2026-11-15","days_late":8},
{"id":"CON-1","last":"2026-11-03T06:30:00Z","days":20,"working_days":14,"limit":"2w","by":"influence","by_value":"5","due":"2026-11-17","days_late":6}]
END
same silence "$(cat wanted)" "$(cat "$output")"
COLUMNS=80 ok comm gaps
within 80
expect_part 'tier strategic'
# who never was spoken with counts from the day they were entered
ok comm gaps --all --json=id,last,days,by,days_late
expect_part '{"id":"beta","last":null,"days":0,"by":"tier","days_late":-14}'
expect_part '{"id":"CON-3","last":null,"days":0,"by":null,"days_late":null}'
ok comm gaps --owner wang --json=id
expect '[{"id":"CON-2"}]'
ok comm gaps -A beta --exit-code
expect_nothing
run comm gaps --exit-code
same 'exit code' "$status" 1
refuse 64 comm gaps --exit-code --mail owners
ok comm gaps --mail owners --dry-run
expect_part 'To: Li Lei <li@firm.test>'
expect_part 'wang@firm.test'
# an account that rests is left alone, and so are its people
ok account rest acme
ok comm gaps
expect_nothing
ok account wake acme
# the limits are settings
ok setting set comm.silence.tiers 'strategic=30wd'
ok comm gaps -A acme --json=id
same 'limits' "$(jq -r 'map(.id)|join(" ")' "$output")" 'CON-2 CON-1'
ok setting unset comm.silence.tiers
refuse 65 setting set comm.silence.tiers 'strategic=soon'
expect_error "'strategic=soon' says no time"
refuse 65 setting set comm.silence.tiers 'huge=1w'
refuse 65 setting set comm.silence.influence '6=1w'

# answers: the first one that we began, by thread or contact
ok comm stats --json
cat >wanted <<'END'
[{"value":"CON-1","name":"Anna Weber","count":3,"in":1,"out":1,"last":"2026-11-03T06:30:00Z","answered":1,"awaiting":0,"answer_p50":1710,"answer_p90":1710,"talk":90},
{"value":"CON-2","name":"张三","count":2,"in":0,"out":1,"last":"2026-11-20T01:00:00Z","answered":0,"awaiting":0,"answer_p50":null,"answer_p90":null,"talk":90}]
END
same figures "$(cat wanted)" "$(cat "$output")"
ok comm log 'and the price?' -A acme --channel mail --direction in \
	--with CON-1 --at '2026-11-10 08:00'
ok comm log 'still the price' -A acme --channel mail --direction in \
	--with CON-1 --at '2026-11-10 09:00'
ok comm log 'called back' -A acme --with CON-1 --at '2026-11-10 09:30'
ok comm log 'one more' -A acme --channel mail --direction in --with CON-1 \
	--at '2026-11-11 09:30'
ok comm stats --by direction --since 2026-11-10 --json
expect_part '{"value":"in","name":null,"count":3,"in":3,"out":0,"last":"2026-11-11T01:30:00Z","answered":2,"awaiting":1,"answer_p50":30,"answer_p90":90,"talk":0}'
expect_part '{"value":null,'
ok comm stats --by channel --json=value,count
expect '[{"value":"mail","count":6},'
ok comm stats --by account
expect_part acme
COLUMNS=80 ok comm stats
within 80
ok comm stats -A beta
expect_nothing
refuse 64 comm stats --by colour
refuse 65 comm stats --since never

# what is still to be done
ok comm actions --json
expect '[{"id":"ACT-1","title":"call her","owner":"li","account":"acme","project":null,"age":0,"due":"2026-11-10","days_late":13,"comm":"COM-3","said":"sent a proposal"}]'
ok action add 'of no conversation' -A acme --due 2026-11-01
ok comm actions --json=id
expect '[{"id":"ACT-1"}]'
run comm actions --overdue --owner me --exit-code
same 'exit code' "$status" 1
ok comm actions --owner wang --exit-code
expect_nothing
ok action finish ACT-1
ok comm actions
expect_nothing

# step by step
ok escalation add -A acme --level 2 --contact CON-1 --member wang \
	--after '两天无答复'
ok escalation add -A acme --level 1 --member li --contact CON-2
refuse 65 escalation add -A acme --level 3
expect_error 'to whom does it go?'
ok account escalation acme --json=level,contact_name,contact_phone,member_name
expect '[{"level":1,"contact_name":"张三","contact_phone":null,"member_name":"Li Lei"},'
expect '{"level":2,"contact_name":"Anna Weber","contact_phone":"+49 170 1","member_name":"王伟"}]'
COLUMNS=80 ok account escalation acme
within 80
refuse 66 account escalation nobody

# a moment as it is typed and as other programs print it
ok account add Delta
for at in '2026-11-20T09:30+08:00' '2026-11-20 09:30' '2026-11-20 9:30' \
	2026-11-20T01:30Z '2026-11-20 09:30:00 +0800'; do
	ok comm log 'spoken' -A delta --at "$at" --json=at
	expect '{"at":"2026-11-20T01:30:00Z"}'
	ok comm list -A delta at.before=2026-11-20 --json
	same "before $at" "$(jq length "$output")" 0
	ok comm list -A delta "at.on=$at" --count-by account --json
	same "on $at" "$(jq '[.[].count] != []' "$output")" true
	ok log --since "$at" --json
done
refuse 65 comm log 'spoken' -A delta --at 2026-11-20T09:30+8
ok fsck
finish
