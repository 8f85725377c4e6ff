# forget: the person is nowhere in the file's bytes, and the chain still holds.
. "$KAM_SOURCE/tests/cli/lib.sh"

db=.kam/register.db

# nowhere TEXT…: not in the bytes of the register's folder, in any case
nowhere()
{
	for text; do
		grep -raiq -e "$text" .kam && fail "'$text' is still there"
	done
}

ok init --timezone Europe/Berlin
ok member add 'Li Lei' --key li --email li@firm.test
ok account add Acme --phone '030 7654321'
ok contact add 'Anna Weber' --accounts acme:buyer --email anna@acme.test \
	--phone '+49 30 1234567' --mobile 204 --title 'Head of Rockets' \
	--influence 4 --tags important,golfer --description 'a wine lover'
ok contact edit CON-1 --name 'Anna Schmidt' --email a.schmidt@acme.test
ok contact add 'Anna Schmidt' --accounts acme --email other@acme.test
ok contact add 'Anna Schmidt-Meier' --accounts acme --reports-to CON-1
ok comm log 'Anna Schmidt (ANNA@acme.test) wants sso' -A acme --with CON-1 \
	--next 'ring 0049 30 123 45 67 or 030 1234567' --next-due +3wd
ok req add sso -A acme --source-contact CON-1 --tags 'Anna Weber,x' \
	--statement "as said by Schmidt, Anna: \"fast\"
and Anna Weber's team; Annie again"
ok req agree 1 --agreed-with CON-1
ok feedback add 'the portal is slow' -A acme --contact CON-1
ok contact note CON-1 'Annie likes golf balls; a.schmidt@acme.test'
ok account add 'Anna Weber Consulting' --key anna-weber
ok contact note CON-2 'met Annie'
ok contact add Bob --accounts acme
ok contact add '诸葛伟' --email w@y.test
ok comm log '和诸葛伟通话' -A acme
KAM_ACTOR='Anna Weber <anna@acme.test>' ok contact note CON-3 'by herself'
# mail that waits, and mail that went out
run -c mail.from=k@firm.test -c mail.sendmail=/bin/false contact list -A acme \
	--mail anna@acme.test --subject 'for Anna Weber'
ok -c mail.from=k@firm.test -c mail.sendmail=/bin/true mail flush
run -c mail.from=k@firm.test -c mail.sendmail=/bin/false contact list \
	--mail li@firm.test
cp $db whole.db

# asked first, refused without a terminal, nothing done by a rehearsal
refuse 64 forget CON-1
expect_error 'forgetting needs --yes'
refuse 64 forget CON-1 --dry-run --no-such
refuse 66 forget CON-99 --yes
refuse 66 forget nobody --yes
refuse 65 forget MEM-1 --yes
ok forget a.schmidt@acme.test --dry-run --json
expect_part '"kind":"contact","records":1,"values":8,'
expect_part '"ids":["REQ-1"]'
expect_part '"kind":"operation"'
cmp -s whole.db $db || fail 'a rehearsal writes'

ok backup
: >.kam/backups/one
mkdir -p "$HOME/.local/state/kam/drafts"
echo 'Anna Weber said' >"$HOME/.local/state/kam/drafts/PLAN-1.md"
ok forget CON-1 --also Annie --yes --json
expect_error 'CON-2 keeps its own name,'
expect_error "'204' is too general"
expect_error 'CON-1 has notes'
expect_error "backups in '$PWD/.kam/backups' that hold the person: 1 of 2"
expect_error "files in '$PWD/.kam/backups' that cannot be read and may hold the person: 1"
expect_error "drafts in '$HOME/.local/state/kam/drafts', which may hold"
rm -r .kam/backups "$HOME/.local"
ok mail log --json=status,recipient,subject
expect '[{"status":"dropped","recipient":"li@firm.test","subject":"People at the customers'"'"' (5)"},'
expect '{"status":"sent","recipient":"[erased]","subject":"for [erased]"}]'
nowhere 'anna weber' 'weber, anna' anna@acme a.schmidt@ '1234567' \
	'123 45 67' rockets golfer important 'wine lover' annie anna-weber
same 'namesakes' 1 "$(sqlite3 $db "SELECT count(*) FROM contact
	WHERE name = 'Anna Schmidt'")"
same 'the name in notes and texts' 0 "$(sqlite3 $db "SELECT count(*) FROM
	operation WHERE command LIKE '%Anna Schmidt%'
	AND command NOT LIKE '%Schmidt-Meier%'")"
ok fsck --json
expect_part '"ok":true'

# what is left says so, and what refers to them still does
ok contact show CON-1 --json
expect_part '"name":"(erased CON-1)"'
expect_part '"accounts":[{"id":"acme","role":null}]'
expect_part '"erased_on":"2026-11-23"'
expect_part '"status":"left"'
expect_part '"email":null'
ok contact show CON-3 --json=name,reports_to
expect '{"name":"Anna Schmidt-Meier","reports_to":"CON-1"}'
ok req show 1 --json=statement,tags,source_contact,status
expect_part 'said by [erased]: \"fast\"\nand [erased]'"'s team; [erased]"
expect_part '"tags":["[erased]","x"]'
expect_part '"source_contact":"CON-1","status":"agreed"'
ok comm show 1 --json=summary
expect '{"summary":"[erased] ([erased]) wants sso"}'
ok account show ACC-2 --json=key,name
expect '{"key":"erased-2","name":"[erased] Consulting"}'
ok contact show CON-1
ok contact history CON-1 --json
expect_part '"field":"title","before":"[erased]","after":null'
expect_part '"field":"email","before":"[erased]","after":"[erased]"'
ok contact history CON-1
ok req history 1
ok log --limit 0 --json
expect_part '"actor":"[erased] <[erased]>"'
expect_part "kam contact edit CON-1 --name '[erased]' --email '[erased]'"
expect_part '"command":"kam forget CON-1"'
ok log CON-1
ok contact list --json=id
grep -q 'CON-1"' "$output" && fail 'an erased contact in the list'
ok export

# it stays what it is; nothing is left to be done; more can be
refuse 65 contact edit CON-1 --name 'Anna Weber'
expect_error 'CON-1 was forgotten'
refuse 65 contact return CON-1
cp $db before.db
ok forget CON-1 --yes --json
same 'what is left to erase' '[]' "$(tr -d '\n' <"$output")"
same 'operations' "$(sqlite3 before.db 'SELECT max(id) FROM operation')" \
	"$(sqlite3 $db 'SELECT max(id) FROM operation')"
ok forget CON-1 --also 'Golf  balls' --yes
nowhere 'golf balls'
ok fsck
ok forget CON-5 --yes
nowhere 诸葛伟 w@y.test
ok fsck

# also somebody whose record was removed; backups that are older, or made when
# nothing was left, don't hold them
ok backup
ok contact add 'Zoe Removed' --email zoe@x.test
ok contact rm CON-6 --yes
refuse 66 contact show CON-6
ok export --person CON-6
expect_part '"person":null'
expect_part 'zoe@x.test'
ok backup
ok forget CON-6 --yes
expect_error "backups in '$PWD/.kam/backups' that hold the person: 1 of 2"
rm -r .kam/backups
nowhere 'Zoe Removed' zoe@x.test
ok backup
ok forget CON-6 --yes
grep -Fq backups "$errors" && fail 'a backup without the person'
ok fsck
ok log CON-6 --json

# forged 'SQL' 'finding'
cp $db erased.db
forged()
{
	cp erased.db $db
	sqlite3 $db "$1" || fail "sqlite3: $1"
	run fsck --json
	[ "$status" -eq 65 ] || fail "status $status after: $1"
	grep -Fq -e "$2" "$output" "$errors" || fail "no '$2' after: $1"
}
blanked=$(sqlite3 $db "SELECT min(operation) FROM change WHERE kind = 'account'
	AND salt IS NOT NULL")
# blanked without having been forgotten, or otherwise than it was left
forged "UPDATE change SET before = NULL, after = NULL, salt = NULL
	WHERE operation = $blanked" 'was blanked, but nobody was forgotten'
forged "UPDATE operation SET command = '', salt = NULL WHERE id = $blanked" \
	"$blanked: command was blanked, but nobody was forgotten"
forged "UPDATE operation SET actor = 'x', actor_salt = NULL
	WHERE id = $blanked" 'actor was blanked, but nobody was forgotten'
forged "UPDATE change SET after = replace(after, '[erased]', 'Eve')
	WHERE salt IS NULL AND kind = 'req'" \
	'is not what was left when it was erased'
forged "UPDATE operation SET actor = 'Eve' WHERE actor_salt IS NULL" \
	'actor is not what was left when it was erased'
forged "UPDATE operation SET command = 'kam x' WHERE salt IS NULL" \
	'command is not what was left when it was erased'
# an erasure that is taken out, or whose text is put back
forged "DELETE FROM change WHERE kind = 'operation' AND field = 'actor'" \
	'actor was blanked, but nobody was forgotten'
forged "UPDATE operation SET actor = 'Eve', actor_salt = zeroblob(16)
	WHERE actor_salt IS NULL" 'is there again'
forged "UPDATE change SET salt = NULL WHERE kind = 'operation'
	AND field = 'actor'" 'is there again'
forged "UPDATE change SET field = 'x' WHERE field = 'erased_on'
	AND operation = (SELECT max(operation) FROM change
	WHERE kind = 'operation')" 'erases, but forgets nobody'

# the same file of the other system does not bring them back
rm -rf .kam
ok init --timezone Europe/Berlin
cat >accounts.csv <<'CSV'
Record Id,Account Name,Account Owner.id,Account Owner
z1,Beta,z9,Wang
CSV
cat >contacts.csv <<'CSV'
Record Id,First Name,Last Name,Account Name.id,Account Name,Email
zc-4711,Carla,Dominguez,z1,Beta,carla@beta.test
zc-4712,Dan,Fox,z1,Beta,dan@beta.test
CSV
ok import accounts.csv --as zoho-accounts
ok import contacts.csv --as zoho-contacts
ok forget CON-1 --yes
nowhere 'carla' dominguez zc-4711
ok import contacts.csv --as zoho-contacts --json
expect_part '"created":0,"updated":0,"unchanged":1,"skipped":1'
expect_error 'CON-1 was forgotten: the row is left out'
nowhere 'carla' dominguez zc-4711
ok fsck
# nor in a register that it was exported to
ok export
cp "$output" export.jsonl
rm -rf .kam
ok init
ok import export.jsonl --as jsonl
ok import contacts.csv --as zoho-contacts --json
expect_part '"skipped":1'
nowhere 'carla' dominguez zc-4711

printf '%s\r\n' BEGIN:VCARD VERSION:3.0 UID:urn:x-4713 'FN:Gilbert Huntley' \
	N:Huntley\;Gilbert\;\;\; EMAIL:gilbert@beta.test END:VCARD >gil.vcf
ok contact import gil.vcf -A beta --json=created
expect '{"created":1}'
ok forget gilbert@beta.test --yes
ok contact import gil.vcf -A beta --json
expect_part '"created":0,"updated":0,"unchanged":0,"skipped":1'
expect_error 'was forgotten: the card is left out'
nowhere gilbert huntley x-4713

# a person at a terminal is asked
answer()
{
	ANSWER="$1
" python3 "$KAM_SOURCE/tests/cli/terminal.py" "$KAM" forget CON-2 \
		>"$output" 2>"$errors"
}
answer n && fail 'no is not a yes'
expect_part 'to be erased'
expect_part 'erase them for good? [y/N]'
ok contact show CON-2 --json=name
expect '{"name":"Dan Fox"}'
answer y || fail 'a yes is refused'
expect_part 'CON-2: erased'
ok contact show CON-2 --json=name
expect '{"name":"(erased CON-2)"}'

# everything that is held, for whoever asks, without others' particulars
ok contact add 'Eva Lang' --email eva@beta.test --accounts beta:boss
ok contact add 'Rob Roy' --email rob@beta.test --accounts beta \
	--reports-to CON-4 --description 'knows Eva Lang'
KAM_ACTOR='Wang <w@firm.test>' ok comm log 'Eva Lang and Rob Roy called' \
	-A beta --with CON-4
ok export --person eva@beta.test
expect_part '"id":"CON-4","person":{"id":"CON-4","name":"Eva Lang"'
expect_part '"kind":"comm","fields":["contacts"],"record":{"id":"COM-1"'
expect_part '"kind":"comm","fields":["summary"]'
expect_part '"kind":"contact","fields":["reports_to"],"record":{"id":"CON-5"'
expect_part '"description":"knows Eva Lang"'
expect_part '"field":null,"before":null,"after":{'
grep -q rob@beta.test "$output" && fail "somebody else's address"
ok export --person CON-4 --format md
expect '# What is held about CON-4'
expect '| Email | eva@beta.test |'
expect '| Created | 2026-11-23 02:00 |'
# how it was written, as people read it
ok member add 'Li Lei' --key li
ok contact edit CON-4 --no-opt-out --owner li --tags x,y
ok export --person CON-4 --format md
expect_part "| 2026-11-23 02:00 | root | kam contact add 'Eva Lang'"
expect '|  |  |  | Accounts |  | ACC-1:boss |'
expect '|  |  |  | Status |  | active |'
expect_part ' | Opt out |  | no |'
expect_part ' | Owner |  | MEM-2 |'
expect_part ' | Tags |  | x,y |'
grep -Eq '~|\[\[|\{' "$output" && fail 'the journal in its own form'

# their channels whole, and the mail that went to them or names them
ok channel add eva_chat --contact CON-4 --type chat --consent given
printf '#!/bin/sh\ncat >/dev/null\n' >sendmail
chmod +x sendmail
mail="-c mail.from=kam@firm.test -c mail.sendmail=$PWD/sendmail"
ok $mail req list --audience customer -A beta --even-if-empty \
	--mail eva@beta.test
ok $mail req list --mail boss@firm.test --subject 'Of Eva Lang' --even-if-empty
ok $mail req list --mail boss@firm.test --subject 'Of nobody' --even-if-empty
ok export --person CON-4
same 'the channel' 'eva_chat chat given' "$(jq -r '.references[].record |
	select(.address) | "\(.address) \(.type) \(.consent)"' "$output")"
same 'the mail' 'null Of Eva Lang
eva@beta.test Customer requirements: beta (0)' \
	"$(jq -r '.mail[] | "\(.to) \(.subject)"' "$output")"
ok export --person CON-4 --format md
expect_part ' | sent |  | Of Eva Lang | req list'
grep -q 'boss@firm\|Of nobody' "$output" && fail "somebody else's mail"
refuse 64 export --person CON-4 --format csv
refuse 66 export --person CON-77
finish
