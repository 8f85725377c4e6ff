# Improvements: stages, measures, effect, doubt.
. "$KAM_SOURCE/tests/cli/lib.sh"

# as on a terminal of 80 columns
on_screen()
{
	COLUMNS=80
	export COLUMNS
	ok "$@"
	unset COLUMNS
}

KAM_NOW=2026-09-01T09:00:00+08:00
ok init --timezone Asia/Shanghai
ok member add 'Li Lei' --key li
ok account add 'Acme GmbH' --key acme --owner li
ok project add Portal -A acme --key portal
ok contact add 'Anna Weber' --accounts acme:buyer
ok feedback add 答复太慢 -A acme --type complaint --contact CON-1
ok issue add 'mails are answered late' -P acme/portal --origin FB-1
ok risk add 'they go elsewhere' -A acme

# of any record, linked both ways
ok improve from ISS-1 --title '两个工作日内答复' --json=id,title,account,project,origin
expect '{"id":"IMP-1","title":"两个工作日内答复","account":"acme","project":"acme/portal","origin":"ISS-1"}'
ok issue show ISS-1
expect_part 'became IMP-1'
expect_part 'IMP-1  两个工作日内答复  (plan)'
ok improve from FB-1 --json=id,title
expect '{"id":"IMP-2","title":"答复太慢"}'
ok feedback show FB-1 --json=became
expect '{"became":"IMP-2"}'
# what it became already stays: the next one is a link
ok improve from FB-1
ok feedback show FB-1
expect_part 'became IMP-3'
ok improve from RISK-1 --json=title,account
expect '{"title":"they go elsewhere","account":"acme"}'
ok improve from CON-1 --json=account
expect '{"account":"acme"}'
ok improve from ACC-1 --title x --json=account
refuse 66 improve from ISS-99
refuse 66 improve from nonsense
expect_error 'kam improve from FB-1'
ok trace ISS-1 --json=id,relation
same 'below the issue' "$(jq -r '[.[]|select(.relation=="became").id][0]' "$output")" IMP-1

# planned: by a figure; which way is better follows
refuse 65 improve do IMP-1
expect_error "'do' needs measure"
ok improve edit IMP-1 --measure 'days to an answer' --unit days --baseline 6 \
	--target 2 --due 2026-10-01 --owner li --json=direction
expect '{"direction":"lower"}'
ok improve edit IMP-2 --baseline 60 --target 90 --json=direction
expect '{"direction":"higher"}'
ok improve edit IMP-2 --target 30 --json=direction
expect '{"direction":"lower"}'
refuse 65 improve edit IMP-2 --direction higher --target 20
expect_error 'the target is lower than the baseline'
refuse 65 improve add x -A acme --baseline 1 --target 2 --direction lower
ok improve edit IMP-2 --target 60 --direction higher --json=direction
expect '{"direction":"higher"}'
ok due --within 60d --json=id,kind
expect_part '{"id":"IMP-1","kind":"improve"}'

# done, in practice, measured
ok improve measure IMP-1 --value 6.5
expect 'IMP-1  6.5 of 2  (-12%)'
expect_error 'it is not in practice yet'
ok improve do IMP-1
refuse 65 improve act IMP-1
expect_error 'from there: check, plan, drop'
KAM_NOW=2026-09-10T09:00:00+08:00
refuse 65 improve check IMP-1 --implemented-on 2026-09-11
expect_error 'still to come'
ok improve check IMP-1 --json=status,started_on,implemented_on
expect '{"status":"check","started_on":"2026-09-01","implemented_on":"2026-09-10"}'
refuse 65 improve act IMP-1
expect_error 'has not been measured since it is in practice, 2026-09-10'
# one of the day itself is no measurement after the fact
ok improve measure IMP-1 2
expect_error 'only what is measured later counts'
refuse 65 improve act IMP-1
KAM_NOW=2026-09-20T09:00:00+08:00
refuse 65 improve measure IMP-1 --value 1 --on 2026-09-21
expect_error 'still to come'
refuse 65 improve measure IMP-1 --value few
refuse 64 improve measure IMP-1
refuse 64 improve measure IMP-1 3 --value 3
refuse 64 improve measure
ok improve measure IMP-1 --value 3 --on 2026-09-18 --remark '九月' \
	--json=about,metric,on,value,unit
expect '{"about":"IMP-1","metric":"days to an answer","on":"2026-09-18","value":3,"unit":"days"}'
ok improve act IMP-1 --conclusion 'a second line on the hotline'

# no claim without the figure
refuse 65 improve confirm IMP-1
expect_error 'IMP-1 stood at 3 on 2026-09-18 and not at its target of 2'
ok improve effect --json=id,value,on,effect,progress,reached,measured
same 'the effect' "$(jq -c '.[]|select(.id=="IMP-1")' "$output")" \
	'{"id":"IMP-1","value":3,"on":"2026-09-18","effect":-3,"progress":0.75,"reached":false,"measured":3}'
same 'of others nothing is known' "$(jq -c '.[]|select(.id=="IMP-2")' "$output")" \
	'{"id":"IMP-2","value":null,"on":null,"effect":null,"progress":null,"reached":null,"measured":0}'
# an earlier day that is told later doesn't decide
ok improve measure IMP-1 --value 1 --on 2026-09-15
refuse 65 improve confirm IMP-1
ok improve measure IMP-1 --value 2
expect 'IMP-1  2 of 2  (100%)'
ok improve confirm IMP-1 --json=status,effect,closed_on
expect '{"status":"effective","effect":-4,"closed_on":"2026-09-20"}'
refuse 65 improve drop IMP-1 --reason x
expect_error 'from there: plan'
on_screen improve effect --all
within 80
ok improve effect
grep -q IMP-1 "$output" && fail 'a closed one'
ok improve show IMP-1
expect_part '2 days on 2026-09-20: -4 from 6, 100% of the way to 2'

# it did not help, with or without a measure
ok improve edit IMP-3 --measure calls --baseline 10 --target 5
ok improve do IMP-3
ok improve check IMP-3 --implemented-on 2026-09-12
refuse 65 improve fail IMP-3
expect_error "'fail' needs reason"
ok improve measure IMP-3 12
ok improve fail IMP-3 --reason 'more calls than before' --json=status,effect
expect '{"status":"ineffective","effect":2}'
# another turn begins without the days of the last
ok improve plan IMP-3 --reason 'by chat instead' --json=status,cycles,implemented_on,effect,closed_on
expect '{"status":"plan","cycles":1,"implemented_on":null,"effect":null,"closed_on":null}'
ok improve drop IMP-3 --reason 'no budget' --json=status
refuse 65 improve plan IMP-3 --reason 'no budget'

# what comes up again puts an effect in doubt
ok issue solve ISS-1 --resolution 'a second line'
KAM_NOW=2026-10-08T09:00:00+08:00
ok issue add 'mails are answered late again' -P acme/portal
expect_error 'looks like ISS-1'
ok improve effect --all --json=id,doubts,doubted_by
same 'nobody said so yet' "$(jq -c '.[]|select(.id=="IMP-1")|.doubts' "$output")" 0
ok issue recur ISS-2 ISS-1
expect_error 'IMP-1 was closed as effective; that is in doubt now'
ok feedback add 邮件又没人回 -A acme --type complaint
ok issue recur FB-2 ISS-1
ok improve effect --all --json=id,doubts,doubted_by
same 'doubted' "$(jq -c '.[]|select(.id=="IMP-1")|[.doubts,.doubted_by]' "$output")" \
	'[2,"ISS-2, FB-2"]'
ok improve show IMP-1
expect_part 'came up again since: ISS-2, FB-2'
# so is one that came of the same feedback as the issue
ok improve edit IMP-2 --measure m --baseline 60 --target 90
ok improve do IMP-2
ok improve check IMP-2 --implemented-on 2026-10-01
ok improve effect --json=id,doubted_by
same 'by what it came of' "$(jq -r '.[]|select(.id=="IMP-2").doubted_by' "$output")" \
	'ISS-2, FB-2'
ok plan new acme/portal --area issue
ok plan figures PLAN-1 --json=figure,actual
expect_part '{"figure":"effective_share","actual":100}'
ok fsck
finish
