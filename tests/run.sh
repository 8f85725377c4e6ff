#!/bin/sh
# Installs what is needed on a bare Debian 12, builds kam and runs every test.
set -eu
cd "$(dirname "$0")/.."
. tests/setup.sh

# shellcheck disable=SC2086
kam_install $need $need_tests
kam_build dev ON
ctest --preset dev -j "$(nproc)"
kam_build asan ON
ctest --preset asan -j "$(nproc)"
