# brief: a page before the meeting; a report for the customer that has nothing
# internal in it.
. "$KAM_SOURCE/tests/cli/lib.sh"

KAM_NOW=2026-11-02T09:00:00Z
ok init --timezone UTC
ok member add 'Li Lei' --key li
ok account add Acme --key acme --owner li --tier key --value '250000 EUR' \
	--industry optics
ok account add Beta --key beta
ok contact add Anna -A acme --influence 5 --email anna@acme.test
ok contact add Ben -A acme --influence 2 --preferred-channel mail --language de
ok project add Portal -A acme --key portal --budget '90000 EUR' \
	--due 2027-03-01
for n in 1 2 3 4 5 6 7 8; do
	ok req add "need $n" -A acme --priority could
done
ok req edit 8 --core --priority must --rationale 'our secret margin'
ok risk add 'they may leave' -A acme --review 2026-11-10
ok comm log 'talked of the portal' -A acme --with CON-2 --channel visit \
	--outcome 'they want a date' --next 'name a date' --next-due 2026-11-05
ok objective add 'trust' -A acme

# nothing changed since, until something does; there and back is no change
ok brief acme --json
same keys 'account name audience since since_by since_record facts sections' \
	"$(jq -r 'keys_unsorted|join(" ")' "$output")"
same sections 'people late said ask care requirements money changes' \
	"$(jq -r '[.sections[].name]|join(" ")' "$output")"
same since '["2026-11-02T09:00:00Z","conversation","COM-1"]' \
	"$(jq -c '[.since,.since_by,.since_record]' "$output")"
KAM_NOW=2026-11-23T09:00:00Z
ok req edit 1 --title 'need one' --due 2026-12-01
ok req analyse 2
ok req edit 3 --title other
ok req edit 3 --title 'need 3'
ok req tag 4 mine
ok feedback add 'too slow' -A acme --contact CON-1 --type complaint \
	--severity high
ok req add 'another account' -A beta
ok brief acme --json
changes()
{
	jq -c '[.sections[]|select(.name=="changes").tables[0].rows[]
		|[.id,.change,.fields]]' "$output"
}
same changes '[["REQ-1","changed","title,due"],["REQ-2","changed","status"],["FB-1","new",null]]' \
	"$(changes)"
ok brief acme --since 2026-11-24 --json
same 'changes since tomorrow' '[]' "$(changes)"
same 'since a day' '["2026-11-24T00:00:00Z","date",null]' \
	"$(jq -c '[.since,.since_by,.since_record]' "$output")"

same questions 'agree silent figures channel plan' \
	"$(jq -r '[.sections[]|select(.name=="ask").tables[0].rows[].code]|join(" ")' "$output")"
same 'the page is cut' '["REQ-8","REQ-1",6]' "$(jq -c '.sections[]
	|select(.name=="requirements").tables[0].rows|[.[0].id,.[1].id,length]' \
	"$output")"

COLUMNS=80 ok brief acme
within 80
expect 'Acme: brief of 2026-11-23'
expect_part '250,000.00 EUR'
expect_part 'Status: captured → analysed'
expect_part '- 2026-11-02 visit, Ben: talked of the portal → they want a date'
expect 'and 2 more: kam req rank -A acme'
expect "awaiting the customer's agreement: 8"
expect_part 'what does Anna think? (CON-1: nobody has spoken with them yet)'
expect_part 'ACT-1'
# a field that nobody filled is no label, a column neither
! grep -q '^Region\|Attitude' "$output" || fail 'an empty label'
ok brief beta
! grep -q 'Whom you meet' "$output" || expect_part 'no contact is known'
expect_part 'REQ-9'
! grep -q 'need' "$output" || fail "another's requirement"

# whom one meets decides from when changes count
ok brief acme --with CON-2 --with CON-1 --json
same 'in that order' 'CON-2 CON-1' "$(jq -r '[.sections[]
	|select(.name=="people").tables[0].rows[].id]|join(" ")' "$output")"
refuse 66 brief acme --with CON-99
refuse 66 brief nobody
refuse 64 brief
refuse 65 brief acme --since never
refuse 64 brief acme --format csv
ok use acme
ok brief --json
same 'the one in use' acme "$(jq -r .account "$output")"
ok use --none

# for the customer: only what the catalogue marks, whatever the format
ok brief acme --since last-report --json
same 'no report yet' '["customer",null,"beginning",null]' \
	"$(jq -c '[.audience,.since,.since_by,.since_record]' "$output")"
same 'its sections' 'changes wanted next' \
	"$(jq -r '[.sections[].name]|join(" ")' "$output")"
for format in json table md html; do
	ok brief acme --since last-report --format $format
	expect_part 'need 3'
	! grep -q 'Anna\|CON-' "$output" || fail "$format tells of people"
	! grep -qi 'secret\|leave\|250\|90000\|90,000\|RISK\|optics\|beta' \
		"$output" || fail "$format has what is internal"
	ok brief acme --audience customer --format $format
	! grep -qi 'secret\|leave\|250\|90000\|90,000\|RISK\|optics\|beta' \
		"$output" || fail "$format has what is internal"
done
# a delivery is a report: what came before its day is known to them
ok cadence add 'weekly report' -A acme --every week --start 2026-11-02
KAM_NOW=2026-11-26T09:00:00Z
ok feedback give CAD-1
KAM_NOW=2026-11-27T09:00:00Z
ok req edit 5 --due 2027-01-31 --rationale 'a new secret'
ok req edit 6 --rationale 'nothing that they may know'
ok brief acme --since last-report --json
same 'since the delivery' '["2026-11-26T00:00:00Z","report"]' \
	"$(jq -c '[.since,.since_by]' "$output")"
same 'what they may know' '[["REQ-5","changed","due"]]' \
	"$(changes | jq -c 'map(select(.[0]|startswith("REQ")))')"
ok brief acme --json
same 'what we know' '["REQ-5","changed","rationale,due"]' \
	"$(changes | jq -c '.[]|select(.[0]=="REQ-5")')"

# the project of an action is ours to know, that of a requirement theirs, too
ok action edit 1 --project acme/portal
ok req agree 5 --agreed-with CON-1
ok req edit 5 --due 2026-12-05
ok req edit 5 --project acme/portal
promised()
{
	jq -c "[.sections[]|select(.name==\"$1\").tables[0].rows[]
		|select(.id==\"ACT-1\" or .id==\"REQ-5\")|[.id,.project,.owner]]" \
		"$output"
}
ok brief acme --audience customer --json
same 'promised, for the customer' \
	'[["ACT-1",null,null],["REQ-5","acme/portal",null]]' "$(promised next)"
ok brief acme --json
same 'promised, for us' \
	'[["ACT-1","acme/portal","li"],["REQ-5","acme/portal","li"]]' \
	"$(promised late)"

# what is planned, as a CRM has it too, was not said yet
printf '%s\n' 'Record Id,Subject,Related To,Call Start Time' \
	'zcrm_1,planned,Acme,2029-01-01 09:00:00' >calls.csv
ok import calls.csv --as zoho-calls -A acme
ok comm list summary=planned --count-by summary --json
expect '[{"value":"planned","count":1}]'
ok brief acme --json
! jq -r '.. | .summary? // empty' "$output" | grep -q planned ||
	fail 'said, and to come'

# hostile text does nothing anywhere
ok req add '<script>alert(1)</script> `x` *y* [z](http://z)' -A acme --core
ok brief acme --format html
! grep -q '<script' "$output" || fail 'a script'
expect_part '&lt;script&gt;alert(1)&lt;/script&gt; `x` *y* [z](http://z)'
ok brief acme --format md
expect_part '\*y\*'
printf 'a \033[31mred' >red
ok req add "$(cat red)" -A acme --core --priority must
ok brief acme
! grep -q "$(printf '\033')" "$output" || fail 'an escape'

# the whole file of an account, for people
COLUMNS=80 ok account show acme
within 80
expect_part 'Contacts'
expect_part 'CON-1  Anna'
expect_part 'portal  Portal, due 2027-03-01'
expect_part 'COM-1  2026-11-02'
ok account show acme --json
same 'one record' null "$(jq .contacts "$output")"
KAM_LANGUAGE=zh_CN ok brief acme
expect_part '邮件、de'

# what is gone has its title; what came and went since is not told
KAM_NOW=2026-11-28T09:00:00Z
ok req add 'comes and goes' -A acme
ok req rm "$("$KAM" req list --fields id --porcelain title='comes and goes')" --yes
ok req rm 7 --yes
ok req rm 9 --yes
gone()
{
	changes | jq -c 'map(select(.[1]=="gone"))'
}
ok brief acme --since 2026-11-28 --json
same gone '[["REQ-7","gone",null]]' "$(gone)"
ok brief acme --since 2026-11-28 --audience customer --json
same 'gone, for the customer' '[["REQ-7","gone",null]]' "$(gone)"
ok brief acme --since 2026-11-28 --as-of 2026-11-27 --json
same 'as of the day before' '[]' "$(gone)"
ok brief acme --since 2026-11-28
expect_part 'need 7'
ok undo
ok undo
ok brief acme --since 2026-11-28 --json
same 'not gone' '[]' "$(gone)"
finish
