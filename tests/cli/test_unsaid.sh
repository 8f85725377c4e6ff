# What was written although the output could not be is said, so that nobody does
# it again.
. "$KAM_SOURCE/tests/cli/lib.sh"

[ -e /dev/full ] || finish

# unsaid WORD...: runs kam with a full disk behind its output
unsaid()
{
	last=$*
	: >"$output"
	status=0
	"$KAM" "$@" >/dev/full 2>"$errors" || status=$?
	[ "$status" -eq 74 ] || fail "status $status, not 74"
	expect_error 'cannot write the output: No space left on device'
}

# done_all_the_same RECORD OPERATION: what the message and the hint say
done_all_the_same()
{
	expect_error "written all the same, as operation $2: $1"
	expect_error "do not run it again: 'kam log ${1%% *}' shows what"
}

unsaid init
expect_error '; it was done all the same'
unsaid account add Acme
done_all_the_same ACC-1 2
unsaid req add wish -A acme
done_all_the_same REQ-1 3
ok req list --format csv --fields title
grep -q '^wish' "$output" || fail 'no wish'
same 'how many' 2 "$(wc -l <"$output")"

# to a program it is another word than that of a failure
unsaid req edit 1 --priority must --json
same 'the word' done_unsaid "$(jq -r .code "$errors")"
jq -r .message "$errors" | grep -q 'operation 4: REQ-1$' || fail 'no REQ-1'
unsaid req show 1 --json
same 'the word' io "$(jq -r .code "$errors")"
same 'no hint' null "$(jq -r .hint "$errors")"

# every way to write
printf '{"title":"a","account":"acme"}\n{"title":"b","account":"acme"}\n' >in
unsaid req add --from in
done_all_the_same 'REQ-2 and 1 more' 5
unsaid req tag 1 pilot
done_all_the_same REQ-1 6
unsaid req note 1 remark
done_all_the_same NOTE-1 7
unsaid req analyse 1
done_all_the_same REQ-1 8
unsaid req rm 3 --yes
done_all_the_same REQ-3 9
unsaid undo
done_all_the_same REQ-3 10
unsaid comm log hello -A acme --next answer
done_all_the_same 'COM-1 and 1 more' 11
printf 'source,title,account\nx:1,c,acme\n' >in.csv
unsaid import in.csv --as csv --kind req
done_all_the_same REQ-4 12
ok import in.csv --as csv --kind req --json
expect_part '"created":0,"updated":0,"unchanged":1'
ok contact add Anna -A acme
unsaid forget CON-1 --yes
expect_error 'written all the same, as operation 14: '
unsaid export --hash
grep -q 'all the same' "$errors" && fail 'a read is no write'
unsaid backup
expect_error '; it was done all the same'
unsaid recover --output new.db
expect_error '; it was done all the same'
unsaid restore new.db --yes --force
expect_error '; it was done all the same'
unsaid restore new.db --dry-run --force
grep -q 'all the same' "$errors" && fail 'a trial is no restore'

# what did nothing says nothing of the kind
unsaid import in.csv --as csv --kind req
grep -q 'all the same' "$errors" && fail 'nothing was written'

# mail went out: a script that sends it again sends it twice
cat >sendmail <<END
#!/bin/sh
cat >>"$PWD/mailed"
END
chmod +x sendmail
ok config mail.from kam@firm.test
ok config mail.sendmail "$PWD/sendmail"
ok member add 'Li Lei' --key li --email li@firm.test
ok action add call -A acme --owner li --due 2026-11-20

# sent N: so many went out in all
sent()
{
	ok mail log --json
	same 'how many were sent' "$1" \
		"$(jq '[.[] | select(.status == "sent")] | length' "$output")"
}

# mailed CODE WORD...: to a full disk, and the word for it
mailed()
{
	word=$1
	shift
	unsaid "$@" --json
	said=$(tail -n 1 "$errors")
	same "the word for $*" "$word" "$(echo "$said" | jq -r .code)"
	case $word in
	done_unsaid)
		expect_error '; it was done all the same'
		expect_error 'do not run it again' ;;
	*) same 'no hint' null "$(echo "$said" | jq -r .hint)" ;;
	esac
}

mailed done_unsaid due --mail boss@firm.test --once day
sent 1
mailed io due --mail boss@firm.test --once day
sent 1
mailed done_unsaid due --mail owners
sent 2
mailed done_unsaid -c mail.sendmail=/bin/false action list --mail boss@firm.test
mailed io -c mail.sendmail=/bin/false mail flush
sent 2
mailed done_unsaid mail flush
sent 3
mailed io mail flush
run -c mail.sendmail=/bin/false action list --mail boss@firm.test --json
mailed done_unsaid mail drop "$(jq '.[0].id' "$output")"
ok mail queue --json
expect '[]'
sent 3
finish
