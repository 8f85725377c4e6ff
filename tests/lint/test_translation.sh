# Every text for people is translated, in each language, and the program's
# formats hold in it: `cmake --build --preset dev --target translations` takes
# new ones up.
set -u
cd "$KAM_SOURCE" || exit 1
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

complain()
{
	echo "FAILED: $1" >&2
	failures=$((failures + 1))
}

sh lib/i18n/template.sh "$KAM_BUILD/kam_words" "$KAM_SOURCE" "$work/kam.pot" ||
	complain 'no template'
[ "$(grep -c '^msgid' "$work/kam.pot")" -gt 1000 ] ||
	complain 'the template has too few messages'
for file in lib/i18n/*.po; do
	msgfmt --check --output-file=/dev/null "$file" ||
		complain "$file: msgfmt --check"
	msgcmp "$file" "$work/kam.pot" ||
		complain "$file: build the target 'translations', then translate"
	python3 tests/lint/translation.py "$file" || complain "$file: its texts"
	msgcat --no-location --no-wrap --sort-output "$file" |
		cmp -s - "$file" ||
		complain "$file: build the target 'translations' to sort it"
done
[ "$failures" -eq 0 ]
