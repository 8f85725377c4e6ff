# Minutes: what they say becomes records once, however often they are taken.
. "$KAM_SOURCE/tests/cli/lib.sh"

KAM_NOW=2026-11-23T09:00:00+08:00
export KAM_NOW
ok init --timezone Asia/Shanghai
ok config user.email li@firm.test
ok member add 'Li Lei' --key li --email li@firm.test
ok member add 王伟 --key wang
ok account add 'Acme GmbH' --key acme --owner li
ok contact add 'Anna Weber' -A acme
ok contact add 张三 -A acme
ok comm log 'steering 会议 <script>' -A acme --channel meeting --with CON-1 \
	--at '2026-11-20 10:00' --next 'send slides' --next-owner li
cat >m.md <<'END'
Attendees: Anna Weber, 张三、@wang, A. Guest

# Decisions

- single sign-on comes first
- 先做单点登录，再做报表

# Actions

- send the estimate @li due fri
- **行动：** 准备演示环境 @wang 截止：2026-12-01

# Internal

- Action: ask for more money @li

# Remarks

All was **fine**.

Next meeting: 2026-12-08 review of the pilot @li
END
ok comm minutes COM-1 --from m.md --json
cat >wanted <<'END'
[{"id":"ACT-1","text":"send slides","owner":"li","due":null,"change":"unchanged"},
{"id":"DEC-1","text":"single sign-on comes first","owner":null,"due":null,"change":"created"},
{"id":"DEC-2","text":"先做单点登录，再做报表","owner":null,"due":null,"change":"created"},
{"id":"ACT-2","text":"send the estimate","owner":"li","due":"2026-11-27","change":"created"},
{"id":"ACT-3","text":"准备演示环境","owner":"wang","due":"2026-12-01","change":"created"},
{"id":"ACT-4","text":"ask for more money","owner":"li","due":null,"change":"created"},
{"id":"ACT-5","text":"Next meeting: review of the pilot","owner":"li","due":"2026-12-08","change":"created"}]
END
same taken "$(cat wanted)" "$(cat "$output")"
ok comm show COM-1 --json=contacts,members,minutes
same contacts "$(jq -c '.contacts|map(.id)' "$output")" '["CON-1","CON-2"]'
same members "$(jq -c '.members|map(.id)' "$output")" '["wang"]'
jq -r .minutes "$output" >marked.md
grep -Fq -- '- send the estimate @li due fri [ACT-2]' marked.md || fail marks
ok decision show DEC-2 --json=about,outcome,on,channel,remark
expect_part '"outcome":"agreed","on":"2026-11-20","channel":"meeting"'
ok action show ACT-3 --json=account,about
expect '{"account":"acme","about":"COM-1"}'

# the same file again, and the text with its marks: nothing changes, a day that
# was put off stays so
ok action edit ACT-2 --due 2026-12-24
for file in m.md marked.md; do
	ok comm minutes COM-1 --from $file --json
	same "$file again" "$(jq -r 'map(.change)|unique|join(" ")' "$output")" \
		unchanged
done
ok action show ACT-2 --json=due
expect '{"due":"2026-12-24"}'

# edited: changed, not made twice; what went is told and stays
sed -e 's/send the estimate/send an estimate/; s/2026-12-01/2026-12-03/' \
	-e '/先做/d' -e 's/^- single/- Single/' m.md >m2.md
ok comm minutes COM-1 --from m2.md --json=id,change
same edited "$(jq -r 'map(select(.change != "unchanged")|.id+" "+.change)|join(",")' "$output")" \
	'DEC-1 updated,DEC-2 left,ACT-2 updated,ACT-3 updated'
expect_error 'DEC-2 is no longer in the minutes'
ok action show ACT-2 --json=title,due
expect '{"title":"send an estimate","due":"2026-12-24"}'
ok action show ACT-3 --json=due
expect '{"due":"2026-12-03"}'

# for the customer: without what is internal, and what is no longer in them
ok comm minutes COM-1 --show
within 80
expect_part '张三'
expect_part 'All was fine.'
expect_part '准备演示环境'
grep -qE 'money|Internal|Guest|ACT-1|DEC-2' "$output" && fail 'internal'
ok comm minutes COM-1 --show --format md
expect '# steering 会议 &lt;script\>'
expect_part 'All was **fine**.'
ok comm minutes COM-1 --show --format html
expect_part '&lt;script&gt;'
grep -q '<script' "$output" && fail 'a script'
ok comm minutes COM-1 --show --json
same decisions "$(jq -c '.decisions' "$output")" \
	'[{"id":"DEC-1","text":"Single sign-on comes first"}]'
same actions "$(jq -r '.actions|map(.id)|join(" ")' "$output")" 'ACT-2 ACT-3 ACT-5'

# what is wrong is named with its line, nothing changes, nothing is lost
sed 's/@wang 截/@nobody 截/' m2.md >bad.md
refuse 66 comm minutes COM-1 --from bad.md
expect_error "line 10: no member 'nobody'"
run comm minutes COM-1 --from - <bad.md
same status "$status" 66
draft=$(sed -n 's/^hint: .*--from //p' "$errors")
[ -s "$draft" ] || fail 'no draft'
grep -q '@nobody' "$draft" || fail 'the draft is not what was written'
drafts=$HOME/.local/state/kam/drafts
same where "$draft" "$drafts/COM-1-minutes.md"
# drafts don't pile up: the same text once, the newest nine, none taken up
run comm minutes COM-1 --from - <bad.md
same 'the same text' "$(ls "$drafts")" COM-1-minutes.md
for i in 1 2 3 4 5 6 7 8 9 10 11; do
	sed "s/@nobody/@nobody$i/" bad.md | run comm minutes COM-1 --from -
done
same 'the newest' "$(cat "$drafts"/* | grep -o '@nobody[0-9]*' | sort -V | xargs)" \
	"@nobody3 @nobody4 @nobody5 @nobody6 @nobody7 @nobody8 @nobody9 @nobody10 @nobody11"
cp bad.md "$drafts/COM-1-minutes.md"
refuse 66 comm minutes COM-1 --from "$drafts/COM-1-minutes.md"
cp m2.md "$drafts/COM-1-minutes.md"
ok comm minutes COM-1 --from "$drafts/COM-1-minutes.md"
[ ! -e "$drafts/COM-1-minutes.md" ] || fail 'a draft that was taken up'
[ -e m2.md ] || fail 'a file of the user'
rm -r "$drafts"
ok comm show COM-1 --json=version
same version "$(jq .version "$output")" 3
sed 's/2026-12-03/2026-13-03/' m2.md >bad.md
refuse 65 comm minutes COM-1 --from bad.md
expect_error 'line 10: '
printf 'Decision: x [DEC-99]\n' >bad.md
refuse 65 comm minutes COM-1 --from bad.md
printf ' \n' >bad.md
refuse 65 comm minutes COM-1 --from bad.md
printf 'Action: \377\n' >bad.md
refuse 65 comm minutes COM-1 --from bad.md
refuse 66 comm minutes COM-9 --from m.md
refuse 64 comm minutes COM-1 --from m.md --show
refuse 64 comm minutes COM-1 </dev/null

# in the editor: from a template, then from what there is
ok comm log 'a call' -A acme --with CON-2
cat >editor <<'END'
#!/bin/sh
cp "$1" "$HOME/seen"
sed -i 's/^- $/- from the editor/' "$1"
END
chmod +x editor
EDITOR=$PWD/editor ok comm minutes COM-2
expect_part 'from the editor'
grep -q '^Attendees: 张三$' "$HOME/seen" || fail template
grep -q '^# Decisions$' "$HOME/seen" || fail template
EDITOR=true ok comm minutes COM-2
expect_nothing
EDITOR=false refuse 65 comm minutes COM-2
EDITOR="sed -i '\$d'" run comm minutes COM-2
[ -z "$(find "$HOME" -name 'COM-2*')" ] || fail 'a draft was left'

# a mail says what it says
cat >mail.eml <<'END'
From: Anna Weber <anna@acme.test>
To: li@firm.test
Subject: hello
Date: Fri, 20 Nov 2026 08:30:00 +0800
Message-ID: <1@acme.test>

Action: none @li
END
ok contact edit CON-1 --email anna@acme.test
ok comm ingest mail.eml
refuse 65 comm minutes COM-3 --from m.md
expect_error 'is a mail'
ok comm minutes COM-3 --show
# whoever of another customer is named as one who took part is told
ok account add 'Beta Two'
ok contact add 'Bob Beta' -A beta-two
ok comm log 'a visit' -A acme
id=$(sed -n 's/ .*//p' "$output")
printf 'Attendees: Bob Beta\n' >guests.md
ok comm minutes "$id" --from guests.md
expect_error 'CON-3 Bob Beta is of beta-two, not of acme: kam contact show CON-3'

ok fsck
finish
