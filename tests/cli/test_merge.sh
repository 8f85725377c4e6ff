# Two accounts or contacts that are one: found, merged with all that they have,
# known by both systems' files, in one operation.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok config user.name 'Li Lei'
ok config user.email li@firm.test
ok member add 'Li Lei' --key li --email li@firm.test

# two systems know the same firms
printf '%s\n' 'Record Id,Account Name,Phone,Website,Billing City' \
	'z1,Huadong Electric Co. Ltd.,+86 21 5555 4431,https://www.hd.example,' \
	'z2,华东电气股份有限公司,,,上海' >zoho.csv
printf '%s\n' '客户名称,客户编号,电话,统一社会信用代码,市' \
	'华东电气集团有限公司,K1,021-55554431,91110000600037341L,北京' \
	'Ｈuadong Electric,K2,,91310000MA1FL00000,' >fx.csv
ok import zoho.csv --as zoho-accounts
ok import fx.csv --as fxiaoke-accounts --json
expect_part '"created":2'
# what another system has is taken as it is; what is typed is checked
ok account show ACC-4 --json=credit_code
expect_part 91310000MA1FL00000
refuse 65 account edit ACC-3 --credit-code 91110000600037341M
expect_error 'its last character would be L'
refuse 65 account edit ACC-3 --credit-code 123
ok account edit ACC-3 --credit-code '９1110000600037341l'
ok account show ACC-3 --json=credit_code
expect_part '"91110000600037341L"'

ok account duplicates --json
same 'pairs' 'ACC-1 ACC-4 80 core
ACC-2 ACC-3 80 core
ACC-1 ACC-3 50 phone' "$(jq -r '.[]|[.id,.other,(.score|tostring)]+.reasons|join(" ")' "$output")"
run account duplicates --exit-code
same 'found some' 1 "$status"
within 80
refuse 64 account duplicates --least 0

# not the same after all
ok account link ACC-1 differs ACC-4
ok account duplicates --json=other
same 'pairs but one' '["ACC-3","ACC-3"]' "$(jq -c '[.[].other]' "$output")"
ok account merge ACC-1 ACC-4 --take name,phone --json
same 'what became of it' 'name taken Ｈuadong Electric' \
	"$(jq -r '.fields[]|select(.field=="name")|[.field,.fate,.value]|join(" ")' "$output")"
ok link list --json
expect '[]'

# a trial changes nothing
ok export --hash
before=$(cat "$output")
ok account merge ACC-2 ACC-3 --dry-run --json
expect_part '"dry_run":true'
ok export --hash
same 'nothing' "$before" "$(cat "$output")"
refuse 65 account merge ACC-2 ACC-2
refuse 64 account merge ACC-2 ACC-3 --take nonsense
refuse 64 account merge ACC-2 ACC-3 --prefer both
refuse 66 account merge ACC-2 ACC-99
refuse 64 account merge ACC-2

# all that there is
ok account edit ACC-2 --key hd
ok account edit ACC-3 --key hd2 --parent hd --tags 重点
for key in hd hd2; do
	ok project add Portal --account $key --key portal
	ok whitespace set 工厂 MES open -A $key --value "1$(echo $key | wc -c) CNY"
	ok plan new $key
done
ok contact add 王伟 --accounts hd:buyer --email Wang@hd.test --mobile '+86 139 0000 1111'
ok contact add 'Wang Wei' --accounts hd2 --email wang@HD.test --phone 0139-00001111
ok channel add --contact CON-1 --type mail --address wang@hd.test --preferred
ok channel add --contact CON-2 --type mail --address WANG@hd.test --consent refused
ok channel add --contact CON-2 --type chat --address wxid_1
ok req add 'single sign-on' -A hd2 --project hd2/portal --statement 'Sign in once.'
ok req agree REQ-1 --by CON-2 --on 2026-11-20 --via meeting
ok comm log 'kick-off 启动会' -A hd2 --with CON-2 --channel meeting
ok setting set req.weights.hd2 'fit=2'
ok account note hd2 '老客户'
ok decision list --json
decided=$(jq -c '.[0]|del(.by_contact,.version,.modified)' "$output")

refuse 65 account merge hd hd2
expect_error 'kam plan close PLAN-2'
ok plan close PLAN-2 --reason merged
ok log --json=operation
ok account merge hd hd2 --json
expect_part '"renamed":["PRJ-2: portal -> portal-2"]'
expect_part '"field":"city","fate":"kept","value":"上海","lost":"北京"'
refuse 66 account show hd2
ok account show hd --json=phone,tags,source,also_from,parent
expect_part '"phone":"021-55554431"'
expect_part '"tags":["重点"]'
expect_part '"source":"zoho:z2"'
expect_part '"also_from":["fxiaoke:K1 '
expect_part '"parent":null'
ok note list --json=text
expect_part 'City: 北京'
ok req list --json=account,project
expect '[{"account":"hd","project":"hd/portal-2"}]'
ok whitespace list -A hd --json=id
expect '[{"id":"WSP-1"}]'
ok setting get req.weights.hd
expect 'fit=2'

ok contact duplicates --json
expect_part '"score":98,"reasons":["mail","phone"]'
within 400
ok contact merge CON-1 CON-2
ok channel list --json=address,do_not_use,consent,preferred
same 'channels' '[["wang@hd.test","refused",null],["wxid_1","unknown",null]]' \
	"$(jq -c '[.[]|[.address,.consent,.preferred]]' "$output")"
# what was agreed says what it said, by whoever it is
ok req show REQ-1 --json=agreed_with,agreed_on,status
expect '{"agreed_with":"CON-1","agreed_on":"2026-11-20","status":"agreed"}'
ok decision list --json
same 'a decision' "$decided" "$(jq -c '.[0]|del(.by_contact,.version,.modified)' "$output")"
same 'by whom' CON-1 "$(jq -r '.[0].by_contact' "$output")"
ok comm show COM-1 --json=contacts
expect_part '"id":"CON-1"'
ok fsck
ok decision history DEC-1 --json
expect_part CON-2

# each system's file finds them, and leaves what was changed here
ok account edit hd --city 苏州
ok import zoho.csv --as zoho-accounts --json
expect_part '"created":0,"updated":0,"unchanged":2'
ok import fx.csv --as fxiaoke-accounts --json
expect_part '"created":0,"updated":0,"unchanged":2'
sed 's/北京/南京/' fx.csv >fx2.csv
ok import fx2.csv --as fxiaoke-accounts --json
expect_part '"created":0,"updated":1,"unchanged":1'
ok import fx2.csv --as fxiaoke-accounts --json
expect_part '"created":0,"updated":0,"unchanged":2'
ok account show hd --json=city
expect '{"city":"南京"}'
ok export account --as fxiaoke-accounts
expect_part ',K1,'
ok export --hash
before=$(cat "$output")
ok export
cp "$output" all.jsonl
mkdir again
cd again || exit 1
ok init --timezone Asia/Shanghai
ok import ../all.jsonl --as jsonl
ok export --hash
same 'a copy' "$before" "$(cat "$output")"
ok import ../fx2.csv --as fxiaoke-accounts --json
expect_part '"created":0,"updated":0,"unchanged":2'
cd ..

# matched once, known by both
printf '%s\n' '姓名,联系人编号,客户名称,邮件' '李丽,L1,,li@hd.test' >people.csv
printf '%s\n' 'Record Id,Last Name,Account Name.id,Email' 'p1,李丽,,LI@hd.test' >people2.csv
ok import people2.csv --as zoho-contacts
ok import people.csv --as fxiaoke-contacts --match email --json
expect_part '"created":0,"updated":1'
ok import people.csv --as fxiaoke-contacts --json
expect_part '"created":0,"updated":0,"unchanged":1'
# whoever is forgotten comes back by neither file
id=$("$KAM" contact list name=李丽 --json=id | jq -r '.[0].id')
ok forget "$id" --yes
ok import people.csv --as fxiaoke-contacts --json
expect_part '"created":0,"updated":0,"unchanged":0,"skipped":1'
ok import people2.csv --as zoho-contacts --json
expect_part '"skipped":1'
ok contact show "$id" --json=also_from
expect_part erased:
! grep -aq 'fxiaoke:L1' .kam/register.db || fail 'a source is left'
refuse 65 contact merge CON-1 "$id"
expect_error 'was forgotten'
ok fsck
# the other's wins where it is said so
ok contact add Bo --title CTO
ok contact add Bo --title CEO
ok contact merge CON-4 CON-5 --prefer other
ok contact show CON-4 --json=title
expect '{"title":"CEO"}'
refuse 65 account add X --credit-code 0

# a long name is cut where a character ends
long=$(printf '长%.0s' $(seq 70))
ok contact add "$long"
kept=$(sed 's/ .*//' "$output")
ok contact add "$long"
gone=$(sed 's/ .*//' "$output")
ok contact merge "$kept" "$gone" --dry-run
expect_part '长…'
whole

# people read money and words as elsewhere, programs as before
ok account add Left --key left --value '350000 EUR' --tier key
ok account add Right --key right --value '1200000 EUR' --tier strategic
ok account merge left right --dry-run
expect_part 'Value: 350,000.00 EUR (not 1,200,000.00 EUR)'
ok account merge left right --take value,tier --dry-run
expect_part 'Value: 1,200,000.00 EUR (not 350,000.00 EUR)'
LC_ALL=zh_CN.UTF-8 ok account merge left right --dry-run
expect_part '重点（而非 战略）'
ok account merge left right --dry-run --json
expect_part '"field":"value","fate":"kept","value":"350000.00 EUR","lost":"1200000.00 EUR"'
expect_part '"fate":"kept","value":"key","lost":"strategic"'

# so does the note that is left, and moments and ratios are those that show gives
ok field add account renewed --type instant
ok field add account margin --type ratio
ok account edit left --renewed 2026-11-20T10:00 --margin 20%
ok account edit right --renewed 2026-11-21T14:30 --margin 35%
ok account show right
expect_part '2026-11-21 14:30'
expect_part '0.35'
LC_ALL=zh_CN.UTF-8 ok account merge left right
expect_part '0.2（而非 0.35）'
expect_part '（而非 2026-11-21 14:30）'
ok note list --json=text
jq -r '.[].text' "$output" >"$errors"
expect_error '客户级别: 战略'
expect_error '1,200,000.00 EUR'
expect_error ': 2026-11-21 14:30'
expect_error ': 0.35'

finish
