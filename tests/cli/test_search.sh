# search: what is found, in which order, with an index and without.
. "$KAM_SOURCE/tests/cli/lib.sh"

# found WANTED WORD …: the IDs, in order
found()
{
	wanted=$1
	shift
	ok search "$@" --fields id --porcelain
	same "search $*" "$wanted" "$(tr '\n' ' ' <"$output" | sed 's/ $//')"
}

ok init --timezone UTC
ok member add 'Li Lei' --key li --email li@firm.test
ok account add Acme --description 'wants a portal'
ok account add Beta
ok contact add '诸葛伟' --accounts acme:portal-owner --email qxjkw@acme.test
ok req add 'Portal login' -A acme --statement 'log out
  after an hour' --tags web
ok req add '门户 报表' -A beta --statement '客户门户登录portal失败，重试'
ok req add 'Old wish' -A acme --statement 'a portal, a portal' --due 2026-12-01
ok req drop 3 --reason 'not needed'
ok req note 1 'the portals of others'
ok action add 'ring about 100% = x' -A beta

# whole words in Latin script, any case; Chinese anywhere; closed ones too
found 'REQ-1 CON-1 ACC-1 REQ-2 REQ-3' PORTAL
found '' portals.
found 'NOTE-1' portals
found '' port
found 'NOTE-1 REQ-1 CON-1 ACC-1 REQ-2 REQ-3' port --prefix
found 'REQ-2' 门
found 'REQ-2' 户登
found 'REQ-2' 登录 失败
found 'CON-1' 葛伟
found 'CON-1' qxjkw@acme.test
found 'CON-1' acme.test
found 'REQ-1' ｌｏｇ
# a phrase, over a line's end too; all words, maybe in several texts
found 'REQ-1' 'log out after'
found '' 'out log'
found 'REQ-1' web hour
found 'ACT-1' '100%' x
found 'ACT-1' '= x'
# narrowed
found 'REQ-1 CON-1 ACC-1 REQ-3' portal -A acme
found 'NOTE-1' portals -A acme
found '' portals -A beta
found 'REQ-1 REQ-2 REQ-3' portal --noun req
found 'REQ-3' portal --noun req status=dropped
found 'REQ-1 CON-1' portal --limit 2
found 'REQ-1 REQ-2' --noun req portal status=open

ok search portal --count-by kind --json
same 'counts' '[{"value":"account","count":1},
{"value":"contact","count":1},
{"value":"req","count":3}]' "$(cat "$output")"
ok search 'qxjkw@acme.test' --json
expect_part '"id":"CON-1","kind":"contact","title":"诸葛伟","account":"acme"'
expect_part '"field":"email","snippet":"qxjkw@acme.test","score":'
ok search 失败 --json=snippet
same 'snippet' '[{"snippet":"…户门户登录portal失败，重试"}]' "$(cat "$output")"
COLUMNS=80 ok search portal
within 80
run search nothing
same 'status of nothing' 0 "$status"
expect_nothing
run search portal --exit-code
same 'status of something' 1 "$status"

refuse 64 search
refuse 64 search status=open
expect_error "'status=open' is a filter of which noun?"
refuse 64 search portal --sort due
refuse 64 search portal --count-by due
refuse 64 search portal --noun rek
refuse 65 search ' '
refuse 65 search "$(printf 'x%.0s' $(seq 201))"
refuse 64 search --index=on
refuse 64 search --noun req x=1 portal
found '' x=1

# the index: the same, current after changes, and not believed
index=.kam/register.db.search
all()
{
	for word in portal portals 门 户登 qxjkw@acme.test 100% hour wish x; do
		ok search "$word" --json
		cat "$output"
		ok search "$word" --sort newest --limit 2 --json
		cat "$output"
	done
	ok search port --prefix --json
	cat "$output"
}
all >without
ok search --index
same 'mode' 600 "$(stat -c %a $index)"
all >with
cmp -s without with || fail 'the index finds other records'
ok req edit 1 --title 'Gate' --statement 'zebra'
found 'REQ-1' zebra
found '' log
ok req rm 2 --yes
found '' 门
ok search portal --json
cp "$output" current
ok search portal --scan --json
cmp -s current "$output" || fail 'the index is behind'

# undone: the index has what is there again, and not what went
ok undo
found 'REQ-2' 门
ok undo
found 'REQ-1' log
found '' zebra
ok redo
ok redo
found 'REQ-1' zebra
found '' 门
# as it was is not what the index is of, nor is it made of that
made=$(md5sum <$index)
before=$(($("$KAM" log --head --json=operation | tr -dc 0-9) - 4))
found 'REQ-1 CON-1 ACC-1 REQ-2 REQ-3' portal --as-of $((before - 2))
found '' zebra --as-of $((before - 2))
found 'REQ-2' 门 --as-of $((before - 1))
refuse 65 search --index --as-of $before
refuse 65 search --index=off --as-of $before
same 'the index' "$made" "$(md5sum <$index)"

# fields of one's own: texts and words, not currencies
ok field add req.zone --type text
ok field add req.level --type word --words high,low
ok req edit 1 --zone 'hidden valley' --level low
for how in '' --scan; do
	found 'REQ-1' valley $how
	found 'FLD-2 REQ-1' low $how
	found '' valley $how --as-of $before
done
ok undo
found '' valley
ok undo
ok undo

# another state of the register makes it anew; so does damage
ok backup
backup=$(ls .kam/backups)
ok req add 'giraffe' -A acme
ok search --index
found 'REQ-4' giraffe
ok restore "$backup" --yes
ok req add 'okapi' -A acme
found 'REQ-4' okapi
found '' giraffe
printf 'no index' >$index
found 'REQ-4' okapi
[ "$(stat -c %s $index)" -gt 1000 ] || fail 'a damaged index stays'
# never through a link, nor one that others may write
rm -f $index
cp .kam/register.db elsewhere
ln -s ../elsewhere $index
found 'REQ-4' okapi
cmp -s .kam/register.db elsewhere || fail 'written through a link'
rm -f $index
ok search --index
chmod 666 $index
found 'REQ-4' okapi
ok search --index=off
[ ! -e $index ] || fail 'not removed'
ok search --index=off

# a register that can't be written is searched all the same
if [ "$(id -u)" -ne 0 ]; then
	chmod 500 .kam
	found 'REQ-4' okapi
	chmod 700 .kam
fi

# fields of a register's own: an index from before them is made anew
ok search --index
ok field add req.remark --type prose
ok field add req level --type word --words kupfer,银
ok field add req fee --type money
ok field add req seen --type date
ok req edit 1 --remark 'a walrus，海象' --level 银 --fee '3 EUR' \
	--seen 2026-12-01
ok req edit 3 --level kupfer --tags narwhal
for how in '' --scan; do
	found 'REQ-1' walrus $how
	found 'REQ-1' 象 $how
	found 'REQ-1' 银 --noun req $how
	found 'REQ-3' Kupfer --noun req $how
	found 'REQ-3' narwhal kupfer $how
	found '' EUR $how
	found '' 2026-12-01 $how
done
ok search walrus --json=field,snippet
same 'own field' '[{"field":"remark","snippet":"a walrus，海象"}]' \
	"$(cat "$output")"
ok search --index
found 'REQ-1' walrus
ok field add account nick
ok account edit beta --nick gnu
found 'ACC-2' gnu
ok req edit 1 --remark ''
found '' walrus
ok search --index=off

# who is forgotten is not in the index, which is there again
ok search --index
grep -aqi qxjkw $index || fail 'the test looks for the wrong bytes'
ok forget CON-1 --yes
[ -e $index ] || fail 'the index was not made anew'
grep -aqi qxjkw $index && fail 'still in the index'
found '' 诸葛伟
found 'REQ-4' okapi
ok fsck

python3 "$KAM_SOURCE/tests/soak/search.py" "$KAM" 200 30 1 >/dev/null ||
	fail 'not what grep finds'
finish
