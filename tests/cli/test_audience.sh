# What is made for a customer has what the catalogue marks for them, of their
# own account, and nothing else.
. "$KAM_SOURCE/tests/cli/lib.sh"

KAM_NOW=2026-11-23T09:00:00+08:00
export KAM_NOW
ok init --timezone Asia/Shanghai
ok config mail.from 'Li Lei <li@firm.test>'
ok member add 'Li Lei' --key li --email li@firm.test
ok account add 'Acme GmbH' --key acme --tier strategic --value '90000 EUR'
ok account add Beta --key beta
ok contact add 'Anna Weber' --accounts acme:buyer,beta --email anna@acme.test \
	--influence 5 --attitude sceptic --description 'likes golf'
ok contact add Bob -A beta --email bob@beta.test
ok req add 'single sign-on' -A acme --statement 'One <b>login</b>' --value 80 \
	--effort 12 --rationale 'or they leave'
ok req note REQ-1 'they would pay double'
ok req add 'of beta' -A beta
ok risk add 'they leave' -A acme

# fields: those with the mark, and what the register keeps of every record
ok req list -A acme --audience customer --json
expect_part '"title":"single sign-on"'
for internal in '"value"' '"effort"' '"rationale"' '"source"'; do
	grep -q "$internal" "$output" && fail "$internal is shown"
done
ok req show REQ-1 --audience customer
expect_part 'One <b>login</b>'
grep -qE 'pay double|they leave|80' "$output" && fail 'a note is shown'
ok req show REQ-1 --audience customer --format html
expect_part 'One &lt;b&gt;login&lt;/b&gt;'
ok req list -A acme --audience customer --format csv
same head "$(head -n1 "$output" | tr -d '\r' | grep -c -e value -e source_comm)" 0
refuse 65 req list -A acme --audience customer --fields id,effort
expect_error "the field 'effort' is internal"
ok req list -A acme --audience internal --fields id,effort
ok contact list -A acme --audience customer --json
grep -qE 'sceptic|golf|beta|influence' "$output" && fail 'of Anna'

# one customer's, and only what is for customers at all
refuse 64 req list --audience customer
expect_error 'for which customer?'
refuse 64 req list -A acme --audience customer --count-by status
refuse 64 req list --audience everybody
refuse 65 risk list -A acme --audience customer
expect_error 'internal'
refuse 65 note list --audience customer
refuse 65 account list --audience customer
ok account show acme --audience customer --json
grep -qE 'strategic|90000' "$output" && fail 'tier or value'
refuse 65 due --audience customer
expect_error 'not made for customers'
refuse 64 export --audience customer
ok comm plan add 'open line' -A acme --group all
ok comm plan add 'among us' -A acme --group us --confidentiality internal
ok comm plan add 'secret' -A acme --group us --confidentiality secret
ok comm plan list -A acme --audience customer --json=id
expect '[{"id":"CPL-1"}]'
refuse 65 comm plan show CPL-2 --audience customer
ok comm plan show CPL-2

# by mail to a customer's address, whatever was said
ok req list -A acme --mail anna@acme.test --dry-run
expect_part 'To: anna@acme.test'
grep -q Effort "$output" && fail 'effort in the mail'
ok req list -A acme --mail Anna@ACME.test --audience internal --dry-run
ok req show REQ-1 --mail anna@acme.test --dry-run
grep -q 'or they leave' "$output" && fail 'the rationale in the mail'
ok req show REQ-1 --mail li@firm.test,boss@firm.test --dry-run
expect_part 'or they leave'
ok req show REQ-1 --mail purchasing@acme.test --dry-run
grep -q 'or they leave' "$output" && fail 'to an address of their domain'
refuse 65 req list -A beta --mail purchasing@beta.test,anna@acme.test \
	--fields id,effort --dry-run
ok req list -A beta --mail anna@acme.test --dry-run
refuse 65 req list -A acme --mail bob@beta.test --dry-run
expect_error "'acme' is not theirs"
refuse 65 req show REQ-1 --mail bob@beta.test --dry-run
refuse 65 due --mail anna@acme.test --even-if-empty --dry-run
ok due --mail boss@firm.test --even-if-empty --dry-run
refuse 65 req list -A acme --mail li@firm.test,bob@beta.test
[ "$("$KAM" mail list --porcelain | wc -l)" -eq 0 ] || fail 'a mail was made'
finish
