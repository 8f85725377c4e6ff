# The manual: free of what mandoc objects to, its examples run, every option and
# field in it; kam help opens it on a terminal.
. "$KAM_SOURCE/tests/cli/lib.sh"

pages=$KAM_BUILD/man
mkdir bin fixture flat
ln -s "$KAM" bin/kam
PATH=$PWD/bin:$PATH
KAM_NOW=2026-11-23T09:00:00+08:00
export PATH KAM_NOW

last='mandoc -T lint'
cp "$pages"/man?/* flat
# other programs' pages needn't be installed
(cd flat && mandoc -T lint -- *) 2>/dev/null |
	grep -v 'referenced manual not found: Xr [^k]' >"$output"
expect_nothing
last=groff
groff -K utf8 -T utf8 -mandoc -ww -z flat/* >"$output" 2>"$errors" || fail status
[ ! -s "$errors" ] || fail 'groff complains'
for name in kam.1 kam-config.5 kam-json.5 kam-import.5 kam-tutorial.7; do
	[ -s "flat/$name" ] || fail "no $name"
done
ok __manual
# a noun or word that nobody wrote of has a page
ok __manual kam-score.1
expect '.Nm kam-score'
expect '.Sh RECORD FIELDS'
refuse 65 __manual kam-nothing.1
printf '.Dd November 25, 2026\n.\\" kam: no-such\n' >bad.1
refuse 65 __manual kam-bad.7 bad.1
refuse 66 __manual kam-req.1 nowhere

# what the examples may speak of
cd fixture || exit 1
ok init --timezone Asia/Shanghai
ok config user.name 'Li Lei'
ok config user.email li@firm.test
ok member add 'Li Lei' --key li --email li@firm.test
ok calendar add China --key china
ok account add 'Acme GmbH' --tier strategic --owner li
ok project add Portal -A acme --key portal
ok contact add 'Anna Weber' --accounts acme:buyer --email anna@acme.test
ok req add 'single sign-on' -A acme --priority must --due 2027-03-01
ok req add 'audit trail' -A acme --statement 'Every change is kept.'
ok req agree REQ-2 --by CON-1 --on 2026-11-20
ok req baseline R1 -A acme
ok elicit add 'how staff work' -A acme --participants CON-1
printf 'email,how often?\nanna@acme.test,daily\n' >answers.csv
ok comm log 'wants single sign-on' -A acme --with CON-1 --next 'send an estimate'
ok feedback add 'the portal is slow' -A acme --type complaint --severity high
ok survey add 'NPS 2026-Q3' --question 'Would you recommend us?'
ok survey open SUR-1
ok survey answer SUR-1 --score 10 --comment 'keep it up'
printf 'email,score,comment\nanna@acme.test,9,good\n' >scores.csv
ok cadence add 'weekly status' -A acme --every 'week on fri' --start 2026-11-20
ok comm plan add 'status report' -A acme --audience CON-1 --sender li
ok comm plan confirm CPL-1
ok risk add 'the identity provider is not chosen' -A acme --owner li
ok issue add 'the portal is slow at eight' -A acme --severity high --raised-by CON-1
ok escalation add 1 -A acme --member li
ok issue add 'no answer from the hotline' -A acme --raised-on 2026-09-01 --cause people
ok issue solve ISS-2 --resolution 'a second line' --solved-on 2026-10-01
ok plan new acme
ok plan edit PLAN-1 context --text 'Makes gears.'
ok plan version PLAN-1
ok objective add 'answers in a day' -A acme --measure 'days to an answer' \
	--baseline 5 --target 1 --due 2027-06-30 --owner li
printf 'Decision: yes\nAction: send the estimate @li due fri\n' >minutes.md
cat >Accounts.csv <<'END'
Record Id,Account Name,Account Owner.id,Account Owner
zcrm_1,Beta Ltd,zcrm_9,Wang Wei
zcrm_2,Gamma SA,zcrm_9,Wang Wei
END
ok backup
ok backup .kam/backups/register-20261125T090000Z.db
cat >inbox.mbox <<'END'
From anna@acme.test Mon Nov 23 00:30:00 2026
From: Anna Weber <anna@acme.test>
To: li@firm.test
Subject: the portal again
Date: Mon, 23 Nov 2026 08:30:00 +0800
Message-ID: <7@acme.test>

Still slow.
END
printf '客户名称,客户编号,客户级别\n华夏集团,KH1,VIP\n' >customers.csv
ok req edit 1 --due 2027-04-01
ok undo
cp -r "$HOME" home
cd ..

# kam help opens a page on a terminal only, and where there is one
mkdir -p tree/bin tree/share/man/man1 fake
cp "$(readlink -f "$KAM")" tree/bin/kam
cp flat/kam-req.1 flat/kam-import.1 tree/share/man/man1
gzip -9 tree/share/man/man1/kam-import.1
cat >fake/man <<'END'
#!/bin/sh
echo "man $*"
exit "${MAN_STATUS:-0}"
END
chmod +x fake/man
on_terminal()
{
	last="$* (on a terminal)"
	PATH=$PWD/fake:$PATH python3 "$KAM_SOURCE/tests/cli/terminal.py" \
		tree/bin/kam "$@" >"$output" 2>"$errors" || fail status
}
PAGER=cat
export PAGER
on_terminal help req
expect_part 'man -l '
expect_part '/man1/kam-req.1'
on_terminal help import
expect_part '/man1/kam-import.1.gz'
on_terminal help req add
expect_part '--acceptance-criteria'
on_terminal help
expect_part 'without a noun'
ls /usr/*/share/man/man1/kam-risk.1* >/dev/null 2>&1 || {
	on_terminal help risk
	expect_part 'Verbs'
}
mkdir -p elsewhere/man/man1 elsewhere/bin
cp flat/kam-risk.1 elsewhere/man/man1
cp flat/kam-action.1 elsewhere/man/man1
MANPATH=$PWD/elsewhere/man on_terminal help risk
expect_part "man -l $PWD/elsewhere/man/man1/kam-risk.1"
KAM_LANGUAGE=en MANPATH=:$PWD/elsewhere/man on_terminal help kam-action
expect_part 'elsewhere/man/man1/kam-action.1'
MANPATH=relative on_terminal help action
expect_part 'Verbs'
on_terminal help req --no-pager
expect_part 'Verbs'
MAN_STATUS=3 on_terminal help req
expect_part 'Verbs'
KAM=tree/bin/kam
ok help req
expect 'Verbs'

last='the examples'
KAM=$PWD/bin/kam
: >"$output"
python3 "$KAM_SOURCE/tests/cli/manual.py" "$pages" "$PWD/fixture" \
	2>"$errors" || fail 'manual.py'
finish
