# Saved filters: kept, used as @NAME in whatever takes filters, refused where
# they don't fit.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone UTC
ok account add Acme
ok member add Wei --email wei@firm.test
for n in 1 2 3; do
	ok req add "Number $n" -A acme --priority must --due "2026-12-0$n"
done
ok req add Other -A acme --priority could
ok filter list
expect_nothing

ok filter save 急件 req priority.ge=must --sort -due
expect 'req priority.ge=must --sort -due'
ok filter save two req 'title~Number' --limit 2 --all
ok filter list --json
expect '[{"name":"two","noun":"req","filter":"title~Number --limit 2 --all"},'
expect_part '{"name":"急件","noun":"req","filter":"priority.ge=must --sort -due"}'
within 80
ok filter show @急件
expect 'req priority.ge=must --sort -due'

ids()
{
	ok req "$@" --fields id --format csv --csv-raw
	tr -d '\r' <"$output" | tail -n +2 | tr '\n' ' '
}
same 'saved' "$(ids list @急件)" 'REQ-3 REQ-2 REQ-1 '
same 'and more' "$(ids list @急件 due.by=2026-12-02)" 'REQ-2 REQ-1 '
same 'own order' "$(ids list @急件 --sort due)" 'REQ-1 REQ-2 REQ-3 '
same 'limit' "$(ids list @two)" 'REQ-1 REQ-2 '
same 'own limit' "$(ids list @two --limit 1)" 'REQ-1 '
same 'both' "$(ids list @two @急件)" 'REQ-3 REQ-2 '
ok req list @急件 --count-by priority
expect 'must       3'
ok export req @急件 --as csv
expect_part 'Number 3'
run req lint @急件 --json
expect_part 'REQ-1'
refuse 64 risk list @急件
expect_error "the filter '急件' is of req"
refuse 66 req list @nosuch
expect_error "no filter 'nosuch'"
# a title may begin so
ok req add @home -A acme

# "me" is whoever asks
KAM_ACTOR='Wei <wei@firm.test>'
export KAM_ACTOR
ok filter save mine req owner=me
ok req edit 2 --owner me
same 'mine' "$(ids list @mine)" 'REQ-2 '
unset KAM_ACTOR

# what is no filter
refuse 64 filter save x req nosuch=3
refuse 65 filter save x req priority=nonsense
refuse 64 filter save x nix a=3
refuse 65 filter save 'a b' req priority=must
refuse 64 filter save x req
refuse 64 filter save x req priority=must --count-by priority
refuse 65 setting set filter.x 'req --what'
refuse 64 setting set filter x

# changed, journalled, removed
ok filter save two req 'title~Number 1'
same 'changed' "$(ids list @two)" 'REQ-1 '
ok setting history filter.two
ok setting get filter.two
expect "req 'title~Number 1'"
refuse 64 filter rm two
ok filter rm @two --yes
refuse 66 filter rm two --yes
refuse 66 req list @two
ok fsck

# into another register, before what it names
ok export
cp "$output" all.jsonl
ok --register second.db init --timezone UTC
ok --register second.db import all.jsonl --as jsonl
ok --register second.db req list @急件 --count-by priority
expect 'must       3'

ok __complete -- req list @
expect_part '@急件'
ok __complete -- risk list @
grep -q 急件 "$output" && fail 'the filter of another noun is offered'
ok __complete -- filter show ''
expect_part mine
ok __complete -- filter save x req prio
expect_part 'priority='
ok help req list
expect_part '@NAME'
# searching takes them, too, of the noun that it is told
ok comm plan add 'weekly letter' -A acme --group all --channel mail --every week
ok filter save letters comm-plan account=acme
for noun in comm_plan comm-plan; do
	ok search letter --noun $noun @letters --fields id --porcelain
	expect CPL-1
done
ok req add 'a letter' -A acme --priority must
ok filter save must req priority=must
ok search letter --noun req @must --json=id
expect '[{"id":"REQ-6"}]'
refuse 64 search letter --noun req @letters
expect_error 'kam comm plan list @letters'
refuse 64 search letter @letters
expect_error 'hint: --noun comm-plan'
# a first word that is also a noun's name says nothing of filters
refuse 64 search req @must
expect_error 'hint: --noun req'
# nor is every word with @ a filter: a requirement is called so
ok search @home --json=title
expect '[{"title":"@home"}]'

finish
