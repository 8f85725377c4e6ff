# Options, the register they lead to and how mistakes are told.
. "$(dirname "$0")/lib.sh"

# no register yet
refuse 66 risk list
expect_error "'kam init' makes one"

# kam init
ok init --timezone Asia/Shanghai
expect_part "$PWD/.kam/register.db"
same 'folder' "$(stat -c %a .kam)" 700
same 'file' "$(stat -c %a .kam/register.db)" 600
run init
[ "$status" -ne 0 ] || fail 'a register was made anew'
mkdir other
refuse 65 init other --timezone Mars/Olympus
[ ! -e other/.kam ] || fail 'a folder was left'
refuse 64 init other --shared=world
ok init other --shared=group
same 'shared' "$(stat -c %a other/.kam)" 2770
(umask 000 && "$KAM" --register "$PWD/plain/r.db" init >/dev/null)
same 'umask' "$(stat -c %a plain/r.db)" 600
refuse 64 --register x init other

# found upward; the nearest wins; options before and after
mkdir -p a/b
cd a/b || exit 1
ok risk list
expect_nothing
ok --json risk list
expect '[]'
ok risk list --json
expect '[]'
ok --register ../../plain/r.db risk list
KAM_REGISTER=/nowhere/r.db refuse 66 risk list
KAM_REGISTER=/nowhere/r.db ok --register ../../plain/r.db risk list
refuse 66 --register :memory: risk list
refuse 66 --register 'file:x?mode=memory' risk list
[ ! -e :memory: ] || fail 'a file was made'
KAM_CEILING=$PWD refuse 66 risk list

# one that others may write is not opened, nor the next one up
mkdir -p c/.kam
cp ../../.kam/register.db c/.kam/
chmod 777 c/.kam
(cd c && "$KAM" risk list) >"$output" 2>"$errors"
same 'others' "$?" 77
expect_error 'may be written by others'
ok config --add safe.register "$PWD/c"
(cd c && "$KAM" risk list) >"$output" 2>"$errors"
same 'trusted' "$?" 0
cd ../..

# unknown, twice, without a value
refuse 64 risk list --srot due
expect_error "did you mean '--sort'?"
refuse 64 risk add --titel x
expect_error "did you mean '--title'?"
refuse 64 risk add --title
expect_error "'--title' needs a value"
refuse 64 risk add --title --json
refuse 64 risk add --title a --title b
expect_error "'--title' is given twice"
refuse 64 risk list --all=yes
refuse 64 risk list -xa
refuse 64 risk list --limit many
refuse 64 risk list --limit 0
refuse 64 risk list --format xml
expect_error 'one of: table, json'
refuse 64 risk list --fields id,nothing
refuse 64 risk list --color=purple
refuse 64 risk list "--$(printf '%0100000d' 0)"
refuse 64 risk show
refuse 64 "$(printf 'risk\033[2J')"
same 'escaped' "$(tr -d '\n' <"$errors" | tr -dc '\033')" ''

# errors as an object
refuse 64 --json risk lst
same 'code' "$(jq -r .code "$errors")" usage
same 'keys' "$(jq -c keys "$errors")" '["code","field","hint","message"]'
refuse 66 risk show 99 --json
same 'code' "$(jq -r .code "$errors")" not_found

# fields: dashes or underscores, after "--" data, by "=" or the next word
ok account add --name 'Acme' --key acme
ok risk add --account acme --title=Fire --response-plan 'Call -9' \
	--tags a --tags b --satisfaction
ok risk show 1 --json
same 'title' "$(jq -r .title "$output")" Fire
same 'plan' "$(jq -r .response_plan "$output")" 'Call -9'
same 'tags' "$(jq -c .tags "$output")" '["a","b"]'
same 'flag' "$(jq .satisfaction "$output")" true
ok risk edit 1 --response_plan -5 --no-satisfaction
ok risk show 1 --json
same 'negative' "$(jq -r .response_plan "$output")" -5
same 'no flag' "$(jq .satisfaction "$output")" false
ok risk edit 1 --satisfaction yes
ok risk show 1 --json=title,satisfaction
same 'chosen' "$(jq -c . "$output")" '{"title":"Fire","satisfaction":true}'

# the scope: kam use < environment < options
ok account add --name 'Beta' --key beta
ok project add -A acme --key portal --name Portal
ok use acme/portal --json
expect '{"account":"acme","project":"acme/portal"}'
ok use acme/portal
expect_nothing
ok use --json
same 'use' "$(jq -c . "$output")" \
	'{"account":"acme","project":"acme/portal"}'
ok risk add --title Flood
ok risk show 2 --json=account,project
same 'scope' "$(jq -r .account "$output")" acme
same 'project set' "$(jq '.project != null' "$output")" true
KAM_ACCOUNT=beta ok risk add --title Frost
ok risk show 3 --json=account,project
same 'environment' "$(jq -c . "$output")" '{"account":"beta","project":null}'
ok -A beta risk add --title Storm
ok risk show 4 --json=account,project
same 'option' "$(jq -c . "$output")" '{"account":"beta","project":null}'
ok risk list --json=id
same 'listed' "$(jq length "$output")" 1
ok risk list -A beta --json=id
same 'listed' "$(jq length "$output")" 2
refuse 66 use nobody
ok use --none
ok risk list --json=id
same 'all' "$(jq length "$output")" 4
refuse 66 risk list -A nobody

# found some
run risk list --exit-code
same 'found' "$status" 1
ok risk list --exit-code title=none
expect_nothing

# the clock
KAM_NOW=yesterday refuse 64 risk list
expect_error KAM_NOW

# secrets stay out of the journal
ok -c mail.password=hush risk add -A beta --title Hail
[ "$(grep -c hush .kam/register.db)" -eq 0 ] || fail 'a secret was kept'
grep -q 'mail.password=\*\*\*' .kam/register.db || fail 'no mark of it'

# what other programs call it, and where a filter was meant
refuse 64 list
expect_error 'kam NOUN list'
refuse 64 req delete 1
expect_error "did you mean 'rm'?"
refuse 64 requirement list
expect_error "did you mean 'req'?"
refuse 64 req list --priority must
expect_error 'priority=VALUE'
refuse 64 req list 'status!=dropped'
expect_error 'FIELD.ne=VALUE'
finish
