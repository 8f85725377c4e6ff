# Elicitation: sessions, what was said in them, questionnaires, and the
# requirements that came of them with their source.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok member add 'Li Lei' --key li
ok account add 'Acme GmbH' --key acme --owner li
ok account add Beta --key beta
ok project add Portal -A acme --key portal
ok contact add 'Anna Weber' --accounts acme --email anna@acme.test
ok contact add '王伟' --accounts acme
ok contact add Both --accounts acme,beta --email both@x.test

# the account follows from the participants, or from the project
ok elicit add '登录需求访谈' --participants CON-1:sponsor --on fri \
	--facilitator li --goal 'who signs in'
expect 'ELI-1  登录需求访谈'
ok elicit show 1 --json=account,method,status,participants
same session "$(cat "$output")" '{"account":"acme","method":"interview",'\
'"status":"planned","participants":[{"id":"CON-1","role":"sponsor"}]}'
refuse 65 elicit add unclear --participants CON-3
expect_error 'needs its account'
refuse 65 elicit add x -A acme --method guessing
ok elicit add workshop -A acme -P portal --method workshop --on +10d
# planned ones are due on their day
ok due --within 7d --json
same due "$(jq -c 'map([.id, .due, .owner])' "$output")" \
	'[["ELI-1","2026-11-27","li"]]'
ok elicit list on.by=+7d --json=id
same listed "$(jq -c . "$output")" '[{"id":"ELI-1"}]'

# questions, answers, quotes
ok elicit ask 1 who signs in\? --answer 'all staff' \
	--quote 'really everybody!' --by CON-1
expect 'ANS-1  who signs in?'
ok elicit ask 1 'how many?' --answer 3000 --respondent 'the porter'
refuse 64 elicit ask 1 x --by CON-1 --respondent y
refuse 64 elicit ask 1
refuse 66 elicit ask 9 x
refuse 66 elicit ask 1 x --by nobody
ok answer list elicit=ELI-1 --json=position,question,contact,respondent
same answers "$(jq -c . "$output")" '[{"position":1,"question":"who signs in?",'\
'"contact":"CON-1","respondent":null},{"position":2,"question":"how many?",'\
'"contact":null,"respondent":"the porter"}]'

# what came of it keeps where it came from
ok elicit req 1 --title 'sign-in for all staff' --from-answer 1 --priority must
expect 'REQ-1  sign-in for all staff'
source_of()
{
	ok req show "$1" --json
	jq -c '[.account, .statement, .source_elicit, .source_answer,
		.source_contact, .priority]' "$output"
}
same source "$(source_of 1)" \
	'["acme","all staff","ELI-1","ANS-1","CON-1","must"]'
ok elicit req 1 --title '3000 of them' --from-answer ANS-2
same stranger "$(source_of 2)" '["acme","3000","ELI-1","ANS-2",null,null]'
ok elicit req 1 --title 'without an answer'
same 'one participant' "$(source_of 3)" \
	'["acme",null,"ELI-1",null,"CON-1",null]'
refuse 64 elicit req 1
refuse 66 elicit req 1 --title x --from-answer 9
expect_error "has no answer '9'"
ok elicit ask 2 other
refuse 66 elicit req 1 --title x --from-answer ANS-3
refuse 65 elicit req 1 --title x --priority high
ok req show 1
expect_part 'Source elicit   登录需求访谈'
ok req list source_elicit=ELI-1 --count-by status
expect 'captured      3'

# planned, held, analysed; or cancelled, and then nothing comes of it
refuse 65 elicit analyse 1
expect_error 'cannot analyse'
refuse 65 elicit hold 1 --held-on +1d
expect_error 'is still to come'
ok elicit hold 1 --json=status,held_on
same held "$(cat "$output")" '{"status":"held","held_on":"2026-11-23"}'
ok due --within 7d
expect_nothing
refuse 65 elicit cancel 1 --reason x
ok elicit analyse 1
refuse 65 elicit cancel 2
ok elicit cancel 2 --reason 'nobody came'
refuse 65 elicit req 2 --title x
expect_error "didn't take place"
refuse 65 elicit rm 1 --yes

ok elicit show 1
within 80
expect 'Participants  Anna Weber (sponsor)'
expect 'Answers       1. who signs in? (Anna Weber)'
expect '                 "really everybody!"'
expect '              2. how many? (the porter)'
expect 'Requirements  REQ-1  sign-in for all staff  (captured)'

# a questionnaire: a row per respondent
ok elicit add 'what is slow' -A acme --method questionnaire
cat >wide.csv <<'END_OF_FILE'
Timestamp,Email Address,"How often
do you log in?",你最需要什么？
2026-11-01,ANNA@acme.test,daily,单点登录
2026-11-02,bob@x.test,weekly,
2026-11-02,,never,更快
2026-11-03,王伟,daily,"a, b"
2026-11-03,bob@x.test,hourly,x
END_OF_FILE
counts()
{
	same "$1" "$(jq -c '[.created, .updated, .unchanged, .skipped]' \
		"$output")" "$2"
}
ok elicit import 3 wide.csv --dry-run --json
counts rehearsed '[8,0,0,1]'
ok answer list elicit=ELI-3
expect_nothing
ok elicit import 3 wide.csv --json
counts first '[8,0,0,1]'
expect_error "line 4: 'bob@x.test' is no contact"
expect_error 'in line 4 already: left out'
ok elicit import 3 wide.csv --json
counts second '[0,0,8,1]'
ok answer list elicit=ELI-3 --json
same answers "$(jq -c 'map([.question, .text, .contact, .respondent]) |
	[.[0], .[3], .[4], .[6]]' "$output")" \
	'[["How often do you log in?","daily","CON-1",null],'\
'["How often do you log in?","never",null,"#5"],'\
'["你最需要什么？","更快",null,"#5"],["你最需要什么？","a, b","CON-2",null]]'
# a change here stays, another answer there is taken, a new contact is known
id=$(jq -r '.[0].id' "$output")
ok answer edit "$id" --text 'twice a day'
ok contact add Bob --accounts acme --email bob@x.test
sed -i 's/weekly/monthly/' wide.csv
ok elicit import 3 wide.csv --json
counts changed '[0,2,6,1]'
ok answer list elicit=ELI-3 --json
same changed "$(jq -c 'map(select(.contact == "CON-4").text)' "$output")" \
	'["monthly","x"]'
same kept "$(jq -r '.[0].text' "$output")" 'twice a day'

# a row per answer, in Chinese, from standard input
printf '受访者,问题,回答,原话\nCON-2,为什么？,因为,"嗯"\n匿名,为什么？,,\n' |
	"$KAM" elicit import 3 - --json >"$output" 2>"$errors"
counts long '[1,0,0,0]'
printf '姓名,问题,回答\nCON-2,,x\n' >broken.csv
refuse 65 elicit import 3 broken.csv
expect_error 'line 2: an answer without a question'
printf 'a,b\n1,2\n' >strange.csv
refuse 65 elicit import 3 strange.csv
expect_error '--respondent COLUMN'
refuse 65 elicit import 3 strange.csv --respondent c
ok elicit import 3 strange.csv --respondent a --ignore b --json
counts ignored '[0,0,0,0]'
refuse 66 elicit import 3 nowhere.csv
refuse 66 elicit import 9 wide.csv
printf '邮箱,满意吗\nanna@acme.test,满意\n' | iconv -t GB18030 >gb.csv
ok elicit import 3 gb.csv --json
counts GB18030 '[1,0,0,0]'

# what is exported is what is imported; whoever is forgotten is nowhere
ok forget CON-4 --yes
ok answer list --json
grep -q 'bob@x' "$output" && fail 'a respondent'
ok export
cp "$output" all.jsonl
ok --register second.db init
ok --register second.db import all.jsonl --as jsonl
ok --register second.db export
same 'export' "$(grep -c '"kind":"answer"' "$output")" \
	"$(grep -c '"kind":"answer"' all.jsonl)"
ok fsck
finish
