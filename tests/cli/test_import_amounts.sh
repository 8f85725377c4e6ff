# import: amounts at the borders of what is read at first sight.
. "$KAM_SOURCE/tests/cli/lib.sh"

# read_as CELL CURRENCY 'amount': of a file without that column where it is -
read_as()
{
	n=$((n + 1))
	if [ "$2" = - ]; then
		printf 'Record Id;Account Name;Annual Revenue\na%d;A%d;%s\n' \
			"$n" "$n" "$1"
	else
		printf 'Record Id;Account Name;Annual Revenue;Currency\n'
		printf 'a%d;A%d;%s;%s\n' "$n" "$n" "$1" "$2"
	fi >amount.csv
	ok import amount.csv --as zoho-accounts --json
	said=$(jq -r .message "$errors")
	same "'$1' $2" "$3" "$("$KAM" account show "a$n" --json=value |
		jq -r '.value | "\(.amount) \(.currency)"')"
}

# refused CELL CURRENCY 'text'
refused()
{
	printf 'Record Id;Account Name;Annual Revenue;Currency\nb;B;%s;%s\n' \
		"$1" "$2" >amount.csv
	run import amount.csv --as zoho-accounts --json
	same "status of '$1' $2" 65 "$status"
	expect_part "\"line\":2,\"column\":3,\"message\":\"$3"
}

n=0
ok init

# as many decimals as the currency has, fewer, none
read_as 12.34 EUR '12.34 EUR'
read_as 12.3 EUR '12.30 EUR'
read_as 12 EUR '12.00 EUR'
read_as 0012.30 EUR '12.30 EUR'
read_as 0 EUR '0.00 EUR'
read_as 12.345 KWD '12.345 KWD'
read_as 1.2 KWD '1.200 KWD'
read_as 12 JPY '12 JPY'
same 'nothing is said' '' "$said"

# more of them, one mark alone, another mark
read_as 12.3456 EUR '12.34 EUR'
same 'what was cut is said' "line 2, column 3: amounts in EUR, of which this is the first, kept without the decimals that EUR hasn't: 1" "$said"
read_as 12.0 JPY '12 JPY'
read_as 5. EUR '5.00 EUR'
read_as .5 EUR '0.50 EUR'
read_as 12,34 EUR '12.34 EUR'
refused 1.234 EUR "'1.234' doesn't say whether its point is before decimals"
refused 1.234 JPY "'1.234' doesn't say whether its point is before decimals"
refused 1.2.3 EUR "'1.2.3' is not an amount of money"
refused 12x EUR "'12x' is not an amount of money"

# as long as they come
read_as 999999999999.99 EUR '999999999999.99 EUR'
read_as 1234567890123.99 EUR '1234567890123.99 EUR'
read_as 92233720368547758.07 EUR '92233720368547758.07 EUR'
refused 92233720368547758.08 EUR \
	"'92233720368547758.08 EUR' is not an amount of money"

# a currency that there is none of, or not in its capitals
refused 12.34 XQX "no currency 'XQX'"
refused 12.34 eur "'12.34' is not in eur"
refused 12.34 EU "'12.34 EU' is not an amount of money"
refused 12.34 EURO "'12.34 EURO' is not an amount of money"

# without a currency it is the register's, as of now
refused 12.34 '' "'12.34' names no currency"
ok setting set currency JPY
read_as 1200 - '1200 JPY'
read_as ¥5 - '5 JPY'
read_as 5.00 '' '5 JPY'
read_as 12.34 USD '12.34 USD'
read_as '12.34 USD' - '12.34 USD'
ok setting set currency CNY
read_as 1200 - '1200.00 CNY'
read_as 1,200.50元 - '1200.50 CNY'
read_as 12.3456万 '' '123456.00 CNY'

# kam's own, typed in full width; a blank of that width unsets
ok account add Acme --key acme --value '5 EUR'
printf 'key,name,value\nacme,Acme,７.5:EUR\n' >own.csv
ok import own.csv --as csv --kind account --match key --json=updated
ok account show acme --json=value
expect '{"value":{"amount":"7.50","currency":"EUR"}}'
printf 'key,name,value\nacme,Acme,\343\200\200\n' >own.csv
ok import own.csv --as csv --kind account --match key --json=updated
ok account show acme --json=value
expect '{"value":null}'

finish
