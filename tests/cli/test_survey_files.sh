# survey import: files as other tools export them, with their heads and dates.
. "$KAM_SOURCE/tests/cli/lib.sh"

# counts 'what' '[created,updated,unchanged,skipped]'
counts()
{
	same "$1" "$2" "$(jq -c '[.created, .updated, .unchanged, .skipped]' \
		"$output")"
}

# rows SURVEY '[[score, day, comment, who], …]'
rows()
{
	ok reply list survey="SUR-$1" --json=score,answered_on,comment,respondent
	same "the answers of SUR-$1" "$2" "$(jq -c 'map([.score, .answered_on,
		.comment, .respondent])' "$output")"
}

round=0
open_round()
{
	round=$((round + 1))
	ok survey add "Round $round" --question 'Would you recommend us?'
	ok survey open "$round"
}

ok init
# Google Forms: the month first, which one of the rows shows
open_round
cat >google.csv <<'END'
Timestamp,Username,How likely are you to recommend us to a friend?,Why would you recommend us?
11/5/2026 9:03:22,,3,slow
11/20/2026 14:03:22,a@x.test,9,
END
ok survey import 1 google.csv --json
counts Google '[2,0,0,0]'
expect_error "line 1, column 3: 'How likely are you to recommend us to a friend?' is read as 'score'"
expect_error "line 1, column 4: 'Why would you recommend us?' is read as 'comment'"
rows 1 '[[3,"2026-11-05","slow",null],[9,"2026-11-20",null,"a@x.test"]]'
ok survey import 1 google.csv --json
counts again '[0,0,2,0]'
# no row shows it: it must be said
open_round
sed 1q google.csv >vague.csv
printf '11/5/2026 9:03:22,,3\n5/5/2026,,4\n' >>vague.csv
run survey import 2 vague.csv --json
same 'vague' 65 "$status"
same 'its line' '[[2,1]]' "$(jq -c '.errors | map([.line, .column])' "$output")"
expect_part "'11/5/2026 9:03:22' doesn't say which number is the month"
expect_part '--dates mdy: 11/28/2026; --dates dmy: 28/11/2026'
refuse 64 survey import 2 vague.csv --dates ymd
ok survey import 2 vague.csv --dates dmy --json
rows 2 '[[3,"2026-05-11",null,null],[4,"2026-05-05",null,null]]'
# what is said holds, and contradicts
open_round
run survey import 3 google.csv --dates dmy
same 'no such month' 65 "$status"
expect_error "line 3, column 1: '11/20/2026 14:03:22' has no month where --dates dmy says"
# rows that contradict each other show nothing; each may still show itself
cat >both.csv <<'END'
date,score
18/11/2026,1
11/18/2026,2
1/2/2026,3
END
run survey import 3 both.csv --json
same 'contradiction' '[4]' "$(jq -c '.errors | map(.line)' "$output")"
# two digits may be a year, a month or a day
printf 'date,score\n26/11/12,1\n' >short.csv
run survey import 3 short.csv
same 'short' 65 "$status"
printf 'date,score\n11/20/26 11:30 PM,1\n1/5/26 12:00 am,2\n5.1.2026 7:00,3\n' >short.csv
ok survey import 3 short.csv --tz America/New_York
rows 3 '[[1,"2026-11-20",null,null],[2,"2026-01-05",null,null],[3,"2026-01-05",null,null]]'
# SurveyMonkey: a second line of names
open_round
cat >monkey.csv <<'END'
Respondent ID,Start Date,End Date,Email Address,Would you recommend us?,Why?
,,,,Response,Open-Ended Response
118,11/20/2026 08:01,11/20/2026 08:05:09 AM,a@x.test,10,good
END
ok survey import 4 monkey.csv --json
counts SurveyMonkey '[1,0,0,0]'
expect_error 'line 2: taken for one more line of names'
rows 4 '[[10,"2026-11-20","good","a@x.test"]]'
# Qualtrics: two of them
open_round
cat >qualtrics.csv <<'END'
RecordedDate,ResponseId,RecipientEmail,Q1,Q2
Recorded Date,Response ID,Recipient Email,"How likely, from 0 to 10",Why
"{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}",,"{""ImportId"":""QID1""}",
2026-11-20 08:01:02,R_1,a@x.test,9,good
END
ok survey import 5 qualtrics.csv --map Q1=score --map Q2=comment --json
counts Qualtrics '[1,0,0,0]'
rows 5 '[[9,"2026-11-20","good","a@x.test"]]'
# words for numbers are no names
printf 'date,score\n2026-11-20,good\n' >words.csv
run survey import 5 words.csv
same 'a word' 65 "$status"
printf 'date,email,score\n,a@x.test,good\n' >words.csv
run survey import 5 words.csv
same 'somebody' 65 "$status"
printf 'score\ngood\n' >words.csv
run survey import 5 words.csv
same 'a word' 65 "$status"
printf 'date,score\n,good\n' >words.csv
run survey import 5 words.csv
same 'a word without a day' 65 "$status"
printf 'date,score\nyesterday,good\n' >words.csv
run survey import 5 words.csv
same 'a word of a day' 65 "$status"
# 问卷星: questions by number, in GB18030
open_round
cat >wjx.csv <<'END'
序号,提交答卷时间,所用时间,1、您的姓名,2、您有多大可能向朋友推荐我们？,3、您的建议
1,2026/11/20 14:05:33,65秒,李雷,9分,很好
2,2026/11/5 14:05:33,65秒,匿名,3分,太慢
END
iconv -f UTF-8 -t GB18030 wjx.csv >wjx_gb.csv
ok survey import 6 wjx_gb.csv --json
counts 问卷星 '[2,0,0,0]'
rows 6 '[[9,"2026-11-20","很好","李雷"],[3,"2026-11-05","太慢",null]]'
# of two that sound like it none is guessed
printf 'Recommend us?,Satisfied?\n1,2\n' >two.csv
refuse 65 survey import 6 two.csv
# Microsoft Forms, Delighted, Typeform: the day they answered, not today
open_round
printf 'ID,Completion time,Email,Score\n1,11/20/26 14:05:22,anonymous,7\n' >a.csv
ok survey import 7 a.csv --json
printf 'Survey Response ID,Score,Response Created At\n2,8,2026-11-20 08:00:00 UTC\n' >a.csv
ok survey import 7 a.csv --json
printf '#,Score,Submit Date (UTC)\nx3,9,2026-11-20 08:01:01\n' >a.csv
ok survey import 7 a.csv --json
rows 7 '[[7,"2026-11-20",null,null],[8,"2026-11-20",null,null],[9,"2026-11-20",null,null]]'
# a first row without a day, its figures full-width
open_round
printf 'email,score,date\n,９,\na@b.test,9,2026-11-20\n' >wide.csv
ok survey import $round wide.csv --json
counts 'full-width' '[2,0,0,0]'
printf 'email,score,date\n,8,２０２６年１１月２１日\n' >wide.csv
ok survey import $round wide.csv --json
# a question longer than a message has room for is cut between characters
open_round
half=您有多大可能向朋友推荐我们
printf 'x%s%s,Q2,date\n9,,2026-11-20\n' $half$half $half$half >long.csv
ok survey import $round long.csv
expect_error "line 1, column 1: 'x$half$half$half' is read as 'score'"

# the same dates in any other file
ok account add Acme --key acme
printf 'title,due\nlate,1/5/2026\nlater,1/31/2026\n' >actions.csv
ok import actions.csv --as csv --kind action -A acme
ok action list --json=due
same 'actions' '["2026-01-05","2026-01-31"]' "$(jq -c 'map(.due)' "$output")"
printf 'title,due\nx,1/5/2026\n' >actions.csv
run import actions.csv --as csv --kind action -A acme
same 'vague' 65 "$status"
ok import actions.csv --as csv --kind action -A acme --dates dmy
ok action list due=2026-05-01 --json=title
same 'day first' '["x"]' "$(jq -c 'map(.title)' "$output")"
finish
