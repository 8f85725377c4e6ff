# Mail into the conversation log: character sets, parts, people, threads, what
# is broken, mbox, maildir and standard input, attachments.
. "$KAM_SOURCE/tests/cli/lib.sh"

mail=$KAM_SOURCE/tests/data/mail
ok init --timezone UTC
ok account add Acme
ok account add Beta
ok member add 'Li Lei' --key li --email li@firm.test
ok contact add 'Anna Weber' --accounts acme --email Anna@ACME.test
ok contact add 'Both' --accounts acme,beta --email two@both.test

# what was written is what is read, whatever it travelled in
ok comm ingest "$mail/gb2312.eml" --json
expect '{"created":1,"updated":0,"unchanged":0,"skipped":0,"errors":[]}'
ok comm show 1 --json=account,summary,channel,direction,at,minutes,source
expect_part '"account":"acme"'
expect_part '"summary":"关于朱镕基大厦项目的报价","channel":"mail"'
expect_part '"direction":"in","at":"2026-11-02T01:30:00Z"'
expect_part '王总：\n\n朱镕基大厦的报价单请见附件，含税价壹万元。'
expect_part '"source":"mail:gb2312@acme.test"'
ok comm show 1 --json=contacts,members
expect '{"contacts":[{"id":"CON-1","role":"from"}],"members":[{"id":"li","role":"to"}]}'
ok comm ingest "$mail/gb18030.eml" "$mail/big5.eml" "$mail/iso2022jp.eml" --json
expect_part '"created":3'
ok comm list --sort id --fields summary,minutes --format tsv
expect 'raw 报价	第一行 𠮷野家 €\n第二行'
expect '專案進度	請查收附件。謝謝！'
expect '会議の件	よろしくお願いします。'
ok comm ingest "$mail/html.eml" --json
ok comm show 5 --json=minutes
expect_part 'Grüße, see the board <https://acme.test/a?x=1&y=2>'
expect_part 'or https://acme.test/ click\n\nTask | Due\nPortal | 2026-12-01'
expect_part '- one\n- two <three> €5\n> what you wrote\n> before\n[logo]'
if grep -q 'not shown\|javascript\|tracker' "$output"; then
	fail 'what HTML hides is shown'
fi

# a dry run changes nothing; the same again is known
ok comm ingest "$mail/nested.eml" --dry-run --json
expect_part '"created":1'
ok comm list --count-by channel --json
expect_part '"count":5'
ok log --limit 1 --json=operation
before=$(cat "$output")
ok comm ingest "$mail"/gb2312.eml "$mail"/html.eml --json
expect '{"created":0,"updated":0,"unchanged":2,"skipped":0,"errors":[]}'
ok log --limit 1 --json=operation
same 'operations' "$before" "$(cat "$output")"

# contacts of the customer's are made on request, none of the firm's own
ok comm ingest "$mail/nested.eml" --create-contacts --attachments kept
expect_error 'contacts made: 2'
expect_error "attachments kept in 'kept': 2"
ok contact list --sort id --fields name,email,accounts --format tsv
expect 'Bob	bob@acme.test	acme'
expect 'carol@elsewhere.test	carol@elsewhere.test	acme'
ok comm show 6 --json=minutes,attachments
expect_part '"minutes":"the plain text\n\na footer"'
expect_part '1. image/png, 8 bytes, SHA-256 4c4b6a3be1314ab86138bef4314dde022e600960d8689a2c8f8631802d20dab6'
expect_part '2. plan.pdf, application/pdf, 8 bytes'
same 'kept' "$(ls -A kept | tr '\n' ' ')" 'COM-6-1.png COM-6-2.pdf '
same 'mode' "$(stat -c %a kept/COM-6-2.pdf)" 600
same 'bytes' "$(cat kept/COM-6-2.pdf)" '%PDF-1.4'
# names are kam's; what is there stays, what is missing comes again
rm kept/COM-6-1.png
echo mine >kept/COM-6-2.pdf
ok comm ingest "$mail/nested.eml" --attachments kept --json
expect_part '"unchanged":1'
expect_error "'kept/COM-6-2.pdf' is there and is another file: it stays"
same 'kept again' "$(cat kept/COM-6-2.pdf; ls kept | wc -l)" 'mine
2'
ok comm ingest "$mail/rfc2231.eml" --attachments kept
same 'names' "$(ls -A kept | tr '\n' ' ')" \
	'COM-6-1.png COM-6-2.pdf COM-7-1.xlsx COM-7-2.doc COM-7-3.bin '
ok comm show 7 --json=attachments
expect_part '1. 项目计划与报价（第三版）.xlsx, '
expect_part '2. 合同镕.doc, application/octet-stream, 1 bytes'
expect_part '3. ../../.ssh/authorized_keys, '
ok comm ingest "$mail/deep.eml"
expect_error 'message 1: parts nested more than 16 deep'
touch file
refuse 73 comm ingest "$mail/deep.eml" --attachments file

# whoever was forgotten is not made again
ok forget carol@elsewhere.test --yes
sed 's/nested@acme/another@acme/' "$mail/nested.eml" >another.eml
ok comm ingest another.eml --create-contacts
ok contact list --all --sort id --fields id,email --format tsv
same 'contacts' "$(tail -n 1 "$output")" 'CON-4	'

# an mbox: quoted lines, dates of its own, a message without a Message-ID
ok comm ingest - --json <"$mail/quoted.mbox"
expect_part '"created":3'
expect_error 'message 1: it has no date; 2026-11-10T09:30:00Z'
ok comm list summary="quoted lines" --json=minutes
expect_part 'From here on it is text\n>From deeper\n >From stays'
ok comm list summary="Re: quoted lines" --json=direction,in_reply_to,thread
expect '[{"direction":"out","in_reply_to":"quoted1@acme.test","thread":"quoted1@acme.test"}]'
ok comm list 'summary=no Message-ID' --json=message_id,source
expect_part '[{"message_id":null,"source":"mail:sha256:'
# in another folder, with other ends of lines, it is the same
sed 's/$/\r/' "$mail/quoted.mbox" >crlf.mbox
ok comm ingest crlf.mbox "$mail/quoted.mbox" --json
expect '{"created":0,"updated":0,"unchanged":6,"skipped":0,"errors":[]}'

# without a date: the last server's, in whose line comments may have semicolons
# too; else the one in a maildir's names, whatever it is that files have
dateless()
{
	printf 'From: anna@acme.test\nTo: li@firm.test\nSubject: %s\n%b\n%s\n' \
		"$1" "${2-}" "$1"
}
dateless topmost "$(printf '%s' 'Received: from a.test (a.test; [192.0.2.1])\n' \
	'\tby b.test with ESMTP id 7; Tue, 3 Nov 2026 10:00:00 +0800 (CST; 1)\n' \
	'Received: by c.test; Sun, 1 Nov 2026 10:00:00 +0000\n')" >topmost.eml
dateless unreadable 'Date: soon\nReceived: by (b; 3 Nov 2026 09:00:00 +0000\n' \
	>unreadable.eml
ok comm ingest topmost.eml unreadable.eml -A acme --json
expect_part '"created":2'
expect_error "'topmost.eml': it has no date; 2026-11-03T02:00:00Z is taken"
expect_error "'unreadable.eml': it has no date; 2026-11-03T09:00:00Z is taken"
mkdir -p dateless/cur dateless/new dateless/tmp
dateless unique >dateless/cur/1793870100.M7P1.host:2,S
dateless received 'Received: by b.test; 3 Nov 2026 08:00:00 +0000\n' \
	>dateless/new/1793870101.M8P1.host
for name in 20261105.host 1793870102 99999999999999999999.host -1793870103.host \
	4102444800.host mail.1793870104; do
	dateless "$name" >"dateless/new/$name"
done
run comm ingest dateless -A acme --json
same 'status' "$status" 65
expect_part '"created":2,"updated":0,"unchanged":0,"skipped":6,'
expect_part "'20261105.host': it has no date"
expect_error "'1793870100.M7P1.host:2,S': it has no date; 2026-11-05T09:15:00Z is"
expect_error 'it has no date; 2026-11-03T08:00:00Z is taken'
# known again, also where another folder kept it at another time
mkdir -p moved/cur moved/new moved/tmp
cp dateless/cur/1793870100.M7P1.host:2,S moved/cur/1793880000.M9P1.host:2,RS
ok comm ingest moved topmost.eml unreadable.eml -A acme --json
expect '{"created":0,"updated":0,"unchanged":3,"skipped":0,"errors":[]}'

# when it was sent, in the words of programs that know no RFC
printf 'From: anna@acme.test\nSubject: web form\nDate: %s\n\nx\n' \
	'Mon Nov 02 2026 09:30:00 GMT+0800 (中国标准时间)' >form.eml
ok comm ingest form.eml -A acme
ok comm list 'summary=web form' --json=at
expect '[{"at":"2026-11-02T01:30:00Z"}]'

# the footer that a mailing list puts below base64, and text that is none
{
	printf 'From: anna@acme.test\nSubject: %s\nDate: Mon, 2 Nov 2026 10:00:00 +0000\n' footer
	printf 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n'
	printf '5L2g5aW977yM6L+Z5piv5q2j5paH44CC\n\n____\nUsers mailing list\nhttps://lists.test/\n'
} >footer.eml
sed -e 's/: footer/: plainly/' -e '/^5L2g/d' footer.eml >plainly.eml
ok comm ingest footer.eml plainly.eml -A acme
ok comm list 'summary=footer' --json=minutes
expect '[{"minutes":"你好，这是正文。\n____\nUsers mailing list\nhttps://lists.test/"}]'
ok comm list 'summary=plainly' --json=minutes
expect '[{"minutes":"\n____\nUsers mailing list\nhttps://lists.test/"}]'

# a report whose words are not called text
{
	printf 'From: postmaster@acme.test\nSubject: returned\nDate: Mon, 2 Nov 2026 10:00:00 +0000\n'
	printf 'Content-Type: multipart/report; boundary=B\n\n--B\n'
	printf 'Content-Type: message/delivery-status\n\nNobody is called so.\n\n--B--\n'
} >report.eml
ok comm ingest report.eml -A acme
ok comm list 'summary=returned' --json=minutes
expect '[{"minutes":"Nobody is called so."}]'

# threads, in whatever order and in how many runs the mails come
python3 - "$mail/thread.mbox" <<'END'
import mailbox, sys
for i, message in enumerate(mailbox.mbox(sys.argv[1])):
    open(f"thread{i}.eml", "wb").write(message.as_bytes())
END
ok comm ingest thread0.eml --json
ok comm list 'summary~plan' --json=thread
expect '[{"thread":"second@firm.test"}]'
ok comm ingest thread1.eml thread2.eml --json
expect '{"created":2,"updated":1,"unchanged":0,"skipped":0,"errors":[]}'
ok comm list thread=first@acme.test --sort at --fields summary --format tsv
same 'thread' "$(tail -n +2 "$output")" 'plan
Re: plan
Re: Re: plan'

# one bad message stops no other; each says what is wrong with it
run comm ingest "$mail/broken.mbox" --json
same 'status' "$status" 65
expect_part '"created":4,"updated":0,"unchanged":0,"skipped":4,"errors":[{"line":2,"column":0,"message":"it has no header"}'
expect_part '{"line":3,"column":0,"message":"it has no date"}'
expect_part '{"line":7,"column":0,"message":"'"'two@both.test'"' is of several accounts: acme, beta; -A ACCOUNT says which'
expect_error "message 6: none of its addresses is a contact's: from 'nobody@nowhere.test' (1 such)"
expect_error 'message 4: a character set that is not known'
ok comm list summary='no boundary' --json=minutes
expect '[{"minutes":"the text is here"}]'
ok comm list 'summary~café' --json=summary,minutes
expect_part '"summary":"café =?utf-8?Q?open","minutes":"textwith [31mbytes äö"'
run comm ingest "$mail/broken.mbox" -A beta --json
same 'status' "$status" 65
expect_part '"created":2,"updated":0,"unchanged":4,"skipped":2'
ok comm list account=beta --sort id --fields summary,contacts --format tsv
expect 'of no concern	'
expect 'of two accounts	CON-2:from'
ok comm ingest "$mail/thread.mbox" --since 2027-01-01 --json
expect '{"created":0,"updated":0,"unchanged":0,"skipped":3,"errors":[]}'

# hostile bytes reach no terminal
printf 'From: \033]0;x\a <x\033[2J@nowhere.test>\nDate: Mon, 2 Nov 2026 09:30:00 +0000\n\nx\n' >esc.eml
ok comm ingest esc.eml
if grep -q "$(printf '\033')" "$errors"; then
	fail 'an escape on the terminal'
fi
python3 - <<'END'
def write(name, head, body=""):
    with open(name, "w") as file:
        file.write("To: li@firm.test\n" + head + "\n\n" + body)

write("colons.eml", "From: " + "a:" * 120000)
write("pieces.eml", "From: a@b\nContent-Disposition: attachment" +
      "".join(f";\n filename*{i}*=a" for i in range(100000)))
write("parts.eml", 'Content-Type: multipart/mixed; boundary="x"',
      "--x\n\nhi\n" * 20000)
nested = ""
for i in range(10000):
    nested += f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n'
write("nested.eml", "Date: Mon, 2 Nov 2026 09:30:00 +0000\n" + nested)
write("html.eml", "From: anna@acme.test\nContent-Type: text/html\n"
      "Date: Mon, 2 Nov 2026 09:30:00 +0000\nMessage-ID: <h@x>",
      "<blockquote><table><a href='x>" * 50000)
END
run comm ingest colons.eml pieces.eml parts.eml nested.eml html.eml --json
same 'status' "$status" 65
expect_part '"created":1,"updated":0,"unchanged":0,"skipped":4'
expect_part "'colons.eml': a header has too many colons"
expect_part "'pieces.eml': the header is larger than 256 KiB"
expect_part "'parts.eml': it has too many parts"

# the number of messages is Python's, in an mbox and in a maildir
python3 - >counts <<'END'
import mailbox
box, folder = mailbox.mbox("many.mbox"), mailbox.Maildir("many")
for i in range(120):
    text = (f"From: anna@acme.test\nTo: li@firm.test\nSubject: number {i}\n"
            "Date: Mon, 2 Nov 2026 09:30:00 +0000\n"
            f"Message-ID: <{i}@many.test>\n\nFrom the {i}th\n")
    box.add(text)
    folder.add(text)
box.flush()
print(len(box), len(folder))
END
same 'counts' "$(cat counts)" '120 120'
ok comm ingest many.mbox --json
expect '{"created":120,"updated":0,"unchanged":0,"skipped":0,"errors":[]}'
ok comm ingest many --json
expect '{"created":0,"updated":0,"unchanged":120,"skipped":0,"errors":[]}'
mkdir -p maildir/cur maildir/new maildir/tmp
ln -s /etc/passwd maildir/new/link
run comm ingest maildir --json
same 'status' "$status" 65
expect_part "'link': it cannot be read"
: >empty.mbox
ok comm ingest empty.mbox --json
expect '{"created":0,"updated":0,"unchanged":0,"skipped":0,"errors":[]}'

# what isn't there, isn't a maildir, isn't said, isn't installed
refuse 66 comm ingest nowhere.mbox
expect_error "cannot read 'nowhere.mbox'"
mkdir folder
refuse 65 comm ingest folder
expect_error 'a maildir has the folders cur and new'
refuse 64 comm ingest
refuse 64 comm ingest - - </dev/null
refuse 64 comm ingest many -P acme/portal
refuse 66 comm ingest many -A nobody
refuse 65 comm ingest many --since someday
KAM_EXEC_PATH=$PWD/nowhere
export KAM_EXEC_PATH
refuse 69 comm ingest many --attachments kept
expect_error 'the helper kam-ingest-mail is missing'
# and what a helper says is checked
mkdir nowhere
cat >nowhere/kam-ingest-mail <<'END'
#!/bin/sh
cat lines
END
chmod +x nowhere/kam-ingest-mail
ok log --limit 1 --json=operation
before=$(cat "$output")
for line in 'no JSON' '{}' '{"file":1,"line":1,"key":1}' \
	'{"file":1e300,"line":-1,"key":"x","error":"\u0000"}' \
	'{"file":9,"line":1,"key":1,"id":"a","references":["x\ny"]}'; do
	printf '%s\n' "$line" >lines
	refuse 69 comm ingest many
done
ok log --limit 1 --json=operation
same 'operations' "$before" "$(cat "$output")"
same 'kept at last' "$(ls -A kept | wc -l)" 5
unset KAM_EXEC_PATH
ok fsck

# one Message-ID, another attachment: what is kept is what the record says
offer()
{
	cat <<MAIL
From: anna@acme.test
To: li@firm.test
Subject: offer
Date: Mon, 23 Nov 2026 08:30:00 +0800
Message-ID: <offer@acme.test>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

x
--b
Content-Type: application/octet-stream; name=$1
Content-Disposition: attachment; filename=$1

$2
--b--
MAIL
}
offer o.pdf AAAA >1.eml
offer p.pdf BBBB >2.eml
ok comm ingest 1.eml 2.eml 1.eml -A acme --attachments offers --json
expect_part '"created":1,"updated":0,"unchanged":2'
expect_error 'which has other attachments: those of this one are left out'
same 'one file, by its name' 1 "$(ls offers | grep -c 'pdf$')"
same 'its content' AAAA "$(cat offers/*.pdf)"
ok comm ingest 2.eml -A acme --attachments offers
same 'its content still' AAAA "$(cat offers/*)"
sed 's/23 Nov 2026/23 Nov 3609/; s/offer@/later@/' 1.eml >later.eml
ok comm ingest later.eml -A acme
expect_error 'is yet to come'
finish
