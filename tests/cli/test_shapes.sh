# Every command that prints no records prints what kam schema says of it, with
# rows and without.
. "$KAM_SOURCE/tests/cli/lib.sh"

check()
{
	python3 "$KAM_SOURCE/tests/cli/shapes.py" || fail "$1"
}

ok init
check 'an empty register' <<'END'
program 1 version
export_line 1 export
quiet_line 0 account quiet
quiet_line 0 contact quiet
tier_line 0 account tier
tier_criterion 0 account tier --explain
wallet_line 0 account wallet
duplicate_line 0 account duplicates
duplicate_line 0 contact duplicates
mail_line 0 mail queue
mail_line 0 mail log
reminder_line 0 remind
export_hash 1 export --hash
backup 1 backup
backup_line 1 backup --list
doctor_check 5 doctor
in_use 1 use
config_line 0 config
status 1 status
promise_figures 1 promise stats
promise_line 0 promise list
feedback_figures 1 feedback stats
issue_stats 1 issue stats
req_stats 1 req stats
account_health 0 account health
next_line 0 next
agenda_line 0 agenda week
due_line 0 due
found 0 search nothing
difference 0 diff --since 2026-01-01
fsck 1 fsck
log_head 1 log --head
END

rm -r .kam
ok demo .
ok whitespace set plant MES won -A harlund --value '30 EUR'
ok whitespace set plant MES open -A solvik --value '70 NOK'
ok account rate harlund --score value=3 --score fit=4
ok account add 'Harlund Logistics' --key again
ok contact add 'Ingrid Paulsen' -A harlund
printf '#!/bin/sh\nexit 1\n' >sendmail
chmod +x sendmail
run -c mail.from=kam@firm.test -c "mail.sendmail=$PWD/sendmail" due \
	--mail owners
printf 'BEGIN:VCALENDAR\nEND:VCALENDAR\n' >none.ics
ok calendar add Away --key away
check 'the demonstration' <<'END'
in_use 1 use harlund/portal
in_use 1 use --none
quiet_line 1 account quiet --all
quiet_line 1 contact quiet --all
timeline_line 5 account timeline harlund
tier_line 1 account tier harlund
tier_criterion 2 account tier harlund --explain
wallet_line 2 account wallet
duplicate_line 1 account duplicates
duplicate_line 1 contact duplicates
merged 1 account merge harlund again --dry-run
merged 1 account merge harlund again
handover 1 account handover harlund --to jonas --dry-run
handover 1 account handover harlund --to jonas
mail_line 1 mail queue
mail_line 1 mail log
mail_message 1 mail show 1
mail_message 1 mail show 1 --raw
mail_line 1 mail drop 1
reminder_line 1 remind
export_hash 1 export --hash
backup 1 backup keep.db
restored 1 restore keep.db --dry-run --yes
recovered 1 recover keep.db --output new.db
backup_line 0 backup --list
busy_result 1 calendar busy away none.ics
doctor_check 5 doctor
in_use 1 use
config_line 1 config
config_value 1 config user.name
END
finish
