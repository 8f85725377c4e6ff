# fish completion for kam: it asks the program, which answers a line for each
# thing that may stand here: VALUE, TAB, DESCRIPTION. See cmd/complete.h.

function __kam_complete
    set -l typed (commandline -opc | string replace -r '^~/' "$HOME/")
    set -l last (commandline -ct)
    # a quote that is open still, or none
    for end in '' '"' "'"
        string unescape -- "$last$end" >/dev/null
        and set last (string unescape -- "$last$end")
        and break
    end
    set -l head (string match -r '^-[^=]*=' -- $last)
    set -l tail (string replace -r '^-[^=]*=' '' -- $last)
    for line in (command kam __complete -- $typed[2..] "$last" 2>/dev/null)
        switch $line
            case \tfiles
                printf '%s\n' "$head"(__fish_complete_path "$tail")
            case \tfolders
                printf '%s\n' "$head"(__fish_complete_directories "$tail")
            case '*'
                printf '%s\n' $line
        end
    end
end

complete -c kam -f -k -a '(__kam_complete)'
