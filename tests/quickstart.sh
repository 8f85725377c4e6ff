#!/bin/sh
# From a bare Debian 12 to a built kam.
set -eu
cd "$(dirname "$0")/.."
. tests/setup.sh

# shellcheck disable=SC2086
kam_install $need
kam_build release OFF
