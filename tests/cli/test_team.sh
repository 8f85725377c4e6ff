# A folder for a group: whatever the umask of whoever works in it, the others
# can go on; of one that isn't shared nobody else sees anything.
. "$KAM_SOURCE/tests/cli/lib.sh"

mode()
{
	stat -c %a "$1"
}
mine=$(id -gn)

umask 077
mkdir team
ok init team --shared=group --timezone Asia/Shanghai --json
same 'group' "$mine" "$(jq -r .group "$output")"
same 'keys' '["register","timezone","group"]' "$(jq -c keys_unsorted "$output")"
same 'folder' 2770 "$(mode team/.kam)"
same 'register' 660 "$(mode team/.kam/register.db)"
cd team || exit 1
cat >sendmail <<'END'
#!/bin/sh
cat >/dev/null
END
chmod +x sendmail
ok config mail.from kam@firm.test
ok config mail.sendmail "$PWD/sendmail"

# what is made later
cat >people <<'END'
{"key":"li","name":"Li Lei","email":"li@firm.test"}
{"key":"wang","name":"Wang Wei","email":"wang@firm.test"}
END
ok member add --from people
ok account add Acme --owner li
ok action add x -A acme --owner li --due 2026-11-20
ok config --local alias.late 'due --overdue'
same 'config' 660 "$(mode .kam/config)"
ok late
expect_part ACT-1
ok backup
same 'backups' 2770 "$(mode .kam/backups)"
same 'a backup' 660 "$(mode .kam/backups/*Z.db)"
ok backup own.db
same 'a backup of my own' 600 "$(mode own.db)"
mkdir elsewhere
ok backup elsewhere
same 'a backup elsewhere' 600 "$(mode elsewhere/*.db)"
ok due --overdue --mail owners
same 'lock of mail' 660 "$(mode .kam/register.db.mail)"
same 'lock' 660 "$(mode .kam/register.db.lock)"
ok restore own.db --yes
same 'restored' 660 "$(mode .kam/register.db)"
same 'before it' 660 "$(mode .kam/backups/*-automatic-restore.db)"
ok doctor --json
same 'rights' ok "$(jq -r '.[]|select(.check=="rights")|.status' "$output")"
expect_part "shared by the group '$mine'"
chmod 600 .kam/register.db
run doctor --json
same 'an unshared file' 1 "$status"
expect_part 'chmod g+rw'
cd ..

# what is there already is shared too; a new folder lets the group in
mkdir -p old/.kam
ok init old --shared=group
same 'folder' 2770 "$(mode old/.kam)"
ok init new --shared=group
same 'folder' 2770 "$(mode new)"
mkdir closed
chmod 700 closed
ok init closed --shared=group
expect_error "'$mine'"

# not by half: the folder is what is shared
refuse 64 --register x.db init --shared=group
KAM_REGISTER=$PWD/x.db refuse 64 init --shared=group
refuse 64 init --shared=all
[ ! -e x.db ] || fail 'made all the same'

# without it, nobody else
umask 000
ok init alone --json
same 'group' null "$(jq -r .group "$output")"
same 'folder' 700 "$(mode alone/.kam)"
same 'register' 600 "$(mode alone/.kam/register.db)"
cd alone || exit 1
ok backup
same 'backup' 600 "$(mode .kam/backups/*.db)"
refuse 73 backup no/such/x.db
expect_error "mkdir -p '$PWD/no/such'"
ok backup x.db
refuse 73 backup x.db
expect_error '--force replaces it'

# a stranger is told what stands in the way
cd ..
if [ "$(id -u)" != 0 ]; then
	chmod 000 alone/.kam
	refuse 77 --register "$PWD/alone/.kam/register.db" status
	expect_error 'into the folder'
	chmod 700 alone/.kam
fi
finish
