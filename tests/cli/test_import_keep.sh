# import: a record changed there, here, or in both places.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init
# brings LAYOUT 'counts' 'words', of file.csv
brings()
{
	ok import file.csv --as "$1" --json
	same "counted of $1" "$2" \
		"$(jq -r '"\(.created) \(.updated) \(.unchanged)"' "$output")"
	said=$(jq -r .message "$errors")
	same "said of $1" "$3" "$said"
}
account_is()
{
	same 'the account' "$1" "$("$KAM" account show acme --json |
		jq -c '[.phone, .industry, .employees, .tags]')"
}
accounts()
{
	printf 'Record Id,Account Name,Phone,Industry,Employees,Tag\n'
	printf 'zcrm_1,Acme,%s,%s,%s,%s\n' "$@"
}

accounts 111 Energy 10 key >file.csv
brings zoho-accounts '1 0 0' ''
ok account edit acme --phone 999 --tags mine

# what the file says anew is taken, what was changed here stays
accounts 111 Energy 15 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["999","Energy",15,["mine"]]'
# and again, although the file was brought in between
accounts 111 Oil 15 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["999","Oil",15,["mine"]]'
ok fsck

# what the file says anew counts, whatever was changed here
accounts 222 Oil 15 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["222","Oil",15,["mine"]]'

# both came to say the same: the last word of either counts
ok account edit acme --phone 444
accounts 444 Oil 15 key >file.csv
brings zoho-accounts '0 1 0' ''
accounts 444 Oil 16 key >file.csv
brings zoho-accounts '0 1 0' ''
accounts 222 Oil 16 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["222","Oil",16,["mine"]]'
ok account edit acme --phone 444
accounts 222 Oil 15 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["444","Oil",15,["mine"]]'

# an import that is undone is none
accounts 555 Oil 15 key >file.csv
brings zoho-accounts '0 1 0' ''
ok undo
account_is '["444","Oil",15,["mine"]]'
accounts 222 Oil 17 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["444","Oil",17,["mine"]]'
accounts 555 Oil 17 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["555","Oil",17,["mine"]]'

# what was unset here stays so
ok account edit acme --industry ''
accounts 555 Oil 16 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["555",null,16,["mine"]]'

# an amount and its currency are one thing, as the lines of an address are
money()
{
	printf 'Record Id,Account Name,Annual Revenue,Currency\nzm_1,Money,100,%s\n' \
		"$1"
}
money EUR >file.csv
brings zoho-accounts '1 0 0' ''
money USD >file.csv
brings zoho-accounts '0 1 0' ''
same 'the amount' '{"amount":"100.00","currency":"USD"}' \
	"$("$KAM" account show money --json | jq -c .value)"
lines()
{
	printf 'Record Id,Account Name.id,Account Name,First Name,Last Name,Mailing Street,Mailing City\n'
	printf 'zl_1,zcrm_1,Acme,%s,Line,High St 1,%s\n' "$@"
}
lines Eve Bath >file.csv
brings zoho-contacts '1 0 0' ''
lines Eva Hull >file.csv
brings zoho-contacts '0 1 0' ''
same 'the lines' '["Eva Line","High St 1\nHull"]' \
	"$("$KAM" contact show CON-1 --json | jq -c '[.name, .address]')"

# a state that a move made is not taken back
tasks()
{
	printf 'Record Id,Subject,Due Date,Status,Description\n'
	printf 'zt_1,Call,2026-12-01,%s,%s\n' "$@"
}
tasks 'Not Started' one >file.csv
brings zoho-tasks '1 0 0' ''
ok action finish ACT-1
tasks 'Not Started' two >file.csv
brings zoho-tasks '0 1 0' ''
same 'the action' '["done","two"]' "$("$KAM" action show ACT-1 --json |
	jq -c '[.status, .description]')"
ok fsck

# roles and further accounts of a contact
contacts()
{
	printf 'Record Id,Account Name.id,Account Name,First Name,Last Name,Department\n'
	printf 'zc_1,zcrm_1,Acme,Anna,Weber,%s\n' "$1"
}
contacts Sales >file.csv
brings zoho-contacts '1 0 0' ''
ok account add Beta
ok contact edit CON-2 --accounts 'ACC-1:buyer,ACC-2:sponsor'
contacts Finance >file.csv
brings zoho-contacts '0 1 0' ''
same 'the contact' '["Finance",["buyer","sponsor"]]' \
	"$("$KAM" contact show CON-2 --json |
	jq -c '[.department, [.accounts[].role]]')"

# a reference to a row further down is something new, too
contacts_up()
{
	printf 'Record Id,Account Name.id,Account Name,First Name,Last Name,Reporting To.id,Reporting To\n'
	printf 'zc_2,zcrm_1,Acme,Ben,Low,%s\n' "$1"
}
contacts_up , >file.csv
brings zoho-contacts '1 0 0' ''
{
	contacts_up 'zc_3,Cleo High'
	printf 'zc_3,zcrm_1,Acme,Cleo,High,,\n'
} >file.csv
brings zoho-contacts '1 1 0' ''
same 'who is above' CON-4 "$("$KAM" contact show CON-3 --json |
	jq -r .reports_to)"

# a likely duplicate is told of once, not with each change
dups()
{
	printf 'Record Id,Account Name,Phone\n'
	printf 'zd_1,Twin,1\nzd_2,Twin,%s\n' "$1"
}
dups 2 >file.csv
brings zoho-accounts '2 0 0' "line 3: 'Twin' is likely a duplicate of ACC-4"
dups 3 >file.csv
brings zoho-accounts '0 1 1' ''

# another record's other name is no other record
contacts Finance | sed 's/,Acme,/,Acme Ltd,/' >file.csv
brings zoho-contacts '0 1 0' ''
same 'the roles' '["buyer","sponsor"]' \
	"$("$KAM" contact show CON-2 --json | jq -c '[.accounts[].role]')"

# one that was made here is the file's from then on
printf '客户编号,客户名称,电话\nF1,Beta,777\n' >f.csv
ok import f.csv --as fxiaoke-accounts --match name
ok account edit beta --phone 888
printf '客户编号,客户名称,电话,行业\nF1,Beta,777,化工\n' >f.csv
ok import f.csv --as fxiaoke-accounts
same 'one that was matched' '["888","化工"]' \
	"$("$KAM" account show beta --json | jq -c '[.phone, .industry]')"

# of a second source less is known: a row that says something new counts whole
printf '客户编号,客户名称,电话\nF2,Acme,777\n' >f.csv
ok import f.csv --as fxiaoke-accounts --match name
ok account edit acme --phone 888
ok import f.csv --as fxiaoke-accounts
same 'the same row' 888 "$("$KAM" account show acme --json | jq -r .phone)"
printf '客户编号,客户名称,电话,行业\nF2,Acme,777,化工\n' >f.csv
ok import f.csv --as fxiaoke-accounts
same 'another row' '["777","化工"]' \
	"$("$KAM" account show acme --json | jq -c '[.phone, .industry]')"
ok fsck
finish
