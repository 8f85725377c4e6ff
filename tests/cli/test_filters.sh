# Filters, order, limits and counts.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok config user.email li@firm.test
ok member add 'Li Lei' --key li --email li@firm.test
ok member add Wu
ok account add Acme --value '1200 EUR'
ok account add Beta --value '900 EUR' --owner wu
ok account add Gamma --value '5000 CNY'
ok contact add Anna --accounts acme:buyer,beta
ok req add 'Portal login' -A acme --priority must --due 2026-12-01 --owner li \
	--tags web,auth --effort 2.5
ok req add 'portal search' -A acme --priority should --due 2026-12-24 \
	--owner wu --tags web --core
ok req add '门户 报表' -A beta --priority could --effort 0.5
ok req add 'Old wish' -A beta --priority wont
ok req drop 4 --reason 'not needed'
ok comm log 'first call' -A acme --at '2026-11-20 23:30'
ok comm log 'second call' -A acme --at '2026-11-21 00:30'

# list WANTED FILTER …: the IDs, in order
list()
{
	wanted=$1
	shift
	ok req list --fields id --porcelain "$@"
	same "req list $*" "$wanted" "$(tr '\n' ' ' <"$output" | sed 's/ $//')"
}

list 'REQ-1 REQ-2 REQ-3'
list 'REQ-1 REQ-2 REQ-3 REQ-4' --all
list 'REQ-4' status=dropped
list 'REQ-4' status=closed
list 'REQ-1 REQ-2 REQ-3' status=open
list 'REQ-1 REQ-2 REQ-3' status.ne=closed
list 'REQ-1' priority=must
list 'REQ-1 REQ-2' priority.ge=should
list 'REQ-3' priority.lt=should
list 'REQ-2 REQ-3' priority.ne=must
list 'REQ-1 REQ-3' priority=must,could
list 'REQ-1' due.by=2026-12-01
list 'REQ-2' due.after=2026-12-01
list 'REQ-1' due.by=+14d
list 'REQ-3' due=
list 'REQ-1 REQ-2' due.ne=
list 'REQ-1' owner=me
list 'REQ-2' owner=wu
list 'REQ-1 REQ-2' owner=li,wu
list 'REQ-2 REQ-3' owner.ne=li
list 'REQ-1 REQ-2' title~PORTAL
list 'REQ-3' title~报表
list 'REQ-2' title='portal search'
list 'REQ-1 REQ-2' tags=web
list 'REQ-1' tags=auth tags=web
list 'REQ-3' tags=
list 'REQ-2 REQ-3' tags.ne=auth
list 'REQ-2' core=yes
list 'REQ-1' effort.gt=1
list 'REQ-1 REQ-2' account=acme
list 'REQ-3' -A beta
# what an owner is called, though a list for machines has keys only
list 'REQ-2' owner~wu
list 'REQ-1' 'owner~Li Lei'
list 'REQ-2' id=REQ-2
list 'REQ-1 REQ-3' id=REQ-1,3
refuse 64 req rank REQ-1
expect_error 'id=REQ-1'
list 'REQ-2' id.ne=1,REQ-3
list 'REQ-1 REQ-2 REQ-3' created=today
list '' created.before=today
list 'REQ-3 REQ-2 REQ-1' --sort priority
list 'REQ-1 REQ-2 REQ-3' --sort -priority
list 'REQ-1 REQ-2 REQ-3' --sort due
list 'REQ-2 REQ-1 REQ-3' --sort -due
list 'REQ-2 REQ-1' --sort -title --limit 2 -A acme

# a day of a moment is the day in the register's zone
ok comm list at=2026-11-20 --fields summary --porcelain
expect 'first call'
same 'lines' 1 "$(wc -l <"$output" | tr -d ' ')"
ok comm list at.by=2026-11-20 --count-by channel --porcelain
expect 'call	1'
ok account list value.ge='1000 EUR' --fields key --porcelain
same 'accounts' acme "$(cat "$output")"
ok contact list accounts=beta --fields name --porcelain
same 'contacts' Anna "$(cat "$output")"
ok req list --count-by tags --json
expect_part '{"value":"web","count":2}'
ok req list --count-by account --json
expect_part '{"value":"acme","count":2}'

# what is wrong is named, and nothing is spliced into a query
refuse 64 req list nosuch=1
expect_error "no req has a field 'nosuch'"
refuse 64 req list priority.like=x
refuse 64 req list due.by=
expect_error "a filter on 'due' has an empty value"
refuse 64 req list due=2026-12-01,
refuse 65 req list priority=urgent
expect_error 'one of: wont, could, should, must'
refuse 65 req list status=gone
refuse 65 req list due=2023-02-30
refuse 66 req list owner=nobody
refuse 64 req list --sort 'due; DELETE FROM req'
refuse 64 req list --sort tags
refuse 64 req list word
list '' title="x'); DROP TABLE req; --"
list '' title~"%_\\"
list 'REQ-1 REQ-2 REQ-3'
finish
