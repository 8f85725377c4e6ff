# account health: what a signal counts and what is missing, settings, and the
# same figures from exported CSV over a quarter.
. "$KAM_SOURCE/tests/cli/lib.sh"

signal()
{
	jq -c ".signals[]|select(.signal==\"$1\")|[.value,.points,.missing,
		(.records|join(\" \")),(.against|join(\" \"))]" "$output"
}

ok init --timezone UTC
ok account add Acme --key acme
ok account health acme --json
same 'nothing known' '[null,null,0]' \
	"$(jq -c '[.score,.band,.coverage]' "$output")"
same 'each is missing' 'true' "$(jq '.signals|all(.missing != null)' "$output")"
same 'keys' 'account name owner score band coverage worst signals' \
	"$(jq -r 'keys_unsorted|join(" ")' "$output")"
COLUMNS=80 ok account health acme
expect_part 'none: 0% is known, it takes 50%'
expect_part '- requirements agreed: no requirement is known'
within 80

# what these say comes further down
rest='satisfaction=0 severe_issues=0 promises=0'
ok setting set health.weights "$rest"

# 3 of 4 agreed: 75 % on a scale of 20 to 80 is 91.666667 points
for title in a b c d e; do
	ok req add $title -A acme
done
ok contact add Anna -A acme
for id in 1 2 3; do
	ok req agree $id --agreed-with CON-1 --agreed-on 2026-11-20
done
ok req drop 5 --reason 'not needed'
ok account health acme --json
same agreement '[75,91.666667,null,"REQ-1 REQ-2 REQ-3 REQ-4","REQ-4"]' \
	"$(signal agreement)"
same 'too little for a score' null "$(jq .score "$output")"

# 1 of 3 overdue: what is done counts as long as it is recent
ok action add late -A acme --due 2026-11-20
ok action add soon -A acme --due 2026-12-20
ok action add done -A acme --due 2026-11-20
ok action finish 3 --done-on 2026-11-19
ok action add 'no day' -A acme
ok account health acme --json
same actions '[1,80,null,"ACT-1 ACT-2 ACT-3","ACT-1"]' \
	"$(signal actions_overdue)"
# a tier says how often to speak; 21 of 14 days are half way to twice
ok account edit acme --tier key
ok comm log 'hello' -A acme --channel call --at '2026-11-02 09:00'
ok account health acme --json
same contact '[150,50,null,"COM-1","COM-1"]' "$(signal contact)"
# (2×91.666667 + 1×80 + 2×50) / 5 = 72.67; 5 of 9 by weight are known
same score '[72.7,"amber",0.555556]' \
	"$(jq -c '[.score,.band,.coverage]' "$output")"
COLUMNS=80 ok account health acme --explain
expect_part '(2 × 50 + 1 × 80 + 2 × 91.7) / 5 = 72.7'
expect_part '21 of 14 days'
expect_part 'REQ-4'
within 80
ok account health acme --format html
expect_part '<h1>Health of Acme</h1>'
ok account health acme --json=account,score
expect '{"account":"acme","score":72.7}'

# settings: for all, for one account, and what is none
ok setting set health.weights "agreement=0 $rest"
ok account health acme --json=score,coverage
expect '{"score":null,"coverage":0.428571}'
ok setting set health.weights.acme "agreement=2 contact=0 $rest"
ok setting set health.bands.acme 'amber=60 green=80'
ok account health acme --json=score,band
expect '{"score":null,"band":null}'
ok setting set health.coverage 40%
ok account health acme --json=score,band
expect '{"score":87.8,"band":"green"}'
ok setting set health.scales 'agreement=0:100'
ok account health acme --json
same 'a scale' '75' "$(jq '.signals[]|select(.signal=="agreement").points' "$output")"
for wrong in 'health.weights nonsense=1' 'health.weights contact' \
	'health.scales contact=1:1' 'health.bands green=40' \
	'health.window 0' 'health.coverage 200%' 'health.weights.nobody contact=1'; do
	refuse "$(case $wrong in *nobody*) echo 66 ;; *) echo 65 ;; esac)" \
		setting set ${wrong%% *} "${wrong#* }"
done
refuse 66 account health nobody
refuse 64 account health all --explain
refuse 65 account health acme --audience customer
# an account that rests is not to be spoken with
ok account rest acme
ok account health acme --json
same 'at rest' '"the account is not looked after at present"' \
	"$(jq '.signals[]|select(.signal=="contact").missing' "$output")"

# severe issues: solved ones don't count, dropped ones are none
ok account add Beta --key beta
signal_of()
{
	ok account health beta --json
	same "$1" "$2" "$(signal "$1")"
}
signal_of severe_issues '[null,null,"no issue is known","",""]'
ok issue add small -A beta --severity medium
signal_of severe_issues '[0,100,null,"ISS-1",""]'
ok issue add bad -A beta --severity critical
ok issue add solved -A beta --severity high
ok issue solve 3 --resolution done
ok issue add none -A beta --severity high
ok issue drop 4 --reason 'not ours'
signal_of severe_issues '[1,50,null,"ISS-1 ISS-2 ISS-3","ISS-2"]'

# promises: by the day promised first, besides deliveries and answers
signal_of promises '[null,null,"nothing else that was promised fell due","",""]'
ok contact add Ben -A beta
for n in 1 2 3; do
	ok comm log "talk $n" -A beta --with Ben --at '2026-11-02 09:00' \
		--next "send $n" --next-due 2026-11-20
done
ok action list -A beta --json=id
set -- $(jq -r '.[].id' "$output")
ok action finish "$1" --done-on 2026-11-19
ok action edit "$2" --due 2026-11-22
ok action finish "$2" --done-on 2026-11-21
signal_of promises "[33.333333,0,null,\"$1 $3 $2\",\"$3 $2\"]"
ok status -A beta --json=late_promises
expect '{"late_promises":1}'

# satisfaction: NPS, else CSAT; of fewer than five none
signal_of satisfaction '[null,null,"no survey was answered","",""]'
ok survey add 'how was it' --type csat --question 'Are you content?'
ok survey open 1
for n in 1 2 3 4; do
	ok survey answer 1 --respondent "p$n" --score 5 -A beta
done
signal_of satisfaction \
	'[null,null,"fewer than five answered their last survey","",""]'
ok survey answer 1 --respondent "p5" --score 2 -A beta
signal_of satisfaction \
	'[80,75,null,"RPL-1 RPL-2 RPL-3 RPL-4 RPL-5","RPL-5"]'
ok survey add 'would they' --question 'Would you recommend us?'
ok survey open 2
for score in 9 10 7 6 0 3; do
	ok survey answer 2 --respondent "q$score" --score $score -A beta
done
# (2 - 3) / 6 = -16.67: 33.3 of 100 points from -50 to 50
signal_of satisfaction '[-16.666667,33.333333,null,"RPL-6 RPL-7 RPL-8 RPL-9 RPL-10 RPL-11","RPL-9 RPL-10 RPL-11"]'
COLUMNS=80 ok account health beta --explain
expect_part '-16.7 NPS of 2026-11-23'
within 80
# and how old it is: after a year it is stale, and the other measure may speak
COLUMNS=80 ok survey score 2
expect 'Last answer   2026-11-23'
expect 'Days ago      0'
KAM_NOW=2027-10-01T09:00:00Z
ok survey answer 1 --respondent p6 --score 5 -A beta
KAM_NOW=2027-11-23T09:00:00Z
signal_of satisfaction '[-16.666667,33.333333,null,"RPL-6 RPL-7 RPL-8 RPL-9 RPL-10 RPL-11","RPL-9 RPL-10 RPL-11"]'
KAM_NOW=2027-11-24T09:00:00Z
signal_of satisfaction '[83.333333,83.333333,null,"RPL-1 RPL-2 RPL-3 RPL-4 RPL-5 RPL-12","RPL-5"]'
ok survey score 1 --json=last_answer,age_days
expect '{"last_answer":"2027-10-01","age_days":54}'
ok survey score 2 --by account --json=value,last_answer,age_days
expect '[{"value":"beta","last_answer":"2026-11-23","age_days":366}]'
ok setting set health.stale.beta 30
signal_of satisfaction '[null,null,"the last answers to a survey are stale","",""]'
COLUMNS=80 ok account health beta
expect_part '- satisfaction: the last answers to a survey are stale'
ok setting set health.stale.beta 400
signal_of satisfaction '[-16.666667,33.333333,null,"RPL-6 RPL-7 RPL-8 RPL-9 RPL-10 RPL-11","RPL-9 RPL-10 RPL-11"]'

# a quarter of work, each month computed once more
KAM_NOW=2026-11-23T09:00:00Z
ok demo quarter --language en --timezone UTC
cd quarter || exit 1
check()
{
	for kind in account req feedback action comm cadence occurrence contact \
		issue survey reply; do
		ok export $kind --as csv
		cp "$output" $kind.csv
	done
	ok promise list --all --format csv
	cp "$output" promise.csv
	ok status --json
	cp "$output" status.json
	ok account health all --json
	cp "$output" health.json
	for key in $(jq -r '.[].account' health.json); do
		ok brief "$key" --json
		cp "$output" "$key.brief.json"
	done
	python3 "$KAM_SOURCE/tests/cli/health.py" . "${KAM_NOW%T*}" \
		2>"$errors" || fail "figures of ${KAM_NOW%T*}"
}
check
KAM_NOW=2026-12-14T09:00:00Z
ok survey add 'this year' --question 'Would you recommend us?'
ok survey open 'this year'
for score in 10 9 9 8 2; do
	ok survey answer 'this year' --respondent "h$score" --score $score -A harlund
	ok survey answer 'this year' --respondent "p$score" --score 6 -A pellworth
done
ok survey answer 'this year' --contact CON-5 --score 1 --comment 'nobody calls back'
ok issue add 'no data since Friday' -A harlund --severity critical
ok issue add 'a wrong unit' -A harlund --severity low
ok comm log 'what the portal costs' -A pellworth --channel call
ok comm log 'the offer' -A solvik --channel mail --direction out
ok action finish 3
ok feedback respond 4 --response 'it is the cache'
ok req agree 'Live tracking on a telephone' --agreed-with CON-1
ok feedback give CAD-1
check
KAM_NOW=2027-01-18T09:00:00Z
ok req drop 'Pages within two seconds at six in the morning' --reason 'with the new hall'
ok feedback resolve 4 --resolution 'faster now'
ok feedback give CAD-1
ok account rest castelmar
ok contact edit CON-4 --influence 5
ok project finish harlund/bremen
check
KAM_NOW=2027-02-22T09:00:00Z
check

# over time: each line is what --as-of that day gives
point='{account,name,owner,on:$on,score,band,coverage,worst}'
ok account add Newer --key newer
ok setting set health.weights 'agreement=0'
KAM_NOW=2027-03-15T09:00:00Z
ok setting unset health.weights
ok account edit solvik --key solvik-se --name 'Solvik SE'
for on in 2026-11-30 2026-12-31 2027-01-31 2027-02-28 2027-03-15; do
	ok account health all --as-of $on --json
	jq -c --arg on $on ".[]|$point" "$output"
done | sort >single
ok account health --history --since 2026-11-15 --json
jq -c '.[]' "$output" | sort >history
cmp -s single history || fail "another history than single days"
ok account health solvik-se --history --by week --since 2027-03-01 --json
same weeks '["2027-03-07","2027-03-14","2027-03-15"]' \
	"$(jq -c 'map(.on)' "$output")"
ok account health newer --history --json
same 'not there before' '["2027-02-28","2027-03-15"]' \
	"$(jq -c 'map(.on)' "$output")"
ok account health solvik --history --as-of 2026-12-20 --since 2026-12-01 --json
same 'a history as of then' '[["solvik","2026-12-20"]]' \
	"$(jq -c 'map([.account,.on])' "$output")"
COLUMNS=80 ok account health all --history
within 80
last='account health solvik-se --history (on a terminal)'
KAM_PAGER=cat TERM=xterm NO_COLOR=1 python3 "$KAM_SOURCE/tests/cli/terminal.py" \
	"$KAM" account health solvik-se --history >"$output"
tail -n 1 "$output" | grep -q '^solvik-se [·▁▂▃▄▅▆▇█]*$' ||
	fail 'no row of blocks below the table'
refuse 64 account health solvik-se --history --explain
refuse 64 account health solvik-se --history --by day
refuse 64 account health solvik-se --since 2026-12-01
refuse 65 account health solvik-se --history --since 2030-01-01
refuse 64 account health --history --mail a@x.test
ok fsck

finish
