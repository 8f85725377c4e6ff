# A sample of commands under valgrind: no error, nothing lost. Every second one
# of them, for time's sake; VALGRIND_STEP=1 for all.
. "$KAM_SOURCE/tests/cli/lib.sh"

case $(sed -n 's/^KAM_SANITIZE:STRING=//p' "$KAM_BUILD/CMakeCache.txt") in
?*) finish ;; # the sanitizers look for the same
esac
turn=0
under_valgrind()
{
	turn=$(((turn + 1) % ${VALGRIND_STEP:-2}))
	[ $turn -ne 0 ] || set -- valgrind -q --error-exitcode=99 \
		--leak-check=full --errors-for-leak-kinds=definite,possible "$@"
	"$@"
}

clean()
{
	last=$*
	under_valgrind "$KAM" "$@" >"$output" 2>"$errors"
	status=$?
	[ $status -ne 99 ] || fail 'valgrind complains'
	[ $status -eq "${wanted:-0}" ] || fail "status $status"
}

clean init --timezone Asia/Shanghai
clean account add 北京华信科技有限公司 --key hx
clean contact add 'Anna Weber' --accounts hx:buyer
clean cadence add report -A hx --every 'month on last working day' \
	--start 2026-09-01
clean comm log 'asked for a demo' -A hx --with CON-1 --next call --next-due fri
clean feedback give CAD-1
clean feedback due --within 30d
clean feedback add slow -A hx --contact CON-1 --type complaint
clean feedback respond FB-1 --response 'seen to' --via call
clean feedback reopen FB-1 --reason again
clean feedback turn FB-1 --into action
clean feedback stats --by severity --json
clean feedback draft CAD-1
clean promise list --all --sort -due 'what~slow' --json
clean promise show FB-1
clean promise stats --by owner
clean contact list 'name~anna' --sort name --format md
clean risk add late -A hx
clean risk score RISK-1 --probability 3 --impact 4 --json
clean req add part -A hx
clean req add whole -A hx
clean req link 1 derives REQ-2
clean req edit 2 --title 'whole, and more'
clean trace REQ-2
clean impact REQ-2 --json
clean link suspect --json
clean req clear 1
clean undo
clean redo --dry-run --json
clean req list --as-of 5
clean diff --since 5 -A hx
clean log --noun req
clean trace --matrix --depth 2
clean import "$KAM_SOURCE/tests/data/doorstop/reqs.csv" --as doorstop -A hx
clean export req --as doorstop
wanted=1
clean trace --gaps
wanted=0
clean req add 'fast portal' -A hx --statement '系统应尽快响应，并应在30秒内退出。'
clean req add 'fast portal' -A hx --statement '系统应尽快响应，并应在60秒内退出。'
clean setting set req.weights fit=2
clean req rate REQ-1 --effort 3 --score fit=3
clean req kano REQ-1 --functional like --dysfunctional dislike
clean req rank --by weighted --capacity 4d --json
clean req rank --by kano
clean req stats --json
clean issue add 系统崩溃 -A hx --severity high --raised-on 2026-09-01
clean issue why ISS-1 没人看 --cause people
clean issue correct ISS-1 看 --due +3d
clean issue escalate --all --json
clean issue solve ISS-1 --resolution x
clean issue add 系统崩溃 -A hx
clean issue recur ISS-2 ISS-1
clean issue recurrences
clean issue stats --json
clean issue pareto
clean issue show ISS-1
clean improve from ISS-1
clean improve measure IMP-1 --value 2
clean improve effect
clean comm gaps --all
clean brief hx --with CON-1
clean brief hx --since last-report --json
clean account health hx --explain
clean account show hx
clean comm stats --json
printf '决定：好\nAction: send it due fri\n' >minutes.md
clean comm minutes COM-1 --from minutes.md
clean comm minutes COM-1 --show
clean comm plan add report -A hx --audience CON-1 --every week
clean comm plan revise CPL-1 --every month --reason less
clean contact map hx --svg
clean survey add NPS --question why
clean survey open 1
clean survey invite 1 CON-1
clean survey answer 1 --contact CON-1 --score 2 --comment '太慢'
printf 'Mail,Score,Datum\nJ\374rgen,9,1.11.2026\n' >scores.csv
clean survey import 1 scores.csv
clean survey score 1
clean survey trend --json
clean survey comments 1 --to-feedback
clean channel add a@x.test --contact CON-1 --preferred
clean export
clean fsck
clean doctor
clean __complete -- -A hx feedback list contact=
clean __complete -- contact add x --accounts hx:
clean __manual kam-risk.1 "$KAM_SOURCE/man/kam-risk.1"
wanted=1
clean req lint --json
clean req conflicts
wanted=65
clean req add x -A hx --due 2023-02-29
wanted=64
clean req lst
finish
