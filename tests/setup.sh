# Sourced by quickstart.sh and run.sh: installs what is missing (as root) or
# names it (otherwise), and leaves the build in .build/$1.

need='gcc libc6-dev cmake ninja-build pkg-config gettext libsqlite3-dev libcjson-dev
libutf8proc-dev nettle-dev libical-dev libgmime-3.0-dev libcurl4-openssl-dev tzdata'
need_tests='procps libcmocka-dev jq sqlite3 python3 python3-jsonschema valgrind less
python3-aiosmtpd openssl zsh fish man-db mandoc groff-base'

# Prints the packages of its arguments that are not installed.
kam_missing()
{
	for package in "$@"; do
		dpkg-query -W -f='${Status}' "$package" 2>/dev/null |
			grep -q 'ok installed' || printf '%s ' "$package"
	done
}

kam_install()
{
	missing=$(kam_missing "$@")
	[ -n "$missing" ] || return 0
	if [ "$(id -u)" -ne 0 ]; then
		echo "missing packages: $missing" >&2
		echo "hint: sudo apt-get install $missing" >&2
		exit 69
	fi
	export DEBIAN_FRONTEND=noninteractive
	# shellcheck disable=SC2086
	{ apt-get update -qq && apt-get install -y -qq --no-install-recommends \
		$missing; } >&2
}

kam_build()
{
	cmake --preset "$1" -DKAM_TESTS="$2" >&2 &&
		cmake --build --preset "$1" >&2
}
