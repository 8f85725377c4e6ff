# A register that is there for somebody else: cron as the wrong user is told.
. "$KAM_SOURCE/tests/cli/lib.sh"

ok init
ok account add Acme
chmod 755 "$test_folder" .
kam=$KAM
if [ "$(id -u)" = 0 ]; then
	cat >"$test_folder/as" <<'END'
#!/bin/sh
exec setpriv --reuid=65534 --regid=65534 --clear-groups "$THE_KAM" "$@"
END
	chmod 755 "$test_folder/as"
	export THE_KAM="$KAM"
	KAM=$test_folder/as
	chown -R 65534 .kam
	run version
	[ "$status" -eq 0 ] || finish # no such user can run it here
	ok account list --porcelain --fields name
	expect Acme
	chown -R 0 .kam
fi
chmod 0 .kam
refuse 77 account list
expect_error "cannot look at '$PWD/.kam/register.db': Permission denied"
expect_error 'ask its owner'
refuse 77 account list --json
expect_error '"code":"not_allowed"'
refuse 77 account add Beta
# nor is another one taken for it
mkdir inner
cd inner || exit 1
refuse 77 account list
cd ..
chmod 700 .kam
KAM=$kam
ok account list --porcelain --fields name
expect Acme
finish
