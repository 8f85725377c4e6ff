# kill -9 at random moments of writes: the register stays whole, and whatever
# was acknowledged is there. KILLS says how often.
. "$KAM_SOURCE/tests/cli/lib.sh"

kills=${KILLS:-15}

ok init
ok account add Acme
i=0
while [ $i -lt "$kills" ]; do
	# its writes begin at once; the kill comes some milliseconds later
	(
		n=0
		while :; do
			title="r$i.$n"
			id=$("$KAM" --register "$PWD/.kam/register.db" req \
				add "$title" -A acme --porcelain --fields id) && echo "$id $title" >>acknowledged
			n=$((n + 1))
		done
	) 2>/dev/null &
	writer=$!
	sleep "0.0$((i * 7 % 10))$((i * 3 % 10))"
	# the kam that runs now, in whatever state, then its shell; by its
	# register, since other tests run beside this one
	pkill -9 -f "register $PWD/.kam/register.db" 2>/dev/null
	kill -9 $writer
	pkill -9 -f "register $PWD/.kam/register.db" 2>/dev/null
	wait $writer 2>/dev/null
	i=$((i + 1))
done
ok fsck
touch acknowledged
while read -r id title; do
	ok req show "$id" --fields title --porcelain
	expect "$title"
done <acknowledged
[ -s acknowledged ] || fail 'nothing was written'
finish
