# kam __complete: what may stand where a word is typed; silent, read-only.
. "$KAM_SOURCE/tests/cli/lib.sh"

complete()
{
	ok __complete -- "$@"
	[ ! -s "$errors" ] || fail 'not silent'
}

# value VALUE [DESCRIPTION]: the answer has it
value()
{
	expect "$(printf '%s\t%s' "$1" "${2-}")"
}

# only VALUE …: the answer's values, in this order
only()
{
	same values "$(cut -f1 "$output" | tr '\n' ' ')" "$* "
}

# before there is a register
complete ''
value req 'customer requirements'
value init 'make a register'
complete req show ''
value --help 'show what the command does'
complete __comp
expect_nothing
complete
expect_nothing
ok __complete
expect_nothing
ok __complete req sh
only show
[ ! -e .kam ] && [ ! -e "$HOME/.local" ] || fail 'something was made'

ok init --timezone Asia/Shanghai
ok member add 'Li Lei' --key li --email li@firm.test
ok account add 'Acme GmbH' --key acme --owner li
ok account add 'Beta AG' --key beta
ok project add Portal -A acme --key portal
ok project add Print -A beta --key print
ok contact add Anna --accounts acme:buyer
ok contact add Bob --accounts beta:user
for n in 1 2 3 4 5 6 7 8 9 10 11; do
	ok req add "wish $n" -A acme --tags "t$n"
done
ok req add 'of beta' -A beta
ok req defer 11 --reason no

# nouns, verbs, words
complete r
expect_part 'risk'
complete req an
value analyse 'is understood'
complete help ''
value req 'customer requirements'
value import "read another system's export, or kam's own"
complete help req agr
only agree
complete schema re
only req reply revision review
complete nothing here ''
expect_nothing

# records: their names in the form that was typed, newest first
complete req show ''
same first "$(head -1 "$output")" "$(printf 'REQ-12\tof beta')"
complete req show REQ-1
only REQ-1 REQ-12 REQ-11 REQ-10
complete req show re
value REQ-12 'of beta'
complete req show 1
only 1 12 11 10
complete req show 0
expect_nothing
complete req show 123456789012345678901234567890
expect_nothing
complete req agree ''
value REQ-1 'wish 1'
complete req resume ''
only REQ-11
complete -A beta req show ''
only REQ-12
complete req -A beta show ''
only REQ-12
complete req add x --source-contact '' -A beta
complete req add x -A beta --source-contact ''
only CON-2
complete account show ''
only acme beta
complete account show ACC-
only ACC-2 ACC-1
complete project show ''
only acme/portal beta/print
complete project show beta/
only beta/print
complete log ''
value REQ- 'customer requirements'
complete log REQ-12
only REQ-12
complete req link 1 ''
expect_part satisfies
complete req link 1 satisfies ACC-
only ACC-2 ACC-1
complete req lint --skip du
only duplicate
complete req rank --by w
only wsjf weighted
complete req kano 1 --functional t
only tolerate
complete req tag 1 t1
only t1 t10 t11
complete feedback give ''
value --via 'meeting, mail, call, chat, visit, document or other'
complete use ''
only acme beta
complete use acme/
only acme/portal

# options and their values
complete req add x --pri
value --priority 'MoSCoW, least first'
complete req add x --priority must --pri
expect_nothing
complete req add x --tags a --ta
only --tags
complete req add x --priority ''
only wont could should must
complete req add x --priority=s
only --priority=should
complete req add x --core ''
expect_part --title
complete req add x --core=
only --core=yes --core=no
complete req add x --no-c
only --no-core
complete req add x -A ''
only acme beta
complete -A ''
only acme beta
complete -P beta/
only beta/print
complete req add x -Ab
only -Abeta
complete req list -A
only -A
complete req add x --owner l
value li 'Li Lei'
complete contact add x --accounts acme:
only acme:buyer acme:user
complete contact add x --accounts acme:buyer,b
only acme:buyer,beta
complete req add x --due +7
only +7d +7wd +7w +7m +7q +7y
complete req add x --due tom
value tomorrow '2026-11-24 Tuesday'
complete due --within eo
value eom '2026-11-30 Monday'
complete req edit 1 --evidence ''
expect "$(printf '\tfiles')"
complete init ''
expect "$(printf '\tfolders')"
complete init --timezone Asia/Shang
only Asia/Shanghai
complete import x --as fx
only fxiaoke-accounts fxiaoke-contacts fxiaoke-activities
complete import x --as csv --kind ris
only risk
complete export --as z
expect_part zoho-notes
complete --format js
only json jsonl
complete setting get risk.m
only risk.matrix
complete config user.
only user.email user.name
complete config --unset color
only color.ui
complete -c user.e
only user.email=
complete req add -- --pri
expect_nothing

# lists and filters
complete req list --fields id,tit
only id,title
complete req list --fields id,title,i
only id,title,impact
complete req list --sort -du
only -due
complete req list --json=id,tit
only --json=id,title
complete req list prio
only priority=
complete req list priority.
only priority.ne= priority.lt= priority.le= priority.gt= priority.ge=
complete req list priority.ge=s
only priority.ge=should
complete req list status=captured,analysed,i
only status=captured,analysed,implemented
complete req list owner=
only owner=me owner=li
complete req list due.by=eoy
value due.by=eoy '2026-12-31 Thursday'
complete req list title~w
expect_nothing
complete export req stat
only statement= status=

# aliases: kam's own stand for their words, the shell's are never run
ok config alias.mine 'req list owner=me'
ok config alias.bad '!touch pwned'
ok config alias.round 'round'
complete m
value mine 'req list owner=me'
complete mine prio
only priority=
complete bad ''
expect_nothing
complete round ''
expect_nothing
[ ! -e pwned ] || fail 'ran an alias'

# text that would act on a terminal is spelt out, and can't be chosen
ok req add "$(printf '\033[31mred\ttab')" -A beta
ok req tag 13 "$(printf 'x\033x')"
complete req show REQ-13
expect_part '<U+001B>[31mred'
same lines "$(wc -l <"$output")" 1
complete req tag 1 x
expect_nothing

# another register, none, one that is in use, one that is another's, none at all
ok req list --limit 1 --register .kam/register.db
mkdir other
complete --register .kam/register.db req show REQ-2
only REQ-2
complete --register=/nowhere/r.db req show ''
expect_part --help
cp .kam/register.db other/broken.db
printf garbage | dd of=other/broken.db bs=1 conv=notrunc 2>/dev/null
complete --register other/broken.db req show REQ-
expect_nothing
printf '[broken\n' >"$HOME/config-broken"
mkdir -p "$HOME/.config/kam"
cp "$HOME/config-broken" "$HOME/.config/kam/config"
complete req sh
only show
rm "$HOME/.config/kam/config"
# contacts of the account that a brief is of; what feedback may become; whom a
# survey is sent to
ok contact add 'Bo of Beta' -A beta
ok contact add 'Al of Acme' -A acme
complete brief beta --with ''
expect_part 'Bo of Beta'
! grep -q 'Al of Acme' "$output" || fail "another's contact"
complete brief ''
only acme beta
complete feedback turn FB-1 --into ''
expect_part improve
expect_part req
! grep -q '^member\|^contact' "$output" || fail 'what feedback never becomes'
complete survey invite SUR-1 infl
only influence=
complete survey invite SUR-1 influence.g
only influence.gt= influence.ge=
complete survey invite SUR-1 CON-
expect_part 'Bo of Beta'

before=$(cksum <.kam/register.db)
mkfifo held go
sqlite3 .kam/register.db >held <<'END' &
BEGIN EXCLUSIVE;
SELECT 1;
.shell cat go >/dev/null
END
read -r line <held
complete req show REQ-
expect_nothing
echo >go
wait
complete req show REQ-13
expect_part REQ-13

# nothing that is known of is left out
python3 "$KAM_SOURCE/tests/cli/every_option.py" 2>"$errors" ||
	fail 'something is not completed'

# a call of the database or of malloc that fails: no more than a short answer
KAM=$KAM_BUILD/tests/kam_faulty
for what in DB MEMORY; do
	for n in $(seq 1 "${FAULT_STEP:-29}" 700); do
		status=0
		last="KAM_FAULT_$what=$n"
		env "KAM_FAULT_$what=$n" "$KAM" __complete -- req show REQ-1 \
			>"$output" 2>"$errors" || status=$?
		case $status in
		0 | 71) ;;
		*) fail "status $status" ;;
		esac
		! grep -qv '^REQ-1' "$output" || fail 'another answer'
	done
done
same register "$(cksum <.kam/register.db)" "$before"
finish
