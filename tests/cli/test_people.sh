# Members: an address is one person's; the language they are written to in.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok member add A --key a --email a@b.test
refuse 65 member add B --key b --email A@B.test
expect_error "'A@B.test' is the address of MEM-1 A"
ok member add B --key b --email b@b.test
refuse 65 member edit b --email a@B.test
ok member edit b --email B@b.test
ok config user.email A@b.test
ok account add Acme --owner me
ok account show acme --json=owner
expect '{"owner":"a"}'

# who has left keeps the address, and 'me' is who has it now
ok member leave a
ok member edit b --email a@b.test
ok account edit acme --owner me
ok account show acme --json=owner
expect '{"owner":"b"}'
refuse 65 member return a
expect_error 'is the address of MEM-2 B'

# an import says which line it is and can keep it for later
cat >people.csv <<'END'
key,name,email
c,C,c@b.test
d,D,A@b.test
END
refuse_import()
{
	run import people.csv --as csv --kind member "$@"
	same 'status' "$status" 65
}
refuse_import
expect_error 'is the address of MEM-2 B'
refuse_import --skip-bad bad.csv
ok member show c --json=email
expect '{"email":"c@b.test"}'
grep -q 'A@b.test' bad.csv || fail 'a line was lost'

# the code of a language, written by convention; what is none
refuse 65 member edit b --language cn
expect_error "its code is 'zh'"
refuse 65 member edit b --language chinese
ok member edit b --language zh_CN
ok member show b --json=language
expect '{"language":"zh-CN"}'
ok contact add Anna -A acme --language de
refuse 65 contact add Otto -A acme --language cn
refuse 65 config core.language cn
refuse 65 config mail.language chinese
ok config core.language zh_CN.UTF-8:en
ok config --unset core.language
refuse 65 demo --language cn play
[ ! -e play ] || fail 'a folder'
ok demo --language zh_CN play
ok -c core.language=en demo --language en-GB game

# mail says the language that it is in
ok config mail.from kam@firm.test
ok config mail.language zh
ok action add x -A acme --owner b --due 2026-11-20
for said in de:en en-GB:en-GB; do
	ok member edit b --language "${said%%:*}"
	ok due --overdue --mail owners --dry-run
	expect "Content-Language: ${said#*:}"
done
finish
