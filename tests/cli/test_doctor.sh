# doctor: every line of it, with nothing configured, with all of it broken.
. "$KAM_SOURCE/tests/cli/lib.sh"

# of CHECK: the statuses of a check
of()
{
	jq -r --arg check "$1" '[.[] | select(.check == $check) | .status] | join(" ")' \
		"$output"
}
hint()
{
	jq -r --arg check "$1" '[.[] | select(.check == $check) | .hint // ""] | join(" ")' \
		"$output"
}

# without a register, a configuration, a terminal
ok doctor
expect_part 'ok       version      kam '
expect 'warning  register     there is none here'
expect '                      kam init; kam demo'
within 100
ok doctor -q
! grep -q '^ok' "$output" || fail 'a remark'
ok doctor --json
same 'keys' '["check","status","message","hint"]' "$(jq -c '.[0]|keys_unsorted' "$output")"
same 'actor' warning "$(of actor)"
same 'hint' 'kam config user.email li@firm.test' "$(hint actor)"
ok doctor --json=check,status
ok doctor --format csv
refuse 64 doctor 17
refuse 64 -c x=y doctor

# cron finds no kam outside of /usr/bin and /bin; called by cron it was found
ok doctor --json
same 'cron' warning "$(of cron)"
same 'hint' "name it in the crontab: PATH=$(dirname "$KAM"):/usr/bin:/bin" \
	"$(hint cron)"
ok doctor -q
! grep -q ' cron ' "$output" || fail 'cron mails it'

# all is well
cat >sendmail <<END
#!/bin/sh
cat >"$PWD/sent.\$$"
END
chmod +x sendmail
ok init --timezone Asia/Shanghai
ok config user.name 'Li Lei'
ok config user.email li@firm.test
ok config mail.sendmail "$PWD/sendmail"
ok member add 'Li Lei' --key li --email li@firm.test
ok account add Acme --owner li
ok use acme
ok backup
ok doctor --json
for check in register rights schema whole timezone me scope backup mail \
	outbox actor home owners; do
	same "$check" ok "$(of $check)"
done
same 'scope' acme "$(jq -r '.[]|select(.check=="scope")|.message' "$output")"

# what is missing is a warning, and named with what mends it
ok action add x -A acme --owner li --due 2026-11-20
ok member edit li --email=
ok doctor --json
same 'me' warning "$(of me)"
same 'owners' warning "$(of owners)"
same 'hint' 'kam member edit li --email ADDRESS' "$(hint owners)"
KAM_NOW=2026-12-10T01:00:00Z ok doctor --json
same 'backup' warning "$(of backup)"
ok member edit li --email li@firm.test
ok config mail.form li@firm.test
printf '[mail]\n\tsendmail = /bin/evil\n' >>.kam/config
ok doctor --json
same 'config' 'warning ok warning ok' "$(of config)"
expect_part "did you mean 'mail.from'?"
expect_part "'mail.sendmail' is not read from a register's file"
ok config --unset mail.form
env -i KAM_NOW=$KAM_NOW KAM_CEILING="$KAM_CEILING" "$KAM" doctor --json >"$output" ||
	fail 'an empty environment'
same 'home' warning "$(of home)"
same 'path' warning "$(of path)"
KAM_EXEC_PATH=$PWD ok doctor --json
same 'helpers' 'warning warning warning' "$(of helper)"
expect_part "kam's helpers are built with kam where libcurl"
KAM_EXEC_PATH=$PWD ok doctor
[ "$(grep -A 3 'kam-smtp is missing' "$output" | wc -L)" -le 80 ] ||
	fail 'a hint wider than 80 columns'
expect_part "                      kam's helpers are built with kam where libcurl"
: >.kam/config.lock
touch -d 2026-11-01 .kam/config.lock
ok doctor --json
same 'leftovers' warning "$(of leftovers)"
same 'hint' "rm '$PWD/.kam/config.lock'" "$(hint leftovers)"
rm .kam/config.lock

# what is wrong ends with 1
judge()
{
	run doctor --json "$@"
	same "status of $*" 1 "$status"
}
use()
{
	judge
	same 'use' error "$(of scope)"
	same 'hint' 'kam use --none' "$(hint scope)"
}
KAM_ACCOUNT=nowhere use
judge -c mail.sendmail=/no/such
same 'mail' error "$(of mail)"
judge -c mail.transport=pigeon
same 'mail' error "$(of mail)"
printf 'secret\n' >password
chmod 644 password
judge -c mail.host=localhost -c mail.user=li -c mail.password-file="$PWD/password"
same 'password' error "$(of password)"
same 'hint' "chmod 600 '$PWD/password'" "$(hint password)"
! grep -q secret "$output" || fail 'the password is shown'
judge -c mail.host=localhost -c mail.user=li
judge -c mail.host=localhost -c mail.ca-file=/no/such
chmod 640 .kam/register.db
judge
same 'rights' error "$(of rights)"
chmod 604 .kam/register.db
judge
same 'hint' "chmod o-rwx '$PWD/.kam/register.db'" "$(hint rights)"
chmod 600 .kam/register.db
chmod 666 "$HOME/.config/kam/config"
judge
same 'config' 'error warning ok' "$(of config)"
chmod 600 "$HOME/.config/kam/config"

# mail is sent only when asked for, and is no part of the register
ls sent.* 2>/dev/null && fail 'mail that nobody asked for'
ok doctor --test-mail li@firm.test --json
same 'test mail' ok "$(of 'test mail')"
python3 - sent.* <<'END' || fail 'the message'
import email, email.policy, sys
m = email.message_from_file(open(sys.argv[1]), policy=email.policy.default)
assert m["to"] == "li@firm.test" and "Li Lei" in m["from"], m
assert m["auto-submitted"] == "auto-generated"
assert "test" in m.get_body(("plain",)).get_content()
END
ok mail log
expect_nothing
judge --test-mail 'a@x, b@y'
judge -c mail.sendmail=/bin/false --test-mail li@firm.test
same 'test mail' error "$(of 'test mail')"
run -c mail.sendmail=/bin/false due --overdue --mail owners
judge
same 'outbox' error "$(of outbox)"
ok mail drop 1

# a configuration that cannot be read, and what else there is
printf '[broken\n' >>"$HOME/.config/kam/config"
judge
same 'config' 'error warning ok' "$(of config)"
same 'register' ok "$(of register)"
sed -i '$d' "$HOME/.config/kam/config"
KAM_NOW=yesterday judge
same 'environment' error "$(of environment)"

# a register that is damaged, gone, another's file, or named and not there
cp .kam/register.db good.db
printf 'xxxx' | dd of=.kam/register.db bs=1 seek=$((4096 * 3 + 8)) conv=notrunc 2>/dev/null
judge
expect_part '"error"'
head -c 300000 /dev/zero >.kam/register.db
judge
same 'register' 'ok error' "$(of register)"
expect_part 'kam backup --list'
rm .kam/register.db
judge
same 'hint' 'kam backup --list; kam restore FILE' "$(hint register)"
cp good.db .kam/register.db
chmod 600 .kam/register.db
ok doctor -q
judge --register no/such.db
KAM_REGISTER=$PWD/no/such.db judge
same 'register' error "$(of register)"

# what is said of a shell's completion is a command that works, unless kam's is
# on this machine already
for shell in bash fish; do
	SHELL=/bin/$shell run doctor --json
	[ "$(of completion)" = warning ] || continue
	command=$(hint completion)
	(cd "$KAM_SOURCE" && eval "${command#*: }") ||
		fail "no command: $command"
	SHELL=/bin/$shell run doctor --json
	same "completion of $shell" ok "$(of completion)"
done
# also where a variable names the folder
XDG_DATA_HOME="$PWD/it's my data"
export XDG_DATA_HOME
SHELL=/bin/bash run doctor --json
if [ "$(of completion)" = warning ]; then
	command=$(hint completion)
	(cd "$KAM_SOURCE" && eval "${command#*: }") ||
		fail "no command: $command"
	[ -f "$XDG_DATA_HOME/bash-completion/completions/kam" ] ||
		fail "not there: $command"
	SHELL=/bin/bash run doctor --json
	same 'completion' ok "$(of completion)"
fi
finish
