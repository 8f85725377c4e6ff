# Zoho's exports: matched by their ids, all or nothing, relations kept.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init
printf '\357\273\277' >accounts.csv
cat >>accounts.csv <<'END'
Record Id,Account Owner.id,Account Owner,Account Name,Phone,Parent Account.id,Parent Account,Industry,Employees,Annual Revenue,Tag,Description,Currency,Rating,Billing Street,Billing City,Billing Country
zcrm_11,zcrm_1,Wang Fang,Acme GmbH,+49 30 1,zcrm_12,Acme Holding,Retail,120,1250.50,key;east,"first line
second line",EUR,Hot,"Hauptstr. 1
Hof 2",Berlin,Germany
zcrm_12,zcrm_1,Wang Fang,Acme Holding,,,,,,,,,,,,,
zcrm_13,zcrm_2,李雷,北京华信科技有限公司,,,,,,99.9,,,JPY,,,,
zcrm_14,zcrm_2,李雷,ACME gmbh,,,,,,,,,,,,,
END
cp accounts.csv four.csv

# a dry run writes nothing; then all four, two members, and the parent that
# comes later in the file
ok import accounts.csv --as zoho-accounts --dry-run --json
expect_error "\"line 7: 'ACME gmbh' is likely a duplicate"
expect '{"created":4,"updated":0,"unchanged":0,"skipped":0,"errors":[]}'
ok account list --json
expect '[]'
ok import accounts.csv --as zoho-accounts
expect_error "'ACME gmbh' is likely a duplicate of ACC-1"
expect_error "amounts in JPY, of which this is the first, kept without the decimals that JPY hasn't: 1"
expect_error 'columns that were not read: Rating'
ok account show acme --json=name,owner,value,parent,employees,tags,address,city,source
expect '{"name":"Acme GmbH","owner":"wang-fang","value":{"amount":"1250.50","currency":"EUR"},"parent":"acme-holding","employees":120,"tags":["key","east"],"address":"Hauptstr. 1\nHof 2","city":"Berlin","source":"zoho:zcrm_11"}'
ok member list --json=name
same 'members' 2 "$(grep -c name "$output")"

# the same again changes nothing, not even the journal
ok import accounts.csv --as zoho-accounts --json
expect '{"created":0,"updated":0,"unchanged":4,"skipped":0,"errors":[]}'
ok log --limit 0 --fields operation --porcelain
same 'operations' 2 "$(wc -l <"$output" | tr -d ' ')"

# what was changed here stays until the source says something new
ok account edit acme --industry Wholesale
sed 's/,+49 30 1,/,+49 30 2,/' four.csv >accounts.csv
ok import accounts.csv --as zoho-accounts --json
expect '{"created":0,"updated":1,"unchanged":3,"skipped":0,"errors":[]}'
ok account show acme --json=phone
expect '{"phone":"+49 30 2"}'

# one bad row refuses the file, by line and column
cat >contacts.csv <<'END'
Record Id,First Name,Last Name,Account Name.id,Account Name,Email,Email Opt Out,Reporting To.id,Reporting To
zcrm_21,Anna,Weber,zcrm_11,Acme GmbH,anna@acme.test,false,zcrm_22,伟王
zcrm_22,伟,王,zcrm_13,北京华信科技有限公司,,true,,
zcrm_23,Bob,Smith,zcrm_99,Nowhere Inc.,,false,zcrm_23,Bob Smith
END
run import contacts.csv --as zoho-contacts --json
same 'status' 65 "$status"
expect '{"created":0,"updated":0,"unchanged":0,"skipped":0,"errors":[{"line":4,"column":4,"message":"no account '"'Nowhere Inc.'"' (zcrm_99); import the accounts first, or take the row out"}]}'
ok contact list --json
expect '[]'
sed -i 's/zcrm_99/zcrm_12/' contacts.csv
ok import contacts.csv --as zoho-contacts
expect_error "reports_to 'Bob Smith' is left out"
ok contact list --json=id,name,accounts,reports_to,opt_out
expect_part '{"id":"CON-1","name":"Anna Weber","accounts":[{"id":"acme","role":null}],"reports_to":"CON-2","opt_out":false}'
expect_part '"name":"王伟"'

# notes, calls and tasks find what they are about by its id
cat >notes.csv <<'END'
Record Id,Note Title,Note Content,Parent ID.id,Parent ID,Note Owner.id,Note Owner,Created Time
n1,Minutes,"first
second",zcrm_11,Acme GmbH,zcrm_1,Wang Fang,2026-09-02 08:00:55
n2,,会议纪要,zcrm_22,王伟,,,
END
ok import notes.csv --as zoho-notes --tz Europe/Berlin --json
expect '{"created":2,"updated":0,"unchanged":0,"skipped":0,"errors":[]}'
ok note list --sort id --json=about,text,at,author
expect_part '{"about":"ACC-1","text":"Minutes\nfirst\nsecond","at":"2026-09-02T06:00:55Z","author":"wang-fang"}'
expect_part '"text":"会议纪要"'
cat >calls.csv <<'END'
Record Id,Subject,Call Type,Contact Name.id,Contact Name,Related To.id,Related To,Call Start Time,Call Duration (in seconds),Call Result,Description,Call Owner.id,Call Owner
c1,Weekly sync,Missed,zcrm_21,Anna Weber,zcrm_11,Acme GmbH,2026-01-13 12:20:44,61,No response,later,zcrm_1,Wang Fang
END
ok import calls.csv --as zoho-calls
ok comm show 1 --json=account,summary,channel,direction,at,duration,contacts,members,tags,minutes,outcome
expect '{"account":"acme","summary":"Weekly sync","channel":"call","direction":"in","at":"2026-01-13T12:20:44Z","duration":"2m","contacts":[{"id":"CON-1","role":null}],"members":[{"id":"wang-fang","role":null}],"tags":["missed"],"minutes":"later","outcome":"No response"}'
sed -i 's/Missed/Outbound/' calls.csv
ok import calls.csv --as zoho-calls --json
expect '{"created":0,"updated":1,"unchanged":0,"skipped":0,"errors":[]}'
ok comm show 1 --json=direction,members
expect '{"direction":"out","members":[{"id":"wang-fang","role":null}]}'
sed -i 's/Outbound/Sideways/' calls.csv
run import calls.csv --as zoho-calls --json
same 'status' 65 "$status"
expect_part '"line":2,"column":3,"message":"'"'Sideways' is not one of: Inbound"
cat >tasks.csv <<'END'
Record Id,Subject,Due Date,Contact Name.id,Contact Name,Related To.id,Related To,Status,Priority,Closed Time
t1,Chase invoice,2026-10-06,zcrm_21,Anna Weber,zcrm_11,Acme GmbH,Not Started,High,
t2,回复,,,,,,Completed,Low,2026-09-06 15:40:52
END
ok import tasks.csv --as zoho-tasks
ok action list --all --sort id --json=title,due,about,account,status,done_on,tags
expect_part '{"title":"Chase invoice","due":"2026-10-06","about":"CON-1","account":"acme","status":"open","done_on":null,"tags":["high-priority"]}'
expect_part '"status":"done","done_on":"2026-09-06","tags":["low-priority"]'
sed -i 's/zcrm_11/zcrm_99/' tasks.csv
run import tasks.csv --as zoho-tasks --json
same 'status' 65 "$status"
expect_part '"line":2,"column":6,"message":"no account '

# other files than those are refused with what is wrong
: >empty.csv
refuse 65 import empty.csv --as zoho-accounts
refuse 65 import contacts.csv --as zoho-accounts
expect_error "a file with 'Last Name'"
printf 'Record Id,Phone\n1,2\n' >short.csv
refuse 65 import short.csv --as zoho-accounts
expect_error "no column 'Account Name'"
printf 'Record Id,Account Name,Employees\n1,X,many\n2,Y,"1\n' >bad.csv
run import bad.csv --as zoho-accounts
same 'status' 65 "$status"
expect_error 'line 2, column 3: '
expect_error 'line 3, column 3: the quoted field has no end'
expect_error 'hint: the file ends in what is no CSV'
printf 'Record Id,Account Name,Employees\n1,X,many\n2,Y,1\n' >bad.csv
run import bad.csv --as zoho-accounts
expect_error 'hint: --skip-bad FILE puts the bad rows into FILE'
# the same of row after row is said three times; JSON has all of it
printf 'title\na\nb\nc\nd\ne\n' >rows.csv
run import rows.csv --as csv --kind req
same 'rows alike' "$(grep -c '^error: ' "$errors")" 3
expect_error '… and 2 more'
run import rows.csv --as csv --kind req --json
same 'rows in JSON' "$(jq '.errors|length' "$output")" 5
refuse 64 import accounts.csv --as sap
expect_error 'it looks like --as zoho-accounts'
refuse 64 import accounts.csv
expect_error '--as LAYOUT is missing'
expect_error 'it looks like --as zoho-accounts'
refuse 65 import accounts.csv --as zoho-notes
expect_error 'it looks like --as zoho-accounts'
printf 'a,b\n1,2\n' >other.csv
refuse 64 import other.csv --as sap
expect_error 'one of: jsonl, csv, zoho-accounts'
for layout in $(sed -n 's/^hint: one of: //p' "$errors" | tr -d ,); do
	ok help import
	expect_part "$layout"
done

# a spreadsheet's own first line; an encoding that isn't guessed; what is missing
printf 'sep=;\r\nname;phone\r\nM\374ller;1\r\n' >excel.csv
refuse 65 import excel.csv --as csv --kind account
expect_error 'neither UTF-8, from line '
expect_error ' on, nor GB18030'
expect_error '--encoding CP1252'
# a workbook is none, whatever encoding is tried
printf 'PK\003\004\024\000\006\000\010\000\377\376x' >book.csv
refuse 65 import book.csv --as zoho-accounts
expect_error 'a workbook or an archive, not CSV'
refuse 65 import book.csv --as zoho-accounts --encoding CP1252
expect_error 'save it as CSV in UTF-8'
ok import excel.csv --as csv --kind account --encoding CP1252 --json=created
ok account show "Müller" --json=phone
expect '{"phone":"1"}'
refuse 64 import excel.csv --as csv
expect_error '--kind NOUN is missing'
printf 'name,tier\nX,superkey\n' >tier.csv
run import tier.csv --as csv --kind account
same 'a word that there is not' 65 "$status"
expect_error "no such word 'superkey'; one of: prospect, standard"

# colleagues who come with a file are named; more errors than are kept counted
printf 'Record Id,Account Name,Account Owner.id,Account Owner\nm1,Hill,o1,Kim Ho\n' >owned.csv
ok import owned.csv --as zoho-accounts
expect_error "hadn't: 1, now members: Kim Ho"
{
	echo 'Record Id,Account Name,Employees'
	seq 150 | sed 's/.*/x&,Firm &,many/'
} >many.csv
run import many.csv --as zoho-accounts
same 'many bad rows' 65 "$status"
expect 'Errors     150'
expect_error '… and 147 more'

# two of one name: which is meant, is said as the hint has it
ok account add 'Twin Ltd' --key twin-a
ok account add 'Twin Ltd' --key twin-b
printf 'Record Id,Account Name,Phone\nt1,Twin Ltd,77\n' >twin.csv
run import twin.csv --as zoho-accounts --match name
same 'ambiguous' 65 "$status"
choice=$(sed -n "s/.*choose with --map '\(.*\)'$/\1/p" "$errors")
ok import twin.csv --as zoho-accounts --match name --map "$choice" --json=updated
expect '{"updated":1}'
ok account show twin-a --json=name,phone
expect '{"name":"Twin Ltd","phone":"77"}'
refuse 66 import nowhere.csv --as zoho-accounts
ok fsck
# where a file is broken is said once
printf 'title,account\n"abc\n' >broken.csv
refuse_broken()
{
	run import broken.csv --as csv --kind req "$@"
	[ "$status" -eq 65 ] || fail "status $status, not 65"
}
refuse_broken
expect_error 'error: line 2, column 1: the quoted field has no end'
refuse_broken --json
same 'one place' '[{"line":2,"column":1,"message":"the quoted field has no end"}]' \
	"$(jq -c .errors "$output")"

finish
