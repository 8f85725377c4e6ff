# Mail as a person sees it: what waits on 80 columns, one message, what a call
# did, what will not go another time.
. "$KAM_SOURCE/tests/cli/lib.sh"

on_terminal()
{
	last="$* (on a terminal)"
	status=0
	python3 "$KAM_SOURCE/tests/cli/terminal.py" "$KAM" "$@" >"$output" \
		2>"$errors" || status=$?
}
TERM=dumb
KAM_PAGER=cat
export TERM KAM_PAGER

mkdir sent
cat >works <<END
#!/bin/sh
n=\$(ls "$PWD/sent" | wc -l)
cat >"$PWD/sent/\$n.mail"
END
# fails TEXT STATUS: the program says and exits so
fails()
{
	printf '#!/bin/sh\necho "%s" >&2\nexit %s\n' "$1" "$2" >sendmail
	chmod +x sendmail
}
fails '550 mailbox unavailable: try later' 75
chmod +x works

ok init --timezone Asia/Shanghai
ok config mail.from 'Kam, 客户 <kam@firm.test>'
ok config mail.sendmail "$PWD/sendmail"
ok member add 'Zoe Smith' --key zoe --email zoe@firm.example.test
ok member add 王伟 --key wang --email wang@firm.test --language zh
ok account add Acme --owner zoe
ok account add 华夏集团 --key huaxia --owner wang
ok feedback add '门户很慢 <b> & slow' -A huaxia --type complaint --respond-by 2026-11-20
ok feedback add 'the portal is slow in the morning when all log in' -A acme \
	--type complaint --respond-by 2026-11-20

# on 80 columns: whom, about what, when, and why not
run feedback due --overdue --mail owners --once day
same 'status' 75 "$status"
COLUMNS=80 ok mail queue
within 80
expect 'ID  Status  To               Subject          Next try          Error'
expect ' 1  queued  wang@firm.test   逾期的反馈 (1)   2026-11-23 09:00  sendmail: 550 m…'
COLUMNS=80 ok mail log
within 80
expect 'ID  Status  To               Subject          Tried             Error'
ok mail log --json
expect_part '"message_id":"kam.'
expect_part '"period":"2026-11-23"'
expect_part "\"error\":\"$PWD/sendmail: 550"

refuse 64 mail queue --fields id,to
expect_error "did you mean 'recipient'?"
refuse 64 mail queue --fields 'next try'
expect_error "did you mean 'next_try'?"
refuse 64 mail queue --fields nothing
expect_error 'one of: id,status,recipient'

# one message, as its reader sees it; and byte by byte
ok mail show 1
expect 'Status: queued'
expect 'Next try: 2026-11-23 09:00'
expect "Error: $PWD/sendmail: 550 mailbox unavailable: try later"
expect 'From: Kam, 客户 <kam@firm.test>'
expect 'To: 王伟 <wang@firm.test>'
expect 'Subject: 逾期的反馈 (1)'
expect_part '门户很慢 <b> & …'
ok mail show 1 --raw
cp "$output" raw
ok mail show 1 --raw --json
python3 - "$output" raw <<'END' || fail 'JSON: another message'
import json, sys
with open(sys.argv[1]) as file:
    shown = json.load(file)
with open(sys.argv[2]) as file:
    assert shown["message"] == file.read()
assert "门户很慢 <b> & …" in shown["text"]
assert shown["from"] == "Kam, 客户 <kam@firm.test>"
assert shown["status"] == "queued" and shown["attempts"] == 1
END
ok mail show 1 --fields id,error --porcelain
expect "1	$PWD/sendmail: 550 mailbox unavailable: try later"
refuse 66 mail show 9
refuse 64 mail show x
refuse 64 mail show
cp works sendmail
ok mail flush
cmp -s raw sent/0.mail || fail 'what was sent is not what was shown'
ok mail show 1
expect 'Status: sent'
expect 'Sent: 2026-11-23 09:00'
expect 'To: wang@firm.test'
expect '(its text is not kept once it is sent or dropped)'
refuse 66 mail show 1 --raw
expect_error 'message 1 is sent: its text is not kept'
ok mail show 1 --json=status,text,message
expect '{"status":"sent","text":null,"message":null}'

# a dry run: on a terminal as its reader sees it, piped the message itself
rm sent/*
on_terminal feedback due --overdue --mail owners --dry-run
same 'status' 0 "$status"
expect 'Subject: 逾期的反馈 (1)'
expect 'To: Zoe Smith <zoe@firm.example.test>'
expect_part '门户很慢 <b> & …'
same 'a line between' 1 "$(grep -c '^--------' "$output")"
! grep -q 'MIME\|=E9' "$output" || fail 'raw on a terminal'
# for people: names, lines that a mail has room for, who asks and whom to answer
expect_part ' Zoe Smith  2026-11-20 '
within 78
expect 'kam keeps what was promised to customers, and sends you what is yours.'
expect 'Answers go to Kam, 客户 <kam@firm.test>.'
same 'reference' 1 "$(grep -c '^As of 2026-11-23 09:00; reference [0-9a-f]\{8\}$' "$output")"
same 'in Chinese' 1 "$(grep -c '^截至 2026-11-23 09:00；参考号 [0-9a-f]\{8\}$' "$output")"
expect "nothing is sent; '--dry-run | less' shows the message itself"
ok feedback due --overdue --mail owners --dry-run
python3 - "$output" <<'END' || fail 'the HTML part is not all of it'
import email, email.policy, mailbox, sys
for raw in mailbox.mbox(sys.argv[1]):
    m = email.message_from_bytes(raw.as_bytes(), policy=email.policy.default)
    html = m.get_body(("html",)).get_content()
    if "zoe@" in m["To"]:
        assert "the portal is slow in the morning when all log in" in html
        assert ">feedback<" in html and "Zoe Smith" in html
        assert "sends you what is yours.\nAnswers go to" in html
END
same 'piped' 2 "$(grep -c '^MIME-Version' "$output")"
[ ! -s "$errors" ] || fail 'a word about it'
same 'sent' 0 "$(ls sent | wc -l)"

# a person is told what was done
on_terminal feedback due --overdue --mail owners --once day
expect 'sent already today: 2'
on_terminal feedback due --overdue --mail owners --once week
expect 'messages sent: 2 (wang@firm.test, zoe@firm.example.test)'
on_terminal feedback due --overdue --mail owners --once week
expect 'sent already this week: 2'
same 'and no more' 1 "$(wc -l <"$output")"
on_terminal req list --mail a@firm.test
expect 'nothing to send'
on_terminal mail flush
expect 'nothing waits'
on_terminal req list --mail a@firm.test --even-if-empty -q
same 'quiet' 0 "$(wc -l <"$output")"
rm sent/*

# what was not tried says so, not why another try failed
KAM_NOW=2026-11-24T01:00:00Z
fails 'no route' 75
run due --overdue --mail owners --once day
same 'status' 75 "$status"
rm sendmail
run due --overdue --mail owners --once day
same 'status' 69 "$status"
same 'said' "mail 6 to wang@firm.test waits: $PWD/sendmail: No such file or directory
mail 7 to zoe@firm.example.test waits: not tried" "$(head -2 "$errors")"

# nor does it look like news while it pauses
cp works sendmail
ok mail flush
fails 'no route' 75
run due --mail wang@firm.test
KAM_NOW=2026-11-24T01:00:01Z run req list --mail li@firm.test
KAM_NOW=2026-11-24T01:00:02Z run req list --mail li@firm.test
same 'status' 75 "$status"
expect_error "waits until 2026-11-24 09:05; last time: $PWD/sendmail: no route"
cp works sendmail
ok mail flush

# no such user is for good: said, kept, and not tried all day long
fails 'no such user' 67
run due --mail gone@firm.test
same 'status' 75 "$status"
expect_error 'no such user; it will hardly go another time'
expect_error 'kam member edit MEMBER --email ADDRESS'
expect_error 'kam mail drop ID'
ok mail queue --porcelain --fields next_try
expect '2026-11-24T13:00:00Z'
ok mail queue --porcelain --fields id
ok mail drop "$(cat "$output")"
ok mail queue --json
expect '[]'
cp works sendmail
finish
