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
ok setting set health.weights 'agreement=0'
ok account health acme --json=score,coverage
expect '{"score":null,"coverage":0.428571}'
ok setting set health.weights.acme 'agreement=2 contact=0'
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

# a quarter of work, each month computed once more
KAM_NOW=2026-11-23T09:00:00Z
ok demo quarter --language en --timezone UTC
cd quarter || exit 1
check()
{
	for kind in account req feedback action comm cadence occurrence project \
		risk contact; do
		ok export $kind --as csv
		cp "$output" $kind.csv
	done
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
ok comm log 'what the portal costs' -A pellworth --channel call
ok comm log 'the offer' -A solvik --channel mail --direction out
ok action finish 3
ok feedback respond 4 --response 'it is the cache'
ok req agree 3 --agreed-with CON-1
ok feedback give CAD-1
check
KAM_NOW=2027-01-18T09:00:00Z
ok req drop 4 --reason 'with the new hall'
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
refuse 64 account health solvik-se --history --explain
refuse 64 account health solvik-se --history --by day
refuse 64 account health solvik-se --since 2026-12-01
refuse 65 account health solvik-se --history --since 2030-01-01
refuse 64 account health --history --mail a@x.test
ok fsck

finish
