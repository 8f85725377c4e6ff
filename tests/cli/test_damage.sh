# Any damage is found, most of it mended; backups are whole whoever writes. A
# sample: DAMAGES=1000 BACKUPS=100 WRITERS=8 sh tests/cli/test_damage.sh is the
# whole.
. "$KAM_SOURCE/tests/cli/lib.sh"

damages=${DAMAGES:-10}

ok init --timezone Asia/Shanghai
ok member add Li --key li
ok account add Acme --owner li --tags one,two
ok project add Portal -A acme
ok contact add 安娜 --accounts acme:buyer
i=0
while [ $i -lt 12 ]; do
	i=$((i + 1))
	ok req add "requirement $i 需求" -A acme --tags a,b,c --statement \
		"$(head -c $((i * i * 40)) /dev/zero | tr '\0' x)"
	ok comm log "talk $i" -A acme --with CON-1 --next call --next-due +3d
	ok risk add "risk $i" -A acme --owner li
done
for i in 2 5 7 8; do
	ok req edit $i --tags d --statement short
	ok risk score $i --probability 3 --impact 4
	ok action rm $((i + 1)) --yes 2>/dev/null
	ok req note $i 'a note'
done
ok req edit 3 --tags d --statement undone
ok undo
ok setting set currency EUR
failures=0
ok fsck
python3 "$KAM_SOURCE/tests/soak/damage.py" fsck .kam/register.db "$damages" 1 ||
	fail 'damage that fsck does not find'
python3 "$KAM_SOURCE/tests/soak/damage.py" bits .kam/register.db \
	$((damages * 4)) 1 || fail 'a bit that fsck does not find'
python3 "$KAM_SOURCE/tests/soak/damage.py" recover .kam/register.db \
	$((damages / 3 + 1)) 1 || fail 'rows that recover does not save'
mkdir busy
cd busy || exit 1
python3 "$KAM_SOURCE/tests/soak/backups.py" "${BACKUPS:-4}" "${WRITERS:-3}" ||
	fail 'backups while others write'
finish
