# The program in Chinese on a machine without that locale: which language is
# spoken, what people read, and that what programs read stays as it is.
. "$KAM_SOURCE/tests/cli/lib.sh"
english=$KAM
terminal="python3 $KAM_SOURCE/tests/cli/terminal.py"

# speaks LANGUAGE VARIABLE=VALUE …: the language that these ask for
speaks()
{
	wanted=$1
	shift
	last=$*
	env -i HOME="$HOME" "$@" "$english" nonsense >"$output" 2>"$errors"
	case $(head -n 1 "$errors") in
	"kam: no command 'nonsense'") spoken=en ;;
	"kam: 没有这个命令 'nonsense'") spoken=zh ;;
	*) spoken=neither ;;
	esac
	[ "$spoken" = "$wanted" ] || fail "speaks $spoken, not $wanted"
}

speaks en NONE=1
speaks zh LANG=zh_CN.UTF-8
speaks zh LANG=zh_CN
speaks zh LANG=zh_CN.GB18030
speaks zh LANG=zh_SG.UTF-8
speaks zh LC_MESSAGES=zh_CN.UTF-8 LANG=en_US.UTF-8
speaks zh LC_ALL=zh_CN.UTF-8 LANG=C
speaks zh LANG=de_DE.UTF-8 LANGUAGE=zh_CN:en
speaks zh LANG=C.UTF-8 LANGUAGE=zh_CN
speaks zh LANG=zh_CN.UTF-8 LANGUAGE=nonsense:zh
speaks zh KAM_LANGUAGE=zh
speaks zh KAM_LANGUAGE=zh-Hans-CN LC_ALL=C
speaks en LANG=zh_TW.UTF-8
speaks en LANG=zh_CN.UTF-8 LANGUAGE=de
speaks en LANG=zh_CN.UTF-8 LANGUAGE=en:zh_CN
speaks en LANG=zh_CN.UTF-8 LC_ALL=C
speaks en LANG=zh_CN.UTF-8 LC_ALL=C.UTF-8
speaks en LC_ALL=POSIX LANGUAGE=zh_CN
speaks en LANG=../../zh_CN
speaks en KAM_LANGUAGE=en LANG=zh_CN.UTF-8

# what cron runs, by the configuration; -c for one call
ok config core.language zh
speaks zh NONE=1
speaks zh LC_ALL=C.UTF-8
speaks en KAM_LANGUAGE=en
ok help
expect_part '需求'
ok -c core.language=en config --list
expect 'Key            Value'
ok config --unset core.language
speaks en NONE=1

# a program that speaks Chinese, from here on
cat >"$test_folder/kam" <<END
#!/bin/sh
exec env -u LC_ALL LANG=zh_CN.UTF-8 COLUMNS=80 "$english" "\$@"
END
chmod +x "$test_folder/kam"
KAM=$test_folder/kam

# straight COLUMN …: the columns of a table begin where their heads do
straight()
{
	python3 - "$output" "$@" <<'END' || fail 'a crooked table'
import sys, unicodedata

def cells(line):
    for c in line:
        yield c
        if unicodedata.east_asian_width(c) in "WF":
            yield ""

head, *rows = open(sys.argv[1], encoding="utf-8").read().splitlines()
head = list(cells(head))
for name in sys.argv[2:]:
    shown = list(cells(name))
    at = next(i for i in range(len(head)) if head[i:i + len(shown)] == shown)
    for row in rows:
        row = list(cells(row)) + [" "] * 200
        if at and row[at - 2:at] != [" ", " "]:
            sys.exit(f"{name}: {''.join(row)}")
END
}

ok init --timezone Asia/Shanghai
ok config user.name 李雷
ok config user.email li@firm.test
ok config mail.from 'li@firm.test'
ok member add 李雷 --key li --email li@firm.test --language zh
ok member add 'Ann Lee' --key ann --email ann@firm.test --language en
ok account add 华夏集团 --key huaxia --tier strategic --owner li
ok contact add 王芳 --accounts huaxia:采购 --email wang@huaxia.test
ok use huaxia
ok comm log 三月前要单点登录 --with CON-1 --next 发送估算 --next-owner ann \
	--next-due 2026-11-20
ok req add '单点登录要覆盖全部门户，包括供应商门户和移动端，并保留旧的登录方式一年' \
	--priority must --due 2026-11-20 --owner li
ok req add 'single sign-on' --priority could --owner li
ok feedback add 门户很慢 --type complaint --severity high --contact CON-1
ok risk add 身份提供商尚未选定 --owner li
ok risk score RISK-1 --probability 4 --impact 4
expect 'RISK-1 得分 16'
ok req link REQ-1 satisfies RISK-1
expect_part 'REQ-1 满足 RISK-1'

ok help
expect_part '需求            req'
within 80
for noun in req contact comm feedback risk account mail; do
	ok help $noun
	within 80
	expect '动词'
done
for verb in add list edit note history agree; do
	ok help req $verb
	within 80
	expect '通用选项'
done
# every verb's help fits, and none of its placeholders is left in English
for noun in $("$english" help | sed -n '3,/^without/s/^.\{16\}//p'); do
	for verb in $("$english" help "$noun" 2>/dev/null |
		sed -n '/^Verbs/,/^$/s/^  \([a-z]\{1,\}\) .*/\1/p'); do
		"$KAM" help "$noun" "$verb" || fail "help $noun $verb"
	done
done >"$test_folder/helps"
mv "$test_folder/helps" "$output"
last='help NOUN VERB'
[ "$(wc -l <"$output")" -gt 3000 ] || fail 'too little help'
within 80
sed -n '/^kam /p; s/^  -/-/p' "$output" | sed 's/   *.*//' |
	grep -Eo '[A-Z]{3,}' | sort -u | grep -Ev '^(MBOX|MAILDIR|EUR)$' >"$errors"
[ ! -s "$errors" ] || fail 'a placeholder that cmd/help_text.c does not list'
ok help req add
expect_part '--title 文字'
expect_part 'must 必须有'

ok due
expect_part '逾期天数'
within 80
straight ID 客户 联系人 事项 负责人
ok req list
within 80
straight ID 客户 标题 优先级 负责人 截止日期 状态
expect_part '已采集'
expect_part '…'
ok contact list
straight ID 姓名 客户 职位 邮箱 状态
expect_part '在职'
ok req show REQ-1
within 80
expect '优先级    必须有'
expect '关联      满足 RISK-1'
ok status
expect_part '需求 2，逾期 1'
ok req list --count-by status
expect '已采集     2'
ok req history REQ-1
expect_part '新建'
ok req analyse REQ-1
expect_part '(已分析)'
ok req history REQ-1
expect_part '  状态  已采集  已分析'
ok undo --dry-run
expect 'REQ-1  状态  已分析  已采集'
# what is in its way is called as it is there
ok req add 加密 --due 2026-12-01
undone=$(sed 's/ .*//' "$output")
ok req edit "$undone" --due 2026-12-04
operation=$("$english" log --json=operation | jq '.[0].operation')
ok req edit "$undone" --due 2026-12-08
refuse 65 undo "$operation"
expect_error "此后修改了 $undone 的 截止日期"
ok req rm "$undone" --yes
ok __complete -- req ''
expect "add	新增记录"

refuse 65 req accept REQ-1
expect_error 'kam: REQ-1 的状态是“已分析”，不能执行 accept'
expect_error '提示：该状态下可执行：agree, defer, drop'
refuse 64 req add x --prority must
expect_error "提示：您要找的是 '--priority' 吗？"
refuse 66 req show 99
expect_error "kam: 没有需求 'REQ-99'"
refuse 65 risk show REQ-1
expect_error "'REQ-1' 的种类是需求，不是风险"
refuse 66 req note REQ-1 --from missing.txt
expect_error '没有'

# a word that means several things is the one that is meant
ok risk edit RISK-1 --satisfaction
ok risk add 夜班测试人手不足 --owner li
ok risk score RISK-2 --probability 4 --impact 5
ok risk score
expect_part '极高'
ok risk show RISK-1
expect '影响客户满意度  是'
expect_part '16  高（概率 4，影响 4'
ok promise list
expect_part '待办  '
expect_part '逾期'
expect_part '待兑现'
ok promise list --count-by state
expect_part '待兑现'
ok next --explain
expect_part '严重'
! grep -Eq 'severity|customer|tier' "$output" || fail 'a factor in English'
ok account add 安桐医院 --key antong --tier key
ok setting set comm.silence.tiers 'strategic=1w key=1w'
export KAM_NOW=2026-12-23T01:00:00Z
ok comm gaps -A antong
expect_part '级别 重点'
expect_part '依据'
export KAM_NOW=2026-11-23T01:00:00Z
ok account edit huaxia --tags '标杆、可参观，审计'
ok account show huaxia
expect_part '标杆、可参观、审计'
ok req agree REQ-1 --by CON-1 --via mail
ok trace REQ-1
expect_part '已商定'
! grep -q agreed "$output" || fail 'a title in English'

# what is typed in Chinese
ok action add 复核报价 --due 下周五
ok action list due=2026年12月4日
expect_part 复核报价
ok action list due.by=2026／12／4 due.after=月底
expect_part 复核报价
ok account list tags=标杆，其他
expect_part huaxia
ok account edit antong --value １２６万元
ok account list value.gt=1,200,000CNY
expect_part antong
ok comm log 电话谈进度 --with 王芳 --at 昨天14：30 --duration 45分钟 -A huaxia
ok comm list at=昨天 --format csv --fields at,duration
expect_part '2026-11-22T06:30:00Z,45m'
ok req list status=已商定 priority=必须有,可以有
expect_part REQ-1
# so are they in filters of promises and where an option is a field's word; who
# types another is told both
ok comm log 通话 -A huaxia --channel 电话 --direction 客户发起 --json=channel,direction
expect '{"channel":"call","direction":"in"}'
refuse 65 comm log 通话 -A huaxia --direction 客户
expect_error '可选：in (客户发起), out (我方发起)'
refuse 65 req list status=已捕获
expect_error 'captured (已采集), analysed (已分析), '
refuse 65 req list priority=必须
expect_error 'wont (本次不做), '
ok feedback add 答复太慢 -A huaxia --type complaint --severity high --respond-by +3d
ok promise list promise=答复 severity=高 type=投诉 --json=what
expect_part '"what":"答复太慢"'
refuse 65 promise list --state 高
expect_error 'open (待兑现), late (逾期)'
ok survey add 满意度调查 -A huaxia --type nps --question 您会推荐我们吗
survey=$(sed 's/ .*//' "$output")
ok survey open "$survey"
ok survey invite "$survey" CON-1 --via 电话 --json=contact
expect '[{"contact":"CON-1"}]'
printf '%s\n' '姓名,客户名称,职位' '陈静,安桐医院,护士长' >people.csv
ok import people.csv --as csv --kind contact
ok contact list -A antong
expect_part 陈静
printf '%s\n' '需求标题,客户,优先级,截止日期,核心,状态' \
	'病历留痕,安桐医院,必须有,２０２６／12／5,是,已采集' >reqs.csv
ok import reqs.csv --as csv --kind req
ok req list -A antong priority=must due=2026-12-05 core=yes
expect_part 病历留痕
printf '%s\n' '客户名称,客户级别' '远景建设,重点' >crm.csv
ok import crm.csv --as fxiaoke-accounts
ok account list tier=key
expect_part 远景建设
refuse 65 action add x --due 11月28日
expect_error '提示：请连年份一起写：2026-11-28'
refuse 65 action add x --due 11月32日
expect_error '提示：'

# each in their own language, whoever sends
ok due --mail owners --dry-run
python3 - "$output" >"$errors" <<'END'
import email.policy, sys

text = b"\n" + open(sys.argv[1], "rb").read()
for part in text.split(b"\nFrom kam Thu Jan  1 00:00:00 1970\n")[1:]:
    m = email.message_from_bytes(part, policy=email.policy.default)
    body = m.get_body(("plain",)).get_content()
    print(m["to"], m["subject"], m["content-language"], body.split()[1])
END
expect_error '李雷 <li@firm.test> 到期事项: huaxia (1) zh 种类'
expect_error 'Ann Lee <ann@firm.test> Due: huaxia (1) en Account'
# nothing known of the reader: the sender's
ok due --mail boss@x.test --dry-run
expect_part 'Content-Language: zh-CN'

# on a terminal too: the page of the manual is in English
last='help req on a terminal'
$terminal "$KAM" help req --no-pager >"$output"
expect '动词'

# a title made of data is read in one language among others, too
ok project add 门户 -A huaxia --key menhu
ok plan new huaxia/menhu --area risk --review 2026-12-01 --owner li
ok member add 钱进 --key qian
for command in 'plan list' 'search 门户' next 'due --within 30d' \
	'agenda month' 'account show huaxia' 'trace PLAN-1' 'diff --since -1d' \
	'account handover huaxia --to qian --dry-run' 'account timeline huaxia' \
	'plan edit PLAN-1 --owner li' 'brief huaxia'; do
	# shellcheck disable=SC2086
	ok $command
	grep -q '门户: risk' "$output" && fail "half English: $command"
done
ok plan list
expect_part '门户：风险'
ok search risk
expect_part '门户：风险'
ok plan list --json=title
expect_part '"title":"门户: risk"'
# where another record names it, too
ok action add 补齐风险 --about PLAN-1
for command in 'plan-section list' 'plan-section show SEC-1' \
	'action show ACT-3' 'link show LNK-2' '__complete -- plan show PLAN'; do
	[ "$command" != 'link show LNK-2' ] || ok req link REQ-2 relates PLAN-1
	# shellcheck disable=SC2086
	ok $command
	expect_part '门户：风险'
done
ok plan-section list --json=plan
expect_part '"plan":"PLAN-1"'
ok plan edit PLAN-1 --every 每季度
ok plan show PLAN-1
expect_part '每季度'
run plan check PLAN-1
expect_part '缺失：'
! grep -q '缺失：[a-z]' "$output" || fail 'a section in English'
ok plan version PLAN-1 --reason 评审
ok plan edit PLAN-1 --review 2026-12-20
ok account edit huaxia --tier standard
ok plan new huaxia
account_plan=$(sed 's/ .*//' "$output")
ok plan version "$account_plan" --reason 评审
ok account edit huaxia --tier strategic
ok feedback add 又慢 -A huaxia --type complaint --severity high
ok plan diff "$account_plan"
expect_part '客户级别  修改  标准    战略'
expect_part '未解决的投诉  实际值    修改  2       3'
! grep -Eq 'context|tier|actual|state|good|off|open_' "$output" ||
	fail 'half English'
ok plan diff PLAN-1
expect_part '评审日期  修改  '
ok diff plan_section --since -1d
! grep -q '^SEC-[0-9]*  *[a-z]' "$output" || fail 'a section in English'

# a rule that recurs is read in one language, and what is read can be typed
for rule in day '3 days' 'working day' '5 working days' week '2 weeks' \
	'week on mon,thu' '2 weeks on fri' month '2 months' 'month on 15' \
	'month on last day' 'month on last fri' '2 months on 2nd tue' \
	'month on last working day' 'month on 3rd working day' quarter \
	'quarter on 1st mon' 'quarter on 45' '2 quarters' year '3 years' \
	'year on 03-31' '2 years on 12-01'; do
	ok cadence add 周报 -A huaxia --every "$rule" --json=id
	cadence=$(jq -r .id "$output")
	ok cadence show "$cadence" --format table --fields every
	read=$(sed 's/^[^ ]*  *//' "$output")
	case $read in
	*[a-z]* | '') fail "'$rule' is read '$read'" ;;
	esac
	ok cadence edit "$cadence" --every day
	ok cadence edit "$cadence" --every "$read"
	ok cadence show "$cadence" --json=every
	same "$read" "$rule" "$(jq -r .every "$output")"
	ok cadence list every="$read" --json=id
	grep -q "\"$cadence\"" "$output" || fail "none by every=$read"
	ok search 周报 --noun cadence every="$read" --json=id
	grep -q "\"$cadence\"" "$output" || fail "none is found by every=$read"
	ok cadence list --count-by every
	expect_part "$read  "
	ok cadence end "$cadence"
done
ok cadence show CAD-7
expect '周期        每周一、周四'
for rule in 每月最后一天 'month on last day'; do
	ok cadence list every="$rule" --all --json=every
	expect '[{"every":"month on last day"}]'
done
ok cadence list every=fortnightly --all --json=every
expect '[{"every":"2 weeks"}]'
ok cadence list every='2 weeks on mon,thu' --all --json=every
expect '[]'
ok cadence list --count-by every --all --json
expect_part '{"value":"week on mon,thu","count":1}'
ok cadence list --count-by title --all
expect_part '周报  '
ok plan list --count-by every
expect_part '每季度  '
ok survey add 满意度 -A huaxia --type nps --every quarter
ok survey list --count-by every
expect_part '每季度  '

# what programs read
for format in json jsonl csv tsv porcelain; do
	for command in due 'req list' 'req show REQ-1' status 'contact list' \
		'plan list' next 'req history REQ-1' log 'risk list' \
		'risk score' 'setting list' 'req list --count-by status' \
		'feedback list' fsck schema; do
		# shellcheck disable=SC2086
		ok $command --format $format
		mv "$output" "$test_folder/chinese"
		# shellcheck disable=SC2086
		"$english" $command --format $format >"$output"
		cmp -s "$output" "$test_folder/chinese" ||
			fail "$command --format $format differs"
	done
done
ok use --none
ok export
mv "$output" "$test_folder/chinese"
"$english" export >"$output"
cmp -s "$output" "$test_folder/chinese" || fail 'the export differs'
run req accept REQ-1 --json
expect_error '{"code":"refused","message":"REQ-1 的状态是“已商定”'
finish
