# Colour and the pager: on a terminal only, and by everyone's conventions.
. "$(dirname "$0")/lib.sh"
here=${KAM_SOURCE:?}/tests/cli
escape=$(printf '\033')

on_terminal()
{
	last="$* (on a terminal)"
	status=0
	python3 "$here/terminal.py" "$KAM" "$@" >"$output" 2>"$errors" || status=$?
	[ "$status" -eq 0 ] || fail "status $status, not 0"
}

coloured()
{
	grep -q "$escape\[" "$output" || fail 'no colour'
}

plain()
{
	! grep -q "$escape" "$output" || fail 'colour'
}

ok config user.name 'Wang Wei'
ok config user.email wang@example.test
export TERM=xterm KAM_PAGER=cat

# --color > NO_COLOR > CLICOLOR_FORCE > TERM=dumb > config > CLICOLOR=0 > tty
ok config --list
plain
on_terminal config --list
coloured
on_terminal config --list --color=never
plain
ok config --list --color=always
coloured
ok config --list --color=always --json
plain
ok config --list --color=always --format csv
plain
NO_COLOR=1 on_terminal config --list
plain
NO_COLOR=1 on_terminal config --list --color=always
coloured
NO_COLOR=1 CLICOLOR_FORCE=1 ok config --list
plain
CLICOLOR_FORCE=1 ok config --list
coloured
TERM=dumb CLICOLOR_FORCE=1 ok config --list
coloured
TERM=dumb on_terminal config --list
plain
on_terminal -c color.ui=never config --list
plain
ok -c color.ui=always config --list
coloured
CLICOLOR=0 on_terminal config --list
plain
CLICOLOR=0 ok -c color.ui=always config --list
coloured
TERM=dumb ok -c color.ui=always config --list
plain

# KAM_PAGER > core.pager > PAGER > less
export NO_COLOR=1
export KAM_PAGER='sed s/^/kam:/' PAGER='sed s/^/any:/'
on_terminal config --list
expect_part 'kam:user.name'
ok config core.pager 'sed s/^/core:/'
on_terminal config --list
expect_part 'kam:user.name'
unset KAM_PAGER
on_terminal config --list
expect_part 'core:user.name'
ok config --unset core.pager
on_terminal config --list
expect_part 'any:user.name'
on_terminal help
expect_part 'any:kam '
unset PAGER
on_terminal config --list
expect_part 'user.name'

# never without a terminal, for JSON, for nothing, when told so
export PAGER='sed s/^/any:/'
ok config --list
expect_part 'user.name'
same 'no pager' "$(grep -c any: "$output")" 0
on_terminal --no-pager config --list
same 'no pager' "$(grep -c any: "$output")" 0
on_terminal --json config --list
same 'no pager' "$(grep -c any: "$output")" 0
PAGER='echo paged' on_terminal config user.name x
expect_nothing
PAGER='cat; env' on_terminal config --list
expect 'LESS=FRX'
LESS=S PAGER='cat; env' on_terminal config --list
expect 'LESS=S'

# a pager that leaves early is no error
PAGER=true on_terminal config --list

# what is stored is not executed by the terminal
ok config test.hostile "$(printf 'a\033]0;pwned\007b')"
on_terminal --no-pager config --list
plain
expect_part '<U+001B>]0;pwned'
ok config test.hostile
plain

# the width is honoured
ok config test.long "$(printf '%0200d' 0)"
COLUMNS=60 ok config --list
within 60
ok config --list
expect_part "$(printf '%0200d' 0)"
finish
