# Surveys: rounds, who is invited, answers one by one, as JSON and from files,
# figures, what a low score brings, comments, the next round.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok member add 'Li Lei' --key li
ok member add 'Wang Fang' --key wang
ok account add 'Acme GmbH' --key acme --owner li --tier key --region EU
ok account add Beta --key beta --owner wang --tier standard
ok project add Portal -A acme --key portal
ok contact add 'Anna Weber' --accounts acme --email anna@acme.test
ok contact add '王伟' --accounts acme
ok contact add 'Bo Li' --accounts beta --email bo@beta.test
ok contact add 'No Mail' --accounts acme --opt-out
ok contact add 'Only Phone' --accounts acme
ok channel add only@acme.test --contact CON-5 --type mail --do-not-use
ok contact add Gone --accounts acme
ok contact leave CON-6
ok contact add Forgotten --accounts acme --email forgotten@acme.test
ok forget CON-7 --yes

# a round: type, scale, question, and what is refused
ok survey add '2026年第四季度' --touchpoint delivery --owner wang --ends fri
expect 'SUR-1  2026年第四季度'
refuse 65 survey open 1
expect_error "needs question"
refuse 65 survey add x --type csat --scale 0-10
expect_error 'csat has no scale of 0-10'
refuse 65 survey add x --every sometimes
refuse 65 survey close 1
ok survey add CSAT --type csat --question 'content?' --json=scale
same 'usual scale' "$(cat "$output")" '{"scale":"1-5"}'
ok survey edit 2 --type ces --json=scale
same 'scale of the type' "$(cat "$output")" '{"scale":"1-7"}'
ok survey edit 2 --type csat --scale 1-10
ok survey edit 2 --scale 1-5
refuse 65 survey answer 1 --score 9
expect_error 'it takes no answers'
expect_error 'kam survey open SUR-1'
refuse 65 survey invite 1 CON-1
ok survey edit 1 --question '您有多大可能推荐我们？'
ok survey open 1 --json=status,opened_on
same opened "$(cat "$output")" '{"status":"open","opened_on":"2026-11-23"}'

# invitations: once a quarter; who is never asked is named
refuse 64 survey invite 1
expect_error 'whom?'
refuse 64 survey invite 1 CON-1 name~a
refuse 65 survey invite 1 CON-1 --via pigeon
ok survey invite 1 -A acme --all --dry-run --json=contact
same rehearsed "$(jq -c 'map(.contact)' "$output")" \
	'["CON-1","CON-2","CON-4","CON-5","CON-6","CON-7"]'
ok reply list
expect_nothing
ok survey invite 1 -A acme --all --json
same invited "$(jq -c 'map([.id, .contact, .refused])' "$output")" \
	'[["RPL-1","CON-1",null],["RPL-2","CON-2",null],'\
'[null,"CON-4","opt_out"],[null,"CON-5","do_not_use"],'\
'[null,"CON-6","closed"],[null,"CON-7","erased"]]'
run survey invite 1 anna@acme.test CON-3 CON-3 --json
same 'somebody was left out' "$status" 1
same 'asked last' "$(jq -c 'map([.id, .contact, .refused, .last_asked])' \
	"$output")" \
	'[[null,"CON-1","asked","2026-11-23"],["RPL-3","CON-3",null,null]]'
run survey invite 1 CON-1
expect_error 'invited: 0, left out: 1'
ok survey open 2
run survey invite 2 CON-1
same 'another survey in the quarter' "$status" 1
expect_part 'was asked'
ok setting set survey.throttle month
run survey invite 2 CON-1 --on 2026-12-01 --dry-run
same 'the next month' "$status" 0
ok setting set survey.throttle none
ok survey invite 2 CON-1 --dry-run
refuse 65 setting set survey.throttle week
ok setting set survey.throttle quarter
ok survey invite 2 CON-1 --on 2027-01-01 --dry-run

# answers
refuse 65 survey answer 1 --contact CON-1 --score 11
refuse 65 survey answer 2 --contact CON-1 --score 0
expect_error '0 is not on the scale of 1 to 5'
refuse 65 survey answer 1 --contact CON-1 --score good
refuse 64 survey answer 1 --contact CON-1
refuse 66 survey answer 1 --contact nobody@x.test --score 1
refuse 65 survey answer 1 --contact CON-1 --score 9 --on tomorrow
expect_error 'still to come'
ok survey answer 1 --contact anna@acme.test --score 9 --comment '很满意，谢谢' \
	--json=id,score,asked_on,answered_on,account,touchpoint
same answer "$(cat "$output")" '{"id":"RPL-1","score":9,'\
'"asked_on":"2026-11-23","answered_on":"2026-11-23","account":"acme",'\
'"touchpoint":"delivery"}'
refuse 65 survey answer 1 --contact CON-1 --score 8
expect_error 'CON-1 answered already: RPL-1'
ok survey answer 1 --score 8 --json=contact,account
same anonymous "$(cat "$output")" '{"contact":null,"account":null}'
printf '[{"score":7,"contact":"CON-3"},{"score":"10","respondent":"the porter"}]' \
	>answers.json
ok survey answer 1 --from answers.json --json=contact,respondent,score
same 'from JSON' "$(jq -c . "$output")" \
	'[{"contact":"CON-3","respondent":null,"score":7},'\
'{"contact":null,"respondent":"the porter","score":10}]'
printf '[{"score":7},{"score":12}]' >answers.json
refuse 65 survey answer 1 --from answers.json
printf '[{"points":7}]' >answers.json
refuse 64 survey answer 1 --from answers.json
ok reply list survey=SUR-1 score.ne= --count-by survey
expect 'SUR-1      4'

# a low score is a promise, in the same operation
ok survey answer 1 --contact CON-2 --score 3 --comment '太慢。没人接电话。'
expect_error "ACT-1 due 2026-11-24: call 王伟: 3 of 10 in '2026年第四季度'"
ok due --within 3d --json
same due "$(jq -c 'map([.id, .owner, .due, .what])' "$output")" \
	'[["ACT-1","li","2026-11-24","call 王伟: 3 of 10 in '\''2026年第四季度'\''"]]'
ok action show 1 --json=about,description,account
same promise "$(cat "$output")" '{"about":"RPL-2",'\
'"description":"太慢。没人接电话。","account":"acme"}'
ok promise list --json=id,promise,contact,said_in,said_on,due
same 'in the ledger' "$(cat "$output")" '[{"id":"ACT-1","promise":"action",'\
'"contact":"CON-2","said_in":"RPL-2","said_on":"2026-11-23","due":"2026-11-24"}]'
ok agenda tomorrow --json=id,contact
same 'to whom' "$(cat "$output")" '[{"id":"ACT-1","contact":"CON-2"}]'
ok account timeline acme --noun reply --limit 1 --json=event,id,title,about
same 'of the account' "$(cat "$output")" '[{"event":"answered_on",'\
'"id":"RPL-2","title":"太慢。没人接电话。","about":"SUR-1"}]'
ok survey show 1
expect_part 'Figures     20.0 ('
expect_part 'answers: '
ok survey show 1 --json
! jq -e 'has("figures")' "$output" >/dev/null || fail 'figures for programs'
ok log --limit 1 --json
same 'one operation' "$(jq -c '.[0].changes | map(.id) | unique' "$output")" \
	'["ACT-1","RPL-2"]'
# what they answered is told to nobody else at the customer's
ok brief acme --since last-report
! grep -q '王伟: 3' "$output" || fail 'a score in a report'
ok action list -A acme --audience customer
! grep -q '王伟: 3' "$output" || fail 'a score in a list for them'
ok cadence add 'weekly report' -A acme --every week --start 2026-11-23
ok feedback draft CAD-1
! grep -q '王伟: 3' "$output" || fail 'a score in a draft'
ok cadence end 1
ok survey answer 1 --score 0
ok survey answer 1 --contact CON-1 --again --score 0 --on 2026-10-01
ok action list --count-by status
expect 'open       1'
ok setting set survey.detractor 2d
refuse 65 setting set survey.detractor soon
ok survey answer 2 --contact CON-3 --score 2 --touchpoint phone
expect_error 'ACT-2 due 2026-11-25'
ok setting set survey.detractor none
ok survey answer 2 --contact CON-2 --score 1
ok action list --count-by owner
expect 'wang       1'

# what was answered stays the question it was answered to
refuse 65 survey edit 1 --question 'another?'
expect_error 'kam survey repeat SUR-1'
refuse 65 survey edit 1 --type csat --scale 1-10
ok survey edit 1 --title 'NPS 2026-Q4'

# figures
ok survey score 1 --json
same figures "$(jq -c '[.n, .promoters, .passives, .detractors, .flag,
	.invited, .response_rate]' "$output")" '[7,2,2,3,null,3,1]'
same score "$(jq '(.score * 1000 | round) / 1000' "$output")" -14.286
same interval "$(jq -c '.interval | map((. * 100 | round) / 100)' "$output")" \
	'[-75.99,47.42]'
same spread "$(jq -c '.distribution | [."0", ."3", ."10", length]' "$output")" \
	'[2,1,1,11]'
jq -e '.definition | test("9-10 less that of 0-6")' "$output" >/dev/null ||
	fail 'no definition'
ok survey score 1
within 120
expect 'Score         -14.3'
expect 'Distribution  10  ████████████████████  1'
ok survey score 1 --by account --json
same accounts "$(jq -c 'map([.value, .n, .flag])' "$output")" \
	'[["acme",3,"n < 5"],["beta",1,"n < 5"],[null,3,"n < 5"]]'
ok survey score 1 --by contact --json
same contacts "$(jq -c 'map([.value, .name, .n])' "$output")" \
	'[["CON-1","Anna Weber",2],["CON-2","王伟",1],["CON-3","Bo Li",1],'\
'[null,null,3]]'
ok survey score 1 --by quarter --json
same quarters "$(jq -c 'map([.value, .n])' "$output")" '[["2026-Q4",7]]'
ok survey score 1 --by segment --json
same segments "$(jq -c 'map([.value, .n])' "$output")" \
	'[["key",3],["standard",1],[null,3]]'
ok survey score 1 -A beta --json=n,score
same 'of one account' "$(cat "$output")" '{"n":1,"score":0}'
ok survey score 2 --json
same CSAT "$(jq -c '[.n, .promoters, .satisfied, .score, .flag,
	.response_rate]' "$output")" '[2,null,0,0,"n < 5",null]'
ok survey score 2
expect 'Score         0% (n < 5)'
refuse 64 survey score 1 --by colour
refuse 66 survey score 9
ok survey add empty --question x
ok survey score 3 --json=n,score,interval,flag,response_rate
same nobody "$(cat "$output")" \
	'{"n":0,"score":null,"interval":null,"flag":"n < 5","response_rate":null}'

# comments, and feedback of them
ok survey comments 1 --json
same comments "$(jq -c 'map([.id, .score, .comment, .feedback])' "$output")" \
	'[["RPL-2",3,"太慢。没人接电话。",null],["RPL-1",9,"很满意，谢谢",null]]'
ok feedback list
expect_nothing
ok survey comments 1 --to-feedback --json=id,feedback
same 'to feedback' "$(jq -c 'map(.feedback)' "$output")" '["FB-1","FB-2"]'
ok feedback list --json=type,severity,channel,contact,title
same feedback "$(jq -c '.[0]' "$output")" '{"type":"complaint",'\
'"severity":"high","channel":"survey","contact":"CON-2",'\
'"title":"太慢。没人接电话。"}'
ok survey comments 1 --to-feedback
expect_error 'now feedback: 0'
ok setting set survey.comments low
ok survey answer 2 --contact CON-1 --score 1 --comment bad --json=feedback
same 'as it comes' "$(cat "$output")" '{"feedback":"FB-3"}'
ok survey edit 2 --asked 10
ok survey score 2 --json=n,response_rate
same 'asked elsewhere' "$(cat "$output")" '{"n":3,"response_rate":0.3}'
ok survey score 2 --format md
expect_part '| 2: 1, 1: 2 |'
ok setting set survey.comments none
refuse 65 setting set survey.comments some

# files: UTF-8 with a mark, Latin-1, GB18030, thousands of rows
counts()
{
	same "$1" "$(jq -c '[.created, .updated, .unchanged, .skipped]' \
		"$output")" "$2"
}
ok survey add Bulk --question 'Would you?'
ok survey open 4
awk 'BEGIN {
	print "E-Mail;Name;Datum;Bewertung;Kommentar"
	for (i = 0; i < 4000; i++)
		printf "%s;J\303\274rgen M\303\274ller %d;%02d.0%d.2026;%d;%s\r\n",
			i % 3 ? "" : "anna@acme.test", i, i % 28 + 1,
			i % 9 + 1, i % 11, i % 2 ? "sch\303\266n, gut" : ""
}' >utf8.csv
iconv -f UTF-8 -t LATIN1 utf8.csv >latin1.csv
ok survey import 4 latin1.csv --dry-run --json
counts rehearsed '[4000,0,0,0]'
ok reply list survey=SUR-4
expect_nothing
ok survey import 4 latin1.csv --dry-run
expect_error 'read as CP1252'
ok survey import 4 latin1.csv --json
counts Latin-1 '[4000,0,0,0]'
expect_error "'Jürgen Müller 1' is no contact: kept as text"
ok survey import 4 latin1.csv --encoding ISO-8859-1 --json
counts 'the same again' '[0,0,4000,0]'
(printf '\357\273\277'; cat utf8.csv) >bom.csv
ok survey import 4 bom.csv --json
counts 'the same in UTF-8' '[0,0,4000,0]'
ok reply list survey=SUR-4 comment~schön contact=CON-1 --limit 1 \
	--json=comment,answered_on,score,contact
same 'a row' "$(jq -c '.[0]' "$output")" '{"comment":"schön, gut",'\
'"answered_on":"2026-04-04","score":3,"contact":"CON-1"}'
ok survey score 4 --json=n,promoters,detractors,score
same thousands "$(cat "$output")" \
	'{"n":4000,"promoters":726,"detractors":2548,"score":-45.55}'
ok action list --count-by status
expect 'open       2'
# an answer that is another there, one more, and one changed here
sed 's/^;Jürgen Müller 1;02.02.2026;1;/;Jürgen Müller 1;02.02.2026;5;/' utf8.csv \
	>changed.csv
printf ';Neu;01.10.2026;9;\r\n' >>changed.csv
ok survey import 4 changed.csv --json
counts changed '[1,1,3999,0]'
# anonymous answers may well be alike
printf '评分,评语\n9,好\n9,好\n9,好\n9,好\n9,好\n9,好\n2,太贵\n' |
	iconv -t GB18030 >gb.csv
ok survey import 4 gb.csv --json
counts GB18030 '[7,0,0,0]'
ok survey import 4 gb.csv --json
counts 'GB18030 again' '[0,0,7,0]'
ok reply list survey=SUR-4 comment=太贵 --json=score
same Chinese "$(jq -c . "$output")" '[{"score":2}]'
# by id, with invitations, words for numbers, times of day
cat >ids.csv <<'END_OF_FILE'
Response ID,Contact ID,Your opinion,Sent at,Timestamp,Touchpoint,Extra
a1,CON-1,Very good,2026-11-01,2026/11/02 8:05:00 PM GMT+1,call,x
a2,CON-2,,2026-11-01,,,
a3,CON-3,4.0,,2026-11-02T23:30:00Z,,
END_OF_FILE
refuse 65 survey import 4 ids.csv
expect_error "no column 'score'"
ok survey import 4 ids.csv --map 'Your opinion=score' \
	--map 'Your opinion:Very good=10' --json
counts ids '[3,0,0,0]'
expect_error 'columns that were not read: Extra'
ok reply list survey=SUR-4 source~a --sort -id --limit 3 \
	--json=contact,score,asked_on,answered_on
same 'by id' "$(jq -c 'map([.contact, .score, .asked_on, .answered_on])' \
	"$output")" '[["CON-3",4,null,"2026-11-03"],'\
'["CON-2",null,"2026-11-01",null],["CON-1",10,"2026-11-01","2026-11-02"]]'
# the question itself may be the head of the column
printf '姓名,Would you?\n王伟,7\n' >question.csv
ok survey import 4 question.csv --json
counts question '[1,0,0,0]'
# an open invitation is what the answer goes into
printf 'email,score,comment\nanna@acme.test,6,later\n' >late.csv
ok survey add Late --question x
ok survey open 5
ok survey invite 5 CON-1 --on 2027-01-05
ok survey import 5 late.csv --json
counts invited '[1,0,0,0]'
ok reply list survey=SUR-5 --json=asked_on,score
same 'the invitation' "$(jq -c . "$output")" '[{"asked_on":"2027-01-05","score":6}]'
# bad rows by line, column and reason; all or nothing
cat >bad.csv <<'END_OF_FILE'
email,score,date,account
anna@acme.test,9,2026-11-20,acme
bo@beta.test,12,2026-11-20,
bo@beta.test,8,soon,
bo@beta.test,,2026-11-20,
bo@beta.test,7,2026-11-20,nobody
END_OF_FILE
run survey import 5 bad.csv
same refused "$status" 65
expect_error 'error: line 3, column 2: '
expect_error 'error: line 4, column 3: '
expect_error 'error: line 5, column 2: an answer without a score'
expect_error 'error: line 6, column 4: '
expect_error 'nothing was written'
ok reply list survey=SUR-5 --count-by survey
expect 'SUR-5      1'
run survey import 5 bad.csv --skip-bad left.csv --json
same 'some were bad' "$status" 65
same 'the good ones' "$(jq -c '[.created, .skipped]' "$output")" '[1,4]'
same 'those put aside' "$(wc -l <left.csv)" 5
printf 'ID,Score,Contact\n7,9,CON-3\n7,9,CON-99\n8,9,CON-99\n' >twice.csv
run survey import 5 twice.csv
expect_error "error: line 3, column 1: the id '7' is of a row before, too"
expect_error "--map 'ID='"
expect_error "error: line 4, column 3: no contact 'CON-99'"
printf 'score\n"9\n' >broken.csv
run survey import 5 broken.csv
same broken "$status" 65
refuse 66 survey import 5 nowhere.csv
refuse 66 survey import 99 late.csv
refuse 65 survey import 3 late.csv
expect_error 'it takes no answers'

# rounds and quarters side by side
ok survey trend --type nps --json
same rounds "$(jq -c 'map([.value, .n, .flag])' "$output")" \
	'[["SUR-1",7,null],["SUR-4",4011,null],["SUR-5",2,"n < 5"]]'
same change "$(jq -c '.[1] | [.beyond_chance, (.change | round)]' "$output")" \
	'[false,-31]'
same 'few say nothing' "$(jq -c '.[2] | [.beyond_chance, .change_interval]' \
	"$output")" '[null,null]'
ok survey trend --by quarter --type nps --json
same 'quarters' "$(jq -c 'map(.value)' "$output")" \
	'["2026-Q1","2026-Q2","2026-Q3","2026-Q4"]'
same 'first to second' "$(jq '.[1].beyond_chance' "$output")" false
ok survey trend -A beta --json
same 'of beta' "$(jq -c 'map([.type, .value, .n])' "$output")" \
	'[["csat","SUR-2",1],["nps","SUR-1",1],["nps","SUR-4",1]]'
ok survey trend --by quarter
within 100
refuse 64 survey trend --type happiness
refuse 64 survey trend --by week
ok survey score 4 --by quarter --format csv
expect_part '2026-Q1'

# the end of a round, what is due of it, and the next one
ok due --within 7d --json
same 'ends' "$(jq -c 'map(select(.kind == "survey") | [.id, .what, .due])' \
	"$output")" '[["SUR-1","NPS 2026-Q4 (7/7)","2026-11-27"]]'
ok survey edit 1 --every quarterly
ok survey close 1 --json=status,closed_on,every,next_on
same closed "$(cat "$output")" '{"status":"closed","closed_on":"2026-11-23",'\
'"every":"quarter","next_on":"2027-02-23"}'
ok due --within 120d --json
same 'the next' "$(jq -c 'map(select(.kind == "survey") | [.id, .due])' \
	"$output")" '[["SUR-1","2027-02-23"]]'
ok survey answer 1 --score 9
ok survey repeat 1 --question '还会推荐我们吗？' --title 'NPS 2027-Q1' \
	--json=id,title,type,edition,previous,touchpoint,status,owner
same repeated "$(cat "$output")" '{"id":"SUR-6","title":"NPS 2027-Q1",'\
'"type":"nps","edition":2,"previous":"SUR-1","touchpoint":"delivery",'\
'"status":"draft","owner":"wang"}'
ok due --within 120d --json
same 'prepared' "$(jq -c 'map(select(.kind == "survey"))' "$output")" '[]'
ok survey reopen 1 --json=status,closed_on,next_on
same reopened "$(cat "$output")" '{"status":"open","closed_on":null,"next_on":null}'
refuse 65 survey drop 6
ok survey drop 6 --reason 'no time'
refuse 65 survey answer 6 --score 1
refuse 65 survey open 6
refuse 65 survey rm 1 --yes

# what is exported is what is imported
ok survey score 4 --json=n,score
cp "$output" first.json
ok export
cp "$output" all.jsonl
ok --register second.db init
ok --register second.db import all.jsonl --as jsonl
ok --register second.db survey score 4 --json=n,score
same restored "$(cat "$output")" "$(cat first.json)"
ok --register second.db action list --count-by status
expect 'open       2'
ok fsck

# a comment that became feedback stays between us and whoever said it
mkdir between
cd between || exit 1
KAM_NOW=2026-11-23T01:00:00Z
ok init --timezone UTC
ok account add Acme
ok contact add Anna -A acme
ok cadence add 'weekly report' -A acme --every week --start 2026-11-23
ok feedback add 'the gate is closed' -A acme --contact CON-1 --channel call
ok survey add NPS --question 'Would you?'
ok survey open 1
ok survey answer 1 --contact CON-1 --score 8 --comment 'nobody calls back'
ok survey comments 1 --to-feedback
ok feedback list --json=id,channel
same 'its channel' '["call","survey"]' "$(jq -c 'map(.channel)' "$output")"
ok feedback list -A acme --audience customer --json=id
expect '[{"id":"FB-1"}]'
KAM_NOW=2026-11-24T01:00:00Z
ok brief acme --since last-report
expect_part 'the gate is closed'
! grep -q 'calls back' "$output" || fail 'a comment in a report'
ok feedback respond FB-1 --response 'opened'
ok feedback respond FB-2 --response 'we call now'
ok feedback draft CAD-1 --audience customer
expect_part 'the gate is closed'
! grep -q 'calls back' "$output" || fail 'a comment in a draft'
ok brief acme
expect_part 'calls back'
cd .. || exit 1
finish
