# Who may include whom, and whose symbols whose objects use:
# base <- catalogue, out, analysis, db <- store <- areas <- exchange <- cmd.
set -u
cd "$KAM_SOURCE" || exit 1
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# the folders that a folder's files may use, itself aside
cat >"$work/allowed" <<'END'
catalogue base
out base
analysis base
db base
store base catalogue db
areas base catalogue db store analysis
exchange base catalogue store analysis areas out
cmd base catalogue store analysis areas out exchange
END

# the folder that a public header belongs to: that of the file of its name,
# these aside
cat >"$work/homes" <<'END'
areas areas
cell base
keep store
record_io exchange
store store
END
for file in lib/*/*.c; do
	folder=${file#lib/}
	name=${file##*/}
	echo "${name%.c} ${folder%/*}"
done >"$work/files"
cat "$work/files" >>"$work/homes"

complain()
{
	echo "FAILED: $1" >&2
	failures=$((failures + 1))
}

# at the top of what is kept in git stands what belongs there
git ls-files 2>/dev/null | cut -d/ -f1 | sort -u >"$work/top"
while read -r entry; do
	case $entry in
	cmd | lib | include | tests | completions | man | CMakeLists.txt | \
		CMakePresets.json | README.md | LICENSE | .gitignore | .ci | \
		.clang-format) ;;
	*) complain "$entry has no place at the top" ;;
	esac
done <"$work/top"

# judge FILE: lines of a folder, another that it uses, and who does
judge()
{
	awk '
		NR == FNR {
			for (i = 2; i <= NF; i++)
				may[$1, $i] = 1
			next
		}
		$1 != $2 && !(($1, $2) in may) {
			folder = $1
			used = $2
			sub(/^[^ ]+ [^ ]+ /, "")
			print $0 " is of " folder " and uses " used
		}' "$work/allowed" "$1" >"$work/wrong"
	while read -r line; do
		complain "$line"
	done <"$work/wrong"
}

grep -H '^#include ["<][a-z]*/' lib/*/*.[ch] cmd/*.[ch] | awk '
	NR == FNR { home[$1] = $2; next }
	{
		split($0, part, /:#include ["<]|[">]/)
		n = split(part[1], path, "/")
		slash = index(part[2], "/")
		used = substr(part[2], 1, slash - 1)
		name = substr(part[2], slash + 1)
		sub(/\.h$/, "", name)
		if (used == "kam")
			used = name in home ? home[name] : "nowhere"
		else if ($0 ~ /</)
			next
		print path[n - 1], used, part[1] " (" part[2] ")"
	}' "$work/homes" - >"$work/includes"
[ "$(wc -l <"$work/includes")" -gt 1000 ] || complain 'no includes to look at'
judge "$work/includes"

# undefined symbols of the library's objects, by the folder that defines them
nm -A "$KAM_BUILD/libkam.a" 2>/dev/null >"$work/symbols" ||
	complain 'no libkam.a to look at'
if [ -s "$work/symbols" ]; then
	twice=$(cut -d' ' -f1 "$work/files" | sort | uniq -d | tr '\n' ' ')
	[ -z "$twice" ] || complain "two files of one name: $twice"
	awk '
		NR == FNR { folder[$1 ".o"] = $2; next }
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
					print folder[part[1]], home[part[2]],
						part[1] " (" part[2] ")"
			}
		}' "$work/files" "$work/symbols" | sort >"$work/pairs"
	judge "$work/pairs"
fi
[ "$failures" -eq 0 ]
