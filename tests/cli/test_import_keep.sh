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

# changed in both places: the file's, and it is said
accounts 222 Oil 15 key >file.csv
brings zoho-accounts '0 1 0' \
	"line 2, column 3: Phone of ACC-1 was changed here, too: '999' is replaced"
account_is '["222","Oil",15,["mine"]]'
# from then on it is the file's
accounts 333 Oil 15 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["333","Oil",15,["mine"]]'

# both say the same now, or only spell it otherwise: nothing to do
ok account edit acme --phone 444
accounts 444 Oil 15 key >file.csv
brings zoho-accounts '0 0 1' ''
accounts '" 444 "' Oil 15.0 key >file.csv
brings zoho-accounts '0 0 1' ''
before=$("$KAM" log --json | jq length)
accounts 444 Oil '15.00' key >file.csv
brings zoho-accounts '0 0 1' ''
same 'no operation for other spellings' "$before" \
	"$("$KAM" log --json | jq length)"

# an import that is undone no longer counts
replaced="line 2, column 3: Phone of ACC-1 was changed here, too: '444' is replaced"
accounts 555 Oil 15 key >file.csv
brings zoho-accounts '0 1 0' "$replaced"
ok undo
accounts 555 Oil 15 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["555","Oil",15,["mine"]]'

# what was unset here stays so
ok account edit acme --industry ''
accounts 555 Oil 16 key >file.csv
brings zoho-accounts '0 1 0' ''
account_is '["555",null,16,["mine"]]'

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
ok contact edit CON-1 --accounts 'ACC-1:buyer,ACC-2:sponsor'
contacts Finance >file.csv
brings zoho-contacts '0 1 0' ''
same 'the contact' '["Finance",["buyer","sponsor"]]' \
	"$("$KAM" contact show CON-1 --json |
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
same 'who is above' CON-3 "$("$KAM" contact show CON-2 --json |
	jq -r .reports_to)"

# a likely duplicate is told of once, not with each change
dups()
{
	printf 'Record Id,Account Name,Phone\n'
	printf 'zd_1,Twin,1\nzd_2,Twin,%s\n' "$1"
}
dups 2 >file.csv
brings zoho-accounts '2 0 0' "line 3: 'Twin' is likely a duplicate of ACC-3"
dups 3 >file.csv
brings zoho-accounts '0 1 1' ''

# by a source that came later: known by both, each with its own last word
printf '客户编号,客户名称,电话\nF1,Beta,777\n' >f.csv
ok import f.csv --as fxiaoke-accounts --match name
ok account edit beta --phone 888
printf '客户编号,客户名称,电话,行业\nF1,Beta,777,化工\n' >f.csv
ok import f.csv --as fxiaoke-accounts
same 'of a second source' '["888","化工"]' \
	"$("$KAM" account show beta --json | jq -c '[.phone, .industry]')"
ok fsck
finish
