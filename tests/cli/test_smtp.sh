# Mail by kam-smtp: STARTTLS with a verified certificate, and a password from
# a file or a program.
. "$KAM_SOURCE/tests/cli/lib.sh"

python=python3
"$python" -c 'import aiosmtpd' 2>/dev/null || python=/usr/bin/python3
[ -x "$KAM_BUILD/kam-smtp" ] || { echo 'no kam-smtp was built' >&2; exit 1; }

certificate()
{
	openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$1" \
		-addext "subjectAltName=DNS:$1" -keyout "$1.key" -out "$1.pem" 2>/dev/null
}

# start CERTIFICATE: the server's port is in `port`
start()
{
	rm -f port
	"$python" "$KAM_SOURCE/tests/cli/smtp_server.py" port sent "$1.pem" "$1.key" \
		2>server.log &
	server=$!
	i=0
	while [ ! -e port ]; do
		i=$((i + 1))
		[ $i -lt 200 ] || { cat server.log >&2; exit 1; }
		sleep 0.05
	done
	PORT=$(cat port)
	export PORT
}

stop()
{
	kill "$server"
	wait "$server" 2>/dev/null
}

mkdir sent
certificate localhost
certificate other.test
start localhost
trap 'kill $server 2>/dev/null; rm -rf "$test_folder"' EXIT

printf 'geheim #1\n' >password
chmod 600 password
ok init
ok config mail.from 'Li Lei <li@firm.test>'
ok config mail.host localhost
ok config mail.port "$PORT"
ok config mail.ca-file "$PWD/localhost.pem"
ok config mail.user li
ok config mail.password-file "$PWD/password"
ok member add 王伟 --key wang --email wang@firm.test
ok account add 华夏集团 --key huaxia --owner wang
ok feedback add '.门户很慢' -A huaxia --type complaint --respond-by 2026-11-20

ok feedback due --overdue --mail owners --once day
expect_nothing
same 'messages' 1 "$(ls sent | wc -l)"
same 'envelope' 'li@firm.test wang@firm.test ' "$(head -2 sent/* | tr '\n' ' ')"
ok feedback due --overdue --mail owners --dry-run
sed -n '3,$p' sent/* | tr -d '\r' >arrived
[ "$(grep -vc '^Message-ID\|_kam_' "$output")" = "$(grep -vc '^Message-ID\|_kam_' arrived)" ] ||
	fail 'what arrived is another message'
grep -q '^Subject: Overdue feedback (1)$' arrived || fail 'no subject'

# the server is stopped: queued; started again: goes once
stop
KAM_NOW=2026-11-24T01:00:00Z run feedback due --overdue --mail owners --once day
same 'status' 75 "$status"
start localhost
KAM_NOW=2026-11-24T01:00:00Z ok feedback due --overdue --mail owners --once day
KAM_NOW=2026-11-24T01:00:00Z ok feedback due --overdue --mail owners --once day
same 'messages' 2 "$(ls sent | wc -l)"

# what cannot be verified gets no password and no message
run -c mail.ca-file="$PWD/other.test.pem" due --mail a@firm.test
same 'status' 75 "$status"
expect_error 'certificate'
run -c mail.ca-file= mail flush
same 'status' 75 "$status"
# a server that has the certificate of another
stop
start other.test
run -c mail.ca-file="$PWD/other.test.pem" mail flush
same 'status' 75 "$status"
expect_error 'localhost'
stop
start localhost
run -c mail.password-file= -c mail.password-command='echo wrong' mail flush
same 'status' 75 "$status"
chmod 644 password
run mail flush
same 'status' 75 "$status"
expect_error 'others may read'
same 'messages' 2 "$(ls sent | wc -l)"
ok -c mail.password-file= -c mail.password-command='printf "geheim #1\n"' mail flush
same 'messages' 3 "$(ls sent | wc -l)"
chmod 600 password

# a recipient that the server refuses waits; no word after the whole message
# is an unknown outcome
run due --mail refuse@firm.test
same 'status' 75 "$status"
expect_error 'no such user'
expect_error 'it will hardly go another time'
ok mail queue --porcelain --fields id
ok mail drop "$(cat "$output")"
run due --mail silent@firm.test
same 'status' 75 "$status"
expect_error 'nobody knows whether it went out'
same 'messages' 4 "$(ls sent | wc -l)"
ok mail queue --porcelain --fields id
ok mail drop "$(cat "$output")"

# without the helper: said, and queued
mkdir none
KAM_EXEC_PATH=$PWD/none run due --mail a@firm.test
same 'status' 69 "$status"
expect_error 'kam-smtp'
ok mail flush
same 'messages' 5 "$(ls sent | wc -l)"

# the helper takes nothing that could become a command of SMTP
for order in '{}' 'x' '' \
	'{"host":"localhost/x","port":1,"tls":"none","from":"a@x","to":"b@x","timeout":1,"message":"x"}' \
	'{"host":"localhost","port":1,"tls":"none","from":"a@x","to":"b@x\r\nRCPT TO:<c@x>","timeout":1,"message":"x"}' \
	'{"host":"localhost","port":1,"tls":"none","user":"u","password":"p","from":"a@x","to":"b@x","timeout":1,"message":"x"}'; do
	status=0
	printf '%s' "$order" | "$KAM_BUILD/kam-smtp" >"$output" 2>"$errors" || status=$?
	same "status of $order" 64 "$status"
	expect_part '"outcome":"failed"'
done
stop
finish
