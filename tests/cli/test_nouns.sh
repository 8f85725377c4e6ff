# A noun of two words is read with either mark wherever one is typed, and is
# kept and printed by programs with an underscore.
. "$KAM_SOURCE/tests/cli/lib.sh"

# either TEXT COMMAND …: says the same of comm-plan as of comm_plan, with TEXT
either()
{
	wanted=$1
	shift
	run "$@"
	[ "$status" -le 1 ] || fail "status $status"
	expect_part "$wanted"
	mv "$output" "$test_folder/hyphen"
	last="the same with _: $*"
	for word; do
		shift
		set -- "$@" "$(printf %s "$word" | sed 's/comm-plan/comm_plan/g')"
	done
	"$KAM" "$@" >"$output" 2>"$errors"
	same status "$?" "$status"
	cmp -s "$output" "$test_folder/hyphen" || fail 'differs'
}

ok init
ok member add 'Li Lei' --key li
ok account add Acme --key acme --owner li
ok contact add 'Anna Weber' -A acme
ok comm plan add 'board report' -A acme --audience CON-1 --every month \
	--channel mail --sender li

either '"comm_plan"' schema comm-plan
either CPL-1 diff comm-plan --since 2026-11-01
either CPL-1 trace comm-plan --gaps
either CPL-1 trace --gaps --rows comm-plan
either CPL-1 trace --matrix --rows comm-plan --columns comm-plan,risk
either CPL-1 search board --noun comm-plan
either 'comm plan add' log --noun comm-plan
either '"kind":"comm_plan"' export comm-plan
ok account timeline acme --noun comm-plan
ok account timeline acme --noun plan-section
printf '%s\n' 'title,account,audience,every,channel,sender' \
	'weekly call,acme,CON-1,week,mail,li' >c.csv
either 'Created    1' import c.csv --as csv --kind comm-plan --dry-run
refuse 64 schema comm-plans
refuse 64 schema ''
refuse 64 schema comm-

# a saved filter, kept with an underscore
ok filter save f comm-plan status=draft
ok filter show f --json
expect '{"name":"f","noun":"comm_plan","filter":"status=draft"}'
either CPL-1 comm-plan list @f
either CPL-1 export comm-plan @f
ok filter save g comm_plan status=draft
ok filter show g --json=noun
expect '{"noun":"comm_plan"}'

# a field of one's own
ok field add comm-plan fu --type text
ok field add comm-plan.heir --type ref --target comm-plan
ok field show FLD-2 --json=noun,target
expect '{"noun":"comm_plan","target":"comm_plan"}'
either FLD-1 field list noun=comm-plan
either FLD-2 field list target=comm-plan
ok field list noun.ne=comm-plan --json
expect '[]'
either comm_plan field show comm-plan.fu
ok comm plan edit CPL-1 --fu x --heir CPL-1
refuse 65 field add comm-plan fu --type text
expect_error "the field 'comm_plan.fu' is there already"
ok field edit FLD-1 --noun comm-plan --label 'Follow-up'
ok field rm comm-plan.fu --values --yes

# what is offered and suggested is what kam help lists
ok __complete -- calendar-
expect_part 'calendar-day	'
for command in '' help schema export; do
	# shellcheck disable=SC2086
	ok __complete -- $command comm-p
	expect_part 'comm-plan	'
	# shellcheck disable=SC2086
	ok __complete -- $command comm
	expect_part 'comm-plan	'
	! grep -q comm_plan "$output" || fail 'what nobody reads in help'
	# shellcheck disable=SC2086
	ok __complete -- $command comm_
	expect_part 'comm_plan	'
done
ok __complete -- trace --gaps --rows comm-
expect_part 'comm-plan	'
ok __complete -- export comm-plan confid
expect_part 'confidentiality='
for wrong in comm-pla comm_pla comm-pln; do
	refuse 64 $wrong list
	expect_error "did you mean 'comm-plan'?"
	refuse 64 help $wrong
	expect_error "did you mean 'comm-plan'?"
	refuse 64 search x --noun $wrong
	expect_error "did you mean 'comm-plan'?"
done

# an alias that a noun hides is not offered
ok config alias.comm-plan 'req list'
expect_error 'the alias is never used'
ok config alias.comm-mine 'comm list'
ok __complete -- comm
expect_part 'comm-mine	comm list'
! grep -q 'req list' "$output" || fail 'an alias that is never used'
same 'comm-plan' "$(grep -c '^comm-plan' "$output")" 1
finish
