# template.sh WORDS SOURCES FILE: every text for people, of the sources and of
# the catalogue's own words, into FILE: a template without places in the sources,
# which every other change would move, in the order of the alphabet.
set -eu
words=$1 sources=$2 file=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$sources"
find lib cmd include -name '*.[ch]' | LC_ALL=C sort >"$work/files"
xgettext --language=C --from-code=UTF-8 --keyword --keyword=_ --keyword=N_ --keyword=NC_:1c,2 \
	--keyword=doctor_say:2 --keyword=doctor_fault:2 --keyword=look_at_program:2 \
	--flag=_:1:pass-c-format --flag=N_:1:pass-c-format \
	--flag=kam_fail:3:c-format --flag=kam_hint:2:c-format \
	--flag=cmd_say:2:c-format --flag=cmd_warn:2:c-format \
	--flag=cmd_usage:3:c-format --flag=kam_str_printf:2:c-format \
	--flag=kam_arena_printf:2:c-format --package-name=kam \
	--no-location --files-from="$work/files" --output="$work/sources.pot"
"$words" | msguniq --no-location --output-file="$work/words.pot"
msgcat --use-first --no-location --no-wrap --sort-output \
	"$work/sources.pot" "$work/words.pot" |
	grep -v '^"POT-Creation-Date' >"$file"
