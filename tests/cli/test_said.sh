# What a line says to whoever typed it: what follows from it, and what is where.
. "$KAM_SOURCE/tests/cli/lib.sh"

# without a register: what was looked for, by nobody's path
run status
refuse 66 req list
expect_error 'no register here or in any folder above'
expect_error "'kam init' makes one here"
refuse 66 --register nowhere.db req list
expect_error 'nowhere.db'
KAM_REGISTER=nowhere.db refuse 66 req list
expect_error 'nowhere.db'

ok init --timezone Asia/Shanghai
ok account add Acme
ok cadence add 'weekly note' --every week -A acme
expect 'CAD-1  weekly note'
expect 'first due today, 2026-11-23'
ok cadence add 'weekly note' --every 'week on fri' -A acme
expect 'first due 2026-11-27'
ok cadence add 'weekly note' --every week -A acme --json=id
expect '{"id":"CAD-3"}'

ok comm log 'wants a demo' -A acme --next 'send an offer'
expect 'next: ACT-1  send an offer'
ok comm log 'wants a demo' -A acme --next 'send an offer' --json=id,next_action
expect '{"id":"COM-2","next_action":"ACT-2"}'

ok risk add 'late parts' -A acme --satisfaction
ok risk show RISK-1
same 'no score yet' 0 "$(grep -c '^Score' "$output")"
ok risk score RISK-1 --probability 4 --impact 5
ok risk show RISK-1
expect_part '20  '
expect_part '(probability 4, impact 5; 2026-11-23)'
grep -q '^Touches satisfaction  *yes' "$output" || fail 'the label'
ok risk show RISK-1 --json=satisfaction
expect '{"satisfaction":true}'

# what it became is not an answer
ok feedback add 'slow portal' -A acme --type complaint --severity high
ok feedback turn FB-1 --into req
expect_error 'FB-1 still awaits an answer, by 2026-'
ok feedback add 'slow mail' -A acme --type complaint --severity high
ok feedback respond FB-2 --response 'seen to'
ok feedback turn FB-2 --into action
same 'answered' '' "$(cat "$errors")"

# on a terminal, what is said is broken between words
on_terminal()
{
	last="$* (on a terminal)"
	COLUMNS=$1 python3 "$KAM_SOURCE/tests/cli/terminal.py" "$KAM" \
		req list -A nobody-of-that-name-at-all -P x >"$output" 2>&1 || :
}
"$KAM" req list -A nobody-of-that-name-at-all -P x 2>"$errors" || :
for columns in 40 60 80; do
	on_terminal "$columns"
	within "$columns"
	same 'the words' "$(tr -s ' \n' '  ' <"$errors")" \
		"$(tr -s ' \n' '  ' <"$output")"
done
finish
