# The verbs that every kind has: what they take, refuse and give back.
. "$KAM_SOURCE/tests/cli/lib.sh"

json()
{
	same "$1" "$(jq -c "$2" "$output")" "$3"
}

ok init --timezone Asia/Shanghai
ok account add Acme --key acme
ok contact add Anna Weber --accounts acme:buyer
expect 'CON-1  Anna Weber'

# add: words are the title; a line for people, ID and title for scripts
ok req add single sign-on -A acme --effort 1.5 --tags a,b
expect 'REQ-1  single sign-on'
ok req add 'a\b' -A acme --porcelain
expect 'REQ-2	a\\b'
refuse 65 req add '' -A acme
expect_error 'needs its title'
refuse 64 req add words -A acme --title words
expect_error 'as words and as --title'
refuse 65 req add nobody
expect_error 'needs its account'
ok req add second -A acme --porcelain
expect 'REQ-3	second'
ok req add third -A acme --json
json 'one record is an object' '[.id,.version,.project]' '["REQ-4",1,null]'
ok req add fourth -A acme --json=title,id
same 'keys in the order asked for' "$(cat "$output")" \
	'{"title":"fourth","id":"REQ-5"}'

# add --from: an object, an array, lines; all or nothing; the id is kept
printf '{"id":"REQ-50","account":"acme","title":"one"}' >one
ok req add --from one --json=id
json 'a list' . '[{"id":"REQ-50"}]'
refuse 65 req add --from one
expect_error 'REQ-50 is there already'
printf '[{"title":"a"},{"title":"b","priority":"must"}]' >two
ok req add --from - -A acme --priority could --json=id,priority <two
json 'options are defaults' 'map(.priority)' '["could","must"]'
json 'numbers go on' '.[0].id' '"REQ-51"'
printf '{"title":"x"}\n\n{"title":"y"}\n{"titel":"z"}\n' >lines
refuse 64 req add --from lines -A acme --json
same 'error' "$(jq -r '.field + "," + .hint' "$errors")" \
	"titel,did you mean 'title'?"
expect_error 'line 4'
ok req list --all --json
json 'nothing of it' length 8
: >nothing
ok req add --from nothing --json
json 'none' . '[]'
refuse 66 req add --from missing
refuse 64 req add title --from one
printf '{"id":"RISK-1","title":"x"}' >other
refuse 65 req add --from other -A acme
expect_error 'not the ID of any req'

# a number goes in whole or not at all
for number in 1.5e-9 0.0000015 1.23e-5 1e15 1e300 9007199254740993; do
	printf '{"title":"n","effort":%s}' $number >number
	refuse 65 req add --from number -A acme
done
for number in 1e3=1000 1.5e-1=0.15 1e-5=0.00001 123456789012.5=123456789012.5; do
	printf '{"title":"n","effort":%s}' "${number%=*}" >number
	ok req add --from number -A acme --json=effort
	same "$number" "$(cat "$output")" "[{\"effort\":${number#*=}}]"
done
for value in true '{"a":1}' '["x"]'; do
	printf '{"title":%s}' "$value" >shape
	refuse 65 req add --from shape -A acme
	expect_error 'wrong shape'
done
printf '{"title":"s","status":3}' >shape
refuse 65 req add --from shape -A acme

# show: notes and links for people only, days in the register's zone
KAM_NOW=2026-11-23T17:00:00Z ok req note 1 said by phone
expect 'NOTE-1  said by phone'
printf 'from a file\nof two lines\n\n' >text
ok req note REQ-1 --from - --json=text <text
json 'no empty last line' .text '"from a file\nof two lines"'
refuse 64 req note 1 words --from text
refuse 64 req note 1
refuse 65 req note 1 --from nothing
ok req link 1 relates REQ-3
expect 'LNK-1  REQ-1 relates REQ-3'
ok req link 1 relates 'REQ-3'
expect 'LNK-1  REQ-1 relates REQ-3'
ok req link 1 blocks acme
# a number alone is of the verb's noun; without one it is of no kind
ok req link 1 blocks 3 --json=to_record
expect_part '"REQ-3"'
ok req unlink 1 blocks 3
refuse 65 impact 3
expect_error 'REQ-3'
refuse 65 req link 1 'a,b' REQ-3
refuse 66 req link 1 relates REQ-99
# a part of a name finds whom may be meant
refuse 66 req edit 1 --source-contact weber
expect_error 'did you mean CON-1 (Anna Weber)?'
refuse 66 req edit 1 --source-contact %
expect_error 'kam contact list'
ok req show 1
expect 'Notes     2026-11-24  said by phone'
expect_part 'relates REQ-3'
ok req show 3
expect_part 'REQ-1 relates REQ-3'
ok req show 1 3 --json=id
json 'several are a list' . '[{"id":"REQ-1"},{"id":"REQ-3"}]'
ok req show 1 --json
json 'a record is its fields' 'has("notes")' false
refuse 66 req show 1 99
refuse 64 req show

# link is taken away by its ends
ok req unlink 1 relates REQ-3
expect 'LNK-1  REQ-1 relates REQ-3'
refuse 66 req unlink 1 relates REQ-3
ok link list --json=relation
json 'the other stays' . '[{"relation":"blocks"}]'

# list
ok req list tags=a --json=title,tags
json 'filter' . '[{"title":"single sign-on","tags":["a","b"]}]'
ok req list --sort -id --limit 1 --fields id --porcelain
same 'a line' "$(wc -l <"$output" | tr -d ' ')" 1
ok req list --count-by priority --json
json 'counts' 'map(select(.value == "must"))' '[{"value":"must","count":1}]'
refuse 64 req list --count-by nothing
expect_error 'one of: id,account'
refuse 64 req list --json=id,nothing
same 'field' "$(jq -r .field "$errors")" nothing

# edit: one, several, none of them where one fails
ok req edit 1 --priority must --if-version 1
expect 'REQ-1  single sign-on'
refuse 75 req edit 1 --priority could --if-version 1
expect_error 'at version 2, not 1'
ok req edit 1 3 --priority should --json=id,version
json 'several' . '[{"id":"REQ-1","version":3},{"id":"REQ-3","version":2}]'
refuse 66 req edit 3 99 --priority wont
ok req edit 3 --priority ''
ok req show 3 --json=priority,version
json 'unset' . '{"priority":null,"version":3}'
refuse 64 req edit 1
refuse 64 req edit --priority must
printf '{"id":"REQ-3","effort":"2.5","tags":["x"]}\n{"id":"REQ-4","title":"3rd"}' >e
ok req edit --from - --json=id,effort <e
json 'from' . '[{"id":"REQ-3","effort":2.5},{"id":"REQ-4","effort":null}]'
printf '{"id":"REQ-3","effort":9}\n{"id":"REQ-4","title":null}' >e
refuse 65 req edit --from e
ok req show 3 --json=effort
json 'all or nothing' . '{"effort":2.5}'
for refused in '"status":"agreed"' '"agreed_on":"2026-01-01"'; do
	printf '{"id":"REQ-3",%s}' "$refused" >e
	refuse 65 req edit --from e
done
printf '{"effort":1}' >e
refuse 65 req edit --from e
expect_error 'without its id'
ok req show 3 --json
mv "$output" e
ok req edit --from e --json=version
json 'unchanged' . '[{"version":4}]'

# tags
ok req tag 3 y x y
ok req show 3 --json=tags
json 'no tag twice' .tags '["x","y"]'
ok req untag 3 x nothing
ok req show 3 --json=tags
json 'untag' .tags '["y"]'
refuse 64 req tag 3
refuse 64 note tag 1 word
expect_error 'no note has tags'

# moves: fields and the move in one, several in one operation
refuse 65 req agree 3
expect_error "needs agreed_with"
ok req agree 3 4 --agreed-with CON-1 --json=id,status,agreed_on
json 'moved' . '[{"id":"REQ-3","status":"agreed","agreed_on":"2026-11-23"},'\
'{"id":"REQ-4","status":"agreed","agreed_on":"2026-11-23"}]'
refuse 65 req agree 3 --agreed-with CON-1
refuse 75 req defer 3 --reason later --if-version 1
ok req defer 3 --reason later
expect 'REQ-3  second  (deferred)'

# rm
refuse 64 req rm 5
expect_error 'needs --yes'
ok req rm 5 --dry-run
expect 'REQ-5  fourth'
ok req show 5
refuse 65 req rm 5 1 --yes
expect_error 'refers to REQ-1'
ok req show 5
ok req rm 5 --yes --json=id
json 'removed' . '{"id":"REQ-5"}'
refuse 66 req show 5

# history and log: values as the record has them
ok account edit acme --value '90071992547409.93 EUR'
ok account history acme --json
json 'money' '.[1].after' '{"amount":"90071992547409.93","currency":"EUR"}'
ok account history acme --fields field,after
expect 'Value    90,071,992,547,409.93 EUR'
ok contact history 1 --json
json 'made' '.[0] | [.field,.before,.after]' \
	'["created",null,{"accounts":[{"id":"ACC-1","role":"buyer"}],'\
'"name":"Anna Weber","status":"active"}]'
ok req history 3 --json
json 'fields' 'map(select(.field == "effort" or .field == "agreed_with")) |
	map([.before,.after])' '[[null,2.5],[null,"CON-1"]]'
json 'tags' 'map(select(.field == "tags").after)' '[["x"],["x","y"],["y"]]'
ok req history 1 --format csv --fields field,after
same 'no record in a cell' "$(sed -n 2p "$output" | tr -d '\r')" created,
ok log REQ-5 --json
json 'of what was removed' 'map(.changes[0].field)' '["removed","created"]'
ok log REQ-3 --limit 1 --json=command
json 'newest' . '[{"command":"kam req defer 3 --reason later"}]'
ok log acme --json
json 'by key' 'map(.changes[].id) | unique' '["ACC-1"]'
ok log --since 2026-11-25
expect_nothing
ok log REQ-3 --since 2026-11-25 --json
json 'none' . '[]'
refuse 66 log REQ-99
refuse 66 log nobody
refuse 65 log --since never
ok log --limit 3
same 'a line each' "$(wc -l <"$output" | tr -d ' ')" 4

# setting
ok setting --json
json 'a list' 'map(select(.name == "risk.matrix").value)' '["5x5"]'
ok setting set risk.matrix 3x3
ok setting get risk.matrix
expect 3x3
ok setting unset risk.matrix
expect 5x5
refuse 65 setting set timezone Mars/Olympus
refuse 64 setting set risk.matirx 3x3
expect_error "did you mean 'risk.matrix'?"

# status, schema, fsck
ok use acme
ok req list --json
open=$(jq length "$output")
ok status --json
json 'open' '[.account, (.kinds[] | select(.kind == "req").open)]' \
	"[\"acme\",$open]"
ok schema req
json 'all keys' '(.required | length) == (.properties | length)' true
refuse 64 schema nothing
ok fsck --json
json 'whole' '[.ok,.findings]' '[true,[]]'

# an account is not above itself, however far up
ok account add Holding --key holding
ok account add Branch --key branch --parent holding
refuse 65 account edit holding --parent branch
expect_error "its parent 'branch' leads back to it"
refuse 65 account edit branch --parent branch
# somebody confirms: whoever gave the feedback, unless another is named
ok contact add Boss --accounts holding
ok feedback add slow -A holding --type complaint
ok feedback respond FB-1 --response 'an index was missing'
refuse 65 feedback confirm FB-1
expect_error '--by CONTACT'
ok feedback edit FB-1 --contact Boss
ok feedback confirm FB-1 --json=confirmed_by
expect_part '"confirmed_by":"CON-'
# each setting has its rule
while read -r name wrong; do
	refuse 65 setting set "$name" "$wrong"
done <<'END'
timezone Nowhere/Land
risk.matrix none
risk.levels none
req.weights none
req.lint.skip none
account.tier.weights none
account.tier.levels none
next.weights none
comm.silence.tiers none
comm.silence.influence none
survey.throttle often
issue.escalate.high soon
feedback.respond.high soon
report.template none
health.window 0
health.stale never
plan.stale soon
END
refuse 66 setting set calendar none
refuse 64 setting set nonsense 1
# whose key is taken away gets the one that its title makes: others name it so
ok member add 'Wei Chen' --key wei
ok account edit acme --owner wei
ok member edit wei --key ''
ok account list key=acme --json=owner
json 'an owner without a key of their own' '.[0].owner' '"wei-chen"'
ok member add 'Wei Chen'
ok member edit wei-chen-2 --key ''
ok member edit wei-chen --key wei-chen
ok member list --json=key
json 'keys apart' '[.[].key] | unique | length == 2' true
ok account health --history --by week --json

finish
