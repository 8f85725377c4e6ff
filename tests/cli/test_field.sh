# Fields of a register's own: as options, columns, filters, JSON, in exports and
# imports, in the journal; what is refused.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init --timezone UTC
ok account add Acme
ok contact add 'Li Na' --accounts acme
refuse 64 req add Early -A acme --sla 3
expect_error "no option '--sla'"

# every type
ok field add req sla --type int --minimum 1 --maximum 10 --label 服务等级 \
	--meaning 'how fast we answer'
ok field add req.remark2
ok field add req tale --type prose
ok field add req level --type word --words low,金,high --audience customer \
	--default low
ok field add req rate --type decimal
ok field add req share --type ratio
ok field add req vip --type flag
ok field add req seen --type date
ok field add req moment --type instant
ok field add req pause --type duration
ok field add req toil --type work
ok field add req fee --type money
ok field add req sponsor --type ref --target contact --listed
ok req add First -A acme --sla 10 --remark2 'from Li Na 李娜' --tale 'a
b' --level 金 --rate 1.5 --share 35% --vip --seen 2026-12-01 \
	--moment 2026-12-01T08:00:00Z --pause 3d --toil 4h --fee '12.50 EUR' \
	--sponsor 'Li Na'
ok req add Second -A acme --sla 9 --fee '3 EUR' --no-vip
ok req add Third -A acme --level=high --seen 2026-11-30
own=sla,remark2,tale,level,rate,share,vip,seen,moment,pause,toil,fee,sponsor
ok req show 1 "--json=$own"
expect '{"sla":10,"remark2":"from Li Na 李娜","tale":"a\nb","level":"金","rate":1.5,"share":0.35,"vip":true,"seen":"2026-12-01","moment":"2026-12-01T08:00:00Z","pause":"3d","toil":"4h","fee":{"amount":"12.50","currency":"EUR"},"sponsor":"CON-1"}'
ok req show 3 "--json=$own"
expect '{"sla":null,"remark2":null,"tale":null,"level":"high","rate":null,"share":null,"vip":null,"seen":"2026-11-30","moment":null,"pause":null,"toil":null,"fee":null,"sponsor":null}'
ok req show 1
expect '服务等级  10'
ok req list
expect_part Sponsor
ok schema req
expect_part '"sla":{"type":["integer","null"],"minimum":1,"maximum":10,"description":"how fast we answer"}'
ok help req add
expect_part '--level low|金|high   level (default low)'
within 80
ok req add --help
expect_part '--sla 1…10'

# numbers compare as numbers, words by rank, what is unset comes last
ids()
{
	ok req list "$@" --fields id --format csv --csv-raw
	tr -d '\r' <"$output" | tail -n +2 | tr '\n' ' '
}
same 'ge' "$(ids sla.ge=10)" 'REQ-1 '
same 'lt' "$(ids sla.lt=10)" 'REQ-2 '
same 'several' "$(ids sla=9,10)" 'REQ-1 REQ-2 '
same 'ne' "$(ids sla.ne=9)" 'REQ-1 REQ-3 '
same 'unset' "$(ids sla=)" 'REQ-3 '
same 'set' "$(ids sla.ne=)" 'REQ-1 REQ-2 '
same 'ascending' "$(ids --sort sla)" 'REQ-2 REQ-1 REQ-3 '
same 'descending' "$(ids --sort -sla)" 'REQ-1 REQ-2 REQ-3 '
same 'rank' "$(ids level.ge=金)" 'REQ-1 REQ-3 '
same 'by rank' "$(ids --sort -level)" 'REQ-3 REQ-1 REQ-2 '
same 'not the word' "$(ids level.ne=金)" 'REQ-2 REQ-3 '
same 'money' "$(ids fee.ge='4 EUR')" 'REQ-1 '
same 'other money' "$(ids fee.ge='4 USD')" ''
same 'by money' "$(ids --sort fee)" 'REQ-2 REQ-1 REQ-3 '
same 'day' "$(ids seen.by=2026-11-30)" 'REQ-3 '
same 'moment' "$(ids moment=2026-12-01)" 'REQ-1 '
same 'flag' "$(ids vip=no)" 'REQ-2 '
same 'ref' "$(ids sponsor='Li Na')" 'REQ-1 '
same 'by ref' "$(ids --sort sponsor)" 'REQ-1 REQ-2 REQ-3 '
same 'contains' "$(ids remark2~李娜)" 'REQ-1 '
same 'decimal' "$(ids rate.gt=1.4)" 'REQ-1 '
same 'ratio' "$(ids share.le=35%)" 'REQ-1 '
ok req list --count-by level
expect '金         1'
refuse 64 req list nosuch=1

# values are checked
refuse 65 req add x -A acme --sla 11
expect_error 'sla: 11 is not within 1 … 10'
refuse 65 req add x -A acme --level none
expect_error 'one of: low, 金, high'
refuse 65 req edit 1 --seen nonsense
refuse 66 req edit 1 --sponsor Nobody
refuse 64 req edit 1 --slaa 3
expect_error "did you mean '--sla'?"
refuse 65 contact rm 1 --yes
expect_error 'REQ-1 refers to CON-1'

# the journal, from and to
ok req edit 1 --sla 5 --no-vip
ok req history 1 --json
expect_part '"field":"sla","before":10,"after":5'
ok req edit 1 --sla ''
ok req show 1 --json=sla
expect '{"sla":null}'
ok req edit 1 --sla 5
ok fsck

# a register that is said after the option
ok --register other.db init
refuse 64 req add x --sla 3 --register other.db
ok --register other.db field add req speed --type int
ok --register other.db account add Beta
ok req add x -A beta --speed 3 --register other.db
ok req add x -A beta --speed=4 --register=other.db

# JSON in; jsonl and CSV out and in again
printf '{"title":"Fourth","account":"acme","sla":3,"fee":"1 CNY"}' >in.json
ok req add --from in.json --json=id,sla,level,fee
expect '[{"id":"REQ-4","sla":3,"level":"low","fee":{"amount":"1.00","currency":"CNY"}}]'
ok filter save late req sla.ge=4
ok export
cp "$output" all.jsonl
ok export --hash
cp "$output" hash
ok --register second.db init --timezone UTC
ok --register second.db import all.jsonl --as jsonl
ok --register second.db export --hash
same 'export' "$(cat "$output")" "$(cat hash)"
ok --register second.db fsck
ok --register third.db init --timezone UTC
for noun in field account contact req; do
	ok export "$noun" --as csv
	cp "$output" "$noun.csv"
	ok --register third.db import "$noun.csv" --as csv --kind "$noun"
done
ok req list --json=id,$own
cp "$output" first.json
ok --register third.db req list --json=id,$own
same 'CSV' "$(cat "$output")" "$(cat first.json)"
printf 'Titel,等级\nMapped,7\n' >map.csv
ok import map.csv --as csv --kind req --map Titel=title --map 等级=sla -A acme
ok req list title=Mapped --json=sla
expect '[{"sla":7}]'
printf 'Titel,等级\nBad,77\n' >map.csv
run import map.csv --as csv --kind req --map Titel=title --map 等级=sla -A acme
same 'exit' "$status" 65
expect_error 'sla: 77 is not within 1 … 10'

# what cannot be defined
while read -r words; do
	# shellcheck disable=SC2086 # the words of a command
	refuse 65 field add $words
done <<'END'
req title
req status
req json
req from
req no_sla
req Sla
req 9a
req 名字
req sla
nix a
setting a
field a
req w --type word
req w --words a,b
req w --type word --words a,b'c
req w --type word --words a,a
req w --type word --words a,,b
req w --type ref
req w --type ref --target nix
req w --target contact
req w --type int --default x
req w --type int --minimum 5 --maximum 1
req w --minimum 5
req w --type ref --target contact --default CON-1
req w --type money --default 5
req w --type nonsense
END
refuse 65 field add req w --label 很长很长很长很长很长很长很长很长很长很长很长
refuse 64 field add req
refuse 64 field add

# a definition changes as long as what is there stays right
refuse 65 field edit req.sla --maximum 4
expect_error "req 1 has '5' there"
refuse 65 field edit req.level --words low,high
refuse 65 field edit req.rate --type int
expect_error "records that have a value of 'rate': "
ok field edit req.level --words low,mid,金,high
same 'rank' "$(ids level.ge=mid)" 'REQ-1 REQ-3 '
ok field edit req.sla --name sla_days
same 'renamed' "$(ids sla_days.ge=5)" 'REQ-1 REQ-2 REQ-5 '
ok req history 1 --json
expect_part '"field":"sla_days","before":null,"after":5'
refuse 64 req list sla=5
ok fsck
ok field show req.sla_days --json=id,noun,name
expect '{"id":"FLD-1","noun":"req","name":"sla_days"}'

# required of what is new
ok field add req need --required
refuse 65 req add x -A acme
expect_error 'each req needs its need'
ok req edit 2 --title 'Second one'
ok field edit req.need --default none
ok req add Fifth -A acme
ok req list need=none --count-by need
expect 'none       1'

# removed with its values only where that is said
refuse 64 field rm req.sla_days
refuse 65 field rm req.sla_days --yes
expect_error 'they go too with: kam field rm req.sla_days --values --yes'
ok field rm req.sla_days --values --dry-run
ok req list sla_days=5
ok field rm req.sla_days --values --yes
refuse 64 req list sla_days=5
ok req history 1
expect_part 'sla_days  5'
ok fsck
ok field add req sla_days --type text
ok req list sla_days=
ok fsck

# for a customer only what is marked so
ok req list --audience customer -A acme --all --json
expect_part '"level":'
grep -q '"rate"' "$output" && fail 'an internal field for a customer'

# a person is found in them, and goes
ok forget 'Li Na' --dry-run
expect_part REQ-1
ok forget 'Li Na' --yes
ok req show 1 --json=remark2
grep -q 'Li Na' "$output" && fail 'a name stays'
# what the register knows of them in fields of its own goes with them
ok field add contact nick --type text
ok contact add 'Wu Tao' -A acme --nick 'Taotao of the docks'
ok forget 'Wu Tao' --yes
ok contact list --all --json=nick,name
grep -q Taotao "$output" && fail 'a field of the person stays'
ok fsck

# a name that kam has by now: the definition rests until it has another
ok field add req rest --type int
ok req edit 2 --rest 7
python3 - <<'END'
import sqlite3
db = sqlite3.connect(".kam/register.db")
db.execute("UPDATE field SET name = 'due' WHERE name = 'rest'")
db.execute("UPDATE list_value SET field = 'due' WHERE field = 'rest'")
db.commit()
END
ok req show 2
run doctor
expect_part "'req.due' cannot be used: the name is taken"
ok field list name=due --json=id
id=$(tr -dc 0-9 <"$output")
ok field edit "FLD-$id" --name rest
ok req list rest=7
expect_part 'Second one'

# what a damaged register still holds
ok --register third.db fsck
python3 - <<'END'
import sqlite3
db = sqlite3.connect("third.db")
db.execute("DELETE FROM field")
db.execute("DELETE FROM list_value")
db.commit()
END
ok recover third.db -o saved.db
ok --register saved.db req list --json=id,$own
same 'recovered' "$(cat "$output")" "$(cat first.json)"
ok --register saved.db fsck

# completion knows them
ok __complete -- req add --rat
expect_part -- '--rate'
ok __complete -- req add --level ''
expect_part '金'
ok __complete -- req list rat
expect_part 'rate='
ok __complete -- req list --register other.db spe
expect_part 'speed='
# no option that every verb may take can be a field's name
names=$(grep -oE '^[[:space:]]*\{ "[a-z-]+"' \
	"$KAM_SOURCE/cmd/option_table.c" | grep -oE '[a-z-]+' | tr - _)
for name in as_of exit_code dry_run; do
	case $names in *"$name"*) ;; *) fail "no $name among: $names" ;; esac
done
for name in $names; do
	refuse 65 field add channel "$name" --type int
	expect_error "'$name' means something else already"
done
# nor one that a verb of the noun has which takes fields, its own or a generic
# one; another noun's, and one beside which there are no fields, can
refuse 65 field add comm next_owner
expect_error "'kam comm log' has an option --next-owner"
expect_error 'kam help comm log'
refuse 65 field add channel if_version
expect_error "'kam channel edit' has an option --if-version"
refuse 65 field add channel from
expect_error "'kam channel add' has an option --from"
ok field add req next_owner
# however the definition is written
printf '{"noun":"comm","name":"next_owner","type":"text"}' >in.json
refuse 65 field add --from in.json
expect_error "'kam comm log' has an option --next-owner"
ok field add comm heir
refuse 65 field edit comm.heir --name next_owner
expect_error "'kam comm log' has an option --next-owner"
refuse 65 field edit req.next_owner --noun comm
ok --register named.db init
ok --register named.db field add comm next_heir
ok --register named.db export field
sed 's/next_heir/next_owner/' "$output" >named.jsonl
ok --register later.db init
refuse 65 --register later.db import named.jsonl --as jsonl
# what has the name already keeps it, its values and the right to be changed
python3 - <<'END'
import sqlite3
db = sqlite3.connect("named.db")
db.execute("UPDATE field SET name = 'next_owner'")
db.commit()
END
ok --register named.db schema comm
expect_part '"next_owner":'
ok --register named.db field edit comm.next_owner --label 'Next one'
ok --register named.db field show comm.next_owner --json=label
expect '{"label":"Next one"}'

# a value that an undo brings back is of what the field is by now, or refused
KAM_REGISTER=$PWD/undo.db
export KAM_REGISTER
ok init
ok account add Beta
ok contact add Anna -A beta
ok member add Li --key li
ok field add risk.buddy --type ref --target member
ok field add risk.weight --type int
ok risk add Late -A beta --buddy li --weight 5
# the number of the last one of these commands
undo_of()
{
	"$KAM" log --json | jq "[.[]|select(.command|startswith(\"kam $1\"))
		.operation][0]"
}
cleared='risk edit 1 --buddy'
ok risk edit 1 --buddy ''
ok undo
ok risk show 1 --json=buddy
expect '{"buddy":"li"}'
ok redo
ok field edit risk.buddy --target contact
refuse 65 undo "$(undo_of "$cleared")"
expect_error "RISK-1 would get a 'buddy' that its field does not hold any more"
ok risk show 1 --json=buddy
expect '{"buddy":null}'
# what has nothing to do with it, or is of the field as it is, comes back
ok risk edit 1 --buddy Anna --title Later
ok undo
ok risk show 1 --json=title,buddy
expect '{"title":"Late","buddy":null}'
ok redo
ok risk show 1 --json=title,buddy
expect '{"title":"Later","buddy":"CON-1"}'
# another field of that name, another type
ok risk edit 1 --buddy '' --weight ''
ok field rm risk.buddy --yes
ok field add risk.buddy --type ref --target member
ok field edit risk.weight --type decimal
refuse 65 undo "$(undo_of "$cleared")"
expect_error "RISK-1 would get a '"
ok risk show 1 --json=buddy,weight
expect '{"buddy":null,"weight":null}'
# the field with its values, the record with its fields
ok risk edit 1 --buddy li
ok field rm risk.buddy --values --yes
ok undo
ok risk show 1 --json=buddy
expect '{"buddy":"li"}'
ok risk rm 1 --yes
ok field edit risk.buddy --target contact
refuse 65 undo "$(undo_of 'risk rm 1')"
expect_error "RISK-1 would get a 'buddy'"
ok field edit risk.buddy --target member
ok undo "$(undo_of 'risk rm 1')"
ok risk show 1 --json=buddy
expect '{"buddy":"li"}'
ok fsck
finish
