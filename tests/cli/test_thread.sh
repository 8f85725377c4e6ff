# Conversations in threads, whatever the channel; none of them in the future.
. "$KAM_SOURCE/tests/cli/lib.sh"

KAM_NOW=2026-11-23T09:00:00+08:00
export KAM_NOW
ok init --timezone Asia/Shanghai
ok account add Acme --key acme
ok account add Beta --key beta
ok contact add Anna -A acme --email anna@acme.test
cat >mail.eml <<'END'
From: Anna <anna@acme.test>
To: li@firm.test
Subject: the price?
Date: Fri, 20 Nov 2026 08:30:00 +0800
Message-ID: <1@acme.test>

hello
END
ok comm ingest mail.eml
ok comm log 'called her about it' --in-reply-to COM-1 --with CON-1 \
	--at '2026-11-20 10:00'
ok comm show COM-2 --json=account,thread,in_reply_to
expect '{"account":"acme","thread":"1@acme.test","in_reply_to":"1@acme.test"}'
ok comm log 'and a chat' --in-reply-to COM-2 --channel chat \
	--at '2026-11-19 10:00'
ok comm thread COM-2 --json=id
same thread "$(jq -r 'map(.id)|join(" ")' "$output")" 'COM-3 COM-1 COM-2'
COLUMNS=80 ok comm thread COM-1
within 80
expect_part 'and a chat'
# answered by a call: no thread needs mail
ok comm stats --by direction --json=value,answered,answer_p50
expect_part '{"value":"in","answered":1,"answer_p50":90}'

ok comm log 'visit' -A beta --channel visit
ok comm thread COM-4 --json=id
expect '[{"id":"COM-4"}]'
ok comm log 'what came after' --in-reply-to COM-4
ok comm thread COM-5 --json=id,thread
same thread "$(jq -r 'map(.id+" "+.thread)|join(",")' "$output")" \
	'COM-4 kam:COM-4,COM-5 kam:COM-4'
ok comm show COM-5 --json=account,in_reply_to
expect '{"account":"beta","in_reply_to":"COM-4"}'
refuse 66 comm log 'of nothing' --in-reply-to COM-99 -A acme
refuse 66 comm thread COM-99

# a talk that is still to come is an action
refuse 65 comm log 'planned' -A acme --at tomorrow
expect_error 'is still to come'
expect_error 'kam action add'
refuse 65 comm edit COM-4 --at +3d
refuse 65 comm add 'planned' -A acme --at '2026-11-24 10:00'
ok comm log 'just now' -A acme --at 09:04
KAM_NOW=2026-11-22T09:00:00+08:00
ok comm edit COM-4 --outcome 'good'
ok fsck
finish
