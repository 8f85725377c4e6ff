# Configuration: read from all its places, written without loss.
. "$(dirname "$0")/lib.sh"
file=$HOME/.config/kam/config

# set, shown, forgotten
ok config user.name 'Wang Wei'
expect_nothing
ok config user.name
expect 'Wang Wei'
same 'mode' "$(stat -c %a "$file")" 600
ok config --unset user.name
refuse 66 config user.name
expect_error "'user.name' is not set"
ok config user.name 'Li Na'
same 'sections' "$(grep -c '^\[user\]$' "$file")" 1

# what is not touched stays as it was written
cat >"$file" <<'END'
# mine
[user]
	name = Wang Wei	; a comment
	email = "wang@example.test"
[alias]
	overdue = risk list status=open
END
ok config user.email wei@example.test
ok config core.pager 'less -S'
same 'file' "$(cat "$file")" '# mine
[user]
	name = Wang Wei	; a comment
	email = wei@example.test
[alias]
	overdue = risk list status=open
[core]
	pager = less -S'
ok config user.name
expect 'Wang Wei'

# values that need quotes come back
cr=$(printf 'a\rb')
for value in 'a#b' 'a;b' ' a ' 'say "hi"' 'back\slash' '' 'naïve 客户' "$cr" \
	'a = b' '[x]'; do
	ok config test.value "$value"
	ok --json config test.value
	same 'round trip' "$(jq -r .value "$output")" "$value"
done
ok config test.value 'a
b'
ok --json config test.value
same 'line break' "$(jq .value "$output")" '"a\nb"'

# several values
ok config --add safe.register /a
ok config --add safe.register /b
same 'both' "$(grep -c 'register = ' "$file")" 2
ok config safe.register /c
same 'one' "$(grep -c 'register = ' "$file")" 1

# precedence, and where a value comes from
ok -c user.name=Zoe config user.name
expect Zoe
KAM_PAGER=more ok config core.pager
expect more
KAM_PAGER=more ok -c core.pager=most config core.pager
expect most
ok config --list --show-origin --format tsv
expect_part "user.name	Wang Wei	$file"
ok --json config --list
same 'list' "$(jq -r '.[0].key' "$output")" user.name

# what is wrong with it is said
refuse 64 config nosection
refuse 64 config user.name a b
refuse 64 -c user.name config user.name
printf '[user\n' >"$file"
refuse 78 config --list
expect_error "$file:1: "
ok --version
ok help
printf '[user]\n\tname = "open\n' >"$file"
refuse 78 config --list
expect_error ":2: "
rm "$file"

# a register's own file: presentation only
refuse 66 config --local use.account acme
ok init
ok config --local color.ui never
ok config color.ui
expect never
for key in core.pager core.editor safe.register mail.command hooks.add; do
	refuse 77 config --local "$key" x
done
refuse 77 config --local alias.x '!touch pwned'
cat >.kam/config <<'END'
[core]
	pager = touch pwned
[alias]
	bad = !touch pwned
	good = version
[safe]
	register = *
END
refuse 66 config core.pager
refuse 66 config safe.register
refuse 64 bad
[ ! -e pwned ] || fail 'an alias of a register was run'
ok good
expect_part 'kam '

# aliases: words, the shell, loops; never over what is built in
ok config alias.v 'version --json'
ok v
same 'alias' "$(jq -r .name "$output")" kam
ok config alias.say '!printf "%s|"'
ok say 'a b' c
expect_part 'a b|c|'
ok config alias.one two
ok config alias.two 'one x'
refuse 78 one
expect_error 'leads back to itself'
ok config alias.version '!touch pwned'
expect_error "'version' is built in: the alias is never used"
ok help v
expect "'v' is an alias for 'version --json'"
ok -c alias.w=due help w
expect "'w' is an alias for 'due'"
ok help -a
expect_part '  say '
same 'never used' "$(grep -c touch "$output")" 0
ok version
[ ! -e pwned ] || fail 'an alias hid a command'

# programs of one's own, from absolute folders of PATH only
mkdir bin
printf '#!/bin/sh\necho "hello $*"\nexit 3\n' >bin/kam-hello
chmod +x bin/kam-hello
PATH=$PWD/bin:$PATH run hello a b
same 'status' "$status" 3
expect 'hello a b'
PATH=$PWD/bin:$PATH ok help hello
expect "'hello' runs the program $PWD/bin/kam-hello"
PATH=$PWD/bin:$PATH ok help -a
expect_part "$PWD/bin/kam-hello"
PATH=bin:.::$PATH refuse 64 hello
PATH=bin:.::$PATH refuse 64 help hello
refuse 64 ../../bin/sh

# in git's words
ok config set user.name 'Li Na'
ok config get user.name
expect 'Li Na'
ok config --get user.name
expect 'Li Na'
ok config list
expect_part user.name
ok config --global user.name 'Li Lei'
ok config user.name
expect 'Li Lei'
ok config unset user.name
refuse 66 config get user.name
refuse 64 config get
refuse 64 config set user.name
refuse 64 config --get
refuse 64 config --local --global user.name x
EDITOR='sed -i s/two/three/' ok config --edit
ok config get alias.one
expect three
cp "$file" whole
EDITOR='sed -i 1s/./[[/' refuse 78 config edit
expect_error "$file:1: "
cp whole "$file"
refuse 64 config edit
expect_error 'set EDITOR'

# two at a time
: >"$file.lock"
refuse 75 config user.name x
rm "$file.lock"

# a key that kam doesn't read is kept, for kam-foo may, and said
ok config mail.sendmial /bin/true
expect_error "kam itself reads no 'mail.sendmial'"
expect_error "did you mean 'mail.sendmail'"
ok config --unset mail.sendmial
ok config alias.x 'req list'
[ -s "$errors" ] && fail 'a warning about an alias'
finish
