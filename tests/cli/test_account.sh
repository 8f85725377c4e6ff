# An account's timeline, silence, tier, wallet and hand-over.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok config user.name 'Li Lei'
ok config user.email li@firm.test
ok member add 'Li Lei' --key li --email li@firm.test
ok member add 林悦 --key lin
ok account add 'Acme GmbH' --key acme --tier standard --owner li
ok account add 华东电气 --key hd --tier key --owner li
ok project add Portal -A acme --key portal --owner li
ok contact add 'Anna Weber' --accounts acme:buyer --owner li --influence 5
ok comm log 'first talk' -A acme --with CON-1 --channel call --at 2026-10-01T09:00
ok comm log '需求讨论' -A acme --with CON-1 --channel meeting --at 2026-11-02T14:00
ok req add 'single sign-on' -A acme --project acme/portal --owner li
ok req agree REQ-1 --by CON-1 --on 2026-11-20
ok feedback add 'too slow' -A acme --type complaint --received 2026-11-05 --owner li
ok action add 'send offer' -A acme --owner li --due 2026-12-01
ok action add 'send minutes' -A acme --owner li --due 2026-11-10
ok action finish ACT-2
ok risk add 'late parts' -A acme --owner lin
ok note add --about REQ-1 --text 'about the requirement'
ok action add 'not theirs' -A hd --owner li --due 2026-11-30

# the timeline: by the day on which it happened, newest first
ok account timeline acme
within 80
expect '2026-11-02  comm       COM-2   需求讨论'
ok account timeline acme --json
same 'newest first' 'true' "$(jq '[.[].on]==([.[].on]|sort|reverse)' "$output")"
same 'agreed' '2026-11-20 REQ-1' \
	"$(jq -r '.[]|select(.event=="agreed_on")|.on+" "+.id' "$output")"
same 'came in' '2026-11-05 FB-1' \
	"$(jq -r '.[]|select(.event=="received")|.on+" "+.id' "$output")"
same 'done' '2026-11-23 ACT-2' \
	"$(jq -r '.[]|select(.event=="done_on")|.on+" "+.id' "$output")"
same 'a note on its requirement' 'REQ-1 single sign-on' \
	"$(jq -r '.[]|select(.id=="NOTE-1")|.about+" "+.about_title' "$output")"
same 'of the account alone' '' "$(jq -r '.[]|select(.title=="not theirs").id' "$output")"
ok account timeline acme --noun comm --limit 1 --json=id
expect '[{"id":"COM-2"}]'
ok account timeline acme --since 2026-10-15 --noun comm --json=id
expect '[{"id":"COM-2"}]'
ok account timeline -A hd --format md
expect_part '| On | What | ID | Title |'
# what is long ends in a whole character
long=x$(printf '系%.0s' $(seq 85))
ok comm log "$long" -A hd --channel call
for form in table md; do
	ok account timeline hd --noun comm --format $form
	expect_part '系…'
	! grep -q "$(printf '\357\277\275')" "$output" || fail 'half a character'
done
# issues and improvements by the day of each step
ok account add 'Desk' --key desk
ok issue add 'no data' -A desk --raised-on 2026-11-02
ok issue contain 1 --containment 'by hand' --contained-on 2026-11-03
ok issue solve 1 --resolution 'new cable' --solved-on 2026-11-05
ok improve add 'fewer faults' -A desk --origin ISS-1
ok account timeline desk --json
same 'steps' 'created IMP-1
solved_on ISS-1
contained_on ISS-1
raised_on ISS-1' "$(jq -r '.[]|select(.kind=="issue" or .kind=="improve")|.event+" "+.id' "$output")"
refuse 64 account timeline
refuse 64 account timeline acme --noun talk
refuse 65 account timeline acme --since someday
refuse 66 account timeline nobody

# silence: by tier, or for more than N days; what is next
ok account quiet --json
same 'nobody is late' '[]' "$(tr -d '\n' <"$output")"
ok account quiet --days 20 --json
same 'how long' 'acme 21 1 2026-12-01 ACT-1' \
	"$(jq -r '.[]|[.id,.days,.days_late,.next,.next_id]|join(" ")' "$output")"
run account quiet --days 20 --exit-code
same 'there is one' 1 "$status"
within 80
ok account quiet --days 21 --exit-code
ok account quiet --all --json=id,limit,by
expect_part '{"id":"hd","limit":"2w","by":"tier"}'
ok account quiet --days 0 --owner lin --exit-code
run contact quiet --exit-code
same 'a contact by influence' 1 "$status"
expect_part CON-1
refuse 64 account quiet --days -1
refuse 66 account quiet nobody
KAM_NOW=2027-03-01T01:00:00Z
ok account quiet --json
same 'all are late' 'hd acme' "$(jq -r '[.[].id]|sort_by(.=="acme")|join(" ")' "$output")"
KAM_NOW=2026-11-23T01:00:00Z

# tiers: (2×9 + 2×5 + 1×8) / 5 = 7.2
ok account rate acme --score value=9 --score fit=5 --score growth=8
ok account tier --json
expect '[{"id":"acme","name":"Acme GmbH","tier":"standard","score":7.2,"proposed":"key","applied":false,"missing":["potential","relationship"],"known":0.625}]'
ok account tier acme --explain --json
same 'parts' '3.6 2 1.6' "$(jq -r '[.[].part|select(.)]|join(" ")' "$output")"
# another rater: the mean of both
KAM_ACTOR=
ok account rate acme --score growth=4
ok account tier acme --json=score
expect '[{"score":6.4}]'
ok setting set account.tier.levels 'strategic=6 key=5'
ok account tier acme --apply --dry-run
ok account show acme --json=tier
expect '{"tier":"standard"}'
ok account tier --apply --json=proposed,applied
expect '[{"proposed":"strategic","applied":true}]'
ok account show acme --json=tier
expect '{"tier":"strategic"}'
ok account tier hd --json=score,proposed
expect '[{"score":null,"proposed":null}]'
refuse 65 account rate acme --score fitt=5
expect_error "did you mean 'fit'?"
refuse 65 account rate acme --score fit=11
refuse 65 account rate acme --score fit=-1
refuse 64 account rate acme --score 5
refuse 64 account rate acme
refuse 65 setting set account.tier.levels 'gold=5'
refuse 65 setting set account.tier.levels 'key=11'
refuse 65 setting set account.tier.weights 'fit'
# a criterion or two out of many propose, and set nothing
ok account rate hd --score fit=9
ok account tier hd --apply --json=proposed,applied,known
expect '[{"proposed":"strategic","applied":false,"known":0.25}]'
COLUMNS=80 ok account tier hd --apply
expect_part ' 25%'
within 80
expect_error 'not applied where less than half of the weight is scored'
expect_error 'kam account edit hd --tier strategic'
ok account rate hd --score value=8 --score growth=7
ok account tier hd --apply --json=proposed,applied
expect '[{"proposed":"strategic","applied":true}]'
ok setting set account.tier.weights '契合=1'
ok account rate acme --score 契合=10
ok account tier acme --json=score
expect '[{"score":10}]'

# share of wallet: never one sum of several currencies
ok whitespace set 工厂 MES won -A acme --value '30 EUR'
ok whitespace set 工厂 ERP open -A acme --value '70 EUR'
ok whitespace set 工厂 CRM none -A acme
ok whitespace set HQ MES open -A hd --value '100 CNY'
ok whitespace set HQ ERP won -A hd --value '10 EUR'
ok account wallet
within 80
ok account wallet --json
same 'shares' 'CNY hd 0 100.00
EUR acme 0.3 70.00
EUR hd 1 0.00
EUR  0.363636 70.00' \
	"$(jq -r '.[]|[.currency,.id,.share,.gap]|map(if .==null then "" else . end)|join(" ")' "$output")"
ok plan new acme
ok plan edit PLAN-1 --revenue '200 EUR' --spend '1000 EUR'
ok account wallet acme --json=share,by
expect '[{"share":0.2,"by":"plan"}]'
refuse 66 account wallet nobody

# hand-over
ok export --hash
before=$(cat "$output")
ok account handover acme --to lin --dry-run
within 80
expect_part 'Hand-over: Acme GmbH'
expect_part 'Reassigned'
ok export --hash
same 'nothing' "$before" "$(cat "$output")"
ok account handover acme --to lin --dry-run --json
rows()
{
	jq -r "[.sections[]|select(.name==\"$1\").tables[].rows[].id]|join(\" \")" \
		"$output"
}
cp "$output" pack
ok promise list -A acme --json
promised=$(jq -r '[.[].id]|join(" ")' "$output")
cp pack "$output"
same 'promised' "$promised" "$(rows promises)"
! rows due | grep -qw "${promised:-none}" || fail 'due twice'
refuse 64 account handover acme
refuse 66 account handover acme --to nobody
refuse 65 account handover acme --to li
expect_error 'looks after it already'
refuse 64 account handover acme --to lin --format csv
ok escalation add --account acme --level 1 --member li
ok account handover acme --to lin --json
same 'reassigned' 'ACC-1 ACT-1 CON-1 FB-1 PLAN-1 PRJ-1 REQ-1' \
	"$(jq -r '[.sections[]|select(.name=="reassigned").tables[0].rows[].id]|sort|join(" ")' "$output")"
same 'still named' 'ESC-1 member' \
	"$(jq -r '.sections[]|select(.name=="named").tables[0].rows[]|.id+" "+.as' "$output")"
for each in 'account ACC-1' 'action ACT-1' 'contact CON-1' 'feedback FB-1' 'project PRJ-1' 'req REQ-1'; do
	# shellcheck disable=SC2086 # a noun and an ID
	ok ${each% *} show ${each#* } --json=owner
	expect '{"owner":"lin"}'
done
ok action show ACT-2 --json=owner
expect '{"owner":"li"}'
ok action show ACT-3 --json=owner
expect '{"owner":"li"}'
ok log --json --limit 1
same 'one operation' 1 "$(jq -s 'map(if type=="array" then .[] else . end)|map(.operation)|unique|length' "$output")"
ok account timeline acme --noun note --limit 1 --json=title
expect_part 'Handed over from Li Lei to 林悦'
ok account handover hd --to lin --format html
expect_part '<h1>'
ok member leave lin
refuse 65 account handover hd --to lin
ok fsck

# -A is the account itself; what belongs to none is not told by it
ok account list -A desk --json=key
expect '[{"key":"desk"}]'
ok account list -A desk --count-by status
expect 'active      1'
ok use hd
ok account list --count-by status --json
[ "$(jq '.[0].count' "$output")" -gt 1 ] || fail 'the one in use alone'
ok use --none
ok account health -A desk --json
same 'its health' desk "$(jq -r .account "$output")"
ok account tier -A acme --json
same 'its tier' 1 "$(jq length "$output")"
refuse 66 account list -A nobody
refuse 64 account timeline acme -A desk
expect_error "which account: 'acme', or -A 'desk'?"
refuse 64 account add Sub -A desk
expect_error '--parent'
refuse 64 member list -A desk
expect_error "'member' belongs to no account or project"
refuse 64 account list -P desk/x


# where nothing is set up yet, a person is told how to, on a terminal
mkdir bare
cd bare || exit 1
ok init --timezone UTC
ok account add Acme
told()
{
	last="$* (on a terminal)"
	KAM_PAGER=cat TERM=xterm NO_COLOR=1 python3 \
		"$KAM_SOURCE/tests/cli/terminal.py" "$KAM" "$@" |
		tr -s '\n ' ' ' >"$output"
}
told account wallet
expect_part "hint: nothing is known of what they spend: 'kam whitespace add"
told account tier
expect_part "hint: no account is scored: 'kam account rate ACCOUNT --score"
ok account wallet
expect_nothing
ok whitespace add -A acme --unit plant --offering pumps --standing open \
	--value '500 EUR'
ok account rate acme --score fit=9
told account wallet
! grep -q hint "$output" || fail 'a hint where something is known'
# amounts that no sum holds are refused as such
for unit in east west; do
	ok whitespace add -A acme --unit $unit --offering valves \
		--standing open --value '90000000000000000 EUR'
done
refuse 65 account wallet
expect_error 'the sum is too large'
# a member is of no account
ok status -A acme
! grep -q 'member' "$output" || fail 'members of all in the status of one'
cd .. || exit 1

# days in show and hand-over are those of the register's zone, notes by their day;
# an event says what it is about, money reads like everywhere
mkdir zone
cd zone || exit 1
KAM_NOW=2026-11-23T23:30:00Z
ok init --timezone Asia/Shanghai
ok member add 'Li Lei' --key li
ok member add 'Lin Yue' --key lin
ok account add Acme --value '1234567.5 EUR' --owner li
ok contact add Anna -A acme --title 'head of all that moves here and there' \
	--email anna.of.the.longest.address@acme.test
ok req add 'one login' -A acme
ok req agree REQ-1 --by Anna
ok comm log 'early call' -A acme --with Anna --at '2026-11-24 06:30' \
	--next 'send it' --next-due 2026-11-30
ok action edit ACT-1 --due 2026-12-01
ok account note acme 'second'
ok note edit NOTE-1 --at '2026-11-20 06:00'
ok account note acme 'first'
ok note edit NOTE-2 --at '2026-11-10 06:00'
COLUMNS=80 ok account show acme
expect 'Notes      2026-11-10  first'
! grep -q ' $' "$output" || fail 'blanks at the end of a line'
expect '           2026-11-20  second'
ok account handover acme --to lin --dry-run
expect 'Value  1,234,567.50 EUR'
expect_part 'COM-1  2026-11-24  '
expect_part 'agreed · one login'
ok promise show ACT-1
expect_part '2026-11-24  2026-11-30 > 2026-12-01'

# mail of one side only is no conversation, but not nothing either
ok account add Brief --key brief --owner li --tier key
ok contact add 'Mia Berg' -A brief --influence 5
KAM_NOW=2027-01-11T01:00:00Z
ok account quiet brief
expect_part ' never '
ok comm log 'when?' -A brief --with 'Mia Berg' --channel mail --direction in
for list in 'account quiet brief' 'contact quiet -A brief' 'comm gaps -A brief'; do
	# shellcheck disable=SC2086
	ok $list
	expect_part ' Two-way '
	expect_part ' unanswered '
	# shellcheck disable=SC2086
	ok $list --json=last,last_comm
	expect_part '{"last":null,"last_comm":null}'
done
ok comm log 'soon' -A brief --with 'Mia Berg' --channel mail --direction out
ok account quiet brief --all
expect_part ' 2027-01-11 '
cd .. || exit 1
finish
