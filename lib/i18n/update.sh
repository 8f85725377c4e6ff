# update.sh WORDS SOURCES: takes new messages up into each translation, and out
# what is no message any more. What waits for its translation then has an empty
# msgstr: fill it in.
set -eu
words=$1 sources=$2
folder=$sources/lib/i18n
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sh "$folder/template.sh" "$words" "$sources" "$work/kam.pot"
for file in "$folder"/*.po; do
	msgmerge --quiet --no-fuzzy-matching --no-location --no-wrap \
		--sort-output "$file" "$work/kam.pot" |
		msgattrib --no-obsolete --no-wrap --output-file="$work/new.po"
	cmp -s "$work/new.po" "$file" || cp "$work/new.po" "$file"
	printf '%s: ' "${file##*/}"
	msgfmt --check --statistics --output-file=/dev/null "$file" 2>&1
	msgattrib --untranslated --no-wrap "$file"
done
