# demo: a believable register, the same each time, in two languages; whole or
# not at all.
. "$KAM_SOURCE/tests/cli/lib.sh"

TZ=Asia/Shanghai
export TZ
ok demo --language en --timezone Asia/Shanghai
expect_part "$PWD/kam-demo/.kam/register.db"
expect_part 'kam due --overdue'
within 80
[ "$(grep -c '^  kam ' "$output")" -ge 5 ] || fail 'too little to try'
same 'modes' '700 600 600' "$(stat -c %a kam-demo/.kam \
	kam-demo/.kam/register.db kam-demo/.kam/config | tr '\n' ' ' | sed 's/ $//')"
# what it advises runs
sed -n 's/^  \(kam .*[^ ]\)  .*/\1/p' "$output" >advice
cd kam-demo || exit 1
mkdir ../bin
ln -s "$KAM" ../bin/kam
while IFS= read -r line; do
	PATH=$PWD/../bin:$PATH sh -c "$line" >"$output" 2>"$errors" ||
		fail "$line"
	[ -s "$output" ] || fail "nothing from $line"
done <../advice
ok fsck
expect_part 'yes'
cd ..

# there is one already, and it stays as it is
cp kam-demo/.kam/register.db before.db
refuse 73 demo
expect_error 'is there already'
expect_error 'kam demo FOLDER'
cmp -s before.db kam-demo/.kam/register.db || fail 'the first one changed'
mkdir mine
cd mine || exit 1
ok init
refuse 73 demo .
refuse 64 --register x demo
refuse 64 demo --language fr other
refuse 65 demo --timezone Mars/Olympus other
[ ! -e other ] || fail 'a refusal that made a folder'
cd ..
if [ "$(id -u)" != 0 ]; then
	mkdir locked
	chmod 500 locked
	refuse 73 demo locked/in
	refuse 73 demo locked
	chmod 700 locked
fi
# a disk that is full leaves nothing behind
(
	ulimit -f 100
	run demo full
	same 'status' 74 "$status"
	[ ! -e full ] || fail 'a part of it'
	[ "$failures" -eq 0 ]
) || failures=1

# nor does one that is interrupted; what a killed one left goes with the next
stop()
{
	last="demo stopped, $1"
	"$KAM" demo stopped >"$output" 2>"$errors" &
	until [ -e "$(echo stopped/.kam.*/register.db)" ]; do
		kill -0 $! || break
	done
	kill "-$1" $!
	status=0
	wait $! || status=$?
}
for signal in TERM INT HUP; do
	stop "$signal"
	same 'its status' "$(kill -l "$status")" "$signal"
	[ ! -e stopped ] || fail "a part of it after $signal"
done
stop KILL
[ -d stopped/.kam.?????? ] || fail 'nothing was left'
mkdir -p stopped/.kam.backup
cp kam-demo/.kam/* stopped/.kam.backup
ok demo stopped
same 'nothing of it is left' "$(cd stopped && echo .kam*)" '.kam .kam.backup'
same 'as others are' "$(ls stopped/.kam)" "$(ls kam-demo/.kam)"

# the caller's settings and environment are not what it was made with
ok config user.name Somebody
ok config use.account nowhere
KAM_ACCOUNT=nowhere KAM_ACTOR=nobody KAM_REGISTER=$PWD/no/such.db \
	ok demo again --timezone Asia/Shanghai --language en
expect '  unset KAM_REGISTER'
ok config --unset use.account
for folder in kam-demo again; do
	(cd $folder && "$KAM" export) >$folder.jsonl || fail export
done
cmp -s kam-demo.jsonl again.jsonl || fail 'not the same twice'
! grep -E '@' again.jsonl | grep -oE '[[:alnum:].]+@[[:alnum:].]+' |
	grep -v '\.test$' || fail 'an address of somebody'

# in both languages, on any day: the same kinds, and something of each sort
look()
{
	cd "$1" || exit 1
	ok fsck
	ok due --overdue --json=id
	[ "$(jq length "$output")" -ge 8 ] || fail "little is late in $1"
	ok due --overdue --owner me --json=id
	[ "$(jq length "$output")" -ge 2 ] || fail "'me' is late with nothing"
	ok feedback due --within 1w --json=kind
	same 'kinds' '["cadence","feedback"]' "$(jq -c '[.[].kind]|unique' "$output")"
	ok risk score --json=score
	[ "$(jq '.[0].score' "$output")" -ge 15 ] || fail "no grave risk in $1"
	ok occurrence list --all --json=status
	same 'promises' '["given","late","missed","open"]' \
		"$(jq -c '[.[].status]|unique' "$output")"
	ok req list --all --json=status
	same 'requirements' \
		'["accepted","agreed","captured","deferred","dropped","implemented"]' \
		"$(jq -c '[.[].status]|unique' "$output")"
	ok log --json
	[ "$(jq '[.[].actor]|unique|length' "$output")" -ge 4 ] ||
		fail "one writer in $1"
	same 'in order of time' \
		"$(jq -c '[.[].at]' "$output")" "$(jq -c '[.[].at]|sort|reverse' "$output")"
	jq -r '.[0].at' "$output" >newest
	[ "$(cat newest)" \< "$KAM_NOW" ] || fail "written tomorrow in $1"
	for kind in member calendar_day account project contact req comm action \
		channel escalation elicit answer kano baseline baseline_line \
		survey reply comm_plan issue improve measurement plan \
		plan_section objective whitespace review \
		feedback cadence risk assessment note link decision; do
		ok $kind list --all --json=id
		[ "$(jq length "$output")" -gt 0 ] || fail "no $kind in $1"
	done
	ok req list tags= --all --json=id
	[ "$(jq length "$output")" -lt 9 ] || fail "no tags in $1"
	cd ..
}
export KAM_NOW
for KAM_NOW in 2024-02-29T05:00:00Z 2027-01-01T12:00:00Z 2026-11-21T23:30:00Z; do
	rm -rf en
	ok demo en --language en --timezone Asia/Shanghai --json
	same 'answer' 'en Asia/Shanghai' "$(jq -r '.language + " " + .timezone' "$output")"
	ok --register en/.kam/register.db fsck
done
look en # on a Sunday
KAM_NOW=2026-11-25T15:59:59Z
ok demo zh --language zh --timezone Asia/Shanghai
look zh
same 'no English names' 0 "$(cd zh && "$KAM" contact list --json=name |
	grep -c '"[A-Za-z ]*"}')"

# the caller's language
LC_ALL=zh_CN.UTF-8 ok demo zh2 --json
same 'language' zh "$(jq -r .language "$output")"
LANGUAGE=en LC_ALL=zh_CN.UTF-8 ok demo en2 --json
same 'language' en "$(jq -r .language "$output")"
finish
