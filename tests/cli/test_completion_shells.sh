# Completion in bash, zsh and fish themselves: keys typed into a terminal, and
# the words that the shell then reads; with names made to do harm.
. "$KAM_SOURCE/tests/cli/lib.sh"

mkdir bin got
ln -s "$KAM" bin/kam
cat >bin/args <<'END'
#!/bin/sh
printf '%s\0' "$@" >"$FOLDER/got"
: >"$FOLDER/done"
END
chmod +x bin/args
PATH=$PWD/bin:$PATH
export PATH

ok init --timezone Asia/Shanghai
ok member add 'Li Lei' --key li
ok account add 'Acme GmbH' --key acme --owner li
ok account add '华夏集团' --key 华夏
ok project add Portal -A acme --key portal
escape=$(printf '\033')
ok req add "single sign-on" -A acme
ok req add "${escape}[31m \$(touch pwned) \`touch pwned\` ' \" %F{red} ; x" -A acme
for tag in 'aa two words' 'bb$(touch pwned)' 'cc`touch pwned`' "dd it's" \
	'ee;touch pwned' 'ff"quoted"' 'gg&|<>*?[x]~#{a,b}' 'hh\back' 'ii!!'; do
	ok req tag 1 "$tag"
done
: >some-file.csv
mkdir folder-one

cat >cases <<'END'
{"type": "kam req anal\t", "args": ["kam", "req", "analyse"]}
{"type": "kam vers\t", "args": ["kam", "version"]}
{"type": "kam req add x --acceptance\t", "args": ["kam", "req", "add", "x", "--acceptance-criteria"]}
{"type": "kam req add x --priority mu\t", "args": ["kam", "req", "add", "x", "--priority", "must"]}
{"type": "kam req add x --priority=mu\t", "args": ["kam", "req", "add", "x", "--priority=must"]}
{"type": "kam req list stat\tus=cap\t", "args": ["kam", "req", "list", "status=captured"]}
{"type": "kam req list status=cap\t", "args": ["kam", "req", "list", "status=captured"]}
{"type": "kam req list status=captured,anal\t", "args": ["kam", "req", "list", "status=captured,analysed"]}
{"type": "kam req list priority.ge=mu\t", "args": ["kam", "req", "list", "priority.ge=must"]}
{"type": "kam req list due.by=tom\t", "args": ["kam", "req", "list", "due.by=tomorrow"]}
{"type": "kam req list --fields id,titl\t", "args": ["kam", "req", "list", "--fields", "id,title"]}
{"type": "kam req list -A ac\t", "args": ["kam", "req", "list", "-A", "acme"]}
{"type": "kam req list -A 华\t", "args": ["kam", "req", "list", "-A", "华夏"]}
{"type": "kam req list -P acme/p\t", "args": ["kam", "req", "list", "-P", "acme/portal"]}
{"type": "kam contact add X --accounts acme:dec\t", "args": ["kam", "contact", "add", "X", "--accounts", "acme:dec"]}
{"type": "kam req show REQ-1\t", "args": ["kam", "req", "show", "REQ-1"]}
{"type": "kam req edit --owner l\t", "args": ["kam", "req", "edit", "--owner", "li"]}
{"type": "kam req edit --owner \"l\t", "args": ["kam", "req", "edit", "--owner", "li"]}
{"type": "kam req add 'a b' --own\t", "args": ["kam", "req", "add", "a b", "--owner"]}
{"type": "kam req add a\\ b --own\t", "args": ["kam", "req", "add", "a b", "--owner"]}
{"type": "kam import some-\t", "args": ["kam", "import", "some-file.csv"]}
{"type": "kam req edit 1 --evidence=some-\t", "args": ["kam", "req", "edit", "1", "--evidence=some-file.csv"]}
{"type": "kam init folder-\t", "args": ["kam", "init", "folder-one"]}
{"type": "kam req tag 1 aa\t", "args": ["kam", "req", "tag", "1", "aa two words"]}
{"type": "kam req tag 1 bb\t", "args": ["kam", "req", "tag", "1", "bb$(touch pwned)"]}
{"type": "kam req tag 1 cc\t", "args": ["kam", "req", "tag", "1", "cc`touch pwned`"]}
{"type": "kam req tag 1 dd\t", "args": ["kam", "req", "tag", "1", "dd it's"]}
{"type": "kam req tag 1 ee\t", "args": ["kam", "req", "tag", "1", "ee;touch pwned"]}
{"type": "kam req tag 1 ff\t", "args": ["kam", "req", "tag", "1", "ff\"quoted\""]}
{"type": "kam req tag 1 gg\t", "args": ["kam", "req", "tag", "1", "gg&|<>*?[x]~#{a,b}"]}
{"type": "kam req tag 1 hh\t", "args": ["kam", "req", "tag", "1", "hh\\back"]}
{"type": "kam req tag 1 ii\t", "args": ["kam", "req", "tag", "1", "ii!!"]}
{"type": "kam req show REQ-\t\t", "shown": "<U+001B>[31m", "hidden": "\u001b[31m $("}
END
for shell in bash zsh fish; do
	last="completion in $shell"
	python3 "$KAM_SOURCE/tests/cli/shells.py" $shell cases "$PWD/got" \
		2>"$errors" || fail "$shell"
	[ -z "$(find . -name pwned)" ] || fail "$shell ran what it completed"
done
finish
