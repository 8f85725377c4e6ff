# The journal as a way back: undo, redo, what is refused and why; the register
# as it was; what differs; the anchor; and random work that is all taken back.
. "$KAM_SOURCE/tests/cli/lib.sh"

state()
{
	"$KAM" export --hash --json=sha256
}
at()
{
	KAM_NOW=$1
	export KAM_NOW
}

ok init --timezone Asia/Shanghai
ok config user.name Wang
refuse 66 undo
refuse 66 redo
ok account add 'Acme GmbH' --key acme
ok contact add 'Anna Weber' --accounts acme:buyer
ok req add 'single sign-on' -A acme --statement 'as it is' --tags one,two \
	--source-contact CON-1
ok req note 1 'a note'
before=$(state)
"$KAM" export >before.jsonl

# an edit, back and forth: the content is the same, the version goes on
ok req edit 1 --statement 'as it was' --priority must --tags three
after=$(state)
ok undo --dry-run
expect 'REQ-1  Statement  as it was  as it is'
same 'a dry run' "$(state)" "$after"
ok undo --json
same 'what was undone' "$(jq -c '[.of, .reverts, .command, .records,
	(.changes | map(.field))]' "$output")" '[6,6,"kam req edit 1 --statement '\
"'as it was'"' --priority must --tags three",1,["statement","priority","tags"]]'
same 'undone' "$(state)" "$before"
ok req show 1 --json=version
same 'the version' "$(cat "$output")" '{"version":3}'
refuse 75 req edit 1 --title x --if-version 2
refuse 64 undo x
refuse 64 undo --others
refuse 66 undo 99
refuse 65 undo 6
expect_error 'undone already'
refuse 65 undo 7
refuse 65 redo 5
expect_error 'not undone'
ok redo
same 'done again' "$(state)" "$after"
refuse 66 redo
ok undo
same 'undone again' "$(state)" "$before"

# any depth, down to where the register was made; and all of it again
for i in 1 2 3 4; do ok undo; done
ok req list --all --json
same 'nothing is left' "$(cat "$output")" '[]'
refuse 66 undo
for i in 1 2 3 4; do ok redo; done
same 'all of it' "$(state)" "$before"
ok export
same 'the record' "$(sed -n '/"REQ-1"/p' "$output" | head -n 1 |
	jq -c 'del(.version, .modified)')" "$(sed -n '/"REQ-1"/p' before.jsonl |
	head -n 1 | jq -c 'del(.version, .modified)')"
ok redo
same 'and the edit' "$(state)" "$after"
ok undo
# a write of one's own ends that
ok req add other -A acme
refuse 66 redo
ok redo 6
same 'by its number' "$("$KAM" req show 1 --json=statement)" \
	'{"statement":"as it was"}'
ok undo 6
ok fsck

# what was removed comes back with its number, version, times and lists; what
# came after it gets another number
ok req add third -A acme --tags a,b --core
ok req edit 3 --title 'the third'
ok req show 3 --json
third=$(cat "$output")
ok req rm 3 --yes
ok req add fourth -A acme
ok undo
ok undo
ok req show 3 --json
same 'as it was' "$(cat "$output")" "$third"
ok req add fifth -A acme
ok req show 5 --json=id
refuse 66 req show 4

# what is in the way is named
ok req edit 1 --title first
first=$("$KAM" log --head --json=operation | jq .operation)
ok req edit 1 --title second
ok req edit 1 --priority must
refuse 65 undo "$first"
expect_error 'changed Title of REQ-1 since'
expect_error "kam req edit 1 --title second"
expect_error "kam undo $((first + 1))"
ok undo $((first + 1))
ok undo "$first"
ok req show 1 --json=title,priority
same 'one of three' "$(cat "$output")" \
	'{"title":"single sign-on","priority":"must"}'
ok contact add 'Bob Beck' --accounts acme
bob=$("$KAM" log --head --json=operation | jq .operation)
ok req edit 1 --owner '' --source-contact CON-2
refuse 65 undo "$bob"
expect_error 'REQ-1 refers to CON-2'
ok req edit 1 --source-contact ''
cleared=$("$KAM" log --head --json=operation | jq .operation)
ok contact rm 2 --yes
refuse 65 undo "$cleared"
expect_error 'REQ-1 refers to CON-2'
ok undo
ok undo "$cleared"
ok account add One --key same
one=$("$KAM" log --head --json=operation | jq .operation)
ok account edit same --key different
ok account add Two --key same
refuse 65 undo $((one + 1))
expect_error 'has the key or name of ACC-2 now'
ok fsck

# somebody else's only when asked
ok req edit 1 --title mine
mine=$("$KAM" log --head --json=operation | jq .operation)
before=$(state)
KAM_ACTOR=Li
export KAM_ACTOR
refuse 66 undo
refuse 65 undo "$mine"
expect_error "operation $mine is by Wang"
expect_error "kam undo $mine --others"
ok undo "$mine" --others
unset KAM_ACTOR
ok redo "$mine" --others
same 'theirs and back' "$(state)" "$before"

# a decision is withdrawn, not undone; nor is what made the register
ok req agree 1 --by CON-1
before=$(state)
refuse 65 undo
expect_error 'a decision is not undone'
expect_error 'kam req withdraw REQ-1'
refuse 65 undo 1 --others
expect_error 'made the register'
same 'refused' "$(state)" "$before"

# somebody was forgotten: for good, and what was erased isn't there any more
ok contact add 'Carla Cole' --email carla@acme.test --accounts acme
ok contact edit 3 --phone '+49 30 1'
ok forget CON-3 --yes
refuse 65 undo
expect_error 'forgot somebody'
refuse 65 undo $(($("$KAM" log --head --json=operation | jq .operation) - 1))
expect_error 'was erased when somebody was forgotten'
ok fsck

# an import is one operation, too
before=$(state)
i=0
while [ $i -lt 1500 ]; do
	i=$((i + 1))
	echo "{\"name\":\"Person $i\",\"accounts\":\"acme\",\"email\":\"p$i@x.test\"}"
done >people.jsonl
ok contact add --from people.jsonl -q
ok undo --json
same 'an import' "$(jq .records "$output")" 1500
same 'an import' "$(state)" "$before"
ok log -n 2 --format csv
same 'changes are counted' '1500 1500' \
	"$(sed 1d "$output" | cut -d, -f5 | tr '\n' ' ' | sed 's/ $//')"
ok log -n 2 --json
same 'as those that are listed' '[1500,1500]' \
	"$(jq -c 'map(.changes | length)' "$output")"

# marked in the log, filtered, short
ok log -n 3 --json
same marks "$(jq -c '.[0].reverts == .[1].operation and
	.[1].undone_by == .[0].operation' "$output")" true
ok log -n 2
expect_part '(undone) kam contact add --from people.jsonl -q'
expect_part "(of $(($("$KAM" log --head --json=operation | jq .operation) - 1)))"
ok log --actor LI --json
same 'by actor' "$(jq -c 'map(.actor) | unique' "$output")" '["Li"]'
ok log --noun note --json
same 'by noun' "$(jq length "$output")" 3
refuse 64 log --noun nothing
ok log REQ-1 --actor li --limit 1 --json
same 'one record' "$(jq -c 'map(.actor)' "$output")" '["Li"]'
ok log --until 2026-11-22 --json
same 'until then' "$(cat "$output")" '[]'

# an anchor: the chain that goes on from it holds it, a shorter one doesn't
ok log --head --json
head=$(jq -r .hash "$output")
cp .kam/register.db old.db
ok req edit 2 --title anchored
ok fsck --head "$head" --json
same anchor "$(jq -c '[.ok, .anchor == .operations - 1]' "$output")" \
	'[true,true]'
ok fsck --head "$(printf %.16s "$head")"
ok log --head --json
run --register old.db fsck --head "$(jq -r .hash "$output")"
same 'an older journal' "$status" 65
expect_part 'no operation has the hash'
refuse 64 fsck --head abc
refuse 64 fsck --head "${head}00"

# as it was: by operation, day and moment; every reading command has it
at 2026-11-24T01:00:00Z
ok export
cp "$output" then.jsonl
then=$(state)
operation=$("$KAM" log --head --json=operation | jq .operation)
ok due --within 400d --json
cp "$output" then.due
at 2026-11-26T03:00:00Z
ok req edit 2 --title later --due 2026-11-25
ok req rm 5 --yes
ok contact edit 1 --name 'Anna Weber-Li'
ok account edit acme --name 'Acme SE' --key acme-se
ok setting set timezone UTC
for moment in "$operation" 2026-11-24 2026-11-24T01:00:00Z; do
	ok export --as-of "$moment"
	cmp -s "$output" then.jsonl || fail "another export as of $moment"
	same "as of $moment" "$("$KAM" --as-of "$moment" export --hash \
		--json=sha256)" "$then"
	ok due --within 400d --json --as-of "$moment"
	cmp -s "$output" then.due || fail "something else due as of $moment"
done
ok req show 2 --as-of "$operation" --json=title,account,due
same 'as it was' "$(cat "$output")" \
	'{"title":"anchored","account":"acme","due":null}'
ok log --as-of "$operation" -n 1 --json
same 'the journal ends there' "$(jq '.[0].operation' "$output")" "$operation"
ok setting get timezone --as-of yesterday
expect_part 'Asia/Shanghai'
ok req list --as-of today --json
ok status --as-of now
refuse 64 req edit 2 --title x --as-of 3
expect_error 'commands that read'
refuse 64 backup --as-of 3
refuse 64 config --list --as-of 3
refuse 65 risk score 1 --probability 1 --impact 1 --as-of 3
refuse 64 due --as-of 3 --mail a@x.test
refuse 66 req list --as-of 2026-11-01
expect_error 'there was no register yet'
refuse 65 req list --as-of 2027-01-01
expect_error 'still to come'
refuse 66 req list --as-of 99999
refuse 65 req list --as-of whenever
ok contact list --all --as-of 2026-11-23 --json=name
grep -q Carla "$output" && fail 'who was forgotten is back'
ok fsck

# what differs, net
ok diff --since 2026-11-25
expect 'REQ-2  later          changed  Due                   2026-11-25'
expect_part 'gone'
within 80
ok diff --since 2026-11-25 --json
same differences "$(jq -c 'map([.id, .change, (.fields | map(.field))])' \
	"$output")" '[["ACC-1","changed",["key","name"]],["CON-1","changed",'\
'["name"]],["REQ-2","changed",["due","title"]],["REQ-5","gone",["account",'\
'"title","status"]],["SET-1","changed",["value"]]]'
ok diff req --since 2026-11-25 --json
same 'of a noun' "$(jq length "$output")" 2
ok diff -A acme-se --since 2026-11-25 --json
same 'of an account' "$(jq -c 'map(.id)' "$output")" \
	'["ACC-1","CON-1","REQ-2","REQ-5"]'
ok diff --since "$operation" --until $((operation + 1)) --format csv
expect_part 'REQ-2,later,changed,title,anchored,later'
ok undo
ok diff --since $((operation + 4)) --json
same 'changed and changed back' "$(cat "$output")" '[]'
refuse 64 diff
refuse 64 diff nothing --since today
refuse 65 diff --since 2027-01-01

# fields of one's own: their values go with what they are called, both ways
at 2026-11-26T04:00:00Z
ok field add req.sla --type word --words low,high --listed
ok field add req.boss --type ref --target contact
ok req add 'with fields' -A acme-se --sla low --boss CON-1
ok req add 'without' -A acme-se
ok filter save slow req sla=low
at 2026-11-26T05:00:00Z
fields=$("$KAM" log --head --json=operation | tr -dc 0-9)
before=$(state)
ok field edit req.sla --name level
after=$(state)
ok req list level=low --json=title
same renamed '[{"title":"with fields"}]' "$(cat "$output")"
ok undo
same 'called as before' "$(state)" "$before"
ok redo
same 'called anew again' "$(state)" "$after"
ok fsck
# as it was, with what it had then and nothing else
for list in sla=low @slow boss=CON-1; do
	ok req list $list --fields title,sla,boss --json --as-of "$fields"
	same "$list then" '[{"title":"with fields","sla":"low","boss":"CON-1"}]' \
		"$(cat "$output")"
done
refuse 64 req list level=low --as-of "$fields"
expect_error "no req has a field 'level'"
refuse 64 req list @slow
ok field rm req.boss --values --yes
ok req list --as-of "$fields" boss=CON-1 --json=title
same 'a field that is gone' '[{"title":"with fields"}]' "$(cat "$output")"
ok export --as-of "$fields"
expect_part '"sla":"low","boss":"CON-1"'
same 'its hash' "$before" "$("$KAM" --as-of "$fields" export --hash --json=sha256)"
ok undo
same 'a field and its values' "$(state)" "$after"
ok redo
ok undo
same 'and again' "$(state)" "$after"
# what a value was is no value of what the field is now
ok req edit 6 --level ''
cleared=$("$KAM" log --head --json=operation | tr -dc 0-9)
ok field edit req.level --words top,high
refuse 65 undo "$cleared"
expect_error "would get a 'level' that its field does not hold any more"
ok field edit req.level --type int --words ''
refuse 65 undo "$cleared"
ok field rm req.level --yes
refuse 65 undo "$cleared"
expect_error "would get a 'level'"
for i in 1 2 3; do ok undo; done
ok undo "$cleared"
same 'all of it' "$(state)" "$after"
# a field stays as long as others have values of it
made=$(($("$KAM" log --head --json=operation | tr -dc 0-9) + 1))
ok field add req.more --type text
ok req edit 7 --more x
refuse 65 undo $made
expect_error "records that have a value of 'more': "
same 'kept' '{"more":"x"}' "$("$KAM" req show 7 --json=more)"
# what refers by such a field is in the way as by any other
ok contact add 'Emil Ernst' --accounts acme-se
emil=$("$KAM" log --head --json=operation | tr -dc 0-9)
id=$("$KAM" contact list name='Emil Ernst' --fields id --porcelain)
ok req edit 7 --boss "$id"
refuse 65 undo "$emil"
expect_error "refers to $id"
ok fsck

# a field of one's own says not to whom a record belongs
ok field add member.home --type ref --target account --required
ok member add Kim --key kim --home acme-se
ok search kim --fields id --porcelain
expect 'MEM-1'
ok account timeline acme-se
ok diff --since "$fields" -A acme-se

# two that were merged are two again, also where one of them decided
ok req agree 7 --agreed-with "$id"
ok contact merge CON-1 "$id"
ok undo
ok req show 7 --json=agreed_with
same 'who agreed' "{\"agreed_with\":\"$id\"}" "$(cat "$output")"
ok fsck

# random commands, undos and redos
mkdir random
cd random || exit 1
python3 "$KAM_SOURCE/tests/soak/history.py" "${HISTORY:-250}" 3 \
	>"$output" 2>"$errors" || fail 'random work'

# on a screen who did it, and what: the address is for programs
mkdir who
cd who || exit 1
ok init --timezone UTC
KAM_ACTOR='Lena Brandt <lena@nordwerk.test>'
export KAM_ACTOR
ok account add 'Harlund Logistics, of Bremen and Rotterdam'
unset KAM_ACTOR
COLUMNS=80 ok log -n 1
expect_part '  Lena Brandt  kam account add '
COLUMNS=80 ok account history harlund-logistics-of-bremen-and-rotterdam
expect_part '  Lena Brandt  created'
ok log -n 1 --json=actor
expect '[{"actor":"Lena Brandt <lena@nordwerk.test>"}]'
ok log -n 1 --format csv
expect_part 'Lena Brandt <lena@nordwerk.test>'
cd .. || exit 1
finish
