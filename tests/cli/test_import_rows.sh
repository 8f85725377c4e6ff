# import: rows of too many cells or with a NUL byte, which end where they end;
# and rows without an id, which are known again by what they say.
. "$KAM_SOURCE/tests/cli/lib.sh"

# places 'what' 'LINE COLUMN, …': where the errors of the last import are
places()
{
	same "$1" "$2" "$(jq -r '[.errors[]|"\(.line) \(.column)"]|join(", ")' \
		"$output")"
}

# rows 'what' 'bad.csv, but for its head'
rows()
{
	same "$1" "$2" "$(sed 1d bad.csv | tr -d '\r')"
}

ok init

# each is an error of its own, with its place, and what follows is looked at
cat >file.csv <<'END'
Record Id,Account Name,Phone
b1,One,1
b2,Acme, Inc.,2
b3,"Two
lines",3,,x
b4,Four,4
b5,Five,many,cells,too
,,,stray
b6,Six,6
END
run import file.csv --as zoho-accounts --json
same 'status' 65 "$status"
places 'too many' '3 4, 4 5, 7 4, 8 4'
expect_part '"message":"more fields than the head has"'
ok account list --json
expect '[]'
run import file.csv --as zoho-accounts
expect_error 'error: line 3, column 4: more fields than the head has'
expect_error 'hint: --skip-bad FILE puts the bad rows into FILE'

# put aside with all that they have, the others are taken
run import file.csv --as zoho-accounts --skip-bad bad.csv --json
same 'status' 65 "$status"
same 'the others' '[3,4]' "$(jq -c '[.created,.skipped]' "$output")"
more='more fields than the head has'
rows 'put aside' "\"b2\",\"Acme\",\" Inc.\",\"2\",\"line 3: $more\"
\"b3\",\"Two
lines\",\"3\",\"\",\"x\",\"line 4: $more\"
\"b5\",\"Five\",\"many\",\"cells\",\"too\",\"line 7: $more\"
\"\",\"\",\"\",\"stray\",\"line 8: $more\""

# fed back as it is, it comes out as it went in, but for where a row stood
cp bad.csv again.csv
run import again.csv --as zoho-accounts --skip-bad bad.csv --json
same 'again' '[0,4]' "$(jq -c '[.created,.skipped]' "$output")"
same 'as it was' "$(sed 's/line [0-9]*: //' again.csv)" \
	"$(sed 's/line [0-9]*: //' bad.csv)"
# mended by taking the surplus out, the reasons stand in their column again
sed -i 's/"Acme"," Inc."/"Acme, Inc."/; s/"","x",//; s/"cells","too",//
/stray/d' bad.csv
ok import bad.csv --as zoho-accounts --json
same 'mended' 3 "$(jq .created "$output")"
grep -q kam_error "$errors" && fail 'the reason was read'
ok account list --sort id --json=name,phone
same 'all' '["One","1"],["Four","4"],["Six","6"],["Acme, Inc.","2"],["Two lines","3"],["Five","many"]' \
	"$(jq -c 'map([.name,.phone])' "$output" | sed 's/^.//; s/.$//')"

# a NUL byte is a row's error, too, which is kept without it
printf 'Record Id,Account Name,Phone\nn1,N\000ul,1\nn2,"Q\000\000uoted",\000\nn3,Three,3\n' >nul.csv
run import nul.csv --as zoho-accounts --skip-bad bad.csv --json
same 'status' 65 "$status"
places 'NUL' '2 2, 3 2'
expect_part '"message":"a NUL byte in a field"'
rows 'without' '"n1","Nul","1","line 2: a NUL byte in a field"
"n2","Quoted","","line 3: a NUL byte in a field"'
ok import bad.csv --as zoho-accounts --json
same 'without NUL' 2 "$(jq .created "$output")"

# which number of a date is the month is seen behind such a row, too
printf 'Record Id,Subject,Due Date\nt1,a,5/6/2026\nt2,b,,x\nt3,c,13/6/2026\n' >days.csv
run import days.csv --as zoho-tasks --skip-bad bad.csv --json
places 'days' '3 4'
ok action list --sort id --json=due
same 'days' '["2026-06-05","2026-06-13"]' "$(jq -c 'map(.due)' "$output")"

# where a quote is open nobody knows what is a row: nothing is taken
printf 'Record Id,Account Name\nq1,a,b\nq2,"b\nq3,c\n' >open.csv
run import open.csv --as zoho-accounts --skip-bad bad.csv --json
same 'open' '{"created":0,"skipped":0}' "$(jq -c '{created,skipped}' "$output")"
places 'open' '2 3, 3 2'
printf 'date,working\n2026-12-24,no,x\n' >holidays.csv
ok calendar add home
refuse 65 calendar import home holidays.csv
expect_error 'line 2, column 3: more fields than the head has'

# log 'what' '[created,updated,unchanged]' 'head' 'row' …: conversations
log()
{
	what=$1 wanted=$2
	shift 2
	printf '%s\n' "$@" >log.csv
	ok import log.csv --as fxiaoke-activities --json $maps
	same "$what" "$wanted" \
		"$(jq -c '[.created,.updated,.unchanged]' "$output")"
}

# a row without an id is the same in an export with more columns, whose dates are
# written otherwise, or without their seconds, or that a spreadsheet saved
maps=
head=客户名称,互动场景,互动方式,跟进内容,创建时间
ok account add 甲 --key jia
log first '[3,0,0]' "$head" 甲,电话,,报价,'2026-10-22 08:19:16' \
	甲,拜访,,报价,'2026-10-02 23:05:00' 甲,拜访,,报价,'2026-10-03 00:00:00'
ok comm edit 1 --summary 'Changed here'
log column '[0,0,3]' "$head,阶段" 甲,电话,线上,报价,'2026-10-22 08:19:16',一 \
	甲,拜访,,报价,'2026-10-02 23:05:00',二 \
	甲,拜访,,报价,'2026-10-03 00:00:00',
log slashes '[0,0,3]' "$head" 甲,电话,,报价,'2026/10/22 08:19:16' \
	甲,拜访,,报价,'2026/10/2 23:05:00' 甲,拜访,,报价,2026/10/3
log 'no seconds' '[0,0,3]' "$head" 甲,电话,,报价,'2026-10-22 08:19' \
	甲,拜访,,报价,2026-10-02T23:05 甲,拜访,,报价,'2026-10-03 00:00'
log 'a spreadsheet' '[0,0,3]' '创建时间;跟进内容;客户名称;互动场景;' \
	'2026/10/22 8:19;报价;甲;电话;' '2026/10/2 23:05;报价; 甲 ;拜访;' \
	'2026/10/3 0:00;报价;甲;拜访;' ';;;;'
log 'in words' '[0,0,3]' "$head" 甲,电话,,报价,'2026年10月22日 上午8:19' \
	甲,拜访,,报价,'"Oct 2, 2026 11:05 PM"' 甲,拜访,,报价,46298
log 'months first' '[0,0,3]' "$head" 甲,电话,,报价,'10/22/2026 8:19 AM' \
	甲,拜访,,报价,'10/2/2026 23:05' 甲,拜访,,报价,'10/3/2026 0:00:00'
maps='--dates dmy'
log 'days first' '[0,0,1]' "$head" 甲,拜访,,报价,'2/10/2026 23:05'
maps=
log 'another day' '[1,0,0]' "$head" 甲,电话,,报价,'2026-10-23 08:19:16'
log 'another minute' '[1,0,0]' "$head" 甲,电话,,报价,'2026-10-22 08:20:16'
log 'another text' '[1,0,0]' "$head" 甲,电话,,合同,'2026-10-22 08:19:16'
ok comm show 1 --json=summary,at
expect '{"summary":"Changed here","at":"2026-10-22T08:19:16Z"}'

# what is read later of a column is no other row, nor where one is left out
maps='--map 阶段=互动场景'
log 'read later' '[1,0,0]' 客户名称,阶段,跟进内容,创建时间 \
	甲,电话,回访,'2026-11-01 08:00'
maps=
log 'read no more' '[0,1,0]' 客户名称,阶段,跟进内容,创建时间 \
	甲,电话,回访,'2026-11-01 08:00'

# a file whose heads need --map is known by all that it has
maps='--map 何时=创建时间 --map 说了=跟进内容'
log mapped '[2,0,0]' 客户名称,说了,何时,档 甲,您好,'2026-11-02 08:00:01',1 \
	甲,您好,'2026-11-02 08:00:01',2
log 'mapped again' '[0,0,2]' 档,客户名称,说了,何时 \
	2,甲,您好,'2026/11/2 8:00' 1,甲,您好,'2026/11/2 8:00'
log 'another' '[1,0,0]' 客户名称,说了,何时,档 甲,您好,'2026-11-02 08:00:01',3

# rows that say the same are as many, however many they are
maps=
row='甲,电话,,未接,2026-11-03 09:00:0'
log 'the same' '[6,0,0]' "$head" "${row}1" "${row}2" "${row}3" "${row}4" \
	"${row}5" "${row}5"
log 'as many' '[1,0,6]' "$head" "$row" "$row" "$row" "$row" "$row" "$row" "$row"
ok comm list summary=未接 --count-by account
expect_part ' 7'
# but one that never ends is a mistake, of these rows only
{
	echo title,account
	yes again,jia | head -n 1002
	echo other,jia
} >own.csv
run import own.csv --as csv --kind req --skip-bad bad.csv --json
same 'status' 65 "$status"
same 'endless' '[1001,2]' "$(jq -c '[.created,.skipped]' "$output")"
places 'endless' '1002 0, 1003 0'
expect_part 'the same row for the 1001th time'

# in kam's own table what has no column's name makes no other row, where the
# title has its own
printf 'title,account,due\nDark mode,jia,2026-12-01\n' >own.csv
ok import own.csv --as csv --kind req --json=created
expect '{"created":1}'
printf 'title,account,due,Seen\nDark mode,jia,2026/12/1,yes\n' >own.csv
ok import own.csv --as csv --kind req --json=created,updated,unchanged
expect '{"created":0,"updated":0,"unchanged":1}'
printf 'Wish,priority\na,could\nb,could\n' >own.csv
ok import own.csv --as csv --kind req -A jia --map Wish=title --json=created
expect '{"created":2}'
printf 'priority,Wish\ncould,b\n' >own.csv
ok import own.csv --as csv --kind req -A jia --map Wish=title --json=unchanged
expect '{"unchanged":1}'

finish
