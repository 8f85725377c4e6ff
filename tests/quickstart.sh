#!/bin/sh
# From a bare Debian 12 to a built kam, then its main job: which feedback do I
# owe, to whom, how late?
set -eu
cd "$(dirname "$0")/.."
. tests/setup.sh

# shellcheck disable=SC2086
kam_install $need
kam_build release OFF

kam=$PWD/.build/release/kam
sample=$(mktemp -d)
trap 'rm -rf "$sample"' EXIT
cd "$sample"
unset KAM_REGISTER KAM_ACCOUNT KAM_PROJECT

# a sample register: two accounts, what was promised them, what one of them said
KAM_NOW=2026-11-02T09:00:00Z
export KAM_NOW
{
	"$kam" init --timezone UTC
	"$kam" member add 'Li Lei' --key li
	"$kam" account add 'Acme GmbH' --tier strategic --owner li
	"$kam" account add 北京华信科技有限公司 --tier key --owner li
	"$kam" contact add 'Anna Weber' --accounts acme:buyer
	"$kam" cadence add 'weekly status' -A acme --every 'week on fri' \
		--contact 'Anna Weber'
	"$kam" cadence add 月报 -A 北京华信科技 --every 'month on last working day' \
		--start 2026-09-01
	"$kam" feedback add 'the portal is slow' -A acme --type complaint \
		--severity high --contact 'Anna Weber'
	"$kam" feedback give CAD-2 --on 2026-09-30 --via mail
} >/dev/null

KAM_NOW=2026-11-23T09:00:00Z
echo '$ kam feedback due --overdue'
"$kam" feedback due --overdue
echo
echo '$ kam feedback due --overdue --json'
"$kam" feedback due --overdue --json
echo
echo "kam is built: $kam"
