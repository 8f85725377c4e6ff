# remind: what comes, what is late, who hears of it, and when nobody does.
. "$KAM_SOURCE/tests/cli/lib.sh"

mkdir sent
cat >sendmail <<END
#!/bin/sh
for last; do :; done
cat >"$PWD/sent/\$last"
END
chmod +x sendmail
ok init --timezone Asia/Shanghai
ok config mail.from kam@firm.test
ok config mail.sendmail "$PWD/sendmail"
ok member add Li --key li --email li@firm.test
ok member add Wang --key wang --email wang@firm.test
ok member add Zhao --key zhao --email zhao@firm.test
ok account add Acme --owner wang
# Monday 23 November: three working days on is Thursday
ok action add soon -A acme --owner li --due 2026-11-26
ok action add later -A acme --owner li --due 2026-11-27
ok action add late -A acme --owner li --due 2026-11-13
ok action add 'very late' -A acme --owner li --due 2026-11-02
ok action add own -A acme --due 2026-11-02

ok remind --json=what,to
expect '[{"what":"very late","to":["li","wang"]},'
expect '{"what":"own","to":["wang"]},'
expect '{"what":"late","to":["li","wang"]},'
expect '{"what":"soon","to":["li"]}]'
ok remind --within 4 --porcelain --fields what
expect later
ok remind --escalate-after 0 --json=to
same 'nobody above' 0 "$(grep -c '"li","wang"' "$output")"
ok config remind.escalate-to 'zhao, boss@corp.test'
ok config remind.escalate-after 6
ok remind --json=what,to
expect '[{"what":"very late","to":["li","wang","zhao","boss@corp.test"]},'
expect '{"what":"late","to":["li"]},'
refuse 64 remind --within -1
refuse 64 remind --within x
refuse 66 remind --escalate-to nobody
refuse 65 remind --escalate-to 'a@x y@'
refuse 78 -c remind.within=soon remind

# each theirs, once a day
ok remind --mail owners
expect_nothing
same 'who' 'boss@corp.test li@firm.test wang@firm.test zhao@firm.test ' \
	"$(ls sent | tr '\n' ' ')"
grep -q 'very late' sent/boss@corp.test || fail 'the boss knows nothing'
! grep -q 'soon<' sent/boss@corp.test || fail 'the boss hears too much'
grep -q 'soon<' sent/li@firm.test || fail 'the owner knows nothing'
rm sent/*
ok remind --mail owners
KAM_NOW=2026-11-23T09:00:00Z ok remind --mail owners
same 'not again' 0 "$(ls sent | wc -l)"

# whoever has no address is named with what they owe; the rest go out
ok member add Nemo --key nemo
ok action add 'nobody told' -A acme --owner nemo --due 2026-11-20
ok action add 'nor of this' -A acme --owner nemo --due 2026-11-23
KAM_NOW=2026-12-01T02:00:00Z run remind --mail owners
same 'status' 1 "$status"
expect_nothing
same 'stderr' "'nemo' has no mail address, rows not mailed: 2; kam member edit nemo --email ADDRESS" \
	"$(cat "$errors")"
same 'the others' 4 "$(ls sent | wc -l)"
ok action cancel 'nobody told' --reason x
ok action cancel 'nor of this' --reason x
rm sent/*

# quiet hours are those of the register's zone, over midnight too
export KAM_NOW
KAM_NOW=2026-11-24T00:00:00Z
ok config remind.quiet 19:00-08:01
ok remind --mail owners
same 'quiet' 0 "$(ls sent | wc -l)"
[ ! -s "$errors" ] || fail 'cron would mail that nothing is mailed'
python3 "$KAM_SOURCE/tests/cli/terminal.py" "$KAM" remind --mail owners >"$output"
expect 'quiet hours or a day off: nothing is mailed'
KAM_NOW=2026-11-24T11:00:00Z
ok remind --mail owners
same 'quiet' 0 "$(ls sent | wc -l)"
KAM_NOW=2026-11-24T10:59:59Z
ok remind --mail owners
same 'loud' 4 "$(ls sent | wc -l)"
refuse 78 -c remind.quiet=night remind --mail owners
refuse 78 -c remind.quiet=24:00-08:00 remind --mail owners
rm sent/*

# a day off of the register's calendar; a Saturday that is worked
ok calendar add China --key china
printf 'date,working\n2026-11-25,no\n2026-11-28,yes\n' >days.csv
ok calendar import china days.csv
ok setting set calendar china
KAM_NOW=2026-11-25T02:00:00Z
ok remind --mail owners
same 'a holiday' 0 "$(ls sent | wc -l)"
[ ! -s "$errors" ] || fail 'cron would mail that nothing is mailed'
KAM_NOW=2026-11-28T02:00:00Z
ok remind --mail owners
same 'a working Saturday' 4 "$(ls sent | wc -l)"
rm sent/*
KAM_NOW=2026-11-29T02:00:00Z
ok remind --mail owners
same 'a Sunday' 0 "$(ls sent | wc -l)"
# somebody's own day off: the others hear of it
KAM_NOW=2026-11-30T02:00:00Z
ok calendar add away --key li-away
printf 'date,working\n2026-11-30,no\n' >away.csv
ok calendar import li-away away.csv
ok member edit li --calendar li-away
ok remind --mail owners
same 'one is away' 'boss@corp.test wang@firm.test zhao@firm.test ' \
	"$(ls sent | tr '\n' ' ')"
finish
