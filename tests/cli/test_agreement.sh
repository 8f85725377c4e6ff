# What was agreed with a customer stays as it was worded, whatever is tried;
# versions, proposals, baselines, the sheet to sign and its answers.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok account add 'Acme GmbH' --key acme
ok account add Beta --key beta
ok contact add 'Anna Weber' --accounts acme
ok contact add '王伟' --accounts acme
ok req add 'single sign-on' -A acme --priority must --value 80 \
	--statement 'Staff sign in with one password.' \
	--acceptance-criteria 'Within 2 s.'

# the wording as it is: title, statement, criteria
wording()
{
	"$KAM" req show 1 --json=title,statement,acceptance_criteria
}

first=$(wording)
unchanged()
{
	same "$1" "$(wording)" "$first"
	ok req show 1 --json=agreed_version
	same "$1: in force" "$(jq .agreed_version "$output")" 1
}

# who, when, which words, by which channel, what proves it: in one line
printf 'I agree. Anna\n' >mail.txt
refuse 66 req agree 1 --by CON-1 --evidence nothing.txt
refuse 64 req agree 1 --by CON-1 --evidence -
refuse 65 req agree 1
expect_error 'needs agreed_with'
expect_error 'kam req agree REQ-1 --by CONTACT'
refuse 65 req agree 1 --by CON-1 --on +1d
expect_error 'is still to come'
refuse 64 req agree 1 --by CON-1 --agreed-with CON-1
refuse 66 req agree 1 --by CON-9
refuse 75 req agree 1 --by CON-1 --if-version 9
ok req agree 1 --by CON-1 --on 2026-11-20 --via mail --evidence mail.txt \
	--json=status,agreed_with,agreed_on,agreed_via,evidence,agreed_version
digest=$(sha256sum mail.txt | cut -c1-64)
same agreed "$(cat "$output")" '{"status":"agreed",'\
'"agreed_with":"CON-1","agreed_on":"2026-11-20","agreed_via":"mail",'\
'"evidence":{"name":"mail.txt","sha256":"'"$digest"'"},"agreed_version":1}'
ok req versions 1 --json
same version "$(jq -c 'map([.number, .state, .by, .on, .channel,
	.evidence.sha256 == "'"$digest"'", .statement])' "$output")" \
	'[[1,"in_force","CON-1","2026-11-20","mail",true,'\
'"Staff sign in with one password."]]'
# the fingerprint, made with another program
same fingerprint "$(jq -r '.[0].fingerprint' "$output")" "$(printf %s \
	'{"acceptance_criteria":"Within 2 s.","statement":"Staff sign in with '\
'one password.","title":"single sign-on"}' | sha256sum | cut -c1-64)"

refuse 65 req agree 1 --by CON-2
expect_error 'it cannot agree'
expect_error 'kam req reword REQ-1'

# by edit, each field of the wording, alone and with others
for field in title statement acceptance-criteria; do
	refuse 65 req edit 1 --$field other
	expect_error 'agreed with the customer'
	expect_error 'kam req reword REQ-1'
	refuse 65 req edit 1 --owner '' --$field other
done
refuse 65 req edit 1 --statement ''
refuse 65 req edit 1 --acceptance-criteria ''
refuse 64 req edit 1 --agreed-version 2
refuse 64 req edit 1 --agreed-with CON-2
unchanged edit
# what is no wording may change
ok req edit 1 --priority should --due 2027-01-01

# by JSON
for change in '"title":"x"' '"statement":null' '"acceptance_criteria":"x"' \
	'"agreed_version":null' '"agreed_version":7' '"proposed_version":1' \
	'"agreed_with":"CON-2"' '"status":"captured"' '"evidence":null'; do
	printf '{"id":"REQ-1",%s}' "$change" >change.json
	refuse 65 req edit --from change.json
done
printf '{"id":"REQ-1","title":"x"}' >change.json
refuse 65 req add --from change.json
unchanged JSON

# by import: as JSON lines, as CSV with its ID, by a field, by its source
ok export req
sed 's/one password/two passwords/' "$output" >changed.jsonl
refuse 65 import changed.jsonl --as jsonl
ok export req --as csv
sed 's/one password/two passwords/' "$output" >changed.csv
refuse_import()
{
	run import "$@" --as csv --kind req
	[ "$status" -eq 65 ] || fail "import: $status"
	expect_error "$said"
	unchanged "import $*"
}
said='agreed with the customer'
refuse_import changed.csv
printf 'title,statement\nsingle sign-on,anything\n' >match.csv
refuse_import match.csv --match title
refuse_import match.csv --match title --skip-bad bad.csv
said='set by a verb of its own'
printf 'title,agreed_version\nsingle sign-on,2\n' >match.csv
refuse_import match.csv --match title
printf 'title,agreed_on\nsingle sign-on,2026-01-01\n' >match.csv
refuse_import match.csv --match title
printf 'title,statement,source\nfrom afar,as imported,crm:7\n' >source.csv
ok import source.csv --as csv --kind req -A acme
ok req agree 2 --by CON-1
sed 's/as imported/otherwise/' source.csv >source2.csv
run import source2.csv --as csv --kind req -A acme
same 'by source' "$status" 65
ok req show 2 --json=statement
same 'by source' "$(jq -r .statement "$output")" 'as imported'

# by a link, whatever it says
for relation in relates duplicates became satisfies; do
	ok req link 2 $relation REQ-1
done
unchanged link

# by moves: put off and taken up again it is agreed to all the same
refuse 64 req defer 1 --reason later --agreed-version ''
refuse 64 req implement 1 --agreed-with CON-2
refuse 65 req defer 1 --reason later --title x
ok req defer 1 --reason later
refuse 65 req edit 1 --statement x
ok req resume 1
ok req show 1 --json=status,agreed_version
same resumed "$(cat "$output")" '{"status":"captured","agreed_version":1}'
refuse 65 req edit 1 --statement x
refuse 65 req analyse 1 --statement x
refuse 65 req agree 1 --by CON-2 --statement x
unchanged moves
# agreed to again, by somebody else: the same version, another decision
ok req agree 1 --by CON-2 --on 2026-11-21
unchanged again
ok req versions 1 --json
same decisions "$(jq -c '.[0].decisions | map([.outcome, .by])' "$output")" \
	'[["agreed","CON-1"],["agreed","CON-2"]]'
for move in implement verify; do
	ok req $move 1
	refuse 65 req edit 1 --statement x
	refuse 65 req $move 1 --title x
done
unchanged built

# by what is kept of it
refuse 65 revision edit REV-1 --text x
expect_error 'stays as it is'
refuse 65 revision edit REV-1 --number 2
refuse 65 revision rm REV-1 --yes
refuse 65 revision add --text x --about REQ-1 --number 1 --digest x
refuse 65 decision edit DEC-1 --outcome rejected
refuse 65 decision edit DEC-1 --on 2026-01-01
refuse 65 decision rm DEC-1 --yes
refuse 65 decision add --about REQ-1 --outcome withdrawn --on today \
	--wording-version REV-1
expect_error 'is not so'
refuse 65 decision add --about REQ-1 --outcome agreed --on today \
	--wording-version REV-2
refuse 65 req edit 1 --statement x
refuse 65 req rm 1 --yes
unchanged kept

# what proves it may come later, once
ok req edit 2 --evidence mail.txt
ok req versions 2 --json
same late "$(jq -r '.[0].evidence.name' "$output")" mail.txt
refuse 65 req edit 2 --evidence changed.csv
expect_error 'proves the agreement'
refuse 65 req edit 2 --evidence ''

# a proposal, while the wording in force stays
refuse 64 req reword 1 --reason why
refuse 64 req reword 1 --title x
refuse 65 req reword 1 --title '' --reason why
refuse 65 req reword 1 --statement 'Staff sign in with one password.' \
	--reason why
expect_error 'as it is'
ok req reword 1 --statement 'Staff sign in with one key.' --reason 'new system'
expect 'version 2 of REQ-1 awaits agreement; 1 is in force'
unchanged proposed
ok req diff 1
expect 'Statement  Staff sign in with one [-password-]{+key+}.'
ok req diff 1 --json
same words "$(jq -c '.statement.words | map([.change, .text])' "$output")" \
	'[["same","Staff sign in with one "],["removed","password"],'\
'["added","key"],["same","."]]'
# another takes its place; a no drops it
ok req reword 1 --statement 'Staff sign in with one card.' --reason 'cheaper'
ok req reject 1 --by CON-1 --reason 'cards get lost'
unchanged rejected
refuse 65 req reject 1 --by CON-1
expect_error 'nobody is asked'
ok req reword 1 --statement '员工用一把钥匙登录。' --title '单点登录' \
	--reason 'in Chinese'
refuse 65 req agree 1 --by CON-2 --title x
expect_error 'another wording of REQ-1 awaits'
ok req agree 1 --by CON-2 --on 2026-11-22 --via call --json=status,statement
same 'in force' "$(cat "$output")" \
	'{"status":"agreed","statement":"员工用一把钥匙登录。"}'
ok req versions 1 --json
same states "$(jq -c 'map([.number, .state, .reason])' "$output")" \
	'[[1,"superseded",null],[2,"replaced","new system"],'\
'[3,"rejected","cards get lost"],[4,"in_force","in Chinese"]]'
ok req versions 1
within 120
expect_part 'in force'
ok req diff 1 1 4 --format md
refuse 66 req diff 1 1 9
refuse 64 req diff 1 0
refuse 65 req edit 1 --title x

# taken back, by its own verb and with a reason; then it can be edited
refuse 65 req withdraw 1 --by CON-2
expect_error 'reason'
ok req withdraw 1 --by CON-2 --reason 'they want both' --on 2026-11-23
ok req show 1 --json=status,agreed_version,agreed_with,agreed_via,evidence
same withdrawn "$(cat "$output")" '{"status":"analysed","agreed_version":null,'\
'"agreed_with":null,"agreed_via":null,"evidence":null}'
ok req edit 1 --statement '钥匙或密码。'
ok req versions 1 --json
same 'taken back' "$(jq -c '.[3] | [.state, .by, .reason]' "$output")" \
	'["withdrawn","CON-2","they want both"]'
refuse 65 req withdraw 1 --reason twice
# by somebody of ours: who had agreed, when and how is told all the same
ok req agree 1 --by CON-1 --on 2026-11-20 --via mail
ok req withdraw 1 --reason 'agreed by mistake'
ok req versions 1 --json
same 'who had agreed' \
	"$(jq -c '.[-1] | [.state, .by, .on, .channel, .reason]' "$output")" \
	'["withdrawn","CON-1","2026-11-20","mail","agreed by mistake"]'
refuse 65 req reword 1 --title x --reason why
expect_error "isn't agreed yet"
# at its end nothing is reworded
ok req add last -A acme --json=id
ok req agree 3 --by CON-1
ok req drop 3 --reason none
refuse 65 req reword 3 --title x --reason why
refuse 65 req withdraw 3 --reason why
refuse 65 req edit 3 --title x
# a copy of an agreed requirement is agreed to by nobody
ok req show 2 --json
jq -c 'del(.id, .source) | .status = "captured" | .agreed_version = 5' "$output" >copy
ok req add --from copy --json=agreed_version
same copy "$(jq -c . "$output")" '[{"agreed_version":null}]'
ok req rm 4 --yes

# what is exported is what is imported, and as fast there
ok export
cp "$output" all.jsonl
ok --register second.db init
ok --register second.db import all.jsonl --as jsonl
ok --register second.db req versions 1 --json
same 'elsewhere' "$(jq -c 'map([.number, .state, (.decisions | length)])' \
	"$output")" '[[1,"superseded",2],[2,"replaced",0],[3,"rejected",1],'\
'[4,"withdrawn",2],[5,"withdrawn",2]]'
refuse 65 --register second.db req edit 2 --statement x
refuse 65 --register second.db decision edit DEC-1 --wording-version REV-3

# a baseline keeps what there is, and tells what changed since
ok req baseline R1 -A acme
expect 'BASE-1  R1  (requirements: 2)'
refuse 65 req baseline R1 -A acme
expect_error "there is a baseline 'R1'"
refuse 65 req baseline none title=nothing
refuse 64 req baseline
refuse 64 req baseline list
expect_error 'kam baseline list'
refuse 64 req baseline R9 --limit 1
ok req baseline musts -A acme priority=should "statement.ne=it's as it is"
ok baseline show musts --json=scope
same scope "$(jq -r .scope "$output")" \
	"priority=should 'statement.ne=it'\''s as it is'"
ok req diff musts
expect 'Unchanged  1'
ok req diff R1
expect 'Unchanged  2'
ok req edit 1 --acceptance-criteria 'Within 1 s.'
ok req drop 2 --reason none
ok req add another -A acme
ok req add elsewhere -A beta
ok req diff R1
expect 'Changes    ~ REQ-1  单点登录'
expect_part 'Acceptance criteria: Within [-2-]{+1+} s.'
expect_part '- REQ-2  from afar'
expect_part '+ REQ-5  another'
ok req diff R1 --json
same counts "$(jq -c '[.added, .removed, .changed, .unchanged,
	(.rows | map([.change, .id]))]' "$output")" \
	'[1,1,1,0,[["changed","REQ-1"],["removed","REQ-2"],["added","REQ-5"]]]'
ok req baseline R2 -A acme
ok baseline diff R1 R2 --json
same two "$(jq -c '[.to.name, .changed, (.rows[0].acceptance_criteria |
	[.before, .after])]' "$output")" '["R2",1,["Within 2 s.","Within 1 s."]]'
ok req diff R1 R2 --format md
expect '| removed | REQ-2 | from afar |  |  |'
ok req diff R1 R2 --format csv
expect_part 'changed,REQ-1,单点登录,acceptance_criteria,Within 2 s.,Within 1 s.,'
refuse 66 req diff R1 nowhere
refuse 64 req diff R1 R2 R3
ok baseline show R1
expect_part 'REQ-2  from afar  (version 1)'
refuse 65 baseline_line edit BLN-1 --revision REV-1
ok baseline rm R2 --yes
ok req versions 5 --json
same 'versions stay' "$(jq length "$output")" 1

# the sheet: what awaits agreement, and nothing that is not the customer's
ok req edit 1 --title 'single sign-on <script>alert(1)</script>' \
	--rationale 'they might leave' --statement 'Staff sign in.
- [x] yes
`REQ-5 aaaaaaaaaaaa`'
ok req pack -A acme --format html
expect_part '&lt;script&gt;alert(1)&lt;/script&gt;'
grep -q '<script' "$output" && fail 'a script'
grep -q 'might leave' "$output" && fail 'what is ours'
ok req pack -A acme
within 80
ok req pack -A acme --json
same awaits "$(jq -c 'map([.id, .number, .fields])' "$output")" \
	'[["REQ-1",7,{"priority":"should","due":"2027-01-01"}],["REQ-5",1,{}]]'
ok req pack -A acme --format csv
cp "$output" sheet.csv
ok req pack -A acme --format md
cp "$output" sheet.md
grep -q 'might leave' sheet.md && fail 'what is ours'
run req pack -A acme --format md --exit-code
same 'some await' "$status" 1
refuse 64 req pack --count-by status
refuse 64 req pack --by CON-1
refuse 64 req pack --read sheet.md
refuse 64 req pack --read sheet.md --by CON-1 status=captured
refuse 66 req pack --read nothing.md --by CON-1
refuse 66 req pack --read sheet.md --by CON-9

result()
{
	same "$1" "$(jq -c '[.agreed, .rejected, .noted, .unchanged,
		.unanswered, (.errors | length)]' "$output")" "$2"
}
# as it is it says nothing; a quoted "yes" is none
ok req pack --read sheet.md --by CON-1 --json
result empty '[0,0,0,0,2,0]'
# no to the first, with a remark over two lines; only a remark to the second
awk '/^- \[ \] /{ n++ } n == 2 && /^- \[/ { sub(/\[ \]/, "[x]"); n++ }
	/^- Remark:/ { r++
		print r == 1 ? "- Remark: too vague,\nand late" : "- Remark：为什么？"
		next } { print }' sheet.md >answers.md
ok req pack --read answers.md --by CON-1 --on 2026-11-23 --json --dry-run
result rehearsed '[0,1,1,0,0,0]'
ok req pack --read answers.md --by CON-1 --on 2026-11-23 --json
result taken '[0,1,1,0,0,0]'
ok req versions 1 --json
same remark "$(jq -c '.[-1] | [.state, .reason]' "$output")" \
	'["rejected","too vague,\nand late"]'
ok note list about=REQ-5 --json=text
same note "$(jq -r '.[0].text' "$output")" 'CON-1 on 2026-11-23: 为什么？'
ok req pack --read answers.md --by CON-1 --on 2026-11-23 --json
result twice '[0,0,0,2,0,0]'
# all or nothing: a wording that changed meanwhile, a line that is broken
ok req edit 1 --statement 'Staff sign in, once.'
sed '1!s/,,\r$/,yes,\r/' sheet.csv >yes.csv
run req pack --read yes.csv --by CON-1
same refused "$status" 65
expect_error 'line 2: REQ-1 is worded otherwise'
expect_error 'nothing was written'
ok req show 5 --json=status
same 'nothing written' "$(jq -r .status "$output")" captured
run req pack --read yes.csv --by CON-1 --partial --json
same partial "$status" 65
result partial '[1,0,0,0,0,1]'
ok req show 5 --json=status,agreed_via
same agreed "$(cat "$output")" '{"status":"agreed","agreed_via":"document"}'
run req pack --read yes.csv --by CON-1 --partial --json
result again '[0,0,0,1,0,1]'
# JSON; answers that are none, requirements that aren't there
ok req pack -A acme --json
jq -c '.[] | .answer = "是"' "$output" >yes.jsonl
ok req pack --read - --by CON-2 --json <yes.jsonl
result JSON '[1,0,0,0,0,0]'
printf '[{"id":"REQ-99","fingerprint":"aaaaaaaaaaaa","answer":"yes"},
{"id":"RISK-1","fingerprint":"aaaaaaaaaaaa"},{"id":"REQ-1"},
{"id":"REQ-1","fingerprint":"aaaaaaaaaaaa","answer":"maybe"}]' >bad.json
run req pack --read bad.json --by CON-1 --json
same 'bad ones' "$status" 65
result 'bad ones' '[0,0,0,0,0,4]'
printf '`REQ-1 aaaaaaaaaaaa`\n- [x] yes\n- [x] no\n- Remark:\n' >both.md
run req pack --read both.md --by CON-1
same both "$status" 65
expect_error 'both yes and no'
printf 'no sheet\n' >none
refuse 65 req pack --read none --by CON-1
# nothing awaits
ok req pack -A acme
expect_nothing
expect_error 'nothing awaits'

# an agreement that names somebody who is forgotten
ok req add 'as Anna Weber said' -A acme
ok req agree 7 --by CON-1 --via call
ok forget CON-1 --yes
ok req show 7 --json=title,agreed_with,agreed_version
same forgotten "$(cat "$output")" \
	'{"title":"as [erased] said","agreed_with":"CON-1","agreed_version":1}'
ok req versions 7 --json
same digest "$(jq -r '.[0] | [.fingerprint, .title] | join(" ")' "$output")" \
	'[erased] as [erased] said'
refuse 65 req edit 7 --title x
ok req reword 7 --title 'as they said' --reason shorter
ok req agree 7 --by CON-2

# by undo: neither the agreement nor a rewording that was agreed to since
ok req add undone -A acme --statement before --json=id
id=$(jq -r .id "$output")
ok req edit "$id" --statement after
edit=$("$KAM" log --head --json=operation | jq .operation)
ok req edit "$id" --title 'not undone'
ok req agree "$id" --by CON-2
refuse 65 undo
expect_error 'a decision is not undone'
expect_error "kam req withdraw $id"
refuse 65 undo "$edit"
expect_error "the wording of $id was agreed with the customer"
refuse 65 undo $((edit + 1))
ok req show "$id" --json=title,statement,status
same 'not undone' "$(cat "$output")" \
	'{"title":"not undone","statement":"after","status":"agreed"}'
ok req edit "$id" --due 2027-02-01
ok undo
ok fsck
finish
