# Every command with its Nth database call or allocation failing; faults.py
# does it. KAM_FAULT_STEP=1 tries every N, the everyday run a small one.
. "$KAM_SOURCE/tests/cli/lib.sh"

KAM_FAULTY=$KAM_BUILD/tests/kam_faulty
KAM_FAULT_STEP=${FAULT_STEP:-29}
export KAM_FAULTY KAM_FAULT_STEP
python3 "$KAM_SOURCE/tests/fault/faults.py" || exit 1
finish
