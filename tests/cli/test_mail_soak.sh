# kill -9 while mail is sent, two crons at once: nobody gets a report twice.
# A few of each; tests/soak/mail.py takes counts.
. "$KAM_SOURCE/tests/cli/lib.sh"

python3 "$KAM_SOURCE/tests/soak/mail.py" "${KILLS:-8}" "${RACES:-4}" >"$output" ||
	fail 'see above'
finish
