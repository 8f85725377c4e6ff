# Backups are whole, private and found again; a restore loses nothing unsaid;
# recover saves what a damaged file holds.
. "$KAM_SOURCE/tests/cli/lib.sh"

head_of()
{
	sed -n 's/.*"head":"\([0-9a-f]*\)".*/\1/p' "$output"
}

value()
{
	jq -r "$1" "$output"
}

# at SECOND kam …: at a moment of its own, since names are made of the time
at()
{
	KAM_NOW=2026-11-25T09:30:$1Z
	shift
	"$@"
}

drafts()
{
	find . -name '.kam-*.tmp*' | wc -l | tr -d ' '
}

ok init --timezone Asia/Shanghai
ok account add Acme
ok req add wish -A acme --tags one,two
ok fsck --json
head=$(head_of)
db=.kam/register.db

# a backup without a name, proved and private
at 00 ok backup --json
same 'its keys' "$(jq -r 'keys_unsorted | join(" ")' "$output")" \
	'path bytes operations records head kept removed'
first=$PWD/.kam/backups/register-20261125T093000Z.db
same 'its name' "$(value .path)" "$first"
same 'its head' "$(head_of)" "$head"
same 'its mode' "$(stat -c %a "$first")" 600
same "its folder's mode" "$(stat -c %a .kam/backups)" 700
cmp -s "$first" $db || fail 'not the register byte for byte'
at 00 ok backup --json
same 'the second of a second' "$(value .path)" \
	"${first%.db}-2.db"
ok --register "$first" fsck
rm -f "$first.lock"

# only its own names are removed, the oldest first
touch .kam/backups/register-20261125T09300Z.db .kam/backups/other.db \
	.kam/backups/register-20261125T093000Z-1.db \
	.kam/backups/x-20261125T093000Z.db
at 01 ok backup --keep 2 --json
same 'removed' "$(value .removed)" 1
same 'kept' "$(value .kept)" 2
[ ! -e "$first" ] || fail 'the oldest is there'
[ -e "${first%.db}-2.db" ] || fail 'a newer one is gone'
same 'others' "$(find .kam/backups -type f | wc -l | tr -d ' ')" 6
refuse 64 backup --keep 0
refuse 64 backup b.db --keep 3
ok backup --list --json
same 'list' "$(jq -r '.[].at' "$output" | tr '\n' ' ')" \
	'2026-11-25T09:30:01Z 2026-11-25T09:30:00Z '
same 'heads' "$(jq -r '.[].head' "$output" | uniq)" "$head"

# a table fits: names as restore takes them, a short head, the register's time
at 59 ok backup
mv .kam/backups/register-20261125T093059Z.db \
	.kam/backups/register-20261125T093059Z-automatic-restore-2.db
ok backup --list
COLUMNS=80 ok backup --list
within 80
expect_part "register-20261125T093059Z-automatic-restore-2.db  2026-11-25 17:30  $(
	echo "$head" | cut -c1-7)"
grep -q "$head" "$output" && fail 'all of a head'
ok backup --list --json
expect_part '"at":"2026-11-25T09:30:59Z"'
expect_part "\"path\":\"$PWD/.kam/backups/"
ok backup --list "$PWD/.kam/backups"
expect_part "$PWD/.kam/backups/register-"
ok restore register-20261125T093059Z-automatic-restore-2.db --dry-run
rm .kam/backups/*restore-2.db

# a name of the caller's: a file's ends in .db, so that the folder of a disk
# that isn't mounted is missed
refuse 64 backup disk
expect_error "'$PWD/disk' is no folder"
expect_error "mkdir '$PWD/disk'"
refuse 64 backup disk/
[ ! -e disk ] || fail 'a file in the place of a disk'
: >disk
refuse 73 backup disk
expect_error '--force replaces it'
ok backup disk --force
rm disk

# never over another file, never through a link
ok backup b.db
[ -e b.db ] || fail 'no b.db'
refuse 73 backup b.db
expect_error 'is there already'
ok backup b.db --force
same 'its mode' "$(stat -c %a b.db)" 600
echo precious >precious
ln -s precious link.db
refuse 73 backup link.db
refuse 73 backup link.db --force
same 'behind the link' "$(cat precious)" precious
for name in $db $db-journal $db-wal $db.lock; do
	refuse 73 backup $name --force
	expect_error "the register's own"
done
mkdir usb
at 02 ok backup usb
[ -e usb/register-20261125T093002Z.db ] || fail 'no name in a folder'
refuse 73 backup no/such/folder.db

# what a killed one left goes with the next; what is being written stays
touch usb/.kam-0123456789abcdef.tmp usb/.kam-x.tmp
ok backup usb
[ ! -e usb/.kam-0123456789abcdef.tmp ] || fail 'a draft was left'
[ -e usb/.kam-x.tmp ] || fail 'a file of somebody else is gone'
rm usb/.kam-x.tmp

# a disk that is full leaves nothing
mkdir full
(
	ulimit -f 100
	"$KAM" backup full/b.db
) >"$output" 2>"$errors"
same 'full' $? 74
same 'what is left' "$(find full -type f)" ''

# restoring needs a yes, and says what it would lose
KAM_NOW=2026-11-25T10:00:00Z
ok req add later -A acme
ok req add 'later still' -A acme
cp $db now.db
refuse 64 restore b.db
expect_error '--yes'
refuse 66 restore nosuch.db
expect_error "no backup '$PWD/nosuch.db'"
ok restore b.db --dry-run --json
same 'dry' "$(value '[.restored, .lost, .lost_from, .backup] | @csv')" \
	'false,2,"2026-11-25T10:00:00Z",'
cmp -s $db now.db || fail 'a dry run wrote'
chmod 640 $db
ok restore b.db --yes --json
same 'done' "$(value '[.restored, .lost] | @csv')" 'true,2'
same 'restored' "$(value .head)" "$head"
back=$(value .backup)
same 'automatic' "${back##*/}" register-20261125T100000Z-automatic-restore.db
cmp -s "$back" now.db || fail 'not what was there'
cmp -s $db b.db || fail 'not the backup'
same 'mode' "$(stat -c %a $db)" 640
chmod 600 $db
ok fsck
ok req list --count-by status
ok restore "$back" --yes
expect 'Lost        0'
cmp -s $db now.db || fail 'no way back'

# of those made automatically the newest ten are kept
for i in 10 11 12 13 14 15 16 17 18 19 20 21; do
	at $i ok restore b.db --yes
done
ok restore now.db --yes
ok backup --list --json
same 'automatic ones' "$(jq '[.[] | select(.automatic)] | length' "$output")" 10
same 'the others' "$(jq '[.[] | select(.automatic | not)] | length' "$output")" 2

# an import of many records is preceded by one, of few it isn't
i=0
echo 'Record Id,Account Name' >few.csv
while [ $i -lt 100 ]; do
	i=$((i + 1))
	echo "z$i,Firm $i" >>few.csv
done
cp few.csv many.csv
echo 'z101,One more' >>many.csv
at 40 ok import few.csv --as zoho-accounts --dry-run
at 41 ok import few.csv --as zoho-accounts
at 42 ok import many.csv --as zoho-accounts --dry-run
at 43 ok import many.csv --as zoho-accounts
expect_error 'backed up before'
same 'before the import' "$(ls .kam/backups/*import*)" \
	.kam/backups/register-20261125T093043Z-automatic-import.db
# nor is one kept before what came to nothing: a layout that there isn't, a
# bad row, rows that are known already
at 44 refuse 64 import many.csv --as zoho
at 45 refuse 65 import many.csv --as zoho-notes
{
	cat many.csv
	echo 'z102,'
} >bad.csv
at 46 run import bad.csv --as zoho-accounts
same 'a bad row' 65 "$status"
at 47 ok import many.csv --as zoho-accounts
# … nor a register's own export that is there already or ends in a bad line,
# nor cards of which the last is cut off
ok export
cp "$output" there.jsonl
at 48 refuse 65 import there.jsonl --as jsonl
sed 's/"ACC-/"ACC-9/' there.jsonl >bad.jsonl
echo '{bad' >>bad.jsonl
at 49 refuse 65 import bad.jsonl --as jsonl
at 50 refuse 64 import there.jsonl --as jsonl --match name
at 51 refuse 64 import there.jsonl --as csv
i=0
while [ $i -lt 101 ]; do
	i=$((i + 1))
	printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:P %s\r\nEND:VCARD\r\n' $i
done >many.vcf
{
	cat many.vcf
	printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:X\r\n'
} >bad.vcf
at 52 run contact import bad.vcf -A acme
same 'a card that is cut off' 65 "$status"
at 53 refuse 66 contact import many.vcf -A nosuch
at 54 ok contact import many.vcf -A acme --dry-run
same 'before what came to nothing' "$(ls .kam/backups/*import*)" \
	.kam/backups/register-20261125T093043Z-automatic-import.db
KAM_NOW=2026-11-25T10:00:00Z
ok restore now.db --yes

# a backup that is not whole, or another register's, changes nothing
cp $db now.db
head -c 50000 b.db >half.db
python3 - b.db bad.db <<'PYTHON'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
data[data.rindex(b"wish")] ^= 1
open(sys.argv[2], "wb").write(data)
PYTHON
for file in half.db bad.db precious; do
	refuse 65 restore $file --yes
	cmp -s $db now.db || fail "$file changed the register"
done
refuse 66 restore nothing.db --yes
refuse 64 restore $db --yes
mkdir other
ok init other
ok --register other/.kam/register.db account add Beta
ok --register other/.kam/register.db backup other.db
refuse 65 restore other.db --yes
expect_error 'another register'
cmp -s $db now.db || fail 'another register was restored'
ok restore other.db --dry-run --force
ok restore other.db --yes --force
ok account list --fields key --porcelain
expect beta
cp now.db $db

# a register that is gone is restored where its folder is, from below too
mkdir -p deep/er
rm $db
echo stale >$db-journal
cd deep/er || exit 1
refuse 66 status
ok backup --list
ok restore ../../b.db --yes --json
cd ../..
same 'path' "$(value .register)" "$PWD/$db"
same 'lost' "$(value .lost)" null
[ ! -e $db-journal ] || fail 'a stale journal would be played back'
[ -e "$(value .aside)-journal" ] || fail 'the stale journal is gone'
cmp -s $db b.db || fail 'not restored'

# a damaged one is moved aside, its journal with it
printf 'damaged' | dd of=$db bs=1 seek=0 conv=notrunc 2>/dev/null
cp $db damaged.db
refuse 65 backup broken.db
[ ! -e broken.db ] || fail 'a damaged register was backed up'
ok restore b.db --dry-run
cmp -s $db damaged.db || fail 'a dry run moved it'
ok restore b.db --yes --json
aside=$(value .aside)
cmp -s "$aside" damaged.db || fail 'the damaged one is not kept'
cmp -s $db b.db || fail 'not restored'
ok fsck

# a hot journal is played back into its own register, not into the new one
python3 - now.db hot.db <<'PYTHON'
import shutil
import sqlite3
import sys
shutil.copy(sys.argv[1], "busy.db")
db = sqlite3.connect("busy.db", isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN")
db.execute("UPDATE change SET kind = 'x' || kind")
db.execute("UPDATE req SET title = 'half' || title")
shutil.copy("busy.db", sys.argv[2])
shutil.copy("busy.db-journal", sys.argv[2] + "-journal")
PYTHON
cmp -s hot.db now.db && fail 'nothing was half written'
rm -f $db
mv hot.db $db
mv hot.db-journal $db-journal
chmod 600 $db $db-journal
cp $db hot.db
cp $db-journal hot.db-journal
ok restore b.db --yes --json
[ ! -e $db-journal ] || fail 'a hot journal lies beside the new file'
cmp -s "$(value .backup)" now.db || fail 'the old one was not rolled back'
cmp -s $db b.db || fail 'not restored'

# recover: the same again from a whole one, also one that was cut off
refuse 64 recover
refuse 73 recover --output $db
refuse 65 recover precious --output none.db
[ ! -e none.db ] || fail 'a register of nothing'
refuse 66 recover nothing.db --output none.db
ok recover hot.db --output hot-new.db --json
same 'whole' "$(value .whole)" true
ok --register hot-new.db fsck --json
recovered=$(head_of)
ok --register now.db fsck --json
same 'recovered' "$(head_of)" "$recovered"

# rows that are lost come from the journal; the file stays as it is
python3 - now.db zero.db <<'PYTHON'
import sqlite3
import sys
data = bytearray(open(sys.argv[1], "rb").read())
root = sqlite3.connect(sys.argv[1]).execute(
    "SELECT rootpage FROM sqlite_schema WHERE name = 'req'").fetchone()[0]
data[(root - 1) * 4096:root * 4096] = bytes(4096)
open(sys.argv[2], "wb").write(data)
PYTHON
chmod 600 zero.db
cp zero.db zero-before.db
refuse 65 backup --register zero.db zero-backup.db
ok recover zero.db --output mended.db --json
cmp -s zero.db zero-before.db || fail 'the damaged file was changed'
same 'rebuilt' "$(value '.kinds[] | select(.kind == "req") |
	[.kept, .rebuilt, .rebuilt_ids, .lost] | @csv')" '0,3,"1-3",0'
same 'chain' "$(value .remade_from)" null
ok --register mended.db fsck --json
same 'the same register' "$(head_of)" "$recovered"
ok --register mended.db req list --fields title --porcelain
expect 'later still'
# to people in words, with what comes next
rm mended.db
COLUMNS=80 ok recover zero.db --output mended.db
within 80
expect_part 'req: kept 0, rebuilt from the journal 3 (1-3)'
expect_error 'nothing is lost'
expect_error "kam --register $PWD/zero.db restore $PWD/mended.db --yes"
grep -Eq '^(Lost|Left|Chain|Repaired|Unreadable)' "$output" &&
	fail 'a line about nothing'
cp zero.db zero-before.db
ok --register zero.db restore mended.db --yes
ok --register zero.db fsck
mv zero-before.db zero.db

# what is lost is said, and told by the status; the rest is there
python3 - now.db lost.db <<'PYTHON'
import sqlite3
import sys
data = bytearray(open(sys.argv[1], "rb").read())
for (root,) in sqlite3.connect(sys.argv[1]).execute(
        "SELECT rootpage FROM sqlite_schema WHERE tbl_name IN "
        "('req', 'change')"):
    data[(root - 1) * 4096:root * 4096] = bytes(4096)
open(sys.argv[2], "wb").write(data)
PYTHON
chmod 600 lost.db
run recover lost.db --output rest.db
same 'something is lost' 65 "$status"
expect_error 'not all of it is there'
[ -e rest.db ] || fail 'nothing was saved'
rm rest.db
run recover lost.db --output rest.db --json
same 'something is lost' 65 "$status"
same 'its keys' "$(jq -r 'keys_unsorted | join(" ")' "$output")" \
	"register from pages unreadable kinds operations operations_lost$(
	) changes changes_repaired changes_lost remade_from dropped head$(
	) whole finding"

# the order of syncs that a power cut asks for
if strace -o trace true 2>/dev/null; then
	# leaks are not looked for under ptrace
	ASAN_OPTIONS=detect_leaks=0 strace -o trace \
		-e trace=openat,fsync,link,rename,unlink \
		"$KAM" restore now.db --yes >"$output" 2>&1 || fail 'traced'
	awk '
		/openat.*\.kam-.*tmp.*O_EXCL/ { fd = $NF }
		/^fsync/ && $0 ~ "\\(" fd "\\)" { synced = fd }
		/^rename.*\.tmp.*register.db"/ { ok = synced == fd; named = 1 }
		/O_DIRECTORY/ { folder = $NF }
		/^fsync/ && named && $0 ~ "\\(" folder "\\)" { last = 1 }
		END { exit !(ok && named && last) }' trace ||
		fail 'named before it was synced'
fi
same 'drafts left' "$(drafts)" 0
# a folder of backups that has gone, as a disk that isn't mounted
mkdir gone
cd gone || exit 1
ok init
ok account add Acme
ok member add Li
ok account edit acme --owner li
ok backup whole.db
ln -s "$PWD/unmounted" .kam/backups
refuse 73 backup
expect_error "see to '$PWD/.kam/backups', or name another folder"
awk 'BEGIN { print "title,account"
	for (i = 0; i < 101; i++) print "wish " i ",acme" }' >wishes.csv
refuse 73 import wishes.csv --as csv --kind req
expect_error "a backup comes first: see to '$PWD/.kam/backups'"
ok req list
expect_nothing
refuse 73 restore whole.db --yes
expect_error "a backup comes first: see to '$PWD/.kam/backups'"
refuse 73 backup .kam/register.db
expect_error 'name another file'
: >unmounted
ok contact add Anna -A acme
ok forget CON-1 --yes
expect_error "the folder '$PWD/.kam/backups' cannot be read: backups in it may"
rm .kam/backups

# a backup that is damaged: another, or what can be had of it
head -c 100000 whole.db >half.db
chmod 600 half.db
refuse 65 restore half.db --yes
expect_error "'kam backup --list' shows the others; 'kam recover $PWD/half.db"

# what only a newer kam knows is not claimed to be saved
cp whole.db newer.db
sqlite3 newer.db 'PRAGMA user_version = 99'
run recover newer.db --output old.db
same 'status' 65 "$status"
expect_error 'made by a newer kam (schema 99)'
grep -q 'nothing is lost' "$errors" && fail 'nothing is lost'

# what refers to a record that is lost can be mended, and restored then
sqlite3 whole.db "PRAGMA foreign_keys = OFF; DELETE FROM member;
	DELETE FROM change WHERE kind = 'member'"
run recover whole.db --output mended.db
same 'status' 65 "$status"
expect_error "mend what 'kam --register $PWD/mended.db fsck' says, then: kam "
refuse 65 restore mended.db --yes
ok --register mended.db account edit ACC-1 --owner ''
ok --register mended.db fsck
ok restore mended.db --yes --force
cd .. || exit 1
finish
