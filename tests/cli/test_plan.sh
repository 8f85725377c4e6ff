# Plans: sections and live tables, the editor and what it may lose, versions,
# approval, revision, review, what check finds.
. "$KAM_SOURCE/tests/cli/lib.sh"

KAM_NOW=2026-11-23T09:00:00+08:00
export KAM_NOW
ok init --timezone Asia/Shanghai
ok config user.name 'Li Lei'
ok config user.email li@firm.test
ok member add 'Li Lei' --key li --email li@firm.test
ok account add 'Acme GmbH' --tier strategic --owner li
ok project add Portal -A acme --key portal
ok project add 'Print shop' -A acme --key print
ok contact add 'Anna Weber' --accounts acme --influence 5 --attitude sceptic
ok req add '<script>alert(1)</script> 单点登录' -A acme --priority must --core
ok risk add 'the provider is not chosen' -A acme --owner li
ok risk score 1 --probability 4 --impact 4

# a new plan has its template's sections, its account's owner, a first review
ok plan new acme
expect 'PLAN-1  Acme GmbH'
ok plan show PLAN-1 --json
same owner "$(jq -r .owner "$output")" li
same review "$(jq -r .review "$output")" 2026-12-23
same sections "$(jq -r '[.sections[].name]|join(" ")' "$output")" \
	'context requirements stakeholders communication feedback issues objectives actions whitespace team risks reviews'
same 'live tables' "$(jq -r '[.sections[]|select(.name=="risks").tables[0].rows[0]|.id,.score]|join(" ")' "$output")" 'RISK-1 16'
same 'sections of records' "$(jq -c '.sections[0]|[.title,.customer,.text]' "$output")" \
	'["Context",true,null]'
refuse 65 plan new acme
expect_error 'there is an open plan of it: PLAN-1'
refuse 66 plan new nobody
refuse 64 plan new
refuse 65 plan new acme --area nothing
ok plan edit PLAN-1 --end 2027-12-31
ok plan new acme --start 2028-01-01 --end 2028-12-31 --title 2028
refuse 65 plan edit 2 --end 2027-01-01
ok plan rm PLAN-2 --yes
ok plan_section list --fields plan --format csv
! grep -q PLAN-2 "$output" || fail 'its sections are left'

# text: an option, a file, standard input; the same again changes nothing
ok plan edit PLAN-1 context --text 'Makes **gears**，做齿轮。'
printf '\n- first\n- second\n\n' >text
ok plan edit PLAN-1 requirements --from text
printf 'They ask <b>us</b> first.\n' | "$KAM" plan edit PLAN-1 \
	--section stakeholders --from - >"$output" || fail 'from a pipe'
version=$("$KAM" plan_section show SEC-1 --json=version)
ok plan edit PLAN-1 context --text 'Makes **gears**，做齿轮。'
same 'no change' "$("$KAM" plan_section show SEC-1 --json=version)" "$version"
ok plan show PLAN-1
expect_part 'days since the last conversation ≤ 14 days; objectives overdue ≤ 0'
! grep -q 'silence=' "$output" || fail 'machine words of limits'
expect 'Makes gears，做齿轮。'
expect '- second'
expect_part '<script>alert(1)</script> 单点登录'
expect_part 'to be written: Who hears what'
within 132
refuse 66 plan edit PLAN-1 nosuch --text x
expect_error 'one of: context, requirements'
refuse 64 plan edit PLAN-1 --text x
refuse 64 plan edit PLAN-1 context --text x --from text
refuse 64 plan edit PLAN-1 context more
printf '\377' >bad
refuse 65 plan edit PLAN-1 context --from bad

# the editor: no terminal and no editor, unchanged, emptied, failing, editing
drafts=$HOME/.local/state/kam/drafts
refuse 64 plan edit PLAN-1 context
expect_error 'no editor is set'
edit()
{
	printf '#!/bin/sh\n%s\n' "$1" >editor
	chmod +x editor
	KAM_EDITOR="$PWD/editor" run plan edit PLAN-1 $2
}
edit 'grep -q "做齿轮" "$1" && grep -q "Who the customer is" "$1"' context
same unchanged "$status" 0
expect_error unchanged
edit ': >"$1"' context
same emptied "$status" 0
expect_error 'nothing changed'
edit 'exit 3' context
same failing "$status" 65
same 'no draft of nothing' "$(ls "$drafts")" ''
edit 'echo lost >>"$1"' context
same 'below the mark' "$status" 65
expect_error "'lost' stands below the mark"
same 'kept' "$(tail -1 "$drafts/PLAN-1-context.md")" lost
rm "$drafts"/*
edit 'sed -i 5d "$1"' context
same 'less guidance' "$status" 0
edit 'echo lost >>"$1"; exit 3' context
same failing "$status" 65
expect_error "kam plan edit PLAN-1 context --from $drafts/PLAN-1-context.md"
rm "$drafts"/*
edit 'sed -i "1s/.*/From the editor./" "$1"' context
same edited "$status" 0
ok plan_section show SEC-1 --json=text
expect '{"text":"From the editor."}'
edit 'sed -i "s/^From the editor\.$/From the whole./" "$1"'
same 'all sections' "$status" 0
ok plan_section show SEC-1 --json=text
expect '{"text":"From the whole."}'
ok plan_section show SEC-2 --json=text
expect '{"text":"- first\n- second"}'
same 'no drafts' "$(ls "$drafts")" ''

# others work while the editor runs; whoever comes second has a draft
edit "\"$KAM\" plan edit PLAN-1 context --text 'the other was first' &&
sed -i '1s/.*/mine/' \"\$1\"" context
same conflict "$status" 75
expect_error 'was changed by somebody else'
expect_error "$drafts/PLAN-1-context.md"
same 'the draft' "$(head -1 "$drafts/PLAN-1-context.md")" mine
ok plan_section show SEC-1 --json=text
expect '{"text":"the other was first"}'
ok plan edit PLAN-1 context --from "$drafts/PLAN-1-context.md"
same 'taken up' "$(ls "$drafts")" ''
ok plan edit PLAN-1 context --text 'Makes gears.'

# all sections as a text whose heads are off is no plan
edit 'sed -i "s/^## risks:/## riks:/" "$1"'
same 'no plan' "$status" 65
expect_error "no section '## riks"
same 'the draft' "$(ls "$drafts")" PLAN-1.md
rm "$drafts"/*
printf '## risks: Risks\nOne.\n\\## no head\n## team\nLi.\n' >text
ok plan edit PLAN-1 --from text
ok plan show PLAN-1 --json
same 'two of them' "$(jq -c '[.sections[]|select(.name=="risks" or .name=="team").text]' "$output")" \
	'["Li.","One.\n## no head"]'
printf 'no head\n' >text
refuse 65 plan edit PLAN-1 --from text
expect_error "line 1: no section 'no head'"
refuse 75 plan edit PLAN-1 context --text x --if-version 1

# versions, and what differs
refuse 66 plan diff PLAN-1
expect_error 'kam plan version PLAN-1'
ok plan version PLAN-1 --reason 'for the board'
expect_part 'PLAN-1 version 1  '
digest=$("$KAM" plan versions PLAN-1 --json | jq -r '.[0].digest')
same fingerprint "$digest" \
	"$("$KAM" revision show REV-1 --json | jq -j .text | sha256sum | cut -d' ' -f1)"
ok plan versions PLAN-1 --json
same 'who and why' "$(jq -c '.[0]|[.number,.actor,.reason,.approved]' "$output")" \
	'[1,"Li Lei <li@firm.test>","for the board",false]'
ok plan diff PLAN-1
expect_nothing
ok plan edit PLAN-1 requirements --text '- first
- third'
ok risk score 1 --probability 2 --impact 4
ok req add 'export as PDF' -A acme
ok plan diff PLAN-1 --json
same 'text' "$(jq -c '[.[]|select(.section=="requirements" and .part=="text")|.change,.before,.after]' "$output")" \
	'["removed","- second",null,"added",null,"- third"]'
same 'a row' "$(jq -c '[.[]|select(.part=="requirements")|.change,.row]' "$output")" \
	'["added","REQ-2"]'
same 'a cell' "$(jq -c '[.[]|select(.field=="score")|.row,.before,.after]' "$output")" \
	'["RISK-1","16","8"]'
ok plan show PLAN-1 --number 1
expect_part 'objectives overdue ≤ 2'
expect '- second'
expect_part 'RISK-1  the provider is not chosen  threat     16  high'
refuse 66 plan show PLAN-1 --number 7
refuse 64 plan diff PLAN-1 x

# approved is what a version says; from then on by revision only
refuse 65 plan approve PLAN-1
refuse 66 plan approve PLAN-1 --by nobody
refuse 65 plan approve PLAN-1 --by CON-1 --number 1
expect_error 'kam plan diff PLAN-1 1'
ok plan approve PLAN-1 --by 'Anna Weber' --on 2026-11-20 --via mail
expect 'PLAN-1  Acme GmbH  (approved)'
ok decision list --json
same decision "$(jq -c '.[0]|[.about,.outcome,.by_contact,.on,.channel,.wording_version]' "$output")" \
	'["PLAN-1","approved","CON-1","2026-11-20","mail","REV-2"]'
ok plan show PLAN-1 --json=approved_by,approved_on,status
expect '{"approved_by":"CON-1","approved_on":"2026-11-20","status":"approved"}'
for words in 'edit PLAN-1 context --text x' 'edit PLAN-1 --limits silence=9' \
	'edit PLAN-1 --revenue 1EUR' 'edit PLAN-1 --title x'; do
	# shellcheck disable=SC2086
	refuse 65 plan $words
	expect_error 'kam plan revise PLAN-1'
done
refuse 65 plan_section edit SEC-1 --text x
refuse 65 plan_section rm SEC-1 --yes
refuse 65 plan_section add more --plan PLAN-1
echo '{"id":"SEC-1","text":"x"}' >change
refuse 65 plan_section edit --from change
refuse 65 plan edit PLAN-1 --area risk
ok plan edit PLAN-1 --review 2026-12-01
ok plan activate PLAN-1
refuse 65 plan approve PLAN-1 --by li
expect_error 'revise'
refuse 65 plan revise PLAN-1
expect_error 'why is PLAN-1 revised?'
edit 'exit 0' context
same 'before the editor' "$status" 65
ok plan revise PLAN-1 context --text 'Makes gears and bolts.' \
	--reason 'they bought a bolt maker'
ok plan versions PLAN-1 --json
same 'a version of its own' "$(jq -c '[.[]|[.number,.reason,.approved]]' "$output")" \
	'[[1,"for the board",false],[2,null,true],[3,"they bought a bolt maker",false]]'
ok plan show PLAN-1 --json=status,approved_by,reason
expect '{"status":"draft","approved_by":null,"reason":"they bought a bolt maker"}'
refuse 65 plan revise PLAN-1 --reason again
ok plan approve PLAN-1 --by li --number 3
ok plan versions PLAN-1 --json
same 'frozen once' "$(jq length "$output")" 3

# reviews: on their day, by tier's rhythm or the plan's own
ok due --within 30d --json
same 'is due' "$(jq -c '[.[]|select(.kind=="plan")|.id,.due,.owner]' "$output")" \
	'["PLAN-1","2026-12-01","li"]'
refuse 64 plan review PLAN-1
ok plan review PLAN-1 --outcome 'goes on'
expect 'PLAN-1 reviewed; next review 2026-12-23'
ok plan review PLAN-1 --outcome 'twice' --next +5d --json
same review "$(jq -c '[.about,.on,.outcome,.by,.next]' "$output")" \
	'["PLAN-1","2026-11-23","twice","li","2026-11-28"]'
refuse 65 plan review PLAN-1 --outcome x --next 2026-11-01
ok setting set plan.review.strategic 'quarter on last working day'
ok plan review PLAN-1 --outcome 'by the setting'
expect 'PLAN-1 reviewed; next review 2026-12-31'
refuse 65 setting set plan.review.key sometimes
refuse 65 setting set plan.stale x
refuse 65 plan new acme/portal --every sometimes
ok setting unset plan.review.strategic

# objectives join the account's plan; progress as in the worked example of
# lower limit 10, target 20: 16 is 60 %, 22 is 120 %
ok objective add 'more answers' -A acme --measure answers --baseline 10 \
	--target 20 --due 2027-06-30 --owner li
ok objective show 1 --json=plan,account
expect '{"plan":"PLAN-1","account":"acme"}'
ok objective measure OBJ-1 16
expect 'OBJ-1  16 of 20  (60%)'
ok plan show PLAN-1 --json
same progress "$(jq -c '[.sections[]|select(.name=="objectives").tables[0].rows[0]|.current,.progress]' "$output")" \
	'[16,0.6]'
ok objective measure OBJ-1 22 --on 2026-11-23
expect 'OBJ-1  22 of 20  (120%)'
ok plan show 1
expect_part 'Measure  Unit  Baseline  Target'
COLUMNS=80 ok plan show 1
within 80
expect_part 'Target  Current  Progress'

# check: each finding with what mends it; the commands do
ok setting set currency EUR
run plan check PLAN-1 --json
same found "$status" 1
codes()
{
	run plan check PLAN-1 --json
	same "$2" "$(jq -r '[.[].code]|unique|join(" ")' "$output" |
		tr ' ' '\n' | grep -x "$1")" "$3"
}
codes objective_reached 'a target that was reached' objective_reached
codes empty_section 'no text' empty_section
codes no_buyer 'no buyer' no_buyer
mend()
{
	"$KAM" plan check PLAN-1 --json |
		jq -r ".[]|select(.code==\"$1\").mend" | head -1
}
same 'what mends it' "$(mend objective_reached)" 'kam objective meet OBJ-1'
same 'what mends it' "$(mend no_buyer)" \
	'kam contact edit CON-1 --accounts acme:economic_buyer'
ok account add Gamma
ok contact edit CON-1 --accounts gamma:user,acme
same 'other accounts stay' "$(mend no_buyer)" \
	'kam contact edit CON-1 --accounts gamma:user,acme:economic_buyer'
same 'what mends it' "$(mend contact_unowned)" \
	'kam contact edit CON-1 --owner MEMBER'
ok objective meet OBJ-1
ok contact edit CON-1 --accounts acme:economic_buyer --owner li
ok cadence add 'status' -A acme --every month
ok whitespace set 'Plant Suzhou' MES open --value 5000 -A acme
for section in communication feedback issues whitespace; do
	ok plan revise PLAN-1 --reason more
	ok plan edit PLAN-1 "$section" --text written
	ok plan approve PLAN-1 --by li
done
ok plan revise PLAN-1 --reason wallet --revenue 2500 --spend 10000
ok plan approve PLAN-1 --by li
ok comm log 'spoke' -A acme --with CON-1
run plan check PLAN-1
same 'nothing left' "$status" 0
expect_nothing

# the register moves on: contradictions and what is stale
ok req drop REQ-2 --reason 'not wanted'
ok plan revise PLAN-1 context --text 'It hangs on REQ-2, REQ-1 and CON-99.' \
	--reason x
ok plan approve PLAN-1 --by li
ok objective reopen OBJ-1
ok objective edit OBJ-1 --target 40
run plan check PLAN-1 --json
same 'names what is dropped' "$(jq -r '.[]|select(.code=="record_closed").finding' "$output")" \
	'context: it names REQ-2, which is dropped'
same 'names what is not there' "$(jq -r '.[]|select(.code=="no_such_record").class' "$output")" \
	contradicted
same 'not what was approved' "$(jq -r '.[]|select(.code=="objective_changed").finding' "$output")" \
	"OBJ-1: its target was '20' when the plan was approved, and is '40'"
ok account edit acme --owner ''
KAM_NOW=2027-09-01T09:00:00+08:00 run plan check PLAN-1 --json
same 'later' "$(jq -r '[.[].code]|unique|join(" ")' "$output")" \
	'no_such_record objective_changed objective_overdue objective_unmeasured record_closed review_overdue silence stale_section'
ok account add Beta --tier key
run plan check --json
same 'an account without a plan' "$(jq -r '.[]|select(.code=="no_plan")|.account+": "+.mend' "$output")" \
	'beta: kam plan new beta'
ok plan new beta

# share of wallet as in the worked example of 2,500 from a budget of 10,000: 25 %
ok plan show PLAN-1
expect '2,500.00 EUR  10,000.00 EUR    25%'

# areas: their figures against targets and limits
ok plan new acme/portal --area risk --limits 'highest_score=6 unassessed=2'
id=$(sed -n 's/^\(PLAN-[0-9]*\) .*/\1/p' "$output")
ok risk add 'in the portal' -P acme/portal --owner li
ok risk score 2 --probability 3 --impact 4
ok plan figures "$id" --json
same 'planned against actual' "$(jq -c '[.[]|select(.figure=="highest_score")|.target,.actual,.limit,.state]' "$output")" \
	'[9,12,6,"beyond"]'
run plan check "$id" --json
same beyond "$(jq -r '.[]|select(.class=="beyond")|.code+": "+.mend' "$output")" \
	'highest_score: kam risk score -P acme/portal'
refuse 65 plan edit "$id" --limits 'nothing=1'
expect_error 'one of: highest_score'
refuse 65 plan edit "$id" --limits 'highest_score=many'
refuse 65 plan edit "$id" --targets highest_score
for area in requirements communication feedback; do
	ok plan new acme --area "$area" --json=id,area
	same area "$(jq -r .area "$output")" "$area"
	ok plan figures "$(jq -r .id "$output")"
done

# a conversation that is planned was not held yet
ok account add Delta
ok contact add 'Dora Delta' -A delta --influence 5
ok plan new delta --area communication
figures()
{
	ok plan figures delta --json
	same "$1" "$(jq -r '[.[]|"\(.figure)=\(.actual)"]|join(" ")' "$output")" \
		"$2"
}
cat >calls.csv <<'END'
Record Id,Subject,Call Type,Contact Name,Related To,Call Start Time
c1,call next week,Outbound,Dora Delta,Delta,2026-11-30 10:00:00
END
ok import calls.csv --as zoho-calls -A delta
figures 'planned only' \
	'silence=null silent_contacts=1 conversations=0 actions_overdue=0'
ok plan show delta
! grep -q 'call next week' "$output" || fail 'planned, and shown as held'
ok comm log 'spoken' -A delta --with 'Dora Delta' --at 2026-11-20
figures 'one held, one planned' \
	'silence=3 silent_contacts=0 conversations=1 actions_overdue=0'

# a title that was made is data; its heading is in the reader's language
LANGUAGE=zh_CN
export LANGUAGE
ok plan new delta --area feedback --json=id,title
id=$(jq -r .id "$output")
expect_part '"title":"Delta: feedback"}'
ok plan show "$id"
same 'in Chinese' "$(head -1 "$output")" '反馈计划：Delta'
unset LANGUAGE
ok plan show "$id"
same 'in English' "$(head -1 "$output")" 'Feedback plan: Delta'
ok plan show "$id" --json
same 'for machines' "$(jq -r .title "$output")" 'Delta: feedback'
ok plan edit "$id" --title 'What we hear'
ok plan show "$id"
same 'as it was named' "$(head -1 "$output")" 'What we hear'

# an account's plan against those of its projects
ok plan new acme --area risk
own=$(sed -n 's/^\(PLAN-[0-9]*\) .*/\1/p' "$output")
ok plan new acme/print --area risk --limits 'highest_score=20' --end 2029-01-31
looser=$(sed -n 's/^\(PLAN-[0-9]*\) .*/\1/p' "$output")
ok plan edit "$own" --end 2028-12-31
# one limit given alone leaves the others out, which is told
ok plan edit acme/print --limits 'highest_score=20 unassessed=9'
ok plan edit acme/print --limits 'highest_score=20'
expect_error 'has no limits any more for unassessed'
# a plan is found by what it is of: of several the account's own
ok plan show acme --json=id
expect '{"id":"PLAN-1"}'
ok plan show acme --number 1
expect '- second'
ok plan figures acme
ok plan versions acme
run plan check acme
expect_part 'PLAN-1  '
refuse 66 plan show gamma
expect_error 'kam plan new gamma'
refuse 66 plan show nobody
refuse 64 plan show PLAN-1 --version 1
expect_error 'stands alone'
run plan check "$own" --json
same 'a looser limit' "$(jq -r '.[]|select(.code=="project_figure_looser").mend' "$output")" \
	"kam plan edit $looser --limits 'highest_score=15 …'"
same 'a later end' "$(jq -r '.[]|select(.code=="project_plan_after").mend' "$output")" \
	"kam plan edit $looser --end 2028-12-31"
ok objective add 'fewer defects' -A acme --plan PLAN-1 --measure defects \
	--baseline 9 --target 2
ok plan new acme/print
ok objective add 'fewer defects here' -P acme/print --measure defects \
	--baseline 9 --target 5
run plan check PLAN-1 --json
same 'a project that aims for less' "$(jq -r '.[]|select(.code=="project_objective_less").mend' "$output")" \
	'kam objective edit OBJ-3 --target 2'

# templates of a firm's own, kept in the register and its journal
ok plan template list --json
same areas "$(jq -r '[.[].area]|join(" ")' "$output")" \
	'account requirements communication feedback issue risk'
"$KAM" plan template show risk >risk.txt
ok plan template set risk risk.txt
ok plan template show risk
same 'reads its own form' "$(cat "$output")" "$(cat risk.txt)"
cat >own.txt <<'END'
limits: highest_score=10

## scope: 范围
tables: risks,figures
audience: customer
What is in it,
and what is not.

## rest
may be empty
END
ok plan template set risk own.txt
expect_error "new plans of 'risk' get these sections"
ok plan new beta --area risk
id=$(sed -n 's/^\(PLAN-[0-9]*\) .*/\1/p' "$output")
ok plan show "$id"
expect '范围'
expect 'to be written: What is in it, and what is not.'
ok plan show "$id" --json
same 'its limits' "$(jq -r .limits "$output")" highest_score=10
ok log --limit 3
expect_part 'kam plan template set risk own.txt'
for text in '' '## Bad name' '## a
## a' '## a
tables: nothing' '## a
audience: all' 'limits: nothing=1
## a'; do
	printf '%s\n' "$text" >bad.txt
	refuse 65 plan template set risk bad.txt
done
ok setting set plan.template.risk ''
ok plan template show risk
expect_part '## approach: Approach'
refuse 66 plan template show nothing
refuse 64 plan template show
refuse 64 plan template shw risk

# for the customer nothing internal; as a page nothing that runs
ok plan show PLAN-1 --audience customer --json
same 'no internal sections' "$(jq -r '[.sections[].name]|join(" ")' "$output")" \
	'context requirements communication feedback issues actions team'
same 'no internal fields' "$(jq -r 'keys|join(" ")' "$output")" \
	'account approved_by approved_on area created end id modified owner project sections start status title version'
same 'no internal columns' "$(jq -c '[.sections[]|select(.name=="context").tables[]|select(.name=="account").rows[0]|keys]' "$output")" \
	'[["key","name","status"]]'
ok contact edit CON-1 --email anna@acme.test
ok -c mail.from=li@firm.test plan show PLAN-1 --mail anna@acme.test --dry-run
! grep -q -e sceptic "$output" || fail 'the customer gets it by mail'
for words in sceptic influence 5,000 10,000.00 'not chosen'; do
	ok plan show PLAN-1 --audience customer
	! grep -q -e "$words" "$output" || fail "the customer sees $words"
	ok plan show PLAN-1 --audience customer --number 3 --format html
	! grep -q -e "$words" "$output" || fail "the customer sees $words"
done
ok plan show PLAN-1 --format html
expect_part '&lt;script&gt;alert(1)&lt;/script&gt; 单点登录'
expect_part '<p>They ask &lt;b&gt;us&lt;/b&gt; first.</p>'
! grep -q '<script' "$output" || fail 'a script'
ok plan show PLAN-1 --format md
expect_part 'They ask &lt;b\>us&lt;/b\> first.'
refuse 64 plan show PLAN-1 --audience nobody
refuse 64 plan show PLAN-1 --audience customer --format csv
ok plan show PLAN-1 --format csv
expect_part 'PLAN-1,acme'

# the grid
ok whitespace set 'Plant Suzhou' MES won -A acme
expect 'WSP-1  MES'
ok whitespace set Berlin Hotline none -A acme
ok whitespace grid -A acme --format csv
same grid "$(tr -d '\r' <"$output")" 'unit,Hotline,MES
Berlin,none,
Plant Suzhou,,won'
ok whitespace grid -A acme --json
same cells "$(jq length "$output")" 2
refuse 65 whitespace add MES --unit 'Plant Suzhou' -A acme
refuse 65 whitespace set a b sold -A acme
refuse 64 whitespace grid
ok whitespace set 'Plant 3' unit won -A acme
ok plan show PLAN-1

# a plan that was closed owes nothing
ok plan close PLAN-1 --reason 'they are bought'
refuse 65 plan review PLAN-1 --outcome x
ok due --within 400d --json
same 'not due' "$(jq '[.[]|select(.id=="PLAN-1")]|length' "$output")" 0
ok fsck
finish
