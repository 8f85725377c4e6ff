# bash completion for kam: it asks the program, which answers a line for each
# thing that may stand here: VALUE, TAB, DESCRIPTION. See cmd/complete.h.

# Sets words to those before the cursor, as kam would get them, the last being
# typed; quote to what is open in it; head to what of it readline keeps.
_kam_words()
{
	local line=${COMP_LINE:0:COMP_POINT} char next word= begun= i

	words=() quote= head=
	for ((i = 0; i < ${#line}; i++)); do
		char=${line:i:1} next=${line:i+1:1}
		if [[ $quote && $char == "$quote" ]]; then
			quote=
		elif [[ $char == \\ && $quote != \' &&
			( ! $quote || $next == [\"\\\$\`] ) ]]; then
			word+=$next begun=1
			((i++))
		elif [[ $quote ]]; then
			word+=$char
		elif [[ $char == [\"\'] ]]; then
			quote=$char head=$word begun=1
		elif [[ $char == [[:space:]] ]]; then
			[[ ! $begun ]] || words+=("$word")
			word= head= begun=
		else
			word+=$char begun=1
			[[ $COMP_WORDBREAKS != *"$char"* ]] || head=$word
		fi
	done
	words+=("$word")
}

# Sets value to what is to be typed for it; fails where that can't be.
_kam_quote()
{
	local special

	case $quote in
	\')
		[[ $value != *\'* ]]
		;;
	\")
		for special in \\ \" \$ \`; do
			value=${value//"$special"/\\"$special"}
		done
		# history expands "!" between these, and nothing stops it
		[[ $value != *!* ]]
		;;
	*)
		[[ -z ${value//[[:alnum:]_.,:=+@\/-]/} ]] ||
			printf -v value %q "$value"
		;;
	esac
}

_kam()
{
	local words quote head value help entry i
	local -a answer descriptions=()

	COMPREPLY=()
	_kam_words
	mapfile -t answer < <(command kam __complete -- \
		"${words[@]:1}" 2>/dev/null)
	for entry in "${answer[@]}"; do
		value=${entry%%$'\t'*} help=${entry#*$'\t'}
		case $value$help in
		files) [[ $value ]] || compopt -o default ;;
		folders) [[ $value ]] || compopt -o dirnames ;;
		esac 2>/dev/null
		[[ $value && $value == "$head"* ]] || continue
		value=${value:${#head}}
		[[ $value != *[=,:/-] ]] || compopt -o nospace 2>/dev/null
		_kam_quote || continue
		COMPREPLY+=("$value")
		descriptions+=("$help")
	done
	# the list that TAB TAB shows; what all have in common stays the same
	[[ ${#COMPREPLY[@]} -gt 1 && $COMP_TYPE == @(63|33|64) ]] || return 0
	for i in "${!COMPREPLY[@]}"; do
		[[ -z ${descriptions[i]} ]] ||
			COMPREPLY[i]+="  (${descriptions[i]})"
	done
}

complete -o nosort -F _kam kam 2>/dev/null || complete -F _kam kam
