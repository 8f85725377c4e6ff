# fsck proves the register: whatever is changed behind kam's back shows.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok account add Acme
ok contact add Anna --accounts acme:buyer
ok req add wish -A acme --tags one,two
ok req edit 1 --priority must
ok note add 'a note' --about REQ-1
ok action add gone -A acme
ok action rm 1 --yes
ok fsck
printf '#!/bin/sh\ncat >/dev/null\n' >sendmail
chmod +x sendmail
ok config mail.from kam@firm.test
ok config mail.sendmail "$PWD/sendmail"
ok due --mail li@firm.test --even-if-empty
ok fsck
cp .kam/register.db whole.db

# forged 'SQL' 'finding': what a tool writes past kam is found
forged()
{
	cp whole.db .kam/register.db
	sqlite3 .kam/register.db "PRAGMA foreign_keys = OFF; $1" ||
		fail "sqlite3: $1"
	run fsck --json
	[ "$status" -eq 65 ] || fail "status $status after: $1"
	grep -Fq -e "$2" "$output" "$errors" || fail "no '$2' after: $1"
}

forged "UPDATE req SET title = 'wish!'" 'REQ-1 is not what its journal says'
forged "UPDATE req SET priority = NULL" 'REQ-1 is not what its journal says'
forged "UPDATE req SET status = 'agreed'" 'REQ-1 is not what its journal says'
forged "UPDATE req SET version = 7" 'REQ-1: its version or times'
forged "UPDATE req SET modified = '2020-01-01T00:00:00Z'" \
	'REQ-1: its version or times'
forged "UPDATE list_value SET role = 'three' WHERE role = 'two'" \
	'REQ-1 is not what its journal says'
forged "DELETE FROM note" 'NOTE-1 is in the journal but not stored'
forged "INSERT INTO account (version, status, created, modified, key, name)
	VALUES (1, 'active', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z',
	'x', 'X')" 'ACC-2 is stored but not in the journal'
forged "UPDATE change SET after = '\"could\"' WHERE field = 'priority'" \
	'is not what was written'
forged "UPDATE operation SET actor = 'somebody' WHERE id = 3" \
	'operation 3: the chain of hashes is broken'
forged "UPDATE operation SET command = 'kam nothing' WHERE id = 3" \
	'operation 3: its command is not what was written'
forged "DELETE FROM change WHERE operation = 4; DELETE FROM operation
	WHERE id = 4" 'operations 4 to 4 are missing'
forged "DELETE FROM change WHERE operation = 5" \
	'operation 5: the chain of hashes is broken'
forged "UPDATE list_value SET target = 99 WHERE target IS NOT NULL" \
	'refers to a record that isn'
forged "UPDATE contact SET owner = 99" \
	"row 1 of 'contact' refers to a missing row of 'member'"
forged "UPDATE contact SET owner = 99" "CON-1: its owner refers to a record \
that isn't there: 'kam contact edit CON-1 --owner …' mends it"
ok contact edit CON-1 --owner ''
ok fsck
forged "UPDATE outbox SET recipient = 'somebody@else.test'" \
	'message 1 of the outbox is not what was written'
forged "UPDATE outbox SET status = 'queued'" \
	'message 1 of the outbox is not what was written'
forged "UPDATE migration SET at = '2020-01-01T00:00:00Z'" \
	'migration 1 is not what was written'
forged "UPDATE list_value SET position = position + 10" 'a list of record 1'
forged "UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'action'" \
	'the highest ids'
forged "PRAGMA schema_version = 4711" "the schema's number is damaged"
forged "CREATE TRIGGER t AFTER INSERT ON req BEGIN SELECT 1; END" \
	'not a kam register'
forged "CREATE INDEX i ON req (title)" 'not a kam register'
forged "PRAGMA user_version = 99" 'newer kam'
forged "PRAGMA application_id = 1" 'not a kam register'

# what every record must have, and what no two may share
forged "UPDATE account SET key = NULL" \
	"ACC-1 has no key: 'kam account edit ACC-1 --key …' mends it"
ok account edit ACC-1 --key acme
ok account show acme
forged "UPDATE req SET title = ''" \
	"REQ-1 has no title: 'kam req edit REQ-1 --title …' mends it"
cp whole.db .kam/register.db
ok project add Portal -A acme
ok account add Beta
ok project add Portal -A beta
ok project add Shop -A beta
ok fsck
cp .kam/register.db keyed.db

# shared TABLE ID KEY 'finding': a key that the unique index doesn't know of
shared()
{
	cp keyed.db .kam/register.db
	python3 - "$1" "$2" "$3" <<'PYTHON' || fail "planting $*"
import sqlite3
import sys
table, record, key = sys.argv[1:]
def run(*lines):
    db = sqlite3.connect(".kam/register.db", isolation_level=None)
    for line, values in lines:
        db.execute(line, values)
    rows = db.execute("SELECT rowid, name, rootpage, sql, type FROM "
                      "sqlite_schema WHERE tbl_name = ?", (table,)).fetchall()
    db.close()
    return rows
rows = run()
text = next(sql for *_, sql, kind in rows if kind == "table")
loose = text.replace('"key" TEXT UNIQUE', '"key" TEXT')
loose = loose.replace(', UNIQUE ("account", "key")', "")
assert loose != text
retext = "UPDATE sqlite_schema SET sql = ? WHERE name = ?"
run(("PRAGMA writable_schema = 1", ()), (retext, (loose, table)),
    ("DELETE FROM sqlite_schema WHERE sql IS NULL AND tbl_name = ?", (table,)))
run((f'UPDATE "{table}" SET key = ? WHERE id = ?', (key, record)))
run(("PRAGMA writable_schema = 1", ()), (retext, (text, table)),
    *(("INSERT INTO sqlite_schema (rowid, type, name, tbl_name, rootpage) "
       "VALUES (?, 'index', ?, ?, ?)", (row, name, table, page))
      for row, name, page, sql, kind in rows if sql is None))
PYTHON
	run fsck --json
	[ "$status" -eq 65 ] || fail "status $status after: $*"
	grep -Fq -e "$4" "$output" || fail "no '$4'"
}

shared account 2 acme \
	"ACC-2 has the key of ACC-1: 'kam recover' makes it anew"
shared project 3 portal "PRJ-3 has the key of PRJ-2: 'kam recover' makes"
ok recover --output mended.db
ok --register mended.db fsck
ok --register mended.db project show beta/shop

# what was sent is known after a recovery, so that it isn't sent again
ok recover whole.db --output new.db
same 'mail' "$(sqlite3 new.db 'SELECT * FROM outbox')" \
	"$(sqlite3 whole.db 'SELECT * FROM outbox')"
ok --register new.db fsck

# the head of the journal cannot be cut off unseen by one who kept its hash
cp whole.db .kam/register.db
ok fsck --json
head=$(sed 's/.*"head":"\([0-9a-f]*\)".*/\1/' "$output")
same 'length of the head' 64 ${#head}

# findings FILE: what fsck says of a file that can't all be read, and with which
# status
findings()
{
	run --register "$1" fsck --json
	same "status of $1" 65 "$status"
	same "$1 is whole" false "$(jq -r .ok "$output")"
	jq -r '.findings[]' "$output" >found
}

# pages that are damaged are named, a line each, and the rest is proved
cp whole.db .kam/register.db
i=0
while [ $i -lt 60 ]; do
	i=$((i + 1))
	printf '{"title":"r%s","account":"acme","statement":"%01500d"}\n' $i $i
done >many.jsonl
ok req add --from many.jsonl
cp .kam/register.db whole.db
python3 - whole.db <<'PYTHON'
import random
import sqlite3
import sys
root = sqlite3.connect(sys.argv[1]).execute(
    "SELECT rootpage FROM sqlite_schema WHERE name = 'change'").fetchone()[0]
random.seed(1)
whole = open(sys.argv[1], "rb").read()
def write(name, first, n, byte):
    data = bytearray(whole)
    for i in range(first * 4096, (first + n) * 4096):
        data[i] = byte()
    open(name, "wb").write(data)
write("journal.db", root - 1, 1, lambda: random.randrange(256))
write("rows.db", len(whole) // 4096 - 20, 3, lambda: random.randrange(256))
write("head.db", 0, 3, lambda: 0)
PYTHON
chmod 600 ./*.db
findings rows.db
grep -q '^Page [0-9]*: ' found || fail 'no page is named'
grep -q '\*\*\*' found && fail "SQLite's headline"
[ "$(wc -l <found)" -gt 1 ] || fail 'one finding only'
same 'the journal is proved' "$(sqlite3 whole.db 'SELECT max(id) FROM operation')" \
	"$(jq .operations "$output")"
findings journal.db
grep -q '^Page [0-9]*: ' found || fail 'no page is named'
grep -Fxq 'the journal cannot be read to the end' found || fail 'no journal'
same 'no head' null "$(jq .head "$output")"
run --register rows.db fsck
expect_error "hint: 'kam restore' brings a backup back, 'kam recover' saves"
same 'status' 65 "$status"

# the first pages zeroed: no advice to make another in its place
findings head.db
expect_part '"operations":null'
grep -Fq 'damaged or not a kam register' found || fail 'no finding'
refuse 65 --register head.db status
expect_error 'is damaged or not a kam register'
expect_error "'kam recover' saves what can be read"
grep -q 'kam init' "$errors" && fail 'the advice to make another'
ok recover head.db --output saved.db
ok --register saved.db fsck

# what is no register at all
printf 'x' >.kam/register.db
findings .kam/register.db
: >.kam/register.db
refuse 65 req list
expect_error "remove it, then 'kam init'"
rm .kam/register.db
refuse 66 fsck
mkfifo .kam/register.db
refuse 77 req list
expect_error 'a link or no file'
finish
