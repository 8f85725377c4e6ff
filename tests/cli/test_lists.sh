# Lists in a cell of kam's own CSV, and as people write them.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init
ok account add Acme --key acme

# entries come back as they are: marks that people put between them, too
ok action add call -A acme
ok action tag 1 '甲、丙' '戊，己' 'a,b' 'c\' 'd\e' 'f\,g' 'h\\ ' ' i ' 'j k'
tags='{"tags":["甲、丙","戊，己","a,b","c\\","d\\e","f\\,g","h\\\\ "," i ","j k"]}'
printf '{"name":"Anna","accounts":[{"id":"acme","role":"采购，财务, both"}]}' >anna.json
ok contact add --from anna.json
accounts='{"accounts":[{"id":"acme","role":"采购，财务, both"}]}'
for noun in action contact; do
	ok export $noun --as csv
	cp "$output" $noun.csv
	ok import $noun.csv --as csv --kind $noun --json
	expect '{"created":0,"updated":0,"unchanged":1,"skipped":0,"errors":[]}'
done
# a list in CSV has the same cells
cell=$(tail -n 1 action.csv | grep -o '"甲[^"]*"')
ok action list --format csv --fields tags
expect_part "$cell"
ok contact list --format csv --fields accounts
expect_part '"acme:采购，财务\, both"'
ok export --as jsonl
cp "$output" all.jsonl
ok --register "$PWD/csv.db" init
ok --register "$PWD/csv.db" account add Acme --key acme
ok --register "$PWD/csv.db" import action.csv --as csv --kind action
ok --register "$PWD/csv.db" import contact.csv --as csv --kind contact
ok --register "$PWD/jsonl.db" init
ok --register "$PWD/jsonl.db" import all.jsonl --as jsonl
for register in csv jsonl; do
	ok --register "$PWD/$register.db" action show 1 --json=tags
	expect "$tags"
	ok --register "$PWD/$register.db" contact show 1 --json=accounts
	expect "$accounts"
done
printf 'title,tags\nby hand,"甲、丙, b ,\\x"\n' >tags.csv
ok import tags.csv --as csv --kind action -A acme
ok action show 2 --json=tags
expect '{"tags":["甲、丙","b","\\x"]}'

# as people write them, a mark between two is also one within a name
ok contact add '王，伟' --accounts acme
ok comm log met -A acme --channel call --contacts '王，伟' --json=contacts
expect '{"contacts":[{"id":"CON-2","role":null}]}'
ok comm log met -A acme --channel call --contacts 'Anna、CON-2' --json=contacts
expect '{"contacts":[{"id":"CON-1","role":null},{"id":"CON-2","role":null}]}'
refuse 66 comm log met -A acme --channel call --contacts 'Anna，王'
expect_error "no contact '王'"
refuse 66 comm log met -A acme --channel call \
	--contacts "王$(printf '，王王王王王王王王王王%.0s' $(seq 20))"
expect_error "no contact '王"
ok action edit 2 --tags '甲、丙，丁'
ok action show 2 --json=tags
expect '{"tags":["甲","丙","丁"]}'

finish
