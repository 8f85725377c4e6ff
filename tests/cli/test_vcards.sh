# vCards: contacts in and out, all or nothing, the second time nothing.
. "$KAM_SOURCE/tests/cli/lib.sh"
cards=$KAM_SOURCE/tests/data/vcard

ok init --timezone Asia/Shanghai
ok account add 'Acme GmbH' --key acme
ok account add 北京华信科技有限公司 --key huaxin

# 2.1 as Chinese telephones write it: GB2312, quoted-printable, a picture
ok contact import "$cards/old.vcf" --json
expect '{"created":1,"updated":0,"unchanged":0,"skipped":0,"errors":[]}'
expect_error 'properties that were not read: PHOTO'
expect_error "'王伟' has no room for: FAX 010-5555 0102, EMAIL wei@home.test"
ok contact show CON-1 --json=name,accounts,title,department,email,phone,mobile,description,source
expect '{"name":"王伟","accounts":[{"id":"huaxin","role":null}],"title":"经理","department":"采购部","email":"wang.wei@huaxin.test","phone":"010-5555 0101","mobile":"138 0013 8000","description":"第一行\n第二行","source":"vcard:old-1"}'

# what is told of a long value ends with a whole character
printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Li\nUID:long\nORG:Acme GmbH\nORG:%s\nTEL;TYPE=FAX:x%s\nEND:VCARD\n' \
	"$(printf '中%.0s' $(seq 90))" "$(printf '真%.0s' $(seq 90))" >long.vcf
ok contact import long.vcf --dry-run
expect_error '真…, ORG 中'
expect_error '中…'
whole

# 3.0 as Apple writes it, from standard input
"$KAM" contact import - --json <"$cards/folded.vcf" >"$output" 2>"$errors"
expect_part '"created":1'
ok contact show CON-2 --json=name,accounts,title,department,email,phone,mobile,address,time_zone,tags,description
expect '{"name":"Anna Weber","accounts":[{"id":"acme","role":null}],"title":"buyer","department":"Purchasing, East","email":"anna@acme.test","phone":"+49 30 4","mobile":"+49 170 2","address":"Hauptstr. 1\nHof 2\nBerlin\n10115\nGermany","time_zone":"-05:00","tags":["key","two, three"],"description":"a note, with ;\\ and\ntwo lines that is long enough to be folded in the middle of its text"}'

# 4.0: what is preferred wins; a group is no person
ok contact import "$cards/four.vcf" --json
expect '{"created":1,"updated":0,"unchanged":0,"skipped":1,"errors":[]}'
expect_error "'Everybody' is a group of people"
expect_error 'ORG Beta'
ok contact show CON-3 --json=name,accounts,title,email,phone,mobile,language,time_zone,source
expect '{"name":"Lǐ Léi 李雷","accounts":[{"id":"acme","role":null}],"title":"Leiter, IT","email":"first@x.test","phone":"+86-10-5555 ext. 7","mobile":"+86-138","language":"zh","time_zone":"Asia/Shanghai","source":"vcard:8B574C60-fd7f-4e99-b584-c5db131ae687"}'

# a card within a card is nobody's contact; UTF-16; bytes that are GB18030
ok contact import "$cards/agent.vcf" -A acme --json
expect_part '"created":1'
ok contact list --json=name,phone,accounts name~Boss
expect '[{"name":"The Boss","phone":"556","accounts":[{"id":"acme","role":null}]}]'
ok contact import "$cards/utf16.vcf" --json
ok contact list --json=name name~Groß
expect '[{"name":"Jürgen Groß"}]'
ok contact import "$cards/gb18030.vcf" --json
expect_error 'line 3: text that is not UTF-8 was read as GB18030'
printf 'BEGIN:VCARD\nVERSION:3.0\nFN:J\366rg M\374ller\nEND:VCARD\n' >latin1.vcf
ok contact import latin1.vcf --json
expect_error 'line 3: text that is not UTF-8 was read as CP1252'
ok contact list --json=name name~Jörg
expect '[{"name":"Jörg Müller"}]'
ok contact list --json=name,accounts name=欧阳娜
expect '[{"name":"欧阳娜","accounts":[]}]'
ok contact import "$cards/gb18030.vcf" --encoding GBK --json
expect '{"created":0,"updated":0,"unchanged":1,"skipped":0,"errors":[]}'
refuse_json()
{
	run "$@" --json
	same status 65 "$status"
}
refuse_json contact import "$cards/gb18030.vcf" --encoding UTF-16
refuse_json contact import "$cards/gb18030.vcf" --encoding Klingon
expect_part '"message":"the text is not Klingon"'

# a CHARSET that is wrong: UTF-8 is told, for the rest there is --encoding
card()
{
	printf 'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=%s:%s\nEND:VCARD\n' "$1" "$2"
}
card GB2312 '张;燕燕' >wrong.vcf
ok contact import wrong.vcf
ok contact list --json=name name=张燕燕
expect '[{"name":"张燕燕"}]'
card UTF-8 '赵;敏敏' | iconv -f UTF-8 -t GB18030 >wrong.vcf
refuse_json contact import wrong.vcf
expect_part '{"line":3,"column":17,"message":"the text is not UTF-8"}'
ok contact import wrong.vcf --encoding GB18030
ok contact list --json=name name=赵敏敏
expect '[{"name":"赵敏敏"}]'
printf 'BEGIN:VCARD\nVERSION:2.1\nN:陳;小明\nORG:專案進度報告\nNOTE:請查收附件，謝謝\nEND:VCARD\n' |
	iconv -f UTF-8 -t BIG5 >big5.vcf
ok contact import big5.vcf -A acme
expect_error 'line 3: text that is not UTF-8 was read as BIG5-HKSCS'
ok contact list --json=description name~小明
expect '[{"description":"請查收附件，謝謝"}]'
for name in 张燕燕 赵敏敏 小明; do
	ok contact list --format tsv --fields id "name~$name"
	ok contact rm "$(sed -n 2p "$output")" --yes
done

# the second time nothing, not even the journal; a change of ours stays until
# the card says something new
ok log --limit 0 --fields operation --porcelain
operations=$(wc -l <"$output")
for card in old folded utf16; do
	ok contact import "$cards/$card.vcf" --json -q
	expect '{"created":0,"updated":0,"unchanged":1,"skipped":0,"errors":[]}'
done
ok log --limit 0 --fields operation --porcelain
same operations "$operations" "$(wc -l <"$output")"
ok contact edit CON-2 --title director
ok contact import "$cards/folded.vcf" --json -q
expect_part '"unchanged":1'
sed 's/+49 30 4/+49 30 5/' "$cards/folded.vcf" >newer.vcf
ok contact import newer.vcf --json -q
expect '{"created":0,"updated":1,"unchanged":0,"skipped":0,"errors":[]}'
ok contact show CON-2 --json=phone
expect '{"phone":"+49 30 5"}'

# an account that isn't there refuses the card; it is made when asked for
printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Bob\nORG:ACME GmbH\nEMAIL:ANNA@acme.test\nEND:VCARD\n' >bob.vcf
refuse_json contact import bob.vcf
expect "{\"created\":0,\"updated\":0,\"unchanged\":0,\"skipped\":0,\"errors\":[{\"line\":4,\"column\":5,\"message\":\"no account is named 'ACME GmbH': choose one with -A, or --create-accounts\"}]}"
ok contact import bob.vcf --create-accounts --dry-run --json
expect_error "made the account 'ACME GmbH'"
ok account list --json=key
same accounts 2 "$(grep -c key "$output")"
ok contact import bob.vcf --create-accounts
expect_error "'ANNA@acme.test' is likely a duplicate of CON-2"
ok contact list --json=accounts name=Bob
expect '[{"accounts":[{"id":"acme-2","role":null}]}]'
refuse 66 contact import bob.vcf -A nowhere
refuse 66 contact import nowhere.vcf
# what `kam use` chose does not decide whose people a file holds
ok use huaxin
ok contact import "$cards/agent.vcf" --json -q
expect_part '"updated":1'
ok contact list --all -A acme --json=accounts name~Boss
expect '[{"accounts":[{"id":"acme","role":null}]}]'
ok use --none

# one bad card refuses the file, by line
refuse_json contact import "$cards/broken.vcf"
expect_part '{"line":5,"column":0,"message":"text that is in no card"}'
expect_part '{"line":9,"column":0,"message":"the card that began in line 6 has no END:VCARD before this BEGIN"}'
expect_part "{\"line\":10,\"column\":0,\"message\":\"the card's version is not 2.1, 3.0 or 4.0\"}"
expect_part "{\"line\":16,\"column\":1,\"message\":\"the line has no ':'\"}"
expect_part '{"line":20,"column":44,"message":"the text is not UTF-8"}'
expect_part "{\"line\":24,\"column\":17,\"message\":\"no encoding '../x'\"}"
expect_part '"message":"the value is not base64"'
expect_part '"message":"the card has neither a name nor an e-mail address"'
expect_part '"message":"the card has no END:VCARD"'
ok contact list --json=name name~Good
expect '[]'
: >empty.vcf
refuse_json contact import empty.vcf
expect_part 'the file holds no vCard'

# or is put aside, and the others come in
refuse_json contact import "$cards/broken.vcf" --skip-bad bad.vcf --dry-run
expect_part '"created":2'
[ ! -e bad.vcf ] || fail 'a dry run with a file'
refuse_json contact import "$cards/broken.vcf" --skip-bad bad.vcf
expect_part '{"created":2,"updated":0,"unchanged":0,"skipped":9,"errors":[{"line":5,'
grep -q "left out, and kept in 'bad.vcf'" "$errors" && fail 'talk in JSON'
ok contact list --json=name name~Good --sort id
expect_part '{"name":"Good One"}'
expect_part '{"name":"Good Two"}'
grep -q 'FN:Too New' bad.vcf || fail 'a bad card that is lost'
! grep -q 'Good' bad.vcf || fail 'a good card among the bad'
same 'mode' 600 "$(stat -c %a bad.vcf)"
ln -s bad.vcf link.vcf
run contact import "$cards/broken.vcf" --skip-bad link.vcf
same status 73 "$status"
expect_error "'link.vcf' is there and is no regular file"
# two cards of one UID contradict each other; said twice it counts once
printf 'BEGIN:VCARD\nUID:u\nFN:%s\nEND:VCARD\n' One Two >twice.vcf
refuse_json contact import twice.vcf
expect_part '{"line":5,"column":0,"message":"the card in line 1 has the same UID"}'
printf 'BEGIN:VCARD\nUID:u\nFN:%s\nEND:VCARD\n' One One >twice.vcf
ok contact import twice.vcf --json
expect '{"created":1,"updated":0,"unchanged":0,"skipped":1,"errors":[]}'

# out: what is written is read by this register as its own
ok contact edit CON-1 --influence 5 --attitude opponent
ok contact add 'Hand Made' -A acme --email hand@acme.test --tags a --time-zone Europe/Berlin
hand=$(cut -d' ' -f1 "$output")
ok contact export --all
cp "$output" all.vcf
grep -q opponent all.vcf && fail 'a judgement that leaves the house'
awk 'length > 76 { exit 1 }' all.vcf || fail 'a line that is not folded'
[ "$(grep -c "$(printf '\r')\$" all.vcf)" -eq "$(wc -l <all.vcf)" ] ||
	fail 'a line without CR LF'
ok contact import all.vcf --json
expect_part '"created":0'
expect_part '"errors":[]'
ok contact list --all --json=name,accounts,title,department,email,phone,mobile,address,language,time_zone,description,tags
cp "$output" here.json
ok contact import all.vcf --json
expect_part '"created":0,"updated":0'
ok contact list --all --json=name,accounts,title,department,email,phone,mobile,address,language,time_zone,description,tags
same 'contacts' "$(cat here.json)" "$(cat "$output")"
# the telephone's change of a contact comes back, but not over a newer one
KAM_NOW=2026-11-24T01:00:00Z
sed 's/hand@acme.test/changed@acme.test/; s/^REV:.*/REV:2026-11-23T12:00:00Z/' all.vcf >phone.vcf
ok contact import phone.vcf --json
expect_part '"created":0,"updated":1'
ok contact show "$hand" --json=email
expect '{"email":"changed@acme.test"}'
ok contact import all.vcf --json
expect_error "'Hand Made' was changed here since: left as it is"
ok contact show "$hand" --json=email
expect '{"email":"changed@acme.test"}'
# another register makes new ones of them, equal ones
for version in 3.0 4.0; do
	ok contact export --all --version $version
	cp "$output" out.vcf
	mkdir other && cd other || exit 1
	ok init
	ok contact import ../out.vcf --create-accounts --json -q
	expect_part '"errors":[]'
	ok contact list --all --json=name,title,department,email,phone,mobile,address,language,time_zone,description,tags
	cp "$output" theirs.json
	cd ..
	ok contact list --all --json=name,title,department,email,phone,mobile,address,language,time_zone,description,tags
	same "contacts of $version" "$(cat other/theirs.json)" "$(cat "$output")"
	rm -r other
done
# scope and filters as of lists
ok contact export -A huaxin 'name~王'
same 'cards' 1 "$(grep -c BEGIN "$output")"
expect "$(printf 'N:王;伟;;;\r')"
ok contact export name=nobody
expect_nothing
refuse 64 contact export --version 2.1
refuse 64 contact export --json
ok contact leave CON-1
ok contact export -A huaxin
expect_nothing
ok fsck

# files put together, the last line of one without its end
printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Carl Cook\nEND:VCARD' >carl.vcf
printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Dora Dunn\nEMAIL:d@x.test\nEND:VCARD\n' >dora.vcf
cat carl.vcf dora.vcf >both.vcf
ok contact import both.vcf -A acme --json=created
expect '{"created":2}'
ok contact list name~Cook --json=name,email
expect '[{"name":"Carl Cook","email":null}]'
ok contact export 'Carl Cook'
same 'one card' 1 "$(grep -c BEGIN:VCARD "$output")"
expect_part 'FN:Carl Cook'
printf 'BEGIN:VCARD\nEND:VCARDBEGIN:VCARD\nNO\nEND:VCARD\n' >bad.vcf
run contact import bad.vcf -A acme --json
expect_part '"line":3'
finish
