# Sourced by every test here: an empty home and working folder, no environment
# of the caller's, and the words that tests are written in.
#
#	ok risk list			runs kam; it must exit with 0
#	refuse 64 risk lst		it must exit with 64
#	expect 'text'			its output has the line
#	expect_part 'text'		its output contains the text
#	expect_error 'text'		its stderr contains the text
#	expect_nothing			its output is empty
#	same 'what' "$a" "$b"		two texts are equal
#	whole				no character that it said is broken
#	within 80			no line of its output is wider

: "${KAM:?the program under test}"
test_folder=$(mktemp -d)
trap 'rm -rf "$test_folder"; [ "$finished" ] || exit 1' EXIT
trap 'exit 1' INT TERM HUP
failures=0
finished=
last=

for variable in $(env | sed -n 's/^\(KAM_[A-Z]*\|XDG_[A-Z_]*\)=.*/\1/p'); do
	[ "$variable" = KAM_SOURCE ] || [ "$variable" = KAM_BUILD ] ||
		unset "$variable"
done
unset LESS PAGER EDITOR VISUAL NO_COLOR CLICOLOR CLICOLOR_FORCE COLUMNS \
	LANGUAGE SUDO_UID
mkdir "$test_folder/home" "$test_folder/work"
HOME=$test_folder/home
LC_ALL=C.UTF-8
TZ=UTC
KAM_NOW=2026-11-23T01:00:00Z
KAM_CEILING=$test_folder
export HOME LC_ALL TZ KAM_NOW KAM_CEILING
cd "$test_folder/work" || exit 1

output=$test_folder/output
errors=$test_folder/errors

fail()
{
	failures=$((failures + 1))
	printf 'FAILED: %s\n  after: kam %s\n' "$1" "$last" >&2
	sed 's/^/  stdout: /' "$output" >&2
	sed 's/^/  stderr: /' "$errors" >&2
}

run()
{
	last=$*
	status=0
	"$KAM" "$@" >"$output" 2>"$errors" || status=$?
}

ok()
{
	run "$@"
	[ "$status" -eq 0 ] || fail "status $status, not 0"
}

refuse()
{
	wanted=$1
	shift
	run "$@"
	[ "$status" -eq "$wanted" ] || fail "status $status, not $wanted"
	[ ! -s "$output" ] || fail "a refusal with output"
}

expect()
{
	grep -Fxq -e "$1" "$output" || fail "no line '$1'"
}

expect_part()
{
	grep -Fq -e "$1" "$output" || fail "no text '$1'"
}

expect_error()
{
	grep -Fq -e "$1" "$errors" || fail "no error '$1'"
}

expect_nothing()
{
	[ ! -s "$output" ] || fail "output"
}

same()
{
	[ "$2" = "$3" ] || fail "$1: '$2' is not '$3'"
}

# What was said is UTF-8, and no character of it is cut in two or replaced.
whole()
{
	for said in "$output" "$errors"; do
		iconv -f UTF-8 -t UTF-8 "$said" >/dev/null 2>&1 &&
			! grep -q '�' "$said" || fail 'a character is broken'
	done
}

# No line of the output takes more columns.
within()
{
	[ "$(wc -L <"$output")" -le "$1" ] || fail "wider than $1 columns"
}

# The last line of every test, which fails without it.
finish()
{
	finished=1
	[ "$failures" -eq 0 ] || exit 1
	exit 0
}
