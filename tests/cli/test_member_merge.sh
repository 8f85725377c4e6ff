# Colleagues whom two systems know: --map remembers who they are, merge makes
# one of two, and later files of either system find them.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init
cat >zoho.csv <<'END'
Record Id,Account Owner.id,Account Owner,Account Name
zcrm_1,zcrm_90,Li Lei,Acme
zcrm_2,zcrm_91,Wang,Beta
END
cat >customers.csv <<'END'
客户名称,客户编号,负责人
华夏,KH1,李雷
远景,KH2,Wang
END
cat >people.csv <<'END'
姓名,编号,客户名称,负责人
王伟,LX1,华夏,李雷
END
ok import zoho.csv --as zoho-accounts
ok import customers.csv --as fxiaoke-accounts --map '负责人:李雷=MEM-1'
expect_error "'Wang' is likely a duplicate of MEM-2"
ok member list --json=id,name,source,also_from
same 'members' '[["MEM-1","Li Lei","zoho:zcrm_90",1],["MEM-2","Wang","zoho:zcrm_91",0],["MEM-3","Wang","fxiaoke:Wang",0]]' \
	"$(jq -c 'map([.id, .name, .source, (.also_from | length)])' "$output")"
ok account show 华夏 --json=owner
expect '{"owner":"li-lei"}'
# what was said once holds for other files of that system
ok import people.csv --as fxiaoke-contacts
ok contact list --json=name,owner
expect '[{"name":"王伟","owner":"li-lei"}]'
ok import customers.csv --as fxiaoke-accounts --json
expect '{"created":0,"updated":0,"unchanged":2,"skipped":0,"errors":[]}'
ok member list --count-by status
expect 'active      3'
# a member who was there before the first file
ok member add 'Zhao Min' --key zhao
printf 'Record Id,Account Owner.id,Account Owner,Account Name\nzcrm_3,zcrm_92,Min Zhao,Gamma\n' >more.csv
ok import more.csv --as zoho-accounts --map 'Account Owner.id:zcrm_92=zhao'
ok member show zhao --json=source
expect '{"source":"zoho:zcrm_92"}'
ok import more.csv --as zoho-accounts --json
expect_part '"unchanged":1'
ok member list -a --json=id
same 'nobody else' 4 "$(jq length "$output")"
# a dry run and a refused file leave nobody's mark
printf '客户名称,客户编号,负责人\n新,KH3,小赵\n' >third.csv
ok import third.csv --as fxiaoke-accounts --map '负责人:小赵=zhao' --dry-run
ok member show zhao --json=also_from
expect '{"also_from":[]}'

# two that are there already become one, with all that is theirs
ok export --hash --json
before=$(cat "$output")
ok action add 'call them' -A acme --owner MEM-3
ok undo
ok action add 'call them' -A acme --owner MEM-3 --due 2026-12-01
ok member merge MEM-2 MEM-3 --json=id,merged
expect '{"id":"MEM-2","merged":"MEM-3"}'
ok member list --json=id,also_from
same 'one' '["MEM-1","MEM-2","MEM-4"]' "$(jq -c 'map(.id)' "$output")"
ok action list --json=owner
same 'their work' "$(jq -c '.[0].owner' "$output")" '"wang"'
ok account show 远景 --json=owner
expect '{"owner":"wang"}'
ok fsck
sed 's/远景/远景二/' customers.csv >later.csv
ok import later.csv --as fxiaoke-accounts --json
expect_part '"updated":1'
sed 's/Beta/Beta Ltd/' zoho.csv >later.csv
ok import later.csv --as zoho-accounts --json
expect_part '"updated":1'
ok member list -a --json=id
same 'nobody new' 3 "$(jq length "$output")"
# out and in again, and back
ok export
cp "$output" all.jsonl
ok export --hash --json
whole=$(cat "$output")
ok --register other.db init
ok --register other.db import all.jsonl --as jsonl
ok --register other.db export --hash --json
same 'the same there' "$whole" "$(cat "$output")"
ok undo
ok undo
ok undo
ok undo
ok export --hash --json
same 'undone' "$before" "$(cat "$output")"
refuse 65 member merge MEM-1 MEM-1
refuse 66 member merge MEM-1 nobody
finish
