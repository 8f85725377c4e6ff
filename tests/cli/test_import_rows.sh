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

finish
