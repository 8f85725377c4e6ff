# Help and version: on stdout, without a register or a configuration.
. "$(dirname "$0")/lib.sh"

ok help
expect_part 'risk'
same 'lines' "$(awk 'END { print (NR <= 24) }' "$output")" 1
within 80
ok --help
expect_part 'risk'
for word in init use config help version; do
	expect_part "$word"
done

ok help risk
expect_part 'Fields'
expect_part 'avoid|mitigate|transfer'
expect_part 'from here: '
within 80
cp "$output" first
ok risk --help
same 'the same' "$(cat "$output")" "$(cat first)"

ok help risk add
expect_part 'kam risk add'
expect_part '--response-plan'
expect_part '(required)'
cp "$output" first
ok risk add -h
same 'the same' "$(cat "$output")" "$(cat first)"
ok risk close --help
expect_part 'kam risk close'
ok help config
expect_part '--show-origin'
expect_part 'Example'

# who is new is led on, by what the manual calls its pages
ok help
for word in demo tutorial occurrence note link setting decision mail; do
	expect_part "$word"
done
mkdir fake
printf '#!/bin/sh\necho "man $*"\n' >fake/man
chmod +x fake/man
for topic in tutorial json kam kam-tutorial kam-json; do
	PATH=$PWD/fake:$PATH ok help "$topic"
	name=${topic#kam-}
	[ "$name" = kam ] || name=kam-$name
	expect_part "/$name."
done
ok help kam-risk
expect_part 'from here: '

# every noun and verb has its help
for kind in account project contact req comm feedback cadence risk; do
	ok help "$kind"
	verbs=$(sed -n '/^Verbs/,/^$/s/^  \([a-z-]*\).*/\1/p' "$output")
	for verb in $verbs; do
		ok help "$kind" "$verb"
	done
done

# nouns are listed as they are typed, and read with either mark
ok help
expect_part ' comm-plan'
! grep -q _ "$output" || fail 'a name that nobody types'
ok help comm-plan
mv "$output" "$test_folder/hyphen"
ok help comm_plan
cmp -s "$output" "$test_folder/hyphen" || fail 'help of comm-plan differs'
mkdir "$test_folder/typed"
cd "$test_folder/typed" || exit 1
ok init
ok calendar-day list
ok comm-plan list
cd "$test_folder/work" || exit 1

# mistyped
refuse 64 rsik
expect_error "did you mean 'risk'?"
refuse 64 risk lits
expect_error "did you mean 'list'?"
# a verb without its noun
refuse 64 health
expect_error 'hint: kam account health'
refuse 64 actual
expect_error 'hint: kam comm plan actual'
refuse 64 help risk lits
refuse 64 help nothing
refuse 64
expect_error 'kam help'
refuse 64 risk
expect_error 'kam help risk'

ok --version
same 'version' "$(cut -d' ' -f1 "$output")" kam
ok --version --json
same 'name' "$(jq -r .name "$output")" kam
ok version --json
same 'name' "$(jq -r .name "$output")" kam
[ ! -e .kam ] && [ ! -e "$HOME/.local" ] || fail 'something was made'

# closed descriptors, an empty environment, a full disk
"$KAM" help >&- 2>&- <&- || fail 'closed descriptors'
env -i HOME="$HOME" "$KAM" help >"$output" || fail 'empty environment'
if [ -e /dev/full ]; then
	status=0
	"$KAM" help >/dev/full 2>"$errors" || status=$?
	same 'full disk' "$status" 74
fi
"$KAM" help 2>"$errors" | head -1 >/dev/null
same 'a closed pipe' "$(cat "$errors")" ''
finish
