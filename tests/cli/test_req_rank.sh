# Requirements ranked by each scheme, with the figures that published examples
# have, and the line that a capacity draws.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone Asia/Shanghai
ok config user.name 'Li Lei'
ok config user.email li@firm.test
ok member add 'Li Lei' --key li --email li@firm.test
ok account add 'Acme GmbH' --key acme
ok account add 'Beta AG' --key beta
ok contact add 'Anna Weber' -A acme
ok use acme
ok req rank --json
expect '[]'

# RICE: 450 × 3 × 100% / 2 = 675, 2000 × 80% = 1600, 800 × 2 × 50% / 4 = 200
ok req add 'Project 1'
ok req add 'Project 2'
ok req add 'Project 3'
ok req rate 1 --reach 450 --impact 3 --confidence 100% --effort 2
ok req rate 2 --reach 2000 --impact 1 --confidence 80 --effort 1
ok req rate 3 --reach 800 --impact 2 --confidence 0.5 --effort 4d
ok req add 'Project 4'
ok req rate 4 --reach 10 --effort 1
ok req rank --by rice --json=rank,id,score,reason,missing
cat >wanted <<'END'
[{"rank":1,"id":"REQ-2","score":1600,"reason":"RICE 1600 = 2000 × 1 × 80% / 1d","missing":[]},
{"rank":2,"id":"REQ-1","score":675,"reason":"RICE 675 = 450 × 3 × 100% / 2d","missing":[]},
{"rank":3,"id":"REQ-3","score":200,"reason":"RICE 200 = 800 × 2 × 50% / 4d","missing":[]},
{"rank":null,"id":"REQ-4","score":null,"reason":"not rated, without impact, confidence: kam req rate REQ-4 --impact N --confidence N","missing":["impact","confidence"]}]
END
same RICE "$(cat wanted)" "$(cat "$output")"
ok req rank --by rice --json=inputs --limit 1
expect '[{"inputs":{"effort":1,"reach":2000,"impact":1,"confidence":0.8}}]'
ok req show 2 --json=confidence
expect '{"confidence":0.8}'

# what isn't a rating
refuse 65 req rate 1 --effort 4x
refuse 65 req rate 1 --score fit=3,cost=2
expect_error 'again for each'
refuse 65 req rate 1 --impact 1.5
expect_error 'impact is 3 (massive)'
refuse 65 req edit 1 --effort -1
expect_error 'person days, 0 or more'
refuse 65 req rate 1 --confidence 200
refuse 65 req rate 1 --job-size 0
refuse 64 req rate 1
refuse 64 req rate --effort 2
refuse 66 req rate 99 --effort 2

# WSJF: 24, 17 and 12; no effort of 0 is divided by
ok req rate --from - --json=id <<'END'
[{"id":"REQ-1","value":100,"time_criticality":50,"risk_reduction":20,"job_size":10},
{"id":"REQ-2","value":80,"time_criticality":30,"risk_reduction":10,"job_size":5},
{"id":"REQ-3","value":30,"time_criticality":20,"risk_reduction":10,"job_size":5}]
END
expect '[{"id":"REQ-1"},'
ok req rank --by wsjf --porcelain --fields id,score,reason
expect "$(printf 'REQ-2\t24\tWSJF 24 = (80 + 30 + 10) / 5')"
expect "$(printf 'REQ-1\t17\tWSJF 17 = (100 + 50 + 20) / 10')"
expect "$(printf 'REQ-3\t12\tWSJF 12 = (30 + 20 + 10) / 5')"
expect "$(printf 'REQ-4\t\tnot rated, without value, time_criticality, risk_reduction, job_size: kam req rate REQ-4 --value N --time-criticality N --risk-reduction N --job-size N')"
ok req rate 4 --value 50 --effort 0
ok req rank --by value-effort --json=id,score,missing
expect '[{"id":"REQ-2","score":80,"missing":[]},'
expect '{"id":"REQ-3","score":7.5,"missing":[]},'
expect '{"id":"REQ-4","score":null,"missing":["effort"]}]'
for bad in '{"id":"REQ-1","title":"x"}' '{"effort":2}' '{"id":"REQ-1","scores":3}' \
	'{"id":"REQ-1","scores":{"fit":3}}' '[{"id":"REQ-1","effort":9},{"id":"REQ-1","effort":-9}]'; do
	echo "$bad" >bad.json
	run req rate --from bad.json
	[ "$status" -ge 64 ] || fail "$bad was taken"
done
ok req show 1 --json=effort
expect '{"effort":2}'

# weights: the weighted sum model's example, 21.5, 22 and 22; an account's own
refuse 65 req rank --by weighted
expect_error "kam setting set req.weights 'fit=3 revenue=2'"
ok setting set req.weights 'c1=0.20 c2=0.15 c3=0.40 c4=0.25'
ok req rate 1 --score c1=25 --score c2=20 --score c3=15 --score c4=30
ok req rate 2 --score c1=10 --score c2=30 --score c3=20 --score c4=30
ok req rate 3 --score c1=30 --score c2=10 --score c3=30 --score c4=10
ok req rank --by weighted --json=id,score
cat >wanted <<'END'
[{"id":"REQ-2","score":22},
{"id":"REQ-3","score":22},
{"id":"REQ-1","score":21.5},
{"id":"REQ-4","score":null}]
END
same weighted "$(cat wanted)" "$(cat "$output")"
ok req rank --by weighted --json=reason,inputs,weights --limit 1
expect '[{"reason":"22 = (0.2 × c1 10 + 0.15 × c2 30 + 0.4 × c3 20 + 0.25 × c4 30) / 1","inputs":{"c1":10,"c2":30,"c3":20,"c4":30},"weights":{"c1":0.2,"c2":0.15,"c3":0.4,"c4":0.25}}]'
ok setting set req.weights.acme '战略=3, effort=-1'
ok req rate 3 --score 战略=5
ok req rank --by weighted --json=id,score,reason --limit 1
expect '[{"id":"REQ-3","score":2.75,"reason":"2.75 = (3 × 战略 5 - 1 × effort 4) / 4"}]'
# two raters: the mean; one who rates again: the last
ok -c user.name=Wang -c user.email=w@firm.test req rate 3 --score 战略=1
ok req rank --by weighted --json=score --limit 1
expect '[{"score":1.25}]'
ok req rate 3 --score 战略=3
ok score list 'criterion=战略' --json=value
expect '[{"value":3},'
expect '{"value":1}]'
refuse 65 req rate 3 --score 战=5
expect_error 'has no weight'
refuse 64 req rate 3 --score 5
refuse 65 setting set req.weights 'a=1 a=2'
refuse 65 setting set req.weights a=0
refuse 66 setting set req.weights.gamma a=1
refuse 65 setting set req.weights.ACC-1 a=1
expect_error req.weights.acme
refuse 64 setting set risk.matrix.acme 3x3
ok setting list --json=name
expect_part '{"name":"req.weights.acme"}'
ok setting get req.weights.beta
expect 'c1=0.20 c2=0.15 c3=0.40 c4=0.25'
# they follow the account's key, and go with it
ok account edit acme --key acme-gmbh
ok setting get req.weights.acme-gmbh
expect '战略=3, effort=-1'
ok account edit acme-gmbh --key acme
ok setting set req.weights.beta x=1
ok account rm beta --yes
ok setting list
grep -q beta "$output" && fail 'weights of nobody'
ok account add 'Beta AG' --key beta

# Kano: whose class is the most frequent, ties M > O > A > I
cat >answers.csv <<'END'
req,functional,dysfunctional,respondent
REQ-1,like,dislike,1
REQ-1,expect,dislike,2
REQ-1,喜欢,无所谓,3
REQ-2,1,4,1
REQ-2,3,3,2
END
ok req kano --from answers.csv --json
cat >wanted <<'END'
[{"id":"REQ-1","title":"Project 1","class":"must_be","answers":3,"must_be":1,"one_dimensional":1,"attractive":1,"indifferent":0,"reverse":0,"questionable":0,"better":0.666667,"worse":-0.666667},
{"id":"REQ-2","title":"Project 2","class":"attractive","answers":2,"must_be":0,"one_dimensional":0,"attractive":1,"indifferent":1,"reverse":0,"questionable":0,"better":0.5,"worse":0}]
END
same Kano "$(cat wanted)" "$(cat "$output")"
# whoever answers again changes their answer
ok req kano --from answers.csv --json
same again "$(cat wanted)" "$(cat "$output")"
ok req kano 3 --functional like --dysfunctional dislike --contact CON-1 --json=class,answers
expect '[{"class":"one_dimensional","answers":1}]'
ok req kano 3 --functional expect --dysfunctional dislike --contact CON-1 --json=class,answers
expect '[{"class":"must_be","answers":1}]'
echo '[{"req":"REQ-3","functional":"like","dysfunctional":5,"respondent":null}]' >a.json
ok req kano --from a.json
ok req kano 3 --json=answers,better,worse
expect '[{"answers":2,"better":0.5,"worse":-1}]'
ok req rank --by kano --json=id,score
expect '[{"id":"REQ-3","score":1.5},'
expect '{"id":"REQ-1","score":1.333333},'
expect '{"id":"REQ-4","score":null}]'
ok req rank --by kano
expect_part '      must-be, better 0.5, worse -1: M 1 O 1'
refuse 65 req kano 1 --functional love --dysfunctional like
refuse 64 req kano 1 --functional like
refuse 64 req kano --functional like --dysfunctional like
refuse 66 req kano 1 --functional like --dysfunctional like --contact CON-9
printf 'req,functional,dysfunctional\nREQ-1,like,like\nREQ-99,like,like\n' >bad.csv
refuse 66 req kano --from bad.csv
expect_error 'line 3: '
printf 'req,functional\nREQ-1,like\n' >bad.csv
refuse 65 req kano --from bad.csv
expect_error "no column 'dysfunctional'"
ok kano list req=REQ-1 --json=functional
same answers 3 "$(wc -l <"$output")"

# MoSCoW, the line, the rule of 60 %, what is needed and below the line
ok req add log -A beta --priority should --core --effort 3
ok req add login -A beta --priority must --value 10 --effort 8
ok req add audit -A beta --priority must --core --effort 4
ok req add theme -A beta --priority could --effort 2
ok req add games -A beta --priority wont --effort 1
ok req add guess -A beta --priority should
ok req add idea -A beta --effort 1
ok req link REQ-8 blocks REQ-6
ok req link REQ-10 blocks REQ-7
ok req rank -A beta --capacity 15d --json=rank,id,effort,cumulative,above_line,reason,needs
cat >wanted <<'END'
[{"rank":1,"id":"REQ-7","effort":4,"cumulative":4,"above_line":true,"reason":"must, core, 4d; needs, below the line: REQ-10","needs":["REQ-10"]},
{"rank":2,"id":"REQ-6","effort":8,"cumulative":12,"above_line":true,"reason":"must, value 10, 8d; needs, below the line: REQ-8","needs":["REQ-8"]},
{"rank":3,"id":"REQ-5","effort":3,"cumulative":15,"above_line":true,"reason":"should, core, 3d","needs":[]},
{"rank":4,"id":"REQ-10","effort":null,"cumulative":null,"above_line":false,"reason":"should; no effort: kam req rate REQ-10 --effort N","needs":[]},
{"rank":5,"id":"REQ-8","effort":2,"cumulative":null,"above_line":false,"reason":"could, 2d; 2d do not fit in the 0d left","needs":[]},
{"rank":6,"id":"REQ-9","effort":1,"cumulative":null,"above_line":false,"reason":"wont, 1d; it won't be had this time","needs":[]},
{"rank":null,"id":"REQ-11","effort":1,"cumulative":null,"above_line":false,"reason":"not rated, without priority: kam req edit REQ-11 --priority must|should|could|wont","needs":[]}]
END
same 'the line' "$(cat wanted)" "$(cat "$output")"
expect_error 'Musts take 12d of 15d, 80%: more than 60% (DSDM)'
expect_error "REQ-6 is above the line, but needs REQ-8, which isn't"
expect_error "REQ-7 is above the line, but needs REQ-10, which isn't"
# exactly 60 % is within the rule
ok req rank -A beta --capacity 4w
[ ! -s "$errors" ] || grep -q DSDM "$errors" && fail '60 % is not more'
ok req rank -A beta --totals --json
expect '{"by":"moscow","count":7,"rated":6,"effort":18,"effort_unknown":1,"musts":2,"must_effort":12,"must_effort_unknown":0,"must_share":0.666667,"capacity":null,"above":null,"above_effort":null,"below":null}'
ok req rank -A beta --totals --capacity 15d --json=must_share,above,above_effort,below
expect '{"must_share":0.8,"above":3,"above_effort":15,"below":4}'
# a smaller one may fit where a larger one doesn't; Musts go first
ok req rate 10 --effort 9
ok req rank -A beta --by value-effort --capacity 15d --json=id,above_line
expect '[{"id":"REQ-6","above_line":true},'
expect '{"id":"REQ-7","above_line":true},'
ok req rank -A beta --capacity 17d --json=id,above_line
expect '{"id":"REQ-8","above_line":true},'
expect '{"id":"REQ-10","above_line":false},'
# a built one is no longer ranked, nor waited for
ok req rank -A beta --json=id priority=should
expect '[{"id":"REQ-5"},'
ok req agree 10 --agreed-with CON-1
ok req implement 10
ok req rank -A beta --capacity 15d --json=id,needs
expect '[{"id":"REQ-7","needs":[]},'
grep -q REQ-10 "$output" && fail 'built, and ranked'
ok req rank -A beta status=implemented --json=id
expect '[{"id":"REQ-10"}]'
refuse 65 req rank --capacity much
refuse 65 req rank --capacity -3
refuse 64 req rank --by luck
refuse 64 req rank --sort title
expect_error 'an order of its own'
refuse 64 req rank --count-by status
# people read the line between those above and below
ok req rank -A beta --capacity 15d
expect 'Rank  ID      Effort     Sum  Priority  Title'
expect '   1  REQ-7       4d      4d  must      audit'
expect '      must, core, 4d'
expect '----  15d: 15d taken, 0d left; below the line:'
expect "      could, 2d; 2d do not fit in the 0d left"
ok req rank -A beta --capacity 40d priority=must
expect '----  40d: 12d taken, 28d left'
ok req rank -A beta --format md --limit 1
expect '| Rank | ID | Title | Priority | Effort | Sum | Reason |'
ok req rank -A beta --capacity 15d --fields id,above_line
expect_part above
ok req rank --format csv
expect_part 'rank,id,title,priority,score,effort,cumulative,above_line,reason'
ok fsck
# people see what their screen has room for; a command can be copied
ok account add Long
ok req add "single sign-on for all who work in any of our houses, \
wherever they are" -A long --effort 3
COLUMNS=80 ok req rank -A long --by rice
within 80
expect_part 'single sign-on for all who work'
expect_part '…'
expect '      not rated, without reach, impact, confidence:'
COLUMNS=200 ok req rank -A long --by rice
expect_part 'wherever they are'
expect_part 'confidence: kam req rate REQ-'
ok req rank -A long --by rice
expect_part 'wherever they are'
COLUMNS=80 ok req rank -A long --by rice --json=title
expect_part 'wherever they are'

finish
