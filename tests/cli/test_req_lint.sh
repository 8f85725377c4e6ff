# What there is to mend in requirements, what contradicts, and their figures.
. "$KAM_SOURCE/tests/cli/lib.sh"

judge()
{
	wanted=$1
	shift
	run "$@"
	[ "$status" -eq "$wanted" ] || fail "status $status, not $wanted"
}

at()
{
	KAM_NOW=$1T09:00:00+08:00
	export KAM_NOW
}

at 2026-09-01
ok init --timezone Asia/Shanghai
ok account add 'Acme GmbH' --key acme
ok account add 'Beta AG' --key beta
ok contact add 'Anna Weber' -A acme
ok use acme
ok req lint --json
expect '[]'
ok req conflicts --json
expect '[]'
ok req stats --json=count,agreed_share,age_median,age_p90,base,volatility
expect '{"count":0,"agreed_share":null,"age_median":null,"age_p90":null,"base":0,"volatility":null}'

# each rule
ok req add 'a complete one' --statement 'The portal shall print invoices.' \
	--acceptance-criteria 'An invoice of 3 pages is printed.' \
	--source-contact CON-1 --priority must --effort 3
ok req lint
ok req add 'fast portal' --statement 'It shall respond fast, TBD,
and shall be user-friendly, 待定。' --acceptance-criteria '界面友好，等级A'
judge 1 req lint 2 --json=id,rule,severity,field,line,column,excerpt
cat >wanted <<'END'
[{"id":"REQ-2","rule":"open","severity":"error","field":"statement","line":1,"column":24,"excerpt":"…l respond fast, TBD, and shall be u…"},
{"id":"REQ-2","rule":"open","severity":"error","field":"statement","line":2,"column":29,"excerpt":"… user-friendly, 待定。"},
{"id":"REQ-2","rule":"ambiguous","severity":"warning","field":"title","line":1,"column":1,"excerpt":"fast portal"},
{"id":"REQ-2","rule":"ambiguous","severity":"warning","field":"statement","line":1,"column":18,"excerpt":"…t shall respond fast, TBD, and shall…"},
{"id":"REQ-2","rule":"ambiguous","severity":"warning","field":"statement","line":2,"column":14,"excerpt":"…D, and shall be user-friendly, 待定。"},
{"id":"REQ-2","rule":"ambiguous","severity":"warning","field":"acceptance_criteria","line":1,"column":1,"excerpt":"界面友好，等级A"},
{"id":"REQ-2","rule":"compound","severity":"warning","field":"statement","line":2,"column":5,"excerpt":"… fast, TBD, and shall be user-friendl…"},
{"id":"REQ-2","rule":"source","severity":"info","field":"source_contact","line":null,"column":null,"excerpt":null},
{"id":"REQ-2","rule":"priority","severity":"info","field":"priority","line":null,"column":null,"excerpt":null},
{"id":"REQ-2","rule":"effort","severity":"info","field":"effort","line":null,"column":null,"excerpt":null}]
END
same rules "$(cat wanted)" "$(cat "$output")"
judge 1 req lint
expect 'REQ-2  fast portal'
expect "  error open  Statement 1:24: 'TBD': not decided yet"
expect '      kam req edit REQ-2 --statement TEXT'
expect '      kam req rate REQ-2 --effort DAYS'
grep -q REQ-1 "$output" && fail 'a complete one is told of'
ok req lint 1
judge 1 req lint --limit 1 --json=id
expect '[{"id":"REQ-2"}]'

# rules left out, words added
judge 1 req lint --skip ambiguous,open --skip compound --skip source --json=rule
expect '[{"rule":"priority"},'
ok req lint --skip ambiguous,open,compound,source,priority,effort
ok setting set req.lint.skip 'ambiguous, open,compound,source,priority'
judge 1 req lint --json=rule
expect '[{"rule":"effort"}]'
refuse 65 setting set req.lint.skip spelling
refuse 65 req lint --skip spelling
expect_error 'one of: open, ambiguous'
ok setting set req.lint.skip source,priority,effort,statement,criteria,open
ok setting set req.lint.words 'invoices，世界级'
judge 1 req lint 1 --json=rule,excerpt
expect '[{"rule":"ambiguous","excerpt":"…tal shall print invoices."}]'
ok setting unset req.lint.words
ok req drop 2 --reason 'for the test'

# the same and nearly the same, in either language, within an account
ok req add 'log out' --statement 'The portal shall log out users after 60 minutes of inactivity.'
ok req add 'end of session' --statement 'the portal shall log out all users after 60 minutes of inactivity'
ok req add 'other figures' --statement 'The portal shall log out users after 30 minutes of inactivity.'
ok req add '会话' --statement '系统应在用户无操作后自动退出登录。'
ok req add '会话超时' --statement '系统应在用户无操作后自动退出登录'
ok req add 'log out' -A beta --statement 'The portal shall log out users after 60 minutes of inactivity.'
judge 1 req lint --json=id,other,similarity,hint
cat >wanted <<'END'
[{"id":"REQ-4","other":"REQ-3","similarity":0.98,"hint":"kam req link REQ-4 duplicates REQ-3"},
{"id":"REQ-7","other":"REQ-6","similarity":1,"hint":"kam req link REQ-7 duplicates REQ-6"}]
END
same duplicates "$(cat wanted)" "$(cat "$output")"
ok req link REQ-4 duplicates REQ-3
ok req link REQ-6 duplicates REQ-7
ok req lint

# contradictions: figures, negation, days, priorities
judge 1 req conflicts --json=rule,id,other,reason
expect '[{"rule":"figures","id":"REQ-5","other":"REQ-3","reason":"nearly the same words, but 30 minutes here and 60 minutes in REQ-3"}]'
judge 1 req conflicts
expect '  REQ-5  other figures'
expect '      kam req link REQ-5 relates REQ-3'
ok req link REQ-5 relates REQ-3
ok req link REQ-5 relates REQ-4
ok req conflicts
ok req add 'keep logged in' --statement 'The portal shall not log out users after 60 minutes of inactivity.'
judge 1 req conflicts --json=rule,id,other
expect '[{"rule":"negation","id":"REQ-9","other":"REQ-3"}]'
ok req drop 9 --reason 'for the test'
ok req add 'print lists' --statement 'The portal shall print the lists of all orders.' --due 2026-12-01
ok req add 'lists on paper' --statement 'The portal shall print the lists of all orders!' --due 2026-12-05
judge 1 req conflicts --json=rule,id,reason
expect '[{"rule":"deadline","id":"REQ-11","reason":"nearly the same words, but due 2026-12-05 here and 2026-12-01 in REQ-10"}]'
ok req edit 11 --due 2026-12-01 --priority must
ok req edit 10 --priority could
judge 1 req conflicts --json=rule,id,reason
expect '[{"rule":"priority","id":"REQ-11","reason":"nearly the same words, but must here and could in REQ-10"}]'
ok req drop 11 --reason 'for the test'

# by links: said so, due before what it needs, a Must that needs a Won't or what
# was put off, circles
ok req add one --priority must --due 2026-12-01
ok req add two --priority wont --due 2027-01-01
ok req add three
ok req add four
ok req link 13 blocks REQ-12
judge 1 req conflicts 12 --json=rule,id,other,reason,hint
cat >wanted <<'END'
[{"rule":"order","id":"REQ-12","other":"REQ-13","reason":"due 2026-12-01, but it needs REQ-13, due 2027-01-01","hint":"kam req edit REQ-13 --due 2026-12-01"},
{"rule":"wont","id":"REQ-12","other":"REQ-13","reason":"must, but it needs REQ-13: wont","hint":"kam req edit REQ-13 --priority must"}]
END
same needs "$(cat wanted)" "$(cat "$output")"
ok req edit 13 --due 2026-11-01 --priority must
ok req conflicts
ok req defer 13 --reason later
judge 1 req conflicts --json=rule,reason,hint
expect '[{"rule":"wont","reason":"must, but it needs REQ-13: deferred","hint":"kam req resume REQ-13"}]'
ok req resume 13
ok req link 12 blocks REQ-14
ok req link 13 derives REQ-14
judge 1 req conflicts --json=rule,id,other,reason
expect '[{"rule":"circle","id":"REQ-12","other":"REQ-13","reason":"it needs itself: REQ-12 > REQ-13 > REQ-14 > REQ-12"}]'
judge 1 req conflicts
run link list 'relation=derives' --porcelain --fields id --limit 1
ok link rm "$(cat "$output")" --yes
ok req conflicts
ok req link 14 conflicts REQ-15
judge 1 req conflicts 15
expect_part 'linked: LNK-'
ok req conflicts 10
refuse 66 req conflicts 99
refuse 64 req lint --sort id

# figures, against counts by hand: 15 made on 1 September, of which 3 were
# dropped that day
ok setting unset req.lint.skip
at 2026-10-01
ok req stats --json=count,by_status,open,age_median,age_p90,since,base,added,changed,deleted,volatility -A acme
expect '{"count":14,"by_status":{"captured":11,"analysed":0,"agreed":0,"implemented":0,"verified":0,"accepted":0,"deferred":0,"dropped":3},"open":11,"age_median":30,"age_p90":30,"since":"2026-09-01","base":0,"added":14,"changed":0,"deleted":0,"volatility":null}'
at 2026-10-11
ok req add fifteen --class quality --core --source-contact CON-1
ok req edit 1 --statement 'The portal shall print all invoices.'
ok req edit 3 --priority could
ok req edit 5 --title 'other figures than those'
ok req edit 5 --acceptance-criteria 'a test'
ok req drop 15 --reason no
ok req link 14 relates REQ-12
run link list --porcelain --fields id
for link in $(cat "$output"); do ok link rm "$link" --yes; done
ok req rm 14 --yes
ok req agree 1 --agreed-with CON-1
ok req add sixteen
ok req rm 17 --yes
# base 11; two added, one of them gone again; two changed; two deleted
ok req stats --since 2026-10-05 --json=since,base,added,changed,deleted,volatility
expect '{"since":"2026-10-05","base":11,"added":2,"changed":2,"deleted":2,"volatility":0.545455}'
# what is undone never was: neither added nor changed nor dropped
ok req add seventeen
ok undo
ok req edit 6 --title 'something else'
ok undo
ok req drop 6 --reason no
ok undo
ok req stats --since 2026-10-05 --json=base,added,changed,deleted
expect '{"base":11,"added":2,"changed":2,"deleted":2}'
ok req stats --json=by_class,by_source,core,agreed,agreed_of,agreed_share,open,age_median,age_p90
expect '{"by_class":{"business":0,"functional":0,"quality":1,"constraint":0,"none":13},"by_source":{"elicitation":0,"conversation":0,"contact":2,"import":0,"none":12},"core":1,"agreed":1,"agreed_of":10,"agreed_share":0.1,"open":10,"age_median":40,"age_p90":40}'
# what filters say of a removed one isn't known: it doesn't count
ok req stats --since 2026-10-05 class=quality --json=count,base,added,deleted
expect '{"count":1,"base":0,"added":1,"deleted":0}'
ok req stats -A beta --since 2026-10-05 --json=base,added,changed,deleted,volatility
expect '{"base":1,"added":0,"changed":0,"deleted":0,"volatility":0}'
ok req stats
expect_part 'Age, median   40d'
expect_part 'Agreed share  10%'
# an undo of something older than the day is a change since
mkdir undone && cd undone || exit 1
at 2026-10-01
ok init
ok account add Acme
ok req add one -A acme
ok req add two -A acme
ok req edit 2 --title 'two!'
ok req add three -A acme
ok req drop 3 --reason no
at 2026-10-10
counted()
{
	ok req stats --since 2026-10-05 --json=base,added,changed,deleted
	same "$1" "$(jq -r 'map(.)|join(" ")' "$output")" "$2"
}
undo_of()
{
	ok log --json
	ok undo "$(jq ".[]|select(.command|startswith(\"$1\")).operation" "$output")"
}
counted 'nothing yet' '2 0 0 0'
undo_of 'kam req drop 3'
counted 'a drop from before' '2 0 0 0'
undo_of 'kam req edit 2'
counted 'a title from before' '2 0 1 0'
undo_of 'kam req add one'
counted 'one from before' '2 0 1 1'
ok redo
counted 'done again' '2 0 1 0'
cd ..
refuse 65 req stats --since tomorrow
refuse 65 req stats --since whenever
# agreed wordings aren't for editing: another one is proposed
ok req edit 3 --title 'log out, etc.'
ok req agree 3 --agreed-with CON-1
judge 1 req lint 3 --skip criteria,source,effort --json=rule,field,hint
expect '[{"rule":"ambiguous","field":"title","hint":"kam req reword REQ-3 --title TEXT --reason TEXT"}]'
ok fsck
finish
