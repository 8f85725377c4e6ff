# import: files that went through a spreadsheet, or come from another exporter.
. "$KAM_SOURCE/tests/cli/lib.sh"

# taken 'what' N: the last import made N records and warned of none unread
taken()
{
	same "$1" "$2" "$(jq .created "$output")"
}

# refused LINE COLUMN 'text': nothing was written, and that says why
refused()
{
	same 'status' 65 "$status"
	expect_part "\"line\":$1,\"column\":$2,\"message\":\"$3"
}

ok init
ok account add Acme --key acme

# rows of nothing, empty cells behind the last, rows of separators before the
# head, the mark that DOS ends files with
printf ',,\r\n,,\r\nRecord Id,Account Name,Phone\r\n' >rows.csv
printf 'r1,Hill,1,,,\r\n,,\r\n\302\240,"",  \r\n"","",""\r\nr2,Dale\r\n\032' >>rows.csv
ok import rows.csv --as zoho-accounts --json
taken 'rows of nothing' 2
ok import rows.csv --as zoho-accounts --json=unchanged
expect '{"unchanged":2}'
printf 'Record Id,Account Name,Phone\nr3,Hall,1,,x\n' >rows.csv
run import rows.csv --as zoho-accounts --json
refused 2 5 'more fields than the head has'

# heads: blanks of any kind, full width, the marks of what must be filled
printf '*Record\302\240Id,Account_Name* ,"\343\200\200Billing\nCity\342\200\213",Annual  Revenue：,CURRENCY(required)\n' >heads.csv
printf 'h1,Heads,Bonn,1.50,EUR\n' >>heads.csv
ok import heads.csv --as zoho-accounts --json
taken 'heads' 1
ok account show heads --json=city,value
expect '{"city":"Bonn","value":{"amount":"1.50","currency":"EUR"}}'
printf '客户名称（必填）,客户编号：,统一社会信用代码（必填）\n华信,KH1,\n' >heads.csv
ok import heads.csv --as fxiaoke-accounts --json
taken 'Chinese heads' 1

# blanks about cells, texts that a spreadsheet guards, CRLF within
printf 'Record Id,Account Name,Phone,Account Owner.id,Account Owner,Employees,Description\n' >cells.csv
printf ' c1\t,"\302\240Cells\343\200\200","=""0123""", o1 , Kim Ho,"1,200.0","  a\r\nb"\n' >>cells.csv
printf "'c2,Guard,'+49 30 1,o1,Kim Ho,,'=SUM(1)\n" >>cells.csv
sed -i "s/^'c2/c2/" cells.csv
printf "c3,Zero,'0123,o1,Kim Ho,,'tis\n" >>cells.csv
ok import cells.csv --as zoho-accounts --json
taken 'cells' 3
ok account show cells --json=name,phone,owner,employees,description,source
expect '{"name":"Cells","phone":"0123","owner":"kim-ho","employees":1200,"description":"  a\nb","source":"zoho:c1"}'
ok account show guard --json=phone,description
expect "{\"phone\":\"+49 30 1\",\"description\":\"'=SUM(1)\"}"
ok account show zero --json=phone,description
expect "{\"phone\":\"0123\",\"description\":\"'tis\"}"
# money: a comma before the decimals is none between thousands
cat >money.csv <<'END'
Record Id;Account Name;Annual Revenue;Currency
m1;Ma;1.234.567,50;EUR
m2;Mb;1234,5;EUR
m3;Mc;1,234.50;EUR
m4;Md;12,34,567.00;INR
m5;Me;￥1,234.50;CNY
m6;Mf;1234.5 元;CNY
m7;Mg;1'234.50;CHF
m8;Mh;-1.234.567;EUR
m9;Mi;1.500;KWD
END
ok import money.csv --as zoho-accounts --json
taken 'money' 9
ok account list --sort id --json=value
same 'amounts' '1.50 1234567.50 1234.50 1234.50 1234567.00 1234.50 1234.50 1234.50 -1234567.00 1.500' \
	"$(jq -r '[.[].value|select(.)|.amount]|join(" ")' "$output")"
printf 'Record Id,Account Name,Annual Revenue,Currency\nm1,Ma,1.234,EUR\n' >money.csv
run import money.csv --as zoho-accounts --json
refused 2 3 "'1.234' doesn't say whether its point is before decimals"
printf 'Record Id,Account Name,Annual Revenue,Currency\nm1,Ma,12 USD,EUR\n' >money.csv
run import money.csv --as zoho-accounts --json
refused 2 3 "'12 USD' is not in EUR"

# ids that a spreadsheet cut, or that two rows have
printf 'Record Id,Account Name\n5.72577E+18,X\n' >ids.csv
run import ids.csv --as zoho-accounts --json
refused 2 1 "'5.72577E+18' is what a spreadsheet left of a longer number"
printf 'Record Id,Account Name\ni1,One\ni1,One\ni2,Two\n' >ids.csv
ok import ids.csv --as zoho-accounts --json
taken 'a row twice' 2
printf 'i2,Three\n' >>ids.csv
run import ids.csv --as zoho-accounts --json
refused 5 1 "line 4 has the id 'i2', too, and says something else"
# what is put aside is as the file has it
printf 'Record Id,Account Name,Employees\n"=""5725767000000411041""", X ,many\n' >ids.csv
run import ids.csv --as zoho-accounts --skip-bad bad.csv
grep -Fq '"=""5725767000000411041"""," X ","many"' bad.csv || fail 'bad rows'
sed -i 's/"many"/7/' bad.csv
ok import bad.csv --as zoho-accounts --json
taken 'mended' 1
# a sum is no customer
printf '客户名称,客户编号,备注\n甲,K1,\n合计：,,1\n' >sum.csv
run import sum.csv --as fxiaoke-accounts --json
refused 3 0 'the row looks like a sum; take it out'

# rows without ids, from an export with other columns: the same rows
printf '客户名称,跟进内容,创建时间\n甲,报价,2026-01-05 08:05\n甲,电话,2026-01-06 08:05\n' >log.csv
printf '客户名称,客户编号\n甲,K1\n' >sum.csv
ok import sum.csv --as fxiaoke-accounts
ok import log.csv --as fxiaoke-activities --json
taken 'a log' 2
printf '创建时间,备注,跟进内容,客户名称\n2026-01-05 08:05,,报价,甲\n2026-01-06 08:05,,电话,甲\n' >log.csv
ok import log.csv --as fxiaoke-activities --json=unchanged
expect '{"unchanged":2}'

# dates and clocks; the seconds may be missing
cat >calls.csv <<'END'
Record Id,Subject,Related To.id,Related To,Call Start Time,Call Duration
a1,a,i1,One,"Jan 13, 2026 02:05 PM",59:07
a2,b,i1,One,13-Jan-2026 14:05,1:02:30
a3,c,i1,One,2026/1/13 下午2:05,
a4,d,i1,One,2026年1月13日 14时05分,
a5,e,i1,One,2026-01-13 14:05:00.000,
a6,f,i1,One,46035.586805556,
a7,g,i1,One,2026年1月13日 下午2点,00:59
END
ok import calls.csv --as zoho-calls --json
taken 'calls' 7
ok comm list --sort id --json=at,duration account=one
same 'moments' '2026-01-13T14:05:00Z 2026-01-13T14:00:00Z' \
	"$(jq -r '[.[].at]|unique|reverse|join(" ")' "$output")"
same 'durations' '["1h","1h3m",null,null,null,null,"1m"]' \
	"$(jq -c 'map(.duration)' "$output")"
printf 'Record Id,Subject,Related To.id,Call Start Time,Call Duration\na8,a,i1,2026-01-13 14:05,59\n' >calls.csv
run import calls.csv --as zoho-calls --json
refused 2 5 "'59' is no duration"

# a file that was cut off within a row
printf 'Record Id,Account Name,Phone\nx1,Cut off,1\nx2,Cut o' >cut.csv
ok import cut.csv --as zoho-accounts --dry-run
expect_error 'warning: line 3: the file ends within this row: was it cut off?'

# a day that a spreadsheet made a midnight of
printf 'Record Id,Subject,Due Date\nd1,a,2026/10/6 0:00\nd2,b,2026-10-06 00:00:00\n' >days.csv
ok import days.csv --as zoho-tasks
ok action list --json=due
same 'days' '["2026-10-06","2026-10-06"]' "$(jq -c 'map(.due)' "$output")"
printf 'Record Id,Subject,Due Date\nd3,a,2026/10/6 8:00\n' >days.csv
run import days.csv --as zoho-tasks --json
refused 2 3 "'2026/10/6 8:00' is not a day"

# what is no CSV
printf '\357\273\277 \n<HTML><table border="1"></table>' >page.csv
refuse 65 import page.csv --as zoho-accounts
expect_error 'the file is HTML or XML, not CSV'

# a Chinese name with a blank has its family name first, too
ok contact add '李 雷' --accounts two
ok contact add '诸葛 亮' --accounts two
ok export contact --as zoho-contacts
for name in '雷,李' '亮,诸葛'; do
	grep -q ",$name,i2," "$output" || fail "no $name"
done

# another customer's contact in a row is told, and taken
printf 'Record Id,First Name,Last Name,Account Name.id\np1,Anna,Weber,i2\n' >people.csv
ok import people.csv --as zoho-contacts
cat >calls.csv <<'END'
Record Id,Subject,Contact Name.id,Contact Name,Related To.id,Related To,Call Start Time
s1,x,p1,Anna Weber,i1,One,2026-01-13 14:05:00
END
ok import calls.csv --as zoho-calls --json
taken 'a call' 1
expect_error '"line 2, column 3: CON-3 Anna Weber is of two, not of one'
ok import calls.csv --as zoho-calls
grep -q Anna "$errors" && fail 'said of a row that brings nothing'
cat >tasks.csv <<'END'
Record Id,Subject,Due Date,Contact Name.id,Contact Name,Related To.id,Related To
t1,y,2026-12-01,p1,Anna Weber,i1,One
END
seq 2 150 | sed 's/.*/t&,y,2026-12-01,p1,Anna Weber,i1,One/' >>tasks.csv
ok import tasks.csv --as zoho-tasks --dry-run
expect_error '… and 50 more'
expect_error 'warning: line 2, column 4: CON-3 Anna Weber is of two, not of one'

# two rows of one record that say different things, in kam's own table: by ID,
# by source, by both; the same twice, and the same again later, is nothing
ok req add old -A acme
printf 'id,title,account\nREQ-1,aa,acme\nREQ-1,bb,acme\n' >own.csv
run import own.csv --as csv --kind req --json
refused 3 1 "line 2 has the id 'REQ-1', too, and says something else"
printf 'source,title,account\ny:1,aa,acme\ny:1,bb,acme\n' >own.csv
run import own.csv --as csv --kind req --json
refused 3 1 "line 2 has the id 'y:1', too, and says something else"
printf 'title,id,account\nold,REQ-1,acme\nbb,REQ-1,acme\n' >own.csv
run import own.csv --as csv --kind req --json
refused 3 2 "line 2 has the id 'REQ-1', too, and says something else"
printf 'id,title,account\nREQ-9,aa,acme\nREQ-9,bb,acme\n' >own.csv
run import own.csv --as csv --kind req --json
refused 3 1 "line 2 has the id 'REQ-9', too, and says something else"
printf 'source,title,account\ny:1,aa,acme\ny:1,aa,acme\n' >own.csv
ok import own.csv --as csv --kind req --json=created,unchanged
expect '{"created":1,"unchanged":1}'
printf 'id,source,title,account\nREQ-2,y:1,bb,acme\n,y:1,cc,acme\n' >own.csv
run import own.csv --as csv --kind req --json
refused 3 2 "line 2 has the id 'y:1', too, and says something else"
printf 'id,title,account\nREQ-1,new,acme\nREQ-1,new,acme\n' >own.csv
ok import own.csv --as csv --kind req --json=updated,unchanged
expect '{"updated":1,"unchanged":1}'
printf 'id,title,account\nREQ-1,aa,acme\nREQ-1,bb,acme\n' >own.csv
run import own.csv --as csv --kind req --skip-bad bad.csv --json=updated
same 'status' 65 "$status"
expect '{"updated":1}'
grep -q '^"REQ-1","bb",' bad.csv || fail 'no bad row'

# ="0123" as exporters write it, without quotes of its own; in kam's own table,
# too, where a guard says that it is meant
printf 'Record Id,Account Name,Phone\n="w1",="Wrapped, Inc.",="0123"\n' >wrapped.csv
ok import wrapped.csv --as zoho-accounts --json
taken 'wrapped' 1
ok account list source=zoho:w1 --json=name,phone
expect '[{"name":"Wrapped, Inc.","phone":"0123"}]'
printf 'Record Id,Account Name\nw2,="A"&"B"\n' >wrapped.csv
run import wrapped.csv --as zoho-accounts --json
refused 2 2 'a quote inside a field that is not quoted'
printf "name,phone,description,key\n=\"Own\",=\"0123\",=\"prose\",own\n" >own.csv
printf "'=\"\"Meant\"\"\"" | sed 's/^/"/; s/$/,1,,meant/' >>own.csv
ok import own.csv --as csv --kind account --json
taken 'own' 2
ok account show own --json=name,phone,description
expect '{"name":"Own","phone":"0123","description":"=\"prose\""}'
ok account show meant --json=name,phone
expect '{"name":"=\"Meant\"","phone":"1"}'
ok export account --as csv
cp "$output" own.csv
ok import own.csv --as csv --kind account --json=updated
expect '{"updated":0}'

# amounts and dates in kam's own table, as the other layouts read them; what kam
# writes means what it meant
cat >own.csv <<'END'
name;value
Lakh;12,34,567.00 INR
Comma;1.234.567,50 EUR
Front;EUR 1234,5
Dinar;1.500 KWD
Plain;1,234.50 EUR
END
ok import own.csv --as csv --kind account --json
taken 'amounts' 5
ok account list --json=name,value
same 'amounts' '1234567.00INR 1234567.50EUR 1234.50EUR 1.500KWD 1234.50EUR' \
	"$(jq -r '[.[] | select(.name | IN("Lakh", "Comma", "Front", "Dinar",
	"Plain"))] | sort_by(["Lakh", "Comma", "Front", "Dinar", "Plain"]
	as $o | .name as $n | $o | index($n)) | [.[].value | .amount + .currency]
	| join(" ")' "$output")"
printf 'name,value\nx,1.234 EUR\n' >own.csv
run import own.csv --as csv --kind account --json
refused 2 2 "'1.234 EUR': EUR has 2 decimals"
printf 'summary,account,at\nserial,acme,46027.5\n' >own.csv
ok import own.csv --as csv --kind comm
ok comm list --json=summary,at
expect_part '"summary":"serial","at":"2026-01-05T12:00:00Z"'

# a row without an id is the same whatever a spreadsheet put around its cells
known()
{
	printf '客户名称,电话,备注\n%b\n' "$1" >known.csv
	ok import known.csv --as fxiaoke-accounts --json
	same "$1" "$2" "$(jq -c '[.created,.unchanged]' "$output")"
}
known 'Resaved,="0123","a\nb"' '[1,0]'
for row in 'Resaved,0123,"a\nb"' ' Resaved ,="0123","a\r\nb"' \
	"Resaved,'0123,\"a\\nb\"" \
	'Resaved,0123,"a\nb", ' 'Resaved, 0123 ,"a\nb"'; do
	known "$row" '[0,1]'
done
known 'Resaved,0124,"a\nb"' '[1,0]'

# as many rows again cost as many again: the ids that were seen lie apart
awk 'BEGIN { print "Record Id,Account Name"
	for (j = 0; j < 2; j++)
		for (i = 0; i < 20000; i++)
			print "tw" i ",Twice " i }' >twice.csv
KAM_NOW='' timeout 60 "$KAM" import twice.csv --as zoho-accounts --json \
	>"$output" 2>"$errors" || fail 'rows that come twice take too long'
same 'twice' '[20000,20000]' "$(jq -c '[.created,.unchanged]' "$output")"
finish
