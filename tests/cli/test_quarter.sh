# Some days of work on a small CRM, every figure computed again from exported CSV;
# tests/soak/quarter.py takes longer ones on other data.
. "$KAM_SOURCE/tests/cli/lib.sh"

python3 -B "$KAM_SOURCE/tests/soak/quarter.py" - "${QUARTER_ACCOUNTS:-2}" \
	"${QUARTER_DAYS:-12}" "${QUARTER_SEED:-1}" >"$output" ||
	fail 'figures that another program does not have'
finish
