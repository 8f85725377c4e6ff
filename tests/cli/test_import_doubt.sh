# import: what may be read in two ways is refused with its place, never guessed.
. "$KAM_SOURCE/tests/cli/lib.sh"

# doubtful 'file' LAYOUT LINE COLUMN 'text': its one error
doubtful()
{
	run import "$1" --as "$2" --json
	same "$5" 65 "$status"
	same "$5" "$3 $4 $5" \
		"$(jq -r '.errors[]|"\(.line) \(.column) \(.message)"' "$output")"
}

# amount 'cell' CURRENCY 'amount', or REFUSED: of a Zoho account
amount()
{
	printf 'Record Id;Account Name;Annual Revenue;Currency\n' >amount.csv
	printf 'a1;Sum Ltd;%s;%s\n' "$1" "$2" >>amount.csv
	if [ "$3" = refused ]; then
		doubtful amount.csv zoho-accounts 2 3 "$4"
		return
	fi
	ok import amount.csv --as zoho-accounts
	cp "$errors" told
	ok account list source=zoho:a1 --json=value
	same "$1 $2" "$3" "$(jq -r '.[0].value.amount' "$output")"
}

ok init

# a comma is one between thousands behind one to three digits, the first no 0
amount 0,125 EUR 0.12
grep -q "kept without the decimals that EUR hasn't" told || fail 'not told'
amount 1234,567 EUR 1234.56
amount 12345,678 EUR 12345.67
amount 00,500 EUR 0.50
amount 1,234 EUR 1234.00
amount 1,234 JPY 1234
amount 1.234 KWD 1.234
amount 0,125 KWD 0.125
amount 1234,567 KWD 1234.567
amount 1,234,567 KWD 1234567.000
amount 12,34,567.00 INR 1234567.00
amount '1 234 567,50' EUR 1234567.50
amount '1 234,567' EUR 1234.56
either='say whether its comma is before decimals; write 1234 or 1.234'
amount 1,234 KWD refused "'1,234' doesn't $either"
amount '1,234 KWD' '' refused "'1,234 KWD' doesn't $either"
amount '1,234 kwd' '' refused "'1,234 kwd' doesn't $either"
amount '1.234 kwd' '' 1.234
# decimals of 万 and 亿 are no decimals of the currency
amount 12.3456万 CNY 123456.00
amount 12.345万 CNY 123450.00
amount 1.23456789亿 CNY 123456789.00
amount 12.5万 EUR 125000.00
amount 1.2345678万 CNY 12345.67
ok setting set currency KWD
amount 1,234 '' refused "'1,234' doesn't $either"
no="is not an amount of money; write it as 1200.50 EUR"
for cell in '5 10' '0 125' '1234,567,890' '0,125,500' '1 2 345' '1,5 000' \
	'0125.500,00' '12 34 567'; do
	amount "$cell" EUR refused "'$cell' $no"
done

# a whole number with three zeros behind its point may be of thousands
printf 'Record Id,Account Name,Employees\ne1,X,1.000\n' >whole.csv
run import whole.csv --as zoho-accounts --json
same 'a point' '2 3' "$(jq -r '.errors[]|"\(.line) \(.column)"' "$output")"
expect_part "'1.000' is no whole number; write digits only, as 1234"
sed -i 's/1.000/"0,125"/' whole.csv
run import whole.csv --as zoho-accounts
same 'no group' 65 "$status"
printf 'Record Id,Account Name,Employees\n' >whole.csv
printf 'e1,E1,"1,200.000"\ne2,E2,12.00\ne3,E3,1200.000\ne4,E4,0.000\n' >>whole.csv
ok import whole.csv --as zoho-accounts
ok account list source~zoho:e --sort id --json=employees
same 'whole' '[1200,12,1200,0]' "$(jq -c 'map(.employees)' "$output")"
printf 'Record Id,Subject,Related To.id,Call Start Time,Call Duration (in seconds)\nc1,a,e1,2026-01-13 14:05,60.000\n' >seconds.csv
run import seconds.csv --as zoho-calls
same 'seconds' 65 "$status"
expect_error "line 2, column 5: '60.000'"

# rows without an id that swap two cells are two; the order of the columns, an
# empty one more, how a head is written and --map make no other row
printf '客户名称,电话,传真\nA,1,2\nA,2,1\n' >swap.csv
ok import swap.csv --as fxiaoke-accounts --json=created
expect '{"created":2}'
printf '客户名称,电话,传真\nA,2,1\n' >swap.csv
ok import swap.csv --as fxiaoke-accounts --json=updated,unchanged
expect '{"updated":0,"unchanged":1}'
printf '传真：,备注,TEL,客户名称（必填）\n1,,2,A\n2,,1,A\n' >swap.csv
ok import swap.csv --as fxiaoke-accounts --json=created,updated,unchanged
expect '{"created":0,"updated":0,"unchanged":2}'
ok account list name=A --sort id --json=phone
same 'phones' '["1","2"]' "$(jq -c 'map(.phone)' "$output")"
printf '客户名称,跟进,跟进\nB,1,2\nB,2,1\n' >swap.csv
ok import swap.csv --as fxiaoke-accounts --json=created
expect '{"created":2}'
printf '客户名称,主页\nC,c.test\n' >more.csv
ok import more.csv --as fxiaoke-accounts
ok import more.csv --as fxiaoke-accounts --map 主页=网址 --json=created,updated
expect '{"created":0,"updated":1}'

# noon is of 11 as well, an evening's 12 of nobody knows which day
clock()
{
	printf 'Record Id,Subject,Related To.id,Related To,Call Start Time\n' >clock.csv
	printf 'k1,a,e1,E1,%s\n' "$1" >>clock.csv
	if [ "$2" = refused ]; then
		doubtful clock.csv zoho-calls 2 5 "'$1' is not a moment; $hint"
		return
	fi
	ok import clock.csv --as zoho-calls
	ok comm list source=zoho:k1 --json=at
	same "$1" "$2" "$(jq -r '.[0].at' "$output")"
}
clock '2026-01-13 中午11:30' 2026-01-13T11:30:00Z
clock '2026-01-13 中午12:30' 2026-01-13T12:30:00Z
clock '2026年1月13日 中午 1点' 2026-01-13T13:00:00Z
clock '2026-01-13 晚上8:30' 2026-01-13T20:30:00Z
clock '2026-01-13 凌晨12:30' 2026-01-13T00:30:00Z
clock '2026-01-13 下午2点05分' 2026-01-13T14:05:00Z
hint='write "2026-11-23 14:30", 14:30, yesterday or RFC 3339'
for time in 晚上12:30 晚上1:30 中午5:00 夜里12:30 夜12:30; do
	clock "2026-01-13 $time" refused
done

# what a file's dates show, they show with blanks or marks about them, too
for other in ' 13/6/2026' '１３/6/2026' '"=""13/6/2026"""' "'13/6/2026"; do
	printf 'Record Id,Subject,Due Date\nd1,a,5/6/2026\nd2,b,%s\n' \
		"$other" >days.csv
	ok import days.csv --as zoho-tasks
	ok action list --sort id --json=due
	same "$other" '["2026-06-05","2026-06-13"]' \
		"$(jq -c 'map(.due)' "$output")"
	ok undo
done
year="doesn't say which number is the year; write it with four digits; --dates dmy reads it as the last"
for day in 26-Jan-13 13-jan-26; do
	printf 'Record Id,Subject,Due Date\nd3,a,%s\n' "$day" >days.csv
	doubtful days.csv zoho-tasks 2 3 "'$day' $year"
done
ok import days.csv --as zoho-tasks --dates dmy
printf 'Record Id,Subject,Due Date\nd4,a,26-Jan-99\nd5,b,13 Jan 26\nd6,c,26-Jan-2013\n' >days.csv
ok import days.csv --as zoho-tasks
ok action list --sort id --json=due
same 'named months' '["2026-01-13","1999-01-26","2026-01-13","2013-01-26"]' \
	"$(jq -c 'map(.due)' "$output")"

# a customer may be called Total; a sum has numbers beside the word, and no more
printf '客户名称,备注,电话\nTotal,,+33 1 47\nSum,Paris,\nTotal:,,\n总计,甲,1\n' >sum.csv
ok import sum.csv --as fxiaoke-accounts --json=created
expect '{"created":4}'
for row in '合计：,,1' 'Total,"￥1,234.50",' ' Sum ,3,35%'; do
	printf '客户名称,备注,电话\n甲,,\n%s\n' "$row" >sum.csv
	doubtful sum.csv fxiaoke-accounts 3 0 \
		"the row looks like a sum; take it out; or, if it is a record, \
give it an id in the column '客户编号'"
done
# what is advised then is right: with an id it is a record, a sum beside it none
printf '客户名称,备注,客户编号\nTotal,12,K9\n' >sum.csv
ok import sum.csv --as fxiaoke-accounts --json=created
expect '{"created":1}'
ok account list source=fxiaoke:K9 --json=name,description
expect '[{"name":"Total","description":"12"}]'
printf '合计,3,\n' >>sum.csv
doubtful sum.csv fxiaoke-accounts 3 0 \
	"the row looks like a sum; take it out; or, if it is a record, \
give it an id in the column '客户编号'"
# where the layout has no ids it is added by hand
printf '客户名称,跟进内容,创建时间\n甲,电话,2026-01-05 08:05\n合计,2,3\n' >sum.csv
run import sum.csv --as fxiaoke-activities --json
expect_part 'take it out; or, if it is a record: kam comm add'

# a blank behind the last column is nothing, a word there is too much
printf 'Record Id,Account Name,Phone\ns1,Surplus,1, ,\302\240\ns2,Two,1\n' >blank.csv
ok import blank.csv --as zoho-accounts --json=created
expect '{"created":2}'
finish
