# fsck names an edit only where it mends: what it names is run, and of what no
# edit mends a recovery gets it back.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone UTC
ok account add Acme
ok member add Li --key li
ok project add Portal -A acme
ok contact add Anna --accounts acme:buyer --owner li
ok req add wish -A acme --project portal --owner li
ok req baseline first -A acme
ok comm plan add report -A acme --audience CON-1 --every month
ok comm plan add news -A acme --audience CON-1 --every month
ok comm plan confirm CPL-1
ok plan new acme --title this
ok plan approve PLAN-1 --by CON-1
ok account add Beta
ok plan new beta --title next
ok fsck
cp .kam/register.db whole.db
draft=$(sqlite3 whole.db 'SELECT min(id) FROM plan_section WHERE "plan" = 2')
name=$(sqlite3 whole.db "SELECT \"name\" FROM plan_section WHERE id = $draft")

# plant 'SQL': what fsck says after it, of what is gone
plant()
{
	cp whole.db .kam/register.db
	sqlite3 .kam/register.db "PRAGMA foreign_keys = OFF; $1" ||
		fail "sqlite3: $1"
	run fsck --json
	same "status after: $1" 65 "$status"
	jq -r '.findings[]' "$output" >said
	grep -q " isn't there\| has no " said || fail "no finding after: $1"
}

# whole_again: what is stored is what was, but for bytes past a shorter text
whole_again()
{
	run fsck --json
	jq -r '.findings[]' "$output" | grep -v 'bytes that store nothing' >left
	[ ! -s left ] || fail "after $1: $(cat left)"
}

# mended 'SQL' VALUE …: each command that is named mends all of it, alone, when
# its … are these values
mended()
{
	plant "$1"
	sql=$1
	shift
	sed -n "s/.*: 'kam \(.*\)' mends it\$/\1/p" said >commands
	[ -s commands ] || fail "no command after: $sql"
	while read -r line; do
		plant "$sql"
		for value; do
			line=$(printf '%s\n' "$line" | sed "s/…/$value/")
		done
		# shellcheck disable=SC2086
		ok $line </dev/null
		whole_again "$sql"
	done <commands
}

# unmended 'SQL': no edit would be taken, and none is named
unmended()
{
	plant "$1"
	! grep -q 'mends it' said || fail "named after: $1: $(cat said)"
	run fsck
	expect_error "'kam recover' saves what can be read"
	rm -f new.db
	ok recover --output new.db
	ok --register new.db fsck
}

mended 'UPDATE contact SET "owner" = 99' li
mended 'UPDATE req SET "owner" = 99' li
mended 'UPDATE req SET "owner" = 99, "project" = 999' portal li
mended "UPDATE req SET \"title\" = '', \"account\" = 99" acme wish
mended 'UPDATE comm_plan SET "account" = 99 WHERE id = 2' acme
mended "UPDATE comm_plan SET \"title\" = '' WHERE id = 2" news
mended "UPDATE plan SET \"title\" = '' WHERE id = 2" next
mended "UPDATE plan_section SET \"name\" = '' WHERE id = $draft" "$name"
mended 'UPDATE list_value SET target = 99 WHERE kind = '\''contact'\' acme:buyer

unmended 'UPDATE comm_plan SET "account" = 99 WHERE id = 1'
unmended "UPDATE comm_plan SET \"title\" = '' WHERE id = 1"
unmended 'UPDATE plan SET "account" = 99'
unmended "UPDATE plan SET \"title\" = '' WHERE id = 1"
unmended "UPDATE plan_section SET \"name\" = '' WHERE id = 1"
unmended 'UPDATE baseline_line SET "baseline" = 99'
finish
