# Reports by mail, through a sendmail program that keeps what it was given.
. "$KAM_SOURCE/tests/cli/lib.sh"

mkdir sent
cat >sendmail <<END
#!/bin/sh
n=\$(ls "$PWD/sent" | wc -l)
printf '%s ' "\$@" >"$PWD/sent/\$n.argv"
cat >"$PWD/sent/\$n.mail"
END
chmod +x sendmail

# parsed NAME: the message as another program reads it, a line a fact
parsed()
{
	python3 - "$1" >parsed <<'END'
import email, email.policy, sys
with open(sys.argv[1], "rb") as file:
    m = email.message_from_binary_file(file, policy=email.policy.default)
print("subject", m["Subject"])
print("from", m["From"].addresses[0].display_name, m["From"].addresses[0].addr_spec)
for key in ("To", "Cc", "Bcc"):
    for a in m[key].addresses if m[key] else ():
        print(key.lower(), a.display_name, a.addr_spec)
print("auto", m["Auto-Submitted"])
print("id", m["Message-ID"])
print("date", m["Date"].datetime.isoformat())
print("parts", " ".join(p.get_content_type() for p in m.iter_parts()))
print("defects", m.defects, [p.defects for p in m.walk()])
print(m.get_body(("plain",)).get_content())
print(m.get_body(("html",)).get_content())
END
	mv parsed "$output"
}

ok init --timezone Asia/Shanghai
ok member add 'Li Lei' --key li --email li@firm.test
ok member add 王伟 --key wang --email wang@firm.test --language zh
ok account add Acme --owner li
ok account add 华夏集团 --key huaxia --owner wang
ok feedback add '门户很慢 <b> & slow' -A huaxia --type complaint --respond-by 2026-11-20
ok feedback add 'the portal is slow' -A acme --type complaint --respond-by 2026-11-20

# without a sender nothing is decided; nor with settings that won't do
refuse 78 due --mail owners
expect_error 'no sender'
ok config mail.from 'Kam, 客户 <kam@firm.test>'
ok config mail.sendmail "$PWD/sendmail -a work"
refuse 78 -c mail.from='x <a@x>, b@y' due --mail a@firm.test
refuse 78 -c mail.transport=pigeon due --mail a@firm.test
refuse 78 -c mail.sendmail=sendmail due --mail a@firm.test
refuse 78 -c mail.host=x -c mail.tls=maybe due --mail a@firm.test
refuse 78 -c mail.host=x -c mail.tls=none -c mail.user=li due --mail a@firm.test
# a register's own file may not say whom to run
refuse 77 config --local mail.sendmail /bin/true
refuse 64 due --once day
refuse 64 due --mail owners --once month
refuse 64 due --mail owners --exit-code
refuse 64 due --mail owners --format csv
refuse 64 status --mail owners
refuse 64 calendar list --mail owners
refuse 64 feedback list --count-by status --mail owners
refuse 64 account add x --mail a@x
for bad in 'a@x
Bcc: b@y' '-OQueueDirectory=/tmp@x' '|/bin/sh' ':include:/etc/passwd' 'a@x, b@y' ''; do
	refuse 65 due --mail "$bad"
	expect_error 'no mail address'
done
refuse 65 due --mail a@firm.test --subject 'x
Bcc: all@corp'
refuse 65 member add Eve --email 'e@x
Bcc: b@y'
refuse 65 member add Eve --email '"a" <e@x>, b@y'
refuse 65 member add Eve --language 'zh;rm'
ok mail log --json
expect '[]'

# each owner their own, once
ok feedback due --overdue --mail owners --once day
expect_nothing
[ ! -s "$errors" ] || fail 'not silent'
same 'messages' 2 "$(ls sent | grep -c mail)"
same 'argv' '-a work -i -f kam@firm.test -- wang@firm.test ' "$(cat sent/0.argv)"
parsed sent/0.mail
expect 'subject 逾期的反馈 (1)'
expect 'from Kam, 客户 kam@firm.test'
expect 'to 王伟 wang@firm.test'
same 'recipients' 1 "$(grep -c '^to \|^cc \|^bcc ' "$output")"
expect 'auto auto-generated'
expect 'date 2026-11-23T09:00:00+08:00'
expect 'parts text/plain text/html'
expect 'defects [] [[], [], []]'
expect_part 'FB-1  huaxia  '
expect_part '>反馈</td>'
expect_part '门户很慢 <b> & …'
expect_part '门户很慢 &lt;b&gt; &amp; slow</td>'
! grep -q 'FB-2' "$output" || fail "another's item"
ok feedback due --overdue --mail owners --once day
ok feedback due --overdue --mail owners --once week
same 'messages' 8 "$(ls sent | wc -l)"
KAM_NOW=2026-11-29T15:59:59Z ok feedback due --overdue --mail owners --once week
same 'messages' 8 "$(ls sent | wc -l)"
# in Shanghai it's Monday
KAM_NOW=2026-11-29T16:00:00Z ok feedback due --overdue --mail owners --once week
same 'messages' 12 "$(ls sent | wc -l)"
rm sent/*

# nothing due, nothing sent
ok req list --mail a@firm.test
same 'messages' 0 "$(ls sent | wc -l)"
ok req list --mail a@firm.test --even-if-empty --subject '需求 – none'
parsed sent/0.mail
expect 'subject 需求 – none'
expect 'nothing to report'
rm sent/*

# lists, records, the whole of it to several; nobody twice
ok feedback list --mail 'a@firm.test,LI@firm.test,A@firm.test'
same 'messages' 2 "$(ls sent | grep -c mail)"
ok status --mail a@firm.test
ok risk score --mail owners
ok feedback show FB-1 --mail a@firm.test
ok log --limit 3 --mail a@firm.test --json
expect_part '"status":"sent","recipient":"a@firm.test"'
# the owner of a list's row is its own, not its account's
run feedback list --mail owners
same 'status' 1 "$status"
expect_error 'rows without an owner, not mailed: 2'
ok account list --mail owners
rm sent/*

# owners that cannot be reached are named, and the others still get theirs
ok member add Nemo --key nemo
ok account add Beta --owner nemo
ok account add Gamma
ok feedback add one -A beta --type complaint --respond-by 2026-11-20
ok feedback add two -A gamma --type complaint --respond-by 2026-11-20
run due --overdue --mail owners
same 'status' 1 "$status"
expect_error "'nemo' has no mail address, rows not mailed: 1; kam member edit nemo"
expect_error 'rows without an owner, not mailed: 1'
same 'messages' 2 "$(ls sent | grep -c mail)"
# where sending fails too, that is the status
run -c mail.sendmail=/bin/false due --overdue --mail owners
same 'status' 75 "$status"
expect_error "'nemo' has no mail address"
run -c mail.sendmail="$PWD/missing" due --overdue --mail owners
same 'status' 69 "$status"
expect_error "'nemo' has no mail address"
rm -f sent/*
run mail flush
ok member edit nemo --email nemo@firm.test
ok member leave nemo
run due --overdue --mail owners --dry-run
same 'status' 1 "$status"
expect_error "'nemo' has left"
ok feedback edit FB-3 FB-4 --owner li
rm sent/*

# what would be sent, and nothing is
ok feedback due --overdue --mail li@firm.test --dry-run
cp "$output" dry
same 'head' 'From: =?UTF-8?B?S2FtLCDlrqLmiLc=?= <kam@firm.test>' "$(head -1 dry)"
same 'nothing' 0 "$(ls sent | wc -l)"
ok feedback due --overdue --mail li@firm.test
cmp -s dry sent/0.mail || fail 'the dry run is another message'
rm sent/*
ok feedback due --overdue --mail owners --dry-run
same 'a mailbox' 2 "$(python3 -c 'import mailbox, sys
print(len(mailbox.mbox(sys.argv[1])))' "$output")"

# a failure leaves it queued; the next call tries again, then with pauses
cp sendmail works
printf '#!/bin/sh\necho "no route\033[2J" >&2\nexit 75\n' >sendmail
run feedback due --overdue --mail li@firm.test --once day
same 'status' 75 "$status"
expect_error 'waits: '
expect_error 'no route<U+001B>'
ok mail queue --porcelain --fields status,attempts
expect 'queued	1'
run feedback due --overdue --mail li@firm.test --once day
same 'status' 75 "$status"
# a long reason is cut where a character ends
printf '#!/bin/sh\nprintf "拒%%.0s" $(seq 90) >&2\nexit 75\n' >sendmail
KAM_NOW=2026-11-23T00:59:00Z run due --mail li@firm.test
expect_error '拒拒'
whole
ok mail queue --json=id,error
whole
ok mail drop "$(jq 'map(select(.error|contains("拒")))[0].id' "$output")"
cp works sendmail
KAM_NOW=2026-11-23T01:04:59Z run req list --mail li@firm.test
same 'still pausing' 75 "$status"
same 'messages' 0 "$(ls sent | wc -l)"
KAM_NOW=2026-11-23T01:05:00Z ok req list --mail li@firm.test
same 'messages' 1 "$(ls sent | grep -c mail)"
ok mail queue --json
expect '[]'
rm sent/*

# the program is missing
run -c mail.sendmail=/nowhere/sendmail due --mail li@firm.test
same 'status' 69 "$status"
ok mail flush
same 'messages' 1 "$(ls sent | grep -c mail)"
rm sent/*

# a program that is killed may have sent it: said, and not sent again
printf '#!/bin/sh\nkill -9 $$\n' >sendmail
run due --mail li@firm.test --json
same 'status' 75 "$status"
expect_part '"status":"unknown"'
expect_error 'nobody knows whether it went out'
printf '#!/bin/sh\nsleep 60\n' >sendmail
run -c mail.timeout=1 due --mail li@firm.test
same 'status' 75 "$status"
expect_error 'it did not end within 1 seconds'
cp works sendmail
run req list --mail li@firm.test
same 'status' 75 "$status"
same 'messages' 0 "$(ls sent | wc -l)"
ok mail queue --porcelain --fields id,status
id=$(head -1 "$output" | cut -f1)
ok mail drop "$id" --json=id,status
same 'what was dropped' '[{"id":'"$id"',"status":"dropped"}]' \
	"$(cat "$output")"
refuse 65 mail drop "$id"
refuse 66 mail drop 9999
refuse 66 mail flush "$id"
refuse 64 mail drop x
ok mail queue --porcelain --fields id
ok mail flush "$(cat "$output")"
same 'messages' 1 "$(ls sent | grep -c mail)"
ok mail log --limit 2 --porcelain --fields status
expect sent
expect dropped

# as cron calls it: nothing of the terminal's environment, and not a word
rm sent/*
ok mail log --json
env -i HOME="$HOME" PATH="$PATH" "$KAM" --register "$PWD/.kam/register.db" \
	feedback due --overdue --mail owners >"$output" 2>"$errors" || fail "as cron: $?"
expect_nothing
[ ! -s "$errors" ] || fail 'as cron: not silent'
parsed sent/0.mail
expect 'to 王伟 wang@firm.test'
expect_part '门户很慢'
ok fsck
finish
