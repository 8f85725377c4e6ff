# cmake --install under DESTDIR: the program, its helpers, the library that a
# foreign program links by kam.pc.
. "$KAM_SOURCE/tests/cli/lib.sh"

step()
{
	"$@" >"$output" 2>"$errors" || fail "$*"
}

last=install
case $(sed -n 's/^KAM_SANITIZE:STRING=//p' "$KAM_BUILD/CMakeCache.txt") in
?*) finish ;; # a foreign program has no sanitizers to link with
esac
DESTDIR=$PWD/root step cmake --install "$KAM_BUILD"
prefix=$(sed -n 's/^CMAKE_INSTALL_PREFIX:PATH=//p' "$KAM_BUILD/CMakeCache.txt")
[ -x "root$prefix/bin/kam" ] || fail 'no kam'
for helper in read-ics ingest-mail smtp; do
	[ -x "root$prefix/libexec/kam/kam-$helper" ] || fail "no kam-$helper"
done
for file in bash-completion/completions/kam "zsh/*/_kam" \
	fish/vendor_completions.d/kam.fish; do
	ls root$prefix/share/$file >/dev/null || fail "no $file"
done
for page in man1/kam.1 man1/kam-req.1 man5/kam-json.5 man7/kam-tutorial.7; do
	[ -s "root$prefix/share/man/$page" ] || fail "no $page"
done
KAM=$PWD/root$prefix/bin/kam
ok --version
[ -s "root$prefix/share/locale/zh_CN/LC_MESSAGES/kam.mo" ] ||
	fail 'no translation'
KAM_LANGUAGE=zh ok help
expect_part '需求'
pc=$(find root -name kam.pc)
[ -n "$pc" ] || fail 'no kam.pc'
cat >foreign.c <<'END'
#include <kam/areas.h>
#include <kam/date.h>
int main(void)
{
	return kam_kinds()->n_kinds > 10 && kam_date_of(1970, 1, 1) == 0 ? 0 : 1;
}
END
PKG_CONFIG_PATH=$(dirname "$pc")
PKG_CONFIG_SYSROOT_DIR=$PWD/root
export PKG_CONFIG_PATH
flags="-Iroot$prefix/include $(env -u PKG_CONFIG_SYSROOT_DIR pkg-config \
	--static --libs --cflags kam)"
library=$(find root -name libkam.a)
# shellcheck disable=SC2086
step cc foreign.c -L"$(dirname "$library")" $flags -o foreign
step ./foreign
finish
