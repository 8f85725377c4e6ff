# pages.sh KAM SOURCES FOLDER: the manual's pages, made anew in FOLDER/man1,
# man5, man7. What a file of SOURCES has by hand, kam completes with its tables;
# nouns and words without a file get a page from the tables alone.
set -eu
kam=$1 sources=$2 folder=$3
LC_ALL=C.UTF-8
KAM_LANGUAGE=en
export LC_ALL KAM_LANGUAGE

rm -rf "$folder/man1" "$folder/man5" "$folder/man7" "$folder/made"
mkdir -p "$folder/man1" "$folder/man5" "$folder/man7"
for page in $("$kam" __manual) "$sources"/*.[157]; do
	page=${page##*/}
	made=$folder/man${page##*.}/$page
	[ ! -e "$made" ] || continue
	if [ -e "$sources/$page" ]; then
		"$kam" __manual "$page" "$sources/$page" >"$made"
	else
		"$kam" __manual "$page" >"$made"
	fi
done
: >"$folder/made"
