# A noun that people type as two words is told so: no command in a hint, a
# message or an example has its machine name.
set -u
cd "$KAM_SOURCE" || exit 1
exec python3 tests/lint/hints.py
