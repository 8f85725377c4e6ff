# Every kind through every generic verb; every_kind.py does it.
. "$KAM_SOURCE/tests/cli/lib.sh"

python3 "$KAM_SOURCE/tests/cli/every_kind.py" || exit 1
finish
