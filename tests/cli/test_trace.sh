# Links and what they lead to: trace, impact, suspect, clear, gaps, matrix, and
# Doorstop's requirements.
. "$KAM_SOURCE/tests/cli/lib.sh"

json()
{
	same "$1" "$(jq -c "$2" "$output")" "$3"
}

ok init --timezone Asia/Shanghai
ok account add Acme --key acme
ok account add Beta --key beta
ok contact add 'Anna Weber' --accounts acme
ok comm add 'kick-off with Anna' -A acme --channel meeting
ok req add '客户门户支持单点登录，包括所有子公司的员工和外部合作伙伴，并与现有目录集成' \
	-A acme --source-contact CON-1 --source-comm COM-1 \
	--statement 'People sign on once.'
ok req add SAML -A acme
ok req add 'OIDC 登录' -A acme
ok req add mobile -A acme
ok action add 'choose a provider' -A acme
ok action add 'ask Anna' -A acme --about REQ-1
ok feedback add 'slow to sign on' -A acme

# a link once, whichever way round where that does not matter; no circles
ok req link 2 derives REQ-1
expect 'LNK-1  REQ-2 derives REQ-1'
ok req link 3 derives REQ-1
ok req link 4 derives REQ-2
ok req link 4 relates REQ-3
ok req link 3 relates REQ-4
expect 'LNK-4  REQ-4 relates REQ-3'
expect_error 'it is there already'
ok action link 1 implements REQ-2
ok feedback link 1 became REQ-4
refuse 65 req link 1 derives REQ-4
expect_error 'circle: REQ-1 derives REQ-4 derives REQ-2 derives REQ-1'
refuse 65 req link 1 derives REQ-1
expect_error 'cannot be linked to itself'
refuse 65 req link 1 follows REQ-2
refuse 66 req link 1 derives REQ-99
refuse 65 link add --from-record REQ-2 --relation derives --to-record REQ-1
expect_error 'REQ-2 derives REQ-1 is there: LNK-1'
refuse 65 link edit LNK-3 --from-record REQ-1 --to-record REQ-4
expect_error 'circle'
refuse 64 link edit LNK-1 --fingerprint 0

# trace: a tree for people, lines for the rest
COLUMNS=80 ok trace REQ-1
within 80
expect 'ID           Way   Relation        Title                                Status'
expect_part '├─ REQ-2     down  derives         SAML'
expect_part '│  └─ ACT-1  down  implements      choose a provider'
expect_part '├─ COM-1     up    Source comm     kick-off with Anna'
expect_part '└─ ACT-2     down  About           ask Anna'
ok trace req-4 --json
json 'in order' 'map(.way + " " + .id + " " + (.depth | tostring))' \
	'["self REQ-4 0","up REQ-2 1","up REQ-1 2","up CON-1 3","up COM-1 3","up FB-1 1","beside REQ-3 1"]'
json 'a link, or a field' '.[2,4] | [.relation,.link,.parent,.kind]' \
	'["derives","LNK-1","REQ-2","req"]
["source_comm",null,"REQ-1","comm"]'
ok trace REQ-1 --down --depth 1 --json=id
json 'one step' 'map(.id)' '["REQ-1","REQ-2","REQ-3","ACT-2"]'
ok trace REQ-1 --up --format csv --fields id,way
expect_part 'COM-1,up'
refuse 64 trace COM-1 --exit-code
ok trace CON-1 --format html
expect_part '<td'
ok trace ACC-1
expect_part 'ACC-1'
refuse 66 trace REQ-99
refuse 66 trace nothing
ok trace acme --json=id
refuse 64 trace
refuse 64 trace REQ-1 --depth 0
refuse 64 trace REQ-1 status=open
refuse 64 trace --gaps --matrix
refuse 64 trace --gaps --up
refuse 64 trace nonsense --gaps
refuse 64 trace REQ-1 --columns req

# impact: what would become suspect, what may be affected
ok impact REQ-1 --json
json 'nearest first' 'map(.id + " " + .effect + " " + .via)' \
	'["REQ-2 suspect REQ-1","REQ-3 suspect REQ-1","ACT-2 affected REQ-1","REQ-4 affected REQ-2","ACT-1 affected REQ-2"]'
ok req agree 2 --agreed-with CON-1 --agreed-via mail
ok impact REQ-1 --json
json 'agreed ones' 'map(select(.agreed).id)' '["REQ-2"]'
ok impact REQ-3 --json
json 'also what is beside' 'map([.id,.effect])' '[["REQ-4","suspect"]]'
run impact REQ-1 --exit-code
same status "$status" 1
ok impact ACT-1 --exit-code
expect_nothing
refuse 66 impact REQ-99

# suspect: as long as the wording is another, by whatever it was changed
ok req suspect
expect_nothing
ok req suspect --json
same 'none' "$(cat "$output")" '[]'
ok req edit 1 --owner '' --due 2027-01-01
ok req suspect --exit-code
KAM_NOW=2026-11-24T01:00:00Z ok req edit 1 --title '单点登录'
KAM_NOW=2026-11-25T01:00:00Z ok req edit 1 --statement 'People sign on once a day.'
COLUMNS=80 run req suspect --exit-code
same status "$status" 1
within 80
expect_part 'REQ-2  derives   REQ-1'
ok req suspect --json
json 'exactly its children' 'map([.id,.to,.link])' \
	'[["REQ-2","REQ-1","LNK-1"],["REQ-3","REQ-1","LNK-2"]]'
json 'what changed' '.[0].changes | map([.field,.after])' \
	'[["title","单点登录"],["statement","People sign on once a day."]]'
json 'since when' '.[0].at' '"2026-11-24T01:00:00Z"'
ok req suspect --format csv
expect_part 'statement: People sign on once. → People sign on once a day.'
ok req suspect 3 --json
json 'of one' 'map(.id)' '["REQ-3"]'
ok req suspect -A beta
expect_nothing
ok action suspect
expect_nothing
ok link suspect --json
json 'of all kinds' length 2
refuse 64 link suspect LNK-1
ok trace REQ-1 --down --json
json 'in the tree' 'map(select(.suspect).id)' '["REQ-2","REQ-3"]'
ok trace REQ-1 --down
expect_part 'suspect'
# a wording that is as it was makes no link suspect
ok req edit 1 --title '客户门户支持单点登录，包括所有子公司的员工和外部合作伙伴，并与现有目录集成' \
	--statement 'People sign on once.'
ok link suspect
expect_nothing
ok req edit 1 --title '单点登录'

# clear: by the record, by what it leads to, by the link
refuse 66 req clear 2 --to REQ-99
ok req clear 2 --to REQ-3
expect_nothing
expect_error 'nothing is suspect there'
ok req clear 1
expect_nothing
expect_error 'kam req clear REQ-2 --to REQ-1'
ok req clear 2 --to 1 --reason 'SAML serves it still'
expect 'LNK-1  REQ-2 derives REQ-1'
ok link show LNK-1 --json
json 'when and why' '[.cleared_on,.reason,.version]' \
	'["2026-11-23","SAML serves it still",2]'
ok link history LNK-1
expect_part 'Fingerprint'
ok link clear LNK-2 --json
json 'the links' 'map(.id)' '["LNK-2"]'
ok link suspect
expect_nothing
refuse 64 req clear

# what was given up asks for nothing and gives nothing
ok req edit 3 --title OIDC
ok req suspect --json
json 'beside too' 'map([.id,.relation,.to])' '[["REQ-4","relates","REQ-3"]]'
ok req drop 4 --reason 'not now'
ok req suspect
expect_nothing

# gaps
run trace --gaps -A acme --json
same status "$status" 1
json 'who lacks what' 'map([.id,.coverage,.orphaned])' \
	'[["REQ-1","shallow",false],["REQ-3","uncovered",false]]'
json 'because of' '.[0].missing' '[{"gap":"shallow","record":"REQ-3","link":"LNK-2"}]'
json 'covered by' '.[0].covered_by' '["REQ-2","REQ-3"]'
run trace --gaps
expect_part 'REQ-3 is not covered'
expect_part 'nothing covers it'
ok action add 'set up OIDC' -A acme
ok action link 3 verifies REQ-3
ok trace --gaps
expect_nothing
ok action cancel 3 --reason 'later'
run trace --gaps --json=id,coverage
json 'cancelled' 'map(.id)' '["REQ-1","REQ-3"]'
ok action reopen 3
ok action finish 3
ok trace --gaps --json
same 'no gap' "$(cat "$output")" '[]'
ok req edit 3 --title 'OIDC 登录'
run trace --gaps --json
json 'outdated' 'map([.id,.coverage,.missing[0].record])' \
	'[["REQ-3","outdated","ACT-3"]]'
run trace --gaps --count-by coverage --json
same status "$status" 1
json 'counts' 'map({(.value): .count}) | add' \
	'{"covered":2,"uncovered":0,"outdated":1,"shallow":0,"orphaned":0}'
refuse 64 trace --gaps --count-by title
ok trace --gaps status=agreed
expect_nothing
run trace feedback --gaps --json
json 'any noun' 'map([.id,.coverage])' '[["FB-1","uncovered"]]'
ok req add child -A acme
ok req link 5 derives REQ-4
run trace --gaps --json
json 'orphaned' 'map(select(.orphaned) | [.id, (.missing[] | select(.gap == "orphaned").record)])' \
	'[["REQ-5","REQ-4"]]'

# matrix
ok trace --matrix -A acme --columns req,action
expect 'REQ-1  单点登录   captured  REQ-2, REQ-3  ACT-2'
expect 'REQ-3  OIDC 登录  captured  REQ-1         ACT-3!'
ok trace --matrix --json
json 'cells' '.[1] | [.id, [.req[].id], [.action[] | [.id,.way,.relation,.suspect]]]' \
	'["REQ-2",["REQ-1"],[["ACT-1","down","implements",false]]]'
ok trace --matrix --depth 2 --columns action --format csv
expect_part 'REQ-1,单点登录,captured,"ACT-1, ACT-2, ACT-3!"'
ok trace --matrix --rows action --json
json 'rows of another noun' '.[0] | [.id, [.req[].id]]' '["ACT-1",["REQ-2"]]'
ok trace --matrix --all --json
json 'given up' '.[1].req | map(.id)' '["REQ-1","REQ-4"]'
ok trace --matrix --format html
expect_part '</table>'
refuse 64 trace --matrix --columns nothing
expect_error 'hint: one of those'
refuse 64 trace --matrix --columns req,req
refuse 64 trace req --matrix --rows action

# links with the records: JSON in any order, by ID or source, all or nothing
cat >reqs.jsonl <<'END'
{"title":"a part","links":[{"relation":"derives","to":"old:7"},"relates REQ-1"]}
{"title":"the whole","source":"old:7"}
END
ok req add --from reqs.jsonl -A beta --json=id
json 'both' . '[{"id":"REQ-6"},{"id":"REQ-7"}]'
ok trace REQ-6 --json=id,relation
json 'linked' '.[1:]' \
	'[{"id":"REQ-7","relation":"derives"},{"id":"REQ-1","relation":"relates"}]'
printf '{"title":"x"}\n{"title":"y","links":["derives old:8"]}\n' >bad.jsonl
refuse 66 req add --from bad.jsonl -A beta --json
expect_error 'line 2: no record '
same 'field' "$(jq -r .field "$errors")" links
for links in '"REQ-1"' '["derives"]' '[{"to":"REQ-1"}]' '[7]' '["follows REQ-1"]'; do
	printf '{"title":"x","links":%s}' "$links" >bad.jsonl
	refuse 65 req add --from bad.jsonl -A beta
done
ok req list -A beta --json=id
json 'nothing of it' length 2

# kam's own CSV and JSON keep links and what they remember
ok export link --as csv
cp "$output" own.csv
ok req unlink 6 derives REQ-7
ok import own.csv --as csv --kind link --json
json 'made again' '[.created,.updated]' '[1,0]'
ok trace REQ-6 --up --json=id
json 'by CSV' 'map(.id)' '["REQ-6","REQ-7"]'
printf 'id,title,account,links\n,new,beta,"derives REQ-7, relates RISK-1"\n' >new.csv
run import new.csv --as csv --kind req
same status "$status" 65
expect_error "no risk 'RISK-1'"
sed 's/RISK-1/old:7/' new.csv >newer.csv
ok import newer.csv --as csv --kind req
ok trace REQ-8 --json=id,relation
json 'of a row' '.[1:]' \
	'[{"id":"REQ-7","relation":"derives"},{"id":"REQ-7","relation":"relates"}]'
printf 'title,account,links\nnew,beta,"derives REQ-7; follows x"\n' >wrong.csv
run import wrong.csv --as csv --kind req
same status "$status" 65
expect_error "'follows' is no link"
ok link suspect --json
cp "$output" before
ok export
cp "$output" all.jsonl
ok --register other.db init --timezone Asia/Shanghai
ok --register other.db import all.jsonl --as jsonl
ok --register other.db link suspect --json
same 'still suspect' "$(jq -c 'map([.id,.link])' "$output")" \
	"$(jq -c 'map([.id,.link])' before)"
json 'what changed is not known there' 'map(.changes)' '[[]]'

# Doorstop: children before parents, stamps, headers, what is not active
ok --register ds.db init --timezone UTC
KAM_REGISTER=$PWD/ds.db
export KAM_REGISTER
ok account add Acme --key acme
ok import "$KAM_SOURCE/tests/data/doorstop/reqs.csv" --as doorstop -A acme --json
json 'all' . '{"created":8,"updated":0,"unchanged":0,"skipped":0,"errors":[]}'
expect_error 'columns that were not read: level, reviewed'
ok import "$KAM_SOURCE/tests/data/doorstop/reqs.csv" --as doorstop -A acme --json
json 'again' '[.created,.updated,.unchanged]' '[0,0,8]'
ok req list --all --sort id --json
json 'titles' 'map(.title)' \
	"[\"Log in with a partner's account and find the orders.\",\"Sign-on\",\"门户应显示所有订单。\",\"Report\",\"Partners serve themselves\",\"Orders are shown.\",\"Introduction\",\"USR003\"]"
json 'texts' '[.[1,2,5].statement]' \
	'["The portal **shall** let people sign on once.\n\nThis holds for partners too.",null,"Orders are shown.\nAll of them."]'
json 'states' 'map(select(.status == "dropped") | [.title,.reason])' \
	'[["Report","not active in Doorstop"]]'
json 'marks' 'map(select(.tags != []) | [.title,.tags])' \
	'[["Partners serve themselves",["derived"]],["Introduction",["non-normative"]]]'
ok link list --json
json 'links' 'map(.from_record + ">" + .to_record + " " + .relation) | sort' \
	'["REQ-1>REQ-2 derives","REQ-1>REQ-3 derives","REQ-2>REQ-5 derives","REQ-3>REQ-5 derives","REQ-3>REQ-6 derives","REQ-4>REQ-6 derives"]'
run trace --gaps tags.ne=non-normative --json
json 'gaps' 'map([.id,.coverage])' \
	'[["REQ-1","uncovered"],["REQ-2","shallow"],["REQ-3","shallow"],["REQ-5","shallow"],["REQ-6","shallow"],["REQ-8","uncovered"]]'
# a parent that changed there makes exactly its children suspect here
sed 's/Orders are shown/Orders and invoices are shown/' \
	"$KAM_SOURCE/tests/data/doorstop/reqs.csv" >changed.csv
ok import changed.csv --as doorstop -A acme --json
json 'one' '[.updated,.unchanged]' '[1,7]'
ok req suspect --json
json 'its children, but what was dropped' 'map(.id)' '["REQ-3"]'
# a link that is gone there goes here too, one of our own stays
ok req link 3 derives REQ-8
sed 's/USR001, USR002/USR001/' changed.csv >fewer.csv
ok import fewer.csv --as doorstop -A acme
ok link list from_record=REQ-3 --json
json 'left' 'map(.to_record)' '["REQ-5","REQ-8"]'
printf 'uid,text,links\nX1,a,NO9\n' >lost.csv
run import lost.csv --as doorstop -A acme
same status "$status" 65
expect_error "no req 'NO9' (doorstop:NO9)"
printf 'uid,text,links\nX1,a,X2\nX2,b,X1\n' >circle.csv
ok import circle.csv --as doorstop -A acme
expect_error "derives 'X1' is left out: this would be a circle"
# and out again
ok export req --as doorstop
cp "$output" out.csv
expect_part 'SYS002,门户应显示所有订单。,,'
expect_part 'Report,USR002,False,False,True'
ok --register back.db init --timezone UTC
ok --register back.db account add Acme --key acme
ok --register back.db import out.csv --as doorstop -A acme
ok --register back.db link list --json
same 'as many links' "$(jq length "$output")" "$("$KAM" link list --json | jq length)"
# a plan is called as in the list of plans, in the reader's language; of its
# sections, too
ok account add Harbour --key harbour
ok plan new harbour --area risk
for view in '--gaps --rows plan' '--matrix --rows plan'; do
	# shellcheck disable=SC2086
	LC_ALL=zh_CN.UTF-8 run trace $view -A harbour
	expect_part 'Harbour：风险'
	# shellcheck disable=SC2086
	LC_ALL=zh_CN.UTF-8 run trace $view -A harbour --json=title
	expect_part '"title":"Harbour: risk"'
done

finish
