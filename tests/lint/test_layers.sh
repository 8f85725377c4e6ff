# Who may include whom, and whose symbols whose objects use:
# base <- catalogue, out, analysis, db <- store <- areas <- exchange <- cmd.
set -u
cd "$KAM_SOURCE" || exit 1
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# the folders that a folder's files may use, itself aside
allowed()
{
	case $1 in
	base) ;;
	catalogue | out | analysis | db) echo base ;;
	store) echo base catalogue db ;;
	areas) echo base catalogue db store analysis ;;
	exchange) echo base catalogue store analysis areas out ;;
	cmd) echo base catalogue store analysis areas out exchange ;;
	esac
}

# the folder that a public header belongs to: that of the file of its name
home()
{
	case $1 in
	areas | cadence | calendars | due | risk) echo areas ;;
	store | keep | recover) echo store ;;
	setting) echo store ;;
	out) echo out ;;
	cell) echo base ;;
	record_io) echo exchange ;;
	*)
		for file in lib/*/"$1".c; do
			[ -e "$file" ] && basename "$(dirname "$file")" && return
		done
		echo "nowhere: $1"
		;;
	esac
}

complain()
{
	echo "FAILED: $1" >&2
	failures=$((failures + 1))
}

# judge FOLDER USED WHO
judge()
{
	[ "$1" = "$2" ] && return
	case " $(allowed "$1") " in
	*" $2 "*) ;;
	*) complain "$3 is of $1 and uses $2" ;;
	esac
}

for file in lib/*/*.[ch] cmd/*.[ch]; do
	folder=$(basename "$(dirname "$file")")
	for header in $(sed -n 's/^#include <kam\/\(.*\)\.h>/\1/p' "$file"); do
		judge "$folder" "$(home "$header")" "$file (kam/$header.h)"
	done
	for header in $(sed -n 's/^#include "\([a-z]*\)\/.*\.h"/\1/p' "$file"); do
		judge "$folder" "$header" "$file"
	done
done

# undefined symbols of the library's objects, by the folder that defines them
nm -A "$KAM_BUILD/libkam.a" 2>/dev/null >"$work/symbols" || {
	:
	complain 'no libkam.a to look at'
}
if [ -s "$work/symbols" ]; then
	for file in lib/*/*.c; do
		echo "$(basename "$file").o $(basename "$(dirname "$file")")"
	done | sort >"$work/folders"
	[ -z "$(cut -d' ' -f1 "$work/folders" | uniq -d)" ] ||
		complain "two files of one name: $(cut -d' ' -f1 "$work/folders" |
			uniq -d | tr '\n' ' ')"
	awk '
		NR == FNR { folder[$1] = $2; next }
		{
			split($1, at, ":")
			object = at[2]
			kind = $(NF - 1)
			if (kind ~ /[TDRBV]/ && $NF ~ /^kam_/)
				home[$NF] = folder[object]
			if (kind == "U" && $NF ~ /^kam_/)
				uses[object " " $NF] = 1
		}
		END {
			for (use in uses) {
				split(use, part, " ")
				if (home[part[2]] != "")
					print folder[part[1]], home[part[2]], part[1]
			}
		}' "$work/folders" "$work/symbols" | sort -u >"$work/pairs"
	while read -r folder used object; do
		judge "$folder" "$used" "$object (by its symbols)"
	done <"$work/pairs"
fi
[ "$failures" -eq 0 ]
