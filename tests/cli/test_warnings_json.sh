# With --json, a line of stderr is an object, warnings of a call that fails too.
. "$KAM_SOURCE/tests/cli/lib.sh"

# spoken CODE …: the codes of all that stands on stderr, in this order
spoken()
{
	jq -r .code "$errors" >"$output" 2>&1
	same 'the codes on stderr' "$(tr '\n' ' ' <"$output")" "$* "
	jq -r 'keys_unsorted | join(",")' "$errors" | sort -u >"$output"
	same 'their keys' "$(cat "$output")" 'code,message,hint,field'
}

printf '#!/bin/sh\nexit 75\n' >sendmail
chmod +x sendmail
ok init
ok config mail.from kam@firm.test
ok config mail.sendmail "$PWD/sendmail"
ok member add 'Li Lei' --key li --email li@firm.test
ok account add Acme --owner li
ok feedback add 'the portal is slow' -A acme --type complaint \
	--respond-by 2026-11-20

# mail that waits, where nothing else fails: for people with advice
refuse 75 due --mail owners
expect_error 'hint: the next call tries again'
for format in --json --format=jsonl; do
	last="mail flush $format"
	"$KAM" mail flush $format >"$output" 2>"$errors"
	same 'its status' $? 75
	spoken warning
	jq -r .message "$errors" >"$output"
	expect_part 'mail 1 to li@firm.test waits: '
	jq -r .hint "$errors" >"$output"
	expect "the next call tries again; 'kam mail flush' does so now"
done

# an address that is refused has advice of its own
printf '#!/bin/sh\nexit 67\n' >sendmail
"$KAM" mail flush --json >"$output" 2>"$errors"
jq -r .hint "$errors" >"$output"
expect_part 'is the address right? '
printf '#!/bin/sh\nexit 75\n' >sendmail

# and where the output fails after it
if [ -c /dev/full ]; then
	last='mail flush --json >/dev/full'
	"$KAM" mail flush --json >/dev/full 2>"$errors"
	same 'its status' $? 74
	spoken warning io
fi

# one that says nothing of mail
ok config --json no.such x
spoken warning
jq -r .message "$errors" >"$output"
expect "kam itself reads no 'no.such'"
jq -r .hint "$errors" >"$output"
expect null

# with what it advises: a line of its own for people
ok config --json mail.form x
spoken warning
jq -r .hint "$errors" >"$output"
expect "did you mean 'mail.from'?"
ok config mail.form x
cp "$errors" "$output"
expect "hint: did you mean 'mail.from'?"

# what an import isn't sure of: how many more there are is known, too, and what
# an object is stands in its code alone
{
	echo '客户名称,客户编号'
	for i in $(seq 0 104); do
		echo "Dup,d$i"
	done
} >many.csv
ok import many.csv --as fxiaoke-accounts --json
jq -r .code "$errors" | sort | uniq -c | sed 's/^ *//' >"$output"
same 'the objects' "$(cat "$output")" '101 warning'
jq -r .message "$errors" >"$output"
same 'the first' "$(head -n 1 "$output")" \
	"line 3: 'Dup' is likely a duplicate of ACC-2"
same 'the last' "$(tail -n 1 "$output")" '… and 4 more'
echo '客户名称,客户编号' >other.csv
sed '1d; s/,d/,e/' many.csv >>other.csv
ok import other.csv --as fxiaoke-accounts --dry-run --format csv
expect_error "warning: line 2: 'Dup' is likely"
expect_error '… and 5 more'

# what a helper complains of
if [ -x "$KAM_BUILD/kam-ingest-mail" ]; then
	mkdir folder
	refuse 65 comm ingest folder --json
	spoken invalid
	jq -r .message "$errors" >"$output"
	expect_part 'a maildir has the folders cur and new'
fi

# and one that does its work all the same, or is stopped: with the helper's name
# once, without what is empty; a long one is cut where it shows
mkdir helpers
helper=helpers/kam-read-ics
printf 'BEGIN:VCALENDAR\n' >days.ics
ok calendar add Offices --key offices
cat >$helper <<'END'
#!/bin/sh
printf 'kam-read-ics: \nkam-read-ics: odd zone\r\n\nlibical: 半\n' >&2
END
chmod +x $helper
export KAM_EXEC_PATH="$PWD/helpers"
ok calendar import offices days.ics --json
spoken warning warning
jq -r .message "$errors" >"$output"
same 'complaints' 'kam-read-ics: odd zone
kam-read-ics: libical: 半' "$(cat "$output")"
ok calendar import offices days.ics
expect_error 'kam-read-ics: odd zone'
printf '#!/bin/sh\necho kam-read-ics: no end >&2\nexec yes\n' >$helper
refuse 74 calendar import offices days.ics --json
spoken io
jq -r .message "$errors" >"$output"
expect "the helper's output has no end: no end"
cat >$helper <<'END'
#!/bin/sh
printf 'kam-read-ics: one\n\n%0900d\n' 1 >&2
exit 70
END
refuse 69 calendar import offices days.ics --json
jq -r .message "$errors" >"$output"
expect_part 'the helper kam-read-ics failed: one; 000'
expect_part '00…'
printf '#!/bin/sh\necho odd >&2\n' >$helper
TMPDIR=$PWD/nonexistent ok calendar import offices days.ics
unset KAM_EXEC_PATH

finish
