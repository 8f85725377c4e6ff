# The README's tour: every command in its console blocks is run, and what it
# prints is what the README says.
. "$KAM_SOURCE/tests/cli/lib.sh"

mkdir bin
ln -s "$KAM" bin/kam
PATH=$PWD/bin:$PATH
export PATH KAM_NOW=2026-11-23T09:00:00+08:00
awk '/^```console$/ { on = 1; next } /^```/ { on = 0 } on' \
	"$KAM_SOURCE/README.md" >tour
: >got
while IFS= read -r line; do
	case $line in
	'$ '*)
		printf '%s\n' "$line" >>got
		sh -c "${line#\$ }" </dev/null >>got 2>&1
		;;
	esac
done <tour
if ! diff tour got; then
	echo 'FAILED: the tour and what kam prints differ' >&2
	exit 1
fi
finish
