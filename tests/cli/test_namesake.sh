# forget and export --person: whoever is known by the same name keeps their own.
. "$KAM_SOURCE/tests/cli/lib.sh"

db=.kam/register.db

member()
{
	sqlite3 $db "SELECT key, name, ifnull(email, ''), ifnull(source, ''),
		version FROM member WHERE id = $1"
}

# a colleague that an import made, whose key is the name
ok init --timezone Asia/Shanghai
printf '客户名称,客户编号,负责人\n华夏集团,KH1,诸葛敏\n' >f.csv
ok import f.csv --as fxiaoke-accounts
ok member add 王伟强 --key 王伟强 --email anna.weber@firm.test
colleague=$(member 1)
other=$(member 2)
ok contact add 诸葛敏 -A 华夏集团 --email min@huaxia.test
ok contact add 王伟 -A 华夏集团
ok contact add 'Anna Weber' -A 华夏集团
KAM_ACTOR='王伟强 <anna.weber@firm.test>' \
	ok comm log '和诸葛敏、王伟、Anna Weber通话' -A 华夏集团
ok -c mail.from=k@firm.test -c mail.sendmail=/bin/true due \
	--mail anna.weber@firm.test --even-if-empty --once day

# what is held of the one is not of the other, who is told of
ok export --person CON-1
expect_part '"mentions":[{"kind":"comm","fields":["summary"]'
grep -Fq MEM-1 "$output" && fail "the colleague's record was given away"
expect_error 'MEM-1 is known by the same name'
ok export --person CON-1 --format md
grep -Fq 'member MEM-1' "$output" && fail "the colleague's record"
ok export --person CON-2
grep -Fq 王伟强 "$output" && fail 'another name that begins the same'
expect_error 'MEM-2 is known by the same name'

# nor is anything of theirs erased, now or in the journal
ok forget CON-1 --yes --json
expect_error 'MEM-1 keeps its own key, name, source'
grep -Fq '"kind":"member"' "$output" && fail 'a colleague is among the erased'
ok forget CON-2 --yes
expect_error 'MEM-2 keeps its own key, name,'
ok forget CON-3 --yes
expect_error 'MEM-2 keeps its own email,'
same 'the namesake' "$colleague" "$(member 1)"
same 'the one with the longer name' "$other" "$(member 2)"
same 'their journal' 2 "$(sqlite3 $db "SELECT count(*) FROM change
	WHERE kind = 'member'")"
same 'in the journal' '{"key":"诸葛敏","name":"诸葛敏","~source":"fxiaoke:诸葛敏","~status":"active"}' \
	"$(sqlite3 $db "SELECT after FROM change WHERE kind = 'member'
		AND record = 1")"
same 'who did it' '王伟强 <anna.weber@firm.test>' "$(sqlite3 $db "SELECT DISTINCT
	actor FROM operation WHERE actor LIKE '%weber%'")"
same 'whom a report went to' anna.weber@firm.test \
	"$(sqlite3 $db 'SELECT recipient FROM outbox')"

# what was the contact's is gone all the same
ok comm show 1 --json=summary
expect '{"summary":"和[erased]、[erased]、[erased]通话"}'
grep -raq min@huaxia.test .kam && fail 'an address of the person is left'
same 'records that hold the name' 'member' "$(sqlite3 $db "SELECT 'member'
	FROM member WHERE name = '诸葛敏' UNION ALL SELECT 'contact' FROM contact
	WHERE name LIKE '%诸葛敏%' UNION ALL SELECT 'comm' FROM comm
	WHERE summary LIKE '%诸葛敏%'")"
same 'commands that do' 0 "$(sqlite3 $db "SELECT count(*) FROM operation
	WHERE command LIKE '%诸葛敏%'")"
ok fsck

# the next file finds the colleague, and makes none
printf '客户名称,客户编号,负责人\n华夏大集团,KH1,诸葛敏\n' >f.csv
ok import f.csv --as fxiaoke-accounts --json
expect_part '"created":0,"updated":1'
same 'members' 2 "$(sqlite3 $db 'SELECT count(*) FROM member')"

# by the same name only its own record: a contact's role and notes aren't
ok contact add 'Li Na' -A 华夏 --email li@huaxia.test
ok contact add 'Li Na' -A 华夏 --description 'Li Na, li@huaxia.test'
ok forget CON-4 --yes
expect_error 'CON-5 keeps its own name,'
ok contact show CON-5 --json=name,description
expect '{"name":"Li Na","description":"[erased], [erased]"}'
ok fsck

# a house is shared; who is named in another's address or name field, isn't
ok contact add 'Eva Lang' --address 'Hauptstr. 5, 10115 Berlin'
ok contact add 'Bob Lang' --address 'Hauptstr. 5, 10115 Berlin, 2. OG'
ok contact add 'Kim' --address 'c/o Eva Lang, Hauptstr. 5, 10115 Berlin'
ok member add 'eva lang (eva@x.test), now 030 12345'
ok forget CON-6 --yes
expect_error 'CON-7 keeps its own address,'
ok contact list --fields id,address --format csv
expect_part 'CON-7,"Hauptstr. 5, 10115 Berlin, 2. OG"'
expect_part '"c/o [erased], [erased]"'
ok member show MEM-3 --json=name
expect_part '"name":"[erased] (eva@x.test), now 030 12345"'
finish
