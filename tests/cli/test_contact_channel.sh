# How contacts are reached: what is preferred, what is not to be used, and what
# becomes of it when somebody is forgotten.
. "$KAM_SOURCE/tests/cli/lib.sh"

KAM_NOW=2026-11-23T09:00:00+08:00
export KAM_NOW
ok init --timezone Asia/Shanghai
ok member add 'Li Lei' --key li --email li@firm.test
ok account add 'Acme GmbH' --key acme
ok contact add 'Anna Weber' -A acme --email anna@acme.test
ok contact add 张三 -A acme --opt-out

ok contact channel add anna.private@home.test --contact CON-1 --type mail \
	--preferred --hours 09:00-12:00,13:00-18:00 --consent given
expect 'CHN-1  anna.private@home.test'
ok channel show CHN-1 --json=preferred,consent,consent_on,do_not_use
expect '{"preferred":true,"consent":"given","consent_on":"2026-11-23","do_not_use":null}'
ok contact show CON-1 --json=preferred_channel,email
expect '{"preferred_channel":"mail","email":"anna@acme.test"}'

# exactly one is preferred, and the contact's own word goes with it
ok channel add wechat:anna8876543 --contact CON-1 --type chat --preferred
ok channel list contact=CON-1 preferred=yes --json=id
expect '[{"id":"CHN-2"}]'
ok contact show CON-1 --json=preferred_channel
expect '{"preferred_channel":"chat"}'
ok contact edit CON-1 --preferred-channel mail
ok channel list contact=CON-1 preferred=yes --json=id
expect '[{"id":"CHN-1"}]'
ok contact edit CON-1 --preferred-channel visit
ok channel list contact=CON-1 preferred=yes
expect_nothing
ok channel add '+49 30 7654321' --contact CON-1 --type call --do-not-use
ok contact edit CON-1 --preferred-channel call
ok channel list contact=CON-1 preferred=yes
expect_nothing
refuse 65 channel edit CHN-3 --preferred
expect_error "can't be preferred"

# what is wrong with an address, or there already
refuse 65 channel add not-an-address --contact CON-1 --type mail
refuse 65 channel add ANNA.private@home.test --contact CON-1 --type mail
expect_error 'is CHN-1 already'
refuse 65 channel add x@y.test --contact CON-1 --hours 18:00-09:00
refuse 65 channel add x@y.test --contact CON-1 --hours 9-18
refuse 65 channel add x@y.test --contact CON-1 --hours 08:00-12:00,11:00-13:00
refuse 65 channel add x@y.test

# the log warns, and is written
ok comm log 'called her' -A acme --with CON-1
expect_error 'CON-1 Anna Weber wants it by another channel'
ok comm log 'she called' -A acme --with CON-1 --direction in
[ ! -s "$errors" ] || fail 'a warning of what they began'
ok comm log 'newsletter' -A acme --with CON-2 --channel mail
expect_error 'CON-2 张三 wants no mail (opt-out)'
# without remarks a doubt is said all the same
ok --quiet comm log 'newsletter' -A acme --with CON-2 --channel mail
expect_error 'CON-2 张三 wants no mail (opt-out)'
ok comm log 'wrote her' -A acme --with CON-1 --channel mail
[ ! -s "$errors" ] || fail 'a warning of what may be used'
ok channel add '+49 30 1234567' --contact CON-1 --type call
ok comm log 'called the other number' -A acme --with CON-1
[ ! -s "$errors" ] || fail 'a warning where one may be used'

# mail from a further address is theirs
cat >mail.eml <<'END'
From: A <anna.private@home.test>
To: li@firm.test
Subject: from home
Date: Fri, 20 Nov 2026 08:30:00 +0800
Message-ID: <1@home.test>

hello
END
ok comm ingest mail.eml
ok comm list summary='from home' --json=contacts
expect_part '"id":"CON-1"'
ok config mail.from 'Li Lei <li@firm.test>'
refuse 65 due --mail anna.private@home.test --even-if-empty --dry-run

# vCards have the contact's own fields, as before
ok contact export
expect_part 'EMAIL'
grep -q anna.private "$output" && fail 'a channel in a vCard'

# a contact takes theirs along
ok contact add 'By Mistake' -A acme
ok channel add m@x.test --contact CON-3
ok contact rm CON-3 --yes
ok channel list address=m@x.test
expect_nothing

# who is forgotten is so in their channels, and wherever these are mentioned
ok channel edit CHN-2 --remark 'asks for Hedwig first'
ok account note acme 'write to Anna.Private@home.test or ring 0049307654321'
ok export --person CON-1
expect_part CHN-1
ok forget CON-1 --yes
ok channel show CHN-1 --json=address,consent,contact
expect '{"address":"[erased]","consent":"given","contact":"CON-1"}'
ok channel show CHN-2 --json=address,remark
expect '{"address":"[erased]","remark":"[erased]"}'
for trace in anna.private anna8876543 7654321 Hedwig; do
	grep -qi "$trace" .kam/register.db && fail "$trace is left"
done
ok fsck
ok channel edit CHN-1 --hours 10:00-11:00
finish
